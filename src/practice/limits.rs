//! What Discord refuses in the content of messages, forms, choices and commands.
//!
//! Embeds, components and commands are read with `twilight-model` and checked with
//! `twilight-validate`; what these leave out is checked by hand: sums over embeds,
//! doubled custom ids, form titles and inputs, choices, nonces.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use twilight_model::application::command::Command;
use twilight_model::channel::message::component::{ComponentType, TextInput};
use twilight_model::channel::message::{AllowedMentions, Component, Embed, MentionType};
use twilight_validate::{command as command_rules, component as component_rules, embed, message};

use super::model::{Id, flag};
use super::refusal::Refusal;
use super::rest::parse;

/// The body of a request that creates or edits a message.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct MessageBody {
    pub content: Option<String>,
    pub embeds: Option<Vec<Value>>,
    pub components: Option<Vec<Value>>,
    pub allowed_mentions: Option<AllowedMentions>,
    pub attachments: Option<Vec<Value>>,
    pub flags: Option<u64>,
    pub nonce: Option<Value>,
    pub enforce_nonce: Option<bool>,
    pub message_reference: Option<Reference>,
    pub sticker_ids: Option<Vec<Id>>,
    pub tts: Option<bool>,
    pub poll: Option<Value>,
}

/// The message that a message answers.
#[derive(Debug, Clone, Deserialize)]
pub struct Reference {
    pub message_id: Id,
    #[serde(default = "yes")]
    pub fail_if_not_exists: bool,
}

fn yes() -> bool {
    true
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

impl MessageBody {
    /// Checks every part and brings it into the form in which Discord gives it back.
    pub fn check(mut self) -> Result<Self, Refusal> {
        let v2 = self.flags.unwrap_or(0) & flag::COMPONENTS_V2 != 0;
        if let Some(content) = &mut self.content {
            *content = content.trim().to_owned();
            if message::content(&*content).is_err() {
                return Err(Refusal::too_long(
                    "content",
                    message::MESSAGE_CONTENT_LENGTH_MAX,
                ));
            }
            if v2 && !content.is_empty() {
                return Err(v2_excludes("content"));
            }
        }
        if let Some(embeds) = &mut self.embeds {
            if v2 && !embeds.is_empty() {
                return Err(v2_excludes("embeds"));
            }
            check_embeds(embeds)?;
        }
        if let Some(components) = &mut self.components {
            check_components(components, v2)?;
        }
        if let Some(allowed) = &self.allowed_mentions {
            check_allowed_mentions(allowed)?;
        }
        if let Some(Value::String(nonce)) = &self.nonce
            && chars(nonce) > 25
        {
            return Err(Refusal::too_long("nonce", 25));
        }
        Ok(self)
    }
}

fn v2_excludes(field: &str) -> Refusal {
    Refusal::form(
        field,
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2",
    )
}

fn check_allowed_mentions(allowed: &AllowedMentions) -> Result<(), Refusal> {
    let path = "allowed_mentions";
    if allowed.users.len() > 100 || allowed.roles.len() > 100 {
        return Err(Refusal::form(
            path,
            "BASE_TYPE_MAX_LENGTH",
            "Must be 100 or fewer in length.",
        ));
    }
    let both = (allowed.parse.contains(&MentionType::Users) && !allowed.users.is_empty())
        || (allowed.parse.contains(&MentionType::Roles) && !allowed.roles.is_empty());
    if both {
        return Err(Refusal::form(
            path,
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            "parse and the list of ids are mutually exclusive",
        ));
    }
    Ok(())
}

fn check_embeds(embeds: &mut [Value]) -> Result<(), Refusal> {
    if embeds.len() > message::EMBED_COUNT_LIMIT {
        return Err(Refusal::too_long("embeds", message::EMBED_COUNT_LIMIT));
    }
    let mut total = 0;
    for (at, value) in embeds.iter_mut().enumerate() {
        let path = |rest: &str| format!("embeds.{at}.{rest}");
        drop_nulls(value);
        let object = value.as_object_mut().ok_or_else(|| {
            Refusal::form(
                &format!("embeds.{at}"),
                "MODEL_TYPE_CONVERT",
                "Only dictionaries may be used in a ModelType",
            )
        })?;
        object.insert("type".into(), json!("rich"));
        if let Some(Value::Array(fields)) = object.get_mut("fields") {
            for (n, field) in fields.iter_mut().enumerate() {
                if let Some(field) = field.as_object_mut() {
                    field.entry("inline").or_insert(json!(false));
                    for key in ["name", "value"] {
                        let given = field.get(key).and_then(Value::as_str).unwrap_or_default();
                        if given.trim().is_empty() {
                            return Err(Refusal::required(&path(&format!("fields.{n}.{key}"))));
                        }
                    }
                }
            }
        }
        for key in ["url", "title", "description"] {
            if let Some(text) = object.get(key).and_then(Value::as_str) {
                if key == "url" && !is_web_address(text) {
                    return Err(not_an_address(&path("url")));
                }
                let trimmed = json!(text.trim());
                object.insert(key.into(), trimmed);
            }
        }
        let parsed: Embed = parse(value).map_err(|_| {
            Refusal::form(
                &format!("embeds.{at}"),
                "MODEL_TYPE_CONVERT",
                "Not an embed",
            )
        })?;
        embed::embed(&parsed).map_err(|error| embed_fault(at, &error))?;
        total += embed::chars(&parsed);
    }
    if total > embed::EMBED_TOTAL_LENGTH {
        return Err(Refusal::form(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            "Embed size exceeds maximum size of 6000",
        ));
    }
    Ok(())
}

fn embed_fault(at: usize, error: &embed::EmbedValidationError) -> Refusal {
    use embed::EmbedValidationErrorType as Kind;
    let path = |rest: &str| format!("embeds.{at}.{rest}");
    match error.kind() {
        Kind::TitleTooLarge { .. } => Refusal::too_long(&path("title"), embed::TITLE_LENGTH),
        Kind::DescriptionTooLarge { .. } => {
            Refusal::too_long(&path("description"), embed::DESCRIPTION_LENGTH)
        }
        Kind::FooterTextTooLarge { .. } => {
            Refusal::too_long(&path("footer.text"), embed::FOOTER_TEXT_LENGTH)
        }
        Kind::AuthorNameTooLarge { .. } => {
            Refusal::too_long(&path("author.name"), embed::AUTHOR_NAME_LENGTH)
        }
        Kind::TooManyFields { .. } => Refusal::too_long(&path("fields"), embed::FIELD_COUNT),
        Kind::FieldNameTooLarge { .. } => {
            Refusal::too_long(&path("fields.name"), embed::FIELD_NAME_LENGTH)
        }
        Kind::FieldValueTooLarge { .. } => {
            Refusal::too_long(&path("fields.value"), embed::FIELD_VALUE_LENGTH)
        }
        Kind::EmbedTooLarge { .. } => Refusal::form(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            "Embed size exceeds maximum size of 6000",
        ),
        _ => Refusal::form(&format!("embeds.{at}"), "BASE_TYPE_BAD", &error.to_string()),
    }
}

fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://") || text.starts_with("attachment://")
}

fn not_an_address(path: &str) -> Refusal {
    Refusal::form(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
}

/// Checks components of a message, gives them ids and fills in Discord's defaults.
fn check_components(components: &mut [Value], v2: bool) -> Result<(), Refusal> {
    if !v2 && components.len() > component_rules::COMPONENT_COUNT {
        return Err(Refusal::form(
            "components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        ));
    }
    let mut seen = HashSet::new();
    for (at, value) in components.iter_mut().enumerate() {
        drop_nulls(value);
        check_ids_and_addresses(value, &format!("components.{at}"), &mut seen)?;
    }
    let parsed = components
        .iter()
        .enumerate()
        .map(|(at, value)| {
            parse::<Component>(value)
                .map_err(|refusal| at_path(&format!("components.{at}"), &refusal))
        })
        .collect::<Result<Vec<_>, _>>()?;
    for (at, component) in parsed.iter().enumerate() {
        let known = if v2 {
            component_rules::component_v2(component)
        } else if matches!(component, Component::ActionRow(_)) {
            component_rules::component_v1(component)
        } else {
            return Err(Refusal::form(
                &format!("components.{at}.type"),
                "BASE_TYPE_CHOICES",
                "Value must be one of {1}.",
            ));
        };
        known.map_err(|error| {
            Refusal::form(
                &format!("components.{at}"),
                "BASE_TYPE_BAD",
                &error.to_string(),
            )
        })?;
        if let Component::ActionRow(row) = component {
            if row.components.is_empty() {
                return Err(Refusal::required(&format!("components.{at}.components")));
            }
            if row
                .components
                .iter()
                .any(|c| c.kind() == ComponentType::TextInput)
            {
                return Err(Refusal::form(
                    &format!("components.{at}.components"),
                    "BASE_TYPE_CHOICES",
                    "Text inputs are allowed in modals only.",
                ));
            }
        }
    }
    message::components(&parsed, v2)
        .map_err(|error| Refusal::form("components", "BASE_TYPE_BAD", &error.to_string()))?;
    let mut next = 1;
    for component in components.iter_mut() {
        give_ids(component, &mut next);
    }
    Ok(())
}

fn at_path(path: &str, refusal: &Refusal) -> Refusal {
    let words = refusal.body["errors"]["_errors"][0]["message"]
        .as_str()
        .unwrap_or("Not a component");
    Refusal::form(path, "MODEL_TYPE_CONVERT", words)
}

/// Doubled or empty custom ids, doubled option values, and addresses of link buttons.
fn check_ids_and_addresses(
    value: &Value,
    path: &str,
    seen: &mut HashSet<String>,
) -> Result<(), Refusal> {
    if let Some(id) = value["custom_id"].as_str() {
        if id.is_empty() || chars(id) > component_rules::COMPONENT_CUSTOM_ID_LENGTH {
            return Err(Refusal::form(
                &format!("{path}.custom_id"),
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 100 in length.",
            ));
        }
        if !seen.insert(id.to_owned()) {
            return Err(Refusal::form(
                &format!("{path}.custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            ));
        }
    }
    if let Some(url) = value["url"].as_str()
        && !is_web_address(url)
        && !url.starts_with("discord://")
    {
        return Err(not_an_address(&format!("{path}.url")));
    }
    let mut values = HashSet::new();
    for (at, option) in value["options"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        if !values.insert(option["value"].as_str().unwrap_or_default()) {
            return Err(Refusal::form(
                &format!("{path}.options.{at}.value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            ));
        }
    }
    for (at, child) in value["components"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        check_ids_and_addresses(child, &format!("{path}.components.{at}"), seen)?;
    }
    if value["accessory"].is_object() {
        check_ids_and_addresses(&value["accessory"], &format!("{path}.accessory"), seen)?;
    }
    if value["component"].is_object() {
        check_ids_and_addresses(&value["component"], &format!("{path}.component"), seen)?;
    }
    Ok(())
}

/// Numbers components in order and fills in what Discord answers for what was left out.
fn give_ids(value: &mut Value, next: &mut u32) {
    let Some(object) = value.as_object_mut() else {
        return;
    };
    if object.get("id").and_then(Value::as_u64).unwrap_or(0) == 0 {
        object.insert("id".into(), json!(*next));
        *next += 1;
    }
    match object.get("type").and_then(Value::as_u64) {
        Some(3 | 5..=8) => {
            object.entry("min_values").or_insert(json!(1));
            object.entry("max_values").or_insert(json!(1));
        }
        Some(4) => {
            for key in ["label", "min_length", "max_length"] {
                object.entry(key).or_insert(Value::Null);
            }
        }
        Some(17) => {
            object.entry("accent_color").or_insert(Value::Null);
            object.entry("spoiler").or_insert(json!(false));
        }
        Some(14) => {
            object.entry("spacing").or_insert(json!(1));
            object.entry("divider").or_insert(json!(true));
        }
        _ => {}
    }
    for key in ["components", "items"] {
        if let Some(Value::Array(children)) = object.get_mut(key) {
            for child in children {
                give_ids(child, next);
            }
        }
    }
    for key in ["accessory", "component"] {
        if let Some(child) = object.get_mut(key) {
            give_ids(child, next);
        }
    }
}

/// Removes keys whose value is null, at every depth.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|_, value| !value.is_null());
            object.values_mut().for_each(drop_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

/// Checks a form and returns it as Discord keeps it.
pub fn check_modal(data: &Value) -> Result<Value, Refusal> {
    let mut data = data.clone();
    drop_nulls(&mut data);
    for (key, most) in [("title", 45), ("custom_id", 100)] {
        let length = chars(data[key].as_str().unwrap_or_default());
        if length == 0 {
            return Err(Refusal::required(&format!("data.{key}")));
        }
        if length > most {
            return Err(Refusal::too_long(&format!("data.{key}"), most));
        }
    }
    let components: Vec<Value> =
        parse(&data["components"]).map_err(|_| Refusal::required("data.components"))?;
    if components.is_empty() || components.len() > 5 {
        return Err(Refusal::form(
            "data.components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        ));
    }
    let mut seen = HashSet::new();
    for (at, value) in components.iter().enumerate() {
        let path = format!("data.components.{at}");
        check_ids_and_addresses(value, &path, &mut seen)?;
        let component: Component = parse(value).map_err(|refusal| at_path(&path, &refusal))?;
        check_modal_part(&component, &path)?;
    }
    let mut next = 1;
    if let Some(Value::Array(components)) = data.get_mut("components") {
        for component in components {
            give_ids(component, &mut next);
        }
    }
    Ok(data)
}

fn check_modal_part(component: &Component, path: &str) -> Result<(), Refusal> {
    let wrong = || {
        Refusal::form(
            path,
            "UNION_TYPE_CHOICES",
            "A form takes action rows with one text input, labels and text displays.",
        )
    };
    match component {
        Component::ActionRow(row) => match row.components.as_slice() {
            [Component::TextInput(input)] => {
                let path = format!("{path}.components.0");
                #[expect(deprecated, reason = "Discord still takes the label in an action row")]
                let label = input.label.as_deref().unwrap_or_default();
                match chars(label) {
                    0 => return Err(Refusal::required(&format!("{path}.label"))),
                    1..=45 => {}
                    _ => return Err(Refusal::too_long(&format!("{path}.label"), 45)),
                }
                check_text_input(input, &path)
            }
            _ => Err(wrong()),
        },
        Component::Label(label) => {
            if !(1..=45).contains(&chars(&label.label)) {
                return Err(Refusal::too_long(&format!("{path}.label"), 45));
            }
            match label.component.as_ref() {
                Component::TextInput(input) => {
                    check_text_input(input, &format!("{path}.component"))
                }
                _ => Ok(()),
            }
        }
        Component::TextDisplay(_) => Ok(()),
        _ => Err(wrong()),
    }
}

fn check_text_input(input: &TextInput, path: &str) -> Result<(), Refusal> {
    let most = input.max_length.unwrap_or(4000);
    let least = input.min_length.unwrap_or(0);
    let bad = |key: &str, words: &str| {
        Err(Refusal::form(
            &format!("{path}.{key}"),
            "NUMBER_TYPE_MAX",
            words,
        ))
    };
    if !(1..=4000).contains(&most) {
        return bad("max_length", "int value should be between 1 and 4000.");
    }
    if least > 4000 || least > most {
        return bad(
            "min_length",
            "int value should be between 0 and max_length.",
        );
    }
    if let Some(placeholder) = &input.placeholder
        && chars(placeholder) > 100
    {
        return Err(Refusal::too_long(&format!("{path}.placeholder"), 100));
    }
    if let Some(value) = &input.value
        && chars(value) > usize::from(most)
    {
        return Err(Refusal::too_long(
            &format!("{path}.value"),
            usize::from(most),
        ));
    }
    Ok(())
}

/// Checks the choices of an autocomplete answer.
pub fn check_choices(choices: &[Value]) -> Result<(), Refusal> {
    if choices.len() > 25 {
        return Err(Refusal::too_long("data.choices", 25));
    }
    for (at, choice) in choices.iter().enumerate() {
        let name = chars(choice["name"].as_str().unwrap_or_default());
        if !(1..=100).contains(&name) {
            return Err(Refusal::form(
                &format!("data.choices.{at}.name"),
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 100 in length.",
            ));
        }
        if let Some(value) = choice["value"].as_str()
            && chars(value) > 100
        {
            return Err(Refusal::too_long(&format!("data.choices.{at}.value"), 100));
        }
        if choice["value"].is_null() {
            return Err(Refusal::required(&format!("data.choices.{at}.value")));
        }
    }
    Ok(())
}

/// Checks an application command; `at` names it in the list.
pub fn check_command(at: usize, body: &Value) -> Result<(), Refusal> {
    let mut whole = body.clone();
    drop_nulls(&mut whole);
    let path = |rest: &str| format!("{at}.{rest}");
    let Some(object) = whole.as_object_mut() else {
        return Err(Refusal::form(
            &at.to_string(),
            "MODEL_TYPE_CONVERT",
            "Not a command",
        ));
    };
    object.entry("type").or_insert(json!(1));
    object.entry("description").or_insert(json!(""));
    object.entry("version").or_insert(json!("1"));
    if !object.get("name").is_some_and(Value::is_string) {
        return Err(Refusal::required(&path("name")));
    }
    // A permission set may come as a number or as a string of digits.
    if let Some(number) = object
        .get("default_member_permissions")
        .and_then(Value::as_u64)
    {
        object.insert(
            "default_member_permissions".into(),
            json!(number.to_string()),
        );
    }
    let kind = object["type"].as_u64();
    let locales = object.get("name_localizations").cloned();
    let command: Command = serde_json::from_value(whole).map_err(|error| {
        Refusal::form(&at.to_string(), "MODEL_TYPE_CONVERT", &error.to_string())
    })?;
    command_rules::command(&command).map_err(|error| {
        Refusal::form(
            &at.to_string(),
            "APPLICATION_COMMAND_INVALID",
            &error.to_string(),
        )
    })?;
    for (locale, name) in locales
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        if !LOCALES.contains(&locale.as_str()) {
            return Err(Refusal::form(
                &path("name_localizations"),
                "DICT_TYPE_CONVERT",
                &format!("{locale} is not a locale"),
            ));
        }
        let name = name.as_str().unwrap_or_default();
        let valid = if kind == Some(1) {
            command_rules::chat_input_name(name).is_ok()
        } else {
            command_rules::name(name).is_ok()
        };
        if !valid {
            return Err(Refusal::form(
                &path(&format!("name_localizations.{locale}")),
                "STRING_TYPE_REGEX",
                "String value did not match validation regex.",
            ));
        }
    }
    Ok(())
}

/// The locales in which a name may be given ("Locales" in Discord's reference).
const LOCALES: [&str; 34] = [
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE",
    "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

/// Whether a message with these parts would be empty.
pub fn is_empty(
    content: &str,
    embeds: &[Value],
    components: &[Value],
    files: usize,
    v2: bool,
) -> bool {
    let says_something = |embed: &Value| {
        embed.as_object().is_some_and(|embed: &Map<String, Value>| {
            embed.iter().any(|(key, value)| {
                !matches!(key.as_str(), "type" | "color") && value != "" && *value != json!([])
            })
        })
    };
    content.is_empty()
        && !embeds.iter().any(says_something)
        && files == 0
        && (!v2 || components.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(value: Value) -> Result<MessageBody, Refusal> {
        serde_json::from_value::<MessageBody>(value)
            .unwrap()
            .check()
    }

    fn row(count: usize) -> Value {
        let buttons: Vec<Value> = (0..count)
            .map(|n| json!({"type": 2, "style": 1, "label": "あ".repeat(80), "custom_id": format!("b{n}{}", uuid_like())}))
            .collect();
        json!({"type": 1, "components": buttons})
    }

    fn uuid_like() -> u64 {
        rand::random()
    }

    #[test]
    fn messages_at_their_limits_pass_and_one_more_is_refused() {
        let embed = |title: usize, description: usize| json!({"title": "題".repeat(title), "description": "文".repeat(description)});
        let cases = [
            (
                json!({"content": "字".repeat(2000)}),
                json!({"content": "字".repeat(2001)}),
            ),
            (
                json!({"embeds": [embed(256, 4096)]}),
                json!({"embeds": [embed(257, 1)]}),
            ),
            (
                json!({"embeds": [embed(1, 4096)]}),
                json!({"embeds": [embed(1, 4097)]}),
            ),
            (
                json!({"embeds": [embed(0, 3000), embed(0, 3000)]}),
                json!({"embeds": [embed(0, 3000), embed(1, 3000)]}),
            ),
            (
                json!({"components": [row(5), row(5), row(5), row(5), row(5)]}),
                json!({"components": [row(6)]}),
            ),
            (
                json!({"nonce": "1".repeat(25), "content": "a"}),
                json!({"nonce": "1".repeat(26), "content": "a"}),
            ),
        ];
        for (fits, too_much) in cases {
            assert!(
                body(fits.clone()).is_ok(),
                "{fits} {:?}",
                body(fits.clone())
            );
            assert_eq!(body(too_much).unwrap_err().body["code"], 50035);
        }
        let rows: Vec<Value> = (0..6).map(|_| row(1)).collect();
        assert!(body(json!({"components": rows})).is_err());
    }

    #[test]
    fn the_same_custom_id_twice_is_refused() {
        let button = json!({"type": 2, "style": 1, "label": "押す", "custom_id": "same"});
        let twice = json!({"components": [{"type": 1, "components": [button, button]}]});
        assert!(body(twice).is_err());
    }

    #[test]
    fn selects_take_25_options() {
        let select = |count: usize| {
            let options: Vec<Value> = (0..count)
                .map(|n| json!({"label": n.to_string(), "value": n.to_string()}))
                .collect();
            json!({"components": [{"type": 1, "components": [{"type": 3, "custom_id": "s", "options": options}]}]})
        };
        let checked = body(select(25)).unwrap();
        let stored = &checked.components.unwrap()[0]["components"][0];
        assert_eq!(stored["min_values"], 1);
        assert!(stored["id"].is_u64());
        assert!(body(select(26)).is_err());
    }

    #[test]
    fn forms_at_their_limits() {
        let input = |id: usize, label: usize| json!({"type": 1, "components": [{"type": 4, "custom_id": id.to_string(), "style": 1, "label": "ラ".repeat(label)}]});
        let form = |title: usize, inputs: usize, label: usize| {
            let inputs: Vec<Value> = (0..inputs).map(|id| input(id, label)).collect();
            json!({"title": "題".repeat(title), "custom_id": "f", "components": inputs})
        };
        assert!(check_modal(&form(45, 5, 45)).is_ok());
        for refused in [
            form(46, 1, 1),
            form(0, 1, 1),
            form(1, 0, 1),
            form(1, 6, 1),
            form(1, 1, 46),
            form(1, 1, 0),
        ] {
            assert!(check_modal(&refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn command_names_follow_the_rule_in_every_language() {
        let named = |name: &str, ja: &str| json!({"name": name, "description": "d", "name_localizations": {"ja": ja}});
        assert!(check_command(0, &named("ask", "質問する")).is_ok());
        assert!(check_command(0, &named("ask", "チューター")).is_ok());
        for (name, ja) in [
            ("Ask", "質問"),
            ("ask", "質問・相談"),
            ("ask", "質問 する"),
            ("", "質問"),
        ] {
            assert!(check_command(0, &named(name, ja)).is_err(), "{name} {ja}");
        }
    }

    #[test]
    fn choices_are_at_most_25_of_100_characters() {
        let choices = |count: usize, length: usize| -> Vec<Value> {
            (0..count)
                .map(|_| json!({"name": "名".repeat(length), "value": "v"}))
                .collect()
        };
        assert!(check_choices(&choices(25, 100)).is_ok());
        assert!(check_choices(&choices(26, 1)).is_err());
        assert!(check_choices(&choices(1, 101)).is_err());
    }
}

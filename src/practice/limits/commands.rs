//! Application commands.

use serde_json::{Value, json};
use twilight_model::application::command::Command;
use twilight_validate::command as command_rules;

use super::super::refusal::Refusal;
use super::drop_nulls;

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

//! What Discord refuses in the content of messages, forms, choices and commands.
//!
//! Embeds, components and commands are read with `twilight-model` and checked with
//! `twilight-validate`; what these leave out is checked by hand: sums over embeds,
//! doubled custom ids, form titles and inputs, choices, nonces.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use twilight_model::channel::message::{AllowedMentions, MentionType};
use twilight_validate::message;

use super::model::{Id, flag};
use super::refusal::Refusal;
use components::check_components;
use embeds::check_embeds;

pub use commands::check_command;
pub use forms::{check_choices, check_modal};

mod commands;
mod components;
mod embeds;
mod forms;

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

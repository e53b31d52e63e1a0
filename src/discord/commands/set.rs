//! The command set as it is registered, and the names of all that is in it.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};

use super::{BoxError, courses, members, questions, setup, tutors};
use crate::discord::Bot;
use crate::discord::questions::list;
use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::questions::finding::Scope;

/// The message menus: their default names, and their names from the catalogues.
const MENUS: [(&str, Text); 2] = [
    ("Record as question", Text::MenuRecordName),
    ("This solved it", Text::MenuSolveName),
];

/// All commands with their names and descriptions in both languages.
pub fn commands(words: &Words) -> Vec<poise::Command<Bot, BoxError>> {
    let mut all = questions::named(words);
    all.extend([
        tutors::named(words),
        courses::named(words),
        setup::named(words),
    ]);
    all.extend(members::named(words));
    all.extend(questions::menus());
    all
}

/// Names and descriptions of a command's options, in their order.
pub(super) fn options(
    words: &Words,
    command: &mut poise::Command<Bot, BoxError>,
    texts: &[(Text, Text)],
) {
    for (option, (name, description)) in command.parameters.iter_mut().zip(texts) {
        option.name_localizations = japanese(words, name);
        option.description = Some(words.say(Locale::En, description).into());
        option.description_localizations = japanese(words, description);
    }
}

pub(super) fn name(
    words: &Words,
    command: &mut poise::Command<Bot, BoxError>,
    name: &Text,
    description: &Text,
) {
    command.name_localizations = japanese(words, name);
    command.description = Some(words.say(Locale::En, description).into());
    command.description_localizations = japanese(words, description);
}

fn japanese(words: &Words, text: &Text) -> Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]> {
    Cow::Owned(vec![("ja".into(), words.say(Locale::Ja, text).into())])
}

/// Choices of an option: their values, and their names in both languages.
fn choices<'a>(words: &Words, all: impl Iterator<Item = (&'a str, Text)>) -> Value {
    all.map(|(value, name)| {
        json!({
            "name": words.say(Locale::En, &name),
            "name_localizations": {"ja": words.say(Locale::Ja, &name)},
            "value": value,
        })
    })
    .collect()
}

/// The command set as Discord's document describes it, and what tells it from another.
#[derive(Clone, Debug)]
pub struct CommandSet {
    pub body: Value,
    pub hash: String,
}

/// Builds the set that is registered.
pub fn command_set(words: &Words) -> CommandSet {
    let built = poise::builtins::create_application_commands(&commands(words));
    let mut body = serde_json::to_value(&built).unwrap_or_default();
    for command in body.as_array_mut().into_iter().flatten() {
        // poise would number choices, and a number says nothing to whoever reads it.
        if command["name"] == "setup" {
            command["options"][0]["choices"] = choices(words, setup::SHOWS.iter().cloned());
        }
        if command["name"] == "questions" {
            let scopes = Scope::ALL
                .iter()
                .map(|(scope, name)| (*name, list::scope_words(*scope)));
            command["options"][0]["choices"] = choices(words, scopes);
        }
        let menu = MENUS.iter().find(|(name, _)| command["name"] == **name);
        if let Some((_, name)) = menu {
            command["name_localizations"] = json!({"ja": words.say(Locale::Ja, name)});
        }
        // serenity sends a key that the bulk request does not have.
        if let Some(object) = command.as_object_mut() {
            object.remove("nsfw");
        }
        drop_empty(command);
    }
    let mut hasher = DefaultHasher::new();
    body.to_string().hash(&mut hasher);
    let hash = format!("{:016x}", hasher.finish());
    CommandSet { body, hash }
}

/// Leaves out what says nothing (nulls, empty lists and maps, and that there is no completion,
/// which only some kinds of options may say), and writes whole numbers as such.
fn drop_empty(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64());
            if let Some(whole) = whole.filter(|whole| whole.fract() == 0.0) {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "Discord's limits are exact"
                )]
                let whole = whole as i64;
                *value = json!(whole);
            }
        }
        Value::Object(object) => {
            object.values_mut().for_each(drop_empty);
            object.retain(|key, value| match value {
                Value::Null => false,
                Value::Bool(false) => key != "autocomplete",
                Value::Array(list) => !list.is_empty(),
                Value::Object(map) => !map.is_empty(),
                _ => true,
            });
        }
        Value::Array(list) => list.iter_mut().for_each(drop_empty),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_set_is_stable_and_named_in_both_languages() {
        let words = Words::load().unwrap();
        let set = command_set(&words);
        assert_eq!(set.hash, command_set(&words).hash);
        let ask = &set.body[0];
        assert_eq!(ask["name"], "ask");
        assert_eq!(ask["name_localizations"]["ja"], "質問する");
        assert_eq!(ask["options"][0]["autocomplete"], true);
        assert!(ask.get("nsfw").is_none());
        assert!(ask["options"][1].get("autocomplete").is_none());
        let number = &set.body[2]["options"][0]["options"][0];
        assert!(number["min_value"].is_i64(), "{number}");
    }
}

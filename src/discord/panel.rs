//! The panel: the standing message whose buttons start everything.

use serde_json::{Value, json};

use crate::guilds::Locale;
use crate::i18n::{Text, Words};

use super::custom_id::CustomId;
use super::reply::buttons;

/// The message.
#[must_use]
pub fn panel(words: &Words, locale: Locale) -> Value {
    json!({
        "embeds": [{
            "title": words.say(locale, &Text::PanelTitle),
            "description": words.say(locale, &Text::PanelText),
            "color": 0x0034_98DB,
        }],
        "components": [buttons(&[(words.say(locale, &Text::PanelAskButton), 1, CustomId::Ask)])],
        "allowed_mentions": {"parse": []},
    })
}

//! By what a message of ours is known again: every one carries something that no other
//! has, in a component or an embed.

use serde_json::Value;

use crate::discord::custom_id::CustomId;
use crate::guilds::Locale;

/// Where a message's mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The custom id of one of its components.
    Component(String),
    /// The address of one of its buttons.
    Link(String),
    /// The footer of one of its embeds.
    Footer(String),
    /// The title of one of its embeds.
    Title(String),
    /// Its words, and nothing to press.
    Words(String),
    Either(Box<Mark>, Box<Mark>),
    /// This one on a message without an embed: in a forum post the card carries the same
    /// buttons as the words below it.
    Plain(Box<Mark>),
}

impl Mark {
    /// What was sent in one language is known again after the guild has changed to another.
    pub fn in_any_language(mark: impl Fn(Locale) -> Self) -> Self {
        Self::Either(Box::new(mark(Locale::Ja)), Box::new(mark(Locale::En)))
    }

    /// Whether a message carries it.
    pub fn is_on(&self, message: &Value) -> bool {
        match self {
            Self::Component(id) => has(&message["components"], &|part| {
                let known = part["custom_id"].as_str();
                known.is_some_and(|known| CustomId::without_place(known) == *id)
            }),
            Self::Link(url) => has(&message["components"], &|part| part["url"] == **url),
            Self::Footer(text) => message["embeds"]
                .as_array()
                .is_some_and(|embeds| embeds.iter().any(|e| e["footer"]["text"] == **text)),
            Self::Title(text) => message["embeds"]
                .as_array()
                .is_some_and(|embeds| embeds.iter().any(|e| e["title"] == **text)),
            Self::Words(words) => {
                let plain = message["components"].as_array().is_none_or(Vec::is_empty);
                plain && message["content"] == **words
            }
            Self::Plain(mark) => {
                message["embeds"].as_array().is_none_or(Vec::is_empty) && mark.is_on(message)
            }
            Self::Either(one, other) => one.is_on(message) || other.is_on(message),
        }
    }
}

fn has(components: &Value, is_it: &impl Fn(&Value) -> bool) -> bool {
    components.as_array().is_some_and(|list| {
        list.iter()
            .any(|part| is_it(part) || has(&part["components"], is_it))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_mark_is_found_where_it_stands_and_nowhere_else() {
        let row = json!([{"type": 1, "components": [
            {"type": 2, "custom_id": "t1:q.resolve:7"},
            {"type": 2, "style": 5, "url": "https://discord.com/channels/1/2"},
        ]}]);
        let message = json!({
            "content": "words",
            "components": row,
            "embeds": [{"footer": {"text": "T-7"}}],
        });
        for mark in [
            Mark::Component("t1:q.resolve:7".into()),
            Mark::Link("https://discord.com/channels/1/2".into()),
            Mark::Footer("T-7".into()),
        ] {
            assert!(mark.is_on(&message), "{mark:?}");
        }
        for mark in [
            Mark::Component("t1:q.resolve:70".into()),
            Mark::Link("https://discord.com/channels/1/20".into()),
            Mark::Footer("T-70".into()),
            Mark::Words("words".into()),
        ] {
            assert!(!mark.is_on(&message), "{mark:?}");
        }
        let resolve = || Box::new(Mark::Component("t1:q.resolve:7".into()));
        assert!(!Mark::Plain(resolve()).is_on(&message), "it has an embed");
        let plain = json!({"components": message["components"], "embeds": []});
        assert!(Mark::Plain(resolve()).is_on(&plain));
        let plain = json!({"content": "words", "components": [], "embeds": []});
        assert!(Mark::Words("words".into()).is_on(&plain));
    }
}

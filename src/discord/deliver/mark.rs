//! By what a message of ours is known again: every one carries something that no other
//! has, in a component or an embed.

use serde_json::{Value, json};

use crate::discord::custom_id::place;
use crate::guilds::Locale;
use crate::ids::GuildId;

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

    /// The same mark in a conversation with the bot, where ids name the server that they are about.
    pub fn about(&self, guild: GuildId) -> Self {
        let about = |mark: &Self| Box::new(mark.about(guild));
        match self {
            Self::Component(id) => {
                let mut shown = json!({"custom_id": id});
                place(&mut shown, guild);
                Self::Component(shown["custom_id"].as_str().unwrap_or(id).to_owned())
            }
            Self::Either(one, other) => Self::Either(about(one), about(other)),
            Self::Plain(mark) => Self::Plain(about(mark)),
            other => other.clone(),
        }
    }

    /// Whether a message carries it.
    pub fn is_on(&self, message: &Value) -> bool {
        match self {
            Self::Component(id) => has(&message["components"], "custom_id", id),
            Self::Link(url) => has(&message["components"], "url", url),
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

fn has(components: &Value, key: &str, wanted: &str) -> bool {
    components.as_array().is_some_and(|list| {
        list.iter()
            .any(|c| c[key] == wanted || has(&c["components"], key, wanted))
    })
}

#[cfg(test)]
mod tests {
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
        // Of another server it is another.
        let here = GuildId::new(5);
        let mut placed = message.clone();
        place(&mut placed, here);
        let resolve = Mark::Component("t1:q.resolve:7".into());
        assert!(resolve.about(here).is_on(&placed));
        assert!(!resolve.about(GuildId::new(6)).is_on(&placed));
        let resolve = || Box::new(Mark::Component("t1:q.resolve:7".into()));
        assert!(!Mark::Plain(resolve()).is_on(&message), "it has an embed");
        let plain = json!({"components": message["components"], "embeds": []});
        assert!(Mark::Plain(resolve()).is_on(&plain));
        let plain = json!({"content": "words", "components": [], "embeds": []});
        assert!(Mark::Words("words".into()).is_on(&plain));
    }
}

//! Sessions: who is told what, and what they can catch up on.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::super::model::Id;

/// How many events a session can catch up on after RESUME.
pub(super) const BUFFER: usize = 5_000;

pub(super) mod intent {
    pub const GUILDS: u64 = 1;
    pub const MEMBERS: u64 = 1 << 1;
    pub const MESSAGES: u64 = 1 << 9;
    pub const REACTIONS: u64 = 1 << 10;
    pub const DIRECT_MESSAGES: u64 = 1 << 12;
    pub const DIRECT_REACTIONS: u64 = 1 << 13;
    pub const CONTENT: u64 = 1 << 15;
    pub const EVENTS: u64 = 1 << 16;
    pub const PRESENCES: u64 = 1 << 8;
    /// The highest one that Discord knows (`DIRECT_MESSAGE_POLLS`).
    pub const ALL: u64 = (1 << 26) - 1;
}

/// What goes out to one connection.
#[derive(Debug)]
pub enum Out {
    Text(String),
    Close(u16, &'static str),
    /// End the connection without a closing frame.
    Reset,
}

#[derive(Debug)]
pub(super) struct Session {
    pub(super) intents: u64,
    pub(super) sequence: u64,
    pub(super) buffer: VecDeque<(u64, String)>,
    pub(super) out: Option<UnboundedSender<Out>>,
}

/// All sessions by their id.
#[derive(Debug, Default)]
pub struct Sessions {
    pub(super) all: BTreeMap<String, Session>,
}

impl Sessions {
    /// Sends an event to every session whose intents ask for it.
    pub fn dispatch(&mut self, name: &str, data: &Value, bot: Id) {
        for session in self.all.values_mut() {
            if let Some(wanted) = intents_for(name, data)
                && session.intents & wanted == 0
            {
                continue;
            }
            let data = if session.intents & intent::CONTENT == 0 {
                without_content(name, data, bot)
            } else {
                data.clone()
            };
            session.push(name, &data);
        }
    }

    /// How many connections there are now.
    pub fn connected(&self) -> usize {
        self.all.values().filter(|s| s.out.is_some()).count()
    }

    /// Sends a frame to every connection.
    pub fn broadcast(&mut self, out: impl Fn() -> Out) {
        for session in self.all.values() {
            if let Some(sender) = &session.out {
                // A connection that has just ended needs no frame.
                let _ = sender.send(out());
            }
        }
    }

    /// Ends every connection; from now on none counts as connected until its client comes
    /// back.
    pub fn close(&mut self, out: impl Fn() -> Out) {
        for session in self.all.values_mut() {
            if let Some(sender) = session.out.take() {
                // A connection that has just ended needs no frame.
                let _ = sender.send(out());
            }
        }
    }

    /// Whether a session's events go to this connection, and not to a later one or to none.
    pub(super) fn is_held_by(&self, id: &str, connection: &UnboundedSender<Out>) -> bool {
        let out = self.all.get(id).and_then(|session| session.out.as_ref());
        out.is_some_and(|out| out.same_channel(connection))
    }

    /// Forgets every session, so that none can be resumed.
    pub fn forget_all(&mut self) {
        self.all.clear();
    }
}

impl Session {
    pub(super) fn push(&mut self, name: &str, data: &Value) {
        self.sequence += 1;
        let text = json!({"op": 0, "t": name, "s": self.sequence, "d": data}).to_string();
        self.buffer.push_back((self.sequence, text.clone()));
        if self.buffer.len() > BUFFER {
            self.buffer.pop_front();
        }
        if let Some(out) = &self.out {
            // A connection that has just ended will resume from the buffer.
            let _ = out.send(Out::Text(text));
        }
    }
}

/// The intents of which one is needed for an event; `None`: every session gets it.
fn intents_for(name: &str, data: &Value) -> Option<u64> {
    let direct = data.get("guild_id").is_none();
    let by_place = |guild, dm| Some(if direct { dm } else { guild });
    match name {
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {
            by_place(intent::MESSAGES, intent::DIRECT_MESSAGES)
        }
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" | "MESSAGE_REACTION_REMOVE_ALL" => {
            by_place(intent::REACTIONS, intent::DIRECT_REACTIONS)
        }
        "GUILD_MEMBER_ADD" | "GUILD_MEMBER_UPDATE" | "GUILD_MEMBER_REMOVE" => Some(intent::MEMBERS),
        "THREAD_MEMBERS_UPDATE" => Some(intent::GUILDS | intent::MEMBERS),
        _ if name.starts_with("GUILD_SCHEDULED_EVENT") => Some(intent::EVENTS),
        "INTERACTION_CREATE" => None,
        _ if name.starts_with("CHANNEL_")
            || name.starts_with("THREAD_")
            || name.starts_with("GUILD_") =>
        {
            by_place(intent::GUILDS, intent::DIRECT_MESSAGES)
        }
        _ => None,
    }
}

/// A message event for a bot that may not read content: it sees only its own
/// messages, direct ones, and those that mention it.
fn without_content(name: &str, data: &Value, bot: Id) -> Value {
    let mut data = data.clone();
    if !matches!(name, "MESSAGE_CREATE" | "MESSAGE_UPDATE") || data.get("guild_id").is_none() {
        return data;
    }
    let bot = json!(bot);
    let mentions_bot = data["mentions"]
        .as_array()
        .is_some_and(|mentions| mentions.iter().any(|user| user["id"] == bot));
    if data["author"]["id"] != bot && !mentions_bot {
        strip_content(&mut data);
    }
    data
}

/// Empties what the `MESSAGE_CONTENT` intent guards.
pub fn strip_content(message: &mut Value) {
    message["content"] = json!("");
    for list in ["embeds", "attachments", "components"] {
        message[list] = json!([]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_intent_a_bot_reads_only_what_concerns_it() {
        let message = json!({"guild_id": "1", "content": "秘密", "embeds": [1], "author": {"id": "5"}, "mentions": []});
        assert_eq!(
            without_content("MESSAGE_CREATE", &message, Id(9))["content"],
            ""
        );
        assert_eq!(
            without_content("MESSAGE_CREATE", &message, Id(5))["content"],
            "秘密"
        );
        let mut direct = message.clone();
        direct.as_object_mut().unwrap().remove("guild_id");
        assert_eq!(
            without_content("MESSAGE_CREATE", &direct, Id(9))["content"],
            "秘密"
        );
    }
}

//! What a Discord community is made of, as the practice server keeps it.
//!
//! Each of these is one record of the journal ([`super::journal`]). How they
//! look on the wire is decided in [`super::render`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::Value;
use twilight_model::guild::Permissions;

/// A snowflake. On the wire and in the journal a string of digits, as Discord writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u64);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Discord takes a snowflake as a string or as a number.
        match Value::deserialize(deserializer)? {
            Value::String(text) => text.parse().map_err(D::Error::custom),
            Value::Number(number) => number
                .as_u64()
                .map(Id)
                .ok_or_else(|| D::Error::custom("not a snowflake")),
            _ => Err(D::Error::custom("not a snowflake")),
        }
    }
}

/// Milliseconds since 1970, on the practice clock.
pub type Millis = i64;

/// What belongs to the whole stand-in rather than to one thing in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meta {
    /// How far the practice clock is ahead of the real one, in milliseconds.
    pub clock_offset: Millis,
    /// The bot's application id, which is also its user id.
    pub application_id: Id,
    /// The last snowflake that was given out; the next one is greater.
    pub last_id: Id,
    /// Whether the developer portal grants the privileged `GUILD_MEMBERS` intent.
    pub members_intent: bool,
    /// Whether the developer portal grants the privileged `MESSAGE_CONTENT` intent.
    pub content_intent: bool,
}

/// The one server (guild) of the practice community.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Guild {
    pub id: Id,
    pub name: String,
    pub owner_id: Id,
    pub locale: String,
}

/// A role; the one whose id is the guild's is @everyone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    pub id: Id,
    pub name: String,
    pub permissions: Permissions,
    pub position: i64,
    pub color: u32,
    pub hoist: bool,
    pub mentionable: bool,
    pub managed: bool,
}

/// A user and, while `in_guild`, their membership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Person {
    pub id: Id,
    pub username: String,
    pub global_name: Option<String>,
    pub bot: bool,
    pub locale: String,
    pub in_guild: bool,
    pub nick: Option<String>,
    pub roles: Vec<Id>,
    pub joined_at: Millis,
    /// Set when they accept no direct messages from members of the server.
    pub dms_closed: bool,
}

impl Person {
    /// The name that others see.
    pub fn display_name(&self) -> &str {
        self.nick
            .as_deref()
            .or(self.global_name.as_deref())
            .unwrap_or(&self.username)
    }
}

/// Discord's channel types, as far as a community uses them.
pub mod channel_kind {
    pub const TEXT: u8 = 0;
    pub const DM: u8 = 1;
    pub const VOICE: u8 = 2;
    pub const CATEGORY: u8 = 4;
    pub const ANNOUNCEMENT: u8 = 5;
    pub const ANNOUNCEMENT_THREAD: u8 = 10;
    pub const PUBLIC_THREAD: u8 = 11;
    pub const PRIVATE_THREAD: u8 = 12;
    pub const FORUM: u8 = 15;
}

/// A permission overwrite of a channel, for a role (`kind` 0) or a member (1).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Overwrite {
    pub id: Id,
    #[serde(rename = "type")]
    pub kind: u8,
    pub allow: Permissions,
    pub deny: Permissions,
}

/// A tag that posts of a forum may carry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tag {
    pub id: Id,
    pub name: String,
    pub moderated: bool,
    pub emoji_name: Option<String>,
}

/// A channel, a thread (`thread` is set) or a direct conversation (`recipient` is set).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Channel {
    pub id: Id,
    pub kind: u8,
    pub name: String,
    pub topic: Option<String>,
    pub position: i64,
    pub parent_id: Option<Id>,
    pub overwrites: Vec<Overwrite>,
    pub slowmode: u32,
    pub tags: Vec<Tag>,
    pub last_message_id: Option<Id>,
    pub thread: Option<Thread>,
    pub recipient: Option<Id>,
}

/// What a thread has beyond a channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Thread {
    pub owner_id: Id,
    pub archived: bool,
    pub locked: bool,
    pub invitable: bool,
    /// Minutes: 60, 1440, 4320 or 10080.
    pub auto_archive: u32,
    pub archive_at: Millis,
    pub created_at: Millis,
    pub members: Vec<(Id, Millis)>,
    pub message_count: u32,
    pub applied_tags: Vec<Id>,
}

/// A reaction: an emoji and who used it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reaction {
    pub emoji: String,
    pub users: Vec<Id>,
}

/// A file that somebody has uploaded.
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    pub bytes: axum::body::Bytes,
}

/// A message. Embeds and components are kept as Discord gives them back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    pub id: Id,
    pub channel_id: Id,
    pub author_id: Id,
    /// Discord's message type: 0 default, 18 thread created, 19 reply, 20 command, …
    pub kind: u8,
    pub content: String,
    pub embeds: Vec<Value>,
    pub components: Vec<Value>,
    pub attachments: Vec<Value>,
    pub flags: u64,
    pub sent_at: Millis,
    pub edited_at: Option<Millis>,
    pub mentions: Vec<Id>,
    pub mention_roles: Vec<Id>,
    pub mention_everyone: bool,
    pub reply_to: Option<Id>,
    pub nonce: Option<Value>,
    pub reactions: Vec<Reaction>,
    pub pinned: bool,
    /// For a private answer: the one who sees it.
    pub only_for: Option<Id>,
    /// For the answer to an interaction: its token and Discord's metadata about it.
    pub interaction: Option<Value>,
    pub token: Option<String>,
}

/// Message flags that the stand-in knows.
pub mod flag {
    pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
    pub const HAS_THREAD: u64 = 1 << 5;
    pub const EPHEMERAL: u64 = 1 << 6;
    pub const LOADING: u64 = 1 << 7;
    pub const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    pub const COMPONENTS_V2: u64 = 1 << 15;
}

/// A registered application command; `body` is what Discord answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Command {
    pub id: Id,
    pub guild_id: Option<Id>,
    pub body: Value,
}

/// A scheduled event of the guild, as Discord answers it, and who is interested.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    pub id: Id,
    pub body: Value,
    pub interested: Vec<Id>,
}

/// What was pressed, sent or typed, and how far its answer has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Interaction {
    pub id: Id,
    pub token: String,
    /// 2 command, 3 component, 4 autocomplete, 5 modal.
    pub kind: u8,
    pub user_id: Id,
    pub channel_id: Id,
    pub created_at: Millis,
    /// The message on which a component was pressed (also for a form opened from it).
    pub message_id: Option<Id>,
    /// Discord's metadata about it, for the messages that answer it.
    pub metadata: Value,
    /// How it was first answered (Discord's callback type).
    pub answered: Option<u8>,
    /// The message that @original means.
    pub original: Option<Id>,
    /// The form that was shown, until it is sent.
    pub modal: Option<Value>,
}

/// Names one record of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    Meta,
    Guild,
    Role(Id),
    Person(Id),
    Channel(Id),
    Message(Id),
    Command(Id),
    Event(Id),
    Interaction(Id),
}

/// One line of the journal: the newest state of one thing, or that it is gone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Record {
    Meta(Meta),
    Guild(Guild),
    Role(Role),
    Person(Person),
    Channel(Channel),
    Message(Box<Message>),
    Command(Command),
    Event(Event),
    Interaction(Interaction),
    Gone(Key),
}

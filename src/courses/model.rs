//! The dated meeting of a course.

use crate::clock::Instant;
use crate::ids::{ChannelId, GuildId, MessageId, SessionId};

/// A session before it has an id.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub guild: GuildId,
    /// 1 to 100 characters, as Discord takes for a scheduled event.
    pub title: String,
    /// 0 to 900 characters.
    pub description: String,
    /// Where it is, 1 to 100 characters.
    pub place: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    /// Where it is announced.
    pub channel: ChannelId,
}

impl NewSession {
    /// Whether the texts have the lengths that Discord takes and the session ends after
    /// it begins.
    #[must_use]
    pub fn fits(&self) -> bool {
        let length = |text: &str| text.chars().count();
        (1..=100).contains(&length(&self.title))
            && length(&self.description) <= 900
            && (1..=100).contains(&length(&self.place))
            && self.starts_at < self.ends_at
    }
}

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub guild: GuildId,
    pub title: String,
    pub description: String,
    pub place: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub cancelled_at: Option<Instant>,
    pub channel: ChannelId,
    /// The announcement, once it is known to be there.
    pub card: Option<MessageId>,
    /// Discord's scheduled event, once it is known to be there.
    pub event: Option<i64>,
}

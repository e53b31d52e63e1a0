//! How a member can be reached, and what they are to have.

use chrono_tz::Tz;

use crate::hours::{Hours, Quiet};
use crate::ids::{ChannelId, GuildId, RoleId, UserId};

/// How a person can be reached by direct message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Their conversation with the bot, once it was opened.
    pub dm_channel: Option<ChannelId>,
    /// Discord refused the last direct message, and they have neither written to the bot
    /// nor said that they have opened them since.
    pub dms_closed: bool,
}

/// How somebody wants to be told things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// By direct message.
    #[default]
    Direct,
    /// By a mention where it happened.
    Mention,
}

impl Telling {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "dm",
            Self::Mention => "mention",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Direct, Self::Mention]
            .into_iter()
            .find(|telling| telling.name() == name)
    }
}

/// What somebody wishes to hear, how, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    pub telling: Telling,
    /// Nothing that the bot says by itself: no reminder, no news of a question, no word.
    pub nothing: bool,
    /// When they do not want to be disturbed, beside the server's own quiet time.
    pub quiet: Option<Hours>,
}

impl Wishes {
    /// Whether they are told directly; `is_open`: whether direct messages may be sent and are not
    /// refused. Who wants to hear nothing is not mentioned before others either: what would be
    /// sent to them directly is left out when its turn comes.
    #[must_use]
    pub fn directly(self, is_open: bool) -> bool {
        self.nothing || (is_open && self.telling == Telling::Direct)
    }

    /// Their own quiet time in a zone.
    #[must_use]
    pub fn quiet_in(self, zone: Tz) -> Option<Quiet> {
        self.quiet.map(|hours| Quiet { zone, hours })
    }
}

/// What is known of somebody; of most people nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub user: UserId,
    pub reach: Reach,
    pub wishes: Wishes,
    /// The code of the language in which they read, where it is another than their server's.
    pub language: Option<String>,
}

impl Member {
    /// Of whom nothing is known: everything is told, directly.
    #[must_use]
    pub fn unknown(user: UserId) -> Self {
        Self {
            user,
            reach: Reach::default(),
            wishes: Wishes::default(),
            language: None,
        }
    }
}

/// A role that a member is to have, or not to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberRole {
    pub guild: GuildId,
    pub user: UserId,
    pub role: RoleId,
    pub held: bool,
}

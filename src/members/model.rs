//! How a member can be reached, and what they are to have.

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

/// A role that a member is to have, or not to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberRole {
    pub guild: GuildId,
    pub user: UserId,
    pub role: RoleId,
    pub held: bool,
}

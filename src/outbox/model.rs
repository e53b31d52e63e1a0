//! What an effect is for, and what can become of it.

use super::effect::Effect;
use crate::clock::Instant;
use crate::ids::{ChannelId, GuildId};

/// What has a limit of its own that many effects share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Writing into a channel.
    Channel(ChannelId),
    /// Opening a conversation with somebody to whom the bot has never written.
    NewConversation,
}

impl Destination {
    /// Belongs to no channel.
    const NEW_CONVERSATION: i64 = 0;

    /// As the table keeps it.
    #[must_use]
    pub const fn stored(self) -> i64 {
        match self {
            Self::Channel(channel) => channel.get(),
            Self::NewConversation => Self::NEW_CONVERSATION,
        }
    }

    /// As the table kept it.
    #[must_use]
    pub const fn from_stored(id: i64) -> Self {
        match id {
            Self::NEW_CONVERSATION => Self::NewConversation,
            id => Self::Channel(ChannelId::stored(id)),
        }
    }

    /// Of a direct message, by the conversation if there is one.
    #[must_use]
    pub fn of_conversation(known: Option<ChannelId>) -> Self {
        known.map_or(Self::NewConversation, Self::Channel)
    }
}

/// An effect that a use case wants.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub effect: Effect,
    pub guild: GuildId,
    /// What it is about; effects of one subject are sent in the order in which they
    /// were wanted.
    pub subject_id: i64,
    /// What it will write into, where that is known: while Discord's limit of it is used up,
    /// the effect is not even begun.
    pub destination: Option<Destination>,
    /// With effect and subject, what makes it the same wish.
    pub dedup: String,
    pub due_at: Instant,
    /// When it has become useless.
    pub expires_at: Option<Instant>,
}

impl Wanted {
    /// The key that is UNIQUE in the table.
    #[must_use]
    pub fn key(&self) -> String {
        let (kind, _, part) = self.effect.stored();
        if self.effect == Effect::StaffNotice {
            // Several failures with one cause are one notice.
            format!("{kind}:{}:{}", self.guild, self.dedup)
        } else if self.effect.is_repeatable() && part > 0 {
            format!("{kind}:{}:{part}:again", self.subject_id)
        } else if self.effect.is_repeatable() {
            format!("{kind}:{}:again", self.subject_id)
        } else {
            format!("{kind}:{}:{part}:{}", self.subject_id, self.dedup)
        }
    }
}

/// What has become of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Due,
    Claimed,
    Sent,
    /// There was nothing to do any more.
    Void,
    /// It cannot be done; the cause says why.
    Failed,
    /// It came too late.
    Expired,
    /// Whether it was done cannot be found out.
    InDoubt,
}

impl State {
    /// Every state with its name in the table.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Due, "due"),
        (Self::Claimed, "claimed"),
        (Self::Sent, "sent"),
        (Self::Void, "void"),
        (Self::Failed, "failed"),
        (Self::Expired, "expired"),
        (Self::InDoubt, "in_doubt"),
    ];

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(state, _)| *state == self)
            .map_or("due", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(state, _)| *state)
    }
}

/// An effect that this process may send until its lease ends.
#[derive(Clone, Debug)]
pub struct Claim {
    pub id: i64,
    pub effect: Effect,
    pub guild: GuildId,
    pub subject_id: i64,
    /// The same on every attempt, sent with `enforce_nonce`.
    pub nonce: String,
    /// How many attempts there were, this one included.
    pub attempts: u32,
    /// When an attempt began whose outcome is not known.
    pub unsure_since: Option<Instant>,
    pub created_at: Instant,
    pub expires_at: Option<Instant>,
    /// What was named when it was wanted, or became known since.
    pub destination: Option<Destination>,
    pub(super) claimed_at: Instant,
    pub(super) fence: i64,
}

impl Claim {
    /// Since when it is unsure whether earlier attempts did something.
    pub(super) fn unsure_before(&self) -> Option<Instant> {
        self.unsure_since.filter(|since| *since != self.claimed_at)
    }
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done; the id of what was made, if something was.
    Done(Option<i64>),
    /// There is nothing to do.
    Void(&'static str),
    /// It can never be done.
    Failed(Failure),
    /// It was not even begun: for so long a limit of Discord's is used up, that of the
    /// destination if one is named.
    Later {
        wait: chrono::Duration,
        destination: Option<Destination>,
    },
    /// It cannot be done in this way, and the way that is left is wanted instead.
    Fallback(&'static str),
    /// Try again; `wait` is what Discord asked for.
    Again {
        cause: String,
        wait: Option<chrono::Duration>,
        /// Whether it is sure that nothing was done.
        untouched: bool,
    },
}

/// Why an effect cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: FailureKind,
    /// Discord's error code or our own words, for staff and log; no text of members.
    pub cause: String,
}

/// Who can do something about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Something is missing in the guild: a permission or a channel. Staff can mend it,
    /// and then it is tried again.
    Guild,
    /// What it builds on has failed; once that is done, it is tried again.
    Behind,
    /// Discord did not do it in many attempts. It is tried again when the bot connects.
    GivenUp,
    /// The program asked for something that Discord does not do.
    Ours,
    /// What it would change was deleted by somebody. Staff are told, and that is all.
    Gone,
    /// Whether it was done before cannot be found out.
    Undecided,
    /// It was due too long ago to be of use.
    TooLate,
}

impl FailureKind {
    /// What the stored cause begins with.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Guild => "guild:",
            Self::Behind => "behind:",
            Self::GivenUp => "given up:",
            Self::Ours => "ours:",
            Self::Gone => "gone:",
            Self::Undecided => "undecided:",
            Self::TooLate => "too late:",
        }
    }

    /// Whose failure a stored cause is.
    #[must_use]
    pub fn of_cause(cause: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| cause.starts_with(kind.prefix()))
    }

    const ALL: [Self; 7] = [
        Self::Guild,
        Self::Behind,
        Self::GivenUp,
        Self::Ours,
        Self::Gone,
        Self::Undecided,
        Self::TooLate,
    ];

    /// Whether staff hear of it.
    #[must_use]
    pub fn is_for_staff(self) -> bool {
        !matches!(self, Self::Behind | Self::Ours)
    }

    /// The state in which it leaves the effect.
    #[must_use]
    pub fn state(self) -> State {
        match self {
            Self::Undecided => State::InDoubt,
            Self::TooLate => State::Expired,
            _ => State::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_read_back_as_it_was_stored() {
        for (state, name) in State::ALL {
            assert_eq!(State::from_name(name), Some(state));
            assert_eq!(state.name(), name);
        }
    }
}

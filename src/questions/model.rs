//! The states of a question and who may do what with one; what can happen to it in which state
//! is in `model/events.rs`. No I/O.
//!
//! The table of states × events × who may is `docs/questions.md`; `model/tests.rs` holds
//! it to these files.

use crate::clock::Instant;
use crate::guilds::{Actor, Capabilities, Topic};
use crate::ids::{ChannelId, GuildId, LossId, MessageId, ProgrammeId, QuestionId, UserId};

/// Open → answered → resolved; or closed by time, merged into another, or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It waits for an answer: nobody but the asker has written, or they said that they are
    /// still in trouble.
    Open,
    /// Somebody else has written in the thread.
    Answered,
    /// The asker, or staff, said that it is settled.
    Resolved,
    /// It was answered, and the asker never said anything more.
    Closed,
    /// Staff merged it into another, which goes on for both.
    Merged,
    /// The asker took it back.
    Withdrawn,
}

impl State {
    /// Every state with its name in the table.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Open, "open"),
        (Self::Answered, "answered"),
        (Self::Resolved, "resolved"),
        (Self::Closed, "closed"),
        (Self::Merged, "merged"),
        (Self::Withdrawn, "withdrawn"),
    ];

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(state, _)| *state == self)
            .map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(state, _)| *state)
    }

    /// Whether nobody owes a word any more.
    #[must_use]
    pub fn is_closed(self) -> bool {
        !matches!(self, Self::Open | Self::Answered)
    }

    /// Whether it can never be opened again.
    #[must_use]
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Merged | Self::Withdrawn)
    }
}

/// The two sides of the conversation in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Asker,
    /// Everybody else.
    Helper,
}

impl Side {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asker => "asker",
            Self::Helper => "helper",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Asker, Self::Helper]
            .into_iter()
            .find(|side| side.name() == name)
    }
}

/// One wish to ask: the same form sent twice with the same text is one question, however
/// often it was pressed or delivered. Unique for a person in a guild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub i64);

/// The answer that was marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// As it was then; it stays when the message changes or goes.
    pub text: String,
    pub author: UserId,
    pub message: MessageId,
}

/// A question as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub guild: GuildId,
    /// Counted from 1 in each guild; what people call it by.
    pub number: i64,
    pub asker: UserId,
    /// The asker is named nowhere that others see.
    pub anonymous: bool,
    pub topic: Topic,
    pub title: String,
    pub body: String,
    /// In how many parts its text stands in the thread, 0 to 2, and which messages these are.
    pub parts: u8,
    pub part_messages: [Option<MessageId>; 2],
    pub state: State,
    /// Grows with every change that is seen.
    pub version: i64,
    pub asked_at: Instant,
    /// The first answer, and when it came.
    pub answered_at: Option<Instant>,
    pub answered_by: Option<UserId>,
    /// Since when the asker waits: asked, or opened again.
    pub waiting_since: Instant,
    /// Grows whenever the next word becomes the other side's.
    pub turn: i64,
    pub last_word_at: Instant,
    pub last_word_by: Side,
    pub last_helper: Option<UserId>,
    pub answer: Option<Answer>,
    /// Whom staff have asked to answer, and when.
    pub assigned: Option<(UserId, Instant)>,
    pub closed_at: Option<Instant>,
    /// `None` where time has closed it.
    pub closed_by: Option<UserId>,
    pub merged_into: Option<QuestionId>,
    pub channel: ChannelId,
    /// Whether that channel is a forum: the card is then a post's first message.
    pub forum: bool,
    /// By which programme it is counted.
    pub programme: Option<ProgrammeId>,
    pub card: Option<MessageId>,
    pub thread: Option<ChannelId>,
    pub opening: Option<MessageId>,
    /// The word to staff that it waits.
    pub staff_note: Option<(ChannelId, MessageId)>,
    /// What of it was deleted by hand.
    pub lost: Option<LossId>,
    /// The newest message of the thread that was looked at; 0 if none.
    pub last_seen: MessageId,
}

/// Why a change is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This one may not do it.
    NotYours,
    /// It is in a state in which this cannot happen.
    Closed(State),
    /// It is open already.
    IsOpen,
    /// It changes nothing.
    NothingNew,
    /// A question cannot be merged into itself, or into one that is gone.
    CannotMerge,
    /// Nobody answers their own question by assignment.
    IsAsker,
}

/// What a message in the thread has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The answer for which the asker waits.
    Answer,
    /// The conversation goes on.
    Word,
}

/// Who owes the next word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owes {
    Helpers,
    Asker,
    Nobody,
}

/// Who may do what with one question; the one answer for all that is done to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    pub is_asker: bool,
    /// Of the guild, or of the question's programme.
    pub is_staff: bool,
    /// A tutor in a guild where tutors may say that a question is resolved.
    pub may_resolve_as_tutor: bool,
}

impl Rights {
    /// The asker and staff.
    #[must_use]
    pub fn is_asker_or_staff(self) -> bool {
        self.is_asker || self.is_staff
    }

    /// Who may say that it is resolved.
    #[must_use]
    pub fn may_resolve(self) -> bool {
        self.is_asker_or_staff() || self.may_resolve_as_tutor
    }
}

impl Question {
    /// What an actor may do with it; nothing from another guild. `tutors_resolve` is the
    /// guild's setting.
    #[must_use]
    pub fn rights(&self, actor: &Actor, can: &Capabilities, tutors_resolve: bool) -> Rights {
        if actor.guild != self.guild {
            return Rights::default();
        }
        Rights {
            is_asker: actor.user == self.asker,
            is_staff: can.staff_for(self.programme),
            may_resolve_as_tutor: can.tutor && tutors_resolve,
        }
    }

    /// Who owes the next word.
    #[must_use]
    pub fn owes(&self) -> Owes {
        match (self.state, self.last_word_by) {
            (State::Open, _) | (State::Answered, Side::Asker) => Owes::Helpers,
            (State::Answered, Side::Helper) => Owes::Asker,
            _ => Owes::Nobody,
        }
    }

    /// Whether it has come to an end of which its followers hear.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.state, State::Resolved | State::Closed)
    }

    /// Where its replies are: the thread on the card, which Discord gives the card's id.
    /// It may stand before it is recorded here.
    #[must_use]
    pub fn place_of_replies(&self) -> Option<ChannelId> {
        self.thread
            .or_else(|| self.card.map(|card| ChannelId::stored(card.get())))
    }

    /// The card and the channel or post in which it stands, once it is there.
    #[must_use]
    pub fn place_of_card(&self) -> Option<(ChannelId, MessageId)> {
        let card = self.card?;
        if self.forum {
            // A post has the id of its first message.
            Some((ChannelId::stored(card.get()), card))
        } else {
            Some((self.channel, card))
        }
    }
}

mod events;
#[cfg(test)]
pub(crate) mod tests;

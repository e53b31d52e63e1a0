//! Tutors, requests and offers: what each is, its states, and what moves it from one to the
//! next (`model/events.rs`). No I/O.
//!
//! A request is waiting → offered → matched → finished, or cancelled, or expired; who may do
//! what in which state stands in `docs/tutors.md`.

use std::collections::BTreeMap;

use super::week::Week;
use crate::clock::Instant;
use crate::guilds::{Actor, Capabilities, Topic};
use crate::ids::{
    ChannelId, GuildId, MessageId, OfferId, ProgrammeId, QuestionId, RequestId, TutorId, UserId,
};

/// Most characters of what a request is about; the offer and the first message hold it whole.
pub const ABOUT_MOST: usize = 800;
/// Most characters of a tutor's sentence about themselves.
pub const SENTENCE_MOST: usize = 200;
/// Most characters of a reason, a note and a word about how it went.
pub const WORD_MOST: usize = 500;
/// Most people that a tutor helps at a time.
pub const PLACES_MOST: u32 = 10;
/// Most people whom a member keeps from their request.
pub const EXCLUDED_MOST: usize = 5;

/// Names in the table, for an enum.
macro_rules! named {
    ($name:ident { $($variant:ident => $text:literal),* $(,)? }) => {
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the table.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),*
                }
            }

            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }
        }
    };
}

/// How well a tutor knows a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// They can help with it.
    Helps,
    /// It is a strong one of theirs.
    Strong,
}

named!(Level { Helps => "helps", Strong => "strong" });

/// How somebody wants to talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Chat,
    Voice,
    Either,
}

named!(Format { Chat => "chat", Voice => "voice", Either => "either" });

impl Format {
    /// Whether both can talk in the same way.
    #[must_use]
    pub fn suits(self, other: Self) -> bool {
        self == other || self == Self::Either || other == Self::Either
    }
}

/// How far a registration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TutorState {
    /// Begun, and not sent.
    Drafted,
    /// Staff are to decide.
    Applied,
    Approved,
    Refused,
}

named!(TutorState {
    Drafted => "drafted",
    Applied => "applied",
    Approved => "approved",
    Refused => "refused",
});

/// Why a tutor takes nothing at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PauseCause {
    /// They wanted it.
    Own,
    /// Several offers in a row ran out.
    Silent,
    /// They have lost the tutor role.
    Role,
    /// They have left the server.
    Left,
}

named!(PauseCause {
    Own => "own",
    Silent => "silent",
    Role => "role",
    Left => "left",
});

/// A time in which a tutor takes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub cause: PauseCause,
    pub since: Instant,
    /// When it ends by itself.
    pub until: Option<Instant>,
}

/// What a tutor says of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub topics: BTreeMap<Topic, Level>,
    pub when: Week,
    pub format: Format,
    /// How many people at a time, 1 to [`PLACES_MOST`].
    pub places: u32,
    pub sentence: String,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            topics: BTreeMap::new(),
            when: Week::NEVER,
            format: Format::Either,
            places: 2,
            sentence: String::new(),
        }
    }
}

/// Somebody's registration as a tutor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tutor {
    pub id: TutorId,
    pub guild: GuildId,
    pub user: UserId,
    pub state: TutorState,
    pub version: i64,
    pub profile: Profile,
    /// The programme to which they belonged when they last did something.
    pub programme: Option<ProgrammeId>,
    pub pause: Option<Pause>,
    /// Offers from then on are counted when several run out in a row.
    pub counted_from: Instant,
    /// Whether they were seen with the tutor role.
    pub had_role: bool,
    pub decided_by: Option<UserId>,
    /// The word to staff about the application.
    pub staff_note: Option<(ChannelId, MessageId)>,
}

impl Tutor {
    /// Whether requests can be put to them.
    #[must_use]
    pub fn takes_requests(&self) -> bool {
        self.state == TutorState::Approved && self.pause.is_none()
    }
}

/// What has become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    Waiting,
    Offered,
    Matched,
    Finished,
    Cancelled,
    Expired,
}

named!(RequestState {
    Waiting => "waiting",
    Offered => "offered",
    Matched => "matched",
    Finished => "finished",
    Cancelled => "cancelled",
    Expired => "expired",
});

impl RequestState {
    /// Whether it still waits for something.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Offered | Self::Matched)
    }

    /// Whether it has nobody yet.
    #[must_use]
    pub fn is_searching(self) -> bool {
        matches!(self, Self::Waiting | Self::Offered)
    }
}

/// One of the two in a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Member,
    Tutor,
}

named!(Side { Member => "member", Tutor => "tutor" });

impl Side {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Member => Self::Tutor,
            Self::Tutor => Self::Member,
        }
    }
}

/// The talk of two people who were matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Talk {
    pub tutor: UserId,
    pub matched_at: Instant,
    /// Grows with each word, and is never that of an earlier talk about the same request: what
    /// is done because of a silence is done once for each.
    pub turn: i64,
    /// When somebody wrote last, or the match was made.
    pub last_word_at: Instant,
    /// Who wrote last; the tutor is expected to begin.
    pub last_word_by: Side,
    /// Who has said that it is over, and when.
    pub ended: Option<(Side, Instant)>,
    /// The newest message of the member that was heard, and of the tutor; 0 if none.
    pub said: [MessageId; 2],
}

impl Talk {
    /// The newest message of a side that was heard.
    #[must_use]
    pub fn said_by(&self, side: Side) -> MessageId {
        let [member, tutor] = self.said;
        match side {
            Side::Member => member,
            Side::Tutor => tutor,
        }
    }

    /// Whose turn it is.
    #[must_use]
    pub fn turn_of(&self) -> Side {
        self.last_word_by.other()
    }
}

/// A member's wish for a tutor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub guild: GuildId,
    /// The number that people see.
    pub number: i64,
    pub member: UserId,
    /// Who has asked for it in the member's place.
    pub made_by: Option<UserId>,
    /// The question from which it was made.
    pub question: Option<QuestionId>,
    pub topic: Topic,
    pub about: String,
    pub format: Format,
    pub when: Week,
    pub programme: Option<ProgrammeId>,
    pub state: RequestState,
    pub version: i64,
    /// Its age counts from here, also after it was handed back.
    pub requested_at: Instant,
    /// Since when it has had no tutor, this time.
    pub waiting_since: Instant,
    /// Since when nobody could be found, if nobody could.
    pub nobody_since: Option<Instant>,
    /// When the member hears again at the latest, as long as it has nobody.
    pub promised_at: Instant,
    /// How often that was said.
    pub promises: i64,
    /// How many matches there were.
    pub matches: i64,
    pub talk: Option<Talk>,
    pub closed_at: Option<Instant>,
    pub closed_by: Option<UserId>,
    /// The thread of the talk, and its first message.
    pub thread: Option<ChannelId>,
    pub opening: Option<MessageId>,
    /// The newest message of the thread that was looked at; 0 if none.
    pub last_seen: MessageId,
    /// The word to staff about it.
    pub staff_note: Option<(ChannelId, MessageId)>,
}

/// What has become of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferState {
    Open,
    Accepted,
    Declined,
    /// Nobody answered in time.
    Expired,
    /// It was taken back before it was answered.
    Withdrawn,
    /// It was accepted, and given back later.
    HandedBack,
}

named!(OfferState {
    Open => "open",
    Accepted => "accepted",
    Declined => "declined",
    Expired => "expired",
    Withdrawn => "withdrawn",
    HandedBack => "handed_back",
});

/// Why an offer suits, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// They have talked before.
    Again,
    /// The topic is a strong one of the tutor.
    Strong,
    Topic,
    /// Parts of the week that both have.
    Hours,
    Format,
    Programme,
    /// The tutor carries little.
    Room,
}

named!(Why {
    Again => "again",
    Strong => "strong",
    Topic => "topic",
    Hours => "hours",
    Format => "format",
    Programme => "programme",
    Room => "room",
});

/// A request put to a tutor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub id: OfferId,
    pub guild: GuildId,
    pub request: RequestId,
    pub tutor: UserId,
    pub state: OfferState,
    /// The one of staff who chose the tutor.
    pub by_hand: Option<UserId>,
    pub offered_at: Instant,
    pub expires_at: Instant,
    pub answered_at: Option<Instant>,
    /// Why it was declined, if they said so; for staff alone.
    pub reason: String,
    pub why: Vec<Why>,
}

/// Who may do what with one request; the one answer for all that is done to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    pub is_member: bool,
    /// The tutor of its talk.
    pub is_tutor: bool,
    /// Of the guild, or of the request's programme.
    pub is_staff: bool,
}

impl Rights {
    /// Whose side in the talk it is.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        if self.is_member {
            Some(Side::Member)
        } else if self.is_tutor {
            Some(Side::Tutor)
        } else {
            None
        }
    }

    /// Whether it is seen by staff who have no part in it: those of a talk see no more of it than
    /// others in their place.
    #[must_use]
    pub fn oversees(self) -> bool {
        self.is_staff && self.side().is_none()
    }

    /// Whether it may be seen at all.
    #[must_use]
    pub fn may_see(self) -> bool {
        self.is_member || self.is_tutor || self.is_staff
    }
}

/// Why something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This one may not do it.
    NotYours,
    /// It is in a state in which this cannot happen.
    Closed(RequestState),
    /// The offer was answered, has run out, or was taken back.
    Late(OfferState),
    /// It is so already.
    NothingNew,
}

impl Request {
    /// What an actor may do with it; nothing from another guild.
    #[must_use]
    pub fn rights(&self, actor: &Actor, can: &Capabilities) -> Rights {
        if actor.guild != self.guild {
            return Rights::default();
        }
        Rights {
            is_member: actor.user == self.member,
            is_tutor: self.tutor() == Some(actor.user),
            is_staff: can.staff_for(self.programme),
        }
    }

    /// The tutor of its talk.
    #[must_use]
    pub fn tutor(&self) -> Option<UserId> {
        self.talk.map(|talk| talk.tutor)
    }

    /// Who is on a side of the talk.
    #[must_use]
    pub fn person(&self, side: Side) -> Option<UserId> {
        match side {
            Side::Member => Some(self.member),
            Side::Tutor => self.tutor(),
        }
    }
}

mod events;

pub use events::{Ending, Lacks};

#[cfg(test)]
pub(crate) mod tests;

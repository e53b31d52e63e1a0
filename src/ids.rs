//! Our own types for ids, so that none can be taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// Milliseconds between 1970 and the first instant of Discord's ids.
const EPOCH: i64 = 1_420_070_400_000;

macro_rules! snowflakes {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// A Discord snowflake: a positive number below 2⁶³.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Takes a snowflake as Discord gives it; one that is out of range becomes
            /// the greatest id, which belongs to nothing.
            #[must_use]
            pub fn new(id: u64) -> Self {
                Self(i64::try_from(id).unwrap_or(i64::MAX))
            }

            /// The id as the database stores it.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }

            /// The id as the database stored it.
            #[must_use]
            pub const fn stored(id: i64) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

snowflakes! {
    /// A Discord server.
    GuildId;
    /// A person or a bot.
    UserId;
    /// A channel or a thread.
    ChannelId;
    /// A message.
    MessageId;
    /// A role.
    RoleId;
}

impl MessageId {
    /// The first id that a message of an instant can have.
    #[must_use]
    pub fn first_at(at: Instant) -> Self {
        Self((at.timestamp_millis() - EPOCH).max(0) << 22)
    }
}

impl UserId {
    /// Stands where it is not kept who it is.
    pub const NOBODY: Self = Self(0);

    /// Stands in the place of somebody whose data was erased: of each another number, none of
    /// which Discord gives to anybody.
    #[must_use]
    pub const fn stand_in(erasure: ErasureId) -> Self {
        Self(-erasure.0)
    }

    /// Whether somebody stood here whose data was erased.
    #[must_use]
    pub const fn is_erased(self) -> bool {
        self.0 < 0
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

numbers! {
    /// A question, as the database numbers it over all guilds.
    QuestionId;
    /// What is announced and joined, as the database numbers it over all guilds.
    CourseId;
    /// A dated meeting of a course, as the database numbers it over all guilds.
    SessionId;
    /// An entry of the FAQ, as the database numbers it over all guilds.
    FaqId;
    /// Something of a question that was deleted by hand, as the database numbers it.
    LossId;
    /// A member's wish for a tutor, as the database numbers it over all guilds.
    RequestId;
    /// A request put to a tutor, as the database numbers it over all guilds.
    OfferId;
    /// A registration as a tutor, as the database numbers it over all guilds.
    TutorId;
    /// Something that somebody is told about tutors, as the database numbers it.
    NoticeId;
    /// An erasure of somebody's data, as the database numbers it.
    ErasureId;
    /// A look by staff at something of somebody, as the database numbers it.
    LookId;
    /// What a municipality commissions, as the database numbers it over all guilds.
    ProgrammeId;
}

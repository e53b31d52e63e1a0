//! An erasure, and how far it is.

use crate::clock::Instant;
use crate::ids::{ChannelId, ErasureId, GuildId, ProgrammeId, UserId};
use crate::members::Extent;

/// Why somebody's data goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// They want it: everywhere.
    Asked,
    /// They have left a server: what belongs to it.
    Left,
    /// A programme is over: what belongs to it.
    Over,
}

impl Cause {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Asked, "asked"),
        (Self::Left, "left"),
        (Self::Over, "over"),
    ];

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(known, _)| *known == self);
        found.map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(known, _)| *known)
    }
}

/// What is done already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Begun,
    /// What they had under way has ended.
    Ended,
    /// They stand in no table any more.
    Nameless,
    /// Nothing on Discord is left, or nothing that goes without the help of staff, and they are
    /// told.
    Told,
    /// Who they were is forgotten.
    Done,
}

impl Step {
    /// All of them in their order, with their names in the table.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Begun, "begun"),
        (Self::Ended, "ended"),
        (Self::Nameless, "nameless"),
        (Self::Told, "told"),
        (Self::Done, "done"),
    ];

    /// Whether all was done that can be without the help of staff.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Told | Self::Done)
    }

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(known, _)| *known == self);
        found.map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(known, _)| *known)
    }
}

/// What of somebody is left on Discord, as they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing, as far as it was looked.
    Nothing,
    /// Something goes once staff have mended what is in the way.
    ForStaff,
    /// Something stays: staff have not mended it for a month.
    ForGood,
}

impl Left {
    /// The number in the table, in the column `incomplete`.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Nothing => 0,
            Self::ForStaff => 1,
            Self::ForGood => 2,
        }
    }

    #[must_use]
    pub fn from_number(number: i64) -> Self {
        match number {
            0 => Self::Nothing,
            1 => Self::ForStaff,
            _ => Self::ForGood,
        }
    }
}

/// An erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    pub id: ErasureId,
    /// Until it is done.
    pub user: Option<UserId>,
    /// Where it was asked for, or which server they have left.
    pub guild: GuildId,
    pub cause: Cause,
    /// The programme that is over; 0, which is none, for other causes.
    pub programme: ProgrammeId,
    pub step: Step,
    pub begun_at: Instant,
    /// When that step was reached.
    pub step_at: Instant,
    /// What on Discord could not be removed.
    pub left: Left,
    /// Their conversation with the bot, and the code of their language, once they stand in no
    /// table.
    pub dm_channel: Option<ChannelId>,
    pub language: Option<String>,
}

impl Erasure {
    /// How much goes.
    #[must_use]
    pub fn extent(&self) -> Extent {
        match self.cause {
            Cause::Asked => Extent::Everything,
            Cause::Left => Extent::Guild(self.guild),
            Cause::Over => Extent::Programme(self.programme),
        }
    }
}

/// What of somebody who wants to be erased is still to go on Discord.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToGo {
    Nothing,
    /// It is under way.
    Soon,
    /// They were told that something is left, which goes once staff have mended what is in the way.
    OnceMended,
}

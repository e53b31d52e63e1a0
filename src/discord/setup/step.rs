//! The steps of the guide, in their order.

use crate::guilds::settings::{ChannelUse, Part, RoleUse};
use crate::i18n::Text;

/// One page of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Language,
    /// 「おまかせで作る」
    Make,
    /// The channels that everybody uses.
    Shared,
    /// The other channels.
    Rooms,
    Roles,
    Working,
    Quiet,
    Topics,
    Asking,
    Care,
    Tutoring,
    Courses,
    Welcome,
    Programmes,
    Finish,
}

impl Step {
    pub const ALL: [Self; 15] = [
        Self::Language,
        Self::Make,
        Self::Shared,
        Self::Rooms,
        Self::Roles,
        Self::Working,
        Self::Quiet,
        Self::Topics,
        Self::Asking,
        Self::Care,
        Self::Tutoring,
        Self::Courses,
        Self::Welcome,
        Self::Programmes,
        Self::Finish,
    ];

    /// Counted from 1.
    #[must_use]
    pub fn number(self) -> i64 {
        let at = Self::ALL.iter().position(|step| *step == self);
        at.and_then(|at| i64::try_from(at + 1).ok()).unwrap_or(1)
    }

    /// The step of a number; the first or last for one beyond.
    #[must_use]
    pub fn of_number(number: i64) -> Self {
        let at = usize::try_from(number - 1).unwrap_or(0);
        Self::ALL[at.min(Self::ALL.len() - 1)]
    }

    #[must_use]
    pub fn before(self) -> Option<Self> {
        (self.number() > 1).then(|| Self::of_number(self.number() - 1))
    }

    #[must_use]
    pub fn after(self) -> Option<Self> {
        (self != Self::Finish).then(|| Self::of_number(self.number() + 1))
    }

    /// The name in a custom id.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Make => "make",
            Self::Shared => "shared",
            Self::Rooms => "rooms",
            Self::Roles => "roles",
            Self::Working => "working",
            Self::Quiet => "quiet",
            Self::Topics => "topics",
            Self::Asking => "asking",
            Self::Care => "care",
            Self::Tutoring => "tutoring",
            Self::Courses => "courses",
            Self::Welcome => "welcome",
            Self::Programmes => "programmes",
            Self::Finish => "finish",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// Its heading, and why it asks.
    #[must_use]
    pub fn words(self) -> (Text, Text) {
        match self {
            Self::Language => (Text::SetupTitleLanguage, Text::SetupWhyLanguage),
            Self::Make => (Text::SetupTitleMake, Text::SetupWhyMake),
            Self::Shared => (Text::SetupTitleShared, Text::SetupWhyShared),
            Self::Rooms => (Text::SetupTitleRooms, Text::SetupWhyRooms),
            Self::Roles => (Text::SetupTitleRoles, Text::SetupWhyRoles),
            Self::Working => (Text::SetupTitleWorking, Text::SetupWhyWorking),
            Self::Quiet => (Text::SetupTitleQuiet, Text::SetupWhyQuiet),
            Self::Topics => (Text::SetupTitleTopics, Text::SetupWhyTopics),
            Self::Asking => (Text::SetupTitleAsking, Text::SetupWhyAsking),
            Self::Care => (Text::SetupTitleCare, Text::SetupWhyCare),
            Self::Tutoring => (Text::SetupTitleTutoring, Text::SetupWhyTutoring),
            Self::Courses => (Text::SetupTitleCourses, Text::SetupWhyCourses),
            Self::Welcome => (Text::SetupTitleWelcome, Text::SetupWhyWelcome),
            Self::Programmes => (Text::SetupTitleProgrammes, Text::SetupWhyProgrammes),
            Self::Finish => (Text::SetupTitleFinish, Text::SetupWhyFinish),
        }
    }

    /// The step in which a part is changed.
    #[must_use]
    pub fn of_part(part: Part) -> Self {
        match part {
            Part::Language => Self::Language,
            Part::Channel(ChannelUse::Panel | ChannelUse::Questions) => Self::Shared,
            Part::Channel(_) => Self::Rooms,
            Part::Role(RoleUse::Staff | RoleUse::Tutor | RoleUse::Member) => Self::Roles,
            Part::WorkingDays | Part::WorkingHours | Part::Holidays | Part::DaysOff => {
                Self::Working
            }
            Part::Quiet => Self::Quiet,
            Part::Topics => Self::Topics,
            Part::Anonymous | Part::DirectMessages | Part::TutorsResolve | Part::Synonyms => {
                Self::Asking
            }
            Part::Waiting | Part::Closing => Self::Care,
            Part::Courses => Self::Courses,
            Part::Greets | Part::AsksConsent | Part::Nudges => Self::Welcome,
            Part::Offering | Part::Talking | Part::Fitting | Part::Fairness | Part::StaffJoins => {
                Self::Tutoring
            }
        }
    }
}

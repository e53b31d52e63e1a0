//! The settings of one guild: one type with its defaults, every change that can be made to
//! it with its rules, and how it is stored. No I/O.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{Locale, Topic};
use super::working::WorkingTime;
use crate::config::Community;
use crate::hours::{Hours, Quiet, TimeOfDay};
use crate::ids::{ChannelId, RoleId};

mod care;
mod changing;
mod coursing;
mod synonyms;
mod tutoring;
mod welcoming;

pub use care::{Care, Closing, Waiting};
pub use changing::{Change, Part, SettingFault};
pub use coursing::Coursing;
pub use synonyms::{GROUPS_MOST, Synonyms, WORD_MOST};
pub use tutoring::{Fairness, Fitting, Offering, Talking, Tutoring, Weights};
pub use welcoming::Welcoming;

/// Most topics: a select takes no more options.
pub const TOPICS_MOST: usize = 25;
/// Most days off; a row of settings stays small with them.
pub const DAYS_OFF_MOST: usize = 200;
/// The form in which settings are stored. A new one gets its own step in [`Settings::read`].
const FORMAT: u64 = 1;

/// What a channel is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelUse {
    Panel,
    Questions,
    Staff,
    Tutors,
    Courses,
}

impl ChannelUse {
    pub const ALL: [Self; 5] = [
        Self::Panel,
        Self::Questions,
        Self::Staff,
        Self::Tutors,
        Self::Courses,
    ];

    /// Whether nothing else may share the channel: what stands in the panel's must stay in
    /// sight, and what is said in the staff's is for staff alone.
    #[must_use]
    pub fn is_alone(self) -> bool {
        matches!(self, Self::Panel | Self::Staff)
    }
}

/// What a role is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleUse {
    Staff,
    Tutor,
    Member,
}

impl RoleUse {
    pub const ALL: [Self; 3] = [Self::Staff, Self::Tutor, Self::Member];

    /// Whether the bot gives and takes it; who belongs to staff is decided by people.
    #[must_use]
    pub fn is_given(self) -> bool {
        self != Self::Staff
    }
}

/// What was chosen for a channel or role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// Nobody has decided: the one with the usual name, if there is one.
    #[default]
    ByName,
    /// There is to be none.
    Nowhere,
    /// This one, by its id.
    At(i64),
}

/// One value for each use of a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Channels {
    panel: Chosen,
    questions: Chosen,
    staff: Chosen,
    tutors: Chosen,
    courses: Chosen,
}

/// One value for each use of a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Roles {
    staff: Chosen,
    tutor: Chosen,
    member: Chosen,
}

/// A topic and the role that is called for it, if any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicSetting {
    pub name: Topic,
    #[serde(default)]
    pub role: Option<RoleId>,
}

/// The settings of a guild.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that staff see"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub locale: Locale,
    pub time_zone: Tz,
    pub channels: Channels,
    pub roles: Roles,
    /// Weekdays, 0 Monday to 6 Sunday.
    pub working_days: BTreeSet<u8>,
    pub working_hours: Hours,
    pub holidays_off: bool,
    pub days_off: BTreeSet<NaiveDate>,
    pub quiet: Option<Hours>,
    /// 1 to [`TOPICS_MOST`], each name once.
    pub topics: Vec<TopicSetting>,
    /// Whether members may ask without their name.
    pub anonymous: bool,
    /// Whether members are told things by direct message; if not, where it happened.
    pub direct_messages: bool,
    /// Whether tutors may say that a question is resolved, and by which answer.
    pub tutors_resolve: bool,
    /// When questions that wait are looked after.
    pub care: Care,
    /// Words that mean the same when questions are searched.
    pub synonyms: Synonyms,
    /// How tutors are found, and talks looked after.
    pub tutoring: Tutoring,
    /// When what is done about courses.
    #[serde(default)]
    pub courses: Coursing,
    /// How newcomers are met.
    #[serde(default)]
    pub welcome: Welcoming,
}

impl Settings {
    /// What holds in a guild until somebody changes it.
    #[must_use]
    pub fn defaults(community: &Community) -> Self {
        let time = |hour| TimeOfDay::new(hour, 0);
        let hours = |from, to| {
            Some(Hours {
                from: time(from)?,
                to: time(to)?,
            })
        };
        let topics = community.topics.iter().cloned();
        Self {
            locale: community.locale,
            time_zone: community.time_zone,
            channels: Channels::default(),
            roles: Roles::default(),
            working_days: (0..5).collect(),
            working_hours: hours(9, 17).unwrap_or(Hours::WHOLE_DAY),
            holidays_off: true,
            days_off: BTreeSet::new(),
            quiet: hours(21, 8),
            topics: topics
                .map(|name| TopicSetting { name, role: None })
                .collect(),
            anonymous: false,
            direct_messages: true,
            tutors_resolve: false,
            care: Care::default(),
            synonyms: Synonyms::default(),
            tutoring: Tutoring::default(),
            courses: Coursing::default(),
            welcome: Welcoming::default(),
        }
    }

    #[must_use]
    pub fn channel(&self, channel: ChannelUse) -> Chosen {
        match channel {
            ChannelUse::Panel => self.channels.panel,
            ChannelUse::Questions => self.channels.questions,
            ChannelUse::Staff => self.channels.staff,
            ChannelUse::Tutors => self.channels.tutors,
            ChannelUse::Courses => self.channels.courses,
        }
    }

    #[must_use]
    pub fn role(&self, role: RoleUse) -> Chosen {
        match role {
            RoleUse::Staff => self.roles.staff,
            RoleUse::Tutor => self.roles.tutor,
            RoleUse::Member => self.roles.member,
        }
    }

    /// When the programme works.
    #[must_use]
    pub fn working_time(&self) -> WorkingTime {
        WorkingTime {
            zone: self.time_zone,
            days: self.working_days.clone(),
            hours: self.working_hours,
            holidays_off: self.holidays_off,
            days_off: self.days_off.clone(),
        }
    }

    /// When nobody is to be disturbed, if there is such a time.
    #[must_use]
    pub fn quiet_time(&self) -> Option<Quiet> {
        self.quiet.map(|hours| Quiet {
            zone: self.time_zone,
            hours,
        })
    }

    /// As it is stored.
    #[must_use]
    pub fn write(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        value["format"] = FORMAT.into();
        value.to_string()
    }

    /// What was stored by this version or an earlier one. What an earlier one did not have
    /// is as in `defaults`.
    ///
    /// # Errors
    ///
    /// What cannot be read, in words: another format, or a value that does not fit.
    pub fn read(text: &str, defaults: &Self) -> Result<Self, String> {
        let stored: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let format = stored["format"].as_u64().unwrap_or(0);
        if format > FORMAT {
            return Err(format!("format {format}, of a newer version"));
        }
        let mut whole = serde_json::to_value(defaults).map_err(|error| error.to_string())?;
        if let (Some(whole), Value::Object(stored)) = (whole.as_object_mut(), stored) {
            whole.extend(stored);
        }
        serde_json::from_value(whole).map_err(|error| error.to_string())
    }
}

impl Hours {
    /// From midnight to midnight.
    pub const WHOLE_DAY: Self = match (TimeOfDay::new(0, 0), TimeOfDay::new(24, 0)) {
        (Some(from), Some(to)) => Self { from, to },
        _ => panic!("midnight is a time of day"),
    };
}

/// The ids behind a choice.
impl Chosen {
    #[must_use]
    pub fn channel(self) -> Option<ChannelId> {
        match self {
            Self::At(id) => Some(ChannelId::stored(id)),
            _ => None,
        }
    }

    #[must_use]
    pub fn role(self) -> Option<RoleId> {
        match self {
            Self::At(id) => Some(RoleId::stored(id)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;

//! Every change that can be made to the settings, with its rules.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    ChannelUse, Chosen, Closing, Coursing, DAYS_OFF_MOST, Fairness, Fitting, Offering, RoleUse,
    Settings, Synonyms, TOPICS_MOST, Talking, TopicSetting, Waiting,
};
use crate::guilds::model::{Locale, Topic};
use crate::hours::Hours;
use crate::ids::RoleId;

/// The parts of the settings that are changed one by one; a change of one part does not
/// touch another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Language,
    Channel(ChannelUse),
    Role(RoleUse),
    WorkingDays,
    WorkingHours,
    Holidays,
    DaysOff,
    Quiet,
    Topics,
    Anonymous,
    DirectMessages,
    TutorsResolve,
    Waiting,
    Closing,
    Synonyms,
    Offering,
    Talking,
    Fitting,
    Fairness,
    StaffJoins,
    Courses,
    Greets,
    AsksConsent,
    Nudges,
}

impl Part {
    /// Every part with its name in the table.
    pub const ALL: [(Self, &'static str); 30] = [
        (Self::Language, "language"),
        (Self::Channel(ChannelUse::Panel), "panel_channel"),
        (Self::Channel(ChannelUse::Questions), "question_channel"),
        (Self::Channel(ChannelUse::Staff), "staff_channel"),
        (Self::Channel(ChannelUse::Tutors), "tutor_channel"),
        (Self::Channel(ChannelUse::Courses), "course_channel"),
        (Self::Role(RoleUse::Staff), "staff_role"),
        (Self::Role(RoleUse::Tutor), "tutor_role"),
        (Self::Role(RoleUse::Member), "member_role"),
        (Self::WorkingDays, "working_days"),
        (Self::WorkingHours, "working_hours"),
        (Self::Holidays, "holidays"),
        (Self::DaysOff, "days_off"),
        (Self::Quiet, "quiet"),
        (Self::Topics, "topics"),
        (Self::Anonymous, "anonymous"),
        (Self::DirectMessages, "direct_messages"),
        (Self::TutorsResolve, "tutors_resolve"),
        (Self::Waiting, "waiting"),
        (Self::Closing, "closing"),
        (Self::Synonyms, "synonyms"),
        (Self::Offering, "offering"),
        (Self::Talking, "talking"),
        (Self::Fitting, "fitting"),
        (Self::Fairness, "fairness"),
        (Self::StaffJoins, "staff_joins"),
        (Self::Courses, "courses"),
        (Self::Greets, "greets"),
        (Self::AsksConsent, "asks_consent"),
        (Self::Nudges, "nudges"),
    ];

    /// The name in the table and in custom ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(part, _)| *part == self)
            .map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(part, _)| *part)
    }
}

/// A change of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Language(Locale),
    Channel(ChannelUse, Chosen),
    Role(RoleUse, Chosen),
    WorkingDays(BTreeSet<u8>),
    WorkingHours(Hours),
    Holidays(bool),
    DaysOff(BTreeSet<NaiveDate>),
    Quiet(Option<Hours>),
    /// The whole list; a topic that stays keeps its role.
    Topics(Vec<Topic>),
    TopicRole(Topic, Option<RoleId>),
    Anonymous(bool),
    DirectMessages(bool),
    TutorsResolve(bool),
    Waiting(Waiting),
    Closing(Closing),
    Synonyms(Synonyms),
    Offering(Offering),
    Talking(Talking),
    Fitting(Fitting),
    Fairness(Fairness),
    StaffJoins(bool),
    Courses(Coursing),
    Greets(bool),
    AsksConsent(bool),
    Nudges(bool),
}

impl Change {
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Language(_) => Part::Language,
            Self::Channel(channel, _) => Part::Channel(*channel),
            Self::Role(role, _) => Part::Role(*role),
            Self::WorkingDays(_) => Part::WorkingDays,
            Self::WorkingHours(_) => Part::WorkingHours,
            Self::Holidays(_) => Part::Holidays,
            Self::DaysOff(_) => Part::DaysOff,
            Self::Quiet(_) => Part::Quiet,
            Self::Topics(_) | Self::TopicRole(..) => Part::Topics,
            Self::Anonymous(_) => Part::Anonymous,
            Self::DirectMessages(_) => Part::DirectMessages,
            Self::TutorsResolve(_) => Part::TutorsResolve,
            Self::Waiting(_) => Part::Waiting,
            Self::Closing(_) => Part::Closing,
            Self::Synonyms(_) => Part::Synonyms,
            Self::Offering(_) => Part::Offering,
            Self::Talking(_) => Part::Talking,
            Self::Fitting(_) => Part::Fitting,
            Self::Fairness(_) => Part::Fairness,
            Self::StaffJoins(_) => Part::StaffJoins,
            Self::Courses(_) => Part::Courses,
            Self::Greets(_) => Part::Greets,
            Self::AsksConsent(_) => Part::AsksConsent,
            Self::Nudges(_) => Part::Nudges,
        }
    }
}

/// What is wrong with a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    /// The channel serves another use that does not go with this one.
    ChannelTaken(ChannelUse),
    /// Staff would be everybody who has the other role.
    RoleTaken(RoleUse),
    NoWorkingDay,
    /// Working hours end before they begin, or at once.
    HoursEndFirst,
    /// Quiet hours begin when they end.
    QuietIsEmpty,
    TooManyDaysOff,
    NoTopic,
    TooManyTopics(usize),
    TopicTwice(Topic),
    UnknownTopic(Topic),
    /// A figure is not between its least and its most.
    Figure {
        least: u16,
        most: u16,
    },
    /// A group of words has fewer than two, or a word is too long.
    WordsUnfit,
    TooManyGroups(usize),
}

impl Settings {
    fn set_channel(&mut self, channel: ChannelUse, chosen: Chosen) {
        *match channel {
            ChannelUse::Panel => &mut self.channels.panel,
            ChannelUse::Questions => &mut self.channels.questions,
            ChannelUse::Staff => &mut self.channels.staff,
            ChannelUse::Tutors => &mut self.channels.tutors,
            ChannelUse::Courses => &mut self.channels.courses,
        } = chosen;
    }

    fn set_role(&mut self, role: RoleUse, chosen: Chosen) {
        *match role {
            RoleUse::Staff => &mut self.roles.staff,
            RoleUse::Tutor => &mut self.roles.tutor,
            RoleUse::Member => &mut self.roles.member,
        } = chosen;
    }

    /// The settings with one change.
    ///
    /// # Errors
    ///
    /// [`SettingFault`] says why it cannot be; nothing is then changed.
    pub fn with(&self, change: &Change) -> Result<Self, SettingFault> {
        let mut new = self.clone();
        match change {
            Change::Language(locale) => new.locale = *locale,
            Change::Channel(channel, chosen) => {
                self.channel_fits(*channel, *chosen)?;
                new.set_channel(*channel, *chosen);
            }
            Change::Role(role, chosen) => {
                self.role_fits(*role, *chosen)?;
                new.set_role(*role, *chosen);
            }
            Change::WorkingDays(days) => {
                if days.is_empty() || days.iter().any(|day| *day > 6) {
                    return Err(SettingFault::NoWorkingDay);
                }
                new.working_days.clone_from(days);
            }
            Change::WorkingHours(hours) => {
                if hours.from >= hours.to {
                    return Err(SettingFault::HoursEndFirst);
                }
                new.working_hours = *hours;
            }
            Change::Holidays(off) => new.holidays_off = *off,
            Change::DaysOff(days) => {
                if days.len() > DAYS_OFF_MOST {
                    return Err(SettingFault::TooManyDaysOff);
                }
                new.days_off.clone_from(days);
            }
            Change::Quiet(hours) => {
                if hours.is_some_and(|hours| hours.from == hours.to) {
                    return Err(SettingFault::QuietIsEmpty);
                }
                new.quiet = *hours;
            }
            Change::Topics(names) => new.topics = self.with_topics(names)?,
            Change::TopicRole(name, role) => {
                let topic = new.topics.iter_mut().find(|topic| topic.name == *name);
                topic
                    .ok_or_else(|| SettingFault::UnknownTopic(name.clone()))?
                    .role = *role;
            }
            Change::Anonymous(on) => new.anonymous = *on,
            Change::DirectMessages(on) => new.direct_messages = *on,
            Change::TutorsResolve(on) => new.tutors_resolve = *on,
            Change::Waiting(waiting) => new.care = new.care.with_waiting(waiting)?,
            Change::Closing(closing) => new.care = new.care.with_closing(closing)?,
            Change::Synonyms(synonyms) => {
                synonyms.check()?;
                new.synonyms.clone_from(synonyms);
            }
            Change::Offering(figures) => new.tutoring = new.tutoring.with_offering(figures)?,
            Change::Talking(figures) => new.tutoring = new.tutoring.with_talking(figures)?,
            Change::Fitting(figures) => new.tutoring = new.tutoring.with_fitting(figures)?,
            Change::Fairness(figures) => new.tutoring = new.tutoring.with_fairness(figures)?,
            Change::StaffJoins(on) => new.tutoring.staff_joins = *on,
            Change::Courses(figures) => new.courses = figures.checked()?,
            Change::Greets(on) => new.welcome.greets = *on,
            Change::AsksConsent(on) => new.welcome.asks_consent = *on,
            Change::Nudges(on) => new.welcome.nudges = *on,
        }
        Ok(new)
    }

    fn channel_fits(&self, channel: ChannelUse, chosen: Chosen) -> Result<(), SettingFault> {
        let Chosen::At(_) = chosen else { return Ok(()) };
        let clash = ChannelUse::ALL
            .into_iter()
            .filter(|other| *other != channel && (channel.is_alone() || other.is_alone()))
            .find(|other| self.channel(*other) == chosen);
        clash.map_or(Ok(()), |other| Err(SettingFault::ChannelTaken(other)))
    }

    fn role_fits(&self, role: RoleUse, chosen: Chosen) -> Result<(), SettingFault> {
        let Chosen::At(_) = chosen else { return Ok(()) };
        let clash = RoleUse::ALL
            .into_iter()
            .filter(|other| *other != role && (role == RoleUse::Staff || *other == RoleUse::Staff))
            .find(|other| self.role(*other) == chosen);
        clash.map_or(Ok(()), |other| Err(SettingFault::RoleTaken(other)))
    }

    fn with_topics(&self, names: &[Topic]) -> Result<Vec<TopicSetting>, SettingFault> {
        if names.is_empty() {
            return Err(SettingFault::NoTopic);
        }
        if names.len() > TOPICS_MOST {
            return Err(SettingFault::TooManyTopics(names.len()));
        }
        for (at, name) in names.iter().enumerate() {
            if names[..at].contains(name) {
                return Err(SettingFault::TopicTwice(name.clone()));
            }
        }
        let kept = |name: &Topic| self.topics.iter().find(|topic| topic.name == *name);
        Ok(names
            .iter()
            .map(|name| TopicSetting {
                name: name.clone(),
                role: kept(name).and_then(|topic| topic.role),
            })
            .collect())
    }

    /// These settings with one part as `other` has it.
    #[must_use]
    pub fn with_part_of(&self, part: Part, other: &Self) -> Self {
        let mut new = self.clone();
        match part {
            Part::Language => new.locale = other.locale,
            Part::Channel(channel) => new.set_channel(channel, other.channel(channel)),
            Part::Role(role) => new.set_role(role, other.role(role)),
            Part::WorkingDays => new.working_days.clone_from(&other.working_days),
            Part::WorkingHours => new.working_hours = other.working_hours,
            Part::Holidays => new.holidays_off = other.holidays_off,
            Part::DaysOff => new.days_off.clone_from(&other.days_off),
            Part::Quiet => new.quiet = other.quiet,
            Part::Topics => new.topics.clone_from(&other.topics),
            Part::Anonymous => new.anonymous = other.anonymous,
            Part::DirectMessages => new.direct_messages = other.direct_messages,
            Part::TutorsResolve => new.tutors_resolve = other.tutors_resolve,
            Part::Waiting => new.care.take_waiting(&other.care),
            Part::Closing => new.care.take_closing(&other.care),
            Part::Synonyms => new.synonyms.clone_from(&other.synonyms),
            Part::Offering => new.tutoring.take_offering(&other.tutoring),
            Part::Talking => new.tutoring.take_talking(&other.tutoring),
            Part::Fitting => new.tutoring.take_fitting(&other.tutoring),
            Part::Fairness => new.tutoring.take_fairness(&other.tutoring),
            Part::StaffJoins => new.tutoring.staff_joins = other.tutoring.staff_joins,
            Part::Courses => new.courses = other.courses,
            Part::Greets => new.welcome.greets = other.welcome.greets,
            Part::AsksConsent => new.welcome.asks_consent = other.welcome.asks_consent,
            Part::Nudges => new.welcome.nudges = other.welcome.nudges,
        }
        new
    }

    /// Whether every rule of [`Settings::with`] holds for a part as it is: what is taken
    /// back may clash with what came since.
    ///
    /// # Errors
    ///
    /// [`SettingFault`].
    pub fn part_fits(&self, part: Part) -> Result<(), SettingFault> {
        match part {
            Part::Channel(channel) => self.channel_fits(channel, self.channel(channel)),
            Part::Role(role) => self.role_fits(role, self.role(role)),
            _ => Ok(()),
        }
    }
}

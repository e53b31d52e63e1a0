//! What a part of the settings is called, and what it says, in words.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::faults::{channel_use, role_use};
use crate::discord::text::{escape, one_line};
use crate::guilds::settings::{Chosen, Part, Settings, Tutoring};
use crate::guilds::{Guild, Locale};
use crate::hours::Hours;
use crate::i18n::{Text, Words};

/// Most days off that are named one by one.
const DAYS_NAMED: usize = 8;
/// Most characters of a value in a list.
const VALUE_MOST: usize = 180;

/// Says parts and values in a language.
pub struct Shown<'a> {
    pub words: &'a Words,
    pub locale: Locale,
}

impl Shown<'_> {
    pub fn say(&self, text: &Text) -> String {
        self.words.say(self.locale, text)
    }

    /// What a part is called.
    pub fn part(&self, part: Part) -> String {
        self.say(&match part {
            Part::Language => Text::SetupPartLanguage,
            Part::Channel(channel) => Text::SetupPartChannel {
                purpose: self.say(&channel_use(channel)),
            },
            Part::Role(role) => Text::SetupPartRole {
                purpose: self.say(&role_use(role)),
            },
            Part::WorkingDays => Text::SetupPartWorkingDays,
            Part::WorkingHours => Text::SetupPartWorkingHours,
            Part::Holidays => Text::SetupPartHolidays,
            Part::DaysOff => Text::SetupPartDaysOff,
            Part::Quiet => Text::SetupPartQuiet,
            Part::Topics => Text::SetupPartTopics,
            Part::Anonymous => Text::SetupPartAnonymous,
            Part::DirectMessages => Text::SetupPartDirect,
            Part::TutorsResolve => Text::SetupPartTutorsResolve,
            Part::Waiting => Text::SetupPartWaiting,
            Part::Closing => Text::SetupPartClosing,
            Part::Synonyms => Text::SetupPartSynonyms,
            Part::Offering => Text::SetupPartOffering,
            Part::Talking => Text::SetupPartTalking,
            Part::Fitting => Text::SetupPartFitting,
            Part::Fairness => Text::SetupPartFairness,
            Part::StaffJoins => Text::SetupPartStaffJoins,
            Part::Courses => Text::SetupPartCourses,
            Part::Greets => Text::SetupPartGreets,
            Part::AsksConsent => Text::SetupPartAsksConsent,
            Part::Nudges => Text::SetupPartNudges,
        })
    }

    fn switch(&self, on: bool) -> String {
        self.say(if on { &Text::SetupOn } else { &Text::SetupOff })
    }

    /// What a part says.
    pub fn value(&self, part: Part, settings: &Settings) -> String {
        match part {
            Part::Language => self.say(match settings.locale {
                Locale::Ja => &Text::SetupLanguageJa,
                Locale::En => &Text::SetupLanguageEn,
            }),
            Part::Channel(channel) => self.chosen(settings.channel(channel), "<#", ">"),
            Part::Role(role) => self.chosen(settings.role(role), "<@&", ">"),
            Part::WorkingDays => self.days(&settings.working_days),
            Part::WorkingHours => hours(settings.working_hours),
            Part::Holidays => self.say(if settings.holidays_off {
                &Text::SetupHolidaysOff
            } else {
                &Text::SetupHolidaysOn
            }),
            Part::DaysOff => self.days_off(&settings.days_off),
            Part::Quiet => settings.quiet.map_or_else(|| self.switch(false), hours),
            Part::Topics => self.topics(settings),
            Part::Anonymous => self.switch(settings.anonymous),
            Part::DirectMessages => self.switch(settings.direct_messages),
            Part::TutorsResolve => self.switch(settings.tutors_resolve),
            Part::Greets => self.switch(settings.welcome.greets),
            Part::AsksConsent => self.switch(settings.welcome.asks_consent),
            Part::Nudges => self.switch(settings.welcome.nudges),
            Part::Waiting => self.say(&Text::SetupWaiting {
                call: settings.care.call_after_hours.into(),
                tutors: settings.care.tutors_called.into(),
                staff: settings.care.staff_after_days.into(),
                remind: settings.care.remind_after_days.into(),
            }),
            Part::Closing => self.say(&Text::SetupClosing {
                ask: settings.care.ask_after_days.into(),
                close: settings.care.close_after_days.into(),
                rest: settings.care.rest_after_days.into(),
            }),
            Part::Synonyms => self.say(&Text::SetupSynonymsCount {
                count: i64::try_from(settings.synonyms.groups().len()).unwrap_or(0),
            }),
            Part::Courses => self.say(&Text::SetupCourses {
                offer: settings.courses.offer_hours.into(),
                again: settings.courses.form_again_days.into(),
            }),
            part => self.tutoring(part, &settings.tutoring),
        }
    }

    fn tutoring(&self, part: Part, figures: &Tutoring) -> String {
        let weights = &figures.weights;
        self.say(&match part {
            Part::Offering => Text::SetupOffering {
                gather: figures.gather_seconds.into(),
                answer: figures.answer_hours.into(),
                silent: figures.silent_most.into(),
                open: figures.open_most.into(),
            },
            Part::Talking => Text::SetupTalking {
                promise: figures.promise_days.into(),
                expire: figures.expire_days.into(),
                remind: figures.remind_hours.into(),
                staff: figures.staff_days.into(),
                confirm: figures.confirm_days.into(),
            },
            Part::Fitting => Text::SetupFitting {
                level: weights.level.into(),
                hours: weights.hours.into(),
                format: weights.format.into(),
                programme: weights.programme.into(),
                again: weights.again.into(),
            },
            Part::Fairness => Text::SetupFairness {
                load: weights.load.into(),
                waiting: weights.waiting.into(),
            },
            _ => return self.switch(figures.staff_joins),
        })
    }

    fn chosen(&self, chosen: Chosen, before: &str, after: &str) -> String {
        match chosen {
            Chosen::ByName => self.say(&Text::SetupUndecided),
            Chosen::Nowhere => self.say(&Text::SetupOff),
            Chosen::At(id) => format!("{before}{id}{after}"),
        }
    }

    /// What a channel or role comes to in a guild: what was chosen, or was found.
    pub fn place(&self, part: Part, guild: &Guild, name: &str) -> String {
        let (chosen, found, before) = match part {
            Part::Channel(channel) => {
                let found = guild
                    .places
                    .channel(channel)
                    .map(crate::ids::ChannelId::get);
                (guild.settings.channel(channel), found, "<#")
            }
            Part::Role(role) => {
                let found = guild.places.role(role).map(crate::ids::RoleId::get);
                (guild.settings.role(role), found, "<@&")
            }
            other => return self.value(other, &guild.settings),
        };
        match (chosen, found) {
            (Chosen::Nowhere, _) => self.say(&Text::SetupOff),
            (Chosen::At(_), Some(id)) => format!("{before}{id}>"),
            (Chosen::At(_), None) => self.say(&Text::SetupDeleted),
            (Chosen::ByName, Some(id)) => self.say(&Text::SetupByName {
                place: format!("{before}{id}>"),
            }),
            (Chosen::ByName, None) => self.say(&Text::SetupMissing { name: escape(name) }),
        }
    }

    /// The name of a weekday, 0 Monday to 6 Sunday.
    pub fn day(&self, day: u8) -> String {
        self.say(match day {
            0 => &Text::SetupDay0,
            1 => &Text::SetupDay1,
            2 => &Text::SetupDay2,
            3 => &Text::SetupDay3,
            4 => &Text::SetupDay4,
            5 => &Text::SetupDay5,
            _ => &Text::SetupDay6,
        })
    }

    fn list(&self, items: impl Iterator<Item = String>) -> String {
        let items: Vec<String> = items.collect();
        items.join(&self.say(&Text::ListSeparator))
    }

    fn days(&self, days: &BTreeSet<u8>) -> String {
        self.list(days.iter().map(|day| self.day(*day)))
    }

    fn days_off(&self, days: &BTreeSet<NaiveDate>) -> String {
        if days.is_empty() {
            return self.say(&Text::SetupNone);
        }
        let more = i64::try_from(days.len().saturating_sub(DAYS_NAMED)).unwrap_or(0);
        let rest = (more > 0).then(|| self.say(&Text::SetupDaysMore { count: more }));
        let named = days.iter().take(DAYS_NAMED).map(|day| date(*day));
        self.list(named.chain(rest))
    }

    fn topics(&self, settings: &Settings) -> String {
        let names = settings.topics.iter();
        let list = self.list(names.map(|topic| escape(topic.name.as_str())));
        let text = self.say(&Text::SetupTopicsCount {
            count: i64::try_from(settings.topics.len()).unwrap_or(0),
            list,
        });
        one_line(&text, VALUE_MOST)
    }
}

/// From a time of day to another.
pub fn hours(hours: Hours) -> String {
    format!("{}–{}", hours.from, hours.to)
}

/// A date as the forms take it.
pub fn date(date: NaiveDate) -> String {
    format!("{}/{}/{}", date.year(), date.month(), date.day())
}

//! The figures by which tutors are found and talks are looked after (`tutors/`).

use serde::{Deserialize, Serialize};

use super::SettingFault;

/// What each part of a match is worth, in points of 0 to 100 (`tutors/matching.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// That the topic is a strong one of the tutor.
    pub level: u16,
    /// Parts of the week that both have.
    pub hours: u16,
    /// That both talk in the same way.
    pub format: u16,
    /// That both belong to the same programme, or area.
    pub programme: u16,
    /// That both chose each other again.
    pub again: u16,
    /// That the tutor carries little.
    pub load: u16,
    /// Each day that the request has waited.
    pub waiting: u16,
}

impl Default for Weights {
    /// Those that the simulation supports (`docs/matching.md`).
    fn default() -> Self {
        Self {
            level: 30,
            hours: 20,
            format: 15,
            programme: 10,
            again: 25,
            load: 40,
            waiting: 20,
        }
    }
}

/// When what is done about requests, offers and talks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tutoring {
    pub weights: Weights,
    /// How long changes are gathered before requests and tutors are matched, in seconds,
    /// 0 to 600.
    pub gather_seconds: u16,
    /// How long an offer stands, in hours in which nobody is asleep, 1 to 72.
    pub answer_hours: u16,
    /// After so many offers in a row without an answer a tutor is paused, 1 to 10.
    pub silent_most: u16,
    /// How many open requests a member may have about one topic, 1 to 5.
    pub open_most: u16,
    /// By so many working days a member who waits hears again, 1 to 20.
    pub promise_days: u16,
    /// After so many days without a match a request has run out, 7 to 365.
    pub expire_days: u16,
    /// After so many hours without a word whoever's turn it is is reminded, 1 to 240.
    pub remind_hours: u16,
    /// After so many days without a word staff see it, 1 to 60.
    pub staff_days: u16,
    /// After so many days without an answer a talk that one of both has ended is over,
    /// 1 to 30.
    pub confirm_days: u16,
    /// Whether staff are in every talk.
    pub staff_joins: bool,
}

impl Default for Tutoring {
    fn default() -> Self {
        Self {
            weights: Weights::default(),
            gather_seconds: 3,
            answer_hours: 12,
            silent_most: 3,
            open_most: 1,
            promise_days: 2,
            expire_days: 60,
            remind_hours: 48,
            staff_days: 5,
            confirm_days: 3,
            staff_joins: false,
        }
    }
}

/// The figures of offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offering {
    pub gather_seconds: u16,
    pub answer_hours: u16,
    pub silent_most: u16,
    pub open_most: u16,
}

/// The figures of waiting and of talks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Talking {
    pub promise_days: u16,
    pub expire_days: u16,
    pub remind_hours: u16,
    pub staff_days: u16,
    pub confirm_days: u16,
}

/// What a match is worth by what two people are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitting {
    pub level: u16,
    pub hours: u16,
    pub format: u16,
    pub programme: u16,
    pub again: u16,
}

/// What it is worth by fairness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fairness {
    pub load: u16,
    pub waiting: u16,
}

fn within(figure: u16, least: u16, most: u16) -> Result<u16, SettingFault> {
    if (least..=most).contains(&figure) {
        Ok(figure)
    } else {
        Err(SettingFault::Figure { least, most })
    }
}

fn weight(figure: u16) -> Result<u16, SettingFault> {
    within(figure, 0, 100)
}

impl Tutoring {
    /// With other figures of offers.
    ///
    /// # Errors
    ///
    /// [`SettingFault::Figure`] for one that is out of its range; so for the others.
    pub fn with_offering(self, new: &Offering) -> Result<Self, SettingFault> {
        Ok(Self {
            gather_seconds: within(new.gather_seconds, 0, 600)?,
            answer_hours: within(new.answer_hours, 1, 72)?,
            silent_most: within(new.silent_most, 1, 10)?,
            open_most: within(new.open_most, 1, 5)?,
            ..self
        })
    }

    #[expect(clippy::missing_errors_doc, reason = "as `with_offering`")]
    pub fn with_talking(self, new: &Talking) -> Result<Self, SettingFault> {
        Ok(Self {
            promise_days: within(new.promise_days, 1, 20)?,
            expire_days: within(new.expire_days, 7, 365)?,
            remind_hours: within(new.remind_hours, 1, 240)?,
            staff_days: within(new.staff_days, 1, 60)?,
            confirm_days: within(new.confirm_days, 1, 30)?,
            ..self
        })
    }

    #[expect(clippy::missing_errors_doc, reason = "as `with_offering`")]
    pub fn with_fitting(self, new: &Fitting) -> Result<Self, SettingFault> {
        Ok(Self {
            weights: Weights {
                level: weight(new.level)?,
                hours: weight(new.hours)?,
                format: weight(new.format)?,
                programme: weight(new.programme)?,
                again: weight(new.again)?,
                ..self.weights
            },
            ..self
        })
    }

    /// With other figures of fairness. A day of waiting is worth at least a point: nobody
    /// waits for ever.
    #[expect(clippy::missing_errors_doc, reason = "as `with_offering`")]
    pub fn with_fairness(self, new: &Fairness) -> Result<Self, SettingFault> {
        Ok(Self {
            weights: Weights {
                load: weight(new.load)?,
                waiting: within(new.waiting, 1, 100)?,
                ..self.weights
            },
            ..self
        })
    }

    pub(super) fn take_offering(&mut self, other: &Self) {
        self.gather_seconds = other.gather_seconds;
        self.answer_hours = other.answer_hours;
        self.silent_most = other.silent_most;
        self.open_most = other.open_most;
    }

    pub(super) fn take_talking(&mut self, other: &Self) {
        self.promise_days = other.promise_days;
        self.expire_days = other.expire_days;
        self.remind_hours = other.remind_hours;
        self.staff_days = other.staff_days;
        self.confirm_days = other.confirm_days;
    }

    pub(super) fn take_fitting(&mut self, other: &Self) {
        let (load, waiting) = (self.weights.load, self.weights.waiting);
        self.weights = Weights {
            load,
            waiting,
            ..other.weights
        };
    }

    pub(super) fn take_fairness(&mut self, other: &Self) {
        self.weights.load = other.weights.load;
        self.weights.waiting = other.weights.waiting;
    }
}

//! The figures by which questions that wait are looked after (`questions/care.rs`).

use serde::{Deserialize, Serialize};

use super::SettingFault;

/// When what is done; each figure once for a question that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Care {
    /// After so many hours of working time without an answer its tutors are called, 1 to 80.
    pub call_after_hours: u16,
    /// How many tutors are called by name where the topic has no role, 1 to 20.
    pub tutors_called: u16,
    /// After so many working days without an answer staff are told, 1 to 20.
    pub staff_after_days: u16,
    /// After so many working days whoever owes the next word is reminded, 1 to 20.
    pub remind_after_days: u16,
    /// After so many days without a word the asker of an answered question is asked whether
    /// it is resolved, 1 to 30.
    pub ask_after_days: u16,
    /// After so many more days it is closed as answered, 1 to 60.
    pub close_after_days: u16,
    /// After so many days without a word the thread of a closed one is archived, 1 to 30.
    pub rest_after_days: u16,
}

impl Default for Care {
    fn default() -> Self {
        Self {
            call_after_hours: 4,
            tutors_called: 5,
            staff_after_days: 1,
            remind_after_days: 1,
            ask_after_days: 3,
            close_after_days: 7,
            rest_after_days: 1,
        }
    }
}

/// The figures of a question that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub call_after_hours: u16,
    pub tutors_called: u16,
    pub staff_after_days: u16,
    pub remind_after_days: u16,
}

/// The figures of one that was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    pub ask_after_days: u16,
    pub close_after_days: u16,
    pub rest_after_days: u16,
}

fn within(figure: u16, most: u16) -> Result<(), SettingFault> {
    let least = 1;
    if (least..=most).contains(&figure) {
        Ok(())
    } else {
        Err(SettingFault::Figure { least, most })
    }
}

impl Care {
    /// These figures with others for a question that waits.
    ///
    /// # Errors
    ///
    /// [`SettingFault::Figure`] for one that is out of its range.
    pub fn with_waiting(self, waiting: &Waiting) -> Result<Self, SettingFault> {
        within(waiting.call_after_hours, 80)?;
        within(waiting.tutors_called, 20)?;
        within(waiting.staff_after_days, 20)?;
        within(waiting.remind_after_days, 20)?;
        Ok(Self {
            call_after_hours: waiting.call_after_hours,
            tutors_called: waiting.tutors_called,
            staff_after_days: waiting.staff_after_days,
            remind_after_days: waiting.remind_after_days,
            ..self
        })
    }

    /// These figures with others for one that was answered.
    ///
    /// # Errors
    ///
    /// [`SettingFault::Figure`] for one that is out of its range.
    pub fn with_closing(self, closing: &Closing) -> Result<Self, SettingFault> {
        within(closing.ask_after_days, 30)?;
        within(closing.close_after_days, 60)?;
        within(closing.rest_after_days, 30)?;
        Ok(Self {
            ask_after_days: closing.ask_after_days,
            close_after_days: closing.close_after_days,
            rest_after_days: closing.rest_after_days,
            ..self
        })
    }

    pub(super) fn take_waiting(&mut self, other: &Self) {
        self.call_after_hours = other.call_after_hours;
        self.tutors_called = other.tutors_called;
        self.staff_after_days = other.staff_after_days;
        self.remind_after_days = other.remind_after_days;
    }

    pub(super) fn take_closing(&mut self, other: &Self) {
        self.ask_after_days = other.ask_after_days;
        self.close_after_days = other.close_after_days;
        self.rest_after_days = other.rest_after_days;
    }
}

//! The figures by which places in courses are offered and people are asked (`courses/`).

use serde::{Deserialize, Serialize};

use super::SettingFault;

/// When what is done about courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coursing {
    /// How long a place that has become free is kept for the next in line, in hours in which
    /// nobody is asleep, 1 to 72.
    pub offer_hours: u16,
    /// After so many days whoever has said nothing about a session is asked once more, 1 to 30.
    pub form_again_days: u16,
}

impl Default for Coursing {
    fn default() -> Self {
        Self {
            offer_hours: 12,
            form_again_days: 3,
        }
    }
}

impl Coursing {
    /// The same, if it is within the ranges.
    ///
    /// # Errors
    ///
    /// [`SettingFault::Figure`] for one that is out of its range.
    pub fn checked(self) -> Result<Self, SettingFault> {
        for (figure, most) in [(self.offer_hours, 72), (self.form_again_days, 30)] {
            let least = 1;
            if !(least..=most).contains(&figure) {
                return Err(SettingFault::Figure { least, most });
            }
        }
        Ok(self)
    }
}

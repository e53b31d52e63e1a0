//! When the programme works, and when nobody is to be disturbed. Pure: the settings and an
//! instant in, an answer out.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Duration, NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::clock::Instant;
use crate::hours::{Hours, instant_of};

/// How far ahead working time is looked for, in days: two years hold any row of days off
/// that staff would enter.
const AHEAD: usize = 731;
/// When the programme's people are at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingTime {
    pub zone: Tz,
    /// The days of the week.
    pub days: BTreeSet<u8>,
    /// From before to.
    pub hours: Hours,
    /// Whether Japanese national holidays are days off.
    pub holidays_off: bool,
    pub days_off: BTreeSet<NaiveDate>,
}

/// A weekday as the settings keep it: 0 Monday to 6 Sunday.
#[must_use]
pub fn day_number(day: Weekday) -> u8 {
    u8::try_from(day.num_days_from_monday()).unwrap_or(0)
}

/// Whether a date is a Japanese national holiday, those that only follow from others
/// (substitute holidays, a day between two) included.
#[must_use]
pub fn is_national_holiday(date: NaiveDate) -> bool {
    yasumi::is_holiday(date)
}

impl WorkingTime {
    /// Whether somebody works on that date at all.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        self.days.contains(&day_number(date.weekday()))
            && !self.days_off.contains(&date)
            && !(self.holidays_off && is_national_holiday(date))
    }

    /// The working time of a date: from the first instant up to, not including, the last.
    fn window(&self, date: NaiveDate) -> Option<(Instant, Instant)> {
        if !self.is_working_day(date) {
            return None;
        }
        let from = instant_of(self.zone, date, self.hours.from)?;
        let to = instant_of(self.zone, date, self.hours.to)?;
        (from < to).then_some((from, to))
    }

    /// The windows that have not ended at an instant, in order.
    fn windows(&self, at: Instant) -> impl Iterator<Item = (Instant, Instant)> + '_ {
        let first = at.with_timezone(&self.zone).date_naive() - Days::new(1);
        first
            .iter_days()
            .take(AHEAD)
            .filter_map(|date| self.window(date))
            .filter(move |(_, to)| *to > at)
    }

    /// Whether it is working time.
    #[must_use]
    pub fn is_working(&self, at: Instant) -> bool {
        self.windows(at).next().is_some_and(|(from, _)| from <= at)
    }

    /// The instant by which so much working time has gone by since `at`; `None` where two
    /// years do not hold so much.
    #[must_use]
    pub fn add(&self, at: Instant, amount: Duration) -> Option<Instant> {
        let mut left = amount.max(Duration::zero());
        for (from, to) in self.windows(at) {
            let begins = from.max(at);
            if left <= to - begins {
                return Some(begins + left);
            }
            left -= to - begins;
        }
        None
    }

    /// How much working time lies between two instants, at most two years apart.
    #[must_use]
    pub fn between(&self, from: Instant, to: Instant) -> Duration {
        self.windows(from)
            .take_while(|(begins, _)| *begins < to)
            .map(|(begins, ends)| ends.min(to) - begins.max(from))
            .fold(Duration::zero(), |sum, part| sum + part)
    }
}

#[cfg(test)]
mod tests;

//! When the programme works, and when nobody is to be disturbed. Pure: the settings and an
//! instant in, an answer out.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// Minutes in a day.
const DAY: u16 = 24 * 60;
/// How far ahead working time is looked for, in days: two years hold any row of days off
/// that staff would enter.
const AHEAD: usize = 731;
/// The longest gap that a clock leaves when it is set forward, in minutes, with room.
const GAP: u16 = 180;

/// A time of day, 0:00 to 24:00, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// `None` beyond 24:00.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour > 24 || minute >= 60 {
            return None;
        }
        let all = hour * 60 + minute;
        if all <= DAY { Some(Self(all)) } else { None }
    }

    /// Minutes since midnight, 0 to 1,440.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for TimeOfDay {
    type Error = String;

    fn try_from(minutes: u16) -> Result<Self, String> {
        Self::new(minutes / 60, minutes % 60).ok_or_else(|| format!("{minutes} is no time of day"))
    }
}

impl From<TimeOfDay> for u16 {
    fn from(time: TimeOfDay) -> Self {
        time.0
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// From a time of day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub from: TimeOfDay,
    pub to: TimeOfDay,
}

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

/// The instant at which a clock on the wall shows that time of that date; where the clock
/// is set forward over it, the first one after; where it comes twice, the first of both.
#[must_use]
pub fn instant_of(zone: Tz, date: NaiveDate, time: TimeOfDay) -> Option<Instant> {
    let (date, minutes) = if time.0 == DAY {
        (date.succ_opt()?, 0)
    } else {
        (date, time.0)
    };
    let midnight = date.and_time(NaiveTime::MIN);
    (0..=GAP).find_map(|later| {
        let local = midnight + Duration::minutes(i64::from(minutes + later));
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc()),
            LocalResult::None => None,
        }
    })
}

/// The first instant of a date.
#[must_use]
pub fn midnight(zone: Tz, date: NaiveDate) -> Option<Instant> {
    instant_of(zone, date, TimeOfDay(0))
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

/// The hours in which nobody is disturbed; they may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    pub zone: Tz,
    pub hours: Hours,
}

impl Quiet {
    /// The quiet time that begins on a date.
    fn window(self, date: NaiveDate) -> Option<(Instant, Instant)> {
        let Hours { from, to } = self.hours;
        let last = if from < to { date } else { date.succ_opt()? };
        let begins = instant_of(self.zone, date, from)?;
        let ends = instant_of(self.zone, last, to)?;
        (begins < ends).then_some((begins, ends))
    }

    /// When the quiet time that holds at an instant ends; `None` if it is not quiet then.
    #[must_use]
    pub fn until(self, at: Instant) -> Option<Instant> {
        let today = at.with_timezone(&self.zone).date_naive();
        [today - Days::new(1), today]
            .into_iter()
            .filter_map(|date| self.window(date))
            .find(|(begins, ends)| *begins <= at && at < *ends)
            .map(|(_, ends)| ends)
    }

    /// The first instant from `at` on that is not quiet.
    #[must_use]
    pub fn after(self, at: Instant) -> Instant {
        self.until(at).unwrap_or(at)
    }

    /// The instant by which so much time that is not quiet has gone by since `at`.
    #[must_use]
    pub fn add_waking(self, at: Instant, amount: Duration) -> Instant {
        let mut left = amount.max(Duration::zero());
        let mut from = self.after(at);
        // Each turn is a day at least in which some time is not quiet.
        for _ in 0..AHEAD {
            let next = self.next(from);
            match next {
                Some((begins, ends)) if begins - from < left => {
                    left -= begins - from;
                    from = ends;
                }
                _ => break,
            }
        }
        from + left
    }

    /// The quiet time that begins next after an instant that is not quiet.
    fn next(self, at: Instant) -> Option<(Instant, Instant)> {
        let today = at.with_timezone(&self.zone).date_naive();
        // A day that the clock's change leaves without quiet time is passed over.
        today
            .iter_days()
            .take(3)
            .filter_map(|date| self.window(date))
            .find(|(begins, _)| *begins >= at)
    }
}

#[cfg(test)]
mod tests;

//! Times of day, the instants at which they are on a date, and the hours in which nobody is to be
//! disturbed. Pure.

use chrono::{Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// Minutes in a day.
const DAY: u16 = 24 * 60;
/// How far ahead waking time is looked for, in days.
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

    /// The same time of a day that begins at midnight: 24:00 is 0:00.
    #[must_use]
    pub const fn within_a_day(self) -> Self {
        Self(self.0 % DAY)
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

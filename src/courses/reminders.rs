//! Which reminder is said when, and to whom. Pure: a session, what somebody was told so far
//! and the present moment in, what is to be said out.
//!
//! - [`moment`]: a week and a day before, at the session's time of day; an hour before. What
//!   would fall into the quiet time is said an hour before that begins (20:00, where it begins
//!   at 21:00), on the same day; the hour before stays where it is, silent.
//! - [`plan`]: what is due and was not said. Of several that are due at once the last is said; one
//!   that is so late that the next is nearer is left to that; what is due after the start is not
//!   said any more.

use chrono::{Days, Duration, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::hours::{Quiet, TimeOfDay, instant_of};

/// How long before a session a reminder is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    Week,
    Day,
    Hour,
}

impl Before {
    /// The earliest first, with their names in the table.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Week, "week"),
        (Self::Day, "day"),
        (Self::Hour, "hour"),
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Day => "day",
            Self::Hour => "hour",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(before, _)| *before)
    }
}

/// When something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: Instant,
    /// Whether it makes no sound, because it is the quiet time.
    pub silent: bool,
}

/// When a reminder of a session that starts at an instant is said; `None` beyond the calendar.
#[must_use]
pub fn moment(
    before: Before,
    starts_at: Instant,
    zone: Tz,
    quiet: Option<Quiet>,
) -> Option<Moment> {
    let days = match before {
        Before::Hour => {
            let at = starts_at - Duration::hours(1);
            let silent = quiet.is_some_and(|quiet| quiet.until(at).is_some());
            return Some(Moment { at, silent });
        }
        Before::Day => 1,
        Before::Week => 7,
    };
    let local = starts_at.with_timezone(&zone).naive_local();
    let date = local.date().checked_sub_days(Days::new(days))?;
    let minutes = (local.time() - NaiveTime::MIN).num_minutes();
    let time = TimeOfDay::try_from(u16::try_from(minutes).ok()?).ok()?;
    let at = instant_of(zone, date, time)?;
    let Some(quiet) = quiet.filter(|quiet| quiet.until(at).is_some()) else {
        return Some(Moment { at, silent: false });
    };
    // An hour before it begins, on that date; where that is quiet as well, when it ends.
    let evening = quiet.hours.from.minutes().checked_sub(60);
    let evening = evening.and_then(|minutes| TimeOfDay::try_from(minutes).ok());
    let moved = evening.and_then(|time| instant_of(zone, date, time));
    let at = moved.map_or(at, |at| quiet.after(at));
    let at = if at < starts_at {
        at
    } else {
        quiet.after(starts_at)
    };
    Some(Moment { at, silent: false })
}

/// By what a reminder that was said is known again: said of another date it is another one,
/// and an hour before another start as well.
#[must_use]
pub fn occasion(before: Before, starts_at: Instant, zone: Tz) -> i64 {
    match before {
        Before::Hour => starts_at.timestamp_millis(),
        Before::Week | Before::Day => {
            let date = starts_at.with_timezone(&zone).date_naive();
            i64::from(chrono::Datelike::num_days_from_ce(&date))
        }
    }
}

/// One reminder of a session as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    pub before: Before,
    pub moment: Moment,
    pub occasion: i64,
}

/// What a look at one person's reminders comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// To be said now.
    pub say: Option<Reminder>,
    /// Not to be said any more, because a later one is said in its place, or the session has
    /// begun; it is recorded.
    pub passed: Vec<Reminder>,
}

/// Until when a reminder that is due is held back, because it would come in the quiet time: all but
/// the hour before, where there is time before the session.
#[must_use]
pub fn held_back(
    due: &Reminder,
    starts_at: Instant,
    quiet: Option<Quiet>,
    now: Instant,
) -> Option<Instant> {
    if due.before == Before::Hour {
        return None;
    }
    let until = quiet?.until(now)?;
    Some(until.min(starts_at))
}

/// The reminders that a course asks for, earliest first.
#[must_use]
pub fn of_session(
    asked: &[Before],
    starts_at: Instant,
    zone: Tz,
    quiet: Option<Quiet>,
) -> Vec<Reminder> {
    let asked = Before::ALL.iter().filter(|(one, _)| asked.contains(one));
    let mut all: Vec<Reminder> = asked
        .filter_map(|(before, _)| {
            Some(Reminder {
                before: *before,
                moment: moment(*before, starts_at, zone, quiet)?,
                occasion: occasion(*before, starts_at, zone),
            })
        })
        .collect();
    all.sort_by_key(|reminder| reminder.moment.at);
    all
}

/// When the next reminder after an instant is.
#[must_use]
pub fn next_after(reminders: &[Reminder], now: Instant) -> Option<Instant> {
    let later = reminders.iter().find(|reminder| reminder.moment.at > now);
    later.map(|reminder| reminder.moment.at)
}

/// What is to be said to somebody who has had a place `since` an instant (or since the session
/// was moved, if that was later), of what was not `said`.
#[must_use]
pub fn plan(
    reminders: &[Reminder],
    starts_at: Instant,
    since: Instant,
    said: &[(Before, i64)],
    now: Instant,
) -> Plan {
    let open = reminders.iter().filter(|reminder| {
        // What was past when they joined is none of theirs.
        reminder.moment.at > since && !said.contains(&(reminder.before, reminder.occasion))
    });
    let (due, later): (Vec<Reminder>, Vec<Reminder>) =
        open.partition(|reminder| reminder.moment.at <= now);
    let mut passed = due;
    let next = later.first().map(|reminder| reminder.moment.at);
    // What is late and nearer to the next one by now is left to that.
    let is_late = |said: &Reminder| next.is_some_and(|next| now - said.moment.at > next - now);
    let say = passed
        .last()
        .copied()
        .filter(|last| now < starts_at && !is_late(last));
    if say.is_some() {
        passed.pop();
    }
    Plan { say, passed }
}

#[cfg(test)]
mod tests;

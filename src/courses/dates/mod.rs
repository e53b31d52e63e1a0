//! Reads dates and times as people write them: 「12/5 14:00-16:00」「来週土曜 10時半」
//! 「令和8年12月5日 午後2時」. Pure: a text, the present moment and a time zone in, an answer out.
//!
//! [`day`] reads the date, [`time`] the time of day, [`cursor`] is where in the text they are.

mod cursor;
mod day;
mod time;

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::clock::Instant;
use crate::hours::{TimeOfDay, instant_of};

use cursor::Cursor;
pub use time::time_of_day;

/// How many years ahead something is planned at most.
const YEARS_AHEAD: i32 = 5;

/// From an instant, to another if one was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub starts_at: Instant,
    /// After `starts_at`.
    pub ends_at: Option<Instant>,
}

/// Why a text was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// There is no date in it.
    NoDate,
    /// There is a date, and no time.
    NoTime,
    /// The calendar has no such date: 2/29 in most years, 4/31.
    NoSuchDate { year: i32, month: u32, day: u32 },
    /// The clock has no such time: 24:30, 14:75.
    NoSuchTime { hour: u32, minute: u32 },
    /// The clock is set forward over that time on that date.
    SkippedTime { date: NaiveDate, time: TimeOfDay },
    /// The weekday that was written does not fit the date.
    WrongWeekday { date: NaiveDate, written: Weekday },
    /// It is over.
    Past { date: NaiveDate },
    /// It ends before it starts, or at once.
    EndsFirst,
    /// It is more than [five years](YEARS_AHEAD) ahead.
    TooFar { year: i32 },
    /// This part was not understood.
    Unread(String),
}

/// Reads a date and a time, with an end if there is one. What is read lies in the future.
///
/// # Errors
///
/// [`DateFault`].
pub fn read(text: &str, now: Instant, zone: Tz) -> Result<Span, DateFault> {
    let today = now.with_timezone(&zone).date_naive();
    let mut cursor = Cursor::new(text);
    let date = day::read(&mut cursor, today)?;
    let times = time::read(&mut cursor)?;
    end(&mut cursor)?;
    let date = date.ok_or(DateFault::NoDate)?;
    // A date that is over is said to be so, whatever else is missing.
    if date < today {
        return Err(DateFault::Past { date });
    }
    let times = times.ok_or(DateFault::NoTime)?;
    let starts_at = exactly(zone, date, times.from)?;
    let ends_at = times.to.map(|to| exactly(zone, date, to)).transpose()?;
    if ends_at.is_some_and(|end| end <= starts_at) {
        return Err(DateFault::EndsFirst);
    }
    if starts_at <= now {
        return Err(DateFault::Past { date });
    }
    Ok(Span { starts_at, ends_at })
}

/// Reads a date alone, which lies in the future or is today.
///
/// # Errors
///
/// [`DateFault`].
pub fn read_date(text: &str, now: Instant, zone: Tz) -> Result<NaiveDate, DateFault> {
    let today = now.with_timezone(&zone).date_naive();
    let mut cursor = Cursor::new(text);
    let date = day::read(&mut cursor, today)?.ok_or(DateFault::NoDate)?;
    end(&mut cursor)?;
    if date < today {
        return Err(DateFault::Past { date });
    }
    Ok(date)
}

/// Reads an instant: a date with a time, or a date alone, of which it is then the end.
///
/// # Errors
///
/// [`DateFault`].
pub fn read_until(text: &str, now: Instant, zone: Tz) -> Result<Instant, DateFault> {
    // As it is shown.
    let text = text.trim().trim_end_matches("24:00").trim_end();
    match read(text, now, zone) {
        Ok(span) => Ok(span.starts_at),
        Err(DateFault::NoTime) => {
            let date = read_date(text, now, zone)?;
            TimeOfDay::new(24, 0)
                .and_then(|time| instant_of(zone, date, time))
                .ok_or(DateFault::TooFar { year: date.year() })
        }
        Err(fault) => Err(fault),
    }
}

/// Takes a weekday from the front of a text, and gives what is left.
#[must_use]
pub fn weekday(text: &str) -> Option<(Weekday, &str)> {
    let mut cursor = Cursor::new(text);
    let day = day::weekday(&mut cursor)?;
    let taken = cursor.taken();
    let rest = text
        .char_indices()
        .nth(taken)
        .map_or("", |(at, _)| &text[at..]);
    Some((day, rest))
}

/// Reads a number of people in whichever width it was typed, with or without 「人」: `None` where
/// nothing was written, `Some(None)` for what is no number.
#[must_use]
pub fn people(text: &str) -> Option<Option<i64>> {
    use unicode_normalization::UnicodeNormalization;
    let text: String = text.nfkc().collect();
    let text = text.trim().trim_end_matches(['人', '名']).trim();
    (!text.is_empty()).then(|| text.parse().ok())
}

/// Writes an instant so that it is read back as the same: `2026-12-05(土) 14:00`.
#[must_use]
pub fn print(at: Instant, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    let day = day::mark(local.weekday());
    format!("{}({day}) {}", local.date_naive(), local.format("%H:%M"))
}

/// Writes until when something can be done, so that [`read_until`] reads it back as the same:
/// midnight is the end of the day before.
#[must_use]
pub fn print_until(at: Instant, zone: Tz) -> String {
    let day = at - chrono::Duration::seconds(1);
    let local = day.with_timezone(&zone);
    let end = TimeOfDay::new(24, 0).and_then(|time| instant_of(zone, local.date_naive(), time));
    if end == Some(at) {
        format!("{}({})", local.date_naive(), day::mark(local.weekday()))
    } else {
        print(at, zone)
    }
}

/// Writes a span so that it is read back as the same.
#[must_use]
pub fn print_span(span: &Span, zone: Tz) -> String {
    let from = print(span.starts_at, zone);
    let Some(end) = span.ends_at else {
        return from;
    };
    let to = end.with_timezone(&zone);
    let is_next_day = to.date_naive() > span.starts_at.with_timezone(&zone).date_naive();
    if is_next_day {
        format!("{from}-24:00")
    } else {
        format!("{from}-{}", to.format("%H:%M"))
    }
}

/// The instant at which a clock shows exactly that time.
fn exactly(zone: Tz, date: NaiveDate, time: TimeOfDay) -> Result<Instant, DateFault> {
    let at = instant_of(zone, date, time).ok_or(DateFault::TooFar { year: date.year() })?;
    let shown = at.with_timezone(&zone).naive_local();
    let minutes = chrono::Duration::minutes(i64::from(time.minutes()));
    if shown == date.and_time(chrono::NaiveTime::MIN) + minutes {
        Ok(at)
    } else {
        Err(DateFault::SkippedTime { date, time })
    }
}

/// Nothing may be left that was not understood.
fn end(cursor: &mut Cursor) -> Result<(), DateFault> {
    cursor.skip();
    if cursor.is_done() {
        Ok(())
    } else {
        Err(DateFault::Unread(cursor.rest()))
    }
}

#[cfg(test)]
mod tests;

//! The sessions of a course as staff enter them: a line each, or the first and how it is repeated.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::dates::{self, DateFault, Span};
use super::planning::Refusal;
use super::schedule::{self, SESSIONS_MOST, ScheduleFault};
use crate::clock::Instant;

/// What somebody enters for the sessions of a course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// One session a line.
    pub dates: String,
    /// How often the first is repeated; empty if it is not.
    pub series: String,
    /// The dates of a series that are left out.
    pub except: String,
}

/// Reads sessions: a line each, or the first and how it is repeated.
pub(super) fn read_times(
    times: &Times,
    now: Instant,
    zone: chrono_tz::Tz,
) -> Result<Vec<Span>, Refusal> {
    let lines = times.dates.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let mut spans = Vec::new();
    for line in &lines {
        let span = dates::read(line, now, zone).map_err(|fault| Refusal::Date {
            line: (*line).to_owned(),
            fault,
        })?;
        spans.push(span);
    }
    let Some(first) = spans.first().copied() else {
        return Err(Refusal::NoSession);
    };
    let series = times.series.trim();
    let except = read_except(&times.except, now, zone)?;
    if series.is_empty() {
        let begins = |date: &NaiveDate| {
            let on = |span: &&Span| span.starts_at.with_timezone(&zone).date_naive() == *date;
            spans.iter().find(on).is_some()
        };
        if let Some(date) = except.iter().find(|date| !begins(date)) {
            return Err(no_such_date(&times.except, *date));
        }
        spans.retain(|span| {
            let date = span.starts_at.with_timezone(&zone).date_naive();
            !except.contains(&date)
        });
    } else {
        let date = first.starts_at.with_timezone(&zone).date_naive();
        let fault = |fault| Refusal::Series {
            line: series.to_owned(),
            fault,
        };
        let rule = schedule::read_rule(series, date, now, zone).map_err(fault)?;
        for left_out in &except {
            let mut others = except.clone();
            others.remove(left_out);
            let dates = schedule::dates_of(date, rule, &others).map_err(fault)?;
            if !dates.contains(left_out) {
                return Err(no_such_date(&times.except, *left_out));
            }
        }
        let repeated = schedule::series(&first, rule, &except, zone).map_err(fault)?;
        spans.splice(..1, repeated);
    }
    spans.sort_by_key(|span| span.starts_at);
    spans.dedup_by_key(|span| span.starts_at);
    if spans.is_empty() {
        return Err(Refusal::NoSession);
    }
    if spans.len() > SESSIONS_MOST {
        return Err(Refusal::TooMany(spans.len()));
    }
    Ok(spans)
}

/// A date is left out on which there is no session.
fn no_such_date(line: &str, date: NaiveDate) -> Refusal {
    Refusal::Series {
        line: line.to_owned(),
        fault: ScheduleFault::NoSuchDate(date),
    }
}

/// Dates with commas or on lines of their own.
fn read_except(
    text: &str,
    now: Instant,
    zone: chrono_tz::Tz,
) -> Result<BTreeSet<NaiveDate>, Refusal> {
    let parts = text.split(['、', ',', '，', '\n', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            dates::read_date(part, now, zone).map_err(|fault| {
                let line = part.to_owned();
                match fault {
                    DateFault::Unread(_) | DateFault::NoDate => Refusal::Series {
                        fault: ScheduleFault::Except(line.clone()),
                        line,
                    },
                    fault => Refusal::Date { line, fault },
                }
            })
        })
        .collect()
}

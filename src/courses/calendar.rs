//! Sessions as calendars read them: RFC 5545. A session has the same UID for ever, and a
//! SEQUENCE that grows with each change, so that one who takes the file again has it moved. Pure.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

use super::model::{Course, Session};
use crate::clock::Instant;

/// Who wrote it, as RFC 5545 wants it (section 3.7.3).
const PRODUCT: &str = "-//Tsunagari//courses//JA";

/// By what a calendar knows a session (RFC 5545, section 3.8.4.7).
#[must_use]
pub fn uid(session: &Session) -> String {
    format!("session-{}-{}@tsunagari", session.guild, session.id)
}

/// A file with these sessions. The link of an online session is not in it: it is shown from the
/// hour before, to those who joined.
#[must_use]
pub fn file(sessions: &[(&Course, &Session)], now: Instant) -> String {
    let mut calendar = Calendar::new();
    calendar.append_property(("PRODID", PRODUCT));
    calendar.append_property(("METHOD", "PUBLISH"));
    for (course, session) in sessions {
        let mut event = Event::new();
        event
            .uid(&uid(session))
            .sequence(u32::try_from(session.sequence).unwrap_or(u32::MAX))
            .timestamp(now)
            .starts(session.starts_at)
            .ends(session.ends_at)
            .summary(&course.details.title)
            .location(&course.details.place);
        if !course.details.description.is_empty() {
            event.description(&course.details.description);
        }
        let is_off = session.is_cancelled() || course.state == super::model::CourseState::Cancelled;
        event.status(if is_off {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        });
        calendar.push(event.done());
    }
    calendar.to_string()
}

#[cfg(test)]
mod tests;

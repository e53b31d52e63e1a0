//! What is about courses, in words: dates with their weekday, places, reminders.

use chrono::{Datelike, Timelike};
use chrono_tz::Tz;

use crate::clock::Instant;
use crate::courses::enrolling::places_left;
use crate::courses::model::Course;
use crate::courses::reminders::Before;
use crate::courses::{Counts, Session, Standing};
use crate::discord::text::escape;
use crate::guilds::Locale;
use crate::i18n::{CourseText, Phrase, Text, Words};

/// The words of one language, in the time zone of the programme.
#[derive(Clone, Copy)]
pub struct CourseSpeech<'a> {
    pub words: &'a Words,
    pub locale: Locale,
    pub zone: Tz,
    pub now: Instant,
}

/// How many sessions are named one by one.
const NAMED: usize = 8;

impl CourseSpeech<'_> {
    pub fn say(&self, text: &impl Phrase) -> String {
        self.words.say(self.locale, text)
    }

    pub fn list(&self, items: &[String]) -> String {
        items.join(&self.say(&Text::ListSeparator))
    }

    pub fn weekday(&self, day: chrono::Weekday) -> String {
        self.say(&match day {
            chrono::Weekday::Mon => Text::SetupDay0,
            chrono::Weekday::Tue => Text::SetupDay1,
            chrono::Weekday::Wed => Text::SetupDay2,
            chrono::Weekday::Thu => Text::SetupDay3,
            chrono::Weekday::Fri => Text::SetupDay4,
            chrono::Weekday::Sat => Text::SetupDay5,
            chrono::Weekday::Sun => Text::SetupDay6,
        })
    }

    /// A date with its weekday, and with its year where that is another than this.
    pub fn date(&self, date: chrono::NaiveDate) -> String {
        let weekday = self.weekday(date.weekday());
        let day = i64::from(date.day());
        let month = match self.locale {
            Locale::Ja => date.month().to_string(),
            Locale::En => date.format("%b").to_string(),
        };
        let this_year = self.now.with_timezone(&self.zone).year();
        self.say(&if date.year() == this_year {
            CourseText::CourseDate {
                month,
                day,
                weekday,
            }
        } else {
            CourseText::CourseDateYear {
                year: date.year().into(),
                month,
                day,
                weekday,
            }
        })
    }

    fn time(&self, at: Instant) -> String {
        let local = at.with_timezone(&self.zone);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// A date and a time.
    pub fn moment(&self, at: Instant) -> String {
        let date = self.date(at.with_timezone(&self.zone).date_naive());
        let time = self.time(at);
        self.say(&CourseText::CourseMoment { date, time })
    }

    /// From when to when.
    pub fn times(&self, from: Instant, to: Instant) -> String {
        let day = from.with_timezone(&self.zone).date_naive();
        let end = to.with_timezone(&self.zone);
        let is_midnight = end.date_naive() > day && end.num_seconds_from_midnight() == 0;
        let to = if is_midnight {
            "24:00".to_owned()
        } else {
            self.time(to)
        };
        self.say(&CourseText::CourseSpan {
            date: self.date(day),
            from: self.time(from),
            to,
        })
    }

    /// Until when something can be done: midnight is the end of the day before.
    pub fn until(&self, at: Instant) -> String {
        let local = at.with_timezone(&self.zone);
        match local.date_naive().pred_opt() {
            Some(day) if local.num_seconds_from_midnight() == 0 => {
                self.say(&CourseText::CourseMoment {
                    date: self.date(day),
                    time: "24:00".into(),
                })
            }
            _ => self.moment(at),
        }
    }

    /// When a session is.
    pub fn span(&self, session: &Session) -> String {
        let span = self.times(session.starts_at, session.ends_at);
        if session.is_cancelled() {
            self.say(&CourseText::SessionOff { span })
        } else {
            span
        }
    }

    /// When the sessions of a course are, one a line: the next that have not ended; the last, if
    /// all have.
    pub fn spans(&self, sessions: &[Session]) -> String {
        let past = sessions
            .iter()
            .filter(|session| session.ends_at <= self.now);
        let first = past.count().min(sessions.len().saturating_sub(NAMED));
        let shown = sessions.iter().skip(first).take(NAMED);
        let mut lines: Vec<String> = shown.map(|session| self.span(session)).collect();
        let more = sessions.len() - first - lines.len();
        if more > 0 {
            let count = i64::try_from(more).unwrap_or(0);
            lines.push(self.say(&CourseText::SessionMore { count }));
        }
        lines.join("\n")
    }

    /// When all of them are, one a line; `None` if [`Self::spans`] says it.
    pub fn all_spans(&self, sessions: &[Session]) -> Option<String> {
        let all: Vec<String> = sessions.iter().map(|session| self.span(session)).collect();
        (all.len() > NAMED).then(|| all.join("\n"))
    }

    /// When those sessions are that are still to come; all, if none is. On one line if there is
    /// one.
    pub fn dates(&self, sessions: &[Session]) -> String {
        let ahead: Vec<Session> = sessions
            .iter()
            .filter(|session| !session.is_cancelled() && session.ends_at > self.now)
            .cloned()
            .collect();
        match ahead.len() {
            0 => self.spans(sessions),
            1 => self.spans(&ahead),
            _ => format!("\n{}", self.spans(&ahead)),
        }
    }

    /// How many places there are, and are left.
    pub fn places(&self, course: &Course, counts: Counts) -> String {
        let Some(capacity) = course.details.capacity else {
            return self.say(&CourseText::PlacesOpen {
                going: counts.going,
            });
        };
        let left = places_left(course, counts).unwrap_or(0);
        self.say(&if left > 0 {
            CourseText::PlacesLeft { capacity, left }
        } else {
            CourseText::PlacesFull {
                capacity,
                waiting: counts.waiting,
            }
        })
    }

    /// Who may join; `programme` is the name of the course's, if it has one.
    pub fn who(&self, course: &Course, programme: Option<&str>) -> String {
        let details = &course.details;
        let role = details.role.map(|role| {
            let role = format!("<@&{role}>");
            self.say(&CourseText::WhoRole { role })
        });
        let programme = programme.map(|name| {
            let name = escape(name);
            self.say(&CourseText::WhoProgramme { name })
        });
        let all: Vec<String> = [role, programme].into_iter().flatten().collect();
        if all.is_empty() {
            self.say(&CourseText::WhoAll)
        } else {
            self.list(&all)
        }
    }

    /// What is said before each session.
    pub fn reminders(&self, reminders: &[Before]) -> String {
        let names: Vec<String> = Before::ALL
            .iter()
            .filter(|(before, _)| reminders.contains(before))
            .map(|(before, _)| {
                self.say(&match before {
                    Before::Week => CourseText::RemindShortWeek,
                    Before::Day => CourseText::RemindShortDay,
                    Before::Hour => CourseText::RemindShortHour,
                })
            })
            .collect();
        if names.is_empty() {
            self.say(&CourseText::PageNoReminders)
        } else {
            self.list(&names)
        }
    }

    /// How somebody stands.
    pub fn standing(&self, standing: Option<Standing>, position: i64) -> String {
        self.say(&match standing {
            Some(Standing::Going { .. }) => CourseText::StandingGoing,
            Some(Standing::Waitlisted) => CourseText::StandingWaiting { position },
            Some(Standing::Offered { until, .. }) => CourseText::StandingOffered {
                time: self.moment(until),
            },
            Some(Standing::Cancelled) | None => CourseText::StandingNone,
        })
    }
}

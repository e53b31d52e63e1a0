//! What people are told about courses, directly or in the course's thread.

use serde_json::{Value, json};

use super::CourseSpeech;
use super::card::{act, cut};
use crate::clock::Instant;
use crate::courses::model::Course;
use crate::courses::notices::NoticeKind;
use crate::courses::reminders::{Before, occasion};
use crate::courses::{CourseState, Session};
use crate::discord::custom_id::{CourseAct, CourseIdent, CustomId, SessionAct};
use crate::discord::reply::buttons;
use crate::discord::text::escape;
use crate::i18n::CourseText;

/// Most characters of a message.
const MESSAGE_MOST: usize = 2000;

/// What a notice is about, as it is when it is sent.
pub struct About<'a> {
    pub course: &'a Course,
    pub sessions: &'a [Session],
    /// The session, if it is about one.
    pub session: Option<&'a Session>,
    pub kind: NoticeKind,
    pub occasion: i64,
    /// Until when a place is kept.
    pub until: Option<Instant>,
    /// The button that leads to the course, and by which the message is known again.
    pub see: CourseIdent,
}

/// Most characters of a course's text in the word that it has changed.
const REWORDED_MOST: usize = 800;

/// The message; `None` where it is not true any more.
#[must_use]
pub fn body(speech: CourseSpeech<'_>, about: &About<'_>) -> Option<Value> {
    let say = |text: &CourseText| speech.say(text);
    let course = about.course;
    let title = escape(&course.details.title);
    let is_running = course.state == CourseState::Published;
    let see = (
        say(&CourseText::NoticeSeeButton),
        2,
        CustomId::Course(about.see),
    );
    let mut row: Vec<(String, u8, CustomId)> = Vec::new();
    let mut more = Vec::new();
    let text = match about.kind {
        NoticeKind::Before(before) => {
            let session = about
                .session
                .filter(|session| session.is_ahead(speech.now))?;
            // It was moved since: what is true now is said by itself.
            let is_it = occasion(before, session.starts_at, speech.zone) == about.occasion;
            let is_series = cannot_come(speech, about, session, &mut row);
            if is_running && is_it {
                let mut text = reminder(speech, about, session, before, &mut row);
                if is_series {
                    text = format!("{text}\n{}", say(&CourseText::NoticeSeries));
                }
                text
            } else {
                return None;
            }
        }
        NoticeKind::Moved
        | NoticeKind::SessionCancelled
        | NoticeKind::CourseCancelled
        | NoticeKind::Changed
        | NoticeKind::Reworded
        | NoticeKind::Added
        | NoticeKind::Relinked => change(speech, about, &mut row)?,
        NoticeKind::Offer => {
            let until = about.until.filter(|_| is_running)?;
            row.push((
                say(&CourseText::JoinButton),
                3,
                act(CourseAct::Join, course),
            ));
            row.push((
                say(&CourseText::NoticeDeclineButton),
                2,
                act(CourseAct::Decline, course),
            ));
            say(&CourseText::NoticeOffer {
                title,
                dates: speech.dates(about.sessions),
                time: speech.moment(until),
            })
        }
        NoticeKind::Lapsed => {
            row.push((
                say(&CourseText::JoinButton),
                2,
                act(CourseAct::Join, course),
            ));
            say(&CourseText::NoticeLapsed { title })
        }
        NoticeKind::Form | NoticeKind::FormAgain => {
            let session = about.session?;
            more.push(ratings(session));
            let again = about.kind == NoticeKind::FormAgain;
            say(&if again {
                CourseText::NoticeFormAgain { title }
            } else {
                CourseText::NoticeHowWasIt { title }
            })
        }
    };
    row.push(see);
    more.push(buttons(&row));
    Some(json!({
        "content": cut(&text, MESSAGE_MOST),
        "components": more,
        "allowed_mentions": {"parse": []},
    }))
}

/// Something is otherwise than it was.
fn change(
    speech: CourseSpeech<'_>,
    about: &About<'_>,
    row: &mut Vec<(String, u8, CustomId)>,
) -> Option<String> {
    let say = |text: &CourseText| speech.say(text);
    let course = about.course;
    let title = escape(&course.details.title);
    let is_running = course.state == CourseState::Published;
    Some(match about.kind {
        NoticeKind::Moved => moved(speech, about, row)?,
        NoticeKind::SessionCancelled => {
            let session = about.session.filter(|_| is_running)?;
            row.push((
                say(&CourseText::FileButton),
                2,
                CustomId::on_session(SessionAct::SessionFile, session.id),
            ));
            let span = speech.times(session.starts_at, session.ends_at);
            let are_others = about
                .sessions
                .iter()
                .any(|other| other.is_ahead(speech.now));
            say(&if are_others {
                CourseText::NoticeSessionCancelled { title, span }
            } else {
                CourseText::NoticeLastCancelled { title, span }
            })
        }
        NoticeKind::CourseCancelled => {
            row.push((
                say(&CourseText::FileButton),
                2,
                act(CourseAct::File, course),
            ));
            say(&CourseText::NoticeCourseCancelled { title })
        }
        NoticeKind::Changed => {
            let changed = course.placed_at.map_or(0, |at| at.timestamp_millis());
            if !is_running || changed > about.occasion {
                return None;
            }
            say(&CourseText::NoticeChanged {
                title,
                place: escape(&course.details.place),
            })
        }
        NoticeKind::Reworded => {
            let changed = course.reworded_at.map_or(0, |at| at.timestamp_millis());
            if !is_running || changed > about.occasion {
                return None;
            }
            say(&CourseText::NoticeReworded {
                title,
                text: cut(&escape(&course.details.description), REWORDED_MOST),
            })
        }
        NoticeKind::Added => {
            if !is_running {
                return None;
            }
            let is_new = |session: &&Session| {
                session.planned_at.timestamp_millis() == about.occasion
                    && session.is_ahead(speech.now)
            };
            let added: Vec<Session> = about.sessions.iter().filter(is_new).cloned().collect();
            if added.is_empty() {
                return None;
            }
            let dates = speech.dates(&added);
            say(&CourseText::NoticeAdded { title, dates })
        }
        NoticeKind::Relinked => {
            if !is_running {
                return None;
            }
            let Some(link) = course.details.link.clone() else {
                return Some(say(&CourseText::NoticeUnlinked { title }));
            };
            if matches!(about.see, CourseIdent::Notice(_)) {
                say(&CourseText::NoticeRelinked { title, link })
            } else {
                say(&CourseText::NoticeRelinkedHere { title })
            }
        }
        _ => return None,
    })
}

/// A session is at another time. A later change says what is true by then.
fn moved(
    speech: CourseSpeech<'_>,
    about: &About<'_>,
    row: &mut Vec<(String, u8, CustomId)>,
) -> Option<String> {
    let say = |text: &CourseText| speech.say(text);
    let course = about.course;
    let title = escape(&course.details.title);
    let is_running = course.state == CourseState::Published;
    let session = about
        .session
        .filter(|session| session.is_ahead(speech.now))?;
    if !is_running || session.planned_at.timestamp_millis() > about.occasion {
        return None;
    }
    let is_series = cannot_come(speech, about, session, row);
    row.push((
        say(&CourseText::FileButton),
        2,
        CustomId::on_session(SessionAct::SessionFile, session.id),
    ));
    if course.details.link.is_some() && session.shows_link(speech.now) {
        let see = CustomId::on_session(SessionAct::Link, session.id);
        row.insert(0, (say(&CourseText::LinkButton), 1, see));
    }
    if session.was == Some((session.starts_at, session.ends_at)) {
        return None;
    }
    let (from, to) = session.was.unwrap_or((session.starts_at, session.ends_at));
    let (was, span) = (speech.times(from, to), speech.span(session));
    Some(if is_series {
        let text = say(&CourseText::NoticeMovedSeries { title, was, span });
        format!("{text}\n{}", say(&CourseText::NoticeSeries))
    } else {
        say(&CourseText::NoticeMoved { title, was, span })
    })
}

/// The buttons of those who cannot come: one press gives the place up. Where other sessions are
/// to come as well, and this returns true, there is one before it that leaves out this session
/// alone.
fn cannot_come(
    speech: CourseSpeech<'_>,
    about: &About<'_>,
    session: &Session,
    row: &mut Vec<(String, u8, CustomId)>,
) -> bool {
    let is_another = |other: &Session| other.id != session.id && other.is_ahead(speech.now);
    let is_series = about.sessions.iter().any(is_another);
    let mut button = |text: &CourseText, act: SessionAct| {
        row.push((speech.say(text), 2, CustomId::on_session(act, session.id)));
    };
    if is_series {
        button(&CourseText::NoticeSkipButton, SessionAct::Skip);
    }
    button(&CourseText::NoticeGiveUpButton, SessionAct::GiveUp);
    is_series
}

/// A session is near. The link is shown to one person alone, and behind a button to several.
fn reminder(
    speech: CourseSpeech<'_>,
    about: &About<'_>,
    session: &Session,
    before: Before,
    row: &mut Vec<(String, u8, CustomId)>,
) -> String {
    let say = |text: &CourseText| speech.say(text);
    let details = &about.course.details;
    let title = escape(&details.title);
    let mut lines = vec![
        say(&match (before, days_until(speech, session)) {
            (Before::Hour, _) => CourseText::NoticeHour { title },
            // It may be said later than was planned: what it says is true when it is said.
            (_, 0) => CourseText::NoticeToday { title },
            (_, 1) => CourseText::NoticeTomorrow { title },
            (_, 7) => CourseText::NoticeWeek { title },
            (_, days) => CourseText::NoticeDays { title, days },
        }),
        say(&CourseText::NoticeWhen {
            span: speech.span(session),
        }),
        say(&CourseText::NoticeWhere {
            place: escape(&details.place),
        }),
    ];
    if let Some(link) = &details.link
        && session.shows_link(speech.now)
    {
        // What is for one person alone.
        if matches!(about.see, CourseIdent::Notice(_)) {
            lines.push(say(&CourseText::NoticeLink { link: link.clone() }));
        } else {
            let see = CustomId::on_session(SessionAct::Link, session.id);
            row.insert(0, (say(&CourseText::LinkButton), 1, see));
        }
    }
    lines.join("\n")
}

/// How many dates lie between today and a session.
fn days_until(speech: CourseSpeech<'_>, session: &Session) -> i64 {
    let date = |at: Instant| at.with_timezone(&speech.zone).date_naive();
    (date(session.starts_at) - date(speech.now)).num_days()
}

/// The buttons 5 to 1.
fn ratings(session: &Session) -> Value {
    let row: Vec<(String, u8, CustomId)> = (1..=5)
        .rev()
        .map(|rating: u8| {
            let id = CustomId::Course(CourseIdent::Rate(session.id, rating));
            (rating.to_string(), 2, id)
        })
        .collect();
    buttons(&row)
}

/// The same with these people called.
#[must_use]
pub fn calling(mut body: Value, people: &[String]) -> Value {
    let mentions: Vec<String> = people.iter().map(|id| format!("<@{id}>")).collect();
    let content = body["content"].as_str().unwrap_or_default();
    let mentions = mentions.join(" ");
    let room = MESSAGE_MOST - mentions.chars().count() - 1;
    body["content"] = json!(format!("{mentions}\n{}", cut(content, room)));
    body["allowed_mentions"] = json!({"parse": [], "users": people});
    body
}

/// The word that asks who is there, or that it is too late for it.
#[must_use]
pub fn roll(speech: CourseSpeech<'_>, course: &Course, session: &Session, is_open: bool) -> Value {
    let title = escape(&course.details.title);
    let time = speech.moment(session.ends_at + crate::courses::model::CLOSES_AFTER);
    let text = speech.say(&match (is_open, course.details.with_code) {
        (true, false) => CourseText::RollOpen { title, time },
        (true, true) => CourseText::RollOpenCode { title, time },
        (false, _) if session.is_cancelled() => CourseText::RollOff { title },
        (false, _) if speech.now < session.starts_at => CourseText::RollElsewhen { title },
        (false, _) => CourseText::RollClosed { title },
    });
    let here = (
        speech.say(&CourseText::RollButton),
        3,
        CustomId::on_session(SessionAct::Here, session.id),
    );
    let rows = if is_open {
        vec![buttons(&[here])]
    } else {
        Vec::new()
    };
    json!({"content": text, "components": rows, "allowed_mentions": {"parse": []}})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courses::notices::CALLED_MOST;

    #[test]
    fn as_many_as_are_called_fit_into_a_message() {
        let people: Vec<String> = (0..CALLED_MOST).map(|_| u64::MAX.to_string()).collect();
        let body = json!({"content": "あ".repeat(MESSAGE_MOST)});
        let called = calling(body, &people);
        let content = called["content"].as_str().unwrap();
        assert_eq!(content.chars().count(), MESSAGE_MOST);
        assert!(
            content.matches("あ").count() > 150,
            "there is room for what is said"
        );
        assert_eq!(
            called["allowed_mentions"]["users"]
                .as_array()
                .unwrap()
                .len(),
            people.len()
        );
    }
}

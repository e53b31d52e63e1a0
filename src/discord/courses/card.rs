//! The announcement of a course, its thread, and the scheduled events of its sessions. Bodies
//! for Discord's HTTP API, rendered when they are sent.

use serde_json::{Value, json};

use super::CourseSpeech;
use crate::courses::enrolling::CONSENT_VERSION;
use crate::courses::model::{Closed, Course, closed, open_until};
use crate::courses::{Counts, Session};
use crate::discord::custom_id::{CourseAct, CustomId};
use crate::discord::reply::buttons;
use crate::discord::text::{escape, one_line};
use crate::i18n::CourseText;

/// What is shown of a course beside itself.
pub struct Shown<'a> {
    pub course: &'a Course,
    pub sessions: &'a [Session],
    pub counts: Counts,
    /// The name of the programme for which it is.
    pub programme: Option<&'a str>,
}

pub fn act(act: CourseAct, course: &Course) -> CustomId {
    CustomId::on_course(act, course.id)
}

/// What everybody sees of a course.
#[must_use]
pub fn embed(speech: CourseSpeech<'_>, shown: &Shown<'_>) -> Value {
    let say = |text: &CourseText| speech.say(text);
    let Shown {
        course,
        sessions,
        counts,
        programme,
    } = shown;
    let details = &course.details;
    let title = escape(&details.title);
    let ended = closed(course, sessions, speech.now);
    let title = match ended {
        Some(Closed::Cancelled) => say(&CourseText::CardTitleCancelled { title }),
        Some(Closed::Over) => say(&CourseText::CardTitleOver { title }),
        _ => title,
    };
    let field = |name: &CourseText, value: &str| json!({"name": say(name), "value": one_line(value, 1024), "inline": false});
    let mut fields = vec![
        json!({"name": say(&CourseText::CardDates), "value": cut(&speech.spans(sessions), 1024)}),
        field(&CourseText::CardPlace, &escape(&details.place)),
    ];
    if !matches!(ended, Some(Closed::Cancelled)) {
        fields.push(field(
            &CourseText::CardPlaces,
            &speech.places(course, *counts),
        ));
    }
    if details.deadline.is_some()
        && let Some(until) = open_until(details, sessions)
    {
        fields.push(field(&CourseText::CardUntil, &speech.until(until)));
    }
    if details.role.is_some() || programme.is_some() {
        let who = speech.who(course, *programme);
        fields.push(field(&CourseText::CardWho, &who));
    }
    let mut description = escape(&details.description);
    if matches!(ended, Some(Closed::Deadline(_))) {
        description = format!("{description}\n\n{}", say(&CourseText::CourseClosed));
    }
    let number = course.number;
    let mut embed = json!({
        "title": one_line(&title, 256),
        "fields": fields,
        "color": 0x002E_CC71,
        "footer": {"text": say(&CourseText::CardNumber { number })},
    });
    let description = description.trim();
    if !description.is_empty() {
        embed["description"] = json!(description);
    }
    embed
}

/// The announcement in the course channel.
#[must_use]
pub fn card(speech: CourseSpeech<'_>, shown: &Shown<'_>) -> Value {
    let say = |text: &CourseText| speech.say(text);
    let course = shown.course;
    let ended = closed(course, shown.sessions, speech.now);
    let row = match ended {
        Some(Closed::Cancelled | Closed::Over) => Vec::new(),
        Some(Closed::Deadline(_)) | None => {
            let mut row = Vec::new();
            if ended.is_none() {
                let join = act(CourseAct::Join, course);
                row.push((say(&CourseText::JoinButton), 3, join));
            }
            let leave = act(CourseAct::Leave, course);
            row.push((say(&CourseText::LeaveButton), 2, leave));
            let file = act(CourseAct::File, course);
            row.push((say(&CourseText::FileButton), 2, file));
            vec![buttons(&row)]
        }
    };
    let mut embed = embed(speech, shown);
    if ended.is_none() {
        // Whoever presses has agreed by it: one press is enough to join.
        let version = CONSENT_VERSION;
        let consent = say(&CourseText::CardConsent { version });
        let description = embed["description"].as_str().unwrap_or_default();
        embed["description"] = json!(format!("{description}\n-# {consent}").trim_start());
    }
    json!({
        "embeds": [embed],
        "components": row,
        "allowed_mentions": {"parse": []},
    })
}

/// The thread of the announcement.
#[must_use]
pub fn thread(speech: CourseSpeech<'_>, course: &Course) -> Value {
    let title = course.details.title.clone();
    let name = speech.say(&CourseText::CourseThreadName { title });
    // A week without a word, and it rests; whoever writes wakes it.
    json!({"name": one_line(&name, 100), "auto_archive_duration": 10_080})
}

/// Discord's scheduled event of a session; `mark` ends its description.
#[must_use]
pub fn event(speech: CourseSpeech<'_>, course: &Course, session: &Session, mark: &str) -> Value {
    let how = speech.say(&CourseText::EventHow);
    let details = &course.details;
    let description = if details.description.is_empty() {
        format!("{how}\n{mark}")
    } else {
        format!("{}\n\n{how}\n{mark}", details.description)
    };
    json!({
        "name": one_line(&details.title, 100),
        "description": description,
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": one_line(&details.place, 100)},
        "scheduled_start_time": session.starts_at.to_rfc3339(),
        "scheduled_end_time": session.ends_at.to_rfc3339(),
    })
}

/// At most so many characters of lines.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guilds::Locale;
    use crate::i18n::Words;

    /// To what people have agreed in each version by their press.
    const TEXTS: [&str; 1] = [include_str!("../../../tests/data/sign-up-1.txt")];

    /// Whoever changes what people agree to gives it a new version, and its text a new file.
    #[test]
    fn the_text_is_that_of_its_version() {
        let words = Words::load().unwrap();
        let version = CONSENT_VERSION;
        let text = [Locale::Ja, Locale::En].map(|locale| {
            let text = words.say(locale, &CourseText::CardConsent { version });
            format!("{text}\n")
        });
        let latest = usize::try_from(version).unwrap();
        assert_eq!(TEXTS.len(), latest);
        assert_eq!(text.concat(), TEXTS[latest - 1]);
    }
}

//! The forms of the guide: what they ask, what was typed into them, and how what cannot be
//! taken is given back to be mended.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::shown::{Shown, date};
use crate::discord::custom_id::{CustomId, SetupId};
use crate::discord::reply::buttons;
use crate::discord::written::{self, Unread};
use crate::guilds::settings::{
    Change, Closing, Coursing, DAYS_OFF_MOST, Fairness, Fitting, GROUPS_MOST, Offering, Part,
    SettingFault, Settings, Synonyms, TOPICS_MOST, Talking, WORD_MOST, Waiting,
};
use crate::guilds::{Locale, Topic};
use crate::hours::Hours;
use crate::i18n::{Text, Words};

/// Most characters of a form's field.
const FIELD_MOST: usize = 2000;
/// Most characters of a topic's name.
const TOPIC_MOST: i64 = 50;
/// Around what was typed, when it is shown again.
const FENCE: &str = "```";

/// A field: its name, its label, an example, whether it has several lines, what is in it.
pub struct Field {
    pub name: &'static str,
    pub label: Text,
    pub example: Option<Text>,
    pub long: bool,
    pub required: bool,
    pub value: String,
}

/// A form with its fields.
pub fn form(shown: &Shown<'_>, id: SetupId, title: &Text, fields: &[Field]) -> Value {
    let rows: Vec<Value> = fields
        .iter()
        .map(|field| {
            let mut input = json!({
                "type": 4,
                "custom_id": field.name,
                "style": if field.long { 2 } else { 1 },
                "label": shown.say(&field.label),
                "required": field.required,
                "max_length": if field.long { FIELD_MOST } else { 100 },
            });
            if let Some(example) = &field.example {
                input["placeholder"] = json!(shown.say(example));
            }
            if !field.value.is_empty() {
                let most = if field.long { FIELD_MOST } else { 100 };
                let kept: String = field.value.chars().take(most).collect();
                input["value"] = json!(kept);
            }
            json!({"type": 1, "components": [input]})
        })
        .collect();
    json!({
        "custom_id": CustomId::Setup(id).encode(),
        "title": shown.say(title),
        "components": rows,
    })
}

/// The names of the fields of a part's form.
pub fn field_names(part: Part) -> &'static [&'static str] {
    match part {
        Part::WorkingHours | Part::Quiet => &["from", "to"],
        Part::Waiting => &["call", "tutors", "staff", "remind"],
        Part::Closing => &["ask", "close", "rest"],
        Part::Offering => &["gather", "answer", "silent", "open"],
        Part::Talking => &["promise", "expire", "remind", "staff", "confirm"],
        Part::Fitting => &["level", "hours", "format", "programme", "again"],
        Part::Fairness => &["load", "waiting"],
        Part::Courses => &["offer", "again"],
        _ => &["list"],
    }
}

/// A figure in a form: the field's name, its label, what holds now.
type Figure = (&'static str, Text, u16);

/// The figures of a part, and the title of its form.
fn figures_of(part: Part, settings: &Settings) -> Option<(Text, Vec<Figure>)> {
    let (care, tutoring) = (&settings.care, &settings.tutoring);
    let weights = &tutoring.weights;
    Some(match part {
        Part::Waiting => (
            Text::SetupFormWaiting,
            vec![
                ("call", Text::SetupFormCall, care.call_after_hours),
                ("tutors", Text::SetupFormTutors, care.tutors_called),
                ("staff", Text::SetupFormStaff, care.staff_after_days),
                ("remind", Text::SetupFormRemind, care.remind_after_days),
            ],
        ),
        Part::Closing => (
            Text::SetupFormClosing,
            vec![
                ("ask", Text::SetupFormAsk, care.ask_after_days),
                ("close", Text::SetupFormClose, care.close_after_days),
                ("rest", Text::SetupFormRest, care.rest_after_days),
            ],
        ),
        Part::Offering => (
            Text::SetupFormOffering,
            vec![
                ("gather", Text::SetupFormGather, tutoring.gather_seconds),
                ("answer", Text::SetupFormAnswer, tutoring.answer_hours),
                ("silent", Text::SetupFormSilent, tutoring.silent_most),
                ("open", Text::SetupFormOpen, tutoring.open_most),
            ],
        ),
        Part::Talking => (
            Text::SetupFormTalking,
            vec![
                ("promise", Text::SetupFormPromise, tutoring.promise_days),
                ("expire", Text::SetupFormExpire, tutoring.expire_days),
                ("remind", Text::SetupFormTalkRemind, tutoring.remind_hours),
                ("staff", Text::SetupFormTalkStaff, tutoring.staff_days),
                ("confirm", Text::SetupFormConfirm, tutoring.confirm_days),
            ],
        ),
        Part::Fitting => (
            Text::SetupFormFitting,
            vec![
                ("level", Text::SetupFormLevel, weights.level),
                ("hours", Text::SetupFormHoursWeight, weights.hours),
                ("format", Text::SetupFormFormat, weights.format),
                ("programme", Text::SetupFormProgramme, weights.programme),
                ("again", Text::SetupFormAgain, weights.again),
            ],
        ),
        Part::Fairness => (
            Text::SetupFormFairness,
            vec![
                ("load", Text::SetupFormLoad, weights.load),
                ("waiting", Text::SetupFormWaitingWeight, weights.waiting),
            ],
        ),
        Part::Courses => (
            Text::SetupFormCourses,
            vec![
                ("offer", Text::SetupFormOffer, settings.courses.offer_hours),
                (
                    "again",
                    Text::SetupFormFormAgain,
                    settings.courses.form_again_days,
                ),
            ],
        ),
        _ => return None,
    })
}

/// The form of a part, with what holds now, or with what was typed before. `None` for a part
/// that has none.
pub fn of_part(
    shown: &Shown<'_>,
    part: Part,
    base: i64,
    settings: &Settings,
    typed: &[String],
) -> Option<Value> {
    let value = |at: usize, now: String| typed.get(at).cloned().unwrap_or(now);
    let times = |title: Text, hours: Option<Hours>| {
        let of = |time: fn(&Hours) -> String| hours.as_ref().map(time).unwrap_or_default();
        let field = |name, label, value| Field {
            name,
            label,
            example: Some(Text::SetupFormTimeExample),
            long: false,
            required: true,
            value,
        };
        let from = value(0, of(|hours| hours.from.to_string()));
        let to = value(1, of(|hours| hours.to.to_string()));
        let fields = [
            field("from", Text::SetupFormFrom, from),
            field("to", Text::SetupFormTo, to),
        ];
        form(shown, SetupId::Form(part, base), &title, &fields)
    };
    let list = |title: Text, label, example, now: String, required| {
        let field = Field {
            name: "list",
            label,
            example,
            long: true,
            required,
            value: value(0, now),
        };
        form(shown, SetupId::Form(part, base), &title, &[field])
    };
    let figures = |title: Text, figures: &[Figure]| {
        let fields: Vec<Field> = figures
            .iter()
            .enumerate()
            .map(|(at, (name, label, now))| Field {
                name,
                label: label.clone(),
                example: None,
                long: false,
                required: true,
                value: value(at, now.to_string()),
            })
            .collect();
        form(shown, SetupId::Form(part, base), &title, &fields)
    };
    if let Some((title, all)) = figures_of(part, settings) {
        return Some(figures(title, &all));
    }
    Some(match part {
        Part::Synonyms => list(
            Text::SetupFormSynonyms,
            Text::SetupFormSynonymsLabel,
            Some(Text::SetupFormSynonymsExample),
            settings.synonyms.lines(),
            false,
        ),
        Part::WorkingHours => times(Text::SetupFormHours, Some(settings.working_hours)),
        Part::Quiet => times(Text::SetupFormQuiet, settings.quiet),
        Part::DaysOff => {
            let days: Vec<String> = settings.days_off.iter().map(|day| date(*day)).collect();
            list(
                Text::SetupFormDaysOff,
                Text::SetupFormDaysOffLabel,
                Some(Text::SetupFormDaysOffExample),
                days.join("\n"),
                false,
            )
        }
        Part::Topics => {
            let names = settings.topics.iter().map(|topic| topic.name.as_str());
            list(
                Text::SetupFormTopics,
                Text::SetupFormTopicsLabel,
                None,
                names.collect::<Vec<_>>().join("\n"),
                true,
            )
        }
        _ => return None,
    })
}

/// Why a form cannot be taken.
pub enum FormFault {
    Time(Unread),
    Date(Unread),
    TopicLong(String),
    Number(Unread),
}

/// The change that a sent form asks for; `None` for a part that has no form.
pub fn read(part: Part, typed: &[String], today: NaiveDate) -> Option<Result<Change, FormFault>> {
    let field = |at: usize| typed.get(at).map(String::as_str).unwrap_or_default();
    let hours = || {
        Ok(Hours {
            from: written::time(field(0))?,
            to: written::time(field(1))?,
        })
    };
    let figure = |at: usize| written::figure(field(at)).map_err(FormFault::Number);
    let waiting = || {
        Ok(Change::Waiting(Waiting {
            call_after_hours: figure(0)?,
            tutors_called: figure(1)?,
            staff_after_days: figure(2)?,
            remind_after_days: figure(3)?,
        }))
    };
    let closing = || {
        Ok(Change::Closing(Closing {
            ask_after_days: figure(0)?,
            close_after_days: figure(1)?,
            rest_after_days: figure(2)?,
        }))
    };
    let offering = || {
        Ok(Change::Offering(Offering {
            gather_seconds: figure(0)?,
            answer_hours: figure(1)?,
            silent_most: figure(2)?,
            open_most: figure(3)?,
        }))
    };
    let talking = || {
        Ok(Change::Talking(Talking {
            promise_days: figure(0)?,
            expire_days: figure(1)?,
            remind_hours: figure(2)?,
            staff_days: figure(3)?,
            confirm_days: figure(4)?,
        }))
    };
    let fitting = || {
        Ok(Change::Fitting(Fitting {
            level: figure(0)?,
            hours: figure(1)?,
            format: figure(2)?,
            programme: figure(3)?,
            again: figure(4)?,
        }))
    };
    let fairness = || {
        Ok(Change::Fairness(Fairness {
            load: figure(0)?,
            waiting: figure(1)?,
        }))
    };
    let courses = || {
        Ok(Change::Courses(Coursing {
            offer_hours: figure(0)?,
            form_again_days: figure(1)?,
        }))
    };
    Some(match part {
        Part::Courses => courses(),
        Part::Waiting => waiting(),
        Part::Closing => closing(),
        Part::Offering => offering(),
        Part::Talking => talking(),
        Part::Fitting => fitting(),
        Part::Fairness => fairness(),
        Part::Synonyms => Ok(Change::Synonyms(Synonyms::parse(field(0)))),
        Part::WorkingHours => hours().map(Change::WorkingHours).map_err(FormFault::Time),
        Part::Quiet => hours()
            .map(|hours| Change::Quiet(Some(hours)))
            .map_err(FormFault::Time),
        Part::DaysOff => written::dates(field(0), today)
            .map(Change::DaysOff)
            .map_err(FormFault::Date),
        Part::Topics => {
            let lines = field(0).lines().filter(|line| !line.trim().is_empty());
            let topics: Result<Vec<Topic>, FormFault> = lines
                .map(|line| Topic::parse(line).ok_or_else(|| FormFault::TopicLong(line.into())))
                .collect();
            topics.map(Change::Topics)
        }
        _ => return None,
    })
}

/// What is wrong with a form, in words.
pub fn fault_text(fault: FormFault) -> Text {
    let short = |text: String| crate::discord::text::one_line(&text, 100);
    match fault {
        FormFault::Time(Unread(text)) => Text::SetupFaultTime { text: short(text) },
        FormFault::Date(Unread(text)) => Text::SetupFaultDate { text: short(text) },
        FormFault::Number(Unread(text)) => Text::SetupFaultNumber { text: short(text) },
        FormFault::TopicLong(text) => Text::SetupFaultTopicLong {
            most: TOPIC_MOST,
            text: short(text),
        },
    }
}

/// What is wrong with a change, in words.
pub fn setting_fault(words: &Words, locale: Locale, fault: &SettingFault) -> Text {
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let escaped = |topic: &Topic| crate::discord::text::escape(topic.as_str());
    match fault {
        SettingFault::ChannelTaken(channel) => Text::SetupFaultChannelTaken {
            purpose: words.say(locale, &super::faults::channel_use(*channel)),
        },
        SettingFault::RoleTaken(role) => Text::SetupFaultRoleTaken {
            purpose: words.say(locale, &super::faults::role_use(*role)),
        },
        SettingFault::NoWorkingDay => Text::SetupFaultNoDay,
        SettingFault::HoursEndFirst => Text::SetupFaultHours,
        SettingFault::QuietIsEmpty => Text::SetupFaultQuiet,
        SettingFault::TooManyDaysOff => Text::SetupFaultDaysMany {
            most: number(DAYS_OFF_MOST),
        },
        SettingFault::NoTopic => Text::SetupFaultTopicNone,
        SettingFault::TooManyTopics(count) => Text::SetupFaultTopicMany {
            most: number(TOPICS_MOST),
            count: number(*count),
        },
        SettingFault::TopicTwice(topic) => Text::SetupFaultTopicTwice {
            text: escaped(topic),
        },
        SettingFault::UnknownTopic(_) => Text::SetupFaultTopicUnknown,
        SettingFault::Figure { least, most } => Text::SetupFaultFigure {
            least: (*least).into(),
            most: (*most).into(),
        },
        SettingFault::WordsUnfit => Text::SetupFaultWords {
            most: number(WORD_MOST),
        },
        SettingFault::TooManyGroups(count) => Text::SetupFaultGroups {
            most: number(GROUPS_MOST),
            count: number(*count),
        },
    }
}

/// What could not be taken: why, what was typed, and a button that opens the form with it.
pub fn refused(shown: &Shown<'_>, why: &Text, typed: &[String], form: SetupId) -> Value {
    let mut content = shown.say(why);
    // A message takes 2,000 characters.
    let room = 1700 / typed.len().max(1);
    for text in typed {
        let kept: String = text.replace('`', "\u{2019}").chars().take(room).collect();
        content.extend(["\n", FENCE, "\n", &kept, "\n", FENCE]);
    }
    let button = (
        shown.say(&Text::SetupRewriteButton),
        1,
        CustomId::Setup(form),
    );
    json!({"content": content, "embeds": [], "components": [buttons(&[button])]})
}

/// What was typed, from the message that [`refused`] made; nothing from any other.
pub fn typed_in(content: &str) -> Vec<String> {
    content
        .split(FENCE)
        .skip(1)
        .step_by(2)
        .map(|text| text.trim_matches('\n').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_again_from_what_was_given_back() {
        let words = Words::load().unwrap();
        let shown = Shown {
            words: &words,
            locale: Locale::Ja,
        };
        let typed = ["一行目\n二行目".to_owned(), String::new(), "9時".to_owned()];
        let body = refused(
            &shown,
            &Text::SetupFaultHours,
            &typed,
            SetupId::ProgrammeNew,
        );
        assert_eq!(typed_in(body["content"].as_str().unwrap()), typed);
        let long = ["字".repeat(4000)];
        let body = refused(&shown, &Text::SetupFaultHours, &long, SetupId::ProgrammeNew);
        assert!(body["content"].as_str().unwrap().chars().count() <= 2000);
        assert!(typed_in("✅ 保存しました。").is_empty());
    }
}

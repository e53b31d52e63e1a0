//! Why something about courses was not done, in words that say what to press next.

use serde_json::json;

use super::{CourseSpeech, speech_for};
use crate::courses::dates::DateFault;
use crate::courses::enrolling::JoinRefusal;
use crate::courses::model::{Closed, DetailFault};
use crate::courses::planning::Refusal;
use crate::courses::schedule::{SESSIONS_MOST, ScheduleFault};
use crate::discord::custom_id::{CourseDesk, CustomId};
use crate::discord::reply::{Caller, Reply, buttons};
use crate::discord::text::{escape, one_line};
use crate::fault::Fault;
use crate::i18n::CourseText;

/// Most characters of what somebody wrote.
const LINE: usize = 60;

fn short(text: &str) -> String {
    one_line(&escape(text), LINE)
}

/// A date that was not read.
#[must_use]
pub fn date(speech: CourseSpeech<'_>, line: &str, fault: &DateFault) -> CourseText {
    let line = short(line);
    match fault {
        DateFault::NoDate => CourseText::DateNoDate { line },
        DateFault::NoTime => CourseText::DateNoTime { line },
        DateFault::NoSuchDate {
            year,
            month,
            day: 0,
        } => CourseText::DateNoSuchWeek {
            year: (*year).into(),
            month: (*month).into(),
        },
        DateFault::NoSuchDate { year, month, day } => CourseText::DateNoSuchDate {
            year: (*year).into(),
            month: (*month).into(),
            day: (*day).into(),
        },
        DateFault::NoSuchTime { hour, minute } => CourseText::DateNoSuchTime {
            hour: (*hour).into(),
            minute: format!("{minute:02}"),
        },
        DateFault::SkippedTime { date, time } => CourseText::DateSkipped {
            date: speech.date(*date),
            time: time.to_string(),
        },
        DateFault::WrongWeekday { date, written } => CourseText::DateWrongWeekday {
            date: speech.date(*date),
            written: speech.weekday(*written),
        },
        DateFault::Past { date } => CourseText::DatePast {
            date: speech.date(*date),
        },
        DateFault::EndsFirst => CourseText::DateEndsFirst { line },
        DateFault::TooFar { year } => CourseText::DateTooFar {
            year: (*year).into(),
        },
        DateFault::Unread(rest) => CourseText::DateUnread { rest: short(rest) },
    }
}

fn series(speech: CourseSpeech<'_>, line: &str, fault: &ScheduleFault) -> CourseText {
    let most = i64::try_from(SESSIONS_MOST).unwrap_or(i64::MAX);
    match fault {
        ScheduleFault::NoRule | ScheduleFault::Unread(_) => {
            CourseText::SeriesNoRule { line: short(line) }
        }
        ScheduleFault::NoEnd => CourseText::SeriesNoEnd,
        ScheduleFault::Count(count) => CourseText::SeriesCount {
            most,
            count: i64::try_from(*count).unwrap_or(i64::MAX),
        },
        ScheduleFault::FirstDiffers { first } => CourseText::SeriesFirstDiffers {
            date: speech.date(*first),
        },
        ScheduleFault::NoSuchDate(date) => CourseText::SeriesNoSuchDate {
            date: speech.date(*date),
        },
        ScheduleFault::Except(line) => CourseText::SeriesExceptUnread { line: short(line) },
        ScheduleFault::Date(fault) => date(speech, line, fault),
    }
}

fn detail(fault: DetailFault) -> CourseText {
    match fault {
        DetailFault::NoTitle => CourseText::DetailNoTitle,
        DetailFault::TitleLong => CourseText::DetailTitleLong,
        DetailFault::DescriptionLong => CourseText::DetailDescriptionLong,
        DetailFault::PlaceLong => CourseText::DetailPlaceLong,
        DetailFault::PlaceLink => CourseText::DetailPlaceLink,
        DetailFault::Link => CourseText::DetailLink,
        DetailFault::Capacity => CourseText::DetailCapacity,
        DetailFault::Deadline => CourseText::DetailDeadline,
    }
}

/// Why staff's wish was not done.
#[must_use]
pub fn refusal(speech: CourseSpeech<'_>, refusal: &Refusal) -> CourseText {
    match refusal {
        Refusal::Unknown => CourseText::PlanUnknown,
        Refusal::NotStaff => CourseText::PlanNotStaff,
        Refusal::Detail(fault) => detail(*fault),
        Refusal::Date { line, fault } => date(speech, line, fault),
        Refusal::Series { line, fault } => series(speech, line, fault),
        Refusal::TooMany(count) => CourseText::PlanTooMany {
            count: i64::try_from(*count).unwrap_or(i64::MAX),
            most: i64::try_from(SESSIONS_MOST).unwrap_or(i64::MAX),
        },
        Refusal::NoPlace => CourseText::PublishNoPlace,
        Refusal::NoSession => CourseText::PublishNoDates,
        Refusal::Over(at) => CourseText::PublishOver {
            time: speech.moment(*at),
        },
        Refusal::NoChannel => CourseText::PublishNoChannel,
        Refusal::NotADraft => CourseText::PlanNotADraft,
        Refusal::NotRunning => CourseText::PlanNotRunning,
        Refusal::NotOver => CourseText::CountNotOver,
        Refusal::Changed => CourseText::PlanChanged,
    }
}

/// Words with the button that leads to all courses.
#[must_use]
pub fn with_list(caller: &Caller<'_>, text: &CourseText) -> Reply {
    let list = CustomId::course_desk(CourseDesk::List);
    let row = [(caller.say(&CourseText::CoursesButton), 2, list)];
    Reply::Say(json!({
        "content": caller.say(text),
        "components": [buttons(&row)],
    }))
}

/// What a use case of staff came to, or the answer why not.
pub async fn staff<T>(caller: &Caller<'_>, done: Result<T, Fault<Refusal>>) -> Result<T, Reply> {
    match done {
        Ok(done) => Ok(done),
        Err(Fault::Ours(error)) => Err(caller.our_fault(&error)),
        Err(Fault::Refused(why)) => {
            let speech = speech_for(caller).await?;
            Err(with_list(caller, &refusal(speech, &why)))
        }
    }
}

/// Why somebody did not join.
#[must_use]
pub fn join(speech: CourseSpeech<'_>, why: JoinRefusal, programme: Option<&str>) -> CourseText {
    match why {
        JoinRefusal::Unknown => CourseText::CourseUnknown,
        JoinRefusal::Closed(Closed::Cancelled) => CourseText::JoinCancelled,
        JoinRefusal::Closed(Closed::Over) => CourseText::JoinOver,
        JoinRefusal::Closed(Closed::Deadline(at)) => CourseText::JoinDeadline {
            time: speech.until(at),
        },
        JoinRefusal::Role(role) => CourseText::JoinRole {
            role: format!("<@&{role}>"),
        },
        JoinRefusal::Programme => CourseText::JoinProgramme {
            name: escape(programme.unwrap_or_default()),
        },
        JoinRefusal::NotEnrolled => CourseText::LeaveNone,
        JoinRefusal::Lapsed => CourseText::JoinLapsed,
        JoinRefusal::Begun => CourseText::LeaveBegun,
        JoinRefusal::Off => CourseText::LeaveOff,
        JoinRefusal::InLine => CourseText::SkipInLine,
        JoinRefusal::HasPlace => CourseText::OfferTaken,
        JoinRefusal::NoOffer => CourseText::OfferOver,
    }
}

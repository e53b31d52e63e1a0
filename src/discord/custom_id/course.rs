//! What can be pressed, selected or sent about courses.

use super::CustomId;
use super::acts::acts;
use super::number;
use crate::clock::{Instant, from_millis};
use crate::ids::{CourseId, NoticeId, SessionId};

acts! {
    /// What carries nothing.
    CourseDesk {
        /// The panel's button: what is to come.
        List => "c.list",
        Mine => "c.mine",
        /// A calendar file of all that one has joined.
        MineFile => "c.mine.file",
        /// The select of a course.
        Pick => "c.pick",
        /// The button that opens the form of a new one.
        New => "c.new",
    }
}

acts! {
    /// What is done with one course.
    CourseAct {
        See => "c.see",
        Join => "c.join",
        Leave => "c.leave",
        LeaveYes => "c.leave.yes",
        /// An offered place is not wanted.
        Decline => "c.decline",
        File => "c.file",
        /// The page for staff.
        Page => "c.page",
        /// Forms, and the buttons that open them.
        About => "c.about",
        Place => "c.place",
        Dates => "c.dates",
        Until => "c.until",
        /// Selects.
        Role => "c.role",
        Programme => "c.programme",
        Remind => "c.remind",
        Session => "c.session",
        Publish => "c.publish",
        Discard => "c.discard",
        DiscardYes => "c.discard.yes",
        Cancel => "c.cancel",
        CancelYes => "c.cancel.yes",
        Report => "c.report",
        /// Who may join, and how they are reminded.
        Who => "c.who",
    }
}

acts! {
    /// What is done with one session.
    SessionAct {
        /// Somebody does not come to this session alone.
        Skip => "c.skip",
        /// They cannot come, and give up their place in the course.
        GiveUp => "c.skip.all",
        Unskip => "c.unskip",
        /// To say that one is there: the button, and the form of the code.
        Here => "c.here",
        Link => "c.link",
        /// A calendar file of it alone.
        SessionFile => "c.session.file",
        /// The page for staff.
        Count => "c.count",
        /// Selects of people.
        Came => "c.came",
        Absent => "c.absent",
        Rest => "c.rest",
        /// Forms, and the buttons that open them.
        Numbers => "c.numbers",
        Move => "c.move",
        Off => "c.off",
        OffYes => "c.off.yes",
        /// The form of what one says, and the button that opens it.
        Say => "c.say",
        QuoteYes => "c.quote.yes",
        QuoteName => "c.quote.name",
        QuoteNo => "c.quote.no",
    }
}

/// What can be pressed, selected or sent about courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseIdent {
    Desk(CourseDesk),
    /// The form of a new course: a number that tells it from every other.
    Form(u32),
    /// The button that makes a copy, with such a number.
    Copy(CourseId, u32),
    Course(CourseAct, CourseId),
    /// A form about a course as it was in this version.
    Edit(CourseAct, CourseId, i64),
    Session(SessionAct, SessionId),
    /// A session that is planned as it is since an instant is put to these times.
    Move(SessionId, Instant, Instant, Instant),
    /// How it was, 1 to 5.
    Rate(SessionId, u8),
    /// The button on a notice, or on a call of several: what it is about.
    Notice(NoticeId),
    Call(i64),
}

impl CustomId {
    /// Something done to a course.
    #[must_use]
    pub const fn on_course(act: CourseAct, id: CourseId) -> Self {
        Self::Course(CourseIdent::Course(act, id))
    }

    /// Something done to a session.
    #[must_use]
    pub const fn on_session(act: SessionAct, id: SessionId) -> Self {
        Self::Course(CourseIdent::Session(act, id))
    }

    /// A door to all courses.
    #[must_use]
    pub const fn course_desk(desk: CourseDesk) -> Self {
        Self::Course(CourseIdent::Desk(desk))
    }
}

impl CourseIdent {
    pub(super) fn parts(self) -> (&'static str, Vec<String>) {
        let one = |id: i64| vec![id.to_string()];
        match self {
            Self::Desk(desk) => (desk.name(), Vec::new()),
            Self::Form(form) => ("c.form", vec![format!("{form:x}")]),
            Self::Copy(id, form) => ("c.copy", vec![id.to_string(), format!("{form:x}")]),
            Self::Course(act, id) => (act.name(), one(id.0)),
            Self::Edit(act, id, version) => (act.name(), vec![id.to_string(), version.to_string()]),
            Self::Session(act, id) => (act.name(), one(id.0)),
            Self::Move(id, planned_at, from, to) => {
                let seconds = |at: Instant| at.timestamp().to_string();
                (
                    "c.move.yes",
                    vec![
                        id.to_string(),
                        planned_at.timestamp_millis().to_string(),
                        seconds(from),
                        seconds(to),
                    ],
                )
            }
            Self::Notice(id) => ("c.note", one(id.0)),
            Self::Call(id) => ("c.call", one(id)),
            Self::Rate(id, rating) => ("c.rate", vec![id.to_string(), rating.to_string()]),
        }
    }

    pub(super) fn decode(name: &str, arguments: &[&str]) -> Option<Self> {
        match (name, arguments) {
            (name, []) => CourseDesk::from_name(name).map(Self::Desk),
            ("c.form", [form]) => u32::from_str_radix(form, 16).ok().map(Self::Form),
            ("c.copy", [id, form]) => {
                let form = u32::from_str_radix(form, 16).ok()?;
                Some(Self::Copy(CourseId(number(id)?), form))
            }
            ("c.note", [id]) => Some(Self::Notice(NoticeId(number(id)?))),
            ("c.call", [id]) => Some(Self::Call(number(id)?)),
            ("c.rate", [id, rating]) => {
                let rating: u8 = number(rating)?;
                let fits = (1..=5).contains(&rating);
                fits.then_some(Self::Rate(SessionId(number(id)?), rating))
            }
            ("c.move.yes", [id, planned_at, from, to]) => {
                // To the year 5138, so that milliseconds have room.
                let at = |digits| number::<i64>(digits).filter(|at| *at < 100_000_000_000);
                let (from, to) = (at(from)?, at(to)?);
                let at = |seconds: i64| from_millis(seconds * 1000);
                let fits = from < to;
                let planned_at =
                    number::<i64>(planned_at).filter(|at| *at < 100_000_000_000_000)?;
                let (id, planned_at) = (SessionId(number(id)?), from_millis(planned_at));
                fits.then_some(Self::Move(id, planned_at, at(from), at(to)))
            }
            (name, [id, version]) => {
                let (id, version) = (CourseId(number(id)?), number(version)?);
                CourseAct::from_name(name).map(|act| Self::Edit(act, id, version))
            }
            (name, [id]) => {
                let id: i64 = number(id)?;
                CourseAct::from_name(name)
                    .map(|act| Self::Course(act, CourseId(id)))
                    .or_else(|| {
                        SessionAct::from_name(name).map(|act| Self::Session(act, SessionId(id)))
                    })
            }
            _ => None,
        }
    }
}

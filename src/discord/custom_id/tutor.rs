//! What can be pressed, selected or sent about tutors.

use super::acts::acts;
use super::number;
use crate::ids::{NoticeId, OfferId, QuestionId, RequestId, TutorId};

acts! {
    /// What carries nothing: steps of asking, of registering, and lists.
    Desk {
        /// The panel's button: one's own requests, or the choice of a topic.
        Start => "t.start",
        /// A new request: the choice of a topic.
        New => "t.new",
        /// Another topic for what was chosen and typed.
        Other => "t.other",
        /// The select of topics.
        Topic => "t.topic",
        /// The page of what was chosen.
        Page => "t.page",
        /// The select of when it suits.
        When => "t.when",
        /// Its parts day by day, and the select of them.
        Days => "t.days",
        DaysSet => "t.days.set",
        /// The select of how to talk.
        How => "t.how",
        /// The select of whom one does not want.
        Not => "t.not",
        /// The button that opens the form.
        Write => "t.write",
        /// One's own requests.
        Own => "t.own",
        /// The select of a request.
        Pick => "t.pick",
        /// One's own registration: the panel's button, and the way back.
        Join => "t.join",
        /// The selects of a registration.
        Topics => "t.topics",
        Strong => "t.strong",
        Hours => "t.hours",
        HoursDays => "t.hours.days",
        HoursSet => "t.hours.set",
        Format => "t.format",
        /// The form of the rest, and the button that opens it.
        Self_ => "t.self",
        Apply => "t.apply",
        /// The form of how long, and the button that opens it.
        Pause => "t.pause",
        Resume => "t.resume",
        /// For staff.
        Status => "t.status",
        /// The select of a tutor.
        PickTutor => "t.pick.tutor",
    }
}

acts! {
    /// What is done with one request.
    RequestAct {
        See => "t.see",
        Cancel => "t.cancel",
        CancelYes => "t.cancel.yes",
        CancelNo => "t.cancel.no",
        Close => "t.close",
        CloseYes => "t.close.yes",
        End => "t.end",
        GoOn => "t.on",
        Back => "t.back",
        BackYes => "t.back.yes",
        BackNo => "t.back.no",
        /// Staff take it from its tutor.
        Free => "t.free",
        /// The select of a tutor, and the button that shows it.
        Hand => "t.hand",
        HandTo => "t.hand.to",
        AgainYes => "t.again.yes",
        AgainNo => "t.again.no",
        /// The form of the member's words, and the button that opens it.
        Word => "t.word",
        KeepYes => "t.keep.yes",
        KeepNo => "t.keep.no",
        /// The form of why staff want to see from whom it is kept, and the button that opens it.
        Excluded => "t.excluded",
        /// The form of why staff want to read what it is about, and the button that opens it.
        About => "t.about",
        /// The form of the tutor's note, and the button that opens it.
        Memo => "t.memo",
    }
}

acts! {
    /// What is done with one offer.
    OfferAct {
        Accept => "t.accept",
        Decline => "t.decline",
        /// The form of the reason, and the button that opens it.
        Reason => "t.reason",
    }
}

acts! {
    /// What is done with one registration, by staff.
    TutorAct {
        See => "t.tutor",
        Approve => "t.approve",
        Refuse => "t.refuse",
    }
}

/// What can be pressed, selected or sent about tutors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TutorIdent {
    Desk(Desk),
    /// The form of a request: a number that tells it from every other.
    Form(u32),
    Request(RequestAct, RequestId),
    /// How it went, 1 to 5.
    Rate(RequestId, u8),
    Offer(OfferAct, OfferId),
    Tutor(TutorAct, TutorId),
    /// The button on a notice: what it is about.
    Notice(NoticeId),
    /// A question is taken to a tutor.
    From(QuestionId),
}

impl TutorIdent {
    pub(super) fn parts(self) -> (&'static str, Vec<String>) {
        let one = |id: i64| vec![id.to_string()];
        match self {
            Self::Desk(desk) => (desk.name(), Vec::new()),
            Self::Form(form) => ("t.form", vec![format!("{form:x}")]),
            Self::Request(act, id) => (act.name(), one(id.0)),
            Self::Rate(id, rating) => ("t.rate", vec![id.to_string(), rating.to_string()]),
            Self::Offer(act, id) => (act.name(), one(id.0)),
            Self::Tutor(act, id) => (act.name(), one(id.0)),
            Self::Notice(id) => ("t.note", one(id.0)),
            Self::From(id) => ("t.from", one(id.0)),
        }
    }

    pub(super) fn decode(name: &str, arguments: &[&str]) -> Option<Self> {
        match (name, arguments) {
            (name, []) => Desk::from_name(name).map(Self::Desk),
            ("t.form", [form]) => u32::from_str_radix(form, 16).ok().map(Self::Form),
            ("t.rate", [id, rating]) => {
                let rating: u8 = number(rating)?;
                let fits = (1..=5).contains(&rating);
                fits.then_some(Self::Rate(RequestId(number(id)?), rating))
            }
            ("t.note", [id]) => Some(Self::Notice(NoticeId(number(id)?))),
            ("t.from", [id]) => Some(Self::From(QuestionId(number(id)?))),
            (name, [id]) => {
                let id: i64 = number(id)?;
                RequestAct::from_name(name)
                    .map(|act| Self::Request(act, RequestId(id)))
                    .or_else(|| OfferAct::from_name(name).map(|act| Self::Offer(act, OfferId(id))))
                    .or_else(|| TutorAct::from_name(name).map(|act| Self::Tutor(act, TutorId(id))))
            }
            _ => None,
        }
    }
}

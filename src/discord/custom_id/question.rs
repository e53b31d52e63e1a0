//! What can be pressed, selected or sent about one question, and in the lists.

use super::number;
use crate::guilds::Topic;
use crate::ids::{FaqId, QuestionId};
use crate::questions::finding::{Scope, Shelf, Turn};
use crate::questions::speaking::Voice;

/// What is done with one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Resolve,
    Withdraw,
    WithdrawYes,
    WithdrawNo,
    Reopen,
    Follow,
    Unfollow,
    /// Everything that somebody may do with it.
    Menu,
    /// The form of its text, and the button that opens it.
    Edit,
    /// The select of people to ask, and the button that shows it.
    Assign,
    AssignTo,
    /// The select of its topic, and the button that shows it.
    Move,
    MoveTo,
    /// The form of the other's number, and the button that opens it.
    Merge,
    /// The form of its entry in the FAQ, and the button that opens it.
    Promote,
    Remake,
    /// Who has looked at the asker's name.
    Looks,
    /// Say something as the asker, or as staff.
    Say,
    Answer,
}

impl Act {
    /// Every act with its name.
    pub const ALL: [(Self, &'static str); 19] = [
        (Self::Resolve, "q.resolve"),
        (Self::Withdraw, "q.withdraw"),
        (Self::WithdrawYes, "q.withdraw.yes"),
        (Self::WithdrawNo, "q.withdraw.no"),
        (Self::Reopen, "q.reopen"),
        (Self::Follow, "q.follow"),
        (Self::Unfollow, "q.unfollow"),
        (Self::Menu, "q.menu"),
        (Self::Edit, "q.edit"),
        (Self::Assign, "q.assign"),
        (Self::AssignTo, "q.assign.to"),
        (Self::Move, "q.move"),
        (Self::MoveTo, "q.move.to"),
        (Self::Merge, "q.merge"),
        (Self::Promote, "q.promote"),
        (Self::Remake, "q.remake"),
        (Self::Looks, "q.looks"),
        (Self::Say, "q.say"),
        (Self::Answer, "q.answer"),
    ];

    pub(super) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(act, _)| *act == self)
            .map_or("", |(_, name)| name)
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(act, _)| *act)
    }
}

/// Lists of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListId {
    /// A page of a list.
    Page(Shelf, Turn),
    /// The select of what is listed, about a topic or all.
    Scope(Option<Topic>),
    /// The select of a question in the list.
    Pick,
    /// The panel's button.
    Open,
}

/// The FAQ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaqIdent {
    /// The panel's button, and the list.
    Open,
    /// A page of the list, counted from 0.
    Page(i64),
    /// The select of an entry.
    Pick,
    /// The form of what is searched, and the button that opens it.
    Search,
    Entry(FaqId),
    /// The form of an entry as it was in a version, and the button that opens it.
    Edit(FaqId, i64),
    Up(FaqId),
    Down(FaqId),
    Retire(FaqId),
    RetireYes(FaqId),
}

/// The form of a word that the bot writes for somebody: the voice, the question, and a
/// number that tells it from every other form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeakForm {
    pub voice: Voice,
    pub question: QuestionId,
    pub form: u64,
}

impl SpeakForm {
    pub(super) fn parts(self) -> (&'static str, Vec<String>) {
        let name = match self.voice {
            Voice::Asker => "q.say.form",
            Voice::Staff => "q.answer.form",
        };
        let arguments = vec![self.question.to_string(), format!("{:x}", self.form)];
        (name, arguments)
    }

    pub(super) fn decode(name: &str, arguments: &[&str]) -> Option<Self> {
        let voice = match name {
            "q.say.form" => Voice::Asker,
            "q.answer.form" => Voice::Staff,
            _ => return None,
        };
        let [question, form] = arguments else {
            return None;
        };
        Some(Self {
            voice,
            question: QuestionId(number(question)?),
            form: u64::from_str_radix(form, 16).ok()?,
        })
    }
}

impl ListId {
    pub(super) fn parts(&self) -> (&'static str, Vec<String>) {
        let topic = |topic: &Option<Topic>| {
            let name = topic.as_ref().map(Topic::as_str);
            name.unwrap_or_default().to_owned()
        };
        match self {
            Self::Page(of, turn) => {
                let turn = match turn {
                    Turn::Newest => "n".to_owned(),
                    Turn::Before(number) => format!("b{number}"),
                    Turn::After(number) => format!("a{number}"),
                };
                let scope = of.scope.name().to_owned();
                ("q.list", vec![scope, turn, topic(&of.topic)])
            }
            Self::Scope(of) => ("q.list.scope", vec![topic(of)]),
            Self::Pick => ("q.pick", Vec::new()),
            Self::Open => ("q.lists", Vec::new()),
        }
    }

    /// `rest` is all that follows the name; a topic may hold colons.
    pub(super) fn decode(name: &str, rest: Option<&str>) -> Option<Self> {
        let topic = |name: &str| {
            if name.is_empty() {
                Some(None)
            } else {
                Topic::parse(name).map(Some)
            }
        };
        Some(match (name, rest) {
            ("q.list", Some(rest)) => {
                let mut parts = rest.splitn(3, ':');
                let scope = Scope::from_name(parts.next()?)?;
                let turn = parts.next()?;
                let turn = match turn.split_at_checked(1)? {
                    ("n", "") => Turn::Newest,
                    ("b", digits) => Turn::Before(number(digits)?),
                    ("a", digits) => Turn::After(number(digits)?),
                    _ => return None,
                };
                let topic = topic(parts.next()?)?;
                Self::Page(Shelf { scope, topic }, turn)
            }
            ("q.list.scope", Some(rest)) => Self::Scope(topic(rest)?),
            ("q.pick", None) => Self::Pick,
            ("q.lists", None) => Self::Open,
            _ => return None,
        })
    }
}

impl FaqIdent {
    pub(super) fn parts(&self) -> (&'static str, Vec<String>) {
        let one = |id: &FaqId| vec![id.to_string()];
        match self {
            Self::Open => ("f.open", Vec::new()),
            Self::Page(page) => ("f.page", vec![page.to_string()]),
            Self::Pick => ("f.pick", Vec::new()),
            Self::Search => ("f.search", Vec::new()),
            Self::Entry(id) => ("f.entry", one(id)),
            Self::Edit(id, version) => ("f.edit", vec![id.to_string(), version.to_string()]),
            Self::Up(id) => ("f.up", one(id)),
            Self::Down(id) => ("f.down", one(id)),
            Self::Retire(id) => ("f.retire", one(id)),
            Self::RetireYes(id) => ("f.retire.yes", one(id)),
        }
    }

    pub(super) fn decode(name: &str, arguments: &[&str]) -> Option<Self> {
        let id = |digits: &str| number(digits).map(FaqId);
        Some(match (name, arguments) {
            ("f.open", []) => Self::Open,
            ("f.page", [page]) => Self::Page(number(page)?),
            ("f.pick", []) => Self::Pick,
            ("f.search", []) => Self::Search,
            ("f.entry", [one]) => Self::Entry(id(one)?),
            ("f.edit", [one, version]) => Self::Edit(id(one)?, number(version)?),
            ("f.up", [one]) => Self::Up(id(one)?),
            ("f.down", [one]) => Self::Down(id(one)?),
            ("f.retire", [one]) => Self::Retire(id(one)?),
            ("f.retire.yes", [one]) => Self::RetireYes(id(one)?),
            _ => return None,
        })
    }
}

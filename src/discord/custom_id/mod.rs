//! What a component or form carries: one enum, one encoding, one decoding.
//!
//! The form is `t1:name` or `t1:name:argument…`: the version of this encoding, what is
//! meant, and ids; in a conversation with the bot it names the server too ([`place`]). It comes back from people's clients and is untrusted: an id says
//! which question is meant, never that one may change it.

mod acts;
mod ask;
mod course;
mod keeps;
mod member;
mod place;
mod question;
mod setup;
mod tutor;

use std::str::FromStr;

pub use ask::{AskId, Wish};
pub use course::{CourseAct, CourseDesk, CourseIdent, SessionAct};
pub use member::MemberIdent;
pub use place::place;
pub use question::{Act, FaqIdent, ListId, SpeakForm};
pub use setup::SetupId;
pub use tutor::{Desk, OfferAct, RequestAct, TutorAct, TutorIdent};

use crate::ids::{LookId, LossId, QuestionId};

/// The version of the encoding. Buttons with another one get a polite answer.
const VERSION: &str = "t1";
/// Most characters of an id that Discord takes.
const ID_MOST: usize = 100;

/// Everything that can be pressed, selected or sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomId {
    Ask(AskId),
    Question(Act, QuestionId),
    Speak(SpeakForm),
    List(ListId),
    Faq(FaqIdent),
    /// Everything that one deletion has met is made anew.
    RemakeAll(LossId),
    /// Direct messages are open now, or are wanted.
    DmsOpened,
    /// A mention is wanted instead.
    ByMention,
    Setup(SetupId),
    Tutor(TutorIdent),
    Course(CourseIdent),
    Member(MemberIdent),
    /// What staff have looked at before one look.
    LooksBefore(LookId),
    /// One agrees that things about one are kept, and goes on with what one had pressed.
    Agree(Option<Box<CustomId>>),
}

/// The name of every kind, for the table that says who may press what.
pub const KINDS: [&str; 206] = [
    "ask",
    "ask.topic",
    "ask.topic.as",
    "ask.name",
    "ask.form",
    "ask.form.as",
    "ask.again",
    "ask.again.of",
    "ask.anyway",
    "ask.solved",
    "record",
    "dms.opened",
    "by.mention",
    "q.resolve",
    "q.withdraw",
    "q.withdraw.yes",
    "q.withdraw.no",
    "q.reopen",
    "q.follow",
    "q.unfollow",
    "q.menu",
    "q.edit",
    "q.assign",
    "q.assign.to",
    "q.move",
    "q.move.to",
    "q.merge",
    "q.promote",
    "q.remake",
    "q.remake.all",
    "q.looks",
    "q.say",
    "q.say.form",
    "q.answer",
    "q.answer.form",
    "q.list",
    "q.list.scope",
    "q.pick",
    "q.lists",
    "f.open",
    "f.page",
    "f.pick",
    "f.search",
    "f.entry",
    "f.edit",
    "f.up",
    "f.down",
    "f.retire",
    "f.retire.yes",
    "s.begin",
    "s.open",
    "s.pick",
    "s.step",
    "s.choose",
    "s.switch",
    "s.form",
    "s.topic",
    "s.topic.role",
    "s.topic.none",
    "s.make",
    "s.unmake",
    "s.check",
    "s.finish",
    "s.history",
    "s.back",
    "s.programmes",
    "s.programme.pick",
    "s.programme.new",
    "s.programme",
    "s.programme.form",
    "s.programme.role",
    "s.programme.staff",
    "s.programme.people",
    "s.programme.erase",
    "t.start",
    "t.new",
    "t.other",
    "t.topic",
    "t.page",
    "t.when",
    "t.days",
    "t.days.set",
    "t.how",
    "t.not",
    "t.write",
    "t.own",
    "t.pick",
    "t.join",
    "t.topics",
    "t.strong",
    "t.hours",
    "t.hours.days",
    "t.hours.set",
    "t.format",
    "t.self",
    "t.apply",
    "t.pause",
    "t.resume",
    "t.status",
    "t.pick.tutor",
    "t.see",
    "t.cancel",
    "t.cancel.yes",
    "t.cancel.no",
    "t.close",
    "t.close.yes",
    "t.end",
    "t.on",
    "t.back",
    "t.back.yes",
    "t.back.no",
    "t.free",
    "t.hand",
    "t.hand.to",
    "t.again.yes",
    "t.again.no",
    "t.word",
    "t.keep.yes",
    "t.keep.no",
    "t.memo",
    "t.excluded",
    "t.about",
    "t.accept",
    "t.decline",
    "t.reason",
    "t.tutor",
    "t.approve",
    "t.refuse",
    "t.form",
    "t.rate",
    "t.note",
    "t.from",
    "c.list",
    "c.mine",
    "c.mine.file",
    "c.pick",
    "c.new",
    "c.see",
    "c.join",
    "c.leave",
    "c.leave.yes",
    "c.decline",
    "c.file",
    "c.page",
    "c.about",
    "c.place",
    "c.dates",
    "c.until",
    "c.role",
    "c.programme",
    "c.remind",
    "c.session",
    "c.publish",
    "c.discard",
    "c.discard.yes",
    "c.cancel",
    "c.cancel.yes",
    "c.report",
    "c.who",
    "c.skip",
    "c.skip.all",
    "c.unskip",
    "c.here",
    "c.link",
    "c.session.file",
    "c.count",
    "c.came",
    "c.absent",
    "c.rest",
    "c.numbers",
    "c.move",
    "c.off",
    "c.off.yes",
    "c.say",
    "c.quote.yes",
    "c.quote.name",
    "c.quote.no",
    "c.form",
    "c.copy",
    "c.move.yes",
    "c.rate",
    "c.note",
    "c.call",
    "m.help",
    "m.help.pick",
    "m.me",
    "m.tell",
    "m.tell.dm",
    "m.tell.mention",
    "m.tell.none",
    "m.quiet",
    "m.quiet.off",
    "m.data",
    "m.data.file",
    "m.looks",
    "m.looks.before",
    "m.erase",
    "m.erase.sure",
    "m.erase.yes",
    "m.consent",
    "m.refuse",
    "m.programmes",
    "m.programmes.set",
    "m.interests",
    "m.interests.set",
    "m.agree",
];

impl CustomId {
    /// At most 100 characters, as Discord takes.
    #[must_use]
    pub fn encode(&self) -> String {
        let (name, arguments) = self.parts();
        let mut text = format!("{VERSION}:{name}");
        for argument in arguments {
            text.push(':');
            text.push_str(&argument);
        }
        text
    }

    fn parts(&self) -> (&'static str, Vec<String>) {
        match self {
            Self::Ask(id) => id.parts(),
            Self::Question(act, id) => (act.name(), vec![id.to_string()]),
            Self::Speak(form) => form.parts(),
            Self::List(id) => id.parts(),
            Self::Faq(id) => id.parts(),
            Self::RemakeAll(id) => ("q.remake.all", vec![id.to_string()]),
            Self::DmsOpened => ("dms.opened", Vec::new()),
            Self::ByMention => ("by.mention", Vec::new()),
            Self::Setup(id) => id.parts(),
            Self::Tutor(id) => id.parts(),
            Self::Course(id) => id.parts(),
            Self::Member(id) => id.parts(),
            Self::LooksBefore(id) => ("m.looks.before", vec![id.to_string()]),
            Self::Agree(then) => {
                let then = then.as_deref().map(Self::parts);
                let then = then.map(|(name, rest)| [vec![name.to_owned()], rest].concat());
                ("m.agree", then.unwrap_or_default())
            }
        }
    }

    /// What was encoded; `None` for anything else.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let text = &Self::without_place(text);
        let mut parts = text.splitn(3, ':');
        if parts.next() != Some(VERSION) {
            return None;
        }
        let name = parts.next()?;
        let rest = parts.next();
        let arguments: Vec<&str> = rest.map_or_else(Vec::new, |rest| rest.split(':').collect());
        if let Some(setup) = name.strip_prefix("s.") {
            return SetupId::decode(setup, &arguments).map(Self::Setup);
        }
        if name.starts_with("t.") {
            return TutorIdent::decode(name, &arguments).map(Self::Tutor);
        }
        if name.starts_with("c.") {
            return CourseIdent::decode(name, &arguments).map(Self::Course);
        }
        if name == "m.agree" {
            let Some(rest) = rest else {
                return Some(Self::Agree(None));
            };
            let then = Self::decode(&format!("{VERSION}:{rest}"))?;
            // Nobody agrees twice at once.
            let is_plain = !matches!(then, Self::Agree(_));
            return is_plain.then(|| Self::Agree(Some(Box::new(then))));
        }
        if let ("m.looks.before", [id]) = (name, arguments.as_slice()) {
            return number(id).map(|id| Self::LooksBefore(LookId(id)));
        }
        if name.starts_with("m.") {
            return MemberIdent::decode(name, &arguments);
        }
        if let Some(act) = Act::from_name(name) {
            let [id] = arguments.as_slice() else {
                return None;
            };
            return number(id).map(|id| Self::Question(act, QuestionId(id)));
        }
        match (name, arguments.as_slice()) {
            ("dms.opened", []) => return Some(Self::DmsOpened),
            ("by.mention", []) => return Some(Self::ByMention),
            ("q.remake.all", [id]) => return number(id).map(|id| Self::RemakeAll(LossId(id))),
            _ => {}
        }
        AskId::decode(name, rest)
            .map(Self::Ask)
            .or_else(|| ListId::decode(name, rest).map(Self::List))
            .or_else(|| FaqIdent::decode(name, &arguments).map(Self::Faq))
            .or_else(|| SpeakForm::decode(name, &arguments).map(Self::Speak))
    }
}

/// A number that is not negative.
fn number<T: FromStr + PartialOrd + From<u8>>(digits: &str) -> Option<T> {
    digits.parse().ok().filter(|number| *number >= T::from(0))
}

#[cfg(test)]
mod tests;

//! What a component or form carries: one enum, one encoding, one decoding.
//!
//! The form is `t1:name` or `t1:name:argument…`: the version of this encoding, what is
//! meant, and ids. It comes back from people's clients and is untrusted: an id says
//! which question is meant, never that one may change it.

use std::str::FromStr;

use super::setup::step::Step;
use crate::guilds::settings::Part;
use crate::ids::{GuildId, ProgrammeId, QuestionId};

/// The version of the encoding. Buttons with another one get a polite answer.
const VERSION: &str = "t1";

/// Everything that can be pressed, selected or sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomId {
    /// The panel's button.
    Ask,
    /// The select of topics.
    AskTopic,
    /// The form: a number that tells it from every other, and its topic's name (at most
    /// 50 characters).
    AskForm(u64, String),
    /// Go on with what was typed.
    AskAgain,
    Resolve(QuestionId),
    Withdraw(QuestionId),
    WithdrawYes(QuestionId),
    WithdrawNo(QuestionId),
    /// Direct messages are open now.
    DmsOpened,
    Setup(SetupId),
}

/// What can be pressed, selected or sent in the setup. Where a revision is named, it is the
/// one of the settings as they were shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupId {
    /// The invitation's button.
    Begin(GuildId),
    /// The list of all settings.
    Open,
    /// The select in the list.
    Pick,
    /// A step of the guide.
    Step(Step),
    /// A select of a part.
    Choose(Part, i64),
    /// A part is switched on or off.
    Switch(Part, i64, bool),
    /// The form of a part, and the button that opens it.
    Form(Part, i64),
    /// The select of the topic whose role is set.
    Topic(i64),
    /// The select of its role; the topic by its place in the list.
    TopicRole(i64, usize),
    /// No role is called for it.
    TopicRoleNone(i64, usize),
    Make,
    Unmake,
    Check,
    Finish,
    /// The history up to a revision.
    History(i64),
    /// A change is taken back.
    TakeBack(i64),
    Programmes,
    ProgrammePick,
    /// The form of a new programme, and the button that opens it.
    ProgrammeNew,
    Programme(ProgrammeId),
    /// The form of a programme with its version, and the button that opens it.
    ProgrammeForm(ProgrammeId, i64),
    ProgrammeRole(ProgrammeId),
    ProgrammeStaff(ProgrammeId),
    ProgrammePeople(ProgrammeId),
}

/// The name of every kind, for the table that says who may press what.
pub const KINDS: [&str; 33] = [
    "ask",
    "ask.topic",
    "ask.form",
    "ask.again",
    "dms.opened",
    "q.resolve",
    "q.withdraw",
    "q.withdraw.yes",
    "q.withdraw.no",
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
        let one = |id: i64| vec![id.to_string()];
        match self {
            Self::AskForm(form, topic) => ("ask.form", vec![format!("{form:x}"), topic.clone()]),
            Self::Ask => ("ask", Vec::new()),
            Self::AskTopic => ("ask.topic", Vec::new()),
            Self::AskAgain => ("ask.again", Vec::new()),
            Self::DmsOpened => ("dms.opened", Vec::new()),
            Self::Resolve(id) => ("q.resolve", one(id.0)),
            Self::Withdraw(id) => ("q.withdraw", one(id.0)),
            Self::WithdrawYes(id) => ("q.withdraw.yes", one(id.0)),
            Self::WithdrawNo(id) => ("q.withdraw.no", one(id.0)),
            Self::Setup(id) => id.parts(),
        }
    }

    /// What was encoded; `None` for anything else.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        if parts.next() != Some(VERSION) {
            return None;
        }
        let name = parts.next()?;
        let rest = parts.next();
        if name == "ask.form" {
            let (form, topic) = rest?.split_once(':')?;
            let form = u64::from_str_radix(form, 16).ok()?;
            return Some(Self::AskForm(form, topic.to_owned()));
        }
        if let Some(setup) = name.strip_prefix("s.") {
            let arguments: Vec<&str> = rest.map_or_else(Vec::new, |rest| rest.split(':').collect());
            return SetupId::decode(setup, &arguments).map(Self::Setup);
        }
        let id: Option<i64> = match rest {
            None => None,
            Some(digits) => Some(number(digits)?),
        };
        let question = id.map(QuestionId);
        let decoded = match (name, question) {
            ("ask", None) => Self::Ask,
            ("ask.topic", None) => Self::AskTopic,
            ("ask.again", None) => Self::AskAgain,
            ("dms.opened", None) => Self::DmsOpened,
            ("q.resolve", Some(id)) => Self::Resolve(id),
            ("q.withdraw", Some(id)) => Self::Withdraw(id),
            ("q.withdraw.yes", Some(id)) => Self::WithdrawYes(id),
            ("q.withdraw.no", Some(id)) => Self::WithdrawNo(id),
            _ => return None,
        };
        Some(decoded)
    }
}

/// A number that is not negative.
fn number<T: FromStr + PartialOrd + From<u8>>(digits: &str) -> Option<T> {
    digits.parse().ok().filter(|number| *number >= T::from(0))
}

impl SetupId {
    fn parts(&self) -> (&'static str, Vec<String>) {
        let one = |id: i64| vec![id.to_string()];
        let part = |part: &Part, base: &i64| vec![part.name().to_owned(), base.to_string()];
        let topic = |base: &i64, at: &usize| vec![base.to_string(), at.to_string()];
        match self {
            Self::Begin(guild) => ("s.begin", one(guild.get())),
            Self::Open => ("s.open", Vec::new()),
            Self::Pick => ("s.pick", Vec::new()),
            Self::Step(step) => ("s.step", vec![step.name().to_owned()]),
            Self::Choose(of, base) => ("s.choose", part(of, base)),
            Self::Switch(of, base, on) => {
                let mut arguments = part(of, base);
                arguments.push(if *on { "on" } else { "off" }.to_owned());
                ("s.switch", arguments)
            }
            Self::Form(of, base) => ("s.form", part(of, base)),
            Self::Topic(base) => ("s.topic", one(*base)),
            Self::TopicRole(base, at) => ("s.topic.role", topic(base, at)),
            Self::TopicRoleNone(base, at) => ("s.topic.none", topic(base, at)),
            Self::Make => ("s.make", Vec::new()),
            Self::Unmake => ("s.unmake", Vec::new()),
            Self::Check => ("s.check", Vec::new()),
            Self::Finish => ("s.finish", Vec::new()),
            Self::History(up_to) => ("s.history", one(*up_to)),
            Self::TakeBack(revision) => ("s.back", one(*revision)),
            Self::Programmes => ("s.programmes", Vec::new()),
            Self::ProgrammePick => ("s.programme.pick", Vec::new()),
            Self::ProgrammeNew => ("s.programme.new", Vec::new()),
            Self::Programme(id) => ("s.programme", one(id.0)),
            Self::ProgrammeForm(id, version) => (
                "s.programme.form",
                vec![id.to_string(), version.to_string()],
            ),
            Self::ProgrammeRole(id) => ("s.programme.role", one(id.0)),
            Self::ProgrammeStaff(id) => ("s.programme.staff", one(id.0)),
            Self::ProgrammePeople(id) => ("s.programme.people", one(id.0)),
        }
    }

    /// What was encoded behind `s.`.
    fn decode(name: &str, arguments: &[&str]) -> Option<Self> {
        Some(match (name, arguments) {
            ("begin", [guild]) => Self::Begin(GuildId::stored(number(guild)?)),
            ("open", []) => Self::Open,
            ("pick", []) => Self::Pick,
            ("step", [step]) => Self::Step(Step::from_name(step)?),
            ("choose", [part, base]) => Self::Choose(Part::from_name(part)?, number(base)?),
            ("switch", [part, base, on @ ("on" | "off")]) => {
                Self::Switch(Part::from_name(part)?, number(base)?, *on == "on")
            }
            ("form", [part, base]) => Self::Form(Part::from_name(part)?, number(base)?),
            ("topic", [base]) => Self::Topic(number(base)?),
            ("topic.role", [base, at]) => Self::TopicRole(number(base)?, at.parse().ok()?),
            ("topic.none", [base, at]) => Self::TopicRoleNone(number(base)?, at.parse().ok()?),
            ("make", []) => Self::Make,
            ("unmake", []) => Self::Unmake,
            ("check", []) => Self::Check,
            ("finish", []) => Self::Finish,
            ("history", [up_to]) => Self::History(number(up_to)?),
            ("back", [revision]) => Self::TakeBack(number(revision)?),
            ("programmes", []) => Self::Programmes,
            ("programme.pick", []) => Self::ProgrammePick,
            ("programme.new", []) => Self::ProgrammeNew,
            ("programme", [id]) => Self::Programme(ProgrammeId(number(id)?)),
            ("programme.form", [id, version]) => {
                Self::ProgrammeForm(ProgrammeId(number(id)?), number(version)?)
            }
            ("programme.role", [id]) => Self::ProgrammeRole(ProgrammeId(number(id)?)),
            ("programme.staff", [id]) => Self::ProgrammeStaff(ProgrammeId(number(id)?)),
            ("programme.people", [id]) => Self::ProgrammePeople(ProgrammeId(number(id)?)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// One of every kind, with the longest arguments.
    fn one_of_each() -> Vec<CustomId> {
        let most = i64::MAX;
        let (question, programme) = (QuestionId(most), ProgrammeId(most));
        let longest = Part::ALL
            .into_iter()
            .map(|(part, _)| part)
            .max_by_key(|part| part.name().len())
            .unwrap();
        let setup = [
            SetupId::Begin(GuildId::stored(most)),
            SetupId::Open,
            SetupId::Pick,
            SetupId::Step(Step::ALL[0]),
            SetupId::Choose(longest, most),
            SetupId::Switch(longest, most, true),
            SetupId::Form(longest, most),
            SetupId::Topic(most),
            SetupId::TopicRole(most, 24),
            SetupId::TopicRoleNone(most, 24),
            SetupId::Make,
            SetupId::Unmake,
            SetupId::Check,
            SetupId::Finish,
            SetupId::History(most),
            SetupId::TakeBack(most),
            SetupId::Programmes,
            SetupId::ProgrammePick,
            SetupId::ProgrammeNew,
            SetupId::Programme(programme),
            SetupId::ProgrammeForm(programme, most),
            SetupId::ProgrammeRole(programme),
            SetupId::ProgrammeStaff(programme),
            SetupId::ProgrammePeople(programme),
        ];
        let mut all = vec![
            CustomId::Ask,
            CustomId::AskTopic,
            CustomId::AskForm(u64::MAX, "話題：".repeat(16)),
            CustomId::AskAgain,
            CustomId::DmsOpened,
            CustomId::Resolve(question),
            CustomId::Withdraw(question),
            CustomId::WithdrawYes(question),
            CustomId::WithdrawNo(QuestionId(1)),
        ];
        all.extend(setup.map(CustomId::Setup));
        all
    }

    #[test]
    fn everything_comes_back_as_it_went_out() {
        for id in one_of_each() {
            let text = id.encode();
            assert!(text.chars().count() <= 100, "{text}");
            assert_eq!(CustomId::decode(&text), Some(id));
        }
    }

    #[test]
    fn every_kind_is_listed() {
        let named: BTreeSet<String> = one_of_each()
            .iter()
            .map(|id| id.parts().0.to_owned())
            .collect();
        let listed: BTreeSet<String> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
        assert_eq!(named, listed);
    }

    #[test]
    fn what_is_not_ours_is_nothing() {
        for text in [
            "",
            ":",
            "t1",
            "t1:",
            "t0:ask",
            "t1:ask:1",
            "t1:q.resolve",
            "t1:q.resolve:",
            "t1:q.resolve:-1",
            "t1:q.resolve:1:2",
            "t1:q.resolve:99999999999999999999",
            "t1:ask.form",
            "t1:ask.form:x:y",
            "質問",
            "t1:ask ",
            "T1:ask",
            "t1:s.",
            "t1:s.open:1",
            "t1:s.choose:quiet",
            "t1:s.choose:nothing:1",
            "t1:s.switch:quiet:1:maybe",
            "t1:s.begin:-1",
            "t1:s.step:none",
        ] {
            assert_eq!(CustomId::decode(text), None, "{text}");
        }
    }
}

//! What can be pressed, selected or sent in the setup.

use super::number;
use crate::discord::setup::step::Step;
use crate::guilds::settings::Part;
use crate::ids::{GuildId, ProgrammeId};

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
    /// The form of the day on which what is kept in it goes, with its version, and the button that
    /// opens it.
    ProgrammeErase(ProgrammeId, i64),
}

impl SetupId {
    pub(super) fn parts(&self) -> (&'static str, Vec<String>) {
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
            Self::ProgrammeErase(id, version) => (
                "s.programme.erase",
                vec![id.to_string(), version.to_string()],
            ),
        }
    }

    /// What was encoded behind `s.`.
    pub(super) fn decode(name: &str, arguments: &[&str]) -> Option<Self> {
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
            ("programme.erase", [id, version]) => {
                Self::ProgrammeErase(ProgrammeId(number(id)?), number(version)?)
            }
            _ => return None,
        })
    }
}

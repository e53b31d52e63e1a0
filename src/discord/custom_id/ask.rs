//! What can be pressed, selected or sent while asking.

use super::number;
use crate::ids::MessageId;

/// For what one asks: in one's own words or from a message, with or without one's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The message that is recorded.
    pub source: Option<MessageId>,
    pub anonymous: bool,
}

/// The steps of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskId {
    /// The panel's button.
    Start,
    /// The select of topics.
    Topic(Wish),
    /// With or without one's name.
    Name(Wish),
    /// The form: a number that tells it from every other, and its topic's name (at most
    /// 50 characters).
    Form(u32, Wish, String),
    /// Go on with what was typed.
    Again(Option<MessageId>),
    /// Ask although an answer was found; the number is that of the form's wish.
    Anyway(Option<MessageId>, u64),
    /// What was found has helped.
    Solved(Option<MessageId>),
    /// The button under a plain message.
    Record(MessageId),
}

fn source_text(source: Option<MessageId>) -> String {
    source.map_or(0, MessageId::get).to_string()
}

/// The message of an id; 0 stands for none.
fn source(id: i64) -> Option<MessageId> {
    (id != 0).then(|| MessageId::stored(id))
}

impl Wish {
    fn is_plain(self) -> bool {
        self == Self::default()
    }

    fn parts(self) -> [String; 2] {
        let named = if self.anonymous { "h" } else { "n" };
        [source_text(self.source), named.to_owned()]
    }

    fn decode(of: &str, named: &str) -> Option<Self> {
        Some(Self {
            source: source(number(of)?),
            anonymous: match named {
                "h" => true,
                "n" => false,
                _ => return None,
            },
        })
    }
}

impl AskId {
    pub(super) fn parts(&self) -> (&'static str, Vec<String>) {
        match self {
            Self::Start => ("ask", Vec::new()),
            Self::Topic(wish) if wish.is_plain() => ("ask.topic", Vec::new()),
            Self::Topic(wish) => ("ask.topic.as", wish.parts().to_vec()),
            Self::Name(wish) => ("ask.name", wish.parts().to_vec()),
            Self::Form(form, wish, topic) if wish.is_plain() => {
                ("ask.form", vec![format!("{form:x}"), topic.clone()])
            }
            Self::Form(form, wish, topic) => {
                let [of, named] = wish.parts();
                (
                    "ask.form.as",
                    vec![format!("{form:x}"), of, named, topic.clone()],
                )
            }
            Self::Again(None) => ("ask.again", Vec::new()),
            Self::Again(of) => ("ask.again.of", vec![source_text(*of)]),
            Self::Anyway(of, wish) => ("ask.anyway", vec![source_text(*of), format!("{wish:x}")]),
            Self::Solved(of) => ("ask.solved", vec![source_text(*of)]),
            Self::Record(message) => ("record", vec![message.to_string()]),
        }
    }

    /// `rest` is all that follows the name; a topic may hold colons.
    pub(super) fn decode(name: &str, rest: Option<&str>) -> Option<Self> {
        let hex = |digits: &str| u64::from_str_radix(digits, 16).ok();
        // Forms of before had longer numbers; what tells them apart is in their end as well.
        let form = |digits: &str| {
            hex(digits).map(|form| u32::try_from(form & u64::from(u32::MAX)).unwrap_or(0))
        };
        Some(match (name, rest) {
            ("ask", None) => Self::Start,
            ("ask.topic", None) => Self::Topic(Wish::default()),
            ("ask.topic.as", Some(rest)) => {
                let (of, named) = rest.split_once(':')?;
                Self::Topic(Wish::decode(of, named)?)
            }
            ("ask.name", Some(rest)) => {
                let (of, named) = rest.split_once(':')?;
                Self::Name(Wish::decode(of, named)?)
            }
            ("ask.form", Some(rest)) => {
                let (number, topic) = rest.split_once(':')?;
                Self::Form(form(number)?, Wish::default(), topic.to_owned())
            }
            ("ask.form.as", Some(rest)) => {
                let mut parts = rest.splitn(4, ':');
                let number = form(parts.next()?)?;
                let wish = Wish::decode(parts.next()?, parts.next()?)?;
                Self::Form(number, wish, parts.next()?.to_owned())
            }
            ("ask.again", None) => Self::Again(None),
            ("ask.again.of", Some(of)) => Self::Again(source(number(of)?)),
            ("ask.anyway", Some(rest)) => {
                let (of, wish) = rest.split_once(':')?;
                Self::Anyway(source(number(of)?), hex(wish)?)
            }
            ("ask.solved", Some(of)) => Self::Solved(source(number(of)?)),
            ("record", Some(message)) => Self::Record(MessageId::stored(number(message)?)),
            _ => return None,
        })
    }
}

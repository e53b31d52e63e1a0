//! What a component or form carries: one enum, one encoding, one decoding.
//!
//! The form is `t1:name` or `t1:name:number`: the version of this encoding, what is
//! meant, and an id. It comes back from people's clients and is untrusted: an id says
//! which question is meant, never that one may change it.

use crate::ids::QuestionId;

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
}

impl CustomId {
    /// At most 100 characters, as Discord takes.
    #[must_use]
    pub fn encode(&self) -> String {
        let (name, id) = match self {
            Self::AskForm(form, topic) => return format!("{VERSION}:ask.form:{form:x}:{topic}"),
            Self::Ask => ("ask", None),
            Self::AskTopic => ("ask.topic", None),
            Self::AskAgain => ("ask.again", None),
            Self::DmsOpened => ("dms.opened", None),
            Self::Resolve(id) => ("q.resolve", Some(id.0)),
            Self::Withdraw(id) => ("q.withdraw", Some(id.0)),
            Self::WithdrawYes(id) => ("q.withdraw.yes", Some(id.0)),
            Self::WithdrawNo(id) => ("q.withdraw.no", Some(id.0)),
        };
        match id {
            None => format!("{VERSION}:{name}"),
            Some(id) => format!("{VERSION}:{name}:{id}"),
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
        if name == "ask.form" {
            let (form, topic) = parts.next()?.split_once(':')?;
            let form = u64::from_str_radix(form, 16).ok()?;
            return Some(Self::AskForm(form, topic.to_owned()));
        }
        let id: Option<i64> = match parts.next() {
            None => None,
            Some(digits) => Some(digits.parse().ok().filter(|id| *id >= 0)?),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_comes_back_as_it_went_out() {
        let greatest = QuestionId(i64::MAX);
        for id in [
            CustomId::Ask,
            CustomId::AskTopic,
            CustomId::AskForm(u64::MAX, "話題：".repeat(16)),
            CustomId::AskAgain,
            CustomId::DmsOpened,
            CustomId::Resolve(greatest),
            CustomId::Withdraw(greatest),
            CustomId::WithdrawYes(greatest),
            CustomId::WithdrawNo(QuestionId(1)),
        ] {
            let text = id.encode();
            assert!(text.chars().count() <= 100);
            assert_eq!(CustomId::decode(&text), Some(id));
        }
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
        ] {
            assert_eq!(CustomId::decode(text), None, "{text}");
        }
    }
}

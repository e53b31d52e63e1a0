//! Failures are sorted: try again, or give up at once with a cause.

use serde_json::Value;

use super::super::ApiError;
use crate::outbox::{Failure, FailureKind, Outcome};

/// An effect that can never be done.
pub fn failed(kind: FailureKind, cause: impl Into<String>) -> Outcome {
    Outcome::Failed(Failure {
        kind,
        cause: cause.into(),
    })
}

/// What an answer means for the effect; an object with an id is what was made.
pub fn outcome(answer: Result<Value, ApiError>) -> Outcome {
    match answer {
        Ok(made) => Outcome::Done(made["id"].as_str().and_then(|id| id.parse().ok())),
        Err(ApiError::Limited { wait }) => Outcome::Again {
            cause: "rate limited".into(),
            wait: chrono::Duration::from_std(wait).ok(),
            untouched: true,
        },
        Err(ApiError::Full { wait, destination }) => Outcome::Later {
            wait: chrono::Duration::from_std(wait).unwrap_or(chrono::Duration::seconds(1)),
            destination,
        },
        Err(ApiError::NotSent(cause)) => Outcome::Again {
            cause,
            wait: None,
            untouched: true,
        },
        Err(ApiError::Unknown(cause)) => Outcome::Again {
            cause,
            wait: None,
            untouched: false,
        },
        Err(ApiError::Refused { status, code }) => refused(status, code),
    }
}

/// As [`outcome`], for a direct message: 50007 is that the member takes none, 50278 that
/// they share no server with the bot any more.
pub fn closed(answer: Result<Value, ApiError>) -> Outcome {
    match answer {
        Err(ApiError::Refused {
            code: 50_007 | 50_278,
            ..
        }) => Outcome::Fallback("direct messages are closed"),
        answer => outcome(answer),
    }
}

/// As [`outcome`], for something about a message or thread of ours: 10008 is that somebody
/// has deleted the message, 10003 the thread or the channel around it.
pub fn gone(answer: Result<Value, ApiError>) -> Outcome {
    match answer {
        Err(ApiError::Refused {
            status,
            code: code @ (10_003 | 10_008),
        }) => failed(FailureKind::Gone, format!("{status}/{code}")),
        answer => outcome(answer),
    }
}

/// Discord's own codes ("Opcodes and Status Codes"): what staff can mend, and the rest.
fn refused(status: u16, code: u32) -> Outcome {
    let cause = format!("{status}/{code}");
    match (status, code) {
        // The token is refused: the program stops for it elsewhere; nothing is lost here.
        (401, _) => Outcome::Again {
            cause,
            wait: Some(chrono::Duration::seconds(60)),
            untouched: true,
        },
        // The thread was closed by another of ours while it was open for this one.
        (_, 50_083) => Outcome::Again {
            cause,
            wait: None,
            untouched: false,
        },
        // 10003 unknown channel, 30038 as many scheduled events as a server can have, 50001 missing
        // access, 50013 missing permissions.
        (_, 10_003 | 30_038 | 50_001 | 50_013) => failed(FailureKind::Guild, cause),
        _ => failed(FailureKind::Ours, cause),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_may_have_been_done_is_not_called_untouched() {
        let untouched = |error| match outcome(Err(error)) {
            Outcome::Again { untouched, .. } => Some(untouched),
            _ => None,
        };
        let wait = Duration::from_secs(1);
        assert_eq!(untouched(ApiError::Limited { wait }), Some(true));
        assert_eq!(untouched(ApiError::NotSent(String::new())), Some(true));
        assert_eq!(untouched(ApiError::Unknown(String::new())), Some(false));
        let refused = |status, code| ApiError::Refused { status, code };
        assert_eq!(untouched(refused(401, 0)), Some(true));
        assert_eq!(untouched(refused(400, 50_083)), Some(false));
        assert_eq!(untouched(refused(403, 50_013)), None);
    }

    #[test]
    fn what_staff_can_mend_is_told_from_our_own_mistakes() {
        let kind = |code| match outcome(Err(ApiError::Refused { status: 400, code })) {
            Outcome::Failed(failure) => Some(failure.kind),
            _ => None,
        };
        assert_eq!(kind(50_013), Some(FailureKind::Guild));
        assert_eq!(kind(10_003), Some(FailureKind::Guild));
        assert_eq!(kind(50_035), Some(FailureKind::Ours));
    }

    #[test]
    fn a_closed_conversation_has_another_way_and_a_deleted_message_none() {
        let refused = |code| Err(ApiError::Refused { status: 403, code });
        assert!(matches!(closed(refused(50_007)), Outcome::Fallback(_)));
        assert!(matches!(outcome(refused(50_007)), Outcome::Failed(_)));
        let kind = |outcome| match outcome {
            Outcome::Failed(failure) => Some(failure.kind),
            _ => None,
        };
        assert_eq!(kind(gone(refused(10_008))), Some(FailureKind::Gone));
    }
}

//! What to do with an effect of which it is not known whether it was done.
//!
//! Discord forgets a nonce after "a few minutes" and offers nothing else that makes
//! sending twice safe. So the effect is looked for first; what is not there is sent
//! (again, with its nonce), and what can neither be found nor safely repeated is left
//! to a person.

use chrono::Duration;

/// How long after its claim an effect that was cut off may still arrive: it may wait some
/// seconds for a limit, its request lasts at most ten, and Discord takes its time.
pub const SETTLES_WITHIN: Duration = Duration::seconds(20);

/// What looking for an effect of unknown outcome has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is there; the id of what was made.
    There(Option<i64>),
    NotThere,
    /// It could not be found out this time, and why.
    Unclear(String),
    /// It cannot be found out as long as things are as they are, and why.
    Hidden(String),
}

/// What a second sending would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// The same as one: an edit, a role, a thread on a message.
    Harmless,
    /// Nothing as long as Discord remembers the nonce: a message.
    Nonce,
    /// A second one: a forum post, a scheduled event.
    Doubles,
}

/// What was seen, and what sending again would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub found: Found,
    pub repeat: Repeat,
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is not there; all earlier attempts have come to nothing.
    Send,
    /// It cannot be seen, but a second time does no harm.
    Repeat,
    /// It is there.
    Adopt(Option<i64>),
    /// Look again after the pause, or whenever the retry policy says.
    LookAgain {
        cause: String,
        pause: Option<Duration>,
    },
    /// Only a person can tell.
    Undecided(String),
}

/// Decides by what was seen. `age` is the time since the oldest attempt that may still
/// come to something, `window` how long Discord surely remembers a nonce.
#[must_use]
pub fn decide(sighting: Sighting, age: Duration, window: Duration) -> Decision {
    let safe = match sighting.repeat {
        Repeat::Harmless => true,
        Repeat::Nonce => age < window,
        Repeat::Doubles => false,
    };
    match sighting.found {
        Found::There(made) => Decision::Adopt(made),
        // Where only looking protects, what is still on its way must have arrived.
        Found::NotThere if sighting.repeat == Repeat::Doubles && age < SETTLES_WITHIN => {
            Decision::LookAgain {
                cause: "a request that was cut off may still arrive".into(),
                pause: Some(SETTLES_WITHIN - age),
            }
        }
        Found::NotThere => Decision::Send,
        Found::Unclear(_) | Found::Hidden(_) if safe => Decision::Repeat,
        Found::Unclear(cause) => Decision::LookAgain { cause, pause: None },
        Found::Hidden(cause) => Decision::Undecided(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Duration = Duration::seconds(120);

    fn after(found: Found, repeat: Repeat, seconds: i64) -> Decision {
        let sighting = Sighting { found, repeat };
        decide(sighting, Duration::seconds(seconds), WINDOW)
    }

    #[test]
    fn what_is_there_is_adopted_whatever_else_is_known() {
        for repeat in [Repeat::Harmless, Repeat::Nonce, Repeat::Doubles] {
            for age in [0, 60, 3600] {
                let adopted = after(Found::There(Some(7)), repeat, age);
                assert_eq!(adopted, Decision::Adopt(Some(7)));
            }
        }
    }

    #[test]
    fn nothing_is_sent_in_the_dark_unless_twice_is_as_good_as_once() {
        for age in 0..7200 {
            for repeat in [Repeat::Harmless, Repeat::Nonce, Repeat::Doubles] {
                let safe = repeat == Repeat::Harmless || (repeat == Repeat::Nonce && age < 120);
                let dark = [Found::Unclear("?".into()), Found::Hidden("?".into())];
                for found in dark {
                    assert_eq!(after(found, repeat, age) == Decision::Repeat, safe);
                }
            }
        }
    }

    #[test]
    fn what_only_looking_protects_is_not_sent_while_the_first_may_still_arrive() {
        assert_eq!(
            after(Found::NotThere, Repeat::Doubles, 12),
            Decision::LookAgain {
                cause: "a request that was cut off may still arrive".into(),
                pause: Some(Duration::seconds(8)),
            }
        );
        assert_eq!(after(Found::NotThere, Repeat::Doubles, 20), Decision::Send);
        assert_eq!(after(Found::NotThere, Repeat::Nonce, 0), Decision::Send);
        assert_eq!(after(Found::NotThere, Repeat::Nonce, 999), Decision::Send);
    }

    #[test]
    fn what_cannot_be_seen_at_all_is_left_to_a_person() {
        let hidden = Found::Hidden("no history".into());
        assert_eq!(
            after(hidden, Repeat::Nonce, 120),
            Decision::Undecided("no history".into())
        );
    }
}

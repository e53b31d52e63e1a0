//! Time and chance, passed in wherever they are needed.
//!
//! Nothing else reads the system clock or the system's randomness; a lint forbids it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use tokio::sync::watch;

/// An instant in UTC.
pub type Instant = DateTime<Utc>;

/// The one source of time: the system's clock and an offset that may grow
/// (the practice clock).
#[derive(Clone, Debug)]
pub struct Clock {
    offset: watch::Receiver<i64>,
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::shifted(watch::channel(0).1)
    }

    /// A clock that is ahead of the system's by the watched number of milliseconds.
    #[must_use]
    pub fn shifted(offset: watch::Receiver<i64>) -> Self {
        Self { offset }
    }

    /// The present moment, to the millisecond.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
    pub fn now(&self) -> Instant {
        from_millis(Utc::now().timestamp_millis() + *self.offset.borrow())
    }

    /// Waits until `moment`; a jump of the clock is noticed.
    pub async fn sleep_until(&self, moment: Instant) {
        let mut offset = self.offset.clone();
        loop {
            let wait = moment - self.now();
            let Ok(wait) = wait.to_std() else { return };
            if wait.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                jumped = offset.changed() => if jumped.is_err() {
                    // Nobody can move this clock any more.
                    tokio::time::sleep(wait).await;
                },
            }
        }
    }

    /// Waits for a span of this clock's time.
    pub async fn sleep(&self, span: Duration) {
        self.sleep_until(self.now() + span).await;
    }
}

/// The instant of a number of milliseconds since 1970; one out of range becomes the
/// nearest that can be represented.
#[must_use]
pub fn from_millis(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or(if millis < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    })
}

/// The one source of chance.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl std::fmt::Debug for Chance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Chance")
    }
}

impl Chance {
    /// Chance that nobody can foresee.
    #[must_use]
    pub fn system() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one source of chance"
        )]
        let seed = rand::rng().random();
        Self::seeded(seed)
    }

    /// Chance that repeats itself, for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// A number between 0 and [`u64::MAX`].
    #[must_use]
    pub fn number(&self) -> u64 {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_u64()
    }

    /// A number between 0 and 1 (exclusive).
    #[must_use]
    pub fn fraction(&self) -> f64 {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .random()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_jumps() {
        let (jump, offset) = watch::channel(0);
        let clock = Clock::shifted(offset);
        let tomorrow = clock.now() + Duration::days(1);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(tomorrow).await }
        });
        jump.send(2 * 86_400_000).unwrap();
        sleeper.await.unwrap();
        assert!(clock.now() > tomorrow);
    }

    #[test]
    fn seeded_chance_repeats_itself() {
        let (one, other) = (Chance::seeded(7), Chance::seeded(7));
        assert_eq!(one.number(), other.number());
        assert!((0.0..1.0).contains(&one.fraction()));
    }
}

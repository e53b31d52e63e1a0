//! The practice clock: the real one and an offset that can only grow.

use std::time::Instant;

use tokio::sync::watch;

use super::model::Millis;

/// Reads the practice time. `offset` is announced, so that whoever waits for a
/// moment learns that it has come nearer.
#[derive(Debug)]
pub struct PracticeClock {
    offset: watch::Sender<Millis>,
}

impl PracticeClock {
    #[must_use]
    pub fn new(offset: Millis) -> Self {
        Self {
            offset: watch::Sender::new(offset),
        }
    }

    /// Milliseconds since 1970 in the practice community.
    #[must_use]
    pub fn now(&self) -> Millis {
        real_now() + *self.offset.borrow()
    }

    #[must_use]
    pub fn offset(&self) -> Millis {
        *self.offset.borrow()
    }

    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Millis> {
        self.offset.subscribe()
    }

    /// Moves the clock forward; a negative step is not taken.
    pub fn advance(&self, by: Millis) {
        self.offset
            .send_modify(|offset| *offset = offset.saturating_add(by.max(0)));
    }
}

/// The real time in milliseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the stand-in is a program of its own and this is its one clock"
)]
fn real_now() -> Millis {
    chrono::Utc::now().timestamp_millis()
}

/// The real time in seconds since 1970, for `X-RateLimit-Reset`.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of this century fit"
)]
#[must_use]
pub fn real_seconds() -> f64 {
    real_now() as f64 / 1000.0
}

/// A monotonic instant, for what Discord measures in real seconds (3 s to answer, rate limits).
#[must_use]
pub fn instant() -> Instant {
    Instant::now()
}

/// A practice time as Discord writes it.
#[must_use]
pub fn iso(at: Millis) -> String {
    chrono::DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .format("%Y-%m-%dT%H:%M:%S%.6f+00:00")
        .to_string()
}

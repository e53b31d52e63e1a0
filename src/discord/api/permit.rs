//! Waiting for the limits: the limiter with a clock and a queue.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::ApiError;
use super::limiter::{Answer, Limit, Limiter, Permit, Wait};
use super::route::{OPEN_CONVERSATION, Route, SEND_MESSAGE};
use crate::ids::ChannelId;
use crate::outbox::{Destination, Lane};

/// How long to wait for a limit over all routes. Everything else waits for it as well.
const GLOBAL_PATIENCE: Duration = Duration::from_secs(5);
/// How long to wait for the first answer of a route that was never used.
const PROBE_PATIENCE: Duration = Duration::from_secs(2);

/// Where every request passes.
#[derive(Debug)]
pub struct Gate {
    limiter: Mutex<Limiter>,
    /// An answer came.
    answered: Notify,
}

/// Leave to send one request; given back when dropped.
#[derive(Debug)]
pub struct Entered {
    gate: Arc<Gate>,
    permit: Option<Permit>,
}

impl Gate {
    pub fn new(per_second: u32) -> Self {
        Self {
            limiter: Mutex::new(Limiter::new(per_second)),
            answered: Notify::new(),
        }
    }

    fn limiter(&self) -> MutexGuard<'_, Limiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    ///
    /// [`ApiError::Full`] if the bucket would make it wait for longer than `patience`.
    pub async fn enter(
        self: &Arc<Self>,
        route: &Route,
        lane: Lane,
        patience: Duration,
    ) -> Result<Entered, ApiError> {
        let began = Instant::now();
        let mut in_line = None;
        loop {
            let answered = self.answered.notified();
            let now = Instant::now();
            let taken = self.limiter().take(route, lane, now.into_std());
            let wait = match taken {
                Ok(permit) => {
                    return Ok(Entered {
                        gate: Arc::clone(self),
                        permit: Some(permit),
                    });
                }
                Err(wait) => wait,
            };
            in_line = match wait.limit {
                Limit::Global => in_line.or_else(|| Some(InLine::new(self, lane))),
                Limit::Bucket => None,
            };
            let until = wait.until.map(Instant::from_std);
            let patient_until = began + patience_for(wait, patience);
            let too_late = until.is_some_and(|until| until > patient_until) || now >= patient_until;
            if too_late {
                let wait_for = until.unwrap_or(now + patience).duration_since(now);
                let of_bucket = wait.limit == Limit::Bucket;
                let destination = of_bucket.then(|| destination(route.kind(), route.major()));
                return Err(ApiError::Full {
                    wait: wait_for,
                    destination: destination.flatten(),
                });
            }
            tokio::select! {
                () = tokio::time::sleep_until(until.unwrap_or(patient_until)) => {}
                () = answered => {}
            }
        }
    }

    /// Where nothing of a lane may be sent for now, and for how long.
    pub fn full(&self, lane: Lane) -> Vec<(Destination, Duration)> {
        let now = Instant::now().into_std();
        let limiter = self.limiter();
        let full = [SEND_MESSAGE, OPEN_CONVERSATION]
            .into_iter()
            .flat_map(|kind| {
                let used_up = limiter.used_up(kind, lane, now).into_iter();
                used_up.filter_map(move |(major, until)| {
                    Some((destination(kind, major)?, until.duration_since(now)))
                })
            });
        full.collect()
    }
}

/// What a kind of route and its major parameter write into.
fn destination(kind: &str, major: &str) -> Option<Destination> {
    match kind {
        SEND_MESSAGE => Some(Destination::Channel(ChannelId::stored(major.parse().ok()?))),
        OPEN_CONVERSATION => Some(Destination::NewConversation),
        _ => None,
    }
}

fn patience_for(wait: Wait, patience: Duration) -> Duration {
    match (wait.limit, wait.until) {
        (Limit::Global, _) => patience.max(GLOBAL_PATIENCE),
        (Limit::Bucket, None) => patience.max(PROBE_PATIENCE),
        (Limit::Bucket, Some(_)) => patience,
    }
}

impl Entered {
    /// An answer came.
    pub fn answered(mut self, answer: &Answer) {
        if let Some(permit) = self.permit.take() {
            let now = Instant::now().into_std();
            self.gate.limiter().answered(permit, answer, now);
        }
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        if let Some(permit) = self.permit.take() {
            self.gate.limiter().lost(permit, Instant::now().into_std());
        }
        self.gate.answered.notify_waiters();
    }
}

/// Somebody who waits for a limit over all routes; no longer when dropped.
struct InLine {
    gate: Arc<Gate>,
    lane: Lane,
}

impl InLine {
    fn new(gate: &Arc<Gate>, lane: Lane) -> Self {
        gate.limiter().waits(lane, true);
        Self {
            gate: Arc::clone(gate),
            lane,
        }
    }
}

impl Drop for InLine {
    fn drop(&mut self) {
        self.gate.limiter().waits(self.lane, false);
    }
}

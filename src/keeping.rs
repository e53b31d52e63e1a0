//! Looking after what waits: a loop. When each thing is to be looked at
//! stands in the tables, so nothing is forgotten by a restart or a jump of the clock.

use std::sync::Arc;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::error;

use crate::clock::{Clock, Instant};
use crate::db::DbError;

/// How often the tables are looked at when nothing is known to be due: another process may
/// have written into them.
const LOOK_EVERY: chrono::Duration = chrono::Duration::seconds(60);
/// How long to wait for a database that does not answer.
const DATABASE_PAUSE: std::time::Duration = std::time::Duration::from_secs(5);

/// Tells a loop that something may be due. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Call it after the commit.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// What a look came to: where one thing fails, the others are looked at all the same.
#[derive(Debug, Default)]
pub struct Tally {
    looked: usize,
    failed: Option<DbError>,
}

impl Tally {
    /// One thing was looked at.
    pub fn add(&mut self, done: Result<(), DbError>) {
        match done {
            Ok(()) => self.looked += 1,
            Err(error) => self.failed = self.failed.take().or(Some(error)),
        }
    }

    /// How many things were looked at.
    ///
    /// # Errors
    ///
    /// The first failure, if there was one: what failed is tried again after a pause.
    fn end(self) -> Result<usize, DbError> {
        self.failed.map_or(Ok(self.looked), Err)
    }
}

/// What is looked after.
pub trait Keep: Sync {
    /// What it is, for the log.
    const WHAT: &'static str;

    /// The time by which it is looked after.
    fn clock(&self) -> &Clock;

    /// Who tells that something may be due.
    fn wake(&self) -> &Wake;

    /// Looks at what is due, or the first of it, and does what is to be done about it.
    ///
    /// # Errors
    ///
    /// When the database does not answer; it is then looked at again.
    fn look(&self, now: Instant) -> impl Future<Output = Result<Tally, DbError>> + Send;

    /// When something will be due, if anything waits.
    ///
    /// # Errors
    ///
    /// When the database does not answer; it is then looked at again.
    fn next(&self) -> impl Future<Output = Result<Option<Instant>, DbError>> + Send;

    /// Looks again and again until `stop`.
    fn run(&self, stop: &CancellationToken) -> impl Future<Output = ()> + Send {
        async move {
            while !stop.is_cancelled() {
                // Registered before looking, so that nothing that comes in between is missed.
                let woken = self.wake().0.notified();
                // Counted from before it as well: a jump of the clock while it looks is noticed.
                let latest = self.clock().now() + LOOK_EVERY;
                let looked = match self.look(self.clock().now()).await.and_then(Tally::end) {
                    Ok(0) => self.next().await,
                    Ok(_) => continue,
                    Err(error) => Err(error),
                };
                let next = match looked {
                    Ok(next) => next,
                    Err(error) => {
                        error!(what = Self::WHAT, %error, "what waits cannot be looked at");
                        let pause = tokio::time::sleep(DATABASE_PAUSE);
                        stop.run_until_cancelled(pause).await;
                        continue;
                    }
                };
                let until = next.map_or(latest, |next| next.min(latest));
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = woken => {}
                    () = self.clock().sleep_until(until) => {}
                }
            }
        }
    }
}

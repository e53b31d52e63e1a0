//! The worker: claim, commit, send, record.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{error, info, warn};

use super::model::{Claim, Failure, FailureKind, Found, Outcome, State, Wanted};
use super::{Effect, Outbox, retry, store};
use crate::clock::Instant;
use crate::config;
use crate::db::{Db, DbError, Tx};

/// Who sends: `discord/deliver` in the program, a fake in tests.
pub trait Deliver: Send + Sync + 'static {
    /// Loads the subject as it is now, renders it and sends it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn deliver(&self, claim: &Claim) -> impl Future<Output = Result<Outcome, DbError>> + Send;

    /// Looks for an effect of unknown outcome, when it is too late to rely on its nonce.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn find(&self, claim: &Claim) -> impl Future<Output = Result<Found, DbError>> + Send;

    /// Records with the subject what was made, in the transaction that finishes the effect.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn record(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        made: Option<i64>,
    ) -> impl Future<Output = Result<(), DbError>> + Send;

    /// What tells apart the causes that staff are told of once a day.
    fn notice_key(&self, claim: &Claim, failure: &Failure, now: Instant) -> String;
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Worked,
    /// Nothing is due; the moment at which something will be, if anything is waiting.
    Idle(Option<Instant>),
}

/// Sends what is due. Cloning is cheap.
pub struct Worker<D> {
    db: Db,
    outbox: Outbox,
    settings: config::Outbox,
    deliver: Arc<D>,
}

impl<D> Clone for Worker<D> {
    fn clone(&self) -> Self {
        Self {
            db: self.db.clone(),
            outbox: self.outbox.clone(),
            settings: self.settings.clone(),
            deliver: Arc::clone(&self.deliver),
        }
    }
}

/// How long effects that are under way may take once the program is to end.
const LAST_WORD: std::time::Duration = std::time::Duration::from_secs(2);
/// The longest time without a look at the table.
const LOOK_EVERY: chrono::Duration = chrono::Duration::seconds(30);

impl<D: Deliver> Worker<D> {
    #[must_use]
    pub fn new(db: Db, outbox: Outbox, settings: config::Outbox, deliver: D) -> Self {
        Self {
            db,
            outbox,
            settings,
            deliver: Arc::new(deliver),
        }
    }

    /// Claims one effect and sees it through.
    ///
    /// # Errors
    ///
    /// When the database does not answer. The effect is then tried again once its
    /// lease has ended.
    pub async fn step(&self) -> Result<Step, DbError> {
        match self.claim().await? {
            Some(claim) => {
                self.finish(&claim).await?;
                Ok(Step::Worked)
            }
            None => Ok(Step::Idle(store::next_due(&self.db).await?)),
        }
    }

    /// Works until `stop`, several effects at a time, and then finishes what is under way.
    pub async fn run(&self, stop: &CancellationToken) {
        let slots = Arc::new(Semaphore::new(self.settings.workers as usize));
        let under_way = TaskTracker::new();
        while !stop.is_cancelled() {
            let slot = tokio::select! {
                () = stop.cancelled() => break,
                slot = Arc::clone(&slots).acquire_owned() => slot,
            };
            let Ok(slot) = slot else { break };
            match self.claim().await {
                Ok(Some(claim)) => {
                    let worker = self.clone();
                    under_way.spawn(async move {
                        if let Err(error) = worker.finish(&claim).await {
                            error!(effect = claim.id, %error, "an effect could not be recorded");
                        }
                        drop(slot);
                        // Another of the same subject may have waited for this one.
                        worker.outbox.wake();
                    });
                }
                Ok(None) => self.rest(stop).await,
                Err(error) => {
                    error!(%error, "the outbox cannot be read");
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = tokio::time::sleep(std::time::Duration::from_secs(5)) => {}
                    }
                }
            }
        }
        under_way.close();
        // What takes longer keeps its claim, and is taken up again with its nonce.
        if tokio::time::timeout(LAST_WORD, under_way.wait())
            .await
            .is_err()
        {
            warn!(count = under_way.len(), "ended before every answer came");
        }
    }

    /// Waits until something may be due.
    async fn rest(&self, stop: &CancellationToken) {
        let now = self.outbox.clock.now();
        let next = match store::next_due(&self.db).await {
            Ok(next) => next,
            Err(error) => {
                error!(%error, "the outbox cannot be read");
                None
            }
        };
        let until = next.map_or(now + LOOK_EVERY, |next| next.min(now + LOOK_EVERY));
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.outbox.wake.notified() => {}
            () = self.outbox.clock.sleep_until(until) => {}
        }
    }

    async fn claim(&self) -> Result<Option<Claim>, DbError> {
        let now = self.outbox.clock.now();
        let mut tx = self.db.begin().await?;
        let claim =
            store::claim(&mut tx, self.db.lock_next(), now, now + self.settings.lease).await?;
        let claim = match claim {
            Some(store::Claimed::Unreadable { id, error }) => {
                error!(effect = id, %error, "an effect of another version is given up");
                store::give_up_unreadable(&mut tx, id, error.to_string(), now).await?;
                tx.commit().await?;
                return Box::pin(self.claim()).await;
            }
            Some(store::Claimed::Whole(claim)) => Some(*claim),
            None => None,
        };
        tx.commit().await?;
        Ok(claim)
    }

    async fn finish(&self, claim: &Claim) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        if claim.expires_at.is_some_and(|end| end <= now) {
            return self
                .settle(claim, State::Expired, None, Some("too late".into()))
                .await;
        }
        // A worker that ends in the middle of each attempt never comes to `again`.
        if claim.attempts > self.settings.attempts {
            return self
                .give_up(claim, "no attempt came to its end".into())
                .await;
        }
        let in_doubt = claim
            .unsure_before()
            .is_some_and(|since| since + self.settings.nonce_window <= now);
        // Well within the lease, so that no other worker does the same meanwhile.
        let time = self.settings.lease.to_std().unwrap_or_default() * 3 / 4;
        let Ok(outcome) = tokio::time::timeout(time, self.attempt(claim, in_doubt)).await else {
            return self
                .again(claim, "it took too long".into(), None, false)
                .await;
        };
        match outcome? {
            Outcome::Done(made) => self.done(claim, made).await,
            Outcome::Void(cause) => {
                self.settle(claim, State::Void, None, Some(cause.into()))
                    .await
            }
            Outcome::Failed(failure) => self.failed(claim, &failure).await,
            Outcome::Again {
                cause,
                wait,
                untouched,
            } => self.again(claim, cause, wait, untouched).await,
        }
    }

    /// Looks for the effect if it is in doubt, and sends it if it is not there.
    async fn attempt(&self, claim: &Claim, in_doubt: bool) -> Result<Outcome, DbError> {
        if in_doubt {
            match self.deliver.find(claim).await? {
                Found::There(made) => return Ok(Outcome::Done(made)),
                Found::NotThere => {}
                Found::Unclear(cause) => {
                    return Ok(Outcome::Again {
                        cause,
                        wait: None,
                        untouched: true,
                    });
                }
            }
        }
        self.deliver.deliver(claim).await
    }

    async fn done(&self, claim: &Claim, made: Option<i64>) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        let mut tx = self.db.begin().await?;
        if store::finish(&mut tx, claim, State::Sent, made, None, now).await? {
            self.deliver.record(&mut tx, claim, made).await?;
            tx.commit().await?;
        } else {
            info!(
                effect = claim.id,
                "another worker has taken this effect over"
            );
        }
        Ok(())
    }

    async fn settle(
        &self,
        claim: &Claim,
        state: State,
        made: Option<i64>,
        cause: Option<String>,
    ) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        let mut tx = self.db.begin().await?;
        store::finish(&mut tx, claim, state, made, cause, now).await?;
        tx.commit().await
    }

    async fn failed(&self, claim: &Claim, failure: &Failure) -> Result<(), DbError> {
        warn!(
            effect = claim.id,
            kind = claim.effect.stored().0,
            guild = %claim.guild,
            cause = failure.cause,
            "an effect cannot be done"
        );
        let now = self.outbox.clock.now();
        let in_doubt = failure.kind == FailureKind::GivenUp && claim.unsure_before().is_some();
        let state = if in_doubt {
            State::InDoubt
        } else {
            State::Failed
        };
        let cause = format!("{}{}", failure.kind.prefix(), failure.cause);
        let mut tx = self.db.begin().await?;
        let ours = store::finish(&mut tx, claim, state, None, Some(cause), now).await?;
        let for_staff = matches!(failure.kind, FailureKind::Guild | FailureKind::GivenUp);
        // A notice that fails itself is not followed by another.
        if ours && for_staff && claim.effect != Effect::StaffNotice {
            let notice = Wanted {
                effect: Effect::StaffNotice,
                guild: claim.guild,
                subject_id: claim.id,
                dedup: self.deliver.notice_key(claim, failure, now),
                due_at: now,
                expires_at: None,
            };
            self.outbox.want(&mut tx, &notice).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    async fn give_up(&self, claim: &Claim, cause: String) -> Result<(), DbError> {
        let failure = Failure {
            kind: FailureKind::GivenUp,
            cause,
        };
        self.failed(claim, &failure).await
    }

    async fn again(
        &self,
        claim: &Claim,
        cause: String,
        wait: Option<chrono::Duration>,
        untouched: bool,
    ) -> Result<(), DbError> {
        // An attempt that surely did nothing leaves earlier doubts as they were.
        let unsure_since = if untouched {
            claim.unsure_before()
        } else {
            claim.unsure_since
        };
        // A night without a network is no reason to give up.
        let attempts = if untouched {
            claim.attempts - 1
        } else {
            claim.attempts
        };
        if attempts >= self.settings.attempts {
            return self.give_up(claim, cause).await;
        }
        let now = self.outbox.clock.now();
        let pause = retry::pause(
            &self.settings,
            claim.attempts,
            now - claim.created_at,
            self.outbox.chance.fraction(),
            wait,
        );
        info!(
            effect = claim.id,
            kind = claim.effect.stored().0,
            attempt = claim.attempts,
            pause_ms = pause.num_milliseconds(),
            cause,
            "an effect will be tried again"
        );
        let mut tx = self.db.begin().await?;
        store::put_back(&mut tx, claim, now + pause, unsure_since, attempts, cause).await?;
        tx.commit().await
    }
}

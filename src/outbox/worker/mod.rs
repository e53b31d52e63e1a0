//! The worker: claim, commit, send, record.

mod attempt;

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{error, warn};

use super::doubt::Sighting;
use super::effect::Lane;
use super::lanes::{self, Line, Turns};
use super::model::{Claim, Destination, Failure, Outcome, Wanted};
use super::{Outbox, store};
use crate::clock::Instant;
use crate::config;
use crate::db::{Db, DbError, Tx};
use crate::ids::GuildId;

/// Who sends: `discord/deliver` in the program, a fake in tests.
pub trait Deliver: Send + Sync + 'static {
    /// Loads the subject as it is now, renders it and sends it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn deliver(&self, claim: &Claim) -> impl Future<Output = Result<Outcome, DbError>> + Send;

    /// Looks for an effect of unknown outcome.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn find(&self, claim: &Claim) -> impl Future<Output = Result<Sighting, DbError>> + Send;

    /// Records with the subject what was made, in the transaction that finishes the effect.
    /// What was `adopted` was found on Discord as an earlier attempt had made it, and may
    /// be out of date.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn record(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        made: Option<i64>,
        adopted: bool,
    ) -> impl Future<Output = Result<(), DbError>> + Send;

    /// What is wanted instead of an effect that cannot be done in its own way, after
    /// recording why in the same transaction. Where there is no other way: nothing.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    fn fall_back(
        &self,
        _tx: &mut Tx,
        _claim: &Claim,
    ) -> impl Future<Output = Result<Option<Wanted>, DbError>> + Send {
        async { Ok(None) }
    }

    /// What tells apart the causes that staff are told of once a day.
    fn notice_key(&self, claim: &Claim, failure: &Failure, now: Instant) -> String;

    /// What has used up its limit for a lane, and for how long.
    fn blocked(&self, _lane: Lane) -> Vec<(Destination, chrono::Duration)> {
        Vec::new()
    }
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
    turns: Arc<Mutex<Turns>>,
    /// What this process is working on, and until when each claim holds.
    held: Arc<Mutex<HashMap<i64, Instant>>>,
    /// An effect has ended: a slot is free, and the next of its subject may go.
    ended: Arc<Notify>,
}

impl<D> Clone for Worker<D> {
    fn clone(&self) -> Self {
        Self {
            db: self.db.clone(),
            outbox: self.outbox.clone(),
            settings: self.settings.clone(),
            deliver: Arc::clone(&self.deliver),
            turns: Arc::clone(&self.turns),
            held: Arc::clone(&self.held),
            ended: Arc::clone(&self.ended),
        }
    }
}

/// How long effects that are under way may take once the program is to end.
const LAST_WORD: Duration = Duration::from_secs(2);
/// How often the table is looked at and counted when nothing happens.
const LOOK_EVERY: chrono::Duration = chrono::Duration::seconds(60);
/// When to look again for what is due and could not be claimed.
const TRY_AGAIN: chrono::Duration = chrono::Duration::seconds(1);
/// How old the knowledge of what is due may be while there is much to send.
const STALE: Duration = Duration::from_millis(200);
/// How long to wait for a database that does not answer.
const DATABASE_PAUSE: Duration = Duration::from_secs(5);

impl<D: Deliver> Worker<D> {
    #[must_use]
    pub fn new(db: Db, outbox: Outbox, settings: config::Outbox, deliver: D) -> Self {
        Self {
            db,
            outbox,
            settings,
            deliver: Arc::new(deliver),
            turns: Arc::default(),
            held: Arc::default(),
            ended: Arc::default(),
        }
    }

    /// Claims one effect and sees it through.
    ///
    /// # Errors
    ///
    /// When the database does not answer. The effect is then tried again once its
    /// lease has ended.
    pub async fn step(&self) -> Result<Step, DbError> {
        let lines = store::lines(&self.db, self.outbox.clock.now()).await?;
        match self.claim(&lines, Lane::Bulk).await? {
            Some(claim) => {
                self.finish(&claim).await?;
                Ok(Step::Worked)
            }
            None => Ok(Step::Idle(lanes::next(&lines))),
        }
    }

    /// Works until `stop`, several effects at a time, and then finishes what is under way.
    pub async fn run(&self, stop: &CancellationToken) {
        let under_way = TaskTracker::new();
        let hears = tokio::spawn({
            let (worker, stop) = (self.clone(), stop.clone());
            async move { stop.run_until_cancelled(worker.hear()).await }
        });
        let slots = Slots::new(self.settings.workers, &self.ended);
        let mut looks = Looks::default();
        while !stop.is_cancelled() {
            if let Err(error) = self.round(&slots, &mut looks, &under_way, stop).await {
                error!(%error, "the outbox cannot be read");
                let pause = tokio::time::sleep(DATABASE_PAUSE);
                stop.run_until_cancelled(pause).await;
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
        // It only waits for announcements.
        hears.abort();
    }

    /// Begins what can be begun, or waits until something can.
    async fn round(
        &self,
        slots: &Slots,
        looks: &mut Looks,
        under_way: &TaskTracker,
        stop: &CancellationToken,
    ) -> Result<(), DbError> {
        // Registered before looking, so that nothing that comes in between is missed.
        let ended = self.ended.notified();
        let Some((lowest, mut slot)) = slots.take() else {
            tokio::select! {
                () = stop.cancelled() => {}
                () = ended => {}
            }
            return Ok(());
        };
        let lines = looks.lines(self).await?;
        match self.claim(&lines, lowest).await? {
            Some(claim) => {
                slot.used = true;
                let worker = self.clone();
                under_way.spawn(async move {
                    if let Err(error) = worker.finish(&claim).await {
                        error!(effect = claim.id, %error, "an effect could not be recorded");
                    }
                    drop(slot);
                });
            }
            None if looks.are_fresh => {
                drop(slot);
                let until = self.next_moment(&lines, looks);
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = ended => {}
                    () = self.outbox.wake.notified() => {}
                    () = self.outbox.clock.sleep_until(until) => {}
                }
                looks.read = None;
            }
            // What was known may have changed.
            None => looks.read = None,
        }
        Ok(())
    }

    /// When there may be something to do although nothing new is wanted.
    fn next_moment(&self, lines: &[Line], looks: &Looks) -> Instant {
        let now = self.outbox.clock.now();
        let free = if lines.iter().any(|line| line.due.is_some()) {
            // It stands behind another, its limit is used up, or another process looked at it
            // in this moment, of whose end nobody tells.
            let blocked = self.deliver.blocked(Lane::Bulk).into_iter();
            let frees = blocked.map(|(_, wait)| now + wait);
            Some(frees.fold(now + TRY_AGAIN, Instant::min))
        } else {
            None
        };
        let look = looks.counted.map_or(now, |counted| counted + LOOK_EVERY);
        [lanes::next(lines), free, Some(look)]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(look)
    }

    /// Passes on what other processes announce.
    async fn hear(&self) {
        loop {
            match self.db.listen(store::CHANNEL).await {
                Ok(mut listener) => loop {
                    listener.heard().await;
                    self.outbox.wake();
                },
                Err(error) => {
                    warn!(%error, "announcements of other processes cannot be heard");
                    tokio::time::sleep(DATABASE_PAUSE).await;
                }
            }
        }
    }

    /// Claims one effect of a lane down to `lowest`: of the first line that has one.
    async fn claim(&self, lines: &[Line], lowest: Lane) -> Result<Option<Claim>, DbError> {
        let order = self.turns().order(lines, lowest);
        for line in order {
            if let Some(claim) = self.claim_of(line).await? {
                self.turns().served(line.0, line.1);
                return Ok(Some(claim));
            }
        }
        Ok(None)
    }

    async fn claim_of(&self, line: (Lane, GuildId)) -> Result<Option<Claim>, DbError> {
        let blocked = self.deliver.blocked(line.0).into_iter();
        let mut except = store::Except {
            full: blocked.map(|(destination, _)| destination).collect(),
            held: Vec::new(),
        };
        loop {
            let now = self.outbox.clock.now();
            let held = self.held().clone().into_iter();
            except.held = held
                .filter(|(_, until)| *until <= now)
                .map(|(id, _)| id)
                .collect();
            let mut tx = self.db.begin().await?;
            let lease_until = now + self.settings.lease;
            let lock = self.db.lock_next();
            let claim = store::claim(&mut tx, lock, line, &except, now, lease_until).await?;
            match claim {
                Some(store::Claimed::Unreadable { id, error }) => {
                    error!(effect = id, %error, "an effect of another version is given up");
                    store::give_up_unreadable(&mut tx, id, error.to_string(), now).await?;
                    tx.commit().await?;
                }
                Some(store::Claimed::Whole(claim)) => {
                    tx.commit().await?;
                    self.held().insert(claim.id, lease_until);
                    return Ok(Some(*claim));
                }
                None => return Ok(None),
            }
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<i64, Instant>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turns(&self) -> std::sync::MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many effects may be under way. A quarter is kept for those someone waits for.
struct Slots {
    all: Arc<Semaphore>,
    lower: Arc<Semaphore>,
    ended: Arc<Notify>,
}

/// One effect's place. Dropped, also by a panic, it is free again, and if it was used the
/// worker knows.
struct Slot {
    used: bool,
    place: Option<OwnedSemaphorePermit>,
    lower: Option<OwnedSemaphorePermit>,
    ended: Arc<Notify>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        drop((self.place.take(), self.lower.take()));
        if self.used {
            self.ended.notify_waiters();
        }
    }
}

impl Slots {
    fn new(workers: u32, ended: &Arc<Notify>) -> Self {
        let lower = (workers - workers / 4).max(1);
        let semaphore = |places: u32| Arc::new(Semaphore::new(places as usize));
        Self {
            all: semaphore(workers),
            lower: semaphore(lower),
            ended: Arc::clone(ended),
        }
    }

    /// A free place and the least urgent lane that may have it.
    fn take(&self) -> Option<(Lane, Slot)> {
        let place = Arc::clone(&self.all).try_acquire_owned().ok()?;
        let lower = Arc::clone(&self.lower).try_acquire_owned().ok();
        let lowest = if lower.is_some() {
            Lane::Bulk
        } else {
            Lane::Person
        };
        let slot = Slot {
            used: false,
            place: Some(place),
            lower,
            ended: Arc::clone(&self.ended),
        };
        Some((lowest, slot))
    }
}

/// What was last seen of the table.
#[derive(Default)]
struct Looks {
    read: Option<(tokio::time::Instant, Vec<Line>)>,
    /// Whether `read` was read in this round.
    are_fresh: bool,
    counted: Option<Instant>,
}

impl Looks {
    /// What is unfinished; read anew when something new was wanted, or after a moment.
    async fn lines<D: Deliver>(&mut self, worker: &Worker<D>) -> Result<Vec<Line>, DbError> {
        let woken = futures_util::FutureExt::now_or_never(worker.outbox.wake.notified()).is_some();
        self.are_fresh = false;
        if let Some((at, lines)) = &self.read
            && !woken
            && at.elapsed() < STALE
        {
            return Ok(lines.clone());
        }
        self.are_fresh = true;
        let now = worker.outbox.clock.now();
        let counted = self.counted.is_some_and(|at| now < at + LOOK_EVERY);
        let lines = if counted {
            store::lines(&worker.db, now).await?
        } else {
            // One query a minute serves both, so that an idle bot asks no more often.
            let overview = worker.outbox.overview(&worker.db).await?;
            overview.log();
            self.counted = Some(now);
            overview.lines
        };
        self.read = Some((tokio::time::Instant::now(), lines.clone()));
        Ok(lines)
    }
}

//! Durable sends: every effect on Discord beyond the direct answer to an interaction.
//!
//! A use case writes what it [`Wanted`] in its own transaction. The [`Worker`] claims,
//! commits, sends through a [`Deliver`], and records. The payload is an id: what is
//! sent is rendered when it is sent, so it is true then.
//!
//! - [`effect`]: which effects there are, and how urgent each is. [`model`]: what can become of one.
//! - [`store`]: the table. [`worker`]: the loop over one step.
//! - Rules without I/O: [`lanes`] (who is served next), [`doubt`] (what to do when nobody
//!   knows whether it was done), [`retry`] (the pauses).
//! - [`overview`]: how it stands, for operators.

mod doubt;
mod effect;
mod lanes;
mod model;
mod overview;
mod retry;
mod store;
mod worker;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::clock::{Chance, Clock, Instant};
use crate::db::{Db, DbError, Tx};
use crate::ids::{ChannelId, GuildId};

pub use doubt::{Found, Repeat, Sighting};
pub use effect::{Effect, Lane};
pub use model::{Claim, Destination, Failure, FailureKind, Outcome, State, Wanted};
pub use overview::Overview;
pub use store::{Filter, Row};
pub use worker::{Deliver, Step, Worker};

/// What is recorded with an effect of unknown outcome that was found to be done.
pub const ADOPTED: &str = "it was there already";
/// What is recorded with an effect that an operator took back.
const CANCELLED: &str = "cancelled by an operator";

/// Where use cases say what they want to happen. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Outbox {
    chance: Chance,
    clock: Clock,
    wake: Arc<Notify>,
    /// When something was last mended in a guild.
    mended: Arc<Mutex<HashMap<GuildId, Instant>>>,
}

impl Outbox {
    #[must_use]
    pub fn new(clock: Clock, chance: Chance) -> Self {
        Self {
            chance,
            clock,
            wake: Arc::default(),
            mended: Arc::default(),
        }
    }

    /// Writes a wanted effect in the caller's transaction. One with the same key that
    /// is wanted already is the same one.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn want(&self, tx: &mut Tx, wanted: &Wanted) -> Result<(), DbError> {
        // 21 characters: Discord takes 25.
        let nonce = format!("t{:020}", self.chance.number());
        store::insert(tx, wanted, &nonce, self.clock.now()).await
    }

    /// Whether an effect is under way or due by an instant for any of these subjects.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn any_due(
        &self,
        tx: &mut Tx,
        effect: Effect,
        subjects: &[i64],
        by: Instant,
    ) -> Result<bool, DbError> {
        store::any_due(tx, effect, subjects, by).await
    }

    /// Whether something that was wanted up to an instant is under way, due and not begun, or to be
    /// tried again.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_behind(&self, tx: &mut Tx, wanted_by: Instant) -> Result<bool, DbError> {
        store::is_behind(tx, wanted_by, self.clock.now()).await
    }

    /// How many effects of a kind for these subjects are not done and not given up as useless.
    /// What failed is among them: it may be mended.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn open(
        &self,
        tx: &mut Tx,
        effect: Effect,
        subjects: &[i64],
    ) -> Result<i64, DbError> {
        store::open(tx, effect, subjects).await
    }

    /// How many of these wait until somebody mends something: they do not go on by themselves.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn held_up(
        &self,
        tx: &mut Tx,
        effect: Effect,
        subjects: &[i64],
    ) -> Result<i64, DbError> {
        store::held_up(tx, effect, subjects).await
    }

    /// Whether an effect of a kind for a subject is not over, or was over only since a moment.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_open_or_over_since(
        &self,
        tx: &mut Tx,
        effect: Effect,
        id: i64,
        since: Instant,
    ) -> Result<bool, DbError> {
        store::is_open_or_over_since(tx, effect, id, since).await
    }

    /// The ids on Discord of what effects of a kind have made for these subjects.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn made(
        &self,
        tx: &mut Tx,
        effect: Effect,
        subjects: &[i64],
    ) -> Result<Vec<i64>, DbError> {
        store::made(tx, effect, subjects).await
    }

    /// Forgets that what is over went into a channel: somebody's conversation leads to them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn forget_destination(&self, tx: &mut Tx, channel: ChannelId) -> Result<(), DbError> {
        store::forget_destination(tx, channel).await
    }

    /// Tells the worker that something may be due. Call it after the commit.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Makes due again what failed because something was missing in the guild
    /// (a permission, a channel), now that this may have changed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn revive(&self, db: &Db, guild: GuildId) -> Result<u64, DbError> {
        let now = self.clock.now();
        self.mended().insert(guild, now);
        let mut tx = db.begin().await?;
        let revived = store::revive(&mut tx, guild, now).await?;
        tx.commit().await?;
        if revived > 0 {
            self.wake();
        }
        Ok(revived)
    }

    /// Whether something was mended in a guild since an instant: what was under way then
    /// may have failed for what is there by now.
    fn was_mended_since(&self, guild: GuildId, since: Instant) -> bool {
        self.mended().get(&guild).is_some_and(|at| *at >= since)
    }

    fn mended(&self) -> MutexGuard<'_, HashMap<GuildId, Instant>> {
        self.mended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives back the claims of a process that has ended. Only where no other process
    /// works on the same database: that of `SQLite` is one process's.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn release_claims(&self, db: &Db) -> Result<(), DbError> {
        if !db.is_ours_alone() {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        store::release_all(&mut tx).await?;
        tx.commit().await
    }

    /// One row, for whoever reports on it.
    ///
    /// # Errors
    ///
    /// When the database does not answer or the row cannot be read.
    pub async fn find(&self, db: &Db, id: i64) -> Result<Option<Row>, DbError> {
        store::find(db, id).await
    }

    /// The rows of a filter, oldest first.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a row cannot be read.
    pub async fn list(&self, db: &Db, filter: impl Into<Filter>) -> Result<Vec<Row>, DbError> {
        store::list(db, filter.into()).await
    }

    /// Makes an effect due again that failed, came too late, was taken back or is in
    /// doubt; `false` if it is none of these. One in doubt is looked for first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn retry(&self, db: &Db, id: i64) -> Result<bool, DbError> {
        let mut tx = db.begin().await?;
        let retried = store::retry(&mut tx, id, self.clock.now()).await?;
        tx.announce(store::CHANNEL).await?;
        tx.commit().await?;
        self.wake();
        Ok(retried)
    }

    /// Takes back an effect that is not under way or done; `false` if it is.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn cancel(&self, db: &Db, id: i64) -> Result<bool, DbError> {
        let mut tx = db.begin().await?;
        let cancelled = store::cancel(&mut tx, id, CANCELLED, self.clock.now()).await?;
        // What stood behind it may go now.
        tx.announce(store::CHANNEL).await?;
        tx.commit().await?;
        self.wake();
        Ok(cancelled)
    }

    /// How the outbox stands.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn overview(&self, db: &Db) -> Result<Overview, DbError> {
        let now = self.clock.now();
        let tallies = store::tallies(db, now).await?;
        Ok(Overview::of(&tallies, now))
    }
}

//! Who comes new into a server: welcomed once, and spoken to once more if nothing was heard of them.

use super::service::Members;
use super::store::{consents, newcomers};
use crate::clock::{Clock, Instant};
use crate::db::{DbError, Tx};
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::keeping::{Keep, Tally, Wake};
use crate::outbox::{Destination, Effect, Wanted};

/// After how long somebody of whom nothing was heard is spoken to once more.
const SILENCE: chrono::Duration = chrono::Duration::days(7);
/// How many are looked at in one go.
const AT_ONCE: i64 = 20;
/// A welcome that comes later than this is none.
const WELCOME_WITHIN: chrono::Duration = chrono::Duration::days(3);

/// A word that nobody reads a conversation is of no use later than this.
const ANSWERED_WITHIN: chrono::Duration = chrono::Duration::hours(1);

/// How a server receives those who come new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reception {
    /// Who has joined since is new; nobody is where it has none.
    pub since: Option<Instant>,
    /// Whether they are welcomed.
    pub greets: bool,
    /// Whether they are asked before anything about them is kept.
    pub asks_consent: bool,
}

impl Reception {
    /// Whether anybody is asked for being new.
    #[must_use]
    pub fn asks_newcomers(&self) -> bool {
        self.asks_consent && self.since.is_some()
    }

    /// Whether somebody who has joined then is new.
    #[must_use]
    pub fn is_new(&self, joined_at: Instant) -> bool {
        self.since.is_some_and(|since| joined_at > since)
    }
}

/// Somebody who was welcomed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newcomer {
    pub guild: GuildId,
    pub user: UserId,
    pub joined_at: Instant,
    /// Whether nothing was heard of them so far.
    pub is_silent: bool,
    /// Whether they are away again.
    pub has_left: bool,
}

impl Members {
    /// Somebody has joined a server, and is new there unless they are back; where it greets they
    /// are welcomed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn joined(
        &self,
        guild: GuildId,
        user: UserId,
        joined_at: Instant,
        reception: Reception,
    ) -> Result<(), DbError> {
        if !reception.is_new(joined_at) {
            return Ok(());
        }
        // A welcome that comes late is none; that they are new is known all the same.
        let greets_late = self.clock.now() > joined_at + WELCOME_WITHIN;
        let greets = reception.greets && !greets_late;
        let nudge_at = Some(joined_at + SILENCE).filter(|_| !greets_late);
        let mut tx = self.db.begin().await?;
        let id = newcomers::insert(&mut tx, guild, user, joined_at, nudge_at).await?;
        let Some(id) = id else { return Ok(()) };
        // It may have waited for somebody who refused, and was forgotten, at the same time.
        if consents::find_in(&mut tx, guild, user).await?.is_some() {
            return Ok(());
        }
        if greets {
            let until = joined_at + WELCOME_WITHIN;
            self.say_to(&mut tx, Effect::Welcome, guild, id, until)
                .await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(())
    }

    async fn say_to(
        &self,
        tx: &mut Tx,
        effect: Effect,
        guild: GuildId,
        subject_id: i64,
        until: Instant,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            effect,
            guild,
            subject_id,
            destination: None,
            dedup: String::new(),
            due_at: self.clock.now(),
            expires_at: Some(until),
        };
        self.outbox.want(tx, &wanted).await
    }

    /// Whoever does not agree is not named where they were welcomed before all; to be called before
    /// it is forgotten that they are new.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn take_welcome_back(
        &self,
        guild: GuildId,
        user: UserId,
        channel: ChannelId,
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let Some(id) = newcomers::id_of(&mut tx, guild, user).await? else {
            return Ok(());
        };
        let here = Effect::WelcomeHere;
        for message in self.outbox.made(&mut tx, here, &[id]).await? {
            let wanted = Wanted {
                effect: Effect::WelcomeGone,
                guild,
                subject_id: message,
                destination: Some(Destination::Channel(channel)),
                dedup: String::new(),
                due_at: self.clock.now(),
                expires_at: None,
            };
            self.outbox.want(&mut tx, &wanted).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// Somebody has written to the bot itself, where nobody reads, and is to be told so.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn nobody_reads(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let wanted = Wanted {
            effect: Effect::NobodyReads,
            guild,
            subject_id: message.get(),
            destination: Some(Destination::Channel(channel)),
            dedup: String::new(),
            due_at: now,
            expires_at: Some(now + ANSWERED_WITHIN),
        };
        let mut tx = self.db.begin().await?;
        self.outbox.want(&mut tx, &wanted).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// Nothing was heard of somebody for long enough: they are spoken to once more.
    async fn nudge(&self, id: i64) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let silent = self.newcomer_in(&mut tx, id).await?;
        let now = self.clock.now();
        if let Some(newcomer) = silent
            && newcomers::nudged(&mut tx, id, now).await?
        {
            let until = newcomer.joined_at + SILENCE + WELCOME_WITHIN;
            self.say_to(&mut tx, Effect::Nudge, newcomer.guild, id, until)
                .await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// Whether somebody has joined a server since it is known, and has answered nothing.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub(super) async fn is_newcomer(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        newcomers::is_known(&self.db, guild, user).await
    }

    /// Somebody who was welcomed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn newcomer(&self, id: i64) -> Result<Option<Newcomer>, DbError> {
        newcomers::find(&self.db, id).await
    }

    /// The same, as a transaction sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn newcomer_in(&self, tx: &mut Tx, id: i64) -> Result<Option<Newcomer>, DbError> {
        newcomers::find_in(tx, id).await
    }

    /// Somebody does or writes something, wherever that is: they need not be spoken to.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn heard(&self, user: UserId) -> Result<(), DbError> {
        if !newcomers::is_silent(&self.db, user).await? {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        newcomers::heard(&mut tx, user).await?;
        tx.commit().await
    }
}

/// Newcomers of whom nothing was heard are spoken to.
impl Keep for Members {
    const WHAT: &'static str = "newcomers";

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn wake(&self) -> &Wake {
        &self.keeper
    }

    async fn look(&self, now: Instant) -> Result<Tally, DbError> {
        let mut tally = Tally::default();
        for id in newcomers::silent(&self.db, now, AT_ONCE).await? {
            tally.add(self.nudge(id).await);
        }
        Ok(tally)
    }

    async fn next(&self) -> Result<Option<Instant>, DbError> {
        newcomers::next(&self.db).await
    }
}

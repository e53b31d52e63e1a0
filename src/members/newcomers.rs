//! Who comes new into a server: welcomed once, and spoken to once more if nothing was heard of them.

use super::service::Members;
use crate::clock::{Clock, Instant};
use crate::db::{DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, UserId};
use crate::keeping::{Keep, Stepped, Tally, Wake};
use crate::outbox::{Effect, Wanted};

/// After how long somebody of whom nothing was heard is spoken to once more.
const SILENCE: chrono::Duration = chrono::Duration::days(7);
/// How many one step of the keeper looks at.
const AT_ONCE: i64 = 20;
/// A welcome that comes later than this is none.
const WELCOME_WITHIN: chrono::Duration = chrono::Duration::days(3);
/// Those who join at nearly the same time may be heard of in any order.
const ORDER: chrono::Duration = chrono::Duration::minutes(10);

/// Somebody who was welcomed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newcomer {
    pub guild: GuildId,
    pub user: UserId,
    pub joined_at: Instant,
}

impl ReadRow for Newcomer {
    const TABLE: &'static str = "newcomers";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            joined_at: row.instant(Self::TABLE, "joined_at")?,
        })
    }
}

impl Members {
    /// Somebody has joined a server: they are welcomed, if they were not before.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn joined(
        &self,
        guild: GuildId,
        user: UserId,
        joined_at: Instant,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        if now > joined_at + WELCOME_WITHIN || self.consent(guild, user).await?.is_some() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        let id: Option<i64> = tx
            .one(
                sql(
                    "INSERT INTO newcomers (guild_id, user_id, joined_at, nudge_at) \
                     VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (guild_id, user_id) DO NOTHING RETURNING id AS n",
                )
                .bind(guild.get())
                .bind(user.get())
                .bind(joined_at)
                .bind(joined_at + SILENCE),
            )
            .await?;
        let Some(id) = id else { return Ok(()) };
        let until = joined_at + WELCOME_WITHIN;
        self.say_to(&mut tx, Effect::Welcome, guild, id, until)
            .await?;
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

    /// Nothing was heard of somebody for long enough: they are spoken to once more.
    async fn nudge(&self, id: i64) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let silent = self.newcomer_in(&mut tx, id).await?;
        let due = "UPDATE newcomers SET nudge_at = NULL WHERE id = $1 AND nudge_at IS NOT NULL";
        if let Some(newcomer) = silent
            && tx.execute(sql(due).bind(id)).await? == 1
        {
            let until = newcomer.joined_at + SILENCE + WELCOME_WITHIN;
            self.say_to(&mut tx, Effect::Nudge, newcomer.guild, id, until)
                .await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// Since when those who join while nobody listened are new in a server: since the last who
    /// was welcomed, or since the server is known.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn welcomed_until(
        &self,
        guild: GuildId,
        known_since: Instant,
    ) -> Result<Instant, DbError> {
        let last: Option<Newcomer> = self
            .db
            .one(
                sql("SELECT * FROM newcomers WHERE guild_id = $1 \
                     ORDER BY joined_at DESC LIMIT 1")
                .bind(guild.get()),
            )
            .await?;
        let last = last.map(|last| last.joined_at - ORDER);
        Ok(last.map_or(known_since, |last| last.max(known_since)))
    }

    /// Somebody who was welcomed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn newcomer(&self, id: i64) -> Result<Option<Newcomer>, DbError> {
        self.db
            .one(sql("SELECT * FROM newcomers WHERE id = $1").bind(id))
            .await
    }

    /// The same, as a transaction sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn newcomer_in(&self, tx: &mut Tx, id: i64) -> Result<Option<Newcomer>, DbError> {
        tx.one(sql("SELECT * FROM newcomers WHERE id = $1").bind(id))
            .await
    }

    /// Somebody does or writes something: they need not be spoken to.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn heard(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        let silent = "guild_id = $1 AND user_id = $2 AND nudge_at IS NOT NULL";
        let of = |text: String| sql(text).bind(guild.get()).bind(user.get());
        let text = format!("SELECT id AS n FROM newcomers WHERE {silent}");
        let known: Option<i64> = self.db.one(of(text)).await?;
        if known.is_none() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        let text = format!("UPDATE newcomers SET nudge_at = NULL WHERE {silent}");
        tx.execute(of(text)).await?;
        tx.commit().await
    }
}

/// Speaks to newcomers of whom nothing was heard.
#[derive(Clone, Debug)]
pub struct NewcomerKeeper(Members);

impl NewcomerKeeper {
    #[must_use]
    pub fn new(members: Members) -> Self {
        Self(members)
    }
}

impl Keep for NewcomerKeeper {
    const WHAT: &'static str = "newcomers";

    fn clock(&self) -> &Clock {
        &self.0.clock
    }

    fn wake(&self) -> &Wake {
        &self.0.keeper
    }

    async fn step(&self) -> Result<Stepped, DbError> {
        let service = &self.0;
        let silent: Vec<i64> = service
            .db
            .all(
                sql("SELECT id AS n FROM newcomers WHERE nudge_at <= $1 \
                     ORDER BY nudge_at LIMIT $2")
                .bind(service.clock.now())
                .bind(AT_ONCE),
            )
            .await?;
        let mut tally = Tally::default();
        for id in silent {
            tally.add(service.nudge(id).await);
        }
        match tally.end()? {
            0 => {
                let next: Option<Next> = service
                    .db
                    .one(sql("SELECT MIN(nudge_at) AS at FROM newcomers"))
                    .await?;
                Ok(Stepped::Idle(next.and_then(|next| next.0)))
            }
            looked => Ok(Stepped::Looked(looked)),
        }
    }
}

struct Next(Option<Instant>);

impl ReadRow for Next {
    const TABLE: &'static str = "newcomers";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(row.opt_instant(Self::TABLE, "at")?))
    }
}

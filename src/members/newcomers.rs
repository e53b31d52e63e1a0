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

impl ReadRow for Newcomer {
    const TABLE: &'static str = "newcomers";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            joined_at: row.instant(Self::TABLE, "joined_at")?,
            is_silent: row.opt_instant(Self::TABLE, "nudge_at")?.is_some(),
            has_left: row.int(Self::TABLE, "has_left")? != 0,
        })
    }
}

const NEWCOMER: &str = "SELECT n.*, (SELECT COUNT(*) FROM leavings l \
     WHERE l.guild_id = n.guild_id AND l.user_id = n.user_id) AS has_left \
     FROM newcomers n WHERE n.id = $1";

impl Members {
    /// Somebody has joined a server, and is new there unless they are back; with `greets`
    /// they are welcomed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn joined(
        &self,
        guild: GuildId,
        user: UserId,
        joined_at: Instant,
        greets: bool,
    ) -> Result<(), DbError> {
        // A welcome that comes late is none; that they are new is known all the same.
        let greets_late = self.clock.now() > joined_at + WELCOME_WITHIN;
        let greets = greets && !greets_late;
        let nudge_at = Some(joined_at + SILENCE).filter(|_| !greets_late);
        let mut tx = self.db.begin().await?;
        let id: Option<i64> = tx
            .one(
                sql(
                    "INSERT INTO newcomers (guild_id, user_id, joined_at, nudge_at) \
                     SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), \
                         CAST($4 AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM leavings \
                         WHERE guild_id = $1 AND user_id = $2) \
                     AND NOT EXISTS (SELECT 1 FROM consents \
                         WHERE guild_id = $1 AND user_id = $2) \
                     ON CONFLICT (guild_id, user_id) DO NOTHING RETURNING id AS n",
                )
                .bind(guild.get())
                .bind(user.get())
                .bind(joined_at)
                .bind(nudge_at),
            )
            .await?;
        let Some(id) = id else { return Ok(()) };
        // It may have waited for somebody who refused, and was forgotten, at the same time.
        if self.consent_in(&mut tx, guild, user).await?.is_some() {
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

    /// Nothing was heard of somebody for long enough: they are spoken to once more.
    async fn nudge(&self, id: i64) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let silent = self.newcomer_in(&mut tx, id).await?;
        let now = self.clock.now();
        let due = "UPDATE newcomers SET nudged_at = $2 \
                   WHERE id = $1 AND nudge_at IS NOT NULL AND nudged_at IS NULL";
        if let Some(newcomer) = silent
            && tx.execute(sql(due).bind(id).bind(now)).await? == 1
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
    pub async fn is_newcomer(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        let found: Option<i64> = self
            .db
            .one(
                sql("SELECT id AS n FROM newcomers WHERE guild_id = $1 AND user_id = $2")
                    .bind(guild.get())
                    .bind(user.get()),
            )
            .await?;
        Ok(found.is_some())
    }

    /// The server that somebody has joined last, as far as it is known.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn last_welcomed_in(&self, user: UserId) -> Result<Option<GuildId>, DbError> {
        let guild: Option<i64> = self
            .db
            .one(
                sql(
                    "SELECT n.guild_id AS n FROM newcomers n WHERE n.user_id = $1 \
                     AND NOT EXISTS (SELECT 1 FROM leavings l \
                         WHERE l.guild_id = n.guild_id AND l.user_id = n.user_id) \
                     ORDER BY n.joined_at DESC LIMIT 1",
                )
                .bind(user.get()),
            )
            .await?;
        Ok(guild.map(GuildId::stored))
    }

    /// Somebody who was welcomed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn newcomer(&self, id: i64) -> Result<Option<Newcomer>, DbError> {
        self.db.one(sql(NEWCOMER).bind(id)).await
    }

    /// The same, as a transaction sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn newcomer_in(&self, tx: &mut Tx, id: i64) -> Result<Option<Newcomer>, DbError> {
        tx.one(sql(NEWCOMER).bind(id)).await
    }

    /// Somebody does or writes something, wherever that is: they need not be spoken to.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn heard(&self, user: UserId) -> Result<(), DbError> {
        let silent = "user_id = $1 AND nudge_at IS NOT NULL";
        let text = format!("SELECT id AS n FROM newcomers WHERE {silent} LIMIT 1");
        let known: Option<i64> = self.db.one(sql(text).bind(user.get())).await?;
        if known.is_none() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        let text = format!("UPDATE newcomers SET nudge_at = NULL WHERE {silent}");
        tx.execute(sql(text).bind(user.get())).await?;
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
                sql(
                    "SELECT id AS n FROM newcomers WHERE nudge_at <= $1 AND nudged_at IS NULL \
                     ORDER BY nudge_at LIMIT $2",
                )
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
                    .one(sql("SELECT MIN(nudge_at) AS at FROM newcomers \
                         WHERE nudged_at IS NULL"))
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

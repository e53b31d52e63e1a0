//! The table `newcomers`.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{GuildId, UserId};
use crate::members::Newcomer;

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

/// Records that somebody is new, and will be spoken to then; `None` where they are known, were away
/// or have answered before.
pub async fn insert(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    joined_at: Instant,
    nudge_at: Option<Instant>,
) -> Result<Option<i64>, DbError> {
    tx.one(
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
    .await
}

/// That they are new is not known any more.
pub async fn delete(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    let text = "DELETE FROM newcomers WHERE guild_id = $1 AND user_id = $2";
    tx.execute(sql(text).bind(guild.get()).bind(user.get()))
        .await?;
    Ok(())
}

/// A newcomer.
pub async fn find(db: &Db, id: i64) -> Result<Option<Newcomer>, DbError> {
    db.one(sql(NEWCOMER).bind(id)).await
}

/// The same, as this transaction sees it.
pub async fn find_in(tx: &mut Tx, id: i64) -> Result<Option<Newcomer>, DbError> {
    tx.one(sql(NEWCOMER).bind(id)).await
}

fn of(guild: GuildId, user: UserId) -> Sql {
    sql("SELECT id AS n FROM newcomers WHERE guild_id = $1 AND user_id = $2")
        .bind(guild.get())
        .bind(user.get())
}

/// Whether somebody is known as new in a server.
pub async fn is_known(db: &Db, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let found: Option<i64> = db.one(of(guild, user)).await?;
    Ok(found.is_some())
}

/// By which number somebody is known who is new in a guild.
pub async fn id_of(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<Option<i64>, DbError> {
    tx.one(of(guild, user)).await
}

/// Those who are to be spoken to, the longest silent first.
pub async fn silent(db: &Db, now: Instant, most: i64) -> Result<Vec<i64>, DbError> {
    db.all(
        sql(
            "SELECT id AS n FROM newcomers WHERE nudge_at <= $1 AND nudged_at IS NULL \
             ORDER BY nudge_at LIMIT $2",
        )
        .bind(now)
        .bind(most),
    )
    .await
}

/// When the next is, if there is one.
pub async fn next(db: &Db) -> Result<Option<Instant>, DbError> {
    let next: Option<Option<Instant>> = db
        .one(sql(
            "SELECT MIN(nudge_at) AS at FROM newcomers WHERE nudged_at IS NULL",
        ))
        .await?;
    Ok(next.flatten())
}

/// They are spoken to now; `false` where something was heard of them, or it was done.
pub async fn nudged(tx: &mut Tx, id: i64, now: Instant) -> Result<bool, DbError> {
    let text = "UPDATE newcomers SET nudged_at = $2 \
                WHERE id = $1 AND nudge_at IS NOT NULL AND nudged_at IS NULL";
    Ok(tx.execute(sql(text).bind(id).bind(now)).await? == 1)
}

/// Whether nothing was heard of somebody so far, in any server.
pub async fn is_silent(db: &Db, user: UserId) -> Result<bool, DbError> {
    let text = "SELECT id AS n FROM newcomers \
                WHERE user_id = $1 AND nudge_at IS NOT NULL LIMIT 1";
    let known: Option<i64> = db.one(sql(text).bind(user.get())).await?;
    Ok(known.is_some())
}

/// Something was heard of them.
pub async fn heard(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    let text = "UPDATE newcomers SET nudge_at = NULL \
                WHERE user_id = $1 AND nudge_at IS NOT NULL";
    tx.execute(sql(text).bind(user.get())).await?;
    Ok(())
}

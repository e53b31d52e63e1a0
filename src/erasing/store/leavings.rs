//! The table `leavings`: who has left.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{GuildId, UserId};

/// Somebody has left a server; the first time counts.
pub async fn put(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    now: Instant,
    erase_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO leavings (guild_id, user_id, left_at, erase_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (guild_id, user_id) DO NOTHING",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(now)
        .bind(erase_at),
    )
    .await?;
    Ok(())
}

/// What they left behind goes at another time.
pub async fn put_off(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    erase_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE leavings SET erase_at = $3 WHERE guild_id = $1 AND user_id = $2")
            .bind(guild.get())
            .bind(user.get())
            .bind(erase_at),
    )
    .await?;
    Ok(())
}

/// They are back, or it begins; `false` if they were not away.
pub async fn forget(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql("DELETE FROM leavings WHERE guild_id = $1 AND user_id = $2")
                .bind(guild.get())
                .bind(user.get()),
        )
        .await?;
    Ok(affected == 1)
}

struct Leaving(GuildId, UserId);

impl ReadRow for Leaving {
    const TABLE: &'static str = "leavings";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            UserId::stored(row.int(Self::TABLE, "user_id")?),
        ))
    }
}

fn leaving(guild: GuildId, user: UserId) -> Sql {
    sql("SELECT user_id AS n FROM leavings WHERE guild_id = $1 AND user_id = $2")
        .bind(guild.get())
        .bind(user.get())
}

/// Whether somebody has left a server.
pub async fn is_away(db: &Db, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let found: Option<i64> = db.one(leaving(guild, user)).await?;
    Ok(found.is_some())
}

/// The same, as this transaction sees it.
pub async fn is_away_in(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let found: Option<i64> = tx.one(leaving(guild, user)).await?;
    Ok(found.is_some())
}

/// Those who have left a server.
pub async fn away(db: &Db, guild: GuildId) -> Result<Vec<UserId>, DbError> {
    let users: Vec<i64> = db
        .all(sql("SELECT user_id AS n FROM leavings WHERE guild_id = $1").bind(guild.get()))
        .await?;
    Ok(users.into_iter().map(UserId::stored).collect())
}

/// Those who have been away long enough.
pub async fn gone_for_good(
    db: &Db,
    now: Instant,
    most: i64,
) -> Result<Vec<(GuildId, UserId)>, DbError> {
    let gone: Vec<Leaving> = db
        .all(
            sql(
                "SELECT guild_id, user_id FROM leavings WHERE erase_at <= $1 \
                 ORDER BY erase_at LIMIT $2",
            )
            .bind(now)
            .bind(most),
        )
        .await?;
    Ok(gone.into_iter().map(|one| (one.0, one.1)).collect())
}

//! The table `erasure_traces`.

use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ErasureId, GuildId, MessageId};
use crate::members::Trace;

struct Stored(Trace, ErasureId);

impl ReadRow for Stored {
    const TABLE: &'static str = "erasure_traces";

    fn read(row: &Row) -> Result<Self, DbError> {
        let erasure = row.int(Self::TABLE, "erasure_id")?;
        Ok(Self(Trace::read(row)?, ErasureId(erasure)))
    }
}

/// Stores a trace, once.
pub async fn put(tx: &mut Tx, id: ErasureId, trace: &Trace) -> Result<(), DbError> {
    let (channel, what, number) = trace.stored();
    tx.execute(
        sql(
            "INSERT INTO erasure_traces (erasure_id, guild_id, channel_id, what, message_id) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (erasure_id, channel_id, what, message_id) DO NOTHING",
        )
        .bind(id.0)
        .bind(trace.guild.get())
        .bind(channel)
        .bind(what)
        .bind(number),
    )
    .await?;
    Ok(())
}

/// What the bot says from this message on is not gone through; what they write themselves is.
pub async fn bound(tx: &mut Tx, id: ErasureId, before: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE erasure_traces SET before_id = $1 \
             WHERE erasure_id = $2 AND what IN ('names', 'ours', 'reactions')")
        .bind(before.get())
        .bind(id.0),
    )
    .await?;
    Ok(())
}

/// A trace, and of which erasure it is.
pub async fn find(db: &Db, id: i64) -> Result<Option<(Trace, ErasureId)>, DbError> {
    let found: Option<Stored> = db
        .one(sql("SELECT * FROM erasure_traces WHERE id = $1").bind(id))
        .await?;
    Ok(found.map(|stored| (stored.0, stored.1)))
}

/// How far a channel was seen to, from its newest message back.
pub async fn before(db: &Db, id: i64) -> Result<Option<MessageId>, DbError> {
    let found: Option<i64> = db
        .one(
            sql("SELECT before_id AS n FROM erasure_traces \
                 WHERE id = $1 AND before_id IS NOT NULL")
            .bind(id),
        )
        .await?;
    Ok(found.map(MessageId::stored))
}

/// What they wrote is gone through once more, from the newest: the traces, and in which server each
/// is. None if that was done.
pub async fn once_more(tx: &mut Tx, id: ErasureId) -> Result<Vec<(i64, GuildId)>, DbError> {
    let known: Vec<Known> = tx
        .all(
            sql(
                "UPDATE erasure_traces SET message_id = 1, before_id = NULL, opened = 0 \
                 WHERE erasure_id = $1 AND what = 'written' AND message_id = 0 \
                 RETURNING id, guild_id",
            )
            .bind(id.0),
        )
        .await?;
    Ok(known.into_iter().map(|one| (one.0, one.1)).collect())
}

/// Whether its thread rested, and was opened.
pub async fn is_opened(db: &Db, id: i64) -> Result<bool, DbError> {
    let text = "SELECT id AS n FROM erasure_traces WHERE id = $1 AND opened = 1";
    let found: Option<i64> = db.one(sql(text).bind(id)).await?;
    Ok(found.is_some())
}

/// Its thread rests, and is opened.
pub async fn set_opened(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    let text = "UPDATE erasure_traces SET opened = 1 WHERE id = $1";
    tx.execute(sql(text).bind(id)).await?;
    Ok(())
}

/// It was seen to down to this message.
pub async fn set_before(tx: &mut Tx, id: i64, before: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE erasure_traces SET before_id = $1 WHERE id = $2")
            .bind(before.get())
            .bind(id),
    )
    .await?;
    Ok(())
}

struct Known(i64, GuildId);

impl ReadRow for Known {
    const TABLE: &'static str = "erasure_traces";

    fn read(row: &Row) -> Result<Self, DbError> {
        let guild = row.int(Self::TABLE, "guild_id")?;
        Ok(Self(row.int(Self::TABLE, "id")?, GuildId::stored(guild)))
    }
}

/// The traces of an erasure, by their ids, and in which server each is.
pub async fn of(tx: &mut Tx, id: ErasureId) -> Result<Vec<(i64, GuildId)>, DbError> {
    let known: Vec<Known> = tx
        .all(
            sql("SELECT id, guild_id FROM erasure_traces WHERE erasure_id = $1 ORDER BY id")
                .bind(id.0),
        )
        .await?;
    Ok(known.into_iter().map(|one| (one.0, one.1)).collect())
}

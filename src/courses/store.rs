//! The table `sessions`.

use super::model::{NewSession, Session};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, GuildId, MessageId, SessionId};

const COLUMNS: &str = "id, guild_id, title, description, place, starts_at, ends_at, \
                       cancelled_at, channel_id, card_id, event_id";

impl ReadRow for Session {
    const TABLE: &'static str = "sessions";

    fn read(row: &Row) -> Result<Self, DbError> {
        let text = |column| row.text(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        Ok(Self {
            id: SessionId(row.int(Self::TABLE, "id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            title: text("title")?,
            description: text("description")?,
            place: text("place")?,
            starts_at: row.instant(Self::TABLE, "starts_at")?,
            ends_at: row.instant(Self::TABLE, "ends_at")?,
            cancelled_at: row.opt_instant(Self::TABLE, "cancelled_at")?,
            channel: ChannelId::stored(row.int(Self::TABLE, "channel_id")?),
            card: opt("card_id")?.map(MessageId::stored),
            event: opt("event_id")?,
        })
    }
}

/// Stores a new session.
pub async fn insert(tx: &mut Tx, new: &NewSession) -> Result<Session, DbError> {
    let stored = tx
        .one(
            sql(format!(
                "INSERT INTO sessions (guild_id, title, description, place, starts_at, ends_at, \
                     channel_id) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING {COLUMNS}"
            ))
            .bind(new.guild.get())
            .bind(new.title.as_str())
            .bind(new.description.as_str())
            .bind(new.place.as_str())
            .bind(new.starts_at)
            .bind(new.ends_at)
            .bind(new.channel.get()),
        )
        .await?;
    stored.ok_or(DbError::Affected {
        what: "storing a session",
        affected: 0,
        expected: 1,
    })
}

/// Cancels a session of a guild; `None` if there is none that is not cancelled.
pub async fn cancel(
    tx: &mut Tx,
    guild: GuildId,
    id: SessionId,
    now: Instant,
) -> Result<Option<Session>, DbError> {
    tx.one(
        sql(format!(
            "UPDATE sessions SET cancelled_at = $3 \
             WHERE id = $1 AND guild_id = $2 AND cancelled_at IS NULL RETURNING {COLUMNS}"
        ))
        .bind(id.0)
        .bind(guild.get())
        .bind(now),
    )
    .await
}

/// A session of a guild.
pub async fn find(db: &Db, guild: GuildId, id: SessionId) -> Result<Option<Session>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM sessions WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// Records the announcement.
pub async fn set_card(tx: &mut Tx, id: SessionId, card: Option<i64>) -> Result<(), DbError> {
    tx.execute_one(
        "recording an announcement",
        sql("UPDATE sessions SET card_id = $2 WHERE id = $1")
            .bind(id.0)
            .bind(card),
    )
    .await
}

/// Records the scheduled event, or that it is gone.
pub async fn set_event(tx: &mut Tx, id: SessionId, event: Option<i64>) -> Result<(), DbError> {
    tx.execute_one(
        "recording a scheduled event",
        sql("UPDATE sessions SET event_id = $2 WHERE id = $1")
            .bind(id.0)
            .bind(event),
    )
    .await
}

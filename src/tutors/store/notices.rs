//! The tables `tutor_notices` and `tutor_rooms`.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, GuildId, MessageId, NoticeId, UserId};
use crate::tutors::notices::{Notice, NoticeKind, Room};

const COLUMNS: &str = "id, guild_id, user_id, kind, about_id, channel_id, message_id";

impl ReadRow for Notice {
    const TABLE: &'static str = "tutor_notices";

    fn read(row: &Row) -> Result<Self, DbError> {
        let kind = row.text(Self::TABLE, "kind")?;
        let about = row.int(Self::TABLE, "about_id")?;
        let kind = NoticeKind::from_stored(&kind, about).ok_or(DbError::Unreadable {
            table: Self::TABLE,
            column: "kind",
            found: kind,
        })?;
        let channel = row.opt_int(Self::TABLE, "channel_id")?;
        let message = row.opt_int(Self::TABLE, "message_id")?;
        Ok(Self {
            id: NoticeId(row.int(Self::TABLE, "id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            kind,
            place: channel
                .map(ChannelId::stored)
                .zip(message.map(MessageId::stored)),
        })
    }
}

impl ReadRow for Room {
    const TABLE: &'static str = "tutor_rooms";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(Self::TABLE, "id")?,
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            version: row.int(Self::TABLE, "version")?,
            thread: row
                .opt_int(Self::TABLE, "thread_id")?
                .map(ChannelId::stored),
        })
    }
}

/// Stores a notice; `None` if it was there before.
pub async fn insert(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    kind: NoticeKind,
    occasion: i64,
    now: Instant,
) -> Result<Option<Notice>, DbError> {
    let (name, about) = kind.stored();
    tx.one(
        sql(format!(
            "INSERT INTO tutor_notices (guild_id, user_id, kind, about_id, occasion, noticed_at) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (guild_id, user_id, kind, about_id, occasion) DO NOTHING \
             RETURNING {COLUMNS}"
        ))
        .bind(guild.get())
        .bind(user.get())
        .bind(name)
        .bind(about)
        .bind(occasion)
        .bind(now),
    )
    .await
}

/// A notice.
pub async fn find(db: &Db, id: NoticeId) -> Result<Option<Notice>, DbError> {
    db.one(sql(format!("SELECT {COLUMNS} FROM tutor_notices WHERE id = $1")).bind(id.0))
        .await
}

/// The same, as this transaction sees it.
pub async fn find_in(tx: &mut Tx, id: NoticeId) -> Result<Option<Notice>, DbError> {
    tx.one(sql(format!("SELECT {COLUMNS} FROM tutor_notices WHERE id = $1")).bind(id.0))
        .await
}

/// The notices of a kind about something.
pub async fn about(tx: &mut Tx, kind: NoticeKind) -> Result<Vec<Notice>, DbError> {
    let (name, about) = kind.stored();
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_notices WHERE kind = $1 AND about_id = $2 ORDER BY id"
        ))
        .bind(name)
        .bind(about),
    )
    .await
}

/// Records where a notice stands.
pub async fn placed(
    tx: &mut Tx,
    id: NoticeId,
    channel: ChannelId,
    message: MessageId,
) -> Result<(), DbError> {
    tx.execute_one(
        "recording a notice",
        sql("UPDATE tutor_notices SET channel_id = $2, message_id = $3 WHERE id = $1")
            .bind(id.0)
            .bind(channel.get())
            .bind(message.get()),
    )
    .await
}

/// Somebody's room, made if there is none; with whether it is new.
pub async fn room(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(Room, bool), DbError> {
    const COLUMNS: &str = "id, guild_id, user_id, version, thread_id";
    let new: Option<Room> = tx
        .one(
            sql(format!(
                "INSERT INTO tutor_rooms (guild_id, user_id) VALUES ($1, $2) \
                 ON CONFLICT (guild_id, user_id) DO NOTHING RETURNING {COLUMNS}"
            ))
            .bind(guild.get())
            .bind(user.get()),
        )
        .await?;
    if let Some(room) = new {
        return Ok((room, true));
    }
    let known: Option<Room> = tx
        .one(
            sql(format!(
                "SELECT {COLUMNS} FROM tutor_rooms WHERE guild_id = $1 AND user_id = $2"
            ))
            .bind(guild.get())
            .bind(user.get()),
        )
        .await?;
    known.map(|room| (room, false)).ok_or(DbError::Affected {
        what: "making a room",
        affected: 0,
        expected: 1,
    })
}

const ROOM: &str =
    "SELECT id, guild_id, user_id, version, thread_id FROM tutor_rooms WHERE id = $1";

/// A room.
pub async fn find_room(db: &Db, id: i64) -> Result<Option<Room>, DbError> {
    db.one(sql(ROOM).bind(id)).await
}

/// The same, as this transaction sees it.
pub async fn find_room_in(tx: &mut Tx, id: i64) -> Result<Option<Room>, DbError> {
    tx.one(sql(ROOM).bind(id)).await
}

/// Somebody's room, if there is one.
pub async fn room_of_in(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
) -> Result<Option<Room>, DbError> {
    tx.one(
        sql(
            "SELECT id, guild_id, user_id, version, thread_id FROM tutor_rooms \
             WHERE guild_id = $1 AND user_id = $2",
        )
        .bind(guild.get())
        .bind(user.get()),
    )
    .await
}

/// Records the thread of a room.
pub async fn room_made(tx: &mut Tx, id: i64, thread: ChannelId) -> Result<(), DbError> {
    tx.execute_one(
        "recording a room",
        sql("UPDATE tutor_rooms SET thread_id = $2 WHERE id = $1")
            .bind(id)
            .bind(thread.get()),
    )
    .await
}

/// The thread of a room was deleted: the next notice makes another. The room, if it was one.
pub async fn room_lost(
    tx: &mut Tx,
    guild: GuildId,
    thread: ChannelId,
) -> Result<Option<Room>, DbError> {
    tx.one(
        sql(
            "UPDATE tutor_rooms SET thread_id = NULL, version = version + 1 \
             WHERE guild_id = $1 AND thread_id = $2 \
             RETURNING id, guild_id, user_id, version, thread_id",
        )
        .bind(guild.get())
        .bind(thread.get()),
    )
    .await
}

//! The tables `drafts` and `record_offers`.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::questions::asking::{Draft, RecordOffer, Source};
use crate::questions::model::RequestId;

impl ReadRow for Draft {
    const TABLE: &'static str = "drafts";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let message = int("source_message_id")?;
        let source = Source {
            message: MessageId::stored(message),
            channel: ChannelId::stored(int("source_channel_id")?),
        };
        Ok(Self {
            asker: UserId::stored(int("asker_id")?),
            source: (message != 0).then_some(source),
            anonymous: int("anonymous")? != 0,
            request: RequestId(int("request_id")?),
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            title: row.text(Self::TABLE, "title")?,
            body: row.text(Self::TABLE, "body")?,
        })
    }
}

fn source_id(source: Option<MessageId>) -> i64 {
    source.map_or(0, MessageId::get)
}

/// Stores what somebody typed, or is about to record; what they had typed before about the
/// same is forgotten.
pub async fn keep_draft(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    draft: &Draft,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO drafts (guild_id, user_id, source_message_id, source_channel_id, \
                 asker_id, anonymous, topic, title, body, written_at, request_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             ON CONFLICT (guild_id, user_id, source_message_id) DO UPDATE SET \
                 source_channel_id = excluded.source_channel_id, \
                 asker_id = excluded.asker_id, anonymous = excluded.anonymous, \
                 topic = excluded.topic, title = excluded.title, body = excluded.body, \
                 written_at = excluded.written_at, request_id = excluded.request_id",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(source_id(draft.source.map(|source| source.message)))
        .bind(draft.source.map_or(0, |source| source.channel.get()))
        .bind(draft.asker.get())
        .bind(i64::from(draft.anonymous))
        .bind(draft.topic.as_str())
        .bind(draft.title.as_str())
        .bind(draft.body.as_str())
        .bind(now)
        .bind(draft.request.0),
    )
    .await?;
    Ok(())
}

/// What a person typed in a guild, or is about to record there, if it was kept.
pub async fn find_draft(
    db: &Db,
    guild: GuildId,
    user: UserId,
    source: Option<MessageId>,
) -> Result<Option<Draft>, DbError> {
    db.one(
        sql(
            "SELECT asker_id, source_message_id, source_channel_id, anonymous, topic, title, \
                 body, request_id FROM drafts WHERE guild_id = $1 AND user_id = $2 AND source_message_id = $3",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(source_id(source)),
    )
    .await
}

/// Forgets a person's draft, if there is one.
pub async fn forget_draft(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    source: Option<MessageId>,
) -> Result<(), DbError> {
    tx.execute(
        sql("DELETE FROM drafts WHERE guild_id = $1 AND user_id = $2 AND source_message_id = $3")
            .bind(guild.get())
            .bind(user.get())
            .bind(source_id(source)),
    )
    .await?;
    Ok(())
}

impl ReadRow for RecordOffer {
    const TABLE: &'static str = "record_offers";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: int("id")?,
            guild: GuildId::stored(int("guild_id")?),
            channel: ChannelId::stored(int("channel_id")?),
            message: MessageId::stored(int("message_id")?),
            author: UserId::stored(int("author_id")?),
            offer: row.opt_int(Self::TABLE, "offer_id")?.map(MessageId::stored),
            is_gone: row.opt_instant(Self::TABLE, "gone_at")?.is_some(),
        })
    }
}

const OFFER: &str = "id, guild_id, channel_id, message_id, author_id, offer_id, gone_at";

/// Stores that a message is offered to be recorded; its id, or nothing if it was before.
pub async fn offer(
    tx: &mut Tx,
    guild: GuildId,
    source: Source,
    author: UserId,
    now: Instant,
) -> Result<Option<i64>, DbError> {
    tx.one(
        sql(
            "INSERT INTO record_offers (guild_id, channel_id, message_id, author_id, offered_at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (message_id) DO NOTHING RETURNING id AS n",
        )
        .bind(guild.get())
        .bind(source.channel.get())
        .bind(source.message.get())
        .bind(author.get())
        .bind(now),
    )
    .await
}

/// One offer of a guild.
pub async fn find_offer(db: &Db, guild: GuildId, id: i64) -> Result<Option<RecordOffer>, DbError> {
    db.one(
        sql(format!(
            "SELECT {OFFER} FROM record_offers WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id)
        .bind(guild.get()),
    )
    .await
}

/// The message of an offer was recorded or deleted; the offer's id if there was one.
pub async fn offer_ends(
    tx: &mut Tx,
    guild: GuildId,
    message: MessageId,
    now: Instant,
) -> Result<Option<i64>, DbError> {
    tx.one(
        sql("UPDATE record_offers SET gone_at = $3 \
             WHERE guild_id = $1 AND message_id = $2 AND gone_at IS NULL RETURNING id AS n")
        .bind(guild.get())
        .bind(message.get())
        .bind(now),
    )
    .await
}

/// Records our message with the button.
pub async fn offer_made(tx: &mut Tx, id: i64, made: MessageId) -> Result<(), DbError> {
    tx.execute_one(
        "recording an offer",
        sql("UPDATE record_offers SET offer_id = $2 WHERE id = $1")
            .bind(id)
            .bind(made.get()),
    )
    .await
}

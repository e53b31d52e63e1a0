//! The tables `questions` and `drafts`.

use super::model::{AskQuestion, Draft, Question, RequestId, State};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, QuestionId, UserId};

const COLUMNS: &str = "id, guild_id, number, asker_id, topic, title, body, state, version, \
     asked_at, answered_at, answered_by, closed_at, closed_by, channel_id, forum, programme_id, \
     card_id, thread_id, opening_id, last_seen_id";

impl ReadRow for Question {
    const TABLE: &'static str = "questions";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        Ok(Self {
            id: QuestionId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            number: int("number")?,
            asker: UserId::stored(int("asker_id")?),
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            title: row.text(Self::TABLE, "title")?,
            body: row.text(Self::TABLE, "body")?,
            state: row.named(Self::TABLE, "state", State::from_name)?,
            version: int("version")?,
            asked_at: row.instant(Self::TABLE, "asked_at")?,
            answered_at: row.opt_instant(Self::TABLE, "answered_at")?,
            answered_by: opt("answered_by")?.map(UserId::stored),
            closed_at: row.opt_instant(Self::TABLE, "closed_at")?,
            closed_by: opt("closed_by")?.map(UserId::stored),
            channel: ChannelId::stored(int("channel_id")?),
            forum: int("forum")? != 0,
            programme: opt("programme_id")?.map(ProgrammeId),
            card: opt("card_id")?.map(MessageId::stored),
            thread: opt("thread_id")?.map(ChannelId::stored),
            opening: opt("opening_id")?.map(MessageId::stored),
            last_seen: MessageId::stored(int("last_seen_id")?),
        })
    }
}

impl ReadRow for Draft {
    const TABLE: &'static str = "drafts";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            title: row.text(Self::TABLE, "title")?,
            body: row.text(Self::TABLE, "body")?,
        })
    }
}

/// A question before it has an id and a number.
#[derive(Debug)]
pub struct NewQuestion<'a> {
    pub guild: GuildId,
    pub request: RequestId,
    pub asker: UserId,
    pub topic: &'a Topic,
    pub title: &'a str,
    pub body: &'a str,
    pub channel: ChannelId,
    pub forum: bool,
    pub programme: Option<ProgrammeId>,
    pub asked_at: Instant,
}

/// Takes the guild's next number; the row stays locked, so numbers have no gaps.
pub async fn take_number(tx: &mut Tx, guild: GuildId) -> Result<Option<i64>, DbError> {
    tx.one(
        sql(
            "UPDATE guilds SET next_question = next_question + 1 WHERE guild_id = $1 \
             RETURNING next_question - 1 AS n",
        )
        .bind(guild.get()),
    )
    .await
}

/// Stores a new question.
pub async fn insert(
    tx: &mut Tx,
    new: &NewQuestion<'_>,
    number: i64,
) -> Result<Option<Question>, DbError> {
    tx.one(
        sql(format!(
            "INSERT INTO questions (guild_id, number, request_id, asker_id, topic, title, body, \
                 state, asked_at, channel_id, forum, programme_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11) RETURNING {COLUMNS}"
        ))
        .bind(new.guild.get())
        .bind(number)
        .bind(new.request.0)
        .bind(new.asker.get())
        .bind(new.topic.as_str())
        .bind(new.title)
        .bind(new.body)
        .bind(new.asked_at)
        .bind(new.channel.get())
        .bind(i64::from(new.forum))
        .bind(new.programme.map(|programme| programme.0)),
    )
    .await
}

/// The question that the same request of the same person made before.
pub async fn by_request(tx: &mut Tx, ask: &AskQuestion) -> Result<Option<Question>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE guild_id = $1 AND asker_id = $2 AND request_id = $3"
        ))
        .bind(ask.actor.guild.get())
        .bind(ask.actor.user.get())
        .bind(ask.request.0),
    )
    .await
}

/// A question of a guild; one of another guild is not found.
pub async fn find(db: &Db, guild: GuildId, id: QuestionId) -> Result<Option<Question>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// The question whose thread this is. The thread may stand before it is recorded; it
/// has the id of the card, which was recorded before.
pub async fn by_thread(
    db: &Db,
    guild: GuildId,
    thread: ChannelId,
) -> Result<Option<Question>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE (thread_id = $1 OR card_id = $1) AND guild_id = $2"
        ))
        .bind(thread.get())
        .bind(guild.get()),
    )
    .await
}

/// Open questions of a guild that can have replies, oldest first.
pub async fn open_with_card(db: &Db, guild: GuildId) -> Result<Vec<Question>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE guild_id = $1 AND state = 'open' AND card_id IS NOT NULL ORDER BY id"
        ))
        .bind(guild.get()),
    )
    .await
}

/// Stores a changed state if nobody has changed it since it was read; says whether.
pub async fn update_state(tx: &mut Tx, changed: &Question) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE questions SET state = $4, version = $3, answered_at = $5, \
                     answered_by = $6, closed_at = $7, closed_by = $8 \
                 WHERE id = $1 AND guild_id = $2 AND version = $3 - 1",
            )
            .bind(changed.id.0)
            .bind(changed.guild.get())
            .bind(changed.version)
            .bind(changed.state.name())
            .bind(changed.answered_at)
            .bind(changed.answered_by.map(UserId::get))
            .bind(changed.closed_at)
            .bind(changed.closed_by.map(UserId::get)),
        )
        .await?;
    Ok(affected == 1)
}

/// Records the newest message of a thread that was looked at.
pub async fn seen(tx: &mut Tx, id: QuestionId, message: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE questions SET last_seen_id = $2 WHERE id = $1 AND last_seen_id < $2")
            .bind(id.0)
            .bind(message.get()),
    )
    .await?;
    Ok(())
}

/// A question of a guild, as this transaction sees it.
pub async fn find_in(
    tx: &mut Tx,
    guild: GuildId,
    id: QuestionId,
) -> Result<Option<Question>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// Moves a question that has no card yet into another channel; says whether it had none.
pub async fn move_to(
    tx: &mut Tx,
    id: QuestionId,
    channel: ChannelId,
    forum: bool,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql("UPDATE questions SET channel_id = $2, forum = $3 \
                 WHERE id = $1 AND card_id IS NULL")
            .bind(id.0)
            .bind(channel.get())
            .bind(i64::from(forum)),
        )
        .await?;
    Ok(affected == 1)
}

/// Which part of a question on Discord a message id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Card,
    Thread,
    /// A forum post: thread and card in one.
    Post,
    Opening,
}

/// Records what was made for a question.
pub async fn record_made(
    tx: &mut Tx,
    id: QuestionId,
    what: Shown,
    made: i64,
) -> Result<(), DbError> {
    let text = match what {
        Shown::Card => "UPDATE questions SET card_id = $2 WHERE id = $1",
        Shown::Post => "UPDATE questions SET card_id = $2, thread_id = $2 WHERE id = $1",
        Shown::Thread => "UPDATE questions SET thread_id = $2 WHERE id = $1",
        Shown::Opening => "UPDATE questions SET opening_id = $2 WHERE id = $1",
    };
    tx.execute_one("recording what was made", sql(text).bind(id.0).bind(made))
        .await
}

/// Stores what somebody typed; the one before it is forgotten.
pub async fn keep_draft(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    topic: &str,
    title: &str,
    body: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO drafts (guild_id, user_id, topic, title, body, written_at) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (guild_id, user_id) DO UPDATE SET topic = excluded.topic, \
                 title = excluded.title, body = excluded.body, written_at = excluded.written_at",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(topic)
        .bind(title)
        .bind(body)
        .bind(now),
    )
    .await?;
    Ok(())
}

/// What a person typed in a guild, if it was kept.
pub async fn find_draft(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Draft>, DbError> {
    db.one(
        sql("SELECT topic, title, body FROM drafts WHERE guild_id = $1 AND user_id = $2")
            .bind(guild.get())
            .bind(user.get()),
    )
    .await
}

/// Forgets a person's draft, if there is one.
pub async fn forget_draft(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    tx.execute(
        sql("DELETE FROM drafts WHERE guild_id = $1 AND user_id = $2")
            .bind(guild.get())
            .bind(user.get()),
    )
    .await?;
    Ok(())
}

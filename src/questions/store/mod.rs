//! The tables of questions. [`asking`]: drafts and offers to record. [`care`]: what is done
//! because of the time. [`around`]: followers, words, looks, copies, losses. [`list`]: pages.

pub mod around;
pub mod asking;
pub mod care;
pub mod erasing;
pub mod list;

use super::model::{Answer, Question, RequestId, Side, State};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{ChannelId, GuildId, LossId, MessageId, ProgrammeId, QuestionId, UserId};

/// The columns of a whole question.
pub const COLUMNS: &str = "id, guild_id, number, asker_id, anonymous, topic, title, body, parts, \
     part1_id, part2_id, state, version, asked_at, answered_at, answered_by, waiting_since, \
     turn, last_word_at, last_word_by, last_helper_id, answer_text, answer_author_id, \
     answer_message_id, assigned_to, assigned_at, closed_at, closed_by, merged_into, \
     channel_id, forum, programme_id, card_id, thread_id, opening_id, staff_channel_id, \
     staff_message_id, loss_id, last_seen_id";

impl ReadRow for Question {
    const TABLE: &'static str = "questions";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        let message = |column| Ok::<_, DbError>(opt(column)?.map(MessageId::stored));
        let user = |column| Ok::<_, DbError>(opt(column)?.map(UserId::stored));
        let at = |column| row.instant(Self::TABLE, column);
        let answer = row
            .opt_text(Self::TABLE, "answer_text")?
            .zip(user("answer_author_id")?)
            .zip(message("answer_message_id")?);
        let assigned_at = row.opt_instant(Self::TABLE, "assigned_at")?;
        let staff_channel = opt("staff_channel_id")?.map(ChannelId::stored);
        Ok(Self {
            id: QuestionId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            number: int("number")?,
            asker: UserId::stored(int("asker_id")?),
            anonymous: int("anonymous")? != 0,
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            title: row.text(Self::TABLE, "title")?,
            body: row.text(Self::TABLE, "body")?,
            parts: u8::try_from(int("parts")?).unwrap_or(2),
            part_messages: [message("part1_id")?, message("part2_id")?],
            state: row.named(Self::TABLE, "state", State::from_name)?,
            version: int("version")?,
            asked_at: at("asked_at")?,
            answered_at: row.opt_instant(Self::TABLE, "answered_at")?,
            answered_by: user("answered_by")?,
            waiting_since: at("waiting_since")?,
            turn: int("turn")?,
            last_word_at: at("last_word_at")?,
            last_word_by: row.named(Self::TABLE, "last_word_by", Side::from_name)?,
            last_helper: user("last_helper_id")?,
            answer: answer.map(|((text, author), message)| Answer {
                text,
                author,
                message,
            }),
            assigned: user("assigned_to")?.zip(assigned_at),
            closed_at: row.opt_instant(Self::TABLE, "closed_at")?,
            closed_by: user("closed_by")?,
            merged_into: opt("merged_into")?.map(QuestionId),
            channel: ChannelId::stored(int("channel_id")?),
            forum: int("forum")? != 0,
            programme: opt("programme_id")?.map(ProgrammeId),
            card: message("card_id")?,
            thread: opt("thread_id")?.map(ChannelId::stored),
            opening: message("opening_id")?,
            staff_note: staff_channel.zip(message("staff_message_id")?),
            lost: opt("loss_id")?.map(LossId),
            last_seen: MessageId::stored(int("last_seen_id")?),
        })
    }
}

/// A question before it has an id and a number.
#[derive(Debug)]
pub struct NewQuestion<'a> {
    pub guild: GuildId,
    pub request: RequestId,
    pub asker: UserId,
    pub anonymous: bool,
    /// Who has recorded it for the asker, and from which message.
    pub recorded_by: Option<UserId>,
    pub source: Option<MessageId>,
    pub topic: &'a Topic,
    pub title: &'a str,
    pub body: &'a str,
    pub parts: u8,
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
                 state, asked_at, channel_id, forum, programme_id, anonymous, recorded_by, \
                 source_message_id, parts, waiting_since, last_word_at, care_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12, $13, $14, $15, \
                 $8, $8, $8) RETURNING {COLUMNS}"
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
        .bind(new.programme.map(|programme| programme.0))
        .bind(i64::from(new.anonymous))
        .bind(new.recorded_by.map(UserId::get))
        .bind(new.source.map(MessageId::get))
        .bind(i64::from(new.parts)),
    )
    .await
}

/// The question that the same request of the same person made before.
pub async fn by_request(
    tx: &mut Tx,
    guild: GuildId,
    asker: UserId,
    request: RequestId,
) -> Result<Option<Question>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE guild_id = $1 AND asker_id = $2 AND request_id = $3"
        ))
        .bind(guild.get())
        .bind(asker.get())
        .bind(request.0),
    )
    .await
}

/// The question that was recorded from a message.
pub async fn by_source(
    tx: &mut Tx,
    guild: GuildId,
    source: MessageId,
) -> Result<Option<Question>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE guild_id = $1 AND source_message_id = $2"
        ))
        .bind(guild.get())
        .bind(source.get()),
    )
    .await
}

fn one(guild: GuildId, id: QuestionId) -> Sql {
    sql(format!(
        "SELECT {COLUMNS} FROM questions WHERE id = $1 AND guild_id = $2"
    ))
    .bind(id.0)
    .bind(guild.get())
}

/// A question of a guild; one of another guild is not found.
pub async fn find(db: &Db, guild: GuildId, id: QuestionId) -> Result<Option<Question>, DbError> {
    db.one(one(guild, id)).await
}

/// A question of a guild, as this transaction sees it.
pub async fn find_in(
    tx: &mut Tx,
    guild: GuildId,
    id: QuestionId,
) -> Result<Option<Question>, DbError> {
    tx.one(one(guild, id)).await
}

/// How many questions somebody has asked in a guild.
pub async fn asked_by(db: &Db, guild: GuildId, asker: UserId) -> Result<i64, DbError> {
    let text = "SELECT COUNT(*) AS n FROM questions WHERE guild_id = $1 AND asker_id = $2 \
                AND (recorded_by IS NULL OR recorded_by = asker_id)";
    let count: Option<i64> = db
        .one(sql(text).bind(guild.get()).bind(asker.get()))
        .await?;
    Ok(count.unwrap_or(0))
}

/// The newest questions of somebody that are not settled, and how many there are in all.
pub async fn unsettled_of(
    db: &Db,
    guild: GuildId,
    asker: UserId,
    most: i64,
) -> Result<(Vec<Question>, i64), DbError> {
    let of =
        "FROM questions WHERE guild_id = $1 AND asker_id = $2 AND state IN ('open', 'answered')";
    let theirs = |text: String| sql(text).bind(guild.get()).bind(asker.get());
    let newest = format!("SELECT {COLUMNS} {of} ORDER BY number DESC LIMIT $3");
    let newest = db.all(theirs(newest).bind(most)).await?;
    let count: Option<i64> = db.one(theirs(format!("SELECT COUNT(*) AS n {of}"))).await?;
    Ok((newest, count.unwrap_or(0)))
}

/// A question by its number.
pub async fn by_number(db: &Db, guild: GuildId, number: i64) -> Result<Option<Question>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE guild_id = $1 AND number = $2"
        ))
        .bind(guild.get())
        .bind(number),
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

/// Questions of a guild that can have replies and are not closed, oldest first.
pub async fn unclosed_with_card(db: &Db, guild: GuildId) -> Result<Vec<Question>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE guild_id = $1 AND state IN ('open', 'answered') AND card_id IS NOT NULL \
             ORDER BY id"
        ))
        .bind(guild.get()),
    )
    .await
}

/// Stores a changed question if nobody has changed it since it was read; says whether. It
/// will be looked at again at once. What of it stands on Discord is recorded elsewhere.
pub async fn update(tx: &mut Tx, changed: &Question, now: Instant) -> Result<bool, DbError> {
    let answer = changed.answer.as_ref();
    let affected = tx
        .execute(
            sql(
                "UPDATE questions SET version = $3, state = $4, title = $5, body = $6, \
                     parts = $7, topic = $8, answered_at = $9, answered_by = $10, \
                     waiting_since = $11, turn = $12, last_word_at = $13, last_word_by = $14, \
                     last_helper_id = $15, answer_text = $16, answer_author_id = $17, \
                     answer_message_id = $18, assigned_to = $19, assigned_at = $20, \
                     closed_at = $21, closed_by = $22, merged_into = $23, loss_id = $24, \
                     care_at = $25, last_seen_id = CASE WHEN last_seen_id < $26 THEN $26 \
                         ELSE last_seen_id END \
                 WHERE id = $1 AND guild_id = $2 AND version = $3 - 1",
            )
            .bind(changed.id.0)
            .bind(changed.guild.get())
            .bind(changed.version)
            .bind(changed.state.name())
            .bind(changed.title.as_str())
            .bind(changed.body.as_str())
            .bind(i64::from(changed.parts))
            .bind(changed.topic.as_str())
            .bind(changed.answered_at)
            .bind(changed.answered_by.map(UserId::get))
            .bind(changed.waiting_since)
            .bind(changed.turn)
            .bind(changed.last_word_at)
            .bind(changed.last_word_by.name())
            .bind(changed.last_helper.map(UserId::get))
            .bind(answer.map(|answer| answer.text.clone()))
            .bind(answer.map(|answer| answer.author.get()))
            .bind(answer.map(|answer| answer.message.get()))
            .bind(changed.assigned.map(|(user, _)| user.get()))
            .bind(changed.assigned.map(|(_, at)| at))
            .bind(changed.closed_at)
            .bind(changed.closed_by.map(UserId::get))
            .bind(changed.merged_into.map(|id| id.0))
            .bind(changed.lost.map(|id| id.0))
            .bind(now)
            .bind(changed.last_seen.get()),
        )
        .await?;
    Ok(affected == 1)
}

/// Keeps others from changing a question until the transaction ends.
pub async fn hold(tx: &mut Tx, id: QuestionId) -> Result<(), DbError> {
    tx.execute_one(
        "holding a question",
        sql("UPDATE questions SET version = version WHERE id = $1").bind(id.0),
    )
    .await
}

/// The questions that were merged into one and not taken back since, oldest first.
pub async fn merged_into(tx: &mut Tx, id: QuestionId) -> Result<Vec<Question>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE merged_into = $1 AND state = 'merged' ORDER BY id"
        ))
        .bind(id.0),
    )
    .await
}

/// Somebody wrote in the thread of a closed question: it rests from then on.
pub async fn stirred(
    tx: &mut Tx,
    id: QuestionId,
    at: Instant,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE questions SET last_word_at = $2, care_at = $3 \
             WHERE id = $1 AND last_word_at < $2")
        .bind(id.0)
        .bind(at)
        .bind(now),
    )
    .await?;
    Ok(())
}

/// Forgets everything of a question that stood on Discord.
pub async fn forget_places(tx: &mut Tx, id: QuestionId) -> Result<(), DbError> {
    tx.execute_one(
        "forgetting where a question stood",
        sql(
            "UPDATE questions SET card_id = NULL, thread_id = NULL, opening_id = NULL, \
                 part1_id = NULL, part2_id = NULL, last_seen_id = 0 WHERE id = $1",
        )
        .bind(id.0),
    )
    .await
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

/// Moves a question that has no card yet into another channel; says whether it had none.
pub async fn put_into(
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
    /// A part of a long text, 1 or 2.
    Part(u8),
    /// The word to staff, in its channel.
    StaffNote(ChannelId),
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
        Shown::Part(1) => "UPDATE questions SET part1_id = $2 WHERE id = $1",
        Shown::Part(_) => "UPDATE questions SET part2_id = $2 WHERE id = $1",
        Shown::StaffNote(_) => {
            "UPDATE questions SET staff_message_id = $2, staff_channel_id = $3 WHERE id = $1"
        }
    };
    let mut statement = sql(text).bind(id.0).bind(made);
    if let Shown::StaffNote(channel) = what {
        statement = statement.bind(channel.get());
    }
    tx.execute_one("recording what was made", statement).await
}

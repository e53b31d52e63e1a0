//! The tables `question_follows`, `question_posts`, `question_copies` and
//! `question_losses`.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, GuildId, LossId, MessageId, QuestionId, UserId};
use crate::questions::following::Follow;
use crate::questions::losing::{Gone, Loss};
use crate::questions::model::RequestId;
use crate::questions::speaking::{Copy, Post, Voice};

// ---- followers ------------------------------------------------------------------------

impl ReadRow for Follow {
    const TABLE: &'static str = "question_follows";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: int("id")?,
            question: QuestionId(int("question_id")?),
            user: UserId::stored(int("user_id")?),
            is_hidden: int("hidden")? != 0,
        })
    }
}

const FOLLOW: &str = "id, question_id, user_id, hidden";

/// Somebody follows a question; `false` if they do already.
pub async fn follow(
    tx: &mut Tx,
    question: QuestionId,
    user: UserId,
    is_hidden: bool,
    now: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "INSERT INTO question_follows (question_id, user_id, since, hidden) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (question_id, user_id) DO NOTHING",
            )
            .bind(question.0)
            .bind(user.get())
            .bind(now)
            .bind(i64::from(is_hidden)),
        )
        .await?;
    Ok(affected == 1)
}

/// Somebody follows a question no longer; `false` if they did not.
pub async fn unfollow(tx: &mut Tx, question: QuestionId, user: UserId) -> Result<bool, DbError> {
    let named = sql("INSERT INTO question_names (question_id, user_id) \
         SELECT question_id, user_id FROM question_follows \
         WHERE question_id = $1 AND user_id = $2 AND told_with IS NOT NULL \
         ON CONFLICT DO NOTHING");
    // Where they were told by mention they still stand in the thread.
    tx.execute(named.bind(question.0).bind(user.get())).await?;
    let affected = tx
        .execute(
            sql("DELETE FROM question_follows WHERE question_id = $1 AND user_id = $2")
                .bind(question.0)
                .bind(user.get()),
        )
        .await?;
    Ok(affected == 1)
}

/// Whether somebody follows a question.
pub async fn follows(db: &Db, question: QuestionId, user: UserId) -> Result<bool, DbError> {
    let found: Option<i64> = db
        .one(
            sql("SELECT id AS n FROM question_follows WHERE question_id = $1 AND user_id = $2")
                .bind(question.0)
                .bind(user.get()),
        )
        .await?;
    Ok(found.is_some())
}

/// One follower.
pub async fn find_follow(db: &Db, id: i64) -> Result<Option<Follow>, DbError> {
    db.one(
        sql(format!(
            "SELECT {FOLLOW} FROM question_follows WHERE id = $1"
        ))
        .bind(id),
    )
    .await
}

/// The followers of a question who were not told yet, in the order in which they came.
pub async fn untold(tx: &mut Tx, question: QuestionId) -> Result<Vec<Follow>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {FOLLOW} FROM question_follows \
             WHERE question_id = $1 AND told_at IS NULL ORDER BY id"
        ))
        .bind(question.0),
    )
    .await
}

/// Those who are told together in the thread.
pub async fn told_together(db: &Db, with: i64) -> Result<Vec<Follow>, DbError> {
    db.all(
        sql(format!(
            "SELECT {FOLLOW} FROM question_follows WHERE told_with = $1 ORDER BY id"
        ))
        .bind(with),
    )
    .await
}

/// A follower is told; together with others if it is by a mention.
pub async fn told(tx: &mut Tx, id: i64, with: Option<i64>, at: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "telling a follower",
        sql("UPDATE question_follows SET told_at = $2, told_with = $3 WHERE id = $1")
            .bind(id)
            .bind(at)
            .bind(with),
    )
    .await
}

/// A follower could not be told of what is open again: they are told another time.
pub async fn untell(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute_one(
        "telling a follower another time",
        sql("UPDATE question_follows SET told_at = NULL, told_with = NULL WHERE id = $1").bind(id),
    )
    .await
}

/// The followers of one question follow another instead; who follows both stays as they are.
pub async fn move_followers(tx: &mut Tx, from: QuestionId, to: QuestionId) -> Result<(), DbError> {
    // Where they were told by mention they still stand in the thread.
    let named = sql("INSERT INTO question_names (question_id, user_id) \
         SELECT question_id, user_id FROM question_follows \
         WHERE question_id = $1 AND told_with IS NOT NULL ON CONFLICT DO NOTHING");
    tx.execute(named.bind(from.0)).await?;
    tx.execute(
        sql(
            "UPDATE question_follows SET question_id = $2, told_at = NULL, told_with = NULL \
             WHERE question_id = $1 AND user_id NOT IN \
                 (SELECT user_id FROM question_follows WHERE question_id = $2)",
        )
        .bind(from.0)
        .bind(to.0),
    )
    .await?;
    tx.execute(sql("DELETE FROM question_follows WHERE question_id = $1").bind(from.0))
        .await?;
    Ok(())
}

/// What was merged into one question is merged into another instead.
pub async fn move_merged(tx: &mut Tx, from: QuestionId, to: QuestionId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE questions SET merged_into = $2 WHERE merged_into = $1")
            .bind(from.0)
            .bind(to.0),
    )
    .await?;
    Ok(())
}

/// How many follow a question.
pub async fn count_followers(db: &Db, question: QuestionId) -> Result<i64, DbError> {
    let count = db
        .one(
            sql("SELECT COUNT(*) AS n FROM question_follows WHERE question_id = $1")
                .bind(question.0),
        )
        .await?;
    Ok(count.unwrap_or(0))
}

// ---- words written by the bot for somebody --------------------------------------------

impl ReadRow for Post {
    const TABLE: &'static str = "question_posts";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: int("id")?,
            question: QuestionId(int("question_id")?),
            author: UserId::stored(int("author_id")?),
            voice: row.named(Self::TABLE, "voice", Voice::from_name)?,
            content: row.text(Self::TABLE, "content")?,
            place: row
                .opt_int(Self::TABLE, "channel_id")?
                .zip(row.opt_int(Self::TABLE, "message_id")?)
                .map(|(channel, message)| (ChannelId::stored(channel), MessageId::stored(message))),
        })
    }
}

const POST: &str = "id, question_id, author_id, voice, content, channel_id, message_id";

/// Stores a word; nothing if the same form brought it before.
pub async fn post(
    tx: &mut Tx,
    question: QuestionId,
    author: UserId,
    voice: Voice,
    content: &str,
    request: RequestId,
    now: Instant,
) -> Result<Option<Post>, DbError> {
    tx.one(
        sql(format!(
            "INSERT INTO question_posts \
                 (question_id, author_id, voice, content, request_id, posted_at) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (question_id, author_id, request_id) DO NOTHING RETURNING {POST}"
        ))
        .bind(question.0)
        .bind(author.get())
        .bind(voice.name())
        .bind(content)
        .bind(request.0)
        .bind(now),
    )
    .await
}

/// One word.
pub async fn find_post(db: &Db, id: i64) -> Result<Option<Post>, DbError> {
    db.one(sql(format!("SELECT {POST} FROM question_posts WHERE id = $1")).bind(id))
        .await
}

/// The word that stands in a message of ours.
pub async fn post_in(db: &Db, message: MessageId) -> Result<Option<Post>, DbError> {
    db.one(
        sql(format!(
            "SELECT {POST} FROM question_posts WHERE message_id = $1"
        ))
        .bind(message.get()),
    )
    .await
}

/// Records the message in which a word stands.
pub async fn posted(tx: &mut Tx, id: i64, message: MessageId) -> Result<(), DbError> {
    tx.execute_one(
        "recording a word",
        sql("UPDATE question_posts SET message_id = $2, channel_id = \
                 (SELECT thread_id FROM questions WHERE questions.id = question_id) \
             WHERE id = $1")
        .bind(id)
        .bind(message.get()),
    )
    .await
}

/// Empties the asker's words of a question; the ids of those that held something.
pub async fn empty_posts(tx: &mut Tx, question: QuestionId) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql("UPDATE question_posts SET content = '' \
             WHERE question_id = $1 AND voice = 'asker' AND content <> '' RETURNING id AS n")
        .bind(question.0),
    )
    .await
}

// ---- direct messages that repeat the title ----------------------------------------------

impl ReadRow for Copy {
    const TABLE: &'static str = "question_copies";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            message: MessageId::stored(row.int(Self::TABLE, "message_id")?),
        })
    }
}

/// Records a direct message that repeats the title; its id here.
pub async fn copied(
    tx: &mut Tx,
    question: QuestionId,
    user: UserId,
    message: MessageId,
) -> Result<Option<i64>, DbError> {
    tx.one(
        sql(
            "INSERT INTO question_copies (question_id, user_id, message_id) \
             VALUES ($1, $2, $3) RETURNING id AS n",
        )
        .bind(question.0)
        .bind(user.get())
        .bind(message.get()),
    )
    .await
}

/// The direct messages that repeat a question's title, by their ids here.
pub async fn copies(tx: &mut Tx, question: QuestionId) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql("SELECT id AS n FROM question_copies WHERE question_id = $1 ORDER BY id")
            .bind(question.0),
    )
    .await
}

/// One of them.
pub async fn find_copy(db: &Db, id: i64) -> Result<Option<Copy>, DbError> {
    db.one(sql("SELECT user_id, message_id FROM question_copies WHERE id = $1").bind(id))
        .await
}

// ---- what was deleted by hand -------------------------------------------------------------

impl ReadRow for Loss {
    const TABLE: &'static str = "question_losses";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            id: LossId(row.int(Self::TABLE, "id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            what: row.named(Self::TABLE, "what", Gone::from_name)?,
        })
    }
}

/// Stores a loss and returns its id; the same once more is the same.
pub async fn lost(
    tx: &mut Tx,
    guild: GuildId,
    what: Gone,
    id: i64,
    now: Instant,
) -> Result<Option<i64>, DbError> {
    tx.one(
        sql(
            "INSERT INTO question_losses (guild_id, what, gone_id, lost_at) \
             VALUES ($1, $2, $3, $4) \
             ON CONFLICT (guild_id, what, gone_id) DO UPDATE SET what = excluded.what \
             RETURNING id AS n",
        )
        .bind(guild.get())
        .bind(what.name())
        .bind(id)
        .bind(now),
    )
    .await
}

/// One loss of a guild.
pub async fn find_loss(db: &Db, guild: GuildId, id: LossId) -> Result<Option<Loss>, DbError> {
    db.one(
        sql("SELECT id, guild_id, what FROM question_losses WHERE id = $1 AND guild_id = $2")
            .bind(id.0)
            .bind(guild.get()),
    )
    .await
}

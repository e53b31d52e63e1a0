//! The tables `question_marks` and `question_calls`, and when each question is looked at.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, GuildId, QuestionId, UserId};
use crate::questions::care::{Load, Mark, Marks, wait_of};
use crate::questions::model::Question;

use super::COLUMNS;

struct Marked(Mark, i64, Instant);

impl ReadRow for Marked {
    const TABLE: &'static str = "question_marks";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            row.named(Self::TABLE, "kind", Mark::from_name)?,
            row.int(Self::TABLE, "occasion")?,
            row.instant(Self::TABLE, "marked_at")?,
        ))
    }
}

/// What was done about a question before.
pub async fn marks(tx: &mut Tx, id: QuestionId) -> Result<Marks, DbError> {
    let rows: Vec<Marked> = tx
        .all(
            sql("SELECT kind, occasion, marked_at FROM question_marks WHERE question_id = $1")
                .bind(id.0),
        )
        .await?;
    let marks = rows.into_iter();
    Ok(marks
        .map(|Marked(mark, occasion, at)| ((mark, occasion), at))
        .collect())
}

/// Marks that something was done; `false` if it was done before.
pub async fn mark(
    tx: &mut Tx,
    id: QuestionId,
    (mark, occasion): (Mark, i64),
    now: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "INSERT INTO question_marks (question_id, kind, occasion, marked_at) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (question_id, kind, occasion) DO NOTHING",
            )
            .bind(id.0)
            .bind(mark.name())
            .bind(occasion)
            .bind(now),
        )
        .await?;
    Ok(affected == 1)
}

/// Forgets who was called for a question in the time that it waits now, and that there was
/// nobody.
pub async fn forget_calls(tx: &mut Tx, question: &Question) -> Result<(), DbError> {
    let marks = sql(
        "DELETE FROM question_marks WHERE question_id = $1 AND occasion = $2 \
                     AND kind IN ($3, $4)",
    )
    .bind(question.id.0)
    .bind(wait_of(question))
    .bind(Mark::Called.name())
    .bind(Mark::NobodyToCall.name());
    tx.execute(marks).await?;
    // They still stand in the thread.
    let named = sql("INSERT INTO question_names (question_id, user_id) \
         SELECT question_id, user_id FROM question_calls WHERE question_id = $1 AND occasion = $2 \
         ON CONFLICT DO NOTHING")
    .bind(question.id.0)
    .bind(wait_of(question));
    tx.execute(named).await?;
    let calls = sql("DELETE FROM question_calls WHERE question_id = $1 AND occasion = $2")
        .bind(question.id.0)
        .bind(wait_of(question));
    tx.execute(calls).await?;
    Ok(())
}

/// Questions of all guilds that are to be looked at by an instant, longest due first.
pub async fn due(db: &Db, now: Instant, most: i64) -> Result<Vec<Question>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE care_at <= $1 ORDER BY care_at, id LIMIT $2"
        ))
        .bind(now)
        .bind(most),
    )
    .await
}

/// When the next question is to be looked at.
pub async fn next(db: &Db) -> Result<Option<Instant>, DbError> {
    let next: Option<Option<Instant>> = db
        .one(sql(
            "SELECT MIN(care_at) AS at FROM questions WHERE care_at IS NOT NULL",
        ))
        .await?;
    Ok(next.flatten())
}

/// Sets when a question is looked at again, unless it has changed meanwhile; says whether.
pub async fn look_again(
    tx: &mut Tx,
    question: &Question,
    at: Option<Instant>,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            // A thread that was made meanwhile is to be looked at.
            sql("UPDATE questions SET care_at = $3 \
                 WHERE id = $1 AND version = $2 AND COALESCE(thread_id, 0) = $4")
            .bind(question.id.0)
            .bind(question.version)
            .bind(at)
            .bind(question.thread.map_or(0, ChannelId::get)),
        )
        .await?;
    Ok(affected == 1)
}

/// Every question of a guild, or of all, that may still come to something is looked at at
/// once: what decides may have changed.
pub async fn reconsider(tx: &mut Tx, guild: Option<GuildId>, now: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE questions SET care_at = $2 \
             WHERE care_at > $2 AND ($1 IS NULL OR guild_id = $1)")
        .bind(guild.map(GuildId::get))
        .bind(now),
    )
    .await?;
    Ok(())
}

/// A question is looked at at once.
pub async fn look_now(tx: &mut Tx, id: QuestionId, now: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE questions SET care_at = $2 WHERE id = $1")
            .bind(id.0)
            .bind(now),
    )
    .await?;
    Ok(())
}

/// The tutors who were called by name on an occasion.
pub async fn called(db: &Db, id: QuestionId, occasion: i64) -> Result<Vec<UserId>, DbError> {
    let rows: Vec<i64> = db
        .all(
            sql("SELECT user_id AS n FROM question_calls \
                 WHERE question_id = $1 AND occasion = $2 ORDER BY user_id")
            .bind(id.0)
            .bind(occasion),
        )
        .await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

/// Records who is called.
pub async fn call(
    tx: &mut Tx,
    id: QuestionId,
    occasion: i64,
    user: UserId,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO question_calls (question_id, occasion, user_id, called_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (question_id, occasion, user_id) DO NOTHING",
        )
        .bind(id.0)
        .bind(occasion)
        .bind(user.get())
        .bind(now),
    )
    .await?;
    Ok(())
}

impl ReadRow for Load {
    const TABLE: &'static str = "question_calls";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            open_calls: row.int(Self::TABLE, "open_calls")?,
            last_called: row.opt_instant(Self::TABLE, "last_called")?,
        })
    }
}

/// How much those who were ever called or assigned in a guild carry.
pub async fn loads(db: &Db, guild: GuildId) -> Result<Vec<Load>, DbError> {
    db.all(
        sql(
            "SELECT user_id, CAST(SUM(is_open) AS BIGINT) AS open_calls, MAX(called_at) AS last_called FROM ( \
                 SELECT c.user_id, c.called_at, \
                     CAST(CASE WHEN q.state = 'open' THEN 1 ELSE 0 END AS BIGINT) AS is_open \
                 FROM question_calls c JOIN questions q ON q.id = c.question_id \
                 WHERE q.guild_id = $1 \
                 UNION ALL \
                 SELECT assigned_to, assigned_at, 1 FROM questions \
                 WHERE guild_id = $1 AND assigned_to IS NOT NULL \
                     AND state IN ('open', 'answered')) loads \
             GROUP BY user_id",
        )
        .bind(guild.get()),
    )
    .await
}

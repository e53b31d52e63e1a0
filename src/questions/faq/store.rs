//! The table `faq`.

use super::model::{Entry, FaqText};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{FaqId, GuildId, QuestionId, UserId};

const COLUMNS: &str = "id, guild_id, place, topic, title, answer, question_id, version, retired_at";

impl ReadRow for Entry {
    const TABLE: &'static str = "faq";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: FaqId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            place: int("place")?,
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            title: row.text(Self::TABLE, "title")?,
            answer: row.text(Self::TABLE, "answer")?,
            question: row.opt_int(Self::TABLE, "question_id")?.map(QuestionId),
            version: int("version")?,
            is_retired: row.opt_instant(Self::TABLE, "retired_at")?.is_some(),
        })
    }
}

/// One entry of a guild, also a retired one.
pub async fn find(db: &Db, guild: GuildId, id: FaqId) -> Result<Option<Entry>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM faq WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// The entry that was made of a question, also a retired one.
pub async fn of_question(
    db: &Db,
    guild: GuildId,
    question: QuestionId,
) -> Result<Option<Entry>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM faq WHERE question_id = $1 AND guild_id = $2"
        ))
        .bind(question.0)
        .bind(guild.get()),
    )
    .await
}

/// The entries of a guild in their order.
pub async fn list(db: &Db, guild: GuildId) -> Result<Vec<Entry>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM faq WHERE guild_id = $1 AND retired_at IS NULL \
             ORDER BY place, id"
        ))
        .bind(guild.get()),
    )
    .await
}

/// Every guild that has entries.
pub async fn guilds(db: &Db) -> Result<Vec<GuildId>, DbError> {
    let ids: Vec<i64> = db
        .all(sql(
            "SELECT DISTINCT guild_id AS n FROM faq WHERE retired_at IS NULL ORDER BY guild_id",
        ))
        .await?;
    Ok(ids.into_iter().map(GuildId::stored).collect())
}

/// Adds an entry at the end of the list.
pub async fn insert(
    tx: &mut Tx,
    guild: GuildId,
    topic: &Topic,
    text: &FaqText,
    question: Option<QuestionId>,
    by: UserId,
    now: Instant,
) -> Result<Option<Entry>, DbError> {
    tx.one(
        sql(format!(
            "INSERT INTO faq (guild_id, place, topic, title, answer, question_id, changed_by, \
                 changed_at) \
             VALUES ($1, (SELECT COALESCE(MAX(place), 0) + 1 FROM faq WHERE guild_id = $1), \
                 $2, $3, $4, $5, $6, $7) RETURNING {COLUMNS}"
        ))
        .bind(guild.get())
        .bind(topic.as_str())
        .bind(text.title())
        .bind(text.answer())
        .bind(question.map(|question| question.0))
        .bind(by.get())
        .bind(now),
    )
    .await
}

/// Stores a changed text, and that the entry stands in the list; `false` if it is not as it
/// was in `version` any more.
pub async fn write(
    tx: &mut Tx,
    entry: &Entry,
    text: &FaqText,
    by: UserId,
    now: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE faq SET title = $3, answer = $4, changed_by = $5, changed_at = $6, \
                     version = version + 1, retired_at = NULL WHERE id = $1 AND version = $2",
            )
            .bind(entry.id.0)
            .bind(entry.version)
            .bind(text.title())
            .bind(text.answer())
            .bind(by.get())
            .bind(now),
        )
        .await?;
    Ok(affected == 1)
}

/// Takes an entry out of the list; `false` if it is not there any more.
pub async fn retire(
    tx: &mut Tx,
    guild: GuildId,
    id: FaqId,
    by: UserId,
    now: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE faq SET retired_at = $4, changed_by = $3, changed_at = $4, \
                     version = version + 1 \
                 WHERE id = $1 AND guild_id = $2 AND retired_at IS NULL",
            )
            .bind(id.0)
            .bind(guild.get())
            .bind(by.get())
            .bind(now),
        )
        .await?;
    Ok(affected == 1)
}

/// Two entries change their places.
pub async fn swap(tx: &mut Tx, one: &Entry, other: &Entry) -> Result<bool, DbError> {
    let mut moves = [(one, other.place), (other, one.place)];
    // Two who move the same entries at once wait for one another in the same order.
    moves.sort_by_key(|(entry, _)| entry.id.0);
    for (entry, place) in moves {
        let statement = sql("UPDATE faq SET place = $2 WHERE id = $1 AND place = $3")
            .bind(entry.id.0)
            .bind(place)
            .bind(entry.place);
        if tx.execute(statement).await? != 1 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes what was made of a question; the ids.
pub async fn remove_of(tx: &mut Tx, question: QuestionId) -> Result<Vec<i64>, DbError> {
    tx.all(sql("DELETE FROM faq WHERE question_id = $1 RETURNING id AS n").bind(question.0))
        .await
}

/// What was made of one question belongs to another, unless that has an entry of its own.
pub async fn move_question(tx: &mut Tx, from: QuestionId, to: QuestionId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE faq SET question_id = $2 WHERE question_id = $1 \
                 AND NOT EXISTS (SELECT 1 FROM faq other WHERE other.question_id = $2)")
        .bind(from.0)
        .bind(to.0),
    )
    .await?;
    Ok(())
}

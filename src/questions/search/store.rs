//! The log `search_changes`, and the documents of the index from the tables.

use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{FaqId, GuildId, QuestionId};

use super::index::{Document, Key};

/// A document with its guild.
pub struct Stored {
    pub guild: GuildId,
    pub document: Document,
}

struct OfQuestion(Stored);
struct OfFaq(Stored);

impl ReadRow for OfQuestion {
    const TABLE: &'static str = "questions";

    fn read(row: &Row) -> Result<Self, DbError> {
        let id = QuestionId(row.int(Self::TABLE, "id")?);
        Ok(Self(Stored {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            document: Document {
                key: Key::Question(id),
                title: row.text(Self::TABLE, "title")?,
                body: row.text(Self::TABLE, "body")?,
                answer: row
                    .opt_text(Self::TABLE, "answer_text")?
                    .unwrap_or_default(),
                made_of: None,
            },
        }))
    }
}

impl ReadRow for OfFaq {
    const TABLE: &'static str = "faq";

    fn read(row: &Row) -> Result<Self, DbError> {
        let id = FaqId(row.int(Self::TABLE, "id")?);
        Ok(Self(Stored {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            document: Document {
                key: Key::Faq(id),
                title: row.text(Self::TABLE, "title")?,
                body: String::new(),
                answer: row.text(Self::TABLE, "answer")?,
                made_of: row.opt_int(Self::TABLE, "question_id")?.map(QuestionId),
            },
        }))
    }
}

const QUESTIONS: &str = "SELECT id, guild_id, title, body, answer_text FROM questions \
     WHERE state NOT IN ('merged', 'withdrawn')";
const FAQ: &str =
    "SELECT id, guild_id, title, answer, question_id FROM faq WHERE retired_at IS NULL";

/// Every document of a guild, or of all, questions before entries of the FAQ, oldest first.
pub async fn all(db: &Db, guild: Option<GuildId>) -> Result<Vec<Stored>, DbError> {
    let of_guild = guild.map_or_else(String::new, |guild| format!(" AND guild_id = {guild}"));
    let questions: Vec<OfQuestion> = db
        .all(sql(format!("{QUESTIONS}{of_guild} ORDER BY id")).once(guild.is_some()))
        .await?;
    let faq: Vec<OfFaq> = db
        .all(sql(format!("{FAQ}{of_guild} ORDER BY id")).once(guild.is_some()))
        .await?;
    let questions = questions.into_iter().map(|OfQuestion(stored)| stored);
    Ok(questions
        .chain(faq.into_iter().map(|OfFaq(stored)| stored))
        .collect())
}

/// One document, if it is to be found.
pub async fn one(db: &Db, key: Key) -> Result<Option<Document>, DbError> {
    Ok(match key {
        Key::Question(id) => db
            .one::<OfQuestion>(sql(format!("{QUESTIONS} AND id = $1")).bind(id.0))
            .await?
            .map(|OfQuestion(stored)| stored.document),
        Key::Faq(id) => db
            .one::<OfFaq>(sql(format!("{FAQ} AND id = $1")).bind(id.0))
            .await?
            .map(|OfFaq(stored)| stored.document),
    })
}

/// A line of the log.
pub struct Change {
    pub id: i64,
    pub guild: GuildId,
    pub key: Key,
}

impl ReadRow for Change {
    const TABLE: &'static str = "search_changes";

    fn read(row: &Row) -> Result<Self, DbError> {
        let subject = row.int(Self::TABLE, "subject_id")?;
        let key = row.named(Self::TABLE, "kind", |kind| match kind {
            "question" => Some(Key::Question(QuestionId(subject))),
            "faq" => Some(Key::Faq(FaqId(subject))),
            _ => None,
        })?;
        Ok(Self {
            id: row.int(Self::TABLE, "id")?,
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            key,
        })
    }
}

/// Logs that a document has changed, in the transaction that changes it.
pub async fn changed(tx: &mut Tx, guild: GuildId, key: Key) -> Result<(), DbError> {
    let (kind, id) = match key {
        Key::Question(id) => ("question", id.0),
        Key::Faq(id) => ("faq", id.0),
    };
    tx.execute_one(
        "logging a change",
        sql("INSERT INTO search_changes (guild_id, kind, subject_id) VALUES ($1, $2, $3)")
            .bind(guild.get())
            .bind(kind)
            .bind(id),
    )
    .await
}

/// The changes after a line of the log.
pub async fn changes(db: &Db, after: i64) -> Result<Vec<Change>, DbError> {
    db.all(
        sql("SELECT id, guild_id, kind, subject_id FROM search_changes WHERE id > $1 ORDER BY id")
            .bind(after),
    )
    .await
}

/// The last line of the log; 0 if it is empty.
pub async fn last(db: &Db) -> Result<i64, DbError> {
    let last = db
        .one(sql("SELECT COALESCE(MAX(id), 0) AS n FROM search_changes"))
        .await?;
    Ok(last.unwrap_or(0))
}

/// Forgets lines that no index needs any more.
pub async fn forget(tx: &mut Tx, up_to: i64) -> Result<u64, DbError> {
    tx.execute(sql("DELETE FROM search_changes WHERE id <= $1").bind(up_to))
        .await
}

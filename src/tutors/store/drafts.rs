//! What people have chosen and typed for a request, and not sent yet.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{GuildId, QuestionId, UserId};
use crate::tutors::model::Format;
use crate::tutors::requesting::Draft;
use crate::tutors::week::Week;

impl ReadRow for Draft {
    const TABLE: &'static str = "request_drafts";

    fn read(row: &Row) -> Result<Self, DbError> {
        let excluded: Vec<i64> = row.named(Self::TABLE, "excluded", |text| {
            serde_json::from_str(text).ok()
        })?;
        Ok(Self {
            member: UserId::stored(row.int(Self::TABLE, "member_id")?),
            question: row.opt_int(Self::TABLE, "question_id")?.map(QuestionId),
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            about: row.text(Self::TABLE, "about")?,
            format: row.named(Self::TABLE, "format", Format::from_name)?,
            when: Week::from_stored(row.int(Self::TABLE, "week")?).unwrap_or_default(),
            excluded: excluded.into_iter().map(UserId::stored).collect(),
        })
    }
}

/// What somebody has chosen and not sent yet.
pub async fn find(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Draft>, DbError> {
    db.one(
        sql(
            "SELECT member_id, question_id, topic, about, format, week, excluded \
             FROM request_drafts WHERE guild_id = $1 AND user_id = $2",
        )
        .bind(guild.get())
        .bind(user.get()),
    )
    .await
}

/// Keeps it in place of what was kept before.
pub async fn keep(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    draft: &Draft,
    now: Instant,
) -> Result<(), DbError> {
    let excluded: Vec<i64> = draft.excluded.iter().map(|user| user.get()).collect();
    tx.execute_one(
        "keeping a draft",
        sql(
            "INSERT INTO request_drafts (guild_id, user_id, member_id, question_id, topic, about, \
                 format, week, excluded, written_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT (guild_id, user_id) DO UPDATE SET member_id = excluded.member_id, \
                 question_id = excluded.question_id, topic = excluded.topic, \
                 about = excluded.about, format = excluded.format, week = excluded.week, \
                 excluded = excluded.excluded, written_at = excluded.written_at",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(draft.member.get())
        .bind(draft.question.map(|question| question.0))
        .bind(draft.topic.as_str())
        .bind(draft.about.as_str())
        .bind(draft.format.name())
        .bind(draft.when.stored())
        .bind(serde_json::to_string(&excluded).unwrap_or_default())
        .bind(now),
    )
    .await
}

/// It was sent.
pub async fn forget(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    tx.execute(
        sql("DELETE FROM request_drafts WHERE guild_id = $1 AND user_id = $2")
            .bind(guild.get())
            .bind(user.get()),
    )
    .await?;
    Ok(())
}

//! Where somebody stands in questions.

use super::COLUMNS;
use crate::db::{Db, DbError, Tx, sql};
use crate::ids::{GuildId, QuestionId, UserId};
use crate::members::{Extent, Trace};
use crate::questions::Question;

/// The columns in which a question names people.
const PEOPLE: &str =
    "asker_id, answered_by, closed_by, recorded_by, last_helper_id, answer_author_id, assigned_to";

/// What somebody has asked and not taken back; of a programme only what is not settled.
pub async fn asked_by(
    db: &Db,
    guild: GuildId,
    user: UserId,
    extent: Extent,
) -> Result<Vec<QuestionId>, DbError> {
    let ids: Vec<i64> = db
        .all(
            sql("SELECT id AS n FROM questions \
                 WHERE guild_id = $1 AND asker_id = $2 AND state <> 'withdrawn' \
                     AND (CAST($3 AS BIGINT) IS NULL \
                         OR programme_id = $3 AND state IN ('open', 'answered')) ORDER BY id")
            .bind(guild.get())
            .bind(user.get())
            .bind(extent.programme()),
        )
        .await?;
    Ok(ids.into_iter().map(QuestionId).collect())
}

/// Whether somebody has asked something that is not taken back.
pub async fn is_under_way(tx: &mut Tx, user: UserId, extent: Extent) -> Result<bool, DbError> {
    let found: Option<i64> = tx
        .one(
            sql(
                "SELECT id AS n FROM questions WHERE asker_id = $1 AND state <> 'withdrawn' \
                 AND (CAST($2 AS BIGINT) IS NULL OR guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL \
                     OR programme_id = $3 AND state IN ('open', 'answered')) LIMIT 1",
            )
            .bind(user.get())
            .bind(extent.guild())
            .bind(extent.programme()),
        )
        .await?;
    Ok(found.is_some())
}

/// Whether the thread of a question `q` may name `$1`.
fn may_name() -> String {
    format!(
        "$1 IN ({PEOPLE}) \
         OR EXISTS (SELECT 1 FROM question_follows f WHERE f.question_id = q.id AND f.user_id = $1) \
         OR EXISTS (SELECT 1 FROM question_calls c WHERE c.question_id = q.id AND c.user_id = $1) \
         OR EXISTS (SELECT 1 FROM question_names n WHERE n.question_id = q.id AND n.user_id = $1) \
         OR EXISTS (SELECT 1 FROM question_posts w WHERE w.question_id = q.id AND w.author_id = $1)"
    )
}

/// The questions of a guild whose threads may name somebody.
pub async fn that_name(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    extent: Extent,
) -> Result<Vec<i64>, DbError> {
    let named = may_name();
    tx.all(
        sql(format!(
            "SELECT q.id AS n FROM questions q WHERE q.guild_id = $2 \
                 AND (CAST($3 AS BIGINT) IS NULL OR q.programme_id = $3) AND ({named})"
        ))
        .bind(user.get())
        .bind(guild.get())
        .bind(extent.programme()),
    )
    .await
}

/// The questions of a guild that somebody has asked.
pub async fn asked_in(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    extent: Extent,
) -> Result<Vec<i64>, DbError> {
    let text = "SELECT id AS n FROM questions WHERE guild_id = $1 AND asker_id = $2 \
                AND (CAST($3 AS BIGINT) IS NULL OR programme_id = $3)";
    let asked = sql(text).bind(guild.get()).bind(user.get());
    tx.all(asked.bind(extent.programme())).await
}

/// The threads in which they may be named, and the words that the bot wrote there for them.
pub async fn traces(tx: &mut Tx, user: UserId, extent: Extent) -> Result<Vec<Trace>, DbError> {
    let named = may_name();
    tx.all(
        sql(format!(
            "SELECT q.guild_id, q.thread_id AS channel_id, 'names' AS what, \
                 CAST(NULL AS BIGINT) AS message_id FROM questions q \
             WHERE q.thread_id IS NOT NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR q.guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL OR q.programme_id = $3) \
                 AND ({named}) \
             UNION ALL \
             SELECT q.guild_id, q.thread_id, 'written', NULL FROM questions q \
             WHERE q.asker_id = $1 AND q.thread_id IS NOT NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR q.guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL OR q.programme_id = $3) \
             UNION ALL \
             SELECT q.guild_id, p.channel_id, 'message', p.message_id \
             FROM question_posts p JOIN questions q ON q.id = p.question_id \
             WHERE p.author_id = $1 AND p.voice = 'asker' \
                 AND p.channel_id IS NOT NULL AND p.message_id IS NOT NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR q.guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL OR q.programme_id = $3) \
             UNION ALL \
             SELECT q.guild_id, q.thread_id, 'message', q.part1_id FROM questions q \
             WHERE q.asker_id = $1 AND q.programme_id = $3 \
                 AND q.thread_id IS NOT NULL AND q.part1_id IS NOT NULL \
             UNION ALL \
             SELECT q.guild_id, q.thread_id, 'message', q.part2_id FROM questions q \
             WHERE q.asker_id = $1 AND q.programme_id = $3 \
                 AND q.thread_id IS NOT NULL AND q.part2_id IS NOT NULL \
             UNION ALL \
             SELECT q.guild_id, m.dm_channel_id, 'message', c.message_id \
             FROM question_copies c JOIN questions q ON q.id = c.question_id \
                 JOIN members m ON m.user_id = c.user_id \
             WHERE c.user_id = $1 AND q.programme_id = $3 \
                 AND m.dm_channel_id IS NOT NULL AND c.message_id IS NOT NULL \
             UNION ALL \
             SELECT q.guild_id, q.staff_channel_id, 'message', q.staff_message_id \
             FROM questions q WHERE q.asker_id = $1 AND q.programme_id = $3 \
                 AND q.staff_channel_id IS NOT NULL AND q.staff_message_id IS NOT NULL \
             UNION ALL \
             SELECT o.guild_id, o.channel_id, 'message', o.offer_id FROM record_offers o \
             WHERE o.author_id = $1 AND o.offer_id IS NOT NULL AND o.gone_at IS NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR o.guild_id = $2) \
                 AND CAST($3 AS BIGINT) IS NULL"
        ))
        .bind(user.get())
        .bind(extent.guild())
        .bind(extent.programme()),
    )
    .await
}

/// The questions whose card shows somebody.
pub async fn that_show(tx: &mut Tx, user: UserId) -> Result<Vec<Question>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions \
             WHERE card_id IS NOT NULL AND $1 IN ({PEOPLE}) ORDER BY id"
        ))
        .bind(user.get()),
    )
    .await
}

/// Records whom a question named before it was changed.
pub async fn named_before(tx: &mut Tx, id: QuestionId, user: UserId) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO question_names (question_id, user_id) VALUES ($1, $2) \
             ON CONFLICT (question_id, user_id) DO NOTHING",
        )
        .bind(id.0)
        .bind(user.get()),
    )
    .await?;
    Ok(())
}

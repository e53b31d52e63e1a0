//! The tables of tutors. [`tutors`]: registrations. [`drafts`] and [`requests`]: what is asked
//! for. [`care`]: what is done about it because of the time. [`offers`]: offers and what came
//! of talks. [`notices`]: what people are told, and where.

pub mod care;
pub mod drafts;
pub mod erasing;
pub mod notices;
pub mod offers;
pub mod requests;
pub mod tutors;

use crate::clock::Instant;
use crate::db::{Db, DbError, Row, Tx, sql};
use crate::ids::GuildId;

/// Holds everything about tutors in a guild until the transaction ends: whoever writes it
/// does so, one after the other, in whichever process.
pub async fn hold(tx: &mut Tx, guild: GuildId) -> Result<(), DbError> {
    tx.execute_one(
        "holding the tutors of a guild",
        sql("INSERT INTO matching_runs (guild_id) VALUES ($1) \
             ON CONFLICT (guild_id) DO UPDATE SET guild_id = excluded.guild_id")
        .bind(guild.get()),
    )
    .await
}

/// Wants requests and tutors to be matched at an instant, or before, if that was wanted.
pub async fn want_run(tx: &mut Tx, guild: GuildId, at: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE matching_runs SET due_at = $2 \
             WHERE guild_id = $1 AND (due_at IS NULL OR due_at > $2)")
        .bind(guild.get())
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Takes a run that is due; `false` if another has taken it.
pub async fn take_run(tx: &mut Tx, guild: GuildId, now: Instant) -> Result<bool, DbError> {
    let taken = tx
        .execute(
            sql("UPDATE matching_runs SET due_at = NULL WHERE guild_id = $1 AND due_at <= $2")
                .bind(guild.get())
                .bind(now),
        )
        .await?;
    Ok(taken == 1)
}

/// The guilds whose run is due.
pub async fn runs_due(db: &Db, now: Instant) -> Result<Vec<GuildId>, DbError> {
    let rows: Vec<i64> = db
        .all(
            sql("SELECT guild_id AS n FROM matching_runs WHERE due_at <= $1 ORDER BY due_at")
                .bind(now),
        )
        .await?;
    Ok(rows.into_iter().map(GuildId::stored).collect())
}

/// When something about tutors is to be looked at next.
pub async fn next(db: &Db) -> Result<Option<Instant>, DbError> {
    let next: Option<Option<Instant>> = db
        .one(sql("SELECT MIN(at) AS at FROM ( \
                 SELECT MIN(due_at) AS at FROM matching_runs WHERE due_at IS NOT NULL \
                 UNION ALL \
                 SELECT MIN(care_at) FROM tutor_requests WHERE care_at IS NOT NULL \
                 UNION ALL \
                 SELECT MIN(expires_at) FROM tutor_offers WHERE state = 'open' \
                 UNION ALL \
                 SELECT MIN(resume_at) FROM tutors WHERE resume_at IS NOT NULL) times"))
        .await?;
    Ok(next.flatten())
}

/// A value by its name, where there may be none.
fn opt_named<T>(
    row: &Row,
    table: &'static str,
    column: &'static str,
    from: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, DbError> {
    match row.opt_text(table, column)? {
        Some(_) => row.named(table, column, from).map(Some),
        None => Ok(None),
    }
}

//! The table `outbox`.

mod claim;
mod report;

use super::effect::{Effect, Lane};
use super::model::{Claim, Destination, FailureKind, State, Wanted};
use crate::clock::Instant;
use crate::db::{DbError, Row as DbRow, Tx, sql};
use crate::ids::{ChannelId, GuildId};

pub use claim::{Claimed, Except, claim, lines, release_all, renew};
pub use report::{Filter, Row, Tally, cancel, find, list, retry, tallies};

const TABLE: &str = "outbox";
/// The key of a row that is not to be met by a new wish. Of what is made once the key
/// stays, so that it is made once.
const FREE_KEY: &str = "CASE WHEN dedup_key LIKE '%:again' AND dedup_key NOT LIKE '%#%' \
     THEN dedup_key || '#' || id ELSE dedup_key END";
/// On what a worker of another process is told that something is wanted.
pub const CHANNEL: &str = "tsunagari_outbox";

fn effect(row: &DbRow) -> Result<Effect, DbError> {
    let part = row.int(TABLE, "part")?;
    row.named(TABLE, "kind", |kind| Effect::from_stored(kind, part))
}

/// Writes a wanted effect; one with the same key stays as it is. Of what can be wanted
/// again and is in doubt, the doubt is settled first: it becomes due again itself.
pub async fn insert(
    tx: &mut Tx,
    wanted: &Wanted,
    nonce: &str,
    now: Instant,
) -> Result<(), DbError> {
    let (kind, subject, part) = wanted.effect.stored();
    tx.announce(CHANNEL).await?;
    if wanted.effect.is_repeatable() {
        let settled = tx
            .execute(
                sql(
                    "UPDATE outbox SET state = 'due', due_at = $3, attempts = 0, \
                         finished_at = NULL \
                     WHERE kind = $1 AND subject_id = $2 AND state = 'in_doubt'",
                )
                .bind(kind)
                .bind(wanted.subject_id)
                .bind(wanted.due_at),
            )
            .await?;
        if settled > 0 {
            tracing::debug!(kind, "a doubt is settled before the effect is wanted again");
        }
    }
    // In line behind those of the same channel, and not before those who wait already.
    let turn = if wanted.effect.lane() == Lane::Bulk {
        "(SELECT COUNT(*) FROM outbox WHERE destination_id = $12 AND lane = $11 \
             AND state IN ('due', 'claimed')) \
         + (SELECT COALESCE(MIN(turn), 0) FROM outbox WHERE lane = $11 AND guild_id = $2 \
             AND state IN ('due', 'claimed'))"
    } else {
        "0"
    };
    // Of what can be wanted again the row is held until this is committed: claimed before, it
    // would be rendered from what was true before.
    let known = if wanted.effect.is_repeatable() {
        "DO UPDATE SET expires_at = excluded.expires_at"
    } else {
        "DO NOTHING"
    };
    tx.execute(
        sql(format!(
            "INSERT INTO outbox (kind, guild_id, subject, subject_id, part, dedup_key, nonce, \
                 state, due_at, expires_at, created_at, lane, destination_id, turn) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $9, $10, $11, $12, {turn}) \
             ON CONFLICT (dedup_key) {known}"
        ))
        .bind(kind)
        .bind(wanted.guild.get())
        .bind(subject)
        .bind(wanted.subject_id)
        .bind(part)
        .bind(wanted.key())
        .bind(nonce)
        .bind(wanted.due_at)
        .bind(wanted.expires_at)
        .bind(now)
        .bind(wanted.effect.lane().number())
        .bind(wanted.destination.map(Destination::stored)),
    )
    .await?;
    Ok(())
}

/// Whether something that was wanted up to an instant is under way, due by `now`, or to be tried
/// again; what takes something away says nothing about anybody, and may take long.
pub async fn is_behind(tx: &mut Tx, wanted_by: Instant, now: Instant) -> Result<bool, DbError> {
    let found: Option<i64> = tx
        .one(
            sql(
                "SELECT id AS n FROM outbox WHERE created_at <= $1 AND kind <> $3 \
                 AND (state = 'claimed' \
                     OR (state = 'due' AND (due_at <= $2 OR attempts > 0))) LIMIT 1",
            )
            .bind(wanted_by)
            .bind(now)
            .bind(Effect::ErasureTrace.stored().0),
        )
        .await?;
    Ok(found.is_some())
}

/// How many effects of a kind for these subjects are not done and not given up as useless: what
/// failed may be mended.
pub async fn open(tx: &mut Tx, effect: Effect, subjects: &[i64]) -> Result<i64, DbError> {
    let states = "'due', 'claimed', 'failed', 'in_doubt'";
    count(tx, effect, subjects, states).await
}

/// How many of them wait until somebody mends something.
pub async fn held_up(tx: &mut Tx, effect: Effect, subjects: &[i64]) -> Result<i64, DbError> {
    count(tx, effect, subjects, "'failed', 'in_doubt'").await
}

async fn count(
    tx: &mut Tx,
    effect: Effect,
    subjects: &[i64],
    states: &str,
) -> Result<i64, DbError> {
    let (kind, subject, _) = effect.stored();
    let ids: Vec<String> = subjects.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        return Ok(0);
    }
    let ids = ids.join(", ");
    let found: Option<i64> = tx
        .one(
            sql(format!(
                "SELECT COUNT(*) AS n FROM outbox WHERE kind = $1 AND subject = $2 \
                 AND subject_id IN ({ids}) \
                 AND state IN ({states})"
            ))
            .once(true)
            .bind(kind)
            .bind(subject),
        )
        .await?;
    Ok(found.unwrap_or_default())
}

/// Whether one of a kind for a subject is not over, or is since a moment.
pub async fn is_open_or_over_since(
    tx: &mut Tx,
    effect: Effect,
    id: i64,
    since: Instant,
) -> Result<bool, DbError> {
    let (kind, subject, _) = effect.stored();
    let found: Option<i64> = tx
        .one(
            sql(
                "SELECT id AS n FROM outbox WHERE kind = $1 AND subject = $2 AND subject_id = $3 \
                     AND (state IN ('due', 'claimed', 'failed', 'in_doubt') OR finished_at > $4) \
                 LIMIT 1",
            )
            .bind(kind)
            .bind(subject)
            .bind(id)
            .bind(since),
        )
        .await?;
    Ok(found.is_some())
}

/// What effects of a kind have made for these subjects.
pub async fn made(tx: &mut Tx, effect: Effect, subjects: &[i64]) -> Result<Vec<i64>, DbError> {
    let (kind, subject, _) = effect.stored();
    let ids: Vec<String> = subjects.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ids.join(", ");
    tx.all(
        sql(format!(
            "SELECT result_id AS n FROM outbox WHERE kind = $1 AND subject = $2 \
             AND subject_id IN ({ids}) AND result_id IS NOT NULL ORDER BY id"
        ))
        .once(true)
        .bind(kind)
        .bind(subject),
    )
    .await
}

/// Forgets that what is over went into a channel.
pub async fn forget_destination(tx: &mut Tx, channel: ChannelId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE outbox SET destination_id = NULL \
             WHERE destination_id = $1 AND state NOT IN ('due', 'claimed')")
        .bind(channel.get()),
    )
    .await?;
    Ok(())
}

/// Whether an effect is under way or due by an instant for any of these subjects.
pub async fn any_due(
    tx: &mut Tx,
    effect: Effect,
    subjects: &[i64],
    by: Instant,
) -> Result<bool, DbError> {
    let (kind, subject, _) = effect.stored();
    let ids: Vec<String> = subjects.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        return Ok(false);
    }
    let ids = ids.join(", ");
    let found: Option<i64> = tx
        .one(
            sql(format!(
                "SELECT id AS n FROM outbox WHERE kind = $1 AND subject = $2 \
                 AND subject_id IN ({ids}) \
                 AND (state = 'claimed' OR (state = 'due' AND due_at <= $3)) LIMIT 1"
            ))
            .once(true)
            .bind(kind)
            .bind(subject)
            .bind(by),
        )
        .await?;
    Ok(found.is_some())
}

/// Records how an effect ended. Says whether the claim was still this worker's.
pub async fn finish(
    tx: &mut Tx,
    claim: &Claim,
    state: State,
    result: Option<i64>,
    cause: Option<String>,
    now: Instant,
) -> Result<bool, DbError> {
    // What is in doubt, or failed while it was, is looked for first when it is revived.
    let unsure_since = match state {
        State::Sent | State::Void => None,
        State::InDoubt => claim.unsure_since,
        _ => claim.unsure_before(),
    };
    let affected = tx
        .execute(
            sql(
                "UPDATE outbox SET state = $3, result_id = $4, cause = $5, finished_at = $6, \
                     lease_until = NULL, unsure_since = $7, \
                     destination_id = CASE WHEN $8 = 1 THEN NULL ELSE destination_id END \
                 WHERE id = $1 AND fence = $2 AND state = 'claimed'",
            )
            .bind(claim.id)
            .bind(claim.fence)
            .bind(state.name())
            .bind(result)
            .bind(cause)
            .bind(now)
            .bind(unsure_since)
            .bind(i64::from(claim.effect.is_to_a_conversation())),
        )
        .await?;
    Ok(affected == 1)
}

/// Records that a row cannot be read by this version, so that it holds up no other.
pub async fn give_up_unreadable(
    tx: &mut Tx,
    id: i64,
    cause: String,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute_one(
        "giving up an unreadable effect",
        sql("UPDATE outbox SET state = 'failed', cause = $2, finished_at = $3 WHERE id = $1")
            .bind(id)
            .bind(cause)
            .bind(now),
    )
    .await
}

/// How a claimed effect is made due again.
#[derive(Debug)]
pub struct PutBack {
    pub due_at: Instant,
    pub unsure_since: Option<Instant>,
    /// How many attempts count so far.
    pub attempts: u32,
    pub cause: String,
    /// For whose limit it waits, if it became known.
    pub destination: Option<Destination>,
}

/// Makes a claimed effect due again.
pub async fn put_back(tx: &mut Tx, claim: &Claim, back: PutBack) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE outbox SET state = 'due', due_at = $3, unsure_since = $4, cause = $5, \
                     lease_until = NULL, attempts = $6, \
                     destination_id = COALESCE($7, destination_id) \
                 WHERE id = $1 AND fence = $2 AND state = 'claimed'",
            )
            .bind(claim.id)
            .bind(claim.fence)
            .bind(back.due_at)
            .bind(back.unsure_since)
            .bind(back.cause)
            .bind(i64::from(back.attempts))
            .bind(back.destination.map(Destination::stored)),
        )
        .await?;
    Ok(affected == 1)
}

/// An effect is done: what failed because it stood behind it becomes due.
pub async fn free_behind(tx: &mut Tx, claim: &Claim, now: Instant) -> Result<u64, DbError> {
    let (_, subject, _) = claim.effect.stored();
    tx.execute(
        sql(
            "UPDATE outbox SET state = 'due', due_at = $3, attempts = 0, finished_at = NULL \
             WHERE state = 'failed' AND subject = $1 AND subject_id = $2 AND cause LIKE $4",
        )
        .bind(subject)
        .bind(claim.subject_id)
        .bind(now)
        .bind(format!("{}%", FailureKind::Behind.prefix())),
    )
    .await
}

/// Makes due again what failed for something missing in the guild, what stands behind
/// it, and what was given up or is in doubt.
pub async fn revive(tx: &mut Tx, guild: GuildId, now: Instant) -> Result<u64, DbError> {
    let begins = |kind: FailureKind| format!("{}%", kind.prefix());
    tx.announce(CHANNEL).await?;
    tx.execute(
        sql(
            "UPDATE outbox SET state = 'due', due_at = $2, attempts = 0, finished_at = NULL \
             WHERE guild_id = $1 AND (state = 'in_doubt' OR (state = 'failed' \
                   AND (cause LIKE $3 OR cause LIKE $4 OR cause LIKE $5))) \
               AND kind <> 'panel' AND kind <> 'commands'",
        )
        .bind(guild.get())
        .bind(now)
        .bind(begins(FailureKind::Guild))
        .bind(begins(FailureKind::Behind))
        .bind(begins(FailureKind::GivenUp)),
    )
    .await
}

//! The table `outbox`.

use super::model::{Claim, Effect, FailureKind, State, Wanted};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row as DbRow, Tx, sql};
use crate::ids::GuildId;

const TABLE: &str = "outbox";

fn effect(row: &DbRow) -> Result<Effect, DbError> {
    let part = row.int(TABLE, "part")?;
    row.named(TABLE, "kind", |kind| Effect::from_stored(kind, part))
}

impl ReadRow for Claim {
    const TABLE: &'static str = TABLE;

    fn read(row: &DbRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(TABLE, "id")?,
            effect: effect(row)?,
            guild: GuildId::stored(row.int(TABLE, "guild_id")?),
            subject_id: row.int(TABLE, "subject_id")?,
            nonce: row.text(TABLE, "nonce")?,
            attempts: u32::try_from(row.int(TABLE, "attempts")?).unwrap_or(u32::MAX),
            unsure_since: row.opt_instant(TABLE, "unsure_since")?,
            created_at: row.instant(TABLE, "created_at")?,
            expires_at: row.opt_instant(TABLE, "expires_at")?,
            claimed_at: row.instant(TABLE, "claimed_at")?,
            fence: row.int(TABLE, "fence")?,
        })
    }
}

/// A row as it is reported: which effect, of what, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: i64,
    pub effect: Effect,
    pub guild: GuildId,
    pub subject_id: i64,
    pub state: State,
    pub attempts: i64,
    /// Without text of members.
    pub cause: Option<String>,
}

const ROW: &str = "id, kind, part, guild_id, subject_id, state, attempts, cause";

impl ReadRow for Row {
    const TABLE: &'static str = TABLE;

    fn read(row: &DbRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(TABLE, "id")?,
            effect: effect(row)?,
            guild: GuildId::stored(row.int(TABLE, "guild_id")?),
            subject_id: row.int(TABLE, "subject_id")?,
            state: row.named(TABLE, "state", State::from_name)?,
            attempts: row.int(TABLE, "attempts")?,
            cause: row.opt_text(TABLE, "cause")?,
        })
    }
}

/// Writes a wanted effect; one with the same key stays as it is.
pub async fn insert(
    tx: &mut Tx,
    wanted: &Wanted,
    nonce: &str,
    now: Instant,
) -> Result<(), DbError> {
    let (kind, subject, part) = wanted.effect.stored();
    tx.execute(
        sql(
            "INSERT INTO outbox (kind, guild_id, subject, subject_id, part, dedup_key, nonce, \
                 state, due_at, expires_at, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $9, $10) \
             ON CONFLICT (dedup_key) DO NOTHING",
        )
        .bind(kind)
        .bind(wanted.guild.get())
        .bind(subject)
        .bind(wanted.subject_id)
        .bind(part)
        .bind(wanted.key())
        .bind(nonce)
        .bind(wanted.due_at)
        .bind(wanted.expires_at)
        .bind(now),
    )
    .await?;
    Ok(())
}

/// A row may be claimed when it is due or its lease has ended, and nothing that was
/// wanted earlier for the same subject is still to be done.
const FREE: &str = "NOT EXISTS (SELECT 1 FROM outbox e WHERE e.subject = o.subject \
     AND e.subject_id = o.subject_id AND e.id < o.id AND e.state IN ('due', 'claimed'))";

/// What was claimed.
pub enum Claimed {
    Whole(Box<Claim>),
    /// A row that this version cannot read.
    Unreadable {
        id: i64,
        error: DbError,
    },
}

impl ReadRow for Claimed {
    const TABLE: &'static str = TABLE;

    fn read(row: &DbRow) -> Result<Self, DbError> {
        Ok(match Claim::read(row) {
            Ok(claim) => Self::Whole(Box::new(claim)),
            Err(error) => Self::Unreadable {
                id: row.int(TABLE, "id")?,
                error,
            },
        })
    }
}

/// Claims the row that has been due longest. What may be wanted again gives its key
/// free, so that a wish which comes now is not taken for this one.
pub async fn claim(
    tx: &mut Tx,
    lock: &str,
    now: Instant,
    lease_until: Instant,
) -> Result<Option<Claimed>, DbError> {
    let repeatable = Effect::REPEATABLE.map(|effect| format!("'{}'", effect.stored().0));
    let repeatable = repeatable.join(", ");
    tx.one(
        sql(format!(
            "UPDATE outbox SET state = 'claimed', lease_until = $1, fence = fence + 1, \
                 attempts = attempts + 1, unsure_since = COALESCE(unsure_since, $2), \
                 dedup_key = CASE WHEN kind IN ({repeatable}) AND dedup_key NOT LIKE '%#%' \
                     THEN dedup_key || '#' || id ELSE dedup_key END \
             WHERE id = (SELECT o.id FROM outbox o \
                 WHERE ((o.state = 'due' AND o.due_at <= $2) \
                     OR (o.state = 'claimed' AND o.lease_until <= $2)) AND {FREE} \
                 ORDER BY o.due_at, o.id LIMIT 1 {lock}) \
             RETURNING id, kind, part, guild_id, subject_id, nonce, attempts, unsure_since, \
                 created_at, expires_at, CAST($2 AS BIGINT) AS claimed_at, fence"
        ))
        .bind(lease_until)
        .bind(now),
    )
    .await
}

struct NextDue(Option<Instant>);

impl ReadRow for NextDue {
    const TABLE: &'static str = TABLE;

    fn read(row: &DbRow) -> Result<Self, DbError> {
        Ok(Self(row.opt_instant(TABLE, "n")?))
    }
}

/// Gives back every claim: whoever held one has ended. What was under way stays unsure.
pub async fn release_all(tx: &mut Tx) -> Result<u64, DbError> {
    tx.execute(sql(
        "UPDATE outbox SET state = 'due', lease_until = NULL WHERE state = 'claimed'",
    ))
    .await
}

/// When the next row can be claimed, if there is one.
pub async fn next_due(db: &Db) -> Result<Option<Instant>, DbError> {
    let next: Option<NextDue> = db
        .one(sql(format!(
            "SELECT MIN(CASE WHEN o.state = 'due' THEN o.due_at ELSE o.lease_until END) AS n \
             FROM outbox o WHERE o.state IN ('due', 'claimed') AND {FREE}"
        )))
        .await?;
    Ok(next.and_then(|NextDue(at)| at))
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
    // What is in doubt is looked for first when it is revived.
    let unsure_since = claim.unsure_since.filter(|_| state == State::InDoubt);
    let affected = tx
        .execute(
            sql(
                "UPDATE outbox SET state = $3, result_id = $4, cause = $5, finished_at = $6, \
                     lease_until = NULL, unsure_since = $7 \
                 WHERE id = $1 AND fence = $2 AND state = 'claimed'",
            )
            .bind(claim.id)
            .bind(claim.fence)
            .bind(state.name())
            .bind(result)
            .bind(cause)
            .bind(now)
            .bind(unsure_since),
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

/// Makes a claimed effect due again at `due_at`; `attempts` is how many count so far.
pub async fn put_back(
    tx: &mut Tx,
    claim: &Claim,
    due_at: Instant,
    unsure_since: Option<Instant>,
    attempts: u32,
    cause: String,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE outbox SET state = 'due', due_at = $3, unsure_since = $4, cause = $5, \
                     lease_until = NULL, attempts = $6 \
                 WHERE id = $1 AND fence = $2 AND state = 'claimed'",
            )
            .bind(claim.id)
            .bind(claim.fence)
            .bind(due_at)
            .bind(unsure_since)
            .bind(cause)
            .bind(i64::from(attempts)),
        )
        .await?;
    Ok(affected == 1)
}

/// Makes due again what failed for something missing in the guild, what stands behind
/// it, and what was given up or is in doubt.
pub async fn revive(tx: &mut Tx, guild: GuildId, now: Instant) -> Result<u64, DbError> {
    tx.execute(
        sql(
            "UPDATE outbox SET state = 'due', due_at = $2, attempts = 0, finished_at = NULL \
             WHERE guild_id = $1 AND (state = 'in_doubt' OR (state = 'failed' \
                   AND (cause LIKE $3 OR cause LIKE $4 OR cause LIKE $5))) \
               AND kind <> 'staff_notice' AND kind <> 'panel' AND kind <> 'commands'",
        )
        .bind(guild.get())
        .bind(now)
        .bind(format!("{}%", FailureKind::Guild.prefix()))
        .bind(format!("{}%", FailureKind::Behind.prefix()))
        .bind(format!("{}%", FailureKind::GivenUp.prefix())),
    )
    .await
}

/// One row.
pub async fn find(db: &Db, id: i64) -> Result<Option<Row>, DbError> {
    db.one(sql(format!("SELECT {ROW} FROM outbox WHERE id = $1")).bind(id))
        .await
}

/// All rows in a state, oldest first.
pub async fn list(db: &Db, state: State) -> Result<Vec<Row>, DbError> {
    db.all(
        sql(format!(
            "SELECT {ROW} FROM outbox WHERE state = $1 ORDER BY id"
        ))
        .bind(state.name()),
    )
    .await
}

//! Claiming: what is due, for whom, and taking one row for this worker alone.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::GuildId;
use crate::outbox::effect::{Effect, Lane};
use crate::outbox::lanes::Line;
use crate::outbox::model::{Claim, Destination};

use super::{FREE_KEY, TABLE, effect};

impl ReadRow for Claim {
    const TABLE: &'static str = TABLE;

    fn read(row: &Row) -> Result<Self, DbError> {
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
            destination: row
                .opt_int(TABLE, "destination_id")?
                .map(Destination::from_stored),
            claimed_at: row.instant(TABLE, "claimed_at")?,
            fence: row.int(TABLE, "fence")?,
        })
    }
}

/// What is not to be claimed.
#[derive(Debug, Default)]
pub struct Except {
    /// What has used up its limit.
    pub full: Vec<Destination>,
    /// Rows that this process still works on although their lease has ended: the clock
    /// was set forward, or the process was stopped for a while.
    pub held: Vec<i64>,
}

impl Except {
    fn is_nothing(&self) -> bool {
        self.full.is_empty() && self.held.is_empty()
    }

    /// The condition; its text is hardly ever the same twice.
    fn condition(&self) -> String {
        let list = |ids: &mut dyn Iterator<Item = i64>| {
            let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
            ids.join(", ")
        };
        let mut condition = String::new();
        if !self.full.is_empty() {
            let ids = list(&mut self.full.iter().map(|full| full.stored()));
            condition =
                format!("AND (o.destination_id IS NULL OR o.destination_id NOT IN ({ids})) ");
        }
        if !self.held.is_empty() {
            let ids = list(&mut self.held.iter().copied());
            condition = format!("{condition}AND o.id NOT IN ({ids})");
        }
        condition
    }
}

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

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(match Claim::read(row) {
            Ok(claim) => Self::Whole(Box::new(claim)),
            Err(error) => Self::Unreadable {
                id: row.int(TABLE, "id")?,
                error,
            },
        })
    }
}

impl ReadRow for Line {
    const TABLE: &'static str = TABLE;

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            // A lane of another version is served last.
            lane: Lane::from_number(row.int(TABLE, "lane")?).unwrap_or(Lane::Bulk),
            guild: GuildId::stored(row.int(TABLE, "guild_id")?),
            due: row.opt_instant(TABLE, "due")?,
            later: row.opt_instant(TABLE, "later")?,
        })
    }
}

/// What is unfinished, by lane and guild.
pub async fn lines(db: &Db, now: Instant) -> Result<Vec<Line>, DbError> {
    db.all(
        sql(
            "SELECT lane, guild_id, MIN(CASE WHEN at <= $1 THEN at END) AS due, \
                 MIN(CASE WHEN at > $1 THEN at END) AS later \
             FROM (SELECT lane, guild_id, \
                       CASE WHEN state = 'due' THEN due_at ELSE lease_until END AS at \
                   FROM outbox WHERE state IN ('due', 'claimed')) unfinished \
             GROUP BY lane, guild_id",
        )
        .bind(now),
    )
    .await
}

/// Claims, of one lane of a guild, the row whose turn it is (in the upper lanes the one
/// that has been due longest) and which is free: its
/// lease has ended if it had one, and nothing that was wanted earlier for the same subject
/// is still to be done.
///
/// What may be wanted again gives its key free, so that a wish which comes now is not
/// taken for this one. Kinds of another version are left to that version.
pub async fn claim(
    tx: &mut Tx,
    lock: &str,
    (lane, guild): (Lane, GuildId),
    except: &Except,
    now: Instant,
    lease_until: Instant,
) -> Result<Option<Claimed>, DbError> {
    let known = Effect::ALL.map(|effect| format!("'{}'", effect.stored().0));
    let known = known.join(", ");
    let open = except.condition();
    tx.one(
        sql(format!(
            "UPDATE outbox SET state = 'claimed', lease_until = $1, fence = fence + 1, \
                 attempts = attempts + 1, unsure_since = COALESCE(unsure_since, $2), \
                 dedup_key = {FREE_KEY} \
             WHERE id = (SELECT o.id FROM outbox o \
                 WHERE o.lane = $3 AND o.guild_id = $4 AND o.kind IN ({known}) AND o.state IN ('due', 'claimed') \
                     AND ((o.state = 'due' AND o.due_at <= $2) \
                       OR (o.state = 'claimed' AND o.lease_until <= $2)) {open} \
                     AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.subject = o.subject \
                         AND e.subject_id = o.subject_id AND e.id < o.id \
                         AND e.state IN ('due', 'claimed')) \
                 ORDER BY o.turn, o.due_at, o.id LIMIT 1 {lock}) \
             RETURNING id, kind, part, guild_id, subject_id, nonce, attempts, unsure_since, \
                 created_at, expires_at, destination_id, CAST($2 AS BIGINT) AS claimed_at, fence"
        ))
        .once(!except.is_nothing())
        .bind(lease_until)
        .bind(now)
        .bind(lane.number())
        .bind(guild.get()),
    )
    .await
}

/// Makes a claim hold until `lease_until`; `false` if it is another worker's by now.
pub async fn renew(
    tx: &mut Tx,
    claim: &Claim,
    lease_until: Instant,
    unsure_since: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql("UPDATE outbox SET lease_until = $3, unsure_since = $4 \
                 WHERE id = $1 AND fence = $2 AND state = 'claimed'")
            .bind(claim.id)
            .bind(claim.fence)
            .bind(lease_until)
            .bind(unsure_since),
        )
        .await?;
    Ok(affected == 1)
}

/// Gives back every claim: whoever held one has ended. What was under way stays unsure.
pub async fn release_all(tx: &mut Tx) -> Result<u64, DbError> {
    tx.execute(sql(
        "UPDATE outbox SET state = 'due', lease_until = NULL WHERE state = 'claimed'",
    ))
    .await
}

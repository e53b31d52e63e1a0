//! Reading rows for those who report on them, and an operator's hand on them.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row as DbRow, Tx, sql};
use crate::ids::GuildId;
use crate::outbox::effect::Effect;
use crate::outbox::lanes::Line;
use crate::outbox::model::State;

use super::{FREE_KEY, TABLE};

/// A row as it is reported: which effect, of what, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: i64,
    /// As the table names it; another version may know others.
    pub kind: String,
    /// `None` if this version does not know the kind.
    pub effect: Option<Effect>,
    pub guild: GuildId,
    pub subject_id: i64,
    pub state: State,
    pub due_at: Instant,
    pub expires_at: Option<Instant>,
    pub attempts: i64,
    /// Without text of members.
    pub cause: Option<String>,
    /// The message, thread or event that was made.
    pub made: Option<i64>,
    pub created_at: Instant,
    pub finished_at: Option<Instant>,
}

const ROW: &str = "id, kind, part, guild_id, subject_id, state, due_at, expires_at, attempts, \
                   cause, result_id, created_at, finished_at";

impl ReadRow for Row {
    const TABLE: &'static str = TABLE;

    fn read(row: &DbRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(TABLE, "id")?,
            effect: Effect::from_stored(&row.text(TABLE, "kind")?, row.int(TABLE, "part")?),
            kind: row.text(TABLE, "kind")?,
            guild: GuildId::stored(row.int(TABLE, "guild_id")?),
            subject_id: row.int(TABLE, "subject_id")?,
            state: row.named(TABLE, "state", State::from_name)?,
            due_at: row.instant(TABLE, "due_at")?,
            expires_at: row.opt_instant(TABLE, "expires_at")?,
            attempts: row.int(TABLE, "attempts")?,
            cause: row.opt_text(TABLE, "cause")?,
            made: row.opt_int(TABLE, "result_id")?,
            created_at: row.instant(TABLE, "created_at")?,
            finished_at: row.opt_instant(TABLE, "finished_at")?,
        })
    }
}

/// One row.
pub async fn find(db: &Db, id: i64) -> Result<Option<Row>, DbError> {
    db.one(sql(format!("SELECT {ROW} FROM outbox WHERE id = $1")).bind(id))
        .await
}

/// Which rows are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub state: Option<State>,
    pub guild: Option<GuildId>,
    /// At most so many, the newest; all without it.
    pub most: Option<u32>,
}

impl From<State> for Filter {
    fn from(state: State) -> Self {
        Self {
            state: Some(state),
            ..Self::default()
        }
    }
}

/// The rows of a filter, oldest first.
pub async fn list(db: &Db, filter: Filter) -> Result<Vec<Row>, DbError> {
    let mut rows: Vec<Row> = db
        .all(
            sql(format!(
                "SELECT {ROW} FROM outbox WHERE state = COALESCE($1, state) \
                     AND guild_id = COALESCE($2, guild_id) ORDER BY id DESC LIMIT $3"
            ))
            .bind(filter.state.map(|state| state.name().to_owned()))
            .bind(filter.guild.map(GuildId::get))
            .bind(filter.most.map_or(i64::MAX, i64::from)),
        )
        .await?;
    rows.reverse();
    Ok(rows)
}

/// How many rows of a lane and guild are in a state.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    pub state: State,
    pub count: i64,
    pub line: Line,
}

impl ReadRow for Tally {
    const TABLE: &'static str = TABLE;

    fn read(row: &DbRow) -> Result<Self, DbError> {
        Ok(Self {
            state: row.named(TABLE, "state", State::from_name)?,
            count: row.int(TABLE, "n")?,
            line: Line::read(row)?,
        })
    }
}

/// Counts the whole table by state, lane and guild.
pub async fn tallies(db: &Db, now: Instant) -> Result<Vec<Tally>, DbError> {
    db.all(
        sql("SELECT state, lane, guild_id, COUNT(*) AS n, \
                 MIN(CASE WHEN at <= $1 THEN at END) AS due, \
                 MIN(CASE WHEN at > $1 THEN at END) AS later \
             FROM (SELECT state, lane, guild_id, CASE state WHEN 'due' THEN due_at \
                       WHEN 'claimed' THEN lease_until END AS at FROM outbox) counted \
             GROUP BY state, lane, guild_id")
        .bind(now),
    )
    .await
}

/// Makes a finished row due again; says whether it was one that is not under way, done
/// or due. What is in doubt is looked for first.
pub async fn retry(tx: &mut Tx, id: i64, now: Instant) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE outbox SET state = 'due', due_at = $2, attempts = 0, expires_at = NULL, \
                     finished_at = NULL \
                 WHERE id = $1 AND state IN ('failed', 'expired', 'in_doubt', 'void')",
            )
            .bind(id)
            .bind(now),
        )
        .await?;
    Ok(affected == 1)
}

/// Takes back what is not yet under way; says whether it was so.
pub async fn cancel(tx: &mut Tx, id: i64, cause: &str, now: Instant) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(format!(
                "UPDATE outbox SET state = 'void', cause = $3, finished_at = $2, \
                     dedup_key = {FREE_KEY} \
                 WHERE id = $1 AND state IN ('due', 'failed', 'expired', 'in_doubt')"
            ))
            .bind(id)
            .bind(now)
            .bind(cause),
        )
        .await?;
    Ok(affected == 1)
}

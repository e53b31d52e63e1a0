//! The table `erasures`; what each is to take away ([`traces`]), and who has left ([`leavings`]).

pub mod leavings;
pub mod programmes;
pub mod traces;

use super::model::{Cause, Erasure, Left, Step};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, ErasureId, GuildId, ProgrammeId, UserId};
use crate::members::Member;

impl ReadRow for Erasure {
    const TABLE: &'static str = "erasures";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: ErasureId(int("id")?),
            user: row.opt_int(Self::TABLE, "user_id")?.map(UserId::stored),
            guild: GuildId::stored(int("guild_id")?),
            cause: row.named(Self::TABLE, "cause", Cause::from_name)?,
            programme: ProgrammeId(int("programme_id")?),
            step: row.named(Self::TABLE, "step", Step::from_name)?,
            begun_at: row.instant(Self::TABLE, "begun_at")?,
            step_at: row.instant(Self::TABLE, "step_at")?,
            left: Left::from_number(int("incomplete")?),
            dm_channel: row
                .opt_int(Self::TABLE, "dm_channel_id")?
                .map(ChannelId::stored),
            language: row.opt_text(Self::TABLE, "language")?,
        })
    }
}

const COLUMNS: &str = "id, user_id, guild_id, cause, programme_id, step, begun_at, step_at, incomplete, dm_channel_id, language";

/// Begins an erasure, if none with that cause is under way (for a programme, of that programme);
/// its id, if it begins.
pub async fn begin(
    tx: &mut Tx,
    user: UserId,
    guild: GuildId,
    cause: Cause,
    programme: Option<ProgrammeId>,
    now: Instant,
) -> Result<Option<ErasureId>, DbError> {
    let id: Option<i64> = tx
        .one(sql(
            "INSERT INTO erasures (user_id, guild_id, cause, programme_id, step, begun_at, \
                 step_at, care_at) \
             VALUES ($1, $2, $3, $5, 'begun', $4, $4, $4) \
             ON CONFLICT (user_id, cause, programme_id) WHERE step IN ('begun', 'ended') DO NOTHING \
             RETURNING id AS n",
        )
        .bind(user.get())
        .bind(guild.get())
        .bind(cause.name())
        .bind(now)
        .bind(programme.map_or(0, |programme| programme.0)))
        .await?;
    Ok(id.map(ErasureId))
}

/// The erasures of somebody of which something is left, or may be, on Discord.
pub async fn left_of(tx: &mut Tx, user: UserId) -> Result<Vec<ErasureId>, DbError> {
    let ids: Vec<i64> = tx
        .all(
            sql("SELECT id AS n FROM erasures WHERE user_id = $1 \
                 AND (step = 'nameless' OR (step = 'told' AND incomplete > 0)) ORDER BY id")
            .bind(user.get()),
        )
        .await?;
    Ok(ids.into_iter().map(ErasureId).collect())
}

/// What of an earlier erasure is left, by the ids of its traces, goes by this one, from the newest
/// anew, and so does how to reach whose it is; what stood in for them is waited for as well.
pub async fn take_over(
    tx: &mut Tx,
    id: ErasureId,
    earlier: ErasureId,
    traces: &[i64],
) -> Result<(), DbError> {
    for trace in traces {
        tx.execute(
            sql(
                "INSERT INTO erasure_traces (erasure_id, guild_id, channel_id, what, message_id) \
                 SELECT $1, guild_id, channel_id, what, \
                     CASE WHEN what = 'written' THEN 0 ELSE message_id END \
                 FROM erasure_traces WHERE id = $2 \
                 ON CONFLICT (erasure_id, channel_id, what, message_id) DO NOTHING",
            )
            .bind(id.0)
            .bind(*trace),
        )
        .await?;
    }
    tx.execute(
        sql(
            "UPDATE erasures SET dm_channel_id = COALESCE(e.dm_channel_id, erasures.dm_channel_id), \
                 language = COALESCE(e.language, erasures.language) \
             FROM erasures e WHERE e.id = $2 AND erasures.id = $1",
        )
        .bind(id.0)
        .bind(earlier.0),
    )
    .await?;
    tx.execute(
        sql("UPDATE erasures SET continued_as = $1 WHERE id = $2 OR continued_as = $2")
            .bind(id.0)
            .bind(earlier.0),
    )
    .await?;
    tx.execute_one(
        "ending an erasure that is taken over",
        sql("UPDATE erasures SET step = 'done' WHERE id = $1").bind(earlier.0),
    )
    .await
}

/// What stands for somebody in the tables by an erasure, and by those that it has taken over.
pub async fn stand_ins(tx: &mut Tx, id: ErasureId) -> Result<Vec<UserId>, DbError> {
    let text = "SELECT id AS n FROM erasures WHERE id = $1 OR continued_as = $1 ORDER BY id";
    let ids: Vec<i64> = tx.all(sql(text).bind(id.0)).await?;
    let ids = ids.into_iter().map(ErasureId);
    Ok(ids.map(UserId::stand_in).collect())
}

/// One erasure.
pub async fn find(db: &Db, id: ErasureId) -> Result<Option<Erasure>, DbError> {
    let text = format!("SELECT {COLUMNS} FROM erasures WHERE id = $1");
    db.one(sql(text).bind(id.0)).await
}

/// The newest of somebody with a cause, while it is under way.
pub async fn of_user(db: &Db, user: UserId, cause: Cause) -> Result<Option<Erasure>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM erasures \
         WHERE user_id = $1 AND cause = $2 ORDER BY id DESC LIMIT 1"
    );
    db.one(sql(text).bind(user.get()).bind(cause.name())).await
}

/// Those that are to be looked at, oldest first.
pub async fn due(db: &Db, now: Instant, most: i64) -> Result<Vec<Erasure>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM erasures WHERE care_at <= $1 ORDER BY care_at, id LIMIT $2"
        ))
        .bind(now)
        .bind(most),
    )
    .await
}

/// When something is to be looked at next.
pub async fn next(db: &Db) -> Result<Option<Instant>, DbError> {
    let next: Option<Option<Instant>> = db
        .one(sql("SELECT MIN(at) AS at FROM ( \
                 SELECT MIN(care_at) AS at FROM erasures WHERE care_at IS NOT NULL \
                 UNION ALL SELECT MIN(erase_at) FROM leavings \
                 UNION ALL SELECT MIN(care_at) FROM programmes WHERE care_at IS NOT NULL) times"))
        .await?;
    Ok(next.flatten())
}

/// Takes an erasure from one step to the next; `false` if another process was faster.
pub async fn advance(
    tx: &mut Tx,
    erasure: &Erasure,
    to: Step,
    now: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql("UPDATE erasures SET step = $1, step_at = $2, care_at = $2 \
                 WHERE id = $3 AND step = $4 AND cause = $5")
            .bind(to.name())
            .bind(now)
            .bind(erasure.id.0)
            .bind(erasure.step.name())
            .bind(erasure.cause.name()),
        )
        .await?;
    Ok(affected == 1)
}

/// It is looked at again then.
pub async fn wait(tx: &mut Tx, id: ErasureId, until: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE erasures SET care_at = $1 WHERE id = $2 AND care_at IS NOT NULL")
            .bind(until)
            .bind(id.0),
    )
    .await?;
    Ok(())
}

/// What is wanted from now on is waited for as if the step began now.
pub async fn begin_again(tx: &mut Tx, id: ErasureId, now: Instant) -> Result<(), DbError> {
    let text = "UPDATE erasures SET step_at = $1 WHERE id = $2";
    tx.execute(sql(text).bind(now).bind(id.0)).await?;
    Ok(())
}

/// Keeps what is needed to tell somebody that it is done.
pub async fn keep_reach(tx: &mut Tx, id: ErasureId, member: &Member) -> Result<(), DbError> {
    tx.execute_one(
        "keeping how somebody is told",
        sql(
            "UPDATE erasures SET dm_channel_id = COALESCE($1, dm_channel_id), \
                 language = COALESCE($2, language) WHERE id = $3",
        )
        .bind(member.reach.dm_channel.map(ChannelId::get))
        .bind(member.language.clone())
        .bind(id.0),
    )
    .await
}

/// What on Discord could not be removed so far.
pub async fn set_left(tx: &mut Tx, id: ErasureId, left: Left) -> Result<(), DbError> {
    tx.execute_one(
        "recording whether something is left",
        sql("UPDATE erasures SET incomplete = $1 WHERE id = $2")
            .bind(left.number())
            .bind(id.0),
    )
    .await
}

/// Forgets who it was.
pub async fn finish(tx: &mut Tx, id: ErasureId) -> Result<(), DbError> {
    tx.execute(sql("DELETE FROM erasure_traces WHERE erasure_id = $1").bind(id.0))
        .await?;
    tx.execute_one(
        "finishing an erasure",
        sql(
            "UPDATE erasures SET user_id = NULL, dm_channel_id = NULL, language = NULL, \
                 care_at = NULL WHERE id = $1",
        )
        .bind(id.0),
    )
    .await
}

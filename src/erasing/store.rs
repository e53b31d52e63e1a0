//! The tables `erasures`, `erasure_traces` and `leavings`.

use super::model::{Cause, Erasure, Left, Step};
use super::retention::Kept;
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{ChannelId, ErasureId, GuildId, MessageId, ProgrammeId, UserId};
use crate::members::{Member, Trace};

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

/// Begins an erasure, if none with that cause is under way (for a programme, of that programme); its
/// id, if it begins.
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
        sql("UPDATE erasures SET taken_by = $1 WHERE id = $2 OR taken_by = $2")
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
    let text = "SELECT id AS n FROM erasures WHERE id = $1 OR taken_by = $1 ORDER BY id";
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

// ---- traces ---------------------------------------------------------------------------

struct Stored(Trace, ErasureId);

impl ReadRow for Stored {
    const TABLE: &'static str = "erasure_traces";

    fn read(row: &Row) -> Result<Self, DbError> {
        let erasure = row.int(Self::TABLE, "erasure_id")?;
        Ok(Self(Trace::read(row)?, ErasureId(erasure)))
    }
}

/// Stores a trace, once.
pub async fn put_trace(tx: &mut Tx, id: ErasureId, trace: &Trace) -> Result<(), DbError> {
    let (channel, what, number) = trace.stored();
    tx.execute(
        sql(
            "INSERT INTO erasure_traces (erasure_id, guild_id, channel_id, what, message_id) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (erasure_id, channel_id, what, message_id) DO NOTHING",
        )
        .bind(id.0)
        .bind(trace.guild.get())
        .bind(channel)
        .bind(what)
        .bind(number),
    )
    .await?;
    Ok(())
}

/// What the bot says from this message on is not gone through; what they write themselves is.
pub async fn bound_traces(tx: &mut Tx, id: ErasureId, before: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE erasure_traces SET before_id = $1 \
             WHERE erasure_id = $2 AND what IN ('names', 'ours', 'reactions')")
        .bind(before.get())
        .bind(id.0),
    )
    .await?;
    Ok(())
}

/// A trace, and of which erasure it is.
pub async fn trace(db: &Db, id: i64) -> Result<Option<(Trace, ErasureId)>, DbError> {
    let found: Option<Stored> = db
        .one(sql("SELECT * FROM erasure_traces WHERE id = $1").bind(id))
        .await?;
    Ok(found.map(|stored| (stored.0, stored.1)))
}

/// How far a channel was seen to, from its newest message back.
pub async fn before(db: &Db, id: i64) -> Result<Option<MessageId>, DbError> {
    let found: Option<i64> = db
        .one(
            sql("SELECT before_id AS n FROM erasure_traces \
                 WHERE id = $1 AND before_id IS NOT NULL")
            .bind(id),
        )
        .await?;
    Ok(found.map(MessageId::stored))
}

/// What they wrote is gone through once more, from the newest: the traces, and in which server each
/// is. None if that was done.
pub async fn once_more(tx: &mut Tx, id: ErasureId) -> Result<Vec<(i64, GuildId)>, DbError> {
    let known: Vec<Known> = tx
        .all(
            sql(
                "UPDATE erasure_traces SET message_id = 1, before_id = NULL, opened = 0 \
                 WHERE erasure_id = $1 AND what = 'written' AND message_id = 0 \
                 RETURNING id, guild_id",
            )
            .bind(id.0),
        )
        .await?;
    Ok(known.into_iter().map(|one| (one.0, one.1)).collect())
}

/// Whether its thread rested, and was opened.
pub async fn is_opened(db: &Db, id: i64) -> Result<bool, DbError> {
    let text = "SELECT id AS n FROM erasure_traces WHERE id = $1 AND opened = 1";
    let found: Option<i64> = db.one(sql(text).bind(id)).await?;
    Ok(found.is_some())
}

/// What is wanted from now on is waited for as if the step began now.
pub async fn begin_again(tx: &mut Tx, id: ErasureId, now: Instant) -> Result<(), DbError> {
    let text = "UPDATE erasures SET step_at = $1 WHERE id = $2";
    tx.execute(sql(text).bind(now).bind(id.0)).await?;
    Ok(())
}

/// Its thread rests, and is opened.
pub async fn set_opened(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    let text = "UPDATE erasure_traces SET opened = 1 WHERE id = $1";
    tx.execute(sql(text).bind(id)).await?;
    Ok(())
}

/// It was seen to down to this message.
pub async fn set_before(tx: &mut Tx, id: i64, before: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE erasure_traces SET before_id = $1 WHERE id = $2")
            .bind(before.get())
            .bind(id),
    )
    .await?;
    Ok(())
}

struct Known(i64, GuildId);

impl ReadRow for Known {
    const TABLE: &'static str = "erasure_traces";

    fn read(row: &Row) -> Result<Self, DbError> {
        let guild = row.int(Self::TABLE, "guild_id")?;
        Ok(Self(row.int(Self::TABLE, "id")?, GuildId::stored(guild)))
    }
}

/// The traces of an erasure, by their ids, and in which server each is.
pub async fn traces(tx: &mut Tx, id: ErasureId) -> Result<Vec<(i64, GuildId)>, DbError> {
    let known: Vec<Known> = tx
        .all(
            sql("SELECT id, guild_id FROM erasure_traces WHERE erasure_id = $1 ORDER BY id")
                .bind(id.0),
        )
        .await?;
    Ok(known.into_iter().map(|one| (one.0, one.1)).collect())
}

// ---- who has left ---------------------------------------------------------------------

/// Somebody has left a server; the first time counts.
pub async fn put_leaving(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    now: Instant,
    erase_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO leavings (guild_id, user_id, left_at, erase_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (guild_id, user_id) DO NOTHING",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(now)
        .bind(erase_at),
    )
    .await?;
    Ok(())
}

/// What they left behind goes at another time.
pub async fn put_off(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    erase_at: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE leavings SET erase_at = $3 WHERE guild_id = $1 AND user_id = $2")
            .bind(guild.get())
            .bind(user.get())
            .bind(erase_at),
    )
    .await?;
    Ok(())
}

/// They are back, or it begins; `false` if they were not away.
pub async fn forget_leaving(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql("DELETE FROM leavings WHERE guild_id = $1 AND user_id = $2")
                .bind(guild.get())
                .bind(user.get()),
        )
        .await?;
    Ok(affected == 1)
}

struct Leaving(GuildId, UserId);

impl ReadRow for Leaving {
    const TABLE: &'static str = "leavings";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            UserId::stored(row.int(Self::TABLE, "user_id")?),
        ))
    }
}

fn leaving(guild: GuildId, user: UserId) -> Sql {
    sql("SELECT user_id AS n FROM leavings WHERE guild_id = $1 AND user_id = $2")
        .bind(guild.get())
        .bind(user.get())
}

/// Whether somebody has left a server.
pub async fn is_away(db: &Db, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let found: Option<i64> = db.one(leaving(guild, user)).await?;
    Ok(found.is_some())
}

/// The same, as this transaction sees it.
pub async fn is_away_in(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<bool, DbError> {
    let found: Option<i64> = tx.one(leaving(guild, user)).await?;
    Ok(found.is_some())
}

/// Those who have left a server.
pub async fn away(db: &Db, guild: GuildId) -> Result<Vec<UserId>, DbError> {
    let users: Vec<i64> = db
        .all(sql("SELECT user_id AS n FROM leavings WHERE guild_id = $1").bind(guild.get()))
        .await?;
    Ok(users.into_iter().map(UserId::stored).collect())
}

/// Those who have been away long enough.
pub async fn gone_for_good(
    db: &Db,
    now: Instant,
    most: i64,
) -> Result<Vec<(GuildId, UserId)>, DbError> {
    let gone: Vec<Leaving> = db
        .all(
            sql(
                "SELECT guild_id, user_id FROM leavings WHERE erase_at <= $1 \
                 ORDER BY erase_at LIMIT $2",
            )
            .bind(now)
            .bind(most),
        )
        .await?;
    Ok(gone.into_iter().map(|one| (one.0, one.1)).collect())
}

// ---- programmes that are over -----------------------------------------------------------

impl ReadRow for Kept {
    const TABLE: &'static str = "(programme)";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            people: 0,
            questions: row.int(Self::TABLE, "questions")?,
            requests: row.int(Self::TABLE, "requests")?,
            enrolments: row.int(Self::TABLE, "enrolments")?,
        })
    }
}

/// How much of whom something is known is kept in a programme.
pub async fn kept_in(db: &Db, programme: ProgrammeId) -> Result<Kept, DbError> {
    let kept = db
        .one(
            sql("SELECT \
                 (SELECT COUNT(*) FROM questions \
                  WHERE programme_id = $1 AND asker_id > 0) AS questions, \
                 (SELECT COUNT(*) FROM tutor_requests \
                  WHERE programme_id = $1 AND member_id > 0) AS requests, \
                 (SELECT COUNT(*) FROM enrolments e JOIN courses c ON c.id = e.course_id \
                  WHERE c.programme_id = $1 AND e.user_id > 0) AS enrolments")
            .bind(programme.0),
        )
        .await?;
    Ok(kept.unwrap_or_default())
}

/// Whether a request, a talk or a course of a programme is not over yet.
pub async fn is_under_way_in(
    tx: &mut Tx,
    programme: ProgrammeId,
    now: Instant,
) -> Result<bool, DbError> {
    let found: Option<i64> = tx
        .one(
            sql("SELECT n FROM ( \
                     SELECT id AS n FROM tutor_requests WHERE programme_id = $1 \
                         AND state IN ('waiting', 'offered', 'matched') \
                     UNION ALL \
                     SELECT s.id FROM sessions s JOIN courses c ON c.id = s.course_id \
                     WHERE c.programme_id = $1 AND c.state = 'published' \
                         AND s.cancelled_at IS NULL AND s.ends_at > $2) going LIMIT 1")
            .bind(programme.0)
            .bind(now),
        )
        .await?;
    Ok(found.is_some())
}

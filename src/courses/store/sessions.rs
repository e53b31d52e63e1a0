//! The tables `sessions` and `excuses`.

use crate::clock::Instant;
use crate::courses::model::Session;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{CourseId, GuildId, MessageId, SessionId, UserId};

const COLUMNS: &str = "id, guild_id, course_id, starts_at, ends_at, sequence, planned_at, \
     was_starts_at, was_ends_at, cancelled_at, code, walk_ins, viewers, event_id, roll_id, opened_for, begun_for, closed_for";

impl ReadRow for Session {
    const TABLE: &'static str = "sessions";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        let at = |column| row.opt_instant(Self::TABLE, column);
        Ok(Self {
            id: SessionId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            course: CourseId(int("course_id")?),
            starts_at: row.instant(Self::TABLE, "starts_at")?,
            ends_at: row.instant(Self::TABLE, "ends_at")?,
            sequence: int("sequence")?,
            planned_at: row.instant(Self::TABLE, "planned_at")?,
            was: at("was_starts_at")?.zip(at("was_ends_at")?),
            cancelled_at: at("cancelled_at")?,
            code: row.text(Self::TABLE, "code")?,
            walk_ins: int("walk_ins")?,
            viewers: int("viewers")?,
            event: opt("event_id")?,
            roll: opt("roll_id")?.map(MessageId::stored),
            opened_for: at("opened_for")?,
            begun_for: at("begun_for")?,
            closed_for: at("closed_for")?,
        })
    }
}

/// A session before it has an id.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub guild: GuildId,
    pub course: CourseId,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub code: String,
}

/// Stores a new session.
pub async fn insert(tx: &mut Tx, new: &NewSession, now: Instant) -> Result<Session, DbError> {
    let stored = tx
        .one(
            sql(format!(
                "INSERT INTO sessions (guild_id, course_id, starts_at, ends_at, planned_at, code) \
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING {COLUMNS}"
            ))
            .bind(new.guild.get())
            .bind(new.course.0)
            .bind(new.starts_at)
            .bind(new.ends_at)
            .bind(now)
            .bind(new.code.as_str()),
        )
        .await?;
    stored.ok_or(DbError::Affected {
        what: "storing a session",
        affected: 0,
        expected: 1,
    })
}

/// Forgets the sessions of a draft.
pub async fn clear(tx: &mut Tx, course: CourseId) -> Result<(), DbError> {
    tx.execute(
        sql("DELETE FROM sessions WHERE course_id = $1 AND EXISTS \
             (SELECT 1 FROM courses c WHERE c.id = $1 AND c.state = 'draft')")
        .bind(course.0),
    )
    .await?;
    Ok(())
}

/// A session is at another time, of which calendars hear; `are_told`: whether people know of the
/// time that it had.
pub async fn set_times(
    tx: &mut Tx,
    id: SessionId,
    (starts_at, ends_at): (Instant, Instant),
    are_told: bool,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute_one(
        "moving a session",
        sql("UPDATE sessions SET \
             was_starts_at = CASE WHEN $5 = 1 THEN starts_at ELSE was_starts_at END, \
             was_ends_at = CASE WHEN $5 = 1 THEN ends_at ELSE was_ends_at END, \
             starts_at = $2, ends_at = $3, planned_at = $4, \
             sequence = sequence + 1, care_at = $4 WHERE id = $1")
        .bind(id.0)
        .bind(starts_at)
        .bind(ends_at)
        .bind(now)
        .bind(i64::from(are_told)),
    )
    .await
}

/// The sessions of a course that lie ahead say something else to calendars.
pub async fn grow_sequence(tx: &mut Tx, course: CourseId, now: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE sessions SET sequence = sequence + 1 \
             WHERE course_id = $1 AND cancelled_at IS NULL AND ends_at > $2")
        .bind(course.0)
        .bind(now),
    )
    .await?;
    Ok(())
}

/// Cancels a session.
pub async fn cancel(tx: &mut Tx, id: SessionId, now: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "cancelling a session",
        sql(
            "UPDATE sessions SET cancelled_at = $2, sequence = sequence + 1, care_at = NULL \
             WHERE id = $1 AND cancelled_at IS NULL",
        )
        .bind(id.0)
        .bind(now),
    )
    .await
}

/// A session of a guild.
pub async fn find(db: &Db, guild: GuildId, id: SessionId) -> Result<Option<Session>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM sessions WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// The same, as a transaction sees it.
pub async fn find_in(tx: &mut Tx, id: SessionId) -> Result<Option<Session>, DbError> {
    tx.one(sql(format!("SELECT {COLUMNS} FROM sessions WHERE id = $1")).bind(id.0))
        .await
}

/// The sessions of a course, the first first.
pub async fn of_course(db: &Db, course: CourseId) -> Result<Vec<Session>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM sessions WHERE course_id = $1 ORDER BY starts_at, id"
        ))
        .bind(course.0),
    )
    .await
}

/// The same, as a transaction sees them.
pub async fn of_course_in(tx: &mut Tx, course: CourseId) -> Result<Vec<Session>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM sessions WHERE course_id = $1 ORDER BY starts_at, id"
        ))
        .bind(course.0),
    )
    .await
}

/// The sessions of a guild that begin from one instant up to another.
pub async fn between(
    db: &Db,
    guild: Option<GuildId>,
    from: Instant,
    to: Instant,
) -> Result<Vec<Session>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM sessions WHERE starts_at >= $1 AND starts_at < $2 \
             AND ($3 = 0 OR guild_id = $3) ORDER BY starts_at, id"
        ))
        .bind(from)
        .bind(to)
        .bind(guild.map_or(0, GuildId::get)),
    )
    .await
}

/// The sessions that are to be looked at.
pub async fn due(db: &Db, now: Instant, most: i64) -> Result<Vec<Session>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM sessions WHERE care_at <= $1 ORDER BY care_at LIMIT $2"
        ))
        .bind(now)
        .bind(most),
    )
    .await
}

/// When a session is to be looked at next.
pub async fn look_again(tx: &mut Tx, id: SessionId, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute_one(
        "looking at a session again",
        sql("UPDATE sessions SET care_at = $2 WHERE id = $1")
            .bind(id.0)
            .bind(at),
    )
    .await
}

/// The sessions of a course, or of a guild, or all, that have not ended are looked at again.
pub async fn reconsider(
    tx: &mut Tx,
    guild: Option<GuildId>,
    course: Option<CourseId>,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "UPDATE sessions SET care_at = $1 WHERE cancelled_at IS NULL AND ends_at > $1 \
             AND ($2 = 0 OR guild_id = $2) AND ($3 = 0 OR course_id = $3) AND EXISTS \
             (SELECT 1 FROM courses c WHERE c.id = sessions.course_id AND c.state = 'published')",
        )
        .bind(now)
        .bind(guild.map_or(0, GuildId::get))
        .bind(course.map_or(0, |course| course.0)),
    )
    .await?;
    Ok(())
}

/// It is asked who is there, or what follows a session is begun: once for each start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Opened,
    /// Who has a place in it is known from then on.
    Begun,
    Closed,
}

/// Records a turn.
pub async fn turned(
    tx: &mut Tx,
    id: SessionId,
    turn: Turn,
    starts_at: Instant,
) -> Result<(), DbError> {
    let column = match turn {
        Turn::Opened => "opened_for",
        Turn::Begun => "begun_for",
        Turn::Closed => "closed_for",
    };
    tx.execute_one(
        "recording how far a session is",
        sql(format!("UPDATE sessions SET {column} = $2 WHERE id = $1"))
            .bind(id.0)
            .bind(starts_at),
    )
    .await
}

/// Records the scheduled event, or that it is gone.
pub async fn set_event(tx: &mut Tx, id: SessionId, event: Option<i64>) -> Result<(), DbError> {
    tx.execute_one(
        "recording a scheduled event",
        sql("UPDATE sessions SET event_id = $2 WHERE id = $1")
            .bind(id.0)
            .bind(event),
    )
    .await
}

/// Records the word that asks who is there.
pub async fn set_roll(tx: &mut Tx, id: SessionId, roll: i64) -> Result<(), DbError> {
    tx.execute_one(
        "recording who is asked for",
        sql("UPDATE sessions SET roll_id = $2 WHERE id = $1")
            .bind(id.0)
            .bind(roll),
    )
    .await
}

/// Stores how many came or saw the recording of whom nothing else is known.
pub async fn set_numbers(
    tx: &mut Tx,
    id: SessionId,
    walk_ins: i64,
    viewers: i64,
) -> Result<(), DbError> {
    tx.execute_one(
        "counting those without a name",
        sql("UPDATE sessions SET walk_ins = $2, viewers = $3 WHERE id = $1")
            .bind(id.0)
            .bind(walk_ins)
            .bind(viewers),
    )
    .await
}

/// Somebody does not come to a session, or does after all; `false` if that was known.
pub async fn excuse(
    tx: &mut Tx,
    id: SessionId,
    user: UserId,
    away: bool,
    now: Instant,
) -> Result<bool, DbError> {
    let statement = if away {
        sql(
            "INSERT INTO excuses (session_id, user_id, at) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .bind(id.0)
        .bind(user.get())
        .bind(now)
    } else {
        sql("DELETE FROM excuses WHERE session_id = $1 AND user_id = $2")
            .bind(id.0)
            .bind(user.get())
    };
    Ok(tx.execute(statement).await? == 1)
}

/// Somebody has no place in a course any more: what they said of sessions to come is forgotten.
pub async fn come_again(
    tx: &mut Tx,
    course: CourseId,
    user: UserId,
    now: Instant,
) -> Result<(), DbError> {
    let text = "DELETE FROM excuses WHERE user_id = $1 AND session_id IN \
                (SELECT id FROM sessions WHERE course_id = $2 AND starts_at > $3)";
    tx.execute(sql(text).bind(user.get()).bind(course.0).bind(now))
        .await?;
    Ok(())
}

/// Whoever could not come to a session is taken to come again.
pub async fn forget_excuses(tx: &mut Tx, id: SessionId) -> Result<(), DbError> {
    tx.execute(sql("DELETE FROM excuses WHERE session_id = $1").bind(id.0))
        .await?;
    Ok(())
}

/// Whether somebody does not come to a session.
pub async fn is_excused(db: &Db, id: SessionId, user: UserId) -> Result<bool, DbError> {
    let count: Option<i64> = db
        .one(
            sql("SELECT COUNT(*) AS n FROM excuses WHERE session_id = $1 AND user_id = $2")
                .bind(id.0)
                .bind(user.get()),
        )
        .await?;
    Ok(count == Some(1))
}

/// Those who have a place in the course of a session have one in it, as it begins.
pub async fn sign_up(tx: &mut Tx, session: &Session) -> Result<(), DbError> {
    tx.execute(
        sql("INSERT INTO session_places (session_id, user_id) \
             SELECT $1, e.user_id FROM enrolments e \
             WHERE e.course_id = $2 AND e.state = 'going' AND e.since <= $3 \
             ON CONFLICT DO NOTHING")
        .bind(session.id.0)
        .bind(session.course.0)
        .bind(session.starts_at),
    )
    .await?;
    turned(tx, session.id, Turn::Begun, session.starts_at).await
}

/// Who had a place in a session as it began; empty before.
pub async fn signed_up(db: &Db, id: SessionId) -> Result<Vec<UserId>, DbError> {
    let rows: Vec<i64> = db
        .all(
            sql("SELECT user_id AS n FROM session_places WHERE session_id = $1 ORDER BY user_id")
                .bind(id.0),
        )
        .await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

/// Whether somebody had a place in a session as it began.
pub async fn had_place(tx: &mut Tx, id: SessionId, user: UserId) -> Result<bool, DbError> {
    let count: Option<i64> = tx
        .one(
            sql("SELECT COUNT(*) AS n FROM session_places WHERE session_id = $1 AND user_id = $2")
                .bind(id.0)
                .bind(user.get()),
        )
        .await?;
    Ok(count == Some(1))
}

/// Who does not come to a session.
pub async fn excused(db: &Db, id: SessionId) -> Result<Vec<UserId>, DbError> {
    let rows: Vec<i64> = db
        .all(sql("SELECT user_id AS n FROM excuses WHERE session_id = $1").bind(id.0))
        .await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

fn excuses(course: CourseId, user: UserId) -> Sql {
    sql(
        "SELECT e.session_id AS n FROM excuses e JOIN sessions s ON s.id = e.session_id \
         WHERE s.course_id = $1 AND e.user_id = $2",
    )
    .bind(course.0)
    .bind(user.get())
}

/// The sessions of a course to which somebody does not come.
pub async fn excuses_of(
    db: &Db,
    course: CourseId,
    user: UserId,
) -> Result<Vec<SessionId>, DbError> {
    let rows: Vec<i64> = db.all(excuses(course, user)).await?;
    Ok(rows.into_iter().map(SessionId).collect())
}

/// The same, as a transaction sees it.
pub async fn excuses_in(
    tx: &mut Tx,
    course: CourseId,
    user: UserId,
) -> Result<Vec<SessionId>, DbError> {
    let rows: Vec<i64> = tx.all(excuses(course, user)).await?;
    Ok(rows.into_iter().map(SessionId).collect())
}

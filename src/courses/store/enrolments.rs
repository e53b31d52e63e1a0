//! The table `enrolments`.

use crate::clock::Instant;
use crate::courses::model::{Enrolment, Standing};
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{CourseId, GuildId, UserId};
use crate::members::Extent;

const COLUMNS: &str =
    "id, course_id, guild_id, user_id, state, seat, line, since, offered_until, offers";

impl ReadRow for Enrolment {
    const TABLE: &'static str = "enrolments";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let seat = row.opt_int(Self::TABLE, "seat")?;
        let until = row.opt_instant(Self::TABLE, "offered_until")?;
        let standing = row.named(Self::TABLE, "state", |state| {
            Some(match (state, seat, until) {
                ("going", Some(seat), _) => Standing::Going { seat },
                ("waitlisted", ..) => Standing::Waitlisted,
                ("offered", Some(seat), Some(until)) => Standing::Offered { seat, until },
                ("cancelled", ..) => Standing::Cancelled,
                _ => return None,
            })
        })?;
        Ok(Self {
            id: int("id")?,
            course: CourseId(int("course_id")?),
            guild: GuildId::stored(int("guild_id")?),
            user: UserId::stored(int("user_id")?),
            standing,
            line: int("line")?,
            since: row.instant(Self::TABLE, "since")?,
            offers: int("offers")?,
        })
    }
}

/// Records that somebody has agreed by their press to what the announcement says is kept.
pub async fn agreed(tx: &mut Tx, course: CourseId, user: UserId) -> Result<(), DbError> {
    tx.execute_one(
        "recording to what somebody agreed",
        sql("UPDATE enrolments SET agreed_version = \
                 (SELECT consent_version FROM courses c WHERE c.id = enrolments.course_id) \
             WHERE course_id = $1 AND user_id = $2")
        .bind(course.0)
        .bind(user.get()),
    )
    .await
}

/// Stores how somebody stands, from now on.
pub async fn put(
    tx: &mut Tx,
    (guild, course, user): (GuildId, CourseId, UserId),
    standing: Standing,
    line: i64,
    now: Instant,
) -> Result<(), DbError> {
    let (until, offered) = match standing {
        Standing::Offered { until, .. } => (Some(until), 1),
        _ => (None, 0),
    };
    tx.execute_one(
        "storing an enrolment",
        sql(
            "INSERT INTO enrolments (course_id, guild_id, user_id, state, seat, line, since, \
                 offered_until, offers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT (course_id, user_id) DO UPDATE SET state = excluded.state, \
                 seat = excluded.seat, line = excluded.line, since = excluded.since, \
                 offered_until = excluded.offered_until, \
                 offers = enrolments.offers + excluded.offers",
        )
        .bind(course.0)
        .bind(guild.get())
        .bind(user.get())
        .bind(standing.name())
        .bind(standing.seat())
        .bind(line)
        .bind(now)
        .bind(until)
        .bind(offered),
    )
    .await
}

fn one(course: CourseId, user: UserId) -> Sql {
    sql(format!(
        "SELECT {COLUMNS} FROM enrolments WHERE course_id = $1 AND user_id = $2"
    ))
    .bind(course.0)
    .bind(user.get())
}

/// How somebody stands in a course.
pub async fn find(db: &Db, course: CourseId, user: UserId) -> Result<Option<Enrolment>, DbError> {
    db.one(one(course, user)).await
}

/// The same, as a transaction sees it.
pub async fn find_in(
    tx: &mut Tx,
    course: CourseId,
    user: UserId,
) -> Result<Option<Enrolment>, DbError> {
    tx.one(one(course, user)).await
}

/// Everybody who has a place, stands in line, or is offered one: the places by number, then
/// the line.
pub async fn of_course(db: &Db, course: CourseId) -> Result<Vec<Enrolment>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM enrolments WHERE course_id = $1 AND state <> 'cancelled' \
             ORDER BY COALESCE(seat, 9000000000), line"
        ))
        .bind(course.0),
    )
    .await
}

/// Everything of one person in a guild that was not given up, of courses that go on.
pub async fn of_user(
    db: &Db,
    guild: GuildId,
    user: UserId,
    now: Instant,
) -> Result<Vec<Enrolment>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM enrolments WHERE guild_id = $1 AND user_id = $2 \
             AND state <> 'cancelled' AND EXISTS (SELECT 1 FROM sessions s \
                 WHERE s.course_id = enrolments.course_id AND s.cancelled_at IS NULL \
                 AND s.ends_at > $3) ORDER BY id"
        ))
        .bind(guild.get())
        .bind(user.get())
        .bind(now),
    )
    .await
}

/// Whether somebody stands anywhere in a course that goes on, in a server or in all.
pub async fn is_under_way(
    tx: &mut Tx,
    user: UserId,
    extent: Extent,
    now: Instant,
) -> Result<bool, DbError> {
    let found: Option<i64> = tx
        .one(
            sql("SELECT id AS n FROM enrolments WHERE user_id = $1 \
                 AND (CAST($2 AS BIGINT) IS NULL OR guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM courses c \
                     WHERE c.id = enrolments.course_id AND c.programme_id = $3)) \
                 AND state <> 'cancelled' AND EXISTS (SELECT 1 FROM sessions s \
                     WHERE s.course_id = enrolments.course_id AND s.cancelled_at IS NULL \
                     AND s.ends_at > $4) LIMIT 1")
            .bind(user.get())
            .bind(extent.guild())
            .bind(extent.programme())
            .bind(now),
        )
        .await?;
    Ok(found.is_some())
}

/// The places that somebody has, or that are kept for somebody.
pub async fn seats(tx: &mut Tx, course: CourseId) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql("SELECT seat AS n FROM enrolments WHERE course_id = $1 AND seat IS NOT NULL")
            .bind(course.0),
    )
    .await
}

/// The next in line.
pub async fn next_in_line(tx: &mut Tx, course: CourseId) -> Result<Option<Enrolment>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM enrolments WHERE course_id = $1 AND state = 'waitlisted' \
             ORDER BY line, id LIMIT 1"
        ))
        .bind(course.0),
    )
    .await
}

fn before(course: CourseId, line: i64) -> Sql {
    sql("SELECT COUNT(*) AS n FROM enrolments \
         WHERE course_id = $1 AND state = 'waitlisted' AND line < $2")
    .bind(course.0)
    .bind(line)
}

/// How many stand in line before a place in it.
pub async fn ahead(tx: &mut Tx, course: CourseId, line: i64) -> Result<i64, DbError> {
    let count: Option<i64> = tx.one(before(course, line)).await?;
    Ok(count.unwrap_or(0))
}

/// The same, as everybody sees it.
pub async fn seen_ahead(db: &Db, course: CourseId, line: i64) -> Result<i64, DbError> {
    let count: Option<i64> = db.one(before(course, line)).await?;
    Ok(count.unwrap_or(0))
}

/// The end of the line: nobody stands behind it.
pub async fn end_of_line(tx: &mut Tx, course: CourseId) -> Result<i64, DbError> {
    let last: Option<i64> = tx
        .one(
            sql("SELECT COALESCE(MAX(line), 0) + 1 AS n FROM enrolments WHERE course_id = $1")
                .bind(course.0),
        )
        .await?;
    Ok(last.unwrap_or(1))
}

/// How many have a place, are offered one, and stand in line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub going: i64,
    pub offered: i64,
    pub waiting: i64,
}

impl ReadRow for Counts {
    const TABLE: &'static str = "enrolments";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            going: row.int(Self::TABLE, "going")?,
            offered: row.int(Self::TABLE, "offered")?,
            waiting: row.int(Self::TABLE, "waiting")?,
        })
    }
}

/// Counts a course.
pub async fn counts(db: &Db, course: CourseId) -> Result<Counts, DbError> {
    let counts = db
        .one(
            sql(
                "SELECT COUNT(CASE WHEN state = 'going' THEN 1 END) AS going, \
                     COUNT(CASE WHEN state = 'offered' THEN 1 END) AS offered, \
                     COUNT(CASE WHEN state = 'waitlisted' THEN 1 END) AS waiting \
                 FROM enrolments WHERE course_id = $1",
            )
            .bind(course.0),
        )
        .await?;
    Ok(counts.unwrap_or_default())
}

/// No place of a course is kept longer than until then.
pub async fn offered_until_at_most(
    tx: &mut Tx,
    course: CourseId,
    latest: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE enrolments SET offered_until = $2 \
             WHERE course_id = $1 AND state = 'offered' AND offered_until > $2")
        .bind(course.0)
        .bind(latest),
    )
    .await?;
    Ok(())
}

/// The offers of a course that have run out.
pub async fn run_out(
    tx: &mut Tx,
    course: CourseId,
    now: Instant,
) -> Result<Vec<Enrolment>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM enrolments WHERE course_id = $1 AND state = 'offered' \
             AND offered_until <= $2 ORDER BY offered_until, id"
        ))
        .bind(course.0)
        .bind(now),
    )
    .await
}

/// When the next offer of a course runs out.
pub async fn next_to_run_out(tx: &mut Tx, course: CourseId) -> Result<Option<Instant>, DbError> {
    let until: Option<i64> = tx
        .one(
            sql("SELECT offered_until AS n FROM enrolments \
                 WHERE course_id = $1 AND state = 'offered' ORDER BY offered_until LIMIT 1")
            .bind(course.0),
        )
        .await?;
    Ok(until.map(crate::clock::from_millis))
}

/// Whether somebody ever had to do with another course of a guild than this.
pub async fn any_beside(
    tx: &mut Tx,
    (guild, course, user): (GuildId, CourseId, UserId),
) -> Result<bool, DbError> {
    let text = "SELECT id AS n FROM enrolments \
                WHERE guild_id = $1 AND user_id = $2 AND course_id <> $3 LIMIT 1";
    let text = sql(text).bind(guild.get()).bind(user.get()).bind(course.0);
    let found: Option<i64> = tx.one(text).await?;
    Ok(found.is_some())
}

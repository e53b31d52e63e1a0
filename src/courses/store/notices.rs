//! The tables `course_notices` and `course_calls`.

use crate::clock::Instant;
use crate::courses::notices::{Call, Notice, NoticeKind};
use crate::courses::reminders::Before;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{ChannelId, CourseId, GuildId, MessageId, NoticeId, SessionId, UserId};
use crate::members::{Extent, Trace};

const COLUMNS: &str = "id, guild_id, course_id, session_id, user_id, kind, occasion";
const CALL_COLUMNS: &str = "id, guild_id, course_id, session_id, kind, occasion";

impl ReadRow for Notice {
    const TABLE: &'static str = "course_notices";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        Ok(Self {
            id: NoticeId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            course: CourseId(int("course_id")?),
            session: opt("session_id")?.map(SessionId),
            user: UserId::stored(int("user_id")?),
            kind: row.named(Self::TABLE, "kind", NoticeKind::from_name)?,
            occasion: int("occasion")?,
        })
    }
}

impl ReadRow for Call {
    const TABLE: &'static str = "course_calls";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: int("id")?,
            guild: GuildId::stored(int("guild_id")?),
            course: CourseId(int("course_id")?),
            session: row.opt_int(Self::TABLE, "session_id")?.map(SessionId),
            kind: row.named(Self::TABLE, "kind", NoticeKind::from_name)?,
            occasion: int("occasion")?,
        })
    }
}

/// What a notice is about, and what makes it another one of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub guild: GuildId,
    pub course: CourseId,
    pub session: Option<SessionId>,
    pub kind: NoticeKind,
    pub occasion: i64,
}

/// Stores a notice; `None` if it was wanted before. One that has `passed` is only recorded.
pub async fn insert(
    tx: &mut Tx,
    about: &About,
    user: UserId,
    passed: bool,
    now: Instant,
) -> Result<Option<NoticeId>, DbError> {
    let id: Option<i64> = tx
        .one(
            sql(
                "INSERT INTO course_notices (guild_id, course_id, session_id, user_id, kind, \
                     occasion, wanted_at, passed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                 ON CONFLICT DO NOTHING RETURNING id AS n",
            )
            .bind(about.guild.get())
            .bind(about.course.0)
            .bind(about.session.map(|id| id.0))
            .bind(user.get())
            .bind(about.kind.name())
            .bind(about.occasion)
            .bind(now)
            .bind(passed.then_some(now)),
        )
        .await?;
    Ok(id.map(NoticeId))
}

/// A notice.
pub async fn find(db: &Db, id: NoticeId) -> Result<Option<Notice>, DbError> {
    db.one(one(id)).await
}

/// The same, as a transaction sees it.
pub async fn find_in(tx: &mut Tx, id: NoticeId) -> Result<Option<Notice>, DbError> {
    tx.one(one(id)).await
}

fn one(id: NoticeId) -> Sql {
    sql(format!(
        "SELECT {COLUMNS} FROM course_notices WHERE id = $1"
    ))
    .bind(id.0)
}

/// The reminders of a session that somebody was told, or that have passed.
pub async fn said(
    tx: &mut Tx,
    session: SessionId,
    user: UserId,
) -> Result<Vec<(Before, i64)>, DbError> {
    let notices: Vec<Notice> = tx
        .all(
            sql(format!(
                "SELECT {COLUMNS} FROM course_notices WHERE session_id = $1 AND user_id = $2"
            ))
            .bind(session.0)
            .bind(user.get()),
        )
        .await?;
    let said = notices.iter().filter_map(|notice| match notice.kind {
        NoticeKind::Before(before) => Some((before, notice.occasion)),
        _ => None,
    });
    Ok(said.collect())
}

/// Who has a place in a session's course since before an instant, comes, and does not know of
/// this yet; so many of them. When each of them had it.
pub async fn unaware(
    tx: &mut Tx,
    about: &About,
    before: Instant,
    most: i64,
) -> Result<Vec<(UserId, Instant)>, DbError> {
    let rows: Vec<Since> = tx
        .all(
            sql("SELECT e.user_id, e.since FROM enrolments e \
                 WHERE e.course_id = $1 AND e.state = 'going' AND e.since < $2 \
                 AND NOT EXISTS (SELECT 1 FROM excuses x \
                     WHERE x.session_id = $3 AND x.user_id = e.user_id) \
                 AND NOT EXISTS (SELECT 1 FROM course_notices n \
                     WHERE n.course_id = $1 AND n.kind = $4 AND n.occasion = $5 \
                     AND n.user_id = e.user_id AND COALESCE(n.session_id, 0) = $3) \
                 ORDER BY e.seat LIMIT $6")
            .bind(about.course.0)
            .bind(before)
            .bind(about.session.map_or(0, |id| id.0))
            .bind(about.kind.name())
            .bind(about.occasion)
            .bind(most),
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.0, row.1)).collect())
}

/// Who came to a session, has said nothing about it, and was not asked yet.
pub async fn unasked(tx: &mut Tx, session: SessionId, most: i64) -> Result<Vec<UserId>, DbError> {
    let rows: Vec<i64> = tx
        .all(
            sql(
                "SELECT a.user_id AS n FROM attendances a WHERE a.session_id = $1 AND a.came = 1 \
                 AND NOT EXISTS (SELECT 1 FROM course_feedback f \
                     WHERE f.session_id = $1 AND f.user_id = a.user_id) \
                 AND NOT EXISTS (SELECT 1 FROM course_notices n \
                     WHERE n.session_id = $1 AND n.user_id = a.user_id AND n.kind = 'form') \
                 ORDER BY a.user_id LIMIT $2",
            )
            .bind(session.0)
            .bind(most),
        )
        .await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

/// Who was asked once how a session was and has said nothing, and when that was; who was asked
/// first comes first.
pub async fn unanswered(
    tx: &mut Tx,
    session: SessionId,
    most: i64,
) -> Result<Vec<(UserId, Instant)>, DbError> {
    let rows: Vec<Since> = tx
        .all(
            sql(
                "SELECT n.user_id, n.wanted_at AS since FROM course_notices n \
                 JOIN attendances a ON a.session_id = n.session_id AND a.user_id = n.user_id \
                 WHERE n.session_id = $1 AND n.kind = 'form' AND a.came = 1 \
                 AND NOT EXISTS (SELECT 1 FROM course_feedback f \
                     WHERE f.session_id = $1 AND f.user_id = n.user_id) \
                 AND NOT EXISTS (SELECT 1 FROM course_notices again \
                     WHERE again.session_id = $1 AND again.user_id = n.user_id \
                     AND again.kind = 'form_again') \
                 ORDER BY n.wanted_at, n.id LIMIT $2",
            )
            .bind(session.0)
            .bind(most),
        )
        .await?;
    Ok(rows.into_iter().map(|row| (row.0, row.1)).collect())
}

struct Since(UserId, Instant);

impl ReadRow for Since {
    const TABLE: &'static str = "enrolments";

    fn read(row: &Row) -> Result<Self, DbError> {
        let user = UserId::stored(row.int(Self::TABLE, "user_id")?);
        Ok(Self(user, row.instant(Self::TABLE, "since")?))
    }
}

/// Puts a notice into a call that is not under way and has room, or into a new one.
pub async fn call(tx: &mut Tx, about: &About, notice: NoticeId, room: i64) -> Result<i64, DbError> {
    let open: Option<i64> = tx
        .one(
            sql(
                "UPDATE course_calls SET people = people + 1 WHERE id = (SELECT MIN(id) \
                     FROM course_calls WHERE course_id = $1 AND kind = $2 AND occasion = $3 \
                     AND COALESCE(session_id, 0) = $4 AND sealed = 0 AND people < $5) AND sealed = 0 AND people < $5 \
                 RETURNING id AS n",
            )
            .bind(about.course.0)
            .bind(about.kind.name())
            .bind(about.occasion)
            .bind(about.session.map_or(0, |id| id.0))
            .bind(room),
        )
        .await?;
    let call = if let Some(call) = open {
        call
    } else {
        let new: Option<i64> = tx
            .one(
                sql(
                    "INSERT INTO course_calls (guild_id, course_id, session_id, kind, \
                             occasion, people) VALUES ($1, $2, $3, $4, $5, 1) RETURNING id AS n",
                )
                .bind(about.guild.get())
                .bind(about.course.0)
                .bind(about.session.map(|id| id.0))
                .bind(about.kind.name())
                .bind(about.occasion),
            )
            .await?;
        new.unwrap_or_default()
    };
    tx.execute_one(
        "putting a notice into a call",
        sql("UPDATE course_notices SET call_id = $2 WHERE id = $1")
            .bind(notice.0)
            .bind(call),
    )
    .await?;
    Ok(call)
}

/// The calls of something that are not under way.
pub async fn open_calls(tx: &mut Tx, about: &About) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql(
            "SELECT id AS n FROM course_calls WHERE course_id = $1 AND kind = $2 \
             AND occasion = $3 AND COALESCE(session_id, 0) = $4 AND sealed = 0 ORDER BY id",
        )
        .bind(about.course.0)
        .bind(about.kind.name())
        .bind(about.occasion)
        .bind(about.session.map_or(0, |id| id.0)),
    )
    .await
}

/// What a call is about that still has room and into which others may be put.
pub async fn gathering(tx: &mut Tx, call: i64, room: i64) -> Result<Option<About>, DbError> {
    let open: Option<Call> = tx
        .one(
            sql(format!(
                "SELECT {CALL_COLUMNS} FROM course_calls \
                 WHERE id = $1 AND sealed = 0 AND people < $2"
            ))
            .bind(call)
            .bind(room),
        )
        .await?;
    Ok(open.map(|call| About {
        guild: call.guild,
        course: call.course,
        session: call.session,
        kind: call.kind,
        occasion: call.occasion,
    }))
}

/// Those who are told the same by direct message and were not reached yet; of very many those
/// whose turn comes last.
pub async fn untold(tx: &mut Tx, about: &About) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql(
            "SELECT id AS n FROM course_notices WHERE course_id = $1 AND kind = $2 \
             AND occasion = $3 AND COALESCE(session_id, 0) = $4 AND call_id IS NULL \
             AND message_id IS NULL AND passed_at IS NULL ORDER BY id DESC LIMIT 100",
        )
        .bind(about.course.0)
        .bind(about.kind.name())
        .bind(about.occasion)
        .bind(about.session.map_or(0, |id| id.0)),
    )
    .await
}

/// Nobody is put into a call any more.
pub async fn seal(tx: &mut Tx, call: i64) -> Result<Option<Call>, DbError> {
    tx.one(
        sql(format!(
            "UPDATE course_calls SET sealed = 1 WHERE id = $1 RETURNING {CALL_COLUMNS}"
        ))
        .bind(call),
    )
    .await
}

/// A call.
pub async fn find_call(db: &Db, id: i64) -> Result<Option<Call>, DbError> {
    db.one(
        sql(format!(
            "SELECT {CALL_COLUMNS} FROM course_calls WHERE id = $1"
        ))
        .bind(id),
    )
    .await
}

/// The notices of a call.
pub async fn of_call(tx: &mut Tx, call: i64) -> Result<Vec<Notice>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM course_notices WHERE call_id = $1 ORDER BY id"
        ))
        .bind(call),
    )
    .await
}

/// Records where a notice, or all of a call, were said.
pub async fn told(
    tx: &mut Tx,
    notice: Option<NoticeId>,
    call: Option<i64>,
    channel: Option<ChannelId>,
    message: MessageId,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "UPDATE course_notices SET channel_id = $3, message_id = $4 \
             WHERE id = $1 OR call_id = $2",
        )
        .bind(notice.map(|id| id.0))
        .bind(call)
        .bind(channel.map(ChannelId::get))
        .bind(message.get()),
    )
    .await?;
    Ok(())
}

/// The threads and channels in which somebody was mentioned: where each call was said, and where
/// it would be now.
pub async fn traces(tx: &mut Tx, user: UserId, extent: Extent) -> Result<Vec<Trace>, DbError> {
    tx.all(
        sql("WITH places AS ( \
                 SELECT course_id, user_id, channel_id FROM course_notices \
                 WHERE user_id = $1 AND call_id IS NOT NULL \
                 UNION SELECT n.course_id, n.user_id, COALESCE(c.thread_id, c.channel_id) \
                 FROM course_notices n JOIN courses c ON c.id = n.course_id \
                 WHERE n.user_id = $1 AND n.call_id IS NOT NULL) \
             SELECT DISTINCT c.guild_id, p.channel_id AS channel_id, \
                 'names' AS what, CAST(NULL AS BIGINT) AS message_id \
             FROM places p JOIN courses c ON c.id = p.course_id \
             WHERE p.channel_id IS NOT NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR c.guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL OR c.programme_id = $3)")
        .bind(user.get())
        .bind(extent.guild())
        .bind(extent.programme()),
    )
    .await
}

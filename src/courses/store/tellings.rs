//! The table `course_tellings`.

use super::notices::About;
use crate::courses::notices::NoticeKind;
use crate::db::{DbError, ReadRow, Row, Tx, sql};
use crate::ids::{CourseId, GuildId, SessionId, UserId};

/// Something that everybody of a course is told, part by part.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    pub id: i64,
    pub about: About,
    /// The last enrolment by then: who came later knows it.
    pub last_enrolment: i64,
}

impl ReadRow for Telling {
    const TABLE: &'static str = "course_tellings";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            id: int("id")?,
            about: About {
                guild: GuildId::stored(int("guild_id")?),
                course: CourseId(int("course_id")?),
                session: row.opt_int(Self::TABLE, "session_id")?.map(SessionId),
                kind: row.named(Self::TABLE, "kind", NoticeKind::from_name)?,
                occasion: int("occasion")?,
            },
            last_enrolment: int("last_enrolment_id")?,
        })
    }
}

/// Everybody is to be told.
pub async fn insert(tx: &mut Tx, about: &About) -> Result<(), DbError> {
    tx.execute_one(
        "wanting everybody to be told",
        sql(
            "INSERT INTO course_tellings (course_id, session_id, kind, occasion, \
                 last_enrolment_id) \
             SELECT $1, $2, $3, $4, COALESCE(MAX(id), 0) FROM enrolments WHERE course_id = $1",
        )
        .bind(about.course.0)
        .bind(about.session.map(|id| id.0))
        .bind(about.kind.name())
        .bind(about.occasion),
    )
    .await
}

/// What is still to be told in a course, the oldest first.
pub async fn of_course(tx: &mut Tx, course: CourseId) -> Result<Vec<Telling>, DbError> {
    tx.all(
        sql(
            "SELECT t.id, t.course_id, t.session_id, t.kind, t.occasion, t.last_enrolment_id, \
                 c.guild_id \
             FROM course_tellings t JOIN courses c ON c.id = t.course_id \
             WHERE t.course_id = $1 ORDER BY t.id",
        )
        .bind(course.0),
    )
    .await
}

/// Everybody was told.
pub async fn remove(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    let gone = sql("DELETE FROM course_tellings WHERE id = $1").bind(id);
    tx.execute_one("ending a telling", gone).await
}

/// So many of those who were not told yet: whoever has a place or is offered one, and, if
/// `with_line`, whoever waits for one.
pub async fn untold(
    tx: &mut Tx,
    telling: &Telling,
    with_line: bool,
    most: i64,
) -> Result<Vec<UserId>, DbError> {
    let about = &telling.about;
    let rows: Vec<i64> = tx
        .all(
            sql(
                "SELECT e.user_id AS n FROM enrolments e WHERE e.course_id = $1 \
                 AND (e.state IN ('going', 'offered') OR (e.state = 'waitlisted' AND $2 = 1)) \
                 AND e.id <= $3 \
                 AND NOT EXISTS (SELECT 1 FROM course_notices n \
                     WHERE n.course_id = $1 AND n.kind = $4 AND n.occasion = $5 \
                     AND n.user_id = e.user_id AND COALESCE(n.session_id, 0) = $6) \
                 ORDER BY COALESCE(e.seat, 9000000000), e.line LIMIT $7",
            )
            .bind(about.course.0)
            .bind(i64::from(with_line))
            .bind(telling.last_enrolment)
            .bind(about.kind.name())
            .bind(about.occasion)
            .bind(about.session.map_or(0, |id| id.0))
            .bind(most),
        )
        .await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

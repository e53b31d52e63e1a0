//! What is kept in a programme that is over.

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::erasing::retention::Kept;
use crate::ids::ProgrammeId;

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

//! The tables `attendances`, `attendance_changes` and `course_feedback`.

use crate::clock::Instant;
use crate::courses::counting::{Changed, Mark};
use crate::courses::feedback::Feedback;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{SessionId, UserId};

impl ReadRow for Mark {
    const TABLE: &'static str = "attendances";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        Ok(Self {
            user: UserId::stored(int("user_id")?),
            came: int("came")? != 0,
            enrolled: int("enrolled")? != 0,
            by: UserId::stored(int("marked_by")?),
            at: row.instant(Self::TABLE, "marked_at")?,
        })
    }
}

impl ReadRow for Changed {
    const TABLE: &'static str = "attendance_changes";

    fn read(row: &Row) -> Result<Self, DbError> {
        let opt = |column| row.opt_int(Self::TABLE, column);
        Ok(Self {
            user: opt("user_id")?.map(UserId::stored),
            what: row.text(Self::TABLE, "what")?,
            was: opt("was")?,
            became: opt("became")?,
            by: UserId::stored(row.int(Self::TABLE, "changed_by")?),
            at: row.instant(Self::TABLE, "changed_at")?,
        })
    }
}

impl ReadRow for Feedback {
    const TABLE: &'static str = "course_feedback";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let satisfaction = int("satisfaction")?;
        Ok(Self {
            session: SessionId(int("session_id")?),
            user: UserId::stored(int("user_id")?),
            satisfaction: u8::try_from(satisfaction).map_err(|_| DbError::Unreadable {
                table: Self::TABLE,
                column: "satisfaction",
                found: satisfaction.to_string(),
            })?,
            helped: row.text(Self::TABLE, "helped")?,
            next: row.text(Self::TABLE, "next")?,
            released: int("released")? != 0,
            named: int("named")? != 0,
        })
    }
}

/// What is known of one person in a session.
pub async fn find(tx: &mut Tx, session: SessionId, user: UserId) -> Result<Option<Mark>, DbError> {
    tx.one(
        sql("SELECT * FROM attendances WHERE session_id = $1 AND user_id = $2")
            .bind(session.0)
            .bind(user.get()),
    )
    .await
}

/// Everybody of whom it is known whether they came.
pub async fn of_session(db: &Db, session: SessionId) -> Result<Vec<Mark>, DbError> {
    db.all(sql("SELECT * FROM attendances WHERE session_id = $1 ORDER BY user_id").bind(session.0))
        .await
}

/// Stores whether somebody came.
pub async fn mark(tx: &mut Tx, session: SessionId, mark: &Mark) -> Result<(), DbError> {
    tx.execute_one(
        "storing an attendance",
        sql(
            "INSERT INTO attendances (session_id, user_id, came, enrolled, marked_by, marked_at) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (session_id, user_id) DO UPDATE SET came = excluded.came, \
                 marked_by = excluded.marked_by, marked_at = excluded.marked_at",
        )
        .bind(session.0)
        .bind(mark.user.get())
        .bind(i64::from(mark.came))
        .bind(i64::from(mark.enrolled))
        .bind(mark.by.get())
        .bind(mark.at),
    )
    .await
}

/// Nothing is known of who came to a session, which somebody has put to another time.
pub async fn forget(
    tx: &mut Tx,
    session: SessionId,
    by: UserId,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        sql(
            "INSERT INTO attendance_changes (session_id, user_id, what, was, became, changed_by, \
                 changed_at) \
             SELECT session_id, user_id, 'came', came, NULL, $2, $3 FROM attendances \
             WHERE session_id = $1",
        )
        .bind(session.0)
        .bind(by.get())
        .bind(now),
    )
    .await?;
    tx.execute(sql("DELETE FROM attendances WHERE session_id = $1").bind(session.0))
        .await?;
    Ok(())
}

/// Keeps what was changed, by whom and when.
pub async fn changed(tx: &mut Tx, session: SessionId, change: &Changed) -> Result<(), DbError> {
    tx.execute_one(
        "keeping a change of what was counted",
        sql(
            "INSERT INTO attendance_changes (session_id, user_id, what, was, became, changed_by, \
                 changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(session.0)
        .bind(change.user.map(UserId::get))
        .bind(change.what.as_str())
        .bind(change.was)
        .bind(change.became)
        .bind(change.by.get())
        .bind(change.at),
    )
    .await
}

/// The latest changes of what was counted in a session, the newest first.
pub async fn changes(db: &Db, session: SessionId, most: i64) -> Result<Vec<Changed>, DbError> {
    db.all(
        sql("SELECT * FROM attendance_changes WHERE session_id = $1 ORDER BY id DESC LIMIT $2")
            .bind(session.0)
            .bind(most),
    )
    .await
}

/// Stores what somebody says of a session.
pub async fn say(tx: &mut Tx, said: &Feedback, now: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "storing what somebody says of a session",
        sql(
            "INSERT INTO course_feedback (session_id, user_id, satisfaction, helped, next, \
                 released, named, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (session_id, user_id) DO UPDATE SET \
                 satisfaction = excluded.satisfaction, helped = excluded.helped, \
                 next = excluded.next, released = excluded.released, named = excluded.named",
        )
        .bind(said.session.0)
        .bind(said.user.get())
        .bind(i64::from(said.satisfaction))
        .bind(said.helped.as_str())
        .bind(said.next.as_str())
        .bind(i64::from(said.released))
        .bind(i64::from(said.named))
        .bind(now),
    )
    .await
}

/// What somebody said of a session.
pub async fn said_by(
    tx: &mut Tx,
    session: SessionId,
    user: UserId,
) -> Result<Option<Feedback>, DbError> {
    tx.one(
        sql("SELECT * FROM course_feedback WHERE session_id = $1 AND user_id = $2")
            .bind(session.0)
            .bind(user.get()),
    )
    .await
}

/// Whether somebody came to a session and has said nothing about it.
pub async fn is_asked(db: &Db, session: SessionId, user: UserId) -> Result<bool, DbError> {
    let asked: Option<i64> = db
        .one(
            sql("SELECT COUNT(*) AS n FROM attendances a \
                 WHERE a.session_id = $1 AND a.user_id = $2 AND a.came = 1 \
                 AND NOT EXISTS (SELECT 1 FROM course_feedback f \
                     WHERE f.session_id = $1 AND f.user_id = $2)")
            .bind(session.0)
            .bind(user.get()),
        )
        .await?;
    Ok(asked == Some(1))
}

/// What those who came said of a session, in no order that tells who said it first.
pub async fn said(db: &Db, session: SessionId) -> Result<Vec<Feedback>, DbError> {
    db.all(
        sql("SELECT f.* FROM course_feedback f JOIN attendances a \
                 ON a.session_id = f.session_id AND a.user_id = f.user_id \
             WHERE f.session_id = $1 AND a.came = 1 \
             ORDER BY f.satisfaction DESC, f.user_id % 97, f.user_id")
        .bind(session.0),
    )
    .await
}

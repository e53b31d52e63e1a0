//! When requests are looked at because of the time, and what was done about them then.

use super::requests::COLUMNS;
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, RequestId};
use crate::tutors::care::{Mark, Marks};
use crate::tutors::model::Request;

/// Sets when a request is looked at again.
pub async fn look_again(
    tx: &mut Tx,
    request: &Request,
    at: Option<Instant>,
) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE tutor_requests SET care_at = $3 WHERE id = $1 AND version = $2")
            .bind(request.id.0)
            .bind(request.version)
            .bind(at),
    )
    .await?;
    Ok(())
}

/// Every request that may still come to something is looked at at once.
pub async fn reconsider(tx: &mut Tx, guild: Option<GuildId>, now: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE tutor_requests SET care_at = $2 \
             WHERE care_at > $2 AND ($1 IS NULL OR guild_id = $1)")
        .bind(guild.map(GuildId::get))
        .bind(now),
    )
    .await?;
    Ok(())
}

/// Requests of all guilds that are to be looked at by an instant, longest due first.
pub async fn due(db: &Db, now: Instant, most: i64) -> Result<Vec<Request>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests WHERE care_at <= $1 \
             ORDER BY care_at, id LIMIT $2"
        ))
        .bind(now)
        .bind(most),
    )
    .await
}

struct Marked(Mark, i64, Instant);

impl ReadRow for Marked {
    const TABLE: &'static str = "request_marks";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            row.named(Self::TABLE, "kind", Mark::from_name)?,
            row.int(Self::TABLE, "occasion")?,
            row.instant(Self::TABLE, "marked_at")?,
        ))
    }
}

/// What was done about a request because of the time.
pub async fn marks(tx: &mut Tx, id: RequestId) -> Result<Marks, DbError> {
    let rows: Vec<Marked> = tx
        .all(
            sql("SELECT kind, occasion, marked_at FROM request_marks WHERE request_id = $1")
                .bind(id.0),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|Marked(mark, occasion, at)| ((mark, occasion), at))
        .collect())
}

/// Marks that something was done; `false` if it was done before.
pub async fn mark(
    tx: &mut Tx,
    id: RequestId,
    (mark, occasion): (Mark, i64),
    now: Instant,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "INSERT INTO request_marks (request_id, kind, occasion, marked_at) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (request_id, kind, occasion) DO NOTHING",
            )
            .bind(id.0)
            .bind(mark.name())
            .bind(occasion)
            .bind(now),
        )
        .await?;
    Ok(affected == 1)
}

//! The tables of courses. [`courses`] and [`sessions`]: what is announced. [`enrolments`]: who
//! has a place, and the line. [`notices`]: what people are told; [`tellings`]: what all of them
//! are. [`attendance`]: who came, and what they say.

pub mod attendance;
pub mod courses;
pub mod enrolments;
pub mod notices;
pub mod sessions;
pub mod tellings;

use crate::clock::Instant;
use crate::db::{Db, DbError, Tx, sql};
use crate::ids::{CourseId, GuildId};

/// Holds a course until the transaction ends: whoever writes about it does so, one after the
/// other, in whichever process. `None` if the guild has no such course.
pub async fn hold(
    tx: &mut Tx,
    guild: GuildId,
    id: CourseId,
) -> Result<Option<super::model::Course>, DbError> {
    let columns = courses::COLUMNS;
    tx.one(
        sql(format!(
            "UPDATE courses SET version = version WHERE id = $1 AND guild_id = $2 \
             RETURNING {columns}"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// When something about courses is to be looked at next.
pub async fn next(db: &Db) -> Result<Option<Instant>, DbError> {
    let next: Option<Option<Instant>> = db
        .one(sql("SELECT MIN(at) AS at FROM ( \
                 SELECT MIN(care_at) AS at FROM courses WHERE care_at IS NOT NULL \
                 UNION ALL \
                 SELECT MIN(care_at) FROM sessions WHERE care_at IS NOT NULL) times"))
        .await?;
    Ok(next.flatten())
}

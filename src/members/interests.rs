//! The topics in which somebody is interested, in one server.

use super::service::Members;
use super::store::interests;
use crate::db::DbError;
use crate::ids::{GuildId, UserId};

impl Members {
    /// The names of what somebody has chosen, in no order; the server may know some no longer.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn interests(&self, guild: GuildId, user: UserId) -> Result<Vec<String>, DbError> {
        interests::of(&self.db, guild, user).await
    }

    /// Somebody chooses these, and no others.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn choose(
        &self,
        guild: GuildId,
        user: UserId,
        topics: &[String],
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        interests::clear(&mut tx, guild, user).await?;
        for topic in topics {
            interests::insert(&mut tx, guild, user, topic).await?;
        }
        tx.commit().await
    }
}

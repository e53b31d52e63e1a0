//! The word of encouragement for what somebody does for the first time: once each.

use super::service::Members;
use super::store::encouragements;
use crate::db::DbError;
use crate::ids::{GuildId, UserId};

/// What somebody does for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    Question,
    Request,
    Course,
}

impl First {
    /// How it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Request => "request",
            Self::Course => "course",
        }
    }
}

impl Members {
    /// Whether the word is to be said now: once, also where what they did before has gone with its
    /// programme.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn encourages(
        &self,
        guild: GuildId,
        user: UserId,
        first: First,
    ) -> Result<bool, DbError> {
        let mut tx = self.db.begin().await?;
        let is_new = encouragements::insert(&mut tx, guild, user, first).await?;
        tx.commit().await?;
        Ok(is_new)
    }
}

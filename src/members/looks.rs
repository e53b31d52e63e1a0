//! Looks by staff at what is not public about somebody: recorded with their reason, and shown to
//! whom they were about.

use super::service::Members;
use super::store::looks;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::ids::{GuildId, QuestionId, RequestId, UserId};

/// Most characters of the reason for a look.
pub const REASON_MOST: usize = 200;
/// How many looks are given out at most: more than fit into a message.
const SHOWN_MOST: i64 = 50;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedAt {
    /// Who asked a question without a name.
    Asker(QuestionId),
    /// From whom a request is to be kept.
    Excluded(RequestId),
    /// What a request is about.
    About(RequestId),
}

/// A look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub guild: GuildId,
    pub by: UserId,
    pub what: LookedAt,
    pub reason: String,
    pub at: Instant,
}

impl Members {
    /// Records that staff look at something of somebody, in the transaction in which they are
    /// found to be allowed to. Of the reason the first [`REASON_MOST`] characters are kept.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look(
        &self,
        tx: &mut Tx,
        (guild, user): (GuildId, UserId),
        what: LookedAt,
        by: UserId,
        reason: &str,
    ) -> Result<(), DbError> {
        let reason: String = reason.trim().chars().take(REASON_MOST).collect();
        let look = Look {
            guild,
            by,
            what,
            reason,
            at: self.clock.now(),
        };
        looks::insert(tx, user, &look).await
    }

    /// Whether somebody has looked at something.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn has_looked(
        &self,
        tx: &mut Tx,
        what: LookedAt,
        by: UserId,
    ) -> Result<bool, DbError> {
        looks::is_by(tx, what, by).await
    }

    /// The newest looks at what is somebody's, newest first; at one thing, or at all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looks(&self, user: UserId, what: Option<LookedAt>) -> Result<Vec<Look>, DbError> {
        looks::newest(&self.db, user, what, SHOWN_MOST).await
    }
}

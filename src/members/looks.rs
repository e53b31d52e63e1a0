//! Looks by staff at what is not public about somebody: recorded with their reason, and shown to
//! whom they were about.

use super::service::Members;
use crate::clock::Instant;
use crate::db::{DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, QuestionId, RequestId, UserId};

/// Most characters of the reason for a look.
pub const REASON_MOST: usize = 200;
/// How many looks are shown.
const SHOWN_MOST: i64 = 10;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedAt {
    /// Who asked a question without a name.
    Asker(QuestionId),
    /// From whom a request is to be kept.
    Excluded(RequestId),
}

impl LookedAt {
    fn stored(self) -> (&'static str, i64) {
        match self {
            Self::Asker(id) => ("asker", id.0),
            Self::Excluded(id) => ("excluded", id.0),
        }
    }
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

impl ReadRow for Look {
    const TABLE: &'static str = "looks";

    fn read(row: &Row) -> Result<Self, DbError> {
        let about = row.int(Self::TABLE, "about_id")?;
        let what = |name: &str| match name {
            "asker" => Some(LookedAt::Asker(QuestionId(about))),
            "excluded" => Some(LookedAt::Excluded(RequestId(about))),
            _ => None,
        };
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            by: UserId::stored(row.int(Self::TABLE, "looked_by")?),
            what: row.named(Self::TABLE, "kind", what)?,
            reason: row.text(Self::TABLE, "reason")?,
            at: row.instant(Self::TABLE, "looked_at")?,
        })
    }
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
        let (kind, about) = what.stored();
        tx.execute_one(
            "recording a look",
            sql(
                "INSERT INTO looks (guild_id, user_id, looked_by, kind, about_id, reason, \
                     looked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(guild.get())
            .bind(user.get())
            .bind(by.get())
            .bind(kind)
            .bind(about)
            .bind(reason)
            .bind(self.clock.now()),
        )
        .await
    }

    /// The newest looks at what is somebody's, newest first; at one thing, or at all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looks(&self, user: UserId, what: Option<LookedAt>) -> Result<Vec<Look>, DbError> {
        let (kind, about) = what.map_or(("", 0), LookedAt::stored);
        self.db
            .all(
                sql("SELECT * FROM looks WHERE user_id = $1 \
                         AND ($2 = '' OR (kind = $2 AND about_id = $3)) \
                     ORDER BY id DESC LIMIT $4")
                .bind(user.get())
                .bind(kind)
                .bind(about)
                .bind(SHOWN_MOST),
            )
            .await
    }
}

//! What somebody has answered when they were asked whether things about them may be kept.

use super::model::Wishes;
use super::service::Members;
use crate::clock::Instant;
use crate::db::{DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{GuildId, UserId};

/// The version of the text to which people agree. It grows with every change of what the text
/// says, and whoever has agreed to an earlier one is asked again.
pub const VERSION: i64 = 1;

/// An answer, and to which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    pub agreed: bool,
    pub version: i64,
    pub at: Instant,
}

impl ReadRow for Consent {
    const TABLE: &'static str = "consents";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            agreed: row.int(Self::TABLE, "agreed")? != 0,
            version: row.int(Self::TABLE, "version")?,
            at: row.instant(Self::TABLE, "answered_at")?,
        })
    }
}

/// Why somebody is asked before anything about them is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// They have not been asked yet.
    First,
    /// They did not agree.
    Refused,
    /// The text has changed since.
    Changed,
}

impl Consent {
    /// Why somebody with this answer, or with none, must be asked; `None` if things about them
    /// may be kept. Who was in the server before it asked newcomers is not asked.
    #[must_use]
    pub fn asked(known: Option<Self>, is_newcomer: bool) -> Option<Asked> {
        match known {
            Some(consent) if !consent.agreed => Some(Asked::Refused),
            Some(consent) if consent.version < VERSION => Some(Asked::Changed),
            Some(_) => None,
            None => is_newcomer.then_some(Asked::First),
        }
    }
}

fn of(guild: GuildId, user: UserId) -> Sql {
    sql("SELECT * FROM consents WHERE guild_id = $1 AND user_id = $2")
        .bind(guild.get())
        .bind(user.get())
}

impl Members {
    /// What somebody has answered in a server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn consent(&self, guild: GuildId, user: UserId) -> Result<Option<Consent>, DbError> {
        self.db.one(of(guild, user)).await
    }

    /// The same, as a transaction sees it.
    pub(super) async fn consent_in(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        user: UserId,
    ) -> Result<Option<Consent>, DbError> {
        tx.one(of(guild, user)).await
    }

    /// They agree to the text as it is, or do not. Of whoever does not nothing new is kept beside
    /// that. What they had begun before stays until they end it or have it erased.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn answers(&self, guild: GuildId, user: UserId, agreed: bool) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        tx.execute_one(
            "recording a consent",
            sql(
                "INSERT INTO consents (guild_id, user_id, agreed, version, answered_at) \
                 VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (guild_id, user_id) DO UPDATE SET agreed = excluded.agreed, \
                     version = excluded.version, answered_at = excluded.answered_at",
            )
            .bind(guild.get())
            .bind(user.get())
            .bind(i64::from(agreed))
            .bind(VERSION)
            .bind(self.clock.now()),
        )
        .await?;
        if !agreed {
            self.forget_reach(&mut tx, guild, user).await?;
        }
        tx.commit().await
    }

    /// Forgets what was kept of somebody who has not agreed: that they are new, what they chose, and
    /// how they are reached; what they do not wish to hear stays where they have said so, and what is
    /// kept for another server.
    async fn forget_reach(&self, tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
        for table in ["newcomers", "interests"] {
            let text = format!("DELETE FROM {table} WHERE guild_id = $1 AND user_id = $2");
            tx.execute(sql(text).bind(guild.get()).bind(user.get()))
                .await?;
        }
        let known = self.find_in(tx, user).await?;
        if known.wishes != Wishes::default() || self.is_known_beside(tx, user, guild).await? {
            return Ok(());
        }
        if let Some(channel) = known.reach.dm_channel {
            self.outbox.forget_destination(tx, channel).await?;
        }
        tx.execute(sql("DELETE FROM members WHERE user_id = $1").bind(user.get()))
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_millis;

    #[test]
    fn who_is_asked_and_why() {
        let consent = |agreed, version| Consent {
            agreed,
            version,
            at: from_millis(0),
        };
        let asked = Consent::asked;
        assert_eq!(asked(None, true), Some(Asked::First));
        assert_eq!(asked(None, false), None);
        for is_newcomer in [true, false] {
            let refused = Some(consent(false, VERSION));
            assert_eq!(asked(refused, is_newcomer), Some(Asked::Refused));
            let before = Some(consent(true, VERSION - 1));
            assert_eq!(asked(before, is_newcomer), Some(Asked::Changed));
            assert_eq!(asked(Some(consent(true, VERSION)), is_newcomer), None);
        }
    }
}

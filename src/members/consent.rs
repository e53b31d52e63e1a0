//! What somebody has answered when they were asked whether things about them may be kept.

use super::erasing::Extent;
use super::newcomers::Reception;
use super::service::Members;
use super::store::{self, consents, interests, newcomers};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::ids::{GuildId, UserId};

/// The version of the text to which people agree. It grows with every change of what the text
/// says, and whoever has agreed to an earlier one is asked again.
pub const VERSION: i64 = 2;

/// An answer, and to which text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    pub agreed: bool,
    pub version: i64,
    pub at: Instant,
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

impl Members {
    /// What somebody has answered in a server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn consent(&self, guild: GuildId, user: UserId) -> Result<Option<Consent>, DbError> {
        consents::find(&self.db, guild, user).await
    }

    /// Why somebody must be asked before anything about them is kept in a server; `None` if it may
    /// be. `joined_at` is when they have joined it, as far as it is known here. Whoever has refused
    /// is asked also where nobody is asked any more.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn must_ask(
        &self,
        guild: GuildId,
        user: UserId,
        joined_at: Option<Instant>,
        reception: Reception,
    ) -> Result<Option<Asked>, DbError> {
        let known = self.consent(guild, user).await?;
        let is_new = match joined_at.filter(|_| reception.since.is_some()) {
            Some(joined_at) => reception.is_new(joined_at),
            None if known.is_some() => false,
            None => self.is_newcomer(guild, user).await?,
        };
        let asked = Consent::asked(known, is_new);
        Ok(asked.filter(|why| reception.asks_consent || *why == Asked::Refused))
    }

    /// They agree to the text as it is, or do not. Of whoever is new and does not, nothing else is
    /// kept. What others had begun before stays until they end it or have it erased.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn answers(&self, guild: GuildId, user: UserId, agreed: bool) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let before = consents::find_in(&mut tx, guild, user).await?;
        let consent = Consent {
            agreed,
            version: VERSION,
            at: self.clock.now(),
        };
        consents::put(&mut tx, guild, user, consent).await?;
        let is_new = before.is_none() && newcomers::id_of(&mut tx, guild, user).await?.is_some();
        if !agreed && is_new && !self.has_begun(&mut tx, user, guild).await? {
            self.forget_reach(&mut tx, guild, user).await?;
        }
        tx.commit().await
    }

    /// What somebody has refused, in a server or in all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn refusals(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<Vec<(GuildId, Consent)>, DbError> {
        let refused = consents::refused(tx, user).await?;
        let within = refused
            .into_iter()
            .filter(|(guild, _)| extent.reaches(*guild));
        Ok(within.collect())
    }

    /// Keeps what somebody has refused, when all else about them has gone: they are not asked as if
    /// they never were, and nothing is recorded of them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn keep_refusals(
        &self,
        tx: &mut Tx,
        user: UserId,
        refused: &[(GuildId, Consent)],
    ) -> Result<(), DbError> {
        for (guild, consent) in refused {
            consents::put(tx, *guild, user, *consent).await?;
        }
        Ok(())
    }

    /// Forgets what was kept of somebody who has not agreed: that they are new, what they chose,
    /// and how they are reached and told; what is kept for another server stays.
    async fn forget_reach(&self, tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
        newcomers::delete(tx, guild, user).await?;
        interests::clear(tx, guild, user).await?;
        let known = self.find_in(tx, user).await?;
        if self.is_known_beside(tx, user, guild).await? {
            return Ok(());
        }
        if let Some(channel) = known.reach.dm_channel {
            self.outbox.forget_destination(tx, channel).await?;
        }
        store::delete(tx, user).await
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

//! Who leaves a server, and who comes back.

use std::collections::BTreeSet;

use super::model::Cause;
use super::service::{Erasing, LOOK_LATER};
use super::store;
use crate::db::DbError;
use crate::ids::{GuildId, UserId};
use crate::members::Extent;

/// Who was known in a server, and who of them was away, before it was looked who is there.
#[derive(Clone, Debug)]
pub struct Before {
    known: BTreeSet<UserId>,
    /// Of whom something belongs to no single server: they may be in none any more.
    everywhere: BTreeSet<UserId>,
    away: Vec<UserId>,
}

impl Erasing {
    /// Somebody has left a server: what is kept about them there goes, unless they come back in
    /// time. What belongs to no single server goes with the last in which they are.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn left(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        if !self.members.is_known(user, Some(guild)).await?
            && (self.here.is_elsewhere(guild, user)
                || !self.members.is_kept_everywhere(user).await?)
        {
            return Ok(());
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        store::leavings::put(&mut tx, guild, user, now, now + self.kept).await?;
        tx.commit().await?;
        self.keeper.wake();
        Ok(())
    }

    /// Whether somebody is known to have left a server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn has_left(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        store::leavings::is_away(&self.db, guild, user).await
    }

    /// They are back, and have the roles again that the bot gave them; `false` if they were not
    /// away.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn came_back(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        let mut roles = self.guilds.roles_of_programmes(guild).await?;
        roles.extend(self.tutors.role_of(guild, user).await?);
        let mut tx = self.db.begin().await?;
        let was_away = store::leavings::forget(&mut tx, guild, user).await?;
        if was_away {
            let whose = (guild, user);
            self.members
                .give_roles_again(&mut tx, whose, &roles)
                .await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(was_away)
    }

    /// Of whom something is kept in a server, and who of them is away: to be asked before it is
    /// looked who is there.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn before_looking(&self, guild: GuildId) -> Result<Before, DbError> {
        Ok(Before {
            known: self.members.people_of(Extent::Guild(guild)).await?,
            everywhere: self.members.kept_everywhere().await?,
            away: store::leavings::away(&self.db, guild).await?,
        })
    }

    /// Who has left a server, and who is back, while the bot was away: of those who were known
    /// before it was looked, whoever is not `here`.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_who_is_here(
        &self,
        guild: GuildId,
        before: &Before,
        here: impl Fn(UserId) -> bool,
    ) -> Result<Vec<UserId>, DbError> {
        self.looked().insert(guild);
        let away = &before.away;
        for user in away.iter().copied().filter(|user| here(*user)) {
            self.came_back(guild, user).await?;
        }
        let mut gone = Vec::new();
        let is_elsewhere = |user: &&UserId| self.here.is_elsewhere(guild, **user);
        let nowhere = before.everywhere.iter().filter(|user| !is_elsewhere(user));
        let known: BTreeSet<UserId> = before.known.iter().chain(nowhere).copied().collect();
        for user in known {
            if !here(user) && !away.contains(&user) {
                self.left(guild, user).await?;
                gone.push(user);
            }
        }
        self.keeper.wake();
        Ok(gone)
    }

    /// Somebody has been away long enough. It is waited until it was looked who is here: they may
    /// have come back while the bot was away.
    pub(super) async fn begin_for(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        let now = self.clock.now();
        let has_looked = self.looked().contains(&guild);
        // They may have left two servers: one after the other.
        let last = store::of_user(&self.db, user, Cause::Left).await?;
        let is_free = last.is_none_or(|last| last.step.is_over());
        let mut tx = self.db.begin().await?;
        if !has_looked || !is_free {
            store::leavings::put_off(&mut tx, guild, user, now + LOOK_LATER).await?;
        } else if store::leavings::forget(&mut tx, guild, user).await? {
            store::begin(&mut tx, user, guild, Cause::Left, None, now).await?;
        }
        tx.commit().await
    }
}

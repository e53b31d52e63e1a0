//! Somebody wants all that is kept about them to go.

use super::model::{Cause, Left, Step, ToGo};
use super::service::Erasing;
use super::store;
use crate::db::{DbError, Tx};
use crate::guilds::Actor;
use crate::ids::{ErasureId, UserId};
use crate::outbox::Effect;

impl Erasing {
    /// Somebody wants all that is kept about them to go. Asked again it is the same erasure, unless
    /// something has come since: that goes by another, which takes over what is left of those
    /// before. Says what is to go now.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn ask(&self, actor: &Actor) -> Result<ToGo, DbError> {
        let now = self.clock.now();
        let user = actor.user;
        let to_go = self.to_go(user).await?;
        let is_one = match to_go {
            ToGo::Nothing => false,
            ToGo::Soon if self.is_under_way(user).await? => true,
            ToGo::Soon | ToGo::OnceMended => !self.members.has_come_again(user).await?,
        };
        if is_one {
            return Ok(to_go);
        }
        let mut tx = self.db.begin().await?;
        let (guild, cause) = (actor.guild, Cause::Asked);
        // Pressed on two pages it is one.
        if let Some(id) = store::begin(&mut tx, user, guild, cause, None, now).await? {
            self.take_over(&mut tx, user, id).await?;
        }
        self.commit(tx).await?;
        Ok(ToGo::Soon)
    }

    /// What is left of earlier erasures of somebody on Discord goes by this one, so that they are
    /// told once, and not before all is gone.
    async fn take_over(&self, tx: &mut Tx, user: UserId, id: ErasureId) -> Result<(), DbError> {
        for earlier in store::left_of(tx, user).await? {
            let mut left = Vec::new();
            for (trace, _) in store::traces::of(tx, earlier).await? {
                if self.outbox.open(tx, Effect::ErasureTrace, &[trace]).await? > 0 {
                    left.push(trace);
                }
            }
            store::take_over(tx, id, earlier, &left).await?;
            store::finish(tx, earlier).await?;
        }
        Ok(())
    }

    /// Whether somebody still stands in the tables, although they want to be erased.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_under_way(&self, user: UserId) -> Result<bool, DbError> {
        let asked = store::of_user(&self.db, user, Cause::Asked).await?;
        Ok(asked.is_some_and(|known| matches!(known.step, Step::Begun | Step::Ended)))
    }

    /// What of somebody is still to go on Discord, because they want to be erased.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn to_go(&self, user: UserId) -> Result<ToGo, DbError> {
        let asked = store::of_user(&self.db, user, Cause::Asked).await?;
        Ok(match asked {
            Some(known) if !known.step.is_over() => ToGo::Soon,
            Some(known) if known.left == Left::ForStaff => ToGo::OnceMended,
            _ => ToGo::Nothing,
        })
    }
}

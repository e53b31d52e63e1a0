//! The use cases around a member.

use super::model::{Member, MemberRole, Telling};
use super::store;
use crate::clock::Clock;
use crate::db::{Db, DbError, Tx};
use crate::hours::Hours;
use crate::ids::{ChannelId, GuildId, UserId};
use crate::keeping::Wake;
use crate::outbox::{Effect, Outbox, Wanted};

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Members {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) outbox: Outbox,
    pub(super) keeper: Wake,
}

impl Members {
    #[must_use]
    pub fn new(db: Db, clock: Clock, outbox: Outbox) -> Self {
        Self {
            db,
            clock,
            outbox,
            keeper: Wake::default(),
        }
    }

    /// What is known of somebody.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, user: UserId) -> Result<Member, DbError> {
        let known = store::find(&self.db, user).await?;
        Ok(known.unwrap_or_else(|| Member::unknown(user)))
    }

    /// The same, as a transaction sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find_in(&self, tx: &mut Tx, user: UserId) -> Result<Member, DbError> {
        let known = store::find_in(tx, user).await?;
        Ok(known.unwrap_or_else(|| Member::unknown(user)))
    }

    /// Who is written to in a conversation, if that is known.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn in_conversation(&self, channel: ChannelId) -> Result<Option<Member>, DbError> {
        store::in_conversation(&self.db, channel).await
    }

    /// Records a person's conversation with the bot.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn dm_channel_opened(&self, user: UserId, channel: ChannelId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::set_dm_channel(&mut tx, user, channel).await?;
        tx.commit().await
    }

    /// Discord refused a direct message to them. None is tried until
    /// [`Members::dms_opened`].
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn dms_closed(&self, tx: &mut Tx, user: UserId) -> Result<(), DbError> {
        store::set_dms_closed(tx, user, self.clock.now()).await
    }

    /// They wrote to the bot, or said that they have opened their direct messages.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn dms_opened(&self, user: UserId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::forget_dms_closed(&mut tx, user).await?;
        tx.commit().await
    }

    /// Somebody reads in this language; `None` for that of their server. `false` if it is
    /// not kept, because they are being erased.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn reads(&self, user: UserId, language: Option<&str>) -> Result<bool, DbError> {
        let mut tx = self.db.begin().await?;
        let is_kept = store::set_language(&mut tx, user, language).await?;
        tx.commit().await?;
        Ok(is_kept)
    }

    /// Somebody wants to hear nothing that the bot says by itself, or does again.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn set_nothing(&self, user: UserId, nothing: bool) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::set_nothing(&mut tx, user, nothing).await?;
        store::forget_defaults(&mut tx, user).await?;
        tx.commit().await
    }

    /// Somebody chooses their own quiet time, or to have none. What waits already is told when
    /// the time that held until now is over.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn set_quiet(&self, user: UserId, quiet: Option<Hours>) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::set_quiet(&mut tx, user, quiet).await?;
        store::forget_defaults(&mut tx, user).await?;
        tx.commit().await
    }

    /// Somebody says how they want to be told things, and so that they do.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn set_telling(&self, user: UserId, telling: Telling) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::set_telling(&mut tx, user, telling).await?;
        store::set_nothing(&mut tx, user, false).await?;
        if telling == Telling::Direct {
            store::forget_dms_closed(&mut tx, user).await?;
        }
        store::forget_defaults(&mut tx, user).await?;
        tx.commit().await
    }

    /// Wants a member to have a role, or not to have it: a step of use cases that have
    /// decided who may, in their transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn want_role(&self, tx: &mut Tx, wish: &MemberRole) -> Result<(), DbError> {
        let subject_id = store::keep_role(tx, wish).await?;
        let wanted = Wanted {
            effect: Effect::MemberRole,
            guild: wish.guild,
            subject_id,
            destination: None,
            dedup: String::new(),
            due_at: self.clock.now(),
            expires_at: None,
        };
        self.outbox.want(tx, &wanted).await
    }

    /// A role was given or taken as was wished: of one that is taken nothing is kept, unless that
    /// was wished since.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn role_taken(&self, tx: &mut Tx, id: i64) -> Result<(), DbError> {
        match self.outbox.open(tx, Effect::MemberRole, &[id]).await? {
            0 => store::forget_role_taken(tx, id).await,
            _ => Ok(()),
        }
    }

    /// The wishes about somebody's roles in a server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn wishes(&self, guild: GuildId, user: UserId) -> Result<Vec<MemberRole>, DbError> {
        store::wishes(&self.db, guild, user).await
    }

    /// Wants a member to have roles, or not to have them, by their own choice.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn want_roles(&self, wishes: &[MemberRole]) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        for wish in wishes {
            self.want_role(&mut tx, wish).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// The same, as a transaction sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn role_in(&self, tx: &mut Tx, id: i64) -> Result<Option<MemberRole>, DbError> {
        store::role_in(tx, id).await
    }

    /// The wish that an effect is about.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn role(&self, id: i64) -> Result<Option<MemberRole>, DbError> {
        store::role(&self.db, id).await
    }
}

//! The use cases of sessions.

use super::model::{NewSession, Session};
use super::store;
use crate::clock::{Clock, Instant};
use crate::db::{Db, DbError, Tx};
use crate::guilds::{Actor, Guilds};
use crate::ids::{GuildId, SessionId};
use crate::outbox::{Effect, Outbox, Wanted};

/// Why a session was not planned or cancelled.
#[derive(Debug, thiserror::Error)]
pub enum CourseFault {
    #[error("only staff plan sessions")]
    NotStaff,
    #[error("the texts or times of the session do not fit")]
    Unfit,
    #[error(transparent)]
    Ours(#[from] DbError),
}

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Courses {
    db: Db,
    clock: Clock,
    outbox: Outbox,
    guilds: Guilds,
}

impl Courses {
    #[must_use]
    pub fn new(db: Db, clock: Clock, outbox: Outbox, guilds: Guilds) -> Self {
        Self {
            db,
            clock,
            outbox,
            guilds,
        }
    }

    async fn is_staff(&self, actor: &Actor) -> Result<(), CourseFault> {
        if self.guilds.capabilities(actor).await?.staff {
            Ok(())
        } else {
            Err(CourseFault::NotStaff)
        }
    }

    /// Plans a session: it is announced, and has a scheduled event, from `announce_at`.
    /// What was not sent before the session begins is not sent any more.
    ///
    /// # Errors
    ///
    /// [`CourseFault`].
    pub async fn plan(
        &self,
        actor: &Actor,
        new: &NewSession,
        announce_at: Instant,
    ) -> Result<Session, CourseFault> {
        self.is_staff(actor).await?;
        if !new.fits() || new.guild != actor.guild {
            return Err(CourseFault::Unfit);
        }
        let mut tx = self.db.begin().await?;
        let session = store::insert(&mut tx, new).await?;
        self.want_both(&mut tx, &session, announce_at).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(session)
    }

    /// Cancels a session of the actor's guild: the announcement says so and the scheduled
    /// event goes. `false` if it is unknown or cancelled already.
    ///
    /// # Errors
    ///
    /// [`CourseFault`].
    pub async fn cancel(&self, actor: &Actor, id: SessionId) -> Result<bool, CourseFault> {
        self.is_staff(actor).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let Some(session) = store::cancel(&mut tx, actor.guild, id, now).await? else {
            return Ok(false);
        };
        self.want_both(&mut tx, &session, now).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(true)
    }

    async fn want_both(
        &self,
        tx: &mut Tx,
        session: &Session,
        due_at: Instant,
    ) -> Result<(), DbError> {
        for effect in [Effect::SessionCard, Effect::SessionEvent] {
            let announces = effect == Effect::SessionCard;
            let wanted = Wanted {
                effect,
                guild: session.guild,
                subject_id: session.id.0,
                destination: announces.then_some(session.channel),
                dedup: String::new(),
                due_at,
                expires_at: Some(session.starts_at).filter(|_| session.cancelled_at.is_none()),
            };
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }

    /// One session of a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, guild: GuildId, id: SessionId) -> Result<Option<Session>, DbError> {
        store::find(&self.db, guild, id).await
    }

    /// Records what an effect has made, in the effect's own transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn effect_done(
        &self,
        tx: &mut Tx,
        id: SessionId,
        effect: Effect,
        made: Option<i64>,
    ) -> Result<(), DbError> {
        match effect {
            Effect::SessionCard => store::set_card(tx, id, made).await,
            Effect::SessionEvent => store::set_event(tx, id, made).await,
            _ => Ok(()),
        }
    }
}

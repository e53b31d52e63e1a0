//! What all use cases of tutors have at hand.

use super::model::Request;
use super::store;
use crate::clock::{Clock, Instant};
use crate::db::{Db, DbError, Tx};
use crate::guilds::Guilds;
use crate::guilds::settings::Settings;
use crate::ids::{GuildId, RequestId};
use crate::keeping::Wake;
use crate::members::Members;
use crate::outbox::{Effect, Outbox, Wanted};
use crate::questions::Questions;

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Tutors {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) outbox: Outbox,
    pub(super) guilds: Guilds,
    pub(super) members: Members,
    pub(super) questions: Questions,
    pub(super) keeper: Wake,
}

impl Tutors {
    #[must_use]
    pub fn new(
        db: Db,
        clock: Clock,
        outbox: Outbox,
        guilds: Guilds,
        members: Members,
        questions: Questions,
    ) -> Self {
        Self {
            db,
            clock,
            outbox,
            guilds,
            members,
            questions,
            keeper: Wake::default(),
        }
    }

    /// The time by which all of this is done.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// A transaction in which nobody else writes anything about tutors in the guild.
    pub(super) async fn hold(&self, guild: GuildId) -> Result<Tx, DbError> {
        let mut tx = self.db.begin().await?;
        store::hold(&mut tx, guild).await?;
        Ok(tx)
    }

    /// Makes it true, and tells those who work on what follows.
    pub(super) async fn commit(&self, tx: Tx) -> Result<(), DbError> {
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(())
    }

    pub(super) fn wanted(
        &self,
        guild: GuildId,
        subject_id: i64,
        effect: Effect,
        why: &str,
    ) -> Wanted {
        Wanted {
            effect,
            guild,
            subject_id,
            destination: None,
            dedup: why.to_owned(),
            due_at: self.clock.now(),
            expires_at: None,
        }
    }

    pub(super) async fn want(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        subject_id: i64,
        effect: Effect,
        why: &str,
    ) -> Result<(), DbError> {
        let wanted = self.wanted(guild, subject_id, effect, why);
        self.outbox.want(tx, &wanted).await
    }

    /// Wants an effect on what stands of a request, once for each of its versions.
    pub(super) async fn want_of(
        &self,
        tx: &mut Tx,
        request: &Request,
        effect: Effect,
    ) -> Result<(), DbError> {
        let why = request.version.to_string();
        self.want(tx, request.guild, request.id.0, effect, &why)
            .await
    }

    /// Something has changed by which others may suit: requests and tutors are matched soon.
    pub(super) async fn match_soon(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        settings: &Settings,
    ) -> Result<(), DbError> {
        let gather = chrono::Duration::seconds(settings.tutoring.gather_seconds.into());
        store::want_run(tx, guild, self.clock.now() + gather).await
    }

    /// One request of a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, guild: GuildId, id: RequestId) -> Result<Option<Request>, DbError> {
        store::requests::find(&self.db, guild, id).await
    }
}

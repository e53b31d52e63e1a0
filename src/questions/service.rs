//! What all use cases of questions have at hand.

use std::sync::Arc;

use tokio::sync::Mutex;

use super::model::Question;
use super::search::Search;
use super::store;
use crate::clock::{Clock, Instant};
use crate::db::{Db, DbError, Tx};
use crate::guilds::Guilds;
use crate::ids::{GuildId, QuestionId, UserId};
use crate::keeping::Wake;
use crate::members::Members;
use crate::outbox::{Destination, Effect, Outbox, Wanted};

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Questions {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) outbox: Outbox,
    pub(super) guilds: Guilds,
    pub(super) members: Members,
    pub(super) search: Search,
    pub(super) keeper: Wake,
    /// Whose turn it is to be heard in a thread: of many who write at once none is overtaken too
    /// often.
    pub(super) turn: Arc<Mutex<()>>,
}

impl Questions {
    #[must_use]
    pub fn new(db: Db, clock: Clock, outbox: Outbox, guilds: Guilds, members: Members) -> Self {
        Self {
            db,
            clock,
            outbox,
            guilds,
            members,
            search: Search::default(),
            keeper: Wake::default(),
            turn: Arc::default(),
        }
    }

    /// The time by which all of this is done.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(super) async fn want(
        &self,
        tx: &mut Tx,
        question: &Question,
        effect: Effect,
        now: Instant,
    ) -> Result<(), DbError> {
        let wanted = Self::wanted(question, effect, now);
        self.outbox.want(tx, &wanted).await
    }

    pub(super) fn wanted(question: &Question, effect: Effect, now: Instant) -> Wanted {
        let posts_card = effect == Effect::QuestionCard && !question.forum;
        Wanted {
            effect,
            guild: question.guild,
            subject_id: question.id.0,
            destination: posts_card.then_some(Destination::Channel(question.channel)),
            dedup: question.version.to_string(),
            due_at: now,
            expires_at: None,
        }
    }

    /// An effect about something else than a question, which happens once.
    pub(super) fn wanted_about(&self, guild: GuildId, subject_id: i64, effect: Effect) -> Wanted {
        Wanted {
            effect,
            guild,
            subject_id,
            destination: None,
            dedup: String::new(),
            due_at: self.clock.now(),
            expires_at: None,
        }
    }

    /// One question of a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, guild: GuildId, id: QuestionId) -> Result<Option<Question>, DbError> {
        store::find(&self.db, guild, id).await
    }

    /// One question of a guild by its number.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find_number(
        &self,
        guild: GuildId,
        number: i64,
    ) -> Result<Option<Question>, DbError> {
        store::by_number(&self.db, guild, number).await
    }

    /// The newest questions of somebody that are not settled, and how many there are in all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn unsettled_of(
        &self,
        guild: GuildId,
        asker: UserId,
        most: i64,
    ) -> Result<(Vec<Question>, i64), DbError> {
        store::unsettled_of(&self.db, guild, asker, most).await
    }

    /// Whether somebody has asked one question in a guild, and no more. What others have made a
    /// question of theirs does not count.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_first(&self, guild: GuildId, asker: UserId) -> Result<bool, DbError> {
        Ok(store::asked_by(&self.db, guild, asker).await? == 1)
    }
}

//! What is deleted by hand: the question says so, staff are told once, and 「作り直す」 makes
//! it anew.

use chrono::Duration;

use super::changing::{ChangeRefusal, RACES, refused};
use super::model::Question;
use super::service::Questions;
use super::store;
use super::store::{around, list};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{ChannelId, GuildId, LossId, MessageId, QuestionId};
use crate::outbox::{Destination, Effect, Wanted};

/// What was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    Card,
    /// The thread, or the whole post in a forum.
    Thread,
    /// The channel with everything in it.
    Channel,
}

impl Gone {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Thread => "thread",
            Self::Channel => "channel",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Card, Self::Thread, Self::Channel]
            .into_iter()
            .find(|gone| gone.name() == name)
    }
}

/// How long it is waited whether a deleted thread was part of a deleted channel.
const THREADS_FIRST: Duration = Duration::seconds(3);

/// One deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    pub id: LossId,
    pub guild: GuildId,
    pub what: Gone,
}

/// How long after its messages went a thread that was left is archived, in seconds.
const CLOSED_AFTER: i64 = 3;

impl Questions {
    /// A message was deleted: it may be a card, or one that was to be recorded.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_deleted(&self, guild: GuildId, message: MessageId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        self.offer_ends(&mut tx, guild, message).await?;
        tx.commit().await?;
        self.outbox.wake();
        let place = ChannelId::stored(message.get());
        match store::by_thread(&self.db, guild, place).await? {
            Some(question) if question.card == Some(message) => {
                self.lost(guild, Gone::Card, message.get(), vec![question])
                    .await
            }
            _ => Ok(()),
        }
    }

    /// A thread was deleted.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn thread_deleted(&self, guild: GuildId, thread: ChannelId) -> Result<(), DbError> {
        match store::by_thread(&self.db, guild, thread).await? {
            Some(question) if question.thread == Some(thread) => {
                self.lost(guild, Gone::Thread, thread.get(), vec![question])
                    .await
            }
            _ => Ok(()),
        }
    }

    /// A channel was deleted, with everything in it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn channel_deleted(&self, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
        let all = list::in_channel(&self.db, guild, channel.get()).await?;
        let stood = all.into_iter().filter(|question| question.card.is_some());
        let stood: Vec<Question> = stood.collect();
        self.lost(guild, Gone::Channel, channel.get(), stood).await
    }

    /// The bot has connected: what is not there any more was deleted while it was away. Of
    /// channels `exists` knows all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_for_losses(
        &self,
        guild: GuildId,
        exists: impl Fn(ChannelId) -> bool,
    ) -> Result<(), DbError> {
        let unclosed = store::unclosed_with_card(&self.db, guild).await?;
        let mut gone: Vec<ChannelId> = unclosed
            .iter()
            .filter(|question| question.lost.is_none() && !exists(question.channel))
            .map(|question| question.channel)
            .collect();
        gone.dedup();
        for channel in gone {
            self.channel_deleted(guild, channel).await?;
        }
        Ok(())
    }

    /// Records a loss with all questions that it has met, and wants staff to be told once.
    async fn lost(
        &self,
        guild: GuildId,
        what: Gone,
        id: i64,
        questions: Vec<Question>,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let loss = around::lost(&mut tx, guild, what, id, now).await?;
        let loss = LossId(loss.unwrap_or(0));
        let mut met = 0;
        for question in questions {
            if let Some(lost) = self.lose(&mut tx, question.id, guild, what, loss).await? {
                met += 1;
                self.show_loss(&mut tx, &lost, what).await?;
            }
        }
        if met == 0 {
            return Ok(());
        }
        // Of a whole channel its threads may be told first, one by one.
        let delay = match what {
            Gone::Thread => THREADS_FIRST,
            Gone::Card | Gone::Channel => Duration::zero(),
        };
        let wanted = Wanted {
            due_at: now + delay,
            ..self.wanted_about(guild, loss.0, Effect::QuestionLost)
        };
        self.outbox.want(&mut tx, &wanted).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// One question has met a loss; nothing if it was known or is not missed.
    async fn lose(
        &self,
        tx: &mut Tx,
        id: QuestionId,
        guild: GuildId,
        what: Gone,
        loss: LossId,
    ) -> Result<Option<Question>, DbError> {
        let now = self.clock.now();
        for _ in 0..RACES {
            let Some(question) = store::find_in(tx, guild, id).await? else {
                return Ok(None);
            };
            if question.lost.is_some() && what != Gone::Channel {
                return Ok(None);
            }
            let Ok(without) = question.lose(loss) else {
                return Ok(None);
            };
            if store::update(tx, &without, now).await? {
                return Ok(Some(without));
            }
        }
        Ok(None)
    }

    /// What is left of a question says that the rest was deleted.
    async fn show_loss(&self, tx: &mut Tx, lost: &Question, what: Gone) -> Result<(), DbError> {
        let now = self.clock.now();
        match what {
            Gone::Card if lost.opening.is_some() => {
                self.want(tx, lost, Effect::QuestionOpeningEdit, now).await
            }
            Gone::Thread if !lost.forum => self.want(tx, lost, Effect::QuestionCardEdit, now).await,
            Gone::Card | Gone::Thread | Gone::Channel => Ok(()),
        }
    }

    /// 「作り直す」: what was lost of a question is posted anew, and what is left of the old goes.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn remake(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        let question = self.find(actor.guild, id).await?;
        let question = question.ok_or(Fault::Refused(ChangeRefusal::Unknown))?;
        let rights = self.rights(actor, &question).await?;
        let anew = question.clone().remake(rights).map_err(refused)?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if !store::update(&mut tx, &anew, now).await? {
            // Somebody was faster, most likely with the same wish.
            return Err(Fault::Refused(ChangeRefusal::NothingNew));
        }
        let what = match question.lost {
            Some(loss) => around::find_loss(&self.db, actor.guild, loss).await?,
            None => None,
        };
        let leaves_card = what.is_some_and(|loss| loss.what == Gone::Thread) && !question.forum;
        let leaves_thread = what.is_some_and(|loss| loss.what == Gone::Card);
        store::forget_places(&mut tx, id).await?;
        // Whoever was called was called into what is gone.
        store::care::forget_calls(&mut tx, &anew).await?;
        if let Some(card) = question.card.filter(|_| leaves_card) {
            let effect = Effect::QuestionOldCardGone;
            let wanted = Wanted {
                destination: Some(Destination::Channel(question.channel)),
                ..self.wanted_about(actor.guild, card.get(), effect)
            };
            self.outbox.want(&mut tx, &wanted).await?;
        }
        if let Some(thread) = question.thread.filter(|_| leaves_thread) {
            self.leave_thread(&mut tx, &question, thread).await?;
        }
        self.want_all(&mut tx, &anew).await?;
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(anew)
    }

    /// A thread in which nothing more is heard: what others said there stays to be read, the
    /// question's text and what could be pressed go.
    async fn leave_thread(
        &self,
        tx: &mut Tx,
        question: &Question,
        thread: ChannelId,
    ) -> Result<(), DbError> {
        let parts = question.part_messages.into_iter();
        for message in parts.chain([question.opening]).flatten() {
            let effect = Effect::QuestionOldCardGone;
            let wanted = Wanted {
                destination: Some(Destination::Channel(thread)),
                ..self.wanted_about(question.guild, message.get(), effect)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        let closed = Effect::QuestionOldThreadClosed;
        let wanted = Wanted {
            // After what is to go from it.
            due_at: self.clock.now() + chrono::Duration::seconds(CLOSED_AFTER),
            ..self.wanted_about(question.guild, thread.get(), closed)
        };
        self.outbox.want(tx, &wanted).await
    }

    /// The same for everything open that one deletion has met; how many.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn remake_all(
        &self,
        actor: &Actor,
        loss: LossId,
    ) -> Result<usize, Fault<ChangeRefusal>> {
        let all = list::of_loss(&self.db, actor.guild, loss).await?;
        let can = self.guilds.capabilities(actor).await?;
        if !can.staff && can.staff_of.is_empty() {
            return Err(Fault::Refused(ChangeRefusal::NotYours));
        }
        let is_one = all.len() == 1;
        let wanted = all
            .into_iter()
            .filter(|question| is_one || !question.state.is_closed());
        let mut made = 0;
        for question in wanted {
            match self.remake(actor, question.id).await {
                Ok(_) => made += 1,
                Err(Fault::Refused(_)) => {}
                Err(error @ Fault::Ours(_)) => return Err(error),
            }
        }
        Ok(made)
    }

    /// A deletion and the questions that it has met and that are not made anew yet.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn loss(
        &self,
        guild: GuildId,
        id: LossId,
    ) -> Result<Option<(Loss, Vec<Question>)>, DbError> {
        let Some(loss) = around::find_loss(&self.db, guild, id).await? else {
            return Ok(None);
        };
        let met = list::of_loss(&self.db, guild, id).await?;
        Ok(Some((loss, met)))
    }
}

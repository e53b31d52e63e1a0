//! Changing a question: every use case reads it, lets the model decide, and writes it with
//! what follows from it on Discord in one transaction, unless somebody was faster.

use super::model::{self, Answer, Question, Rights, State};
use super::service::Questions;
use super::speaking::Voice;
use super::store;
use super::text::{ANSWER_MOST, Text, TextFault, says};
use crate::clock::Instant;
use crate::db::DbError;
use crate::fault::Fault;
use crate::guilds::{Actor, Topic};
use crate::ids::{ChannelId, MessageId, QuestionId, UserId};

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// There is no such question here.
    Unknown,
    NotYours,
    /// It is in a state in which this cannot happen.
    Closed(State),
    /// It waits for an answer already.
    IsOpen,
    /// It is so already.
    NothingNew,
    Text(TextFault),
    /// The message is not one in a question's thread.
    NotInThread,
    /// A message of the bot is no answer.
    NoAnswer,
    /// Nobody is asked to answer their own question.
    IsAsker,
    UnknownTopic,
}

/// How often a change is tried again when somebody else was faster.
pub(in crate::questions) const RACES: usize = 8;

/// A message that somebody wants to mark as the answer.
#[derive(Clone, Debug)]
pub struct MarkMessage {
    pub channel: ChannelId,
    pub message: MessageId,
    pub author: UserId,
    pub is_bot: bool,
    pub content: String,
}

/// What the model's refusal means to whoever asked for a change.
pub(super) fn refused(refusal: model::Refusal) -> Fault<ChangeRefusal> {
    Fault::Refused(match refusal {
        model::Refusal::NotYours => ChangeRefusal::NotYours,
        model::Refusal::Closed(state) => ChangeRefusal::Closed(state),
        model::Refusal::IsOpen => ChangeRefusal::IsOpen,
        model::Refusal::IsAsker => ChangeRefusal::IsAsker,
        model::Refusal::NothingNew | model::Refusal::CannotMerge => ChangeRefusal::NothingNew,
    })
}

impl Questions {
    /// What an actor may do with a question.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn rights(&self, actor: &Actor, question: &Question) -> Result<Rights, DbError> {
        let can = self.guilds.capabilities(actor).await?;
        let settings = self.guilds.settings(question.guild).await?;
        Ok(question.rights(actor, &can, settings.tutors_resolve))
    }

    /// Reads, decides by the model, and writes if nobody was faster.
    async fn change(
        &self,
        actor: &Actor,
        id: QuestionId,
        decide: impl Fn(Question, Rights, Instant) -> Result<Question, model::Refusal>,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        for _ in 0..RACES {
            let question = self
                .find(actor.guild, id)
                .await?
                .ok_or(Fault::Refused(ChangeRefusal::Unknown))?;
            let rights = self.rights(actor, &question).await?;
            let now = self.clock.now();
            let changed = decide(question.clone(), rights, now).map_err(refused)?;
            if self.store_change(&question, &changed).await? {
                return Ok(changed);
            }
        }
        Err(Fault::Ours(raced()))
    }

    /// 「解決しました」.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn resolve(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        self.change(actor, id, |question, rights, now| {
            question.resolve(actor, rights, now)
        })
        .await
    }

    /// 「まだ困っています」.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn reopen(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        self.change(actor, id, |question, rights, now| {
            question.reopen(rights, now)
        })
        .await
    }

    /// The asker takes a question back.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn withdraw(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        self.change(actor, id, |question, rights, now| {
            question.withdraw(actor, rights, now)
        })
        .await
    }

    /// Whether the actor could take the question back now, without doing it.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn may_withdraw(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        let question = self
            .find(actor.guild, id)
            .await?
            .ok_or(Fault::Refused(ChangeRefusal::Unknown))?;
        let rights = self.rights(actor, &question).await?;
        let now = self.clock.now();
        question
            .clone()
            .withdraw(actor, rights, now)
            .map_err(refused)?;
        Ok(question)
    }

    /// Whether the actor could write the question anew, without doing it.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn may_edit(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        let question = self
            .find(actor.guild, id)
            .await?
            .ok_or(Fault::Refused(ChangeRefusal::Unknown))?;
        let rights = self.rights(actor, &question).await?;
        if !rights.is_asker {
            return Err(Fault::Refused(ChangeRefusal::NotYours));
        }
        if question.state.is_closed() {
            return Err(Fault::Refused(ChangeRefusal::Closed(question.state)));
        }
        Ok(question)
    }

    /// The asker writes it anew.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn edit(
        &self,
        actor: &Actor,
        id: QuestionId,
        title: &str,
        body: &str,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        // Whose it is comes before what is wrong with the text.
        self.may_edit(actor, id).await?;
        let text =
            Text::parse(title, body).map_err(|fault| Fault::Refused(ChangeRefusal::Text(fault)))?;
        self.change(actor, id, |question, rights, _| {
            question.edit(rights, &text)
        })
        .await
    }

    /// Staff move it to another topic of the guild's list.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn move_to_topic(
        &self,
        actor: &Actor,
        id: QuestionId,
        topic: &str,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        let topics = self.guilds.topics(actor.guild).await?;
        let topic = topics.into_iter().find(|known| known.as_str() == topic);
        let topic: Topic = topic.ok_or(Fault::Refused(ChangeRefusal::UnknownTopic))?;
        self.change(actor, id, |question, rights, _| {
            question.move_to(rights, &topic)
        })
        .await
    }

    /// Staff ask somebody to answer it.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn assign(
        &self,
        actor: &Actor,
        id: QuestionId,
        to: UserId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        self.change(actor, id, |question, rights, now| {
            question.assign(rights, to, now)
        })
        .await
    }

    /// 「この回答で解決」: a message in the thread is marked as the answer.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn mark(
        &self,
        actor: &Actor,
        mark: &MarkMessage,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        let refuse = |refusal| Err(Fault::Refused(refusal));
        let found = store::by_thread(&self.db, actor.guild, mark.channel).await?;
        let Some(question) = found else {
            return refuse(ChangeRefusal::NotInThread);
        };
        let rights = self.rights(actor, &question).await?;
        if !rights.may_resolve() {
            return refuse(ChangeRefusal::NotYours);
        }
        let (author, text) = if mark.is_bot {
            // What staff have answered through the bot is theirs.
            match self.post_in(mark.message).await? {
                Some(post) if post.voice == Voice::Staff && post.question == question.id => {
                    (post.author, post.content)
                }
                _ => return refuse(ChangeRefusal::NoAnswer),
            }
        } else {
            (mark.author, mark.content.clone())
        };
        if !says(&text) {
            return refuse(ChangeRefusal::NoAnswer);
        }
        let answer = Answer {
            text: text.trim().chars().take(ANSWER_MOST).collect(),
            author,
            message: mark.message,
        };
        self.change(actor, question.id, |question, rights, now| {
            question.mark(actor, rights, answer.clone(), now)
        })
        .await
    }

    /// Time closes an answered question; `false` if something has happened to it meanwhile.
    pub(super) async fn lapse(&self, question: &Question, now: Instant) -> Result<bool, DbError> {
        match question.clone().lapse(now) {
            Ok(lapsed) => self.store_change(question, &lapsed).await,
            Err(_) => Ok(false),
        }
    }

    /// Stores a changed question and wants what follows; `false` if somebody was faster.
    pub(super) async fn store_change(
        &self,
        before: &Question,
        after: &Question,
    ) -> Result<bool, DbError> {
        let settings = self.guilds.settings(after.guild).await?;
        let mut tx = self.db.begin().await?;
        if !store::update(&mut tx, after, self.clock.now()).await? {
            return Ok(false);
        }
        self.after(&mut tx, before, after, &settings).await?;
        if after.state == State::Withdrawn && !self.part_all(&mut tx, after, &settings).await? {
            return Ok(false);
        }
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(true)
    }
}

pub(in crate::questions) fn raced() -> DbError {
    DbError::Affected {
        what: "changing a question",
        affected: 0,
        expected: 1,
    }
}

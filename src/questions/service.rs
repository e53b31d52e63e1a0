//! The use cases of questions.

use super::model::{self, AskQuestion, Draft, Question, Text, TextFault};
use super::store::{self, NewQuestion};
use crate::clock::{Clock, Instant};
use crate::db::{Db, DbError, Tx};
use crate::fault::Fault;
use crate::guilds::settings::{ChannelUse, Chosen};
use crate::guilds::{Actor, Guilds};
use crate::ids::{ChannelId, GuildId, MessageId, QuestionId, UserId};
use crate::outbox::{Effect, Outbox, Wanted};

/// Why a question was not taken. What was typed is kept where it can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskRefusal {
    /// The text cannot be taken as it is; it is kept as a draft.
    Text(TextFault),
    /// The topic is not in the guild's list; the text is kept as a draft.
    UnknownTopic,
    /// The guild has no question channel; the text is kept as a draft.
    NoQuestionChannel,
    /// Staff have switched questions off; the text is kept as a draft.
    SwitchedOff,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// There is no such question here.
    Unknown,
    NotYours,
    /// It is closed already.
    Closed(model::State),
}

/// A question that was taken.
#[derive(Clone, Debug)]
pub struct Asked {
    pub question: Question,
}

/// How often a change is tried again when somebody else was faster. Each attempt of
/// theirs changes the state, and there are only four.
const RACES: usize = 4;

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Questions {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) outbox: Outbox,
    pub(super) guilds: Guilds,
}

impl Questions {
    #[must_use]
    pub fn new(db: Db, clock: Clock, outbox: Outbox, guilds: Guilds) -> Self {
        Self {
            db,
            clock,
            outbox,
            guilds,
        }
    }

    /// Takes a question: in one transaction it gets its number, and its card and thread
    /// are wanted. The same request twice is one question.
    ///
    /// # Errors
    ///
    /// [`AskRefusal`] to show; what was typed is then kept as a draft.
    pub async fn ask(&self, ask: &AskQuestion) -> Result<Asked, Fault<AskRefusal>> {
        match self.try_ask(ask).await {
            Err(Fault::Refused(refusal)) => {
                self.keep_draft(ask).await?;
                Err(Fault::Refused(refusal))
            }
            // The same request at the same instant: the other transaction has stored it.
            Err(Fault::Ours(error)) if error.is_unique_violation() => self.try_ask(ask).await,
            answer => answer,
        }
    }

    async fn try_ask(&self, ask: &AskQuestion) -> Result<Asked, Fault<AskRefusal>> {
        let text = Text::parse(&ask.title, &ask.body)
            .map_err(|fault| Fault::Refused(AskRefusal::Text(fault)))?;
        let found = self.guilds.find(ask.actor.guild).await?;
        let found = found.ok_or(Fault::Refused(AskRefusal::NoQuestionChannel))?;
        let topic = found
            .settings
            .topics
            .iter()
            .map(|topic| &topic.name)
            .find(|topic| topic.as_str() == ask.topic)
            .ok_or(Fault::Refused(AskRefusal::UnknownTopic))?;
        if found.settings.channel(ChannelUse::Questions) == Chosen::Nowhere {
            return Err(Fault::Refused(AskRefusal::SwitchedOff));
        }
        let channel = found
            .places
            .question_channel
            .ok_or(Fault::Refused(AskRefusal::NoQuestionChannel))?;
        let programme = self.guilds.programme_of(&ask.actor).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if let Some(question) = store::by_request(&mut tx, ask).await? {
            return Ok(Asked { question });
        }
        let guild = ask.actor.guild;
        let number = store::take_number(&mut tx, guild)
            .await?
            .ok_or(Fault::Refused(AskRefusal::NoQuestionChannel))?;
        let new = NewQuestion {
            guild,
            request: ask.request,
            asker: ask.actor.user,
            topic,
            title: text.title(),
            body: text.body(),
            channel,
            forum: found.places.question_forum,
            programme,
            asked_at: now,
        };
        let question = store::insert(&mut tx, &new, number)
            .await?
            .ok_or(DbError::Affected {
                what: "storing a question",
                affected: 0,
                expected: 1,
            })?;
        let parts = (1..).zip(model::text_parts(text.body()));
        // A forum post is a thread of its own.
        let thread = (!question.forum).then_some(Effect::QuestionThread);
        let effects = [
            Some(Effect::QuestionCard),
            thread,
            Some(Effect::QuestionOpening),
        ];
        for effect in effects
            .into_iter()
            .flatten()
            .chain(parts.map(|(part, _)| Effect::QuestionText(part)))
        {
            self.want(&mut tx, &question, effect, now).await?;
        }
        store::forget_draft(&mut tx, guild, ask.actor.user).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(Asked { question })
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
            destination: posts_card.then_some(question.channel),
            dedup: question.version.to_string(),
            due_at: now,
            expires_at: None,
        }
    }

    async fn keep_draft(&self, ask: &AskQuestion) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::keep_draft(
            &mut tx,
            ask.actor.guild,
            ask.actor.user,
            &ask.topic,
            &ask.title,
            &ask.body,
            self.clock.now(),
        )
        .await?;
        tx.commit().await
    }

    /// What a person typed and has not sent successfully since.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn draft(&self, guild: GuildId, user: UserId) -> Result<Option<Draft>, DbError> {
        store::find_draft(&self.db, guild, user).await
    }

    /// One question of a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, guild: GuildId, id: QuestionId) -> Result<Option<Question>, DbError> {
        store::find(&self.db, guild, id).await
    }

    /// The asker or staff say that a question is settled.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn resolve(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        let can = self.guilds.capabilities(actor).await?;
        self.change(actor.guild, id, |question, now| {
            question.resolve(actor, &can, now)
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
        self.change(actor.guild, id, |question, now| {
            question.withdraw(actor, now)
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
        question
            .clone()
            .withdraw(actor, self.clock.now())
            .map_err(refused)?;
        Ok(question)
    }

    /// Reads, decides by the model, and writes if nobody was faster.
    async fn change(
        &self,
        guild: GuildId,
        id: QuestionId,
        decide: impl Fn(Question, Instant) -> Result<Question, model::Refusal>,
    ) -> Result<Question, Fault<ChangeRefusal>> {
        for _ in 0..RACES {
            let question = self
                .find(guild, id)
                .await?
                .ok_or(Fault::Refused(ChangeRefusal::Unknown))?;
            let now = self.clock.now();
            let changed = decide(question, now).map_err(refused)?;
            if self.store_change(&changed).await? {
                return Ok(changed);
            }
        }
        Err(Fault::Ours(DbError::Affected {
            what: "changing a question",
            affected: 0,
            expected: 1,
        }))
    }

    /// Stores a changed question and wants its card changed; `false` if somebody was faster.
    async fn store_change(&self, changed: &Question) -> Result<bool, DbError> {
        let now = self.clock.now();
        let by_direct = self.guilds.settings(changed.guild).await?.direct_messages;
        let mut tx = self.db.begin().await?;
        if !store::update_state(&mut tx, changed).await? {
            return Ok(false);
        }
        let mut effects = vec![Effect::QuestionCardEdit, Effect::QuestionOpeningEdit];
        if changed.state == model::State::Answered {
            effects.push(if by_direct {
                Effect::QuestionAnswered
            } else {
                Effect::QuestionAnsweredHere
            });
        }
        if changed.state == model::State::Withdrawn {
            let parts = (1..).zip(model::text_parts(&changed.body));
            effects.extend(parts.map(|(part, _)| Effect::QuestionTextGone(part)));
        }
        for effect in effects {
            self.want(&mut tx, changed, effect, now).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(true)
    }

    /// A person (never a bot) wrote in a thread: the first who is not the asker answers
    /// its question. Says whether that was so.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_in_thread(
        &self,
        guild: GuildId,
        thread: ChannelId,
        author: UserId,
        at: Instant,
    ) -> Result<bool, DbError> {
        for _ in 0..RACES {
            let Some(question) = store::by_thread(&self.db, guild, thread).await? else {
                return Ok(false);
            };
            let Ok(changed) = question.reply(author, at) else {
                return Ok(false);
            };
            if self.store_change(&changed).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The bot has connected: every open question whose thread may hold messages that
    /// nobody has looked at is looked at. `newest` tells the newest message of a thread,
    /// as far as Discord tells it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_at_threads(
        &self,
        guild: GuildId,
        newest: impl Fn(ChannelId) -> Option<MessageId>,
    ) -> Result<(), DbError> {
        let open = store::open_with_card(&self.db, guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for question in open {
            let newest = question.place_of_replies().and_then(&newest);
            // Of an archived thread Discord tells nothing: it is looked at as well.
            if newest.is_none_or(|newest| newest > question.last_seen) {
                self.want(&mut tx, &question, Effect::QuestionLook, now)
                    .await?;
            }
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// A thread was read from where it was last looked at up to a message.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looked_at(&self, id: QuestionId, up_to: MessageId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::seen(&mut tx, id, up_to).await?;
        tx.commit().await
    }
}

fn refused(refusal: model::Refusal) -> Fault<ChangeRefusal> {
    Fault::Refused(match refusal {
        model::Refusal::NotYours | model::Refusal::NothingNew => ChangeRefusal::NotYours,
        model::Refusal::Closed(state) => ChangeRefusal::Closed(state),
    })
}

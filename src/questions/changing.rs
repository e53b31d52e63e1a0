//! Changing a question: every use case reads it, lets the model decide, and writes it with
//! what follows from it on Discord in one transaction, unless somebody was faster.

use super::model::{self, Answer, News, Owes, Question, Rights, State};
use super::search;
use super::service::Questions;
use super::speaking::Voice;
use super::store::{self, around};
use super::text::{ANSWER_MOST, Text, TextFault, says};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::settings::Settings;
use crate::guilds::{Actor, Topic};
use crate::ids::{ChannelId, FaqId, GuildId, MessageId, QuestionId, UserId};
use crate::outbox::{Effect, Wanted};

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

/// Why two questions were not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    Change(ChangeRefusal),
    /// There is no question with that number, or it is gone, or it is the same.
    Target,
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

    /// Staff merge a question into another, by its number.
    ///
    /// # Errors
    ///
    /// [`MergeRefusal`] to show.
    pub async fn merge(
        &self,
        actor: &Actor,
        id: QuestionId,
        number: i64,
    ) -> Result<(Question, Question), Fault<MergeRefusal>> {
        let change = |refusal| Fault::Refused(MergeRefusal::Change(refusal));
        for _ in 0..RACES {
            let question = self.find(actor.guild, id).await?;
            let question = question.ok_or(change(ChangeRefusal::Unknown))?;
            let rights = self.rights(actor, &question).await?;
            if !rights.is_staff {
                return Err(change(ChangeRefusal::NotYours));
            }
            let into = self.find_number(actor.guild, number).await?;
            let into = into.ok_or(Fault::Refused(MergeRefusal::Target))?;
            let now = self.clock.now();
            let merged = question.clone().merge(actor, rights, &into, now);
            let merged = merged.map_err(|refusal| match refusal {
                model::Refusal::CannotMerge => Fault::Refused(MergeRefusal::Target),
                model::Refusal::Closed(state) => change(ChangeRefusal::Closed(state)),
                _ => change(ChangeRefusal::NotYours),
            })?;
            if self.store_merge(&question, &merged, &into).await? {
                return Ok((merged, into));
            }
        }
        Err(Fault::Ours(raced()))
    }

    async fn store_merge(
        &self,
        question: &Question,
        merged: &Question,
        into: &Question,
    ) -> Result<bool, DbError> {
        let settings = self.guilds.settings(merged.guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // Two that are merged into each other at the same instant wait for one another in the
        // same order, and the other one must still be there when both are one.
        for id in [merged.id.min(into.id), merged.id.max(into.id)] {
            store::hold(&mut tx, id).await?;
        }
        let target = store::find_in(&mut tx, into.guild, into.id).await?;
        let Some(into) = target.as_ref().filter(|target| !target.state.is_gone()) else {
            return Ok(false);
        };
        if !store::update(&mut tx, merged, now).await? {
            return Ok(false);
        }
        self.after(&mut tx, question, merged, &settings).await?;
        // Who asked twice is told once more when the other is resolved.
        let is_hidden = question.anonymous;
        if question.asker != into.asker {
            around::follow(&mut tx, question.id, question.asker, is_hidden, now).await?;
        }
        around::move_followers(&mut tx, question.id, into.id).await?;
        around::move_merged(&mut tx, question.id, into.id).await?;
        super::faq::move_question(&mut tx, question.id, into.id).await?;
        if into.is_settled() {
            self.tell_followers(&mut tx, into, settings.direct_messages)
                .await?;
        }
        self.want(&mut tx, merged, Effect::QuestionMergedHere, now)
            .await?;
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(true)
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
    async fn store_change(&self, before: &Question, after: &Question) -> Result<bool, DbError> {
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

    /// What was merged into a question that is taken back waits by itself again; `false` if
    /// somebody was faster.
    async fn part_all(
        &self,
        tx: &mut Tx,
        into: &Question,
        settings: &Settings,
    ) -> Result<bool, DbError> {
        let now = self.clock.now();
        for merged in store::merged_into(tx, into.id).await? {
            let Ok(parted) = merged.clone().part(now) else {
                continue;
            };
            if !store::update(tx, &parted, now).await? {
                return Ok(false);
            }
            self.after(tx, &merged, &parted, settings).await?;
        }
        Ok(true)
    }

    /// Wants what follows from a change on Discord, and in the search.
    pub(super) async fn after(
        &self,
        tx: &mut Tx,
        before: &Question,
        after: &Question,
        settings: &Settings,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let by_direct = settings.direct_messages;
        let shows = |question: &Question| {
            (
                question.state,
                question.title.clone(),
                question.body.clone(),
                question.topic.clone(),
                question.answer.clone(),
                question.assigned,
            )
        };
        if after.staff_note.is_some()
            && before.state == after.state
            && before.owes() != after.owes()
        {
            let wanted = Wanted {
                dedup: format!("{} owes", after.version),
                ..Self::wanted(after, Effect::QuestionStaffEdit, now)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        // Nobody can call an anonymous asker in the thread, where they are not a member: they
        // hear of every answer to what they said.
        let is_answer = before.state == State::Open && after.state == State::Answered;
        let goes_on = after.anonymous
            && after.state == State::Answered
            && before.owes() == Owes::Helpers
            && after.owes() == Owes::Asker;
        if is_answer || goes_on {
            let effect = if self.tells_directly(tx, after, settings).await? {
                Effect::QuestionAnswered
            } else {
                Effect::QuestionAnsweredHere
            };
            self.want(tx, after, effect, now).await?;
        }
        if shows(before) == shows(after) {
            return Ok(());
        }
        let mut effects = vec![Effect::QuestionCardEdit, Effect::QuestionOpeningEdit];
        let renamed = before.title != after.title;
        let tagged = (before.state, &before.topic) != (after.state, &after.topic);
        if renamed || (after.forum && tagged) {
            effects.push(Effect::QuestionThreadEdit);
        }
        if after.staff_note.is_some() {
            effects.push(Effect::QuestionStaffEdit);
        }
        if before.assigned != after.assigned && after.assigned.is_some() {
            effects.push(Effect::QuestionAssigned);
        }
        if before.body != after.body || after.state == State::Withdrawn {
            effects.extend(Self::part_effects(before, after));
        }
        for effect in effects {
            self.want(tx, after, effect, now).await?;
        }
        if let Some(answer) = after
            .answer
            .as_ref()
            .filter(|_| before.answer != after.answer)
            && answer.author != after.asker
        {
            let wanted = Wanted {
                dedup: answer.message.to_string(),
                ..Self::wanted(after, Effect::QuestionThanks, now)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        if before.state != after.state && after.is_settled() {
            self.tell_followers(tx, after, by_direct).await?;
        }
        if after.state == State::Withdrawn {
            self.empty_everywhere(tx, after).await?;
            for entry in super::faq::remove_of(tx, after.id).await? {
                search::store::changed(tx, after.guild, search::Key::Faq(FaqId(entry))).await?;
            }
        } else if before.title != after.title {
            // Their cards name it.
            for merged in store::merged_into(tx, after.id).await? {
                let wanted = Wanted {
                    dedup: format!("{} {}", merged.version, after.version),
                    ..Self::wanted(&merged, Effect::QuestionCardEdit, now)
                };
                self.outbox.want(tx, &wanted).await?;
            }
        }
        if before.topic != after.topic {
            // Those of the new topic were not called yet.
            store::care::forget_calls(tx, after).await?;
        }
        search::store::changed(tx, after.guild, search::Key::Question(after.id)).await
    }

    /// The parts of a long text that change, come or go.
    fn part_effects(before: &Question, after: &Question) -> Vec<Effect> {
        let mut effects = Vec::new();
        for part in 1..=before.parts.max(after.parts) {
            let keeps = after.state != State::Withdrawn && part <= after.parts;
            effects.push(if !keeps {
                Effect::QuestionTextGone(part)
            } else if part <= before.parts {
                Effect::QuestionTextEdit(part)
            } else {
                Effect::QuestionText(part)
            });
        }
        effects
    }

    /// What repeats the text of a withdrawn question elsewhere is emptied as well.
    async fn empty_everywhere(&self, tx: &mut Tx, question: &Question) -> Result<(), DbError> {
        let guild = question.guild;
        let mut gone: Vec<(i64, Effect)> = Vec::new();
        for post in around::empty_posts(tx, question.id).await? {
            gone.push((post, Effect::QuestionPostGone));
        }
        for copy in around::copies(tx, question.id).await? {
            gone.push((copy, Effect::QuestionCopyGone));
        }
        for (subject, effect) in gone {
            let wanted = self.wanted_about(guild, subject, effect);
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }

    /// A person (never a bot) wrote in a thread. Says whether that answered its question.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_in_thread(
        &self,
        guild: GuildId,
        thread: ChannelId,
        message: MessageId,
        author: UserId,
        at: Instant,
    ) -> Result<bool, DbError> {
        match store::by_thread(&self.db, guild, thread).await? {
            Some(question) => {
                let news = self
                    .heard(guild, &question, author, Some(message), at)
                    .await?;
                Ok(news == Some(News::Answer))
            }
            None => Ok(false),
        }
    }

    /// Somebody said something about a question; what news it was, if any.
    pub(super) async fn heard(
        &self,
        guild: GuildId,
        question: &Question,
        author: UserId,
        message: Option<MessageId>,
        at: Instant,
    ) -> Result<Option<News>, DbError> {
        let mut question = question.clone();
        for _ in 0..RACES {
            if question.state.is_closed() {
                let mut tx = self.db.begin().await?;
                store::stirred(&mut tx, question.id, at, self.clock.now()).await?;
                if let Some(message) = message {
                    // Said of what is settled, it answers nothing if it is opened again.
                    store::seen(&mut tx, question.id, message).await?;
                }
                tx.commit().await?;
                return Ok(None);
            }
            let Ok((heard, news)) = question.clone().said(author, message, at) else {
                return Ok(None);
            };
            if self.store_change(&question, &heard).await? {
                return Ok(Some(news));
            }
            let Some(now) = self.find(guild, question.id).await? else {
                return Ok(None);
            };
            question = now;
        }
        Err(raced())
    }

    /// The bot has connected: every question that is not closed and whose thread may hold
    /// messages that nobody has looked at is looked at. `newest` tells the newest message of
    /// a thread, as far as Discord tells it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_at_threads(
        &self,
        guild: GuildId,
        newest: impl Fn(ChannelId) -> Option<MessageId>,
    ) -> Result<(), DbError> {
        let unclosed = store::unclosed_with_card(&self.db, guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for question in unclosed {
            if question.lost.is_some() {
                continue;
            }
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

pub(in crate::questions) fn raced() -> DbError {
    DbError::Affected {
        what: "changing a question",
        affected: 0,
        expected: 1,
    }
}

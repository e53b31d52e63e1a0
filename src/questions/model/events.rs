//! What can happen to a question in which state, and what becomes of it.

use super::{Answer, News, Question, Refusal, Rights, Side, State};
use crate::clock::Instant;
use crate::guilds::{Actor, Topic};
use crate::ids::{LossId, MessageId, UserId};
use crate::questions::text::{Text, count_parts};

impl Question {
    fn changed(self) -> Self {
        Self {
            version: self.version + 1,
            ..self
        }
    }

    /// Somebody wrote in the thread, or the bot did for them (then without `message`); bots of
    /// their own are not passed in. Whoever is not the asker answers an open question.
    ///
    /// Messages may be heard twice or out of their order: a first answer counts whenever it
    /// is heard, anything else only once. What was said before the question was opened again
    /// does not answer it. What an anonymous asker writes under their own name is not taken
    /// for the asker's, or the words that follow would tell who they are.
    ///
    /// # Errors
    ///
    /// [`Refusal::NothingNew`] for what was known already, or comes when it is closed.
    pub fn said(
        self,
        author: UserId,
        message: Option<MessageId>,
        at: Instant,
    ) -> Result<(Self, News), Refusal> {
        let side = if author == self.asker {
            Side::Asker
        } else {
            Side::Helper
        };
        if self.anonymous && side == Side::Asker && message.is_some() {
            return Err(Refusal::NothingNew);
        }
        let is_from_before = self.waiting_since > self.asked_at && at <= self.waiting_since;
        let answers = side == Side::Helper && self.state == State::Open && !is_from_before;
        let is_known = message.is_some_and(|message| message <= self.last_seen);
        let is_late = is_known && !answers;
        if self.state.is_closed() || is_late {
            return Err(Refusal::NothingNew);
        }
        let turns = answers || (self.state == State::Answered && side != self.last_word_by);
        let heard = Self {
            last_word_at: at.max(self.last_word_at),
            last_word_by: side,
            last_helper: match side {
                Side::Asker => self.last_helper,
                Side::Helper => Some(author),
            },
            last_seen: message.map_or(self.last_seen, |message| message.max(self.last_seen)),
            turn: self.turn + i64::from(turns),
            ..self
        };
        if !answers {
            return Ok((heard.changed(), News::Word));
        }
        let answered = Self {
            state: State::Answered,
            answered_at: heard.answered_at.or(Some(at)),
            answered_by: heard.answered_by.or(Some(author)),
            ..heard
        };
        Ok((answered.changed(), News::Answer))
    }

    /// Somebody who may says that it is settled; also when nobody has answered.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is closed already or somebody else's.
    pub fn resolve(self, actor: &Actor, rights: Rights, at: Instant) -> Result<Self, Refusal> {
        if !rights.may_resolve() {
            return Err(Refusal::NotYours);
        }
        if self.state.is_closed() && self.state != State::Closed {
            return Err(Refusal::Closed(self.state));
        }
        Ok(self.closed(State::Resolved, Some(actor.user), at))
    }

    /// Somebody who may marks the answer. One that was resolved without an answer takes it
    /// as well.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it has one already, is gone, or is somebody else's.
    pub fn mark(
        self,
        actor: &Actor,
        rights: Rights,
        answer: Answer,
        at: Instant,
    ) -> Result<Self, Refusal> {
        if !rights.may_resolve() {
            return Err(Refusal::NotYours);
        }
        let is_settled = self.state == State::Resolved && self.answer.is_some();
        if self.state.is_gone() || is_settled {
            return Err(Refusal::Closed(self.state));
        }
        let marked = Self {
            answer: Some(answer),
            ..self
        };
        if marked.state == State::Resolved {
            return Ok(marked.changed());
        }
        Ok(marked.closed(State::Resolved, Some(actor.user), at))
    }

    /// 「まだ困っています」: the asker, or staff, open it again. It waits from now on.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it waits already, is gone, or is somebody else's.
    pub fn reopen(self, rights: Rights, at: Instant) -> Result<Self, Refusal> {
        if !rights.is_asker_or_staff() {
            return Err(Refusal::NotYours);
        }
        // Nobody waits for the answer to one whose words have gone.
        if self.state.is_gone() || self.asker.is_erased() {
            return Err(Refusal::Closed(self.state));
        }
        if self.state == State::Open {
            return Err(Refusal::IsOpen);
        }
        Ok(self.opened(at))
    }

    /// It waits from now on.
    fn opened(self, at: Instant) -> Self {
        Self {
            state: State::Open,
            waiting_since: at,
            turn: self.turn + 1,
            last_word_at: at.max(self.last_word_at),
            last_word_by: Side::Asker,
            answer: None,
            assigned: None,
            closed_at: None,
            closed_by: None,
            ..self
        }
        .changed()
    }

    /// Time closes what was answered and never called resolved.
    ///
    /// # Errors
    ///
    /// [`Refusal`] in every other state.
    pub fn lapse(self, at: Instant) -> Result<Self, Refusal> {
        if self.state != State::Answered {
            return Err(Refusal::NothingNew);
        }
        Ok(self.closed(State::Closed, None, at))
    }

    /// The asker takes it back, also after it was merged: its text goes, its number stays.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it was taken back already or is somebody else's.
    pub fn withdraw(self, actor: &Actor, rights: Rights, at: Instant) -> Result<Self, Refusal> {
        if !rights.is_asker {
            return Err(Refusal::NotYours);
        }
        if self.state == State::Withdrawn {
            return Err(Refusal::Closed(self.state));
        }
        let emptied = Self {
            title: String::new(),
            body: String::new(),
            answer: None,
            merged_into: None,
            ..self
        };
        Ok(emptied.closed(State::Withdrawn, Some(actor.user), at))
    }

    fn closed(self, state: State, by: Option<UserId>, at: Instant) -> Self {
        Self {
            state,
            closed_at: Some(at),
            closed_by: by,
            ..self
        }
        .changed()
    }

    /// The asker writes it anew, as long as it is not closed.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is closed or somebody else's.
    pub fn edit(self, rights: Rights, text: &Text) -> Result<Self, Refusal> {
        if !rights.is_asker {
            return Err(Refusal::NotYours);
        }
        if self.state.is_closed() {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            title: text.title().to_owned(),
            body: text.body().to_owned(),
            parts: count_parts(text.body()),
            ..self
        }
        .changed())
    }

    /// Staff move it to another topic.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is gone, there already, or not theirs to move.
    pub fn move_to(self, rights: Rights, topic: &Topic) -> Result<Self, Refusal> {
        if !rights.is_staff {
            return Err(Refusal::NotYours);
        }
        if self.state.is_gone() {
            return Err(Refusal::Closed(self.state));
        }
        if self.topic == *topic {
            return Err(Refusal::NothingNew);
        }
        Ok(Self {
            topic: topic.clone(),
            ..self
        }
        .changed())
    }

    /// Staff ask somebody to answer it.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is closed, or not theirs to assign.
    pub fn assign(self, rights: Rights, to: UserId, at: Instant) -> Result<Self, Refusal> {
        if !rights.is_staff {
            return Err(Refusal::NotYours);
        }
        if self.state.is_closed() {
            return Err(Refusal::Closed(self.state));
        }
        // Of an anonymous one not even a refusal may tell who it is.
        if to == self.asker && !self.anonymous {
            return Err(Refusal::IsAsker);
        }
        Ok(Self {
            assigned: Some((to, at)),
            turn: self.turn + 1,
            ..self
        }
        .changed())
    }

    /// Staff merge it into another.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if either is gone, both are the same, or it is not theirs to merge.
    pub fn merge(
        self,
        actor: &Actor,
        rights: Rights,
        into: &Self,
        at: Instant,
    ) -> Result<Self, Refusal> {
        if !rights.is_staff {
            return Err(Refusal::NotYours);
        }
        if self.state.is_gone() {
            return Err(Refusal::Closed(self.state));
        }
        if into.id == self.id || into.guild != self.guild || into.state.is_gone() {
            return Err(Refusal::CannotMerge);
        }
        let merged = Self {
            merged_into: Some(into.id),
            ..self
        };
        Ok(merged.closed(State::Merged, Some(actor.user), at))
    }

    /// The question into which it was merged was taken back: it waits by itself again.
    ///
    /// # Errors
    ///
    /// [`Refusal::NothingNew`] if it is not merged.
    pub fn part(self, at: Instant) -> Result<Self, Refusal> {
        if self.state != State::Merged {
            return Err(Refusal::NothingNew);
        }
        let parted = Self {
            merged_into: None,
            ..self
        };
        Ok(parted.opened(at))
    }

    /// Something of it was deleted by hand. A greater loss takes the place of a smaller one.
    ///
    /// # Errors
    ///
    /// [`Refusal::NothingNew`] if that is known, or nobody misses it.
    pub fn lose(self, loss: LossId) -> Result<Self, Refusal> {
        if self.lost == Some(loss) || self.state.is_gone() {
            return Err(Refusal::NothingNew);
        }
        Ok(Self {
            lost: Some(loss),
            ..self
        }
        .changed())
    }

    /// 「作り直す」: nothing of it stands any more, and it will be posted anew.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if nothing is lost, it is gone, or it is not theirs.
    pub fn remake(self, rights: Rights) -> Result<Self, Refusal> {
        if !rights.is_asker_or_staff() {
            return Err(Refusal::NotYours);
        }
        if self.state.is_gone() {
            return Err(Refusal::Closed(self.state));
        }
        if self.lost.is_none() {
            return Err(Refusal::NothingNew);
        }
        Ok(Self {
            lost: None,
            card: None,
            thread: None,
            opening: None,
            part_messages: [None, None],
            last_seen: MessageId::stored(0),
            ..self
        }
        .changed())
    }
}

//! The states of a question, what can happen to it, and who may do it. No I/O.
//!
//! The table of states × events × who may is `docs/questions.md`; `model/tests.rs` holds
//! it to this file.

use crate::clock::Instant;
use crate::guilds::{Actor, Capabilities, Topic};
use crate::ids::{ChannelId, GuildId, LossId, MessageId, ProgrammeId, QuestionId, UserId};

use super::text::{Text, count_parts};

/// Open → answered → resolved; or closed by time, merged into another, or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It waits for an answer: nobody but the asker has written, or they said that they are
    /// still in trouble.
    Open,
    /// Somebody else has written in the thread.
    Answered,
    /// The asker, or staff, said that it is settled.
    Resolved,
    /// It was answered, and the asker never said anything more.
    Closed,
    /// Staff merged it into another, which goes on for both.
    Merged,
    /// The asker took it back.
    Withdrawn,
}

impl State {
    /// Every state with its name in the table.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Open, "open"),
        (Self::Answered, "answered"),
        (Self::Resolved, "resolved"),
        (Self::Closed, "closed"),
        (Self::Merged, "merged"),
        (Self::Withdrawn, "withdrawn"),
    ];

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(state, _)| *state == self)
            .map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(state, _)| *state)
    }

    /// Whether nobody owes a word any more.
    #[must_use]
    pub fn is_closed(self) -> bool {
        !matches!(self, Self::Open | Self::Answered)
    }

    /// Whether it can never be opened again.
    #[must_use]
    pub fn is_gone(self) -> bool {
        matches!(self, Self::Merged | Self::Withdrawn)
    }
}

/// The two sides of the conversation in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Asker,
    /// Everybody else.
    Helper,
}

impl Side {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asker => "asker",
            Self::Helper => "helper",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Asker, Self::Helper]
            .into_iter()
            .find(|side| side.name() == name)
    }
}

/// One wish to ask: the same form sent twice with the same text is one question, however
/// often it was pressed or delivered. Unique for a person in a guild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub i64);

/// The answer that was marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// As it was then; it stays when the message changes or goes.
    pub text: String,
    pub author: UserId,
    pub message: MessageId,
}

/// A question as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub guild: GuildId,
    /// Counted from 1 in each guild; what people call it by.
    pub number: i64,
    pub asker: UserId,
    /// The asker is named nowhere that others see.
    pub anonymous: bool,
    pub topic: Topic,
    pub title: String,
    pub body: String,
    /// In how many parts its text stands in the thread, 0 to 2, and which messages these are.
    pub parts: u8,
    pub part_messages: [Option<MessageId>; 2],
    pub state: State,
    /// Grows with every change that is seen.
    pub version: i64,
    pub asked_at: Instant,
    /// The first answer, and when it came.
    pub answered_at: Option<Instant>,
    pub answered_by: Option<UserId>,
    /// Since when the asker waits: asked, or opened again.
    pub waiting_since: Instant,
    /// Grows whenever the next word becomes the other side's.
    pub turn: i64,
    pub last_word_at: Instant,
    pub last_word_by: Side,
    pub last_helper: Option<UserId>,
    pub answer: Option<Answer>,
    /// Whom staff have asked to answer, and when.
    pub assigned: Option<(UserId, Instant)>,
    pub closed_at: Option<Instant>,
    /// `None` where time has closed it.
    pub closed_by: Option<UserId>,
    pub merged_into: Option<QuestionId>,
    pub channel: ChannelId,
    /// Whether that channel is a forum: the card is then a post's first message.
    pub forum: bool,
    /// By which programme it is counted.
    pub programme: Option<ProgrammeId>,
    pub card: Option<MessageId>,
    pub thread: Option<ChannelId>,
    pub opening: Option<MessageId>,
    /// The word to staff that it waits.
    pub staff_note: Option<(ChannelId, MessageId)>,
    /// What of it was deleted by hand.
    pub lost: Option<LossId>,
    /// The newest message of the thread that was looked at; 0 if none.
    pub last_seen: MessageId,
}

/// Why a change is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This one may not do it.
    NotYours,
    /// It is in a state in which this cannot happen.
    Closed(State),
    /// It is open already.
    IsOpen,
    /// It changes nothing.
    NothingNew,
    /// A question cannot be merged into itself, or into one that is gone.
    CannotMerge,
    /// Nobody answers their own question by assignment.
    IsAsker,
}

/// What a message in the thread has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The answer for which the asker waits.
    Answer,
    /// The conversation goes on.
    Word,
}

/// Who owes the next word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owes {
    Helpers,
    Asker,
    Nobody,
}

/// Who may do what with one question; the one answer for all that is done to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    pub is_asker: bool,
    /// Of the guild, or of the question's programme.
    pub is_staff: bool,
    /// A tutor in a guild where tutors may say that a question is resolved.
    pub may_resolve_as_tutor: bool,
}

impl Rights {
    /// The asker and staff.
    #[must_use]
    pub fn is_asker_or_staff(self) -> bool {
        self.is_asker || self.is_staff
    }

    /// Who may say that it is resolved.
    #[must_use]
    pub fn may_resolve(self) -> bool {
        self.is_asker_or_staff() || self.may_resolve_as_tutor
    }
}

impl Question {
    /// What an actor may do with it; nothing from another guild. `tutors_resolve` is the
    /// guild's setting.
    #[must_use]
    pub fn rights(&self, actor: &Actor, can: &Capabilities, tutors_resolve: bool) -> Rights {
        if actor.guild != self.guild {
            return Rights::default();
        }
        Rights {
            is_asker: actor.user == self.asker,
            is_staff: can.staff_for(self.programme),
            may_resolve_as_tutor: can.tutor && tutors_resolve,
        }
    }

    /// Who owes the next word.
    #[must_use]
    pub fn owes(&self) -> Owes {
        match (self.state, self.last_word_by) {
            (State::Open, _) | (State::Answered, Side::Asker) => Owes::Helpers,
            (State::Answered, Side::Helper) => Owes::Asker,
            _ => Owes::Nobody,
        }
    }

    /// Whether it has come to an end of which its followers hear.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.state, State::Resolved | State::Closed)
    }

    /// Where its replies are: the thread on the card, which Discord gives the card's id.
    /// It may stand before it is recorded here.
    #[must_use]
    pub fn place_of_replies(&self) -> Option<ChannelId> {
        self.thread
            .or_else(|| self.card.map(|card| ChannelId::stored(card.get())))
    }

    /// The card and the channel or post in which it stands, once it is there.
    #[must_use]
    pub fn place_of_card(&self) -> Option<(ChannelId, MessageId)> {
        let card = self.card?;
        if self.forum {
            // A post has the id of its first message.
            Some((ChannelId::stored(card.get()), card))
        } else {
            Some((self.channel, card))
        }
    }

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
        if self.state.is_gone() {
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

#[cfg(test)]
pub(crate) mod tests;

//! Asking: a question is taken, from whichever door it comes; what cannot be taken yet is
//! kept as a draft.

use super::model::{Question, RequestId};
use super::search::{Answered, Related};
use super::service::Questions;
use super::store::{self, NewQuestion, asking as drafts};
use super::text::{self, Text, TextFault};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::settings::{ChannelUse, Chosen};
use crate::guilds::{Actor, Guild, Topic};
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::outbox::{Destination, Effect, Wanted};

/// The message from which a question is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub message: MessageId,
    pub channel: ChannelId,
}

/// What was typed and not sent yet, or is about to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose question it will be.
    pub asker: UserId,
    /// `None` for a question of their own words in a form.
    pub source: Option<Source>,
    pub anonymous: bool,
    /// The form in which it was sent; zero before that.
    pub request: RequestId,
    /// Empty as long as none was chosen.
    pub topic: Topic,
    pub title: String,
    pub body: String,
}

/// A plain message in the question channel under which the bot offers to record it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordOffer {
    pub id: i64,
    pub guild: GuildId,
    pub channel: ChannelId,
    pub message: MessageId,
    pub author: UserId,
    /// Our own message with the button, once it is there.
    pub offer: Option<MessageId>,
    pub is_gone: bool,
}

/// What a member sent, before it is checked.
#[derive(Clone, Debug)]
pub struct AskQuestion {
    pub actor: Actor,
    pub request: RequestId,
    /// The message that is recorded, if it is one.
    pub source: Option<MessageId>,
    pub anonymous: bool,
    pub topic: String,
    pub title: String,
    pub body: String,
    /// They have seen the answer that was found, and ask all the same.
    pub anyway: bool,
}

impl AskQuestion {
    /// Somebody's own words, with their name.
    #[must_use]
    pub fn new(actor: Actor, request: RequestId, topic: &str, title: &str, body: &str) -> Self {
        Self {
            actor,
            request,
            source: None,
            anonymous: false,
            topic: topic.to_owned(),
            title: title.to_owned(),
            body: body.to_owned(),
            anyway: false,
        }
    }
}

/// Why a question was not taken. What was typed is kept where it can be mended.
#[derive(Clone, Debug, PartialEq)]
pub enum AskRefusal {
    /// The text cannot be taken as it is; it is kept as a draft.
    Text(TextFault),
    /// The topic is not in the guild's list; the text is kept as a draft.
    UnknownTopic,
    /// The guild has no question channel; the text is kept as a draft.
    NoQuestionChannel,
    /// Staff have switched questions off; the text is kept as a draft.
    SwitchedOff,
    /// Nobody is asked without their name in this guild; the text is kept as a draft.
    NotAnonymous,
    /// What was to be recorded, or asked although an answer was found, is not known any more.
    NoDraft,
    /// Whoever wrote what is to be recorded does not agree that anything is kept.
    NotAgreed,
    /// Somebody has answered this before; the text is kept as a draft.
    AnsweredBefore(Box<Answered>),
}

/// Why a message is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordRefusal {
    /// It is somebody else's, and the actor is neither tutor nor staff.
    NotYours,
    /// Whoever wrote it has not agreed that anything is kept.
    NotAgreed,
    /// A bot wrote it.
    OfBot,
    /// There are no words in it.
    Empty,
    /// It was recorded before.
    Before(Box<Question>),
}

/// A question that was taken.
#[derive(Clone, Debug)]
pub struct Asked {
    pub question: Question,
    /// What may help meanwhile; at most three.
    pub related: Vec<Related>,
}

/// A message that somebody wants to record.
#[derive(Clone, Debug)]
pub struct RecordMessage {
    pub actor: Actor,
    pub source: Source,
    pub author: UserId,
    pub is_bot: bool,
    /// Whether what the author wrote may be kept.
    pub may_keep: bool,
    pub content: String,
}

impl Questions {
    /// Takes a question: in one transaction it gets its number, and its card and thread
    /// are wanted. The same request twice is one question.
    ///
    /// # Errors
    ///
    /// [`AskRefusal`] to show; what was typed is then kept as a draft.
    pub async fn ask(&self, ask: &AskQuestion) -> Result<Asked, Fault<AskRefusal>> {
        let draft = self.wanted_draft(ask).await?;
        let done = match self.try_ask(ask, &draft).await {
            // The same request at the same instant: the other transaction has stored it.
            Err(Fault::Ours(error)) if error.is_unique_violation() => {
                self.try_ask(ask, &draft).await
            }
            answer => answer,
        };
        if let Err(Fault::Refused(refusal)) = &done
            && ![AskRefusal::NoDraft, AskRefusal::NotAgreed].contains(refusal)
        {
            self.keep_draft(&ask.actor, &draft).await?;
        }
        done
    }

    /// What is asked for: their own words, or for somebody whose message is recorded.
    async fn wanted_draft(&self, ask: &AskQuestion) -> Result<Draft, Fault<AskRefusal>> {
        let topic = Topic::stored(ask.topic.trim().to_owned());
        let own = Draft {
            asker: ask.actor.user,
            source: None,
            anonymous: ask.anonymous,
            request: ask.request,
            topic: topic.clone(),
            title: ask.title.clone(),
            body: ask.body.clone(),
        };
        if ask.source.is_none() {
            return Ok(own);
        }
        let (guild, user) = (ask.actor.guild, ask.actor.user);
        let kept = drafts::find_draft(&self.db, guild, user, ask.source).await?;
        if let Some(kept) = kept {
            return Ok(Draft {
                asker: kept.asker,
                source: kept.source,
                ..own
            });
        }
        // It may have been sent just now.
        let Some(source) = ask.source else {
            return Ok(own);
        };
        let mut tx = self.db.begin().await?;
        let recorded = store::by_source(&mut tx, guild, source).await?;
        let recorded = recorded.ok_or(Fault::Refused(AskRefusal::NoDraft))?;
        Ok(Draft {
            asker: recorded.asker,
            ..own
        })
    }

    async fn try_ask(&self, ask: &AskQuestion, draft: &Draft) -> Result<Asked, Fault<AskRefusal>> {
        let guild = ask.actor.guild;
        if let Some(question) = self.asked_before(ask, draft).await? {
            return Ok(Asked {
                question,
                related: Vec::new(),
            });
        }
        if draft.asker != ask.actor.user {
            let consent = self.members.consent(guild, draft.asker).await?;
            if consent.is_some_and(|known| !known.agreed) {
                return Err(Fault::Refused(AskRefusal::NotAgreed));
            }
        }
        if ask.anyway && draft.title.is_empty() {
            // What was found an answer to is not kept any more.
            return Err(Fault::Refused(AskRefusal::NoDraft));
        }
        let text = Text::parse(&draft.title, &draft.body)
            .map_err(|fault| Fault::Refused(AskRefusal::Text(fault)))?;
        let found = self.guilds.find(guild).await?;
        let found = found.ok_or(Fault::Refused(AskRefusal::NoQuestionChannel))?;
        let (topic, channel) = Self::may_be_asked(&found, draft).map_err(Fault::Refused)?;
        let similar = self
            .similar(guild, &found.settings, text.title(), text.body())
            .await?;
        // An answer that whoever records reads would not reach the one who wrote.
        let stops = !ask.anyway && draft.asker == ask.actor.user;
        if let Some(answered) = similar.answered.filter(|_| stops) {
            return Err(Fault::Refused(AskRefusal::AnsweredBefore(Box::new(
                answered,
            ))));
        }
        // Of what is recorded for somebody else it is not known to which programme they belong.
        let programme = if draft.asker == ask.actor.user {
            self.guilds.programme_of(&ask.actor).await?
        } else {
            None
        };
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let number = store::take_number(&mut tx, guild)
            .await?
            .ok_or(Fault::Refused(AskRefusal::NoQuestionChannel))?;
        let new = NewQuestion {
            guild,
            request: ask.request,
            asker: draft.asker,
            anonymous: draft.anonymous,
            recorded_by: draft.source.map(|_| ask.actor.user),
            source: draft.source.map(|source| source.message),
            topic: &topic,
            title: text.title(),
            body: text.body(),
            parts: text::count_parts(text.body()),
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
        self.want_all(&mut tx, &question).await?;
        if let Some(source) = draft.source {
            self.offer_ends(&mut tx, guild, source.message).await?;
        }
        drafts::forget_draft(&mut tx, guild, ask.actor.user, ask.source).await?;
        self.search_changed(&mut tx, &question).await?;
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(Asked {
            question,
            related: similar.related,
        })
    }

    /// The question that the same request, or the same message, has made before.
    async fn asked_before(
        &self,
        ask: &AskQuestion,
        draft: &Draft,
    ) -> Result<Option<Question>, DbError> {
        let guild = ask.actor.guild;
        let mut tx = self.db.begin().await?;
        if let Some(source) = ask.source
            && let Some(question) = store::by_source(&mut tx, guild, source).await?
        {
            return Ok(Some(question));
        }
        store::by_request(&mut tx, guild, draft.asker, ask.request).await
    }

    /// Its topic and channel, if the guild takes such a question now.
    fn may_be_asked(found: &Guild, draft: &Draft) -> Result<(Topic, ChannelId), AskRefusal> {
        let topics = found.settings.topics.iter().map(|topic| &topic.name);
        let topic = topics
            .into_iter()
            .find(|topic| **topic == draft.topic)
            .ok_or(AskRefusal::UnknownTopic)?;
        if found.settings.channel(ChannelUse::Questions) == Chosen::Nowhere {
            return Err(AskRefusal::SwitchedOff);
        }
        if draft.anonymous && !found.settings.anonymous {
            return Err(AskRefusal::NotAnonymous);
        }
        let channel = found
            .places
            .question_channel
            .ok_or(AskRefusal::NoQuestionChannel)?;
        Ok((topic.clone(), channel))
    }

    /// Wants everything of a question that stands on Discord.
    pub(super) async fn want_all(&self, tx: &mut Tx, question: &Question) -> Result<(), DbError> {
        let now = self.clock.now();
        // A forum post is a thread of its own.
        let thread = (!question.forum).then_some(Effect::QuestionThread);
        let first = [
            Some(Effect::QuestionCard),
            thread,
            Some(Effect::QuestionOpening),
        ];
        let parts = (1..=question.parts).map(Effect::QuestionText);
        for effect in first.into_iter().flatten().chain(parts) {
            self.want(tx, question, effect, now).await?;
        }
        Ok(())
    }

    async fn keep_draft(&self, actor: &Actor, draft: &Draft) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        drafts::keep_draft(&mut tx, actor.guild, actor.user, draft, now).await?;
        tx.commit().await
    }

    /// What a person typed and has not sent successfully since, or is about to record.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn draft(
        &self,
        guild: GuildId,
        user: UserId,
        source: Option<MessageId>,
    ) -> Result<Option<Draft>, DbError> {
        drafts::find_draft(&self.db, guild, user, source).await
    }

    /// 「これで解決しました」: what was found has helped, and nothing is asked.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn no_need_to_ask(
        &self,
        actor: &Actor,
        source: Option<MessageId>,
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        drafts::forget_draft(&mut tx, actor.guild, actor.user, source).await?;
        if let Some(message) = source {
            self.offer_ends(&mut tx, actor.guild, message).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// A message is about to be recorded: it becomes a draft of whoever wants it. One's own
    /// anybody may, another's tutors and staff.
    ///
    /// # Errors
    ///
    /// [`RecordRefusal`] to show.
    pub async fn record(&self, wish: &RecordMessage) -> Result<Draft, Fault<RecordRefusal>> {
        let refused = |refusal| Err(Fault::Refused(refusal));
        if wish.is_bot {
            return refused(RecordRefusal::OfBot);
        }
        let can = self.guilds.capabilities(&wish.actor).await?;
        let helps = can.tutor || can.staff || !can.staff_of.is_empty();
        if wish.author != wish.actor.user && !helps {
            return refused(RecordRefusal::NotYours);
        }
        if !wish.may_keep {
            return refused(RecordRefusal::NotAgreed);
        }
        let mut tx = self.db.begin().await?;
        let before = store::by_source(&mut tx, wish.actor.guild, wish.source.message).await?;
        drop(tx);
        if let Some(question) = before {
            return refused(RecordRefusal::Before(Box::new(question)));
        }
        if !text::says(&wish.content) {
            return refused(RecordRefusal::Empty);
        }
        let body: String = wish.content.trim().chars().take(text::BODY_MOST).collect();
        let title = text::beginning(&body);
        // What the title says whole needs no body.
        let body = if body == title { String::new() } else { body };
        let draft = Draft {
            asker: wish.author,
            source: Some(wish.source),
            anonymous: false,
            request: RequestId(0),
            topic: Topic::stored(String::new()),
            title,
            body,
        };
        self.keep_draft(&wish.actor, &draft).await?;
        Ok(draft)
    }

    /// Somebody wrote plainly in the question channel: where the guild lets the bot read
    /// messages, it offers to record it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn wrote_plainly(
        &self,
        guild: GuildId,
        source: Source,
        author: UserId,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let Some(id) = drafts::offer(&mut tx, guild, source, author, now).await? else {
            return Ok(());
        };
        let wanted = Wanted {
            destination: Some(Destination::Channel(source.channel)),
            ..self.wanted_about(guild, id, Effect::RecordOffer)
        };
        self.outbox.want(&mut tx, &wanted).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// The offer under a message goes: it was recorded or deleted.
    pub(super) async fn offer_ends(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        message: MessageId,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        if let Some(id) = drafts::offer_ends(tx, guild, message, now).await? {
            let wanted = self.wanted_about(guild, id, Effect::RecordOfferGone);
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }

    /// One offer.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn record_offer(
        &self,
        guild: GuildId,
        id: i64,
    ) -> Result<Option<RecordOffer>, DbError> {
        drafts::find_offer(&self.db, guild, id).await
    }
}

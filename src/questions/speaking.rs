//! Words that the bot writes into a thread for somebody: an asker whose name nobody knows, or
//! staff. And the looks at such a name.

use super::changing::{RACES, raced};
use super::model::{Question, RequestId, State};
use super::service::Questions;
use super::store::{around as store, find_in, stirred, update};
use super::text::says;
use crate::db::DbError;
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{ChannelId, GuildId, MessageId, QuestionId, UserId};
use crate::members::looks::{Look, LookedAt};
use crate::outbox::Effect;

/// Most characters of such a word; escaped it fits into one embed.
pub const WORD_MOST: usize = 2000;
/// For whom the bot speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Asker,
    Staff,
}

impl Voice {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asker => "asker",
            Self::Staff => "staff",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Asker, Self::Staff]
            .into_iter()
            .find(|voice| voice.name() == name)
    }
}

/// A word in a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub id: i64,
    pub question: QuestionId,
    pub author: UserId,
    pub voice: Voice,
    /// Empty once it was taken back.
    pub content: String,
    /// The thread and the message in which it stands, once it does.
    pub place: Option<(ChannelId, MessageId)>,
}

/// A direct message that repeats a question's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy {
    pub user: UserId,
    pub message: MessageId,
}

/// Why a word is not taken, or a name not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakRefusal {
    Unknown,
    /// Only the asker speaks as the asker, and only staff as staff.
    NotYours,
    Closed(State),
    Empty,
    TooLong,
    /// There is no thread to speak in.
    NoThread,
}

impl Questions {
    /// Whether somebody may speak with a voice in a question's thread now.
    ///
    /// # Errors
    ///
    /// [`SpeakRefusal`] to show.
    pub async fn may_speak(
        &self,
        actor: &Actor,
        id: QuestionId,
        voice: Voice,
    ) -> Result<Question, Fault<SpeakRefusal>> {
        let question = self.find(actor.guild, id).await?;
        let question = question.ok_or(Fault::Refused(SpeakRefusal::Unknown))?;
        let rights = self.rights(actor, &question).await?;
        let may = match voice {
            Voice::Asker => rights.is_asker,
            Voice::Staff => rights.is_staff,
        };
        if !may {
            return Err(Fault::Refused(SpeakRefusal::NotYours));
        }
        if question.state.is_gone() {
            return Err(Fault::Refused(SpeakRefusal::Closed(question.state)));
        }
        if question.thread.is_none() || question.lost.is_some() {
            return Err(Fault::Refused(SpeakRefusal::NoThread));
        }
        Ok(question)
    }

    /// A word for the thread: it is stored, it counts in the conversation, and the bot writes
    /// it. The same form twice is one word.
    ///
    /// # Errors
    ///
    /// [`SpeakRefusal`] to show.
    pub async fn speak(
        &self,
        actor: &Actor,
        id: QuestionId,
        voice: Voice,
        content: &str,
        request: RequestId,
    ) -> Result<Question, Fault<SpeakRefusal>> {
        let question = self.may_speak(actor, id, voice).await?;
        if !says(content) {
            return Err(Fault::Refused(SpeakRefusal::Empty));
        }
        let content = content.trim();
        if content.chars().count() > WORD_MOST {
            return Err(Fault::Refused(SpeakRefusal::TooLong));
        }
        for _ in 0..RACES {
            let spoken = self.try_speak(actor, id, voice, content, request).await?;
            if spoken {
                self.outbox.wake();
                self.keeper.wake();
                return Ok(question);
            }
        }
        Err(Fault::Ours(raced()))
    }

    /// Stores the word with what it means for the question; `false` if somebody was faster.
    async fn try_speak(
        &self,
        actor: &Actor,
        id: QuestionId,
        voice: Voice,
        content: &str,
        request: RequestId,
    ) -> Result<bool, DbError> {
        let settings = self.guilds.settings(actor.guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let Some(question) = find_in(&mut tx, actor.guild, id).await? else {
            return Ok(true);
        };
        let post = store::post(&mut tx, id, actor.user, voice, content, request, now).await?;
        let Some(post) = post else {
            // It was sent before.
            return Ok(true);
        };
        let wanted = self.wanted_about(actor.guild, post.id, Effect::QuestionPost);
        self.outbox.want(&mut tx, &wanted).await?;
        match question.clone().said(actor.user, None, now) {
            Ok((heard, _)) => {
                if !update(&mut tx, &heard, now).await? {
                    return Ok(false);
                }
                self.after(&mut tx, &question, &heard, &settings).await?;
            }
            Err(_) => stirred(&mut tx, id, now, now).await?,
        }
        tx.commit().await?;
        Ok(true)
    }

    /// A word and its question.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn post(&self, guild: GuildId, id: i64) -> Result<Option<(Post, Question)>, DbError> {
        let Some(post) = store::find_post(&self.db, id).await? else {
            return Ok(None);
        };
        let question = self.find(guild, post.question).await?;
        Ok(question.map(|question| (post, question)))
    }

    /// The word that stands in a message of the bot.
    pub(super) async fn post_in(&self, message: MessageId) -> Result<Option<Post>, DbError> {
        store::post_in(&self.db, message).await
    }

    /// Staff ask who is behind a question, and why they want to know: the look is recorded.
    ///
    /// # Errors
    ///
    /// [`SpeakRefusal`] to show; without a reason nothing is told.
    pub async fn who(
        &self,
        actor: &Actor,
        number: i64,
        reason: &str,
    ) -> Result<Question, Fault<SpeakRefusal>> {
        // Whoever is not staff learns nothing, not even whether there is such a question.
        let can = self.guilds.capabilities(actor).await?;
        if !can.staff && can.staff_of.is_empty() {
            return Err(Fault::Refused(SpeakRefusal::NotYours));
        }
        let question = self.find_number(actor.guild, number).await?;
        let question = question.ok_or(Fault::Refused(SpeakRefusal::Unknown))?;
        if !can.staff_for(question.programme) {
            return Err(Fault::Refused(SpeakRefusal::NotYours));
        }
        if !says(reason) {
            return Err(Fault::Refused(SpeakRefusal::Empty));
        }
        if !question.anonymous {
            // Everybody sees it on the card.
            return Ok(question);
        }
        // In one transaction: of whoever is erased meanwhile nothing is shown, nor kept again.
        let mut tx = self.db.begin().await?;
        let question = find_in(&mut tx, actor.guild, question.id).await?;
        let question = question.ok_or(Fault::Refused(SpeakRefusal::Unknown))?;
        if question.asker.is_erased() {
            return Ok(question);
        }
        let (whose, what) = ((actor.guild, question.asker), LookedAt::Asker(question.id));
        self.members
            .look(&mut tx, whose, what, actor.user, reason)
            .await?;
        tx.commit().await?;
        Ok(question)
    }

    /// The looks at the asker's name, newest first: for the asker alone.
    ///
    /// # Errors
    ///
    /// [`SpeakRefusal`] to show.
    pub async fn looks(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Vec<Look>, Fault<SpeakRefusal>> {
        let question = self.find(actor.guild, id).await?;
        let question = question.ok_or(Fault::Refused(SpeakRefusal::Unknown))?;
        if question.asker != actor.user {
            return Err(Fault::Refused(SpeakRefusal::NotYours));
        }
        let what = LookedAt::Asker(id);
        Ok(self.members.looks_at(actor.user, what).await?)
    }

    /// A direct message that repeats a title.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn copy(&self, id: i64) -> Result<Option<Copy>, DbError> {
        store::find_copy(&self.db, id).await
    }
}

//! The use cases of the FAQ. Who may change it is staff of the guild.

use super::model::{Entry, FaqText, FaqTextFault};
use super::store;
use crate::db::DbError;
use crate::fault::Fault;
use crate::guilds::{Actor, Topic};
use crate::ids::{FaqId, GuildId, QuestionId};
use crate::questions::changing::{RACES, raced};
use crate::questions::model::{Question, State};
use crate::questions::search::{self, Key};
use crate::questions::service::Questions;

/// Why the FAQ stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaqRefusal {
    NotStaff,
    Unknown,
    /// Only what is resolved is kept.
    NotResolved,
    Text(FaqTextFault),
    /// Somebody else has changed it since it was shown.
    Meanwhile,
    /// It stands at that end of the list already.
    AtTheEnd,
}

/// What the form for an entry begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promoted {
    pub title: String,
    pub answer: String,
}

impl Questions {
    /// The entries of a guild in their order.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn faq(&self, guild: GuildId) -> Result<Vec<Entry>, DbError> {
        store::list(&self.db, guild).await
    }

    /// The entries of every guild that has some, for the export.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn whole_faq(&self) -> Result<Vec<(GuildId, Vec<Entry>)>, DbError> {
        let mut all = Vec::new();
        for guild in store::guilds(&self.db).await? {
            all.push((guild, store::list(&self.db, guild).await?));
        }
        Ok(all)
    }

    /// One entry, unless it was taken out.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn faq_entry(&self, guild: GuildId, id: FaqId) -> Result<Option<Entry>, DbError> {
        let entry = store::find(&self.db, guild, id).await?;
        Ok(entry.filter(|entry| !entry.is_retired))
    }

    async fn faq_staff(&self, actor: &Actor) -> Result<(), Fault<FaqRefusal>> {
        if self.guilds.capabilities(actor).await?.staff {
            Ok(())
        } else {
            Err(Fault::Refused(FaqRefusal::NotStaff))
        }
    }

    async fn to_promote(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<FaqRefusal>> {
        self.faq_staff(actor).await?;
        let question = self.find(actor.guild, id).await?;
        let question = question.ok_or(Fault::Refused(FaqRefusal::Unknown))?;
        if question.state != State::Resolved {
            return Err(Fault::Refused(FaqRefusal::NotResolved));
        }
        Ok(question)
    }

    /// What the form begins with that makes an entry of a resolved question: the entry as it
    /// is, or the question with its answer.
    ///
    /// # Errors
    ///
    /// [`FaqRefusal`] to show.
    pub async fn promotion(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Promoted, Fault<FaqRefusal>> {
        let question = self.to_promote(actor, id).await?;
        if let Some(entry) = store::of_question(&self.db, actor.guild, id).await? {
            return Ok(Promoted {
                title: entry.title,
                answer: entry.answer,
            });
        }
        let answer = question.answer.map(|answer| answer.text);
        Ok(Promoted {
            title: question.title,
            answer: answer.unwrap_or_default(),
        })
    }

    /// Makes an entry of a resolved question; one that was made of it before is written anew
    /// and stands in the list again.
    ///
    /// # Errors
    ///
    /// [`FaqRefusal`] to show.
    pub async fn promote(
        &self,
        actor: &Actor,
        id: QuestionId,
        title: &str,
        answer: &str,
    ) -> Result<Entry, Fault<FaqRefusal>> {
        let question = self.to_promote(actor, id).await?;
        let text = FaqText::parse(title, answer)
            .map_err(|fault| Fault::Refused(FaqRefusal::Text(fault)))?;
        match self.make_entry(actor, &question, &text).await {
            // Pressed twice at the same instant: it is there by now.
            Err(Fault::Ours(error)) if error.is_unique_violation() => {
                self.make_entry(actor, &question, &text).await
            }
            made => made,
        }
    }

    async fn make_entry(
        &self,
        actor: &Actor,
        question: &Question,
        text: &FaqText,
    ) -> Result<Entry, Fault<FaqRefusal>> {
        let guild = actor.guild;
        let before = store::of_question(&self.db, guild, question.id).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let id = if let Some(before) = before {
            if !store::write(&mut tx, &before, text, actor.user, now).await? {
                return Err(Fault::Refused(FaqRefusal::Meanwhile));
            }
            before.id
        } else {
            let topic: &Topic = &question.topic;
            let made = store::insert(
                &mut tx,
                guild,
                topic,
                text,
                Some(question.id),
                actor.user,
                now,
            )
            .await?;
            made.map_or(FaqId(0), |entry| entry.id)
        };
        search::store::changed(&mut tx, guild, Key::Faq(id)).await?;
        tx.commit().await?;
        let entry = store::find(&self.db, guild, id).await?;
        entry.ok_or(Fault::Refused(FaqRefusal::Unknown))
    }

    /// Staff write an entry anew, as it was in `version` when they saw it.
    ///
    /// # Errors
    ///
    /// [`FaqRefusal`] to show.
    pub async fn rewrite_faq(
        &self,
        actor: &Actor,
        id: FaqId,
        version: i64,
        title: &str,
        answer: &str,
    ) -> Result<Entry, Fault<FaqRefusal>> {
        self.faq_staff(actor).await?;
        let text = FaqText::parse(title, answer)
            .map_err(|fault| Fault::Refused(FaqRefusal::Text(fault)))?;
        let entry = self.faq_entry(actor.guild, id).await?;
        let entry = entry.ok_or(Fault::Refused(FaqRefusal::Unknown))?;
        let seen = Entry {
            version,
            ..entry.clone()
        };
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if !store::write(&mut tx, &seen, &text, actor.user, now).await? {
            return Err(Fault::Refused(FaqRefusal::Meanwhile));
        }
        search::store::changed(&mut tx, actor.guild, Key::Faq(id)).await?;
        tx.commit().await?;
        Ok(Entry {
            title: text.title().to_owned(),
            answer: text.answer().to_owned(),
            version: version + 1,
            ..entry
        })
    }

    /// Staff take an entry out of the list.
    ///
    /// # Errors
    ///
    /// [`FaqRefusal`] to show.
    pub async fn retire_faq(&self, actor: &Actor, id: FaqId) -> Result<Entry, Fault<FaqRefusal>> {
        self.faq_staff(actor).await?;
        let entry = self.faq_entry(actor.guild, id).await?;
        let entry = entry.ok_or(Fault::Refused(FaqRefusal::Unknown))?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if !store::retire(&mut tx, actor.guild, id, actor.user, now).await? {
            return Err(Fault::Refused(FaqRefusal::Unknown));
        }
        search::store::changed(&mut tx, actor.guild, Key::Faq(id)).await?;
        tx.commit().await?;
        Ok(entry)
    }

    /// Staff move an entry by one place, towards the beginning or the end.
    ///
    /// # Errors
    ///
    /// [`FaqRefusal`] to show.
    pub async fn move_faq(
        &self,
        actor: &Actor,
        id: FaqId,
        is_up: bool,
    ) -> Result<Entry, Fault<FaqRefusal>> {
        self.faq_staff(actor).await?;
        for _ in 0..RACES {
            let list = store::list(&self.db, actor.guild).await?;
            let at = list.iter().position(|entry| entry.id == id);
            let at = at.ok_or(Fault::Refused(FaqRefusal::Unknown))?;
            let other = if is_up {
                at.checked_sub(1)
            } else {
                Some(at + 1)
            };
            let other = other.and_then(|other| list.get(other));
            let other = other.ok_or(Fault::Refused(FaqRefusal::AtTheEnd))?;
            let mut tx = self.db.begin().await?;
            if store::swap(&mut tx, &list[at], other).await? {
                tx.commit().await?;
                return Ok(list[at].clone());
            }
        }
        Err(Fault::Ours(raced()))
    }
}

/// What was made of a merged question belongs to the one that goes on.
/// What was made of one that is taken back goes with it.
pub(in crate::questions) use super::store::{move_question, remove_of};

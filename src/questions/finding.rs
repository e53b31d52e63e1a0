//! Lists of questions in pages, and one question with what somebody may do with it.

use super::faq;
use super::model::{Question, Rights};
use super::service::Questions;
use super::store::{around, list as pages};
use crate::db::DbError;
use crate::guilds::{Actor, Topic};
use crate::ids::QuestionId;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    All,
    Waiting,
    Answered,
    Resolved,
    Mine,
    Followed,
}

impl Scope {
    /// Every scope with its name in custom ids and options.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::All, "all"),
        (Self::Waiting, "open"),
        (Self::Answered, "answered"),
        (Self::Resolved, "resolved"),
        (Self::Mine, "mine"),
        (Self::Followed, "followed"),
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(scope, _)| *scope == self)
            .map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(scope, _)| *scope)
    }
}

/// A list: of what, and about which topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    pub scope: Scope,
    pub topic: Option<Topic>,
}

/// Where in a list one is. Numbers stay where they are, so a page's buttons always work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Newest,
    /// Those older than this number.
    Before(i64),
    /// Those newer than this number.
    After(i64),
}

/// A page of a list, newest first.
#[derive(Clone, Debug)]
pub struct Page {
    pub questions: Vec<Question>,
    pub newer: Option<Turn>,
    pub older: Option<Turn>,
}

impl Page {
    /// How many questions a page shows.
    pub const MOST: i64 = 8;
}

/// A question as somebody sees it.
#[derive(Clone, Debug)]
pub struct View {
    pub question: Question,
    pub rights: Rights,
    /// Staff of the whole guild, who keep the FAQ.
    pub keeps_faq: bool,
    pub follows: bool,
    pub followers: i64,
    /// The question that goes on for it, if it was merged.
    pub merged_into: Option<Question>,
    /// Whether it is in the FAQ.
    pub is_in_faq: bool,
}

impl Questions {
    /// A page of a list.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn page(&self, actor: &Actor, list: &Shelf, turn: Turn) -> Result<Page, DbError> {
        let (guild, viewer) = (actor.guild, actor.user);
        let most = usize::try_from(Page::MOST).unwrap_or(1);
        // One more tells whether the list goes on.
        let mut found = pages::page(&self.db, guild, viewer, list, turn, Page::MOST + 1).await?;
        let goes_on = found.len() > most;
        if goes_on {
            match turn {
                Turn::After(_) => drop(found.remove(0)),
                Turn::Newest | Turn::Before(_) => drop(found.pop()),
            }
        }
        let (top, bottom) = (found.first(), found.last());
        let (has_newer, has_older) = match turn {
            Turn::Newest => (false, goes_on),
            Turn::Before(_) => (true, goes_on),
            Turn::After(_) => (goes_on, true),
        };
        let newer = top.filter(|_| has_newer).map(|q| Turn::After(q.number));
        let older = bottom.filter(|_| has_older).map(|q| Turn::Before(q.number));
        Ok(Page {
            newer,
            older,
            questions: found,
        })
    }

    /// One question as somebody sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn view(&self, actor: &Actor, id: QuestionId) -> Result<Option<View>, DbError> {
        let Some(question) = self.find(actor.guild, id).await? else {
            return Ok(None);
        };
        let rights = self.rights(actor, &question).await?;
        let merged_into = match question.merged_into {
            Some(into) => self.find(actor.guild, into).await?,
            None => None,
        };
        let entry = faq::of_question(&self.db, actor.guild, id).await?;
        Ok(Some(View {
            rights,
            keeps_faq: self.guilds.capabilities(actor).await?.staff,
            follows: around::follows(&self.db, id, actor.user).await?,
            followers: around::count_followers(&self.db, id).await?,
            merged_into,
            is_in_faq: entry.is_some_and(|entry| !entry.is_retired),
            question,
        }))
    }
}

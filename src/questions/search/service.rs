//! The use cases of search, and how each process keeps its index up to date.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tokio::sync::RwLock;

use super::decide;
use super::index::{Document, Hit, Index, Key, Query};
use super::store;
use super::terms::Concepts;
use crate::db::{Db, DbError, Tx};
use crate::guilds::settings::{Settings, Synonyms};
use crate::ids::{ChannelId, FaqId, GuildId, QuestionId};
use crate::questions::faq;
use crate::questions::model::{Question, State};
use crate::questions::service::Questions;
use crate::questions::store as questions;

/// Most related questions that are shown.
const RELATED_MOST: usize = 3;
/// How many documents are looked at more closely.
const CANDIDATES: usize = 10;
/// From so much agreement on, a question is worth showing as related.
const RELATED: f32 = 0.3;
/// Lines of the log may be committed out of their order; so many are looked at again.
const WINDOW: i64 = 256;
/// So many lines are kept for processes that have not read them yet.
const KEPT: i64 = 10_000;

/// The indexes of all guilds. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Search(Arc<RwLock<Indexes>>);

#[derive(Debug, Default)]
struct Indexes {
    is_loaded: bool,
    /// Every line of the log up to here was read.
    floor: i64,
    /// Of those behind it, these.
    read: BTreeSet<i64>,
    guilds: HashMap<GuildId, Index>,
    /// The guilds' own synonyms with which their index was made.
    own: HashMap<GuildId, Synonyms>,
}

/// Where something can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub guild: GuildId,
    pub channel: ChannelId,
}

/// What was found, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub key: Key,
    /// The question's number; an entry of the FAQ has none.
    pub number: Option<i64>,
    pub title: String,
    pub place: Option<Place>,
}

/// An answer that was given before.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub found: Found,
    pub answer: String,
}

/// A question that may help.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub found: Found,
    /// The question's state; an entry of the FAQ has none.
    pub state: Option<State>,
}

/// What is known of a question before it is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Similar {
    /// It almost certainly answers it.
    pub answered: Option<Answered>,
    /// At most three.
    pub related: Vec<Related>,
}

impl Indexes {
    fn apply(&mut self, change: &store::Change, document: Option<&Document>) {
        let own = self.own.get(&change.guild).cloned().unwrap_or_default();
        let index = self
            .guilds
            .entry(change.guild)
            .or_insert_with(|| Index::new(Concepts::with(&own), []));
        match document {
            Some(document) => index.put(document),
            None => index.remove(change.key),
        }
        self.read.insert(change.id);
    }

    /// Moves the floor up, so far that every line below was committed long ago.
    fn settle(&mut self) {
        if let Some(last) = self.read.last() {
            self.floor = self.floor.max(last - WINDOW);
            self.read = self.read.split_off(&(self.floor + 1));
        }
    }
}

impl Search {
    /// Reads everything anew.
    async fn load(&self, db: &Db) -> Result<(), DbError> {
        let mut indexes = self.0.write().await;
        if indexes.is_loaded {
            return Ok(());
        }
        let last = store::last(db).await?;
        let concepts = Concepts::with(&Synonyms::default());
        for stored in store::all(db, None).await? {
            let index = indexes.guilds.entry(stored.guild);
            index
                .or_insert_with(|| Index::new(concepts.clone(), []))
                .put(&stored.document);
        }
        let mut tx = db.begin().await?;
        store::forget(&mut tx, last - KEPT).await?;
        tx.commit().await?;
        // What was read with the documents is read again, which does no harm.
        indexes.floor = (last - WINDOW).max(0);
        indexes.is_loaded = true;
        Ok(())
    }

    /// Takes over what has changed since the last time, by whichever process.
    async fn catch_up(&self, db: &Db) -> Result<(), DbError> {
        let is_loaded = self.0.read().await.is_loaded;
        if !is_loaded {
            self.load(db).await?;
        }
        let (floor, read) = {
            let indexes = self.0.read().await;
            (indexes.floor, indexes.read.clone())
        };
        let changes = store::changes(db, floor).await?;
        let new: Vec<store::Change> = changes
            .into_iter()
            .filter(|change| !read.contains(&change.id))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut documents = Vec::with_capacity(new.len());
        for change in &new {
            documents.push(store::one(db, change.key).await?);
        }
        let mut indexes = self.0.write().await;
        for (change, document) in new.iter().zip(&documents) {
            // Another task may have applied it meanwhile, with what holds since.
            if change.id <= indexes.floor || indexes.read.contains(&change.id) {
                continue;
            }
            indexes.apply(change, document.as_ref());
        }
        indexes.settle();
        Ok(())
    }

    /// Makes a guild's index anew where its synonyms have changed, or where it is worn.
    async fn renew(&self, db: &Db, guild: GuildId, own: &Synonyms) -> Result<(), DbError> {
        let is_good = {
            let indexes = self.0.read().await;
            let same = match indexes.own.get(&guild) {
                Some(known) => known == own,
                None => own.groups().is_empty(),
            };
            same && !indexes.guilds.get(&guild).is_some_and(Index::is_worn)
        };
        if is_good {
            return Ok(());
        }
        let mut indexes = self.0.write().await;
        let documents = store::all(db, Some(guild)).await?.into_iter();
        let documents = documents.map(|stored| stored.document);
        let index = Index::new(Concepts::with(own), documents);
        indexes.guilds.insert(guild, index);
        indexes.own.insert(guild, own.clone());
        Ok(())
    }
}

impl Questions {
    /// Reads the index before anybody asks for it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn load_search(&self) -> Result<(), DbError> {
        self.search.load(&self.db).await
    }

    pub(in crate::questions) async fn search_changed(
        &self,
        tx: &mut Tx,
        question: &Question,
    ) -> Result<(), DbError> {
        store::changed(tx, question.guild, Key::Question(question.id)).await
    }

    /// What is found for a query in a guild among what `wanted` lets pass, best first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn ranked(
        &self,
        guild: GuildId,
        settings: &Settings,
        query: Query<'_>,
        most: usize,
        wanted: impl Fn(Key, bool) -> bool + Send,
    ) -> Result<Vec<Hit>, DbError> {
        self.search.catch_up(&self.db).await?;
        self.search
            .renew(&self.db, guild, &settings.synonyms)
            .await?;
        let indexes = self.search.0.read().await;
        let index = indexes.guilds.get(&guild);
        Ok(index.map_or_else(Vec::new, |index| index.rank(query, most, wanted)))
    }

    /// What was asked and answered before that helps with a question.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn similar(
        &self,
        guild: GuildId,
        settings: &Settings,
        title: &str,
        body: &str,
    ) -> Result<Similar, DbError> {
        let query = Query { title, body };
        let hits = self
            .ranked(guild, settings, query, CANDIDATES, |_, _| true)
            .await?;
        let mut similar = Similar::default();
        let answered: Vec<&Hit> = hits.iter().filter(|hit| hit.is_answered).collect();
        if let Some(best) = answered.first() {
            let next = answered.get(1).map_or(0.0, |hit| hit.score);
            let ahead = 1.0 - next / best.score;
            similar.answered = self.answered(guild, query, best.key, ahead).await?;
        }
        for hit in hits.iter().take(RELATED_MOST) {
            if let Some(related) = self.related(guild, query, hit.key).await? {
                similar.related.push(related);
            }
        }
        Ok(similar)
    }

    /// How far a document agrees with a query in a guild's index.
    async fn agreement(
        &self,
        guild: GuildId,
        query: Query<'_>,
        document: &Document,
    ) -> Option<super::index::Agreement> {
        let indexes = self.search.0.read().await;
        let index = indexes.guilds.get(&guild)?;
        Some(index.agreement(query, document))
    }

    /// The answer of a document, if it almost certainly answers the query.
    async fn answered(
        &self,
        guild: GuildId,
        query: Query<'_>,
        key: Key,
        ahead: f32,
    ) -> Result<Option<Answered>, DbError> {
        let Some(document) = store::one(&self.db, key).await? else {
            return Ok(None);
        };
        let agreement = self.agreement(guild, query, &document).await;
        if !agreement.is_some_and(|agreement| decide::is_certain(agreement, ahead)) {
            return Ok(None);
        }
        let answer = document.answer.clone();
        let found = self.shown_of(guild, key).await?;
        Ok(found.map(|(found, _)| Answered { found, answer }))
    }

    async fn related(
        &self,
        guild: GuildId,
        query: Query<'_>,
        key: Key,
    ) -> Result<Option<Related>, DbError> {
        let Some(document) = store::one(&self.db, key).await? else {
            return Ok(None);
        };
        let agreement = self.agreement(guild, query, &document).await;
        let fits = agreement.is_some_and(|agreement| {
            agreement.words >= decide::SAME_WORDS || decide::confidence(agreement, 0.0) >= RELATED
        });
        if !fits {
            return Ok(None);
        }
        let found = self.shown_of(guild, key).await?;
        Ok(found.map(|(found, state)| Related { found, state }))
    }

    /// How a document is shown.
    async fn shown_of(
        &self,
        guild: GuildId,
        key: Key,
    ) -> Result<Option<(Found, Option<State>)>, DbError> {
        Ok(match key {
            Key::Question(id) => {
                let question = questions::find(&self.db, guild, id).await?;
                question.map(|question| (found(&question), Some(question.state)))
            }
            Key::Faq(id) => {
                let entry = faq::find(&self.db, guild, id).await?;
                entry.map(|entry| {
                    let found = Found {
                        key,
                        number: None,
                        title: entry.title,
                        place: None,
                    };
                    (found, None)
                })
            }
        })
    }

    /// The entries of the FAQ that are found for what was typed, best first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn found_in_faq(
        &self,
        guild: GuildId,
        settings: &Settings,
        typed: &str,
        most: usize,
    ) -> Result<Vec<FaqId>, DbError> {
        let query = Query {
            title: typed,
            body: "",
        };
        let is_faq = |key, _| matches!(key, Key::Faq(_));
        let hits = self.ranked(guild, settings, query, most, is_faq).await?;
        let ids = hits.into_iter().filter_map(|hit| match hit.key {
            Key::Faq(id) => Some(id),
            Key::Question(QuestionId(_)) => None,
        });
        Ok(ids.collect())
    }
}

fn found(question: &Question) -> Found {
    let channel = question.place_of_replies();
    Found {
        key: Key::Question(question.id),
        number: Some(question.number),
        title: question.title.clone(),
        place: channel.map(|channel| Place {
            guild: question.guild,
            channel,
        }),
    }
}

//! The index of one guild: what is found for a text, from several sources of scores.
//! No I/O.
//!
//! Each source scores every document; the ranking is their weighted sum. A source that joins
//! later (a sentence encoder) adds its scores in [`Index::rank`] and its weight here.

use std::collections::HashMap;

use super::bm25::Bm25;
use super::terms::{Concepts, Counts, Term, ngrams};
use crate::ids::{FaqId, QuestionId};

/// How much of the score comes from the characters of the words themselves.
const NGRAMS: f32 = 1.0;
/// How much from what they mean by the synonym lists.
const CONCEPTS: f32 = 3.0;
/// Weights of a document's fields.
const TITLE: f32 = 2.0;
const BODY: f32 = 1.0;
const ANSWER: f32 = 0.7;
/// The body of a query tells less than its title.
const QUERY_BODY: f32 = 0.5;
/// So many characters of a field are indexed.
const FIELD_MOST: usize = 1000;
/// The index is made anew when more than this share of its slots, and so many, are dead.
const DEAD_SHARE: usize = 8;
const DEAD_LEAST: usize = 256;

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Question(QuestionId),
    Faq(FaqId),
}

/// A document: a question with its answer, or an entry of the FAQ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub key: Key,
    pub title: String,
    pub body: String,
    /// Empty where there is none.
    pub answer: String,
    /// The question from which an entry of the FAQ was made.
    pub made_of: Option<QuestionId>,
}

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    pub title: &'a str,
    pub body: &'a str,
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub key: Key,
    pub score: f32,
    /// Whether it holds an answer.
    pub is_answered: bool,
}

#[derive(Debug)]
struct Slot {
    key: Key,
    is_answered: bool,
    made_of: Option<QuestionId>,
    is_dead: bool,
}

/// The documents of one guild.
#[derive(Debug)]
pub struct Index {
    concepts: Concepts,
    slots: Vec<Slot>,
    by_key: HashMap<Key, usize>,
    dead: usize,
    by_ngrams: Bm25,
    by_concepts: Bm25,
}

fn beginning(text: &str) -> &str {
    text.char_indices()
        .nth(FIELD_MOST)
        .map_or(text, |(at, _)| &text[..at])
}

fn add(to: &mut Counts, counts: impl IntoIterator<Item = (Term, f32)>, weight: f32) {
    for (term, count) in counts {
        *to.entry(term).or_default() += count * weight;
    }
}

/// A query's terms with their weights, in an order that is always the same.
#[derive(Clone, Debug, Default)]
pub struct Terms(pub Vec<(Term, f32)>);

impl Terms {
    fn of(counts: HashMap<Term, f32>) -> Self {
        let mut terms: Vec<(Term, f32)> = counts.into_iter().collect();
        terms.sort_by_key(|(term, _)| *term);
        Self(terms)
    }

    /// The n-grams of a query.
    #[must_use]
    pub fn ngrams(query: Query<'_>) -> Self {
        let mut found: HashMap<Term, f32> = HashMap::new();
        for (text, share) in [(query.title, 1.0), (query.body, QUERY_BODY)] {
            for (term, (_, own)) in ngrams(beginning(text)) {
                let weight = found.entry(term).or_default();
                *weight = weight.max(own * share);
            }
        }
        Self::of(found)
    }

    /// The concepts of a query.
    #[must_use]
    pub fn concepts(concepts: &Concepts, query: Query<'_>) -> Self {
        let mut found: HashMap<Term, f32> = HashMap::new();
        for (text, share) in [(query.title, 1.0), (query.body, QUERY_BODY)] {
            for (term, count) in concepts.of(beginning(text)) {
                let weight = found.entry(term).or_default();
                *weight = weight.max(count.min(1.0) * share);
            }
        }
        Self::of(found)
    }
}

impl Index {
    /// An index of these documents.
    #[must_use]
    pub fn new(concepts: Concepts, documents: impl IntoIterator<Item = Document>) -> Self {
        let mut index = Self {
            concepts,
            slots: Vec::new(),
            by_key: HashMap::new(),
            dead: 0,
            by_ngrams: Bm25::default(),
            by_concepts: Bm25::default(),
        };
        for document in documents {
            index.put(&document);
        }
        index
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Adds a document, or takes it in place of what it was.
    pub fn put(&mut self, document: &Document) {
        self.remove(document.key);
        let fields = [
            (document.title.as_str(), TITLE),
            (document.body.as_str(), BODY),
            (document.answer.as_str(), ANSWER),
        ];
        let (mut grams, mut meant) = (Counts::new(), Counts::new());
        for (text, weight) in fields {
            let text = beginning(text);
            let found = ngrams(text).into_iter();
            add(
                &mut grams,
                found.map(|(term, (count, _))| (term, count)),
                weight,
            );
            add(&mut meant, self.concepts.of(text), weight);
        }
        self.by_ngrams.add(&grams);
        self.by_concepts.add(&meant);
        self.by_key.insert(document.key, self.slots.len());
        self.slots.push(Slot {
            key: document.key,
            is_answered: !document.answer.is_empty(),
            made_of: document.made_of,
            is_dead: false,
        });
    }

    /// Takes a document out.
    pub fn remove(&mut self, key: Key) {
        if let Some(slot) = self.by_key.remove(&key) {
            self.slots[slot].is_dead = true;
            self.dead += 1;
        }
    }

    /// Whether it is worth making anew: the dead still count among the frequencies.
    #[must_use]
    pub fn is_worn(&self) -> bool {
        self.dead > DEAD_LEAST && self.dead * DEAD_SHARE > self.slots.len()
    }

    /// What is found for a query among the documents that `wanted` lets pass, best first; of
    /// equals the older. A question whose entry in the FAQ is found as well is left out.
    #[must_use]
    pub fn rank(
        &self,
        query: Query<'_>,
        most: usize,
        wanted: impl Fn(Key, bool) -> bool,
    ) -> Vec<Hit> {
        let mut scores = vec![0.0_f32; self.slots.len()];
        let grams = Terms::ngrams(query);
        let meant = Terms::concepts(&self.concepts, query);
        self.by_ngrams.score(&grams.0, NGRAMS, &mut scores);
        self.by_concepts.score(&meant.0, CONCEPTS, &mut scores);
        let mut best: Vec<(f32, usize)> = Vec::with_capacity(most + 1);
        // As many more as entries of the FAQ may take out again.
        let room = most * 2;
        for (slot, score) in scores.into_iter().enumerate() {
            let is_worse = best.len() == room && best.last().is_some_and(|last| score <= last.0);
            if score <= 0.0 || is_worse {
                continue;
            }
            let known = &self.slots[slot];
            if known.is_dead || !wanted(known.key, known.is_answered) {
                continue;
            }
            let at = best.partition_point(|(other, _)| *other >= score);
            best.insert(at, (score, slot));
            best.truncate(room);
        }
        let kept: Vec<QuestionId> = best
            .iter()
            .filter_map(|(_, slot)| self.slots[*slot].made_of)
            .collect();
        let is_kept = |key: Key| matches!(key, Key::Question(id) if kept.contains(&id));
        best.into_iter()
            .map(|(score, slot)| Hit {
                key: self.slots[slot].key,
                score,
                is_answered: self.slots[slot].is_answered,
            })
            .filter(|hit| !is_kept(hit.key))
            .take(most)
            .collect()
    }

    /// The n-grams of a text, each with how much it tells here.
    fn weighed_ngrams(&self, query: Query<'_>) -> Vec<(Term, f32)> {
        let terms = Terms::ngrams(query).0.into_iter();
        terms
            .map(|(term, own)| (term, own * self.by_ngrams.idf(term)))
            .collect()
    }

    fn weighed_concepts(&self, query: Query<'_>) -> Vec<(Term, f32)> {
        let terms = Terms::concepts(&self.concepts, query).0.into_iter();
        terms
            .map(|(term, own)| (term, own * self.by_concepts.idf(term)))
            .collect()
    }

    /// How far a document says the same as a query; each from 0 to 1.
    #[must_use]
    pub fn agreement(&self, query: Query<'_>, document: &Document) -> Agreement {
        let title = Query {
            title: &document.title,
            body: "",
        };
        let whole = format!("{}\n{}\n{}", document.title, document.body, document.answer);
        let whole = Query {
            title: &whole,
            body: "",
        };
        let asked = self.weighed_ngrams(query);
        let meant = self.weighed_concepts(query);
        Agreement {
            query_in_document: covered(&meant, &self.weighed_concepts(whole)),
            title_in_query: covered(&self.weighed_concepts(title), &meant),
            words: covered(&asked, &self.weighed_ngrams(title))
                .min(covered(&self.weighed_ngrams(title), &asked)),
        }
    }
}

/// How far a document says the same as a query.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// How much of what the query means is in the document.
    pub query_in_document: f32,
    /// How much of what the document's title means is in the query.
    pub title_in_query: f32,
    /// How much of the words themselves title and query have in common.
    pub words: f32,
}

/// The share of the weight of one list of terms that is in the other.
fn covered(of: &[(Term, f32)], by: &[(Term, f32)]) -> f32 {
    let whole: f32 = of.iter().map(|(_, weight)| weight).sum();
    if whole <= 0.0 {
        return 0.0;
    }
    let shared: f32 = of
        .iter()
        .filter(|(term, _)| by.binary_search_by_key(term, |(other, _)| *other).is_ok())
        .map(|(_, weight)| weight)
        .sum();
    (shared / whole).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guilds::settings::Synonyms;

    fn document(id: i64, title: &str, answer: &str) -> Document {
        Document {
            key: Key::Question(QuestionId(id)),
            title: title.into(),
            body: String::new(),
            answer: answer.into(),
            made_of: None,
        }
    }

    fn index() -> Index {
        let documents = [
            document(1, "手数料は何%ですか", "5〜20%です。"),
            document(2, "納期に遅れそうです", "早めに伝えましょう。"),
            document(3, "パソコンが動きません", ""),
        ];
        Index::new(Concepts::with(&Synonyms::default()), documents)
    }

    fn found(index: &Index, text: &str) -> Vec<Key> {
        let query = Query {
            title: text,
            body: "",
        };
        let hits = index.rank(query, 3, |_, _| true);
        hits.into_iter().map(|hit| hit.key).collect()
    }

    #[test]
    fn other_words_find_the_same() {
        let first = |text| found(&index(), text)[0];
        let key = |id| Key::Question(QuestionId(id));
        assert_eq!(first("システム利用料でいくら引かれますか"), key(1));
        assert_eq!(first("締め切りに間に合わないかも"), key(2));
        assert_eq!(first("ＰＣがフリーズします"), key(3));
        assert!(found(&index(), "😀").is_empty());
        assert!(found(&index(), "").is_empty());
    }

    #[test]
    fn what_changed_is_found_by_its_new_words_alone() {
        let mut index = index();
        index.put(&document(1, "扶養に入ったまま働けますか", ""));
        assert!(!found(&index, "手数料").contains(&Key::Question(QuestionId(1))));
        assert_eq!(found(&index, "扶養")[0], Key::Question(QuestionId(1)));
        index.remove(Key::Question(QuestionId(1)));
        assert!(!found(&index, "扶養").contains(&Key::Question(QuestionId(1))));
        assert_eq!(index.len(), 2);
    }

    #[test]
    fn an_entry_of_the_faq_stands_for_its_question() {
        let mut index = index();
        index.put(&Document {
            key: Key::Faq(FaqId(7)),
            made_of: Some(QuestionId(1)),
            ..document(0, "手数料は何%ですか", "5〜20%です。")
        });
        let keys = found(&index, "手数料は何%ですか");
        assert_eq!(keys[0], Key::Faq(FaqId(7)));
        assert!(!keys.contains(&Key::Question(QuestionId(1))));
    }

    #[test]
    fn agreement_is_whole_for_the_same_words() {
        let index = index();
        let same = document(1, "手数料は何%ですか", "5〜20%です。");
        let query = Query {
            title: "手数料は何%ですか",
            body: "",
        };
        let agreement = index.agreement(query, &same);
        assert!(agreement.words > 0.99 && agreement.title_in_query > 0.99);
        let other = index.agreement(query, &document(2, "納期に遅れそうです", ""));
        assert!(other.words < 0.5 && other.query_in_document < 0.5);
    }
}

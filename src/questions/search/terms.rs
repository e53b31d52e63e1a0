//! What of a text is counted: character uni- and bigrams, and the concepts of the synonym
//! lists. No I/O.

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::fold::{Folded, Kind, plain, runs};
use crate::guilds::settings::Synonyms;

/// A term: one or two characters, or the number of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u64);

impl Term {
    fn unigram(c: char) -> Self {
        Self(u64::from(u32::from(c)))
    }

    fn bigram(one: char, other: char) -> Self {
        Self(u64::from(u32::from(one)) << 32 | u64::from(u32::from(other)))
    }
}

/// How often each term occurs.
pub type Counts = HashMap<Term, f32>;

/// How much a character by itself weighs, beside a pair.
const UNIGRAM: f32 = 1.3;
/// How much a pair of hiragana weighs: mostly endings and particles.
const HIRAGANA_PAIR: f32 = 0.7;

/// The uni- and bigrams of a text with their weights as part of a query. Single hiragana
/// say nothing and are left out.
#[must_use]
pub fn ngrams(text: &str) -> HashMap<Term, (f32, f32)> {
    let mut found: HashMap<Term, (f32, f32)> = HashMap::new();
    let mut count = |term, weight| {
        let entry = found.entry(term).or_insert((0.0, weight));
        entry.0 += 1.0;
    };
    for run in runs(text) {
        for (at, (c, kind)) in run.iter().enumerate() {
            if *kind != Kind::Hiragana {
                count(Term::unigram(*c), UNIGRAM);
            }
            if let Some(next) = run.get(at + 1) {
                count(Term::bigram(*c, next.0), pair_weight(*kind, *next));
            }
        }
    }
    found
}

fn pair_weight(kind: Kind, next: Folded) -> f32 {
    if kind == Kind::Hiragana && next.1 == Kind::Hiragana {
        HIRAGANA_PAIR
    } else {
        1.0
    }
}

/// Groups of words that mean the same; each group is a concept.
#[derive(Clone)]
pub struct Concepts(Arc<Matcher>);

struct Matcher {
    words: AhoCorasick,
    /// The concepts of each word.
    of_word: Vec<Vec<u32>>,
}

impl std::fmt::Debug for Concepts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Concepts of {} words", self.0.of_word.len())
    }
}

/// The list that is built in: one group a line, its words apart by blanks.
const BUILT_IN: &str = include_str!("../../../config/synonyms/ja.txt");

impl Concepts {
    /// The built-in groups and those of a guild.
    ///
    /// # Panics
    ///
    /// Never: the lists are some thousand short words, far below what an automaton holds.
    #[must_use]
    pub fn with(own: &Synonyms) -> Self {
        let built_in = BUILT_IN
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(|line| line.split_whitespace().map(plain).collect::<Vec<_>>());
        let own = own
            .groups()
            .iter()
            .map(|group| group.iter().map(|word| plain(word)).collect::<Vec<_>>());
        let mut words: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, group) in (0_u32..).zip(built_in.chain(own)) {
            for word in group {
                // One character is found by itself already.
                if word.chars().count() < 2 {
                    continue;
                }
                let concepts = words.entry(word).or_default();
                if concepts.last() != Some(&number) {
                    concepts.push(number);
                }
            }
        }
        let mut listed: Vec<(String, Vec<u32>)> = words.into_iter().collect();
        listed.sort();
        let (words, of_word): (Vec<String>, Vec<Vec<u32>>) = listed.into_iter().unzip();
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&words)
            .expect("a list of some thousand short words fits an automaton");
        Self(Arc::new(Matcher { words, of_word }))
    }

    /// The concepts of a text. A word that stands in several groups counts for each of them
    /// a little less.
    #[must_use]
    pub fn of(&self, text: &str) -> Counts {
        let folded = plain(text);
        let mut counts = Counts::new();
        for found in self.0.words.find_iter(&folded) {
            let concepts = &self.0.of_word[found.pattern().as_usize()];
            let share = share(concepts.len());
            for concept in concepts {
                *counts.entry(Term(u64::from(*concept))).or_default() += share;
            }
        }
        counts
    }
}

/// The share of each of so many concepts.
fn share(count: usize) -> f32 {
    let count = f32::from(u16::try_from(count).unwrap_or(u16::MAX)).max(1.0);
    1.0 / count.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_kanji_are_counted_and_single_hiragana_are_not() {
        let found = ngrams("手数料は");
        // 手, 数, 料, 手数, 数料, 料は.
        assert_eq!(found.len(), 6);
        assert!(found.contains_key(&Term::bigram('料', 'は')));
        assert!(!found.contains_key(&Term::unigram('は')));
    }

    #[test]
    fn words_of_one_group_are_one_concept() {
        let concepts = Concepts::with(&Synonyms::default());
        let shared = |one: &str, other: &str| {
            let (one, other) = (concepts.of(one), concepts.of(other));
            one.keys().any(|concept| other.contains_key(concept))
        };
        assert!(shared(
            "手数料は何%ですか",
            "システム利用料でいくら引かれますか"
        ));
        assert!(shared("パソコンが動かない", "ＰＣがうごかない"));
        assert!(!shared("手数料は何%ですか", "パソコンが動かない"));
    }

    #[test]
    fn a_guild_adds_its_own() {
        let own = Synonyms::parse("ひだまり = 月曜の集い");
        let concepts = Concepts::with(&own);
        assert_eq!(concepts.of("ヒダマリ"), concepts.of("月曜の集い"));
        assert!(!concepts.of("ひだまり").is_empty());
    }
}

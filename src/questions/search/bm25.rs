//! BM25 over postings in memory. No I/O.
//!
//! Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009):
//! the fields of a document are summed with their weights before the frequencies saturate
//! (BM25F with one length).

use std::collections::HashMap;

use super::terms::{Counts, Term};

/// How soon a term that comes often stops counting more.
const K1: f32 = 1.2;
/// How much a long document is held against it, 0 to 1.
const B: f32 = 0.6;
/// Frequencies are kept in tenths, up to 25.5.
const TENTHS: f32 = 10.0;
/// At most so many terms of a query are looked up: those that weigh most. It bounds the time
/// that a long text takes.
const TERMS_MOST: usize = 64;
/// A term that weighs less than this share of the heaviest is left out.
const LEAST_SHARE: f32 = 0.05;

/// Where a term occurs: documents and frequencies in tenths.
#[derive(Debug, Default)]
struct Postings {
    slots: Vec<u32>,
    tenths: Vec<u8>,
}

/// One source's postings over all documents. A document that changes gets a new slot.
#[derive(Debug, Default)]
pub struct Bm25 {
    terms: HashMap<Term, Postings>,
    lengths: Vec<f32>,
    whole_length: f64,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits"
)]
fn in_tenths(count: f32) -> u8 {
    (count * TENTHS).round().clamp(1.0, 255.0) as u8
}

impl Bm25 {
    /// Adds a document in the next slot.
    pub fn add(&mut self, counts: &Counts) {
        let slot = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        // Summed as whole numbers, so that the order of the terms makes no difference.
        let mut length: u32 = 0;
        for (term, count) in counts {
            let postings = self.terms.entry(*term).or_default();
            postings.slots.push(slot);
            let tenths = in_tenths(*count);
            postings.tenths.push(tenths);
            length += u32::from(tenths);
        }
        #[expect(clippy::cast_precision_loss, reason = "at most some hundred thousand")]
        let length = length as f32 / TENTHS;
        self.lengths.push(length);
        self.whole_length += f64::from(length);
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
    fn count(&self) -> f32 {
        self.lengths.len() as f32
    }

    /// How rare a term is; one that nobody uses is the rarest of all.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
    pub fn idf(&self, term: Term) -> f32 {
        let used = self
            .terms
            .get(&term)
            .map_or(0.0, |postings| postings.slots.len() as f32);
        (1.0 + (self.count() - used + 0.5) / (used + 0.5)).ln()
    }

    /// Adds to each document's score what the query's terms, with their weights, find in
    /// it, times `weight`.
    pub fn score(&self, query: &[(Term, f32)], weight: f32, scores: &mut [f32]) {
        let mut weighed: Vec<(f32, &Postings)> = query
            .iter()
            .filter_map(|(term, own)| Some((self.idf(*term) * own, self.terms.get(term)?)))
            .collect();
        weighed.sort_by(|one, other| other.0.total_cmp(&one.0));
        let least = weighed.first().map_or(0.0, |first| first.0 * LEAST_SHARE);
        #[expect(clippy::cast_possible_truncation, reason = "an average length")]
        let average = (self.whole_length / f64::from(self.count().max(1.0))).max(1.0) as f32;
        let (fixed, by_length) = (K1 * (1.0 - B) * TENTHS, K1 * B * TENTHS / average);
        for (own, postings) in weighed.into_iter().take(TERMS_MOST) {
            if own < least {
                break;
            }
            let gain = weight * own * (K1 + 1.0);
            for (slot, tenths) in postings.slots.iter().zip(&postings.tenths) {
                let at = *slot as usize;
                let often = f32::from(*tenths);
                scores[at] += gain * often / (often + fixed + by_length * self.lengths[at]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::ngrams;
    use super::*;

    fn counts(text: &str) -> Counts {
        let found = ngrams(text).into_iter();
        found.map(|(term, (count, _))| (term, count)).collect()
    }

    fn query(text: &str) -> Vec<(Term, f32)> {
        let found = ngrams(text).into_iter();
        let mut query: Vec<(Term, f32)> = found.map(|(term, (_, own))| (term, own)).collect();
        query.sort_by_key(|(term, _)| *term);
        query
    }

    #[test]
    fn what_shares_rare_words_comes_first() {
        let mut index = Bm25::default();
        for text in [
            "手数料は何%ですか",
            "納期に遅れそうです",
            "確定申告はいつですか",
        ] {
            index.add(&counts(text));
        }
        let mut scores = vec![0.0; 3];
        index.score(&query("手数料について"), 1.0, &mut scores);
        assert!(scores[0] > scores[1] && scores[0] > scores[2], "{scores:?}");
        let none = index.idf(query("扶")[0].0);
        let rare = index.idf(query("納")[0].0);
        let often = index.idf(query("すか")[0].0);
        assert!(none > rare && rare > often);
    }
}

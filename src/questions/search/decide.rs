//! Whether what was found almost certainly answers the question: then its answer is shown
//! before anything is posted. No I/O.
//!
//! The weights were fitted by logistic regression, none below zero, on every second line of
//! the project's own set (`benches/search/domain`), and the threshold set so that few of the
//! questions without an answer are stopped; the figures are in `docs/search.md`.

use super::index::Agreement;

/// Weights of what speaks for it, one in sum; how each is measured says [`Agreement`].
const QUERY_IN_DOCUMENT: f32 = 0.36;
const TITLE_IN_QUERY: f32 = 0.32;
/// How far the best is ahead of the next.
const AHEAD: f32 = 0.32;
/// From here on it is almost certain.
const CERTAIN: f32 = 0.60;
/// The same words are the same question, whatever else is said.
pub const SAME_WORDS: f32 = 0.85;

/// How sure it is that the best document answers the query. `ahead` is by how much its score
/// is above the next one's, as a share of its own, 0 to 1. From 0 to 1.
#[must_use]
pub fn confidence(agreement: Agreement, ahead: f32) -> f32 {
    QUERY_IN_DOCUMENT * agreement.query_in_document
        + TITLE_IN_QUERY * agreement.title_in_query
        + AHEAD * ahead
}

/// Whether to stop and show it.
#[must_use]
pub fn is_certain(agreement: Agreement, ahead: f32) -> bool {
    agreement.words >= SAME_WORDS || confidence(agreement, ahead) >= CERTAIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_certain_and_a_shared_theme_is_not() {
        let same = Agreement {
            query_in_document: 1.0,
            title_in_query: 1.0,
            words: 1.0,
        };
        assert!(is_certain(same, 0.0));
        let theme = Agreement {
            query_in_document: 0.5,
            title_in_query: 0.5,
            words: 0.3,
        };
        assert!(!is_certain(theme, 0.1));
    }
}

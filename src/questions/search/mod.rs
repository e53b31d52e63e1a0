//! Similar questions: what was asked and answered before, found again by other words.
//!
//! - [`fold`]: width, case and kana. [`terms`]: n-grams and concepts of the synonym lists.
//! - [`bm25`]: one source of scores. [`index`]: the ranking from all sources.
//! - [`decide`]: when an answer is shown before a question is posted.
//! - `service`: the use cases, and how each process keeps its index up to date.
//!
//! The index is in memory and the same for both databases; it is made from the tables and
//! follows them by the log `search_changes`.

mod bm25;
pub mod decide;
mod fold;
pub mod index;
mod service;
pub(super) mod store;
mod terms;

pub use index::{Document, Index, Key, Query};
pub use service::{Answered, Found, Place, Related, Search, Similar};
pub use terms::Concepts;

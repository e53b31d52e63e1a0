//! Questions: asked by a member, answered by someone, never forgotten.
//!
//! - [`model`]: states, what can happen in each, and who may do it. [`text`]: what can be
//!   written. [`care`]: what is done because of the time. No I/O in these.
//! - Use cases: [`asking`] (a question is taken, from whichever door), [`changing`] (resolved,
//!   edited, …) and `effects` (what follows from it), `merging`, `hearing` (what is said in
//!   the threads), [`following`], [`speaking`] (words through the bot, looks at names),
//!   `erasing` (somebody is taken out), [`losing`] (what is deleted by hand), [`finding`] (lists), [`faq`].
//! - [`search`]: similar questions. [`keeper`]: the loop that looks after those that wait.
//! - `shown`: what Discord shows of a question. `store`: the tables.

pub mod asking;
pub mod care;
mod changing;
mod effects;
mod erasing;
pub mod faq;
pub mod finding;
pub mod following;
mod hearing;
mod keeper;
pub mod losing;
mod merging;
pub mod model;
pub mod search;
mod service;
mod shown;
pub mod speaking;
mod store;
pub mod text;

pub use asking::{AskQuestion, AskRefusal, Asked, Draft};
pub use changing::{ChangeRefusal, MarkMessage};
pub use merging::MergeRefusal;
pub use model::{Owes, Question, RequestId, State};
pub use service::Questions;
pub use text::TextFault;

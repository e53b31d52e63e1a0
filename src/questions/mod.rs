//! Questions: asked by a member, answered by someone, resolved by the asker.
//!
//! - [`model`]: states and who may do what. No I/O.
//! - [`service`]: the use cases. `shown`: what Discord shows of a question.
//! - `store`: the tables `questions` and `drafts`.

pub mod model;
mod service;
mod shown;
mod store;

pub use model::{AskQuestion, Draft, Question, RequestId, State, TextFault};
pub use service::{AskRefusal, Asked, ChangeRefusal, Questions};

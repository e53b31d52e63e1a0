//! The FAQ: answers that staff keep in order for everybody.
//!
//! - [`model`]: an entry and who may change it. `service`: the use cases. `store`: the
//!   table `faq`. `export`: Markdown and CSV.

mod export;
mod model;
mod service;
mod store;

pub use export::{csv, markdown};
pub use model::{ANSWER_MOST, Entry, FaqText, FaqTextFault};
pub use service::{FaqRefusal, Promoted};
pub(super) use service::{move_question, remove_of};
pub(super) use store::{find, of_question};

//! Members: how each can be reached, what they wish to hear, which roles they are to have, and
//! what is kept about them.
//!
//! - [`newcomers`]: who is new, and welcomed. [`consent`]: who is asked before anything about them is
//!   kept. [`encouraging`]: what they do for the first time.
//! - [`ledger`]: **every column that is kept**, whether it is about a person, and what for.
//!   [`own_data`]: what somebody is given of it; `erasing`: how it goes. [`looks`]: what staff have
//!   looked at, and why.

pub mod consent;
pub mod encouraging;
mod erasing;
mod interests;
pub mod ledger;
pub mod looks;
mod model;
pub mod newcomers;
pub mod own_data;
mod service;
mod store;

pub use consent::Consent;
pub use erasing::{Extent, Sweep, Trace, TraceKind};
pub use model::{Member, MemberRole, Reach, Telling, Wishes};
pub use newcomers::{Newcomer, Reception};
pub use service::Members;

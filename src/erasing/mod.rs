//! Erasing: what is kept about somebody goes, because they asked for it, because they left a
//! server and did not come back, or because a programme is over ([`retention`]).
//!
//! It is done in steps, each of which is whole or not done, and taken up again after a restart:
//! what they have under way ends as if they had left ([`service`]); then, in one transaction, they
//! are taken out of every table as [`ledger`](crate::members::ledger) says, and what on Discord
//! names them or holds their words is wanted to go ([`store`]); once it has gone they are told, and
//! who they were is forgotten here as well ([`keeper`]).

mod asking;
mod here;
mod keeper;
mod leaving;
mod model;
mod retention;
mod service;
mod store;
mod traces;

pub use here::Here;
pub use model::{Cause, Erasure, Left, Step, ToGo};
pub use retention::Kept;
pub use service::Erasing;

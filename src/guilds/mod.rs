//! What is known of a server: its settings, its channels and roles, its programmes, and
//! who may do what there.
//!
//! - [`model`]: [`Guild`], [`Actor`] and [`Capabilities`], the one permission check.
//! - [`settings`]: one type for what staff can choose, with every rule.
//! - [`working`]: when the programme works and when nobody is disturbed.
//! - [`checks`]: whether what was chosen can work, by a [`Snapshot`] of the server.
//! - [`setup`]: changing, history, taking back. [`making`]: 「おまかせで作る」.
//! - [`programmes`]: several in one server. [`panel`]: what the panel offers.

pub mod checks;
pub mod making;
mod model;
pub mod panel;
pub mod programmes;
mod service;
pub mod settings;
pub mod setup;
mod snapshot;
mod store;
pub mod working;

pub use checks::GuildFault;
pub use model::{Actor, Capabilities, Guild, Locale, Places, Spoken, Topic};
pub use service::Guilds;
pub use snapshot::{ChannelFacts, ChannelKind, RoleFacts, Snapshot};

//! What is known of a server: its channels and roles, its language and topics, and
//! who may do what there.

mod model;
mod service;
mod store;

pub use model::{Actor, Capabilities, GuildSettings, Locale, Places, Topic};
pub use service::{Guilds, Snapshot};

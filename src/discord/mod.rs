//! The only place that names serenity and Discord's HTTP API.
//!
//! It turns an event into a call of a use case, and a typed outcome or effect into
//! words. No SQL and no rule lives here.
//!
//! - [`client`]: connects. [`events`]: what happens → a use case.
//! - [`custom_id`]: what a button, select or form carries. [`reply`]: direct answers.
//! - [`deliver`]: how effects of the outbox are sent, through [`api`].
//! - [`questions`], [`tutors`], [`courses`], [`members`], [`setup`], [`panel`]: for each feature
//!   its buttons and cards; [`commands`]: for each its commands.

mod api;
mod bot;
mod client;
mod commands;
mod courses;
mod custom_id;
mod deliver;
mod events;
mod members;
mod panel;
mod questions;
mod reconcile;
mod reply;
mod setup;
mod shard_watch;
mod snapshot;
mod text;
mod tutors;
mod written;

pub use api::{Api, ApiError, instant_in};
pub use bot::Bot;
pub use client::{ConnectError, INTENTS, PERMISSIONS, check_token, connect};
pub use custom_id::KINDS as CUSTOM_ID_KINDS;
pub use deliver::DiscordDeliver;
pub use shard_watch::ShardWatch;
pub use snapshot::of_http as snapshot_of_http;

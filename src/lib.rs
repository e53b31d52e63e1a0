//! Tsunagari (つながり): a Discord bot for communities of people who work from home.
//!
//! Where to look:
//!
//! - [`questions`]: asked by a member, answered by someone. Its states, what moves it from one
//!   to the next and who may do so: [`questions::model`]; when tutors are called, staff told and
//!   it is closed: [`questions::care`]; what is similar to it: [`questions::search`]; what was
//!   made of its answers: [`questions::faq`].
//! - [`tutors`]: a member's request, put to the right tutor. The rule that decides **who is
//!   offered which request**: [`tutors::matching`]; its states: [`tutors::model`]; what happens
//!   because of the time: [`tutors::care`].
//! - [`courses`]: announced, joined, remembered, counted. **Which reminder is said when, and to
//!   whom**: [`courses::reminders`]; dates as people write them: [`courses::dates`].
//! - [`members`]: who is new ([`members::newcomers`]) and has agreed to what is kept
//!   ([`members::consent`]), how each can be reached and wishes to be told, and **every column
//!   that is kept about people**: [`members::ledger`]. [`erasing`]: how it goes when somebody wants it to, or
//!   has left.
//! - [`guilds`]: what is known of a server, its settings ([`guilds::settings`]), its working
//!   time ([`guilds::working`]), and who may do what there ([`guilds::Capabilities`]).
//! - [`outbox`]: every effect on Discord is a row first; claim, commit, send, record.
//!   What it does when nobody knows whether something was sent: `outbox/doubt.rs`.
//!   Discord's rate limits: `discord/api/limiter.rs`.
//! - [`discord`]: the only place that names serenity; events in, words out.
//! - [`practice`]: a stand-in Discord on loopback with a web page; knows nothing of the rest.
//! - [`db`], [`clock`], [`hours`], [`keeping`], [`ids`], [`i18n`], [`config`]: databases, time
//!   and chance, times of day, what is looked after, ids, words, settings.
//! - [`app`] puts it together, [`cli`] is what one types.
//!
//! Who may import whom: `main → cli → app → everything`; a feature: its own files, `db`,
//! `outbox`, `clock`, `ids`, its settings, and other features' services; `discord`:
//! services, `i18n`, `outbox`; `practice`: nothing of the above. A test holds it so.

#![deny(unsafe_code)]

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod courses;
pub mod db;
pub mod discord;
pub mod erasing;
pub mod fault;
pub mod guilds;
pub mod hours;
pub mod i18n;
pub mod ids;
pub mod keeping;
pub mod members;
pub mod outbox;
pub mod practice;
pub mod questions;
pub mod tutors;

//! Tutors: a member who wants one gets the right one soon, and no tutor too much.
//!
//! - [`matching`]: **who is offered which request**, and in which order people are served.
//! - [`model`]: registrations, requests and offers, and what moves each from state to state.
//!   [`week`]: when somebody has time.
//! - [`care`]: what is done because of the time. [`keeper`]: the loop that does it.
//! - Use cases: [`joining`] (to register, pause, resume), [`requesting`] (to ask for a tutor,
//!   and to take it back), [`running`] (a matching run), [`offering`] (to accept, decline, hand
//!   back, offer by hand), [`talking`] (talks and how they went), [`overseeing`] (what staff,
//!   members and tutors see).
//! - `erasing`: where on Discord somebody stands whose data goes.
//! - [`notices`]: what people are told, directly or in a room of their own; [`shown`]: what
//!   Discord was made to show.
//!
//! Everything about tutors in a guild is written by whoever holds the guild's row in
//! `matching_runs`, so two presses at the same instant are one after the other.

pub mod care;
mod erasing;
pub mod joining;
pub mod keeper;
mod leaving;
pub mod matching;
pub mod model;
pub mod notices;
pub mod offering;
pub mod overseeing;
pub mod requesting;
pub mod running;
mod service;
pub mod shown;
mod store;
pub mod talking;
pub mod week;

pub use model::{Offer, OfferState, Request, RequestState, Side, Tutor, TutorState};
pub use service::Tutors;

//! Tutors, as the people of a community meet them.

mod asking;
mod joining;
mod leaving;
mod offering;
mod overseeing;
mod privacy;
mod reaching;
mod restarting;
mod shared;

pub use shared::TOPIC;
mod talking;
mod waiting;

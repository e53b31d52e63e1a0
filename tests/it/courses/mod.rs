//! Courses and seminars: announced, joined, remembered, counted.

mod changing;
mod counting;
mod crowd;
mod events;
mod joining;
mod mentions;
mod phone;
mod planning;
mod reminding;
mod shared;

pub use shared::{doors, hour_from};

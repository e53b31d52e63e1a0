//! Courses: their sessions, each with its announcement and its scheduled event.

pub mod dates;
mod model;
pub mod reminders;
pub mod schedule;
mod service;
mod store;

pub use model::{NewSession, Session};
pub use service::{CourseFault, Courses};

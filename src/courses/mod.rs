//! Courses and seminars: announced, joined, remembered, counted.
//!
//! - [`model`]: courses, sessions and enrolments, and until when one can join.
//! - Pure: [`dates`] (dates as people write them), [`schedule`] (series), [`reminders`] (**which
//!   reminder is said when, and to whom**), [`calendar`] (files for calendars).
//! - Use cases of staff: [`planning`] (drafts, publishing;
//!   [`times`]: what is entered for the sessions), [`changing`] (moving, cancelling),
//!   [`counting`] (who came), [`reporting`]. Of members: [`enrolling`] (joining; `line` keeps
//!   presses in their order), [`leaving`] (`offering` offers what becomes free), [`feedback`].
//! - [`reminding`]: a look at a session; [`keeper`]: which are looked at. [`notices`]: what
//!   people are told, directly or together in the course's thread; `telling`: what all are.
//!
//! Everything about a course is written by whoever holds its row, so two presses at the same
//! instant are one after the other.

pub mod calendar;
pub mod changing;
pub mod counting;
pub mod dates;
pub mod enrolling;
pub mod feedback;
pub mod keeper;
pub mod leaving;
mod line;
pub mod model;
pub mod notices;
mod offering;
pub mod planning;
pub mod reminders;
pub mod reminding;
pub mod reporting;
pub mod schedule;
mod service;
mod store;
mod telling;
pub mod times;

pub use model::{Course, CourseState, Session, Standing};
pub use service::Courses;
pub use store::enrolments::Counts;

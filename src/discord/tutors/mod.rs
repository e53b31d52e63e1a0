//! Tutors on Discord.
//!
//! - In: [`press`] routes what is pressed, selected and sent to [`request`] (asking),
//!   [`own`] (how one's requests stand), [`change`] (ending, handing back, by hand),
//!   [`offer`], [`feedback`], `look` (by staff, with a reason), [`join`] (registering)
//!   and [`status`] (for staff).
//! - Out: [`notices`] (what people are told), [`talk`] (what stands in a talk's thread) and
//!   [`staff`] (what staff are told).

pub mod change;
pub mod feedback;
pub mod join;
mod look;
pub mod notices;
pub mod offer;
pub mod own;
pub mod press;
pub mod request;
mod speech;
pub mod staff;
pub mod status;
pub mod talk;

pub use speech::Speech;

//! The one test binary: stories told through the practice server, stories of the
//! stores on both databases, and the rules that hold the code together.

#![expect(
    clippy::too_many_lines,
    reason = "a story, or a table of cases, is read from top to bottom"
)]
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod architecture;
mod bad_input;
mod browser;
mod cli;
mod cli_outbox;
mod courses;
mod crash;
mod faults;
mod gateway;
mod harness;
mod limits;
mod members;
mod mended;
mod outbox;
mod practice;
mod questions;
mod reach;
mod restart;
mod setup;
mod sharing;
mod stores;
mod tutors;

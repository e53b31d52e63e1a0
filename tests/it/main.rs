//! The one test binary: stories told through the practice server, stories of the
//! stores on both databases, and the rules that hold the code together.

mod architecture;
mod bad_input;
mod browser;
mod cli;
mod faults;
mod harness;
mod outbox;
mod practice;
mod questions;
mod restart;
mod stores;

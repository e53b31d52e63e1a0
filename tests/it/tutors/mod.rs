//! Tutors, as the people of a community meet them.

mod asking;
mod shared;

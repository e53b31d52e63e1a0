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
mod talking;
mod waiting;

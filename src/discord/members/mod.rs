//! The member's side of the house: what one can do ([`help`]), one's own page ([`me`]), and how
//! one is told things ([`tell`]).

pub mod help;
pub mod me;
pub mod press;
pub mod tell;

//! The member's side of the house: what one can do ([`help`]), one's own page ([`me`]), how one is
//! told things ([`tell`]), and what is kept about one ([`data`]).

pub mod data;
pub mod help;
pub mod me;
pub mod press;
pub mod tell;

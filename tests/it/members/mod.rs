//! The member's side of the house: one's own page, what one can do, how one is told things.

mod page;
mod wishes;

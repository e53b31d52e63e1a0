//! The member's side of the house: one's own page, what one can do, how one is told things.

mod consent;
mod data;
mod erasing;
mod killed;
mod leaving;
mod looks;
mod newcomers;
mod of_others;
mod once_mended;
mod page;
mod phone;
mod presses;
mod reactions;
mod remains;
mod retention;
mod servers;
mod wishes;

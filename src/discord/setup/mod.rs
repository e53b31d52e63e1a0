//! Setting a server up: the invitation ([`invitation`]), the guide step by step ([`guide`]),
//! the list of all settings and their history ([`overview`]), programmes
//! ([`programmes`]), and what is wrong in words ([`faults`]).

pub mod faults;
mod forms;
mod guide;
mod handle;
pub mod invitation;
mod overview;
pub mod programmes;
mod shown;
pub mod step;

pub use handle::{Opened, Picked, command, pressed, sent};
pub use shown::Shown;

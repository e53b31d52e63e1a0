//! Questions on Discord.
//!
//! - In: [`press`] routes what is pressed, selected and sent to [`ask`], [`record`],
//!   [`change`], [`speak`], [`menu`], [`list`] and [`faq`].
//! - Out: [`card`] (what stands of a question) and [`told`] (what people are told).

pub mod ask;
pub mod card;
mod change;
pub mod faq;
pub mod list;
pub mod menu;
pub mod press;
pub mod record;
pub mod speak;
pub mod told;

pub use change::mark;

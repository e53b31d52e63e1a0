//! Questions on Discord: asking ([`ask`]), changing ([`change`]), and what is shown
//! of them ([`card`]).

pub mod ask;
pub mod card;
pub mod change;

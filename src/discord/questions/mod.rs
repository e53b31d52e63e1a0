//! Questions on Discord: asking ([`ask`]), changing ([`change`]), what is shown
//! of them ([`card`]), and how the asker hears of an answer ([`told`]).

pub mod ask;
pub mod card;
pub mod change;
pub mod told;

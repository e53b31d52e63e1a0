//! The member's side of the house: what one can do ([`help`]), one's own page ([`me`]), how one is
//! told things ([`tell`]), and what is kept about one ([`data`]). How somebody new is met
//! ([`welcome`]), and asked before anything is kept ([`consent`]).

use serde_json::Value;

use crate::discord::reply::Caller;
use crate::i18n::MemberText;

pub mod choose;
pub mod consent;
pub mod data;
mod erase;
pub mod erased;
pub mod help;
mod looks;
pub mod me;
pub mod press;
pub mod tell;
pub mod welcome;

/// Puts a word of encouragement below what an answer says: somebody does something for the first
/// time.
pub fn encourage(caller: &Caller<'_>, answer: &mut Value, words: &MemberText) {
    let said = answer["content"].as_str().unwrap_or_default();
    answer["content"] = format!("{said}\n{}", caller.say(words)).into();
}

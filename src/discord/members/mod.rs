//! The member's side of the house: what one can do ([`help`]), one's own page ([`me`]), how one is
//! told things ([`tell`]), and what is kept about one ([`data`]). How somebody new is met
//! ([`welcome`]), and asked before anything is kept ([`consent`]).

use serde_json::Value;

use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::reply::{Caller, Reply, buttons};
use crate::i18n::MemberText;
use crate::members::encouraging::First;

pub mod choose;
pub mod consent;
pub mod data;
mod erase;
pub mod erased;
pub mod help;
pub mod looks;
pub mod me;
pub mod press;
pub mod tell;
pub mod welcome;

/// Puts a word of encouragement below what an answer says: somebody does something for the first
/// time, and has not heard it before. Whoever has not been asked about what is kept (they were in
/// the server before newcomers were, or have joined a course) is told where to see it, and what it
/// is and why.
///
/// # Errors
///
/// The answer when the database does not.
pub async fn encourage(caller: &Caller<'_>, answer: &mut Value, first: First) -> Result<(), Reply> {
    let actor = caller.actor()?;
    let members = &caller.bot.members;
    if !caller.ours(members.encourages(actor.guild, actor.user, first).await)? {
        return Ok(());
    }
    let words = match first {
        First::Question => MemberText::FirstQuestion,
        First::Request => MemberText::FirstRequest,
        First::Course => MemberText::FirstCourse,
    };
    let said = answer["content"].as_str().unwrap_or_default();
    let mut text = format!("{said}\n{}", caller.say(&words));
    let known = members.consent(actor.guild, actor.user).await;
    if caller.ours(known)?.is_none() {
        text = format!("{text}\n{}", caller.say(&MemberText::FirstKept));
        let data = CustomId::Member(MemberIdent::Data);
        let consent = CustomId::Member(MemberIdent::Consent);
        let row = buttons(&[
            (caller.say(&MemberText::MeDataButton), 2, data),
            (caller.say(&MemberText::ConsentSeeButton), 2, consent),
        ]);
        match answer["components"].as_array_mut() {
            Some(rows) => rows.push(row),
            None => answer["components"] = vec![row].into(),
        }
    }
    answer["content"] = text.into();
    Ok(())
}

//! Staff see from whom a member wants a request to be kept: with a reason, which the member can
//! read.

use serde_json::json;

use super::own::act;
use crate::discord::custom_id::RequestAct;
use crate::discord::questions::ask::input;
use crate::discord::reply::{Caller, Reply, Said, row};
use crate::discord::text::mention;
use crate::i18n::TutorText;
use crate::ids::RequestId;
use crate::members::looks::REASON_MOST;

/// The field of the form.
pub const REASON_FIELD: &str = "reason";

/// The form of the reason, for staff.
pub async fn form(caller: &Caller<'_>, id: RequestId) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.tutors.view(actor, id).await)?;
    if !view.is_some_and(|view| view.rights.is_staff) {
        return Err(Reply::words(&caller.say(&TutorText::ViewUnknown)));
    }
    let label = caller.say(&TutorText::ExcludedLabel);
    let field = input(REASON_FIELD, &label, None, false, REASON_MOST);
    Ok(Reply::Form(json!({
        "custom_id": act(RequestAct::Excluded, id).encode(),
        "title": caller.say(&TutorText::ExcludedForm),
        "components": [row(&field)],
    })))
}

/// The reason was sent.
pub async fn shown(caller: &Caller<'_>, id: RequestId, reason: &str) -> Said {
    let actor = caller.actor()?;
    let tutors = &caller.bot.tutors;
    let Some(people) = caller.ours(tutors.look_at_excluded(actor, id, reason).await)? else {
        return Err(Reply::words(&caller.say(&TutorText::ExcludedRefused)));
    };
    let people: Vec<String> = people.into_iter().map(mention).collect();
    Ok(Reply::words(&caller.say(&TutorText::ExcludedShown {
        people: caller.speech().list(&people),
    })))
}

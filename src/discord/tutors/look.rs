//! Staff look at what they see of a request only with a reason, which the member can read.

use serde_json::json;

use super::own::act;
use crate::discord::custom_id::RequestAct;
use crate::discord::questions::ask::input;
use crate::discord::reply::{Caller, Reply, Said, row};
use crate::discord::text::{mention, quoted};
use crate::i18n::TutorText;
use crate::ids::RequestId;
use crate::members::looks::REASON_MOST;
use crate::tutors::overseeing::{Hidden, Looked};

/// The field of the form.
pub const REASON_FIELD: &str = "reason";
/// Most characters of what a request is about.
const ABOUT_SHOWN: usize = 1800;

/// The form of the reason, for staff.
pub async fn form(caller: &Caller<'_>, id: RequestId, at: Hidden) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.tutors.view(actor, id).await)?;
    if !view.is_some_and(|view| view.rights.is_staff) {
        return Err(Reply::words(&caller.say(&TutorText::ViewUnknown)));
    }
    let (what, title) = match at {
        Hidden::Excluded => (RequestAct::Excluded, TutorText::ExcludedForm),
        Hidden::About => (RequestAct::About, TutorText::AboutForm),
    };
    let label = caller.say(&TutorText::LookLabel);
    let field = input(REASON_FIELD, &label, None, false, REASON_MOST);
    Ok(Reply::Form(json!({
        "custom_id": act(what, id).encode(),
        "title": caller.say(&title),
        "components": [row(&field)],
    })))
}

/// The reason was sent.
pub async fn shown(caller: &Caller<'_>, id: RequestId, at: Hidden, reason: &str) -> Said {
    let actor = caller.actor()?;
    let tutors = &caller.bot.tutors;
    let looked = caller.ours(tutors.look(actor, (id, at), reason).await)?;
    Ok(Reply::words(&caller.say(&match looked {
        Some(Looked::Excluded(people)) => {
            let people: Vec<String> = people.into_iter().map(mention).collect();
            TutorText::ExcludedShown {
                people: caller.speech().list(&people),
            }
        }
        Some(Looked::About(about)) => TutorText::AboutShown {
            about: quoted(&about, ABOUT_SHOWN),
        },
        None => return Err(Reply::words(&caller.say(&TutorText::LookRefused))),
    })))
}

//! 「出席しました」: those on the spot say that they are there.

use serde_json::json;

use super::speech_for;
use crate::courses::counting::{CheckInRefusal, CheckedIn};
use crate::discord::custom_id::{CustomId, SessionAct};
use crate::discord::questions::ask::input;
use crate::discord::reply::{Caller, Reply, Said, row};
use crate::fault::Fault;
use crate::i18n::CourseText;
use crate::ids::SessionId;

/// The name of the form's field.
pub const CODE_FIELD: &str = "code";

/// The button: at once, or by the form of the code.
pub async fn here(caller: &Caller<'_>, id: SessionId) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.courses.find_session(actor.guild, id).await)?;
    let asks_for_code = found.as_ref().is_some_and(|(session, course, _)| {
        course.details.with_code && session.is_open(caller.bot.courses.now())
    });
    if !asks_for_code {
        return checked_in(caller, id, None).await;
    }
    let label = caller.say(&CourseText::RollFormLabel);
    let mut field = input(CODE_FIELD, &label, None, false, 10);
    field["required"] = json!(true);
    Ok(Reply::Form(json!({
        "custom_id": CustomId::on_session(SessionAct::Here, id).encode(),
        "title": caller.say(&CourseText::RollForm),
        "components": [row(&field)],
    })))
}

/// They are there, with the code that they typed.
pub async fn checked_in(caller: &Caller<'_>, id: SessionId, code: Option<&str>) -> Said {
    let actor = caller.actor()?;
    let text = match caller.bot.courses.check_in(actor, id, code).await {
        Ok(CheckedIn::Now) => CourseText::RollDone,
        Ok(CheckedIn::Before) => CourseText::RollDoneAlready,
        Ok(CheckedIn::WalkedIn) => CourseText::RollWalkedIn,
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
        Err(Fault::Refused(why)) => {
            let speech = speech_for(caller).await?;
            match why {
                CheckInRefusal::Unknown => CourseText::RollUnknown,
                CheckInRefusal::NotYet(at) => CourseText::RollNotYet {
                    time: speech.moment(at),
                },
                CheckInRefusal::Over => CourseText::RollOver,
                CheckInRefusal::WrongCode => CourseText::RollWrongCode,
            }
        }
    };
    Ok(Reply::words(&caller.say(&text)))
}

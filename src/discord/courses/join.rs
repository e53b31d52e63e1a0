//! Taking a place, giving it up, standing in line.

use serde_json::json;

use super::card::act;
use super::{faults, own, programme_name, speech_for};
use crate::courses::enrolling::{JoinRefusal, Stand};
use crate::courses::{Course, Standing};
use crate::discord::custom_id::{CourseAct, CourseDesk, CourseIdent, CustomId, SessionAct};
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::discord::text::escape;
use crate::fault::Fault;
use crate::i18n::CourseText;
use crate::ids::{CourseId, SessionId};

fn desk(desk: CourseDesk) -> CustomId {
    CustomId::Course(CourseIdent::Desk(desk))
}

/// A use case's outcome, or the answer why not, with where to go next.
async fn taken<T>(
    caller: &Caller<'_>,
    id: Option<CourseId>,
    done: Result<T, Fault<JoinRefusal>>,
) -> Result<T, Reply> {
    let why = match done {
        Ok(done) => return Ok(done),
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
        Err(Fault::Refused(why)) => why,
    };
    let speech = speech_for(caller).await?;
    let guild = caller.actor()?.guild;
    let programme = match id {
        Some(id) => {
            let found = caller.ours(caller.bot.courses.find(guild, id).await)?;
            match found {
                Some((course, _)) => caller.ours(programme_name(caller.bot, &course).await)?,
                None => None,
            }
        }
        None => None,
    };
    let text = faults::join(speech, why, programme.as_deref());
    let list = (caller.say(&CourseText::ListButton), 2, desk(CourseDesk::List));
    let mut row = vec![list];
    if let Some(id) = id.filter(|_| why == JoinRefusal::Lapsed || why == JoinRefusal::NotEnrolled) {
        let join = CustomId::Course(CourseIdent::Course(CourseAct::Join, id));
        row.insert(0, (caller.say(&CourseText::JoinButton), 3, join));
    }
    Err(Reply::Say(json!({
        "content": caller.say(&text),
        "components": [buttons(&row)],
    })))
}

/// 「参加する」
pub async fn join(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let before = caller.ours(caller.bot.courses.standing(id, actor.user).await)?;
    let stand = taken(caller, Some(id), caller.bot.courses.join(actor, id).await).await?;
    let found = caller.ours(caller.bot.courses.find(actor.guild, id).await)?;
    let Some((course, sessions)) = found else {
        return Err(Reply::words(&caller.say(&CourseText::JoinUnknown)));
    };
    let speech = speech_for(caller).await?;
    let title = escape(&course.details.title);
    let dates = speech.dates(&sessions);
    let place = escape(&course.details.place);
    let Stand {
        standing,
        position,
        is_new,
    } = stand;
    let was_offered = matches!(before, Some(Standing::Offered { .. }));
    let text = match standing {
        Standing::Waitlisted if is_new => CourseText::JoinWaiting { title, position },
        Standing::Waitlisted => CourseText::JoinWaitingAlready { title, position },
        _ if !is_new => CourseText::JoinGoingAlready { title, dates },
        _ if was_offered => CourseText::JoinTaken {
            title,
            dates,
            place,
        },
        _ => CourseText::JoinGoing {
            title,
            dates,
            place,
        },
    };
    Ok(caller.page(answer(caller, &course, &caller.say(&text), standing), in_place))
}

fn answer(
    caller: &Caller<'_>,
    course: &Course,
    text: &str,
    standing: Standing,
) -> serde_json::Value {
    let mut row = Vec::new();
    if standing.is_going() {
        let file = act(CourseAct::File, course);
        row.push((caller.say(&CourseText::FileButton), 1, file));
    }
    if standing != Standing::Cancelled {
        let leave = act(CourseAct::Leave, course);
        row.push((caller.say(&CourseText::LeaveButton), 2, leave));
    } else {
        let join = act(CourseAct::Join, course);
        row.push((caller.say(&CourseText::JoinButton), 2, join));
    }
    let mine = desk(CourseDesk::Mine);
    row.push((caller.say(&CourseText::MineButton), 2, mine));
    json!({"content": text, "embeds": [], "components": [buttons(&row)]})
}

/// 「キャンセル」: asks back, for a place that is given up may be gone.
pub async fn leave(caller: &Caller<'_>, id: CourseId) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, id).await)?;
    let Some(view) = view else {
        return Err(Reply::words(&caller.say(&CourseText::JoinUnknown)));
    };
    let title = escape(&view.course.details.title);
    let text = match view.standing {
        None => {
            let none = Fault::Refused(JoinRefusal::NotEnrolled);
            return taken(caller, Some(id), Err(none)).await;
        }
        Some(Standing::Cancelled) => {
            let text = caller.say(&CourseText::LeaveDoneAlready { title });
            let page = answer(caller, &view.course, &text, Standing::Cancelled);
            return Ok(Reply::Say(page));
        }
        Some(Standing::Waitlisted) => CourseText::LeaveAskWaiting { title },
        Some(_) => CourseText::LeaveAsk { title },
    };
    let row = [
        (
            caller.say(&CourseText::LeaveYesButton),
            4,
            act(CourseAct::LeaveYes, &view.course),
        ),
        (
            caller.say(&CourseText::LeaveNoButton),
            2,
            act(CourseAct::LeaveNo, &view.course),
        ),
    ];
    Ok(Reply::Say(json!({
        "content": caller.say(&text),
        "components": [buttons(&row)],
    })))
}

/// The place, the offer or the place in line is given up.
pub async fn left(caller: &Caller<'_>, id: CourseId, declined: bool) -> Said {
    let actor = caller.actor()?;
    let left = caller.bot.courses.leave(actor, id).await;
    let (course, stand) = taken(caller, Some(id), left).await?;
    let title = escape(&course.details.title);
    let text = caller.say(&match (stand.is_new, declined) {
        (true, true) => CourseText::DeclineDone { title },
        (true, false) => CourseText::LeaveDone { title },
        (false, _) => CourseText::LeaveDoneAlready { title },
    });
    Ok(Reply::Update(answer(caller, &course, &text, stand.standing)))
}

/// An offered place is not wanted: only an offer is given up by this.
pub async fn decline(caller: &Caller<'_>, id: CourseId) -> Said {
    let actor = caller.actor()?;
    let standing = caller.ours(caller.bot.courses.standing(id, actor.user).await)?;
    match standing {
        Some(Standing::Offered { .. }) => left_here(caller, id).await,
        _ => {
            let none = Fault::Refused(JoinRefusal::NotEnrolled);
            taken(caller, Some(id), Err(none)).await
        }
    }
}

/// In the thread the message is for several: the answer is one's own.
async fn left_here(caller: &Caller<'_>, id: CourseId) -> Said {
    match left(caller, id, true).await? {
        Reply::Update(page) => Ok(Reply::Say(page)),
        other => Ok(other),
    }
}

/// 「いいえ、参加する」
pub async fn kept(caller: &Caller<'_>, id: CourseId) -> Said {
    own::see(caller, id, true).await
}

/// 「参加できなくなりました」
pub async fn skip(caller: &Caller<'_>, id: SessionId) -> Said {
    let actor = caller.actor()?;
    let skipped = caller.bot.courses.skip(actor, id).await;
    let skipped = match skipped {
        Err(Fault::Refused(JoinRefusal::Begun)) => {
            return Err(Reply::words(&caller.say(&CourseText::SkipBegun)));
        }
        other => taken(caller, None, other).await?,
    };
    let speech = speech_for(caller).await?;
    let title = escape(&skipped.course.details.title);
    if !skipped.keeps_place {
        let text = caller.say(&CourseText::SkipDone { title });
        let page = answer(caller, &skipped.course, &text, Standing::Cancelled);
        return Ok(Reply::Say(page));
    }
    let span = speech.span(&skipped.session);
    let row = [
        (
            caller.say(&CourseText::SkipUndoButton),
            2,
            CustomId::Course(CourseIdent::Session(SessionAct::Unskip, id)),
        ),
        (
            caller.say(&CourseText::SkipAllButton),
            2,
            act(CourseAct::Leave, &skipped.course),
        ),
    ];
    Ok(Reply::Say(json!({
        "content": caller.say(&CourseText::SkipKept { title, span }),
        "components": [buttons(&row)],
    })))
}

/// 「やっぱり参加する」
pub async fn unskip(caller: &Caller<'_>, id: SessionId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let back = caller.bot.courses.unskip(actor, id).await;
    let (course, session) = taken(caller, None, back).await?;
    let speech = speech_for(caller).await?;
    let text = CourseText::SkipBack {
        title: escape(&course.details.title),
        span: speech.span(&session),
    };
    Ok(caller.words_in_place(&text, in_place))
}

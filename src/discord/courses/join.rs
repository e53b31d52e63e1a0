//! Taking a place, giving it up, standing in line.

use serde_json::json;

use super::card::act;
use super::{faults, page, programme_name, speech_for};
use crate::courses::enrolling::{JoinRefusal, Joined, Stand, View};
use crate::courses::leaving::Left;
use crate::courses::model::Closed;
use crate::courses::{Course, Session, Standing};
use crate::discord::custom_id::{CourseAct, CourseDesk, CustomId, SessionAct};
use crate::discord::members::encourage;
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::discord::text::escape;
use crate::fault::Fault;
use crate::i18n::CourseText;
use crate::ids::{CourseId, SessionId};
use crate::members::encouraging::First;

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
    let wants = [JoinRefusal::Lapsed, JoinRefusal::NotEnrolled].contains(&why);
    let is_closed = match id.filter(|_| wants) {
        Some(id) => {
            let view = caller.bot.courses.view(caller.actor()?, id).await;
            caller.ours(view)?.is_none_or(|view| view.closed.is_some())
        }
        None => false,
    };
    let text = match why {
        JoinRefusal::NotEnrolled if is_closed => CourseText::LeaveNoneClosed,
        why => faults::join(speech, why, programme.as_deref()),
    };
    let list = (
        caller.say(&CourseText::CoursesButton),
        2,
        CustomId::course_desk(CourseDesk::List),
    );
    let mut row = vec![list];
    if let Some(id) = id.filter(|_| why == JoinRefusal::HasPlace) {
        let leave = CustomId::on_course(CourseAct::Leave, id);
        row.insert(0, (caller.say(&CourseText::LeaveButton), 2, leave));
    }
    if let Some(id) = id.filter(|_| why == JoinRefusal::NoOffer) {
        let see = CustomId::on_course(CourseAct::See, id);
        row.insert(0, (caller.say(&CourseText::NoticeSeeButton), 2, see));
    }
    let can_join = why == JoinRefusal::Lapsed || !is_closed;
    if let Some(id) = id.filter(|_| wants && can_join) {
        let join = CustomId::on_course(CourseAct::Join, id);
        row.insert(0, (caller.say(&CourseText::JoinButton), 3, join));
    }
    Err(Reply::Say(json!({
        "content": caller.say(&text),
        "components": [buttons(&row)],
    })))
}

/// 「参加する」; `order` is Discord's id of the press.
pub async fn join(caller: &Caller<'_>, id: CourseId, order: u64, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let joined = caller.bot.courses.join(actor, id, order).await;
    let Joined {
        course,
        sessions,
        stand,
        was_offered,
    } = taken(caller, Some(id), joined).await?;
    let speech = speech_for(caller).await?;
    let title = escape(&course.details.title);
    let dates = speech.dates(&sessions);
    let place = escape(&course.details.place);
    let Stand {
        standing,
        position,
        is_new,
        is_first,
    } = stand;
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
    let mut text = caller.say(&text);
    if let Some(link) = course.details.link.clone().filter(|_| standing.is_going()) {
        let is_shown = |session: &Session| session.shows_link(speech.now);
        let line = if sessions.iter().any(is_shown) {
            CourseText::JoinLinkNow { link }
        } else {
            CourseText::JoinLinkLater
        };
        text = format!("{text}\n{}", caller.say(&line));
    }
    let mut answer = answer(caller, &course, &text, standing);
    if is_first && standing.is_going() {
        encourage(caller, &mut answer, First::Course).await?;
    }
    Ok(caller.page(answer, in_place))
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
    if standing == Standing::Cancelled {
        let join = act(CourseAct::Join, course);
        row.push((caller.say(&CourseText::JoinButton), 2, join));
    } else {
        let leave = act(CourseAct::Leave, course);
        row.push((caller.say(&CourseText::LeaveButton), 2, leave));
    }
    let mine = CustomId::course_desk(CourseDesk::Mine);
    row.push((caller.say(&CourseText::MineButton), 2, mine));
    json!({"content": text, "embeds": [], "components": [buttons(&row)]})
}

/// 「キャンセル」: by one press, as long as one can join again by another.
pub async fn leave(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, id).await)?;
    let is_final = |view: &View| {
        let has_place = view.standing.is_some_and(Standing::is_going);
        has_place && matches!(view.closed, Some(Closed::Deadline(_)))
    };
    let Some(view) = view.filter(is_final) else {
        return left(caller, id, in_place).await;
    };
    let title = escape(&view.course.details.title);
    let yes = (
        &CourseText::LeaveYesButton,
        act(CourseAct::LeaveYes, &view.course),
    );
    let back = act(CourseAct::See, &view.course);
    let page = page::ask_back(caller, &CourseText::LeaveAsk { title }, yes, back);
    Ok(caller.page(page, in_place))
}

/// The place, the offer or the place in line is given up.
pub async fn left(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let left = caller.bot.courses.leave(actor, id).await;
    let left = taken(caller, Some(id), left).await?;
    gone(caller, &left, in_place).await
}

/// What is said to somebody who had to do with a course and does no more.
async fn gone(caller: &Caller<'_>, left: &Left, in_place: bool) -> Said {
    let Left { course, was } = left;
    let title = escape(&course.details.title);
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, course.id).await)?;
    let now = caller.bot.courses.now();
    let ahead = |view: &View| view.sessions.iter().filter(|s| s.is_ahead(now)).count();
    let is_series = view.as_ref().is_some_and(|view| ahead(view) > 1);
    if view.is_some_and(|view| view.closed.is_some()) {
        // Nobody can join any more.
        let text = caller.say(&match was {
            None => CourseText::LeaveDoneAlready { title },
            Some(_) if is_series => CourseText::LeaveDoneClosedSeries { title },
            Some(_) => CourseText::LeaveDoneClosed { title },
        });
        let mine = CustomId::course_desk(CourseDesk::Mine);
        let row = [(caller.say(&CourseText::MineButton), 2, mine)];
        let page = json!({"content": text, "embeds": [], "components": [buttons(&row)]});
        return Ok(caller.page(page, in_place));
    }
    let text = caller.say(&match was {
        Some(Standing::Waitlisted) => CourseText::LeaveDoneWaiting { title },
        Some(_) if is_series => CourseText::LeaveDoneSeries { title },
        Some(_) => CourseText::LeaveDone { title },
        None => CourseText::LeaveDoneAlready { title },
    });
    Ok(caller.page(answer(caller, course, &text, Standing::Cancelled), in_place))
}

/// An offered place is not wanted.
pub async fn decline(caller: &Caller<'_>, id: CourseId) -> Said {
    let actor = caller.actor()?;
    let declined = caller.bot.courses.decline(actor, id).await;
    let course = taken(caller, Some(id), declined).await?;
    let title = escape(&course.details.title);
    let text = caller.say(&CourseText::OfferDeclined { title });
    Ok(Reply::Say(answer(
        caller,
        &course,
        &text,
        Standing::Cancelled,
    )))
}

/// The course of a session.
async fn course_of(caller: &Caller<'_>, id: SessionId) -> Result<Option<CourseId>, Reply> {
    let guild = caller.actor()?.guild;
    let found = caller.ours(caller.bot.courses.find_session(guild, id).await)?;
    Ok(found.map(|(_, course, _)| course.id))
}

/// 「参加できなくなりました」
pub async fn give_up(caller: &Caller<'_>, id: SessionId) -> Said {
    let guild = caller.actor()?.guild;
    let found = caller.ours(caller.bot.courses.find_session(guild, id).await)?;
    let now = caller.bot.courses.now();
    let are_others = |all: &[Session]| all.iter().any(|other| other.is_ahead(now));
    let known = match found {
        Some((session, _, all)) if session.is_cancelled() && !are_others(&all) => {
            Err(JoinRefusal::Off)
        }
        Some(found) => Ok(found),
        None => Err(JoinRefusal::Unknown),
    };
    let known = known.map_err(Fault::Refused);
    let (session, course, all) = taken(caller, None, known).await?;
    if session.is_ahead(now) || !are_others(&all) {
        return left(caller, course.id, false).await;
    }
    // What is still to come is another matter.
    let rest = (
        caller.say(&CourseText::SkipAllButton),
        2,
        act(CourseAct::Leave, &course),
    );
    let text = if session.is_cancelled() {
        CourseText::LeaveOff
    } else {
        CourseText::SkipBegun
    };
    Ok(Reply::Say(json!({
        "content": caller.say(&text),
        "components": [buttons(&[rest])],
    })))
}

/// 「この回だけ休みます」
pub async fn skip(caller: &Caller<'_>, id: SessionId) -> Said {
    let actor = caller.actor()?;
    let skipped = caller.bot.courses.skip(actor, id).await;
    let skipped = match skipped {
        Err(Fault::Refused(JoinRefusal::Begun)) => {
            return Err(Reply::words(&caller.say(&CourseText::SkipBegun)));
        }
        other => taken(caller, course_of(caller, id).await?, other).await?,
    };
    let title = escape(&skipped.course.details.title);
    let speech = speech_for(caller).await?;
    let span = speech.span(&skipped.session);
    let row = [
        (
            caller.say(&CourseText::SkipUndoButton),
            2,
            CustomId::on_session(SessionAct::Unskip, id),
        ),
        (
            caller.say(&CourseText::SkipAllButton),
            2,
            act(CourseAct::Leave, &skipped.course),
        ),
    ];
    Ok(Reply::Say(json!({
        "content": caller.say(&if skipped.is_last {
            CourseText::SkipKeptLast { title, span }
        } else {
            CourseText::SkipKept { title, span }
        }),
        "components": [buttons(&row)],
    })))
}

/// 「やっぱり参加する」
pub async fn unskip(caller: &Caller<'_>, id: SessionId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let back = caller.bot.courses.unskip(actor, id).await;
    let (course, session) = taken(caller, course_of(caller, id).await?, back).await?;
    let speech = speech_for(caller).await?;
    let text = CourseText::SkipBack {
        title: escape(&course.details.title),
        span: speech.span(&session),
    };
    Ok(caller.words_in_place(&text, in_place))
}

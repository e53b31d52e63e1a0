//! Changing what was published: moving a session, cancelling one or all.

use serde_json::json;

use super::card::act;
use super::{count, faults, page, speech_for};
use crate::clock::Instant;
use crate::courses::dates::{self, Span};
use crate::courses::model::whole;
use crate::courses::planning::Refusal;
use crate::courses::times::Times;
use crate::courses::{Course, Session};
use crate::discord::custom_id::{CourseAct, CourseIdent, CustomId, SessionAct};
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, row};
use crate::discord::text::escape;
use crate::fault::Fault;
use crate::i18n::CourseText;
use crate::ids::{CourseId, SessionId};

/// A session, and how many are told when it changes, for those who see to it.
async fn of_staff(caller: &Caller<'_>, id: SessionId) -> Result<(Session, Course, i64), Reply> {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.courses.find_session(actor.guild, id).await)?;
    let refused = |text: &CourseText| Err(faults::with_list(caller, text));
    let Some((session, course, _)) = found else {
        return refused(&CourseText::PlanUnknown);
    };
    let view = caller.ours(caller.bot.courses.view(actor, course.id).await)?;
    let Some(view) = view.filter(|view| view.is_staff) else {
        return refused(&CourseText::PlanNotStaff);
    };
    if !session.is_ahead(caller.bot.courses.now()) {
        return refused(&CourseText::PlanNotRunning);
    }
    let told = view.counts.going + view.counts.offered + view.counts.waiting;
    Ok((session, course, told))
}

/// The form of another time, with that which is.
pub async fn move_form(caller: &Caller<'_>, id: SessionId) -> Said {
    let (session, ..) = of_staff(caller, id).await?;
    let zone = speech_for(caller).await?.zone;
    let span = Span {
        starts_at: session.starts_at,
        ends_at: Some(session.ends_at),
    };
    let label = caller.say(&CourseText::PlanFormMove);
    let example = caller.say(&CourseText::PlanFormDatesExample);
    let mut field = input(super::plan::DATES_FIELD, &label, Some(&example), false, 100);
    field["required"] = json!(true);
    fill(&mut field, &dates::print_span(&span, zone));
    Ok(Reply::Form(json!({
        "custom_id": CustomId::on_session(SessionAct::Move, id).encode(),
        "title": caller.say(&CourseText::PlanFormMoveTitle),
        "components": [row(&field)],
    })))
}

/// Another time was sent: it is shown with its weekday, and asked back.
pub async fn move_sent(caller: &Caller<'_>, id: SessionId, text: &str, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let (session, _, count) = of_staff(caller, id).await?;
    let speech = speech_for(caller).await?;
    let times = Times {
        dates: text.lines().next().unwrap_or_default().to_owned(),
        ..Times::default()
    };
    let spans = match caller.bot.courses.read_times(actor, &times).await {
        Err(Fault::Refused(Refusal::Date { line, fault })) => {
            let word = caller.say(&faults::date(speech, &line, &fault));
            return count::show_with(caller, id, Some(format!("⚠️ {word}")), in_place).await;
        }
        other => faults::staff(caller, other).await?,
    };
    let Some(span) = spans.first() else {
        return Err(Reply::words(&caller.say(&CourseText::PublishNoDates)));
    };
    let (from, to) = match span.ends_at {
        Some(_) => whole(span),
        // As long as it was.
        None => (
            span.starts_at,
            span.starts_at + (session.ends_at - session.starts_at),
        ),
    };
    if (from, to) == (session.starts_at, session.ends_at) {
        let word = caller.say(&CourseText::MoveSame);
        return count::show_with(caller, id, Some(word), in_place).await;
    }
    let text = CourseText::MoveAsk {
        was: speech.span(&session),
        is: speech.times(from, to),
        count,
    };
    let yes = CustomId::Course(CourseIdent::Move(id, session.planned_at, from, to));
    let yes = (&CourseText::MoveYesButton, yes);
    let page = page::ask_back(
        caller,
        &text,
        yes,
        CustomId::on_session(SessionAct::Count, id),
    );
    Ok(caller.page(page, in_place))
}

/// The session is put to that time.
pub async fn moved(
    caller: &Caller<'_>,
    (id, planned_at): (SessionId, Instant),
    from: Instant,
    to: Instant,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let speech = speech_for(caller).await?;
    if from <= speech.now {
        let date = from.with_timezone(&speech.zone).date_naive();
        let date = speech.date(date);
        return Err(Reply::words(&caller.say(&CourseText::DatePast { date })));
    }
    let span = Span {
        starts_at: from,
        ends_at: Some(to),
    };
    let done = caller
        .bot
        .courses
        .move_session(actor, (id, Some(planned_at)), &span)
        .await;
    if let Err(Fault::Refused(Refusal::Changed)) = done {
        let word = format!("⚠️ {}", caller.say(&CourseText::PlanChanged));
        return count::show_with(caller, id, Some(word), in_place).await;
    }
    let (_, session) = faults::staff(caller, done).await?;
    let word = CourseText::Moved {
        span: speech.span(&session),
    };
    count::show_with(caller, id, Some(caller.say(&word)), in_place).await
}

/// 「この回を中止する」: asks back.
pub async fn off(caller: &Caller<'_>, id: SessionId, in_place: bool) -> Said {
    let (session, _, count) = of_staff(caller, id).await?;
    let speech = speech_for(caller).await?;
    let span = speech.span(&session);
    let yes = (
        &CourseText::CancelItButton,
        CustomId::on_session(SessionAct::OffYes, id),
    );
    let text = CourseText::CancelSessionAsk { span, count };
    let page = page::ask_back(
        caller,
        &text,
        yes,
        CustomId::on_session(SessionAct::Count, id),
    );
    Ok(caller.page(page, in_place))
}

/// The session does not take place.
pub async fn off_done(caller: &Caller<'_>, id: SessionId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let done = caller.bot.courses.cancel_session(actor, id).await;
    let (course, session) = faults::staff(caller, done).await?;
    let speech = speech_for(caller).await?;
    let word = CourseText::CancelledSession {
        span: speech.times(session.starts_at, session.ends_at),
    };
    page::show_with(caller, course.id, Some(caller.say(&word)), in_place).await
}

/// 「講座を中止する」: asks back.
pub async fn cancel(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, id).await)?;
    let Some(view) = view.filter(|view| view.is_staff) else {
        return Err(Reply::words(&caller.say(&CourseText::PlanNotStaff)));
    };
    let counts = view.counts;
    let text = CourseText::CancelAsk {
        title: escape(&view.course.details.title),
        count: counts.going + counts.offered + counts.waiting,
    };
    let yes = act(CourseAct::CancelYes, &view.course);
    let yes = (&CourseText::CancelItButton, yes);
    let page = page::ask_back(caller, &text, yes, act(CourseAct::Page, &view.course));
    Ok(caller.page(page, in_place))
}

/// The course does not take place.
pub async fn cancelled(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let done = caller.bot.courses.cancel(actor, id).await;
    let course = faults::staff(caller, done).await?;
    let word = CourseText::CancelledCourse {
        title: escape(&course.details.title),
    };
    page::show_with(caller, id, Some(caller.say(&word)), in_place).await
}

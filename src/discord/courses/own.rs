//! What members see: the courses to come, one course, what they have joined, calendar files,
//! the link of an online session.

use serde_json::{Value, json};

use super::card::{Shown, act, cut, embed};
use super::{CourseSpeech, faults, form_number, programme_name, speech_for};
use crate::courses::calendar;
use crate::courses::enrolling::{CONSENT_VERSION, View, places_left};
use crate::courses::model::{LINK_BEFORE, closed};
use crate::courses::planning::Overview;
use crate::courses::{Course, CourseState, Session, Standing};
use crate::discord::custom_id::{CourseAct, CourseDesk, CustomId, SessionAct};
use crate::discord::members::me::me_button;
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, one_line};
use crate::i18n::CourseText;
use crate::ids::{CourseId, NoticeId, SessionId};

/// How many courses are listed one by one; the select has them all.
const LISTED: usize = 10;

fn unknown(caller: &Caller<'_>) -> Reply {
    faults::with_list(caller, &CourseText::CourseUnknown)
}

/// The select that opens one of these.
fn pick(caller: &Caller<'_>, courses: &[&Course]) -> Option<Value> {
    let options: Vec<Value> = courses
        .iter()
        .take(25)
        .map(|course| {
            let label = format!("#{} {}", course.number, course.details.title);
            json!({"label": one_line(&label, 100), "value": course.id.to_string()})
        })
        .collect();
    (!options.is_empty()).then(|| {
        row(&json!({
            "type": 3,
            "custom_id": CustomId::course_desk(CourseDesk::Pick).encode(),
            "placeholder": caller.say(&CourseText::CoursesPick),
            "options": options,
        }))
    })
}

/// The first session that has not ended, beside those to which somebody does not come.
pub fn next(sessions: &[Session], away: &[SessionId], speech: CourseSpeech<'_>) -> String {
    let ahead = sessions.iter().find(|session| {
        !session.is_cancelled() && session.ends_at > speech.now && !away.contains(&session.id)
    });
    ahead.map_or_else(|| "―".into(), |session| speech.span(session))
}

/// `/course list`: the courses to come; staff see drafts and past ones as well.
pub async fn list(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let speech = speech_for(caller).await?;
    let courses = &caller.bot.courses;
    let Overview {
        drafts,
        upcoming,
        past,
        is_staff,
    } = caller.ours(courses.overview(actor).await)?;
    let say = |text: &CourseText| caller.say(text);
    let mut lines = vec![format!("**{}**", say(&CourseText::CoursesTitle))];
    if upcoming.is_empty() {
        lines.push(say(&CourseText::CoursesNone));
    }
    for course in upcoming.iter().take(LISTED) {
        let found = caller.ours(courses.find(actor.guild, course.id).await)?;
        let sessions = found.map(|(_, sessions)| sessions).unwrap_or_default();
        let counts = caller.ours(courses.counts(course.id).await)?;
        let is_closed = closed(course, &sessions, speech.now).is_some();
        let places = match places_left(course, counts) {
            _ if is_closed => say(&CourseText::CoursesPlacesClosed),
            None => say(&CourseText::CoursesPlacesOpen),
            Some(0) => say(&CourseText::CoursesPlacesFull),
            Some(left) => say(&CourseText::CoursesPlacesLeft { left }),
        };
        lines.push(say(&CourseText::CoursesLine {
            number: course.number,
            title: one_line(&escape(&course.details.title), 60),
            when: next(&sessions, &[], speech),
            places,
        }));
    }
    if upcoming.len() > LISTED {
        let count = i64::try_from(upcoming.len() - LISTED).unwrap_or(0);
        lines.push(say(&CourseText::CoursesMore { count }));
    }
    let mut all: Vec<&Course> = upcoming.iter().collect();
    if is_staff {
        for (heading, courses) in [
            (CourseText::CoursesDrafts, &drafts),
            (CourseText::CoursesPast, &past),
        ] {
            if courses.is_empty() {
                continue;
            }
            lines.push(format!("**{}**", say(&heading)));
            lines.extend(courses.iter().take(LISTED / 2).map(|course| {
                let title = one_line(&escape(&course.details.title), 60);
                format!("#{} {title}", course.number)
            }));
        }
        all.splice(0..0, &drafts);
        all.extend(&past);
    }
    let mut rows: Vec<Value> = pick(caller, &all).into_iter().collect();
    let mut row = vec![(
        say(&CourseText::MineButton),
        2,
        CustomId::course_desk(CourseDesk::Mine),
    )];
    if is_staff {
        row.push((
            say(&CourseText::CoursesNewButton),
            1,
            CustomId::course_desk(CourseDesk::New),
        ));
    }
    rows.push(buttons(&row));
    let page = json!({"content": cut(&lines.join("\n"), 2000), "embeds": [], "components": rows});
    Ok(caller.page(page, in_place))
}

/// `/course mine`: what one has joined and is still to come.
pub async fn mine(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let speech = speech_for(caller).await?;
    let views = caller.ours(caller.bot.courses.mine(actor).await)?;
    let say = |text: &CourseText| caller.say(text);
    let mut lines = vec![format!("**{}**", say(&CourseText::MineTitle))];
    if views.is_empty() {
        lines.push(say(&CourseText::MineNone));
    }
    for view in &views {
        lines.push(say(&CourseText::MineLine {
            number: view.course.number,
            title: one_line(&escape(&view.course.details.title), 60),
            when: next(&view.sessions, &view.away, speech),
            standing: speech.standing(view.standing, view.position),
        }));
        let ahead = |session: &&Session| session.shows_link(speech.now);
        if let Some(link) = link_of(view).filter(|_| view.sessions.iter().any(|s| ahead(&s))) {
            let link = link.to_owned();
            lines.push(format!("　{}", say(&CourseText::SeeLink { link })));
        }
    }
    let all: Vec<&Course> = views.iter().map(|view| &view.course).collect();
    let mut rows: Vec<Value> = pick(caller, &all).into_iter().collect();
    let mut row = vec![(
        say(&CourseText::CoursesButton),
        2,
        CustomId::course_desk(CourseDesk::List),
    )];
    if views.iter().any(is_going) {
        let file = CustomId::course_desk(CourseDesk::MineFile);
        row.insert(0, (say(&CourseText::MineFileButton), 1, file));
    }
    row.push(me_button(caller));
    rows.push(buttons(&row));
    let page = json!({"content": cut(&lines.join("\n"), 2000), "embeds": [], "components": rows});
    Ok(caller.page(page, in_place))
}

fn is_going(view: &View) -> bool {
    view.standing.is_some_and(Standing::is_going)
}

/// The link of a course, for those who joined.
fn link_of(view: &View) -> Option<&str> {
    let link = view.course.details.link.as_deref();
    link.filter(|_| is_going(view))
}

/// One course as a member sees it.
pub async fn see(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, id).await)?;
    let Some(view) = view else {
        return Err(unknown(caller));
    };
    if view.course.state == CourseState::Draft {
        return super::page::show(caller, id, in_place).await;
    }
    let speech = speech_for(caller).await?;
    let programme = caller.ours(programme_name(caller.bot, &view.course).await)?;
    let shown = Shown {
        course: &view.course,
        sessions: &view.sessions,
        counts: view.counts,
        programme: programme.as_deref(),
    };
    let say = |text: &CourseText| caller.say(text);
    let mut lines = vec![say(&CourseText::SeeStanding {
        standing: speech.standing(view.standing, view.position),
    })];
    let away = view.sessions.iter().filter(|s| view.away.contains(&s.id));
    let away: Vec<String> = away.map(|session| speech.span(session)).collect();
    if is_going(&view) && !away.is_empty() {
        let dates = speech.list(&away);
        lines.push(say(&CourseText::SeeAway { dates }));
    }
    if let Some(link) = link_of(&view)
        && view.closed != Some(crate::courses::model::Closed::Cancelled)
    {
        let is_shown = view.sessions.iter().any(|s| s.shows_link(speech.now));
        let ahead = view.sessions.iter().any(|s| s.is_ahead(speech.now));
        if is_shown {
            let link = link.to_owned();
            lines.push(say(&CourseText::SeeLink { link }));
        } else if ahead {
            lines.push(say(&CourseText::SeeLinkLater));
        }
    }
    if view.closed.is_none()
        && view
            .standing
            .is_none_or(|standing| standing == Standing::Cancelled)
    {
        let version = CONSENT_VERSION;
        lines.push(format!("-# {}", say(&CourseText::CardConsent { version })));
    }
    let mut embeds = vec![embed(speech, &shown)];
    if let Some(all) = speech.all_spans(&view.sessions) {
        let count = i64::try_from(view.sessions.len()).unwrap_or(0);
        let title = say(&CourseText::PageAllDates { count });
        embeds.push(json!({"title": title, "description": cut(&all, 1500)}));
    }
    let page = json!({
        "content": lines.join("\n"),
        "embeds": embeds,
        "components": rows(caller, &view),
    });
    Ok(caller.page(page, in_place))
}

/// What this person may do now.
fn rows(caller: &Caller<'_>, view: &View) -> Vec<Value> {
    let say = |text: &CourseText| caller.say(text);
    let course = &view.course;
    let now = caller.bot.courses.now();
    let is_ahead = view.sessions.iter().any(|session| session.is_ahead(now));
    let mut first = Vec::new();
    match view.standing {
        Some(Standing::Offered { .. }) => {
            first.push((
                say(&CourseText::JoinButton),
                3,
                act(CourseAct::Join, course),
            ));
            first.push((
                say(&CourseText::NoticeDeclineButton),
                2,
                act(CourseAct::Decline, course),
            ));
        }
        Some(Standing::Going { .. } | Standing::Waitlisted) if is_ahead => {
            first.push((
                say(&CourseText::LeaveButton),
                2,
                act(CourseAct::Leave, course),
            ));
        }
        _ if view.closed.is_none() => {
            first.push((
                say(&CourseText::JoinButton),
                3,
                act(CourseAct::Join, course),
            ));
        }
        _ => {}
    }
    let is_to_come = view.sessions.iter().any(|session| session.starts_at > now);
    if is_to_come {
        let file = act(CourseAct::File, course);
        first.push((say(&CourseText::FileButton), 2, file));
    }
    let away = view
        .sessions
        .iter()
        .find(|session| is_going(view) && session.is_ahead(now) && view.away.contains(&session.id));
    if let Some(session) = away {
        let back = CustomId::on_session(SessionAct::Unskip, session.id);
        first.push((say(&CourseText::SkipUndoButton), 2, back));
    }
    let mut second = vec![(
        say(&CourseText::CoursesButton),
        2,
        CustomId::course_desk(CourseDesk::List),
    )];
    if view.is_staff {
        let page = act(CourseAct::Page, course);
        second.push((say(&CourseText::ManageButton), 2, page));
    }
    let mut rows = Vec::new();
    if !first.is_empty() {
        rows.push(buttons(&first));
    }
    rows.push(buttons(&second));
    rows
}

/// The button on a notice or a call: what it is about.
pub async fn of_notice(caller: &Caller<'_>, notice: Option<NoticeId>, call: Option<i64>) -> Said {
    let actor = caller.actor()?;
    let told = caller
        .bot
        .courses
        .course_told(actor.user, notice, call)
        .await;
    match caller.ours(told)? {
        Some((guild, course)) if guild == actor.guild => see(caller, course, false).await,
        _ => Err(unknown(caller)),
    }
}

fn file(caller: &Caller<'_>, all: &[(&Course, &Session)]) -> Reply {
    if all.is_empty() {
        return Reply::words(&caller.say(&CourseText::FileNone));
    }
    let content = calendar::file(all, caller.bot.courses.now());
    let data = json!({"content": caller.say(&CourseText::FileWords)});
    let name = caller.say(&CourseText::FileName);
    Reply::file(data, name, content.into_bytes())
}

/// 「カレンダーに入れる」: a file of a course's sessions that have not ended.
pub async fn course_file(caller: &Caller<'_>, id: CourseId) -> Said {
    let actor = caller.actor()?;
    let seen = caller.ours(caller.bot.courses.seen_by(actor, id).await)?;
    let Some((course, sessions)) = seen.filter(|(course, _)| course.state != CourseState::Draft)
    else {
        return Err(unknown(caller));
    };
    let now = caller.bot.courses.now();
    let ahead = sessions.iter().filter(|session| session.ends_at > now);
    let all: Vec<(&Course, &Session)> = ahead.map(|session| (&course, session)).collect();
    Ok(file(caller, &all))
}

/// A file of one session.
pub async fn session_file(caller: &Caller<'_>, id: SessionId) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.courses.find_session(actor.guild, id).await)?;
    match found {
        Some((session, course, _)) if course.state != CourseState::Draft => {
            Ok(file(caller, &[(&course, &session)]))
        }
        _ => Err(unknown(caller)),
    }
}

/// A file of all that one has joined.
pub async fn my_file(caller: &Caller<'_>) -> Said {
    let actor = caller.actor()?;
    let views = caller.ours(caller.bot.courses.mine(actor).await)?;
    let now = caller.bot.courses.now();
    let mut all = Vec::new();
    for view in views.iter().filter(|view| is_going(view)) {
        let ahead = view.sessions.iter().filter(|session| session.ends_at > now);
        let coming = ahead.filter(|session| !view.away.contains(&session.id));
        all.extend(coming.map(|session| (&view.course, session)));
    }
    Ok(file(caller, &all))
}

/// 「参加用のリンクを見る」
pub async fn link(caller: &Caller<'_>, id: SessionId) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.courses.find_session(actor.guild, id).await)?;
    let Some((session, course, _)) = found.filter(|(_, c, _)| c.state != CourseState::Draft) else {
        return Err(unknown(caller));
    };
    let speech = speech_for(caller).await?;
    let standing = caller.ours(caller.bot.courses.standing(course.id, actor.user).await)?;
    let text = if !standing.is_some_and(Standing::is_going) {
        CourseText::LinkNotYours
    } else if let Some(link) = course
        .details
        .link
        .filter(|_| session.shows_link(speech.now))
    {
        CourseText::LinkWords { link }
    } else if speech.now < session.starts_at {
        CourseText::LinkNotYet {
            time: speech.moment(session.starts_at - LINK_BEFORE),
        }
    } else if session.shows_link(speech.now) {
        CourseText::LinkNone {
            place: escape(&course.details.place),
        }
    } else {
        CourseText::LinkOver
    };
    Ok(Reply::words(&caller.say(&text)))
}

/// The button that opens the form of a new course.
pub async fn new(caller: &Caller<'_>) -> Said {
    super::plan::begin_form(caller, form_number(caller.bot)).await
}

//! The page of a course for staff: what is planned, what is missing, what can be done.

use serde_json::{Value, json};

use super::card::{act, cut};
use super::{CourseSpeech, faults, form_number, programme_name, speech_for};
use crate::courses::enrolling::View;
use crate::courses::model::{CourseState, open_until};
use crate::courses::planning::ready;
use crate::courses::reminders::Before;
use crate::courses::{Course, Session};
use crate::discord::custom_id::{CourseAct, CourseIdent, CustomId};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, one_line};
use crate::guilds::programmes::Programme;
use crate::i18n::CourseText;
use crate::ids::CourseId;

/// The value of an option that stands for none.
pub const NOBODY: &str = "all";
/// The value of the option that asks for a code.
pub const CODE: &str = "code";

/// The page.
pub async fn show(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    show_with(caller, id, None, in_place).await
}

/// The page below a word about what was done, or why it was not.
pub async fn show_with(
    caller: &Caller<'_>,
    id: CourseId,
    word: Option<String>,
    in_place: bool,
) -> Said {
    shown(caller, id, word, None, in_place).await
}

/// The page with the sessions from a number on in its select.
pub async fn show_from(caller: &Caller<'_>, id: CourseId, from: usize, in_place: bool) -> Said {
    shown(caller, id, None, Some(from), in_place).await
}

/// What the page shows is for those who see to the course.
async fn of_staff(caller: &Caller<'_>, id: CourseId) -> Result<View, Reply> {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, id).await)?;
    let Some(view) = view else {
        return Err(faults::with_list(caller, &CourseText::PlanUnknown));
    };
    if view.is_staff {
        Ok(view)
    } else {
        Err(Reply::words(&caller.say(&CourseText::PlanNotStaff)))
    }
}

/// Who may join a published course, and how they are reminded.
pub async fn who(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let view = of_staff(caller, id).await?;
    let guild = caller.actor()?.guild;
    let course = &view.course;
    let programmes = caller.ours(caller.bot.guilds.programmes(guild).await)?;
    let mut rows = vec![role_select(caller, course)];
    if !programmes.is_empty() {
        rows.push(programme_select(caller, course, &programmes));
    }
    rows.push(remind_select(caller, course));
    let back = act(CourseAct::Page, course);
    rows.push(buttons(&[(
        caller.say(&CourseText::PageBackButton),
        2,
        back,
    )]));
    let words = caller.say(&CourseText::PageWhoWords {
        title: escape(&course.details.title),
    });
    let page = json!({"content": words, "embeds": [], "components": rows});
    Ok(caller.page(page, in_place))
}

async fn shown(
    caller: &Caller<'_>,
    id: CourseId,
    word: Option<String>,
    from: Option<usize>,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let view = of_staff(caller, id).await?;
    let speech = speech_for(caller).await?;
    let programme = caller.ours(programme_name(caller.bot, &view.course).await)?;
    let mut content = text(speech, &view, programme.as_deref());
    if let Some(word) = word {
        content = format!("{word}\n\n{content}");
    }
    let programmes = caller.ours(caller.bot.guilds.programmes(actor.guild).await)?;
    let rows = match view.course.state {
        CourseState::Draft => draft_rows(caller, &view.course, &programmes),
        CourseState::Published => published_rows(caller, speech, &view, from),
        CourseState::Cancelled => vec![after_row(caller, &view.course)],
    };
    // Every date is seen before it is published.
    let embeds: Vec<Value> = speech
        .all_spans(&view.sessions)
        .map(|all| {
            let count = i64::try_from(view.sessions.len()).unwrap_or(0);
            let title = caller.say(&CourseText::PageAllDates { count });
            json!({"title": title, "description": cut(&all, 4096)})
        })
        .into_iter()
        .collect();
    let page = json!({"content": cut(&content, 2000), "embeds": embeds, "components": rows});
    Ok(caller.page(page, in_place))
}

fn text(speech: CourseSpeech<'_>, view: &View, programme: Option<&str>) -> String {
    let say = |text: &CourseText| speech.say(text);
    let (course, sessions) = (&view.course, &view.sessions);
    let details = &course.details;
    let unset = || say(&CourseText::PageUnset);
    let or_unset = |text: &str| {
        if text.is_empty() {
            unset()
        } else {
            escape(text)
        }
    };
    let mut lines = vec![
        format!(
            "**{}**",
            say(&CourseText::PageTitle {
                number: course.number,
                title: escape(&details.title),
            })
        ),
        say(&CourseText::PageState {
            state: say(&match course.state {
                CourseState::Draft => CourseText::PageDraft,
                CourseState::Published => CourseText::PagePublished,
                CourseState::Cancelled => CourseText::PageCancelled,
            }),
        }),
    ];
    if !details.description.is_empty() {
        let description = escape(&details.description);
        lines.push(format!("> {}", one_line(&description, 200)));
    }
    let dates = match sessions.len() {
        0 => unset(),
        1 => speech.spans(sessions),
        _ => format!("\n{}", speech.spans(sessions)),
    };
    lines.push(say(&CourseText::PageDates { dates }));
    lines.push(say(&CourseText::PagePlace {
        place: or_unset(&details.place),
    }));
    if let Some(link) = &details.link {
        lines.push(say(&CourseText::PageLink { link: link.clone() }));
    }
    lines.push(say(&CourseText::PagePlaces {
        places: speech.places(course, view.counts),
    }));
    let until = details.deadline.map(|deadline| {
        let until = open_until(details, sessions).unwrap_or(deadline);
        speech.until(until)
    });
    lines.push(say(&CourseText::PageUntil {
        until: until.unwrap_or_else(|| say(&CourseText::PageUntilNone)),
    }));
    lines.push(say(&CourseText::PageWho {
        who: speech.who(course, programme),
    }));
    lines.push(say(&CourseText::PageReminders {
        list: speech.reminders(&details.reminders),
    }));
    lines.push(say(&if details.with_code {
        CourseText::PageAttendanceCode
    } else {
        CourseText::PageAttendanceButton
    }));
    if course.state == CourseState::Draft {
        lines.push(String::new());
        lines.push(what_is_missing(speech, course, sessions));
    }
    lines.join("\n")
}

fn what_is_missing(speech: CourseSpeech<'_>, course: &Course, sessions: &[Session]) -> String {
    let say = |text: &CourseText| speech.say(text);
    let mut missing = Vec::new();
    if sessions.is_empty() {
        missing.push(say(&CourseText::PageMissingDates));
    }
    if course.details.place.is_empty() {
        missing.push(say(&CourseText::PageMissingPlace));
    }
    if !missing.is_empty() {
        let list = speech.list(&missing);
        return say(&CourseText::PageMissing { list });
    }
    match ready(&course.details, sessions, speech.now) {
        Ok(()) => say(&CourseText::PageReady),
        Err(why) => say(&faults::refusal(speech, &why)),
    }
}

fn button(
    caller: &Caller<'_>,
    label: &CourseText,
    style: u8,
    id: CustomId,
) -> (String, u8, CustomId) {
    (caller.say(label), style, id)
}

fn draft_rows(caller: &Caller<'_>, course: &Course, programmes: &[Programme]) -> Vec<Value> {
    let at = |label: CourseText, style, what| button(caller, &label, style, act(what, course));
    let mut rows = vec![buttons(&[
        at(CourseText::PageDatesButton, 1, CourseAct::Dates),
        at(CourseText::PagePlaceButton, 1, CourseAct::Place),
        at(CourseText::PageUntilButton, 2, CourseAct::Until),
    ])];
    rows.push(role_select(caller, course));
    if !programmes.is_empty() {
        rows.push(programme_select(caller, course, programmes));
    }
    rows.push(remind_select(caller, course));
    // As it was seen.
    let publish = CourseIdent::Edit(CourseAct::Publish, course.id, course.version);
    let publish = CustomId::Course(publish);
    rows.push(buttons(&[
        button(caller, &CourseText::PagePublishButton, 3, publish),
        at(CourseText::PageAboutButton, 2, CourseAct::About),
        at(CourseText::PageDiscardButton, 2, CourseAct::Discard),
    ]));
    rows
}

fn published_rows(
    caller: &Caller<'_>,
    speech: CourseSpeech<'_>,
    view: &View,
    from: Option<usize>,
) -> Vec<Value> {
    let course = &view.course;
    let at = |label: CourseText, style, what| button(caller, &label, style, act(what, course));
    let mut rows = vec![session_select(caller, speech, course, &view.sessions, from)];
    let mut details = vec![
        at(CourseText::PageAboutButton, 2, CourseAct::About),
        at(CourseText::PagePlaceButton, 2, CourseAct::Place),
        at(CourseText::PageUntilButton, 2, CourseAct::Until),
    ];
    if view
        .sessions
        .iter()
        .any(|session| session.ends_at > speech.now)
    {
        details.insert(0, at(CourseText::PageAddButton, 2, CourseAct::Dates));
    }
    rows.push(buttons(&details));
    rows.push(buttons(&[at(CourseText::PageWhoButton, 2, CourseAct::Who)]));
    let mut last = after(caller, course);
    if view
        .sessions
        .iter()
        .any(|session| session.is_ahead(speech.now))
    {
        last.push(at(CourseText::PageCancelButton, 4, CourseAct::Cancel));
    }
    rows.push(buttons(&last));
    rows
}

/// What can be done with a course that is over as well.
fn after(caller: &Caller<'_>, course: &Course) -> Vec<(String, u8, CustomId)> {
    let copy = CourseIdent::Copy(course.id, form_number(caller.bot));
    vec![
        button(
            caller,
            &CourseText::PageReportButton,
            2,
            act(CourseAct::Report, course),
        ),
        button(
            caller,
            &CourseText::PageCopyButton,
            2,
            CustomId::Course(copy),
        ),
    ]
}

fn after_row(caller: &Caller<'_>, course: &Course) -> Value {
    buttons(&after(caller, course))
}

fn role_select(caller: &Caller<'_>, course: &Course) -> Value {
    let mut select = json!({
        "type": 6,
        "custom_id": act(CourseAct::Role, course).encode(),
        "placeholder": caller.say(&CourseText::PageRolePlaceholder),
        "min_values": 0,
        "max_values": 1,
    });
    if let Some(role) = course.details.role {
        select["default_values"] = json!([{"id": role.to_string(), "type": "role"}]);
    }
    row(&select)
}

fn programme_select(caller: &Caller<'_>, course: &Course, programmes: &[Programme]) -> Value {
    let chosen = course.details.programme;
    let mut options = vec![json!({
        "label": caller.say(&CourseText::PageProgrammeAll),
        "value": NOBODY,
        "default": chosen.is_none(),
    })];
    options.extend(programmes.iter().take(24).map(|programme| {
        json!({
            "label": one_line(&programme.name, 100),
            "value": programme.id.to_string(),
            "default": chosen == Some(programme.id),
        })
    }));
    row(&json!({
        "type": 3,
        "custom_id": act(CourseAct::Programme, course).encode(),
        "placeholder": caller.say(&CourseText::PageProgrammePlaceholder),
        "options": options,
    }))
}

fn remind_select(caller: &Caller<'_>, course: &Course) -> Value {
    let details = &course.details;
    let mut options: Vec<Value> = Before::ALL
        .iter()
        .map(|(before, name)| {
            let label = match before {
                Before::Week => CourseText::RemindWeek,
                Before::Day => CourseText::RemindDay,
                Before::Hour => CourseText::RemindHour,
            };
            json!({
                "label": caller.say(&label),
                "value": name,
                "default": details.reminders.contains(before),
            })
        })
        .collect();
    options.push(json!({
        "label": caller.say(&CourseText::RemindCode),
        "value": CODE,
        "default": details.with_code,
    }));
    row(&json!({
        "type": 3,
        "custom_id": act(CourseAct::Remind, course).encode(),
        "placeholder": caller.say(&CourseText::PageRemindPlaceholder),
        "min_values": 0,
        "max_values": options.len(),
        "options": options,
    }))
}

/// Begins the value that shows other sessions in the select; a number follows.
pub const TURN: char = '@';
/// Most options of a select.
const OPTIONS: usize = 25;
/// How many of the sessions that have ended are shown before those to come.
const ENDED: usize = 5;

/// The select that opens a session, in their order. Of more than fit it shows those around
/// today, or `from` a number on, and leads to the others.
fn session_select(
    caller: &Caller<'_>,
    speech: CourseSpeech<'_>,
    course: &Course,
    sessions: &[Session],
    from: Option<usize>,
) -> Value {
    let all = sessions.len();
    // Two options lead on.
    let shown = if all > OPTIONS { OPTIONS - 2 } else { all };
    let ended = sessions.iter().filter(|s| s.ends_at <= speech.now).count();
    let first = from.unwrap_or(ended.saturating_sub(ENDED)).min(all - shown);
    let turn = |label: &CourseText, to: usize| json!({"label": caller.say(label), "value": format!("{TURN}{to}")});
    let mut options = Vec::new();
    if first > 0 {
        options.push(turn(&CourseText::PageEarlier, first.saturating_sub(shown)));
    }
    options.extend(sessions.iter().skip(first).take(shown).map(|session| {
        let label = one_line(&speech.span(session), 100);
        json!({"label": label, "value": session.id.to_string()})
    }));
    if first + shown < all {
        options.push(turn(&CourseText::PageLater, first + shown));
    }
    row(&json!({
        "type": 3,
        "custom_id": act(CourseAct::Session, course).encode(),
        "placeholder": caller.say(&CourseText::PageSessionPlaceholder),
        "options": options,
    }))
}

/// Two buttons: one that does it, and the way back to the page.
pub fn ask_back(
    caller: &Caller<'_>,
    text: &CourseText,
    yes: (&CourseText, CustomId),
    back: CustomId,
) -> Value {
    let row = [
        (caller.say(yes.0), 4, yes.1),
        (caller.say(&CourseText::PageBackButton), 2, back),
    ];
    json!({"content": caller.say(text), "embeds": [], "components": [buttons(&row)]})
}

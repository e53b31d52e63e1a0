//! A session as staff see it: who signed up, who came, what was changed, and its time.

use serde_json::{Value, json};

use super::card::{act, cut};
use super::{CourseSpeech, faults, speech_for};
use crate::courses::CourseState;
use crate::courses::Standing;
use crate::courses::counting::{Changed, Count, NUMBER_MOST};
use crate::courses::dates::people;
use crate::courses::model::OPENS_BEFORE;
use crate::courses::planning::Refusal;
use crate::discord::custom_id::{CourseAct, CustomId, SessionAct};
use crate::discord::members::consent;
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, mention};
use crate::fault::Fault;
use crate::i18n::CourseText;
use crate::ids::{SessionId, UserId};

/// The names of the form's fields.
pub const WALK_INS_FIELD: &str = "walk_ins";
pub const VIEWERS_FIELD: &str = "viewers";

/// The page.
pub async fn show(caller: &Caller<'_>, id: SessionId, in_place: bool) -> Said {
    show_with(caller, id, None, in_place).await
}

/// The page below a word about what was done, or why it was not.
pub async fn show_with(
    caller: &Caller<'_>,
    id: SessionId,
    word: Option<String>,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let count = caller.ours(caller.bot.courses.opened(actor, id).await)?;
    let Some(count) = count else {
        return Err(Reply::words(&caller.say(&CourseText::PlanNotStaff)));
    };
    let speech = speech_for(caller).await?;
    let mut content = text(speech, &count);
    if let Some(word) = word {
        content = format!("{word}\n\n{content}");
    }
    let page = json!({
        "content": cut(&content, 2000),
        "embeds": [],
        "components": rows(caller, &count),
    });
    Ok(caller.page(page, in_place))
}

fn text(speech: CourseSpeech<'_>, count: &Count) -> String {
    let say = |text: &CourseText| speech.say(text);
    let (session, tally) = (&count.session, &count.tally);
    let of = |people: &[UserId]| i64::try_from(people.len()).unwrap_or(i64::MAX);
    let mut lines = vec![format!(
        "**{}**",
        say(&CourseText::CountTitle {
            title: escape(&count.course.details.title),
            span: speech.span(session),
        })
    )];
    if count.course.details.with_code && !session.is_cancelled() {
        let code = session.code.clone();
        lines.push(say(&CourseText::CountCode { code }));
    }
    lines.extend([
        say(&CourseText::CountSignedUp {
            count: of(&tally.signed_up),
        }),
        say(&CourseText::CountCame {
            count: of(&tally.came),
        }),
        say(&CourseText::CountAbsent {
            count: of(&tally.absent),
        }),
        say(&CourseText::CountExcused {
            count: of(&tally.excused),
        }),
        say(&CourseText::CountUnknown {
            count: of(&tally.unknown),
        }),
        say(&CourseText::CountWalkedIn {
            members: of(&tally.walked_in),
            others: tally.walk_ins,
        }),
        say(&CourseText::CountViewers {
            count: tally.viewers,
        }),
    ]);
    let unknown = count.asked_after(speech.now);
    if !unknown.is_empty() {
        let people: Vec<String> = unknown.iter().map(|user| mention(*user)).collect();
        lines.push(say(&CourseText::CountUnknownNames {
            people: people.join(" "),
        }));
    }
    if !count.changes.is_empty() {
        lines.push(format!("**{}**", say(&CourseText::CountChanges)));
        lines.extend(count.changes.iter().map(|change| changed(speech, change)));
    }
    lines.join("\n")
}

/// One change, with who made it and when.
fn changed(speech: CourseSpeech<'_>, change: &Changed) -> String {
    let time = speech.moment(change.at);
    let by = mention(change.by);
    let mark = |came: Option<i64>| {
        speech.say(&match came {
            None => CourseText::MarkNone,
            Some(0) => CourseText::MarkAbsent,
            Some(_) => CourseText::MarkCame,
        })
    };
    let number = |number: Option<i64>| number.unwrap_or(0).to_string();
    speech.say(&match change.user {
        Some(user) => CourseText::CountChangeCame {
            time,
            person: mention(user),
            was: mark(change.was),
            became: mark(change.became),
            by,
        },
        None => CourseText::CountChangeNumber {
            time,
            what: speech.say(&if change.what == "viewers" {
                CourseText::CountWhatViewers
            } else {
                CourseText::CountWhatWalkIns
            }),
            was: number(change.was),
            became: number(change.became),
            by,
        },
    })
}

fn rows(caller: &Caller<'_>, count: &Count) -> Vec<Value> {
    let session = &count.session;
    let now = caller.bot.courses.now();
    let say = |text: &CourseText| caller.say(text);
    let mut rows = Vec::new();
    let is_off = session.is_cancelled() || count.course.state == CourseState::Cancelled;
    if !is_off && session.starts_at - OPENS_BEFORE <= now {
        for (what, words) in [
            (SessionAct::Came, CourseText::CountCamePlaceholder),
            (SessionAct::Absent, CourseText::CountAbsentPlaceholder),
        ] {
            rows.push(row(&json!({
                "type": 5,
                "custom_id": CustomId::on_session(what, session.id).encode(),
                "placeholder": say(&words),
                "min_values": 1,
                "max_values": 25,
            })));
        }
        rows.push(buttons(&[
            (
                say(&CourseText::CountRestButton),
                2,
                CustomId::on_session(SessionAct::Rest, session.id),
            ),
            (
                say(&CourseText::CountNumbersButton),
                2,
                CustomId::on_session(SessionAct::Numbers, session.id),
            ),
        ]));
    }
    if !is_off && session.is_ahead(now) {
        rows.push(buttons(&[
            (
                say(&CourseText::CountMoveButton),
                2,
                CustomId::on_session(SessionAct::Move, session.id),
            ),
            (
                say(&CourseText::CountOffButton),
                4,
                CustomId::on_session(SessionAct::Off, session.id),
            ),
        ]));
    }
    let back = act(CourseAct::Page, &count.course);
    rows.push(buttons(&[(say(&CourseText::PageBackButton), 2, back)]));
    rows
}

/// The page after a change, or below why it was not made.
async fn after<T>(
    caller: &Caller<'_>,
    id: SessionId,
    done: Result<T, Fault<Refusal>>,
    in_place: bool,
) -> Said {
    let early = match done {
        Err(Fault::Refused(Refusal::NotRunning)) => Some(CourseText::CountTooEarly),
        Err(Fault::Refused(Refusal::NotOver)) => Some(CourseText::CountNotOver),
        _ => None,
    };
    if let Some(word) = early {
        let word = format!("⚠️ {}", caller.say(&word));
        return show_with(caller, id, Some(word), in_place).await;
    }
    faults::staff(caller, done).await?;
    show(caller, id, in_place).await
}

/// People were chosen who came, or did not.
pub async fn marked(
    caller: &Caller<'_>,
    id: SessionId,
    people: &[UserId],
    came: bool,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let courses = &caller.bot.courses;
    // Whoever has signed up may be counted.
    let mut others = Vec::new();
    if let Some((_, course, _)) = caller.ours(courses.find_session(actor.guild, id).await)? {
        for user in people {
            let standing = caller.ours(courses.standing(course.id, *user).await)?;
            if standing.is_none_or(|standing| standing == Standing::Cancelled) {
                others.push(*user);
            }
        }
    }
    let others = consent::not_given_by(caller, &others).await?;
    // Whoever may not count learns nothing of it.
    if !others.is_empty() && caller.ours(courses.count(actor, id).await)?.is_some() {
        let names: Vec<String> = others.into_iter().map(mention).collect();
        let names = names.join("、");
        let text = CourseText::CountNotAgreed { names };
        return Err(Reply::words(&caller.say(&text)));
    }
    let done = courses.mark_all(actor, id, people, came).await;
    after(caller, id, done, in_place).await
}

/// 「残りを欠席にする」
pub async fn rest(caller: &Caller<'_>, id: SessionId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let done = caller.bot.courses.rest_absent(actor, id).await;
    after(caller, id, done, in_place).await
}

/// The form of the numbers, with those that are.
pub async fn numbers_form(caller: &Caller<'_>, id: SessionId) -> Said {
    let actor = caller.actor()?;
    let count = caller.ours(caller.bot.courses.count(actor, id).await)?;
    let Some(count) = count else {
        return Err(Reply::words(&caller.say(&CourseText::PlanNotStaff)));
    };
    let field = |name: &str, label: &CourseText, value: i64| {
        let mut field = input(name, &caller.say(label), None, false, 10);
        fill(&mut field, &value.to_string());
        row(&field)
    };
    let id = CustomId::on_session(SessionAct::Numbers, id);
    Ok(Reply::Form(json!({
        "custom_id": id.encode(),
        "title": caller.say(&CourseText::CountNumbersForm),
        "components": [
            field(WALK_INS_FIELD, &CourseText::CountWalkInsLabel, count.session.walk_ins),
            field(VIEWERS_FIELD, &CourseText::CountViewersLabel, count.session.viewers),
        ],
    })))
}

/// The numbers were sent.
pub async fn numbers(
    caller: &Caller<'_>,
    id: SessionId,
    walk_ins: &str,
    viewers: &str,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let read = |text: &str| {
        let number = people(text).unwrap_or(Some(0));
        number.filter(|number| (0..=NUMBER_MOST).contains(number))
    };
    let Some((walk_ins, viewers)) = read(walk_ins).zip(read(viewers)) else {
        let word = format!("⚠️ {}", caller.say(&CourseText::CountNumberFault));
        return show_with(caller, id, Some(word), in_place).await;
    };
    let courses = &caller.bot.courses;
    let done = courses.set_numbers(actor, id, walk_ins, viewers).await;
    after(caller, id, done, in_place).await
}

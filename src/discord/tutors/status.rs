//! `/tutor status`: who waits since when and why, who carries what, what was declined.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, Desk, TutorAct, TutorIdent};
use crate::discord::members::consent;
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, mention, one_line};
use crate::fault::Fault;
use crate::guilds::Topic;
use crate::i18n::TutorText;
use crate::ids::{TutorId, UserId};
use crate::members::looks::LookedAt;
use crate::tutors::overseeing::{Carrying, Overview};
use crate::tutors::{Request, RequestState, Tutor, TutorState};

use super::Speech;
use super::own::{cut, pick, reason};

/// Most lines of a part.
const LINES: usize = 20;
/// Most characters of a part's lines: four parts stay below Discord's 6,000 in all.
const PART_MOST: usize = 1_350;

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// The page.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.overview(actor).await {
        Ok(overview) => {
            let (page, named) = page(caller, &overview);
            let (members, by) = (&caller.bot.members, Some(actor.user));
            let seen = members.seen(actor.guild, named, LookedAt::Overview, by);
            caller.ours(seen.await)?;
            Ok(caller.page(page, in_place))
        }
        Err(Fault::Refused(_)) => Err(Reply::words(&caller.say(&TutorText::TutorsForStaff))),
        Err(Fault::Ours(error)) => Err(caller.our_fault(&error)),
    }
}

/// A line, and whom it names.
type Named = (String, Vec<UserId>);

/// A heading with its lines, as many as fit beside the other parts. Whom they name is added to those
/// who are seen.
fn part(speech: Speech<'_>, heading: &TutorText, lines: &[Named], seen: &mut Vec<UserId>) -> Value {
    let mut shown = Vec::new();
    let mut room = PART_MOST;
    for (line, people) in lines.iter().take(LINES) {
        let long = line.chars().count() + 1;
        if long > room {
            break;
        }
        room -= long;
        shown.push(line.clone());
        seen.extend(people);
    }
    if lines.is_empty() {
        shown.push(speech.say(&TutorText::StatusNone));
    } else if lines.len() > shown.len() {
        shown.push(speech.say(&TutorText::StatusMore {
            count: count(lines.len() - shown.len()),
        }));
    }
    json!({"title": speech.say(heading), "description": shown.join("\n")})
}

fn request_line(speech: Speech<'_>, request: &Request, offered: Option<String>) -> String {
    let mut state = speech.state(request);
    if let Some(tutor) = offered {
        state = format!("{state} {tutor}");
    }
    speech.say(&TutorText::StatusLine {
        number: request.number,
        topic: escape(request.topic.as_str()),
        member: mention(request.member),
        time: format!("<t:{}:R>", request.requested_at.timestamp()),
        state,
    })
}

fn tutor_line(speech: Speech<'_>, carrying: &Carrying) -> String {
    let tutor = &carrying.tutor;
    let state = match (tutor.state, tutor.pause) {
        (TutorState::Applied, _) => speech.say(&TutorText::StatusApplied),
        (TutorState::Refused, _) => speech.say(&TutorText::StatusRefused),
        (_, Some(_)) => speech.say(&TutorText::StatusPaused),
        _ => String::new(),
    };
    speech.say(&TutorText::StatusTutorLine {
        number: tutor.id.0,
        tutor: mention(tutor.user),
        now: carrying.now,
        places: tutor.profile.places.into(),
        lately: carrying.lately,
        state,
    })
}

/// The page, and whom it names.
fn page(caller: &Caller<'_>, overview: &Overview) -> (Value, Vec<UserId>) {
    let speech = caller.speech();
    let in_state = |searching: bool| {
        let open = overview.open.iter();
        open.filter(move |(request, _)| request.state.is_searching() == searching)
    };
    let searching: Vec<Named> = in_state(true)
        .map(|(request, offer)| {
            let offered = offer.as_ref().map(|offer| mention(offer.tutor));
            let mut line = request_line(speech, request, offered);
            if request.state == RequestState::Waiting && request.nobody_since.is_some() {
                line.push('\n');
                line.push_str(&speech.say(&TutorText::ViewNobody));
            }
            let tutor = offer.as_ref().map(|offer| offer.tutor);
            (line, tutor.into_iter().chain([request.member]).collect())
        })
        .collect();
    let talking: Vec<Named> = in_state(false)
        .map(|(request, _)| {
            let both = request.tutor().into_iter().chain([request.member]);
            (request_line(speech, request, None), both.collect())
        })
        .collect();
    let tutors: Vec<Named> = overview
        .tutors
        .iter()
        .map(|carrying| (tutor_line(speech, carrying), vec![carrying.tutor.user]))
        .collect();
    let declined: Vec<Named> = overview
        .declined
        .iter()
        .map(|(offer, request)| {
            let line = TutorText::StatusDeclinedLine {
                tutor: mention(offer.tutor),
                number: request.number,
                reason: reason(speech, &offer.reason),
            };
            (speech.say(&line), vec![offer.tutor])
        })
        .collect();
    let waiting = TutorText::StatusWaiting {
        count: count(searching.len()),
    };
    let talks = TutorText::StatusTalking {
        count: count(talking.len()),
    };
    let all = TutorText::StatusTutors {
        count: count(tutors.len()),
    };
    let mut seen = Vec::new();
    let embeds = [
        (&waiting, &searching),
        (&talks, &talking),
        (&all, &tutors),
        (&TutorText::StatusDeclined, &declined),
    ]
    .map(|(heading, lines)| part(speech, heading, lines, &mut seen));
    let open: Vec<&Request> = overview.open.iter().map(|(request, _)| request).collect();
    let mut rows: Vec<Value> = pick(speech, &open, &TutorText::StatusPick)
        .into_iter()
        .collect();
    rows.extend(pick_tutor(caller, overview));
    let title = format!("**{}**", speech.say(&TutorText::StatusTitle));
    let page = json!({"content": title, "embeds": embeds, "components": rows});
    (page, seen)
}

/// The select of a tutor. Whoever waits for a decision comes first.
fn pick_tutor(caller: &Caller<'_>, overview: &Overview) -> Option<Value> {
    let speech = caller.speech();
    let mut tutors: Vec<&Tutor> = overview.tutors.iter().map(|one| &one.tutor).collect();
    tutors.sort_by_key(|tutor| (tutor.state != TutorState::Applied, tutor.id));
    let options: Vec<Value> = tutors
        .iter()
        .take(25)
        .map(|tutor| {
            // A select shows no mentions; the number is the one of the list.
            let topics = tutor.profile.topics.keys().map(Topic::to_string);
            let topics: Vec<String> = topics.collect();
            let label = speech.say(&TutorText::StatusTutorOption {
                number: tutor.id.0,
                topics: speech.list(&topics),
            });
            json!({"label": one_line(&label, 100), "value": tutor.id.to_string()})
        })
        .collect();
    (!options.is_empty()).then(|| {
        row(&json!({
            "type": 3,
            "custom_id": CustomId::Tutor(TutorIdent::Desk(Desk::PickTutor)).encode(),
            "placeholder": caller.say(&TutorText::StatusPickTutor),
            "options": options,
        }))
    })
}

/// One registration, for staff.
pub async fn tutor(caller: &Caller<'_>, id: TutorId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let found = match caller.bot.tutors.registered(actor, id).await {
        Ok(found) => found,
        Err(Fault::Refused(_)) => {
            return Err(Reply::words(&caller.say(&TutorText::TutorsForStaff)));
        }
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
    };
    let Some(carrying) = found else {
        return Err(Reply::words(&caller.say(&TutorText::TutorUnknown)));
    };
    let speech = caller.speech();
    let mut lines = vec![tutor_line(speech, &carrying)];
    lines.extend(super::join::lines(speech, &carrying.tutor));
    let page = json!({
        "content": cut(&lines),
        "embeds": [],
        "components": [decisions(speech, &carrying.tutor)],
    });
    Ok(caller.page(page, in_place))
}

/// What staff can decide about a registration.
pub fn decisions(speech: Speech<'_>, tutor: &Tutor) -> Value {
    let id = |act| CustomId::Tutor(TutorIdent::Tutor(act, tutor.id));
    let mut row = Vec::new();
    if tutor.state != TutorState::Approved {
        row.push((
            speech.say(&TutorText::ApproveButton),
            3,
            id(TutorAct::Approve),
        ));
    }
    if tutor.state != TutorState::Refused {
        row.push((
            speech.say(&TutorText::RefuseButton),
            2,
            id(TutorAct::Refuse),
        ));
    }
    buttons(&row)
}

/// Staff decide.
pub async fn decide(caller: &Caller<'_>, id: TutorId, is_approved: bool) -> Said {
    use crate::tutors::joining::JoinRefusal;
    let actor = caller.actor()?;
    if is_approved
        && caller
            .ours(caller.bot.guilds.capabilities(actor).await)?
            .staff
    {
        // They may have taken their consent back since they registered.
        let tutor = caller.ours(caller.bot.tutors.tutor(actor.guild, id).await)?;
        if let Some(tutor) = tutor {
            consent::of_other(caller, tutor.user).await?;
        }
    }
    let words = match caller.bot.tutors.decide(actor, id, is_approved).await {
        Ok(tutor) => {
            let tutor = mention(tutor.user);
            return Ok(Reply::words(&caller.say(&if is_approved {
                TutorText::ApproveDone { tutor }
            } else {
                TutorText::RefuseDone { tutor }
            })));
        }
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
        Err(Fault::Refused(JoinRefusal::Unknown)) => TutorText::TutorUnknown,
        Err(Fault::Refused(JoinRefusal::Before(_))) => TutorText::DecideBefore,
        Err(Fault::Refused(refusal)) => super::join::refusal_words(refusal),
    };
    Err(Reply::words(&caller.say(&words)))
}

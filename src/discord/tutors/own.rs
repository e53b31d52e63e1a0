//! 「いま、あなたの相談は…」: how somebody's requests stand, and one request as they may see it.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, Desk, RequestAct, TutorIdent};
use crate::discord::members::me::me_button;
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, mention, one_line};
use crate::i18n::TutorText;
use crate::ids::{NoticeId, RequestId};
use crate::tutors::matching::Barrier;
use crate::tutors::notices::NoticeKind;
use crate::tutors::overseeing::{Own, View};
use crate::tutors::talking::Feedback;
use crate::tutors::{Request, RequestState};

use super::Speech;

/// Most buttons in a row, so that a phone shows them whole.
const IN_A_ROW: usize = 3;
/// Most characters of a text that somebody wrote.
const TEXT: usize = 300;

fn desk(desk: Desk) -> CustomId {
    CustomId::Tutor(TutorIdent::Desk(desk))
}

pub fn act(act: RequestAct, id: RequestId) -> CustomId {
    CustomId::Tutor(TutorIdent::Request(act, id))
}

/// The panel's button: who has nothing yet begins at once, the others see how it stands.
pub async fn start(caller: &Caller<'_>) -> Said {
    let actor = caller.actor()?;
    let own = caller.ours(caller.bot.tutors.own(actor.guild, actor.user).await)?;
    if own.asked.is_empty() {
        return super::request::begin(caller, actor.user, false).await;
    }
    Ok(Reply::Say(list(caller, &own)))
}

/// One's own requests, talks and offers.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let own = caller.ours(caller.bot.tutors.own(actor.guild, actor.user).await)?;
    Ok(caller.page(list(caller, &own), in_place))
}

fn line(speech: Speech<'_>, request: &Request) -> String {
    speech.say(&TutorText::OwnLine {
        number: request.number,
        topic: escape(request.topic.as_str()),
        state: speech.state(request),
    })
}

/// The select that opens one of these.
pub fn pick(speech: Speech<'_>, requests: &[&Request], words: &TutorText) -> Option<Value> {
    let options: Vec<Value> = requests
        .iter()
        .take(25)
        .map(|request| {
            let label = format!("#{} {}", request.number, request.topic);
            json!({"label": one_line(&label, 100), "value": request.id.to_string()})
        })
        .collect();
    (!options.is_empty()).then(|| {
        row(&json!({
            "type": 3,
            "custom_id": desk(Desk::Pick).encode(),
            "placeholder": speech.say(words),
            "options": options,
        }))
    })
}

fn list(caller: &Caller<'_>, own: &Own) -> Value {
    let speech = caller.speech();
    let say = |text: &TutorText| caller.say(text);
    let mut lines = vec![format!("**{}**", say(&TutorText::OwnTitle))];
    if own.asked.is_empty() {
        lines.push(say(&TutorText::OwnNone));
    }
    lines.extend(own.asked.iter().map(|request| line(speech, request)));
    let mut part = |heading: TutorText, requests: &[Request]| {
        if !requests.is_empty() {
            lines.push(format!("**{}**", speech.say(&heading)));
            lines.extend(requests.iter().map(|request| line(speech, request)));
        }
    };
    part(TutorText::OwnOffers, &own.offered);
    part(TutorText::OwnTalks, &own.talks);
    part(TutorText::OwnPast, &own.past);
    let all: Vec<&Request> = own
        .asked
        .iter()
        .chain(&own.talks)
        .chain(&own.past)
        .collect();
    let mut rows: Vec<Value> = pick(speech, &all, &TutorText::OwnPick)
        .into_iter()
        .collect();
    let new = (say(&TutorText::OwnNewButton), 1, desk(Desk::New));
    rows.push(buttons(&[new, me_button(caller)]));
    json!({"content": cut(&lines), "embeds": [], "components": rows})
}

/// Lines, as many as fit into a message.
pub fn cut(lines: &[String]) -> String {
    let mut kept = String::new();
    for line in lines {
        if kept.chars().count() + line.chars().count() > 1950 {
            kept.push('…');
            break;
        }
        kept.push_str(line);
        kept.push('\n');
    }
    kept.trim_end().to_owned()
}

/// One request.
pub async fn see(caller: &Caller<'_>, id: RequestId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.ours(caller.bot.tutors.opened(actor, id).await)? {
        Some(view) => Ok(caller.page(page(caller, &view), in_place)),
        None => Err(Reply::words(&caller.say(&TutorText::ViewUnknown))),
    }
}

/// The button on a notice: what it is about.
pub async fn of_notice(caller: &Caller<'_>, id: NoticeId) -> Said {
    let actor = caller.actor()?;
    let notice = caller.ours(caller.bot.tutors.notice(id).await)?;
    let notice = notice.filter(|notice| notice.user == actor.user && notice.guild == actor.guild);
    match notice.map(|notice| notice.kind) {
        Some(
            NoticeKind::Made(request)
            | NoticeKind::Nobody(request)
            | NoticeKind::Still(request)
            | NoticeKind::Back(request)
            | NoticeKind::Matched(request)
            | NoticeKind::Closed(request)
            | NoticeKind::Expired(request)
            | NoticeKind::Form(request)
            | NoticeKind::Thanks(request)
            | NoticeKind::Note(request),
        ) => see(caller, request, false).await,
        Some(
            NoticeKind::Approved(_)
            | NoticeKind::Refused(_)
            | NoticeKind::Silent(_)
            | NoticeKind::RoleLost(_)
            | NoticeKind::Resumed(_),
        ) => super::join::show(caller, false).await,
        Some(NoticeKind::Offer(_) | NoticeKind::Taken(_)) => show(caller, false).await,
        None => Err(Reply::words(&caller.say(&TutorText::ViewUnknown))),
    }
}

fn text(of: &str) -> String {
    one_line(&escape(of), TEXT)
}

fn page(caller: &Caller<'_>, view: &View) -> Value {
    let speech = caller.speech();
    let say = |text: &TutorText| caller.say(text);
    let request = &view.request;
    let mut lines = vec![format!(
        "**{}**",
        say(&TutorText::ViewTitle {
            number: request.number,
            topic: escape(request.topic.as_str()),
        })
    )];
    lines.push(say(&TutorText::ViewState {
        state: speech.state(request),
    }));
    lines.extend(what_comes(caller, view));
    if !view.rights.is_member {
        lines.push(say(&TutorText::ViewMember {
            member: mention(request.member),
        }));
    }
    if let Some(staff) = request.made_by {
        lines.push(say(&TutorText::ViewMadeBy {
            staff: mention(staff),
        }));
    }
    lines.push(say(&TutorText::ViewAsked {
        time: Speech::time(request.requested_at),
    }));
    lines.push(say(&TutorText::ViewWhen {
        when: speech.when(request.when),
    }));
    lines.push(say(&TutorText::ViewHow {
        format: speech.format(request.format),
    }));
    if !view.is_about_hidden {
        lines.push(format!("> {}", text(&request.about)));
    }
    if !view.excluded.is_empty() {
        let people: Vec<String> = view.excluded.iter().copied().map(mention).collect();
        lines.push(say(&TutorText::ViewExcluded {
            people: speech.list(&people),
        }));
    }
    lines.extend(for_staff(caller, view));
    if let Some(feedback) = &view.feedback {
        lines.extend(said(speech, feedback));
    }
    let all = choices(caller, view);
    let mut rows: Vec<Value> = all.chunks(IN_A_ROW).map(buttons).collect();
    if let Some(thread) = request.thread.filter(|_| view.rights.side().is_some()) {
        let link = crate::discord::questions::told::link(request.guild, thread);
        let label = say(&TutorText::NoticeOpenButton);
        rows.push(json!({"type": 1, "components": [
            {"type": 2, "style": 5, "label": label, "url": link}]}));
    }
    json!({"content": cut(&lines), "embeds": [], "components": rows})
}

/// What happens next, for the people of the request.
fn what_comes(caller: &Caller<'_>, view: &View) -> Vec<String> {
    let say = |text: &TutorText| caller.say(text);
    let request = &view.request;
    let mut lines = Vec::new();
    match (request.state, request.talk) {
        (RequestState::Waiting | RequestState::Offered, _) => {
            if request.nobody_since.is_some() {
                lines.push(say(&TutorText::ViewNobody));
            }
            if let Some(offer) = &view.open_offer {
                let time = Speech::time(offer.expires_at);
                let sees_tutor = view.rights.oversees();
                lines.push(say(&if sees_tutor {
                    TutorText::ViewOfferedStaff {
                        tutor: mention(offer.tutor),
                        time,
                    }
                } else {
                    TutorText::ViewOffered { time }
                }));
            }
            lines.push(say(&TutorText::ViewPromise {
                time: Speech::time(request.promised_at),
            }));
        }
        (RequestState::Matched, Some(talk)) => {
            if let Some(thread) = request.thread {
                lines.push(say(&TutorText::ViewThread {
                    place: format!("<#{thread}>"),
                }));
            }
            if talk.ended.is_some() {
                lines.push(say(&TutorText::ViewEnding));
            }
        }
        _ => {}
    }
    lines
}

/// Why nobody can be asked, in words.
pub fn why_nobody(speech: Speech<'_>, counts: &[(Option<Barrier>, usize)]) -> String {
    if counts.is_empty() {
        return speech.say(&TutorText::BarrierNobody);
    }
    let words = counts.iter().map(|(barrier, count)| {
        let count = i64::try_from(*count).unwrap_or(i64::MAX);
        speech.say(&match barrier {
            Some(Barrier::Topic) => TutorText::BarrierTopic { count },
            Some(Barrier::Room) => TutorText::BarrierRoom { count },
            Some(Barrier::Paused) => TutorText::BarrierPaused { count },
            Some(Barrier::Hours | Barrier::Kept) => TutorText::BarrierHours { count },
            Some(Barrier::Themself) => TutorText::BarrierThemself { count },
            None => TutorText::BarrierNone { count },
        })
    });
    let words: Vec<String> = words.collect();
    speech.list(&words)
}

/// Offers so far, and why nobody can be asked.
fn for_staff(caller: &Caller<'_>, view: &View) -> Vec<String> {
    let speech = caller.speech();
    let mut lines = Vec::new();
    if !view.rights.is_staff || view.rights.side().is_some() {
        return lines;
    }
    if view.request.state == RequestState::Waiting {
        lines.push(speech.say(&TutorText::ViewWhy {
            list: why_nobody(speech, &view.why_nobody),
        }));
    }
    if !view.offers.is_empty() {
        lines.push(speech.say(&TutorText::ViewHistory));
        lines.extend(view.offers.iter().map(|offer| {
            speech.say(&TutorText::ViewHistoryLine {
                tutor: mention(offer.tutor),
                state: speech.offer_state(offer.state),
                reason: reason(speech, &offer.reason),
            })
        }));
    }
    lines
}

/// A reason, if one was given.
pub fn reason(speech: Speech<'_>, given: &str) -> String {
    if given.is_empty() {
        return String::new();
    }
    speech.say(&TutorText::ViewReason { text: text(given) })
}

fn said(speech: Speech<'_>, feedback: &Feedback) -> Vec<String> {
    let again = |said: Option<bool>| {
        speech.say(&match said {
            Some(true) => TutorText::AgainYes,
            Some(false) => TutorText::AgainNo,
            None => TutorText::AgainUnsaid,
        })
    };
    let mut lines = Vec::new();
    if let Some(rating) = feedback.rating {
        lines.push(speech.say(&TutorText::ViewRating {
            rating: rating.into(),
        }));
    }
    if feedback.member_again.is_some() && feedback.tutor_again.is_some() {
        lines.push(speech.say(&TutorText::ViewAgain {
            member: again(feedback.member_again),
            tutor: again(feedback.tutor_again),
        }));
    }
    let words = [
        (
            &feedback.word,
            TutorText::ViewWord {
                text: text(&feedback.word),
            },
        ),
        (
            &feedback.note,
            TutorText::ViewNote {
                text: text(&feedback.note),
            },
        ),
        (
            &feedback.memo,
            TutorText::ViewMemo {
                text: text(&feedback.memo),
            },
        ),
    ];
    let words = words.iter().filter(|(said, _)| !said.is_empty());
    lines.extend(words.map(|(_, text)| speech.say(text)));
    lines
}

/// What this person may do now.
fn choices(caller: &Caller<'_>, view: &View) -> Vec<(String, u8, CustomId)> {
    let request = &view.request;
    let rights = view.rights;
    let mut all = Vec::new();
    let mut offer = |label: TutorText, style: u8, what: RequestAct| {
        all.push((caller.say(&label), style, act(what, request.id)));
    };
    let ended = request.talk.and_then(|talk| talk.ended);
    if request.state == RequestState::Matched && rights.side().is_some() {
        match ended {
            Some((by, _)) if Some(by) != rights.side() => {
                offer(TutorText::EndYesButton, 3, RequestAct::End);
                offer(TutorText::EndNoButton, 2, RequestAct::GoOn);
            }
            Some(_) => offer(TutorText::EndNoButton, 2, RequestAct::GoOn),
            None => offer(TutorText::EndButton, 3, RequestAct::End),
        }
    }
    if request.state == RequestState::Matched && rights.is_tutor {
        offer(TutorText::BackButton, 2, RequestAct::Back);
    }
    if request.state.is_open() && rights.is_member {
        offer(TutorText::CancelButton, 2, RequestAct::Cancel);
    }
    if view.is_about_hidden && !request.member.is_erased() {
        offer(TutorText::AboutButton, 2, RequestAct::About);
    }
    if request.state.is_open() && rights.is_staff {
        offer(TutorText::HandButton, 1, RequestAct::Hand);
        if request.state == RequestState::Matched {
            offer(TutorText::FreeButton, 2, RequestAct::Free);
        }
        if !rights.is_member {
            offer(TutorText::CloseButton, 2, RequestAct::Close);
        }
        if view.is_kept_from_some && !rights.is_member {
            offer(TutorText::ExcludedButton, 2, RequestAct::Excluded);
        }
    }
    if request.state == RequestState::Finished && rights.is_member {
        offer(TutorText::RateWordButton, 2, RequestAct::Word);
    }
    if request.state == RequestState::Finished && rights.is_tutor {
        offer(TutorText::MemoButton, 2, RequestAct::Memo);
    }
    // Staff who have no part in it came from their own list.
    let list = if rights.oversees() {
        Desk::Status
    } else {
        Desk::Own
    };
    all.push((caller.say(&TutorText::OwnListButton), 2, desk(list)));
    all
}

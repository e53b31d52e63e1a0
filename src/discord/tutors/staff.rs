//! What staff are told about requests and registrations. Bodies for Discord's HTTP API.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, RequestAct, TutorAct, TutorIdent};
use crate::discord::reply::buttons;
use crate::discord::text::{escape, mention};
use crate::i18n::TutorText;
use crate::tutors::matching::Barrier;
use crate::tutors::{Request, RequestState, Tutor, TutorState};

use super::Speech;
use super::own::why_nobody;

/// By what the word to staff about a request is known again.
#[must_use]
pub fn mark(speech: Speech<'_>, request: &Request, notice: i64) -> String {
    speech.say(&TutorText::StaffNumber {
        number: request.number,
        notice,
    })
}

/// A request that has nobody, or a talk that is silent; edited, it shows how it stands.
#[must_use]
pub fn about_request(
    speech: Speech<'_>,
    request: &Request,
    why: &[(Option<Barrier>, usize)],
    is_silent: bool,
    mark: Option<String>,
) -> Value {
    let say = |text: &TutorText| speech.say(text);
    let heading = match request.state {
        RequestState::Waiting if request.nobody_since.is_some() => TutorText::StaffNobody,
        RequestState::Matched if is_silent => TutorText::StaffSilent,
        _ => TutorText::StaffNow,
    };
    let mut lines = vec![say(&TutorText::StatusLine {
        number: request.number,
        topic: escape(request.topic.as_str()),
        member: mention(request.member),
        time: format!("<t:{}:R>", request.requested_at.timestamp()),
        state: speech.state(request),
    })];
    if request.state == RequestState::Waiting {
        lines.push(say(&TutorText::ViewWhy {
            list: why_nobody(speech, why),
        }));
    }
    let act = |act| CustomId::Tutor(TutorIdent::Request(act, request.id));
    let mut row = vec![(say(&TutorText::StaffOpenButton), 1, act(RequestAct::See))];
    if request.state.is_open() {
        row.push((say(&TutorText::HandButton), 2, act(RequestAct::Hand)));
    }
    let mut embed = json!({
        "title": say(&heading),
        "description": lines.join("\n"),
    });
    if let Some(mark) = mark {
        embed["footer"] = json!({"text": mark});
    }
    json!({
        "embeds": [embed],
        "components": [buttons(&row)],
        "allowed_mentions": {"parse": []},
    })
}

/// The button by which the word about an application is known again.
#[must_use]
pub fn see(tutor: &Tutor) -> CustomId {
    CustomId::Tutor(TutorIdent::Tutor(TutorAct::See, tutor.id))
}

/// Somebody wants to be a tutor; edited, it shows what was decided.
#[must_use]
pub fn about_tutor(speech: Speech<'_>, tutor: &Tutor) -> Value {
    let say = |text: &TutorText| speech.say(text);
    let heading = match tutor.state {
        TutorState::Approved => TutorText::StaffDecidedYes,
        TutorState::Refused => TutorText::StaffDecidedNo,
        TutorState::Drafted | TutorState::Applied => TutorText::StaffApplied,
    };
    let mut lines = vec![mention(tutor.user)];
    lines.extend(super::join::lines(speech, tutor));
    if let Some(by) = tutor.decided_by {
        lines.push(say(&TutorText::StaffDecidedBy { staff: mention(by) }));
    }
    let id = |act| CustomId::Tutor(TutorIdent::Tutor(act, tutor.id));
    let mut row = Vec::new();
    if tutor.state == TutorState::Applied {
        row.push((say(&TutorText::ApproveButton), 3, id(TutorAct::Approve)));
        row.push((say(&TutorText::RefuseButton), 2, id(TutorAct::Refuse)));
    }
    row.push((say(&TutorText::RequestStatusButton), 2, see(tutor)));
    json!({
        "embeds": [{"title": say(&heading), "description": lines.join("\n")}],
        "components": [buttons(&row)],
        "allowed_mentions": {"parse": []},
    })
}

//! Offers: what a tutor reads, and their answer.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, OfferAct, TutorIdent};
use crate::discord::questions::ask::input;
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, mention};
use crate::fault::Fault;
use crate::i18n::TutorText;
use crate::ids::OfferId;
use crate::tutors::model::WORD_MOST;
use crate::tutors::offering::OfferRefusal;
use crate::tutors::week::Week;
use crate::tutors::{Offer, OfferState, Request};

use super::Speech;

/// The name of the form's field.
pub const REASON_FIELD: &str = "reason";

fn act(act: OfferAct, id: OfferId) -> CustomId {
    CustomId::Tutor(TutorIdent::Offer(act, id))
}

/// What a tutor is asked: who, about what, when, why them, and until when. Once it is over,
/// it says so, and nothing of what the member wrote is left.
#[must_use]
pub fn body(
    speech: Speech<'_>,
    offer: &Offer,
    request: &Request,
    when: Week,
    see: CustomId,
) -> Value {
    let say = |text: &TutorText| speech.say(text);
    let title = say(&TutorText::OfferTitle {
        number: request.number,
    });
    let over = match offer.state {
        OfferState::Open => None,
        OfferState::Accepted => Some(TutorText::OfferEndedAccepted),
        OfferState::Declined => Some(TutorText::OfferEndedDeclined),
        OfferState::Expired => Some(TutorText::OfferEndedExpired),
        OfferState::Withdrawn => Some(TutorText::OfferEndedWithdrawn),
        OfferState::HandedBack => Some(TutorText::OfferEndedHandedBack),
    };
    let see = (say(&TutorText::RequestStatusButton), 2, see);
    if let Some(over) = over {
        return json!({
            "embeds": [{"title": title, "description": say(&over), "color": 0x0095_A5A6}],
            "components": [buttons(&[see])],
            "allowed_mentions": {"parse": []},
        });
    }
    let common = request.when.and(when);
    let why = if offer.by_hand.is_some() {
        say(&TutorText::OfferByHand)
    } else {
        speech.why(&offer.why, common)
    };
    let text = TutorText::OfferText {
        member: mention(request.member),
        topic: escape(request.topic.as_str()),
    };
    let until = TutorText::OfferUntil {
        time: Speech::time(offer.expires_at),
    };
    let field = |name: TutorText, value: String| json!({"name": say(&name), "value": value});
    let about: String = escape(&request.about).chars().take(2000).collect();
    let about = format!("**{}**\n{about}", say(&TutorText::OfferAbout));
    json!({
        "embeds": [{
            "title": title,
            "description": format!("{}\n\n{about}\n\n{}", say(&text), say(&until)),
            "fields": [
                field(TutorText::OfferWhen, speech.when(request.when)),
                field(TutorText::OfferHow, speech.format(request.format)),
                field(TutorText::OfferWhy, why),
            ],
            "color": 0x002E_CC71,
        }],
        "components": [buttons(&[
            (say(&TutorText::AcceptButton), 3, act(OfferAct::Accept, offer.id)),
            (say(&TutorText::DeclineButton), 2, act(OfferAct::Decline, offer.id)),
        ])],
        "allowed_mentions": {"parse": []},
    })
}

fn refused(caller: &Caller<'_>, fault: Fault<OfferRefusal>) -> Reply {
    let refusal = match fault {
        Fault::Ours(error) => return caller.our_fault(&error),
        Fault::Refused(refusal) => refusal,
    };
    Reply::words(&caller.say(&match refusal {
        OfferRefusal::Unknown | OfferRefusal::Late(OfferState::Open) => TutorText::OfferUnknown,
        OfferRefusal::NotYours => TutorText::OfferNotYours,
        OfferRefusal::Late(OfferState::Accepted) => TutorText::OfferLateAccepted,
        OfferRefusal::Late(OfferState::Declined) => TutorText::OfferLateDeclined,
        OfferRefusal::Late(OfferState::Expired) => TutorText::OfferLateExpired,
        OfferRefusal::Late(OfferState::Withdrawn) => TutorText::OfferLateWithdrawn,
        OfferRefusal::Late(OfferState::HandedBack) => TutorText::OfferLateHandedBack,
        OfferRefusal::Unfit => TutorText::ReasonUnfit {
            most: i64::try_from(WORD_MOST).unwrap_or(i64::MAX),
        },
    }))
}

/// 「引き受けます」.
pub async fn accept(caller: &Caller<'_>, id: OfferId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.accept(actor, id).await {
        Ok(_) => Ok(Reply::words(&caller.say(&TutorText::AcceptDone))),
        Err(fault) => Err(refused(caller, fault)),
    }
}

/// 「今回は難しいです」.
pub async fn decline(caller: &Caller<'_>, id: OfferId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.decline(actor, id).await {
        Ok(_) => {
            let reason = act(OfferAct::Reason, id);
            let button = (caller.say(&TutorText::ReasonButton), 2, reason);
            Ok(Reply::Say(json!({
                "content": caller.say(&TutorText::DeclineDone),
                "components": [buttons(&[button])],
            })))
        }
        Err(fault) => Err(refused(caller, fault)),
    }
}

/// The form of the reason.
pub fn reason_form(caller: &Caller<'_>, id: OfferId) -> Reply {
    let label = caller.say(&TutorText::ReasonLabel);
    let field = input(REASON_FIELD, &label, None, true, WORD_MOST);
    Reply::Form(json!({
        "custom_id": act(OfferAct::Reason, id).encode(),
        "title": caller.say(&TutorText::ReasonForm),
        "components": [row(&field)],
    }))
}

/// The reason was sent.
pub async fn reason_sent(caller: &Caller<'_>, id: OfferId, reason: &str) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.give_reason(actor, id, reason).await {
        Ok(()) => Ok(Reply::words(&caller.say(&TutorText::ReasonDone))),
        Err(fault) => Err(refused(caller, fault)),
    }
}

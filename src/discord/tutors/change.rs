//! What is done with one request: cancelled, closed, ended, handed back, put to somebody.

use serde_json::json;

use crate::discord::custom_id::{CustomId, RequestAct, TutorIdent};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::mention;
use crate::fault::Fault;
use crate::i18n::TutorText;
use crate::ids::{RequestId, UserId};
use crate::tutors::model::Ending;
use crate::tutors::offering::HandRefusal;
use crate::tutors::requesting::ChangeRefusal;
use crate::tutors::{Request, RequestState};

fn act(act: RequestAct, id: RequestId) -> CustomId {
    CustomId::Tutor(TutorIdent::Request(act, id))
}

fn refusal_words(refusal: ChangeRefusal, not_yours: &TutorText) -> TutorText {
    match refusal {
        ChangeRefusal::Unknown => TutorText::ViewUnknown,
        ChangeRefusal::NotYours => not_yours.clone(),
        ChangeRefusal::Closed(RequestState::Waiting | RequestState::Offered) => {
            TutorText::ChangeNotMatched
        }
        ChangeRefusal::Closed(_) => TutorText::ChangeClosed,
        ChangeRefusal::NothingNew => TutorText::ChangeNothingNew,
    }
}

fn refused(caller: &Caller<'_>, fault: Fault<ChangeRefusal>, not_yours: &TutorText) -> Reply {
    match fault {
        Fault::Refused(refusal) => Reply::words(&caller.say(&refusal_words(refusal, not_yours))),
        Fault::Ours(error) => caller.our_fault(&error),
    }
}

/// The request, for somebody who may do something with it: whose it is comes before what is
/// asked back.
async fn known(
    caller: &Caller<'_>,
    id: RequestId,
    may: impl Fn(&crate::tutors::model::Rights) -> bool,
    not_yours: &TutorText,
) -> Result<Request, Reply> {
    let actor = caller.actor()?;
    let words = |text: &TutorText| Reply::words(&caller.say(text));
    let view = caller.ours(caller.bot.tutors.find(actor.guild, id).await)?;
    let request = view.ok_or_else(|| words(&TutorText::ViewUnknown))?;
    let rights = caller.ours(caller.bot.tutors.rights(actor, &request).await)?;
    if !may(&rights) {
        return Err(words(not_yours));
    }
    if !request.state.is_open() {
        return Err(words(&TutorText::ChangeClosed));
    }
    Ok(request)
}

/// Asks back before something that cannot be undone.
fn ask_back(
    caller: &Caller<'_>,
    words: &TutorText,
    yes: (TutorText, CustomId),
    no: (TutorText, CustomId),
) -> Reply {
    let row = buttons(&[(caller.say(&yes.0), 4, yes.1), (caller.say(&no.0), 2, no.1)]);
    Reply::Say(json!({"content": caller.say(words), "components": [row]}))
}

/// 「相談を取り消す」: asked back first.
pub async fn cancel(caller: &Caller<'_>, id: RequestId) -> Said {
    let may = |rights: &crate::tutors::model::Rights| rights.is_member || rights.is_staff;
    let request = known(caller, id, may, &TutorText::ChangeMemberOnly).await?;
    let number = request.number;
    Ok(ask_back(
        caller,
        &TutorText::CancelConfirm { number },
        (TutorText::CancelYesButton, act(RequestAct::CancelYes, id)),
        (TutorText::CancelNoButton, act(RequestAct::CancelNo, id)),
    ))
}

/// 「とじる」, by staff: asked back first.
pub async fn close(caller: &Caller<'_>, id: RequestId) -> Said {
    let may = |rights: &crate::tutors::model::Rights| rights.is_staff;
    let request = known(caller, id, may, &TutorText::TutorsForStaff).await?;
    let number = request.number;
    Ok(ask_back(
        caller,
        &TutorText::CloseConfirm { number },
        (TutorText::CloseYesButton, act(RequestAct::CloseYes, id)),
        (TutorText::CancelNoButton, act(RequestAct::CancelNo, id)),
    ))
}

/// It stays.
pub async fn kept(caller: &Caller<'_>, id: RequestId) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.tutors.view(actor, id).await)?;
    let text = match found {
        Some(view) => TutorText::CancelKept {
            number: view.request.number,
        },
        None => TutorText::ViewUnknown,
    };
    Ok(Reply::settled(&caller.say(&text)))
}

/// It is cancelled, or closed by staff.
pub async fn cancelled(caller: &Caller<'_>, id: RequestId, by_staff: bool) -> Said {
    let actor = caller.actor()?;
    let not_yours = if by_staff {
        TutorText::TutorsForStaff
    } else {
        TutorText::ChangeMemberOnly
    };
    if by_staff {
        let may = |rights: &crate::tutors::model::Rights| rights.is_staff;
        known(caller, id, may, &not_yours).await?;
    }
    match caller.bot.tutors.cancel(actor, id).await {
        Ok(request) => {
            let number = request.number;
            Ok(Reply::settled(&caller.say(&if by_staff {
                TutorText::ClosedDone { number }
            } else {
                TutorText::CancelledDone { number }
            })))
        }
        Err(fault) => Err(refused(caller, fault, &not_yours)),
    }
}

/// 「終わりました」.
pub async fn end(caller: &Caller<'_>, id: RequestId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.end(actor, id).await {
        Ok((request, Ending::Over)) => Ok(Reply::words(&caller.say(&TutorText::EndOver {
            number: request.number,
        }))),
        Ok((request, Ending::Asked)) => {
            let other = request.talk.and_then(|talk| talk.ended);
            let other = other.and_then(|(side, _)| request.person(side.other()));
            Ok(Reply::words(&caller.say(&TutorText::EndAsked {
                other: other.map_or_else(String::new, mention),
            })))
        }
        Err(Fault::Refused(ChangeRefusal::NothingNew)) => {
            Ok(Reply::words(&caller.say(&TutorText::EndWaiting)))
        }
        Err(fault) => Err(refused(caller, fault, &TutorText::ChangeNotYours)),
    }
}

/// 「まだ続けます」.
pub async fn go_on(caller: &Caller<'_>, id: RequestId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.go_on(actor, id).await {
        Ok(_) => Ok(Reply::words(&caller.say(&TutorText::OnDone))),
        Err(Fault::Refused(ChangeRefusal::NothingNew)) => {
            Ok(Reply::words(&caller.say(&TutorText::OnNothing)))
        }
        Err(fault) => Err(refused(caller, fault, &TutorText::ChangeNotYours)),
    }
}

/// 「続けられなくなった」: asked back first.
pub async fn back(caller: &Caller<'_>, id: RequestId) -> Said {
    let may = |rights: &crate::tutors::model::Rights| rights.is_tutor || rights.is_staff;
    let request = known(caller, id, may, &TutorText::ChangeTutorOnly).await?;
    let number = request.number;
    Ok(ask_back(
        caller,
        &TutorText::BackConfirm { number },
        (TutorText::BackYesButton, act(RequestAct::BackYes, id)),
        (TutorText::BackNoButton, act(RequestAct::BackNo, id)),
    ))
}

/// The tutor gives it back, or staff take it from them.
pub async fn handed_back(caller: &Caller<'_>, id: RequestId, by_staff: bool) -> Said {
    let actor = caller.actor()?;
    let not_yours = if by_staff {
        TutorText::TutorsForStaff
    } else {
        TutorText::ChangeTutorOnly
    };
    if by_staff {
        let may = |rights: &crate::tutors::model::Rights| rights.is_staff;
        known(caller, id, may, &not_yours).await?;
    }
    match caller.bot.tutors.hand_back(actor, id).await {
        Ok(request) => {
            let number = request.number;
            Ok(Reply::settled(&caller.say(&if by_staff {
                TutorText::FreeDone { number }
            } else {
                TutorText::BackDone
            })))
        }
        Err(fault) => Err(refused(caller, fault, &not_yours)),
    }
}

/// The select of a tutor.
pub async fn hand(caller: &Caller<'_>, id: RequestId) -> Said {
    let may = |rights: &crate::tutors::model::Rights| rights.is_staff;
    let request = known(caller, id, may, &TutorText::TutorsForStaff).await?;
    let select = json!({
        "type": 5,
        "custom_id": act(RequestAct::HandTo, id).encode(),
        "placeholder": caller.say(&TutorText::HandChoose),
    });
    let number = request.number;
    Ok(Reply::Say(json!({
        "content": caller.say(&TutorText::HandWhom { number }),
        "components": [row(&select)],
    })))
}

/// It is put to the one who was chosen.
pub async fn handed(caller: &Caller<'_>, id: RequestId, to: Option<UserId>) -> Said {
    let actor = caller.actor()?;
    // A bot was chosen, or nobody.
    let Some(to) = to else {
        return Err(Reply::words(&caller.say(&TutorText::HandNoTutor)));
    };
    let tutor = mention(to);
    let words = match caller.bot.tutors.offer_by_hand(actor, id, to).await {
        Ok(offer) => {
            let found = caller.bot.tutors.find(actor.guild, offer.request).await;
            let number = caller.ours(found)?.map_or(0, |request| request.number);
            return Ok(Reply::settled(
                &caller.say(&TutorText::HandDone { number, tutor }),
            ));
        }
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
        Err(Fault::Refused(refusal)) => match refusal {
            // Whom a member does not want is not to be found out by trying.
            HandRefusal::NoTutor | HandRefusal::Excluded => TutorText::HandNoTutor,
            HandRefusal::Themself => TutorText::HandThemself,
            HandRefusal::LookFirst => TutorText::HandLookFirst,
            HandRefusal::Change(ChangeRefusal::NothingNew) => TutorText::HandNothingNew,
            HandRefusal::Change(refusal) => refusal_words(refusal, &TutorText::TutorsForStaff),
        },
    };
    Err(Reply::words(&caller.say(&words)))
}

//! 「解決しました」 and 「取り下げる」.

use serde_json::json;

use crate::fault::Fault;
use crate::i18n::Text;
use crate::ids::QuestionId;
use crate::questions::{ChangeRefusal, State};

use super::super::custom_id::CustomId;
use super::super::reply::{Caller, Reply, buttons};

/// The asker or staff press 「解決しました」.
pub async fn resolve(caller: &Caller<'_>, id: QuestionId) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    match caller.bot.questions.resolve(actor, id).await {
        Ok(question) => Reply::words(&caller.say(&Text::ResolvedDone {
            number: question.number,
        })),
        Err(fault) => refused(caller, fault, &Text::QuestionNotYoursResolve),
    }
}

/// The asker presses 「取り下げる」: it is asked back once, because it is final.
pub async fn withdraw(caller: &Caller<'_>, id: QuestionId) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    match caller.bot.questions.may_withdraw(actor, id).await {
        Ok(question) => Reply::Say(json!({
            "content": caller.say(&Text::WithdrawConfirm { number: question.number }),
            "components": [buttons(&[
                (caller.say(&Text::WithdrawYesButton), 4, CustomId::WithdrawYes(id)),
                (caller.say(&Text::WithdrawNoButton), 2, CustomId::WithdrawNo(id)),
            ])],
        })),
        Err(fault) => refused(caller, fault, &Text::QuestionNotYoursWithdraw),
    }
}

/// Yes, withdraw it.
pub async fn withdraw_yes(caller: &Caller<'_>, id: QuestionId) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    match caller.bot.questions.withdraw(actor, id).await {
        Ok(question) => Reply::settled(&caller.say(&Text::WithdrawnDone {
            number: question.number,
        })),
        Err(fault) => settled(refused(caller, fault, &Text::QuestionNotYoursWithdraw)),
    }
}

/// No, keep it.
pub async fn withdraw_no(caller: &Caller<'_>, id: QuestionId) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    match caller.bot.questions.find(actor.guild, id).await {
        Ok(Some(question)) => Reply::settled(&caller.say(&Text::WithdrawKept {
            number: question.number,
        })),
        Ok(None) => Reply::settled(&caller.say(&Text::QuestionUnknown)),
        Err(error) => caller.our_fault(&error),
    }
}

fn settled(reply: Reply) -> Reply {
    match reply {
        Reply::Say(data) => Reply::settled(data["content"].as_str().unwrap_or_default()),
        other => other,
    }
}

fn refused(caller: &Caller<'_>, fault: Fault<ChangeRefusal>, not_yours: &Text) -> Reply {
    let words = match fault {
        Fault::Ours(error) => return caller.our_fault(&error),
        Fault::Refused(ChangeRefusal::Unknown) => Text::QuestionUnknown,
        Fault::Refused(ChangeRefusal::NotYours) => not_yours.clone(),
        Fault::Refused(ChangeRefusal::Closed(State::Withdrawn)) => Text::QuestionClosedWithdrawn,
        Fault::Refused(ChangeRefusal::Closed(_)) => Text::QuestionClosedResolved,
    };
    Reply::words(&caller.say(&words))
}

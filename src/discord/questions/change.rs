//! 「解決しました」 and 「取り下げる」.

use serde_json::json;

use crate::i18n::Text;
use crate::ids::QuestionId;
use crate::questions::{ChangeRefusal, Fault, State};

use super::super::custom_id::CustomId;
use super::super::reply::{Asked, Reply, buttons};

/// The asker or staff press 「解決しました」.
pub async fn resolve(asked: &Asked<'_>, id: QuestionId) -> Reply {
    let Some(actor) = &asked.actor else {
        return Reply::words(&asked.say(&Text::OnlyInServer));
    };
    match asked.bot.questions.resolve(actor, id).await {
        Ok(question) => Reply::words(&asked.say(&Text::ResolvedDone {
            number: question.number,
        })),
        Err(fault) => refused(asked, fault, &Text::QuestionNotYoursResolve),
    }
}

/// The asker presses 「取り下げる」: it is asked back once, because it is final.
pub async fn withdraw(asked: &Asked<'_>, id: QuestionId) -> Reply {
    let Some(actor) = &asked.actor else {
        return Reply::words(&asked.say(&Text::OnlyInServer));
    };
    match asked.bot.questions.may_withdraw(actor, id).await {
        Ok(question) => Reply::Say(json!({
            "content": asked.say(&Text::WithdrawConfirm { number: question.number }),
            "components": [buttons(&[
                (asked.say(&Text::WithdrawYesButton), 4, CustomId::WithdrawYes(id)),
                (asked.say(&Text::WithdrawNoButton), 2, CustomId::WithdrawNo(id)),
            ])],
        })),
        Err(fault) => refused(asked, fault, &Text::QuestionNotYoursWithdraw),
    }
}

/// Yes, withdraw it.
pub async fn withdraw_yes(asked: &Asked<'_>, id: QuestionId) -> Reply {
    let Some(actor) = &asked.actor else {
        return Reply::words(&asked.say(&Text::OnlyInServer));
    };
    match asked.bot.questions.withdraw(actor, id).await {
        Ok(question) => Reply::settled(&asked.say(&Text::WithdrawnDone {
            number: question.number,
        })),
        Err(fault) => settled(refused(asked, fault, &Text::QuestionNotYoursWithdraw)),
    }
}

/// No, keep it.
pub async fn withdraw_no(asked: &Asked<'_>, id: QuestionId) -> Reply {
    let Some(actor) = &asked.actor else {
        return Reply::words(&asked.say(&Text::OnlyInServer));
    };
    match asked.bot.questions.find(actor.guild, id).await {
        Ok(Some(question)) => Reply::settled(&asked.say(&Text::WithdrawKept {
            number: question.number,
        })),
        Ok(None) => Reply::settled(&asked.say(&Text::QuestionUnknown)),
        Err(error) => asked.our_fault(&error),
    }
}

fn settled(reply: Reply) -> Reply {
    match reply {
        Reply::Say(data) => Reply::settled(data["content"].as_str().unwrap_or_default()),
        other => other,
    }
}

fn refused(asked: &Asked<'_>, fault: Fault<ChangeRefusal>, not_yours: &Text) -> Reply {
    let words = match fault {
        Fault::Ours(error) => return asked.our_fault(&error),
        Fault::Refused(ChangeRefusal::Unknown) => Text::QuestionUnknown,
        Fault::Refused(ChangeRefusal::NotYours) => not_yours.clone(),
        Fault::Refused(ChangeRefusal::Closed(State::Withdrawn)) => Text::QuestionClosedWithdrawn,
        Fault::Refused(ChangeRefusal::Closed(_)) => Text::QuestionClosedResolved,
    };
    Reply::words(&asked.say(&words))
}

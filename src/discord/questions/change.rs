//! 「解決しました」, 「まだ困っています」, 「取り下げる」, 「書きなおす」, 「私も知りたい」, and what staff do.

use serde_json::{Value, json};

use crate::discord::text::mention;
use crate::fault::Fault;
use crate::i18n::Text;
use crate::ids::{LossId, QuestionId, UserId};
use crate::questions::following::FollowRefusal;
use crate::questions::text::{BODY_MOST, TITLE_MOST};
use crate::questions::{ChangeRefusal, MergeRefusal, Question, State, TextFault};

use super::super::custom_id::{Act, CustomId};
use super::super::members::consent;
use super::super::reply::{Caller, Reply, Said, buttons, row};
use super::ask::{fill, input, text_fields};
use super::record::Target;

/// The name of the field with the other question's number.
pub const NUMBER_FIELD: &str = "number";

/// What a refusal says; `not_yours` says who may.
pub fn refused(caller: &Caller<'_>, fault: Fault<ChangeRefusal>, not_yours: &Text) -> Reply {
    match fault {
        Fault::Ours(error) => caller.our_fault(&error),
        Fault::Refused(refusal) => Reply::words(&caller.say(&refusal_words(refusal, not_yours))),
    }
}

fn refusal_words(refusal: ChangeRefusal, not_yours: &Text) -> Text {
    let most = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    match refusal {
        ChangeRefusal::Unknown => Text::QuestionUnknown,
        ChangeRefusal::NotYours => not_yours.clone(),
        ChangeRefusal::Closed(State::Withdrawn) => Text::QuestionClosedWithdrawn,
        ChangeRefusal::Closed(State::Merged) => Text::QuestionClosedMerged,
        ChangeRefusal::Closed(_) => Text::QuestionClosedResolved,
        ChangeRefusal::IsOpen => Text::QuestionIsOpen,
        ChangeRefusal::NothingNew => Text::QuestionNothingNew,
        ChangeRefusal::Text(TextFault::Empty) => Text::EditEmpty,
        ChangeRefusal::Text(TextFault::TitleTooLong) => Text::EditTitleTooLong {
            most: most(TITLE_MOST),
        },
        ChangeRefusal::Text(TextFault::BodyTooLong) => Text::EditBodyTooLong {
            most: most(BODY_MOST),
        },
        ChangeRefusal::NotInThread => Text::MarkNotInThread,
        ChangeRefusal::NoAnswer => Text::MarkNoAnswer,
        ChangeRefusal::IsAsker => Text::AssignIsAsker,
        ChangeRefusal::UnknownTopic => Text::AskUnknownTopic,
    }
}

/// 「解決しました」.
pub async fn resolve(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.resolve(actor, id).await {
        Ok(question) => Ok(Reply::words(&caller.say(&Text::ResolvedDone {
            number: question.number,
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursResolve)),
    }
}

/// 「まだ困っています」.
pub async fn reopen(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.reopen(actor, id).await {
        Ok(question) => {
            let number = question.number;
            let text = if question.anonymous {
                Text::ReopenedDoneHidden { number }
            } else {
                Text::ReopenedDone { number }
            };
            Ok(Reply::words(&caller.say(&text)))
        }
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursReopen)),
    }
}

/// The message menu 「この回答で解決」.
pub async fn mark(caller: &Caller<'_>, target: Target) -> Said {
    let actor = caller.actor()?;
    consent::of_author(caller, target.author, target.is_bot).await?;
    let mark = crate::questions::MarkMessage {
        channel: target.channel,
        message: target.message,
        author: target.author,
        is_bot: target.is_bot,
        content: target.content,
    };
    match caller.bot.questions.mark(actor, &mark).await {
        Ok(question) => Ok(Reply::words(&caller.say(&Text::MarkedDone {
            number: question.number,
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursMark)),
    }
}

/// 「取り下げる」: it is asked back once, because it is final.
pub async fn withdraw(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.may_withdraw(actor, id).await {
        Ok(question) => Ok(Reply::Say(json!({
            "content": caller.say(&Text::WithdrawConfirm { number: question.number }),
            "components": [buttons(&[
                (caller.say(&Text::WithdrawYesButton), 4, CustomId::Question(Act::WithdrawYes, id)),
                (caller.say(&Text::WithdrawNoButton), 2, CustomId::Question(Act::WithdrawNo, id)),
            ])],
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursWithdraw)),
    }
}

/// Yes, withdraw it.
pub async fn withdraw_yes(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.withdraw(actor, id).await {
        Ok(question) => Ok(Reply::settled(&caller.say(&Text::WithdrawnDone {
            number: question.number,
        }))),
        Err(fault) => Err(settled(refused(
            caller,
            fault,
            &Text::QuestionNotYoursWithdraw,
        ))),
    }
}

/// No, keep it.
pub async fn withdraw_no(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.questions.find(actor.guild, id).await)?;
    let text = match found {
        Some(question) => Text::WithdrawKept {
            number: question.number,
        },
        None => Text::QuestionUnknown,
    };
    Ok(Reply::settled(&caller.say(&text)))
}

fn settled(reply: Reply) -> Reply {
    match reply {
        Reply::Say(data) => Reply::settled(data["content"].as_str().unwrap_or_default()),
        other => other,
    }
}

/// 「書きなおす」: the form opens with the text as it is.
pub async fn edit(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.may_edit(actor, id).await {
        Ok(question) => Ok(Reply::Form(json!({
            "custom_id": CustomId::Question(Act::Edit, id).encode(),
            "title": caller.say(&Text::EditForm { number: question.number }),
            "components": text_fields(caller, &question.title, &question.body)
                .map(|field| row(&field)),
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursEdit)),
    }
}

/// The text was written anew.
pub async fn edited(caller: &Caller<'_>, id: QuestionId, title: &str, body: &str) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.edit(actor, id, title, body).await {
        Ok(question) => Ok(Reply::words(&caller.say(&Text::EditedDone {
            number: question.number,
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursEdit)),
    }
}

/// 「私も知りたい」.
pub async fn follow(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    let stop = || {
        (
            caller.say(&Text::UnfollowButton),
            2,
            CustomId::Question(Act::Unfollow, id),
        )
    };
    match caller.bot.questions.follow(actor, id).await {
        Ok(question) => {
            let mention = (caller.say(&Text::ByMentionButton), 2, CustomId::ByMention);
            Ok(Reply::Say(json!({
                "content": caller.say(&Text::FollowDone { number: question.number }),
                "components": [buttons(&[mention, stop()])],
            })))
        }
        Err(Fault::Refused(FollowRefusal::Already)) => Ok(Reply::Say(json!({
            "content": caller.say(&Text::FollowAlready),
            "components": [buttons(&[stop()])],
        }))),
        Err(Fault::Refused(refusal)) => {
            let text = match refusal {
                FollowRefusal::Own => Text::FollowOwn,
                FollowRefusal::Closed(State::Withdrawn) => Text::QuestionClosedWithdrawn,
                FollowRefusal::Closed(State::Merged) => Text::QuestionClosedMerged,
                FollowRefusal::Closed(_) => Text::FollowClosed,
                FollowRefusal::Unknown | FollowRefusal::Already => Text::QuestionUnknown,
            };
            Err(Reply::words(&caller.say(&text)))
        }
        Err(Fault::Ours(error)) => Err(caller.our_fault(&error)),
    }
}

/// 「お知らせをやめる」.
pub async fn unfollow(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    caller.ours(caller.bot.questions.unfollow(actor, id).await)?;
    Ok(Reply::settled(&caller.say(&Text::UnfollowDone)))
}

/// Staff see a question for which they may do something; others are told who may.
async fn for_staff(caller: &Caller<'_>, id: QuestionId) -> Result<Question, Reply> {
    let actor = caller.actor()?;
    let questions = &caller.bot.questions;
    let found = caller.ours(questions.find(actor.guild, id).await)?;
    let question = found.ok_or_else(|| Reply::words(&caller.say(&Text::QuestionUnknown)))?;
    let rights = caller.ours(questions.rights(actor, &question).await)?;
    if rights.is_staff {
        Ok(question)
    } else {
        Err(Reply::words(&caller.say(&Text::QuestionForStaff)))
    }
}

/// 「担当を決める」: who is to be asked.
pub async fn assign(caller: &Caller<'_>, id: QuestionId) -> Said {
    let question = for_staff(caller, id).await?;
    let select = json!({
        "type": 5,
        "custom_id": CustomId::Question(Act::AssignTo, id).encode(),
        "placeholder": caller.say(&Text::AssignChoose),
    });
    Ok(Reply::Say(json!({
        "content": caller.say(&Text::AssignWhom { number: question.number }),
        "components": [row(&select)],
    })))
}

/// Somebody was chosen.
pub async fn assigned(caller: &Caller<'_>, id: QuestionId, chosen: Option<(UserId, bool)>) -> Said {
    let actor = caller.actor()?;
    let Some((user, is_bot)) = chosen else {
        return Err(Reply::words(&caller.say(&Text::StaleButton)));
    };
    if is_bot {
        return Err(Reply::words(&caller.say(&Text::AssignIsBot)));
    }
    if let Some(question) = caller.ours(caller.bot.questions.find(actor.guild, id).await)? {
        let rights = caller.ours(caller.bot.questions.rights(actor, &question).await)?;
        if rights.is_asker_or_staff() {
            consent::of_other(caller, user).await?;
        }
    }
    match caller.bot.questions.assign(actor, id, user).await {
        Ok(question) => Ok(Reply::settled(&caller.say(&Text::AssignedDone {
            number: question.number,
            helper: mention(user),
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionForStaff)),
    }
}

/// 「話題を変える」: the select of topics.
pub async fn choose_topic(caller: &Caller<'_>, id: QuestionId) -> Said {
    let question = for_staff(caller, id).await?;
    let topics = caller.ours(caller.bot.guilds.topics(question.guild).await)?;
    let options: Vec<Value> = topics
        .iter()
        .map(|topic| {
            json!({
                "label": topic.as_str(),
                "value": topic.as_str(),
                "default": *topic == question.topic,
            })
        })
        .collect();
    let select = json!({
        "type": 3,
        "custom_id": CustomId::Question(Act::MoveTo, id).encode(),
        "placeholder": caller.say(&Text::AskTopicPlaceholder),
        "options": options,
    });
    Ok(Reply::Say(json!({
        "content": caller.say(&Text::MoveWhere { number: question.number }),
        "components": [row(&select)],
    })))
}

/// A topic was chosen.
pub async fn moved(caller: &Caller<'_>, id: QuestionId, topic: &str) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.move_to_topic(actor, id, topic).await {
        Ok(question) => Ok(Reply::settled(&caller.say(&Text::MovedDone {
            number: question.number,
            topic: question.topic.as_str().to_owned(),
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionForStaff)),
    }
}

/// 「ほかの質問にまとめる」: the form of the other's number.
pub async fn choose_merge(caller: &Caller<'_>, id: QuestionId) -> Said {
    let question = for_staff(caller, id).await?;
    let label = caller.say(&Text::MergeFormLabel);
    let example = caller.say(&Text::MergeFormExample);
    let mut field = input(NUMBER_FIELD, &label, Some(&example), false, 20);
    fill(&mut field, "");
    Ok(Reply::Form(json!({
        "custom_id": CustomId::Question(Act::Merge, id).encode(),
        "title": caller.say(&Text::MergeForm { number: question.number }),
        "components": [row(&field)],
    })))
}

/// A number as people write it: with # and in wide digits, too.
fn number(text: &str) -> Option<i64> {
    let digits: String = text
        .chars()
        .filter_map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            c => Some(c),
        })
        .filter(|c| !matches!(c, '#' | '＃') && !c.is_whitespace())
        .collect();
    digits.parse().ok()
}

/// The number was sent.
pub async fn merged(caller: &Caller<'_>, id: QuestionId, typed: &str) -> Said {
    let actor = caller.actor()?;
    let target = || Reply::words(&caller.say(&Text::MergeUnknown));
    // Whose it is comes before what is wrong with the number.
    for_staff(caller, id).await?;
    let number = number(typed).ok_or_else(target)?;
    match caller.bot.questions.merge(actor, id, number).await {
        Ok((merged, into)) => Ok(Reply::words(&caller.say(&Text::MergedDone {
            number: merged.number,
            into: into.number,
        }))),
        Err(Fault::Refused(MergeRefusal::Target)) => Err(target()),
        Err(Fault::Refused(MergeRefusal::Change(refusal))) => Err(refused(
            caller,
            Fault::Refused(refusal),
            &Text::QuestionForStaff,
        )),
        Err(Fault::Ours(error)) => Err(caller.our_fault(&error)),
    }
}

/// 「作り直す」 for one question.
pub async fn remake(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.remake(actor, id).await {
        Ok(question) => Ok(Reply::words(&caller.say(&Text::RemadeDone {
            number: question.number,
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionNotYoursRemake)),
    }
}

/// 「作り直す」 for everything that one deletion has met.
pub async fn remake_all(caller: &Caller<'_>, loss: LossId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.remake_all(actor, loss).await {
        Ok(0) => Ok(Reply::words(&caller.say(&Text::RemadeNothing))),
        Ok(count) => Ok(Reply::words(&caller.say(&Text::RemadeAllDone {
            count: i64::try_from(count).unwrap_or(i64::MAX),
        }))),
        Err(fault) => Err(refused(caller, fault, &Text::QuestionForStaff)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["12", "#12", "＃１２", " １２ "] {
            assert_eq!(number(text), Some(12), "{text}");
        }
        assert_eq!(number("十二"), None);
    }
}

//! Words through the bot: of an asker whose name nobody knows, and of staff. And who has
//! looked at such a name.

use serde_json::json;

use crate::fault::Fault;
use crate::i18n::Text;
use crate::ids::QuestionId;
use crate::questions::State;
use crate::questions::speaking::{SpeakRefusal, Voice, WORD_MOST};

use super::super::custom_id::{CustomId, SpeakForm};
use super::super::reply::{Caller, Reply, Said, row};
use super::super::text::{escape, mention, one_line};
use super::ask::{input, request};

/// The name of the form's field.
pub const WORD_FIELD: &str = "word";

fn refused(caller: &Caller<'_>, fault: Fault<SpeakRefusal>, not_yours: &Text) -> Reply {
    let refusal = match fault {
        Fault::Ours(error) => return caller.our_fault(&error),
        Fault::Refused(refusal) => refusal,
    };
    let text = match refusal {
        SpeakRefusal::Unknown => Text::QuestionUnknown,
        SpeakRefusal::NotYours => not_yours.clone(),
        SpeakRefusal::Closed(State::Merged) => Text::QuestionClosedMerged,
        SpeakRefusal::Closed(_) => Text::QuestionClosedWithdrawn,
        SpeakRefusal::Empty => Text::SpeakEmpty,
        SpeakRefusal::TooLong => Text::SpeakTooLong {
            most: i64::try_from(WORD_MOST).unwrap_or(i64::MAX),
        },
        SpeakRefusal::NoThread => Text::SpeakNoThread,
    };
    Reply::words(&caller.say(&text))
}

fn who_may(voice: Voice) -> Text {
    match voice {
        Voice::Asker => Text::SayNotYours,
        Voice::Staff => Text::QuestionForStaff,
    }
}

/// The form opens.
pub async fn form(caller: &Caller<'_>, id: QuestionId, voice: Voice) -> Said {
    let actor = caller.actor()?;
    let question = match caller.bot.questions.may_speak(actor, id, voice).await {
        Ok(question) => question,
        Err(fault) => return Err(refused(caller, fault, &who_may(voice))),
    };
    let number = question.number;
    let (title, label) = match voice {
        Voice::Asker => (Text::SayForm { number }, Text::SayFormLabel),
        Voice::Staff => (Text::AnswerForm { number }, Text::AnswerFormLabel),
    };
    let field = input(WORD_FIELD, &caller.say(&label), None, true, WORD_MOST);
    let form = SpeakForm {
        voice,
        question: id,
        form: caller.bot.chance.number(),
    };
    Ok(Reply::Form(json!({
        "custom_id": CustomId::Speak(form).encode(),
        "title": caller.say(&title),
        "components": [row(&field)],
    })))
}

/// The form was sent.
pub async fn spoken(caller: &Caller<'_>, form: SpeakForm, word: &str) -> Said {
    let actor = caller.actor()?;
    let request = request(form.form, "", word);
    let done = caller
        .bot
        .questions
        .speak(actor, form.question, form.voice, word, request)
        .await;
    match done {
        Ok(question) => {
            let number = question.number;
            Ok(Reply::words(&caller.say(&match form.voice {
                Voice::Asker if question.anonymous => Text::SaidHidden { number },
                _ => Text::Said { number },
            })))
        }
        Err(fault) => Err(refused(caller, fault, &who_may(form.voice))),
    }
}

/// `/question who`: staff are told who asked, and the look is recorded.
pub async fn who(caller: &Caller<'_>, number: i64, reason: &str) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.who(actor, number, reason).await {
        Ok(question) => {
            let (number, asker) = (question.number, mention(question.asker));
            Ok(Reply::words(&caller.say(&if question.asker.is_erased() {
                Text::WhoErased { number }
            } else if question.anonymous {
                Text::WhoAnswer { number, asker }
            } else {
                Text::WhoOpen { number, asker }
            })))
        }
        Err(Fault::Refused(SpeakRefusal::Empty)) => {
            Err(Reply::words(&caller.say(&Text::WhoNoReason)))
        }
        Err(fault) => Err(refused(caller, fault, &Text::QuestionForStaff)),
    }
}

/// The asker sees who has looked, and why.
pub async fn looks(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    let looks = match caller.bot.questions.looks(actor, id).await {
        Ok(looks) => looks,
        Err(fault) => return Err(refused(caller, fault, &Text::SayNotYours)),
    };
    if looks.is_empty() {
        return Ok(Reply::words(&caller.say(&Text::LooksNone)));
    }
    let mut lines = vec![caller.say(&Text::LooksHead)];
    lines.extend(looks.iter().map(|look| {
        caller.say(&Text::LooksLine {
            time: format!("<t:{}:f>", look.at.timestamp()),
            who: look.by.map(mention).unwrap_or_default(),
            reason: escape(&one_line(look.reason.as_deref().unwrap_or_default(), 120)),
        })
    }));
    Ok(Reply::words(&crate::discord::tutors::own::cut(&lines)))
}

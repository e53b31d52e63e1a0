//! What stands in the thread of a talk. Bodies for Discord's HTTP API.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, RequestAct, TutorIdent};
use crate::discord::reply::{buttons, calling};
use crate::discord::text::{escape, mention, one_line, quoted};
use crate::i18n::TutorText;
use crate::ids::{MessageId, RequestId};
use crate::tutors::model::{Format, Talk};
use crate::tutors::{Request, RequestState};

use super::Speech;

fn act(act: RequestAct, id: RequestId) -> CustomId {
    CustomId::Tutor(TutorIdent::Request(act, id))
}

/// The button by which the first message is known again.
#[must_use]
pub fn menu(request: &Request) -> CustomId {
    act(RequestAct::See, request.id)
}

/// The name of the thread. Each match has its own.
#[must_use]
pub fn name(speech: Speech<'_>, request: &Request) -> String {
    let topic = request.topic.as_str().to_owned();
    let number = request.number;
    let name = if request.matches > 1 {
        let nth = request.matches;
        TutorText::TalkNameAgain { number, nth, topic }
    } else {
        TutorText::TalkName { number, topic }
    };
    one_line(&speech.say(&name), 100)
}

/// The most characters of a message's content, by Discord's rule.
const CONTENT_MOST: usize = 2000;

/// The first message: who is who, what it is about, and what happens next.
#[must_use]
pub fn opening(
    speech: Speech<'_>,
    request: &Request,
    talk: &Talk,
    sentence: &str,
    staff_joins: bool,
) -> Value {
    let say = |text: &TutorText| speech.say(text);
    let (member, tutor) = (mention(request.member), mention(talk.tutor));
    let menu = (say(&TutorText::MenuButtonTalk), 2, menu(request));
    if request.state != RequestState::Matched {
        return calling(
            &say(&TutorText::TalkOpeningOver),
            &json!([buttons(&[menu])]),
            &[],
        );
    }
    let mut lines = vec![say(&TutorText::TalkOpening {
        member: member.clone(),
        tutor: tutor.clone(),
    })];
    if !sentence.is_empty() {
        lines.push(say(&TutorText::TalkOpeningTutor {
            tutor: tutor.clone(),
            sentence: escape(sentence),
        }));
    }
    lines.push(String::new());
    lines.push(format!("**{}**", say(&TutorText::TalkOpeningAbout)));
    let about_at = lines.len();
    lines.push(String::new());
    lines.push(say(&if staff_joins {
        TutorText::TalkOpeningStaff
    } else {
        TutorText::TalkOpeningPrivate
    }));
    lines.push(say(&TutorText::TalkOpeningNext { member, tutor }));
    if request.format != Format::Chat {
        lines.push(say(&TutorText::TalkOpeningVoice));
    }
    lines.push(say(&TutorText::TalkOpeningEnd));
    let end = (
        say(&TutorText::EndButton),
        3,
        act(RequestAct::End, request.id),
    );
    // What is said around it stands whole, however long what it is about is.
    let around: usize = lines.iter().map(|line| line.chars().count() + 1).sum();
    let about = quoted(&request.about, CONTENT_MOST.saturating_sub(around));
    lines.insert(about_at, about);
    calling(
        &lines.join("\n"),
        &json!([buttons(&[end, menu])]),
        &[request.member, talk.tutor],
    )
}

/// Whoever's turn it is is reminded.
#[must_use]
pub fn remind(speech: Speech<'_>, request: &Request, talk: &Talk) -> Value {
    let turn = talk.turn_of();
    let whose = request.person(turn).unwrap_or(request.member);
    let other = request.person(turn.other()).unwrap_or(talk.tutor);
    let person = mention(whose);
    let text = if talk.said == [MessageId::stored(0); 2] {
        TutorText::TalkRemindFirst { person }
    } else {
        TutorText::TalkRemind {
            person,
            other: mention(other),
        }
    };
    calling(&speech.say(&text), &json!([]), &[whose])
}

/// The other one is asked whether it is over.
#[must_use]
pub fn ask(speech: Speech<'_>, request: &Request, talk: &Talk, days: i64) -> Value {
    let other = talk.ended.and_then(|(by, _)| request.person(by.other()));
    let other = other.unwrap_or(request.member);
    let text = TutorText::TalkAsk {
        other: mention(other),
        days,
    };
    let yes = act(RequestAct::End, request.id);
    let no = act(RequestAct::GoOn, request.id);
    let row = buttons(&[
        (speech.say(&TutorText::EndYesButton), 3, yes),
        (speech.say(&TutorText::EndNoButton), 2, no),
    ]);
    calling(&speech.say(&text), &json!([row]), &[other])
}

/// Words that call nobody.
#[must_use]
pub fn words(speech: Speech<'_>, text: &TutorText) -> Value {
    calling(&speech.say(text), &json!([]), &[])
}

//! How a talk went: the member's answers, one press each, and the tutor's.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, RequestAct, TutorIdent};
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::mention;
use crate::fault::Fault;
use crate::i18n::TutorText;
use crate::ids::RequestId;
use crate::tutors::model::{Rights, WORD_MOST};
use crate::tutors::talking::{Feedback, Say, SayRefusal};
use crate::tutors::{Request, RequestState};

/// The names of the forms' fields.
pub const WORD_FIELD: &str = "word";
pub const NOTE_FIELD: &str = "note";
pub const MEMO_FIELD: &str = "memo";

/// Whoever asked for the talk.
const MEMBER: Rights = Rights {
    is_member: true,
    is_tutor: false,
    is_staff: false,
};

fn act(act: RequestAct, id: RequestId) -> CustomId {
    CustomId::Tutor(TutorIdent::Request(act, id))
}

/// The buttons 1 to 5.
pub fn ratings(id: RequestId) -> Value {
    let all: Vec<(String, u8, CustomId)> = (1..=5)
        .map(|rating: u8| {
            let id = CustomId::Tutor(TutorIdent::Rate(id, rating));
            (rating.to_string(), 2, id)
        })
        .collect();
    buttons(&all)
}

fn refused(caller: &Caller<'_>, refusal: SayRefusal, not_yours: TutorText) -> Reply {
    Reply::words(&caller.say(&match refusal {
        SayRefusal::Unknown => TutorText::ViewUnknown,
        SayRefusal::NotYours => not_yours,
        SayRefusal::NotOver => TutorText::RateNotOver,
        SayRefusal::Unfit => TutorText::RateUnfit {
            most: i64::try_from(WORD_MOST).unwrap_or(i64::MAX),
        },
    }))
}

async fn say(
    caller: &Caller<'_>,
    id: RequestId,
    say: Say,
    not_yours: TutorText,
) -> Result<Request, Reply> {
    let actor = caller.actor()?;
    match caller.bot.tutors.say(actor, id, say).await {
        Ok(request) => Ok(request),
        Err(Fault::Refused(refusal)) => Err(refused(caller, refusal, not_yours)),
        Err(Fault::Ours(error)) => Err(caller.our_fault(&error)),
    }
}

/// A number was pressed: whether again with the same person comes next.
pub async fn rated(caller: &Caller<'_>, id: RequestId, rating: u8) -> Said {
    say(caller, id, Say::Rating(rating), TutorText::RateNotYours).await?;
    let mut row = again_buttons(caller, id).to_vec();
    row.push((
        caller.say(&TutorText::RateWordButton),
        2,
        act(RequestAct::Word, id),
    ));
    Ok(Reply::Say(json!({
        "content": caller.say(&TutorText::RateDone),
        "components": [buttons(&row)],
    })))
}

/// Whether again with the same person.
fn again_buttons(caller: &Caller<'_>, id: RequestId) -> [(String, u8, CustomId); 2] {
    let button = |text: TutorText, what| (caller.say(&text), 2, act(what, id));
    [
        button(TutorText::RateAgainYesButton, RequestAct::AgainYes),
        button(TutorText::RateAgainNoButton, RequestAct::AgainNo),
    ]
}

/// Again with the same person, or not: a word may follow.
pub async fn again(caller: &Caller<'_>, id: RequestId, again: bool) -> Said {
    say(caller, id, Say::Again(again), TutorText::RateNotYours).await?;
    let word = act(RequestAct::Word, id);
    let button = (caller.say(&TutorText::RateWordButton), 2, word);
    Ok(Reply::Update(json!({
        "content": caller.say(&TutorText::RateAgainDone),
        "components": [buttons(&[button])],
    })))
}

/// What was said before, for somebody of a talk that is over.
async fn before(
    caller: &Caller<'_>,
    id: RequestId,
    may: impl Fn(&Rights) -> bool,
    not_yours: TutorText,
) -> Result<Feedback, Reply> {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.tutors.view(actor, id).await)?;
    let Some(view) = view else {
        return Err(Reply::words(&caller.say(&TutorText::ViewUnknown)));
    };
    if !may(&view.rights) {
        return Err(Reply::words(&caller.say(&not_yours)));
    }
    if view.request.state != RequestState::Finished {
        return Err(Reply::words(&caller.say(&TutorText::RateNotOver)));
    }
    Ok(view.feedback.unwrap_or_default())
}

/// The form of the member's words.
pub async fn word_form(caller: &Caller<'_>, id: RequestId) -> Said {
    let is_member = |rights: &Rights| rights.is_member;
    let said = before(caller, id, is_member, TutorText::RateNotYours).await?;
    let field = |name, label: TutorText, now: &str| {
        let mut field = input(name, &caller.say(&label), None, true, WORD_MOST);
        fill(&mut field, now);
        row(&field)
    };
    Ok(Reply::Form(json!({
        "custom_id": act(RequestAct::Word, id).encode(),
        "title": caller.say(&TutorText::RateWordForm),
        "components": [
            field(WORD_FIELD, TutorText::RateFormLabel, &said.word),
            field(NOTE_FIELD, TutorText::RateNoteLabel, &said.note),
        ],
    })))
}

/// The member's words were sent.
pub async fn worded(
    caller: &Caller<'_>,
    id: RequestId,
    word: String,
    note: String,
    in_place: bool,
) -> Said {
    let has_note = !note.trim().is_empty();
    let words = Say::Words { word, note };
    let request = say(caller, id, words, TutorText::RateNotYours).await?;
    let tutor = request.tutor().filter(|_| has_note);
    let text = match tutor {
        Some(tutor) => TutorText::RateWordsNoteDone {
            tutor: mention(tutor),
        },
        None => TutorText::RateWordsDone,
    };
    let said = caller.ours(caller.bot.tutors.feedback(&request, MEMBER).await)?;
    if said.is_some_and(|said| said.member_again.is_some()) {
        return Ok(caller.words_in_place(&text, in_place));
    }
    // What was not answered before can be answered still.
    let page = json!({
        "content": format!("{}\n{}", caller.say(&text), caller.say(&TutorText::RateAgainAsk)),
        "embeds": [],
        "components": [buttons(&again_buttons(caller, id))],
    });
    Ok(caller.page(page, in_place))
}

/// Whether the tutor would take the same person again.
pub async fn keep(caller: &Caller<'_>, id: RequestId, again: bool) -> Said {
    say(caller, id, Say::Again(again), TutorText::MemoNotYours).await?;
    Ok(Reply::words(&caller.say(&TutorText::KeepDone)))
}

/// The form of the tutor's note.
pub async fn memo_form(caller: &Caller<'_>, id: RequestId) -> Said {
    let is_tutor = |rights: &Rights| rights.is_tutor;
    let said = before(caller, id, is_tutor, TutorText::MemoNotYours).await?;
    let label = caller.say(&TutorText::MemoLabel);
    let mut field = input(MEMO_FIELD, &label, None, true, WORD_MOST);
    fill(&mut field, &said.memo);
    Ok(Reply::Form(json!({
        "custom_id": act(RequestAct::Memo, id).encode(),
        "title": caller.say(&TutorText::MemoForm),
        "components": [row(&field)],
    })))
}

/// The tutor's note was sent.
pub async fn noted(caller: &Caller<'_>, id: RequestId, memo: String) -> Said {
    say(caller, id, Say::Memo(memo), TutorText::MemoNotYours).await?;
    Ok(Reply::words(&caller.say(&TutorText::MemoDone)))
}

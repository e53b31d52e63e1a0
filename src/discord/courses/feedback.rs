//! How it was: a number, a word if one likes, and whether it may be quoted.

use serde_json::json;

use crate::courses::feedback::{ANSWER_MOST, Feedback, FeedbackRefusal};
use crate::discord::custom_id::{CustomId, SessionAct};
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::fault::Fault;
use crate::i18n::CourseText;
use crate::ids::SessionId;

/// The names of the form's fields.
pub const HELPED_FIELD: &str = "helped";
pub const NEXT_FIELD: &str = "next";

fn kept(
    caller: &Caller<'_>,
    done: Result<Feedback, Fault<FeedbackRefusal>>,
) -> Result<Feedback, Reply> {
    done.map_err(|fault| match fault {
        Fault::Ours(error) => caller.our_fault(&error),
        Fault::Refused(why) => Reply::words(&caller.say(&match why {
            FeedbackRefusal::Unknown => CourseText::RollUnknown,
            FeedbackRefusal::NotThere => CourseText::FeedbackNotThere,
            FeedbackRefusal::NotRated => CourseText::FeedbackFirst,
        })),
    })
}

/// A number was pressed.
pub async fn rate(caller: &Caller<'_>, id: SessionId, rating: u8) -> Said {
    let actor = caller.actor()?;
    let said = kept(caller, caller.bot.courses.rate(actor, id, rating).await)?;
    let rating = i64::from(said.satisfaction);
    let row = [(
        caller.say(&CourseText::FeedbackWordButton),
        1,
        CustomId::on_session(SessionAct::Say, id),
    )];
    Ok(Reply::Say(json!({
        "content": caller.say(&CourseText::FeedbackThanks { rating }),
        "components": [buttons(&row)],
    })))
}

/// The form of one's words, with those that were sent before.
pub async fn form(caller: &Caller<'_>, id: SessionId) -> Said {
    let user = caller.actor()?.user;
    let known = caller.ours(caller.bot.courses.feedback_of(id, user).await)?;
    let known = known.map_or_else(Default::default, |known| (known.helped, known.next));
    let field = |name: &str, label: &CourseText, value: &str| {
        let mut shown = input(name, &caller.say(label), None, true, ANSWER_MOST);
        fill(&mut shown, value);
        row(&shown)
    };
    Ok(Reply::Form(json!({
        "custom_id": CustomId::on_session(SessionAct::Say, id).encode(),
        "title": caller.say(&CourseText::FeedbackForm),
        "components": [
            field(HELPED_FIELD, &CourseText::FeedbackHelped, &known.0),
            field(NEXT_FIELD, &CourseText::FeedbackNext, &known.1),
        ],
    })))
}

/// The words were sent: whether they may be quoted is asked.
pub async fn said(
    caller: &Caller<'_>,
    id: SessionId,
    helped: String,
    next: String,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let say = |said: &mut Feedback| {
        said.helped = helped;
        said.next = next;
    };
    let done = caller.bot.courses.say_more(actor, id, say).await;
    let said = kept(caller, done)?;
    if said.helped.is_empty() && said.next.is_empty() {
        return Ok(caller.words_in_place(&CourseText::FeedbackEmpty, in_place));
    }
    let button =
        |label: &CourseText, style, act| (caller.say(label), style, CustomId::on_session(act, id));
    let rows = [
        buttons(&[
            button(
                &CourseText::FeedbackReleaseYesButton,
                3,
                SessionAct::QuoteYes,
            ),
            button(
                &CourseText::FeedbackReleaseNameButton,
                2,
                SessionAct::QuoteName,
            ),
        ]),
        buttons(&[button(
            &CourseText::FeedbackReleaseNoButton,
            2,
            SessionAct::QuoteNo,
        )]),
    ];
    let page = json!({
        "content": caller.say(&CourseText::FeedbackKept),
        "embeds": [],
        "components": rows,
    });
    Ok(caller.page(page, in_place))
}

/// Whether they may be quoted, and with the name.
pub async fn released(
    caller: &Caller<'_>,
    id: SessionId,
    released: bool,
    named: bool,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let say = |said: &mut Feedback| {
        said.released = released;
        said.named = named;
    };
    let done = caller.bot.courses.say_more(actor, id, say).await;
    kept(caller, done)?;
    let text = match (released, named) {
        (true, true) => CourseText::FeedbackNamed,
        (true, false) => CourseText::FeedbackReleased,
        _ => CourseText::FeedbackNotReleased,
    };
    Ok(caller.words_in_place(&text, in_place))
}

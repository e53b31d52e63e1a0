//! 「メニュー」: one question with everything that the person before it may do.

use serde_json::{Value, json};

use super::faq::ask_button;
use crate::i18n::{Text, TutorText};
use crate::ids::QuestionId;
use crate::questions::finding::View;
use crate::questions::{Question, State};

use super::super::custom_id::{Act, CustomId, TutorIdent};
use super::super::reply::{Caller, Reply, Said, buttons};
use super::super::text::{escape, mention, one_line};
use super::card::{asker, colour, reference, state_words};

/// Most buttons in a row, so that a phone shows them whole.
const IN_A_ROW: usize = 3;
/// Most characters of the text and of the answer that are shown.
const SHOWN: usize = 900;

/// Opens the menu of a question.
pub async fn open(caller: &Caller<'_>, id: QuestionId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.questions.view(actor, id).await)?;
    let Some(view) = view else {
        return Err(Reply::words(&caller.say(&Text::QuestionUnknown)));
    };
    Ok(caller.page(page(caller, &view), in_place))
}

/// The same by the number that people know.
pub async fn by_number(caller: &Caller<'_>, number: i64) -> Said {
    let guild = caller.actor()?.guild;
    let found = caller.ours(caller.bot.questions.find_number(guild, number).await)?;
    match found {
        Some(question) => open(caller, question.id, false).await,
        None => Err(Reply::words(&caller.say(&Text::QuestionUnknown))),
    }
}

fn cut(text: &str) -> String {
    let mut kept: String = text.chars().take(SHOWN).collect();
    if text.chars().count() > SHOWN {
        kept.push('…');
    }
    escape(&kept)
}

fn page(caller: &Caller<'_>, view: &View) -> Value {
    let say = |text: &Text| caller.say(text);
    let question = &view.question;
    let words = &caller.bot.words;
    let mut lines = vec![say(&Text::MenuState {
        state: say(&state_words(question.state)),
        topic: escape(question.topic.as_str()),
        asker: asker(words, caller.locale, question),
        time: format!("<t:{}:f>", question.asked_at.timestamp()),
    })];
    if view.followers > 0 {
        lines.push(say(&Text::MenuFollowers {
            count: view.followers,
        }));
    }
    if question.lost.is_some() {
        lines.push(say(&Text::MenuLost));
    }
    if let Some(into) = &view.merged_into {
        lines.push(say(&Text::MenuMerged {
            question: reference(into),
        }));
    }
    if !question.body.is_empty() {
        lines.push(cut(&question.body));
    }
    if let Some(answer) = &question.answer {
        lines.push(say(&Text::MenuAnswer {
            helper: mention(answer.author),
        }));
        lines.push(cut(&answer.text));
    }
    let heading = match question.state {
        State::Withdrawn => say(&Text::CardTitleWithdrawn {
            number: question.number,
        }),
        _ => say(&Text::CardTitle {
            number: question.number,
            title: escape(&question.title),
        }),
    };
    let mut embed = json!({
        "title": one_line(&heading, 256),
        "description": lines.join("\n"),
        "color": colour(question.state),
    });
    if let Some(thread) = question
        .place_of_replies()
        .filter(|_| question.lost.is_none())
    {
        embed["url"] = json!(super::told::link(question.guild, thread));
    }
    let mut all = choices(caller, view);
    let mut head = Text::MenuHead;
    if all.is_empty() {
        head = Text::MenuNothing;
        all.push(ask_button(caller));
    }
    let rows: Vec<Value> = all.chunks(IN_A_ROW).map(buttons).collect();
    json!({"content": say(&head), "embeds": [embed], "components": rows})
}

/// What this person may do now.
fn choices(caller: &Caller<'_>, view: &View) -> Vec<(String, u8, CustomId)> {
    let question: &Question = &view.question;
    let mut all = Vec::new();
    let mut offer = |label: Text, style: u8, act: Act| {
        let id = CustomId::Question(act, question.id);
        all.push((caller.say(&label), style, id));
    };
    let rights = view.rights;
    let (state, is_open) = (question.state, !question.state.is_closed());
    if is_open && rights.may_resolve() {
        offer(Text::ResolveButton, 3, Act::Resolve);
    }
    if matches!(state, State::Resolved | State::Closed) && rights.is_asker_or_staff() {
        offer(Text::ReopenButton, 2, Act::Reopen);
    }
    if is_open && !rights.is_asker {
        if view.follows {
            offer(Text::UnfollowButton, 2, Act::Unfollow);
        } else {
            offer(Text::FollowButton, 2, Act::Follow);
        }
    }
    if rights.is_asker {
        if is_open {
            offer(Text::EditButton, 2, Act::Edit);
        }
        if question.anonymous && !state.is_gone() {
            offer(Text::SayButton, 2, Act::Say);
        }
        if state != State::Withdrawn {
            offer(Text::WithdrawButton, 2, Act::Withdraw);
        }
        if question.anonymous {
            offer(Text::LooksButton, 2, Act::Looks);
        }
    }
    let may_hand_over = rights.is_asker || (rights.is_staff && !question.anonymous);
    if is_open && may_hand_over {
        let id = CustomId::Tutor(TutorIdent::From(question.id));
        all.push((caller.say(&TutorText::QuestionTutorButton), 2, id));
    }
    let mut offer = |label: Text, style: u8, act: Act| {
        let id = CustomId::Question(act, question.id);
        all.push((caller.say(&label), style, id));
    };
    if rights.is_staff && !state.is_gone() {
        if is_open {
            offer(Text::AssignButton, 2, Act::Assign);
        }
        offer(Text::AnswerButton, 2, Act::Answer);
        offer(Text::MoveButton, 2, Act::Move);
        offer(Text::MergeButton, 2, Act::Merge);
        if state == State::Resolved && view.keeps_faq {
            let label = if view.is_in_faq {
                Text::PromoteAgainButton
            } else {
                Text::PromoteButton
            };
            offer(label, 2, Act::Promote);
        }
    }
    if question.lost.is_some() && rights.is_asker_or_staff() && !state.is_gone() {
        offer(Text::RemakeButton, 1, Act::Remake);
    }
    all
}

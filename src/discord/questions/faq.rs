//! `/faq` (よくある質問): the list, the search, an entry, and how staff keep it.

use serde_json::{Value, json};

use crate::fault::Fault;
use crate::i18n::Text;
use crate::ids::{FaqId, QuestionId};
use crate::questions::faq::{ANSWER_MOST, Entry, FaqRefusal, FaqTextFault};
use crate::questions::text::TITLE_MOST;

use super::super::custom_id::{Act, AskId, CustomId, FaqIdent};
use super::super::reply::{Caller, Reply, Said, buttons, row};
use super::super::text::{escape, one_line};
use super::ask::{fill, input};

/// The names of the forms' fields.
pub const WORDS_FIELD: &str = "words";
pub const TITLE_FIELD: &str = "title";
pub const ANSWER_FIELD: &str = "answer";
/// Most entries of a page: a select takes no more.
const PAGE: usize = 25;
/// Most entries that a search shows.
const FOUND: usize = 5;
/// What a completed choice begins with.
const CHOICE: &str = "f:";

/// `/faq`: the list, an entry that was completed, or what is found for the words.
pub async fn command(caller: &Caller<'_>, typed: Option<&str>) -> Said {
    let typed = typed.unwrap_or_default().trim();
    if let Some(id) = typed.strip_prefix(CHOICE).and_then(|id| id.parse().ok()) {
        return entry(caller, FaqId(id), false).await;
    }
    if typed.is_empty() {
        return page(caller, 0, false).await;
    }
    search(caller, typed, false).await
}

/// Entries while somebody types: name and value, at most 25.
pub async fn complete(caller: &Caller<'_>, typed: &str) -> Result<Vec<(String, String)>, Reply> {
    let guild = caller.actor()?.guild;
    let entries = caller.ours(caller.bot.questions.faq(guild).await)?;
    let chosen: Vec<&Entry> = if typed.trim().is_empty() {
        entries.iter().collect()
    } else {
        let settings = caller.ours(caller.bot.guilds.settings(guild).await)?;
        let questions = &caller.bot.questions;
        let ids = questions.found_in_faq(guild, &settings, typed, PAGE).await;
        let ids = caller.ours(ids)?;
        let of = |id: &FaqId| entries.iter().find(|entry| entry.id == *id);
        ids.iter().filter_map(of).collect()
    };
    let choices = chosen.into_iter().take(PAGE);
    Ok(choices
        .map(|entry| (one_line(&entry.title, 100), format!("{CHOICE}{}", entry.id)))
        .collect())
}

fn option(entry: &Entry) -> Value {
    json!({
        "label": one_line(&entry.title, 100),
        "value": entry.id.to_string(),
        "description": one_line(entry.topic.as_str(), 100),
    })
}

fn select(caller: &Caller<'_>, entries: &[&Entry]) -> Value {
    let options: Vec<Value> = entries.iter().map(|entry| option(entry)).collect();
    row(&json!({
        "type": 3,
        "custom_id": CustomId::Faq(FaqIdent::Pick).encode(),
        "placeholder": caller.say(&Text::FaqPick),
        "options": options,
    }))
}

pub fn ask_button(caller: &Caller<'_>) -> (String, u8, CustomId) {
    let label = caller.say(&Text::PanelAskButton);
    (label, 1, CustomId::Ask(AskId::Start))
}

fn search_button(caller: &Caller<'_>) -> (String, u8, CustomId) {
    let label = caller.say(&Text::FaqSearchButton);
    (label, 2, CustomId::Faq(FaqIdent::Search))
}

/// A page of the list, counted from 0.
pub async fn page(caller: &Caller<'_>, number: i64, in_place: bool) -> Said {
    let guild = caller.actor()?.guild;
    let entries = caller.ours(caller.bot.questions.faq(guild).await)?;
    if entries.is_empty() {
        let body = json!({
            "content": caller.say(&Text::FaqEmpty),
            "embeds": [],
            "components": [buttons(&[ask_button(caller)])],
        });
        return Ok(caller.page(body, in_place));
    }
    let last = (entries.len() - 1) / PAGE;
    let number = usize::try_from(number).unwrap_or(0).min(last);
    let shown: Vec<&Entry> = entries.iter().skip(number * PAGE).take(PAGE).collect();
    let lines: Vec<String> = shown
        .iter()
        .map(|entry| {
            caller.say(&Text::FaqLine {
                title: one_line(&escape(&entry.title), 100),
                topic: escape(entry.topic.as_str()),
            })
        })
        .collect();
    let mut ways = vec![search_button(caller), ask_button(caller)];
    let to = |page: usize| {
        let page = i64::try_from(page).unwrap_or(0);
        CustomId::Faq(FaqIdent::Page(page))
    };
    if number > 0 {
        ways.push((caller.say(&Text::FaqBackButton), 2, to(number - 1)));
    }
    if number < last {
        ways.push((caller.say(&Text::FaqNextButton), 2, to(number + 1)));
    }
    let body = json!({
        "content": "",
        "embeds": [{
            "title": caller.say(&Text::FaqTitle),
            "description": lines.join("\n"),
            "color": 0x0034_98DB,
        }],
        "components": [select(caller, &shown), buttons(&ways)],
    });
    Ok(caller.page(body, in_place))
}

/// 「ことばで探す」: the form.
pub fn search_form(caller: &Caller<'_>) -> Reply {
    let label = caller.say(&Text::FaqSearchLabel);
    let example = caller.say(&Text::FaqSearchExample);
    let field = input(WORDS_FIELD, &label, Some(&example), false, 100);
    Reply::Form(json!({
        "custom_id": CustomId::Faq(FaqIdent::Search).encode(),
        "title": caller.say(&Text::FaqSearchButton),
        "components": [row(&field)],
    }))
}

/// What is found for the words.
pub async fn search(caller: &Caller<'_>, typed: &str, in_place: bool) -> Said {
    if typed.is_empty() {
        return page(caller, 0, in_place).await;
    }
    let guild = caller.actor()?.guild;
    let settings = caller.ours(caller.bot.guilds.settings(guild).await)?;
    let questions = &caller.bot.questions;
    let ids = questions.found_in_faq(guild, &settings, typed, FOUND).await;
    let ids = caller.ours(ids)?;
    let entries = caller.ours(questions.faq(guild).await)?;
    let of = |id: &FaqId| entries.iter().find(|entry| entry.id == *id);
    let found: Vec<&Entry> = ids.iter().filter_map(of).collect();
    let shown = one_line(&escape(typed), 100);
    let ways = buttons(&[ask_button(caller), search_button(caller)]);
    let body = if found.is_empty() {
        json!({
            "content": caller.say(&Text::FaqNotFound { words: shown }),
            "embeds": [],
            "components": [ways],
        })
    } else {
        json!({
            "content": caller.say(&Text::FaqFound { words: shown }),
            "embeds": [],
            "components": [select(caller, &found), ways],
        })
    };
    Ok(caller.page(body, in_place))
}

/// One entry.
pub async fn entry(caller: &Caller<'_>, id: FaqId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.questions.faq_entry(actor.guild, id).await)?;
    let Some(entry) = found else {
        return Err(caller.words_in_place(&Text::FaqUnknown, in_place));
    };
    let is_staff = caller
        .ours(caller.bot.guilds.capabilities(actor).await)?
        .staff;
    Ok(caller.page(entry_page(caller, &entry, is_staff, None), in_place))
}

fn entry_page(caller: &Caller<'_>, entry: &Entry, is_staff: bool, word: Option<&Text>) -> Value {
    let id = entry.id;
    let mut rows = Vec::new();
    if is_staff {
        let keep = |text: &Text, style, faq| (caller.say(text), style, CustomId::Faq(faq));
        rows.push(buttons(&[
            keep(&Text::FaqEditButton, 2, FaqIdent::Edit(id, entry.version)),
            keep(&Text::FaqUpButton, 2, FaqIdent::Up(id)),
            keep(&Text::FaqDownButton, 2, FaqIdent::Down(id)),
            keep(&Text::FaqRetireButton, 4, FaqIdent::Retire(id)),
        ]));
    }
    let list = caller.say(&Text::FaqListButton);
    let mut ways = vec![(list, 2, CustomId::Faq(FaqIdent::Open))];
    if let Some(question) = entry.question {
        let label = caller.say(&Text::FaqQuestionButton);
        ways.push((label, 2, CustomId::Question(Act::Menu, question)));
    }
    ways.push(ask_button(caller));
    rows.push(buttons(&ways));
    json!({
        "content": word.map(|word| caller.say(word)).unwrap_or_default(),
        "embeds": [{
            "title": one_line(&escape(&entry.title), 256),
            "description": escape(&entry.answer),
            "color": 0x0034_98DB,
            "footer": {"text": one_line(entry.topic.as_str(), 100)},
        }],
        "components": rows,
    })
}

/// What a refusal says.
fn refused(caller: &Caller<'_>, fault: Fault<FaqRefusal>) -> Reply {
    let refusal = match fault {
        Fault::Ours(error) => return caller.our_fault(&error),
        Fault::Refused(refusal) => refusal,
    };
    let most = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    let text = match refusal {
        FaqRefusal::NotStaff => Text::QuestionForStaff,
        FaqRefusal::Unknown => Text::FaqUnknown,
        FaqRefusal::NotResolved => Text::PromoteNotResolved,
        FaqRefusal::Text(FaqTextFault::Empty) => Text::FaqTextEmpty,
        FaqRefusal::Text(FaqTextFault::TitleTooLong) => Text::EditTitleTooLong {
            most: most(TITLE_MOST),
        },
        FaqRefusal::Text(FaqTextFault::AnswerTooLong) => Text::FaqAnswerTooLong {
            most: most(ANSWER_MOST),
        },
        FaqRefusal::Meanwhile => Text::FaqMeanwhile,
        FaqRefusal::AtTheEnd => Text::FaqAtTheEnd,
    };
    Reply::words(&caller.say(&text))
}

fn form(caller: &Caller<'_>, id: &CustomId, title: &str, answer: &str) -> Reply {
    let label = |text: &Text| caller.say(text);
    let mut title_field = input(
        TITLE_FIELD,
        &label(&Text::FaqTitleLabel),
        None,
        false,
        TITLE_MOST,
    );
    let mut answer_field = input(
        ANSWER_FIELD,
        &label(&Text::FaqAnswerLabel),
        None,
        true,
        ANSWER_MOST,
    );
    fill(&mut title_field, title);
    fill(&mut answer_field, answer);
    Reply::Form(json!({
        "custom_id": id.encode(),
        "title": label(&Text::FaqForm),
        "components": [row(&title_field), row(&answer_field)],
    }))
}

/// 「よくある質問にのせる」: the form begins with the question and its answer.
pub async fn promote(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.promotion(actor, id).await {
        Ok(begin) => {
            let id = CustomId::Question(Act::Promote, id);
            Ok(form(caller, &id, &begin.title, &begin.answer))
        }
        Err(fault) => Err(refused(caller, fault)),
    }
}

/// The form was sent.
pub async fn promoted(caller: &Caller<'_>, id: QuestionId, title: &str, answer: &str) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.promote(actor, id, title, answer).await {
        Ok(entry) => {
            let page = entry_page(caller, &entry, true, Some(&Text::PromotedDone));
            Ok(Reply::Say(page))
        }
        Err(fault) => Err(refused(caller, fault)),
    }
}

/// 「書きなおす」: the form begins with the entry.
pub async fn edit(caller: &Caller<'_>, id: FaqId) -> Said {
    let actor = caller.actor()?;
    let can = caller.ours(caller.bot.guilds.capabilities(actor).await)?;
    if !can.staff {
        return Err(refused(caller, Fault::Refused(FaqRefusal::NotStaff)));
    }
    let found = caller.ours(caller.bot.questions.faq_entry(actor.guild, id).await)?;
    match found {
        Some(entry) => {
            let id = CustomId::Faq(FaqIdent::Edit(id, entry.version));
            Ok(form(caller, &id, &entry.title, &entry.answer))
        }
        None => Err(refused(caller, Fault::Refused(FaqRefusal::Unknown))),
    }
}

/// The form was sent.
pub async fn edited(
    caller: &Caller<'_>,
    (id, version): (FaqId, i64),
    title: &str,
    answer: &str,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let questions = &caller.bot.questions;
    match questions
        .rewrite_faq(actor, id, version, title, answer)
        .await
    {
        Ok(entry) => {
            let page = entry_page(caller, &entry, true, Some(&Text::PromotedDone));
            Ok(caller.page(page, in_place))
        }
        Err(fault) => Err(refused(caller, fault)),
    }
}

/// An entry goes up or down by one.
pub async fn moved(caller: &Caller<'_>, id: FaqId, is_up: bool, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.move_faq(actor, id, is_up).await {
        Ok(entry) => {
            let page = entry_page(caller, &entry, true, Some(&Text::FaqMovedDone));
            Ok(caller.page(page, in_place))
        }
        Err(fault) => Err(refused(caller, fault)),
    }
}

/// 「のせるのをやめる」: it is asked back once.
pub async fn retire(caller: &Caller<'_>, id: FaqId) -> Said {
    let actor = caller.actor()?;
    let can = caller.ours(caller.bot.guilds.capabilities(actor).await)?;
    if !can.staff {
        return Err(refused(caller, Fault::Refused(FaqRefusal::NotStaff)));
    }
    let yes = CustomId::Faq(FaqIdent::RetireYes(id));
    let no = CustomId::Faq(FaqIdent::Entry(id));
    Ok(Reply::Say(json!({
        "content": caller.say(&Text::FaqRetireConfirm),
        "components": [buttons(&[
            (caller.say(&Text::FaqRetireButton), 4, yes),
            (caller.say(&Text::WithdrawNoButton), 2, no),
        ])],
    })))
}

/// Yes, take it out.
pub async fn retired(caller: &Caller<'_>, id: FaqId) -> Said {
    let actor = caller.actor()?;
    match caller.bot.questions.retire_faq(actor, id).await {
        Ok(_) => Ok(Reply::settled(&caller.say(&Text::FaqRetiredDone))),
        Err(fault) => Err(refused(caller, fault)),
    }
}

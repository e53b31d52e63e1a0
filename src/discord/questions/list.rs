//! `/questions` (質問一覧): pages of questions by state and topic, one's own, those followed.

use serde_json::{Value, json};

use super::faq::ask_button;
use crate::discord::members::me::me_button;
use crate::guilds::Topic;
use crate::i18n::Text;
use crate::questions::finding::{Page, Scope, Shelf, Turn};

use super::super::custom_id::{CustomId, ListId};
use super::super::reply::{Caller, Reply, Said, buttons, row};
use super::super::text::{escape, one_line};
use super::card::{reference, state_words};

/// The words of a scope.
#[must_use]
pub fn scope_words(scope: Scope) -> Text {
    match scope {
        Scope::All => Text::ScopeAll,
        Scope::Waiting => Text::ScopeOpen,
        Scope::Answered => Text::ScopeAnswered,
        Scope::Resolved => Text::ScopeResolved,
        Scope::Mine => Text::ScopeMine,
        Scope::Followed => Text::ScopeFollowed,
    }
}

/// The command: a scope by its name, a topic as it was typed.
pub async fn command(caller: &Caller<'_>, scope: Option<&str>, topic: Option<&str>) -> Said {
    let scope = scope.and_then(Scope::from_name).unwrap_or(Scope::All);
    let topic = match topic {
        Some(typed) => {
            let guild = caller.actor()?.guild;
            let topics = caller.ours(caller.bot.guilds.topics(guild).await)?;
            let known = topics
                .into_iter()
                .find(|topic| topic.as_str() == typed.trim());
            let unknown = || Reply::words(&caller.say(&Text::ListUnknownTopic));
            Some(known.ok_or_else(unknown)?)
        }
        None => None,
    };
    show(caller, &Shelf { scope, topic }, Turn::Newest, false).await
}

/// Another scope was chosen.
pub async fn scope_chosen(
    caller: &Caller<'_>,
    chosen: &str,
    topic: Option<Topic>,
    in_place: bool,
) -> Said {
    let scope = Scope::from_name(chosen).unwrap_or(Scope::All);
    show(caller, &Shelf { scope, topic }, Turn::Newest, in_place).await
}

/// A page.
pub async fn show(caller: &Caller<'_>, shelf: &Shelf, turn: Turn, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let page = caller.ours(caller.bot.questions.page(actor, shelf, turn).await)?;
    Ok(caller.page(drawn(caller, shelf, &page), in_place))
}

fn drawn(caller: &Caller<'_>, shelf: &Shelf, page: &Page) -> Value {
    let say = |text: &Text| caller.say(text);
    let lines: Vec<String> = page
        .questions
        .iter()
        .map(|question| {
            say(&Text::ListLine {
                question: reference(question),
                state: say(&state_words(question.state)),
                topic: escape(question.topic.as_str()),
            })
        })
        .collect();
    let scope = say(&scope_words(shelf.scope));
    let heading = match &shelf.topic {
        Some(topic) => say(&Text::ListHeadTopic {
            scope,
            topic: escape(topic.as_str()),
        }),
        None => say(&Text::ListHead { scope }),
    };
    let mut rows = Vec::new();
    if !page.questions.is_empty() {
        let options: Vec<Value> = page
            .questions
            .iter()
            .map(|question| {
                let label = format!("#{} {}", question.number, question.title);
                json!({"label": one_line(&label, 100), "value": question.id.to_string()})
            })
            .collect();
        rows.push(row(&json!({
            "type": 3,
            "custom_id": CustomId::List(ListId::Pick).encode(),
            "placeholder": say(&Text::ListPick),
            "options": options,
        })));
    }
    let options: Vec<Value> = Scope::ALL
        .into_iter()
        .map(|(scope, name)| {
            json!({
                "label": say(&scope_words(scope)),
                "value": name,
                "default": scope == shelf.scope,
            })
        })
        .collect();
    rows.push(row(&json!({
        "type": 3,
        "custom_id": CustomId::List(ListId::Scope(shelf.topic.clone())).encode(),
        "placeholder": say(&Text::ListScope),
        "options": options,
    })));
    let turns = [
        (page.newer, Text::ListNewerButton),
        (page.older, Text::ListOlderButton),
    ];
    let mut ways: Vec<(String, u8, CustomId)> = turns
        .into_iter()
        .filter_map(|(turn, label)| {
            let id = ListId::Page(shelf.clone(), turn?);
            Some((say(&label), 2, CustomId::List(id)))
        })
        .collect();
    if lines.is_empty() {
        ways.push(ask_button(caller));
    }
    if shelf.scope == Scope::Mine {
        ways.push(me_button(caller));
    }
    if !ways.is_empty() {
        rows.push(buttons(&ways));
    }
    let text = if lines.is_empty() {
        say(&Text::ListEmpty)
    } else {
        lines.join("\n")
    };
    json!({
        "content": "",
        "embeds": [{"title": heading, "description": text, "color": 0x0034_98DB}],
        "components": rows,
    })
}

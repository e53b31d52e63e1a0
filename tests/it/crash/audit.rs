//! What Discord holds, compared with what was asked for. Nothing here reads the outbox:
//! it is what a person would count.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;
use tsunagari::courses::{CourseState, Standing};
use tsunagari::questions::{Question, State};

use super::work::{CLOSED, FORUM, Work, title};
use crate::harness::{Community, text_of};

/// What is missing and what is there more than once.
#[derive(Default)]
struct Account {
    lost: Vec<String>,
    doubled: Vec<String>,
}

impl Account {
    /// Something must be there `least` to `most` times.
    fn count(&mut self, what: impl Fn() -> String, found: usize, least: usize, most: usize) {
        if found < least {
            self.lost.push(what());
        }
        for _ in most..found {
            self.doubled.push(what());
        }
    }

    fn must(&mut self, what: impl Fn() -> String, is_so: bool) {
        self.count(what, usize::from(is_so), 1, 1);
    }
}

/// What is lost and what is doubled.
pub async fn compare(community: &Community, work: &Work) -> (Vec<String>, Vec<String>) {
    let mut account = Account::default();
    let state = community.state().await;
    let cards = community.person("aiko").sees("質問").await;
    let dms = conversations(community, work, &state).await;
    for id in &work.asked {
        let question = work.questions.find(work.guild, *id).await.unwrap().unwrap();
        check_question(community, &mut account, &question, &state, &cards, &dms).await;
    }
    check_sessions(&mut account, work, &state, &cards).await;
    check_reminders(community, &mut account, work, (&state, &cards), &dms).await;
    for wish in &work.roles {
        let member = state["members"].as_array().unwrap().iter();
        let user = wish.user.to_string();
        let member = member.clone().find(|m| m["user"]["id"] == *user).unwrap();
        let role = wish.role.to_string();
        let holds = member["roles"]
            .as_array()
            .unwrap()
            .iter()
            .any(|r| *r == *role);
        account.must(|| format!("role of {user}"), holds == wish.held);
    }
    (account.lost, account.doubled)
}

async fn conversations(
    community: &Community,
    work: &Work,
    state: &Value,
) -> HashMap<String, Vec<Value>> {
    let mut found = HashMap::new();
    for (name, user) in &work.askers {
        let dm = state["dms"].as_array().unwrap().iter().find(|dm| {
            dm["recipients"]
                .as_array()
                .is_some_and(|list| list.iter().any(|r| r["id"] == *user.to_string()))
        });
        if let Some(dm) = dm {
            let messages = community
                .person(name)
                .sees(dm["id"].as_str().unwrap())
                .await;
            found.insert(user.to_string(), messages);
        }
    }
    found
}

fn title_of(message: &Value) -> &str {
    message["embeds"][0]["title"].as_str().unwrap_or_default()
}

async fn check_question(
    community: &Community,
    account: &mut Account,
    question: &Question,
    state: &Value,
    cards: &[Value],
    dms: &HashMap<String, Vec<Value>>,
) {
    let number = question.number;
    let name = format!("#{number} ");
    let threads = state["threads"].as_array().unwrap().iter();
    let threads: Vec<&Value> = threads
        .filter(|thread| thread["name"].as_str().unwrap().starts_with(&name))
        .collect();
    account.count(|| format!("thread {number}"), threads.len(), 1, 1);
    let Some(thread) = threads.first() else {
        return;
    };
    let messages = community
        .person("aiko")
        .sees(thread["id"].as_str().unwrap())
        .await;
    let place = if question.forum { &messages } else { cards };
    let shown: Vec<&Value> = place
        .iter()
        .filter(|m| title_of(m).starts_with(&name))
        .collect();
    account.count(|| format!("card {number}"), shown.len(), 1, 1);
    let word = match question.state {
        State::Open => "回答待ち",
        State::Answered => "回答あり",
        State::Resolved => "解決",
        State::Withdrawn => "取り下げ",
        State::Closed => "終了",
        State::Merged => "まとめました",
    };
    let is_current = shown.iter().all(|card| text_of(card).contains(word));
    account.must(|| format!("state on card {number}"), is_current);
    let says = |words: &[&str]| {
        let said = messages.iter().filter(|message| {
            let text = message["content"].as_str().unwrap();
            words.iter().any(|word| text.contains(word))
        });
        said.count()
    };
    let opening = says(&["質問をありがとうございます", "この質問は解決しました"]);
    account.count(|| format!("opening {number}"), opening, 1, 1);
    let parts = messages.iter().filter(|m| text_of(m).contains("の全文"));
    let expected = usize::from(question.parts);
    account.count(
        || format!("text {number}"),
        parts.count(),
        expected,
        expected,
    );
    // Whoever closed the question before the word went out is not told any more.
    let least = usize::from(question.state == State::Answered);
    let most = usize::from(question.answered_at.is_some());
    let asker = question.asker.to_string();
    let told = dms.get(&asker).into_iter().flatten();
    let word = format!("質問 #{number} に");
    let told = told
        .filter(|m| m["content"].as_str().unwrap().contains(&word))
        .count();
    let here = says(&["返事がつきました。上に"]);
    let is_closed = is_closed(state, &asker);
    let (way, other) = if is_closed {
        (here, told)
    } else {
        (told, here)
    };
    account.count(
        || format!("word to the asker of {number}"),
        way,
        least,
        most,
    );
    account.count(
        || format!("word to the asker of {number} elsewhere"),
        other,
        0,
        0,
    );
}

fn is_closed(state: &Value, user: &str) -> bool {
    let members = state["members"].as_array().unwrap().iter();
    members
        .clone()
        .any(|m| m["user"]["id"] == *user && m["user"]["username"] == CLOSED)
}

async fn check_sessions(account: &mut Account, work: &Work, state: &Value, cards: &[Value]) {
    for (id, session) in &work.planned {
        let (course, _) = work.courses.find(work.guild, *id).await.unwrap().unwrap();
        let mark = format!("講座番号 {}", course.number);
        let cards = cards
            .iter()
            .filter(|m| m["embeds"][0]["footer"]["text"] == *mark);
        let cards: Vec<&Value> = cards.collect();
        let gone = course.state == CourseState::Cancelled;
        account.count(
            || format!("announcement {id}"),
            cards.len(),
            usize::from(!gone),
            1,
        );
        let is_current = cards
            .iter()
            .all(|card| title_of(card).contains("中止") == gone);
        account.must(|| format!("state on announcement {id}"), is_current);
        let mark = format!("開催番号 {session}");
        let events = state["events"].as_array().unwrap().iter();
        let events = events.filter(|event| {
            let text = event["description"].as_str().unwrap_or_default();
            text.ends_with(&format!("\n{mark}"))
        });
        let (least, most) = if gone { (0, 0) } else { (1, 1) };
        account.count(|| format!("event {id}"), events.count(), least, most);
    }
    let posts = state["channels"].as_array().unwrap().iter();
    assert!(posts.clone().any(|channel| channel["name"] == FORUM));
}

/// Everybody with a place is reminded once: by direct message, or by a mention.
async fn check_reminders(
    community: &Community,
    account: &mut Account,
    work: &Work,
    (state, channel): (&Value, &[Value]),
    dms: &HashMap<String, Vec<Value>>,
) {
    for (number, (id, _)) in (0..).zip(&work.planned) {
        let (course, _) = work.courses.find(work.guild, *id).await.unwrap().unwrap();
        let words = format!("1週間後に講座があります：{}", title(number));
        let in_thread = match course.thread {
            Some(thread) => community.person("aiko").sees(&thread.to_string()).await,
            None => Vec::new(),
        };
        let says = |message: &&Value| {
            let text = text_of(message);
            let mut lines = text.lines();
            lines.any(|line| line.ends_with(&words))
        };
        for (_, user) in &work.askers {
            let standing = work.courses.standing(*id, *user).await.unwrap();
            let is_going = standing.is_some_and(Standing::is_going);
            let user = user.to_string();
            let written = dms.get(&user).map_or(&[][..], Vec::as_slice);
            let mentions = |message: &&Value| {
                let all = message["mentions"].as_array().into_iter().flatten();
                all.clone().any(|mentioned| mentioned["id"] == *user)
            };
            // Before the thread was there, the channel was.
            let open = in_thread.iter().chain(channel);
            let mentioned = open.filter(says).filter(mentions).count();
            let found = written.iter().filter(says).count() + mentioned;
            let expected = usize::from(is_going);
            account.count(
                || format!("reminder of {id} to {user}"),
                found,
                expected,
                expected,
            );
            let is_here = is_closed(state, &user) == (mentioned > 0);
            account.must(|| format!("way of {id} to {user}"), is_here || !is_going);
        }
    }
}

/// How many messages were sent twice and known by their nonce: the second answer is the
/// first message.
pub fn known_by_nonce(traffic: &Path) -> usize {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut known = 0;
    let lines = std::fs::read_to_string(traffic).unwrap();
    for line in lines.lines() {
        let exchange: Value = serde_json::from_str(line).unwrap();
        let nonce = exchange["body"]["nonce"].as_str();
        let made = exchange["response"]["id"].as_str();
        let (Some(nonce), Some(made), "POST") = (nonce, made, exchange["method"].as_str().unwrap())
        else {
            continue;
        };
        match first.get(nonce) {
            Some(earlier) => known += usize::from(earlier == made),
            None => drop(first.insert(nonce.to_owned(), made.to_owned())),
        }
    }
    known
}

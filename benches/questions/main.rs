//! What a member waits for in a server with 10,000 questions, from the press to the answer.
//!
//! `cargo bench --bench questions` goes through the practice server with the real bot, on
//! `SQLite` and, with `TEST_POSTGRES_URL`, on `PostgreSQL`. The last line is one JSON object.

#![expect(clippy::unwrap_used, reason = "a run that cannot go on has failed")]

#[path = "../../tests/it/harness/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the tests use more of it"
)]
mod harness;

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Instant;

use harness::{Backend, Community};
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

const QUESTIONS: i64 = 10_000;
/// How often somebody who has asked half of the questions takes the file of what is theirs.
const FILES: usize = 10;
/// How often each thing is done.
const ROUNDS: usize = 200;

fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Fills the server: of every state and of several topics, half of them by one member.
async fn fill(community: &Community) {
    let state = community.state().await;
    let id = |value: &Value| value.as_str().unwrap().parse::<i64>().unwrap();
    let guild = id(&state["guild"]["id"]);
    let members = state["members"].as_array().unwrap();
    let aiko = members.iter().find(|m| m["user"]["username"] == "aiko");
    let aiko = id(&aiko.unwrap()["user"]["id"]);
    let channel = id(&json!(community.channel("質問").await));
    let db = Db::open(&community.config.database).await.unwrap();
    let now = community.clock().now();
    let topics = ["報酬・手数料", "納期・進め方", "税金・確定申告", "そのほか"];
    let states = ["open", "answered", "resolved", "resolved", "closed"];
    let mut tx = db.begin().await.unwrap();
    for number in 2..=QUESTIONS {
        let at = usize::try_from(number).unwrap();
        let asker = if number % 2 == 0 { aiko } else { number };
        let insert = sql(
            "INSERT INTO questions (guild_id, number, request_id, asker_id, topic, title, body, \
                 state, asked_at, waiting_since, last_word_at, channel_id, card_id, thread_id) \
             VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $8, $8, $9, $10, $10)",
        );
        let insert = insert
            .bind(guild)
            .bind(number)
            .bind(asker)
            .bind(topics[at % topics.len()])
            .bind(format!("{number}番目の質問です"))
            .bind("困っているところを、くわしく書きました。".repeat(at % 20))
            .bind(states[at % states.len()])
            .bind(now)
            .bind(channel)
            .bind(number);
        tx.execute(insert).await.unwrap();
        if number % 7 == 0 {
            let follow = sql(
                "INSERT INTO question_follows (question_id, user_id, since) \
                 SELECT id, $1, $2 FROM questions WHERE guild_id = $3 AND number = $4",
            );
            let follow = follow.bind(aiko).bind(now).bind(guild).bind(number);
            tx.execute(follow).await.unwrap();
        }
    }
    let next = sql("UPDATE guilds SET next_question = $1").bind(QUESTIONS + 1);
    tx.execute(next).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

fn at(sorted: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place among some hundred"
    )]
    let place = ((sorted.len() - 1) as f64 * share).round() as usize;
    (sorted[place] * 10.0).round() / 10.0
}

async fn measure(backend: Backend) -> Value {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    aiko.asks("カードのある質問です", "").await;
    let card = community.card(1).await;
    community.settled().await;
    fill(&community).await;
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let scopes = ["all", "open", "answered", "resolved", "mine", "followed"];
    for round in 0..ROUNDS {
        let mut note = |name, began: Instant, answer: &Value| {
            assert_ne!(answer["kind"], "failed", "{name}: {answer}");
            let took = began.elapsed().as_secs_f64() * 1000.0;
            times.entry(name).or_default().push(took);
        };
        let began = Instant::now();
        let show = json!({"show": scopes[round % scopes.len()]});
        let answer = aiko.uses("questions", show).await;
        note("list", began, &answer);
        let list = aiko.uses("questions", json!({})).await["message"].clone();
        let began = Instant::now();
        let answer = aiko.presses(&list, "古いほうへ").await;
        note("page", began, &answer);
        let number = i64::try_from(round).unwrap() * 37 % QUESTIONS + 1;
        let began = Instant::now();
        let answer = aiko.uses("question show", json!({"number": number})).await;
        note("menu", began, &answer);
        let began = Instant::now();
        let answer = aiko.presses(&card, "メニュー").await;
        note("card", began, &answer);
        let began = Instant::now();
        let answer = aiko.presses(&card, "私も知りたい").await;
        note("follow", began, &answer);
    }
    // Half of all is hers.
    let page = aiko.uses("me", json!({})).await["message"].clone();
    let data = aiko.presses(&page, "わたしのデータ").await["message"].clone();
    let mut file: Vec<f64> = Vec::new();
    let mut size = 0;
    for _ in 0..FILES {
        let began = Instant::now();
        let answer = aiko.presses(&data, "ファイルで受け取る").await;
        file.push(began.elapsed().as_secs_f64() * 1000.0);
        let parts = answer["message"]["attachments"].as_array().unwrap();
        size = parts.iter().filter_map(|part| part["size"].as_u64()).sum();
    }
    let mut all: Vec<f64> = times.values().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let mut figures = json!({
        "questions": QUESTIONS,
        "p50_ms": at(&all, 0.5),
        "p99_ms": at(&all, 0.99),
        "most_ms": at(&all, 1.0),
    });
    file.sort_by(f64::total_cmp);
    figures["own_data"] = json!({
        "p50_ms": at(&file, 0.5),
        "most_ms": at(&file, 1.0),
        "bytes": size,
    });
    for (name, mut of) in times {
        of.sort_by(f64::total_cmp);
        figures[name] = json!({"p50_ms": at(&of, 0.5), "p99_ms": at(&of, 0.99)});
    }
    community.stop_bot().await;
    figures
}

#[tokio::main]
async fn main() {
    let mut all = serde_json::Map::new();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let name = format!("{backend:?}").to_lowercase();
        if backend == Backend::Postgres && std::env::var("TEST_POSTGRES_URL").is_err() {
            say("TEST_POSTGRES_URL is not set; PostgreSQL is left out.");
            continue;
        }
        let figures = measure(backend).await;
        say(format_args!("{name}: {figures}"));
        all.insert(name, figures);
    }
    say(json!(Value::Object(all)));
}

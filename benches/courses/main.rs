//! What happens when very many want a place at once, and when very many are to be reminded.
//!
//! `cargo bench --bench courses` goes through the practice server with the real bot on `SQLite`.
//! `-- --people 10000` sets how many are reminded. The last line is one JSON object.

#![expect(clippy::unwrap_used, reason = "a run that cannot go on has failed")]

#[path = "../../tests/it/harness/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the tests use more of it"
)]
mod harness;

use std::io::Write;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use harness::{Backend, Community};
use serde_json::{Value, json};
use tsunagari::clock::from_millis;
use tsunagari::db::{Db, sql};

/// How many press for how many places, and how often.
const PRESSES: usize = 500;
const PLACES: i64 = 100;
const ROUNDS: usize = 5;

fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// People join, of whom nobody is welcomed: that would be another thing to measure.
async fn join(community: &Community, count: usize) -> Vec<String> {
    let ishida = community.person("ishida");
    let settings = ishida.uses("setup", json!({})).await["message"].clone();
    let page = ishida.chooses(&settings, "welcome").await["message"].clone();
    let done = ishida.presses(&page, "あいさつしない").await;
    assert_ne!(done["kind"], "failed", "{done}");
    let names: Vec<String> = (0..count).map(|n| format!("guest{n}")).collect();
    for name in &names {
        let person = community.person(name);
        person.act("join", json!({"name": name})).await;
    }
    names
}

async fn number(db: &Db, text: &str) -> i64 {
    let found: Option<i64> = db.one(sql(text)).await.unwrap();
    found.unwrap()
}

/// Seconds from the presses to each answer, the slowest last.
async fn presses() -> Vec<f64> {
    let community = Community::start(Backend::Sqlite).await;
    let names = join(&community, PRESSES).await;
    community.announces(1, 1).await;
    let db = Db::open(&community.config.database).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let limit = sql("UPDATE courses SET capacity = $1").bind(PLACES);
    tx.execute(limit).await.unwrap();
    tx.commit().await.unwrap();
    let card = community
        .until("the announcement", async || {
            community.person("aiko").sees("講座0").await.pop()
        })
        .await;
    let answers = names.iter().map(async |name| {
        let began = Instant::now();
        let answer = community.person(name).presses(&card, "参加する").await;
        assert_ne!(answer["kind"], "failed", "{answer}");
        began.elapsed().as_secs_f64()
    });
    let mut took = join_all(answers).await;
    took.sort_by(f64::total_cmp);
    let going = "SELECT COUNT(*) AS n FROM enrolments WHERE state = 'going'";
    assert_eq!(number(&db, going).await, PLACES);
    db.close().await;
    community.settled().await;
    community.end().await;
    took
}

/// So many are reminded at the same moment.
async fn reminders(people: usize) -> Value {
    let community = Community::start(Backend::Sqlite).await;
    let names = join(&community, people).await;
    community.announces(1, 1).await;
    community.settled().await;
    let state = community.state().await;
    let members = state["members"].as_array().unwrap().iter();
    let ids: Vec<i64> = members
        .map(|member| &member["user"])
        .filter(|user| names.iter().any(|name| user["username"] == **name))
        .map(|user| user["id"].as_str().unwrap().parse().unwrap())
        .collect();
    let db = Db::open(&community.config.database).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for (seat, user) in (1_i64..).zip(&ids) {
        let place = sql(
            "INSERT INTO enrolments (course_id, guild_id, user_id, state, seat, line, since) \
             SELECT id, guild_id, $1, 'going', $2, $2, published_at FROM courses",
        );
        tx.execute(place.bind(*user).bind(seat)).await.unwrap();
    }
    tx.commit().await.unwrap();
    // With each of them the bot has a conversation, as with whoever was written to before.
    community.faults(json!({"rate_limit": {"on": false}})).await;
    let mut tx = db.begin().await.unwrap();
    for user in &ids {
        let whom = json!({"recipient_id": user.to_string()});
        let (_, opened) = community
            .api("POST", "users/@me/channels", Some(&whom))
            .await;
        let channel: i64 = opened["id"].as_str().unwrap().parse().unwrap();
        let known = sql("INSERT INTO members (user_id, dm_channel_id) VALUES ($1, $2)");
        tx.execute(known.bind(*user).bind(channel)).await.unwrap();
    }
    tx.commit().await.unwrap();
    community.faults(json!({"rate_limit": {"on": true}})).await;
    let due = community
        .until("the reminder is planned", async || {
            let due = from_millis(number(&db, "SELECT care_at AS n FROM sessions").await);
            (due > community.clock().now() + chrono::Duration::minutes(1)).then_some(due)
        })
        .await;
    community.clock_to(due - chrono::Duration::seconds(2)).await;
    tokio::time::sleep((due - community.clock().now()).to_std().unwrap_or_default()).await;
    let wanted = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'course_notice'";
    let sent = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'course_notice' AND state = 'sent'";
    let all = i64::try_from(ids.len()).unwrap();
    let late = || (community.clock().now() - due).as_seconds_f64();
    let (mut first, mut planned) = (None, None);
    let done = loop {
        let count = number(&db, sent).await;
        if count > 0 && first.is_none() {
            first = Some(late());
        }
        if planned.is_none() && number(&db, wanted).await == all {
            planned = Some(late());
        }
        if count == all {
            break late();
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    };
    db.close().await;
    community.settled().await;
    community.end().await;
    // Discord takes 50 requests a second.
    let pace = u32::try_from(people).map_or(0.0, f64::from) / 50.0;
    json!({"people": people, "first_s": first, "planned_s": planned, "all_sent_s": done,
        "times_discords_pace": done / pace})
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let people = arguments.iter().position(|argument| argument == "--people");
    let people = people.and_then(|at| arguments.get(at + 1)?.parse().ok());
    let mut slowest = Vec::new();
    let mut medians = Vec::new();
    for round in 0..ROUNDS {
        let took = presses().await;
        medians.push(took[took.len() / 2]);
        slowest.push(took[took.len() - 1]);
        say(format_args!(
            "{PRESSES} presses, round {round}: median {:.2} s, slowest {:.2} s",
            took[took.len() / 2],
            took[took.len() - 1]
        ));
    }
    let reminded = reminders(people.unwrap_or(1_000)).await;
    say(json!({"median_s": medians, "slowest_s": slowest, "reminders": reminded}));
}

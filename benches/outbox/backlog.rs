//! How long a backlog takes, and how long somebody waits who asks meanwhile.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

use crate::harness::{Backend, Community, Program};

const CHANNELS: usize = 200;
/// Somebody asks every so often: less often than the channel of questions takes a card.
const ASKS_EVERY: Duration = Duration::from_millis(1_500);

/// Runs `count` announcements over 200 channels, all due at once, against 50 requests a
/// second and 5 messages per 5 s and channel; returns one JSON object.
pub async fn run(backend: Backend, count: usize) -> Value {
    let community = Community::without_bot(backend).await;
    let bot = Program::bot(&community.config);
    community.panel().await;
    community.settled().await;
    assert!(bot.terminate().await.success());
    let db = Db::open(&community.config.database).await.unwrap();
    community.announces(CHANNELS, count).await;
    forget_events(&db).await;
    let unsent = async || {
        let text = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'session_card' \
                    AND state IN ('due', 'claimed')";
        db.one::<i64>(sql(text)).await.unwrap().unwrap_or(0)
    };
    println!("{} announcements are due", unsent().await);

    let bot = Program::bot_with(
        &community.config,
        &[("TSUNAGARI_DISCORD__REQUESTS_PER_SECOND", "50")],
    );
    community.connected().await;
    let began = Instant::now();
    let first = unsent().await;
    let aiko = community.person("aiko");
    let mut waits = Vec::new();
    let mut took = None;
    let mut number = 0;
    while took.is_none() {
        let next = tokio::time::Instant::now() + ASKS_EVERY;
        if unsent().await == 0 {
            took = Some(began.elapsed());
            break;
        }
        let asked = Instant::now();
        aiko.asks("待っています", "").await;
        number += 1;
        community.card(number).await;
        waits.push(asked.elapsed());
        tokio::time::sleep_until(next).await;
    }
    let took = took.unwrap_or_default();
    community.settled().await;
    assert!(bot.terminate().await.success());
    db.close().await;
    let lines = std::fs::read_to_string(&community.traffic).unwrap();
    let exchanges: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let refused = exchanges.iter().filter(|e| e["status"] == 429).count();
    community.end().await;
    waits.sort();
    let at = |share: usize| waits[(waits.len() * share / 100).min(waits.len() - 1)].as_millis();
    // Each question is a card, a thread and a first message; 50 may go in the first instant.
    let requests = f64::from(u32::try_from(first).unwrap()) + 3.0 * f64::from(number) - 50.0;
    let shortest = requests / 50.0;
    json!({
        "backlog": first,
        "shortest_seconds": shortest,
        "ratio": took.as_secs_f64() / shortest,
        "asked_meanwhile": waits.len(),
        "seconds": took.as_secs_f64(),
        "card_and_thread_p50_ms": at(50),
        "card_and_thread_p99_ms": at(99),
        "card_and_thread_max_ms": at(100),
        "refused_429": refused,
    })
}

/// A server takes 100 events only, and this is about messages.
async fn forget_events(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    tx.execute(sql("DELETE FROM outbox WHERE kind = 'session_event'"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

//! The gateway closes with every code that Discord knows: where it may be opened again
//! the program goes on, where not it ends and says what to do; nothing is lost, and it
//! never turns round and round.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::{Backend, Community, Program, text_of};

/// From "Opcodes and Status Codes": a bot may connect again after these.
const PASSING: [u16; 10] = [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009];
/// And not after these; what the program says then.
const FINAL: [(u16, &str); 6] = [
    (4004, "does not accept the token"),
    (4010, "for good"),
    (4011, "for good"),
    (4012, "for good"),
    (4013, "intents"),
    (4014, "intents"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_close_code_that_passes_is_survived() {
    let community = Community::without_bot(Backend::Sqlite).await;
    let bot = Program::bot(&community.config);
    community.panel().await;
    let aiko = community.person("aiko");
    let began = Instant::now();
    let used = bot.cpu_time();
    for (number, code) in (1..).zip(PASSING) {
        community.faults(json!({"gateway": {"close": code}})).await;
        community.connected().await;
        aiko.asks(&format!("{code}で切れました"), "").await;
        let card = community.card(number).await;
        community.faults(json!({"gateway": {"close": code}})).await;
        community.person("sato").answers(&card, "届きますか").await;
        community.card_shows(number, "回答あり").await;
    }
    // A program that turns round and round takes a whole core.
    let busy = bot.cpu_time().saturating_sub(used).as_secs_f64() / began.elapsed().as_secs_f64();
    assert!(busy < 0.3, "{busy} of a core");
    community.settled().await;
    let cards = aiko.sees("質問").await;
    assert_eq!(cards.len(), PASSING.len());
    community.end_with(bot).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_final_close_code_the_program_ends_with_a_word() {
    let community = Community::without_bot(Backend::Sqlite).await;
    let mut bot = Program::bot(&community.config);
    community.panel().await;
    let aiko = community.person("aiko");
    for (number, (code, word)) in (1..).zip(FINAL) {
        // A card is on its way when the connection ends for good.
        let slow = json!({"path": "/messages", "method": "POST", "action": "delay_after",
            "delay_ms": 60_000, "times": 1});
        community.faults(json!({"rest": [slow]})).await;
        aiko.asks(&format!("{code}で終わりました"), "").await;
        community.faults(json!({"gateway": {"close": code}})).await;
        let (status, said) = bot.ended(Duration::from_secs(10)).await;
        assert!(!status.success(), "{code}");
        assert!(said.contains(word), "{code}: {said}");
        community.faults(json!({"clear": true})).await;
        bot = Program::bot(&community.config);
        community.connected().await;
        community.card(number).await;
    }
    community.settled().await;
    let cards = aiko.sees("質問").await;
    assert_eq!(
        cards.len(),
        FINAL.len(),
        "{:?}",
        cards.iter().map(text_of).collect::<Vec<_>>()
    );
    community.end_with(bot).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resume_that_is_refused_and_events_that_come_twice_change_nothing() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    for number in 1..=4_u32 {
        aiko.asks("もう一度", "").await;
        let card = community.card(number).await;
        community
            .faults(json!({"gateway": {"refuse_resume": true}}))
            .await;
        community
            .faults(json!({"gateway": {"duplicate": 100}}))
            .await;
        community.faults(json!({"gateway": {"reset": true}})).await;
        sato.answers(&card, "はい").await;
        community.card_shows(number, "回答あり").await;
        community.connected().await;
    }
    community.settled().await;
    assert_eq!(aiko.sees("質問").await.len(), 4);
    let told = aiko.direct_messages().await;
    assert_eq!(told.len(), 4, "one word for each answer");
    community.end().await;
}

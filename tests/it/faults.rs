//! The wire misbehaves, and still every effect is there exactly once.

use serde_json::json;

use crate::harness::{Backend, Community, text_of};

/// Asks under faults and sees that there is one card, one thread and one opening.
async fn exactly_once(faults: serde_json::Value) {
    let community = Community::start(Backend::Sqlite).await;
    community.settled().await;
    let aiko = community.person("aiko");
    community.faults(faults.clone()).await;
    aiko.asks("一度だけ", "").await;
    let card = community.card(1).await;
    community.person("sato").answers(&card, "はい").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    assert_eq!(aiko.sees("質問").await.len(), 1, "{faults}");
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    let openings = thread
        .iter()
        .filter(|m| text_of(m).contains("さん"))
        .count();
    assert_eq!(openings, 1, "{faults}");
    community.end().await;
}

fn rest(path: &str, action: &str, more: &serde_json::Value) -> serde_json::Value {
    let mut rule = json!({"path": path, "action": action, "times": 2});
    rule.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!({"rest": [rule]})
}

macro_rules! faults {
    ($($name:ident: $fault:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            exactly_once($fault).await;
        }
    )*};
}

faults! {
    cut_before_it_was_applied: rest("/messages", "drop_before", &json!({"method": "POST"}));
    cut_after_it_was_applied: rest("/messages", "drop_after", &json!({"method": "POST"}));
    the_thread_cut_after_it_was_made: rest("/threads", "drop_after", &json!({}));
    an_answer_cut_in_the_middle: rest("/channels", "cut_body", &json!({"method": "POST"}));
    an_answer_that_is_not_json: rest("/channels", "not_json", &json!({"method": "POST"}));
    a_server_error: rest("/channels", "status", &json!({"status": 500}));
    a_server_error_after_it_was_applied: rest("/channels", "status_after", &json!({"status": 502, "method": "POST"}));
    a_server_that_is_unavailable: rest("/channels", "status", &json!({"status": 503, "no_body": true}));
    no_answer_in_time_but_it_arrives_late: rest("/messages", "delay", &json!({"method": "POST", "delay_ms": 11_000, "times": 1}));
    no_answer_in_time_although_it_was_applied: rest("/messages", "delay_after", &json!({"method": "POST", "delay_ms": 11_000, "times": 1}));
    told_to_wait: rest("/channels", "status", &json!({"status": 429, "retry_after": 0.3}));
    told_to_wait_without_a_body: rest("/channels", "status", &json!({"status": 429, "retry_after": 1.0, "no_body": true}));
    told_to_wait_globally: rest("/channels", "status", &json!({"status": 429, "retry_after": 0.3, "global": true}));
    events_delivered_twice: json!({"gateway": {"duplicate": 50}});
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_gateway_breaks_off_and_nothing_is_missed() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    aiko.asks("切れても", "").await;
    let card = community.card(1).await;
    for fault in [
        json!({"gateway": {"reset": true}}),
        json!({"gateway": {"close": 4000}}),
        json!({"gateway": {"close": 4009}}),
        json!({"gateway": {"reconnect": true}}),
        json!({"gateway": {"invalid_session": false}}),
    ] {
        community.faults(fault.clone()).await;
        community.connected().await;
    }
    community.faults(json!({"gateway": {"reset": true}})).await;
    community
        .person("sato")
        .answers(&card, "切れている間に")
        .await;
    community.card_shows(1, "回答あり").await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_effect_in_doubt_after_the_nonce_window_is_looked_for() {
    let mut community = Community::without_bot(Backend::Sqlite).await;
    community.config.outbox.lease = chrono::Duration::seconds(10);
    community.start_bot();
    community.panel().await;
    community.settled().await;
    // The card is applied, but no answer ever comes; then the nonce is forgotten.
    community
        .faults(json!({"nonce_window": 0.0, "rest": [
            {"path": "/messages", "method": "POST", "action": "drop_after", "times": 1},
            {"path": "/messages", "method": "POST", "action": "drop_before"},
        ]}))
        .await;
    let aiko = community.person("aiko");
    aiko.asks("わからないまま", "").await;
    community
        .until("the card that nobody knows of", async || {
            (aiko.sees("質問").await.len() == 1).then_some(())
        })
        .await;
    community.stop_bot().await;
    community
        .faults(json!({"clear": true, "nonce_window": 0.0}))
        .await;
    community.advance(3600).await;
    community.start_bot();
    community.card(1).await;
    community.settled().await;
    assert_eq!(aiko.sees("質問").await.len(), 1);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_discord_could_not_take_is_sent_again() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    let mut place = json!(null);
    for action in ["status", "drop_before", "drop_after"] {
        let fault = rest("/callback", action, &json!({"times": 1}));
        community.faults(fault).await;
        let page = aiko.uses("me", json!({})).await;
        assert_eq!(page["kind"], "message", "{action}: {page}");
        place = page["message"]["channel_id"].clone();
    }
    // What was taken, and not heard of, is not said twice.
    let said = aiko.sees(place.as_str().unwrap()).await;
    let pages = said
        .iter()
        .filter(|page| text_of(page).contains("わたしのページ"));
    assert_eq!(pages.count(), 3, "{said:#?}");
    community.end().await;
}

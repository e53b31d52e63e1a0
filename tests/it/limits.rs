//! Discord's limits are kept before it has to say so, and whoever waits is served first.

use std::time::{Duration, Instant};

use secrecy::SecretString;
use serde_json::{Value, json};
use tsunagari::discord::Api;
use tsunagari::outbox::Lane;
use tsunagari::practice::TOKEN;

use crate::harness::{Backend, Community};

/// The answers of a test that were 429, apart from interactions.
fn refused(community: &Community) -> usize {
    let lines = std::fs::read_to_string(&community.traffic).unwrap();
    let exchanges = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    exchanges
        .filter(|exchange| exchange["status"] == 429)
        .count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twelve_sends_into_five_a_second() {
    let community = Community::without_bot(Backend::Sqlite).await;
    let limit = json!({"limit": 5, "per": 1.0, "global": 50});
    community.faults(json!({"rate_limit": limit})).await;
    let channel = community.channel("雑談").await;
    let api = Api::new(
        community.config.discord.api_base.clone(),
        SecretString::from(TOKEN),
        50,
    )
    .unwrap();
    let began = Instant::now();
    let sends = (0..12).map(|number| {
        let (api, path) = (api.clone(), format!("channels/{channel}/messages"));
        tokio::spawn(async move {
            api.post(&path, &json!({"content": number.to_string()}))
                .await
        })
    });
    for send in sends.collect::<Vec<_>>() {
        send.await.unwrap().unwrap();
    }
    let took = began.elapsed();
    // Three handfuls, a second apart; one at a time would take twelve. To the instant it is held by
    // the limiter's own tests, on a clock of their own.
    assert!(took >= Duration::from_secs(2), "{took:?}");
    assert!(took < Duration::from_secs(8), "{took:?}");
    assert_eq!(refused(&community), 0);
    community.end().await;
}

/// 80 announcements and as many events drain at 50 a second; meanwhile somebody asks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_is_served_while_hundreds_drain() {
    let community = Community::start(Backend::Sqlite).await;
    community.settled().await;
    community.stop_bot().await;
    community.announces(40, 80).await;
    community.start_bot();
    community.connected().await;
    let aiko = community.person("aiko");
    for number in 1..=4_u32 {
        aiko.asks("待っています", "").await;
        community.card(number).await;
        let due = [tsunagari::outbox::State::Due];
        let draining = community.outbox_rows(&due).await.len();
        assert!(draining > 0, "card {number} came last");
    }
    community.settled().await;
    assert_eq!(refused(&community), 0);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_global_limit_holds_everything_but_loses_nothing() {
    let community = Community::start(Backend::Sqlite).await;
    community.settled().await;
    // Discord allows less than the program thinks, and the buckets change meanwhile.
    let tight = json!({"limit": 2, "per": 0.5, "global": 8});
    community.faults(json!({"rate_limit": tight})).await;
    let aiko = community.person("aiko");
    for _ in 0..3 {
        aiko.asks("間に合いますか", "").await;
    }
    let wide = json!({"limit": 50, "per": 1.0, "global": 50});
    community.faults(json!({"rate_limit": wide})).await;
    for number in 1..=3_u32 {
        community.card(number).await;
    }
    community.settled().await;
    assert_eq!(aiko.sees("質問").await.len(), 3);
    community.end().await;
}

#[test]
fn the_lanes_are_told_apart_by_number() {
    for lane in Lane::ALL {
        assert_eq!(Lane::from_number(lane.number()), Some(lane));
    }
    assert_eq!(Lane::from_number(3), None);
}

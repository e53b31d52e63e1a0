//! Sessions of the gateway: resumed, closed, compressed.

use serde_json::json;

use super::{INTENTS, community};
use crate::harness::Gateway;

#[tokio::test]
async fn a_gateway_session_can_be_resumed_and_misses_nothing() {
    let community = community().await;
    let mut gateway = Gateway::identified(&community, "", INTENTS).await;
    let (session, sequence) = (gateway.session.clone(), gateway.sequence);
    community.faults(json!({"gateway": {"reset": true}})).await;
    assert!(gateway.next().await.is_err());
    community.person("aiko").writes("雑談", "いない間に").await;
    let mut gateway = Gateway::open(&community, "").await;
    let resume = json!({"op": 6, "d": {"token": tsunagari::practice::TOKEN, "session_id": session, "seq": sequence}});
    gateway.send(resume.clone()).await;
    assert_eq!(
        gateway.event("MESSAGE_CREATE").await["content"],
        "いない間に"
    );
    gateway.event("RESUMED").await;

    community
        .faults(json!({"gateway": {"refuse_resume": true}}))
        .await;
    let mut gateway = Gateway::open(&community, "").await;
    gateway.send(resume).await;
    let payload = gateway.next().await.unwrap();
    assert_eq!(
        (payload["op"].as_u64(), payload["d"].as_bool()),
        (Some(9), Some(false))
    );
    community.end().await;
}

#[tokio::test]
async fn the_gateway_closes_with_discords_codes() {
    let community = community().await;
    let token = tsunagari::practice::TOKEN;
    let identify = |intents: u64, token: &str| json!({"op": 2, "d": {"token": token, "intents": intents, "properties": {}}});
    community.faults(json!({"content_intent": false})).await;
    let cases = [
        (identify(1, "wrong"), 4004),
        (identify(1 << 30, token), 4013),
        (identify(1 << 15, token), 4014),
        (json!({"op": 99}), 4001),
        (json!({"op": 3, "d": {}}), 4003),
    ];
    for (payload, code) in cases {
        let mut gateway = Gateway::open(&community, "").await;
        gateway.send(payload.clone()).await;
        assert_eq!(gateway.next().await.unwrap_err(), code, "{payload}");
    }
    community.end().await;
}

#[tokio::test]
async fn a_compressed_stream_and_an_unprivileged_client_are_served() {
    let community = community().await;
    let mut gateway = Gateway::identified(&community, "&compress=zlib-stream", 1 | 1 << 9).await;
    community.person("aiko").writes("雑談", "読めない").await;
    let event = gateway.event("MESSAGE_CREATE").await;
    assert_eq!(event["content"], "");
    assert_eq!(event["author"]["username"], "aiko");
    // Without the intent for members nothing is told of them.
    community.person("kenji").act("leave", json!({})).await;
    assert!(gateway.is_quiet().await);
    community.end().await;
}

//! Answers to interactions: in time, once, of the right kind, seen by the right people.

use serde_json::json;

use super::{INTENTS, community, send};
use crate::harness::Gateway;

#[tokio::test]
async fn answers_late_double_or_of_the_wrong_kind_are_refused() {
    let community = community().await;
    let mut gateway = Gateway::identified(&community, "", INTENTS).await;
    let guild = community.state().await["guild"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let me = community.api("GET", "users/@me", None).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("applications/{me}/guilds/{guild}/commands");
    let commands = json!([{"name": "hello", "description": "d", "type": 1}]);
    assert_eq!(community.api("PUT", &path, Some(&commands)).await.0, 200);
    let aiko = community.person("aiko");
    let message = json!({"type": 4, "data": {"content": "はい", "flags": 64}});

    let (seen, ()) = tokio::join!(aiko.uses("hello", json!({})), async {
        let event = gateway.event("INTERACTION_CREATE").await;
        let callback = format!(
            "interactions/{}/{}/callback",
            event["id"].as_str().unwrap(),
            event["token"].as_str().unwrap()
        );
        let wrong = json!({"type": 8, "data": {"choices": []}});
        assert_eq!(community.api("POST", &callback, Some(&wrong)).await.0, 400);
        let with = format!("{callback}?with_response=true");
        let (status, answer) = community.api("POST", &with, Some(&message)).await;
        assert_eq!(status, 200);
        assert_eq!(answer["resource"]["message"]["content"], "はい");
        let (status, answer) = community.api("POST", &callback, Some(&message)).await;
        assert_eq!((status, answer["code"].as_u64()), (400, Some(40060)));
        // Follow-ups, until the token has ended.
        let hook = format!("webhooks/{me}/{}", event["token"].as_str().unwrap());
        let original = format!("{hook}/messages/@original");
        let edit = json!({"content": "変えました"});
        assert_eq!(community.api("PATCH", &original, Some(&edit)).await.0, 200);
        assert_eq!(
            community
                .api("POST", &hook, Some(&json!({"content": "続き"})))
                .await
                .0,
            200
        );
        community.advance(15 * 60 + 1).await;
        let (status, answer) = community.api("PATCH", &original, Some(&edit)).await;
        assert_eq!((status, answer["code"].as_u64()), (401, Some(50027)));
    });
    assert_eq!(seen["kind"], "message");

    let (seen, event) = tokio::join!(
        aiko.uses("hello", json!({})),
        gateway.event("INTERACTION_CREATE")
    );
    assert_eq!(seen["kind"], "failed");
    let callback = format!(
        "interactions/{}/{}/callback",
        event["id"].as_str().unwrap(),
        event["token"].as_str().unwrap()
    );
    let (status, answer) = community.api("POST", &callback, Some(&message)).await;
    assert_eq!((status, answer["code"].as_u64()), (404, Some(10062)));
    community.end().await;
}

#[tokio::test]
async fn a_private_answer_is_seen_by_its_member_alone() {
    let community = community().await;
    let mut gateway = Gateway::identified(&community, "", INTENTS).await;
    let chat = community.channel("雑談").await;
    let button = json!({"type": 1, "components": [{"type": 2, "style": 1, "label": "押す", "custom_id": "x"}]});
    let body = json!({"content": "どうぞ", "components": [button]});
    let (_, message) = send(&community, &chat, body).await;
    let aiko = community.person("aiko");
    let (seen, ()) = tokio::join!(aiko.presses(&message, "押す"), async {
        let event = gateway.event("INTERACTION_CREATE").await;
        assert_eq!(event["data"]["component_type"], 2);
        let (id, token) = (
            event["id"].as_str().unwrap(),
            event["token"].as_str().unwrap(),
        );
        let answer = json!({"type": 4, "data": {"content": "ひみつ", "flags": 64}});
        let path = format!("interactions/{id}/{token}/callback");
        assert_eq!(community.api("POST", &path, Some(&answer)).await.0, 204);
    });
    assert_eq!(seen["message"]["flags"].as_u64().unwrap() & 64, 64);
    let id = seen["message"]["id"].as_str().unwrap();
    assert_eq!(aiko.sees("雑談").await.len(), 2);
    assert_eq!(community.person("hana").sees("雑談").await.len(), 1);
    let path = format!("channels/{chat}/messages/{id}");
    assert_eq!(community.api("GET", &path, None).await.1["code"], 10008);
    community.end().await;
}

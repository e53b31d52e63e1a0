//! The stand-in tells the truth: what Discord refuses it refuses, with Discord's
//! status and code.

use serde_json::{Value, json};
use std::time::Duration;

use crate::harness::{Backend, Community};

mod gateway;
mod interactions;

const INTENTS: u64 = 1 | 1 << 1 | 1 << 9 | 1 << 10 | 1 << 12 | 1 << 15 | 1 << 16;

async fn community() -> Community {
    Community::without_bot(Backend::Sqlite).await
}

async fn send(community: &Community, channel: &str, body: Value) -> (u16, Value) {
    let path = format!("channels/{channel}/messages");
    community.api("POST", &path, Some(&body)).await
}

#[tokio::test]
async fn refusals_have_discords_status_and_code() {
    let community = community().await;
    let chat = community.channel("雑談").await;
    let staff_room = community.channel("運営").await;
    let state = community.state().await;
    let guild = state["guild"]["id"].as_str().unwrap().to_owned();
    let ishida = state["members"]
        .as_array()
        .unwrap()
        .iter()
        .find(|member| member["user"]["username"] == "ishida")
        .unwrap()["user"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let deny = json!({"channel": "運営", "member": "tsunagari", "deny": "1024"});
    community.person("ishida").act("overwrite", deny).await;
    let deny = json!({"channel": "講座", "member": "tsunagari", "deny": "2048"});
    community.person("ishida").act("overwrite", deny).await;
    let lessons = community.channel("講座").await;
    let text = json!({"content": "こんにちは"});
    let cases: Vec<(&str, String, Value, u16, u64)> = vec![
        (
            "POST",
            "channels/1/messages".into(),
            text.clone(),
            404,
            10003,
        ),
        (
            "POST",
            format!("channels/{staff_room}/messages"),
            text.clone(),
            403,
            50001,
        ),
        (
            "POST",
            format!("channels/{lessons}/messages"),
            text.clone(),
            403,
            50013,
        ),
        (
            "POST",
            format!("channels/{chat}/messages"),
            json!({"content": ""}),
            400,
            50006,
        ),
        (
            "POST",
            format!("channels/{chat}/messages"),
            json!({"content": "字".repeat(2001)}),
            400,
            50035,
        ),
        (
            "POST",
            format!("channels/{chat}/messages"),
            json!({"content": "a", "nonce": "1".repeat(26)}),
            400,
            50035,
        ),
        (
            "GET",
            format!("channels/{chat}/messages/1"),
            Value::Null,
            404,
            10008,
        ),
        (
            "PATCH",
            format!("channels/{chat}/messages/1"),
            text.clone(),
            404,
            10008,
        ),
        ("GET", "guilds/1".into(), Value::Null, 404, 10004),
        (
            "GET",
            format!("guilds/{guild}/members/1"),
            Value::Null,
            404,
            10013,
        ),
        (
            "PUT",
            format!("guilds/{guild}/members/{ishida}/roles/1"),
            Value::Null,
            404,
            10011,
        ),
        (
            "GET",
            format!("guilds/{guild}/scheduled-events/1"),
            Value::Null,
            404,
            10070,
        ),
        ("GET", "users/1".into(), Value::Null, 404, 10013),
        (
            "POST",
            "interactions/1/x/callback".into(),
            json!({"type": 4}),
            404,
            10062,
        ),
    ];
    for (method, path, body, status, code) in cases {
        let body = (!body.is_null()).then_some(&body);
        let (got, answer) = community.api(method, &path, body).await;
        assert_eq!(
            (got, answer["code"].as_u64()),
            (status, Some(code)),
            "{method} {path}: {answer}"
        );
    }
    let url = format!("{}/api/v10/users/@me", community.base);
    let stranger = community
        .http
        .get(url)
        .header("authorization", "Bot x")
        .send()
        .await
        .unwrap();
    assert_eq!(stranger.status().as_u16(), 401);
    community.end().await;
}

#[tokio::test]
async fn what_was_deleted_or_changed_leaves_the_file() {
    let community = community().await;
    let chat = community.channel("雑談").await;
    let (deleted, changed) = ("消される文", "直される文");
    let mut ids = Vec::new();
    for content in [deleted, changed] {
        let (status, message) = send(&community, &chat, json!({"content": content})).await;
        assert_eq!(status, 200);
        ids.push(message["id"].as_str().unwrap().to_owned());
    }
    let file = || std::fs::read_to_string(community.practice_file()).unwrap();
    assert!(file().contains(deleted) && file().contains(changed));
    let path = |id: &str| format!("channels/{chat}/messages/{id}");
    let (status, _) = community.api("DELETE", &path(&ids[0]), None).await;
    assert_eq!(status, 204);
    let body = json!({"content": "直した文"});
    let (status, _) = community.api("PATCH", &path(&ids[1]), Some(&body)).await;
    assert_eq!(status, 200);
    community
        .until("they have left the file", async || {
            let file = file();
            (!file.contains(deleted) && !file.contains(changed)).then_some(())
        })
        .await;
    assert!(file().contains("直した文"));
    community.end().await;
}

#[tokio::test]
async fn closed_direct_messages_are_closed() {
    let community = community().await;
    let aiko = community.person("aiko");
    let me = community.state().await["members"]
        .as_array()
        .unwrap()
        .iter()
        .find(|member| member["user"]["username"] == "aiko")
        .unwrap()["user"]["id"]
        .clone();
    let (_, dm) = community
        .api(
            "POST",
            "users/@me/channels",
            Some(&json!({"recipient_id": me})),
        )
        .await;
    let dm = dm["id"].as_str().unwrap().to_owned();
    assert_eq!(
        send(&community, &dm, json!({"content": "届く"})).await.0,
        200
    );
    aiko.act("close-dms", json!({})).await;
    let (status, answer) = send(&community, &dm, json!({"content": "届かない"})).await;
    assert_eq!((status, answer["code"].as_u64()), (403, Some(50007)));
    aiko.act("open-dms", json!({})).await;
    assert_eq!(
        send(&community, &dm, json!({"content": "また届く"}))
            .await
            .0,
        200
    );
    assert_eq!(aiko.sees(&dm).await.len(), 2);
    community.end().await;
}

#[tokio::test]
async fn a_nonce_is_remembered_within_its_window() {
    let community = community().await;
    let chat = community.channel("雑談").await;
    let body = json!({"content": "一度だけ", "nonce": "n1", "enforce_nonce": true});
    let (_, first) = send(&community, &chat, body.clone()).await;
    let (_, again) = send(&community, &chat, body.clone()).await;
    assert_eq!(first["id"], again["id"]);
    community.advance(301).await;
    let (_, later) = send(&community, &chat, body).await;
    assert_ne!(first["id"], later["id"]);
    community.end().await;
}

#[tokio::test]
async fn limits_are_announced_and_enforced() {
    let community = community().await;
    let chat = community.channel("雑談").await;
    let url = format!("{}/api/v10/channels/{chat}/messages", community.base);
    let post = || {
        community
            .http
            .post(&url)
            .header(
                "authorization",
                format!("Bot {}", tsunagari::practice::TOKEN),
            )
            .json(&json!({"content": "速い"}))
            .send()
    };
    for left in (0..5).rev() {
        let answer = post().await.unwrap();
        assert_eq!(answer.headers()["x-ratelimit-limit"], "5");
        assert_eq!(
            answer.headers()["x-ratelimit-remaining"],
            left.to_string().as_str()
        );
        assert!(answer.headers().contains_key("x-ratelimit-bucket"));
    }
    let refused = post().await.unwrap();
    assert_eq!(refused.status().as_u16(), 429);
    assert!(refused.headers().contains_key("retry-after"));
    let body: Value = refused.json().await.unwrap();
    let wait = body["retry_after"].as_f64().unwrap();
    assert!((0.0..=5.0).contains(&wait) && body["global"] == false);
    community.end().await;
}

#[tokio::test]
async fn what_the_bot_will_need_next_works_as_documented() {
    let community = community().await;
    let state = community.state().await;
    let guild = state["guild"]["id"].as_str().unwrap().to_owned();
    let aiko = state["members"][1]["user"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let api = async |method: &str, path: String, body: Value, status: u16| -> Value {
        let body = (!body.is_null()).then_some(body);
        let (got, answer) = community.api(method, &path, body.as_ref()).await;
        assert_eq!(got, status, "{method} {path}: {answer}");
        answer
    };
    // Roles.
    let role = api(
        "POST",
        format!("guilds/{guild}/roles"),
        json!({"name": "参加者", "mentionable": true}),
        200,
    )
    .await;
    let role = role["id"].as_str().unwrap().to_owned();
    api(
        "PUT",
        format!("guilds/{guild}/members/{aiko}/roles/{role}"),
        Value::Null,
        204,
    )
    .await;
    let member = api(
        "GET",
        format!("guilds/{guild}/members/{aiko}"),
        Value::Null,
        200,
    )
    .await;
    assert!(member["roles"].as_array().unwrap().contains(&json!(role)));
    api(
        "DELETE",
        format!("guilds/{guild}/members/{aiko}/roles/{role}"),
        Value::Null,
        204,
    )
    .await;
    // Channels, forum posts, threads.
    let forum = json!({"name": "質問の広場", "type": 15, "available_tags": [{"name": "解決"}]});
    let forum = api("POST", format!("guilds/{guild}/channels"), forum, 201).await;
    let post = json!({"name": "はじめての投稿", "message": {"content": "本文"}, "applied_tags": [forum["available_tags"][0]["id"]]});
    let post = api(
        "POST",
        format!("channels/{}/threads", forum["id"].as_str().unwrap()),
        post,
        201,
    )
    .await;
    assert_eq!(post["message"]["id"], post["id"]);
    let thread = post["id"].as_str().unwrap().to_owned();
    api(
        "PUT",
        format!("channels/{thread}/thread-members/{aiko}"),
        Value::Null,
        204,
    )
    .await;
    let members = api(
        "GET",
        format!("channels/{thread}/thread-members"),
        Value::Null,
        200,
    )
    .await;
    assert_eq!(members.as_array().unwrap().len(), 2);
    let active = api(
        "GET",
        format!("guilds/{guild}/threads/active"),
        Value::Null,
        200,
    )
    .await;
    assert_eq!(active["threads"][0]["id"], post["id"]);
    api(
        "PATCH",
        format!("channels/{thread}"),
        json!({"archived": true}),
        200,
    )
    .await;
    let forum_id = forum["id"].as_str().unwrap();
    let archived = api(
        "GET",
        format!("channels/{forum_id}/threads/archived/public"),
        Value::Null,
        200,
    )
    .await;
    assert_eq!(archived["threads"][0]["id"], post["id"]);
    // A private thread is seen by those in it.
    let chat = community.channel("雑談").await;
    let private = json!({"name": "ふたりで", "type": 12});
    let private = api("POST", format!("channels/{chat}/threads"), private, 201).await;
    let private = private["id"].as_str().unwrap().to_owned();
    api(
        "PUT",
        format!("channels/{private}/thread-members/{aiko}"),
        Value::Null,
        204,
    )
    .await;
    let name = state["members"][1]["user"]["username"].as_str().unwrap();
    let seen = community.person(name).sees(&private).await;
    assert_eq!(seen.len(), 1, "that she was added: {seen:?}");
    assert_eq!(seen[0]["type"], 1);
    assert_eq!(seen[0]["mentions"][0]["id"], json!(aiko));
    let note = seen[0]["id"].as_str().unwrap().to_owned();
    let path = format!("channels/{private}/messages/{note}");
    let kept = api("DELETE", path, Value::Null, 403).await;
    assert_eq!(kept["code"], 50_021, "nobody can delete it");
    let other = community
        .get(&format!("/practice/channels/{private}/messages?as=mori"))
        .await;
    assert_eq!(other["code"], 50001);
    // Reactions.
    let message = community.person("hana").writes("雑談", "いいね").await;
    let id = message["id"].as_str().unwrap();
    api(
        "PUT",
        format!("channels/{chat}/messages/{id}/reactions/%F0%9F%91%8D/@me"),
        Value::Null,
        204,
    )
    .await;
    let seen = api(
        "GET",
        format!("channels/{chat}/messages/{id}"),
        Value::Null,
        200,
    )
    .await;
    assert_eq!(seen["reactions"][0]["emoji"]["name"], "👍");
    // Scheduled events.
    let event = json!({
        "name": "はじめての講座", "privacy_level": 2, "entity_type": 3,
        "scheduled_start_time": "2099-01-01T10:00:00+09:00",
        "scheduled_end_time": "2099-01-01T11:00:00+09:00",
        "entity_metadata": {"location": "オンライン"},
    });
    let event = api(
        "POST",
        format!("guilds/{guild}/scheduled-events"),
        event,
        200,
    )
    .await;
    let event = event["id"].as_str().unwrap().to_owned();
    let (status, _) = community
        .person("aiko")
        .act("event-interest", json!({"event": event}))
        .await;
    assert_eq!(status, 200);
    let users = api(
        "GET",
        format!("guilds/{guild}/scheduled-events/{event}/users"),
        Value::Null,
        200,
    )
    .await;
    assert_eq!(users[0]["user"]["username"], "aiko");
    api(
        "PATCH",
        format!("guilds/{guild}/scheduled-events/{event}"),
        json!({"name": "変更"}),
        200,
    )
    .await;
    api(
        "DELETE",
        format!("guilds/{guild}/scheduled-events/{event}"),
        Value::Null,
        204,
    )
    .await;
    // A file with payload_json.
    let sent = community.uploads(&chat, 3).await;
    assert_eq!(sent["content"], "資料です");
    assert_eq!(sent["attachments"][0]["size"], 3);
    // As large as Discord takes it from everybody, and not a byte more.
    let most = 20 * 1024 * 1024;
    let sent = community.uploads(&chat, most).await;
    assert_eq!(sent["attachments"][0]["size"], most);
    let refused = community.uploads(&chat, most + 1).await;
    assert_eq!(refused["code"], 40005, "{refused}");
    community.end().await;
}

impl Community {
    /// A message of the bot with a file of so many bytes: the answer.
    async fn uploads(&self, channel: &str, bytes: usize) -> Value {
        let part = reqwest::multipart::Form::new()
            .text("payload_json", json!({"content": "資料です"}).to_string())
            .part(
                "files[0]",
                reqwest::multipart::Part::bytes(vec![b'a'; bytes]).file_name("a.txt"),
            );
        let request = self
            .http
            .post(format!("{}/api/v10/channels/{channel}/messages", self.base));
        let token = format!("Bot {}", tsunagari::practice::TOKEN);
        let request = request.header("authorization", token).multipart(part);
        request.send().await.unwrap().json().await.unwrap()
    }
}

#[tokio::test]
async fn the_clock_only_goes_forward() {
    let community = community().await;
    let before = community.get("/practice/clock").await["ahead_ms"]
        .as_i64()
        .unwrap();
    community.advance(3600).await;
    let after = community.get("/practice/clock").await["ahead_ms"]
        .as_i64()
        .unwrap();
    assert_eq!(after - before, 3_600_000);
    let back = json!({"to": "2001-01-01T00:00:00Z"});
    assert_eq!(community.post("/practice/clock", &back).await.0, 400);
    let to = json!({"to": "2099-01-01T00:00:00+09:00"});
    assert_eq!(community.post("/practice/clock", &to).await.0, 200);
    let now = community.get("/practice/clock").await["now"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(now.starts_with("2098-12-31T15:00"), "{now}");
    community.end().await;
}

#[tokio::test]
async fn a_slow_answer_is_slow_and_a_cut_one_is_cut() {
    let community = community().await;
    let chat = community.channel("雑談").await;
    let cut = json!({"rest": [{"path": "/messages", "method": "POST", "action": "drop_after", "times": 1}]});
    community.faults(cut).await;
    let url = format!("{}/api/v10/channels/{chat}/messages", community.base);
    let lost = community
        .http
        .post(&url)
        .header(
            "authorization",
            format!("Bot {}", tsunagari::practice::TOKEN),
        )
        .json(&json!({"content": "届いている"}))
        .timeout(Duration::from_secs(5))
        .send()
        .await;
    assert!(lost.is_err());
    assert_eq!(community.person("aiko").sees("雑談").await.len(), 1);
    let status = json!({"rest": [{"action": "status", "status": 502, "times": 1}]});
    community.faults(status).await;
    assert_eq!(
        send(&community, &chat, json!({"content": "x"})).await.0,
        502
    );
    assert_eq!(community.person("aiko").sees("雑談").await.len(), 1);
    community.end().await;
}

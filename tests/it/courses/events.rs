//! The scheduled event of a session, where the server lets none be made.

use chrono::Duration;
use serde_json::json;

use super::shared::hour_from;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::role;

on_both!(
    a_server_that_lets_no_event_be_made_still_has_its_course,
    a_server_full_of_events_still_has_its_course,
);

/// "Create Events" and "Manage Events".
const EVENTS: u64 = 1 << 44 | 1 << 33;

async fn a_server_that_lets_no_event_be_made_still_has_its_course(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let own = role(&community, "Tsunagari").await;
    let state = community.state().await;
    let roles = state["roles"].as_array().unwrap();
    let held = roles.iter().find(|role| role["id"] == *own).unwrap();
    let all: u64 = held["permissions"].as_str().unwrap().parse().unwrap();
    let permissions = |bits: u64| json!({"role": own, "permissions": bits.to_string()});
    ishida
        .act("role-permissions", permissions(all & !EVENTS))
        .await;
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "3").await;
    assert!(community.events_named("応募文").await.is_empty());
    let told = community
        .says("運営", "「イベント」を変えられませんでした")
        .await;
    assert!(text_of(&told).contains("イベントの管理"), "{told}");
    let joined = aiko.presses(&card, "参加する").await;
    assert!(
        text_of(&joined["message"]).contains("参加を受け付けました"),
        "{joined}"
    );
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    aiko.is_told("明日、講座があります").await;
    // Once it may, what was not made is.
    ishida.act("role-permissions", permissions(all)).await;
    community
        .until("the event", async || {
            community.events_named("応募文").await.pop()
        })
        .await;
    community.settled().await;
    assert_eq!(community.events_named("応募文").await.len(), 1);
    community.end().await;
}

async fn a_server_full_of_events_still_has_its_course(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let state = community.state().await;
    let guild = state["guild"]["id"].as_str().unwrap();
    let start = community.working_morning() + Duration::days(9);
    community.faults(json!({"rate_limit": {"on": false}})).await;
    let mut others = Vec::new();
    for n in 0..100 {
        let event = json!({
            "name": format!("ほかの催し{n}"), "privacy_level": 2, "entity_type": 3,
            "scheduled_start_time": start.to_rfc3339(),
            "scheduled_end_time": (start + Duration::hours(1)).to_rfc3339(),
            "entity_metadata": {"location": "公民館"},
        });
        let path = format!("guilds/{guild}/scheduled-events");
        let (status, made) = community.api("POST", &path, Some(&event)).await;
        assert_eq!(status, 200, "{made}");
        others.push(made["id"].as_str().unwrap().to_owned());
    }
    let card = community.course("応募文", &hour_from(start), "3").await;
    let told = community.says("運営", "「イベント」が100件になり").await;
    assert!(text_of(&told).contains("いらないイベントを消す"), "{told}");
    let joined = aiko.presses(&card, "参加する").await;
    assert!(
        text_of(&joined["message"]).contains("参加を受け付けました"),
        "{joined}"
    );
    // The session moves after staff have made room: the next one is made.
    let path = format!("guilds/{guild}/scheduled-events/{}", others[0]);
    community.api("DELETE", &path, None).await;
    community
        .until("the event", async || {
            community.events_named("応募文").await.pop()
        })
        .await;
    community.settled().await;
    community.end().await;
}

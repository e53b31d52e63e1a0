//! People whose direct messages are closed, and those who do not want them.

use serde_json::{Value, json};

use super::shared::TOPIC;
use crate::harness::{Backend, Community, Person, on_both, text_of};

on_both!(
    with_closed_direct_messages_everything_comes_into_a_room,
    a_room_that_is_deleted_is_made_again,
);

/// The room of somebody: the newest private thread with notices that they see.
async fn room(community: &Community, person: &Person<'_>) -> String {
    community
        .until(&format!("the room of {}", person.name), async || {
            let state = community.state().await;
            let threads = state["threads"].as_array()?.clone();
            let rooms = threads.into_iter().rev().filter(|thread| {
                let name = thread["name"].as_str().unwrap_or_default();
                name.starts_with("お知らせの部屋")
            });
            for thread in rooms {
                let id = thread["id"].as_str()?.to_owned();
                let path = format!("/practice/channels/{id}/messages?as={}", person.name);
                if community.get(&path).await.is_array() {
                    return Some(id);
                }
            }
            None
        })
        .await
}

async fn says_in_room(community: &Community, person: &Person<'_>, words: &str) -> Value {
    let id = room(community, person).await;
    community
        .until(words, async || {
            community.said(person, &id, words).await.pop()
        })
        .await
}

async fn with_closed_direct_messages_everything_comes_into_a_room(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    for person in [&aiko, &sato] {
        person.act("close-dms", json!({})).await;
    }
    aiko.asks_for_a_tutor(TOPIC, "届きますか").await;
    let offer = says_in_room(&community, &sato, "引き受けていただけますか").await;
    assert_eq!(offer["mentions"][0]["username"], "sato", "he is called");
    let id = room(&community, &sato).await;
    let path = format!("/practice/channels/{id}/messages?as=aiko");
    assert!(
        community.get(&path).await["code"].is_number(),
        "it is his alone"
    );
    let done = sato.presses(&offer, "引き受けます").await;
    assert!(
        text_of(&done["message"]).contains("引き受けていただき"),
        "{done}"
    );
    says_in_room(&community, &aiko, "チューターが決まりました").await;
    community
        .until("the offer in the room is over", async || {
            let over = community.said(&sato, &id, "引き受けていただきました").await;
            (!over.is_empty()).then_some(())
        })
        .await;
    let thread = community.talk(1).await["id"].as_str().unwrap().to_owned();
    let opening = community.says(&thread, "相談にのってくれます").await;
    aiko.presses(&opening, "終わりました").await;
    let ask = community.says(&thread, "終わりにしてよいですか").await;
    sato.presses(&ask, "はい、終わりました").await;
    let form = says_in_room(&community, &aiko, "どうでしたか").await;
    let next = aiko.presses(&form, "4").await;
    assert!(text_of(&next["message"]).contains("また同じ人に"), "{next}");
    says_in_room(&community, &sato, "力になってくださり").await;
    community.settled().await;
    let state = community.state().await;
    let rooms = state["threads"].as_array().unwrap().iter();
    let rooms = rooms.filter(|t| t["name"].as_str().unwrap().starts_with("お知らせの部屋"));
    assert_eq!(rooms.count(), 2, "one room for each");
    community.end().await;
}

async fn a_room_that_is_deleted_is_made_again(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.act("close-dms", json!({})).await;
    aiko.asks_for_a_tutor(TOPIC, "届きますか").await;
    says_in_room(&community, &aiko, "まださがしています").await;
    let first = room(&community, &aiko).await;
    community.settled().await;
    community.stop_bot().await;
    ishida
        .act("delete-channel", json!({"channel": first}))
        .await;
    community.start_bot();
    community.connected().await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let sato = community.person("sato");
    let offer = sato.is_told("相談のお願い（#1）").await;
    sato.presses(&offer, "引き受けます").await;
    says_in_room(&community, &aiko, "チューターが決まりました").await;
    assert_ne!(room(&community, &aiko).await, first);
    community.end().await;
}

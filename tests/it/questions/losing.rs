//! What somebody deletes by hand: the question says so, staff are told once, and it is made
//! anew.

use serde_json::{Value, json};

use super::shared::{labels, thread_of};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    a_deleted_card_is_missed_and_made_anew,
    a_deleted_thread_is_missed_and_made_anew,
    a_deleted_channel_is_told_once_with_all_its_questions,
);

/// The words to staff about something that was deleted.
async fn notices(community: &Community) -> Vec<Value> {
    let all = community.person("ishida").sees("運営").await.into_iter();
    all.filter(|m| labels(m).contains(&"作り直す".to_owned()))
        .collect()
}

async fn notice(community: &Community) -> Value {
    community
        .until("the word to staff", async || notices(community).await.pop())
        .await
}

async fn a_deleted_card_is_missed_and_made_anew(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.asks("カードが消えます", "").await;
    let card = community.card(1).await;
    community.settled().await;
    ishida.act("delete", json!({"message": card["id"]})).await;
    let told = notice(&community).await;
    assert!(text_of(&told).contains("質問のカードが消されました"));
    assert!(text_of(&told).contains("[#1]("));
    let menu = aiko.uses("question show", json!({"number": 1})).await;
    assert!(text_of(&menu["message"]).contains("消されています"));
    let (one, two) = tokio::join!(
        ishida.presses(&told, "作り直す"),
        ishida.presses(&told, "作り直す"),
    );
    let said = [text_of(&one["message"]), text_of(&two["message"])];
    assert!(
        said.iter().any(|text| text.contains("1件を作り直し")),
        "{said:?}"
    );
    let anew = community.card(1).await;
    assert_ne!(anew["id"], card["id"]);
    community.settled().await;
    let cards = aiko.sees("質問").await.into_iter();
    let cards = cards.filter(|m| text_of(m).contains("カードが消えます"));
    assert_eq!(cards.count(), 1);
    community.person("sato").answers(&anew, "答えます").await;
    community.card_shows(1, "回答あり").await;
    assert_eq!(notices(&community).await.len(), 1);
    community.end().await;
}

async fn a_deleted_thread_is_missed_and_made_anew(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.asks("スレッドが消えます", &"長い。".repeat(400)).await;
    let card = community.card(1).await;
    community.settled().await;
    // While the bot is away.
    community.stop_bot().await;
    let thread = thread_of(&card);
    let (status, _) = ishida
        .act("delete-channel", json!({"channel": thread}))
        .await;
    assert_eq!(status, 200);
    community.start_bot();
    let told = notice(&community).await;
    assert!(text_of(&told).contains("質問のスレッド"), "{told}");
    let menu = aiko.uses("question show", json!({"number": 1})).await;
    let done = aiko.presses(&menu["message"], "作り直す").await;
    assert!(
        text_of(&done["message"]).contains("#1 を作り直して"),
        "{done}"
    );
    let anew = community
        .until("the new card", async || {
            let all = aiko.sees("質問").await.into_iter();
            let mut new = all.filter(|m| m["thread"].is_object() && m["id"] != card["id"]);
            new.next()
        })
        .await;
    community.settled().await;
    let cards = aiko.sees("質問").await.into_iter();
    let cards = cards.filter(|m| text_of(m).contains("スレッドが消えます"));
    assert_eq!(cards.count(), 1, "the old card went");
    assert_eq!(aiko.sees(&thread_of(&anew)).await.len(), 2);
    let late = ishida.presses(&told, "作り直す").await;
    assert!(
        text_of(&late["message"]).contains("もうありません"),
        "{late}"
    );
    community.end().await;
}

async fn a_deleted_channel_is_told_once_with_all_its_questions(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    for number in 1..=3 {
        aiko.asks(&format!("{number}つ目"), "").await;
        community.card(number).await;
    }
    let card = community.card(3).await;
    aiko.presses(&card, "解決しました").await;
    community.card_shows(3, "✅ 解決").await;
    community.settled().await;
    ishida
        .act("delete-channel", json!({"channel": "質問"}))
        .await;
    let told = notice(&community).await;
    let text = text_of(&told);
    assert!(text.contains("質問のチャンネルが消されました"), "{text}");
    assert!(text.contains("[#1](") && text.contains("[#3]("), "{text}");
    community.settled().await;
    assert_eq!(notices(&community).await.len(), 1);
    ishida.act("create-channel", json!({"name": "質問"})).await;
    community.settled().await;
    let done = ishida.presses(&told, "作り直す").await;
    assert!(
        text_of(&done["message"]).contains("2件を作り直し"),
        "{done}"
    );
    community.card(1).await;
    community.card(2).await;
    community.settled().await;
    let cards = aiko.sees("質問").await.into_iter();
    let cards = cards.filter(|m| m["embeds"][0].is_object());
    assert_eq!(cards.count(), 2, "what was resolved stays as it is");
    community.end().await;
}

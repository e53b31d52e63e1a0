//! What goes wrong at an unlucky moment, and still ends well.

use std::time::Duration;

use serde_json::{Value, json};
use tsunagari::clock::{Chance, Clock};
use tsunagari::db::Db;
use tsunagari::outbox::{Effect, Filter, Outbox, State};

use crate::harness::{Backend, Community, PATIENCE, text_of};

/// The rule of a fault on the messages of 質問.
async fn on_messages(community: &Community, rule: Value) -> Value {
    let channel = community.channel("質問").await;
    let mut rule = rule;
    rule["path"] = json!(format!("{channel}/messages"));
    rule
}

async fn told(community: &Community, name: &str) -> usize {
    community.person(name).direct_messages().await.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_without_a_word_about_limits_close_no_channel() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    aiko.asks("一つ目", "").await;
    community.card(1).await;
    community.settled().await;
    // The window of the channel's limit has passed.
    tokio::time::sleep(Duration::from_secs(6)).await;
    let rule = json!({"method": "POST", "action": "status", "status": 500, "times": 5});
    let rule = on_messages(&community, rule).await;
    community.faults(json!({"rest": [rule]})).await;
    aiko.asks("二つ目", "").await;
    community.card(2).await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_channel_that_is_made_again_gets_what_waited() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.settled().await;
    let rule = json!({"method": "POST", "action": "status", "status": 503});
    let rule = on_messages(&community, rule).await;
    community.faults(json!({"rest": [rule]})).await;
    aiko.asks("どこに出ますか", "").await;
    ishida
        .act("delete-channel", json!({"channel": "質問"}))
        .await;
    community.faults(json!({"clear": true})).await;
    let notice = community
        .until("the word to staff", async || {
            ishida.sees("運営").await.pop()
        })
        .await;
    let said = text_of(&notice);
    assert!(
        said.contains("「質問」というチャンネルが見つかりません"),
        "{said}"
    );
    ishida.act("create-channel", json!({"name": "質問"})).await;
    let card = community.card(1).await;
    community.settled().await;
    assert_eq!(aiko.sees(card["id"].as_str().unwrap()).await.len(), 1);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_in_a_post_that_is_not_yet_recorded_is_heard() {
    let mut community = Community::without_bot(Backend::Sqlite).await;
    "質問広場".clone_into(&mut community.config.community.question_channel);
    let ishida = community.person("ishida");
    ishida
        .act("create-channel", json!({"name": "質問広場", "type": 15}))
        .await;
    community.start_bot();
    community.panel().await;
    let forum = community.channel("質問広場").await;
    let slow = json!({"method": "POST", "path": format!("{forum}/threads"),
        "action": "delay_after", "delay_ms": 1500, "times": 1});
    community.faults(json!({"rest": [slow]})).await;
    let aiko = community.person("aiko");
    aiko.asks("早すぎる答え", "").await;
    let post = community
        .until("the post", async || {
            let threads = community.state().await["threads"].clone();
            Some(threads.as_array()?.first()?["id"].as_str()?.to_owned())
        })
        .await;
    community
        .person("sato")
        .writes(&post, "もう答えました")
        .await;
    community
        .until("the word to the asker", async || {
            (told(&community, "aiko").await == 1).then_some(())
        })
        .await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permission_that_is_given_back_while_the_refusal_is_on_its_way() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    let send = |key: &str| json!({"channel": "質問", "member": bot, key: "2048"});
    ishida.act("overwrite", send("deny")).await;
    let rule = json!({"method": "POST", "action": "delay_after", "delay_ms": 1500, "times": 1});
    let rule = on_messages(&community, rule).await;
    community.faults(json!({"rest": [rule]})).await;
    let met = community.get("/practice/faults").await["met"].clone();
    aiko.asks("すぐ直しました", "").await;
    community
        .until("the refusal", async || {
            (community.get("/practice/faults").await["met"] != met).then_some(())
        })
        .await;
    ishida.act("overwrite", send("allow")).await;
    community.card(1).await;
    community.end().await;
}

/// A message was applied and never answered, and for a while nothing can be looked up.
pub async fn in_the_dark(community: &Community, path: &str) {
    let lost = json!({"method": "POST", "path": path, "action": "drop_after", "times": 1});
    let dark = json!({"method": "GET", "path": path, "action": "status", "status": 500});
    community.faults(json!({"rest": [lost, dark]})).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_in_doubt_that_is_taken_back_shows_it() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    community.settled().await;
    let path = format!("{}/messages", community.channel("質問").await);
    in_the_dark(&community, &path).await;
    aiko.asks("取り下げます", "").await;
    let card = community
        .until("the card", async || aiko.sees("質問").await.pop())
        .await;
    let asked_back = aiko.presses(&card, "取り下げる").await;
    aiko.presses(&asked_back["message"], "取り下げる").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    community.faults(json!({"clear": true})).await;
    community.card_shows(1, "取り下げ").await;
    community.settled().await;
    let mut cards = aiko.sees("質問").await;
    // Without the private answers.
    cards.retain(|message| message["embeds"][0].is_object());
    assert_eq!(cards.len(), 1);
    assert!(cards[0]["components"].as_array().unwrap().is_empty());
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_by_direct_message_and_again_in_the_thread() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    aiko.asks("一つ目", "").await;
    let card = community.card(1).await;
    sato.answers(&card, "はい").await;
    community
        .until("the first word", async || {
            (told(&community, "aiko").await == 1).then_some(())
        })
        .await;
    community.settled().await;
    aiko.asks("二つ目", "").await;
    let card = community.card(2).await;
    community.settled().await;
    let dm = aiko.conversation().await.unwrap();
    in_the_dark(&community, &format!("{dm}/messages")).await;
    sato.answers(&card, "はい").await;
    community
        .until("the second word", async || {
            (told(&community, "aiko").await == 2).then_some(())
        })
        .await;
    aiko.act("close-dms", json!({})).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    community.faults(json!({"clear": true})).await;
    community.settled().await;
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    let here = thread
        .iter()
        .filter(|m| text_of(m).contains("返事がつきました。上に"));
    assert_eq!((told(&community, "aiko").await, here.count()), (2, 0));
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stood_behind_a_cancelled_card_follows_when_it_is_tried_again() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    community.settled().await;
    let rule = json!({"method": "POST", "action": "drop_before"});
    let rule = on_messages(&community, rule).await;
    community.faults(json!({"rest": [rule]})).await;
    aiko.asks("取り消されたカード", "").await;
    let db = Db::open(&community.config.database).await.unwrap();
    let outbox = Outbox::new(Clock::system(), Chance::seeded(1));
    let card = async || {
        let rows = outbox.list(&db, Filter::default()).await.unwrap();
        rows.into_iter()
            .find(|row| row.effect == Some(Effect::QuestionCard))
            .unwrap()
    };
    // It may be under way just now.
    while !outbox.cancel(&db, card().await.id).await.unwrap() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // The bot of this file looks again when it starts.
    community.stop_bot().await;
    community.start_bot();
    let behind = async {
        while community.outbox_rows(&[State::Failed]).await.len() < 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, behind).await.unwrap();
    community.faults(json!({"clear": true})).await;
    assert!(outbox.retry(&db, card().await.id).await.unwrap());
    db.close().await;
    community.stop_bot().await;
    community.start_bot();
    let card = community.card(1).await;
    community.settled().await;
    assert_eq!(aiko.sees(card["id"].as_str().unwrap()).await.len(), 1);
    community.end().await;
}

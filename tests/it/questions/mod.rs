//! The story of a question, from the press of a button to its answer; and, in the files
//! beside this one, everything else that can become of it.

mod anonymous;
mod answering;
mod asking;
mod care;
mod forum;
mod keeping;
mod losing;
mod shared;

use serde_json::json;

use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    a_question_from_the_button_to_its_answer,
    two_presses_at_the_same_instant_close_it_once,
);

async fn a_question_from_the_button_to_its_answer(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let sato = community.person("sato");

    let received = aiko
        .asks("手数料は何%ですか", "はじめて報酬をいただきました。")
        .await;
    let message = &received["message"];
    assert_eq!(message["flags"].as_u64().unwrap() & 64, 64);
    assert!(text_of(message).contains("#1"), "{message}");

    let card = community.card(1).await;
    assert!(text_of(&card).contains("回答待ち"));
    assert!(text_of(&card).contains("報酬・手数料"));
    sato.answers(&card, "依頼の金額により、5〜20%です。").await;
    let card = community.card_shows(1, "回答あり").await;

    let answer = sato.presses(&card, "解決しました").await;
    assert!(text_of(&answer["message"]).contains("質問した人"));
    let answer = aiko.presses(&card, "解決しました").await;
    assert!(text_of(&answer["message"]).contains("「解決」にしました"));
    let card = community.card_shows(1, "✅ 解決").await;
    let labels: Vec<&str> = card["components"][0]["components"]
        .as_array()
        .unwrap()
        .iter()
        .map(|button| button["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["まだ困っています", "メニュー"]);
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    assert!(thread.iter().any(|m| text_of(m).contains("依頼の金額")));
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_with_the_slash_command() {
    let community = Community::start(Backend::Sqlite).await;
    let hana = community.person("hana");
    let commands = community
        .until("the command", async || {
            let commands = community.state().await["commands"].clone();
            commands[0]["name"].is_string().then_some(commands)
        })
        .await;
    assert_eq!(commands[0]["name_localizations"]["ja"], "質問する");

    let (_, completed) = hana
        .act(
            "autocomplete",
            json!({"channel": "雑談", "command": "ask", "options": {"topic": "税"}, "focused": "topic"}),
        )
        .await;
    assert_eq!(completed["choices"][0]["value"], "税金・確定申告");
    assert_eq!(completed["choices"].as_array().unwrap().len(), 1);

    let form = hana.uses("ask", json!({"topic": "税金・確定申告"})).await;
    let received = hana.sends(&form["modal"], "確定申告はいくらから", "").await;
    assert_eq!(received["kind"], "message");
    assert!(text_of(&received["message"]).contains("#1"));
    let card = community.card(1).await;
    assert!(text_of(&card).contains("税金・確定申告"));

    // Without a topic it is chosen first; one that is not there is refused kindly.
    let choice = hana.uses("ask", json!({})).await;
    assert_eq!(
        choice["message"]["components"][0]["components"][0]["type"],
        3
    );
    let refused = hana.uses("ask", json!({"topic": "天気"})).await;
    assert!(text_of(&refused["message"]).contains("その話題は今ありません"));
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_asker_takes_a_question_back_after_a_second_thought() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    aiko.asks("まちがえました", "").await;
    let card = community.card(1).await;
    let refused = hana.presses(&card, "取り下げる").await;
    assert!(text_of(&refused["message"]).contains("質問した人だけ"));

    let asked_back = aiko.presses(&card, "取り下げる").await;
    let kept = aiko.presses(&asked_back["message"], "このままにする").await;
    assert_eq!(kept["kind"], "update");
    assert!(text_of(&kept["message"]).contains("そのまま"));
    let asked_back = aiko.presses(&card, "取り下げる").await;
    let done = aiko.presses(&asked_back["message"], "取り下げる").await;
    assert!(text_of(&done["message"]).contains("取り下げました"));
    community.card_shows(1, "取り下げ").await;

    // The buttons of the old messages answer kindly.
    let (status, _) = aiko
        .act(
            "press",
            json!({"message": card["id"], "custom_id": "t1:q.resolve:1"}),
        )
        .await;
    assert!(status == 200 || status == 400);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_may_resolve_and_members_may_not() {
    let community = Community::start(Backend::Sqlite).await;
    community.person("aiko").asks("終わっています", "").await;
    let card = community.card(1).await;
    let refused = community
        .person("kenji")
        .presses(&card, "解決しました")
        .await;
    assert!(text_of(&refused["message"]).contains("質問した人と運営"));
    let done = community
        .person("ishida")
        .presses(&card, "解決しました")
        .await;
    assert!(text_of(&done["message"]).contains("「解決」にしました"));
    community.card_shows(1, "✅ 解決").await;
    community.end().await;
}

async fn two_presses_at_the_same_instant_close_it_once(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    aiko.asks("二度押し", "").await;
    let card = community.card(1).await;
    let (one, two) = tokio::join!(
        aiko.presses(&card, "解決しました"),
        aiko.presses(&card, "解決しました"),
    );
    let mut words = [text_of(&one["message"]), text_of(&two["message"])];
    words.sort_by_key(|text| text.contains("もう"));
    assert!(words[0].contains("「解決」にしました"), "{words:?}");
    assert!(words[1].contains("もう終わっています"), "{words:?}");
    community.card_shows(1, "✅ 解決").await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_english_client_is_answered_in_english() {
    let community = Community::start(Backend::Sqlite).await;
    let john = community.person("john");
    john.act("join", json!({"locale": "en-GB", "name": "John"}))
        .await;
    let asked = john.presses(&community.panel().await, "質問する").await;
    assert!(text_of(&asked["message"]).contains("Before you begin"));
    let choice = john.presses(&asked["message"], "Agree and go on").await;
    assert!(text_of(&choice["message"]).contains("Choose a topic"));
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_askers_own_words_are_no_answer() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    aiko.asks("ひとりごと", "").await;
    let card = community.card(1).await;
    aiko.answers(&card, "追記です").await;
    community.person("mori").answers(&card, "こうです").await;
    let card = community.card_shows(1, "回答あり").await;
    assert!(!text_of(&card).contains("回答待ち"));
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_panel_comes_back() {
    let community = Community::start(Backend::Sqlite).await;
    let panel = community.panel().await;
    community
        .person("ishida")
        .act("delete", json!({"message": panel["id"]}))
        .await;
    let again = community.panel().await;
    assert_ne!(again["id"], panel["id"]);
    community.settled().await;

    // Also when it was deleted while the bot was away.
    community.stop_bot().await;
    community
        .person("ishida")
        .act("delete", json!({"message": again["id"]}))
        .await;
    community.start_bot();
    let third = community.panel().await;
    assert_ne!(third["id"], again["id"]);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_while_the_bot_was_away_is_found() {
    let community = Community::start(Backend::Sqlite).await;
    community.person("aiko").asks("留守の間に", "").await;
    let card = community.card(1).await;
    community.settled().await;
    community.stop_bot().await;
    for n in 0..120 {
        community
            .person("aiko")
            .answers(&card, &format!("追記 {n}"))
            .await;
    }
    community
        .person("sato")
        .answers(&card, "お答えします")
        .await;
    community.start_bot();
    community.card_shows(1, "回答あり").await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_sent_twice_is_one_question() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    let form = aiko.uses("ask", json!({"topic": "そのほか"})).await;
    // The answer to the first one is lost; the form stays open, and is sent again, twice.
    let lost = json!({"rest": [{"path": "/callback", "action": "drop_before", "times": 2}]});
    community.faults(lost).await;
    let failed = aiko.sends(&form["modal"], "一度だけ", "本文").await;
    assert_eq!(failed["kind"], "failed");
    // Both are sent before either is answered.
    let slow = json!({"rest": [
        {"path": "/callback", "action": "delay", "delay_ms": 500, "times": 2},
    ]});
    community.faults(slow).await;
    let (one, two) = tokio::join!(
        aiko.sends(&form["modal"], "一度だけ", "本文"),
        aiko.sends(&form["modal"], "一度だけ", "本文"),
    );
    for received in [one, two] {
        assert!(text_of(&received["message"]).contains("#1"), "{received}");
    }
    community.card(1).await;
    community.settled().await;
    assert_eq!(aiko.sees("質問").await.len(), 1);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn archived_threads_are_read_and_resolved_like_others() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let ishida = community.person("ishida");
    aiko.asks("古い質問", "").await;
    let card = community.card(1).await;
    community.settled().await;
    community.stop_bot().await;
    sato.answers(&card, "お答えします").await;
    ishida.act("archive", json!({"channel": card["id"]})).await;
    community.start_bot();
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    ishida.act("archive", json!({"channel": card["id"]})).await;
    ishida
        .presses(&community.card(1).await, "解決しました")
        .await;
    community.card_shows(1, "✅ 解決").await;
    community.settled().await;
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    assert!(
        thread
            .iter()
            .any(|m| text_of(m).contains("解決しました。ご協力"))
    );
    assert!(
        ishida.sees("運営").await.is_empty(),
        "staff have nothing to mend"
    );
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_staff_delete_is_not_missed() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.asks("消されます", "").await;
    let card = community.card(1).await;
    community.settled().await;
    ishida.act("delete", json!({"message": card["id"]})).await;
    let notice = community
        .until("the word to staff", async || {
            ishida.sees("運営").await.pop()
        })
        .await;
    assert!(text_of(&notice).contains("質問のカードが消されました"));
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    let done = aiko.presses(&thread[0], "解決しました").await;
    assert!(text_of(&done["message"]).contains("「解決」にしました"));

    // The panel's channel is deleted and made again.
    ishida
        .act("delete-channel", json!({"channel": "受付"}))
        .await;
    ishida.act("create-channel", json!({"name": "受付"})).await;
    community.panel().await;
    community.settled().await;
    // Whether staff also hear of the missing channel depends on who is faster.
    let of_card = "質問のカードが消されました";
    let notices = community.said(&ishida, "運営", of_card).await;
    assert_eq!(notices.len(), 1, "one deletion is told once: {notices:#?}");
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_text_that_was_taken_back_is_shown_nowhere() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    aiko.asks("長い話", &"ひみつの話。".repeat(400)).await;
    let card = community.card(1).await;
    community.settled().await;
    let asked_back = aiko.presses(&card, "取り下げる").await;
    aiko.presses(&asked_back["message"], "取り下げる").await;
    let card = community.card_shows(1, "取り下げ").await;
    community.settled().await;
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    assert!(thread.len() >= 3);
    for message in thread.iter().chain([&card]) {
        assert!(!text_of(message).contains("ひみつ"), "{message}");
    }
    community.end().await;
}

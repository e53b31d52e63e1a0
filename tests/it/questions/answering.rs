//! Answers that are marked, questions that are opened again, and those who follow.

use serde_json::json;

use super::shared::{SOLVE, labels, thread_of};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    an_answer_is_marked_and_thanked_once,
    two_answers_marked_at_the_same_instant,
    who_still_needs_help_opens_it_again,
    followers_are_told_once_as_they_prefer,
    tutors_may_mark_where_the_guild_says_so,
    a_follower_whose_direct_messages_are_closed_is_told_in_the_thread,
);

async fn an_answer_is_marked_and_thanked_once(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let kenji = community.person("kenji");
    aiko.asks("手数料は何%ですか", "").await;
    let card = community.card(1).await;
    let answer = sato.answers(&card, "5〜20%です。").await;
    community.card_shows(1, "回答あり").await;
    let elsewhere = sato.writes("雑談", "こんにちは").await;
    let refused = aiko.uses_menu(SOLVE, &elsewhere).await;
    assert!(text_of(&refused["message"]).contains("スレッド（話す場所）の中にありません"));
    for who in [&kenji, &sato] {
        let refused = who.uses_menu(SOLVE, &answer).await;
        assert!(text_of(&refused["message"]).contains("質問した人と運営の人"));
    }
    let done = aiko.uses_menu(SOLVE, &answer).await;
    assert!(text_of(&done["message"]).contains("「解決」にしました"));
    let card = community.card_shows(1, "✅ 解決").await;
    assert!(text_of(&card).contains("5〜20%です"), "the answer is on it");
    assert_eq!(labels(&card), ["まだ困っています", "メニュー"]);
    let thanks = community.says(&thread_of(&card), "回答をありがとう").await;
    assert_eq!(thanks["mentions"][0]["username"], "sato");
    let again = aiko.uses_menu(SOLVE, &answer).await;
    assert!(text_of(&again["message"]).contains("もう終わっています"));
    community.settled().await;
    let all = community
        .said(&aiko, &thread_of(&card), "回答をありがとう")
        .await;
    assert_eq!(all.len(), 1);
    // The answer stays when its message goes.
    sato.act("delete", json!({"message": answer["id"]})).await;
    let menu = kenji.presses(&card, "メニュー").await;
    assert!(text_of(&menu["message"]).contains("5〜20%です"));
    community.end().await;
}

async fn two_answers_marked_at_the_same_instant(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let (mori, ishida) = (community.person("mori"), community.person("ishida"));
    aiko.asks("どちらですか", "").await;
    let card = community.card(1).await;
    let one = sato.answers(&card, "こちらです").await;
    let two = mori.answers(&card, "あちらです").await;
    community.card_shows(1, "回答あり").await;
    let (first, second) = tokio::join!(aiko.uses_menu(SOLVE, &one), ishida.uses_menu(SOLVE, &two));
    let said = [text_of(&first["message"]), text_of(&second["message"])];
    let done = said
        .iter()
        .filter(|text| text.contains("「解決」にしました"));
    let late = said
        .iter()
        .filter(|text| text.contains("もう終わっています"));
    assert_eq!((done.count(), late.count()), (1, 1), "{said:?}");
    let card = community.card_shows(1, "✅ 解決").await;
    community.settled().await;
    let both = ["こちらです", "あちらです"].map(|text| text_of(&card).contains(text));
    assert_ne!(both[0], both[1], "one answer: {card}");
    let thanks = community
        .said(&aiko, &thread_of(&card), "回答をありがとう")
        .await;
    assert_eq!(thanks.len(), 1);
    community.end().await;
}

async fn tutors_may_mark_where_the_guild_says_so(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    aiko.asks("チューターでもいいですか", "").await;
    let card = community.card(1).await;
    let answer = community.person("mori").answers(&card, "はい").await;
    community.card_shows(1, "回答あり").await;
    let refused = sato.uses_menu(SOLVE, &answer).await;
    assert!(text_of(&refused["message"]).contains("質問した人と運営の人"));
    community
        .switches("asking", "チューターも「解決」を使う")
        .await;
    let done = sato.uses_menu(SOLVE, &answer).await;
    assert!(text_of(&done["message"]).contains("「解決」にしました"));
    community.card_shows(1, "✅ 解決").await;
    community.end().await;
}

async fn who_still_needs_help_opens_it_again(backend: Backend) {
    let community = Community::start(backend).await;
    let card = community
        .resolved(1, "設定がわかりません", "設定画面です")
        .await;
    let (aiko, kenji) = (community.person("aiko"), community.person("kenji"));
    let refused = kenji.presses(&card, "まだ困っています").await;
    assert!(text_of(&refused["message"]).contains("質問した人と運営の人"));
    let done = aiko.presses(&card, "まだ困っています").await;
    assert!(text_of(&done["message"]).contains("「回答待ち」にもどしました"));
    let card = community.card_shows(1, "回答待ち").await;
    assert!(
        !text_of(&card).contains("設定画面です"),
        "no answer any more"
    );
    let again = aiko.presses_id(&card, "t1:q.menu:1").await;
    assert!(text_of(&again["message"]).contains("回答待ち"));
    let told = aiko.direct_messages().await.len();
    community.person("mori").answers(&card, "こうです").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    assert_eq!(aiko.direct_messages().await.len(), told + 1, "told again");
    community.end().await;
}

async fn followers_are_told_once_as_they_prefer(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let (hana, kenji) = (community.person("hana"), community.person("kenji"));
    let mori = community.person("mori");
    aiko.asks("みんな知りたいこと", "").await;
    let card = community.card(1).await;
    let own = aiko.presses(&card, "私も知りたい").await;
    assert!(text_of(&own["message"]).contains("ご自分の質問"));
    for who in [&hana, &kenji, &mori] {
        let done = who.presses(&card, "私も知りたい").await;
        assert!(text_of(&done["message"]).contains("お知らせします"));
        if who.name == "kenji" {
            let way = kenji.presses(&done["message"], "名前を呼んでもらう").await;
            assert!(text_of(&way["message"]).contains("スレッド（話す場所）で名前を呼んで"));
        }
    }
    let again = hana.presses(&card, "私も知りたい").await;
    assert!(text_of(&again["message"]).contains("もう一度押さなくて"));
    let stopped = mori.presses(&card, "私も知りたい").await;
    let stopped = mori.presses(&stopped["message"], "お知らせをやめる").await;
    assert!(text_of(&stopped["message"]).contains("やめました"));
    let answer = sato.answers(&card, "こうです").await;
    community.card_shows(1, "回答あり").await;
    aiko.uses_menu(SOLVE, &answer).await;
    let card = community.card_shows(1, "✅ 解決").await;
    let thread = thread_of(&card);
    let word = community
        .says(&thread, "「私も知りたい」の質問が終わりました")
        .await;
    assert_eq!(word["mentions"].as_array().unwrap().len(), 1);
    assert_eq!(word["mentions"][0]["username"], "kenji");
    community.settled().await;
    let told = hana.direct_messages().await;
    assert_eq!(told.len(), 1);
    assert!(text_of(&told[0]).contains("「私も知りたい」を押した質問 #1"));
    assert!(mori.direct_messages().await.is_empty());

    // Opened and resolved once more: they were told.
    aiko.presses(&card, "まだ困っています").await;
    let card = community.card_shows(1, "回答待ち").await;
    aiko.presses(&card, "解決しました").await;
    community.card_shows(1, "✅ 解決").await;
    community.settled().await;
    assert_eq!(hana.direct_messages().await.len(), 1);
    let words = community.said(&kenji, &thread, "「私も知りたい」の質問が終わりました");
    assert_eq!(words.await.len(), 1);
    let menu = hana.presses_id(&card, "t1:q.menu:1").await;
    assert!(!labels(&menu["message"]).contains(&"私も知りたい".to_owned()));
    community.end().await;
}

async fn a_follower_whose_direct_messages_are_closed_is_told_in_the_thread(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    aiko.asks("閉じている人", "").await;
    let card = community.card(1).await;
    hana.act("close-dms", json!({})).await;
    hana.presses(&card, "私も知りたい").await;
    aiko.presses(&card, "解決しました").await;
    let word = community
        .says(&thread_of(&card), "「私も知りたい」の質問が終わりました")
        .await;
    assert_eq!(word["mentions"][0]["username"], "hana");
    community.end().await;
}

//! From the wish for a tutor to the end of the talk.

use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    a_member_gets_a_tutor_and_both_end_it,
    whoever_chooses_an_evening_means_the_evening,
);

async fn whoever_chooses_an_evening_means_the_evening(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let page = aiko.begins_request(TOPIC).await;
    assert!(text_of(&page).contains("話せるとき：いつでも"), "{page}");
    // 「いつでも」 is still ticked, as it was when the page opened.
    let page = aiko.goes(&page, "t.when", &["always", "2"]).await;
    assert!(text_of(&page).contains("話せるとき：平日の夜"), "{page}");
    let page = aiko.goes(&page, "t.when", &["always", "2"]).await;
    assert!(text_of(&page).contains("話せるとき：いつでも"), "{page}");
    community.end().await;
}

async fn a_member_gets_a_tutor_and_both_end_it(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["2"], 2).await;
    let received = aiko
        .asks_for_a_tutor(TOPIC, "手数料がいくら引かれるのか、一緒に見てほしいです")
        .await;
    assert!(
        text_of(&received).contains("受け付けました（相談 #1）"),
        "{received}"
    );
    let offer = sato.is_told("相談のお願い（#1）").await;
    let text = text_of(&offer);
    assert!(text.contains("手数料がいくら引かれるのか"), "{text}");
    assert!(text.contains("話題が合う・平日の夜が合う"), "{text}");
    let status = aiko.goes(&received, "t.see", &[]).await;
    assert!(
        text_of(&status).contains("チューターの返事を待っています"),
        "{status}"
    );
    assert!(!text_of(&status).contains("佐藤"), "{status}");

    let done = sato.presses(&offer, "引き受けます").await;
    assert!(
        text_of(&done["message"]).contains("部屋を用意しています"),
        "{done}"
    );
    let told = aiko.is_told("チューターが決まりました").await;
    assert!(text_of(&told).contains("#1"));
    let talk = community.talk(1).await;
    let thread = talk["id"].as_str().unwrap().to_owned();
    assert_eq!(talk["type"], 12, "it is private");
    let opening = community.says(&thread, "相談にのってくれます").await;
    assert!(
        text_of(&opening).contains("ゆっくり話しましょう"),
        "{opening}"
    );
    assert!(text_of(&opening).contains("手数料がいくら引かれるのか"));
    // Others do not see it.
    let path = format!("/practice/channels/{thread}/messages?as=hana");
    assert!(community.get(&path).await["code"].is_number());
    // The offer shows that it was taken.
    community
        .until("the offer without buttons", async || {
            let all = sato.direct_messages().await;
            let offer = all.into_iter().find(|m| m["id"] == offer["id"])?;
            text_of(&offer)
                .contains("引き受けていただきました")
                .then_some(())
        })
        .await;

    sato.writes(&thread, "はじめまして。どの画面でお困りですか")
        .await;
    aiko.writes(&thread, "報酬の画面です").await;
    let ended = aiko.presses(&opening, "終わりました").await;
    assert!(
        text_of(&ended["message"]).contains("終わってもよいか聞きました"),
        "{ended}"
    );
    let ask = community
        .says(&thread, "この相談は終わりにしてよいですか")
        .await;
    assert_eq!(ask["mentions"][0]["username"], "sato");
    let over = sato.presses(&ask, "はい、終わりました").await;
    assert!(
        text_of(&over["message"]).contains("終わりにしました"),
        "{over}"
    );
    community.says(&thread, "相談は終わりました").await;
    community
        .until("the thread is archived", async || {
            let talk = community.talk(1).await;
            (talk["thread_metadata"]["archived"] == true).then_some(())
        })
        .await;

    // How it went: one press each.
    let form = aiko.is_told("相談は、どうでしたか").await;
    let next = aiko.presses(&form, "5").await;
    let next = aiko.presses(&next["message"], "はい").await;
    let words = json!({"word": "とても助かりました", "note": "ありがとうございました！"});
    let said = aiko.fills(&next["message"], "t.word", words).await;
    assert!(text_of(&said).contains("届けます"), "{said}");
    let thanks = sato.is_told("力になってくださり").await;
    assert!(text_of(&thanks).contains("1人を助けて"), "{thanks}");
    let kept = sato.presses(&thanks, "また引き受けたい").await;
    assert!(text_of(&kept["message"]).contains("わかりました"), "{kept}");
    let note = sato.is_told("あなたへ").await;
    assert!(
        text_of(&note).contains("ありがとうございました！"),
        "{note}"
    );
    let me = sato.uses("tutor me", json!({})).await;
    assert!(
        text_of(&me["message"]).contains("これまでに手伝った人：1人"),
        "{me}"
    );
    community.end().await;
}

//! The doors of asking, and what is known before a question is posted.

use serde_json::json;

use super::shared::{RECORD, labels, thread_of};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    a_message_becomes_a_question_by_its_menu,
    what_was_answered_before_is_shown_before_anything_is_posted,
    a_plain_message_is_offered_to_be_recorded,
    what_may_help_is_named_with_a_link,
);

async fn a_message_becomes_a_question_by_its_menu(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, sato) = (community.person("hana"), community.person("sato"));
    let kenji = community.person("kenji");
    let written = hana
        .writes("雑談", "報酬はいつ振り込まれますか\n先月の分です。")
        .await;
    let refused = kenji.uses_menu(RECORD, &written).await;
    assert!(text_of(&refused["message"]).contains("チューターと運営"));

    // A tutor records it for her: the question is hers.
    let choice = sato.uses_menu(RECORD, &written).await;
    assert!(text_of(&choice["message"]).contains("報酬はいつ振り込まれますか"));
    let received = sato.records_as_it_is(&choice["message"]).await;
    assert!(text_of(&received["message"]).contains("記録しました（#1）"));
    let card = community.card(1).await;
    let asker = crate::setup::user(&community, "hana").await;
    assert!(text_of(&card).contains(&format!("<@{asker}>")), "{card}");
    assert!(text_of(&card).contains("先月の分です"));
    sato.answers(&card, "来月末です").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    assert_eq!(hana.direct_messages().await.len(), 1, "she hears of it");

    // Once more, by herself: it is there already.
    let again = hana.uses_menu(RECORD, &written).await;
    assert!(text_of(&again["message"]).contains("もう質問 #1"));
    let own = kenji.writes("雑談", "パソコンが動きません").await;
    let choice = kenji.uses_menu(RECORD, &own).await;
    let received = kenji.records_as_it_is(&choice["message"]).await;
    assert!(text_of(&received["message"]).contains("受け付けました（#2）"));
    community.card(2).await;

    // Neither a bot's message nor an empty one is a question.
    let panel = community.panel().await;
    let refused = hana.uses_menu(RECORD, &panel).await;
    assert!(text_of(&refused["message"]).contains("ボットのメッセージ"));
    community.end().await;
}

async fn a_plain_message_is_offered_to_be_recorded(backend: Backend) {
    let mut community = Community::without_bot(backend).await;
    community.config.discord.message_content = true;
    community.start_bot();
    community.panel().await;
    let (hana, kenji) = (community.person("hana"), community.person("kenji"));
    hana.writes("雑談", "ここでは何も起きません").await;
    let written = hana.writes("質問", "締め切りに間に合いません").await;
    let offer = community
        .until("the offer", async || {
            let all = hana.sees("質問").await.into_iter();
            let mut offers = all.filter(|m| labels(m) == ["質問として受け付ける"]);
            offers.next()
        })
        .await;
    assert_eq!(offer["message_reference"]["message_id"], written["id"]);
    assert_eq!(offer["mentions"], json!([]), "nobody is disturbed by it");
    let refused = kenji.presses(&offer, "質問として受け付ける").await;
    assert!(text_of(&refused["message"]).contains("チューターと運営"));
    let choice = hana.presses(&offer, "質問として受け付ける").await;
    let received = hana.records_as_it_is(&choice["message"]).await;
    assert!(text_of(&received["message"]).contains("#1"));
    community.card(1).await;
    let no_offers = async || {
        let all = hana.sees("質問").await;
        let offers = all.iter().filter(|m| labels(m) == ["質問として受け付ける"]);
        (offers.count() == 0).then_some(())
    };
    community.until("the offer goes", no_offers).await;

    // One that is deleted takes its offer with it.
    let other = hana.writes("質問", "やっぱりいいです").await;
    community
        .until("another offer", async || {
            let all = hana.sees("質問").await;
            all.iter()
                .any(|m| m["message_reference"]["message_id"] == other["id"])
                .then_some(())
        })
        .await;
    hana.act("delete", json!({"message": other["id"]})).await;
    community.until("that offer goes", no_offers).await;
    assert!(hana.sees("雑談").await.iter().all(|m| labels(m).is_empty()));
    community.end().await;
}

async fn what_was_answered_before_is_shown_before_anything_is_posted(backend: Backend) {
    let community = Community::start(backend).await;
    community
        .resolved(1, "手数料は何%ですか", "依頼の金額により、5〜20%です。")
        .await;
    let (hana, kenji) = (community.person("hana"), community.person("kenji"));

    let shown = hana.asks("手数料は何％ですか？", "").await;
    let text = text_of(&shown["message"]);
    assert!(
        text.contains("あなたの質問は、まだ出していません"),
        "{text}"
    );
    assert!(text.contains("依頼の金額により"), "{text}");
    let expected = ["これで解決しました", "それでも質問する"];
    assert_eq!(labels(&shown["message"]), expected);
    let done = hana.presses(&shown["message"], "これで解決しました").await;
    assert!(text_of(&done["message"]).contains("よかったです"));
    community.settled().await;
    assert_eq!(
        community.card(1).await["embeds"][0]["title"],
        "#1 手数料は何%ですか"
    );

    // Another asks all the same, after a restart, and presses twice.
    let shown = kenji.asks("手数料は何%ですか", "海外の案件です。").await;
    assert_eq!(labels(&shown["message"]), expected, "{shown}");
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    let (one, two) = tokio::join!(
        kenji.presses(&shown["message"], "それでも質問する"),
        kenji.presses(&shown["message"], "それでも質問する"),
    );
    for received in [one, two] {
        let text = text_of(&received["message"]);
        assert!(text.contains("受け付けました（#2）"), "{text}");
    }
    let card = community.card(2).await;
    assert!(text_of(&card).contains("海外の案件です"));
    community.end().await;
}

async fn what_may_help_is_named_with_a_link(backend: Backend) {
    let community = Community::start(backend).await;
    let first = community
        .resolved(1, "納期に遅れそうなときは", "早めに連絡しましょう。")
        .await;
    let hana = community.person("hana");
    let received = hana
        .asks("締め切りに間に合わないとどうなりますか", "体調が悪いです。")
        .await;
    let mut text = text_of(&received["message"]);
    if text.contains("あなたの質問は、まだ出していません") {
        let asked = hana.presses(&received["message"], "それでも質問する").await;
        text = text_of(&asked["message"]);
    }
    assert!(text.contains("受け付けました（#2）"), "{text}");
    assert!(text.contains("こちらも参考になるかもしれません"), "{text}");
    assert!(text.contains("#1 納期に遅れそうなときは"), "{text}");
    assert!(text.contains(&thread_of(&first)), "{text}");
    // What has nothing to do with it is not named.
    let other = hana.asks("保育園の書類はどこでもらえますか", "").await;
    let text = text_of(&other["message"]);
    assert!(text.contains("#3") && !text.contains("#1 "), "{text}");
    community.end().await;
}

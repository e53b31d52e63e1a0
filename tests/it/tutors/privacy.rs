//! What is kept from others is kept from the log as well.

use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, Program, on_both, text_of};
use crate::setup::user;

on_both!(
    no_log_carries_exclusions_ratings_or_reasons,
    a_look_by_staff_at_a_request_is_recorded_and_shown_to_the_member,
    staff_who_take_it_themselves_give_a_reason,
    staff_who_wrote_it_themselves_may_take_it,
);

const ABOUT: &str = "ひみつの相談ごと";
const REASON: &str = "ひみつの断る理由";
const WORD: &str = "ひみつの感想";
const NOTE: &str = "ひみつの伝言";
const MEMO: &str = "ひみつの覚え書き";

async fn no_log_carries_exclusions_ratings_or_reasons(backend: Backend) {
    let community = Community::without_bot(backend).await;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let bot = Program::bot_logging(&community.config, "debug", &log);
    community.panel().await;
    let aiko = community.person("aiko");
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    let unwanted = user(&community, "hana").await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;

    let page = aiko.begins_request(TOPIC).await;
    let page = aiko.goes(&page, "t.not", &[&unwanted]).await;
    aiko.fills_request(&page, ABOUT).await;
    let offer = sato.is_told("相談のお願い（#1）").await;
    let declined = sato.presses(&offer, "今回は難しいです").await["message"].clone();
    let thanked = sato
        .fills(&declined, "t.reason", json!({"reason": REASON}))
        .await;
    assert!(!text_of(&thanked).is_empty(), "{thanked}");
    community.tutor("mori", &[TOPIC], &["always"], 2).await;
    let offer = mori.is_told("相談のお願い（#1）").await;
    mori.presses(&offer, "引き受けます").await;
    let thread = community.talk(1).await["id"].as_str().unwrap().to_owned();
    let opening = community.says(&thread, "相談にのってくれます").await;
    aiko.presses(&opening, "終わりました").await;
    let ask = community.says(&thread, "終わりにしてよいですか").await;
    mori.presses(&ask, "はい、終わりました").await;
    let form = aiko.is_told("相談は、どうでしたか").await;
    let next = aiko.presses(&form, "2").await;
    let next = aiko.presses(&next["message"], "いいえ").await;
    let words = json!({"word": WORD, "note": NOTE});
    aiko.fills(&next["message"], "t.word", words).await;
    mori.is_told(NOTE).await;
    let thanks = mori.is_told("力になってくださり").await;
    mori.fills(&thanks, "t.memo", json!({"memo": MEMO})).await;
    community.settled().await;

    assert!(bot.terminate().await.success());
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(log.contains("DEBUG"), "it tells all that it can");
    let pressed = "t.rate";
    for private in [ABOUT, REASON, WORD, NOTE, MEMO, &unwanted, pressed] {
        let line = log.lines().find(|line| line.contains(private));
        assert_eq!(line, None, "{private} is in the log");
    }
    community.end().await;
}

async fn a_look_by_staff_at_a_request_is_recorded_and_shown_to_the_member(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let unwanted = user(&community, "hana").await;
    let page = aiko.begins_request(TOPIC).await;
    let page = aiko.goes(&page, "t.not", &[&unwanted]).await;
    aiko.fills_request(&page, ABOUT).await;
    community.settled().await;
    let looks = async || text_of(&aiko.looks().await);
    assert!(looks().await.contains("まだありません"));
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let request = ishida.goes(&status, "t.pick", &["1"]).await;
    assert!(!text_of(&request).contains(&unwanted), "{request}");
    let form = ishida.presses(&request, "頼みたくない人を見る").await;
    let empty = ishida
        .submits(&form["modal"], json!({"reason": "\u{3000}"}))
        .await;
    assert!(
        text_of(&empty["message"]).contains("理由が要ります"),
        "{empty}"
    );
    assert!(!looks().await.contains("頼みたくない人"));
    let form = ishida.presses(&request, "頼みたくない人を見る").await;
    let why = json!({"reason": "組み合わせの相談のため"});
    let shown = ishida.submits(&form["modal"], why).await;
    assert!(text_of(&shown["message"]).contains(&unwanted), "{shown}");
    let seen = looks().await;
    assert!(
        seen.contains("組み合わせの相談のため") && seen.contains("#1"),
        "{seen}"
    );
    // What it is about: the same way.
    assert!(!text_of(&request).contains(ABOUT), "{request}");
    let form = ishida.presses(&request, "相談の内容を読む").await;
    let empty = ishida.submits(&form["modal"], json!({"reason": " "})).await;
    assert!(!text_of(&empty["message"]).contains(ABOUT), "{empty}");
    let form = ishida.presses(&request, "相談の内容を読む").await;
    let why = json!({"reason": "だれに頼むか決めるため"});
    let read = ishida.submits(&form["modal"], why).await;
    assert!(text_of(&read["message"]).contains(ABOUT), "{read}");
    let seen = looks().await;
    assert!(
        seen.contains("相談 #1 の内容を読みました。理由：だれに頼むか決めるため"),
        "{seen}"
    );
    let theirs = aiko.uses("tutor me", json!({})).await["message"].clone();
    let theirs = aiko.goes(&theirs, "t.pick", &["1"]).await;
    assert!(text_of(&theirs).contains(ABOUT), "{theirs}");
    community.settled().await;
    community.end().await;
}

async fn staff_who_take_it_themselves_give_a_reason(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community
        .tutor("ishida", &["税金・確定申告"], &["always"], 2)
        .await;
    aiko.asks_for_a_tutor(TOPIC, ABOUT).await;
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let page = ishida.goes(&status, "t.pick", &["1"]).await;
    let id = user(&community, "ishida").await;
    let select = ishida.presses(&page, "頼む人を決める").await["message"].clone();
    let first_look = ishida.goes(&select, "t.hand.to", &[&id]).await;
    assert!(
        text_of(&first_look).contains("先に「相談の内容を読む」"),
        "{first_look}"
    );
    community.settled().await;
    assert_eq!(ishida.times_told("相談のお願い").await, 0);
    let form = ishida.presses(&page, "相談の内容を読む").await;
    let why = json!({"reason": "引き受けられるか見るため"});
    ishida.submits(&form["modal"], why).await;
    let done = ishida.goes(&select, "t.hand.to", &[&id]).await;
    assert!(text_of(&done).contains("に頼みました"), "{done}");
    ishida.is_told("相談のお願い").await;
    let me = aiko.uses("me", json!({})).await["message"].clone();
    let data = aiko.goes(&me, "m.data", &[]).await;
    let looks = aiko.goes(&data, "m.looks", &[]).await;
    assert!(
        text_of(&looks).contains("引き受けられるか見るため"),
        "{looks}"
    );
    community.settled().await;
    community.end().await;
}

async fn staff_who_wrote_it_themselves_may_take_it(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community
        .tutor("ishida", &["税金・確定申告"], &["always"], 2)
        .await;
    let for_her = json!({"topic": TOPIC, "member": user(&community, "aiko").await});
    let page = ishida.uses("tutor request", for_her).await["message"].clone();
    ishida.fills_request(&page, ABOUT).await;
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let page = ishida.goes(&status, "t.pick", &["1"]).await;
    let select = ishida.presses(&page, "頼む人を決める").await["message"].clone();
    let id = user(&community, "ishida").await;
    let done = ishida.goes(&select, "t.hand.to", &[&id]).await;
    assert!(text_of(&done).contains("に頼みました"), "{done}");
    ishida.is_told("相談のお願い").await;
    community.settled().await;
    community.end().await;
}

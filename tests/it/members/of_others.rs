//! What others do about somebody waits until they have agreed.

use serde_json::json;

use super::newcomers::{WELCOME, said};
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::user;
use crate::tutors::TOPIC;

/// What is said where somebody has not agreed.
const NOT_AGREED: &str = "まだ同意をしていない";

on_both!(
    staff_put_whoever_refused_to_nothing,
    what_others_had_begun_for_whoever_refuses_goes_no_further,
    what_others_do_with_their_words_waits_for_them,
    who_was_erased_counts_as_new_for_others,
    who_was_there_before_counts_also_where_discord_has_to_be_asked,
);

async fn staff_put_whoever_refused_to_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    let ishida = community.person("ishida");
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let asked = yuki.wants_to_ask().await;
    yuki.presses(&asked["message"], "同意しない").await;
    let id = user(&community, "yuki").await;
    let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let page = ishida.goes(&list, "s.programme.pick", &["1"]).await;
    let not_her = ishida.goes(&page, "s.programme.people", &[&id]).await;
    assert!(text_of(&not_her).contains("加えられません"), "{not_her}");
    aiko.asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    let menu = ishida.presses(&card, "メニュー").await["message"].clone();
    let select = ishida.goes(&menu, "q.assign", &[]).await;
    let not_hers = ishida.goes(&select, "q.assign.to", &[&id]).await;
    assert!(text_of(&not_hers).contains(NOT_AGREED), "{not_hers}");
    // Aiko agrees no more: her question is not taken to a tutor by others.
    aiko.takes_consent_back().await;
    let menu = ishida.presses(&card, "メニュー").await["message"].clone();
    let not_taken = ishida.goes(&menu, "t.from", &[]).await;
    assert!(text_of(&not_taken).contains(NOT_AGREED), "{not_taken}");
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["consents"]);
    community.end().await;
}

async fn what_others_had_begun_for_whoever_refuses_goes_no_further(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let ishida = community.person("ishida");
    // A registration waits, and staff write a request for somebody.
    let note = sato.registers(&[TOPIC], &["always"], 2).await;
    let for_her = json!({"topic": TOPIC, "member": user(&community, "aiko").await});
    let page = ishida.uses("tutor request", for_her).await["message"].clone();
    let hers = aiko.writes("雑談", "振込はいつですか").await;
    let choice = ishida.uses_menu("Record as question", &hers).await;
    let record = ishida.chooses(&choice["message"], TOPIC).await;
    let taken_back = sato.takes_consent_back().await;
    aiko.takes_consent_back().await;
    let title = "振込はいつですか";
    let not_recorded = ishida.sends(&record["modal"], title, "").await;
    assert!(said(&not_recorded).contains(NOT_AGREED), "{not_recorded}");
    let not_yet = ishida.presses(&note, "認める").await;
    assert!(said(&not_yet).contains(NOT_AGREED), "{not_yet}");
    let not_sent = ishida.fills_request(&page, "手数料のことです").await;
    assert!(text_of(&not_sent).contains(NOT_AGREED), "{not_sent}");
    community.settled().await;
    assert_eq!(community.count("tutor_requests").await, Some(0));
    // Who agrees again goes on where they were.
    sato.presses(&taken_back["message"], "やっぱり同意する")
        .await;
    let done = ishida.presses(&note, "認める").await;
    assert!(said(&done).contains("チューターにしました"), "{done}");
    sato.is_told("チューターの登録ができました").await;
    community.settled().await;
    community.end().await;
}

async fn what_others_do_with_their_words_waits_for_them(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    let (ishida, emi) = (community.person("ishida"), community.person("emi"));
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    aiko.asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    let written = yuki.answers(&card, "わたしは知人からです").await;
    let marked = aiko.uses_menu("This solved it", &written).await;
    assert!(said(&marked).contains(NOT_AGREED), "{marked}");
    let plain = yuki.writes("雑談", "どう始めましたか").await;
    let recorded = ishida.uses_menu("Record as question", &plain).await;
    assert!(said(&recorded).contains(NOT_AGREED), "{recorded}");
    // Nor is what they wrote read when the bot comes back.
    community.settled().await;
    community.stop_bot().await;
    yuki.answers(&card, "もう一度書きます").await;
    emi.joins().await;
    community.start_bot();
    emi.is_told(WELCOME).await;
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["newcomers"]);
    yuki.agrees().await;
    let marked = aiko.uses_menu("This solved it", &written).await;
    assert!(said(&marked).contains("解決"), "{marked}");
    community.settled().await;
    community.end().await;
}

async fn who_was_erased_counts_as_new_for_others(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    let ishida = community.person("ishida");
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    community.settled().await;
    yuki.is_erased().await;
    yuki.is_told("全部消しました").await;
    community.erasure_is("done").await;
    community.settled().await;
    let id = user(&community, "yuki").await;
    let is_unknown = async || community.tables_naming(&id).await.is_empty();
    assert!(is_unknown().await);
    // Neither what she writes is recorded, nor what solved something,
    aiko.asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    let plain = yuki.writes("雑談", "どう始めましたか").await;
    let recorded = ishida.uses_menu("Record as question", &plain).await;
    assert!(said(&recorded).contains(NOT_AGREED), "{recorded}");
    let reply = yuki.answers(&card, "わたしは知人からです").await;
    let marked = aiko.uses_menu("This solved it", &reply).await;
    assert!(said(&marked).contains(NOT_AGREED), "{marked}");
    // nor is she put to anything.
    let asks = json!({"topic": TOPIC, "member": id});
    let requested = ishida.uses("tutor request", asks).await;
    assert!(said(&requested).contains(NOT_AGREED), "{requested}");
    let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let page = ishida.goes(&list, "s.programme.pick", &["1"]).await;
    let joined = ishida.goes(&page, "s.programme.people", &[&id]).await;
    assert!(text_of(&joined).contains("加えられません"), "{joined}");
    // What she wrote while the bot was away does not count, and when she joined it asks again.
    community.settled().await;
    community.stop_bot().await;
    yuki.answers(&card, "もう一度書きます").await;
    community.start_bot();
    community.connected().await;
    community.settled().await;
    community.card_shows(1, "回答待ち").await;
    let recorded = ishida.uses_menu("Record as question", &plain).await;
    assert!(said(&recorded).contains(NOT_AGREED), "{recorded}");
    // Of whom something is known, and who has left, nothing is begun either.
    let hana = community.person("hana");
    hana.asks("戻ってきます", "").await;
    let words = hana.writes("雑談", "どこで始めましたか").await;
    let away = user(&community, "hana").await;
    hana.act("leave", json!({})).await;
    community.have_left(1).await;
    let asks = json!({"topic": TOPIC, "member": away});
    let requested = ishida.uses("tutor request", asks).await;
    assert!(
        said(&requested).contains("サーバーを出ています"),
        "{requested}"
    );
    let recorded = ishida.uses_menu("Record as question", &words).await;
    assert!(
        said(&recorded).contains("サーバーを出ています"),
        "{recorded}"
    );
    // Nor does it when she has gone.
    yuki.act("leave", json!({})).await;
    community.settled().await;
    let recorded = ishida.uses_menu("Record as question", &plain).await;
    assert!(said(&recorded).contains(NOT_AGREED), "{recorded}");
    assert!(is_unknown().await);
    community.end().await;
}

async fn who_was_there_before_counts_also_where_discord_has_to_be_asked(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let plain = aiko.writes("雑談", "どう始めましたか").await;
    community.settled().await;
    community.stop_bot().await;
    // Who is there can be read neither in a list nor one by one.
    let dark = json!({"method": "GET", "path": "/members", "action": "status"});
    community.faults(json!({"rest": [dark]})).await;
    community.start_bot();
    community.connected().await;
    let unclear = ishida.uses_menu("Record as question", &plain).await;
    assert!(
        said(&unclear).contains("うまくいきませんでした"),
        "{unclear}"
    );
    // An answer comes in time where Discord's does not.
    let slow =
        json!({"method": "GET", "path": "/members/", "action": "delay_after", "delay_ms": 2500});
    community
        .faults(json!({"clear": true, "rest": [slow, dark]}))
        .await;
    let unclear = ishida.uses_menu("Record as question", &plain).await;
    assert!(
        said(&unclear).contains("うまくいきませんでした"),
        "{unclear}"
    );
    community.faults(json!({"clear": true})).await;
    let choice = ishida.uses_menu("Record as question", &plain).await;
    let form = ishida.chooses(&choice["message"], TOPIC).await;
    assert_eq!(form["kind"], "modal", "{form}");
    community.settled().await;
    community.end().await;
}

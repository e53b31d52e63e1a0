//! Registering, being refused, pausing.

use chrono::Duration;
use chrono_tz::Asia::Tokyo;
use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    who_is_refused_can_apply_again_and_gets_the_role,
    a_pause_until_a_day_ends_by_itself,
);

async fn who_is_refused_can_apply_again_and_gets_the_role(backend: Backend) {
    let community = Community::start(backend).await;
    let (kenji, ishida) = (community.person("kenji"), community.person("ishida"));
    let panel = community.panel().await;
    let page = kenji.presses(&panel, "チューターになる・休む").await["message"].clone();
    // Nothing is sent before topics and times are chosen.
    let early = kenji.goes(&page, "t.apply", &[]).await;
    assert!(
        text_of(&early).contains("教えられる話題を、ひとつ以上"),
        "{early}"
    );
    let page = kenji.goes(&early, "t.topics", &[TOPIC, "そのほか"]).await;
    let early = kenji.goes(&page, "t.apply", &[]).await;
    assert!(
        text_of(&early).contains("話せるときを、ひとつ以上"),
        "{early}"
    );
    let page = kenji.goes(&early, "t.strong", &[TOPIC]).await;
    assert!(
        text_of(&page).contains(&format!("得意な話題：{TOPIC}")),
        "{page}"
    );
    let days = kenji.goes(&page, "t.hours.days", &[]).await;
    let page = kenji.goes(&days, "t.hours.set", &["2", "5", "18"]).await;
    assert!(
        text_of(&page).contains("月曜の夜、火曜の夜、日曜の午前"),
        "{page}"
    );
    let wrong = kenji
        .fills(&page, "t.self", json!({"places": "百", "sentence": ""}))
        .await;
    assert!(text_of(&wrong).contains("1から10まで"), "{wrong}");
    let page = kenji
        .fills(
            &wrong,
            "t.self",
            json!({"places": "３", "sentence": "よろしく"}),
        )
        .await;
    assert!(text_of(&page).contains("3人まで"), "{page}");
    kenji.goes(&page, "t.apply", &[]).await;
    let note = community.says("運営", "チューターの登録が届きました").await;
    assert!(text_of(&note).contains("よろしく"), "{note}");
    // Only staff decide.
    let self_made = kenji.presses_as_if(&note, "認める").await;
    assert!(
        text_of(&self_made["message"]).contains("運営の人だけが使えます"),
        "{self_made}"
    );
    ishida.presses(&note, "見送る").await;
    kenji.is_told("今回は見送りになりました").await;
    let page = kenji.uses("tutor join", json!({})).await["message"].clone();
    assert!(text_of(&page).contains("もう一度申し込めます"), "{page}");
    kenji.goes(&page, "t.apply", &[]).await;
    let again = community
        .until("another note", async || {
            let notes = community
                .said(&ishida, "運営", "チューターの登録が届きました")
                .await;
            notes.into_iter().find(|again| again["id"] != note["id"])
        })
        .await;
    ishida.presses(&again, "認める").await;
    let twice = ishida.presses_as_if(&again, "認める").await;
    assert!(
        text_of(&twice["message"]).contains("もう決まっています"),
        "{twice}"
    );
    kenji.is_told("チューターの登録ができました").await;
    community.settled().await;
    let tutor = crate::setup::role(&community, "チューター").await;
    let state = community.state().await;
    let members = state["members"].as_array().unwrap();
    let kenji = members
        .iter()
        .find(|m| m["user"]["username"] == "kenji")
        .unwrap();
    assert!(
        kenji["roles"].as_array().unwrap().contains(&json!(tutor)),
        "{kenji}"
    );
    community.end().await;
}

async fn a_pause_until_a_day_ends_by_itself(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let morning = community.working_morning();
    community.clock_to(morning).await;
    for (until, words) in [
        ("あした", "日付として読めません"),
        ("2020/1/1", "もう過ぎています"),
    ] {
        let wrong = sato.uses("tutor pause", json!({"until": until})).await;
        assert!(text_of(&wrong["message"]).contains(words), "{wrong}");
    }
    let day = (morning + Duration::days(3))
        .with_timezone(&Tokyo)
        .date_naive();
    let until = day.format("%m/%d").to_string();
    let paused = sato.uses("tutor pause", json!({"until": until})).await;
    assert!(
        text_of(&paused["message"]).contains("までお休みにしました"),
        "{paused}"
    );
    aiko.asks_for_a_tutor(TOPIC, "相談したいです").await;
    aiko.is_told("まださがしています").await;
    community.settled().await;
    // The day itself is one of rest. From midnight on he takes requests again; in the
    // morning he is told.
    community.clock_to(morning + Duration::days(3)).await;
    community.settled().await;
    assert_eq!(sato.times_told("相談のお願い（#1）").await, 0);
    community
        .clock_to(morning + Duration::days(3) + Duration::hours(23))
        .await;
    sato.is_told("お休みが終わり").await;
    sato.is_told("相談のお願い（#1）").await;
    let again = sato.uses("tutor resume", json!({})).await;
    assert!(
        text_of(&again["message"]).contains("今、お休みではありません"),
        "{again}"
    );
    community.settled().await;
    community.end().await;
}

//! What a member hears who waits long.

use chrono::Duration;
use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(a_request_that_nobody_can_take_runs_out_with_a_word_and_a_way_on);

async fn a_request_that_nobody_can_take_runs_out_with_a_word_and_a_way_on(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let begun = community.working_morning();
    aiko.asks_for_a_tutor(TOPIC, "だれかいますか").await;
    aiko.is_told("合うチューターを、まださがしています").await;
    community.settled().await;
    // As long as it waits they hear again, by when they were promised.
    community.clock_to(begun + Duration::days(10)).await;
    aiko.is_told("まだチューターをさがしています").await;
    community.settled().await;
    assert_eq!(aiko.times_told("まだチューターをさがしています").await, 1);
    community.clock_to(begun + Duration::days(61)).await;
    let told = aiko.is_told("チューターが見つかりませんでした").await;
    community.settled().await;
    assert_eq!(aiko.times_told("チューターが見つかりませんでした").await, 1);
    assert_eq!(
        aiko.times_told("まだチューターをさがしています").await,
        1,
        "who hears that it has run out does not hear that it waits"
    );
    let status = ishida.uses("tutor status", json!({})).await;
    assert!(
        text_of(&status["message"]).contains("さがしている（0件）"),
        "{status}"
    );
    // The button that the word names begins a new one, from the conversation with the bot.
    let page = aiko.presses(&told, "新しく相談する").await["message"].clone();
    assert!(text_of(&page).contains("話題を選んでください"), "{page}");
    let page = aiko.goes(&page, "t.topic", &[TOPIC]).await;
    let received = aiko.fills_request(&page, "もう一度お願いします").await;
    assert!(text_of(&received).contains("相談 #2"), "{received}");
    aiko.is_told("相談 #2 に合うチューターを、まださがしています")
        .await;
    community.end().await;
}

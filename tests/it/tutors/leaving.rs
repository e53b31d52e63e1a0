//! Tutors who lose their role or leave, and members who do.

use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::role;

on_both!(
    who_loses_the_role_hands_back_at_once_and_comes_back_with_it,
    who_leaves_while_the_bot_is_away_is_missed_when_it_comes_back,
    a_member_who_leaves_ends_what_they_asked_for,
);

async fn who_loses_the_role_hands_back_at_once_and_comes_back_with_it(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let ishida = community.person("ishida");
    community.tutor("sato", &[TOPIC], &["always"], 3).await;
    community.matched("aiko", "sato", 1).await;
    community
        .person("hana")
        .asks_for_a_tutor(TOPIC, "私もお願いします")
        .await;
    let open = sato.is_told("相談のお願い（#2）").await;
    let tutor = role(&community, "チューター").await;
    ishida
        .act("roles", json!({"user": "sato", "remove": [tutor]}))
        .await;
    aiko.is_told("続けられなくなりました").await;
    sato.is_told("ロール（役割）がなくなったので、お休みにしました")
        .await;
    community.person("hana").is_told("まださがしています").await;
    community.settled().await;
    let late = sato.presses_as_if(&open, "引き受けます").await;
    assert!(
        text_of(&late["message"]).contains("お願いは、なくなりました"),
        "{late}"
    );
    let refused = sato.uses("tutor resume", json!({})).await;
    assert!(
        text_of(&refused["message"]).contains("ロール（役割）がない"),
        "{refused}"
    );
    ishida
        .act("roles", json!({"user": "sato", "add": [tutor]}))
        .await;
    sato.is_told("引き受けていただけますか").await;
    community.settled().await;
    community.end().await;
}

async fn who_leaves_while_the_bot_is_away_is_missed_when_it_comes_back(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 3).await;
    community.matched("aiko", "sato", 1).await;
    community.stop_bot().await;
    sato.act("leave", json!({})).await;
    community.start_bot();
    community.connected().await;
    aiko.is_told("続けられなくなりました").await;
    aiko.is_told("まださがしています").await;
    community.settled().await;
    let left = community
        .person("ishida")
        .uses("tutor status", json!({}))
        .await;
    assert!(text_of(&left["message"]).contains("お休み中"), "{left}");
    community.end().await;
}

async fn a_member_who_leaves_ends_what_they_asked_for(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, sato) = (community.person("hana"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 3).await;
    community.matched("hana", "sato", 1).await;
    hana.act("leave", json!({})).await;
    sato.is_told("ここで終わりになりました").await;
    community.settled().await;
    let status = community
        .person("ishida")
        .uses("tutor status", json!({}))
        .await;
    assert!(
        text_of(&status["message"]).contains("相談中（0件）"),
        "{status}"
    );
    community.end().await;
}

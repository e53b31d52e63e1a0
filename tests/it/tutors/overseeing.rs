//! What staff see and do.

use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::user;

on_both!(
    staff_ask_in_a_members_place_and_close_it,
    a_question_is_taken_to_a_tutor,
    weights_and_figures_are_set_by_staff,
);

async fn staff_ask_in_a_members_place_and_close_it(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, ishida) = (community.person("hana"), community.person("ishida"));
    let member = user(&community, "hana").await;
    let refused = hana
        .uses(
            "tutor request",
            json!({"member": user(&community, "aiko").await}),
        )
        .await;
    assert!(
        text_of(&refused["message"]).contains("運営の人だけです"),
        "{refused}"
    );
    let page = ishida
        .uses("tutor request", json!({"member": member, "topic": TOPIC}))
        .await["message"]
        .clone();
    assert!(text_of(&page).contains("のかわりに"), "{page}");
    // Another topic: it is still for the same person.
    let topics = ishida.presses(&page, "話題をかえる").await["message"].clone();
    let page = ishida.goes(&topics, "t.topic", &[TOPIC]).await;
    assert!(text_of(&page).contains("のかわりに"), "{page}");
    let received = ishida
        .fills_request(&page, "電話で聞きました：手数料のこと")
        .await;
    assert!(
        text_of(&received).contains("ご本人にもお知らせします"),
        "{received}"
    );
    let told = hana.is_told("あなたのかわりに相談 #1").await;
    let own = hana.presses(&told, "いまの様子を見る").await;
    assert!(
        text_of(&own["message"]).contains("チューターをさがしています"),
        "{own}"
    );
    let note = community
        .says("運営", "合うチューターがいない相談があります")
        .await;
    let page = ishida.presses(&note, "相談を開く").await["message"].clone();
    assert!(text_of(&page).contains("かわりに申し込んだ人"), "{page}");
    let sure = ishida.presses(&page, "相談をとじる").await["message"].clone();
    let closed = ishida.presses(&sure, "とじる").await;
    assert!(
        text_of(&closed["message"]).contains("とじました"),
        "{closed}"
    );
    let again = ishida.presses_as_if(&sure, "とじる").await;
    assert!(
        text_of(&again["message"]).contains("もう終わっています"),
        "{again}"
    );
    hana.is_told("運営の人が終わりにしました").await;
    community.settled().await;
    community.end().await;
}

async fn a_question_is_taken_to_a_tutor(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 3).await;
    aiko.asks("手数料の計算が合いません", "画面の数字と違います")
        .await;
    community.card(1).await;
    let hana = community.person("hana");
    let menu = hana.uses("question show", json!({"number": 1})).await["message"].clone();
    assert!(!menu.to_string().contains("t1:t.from"), "it is not hers");
    let menu = aiko.uses("question show", json!({"number": 1})).await["message"].clone();
    let page = aiko.presses(&menu, "チューターに相談する").await["message"].clone();
    let form = aiko.works(&page, "t.write", &[]).await["modal"].clone();
    let typed = form["components"][0]["components"][0]["value"]
        .as_str()
        .unwrap();
    assert!(
        typed.contains("計算が合いません") && typed.contains("画面の数字"),
        "{typed}"
    );
    let body = json!({"modal": form, "fields": {"about": typed}});
    let (_, sent) = aiko.act("submit", body.clone()).await;
    assert!(text_of(&sent["message"]).contains("相談 #1"), "{sent}");
    // The same form twice is one request.
    let (_, twice) = aiko.act("submit", body).await;
    assert!(!text_of(&twice["message"]).contains("相談 #2"), "{twice}");
    sato.is_told("計算が合いません").await;
    community.settled().await;
    community.end().await;
}

async fn weights_and_figures_are_set_by_staff(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let page = ishida.opens("tutoring").await;
    let figures = json!({"gather": "1", "answer": "24", "silent": "2", "open": "2"});
    let page = ishida.fills(&page, "s.form:offering", figures).await;
    assert!(text_of(&page).contains("返事は24時間待つ"), "{page}");
    let fair = json!({"load": "90", "waiting": "0"});
    let wrong = ishida.fills(&page, "s.form:fairness", fair).await;
    assert!(text_of(&wrong).contains("1から100まで"), "{wrong}");
    let page = ishida.opens("tutoring").await;
    let fit = json!({"level": "0", "hours": "1", "format": "2", "programme": "3", "again": "100"});
    let page = ishida.fills(&page, "s.form:fitting", fit).await;
    assert!(text_of(&page).contains("また同じ人100"), "{page}");
    let talks =
        json!({"promise": "1", "expire": "30", "remind": "24", "staff": "3", "confirm": "2"});
    let page = ishida.fills(&page, "s.form:talking", talks).await;
    assert!(text_of(&page).contains("24時間で声をかけ"), "{page}");
    community.settled().await;
    community.end().await;
}

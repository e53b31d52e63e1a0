//! Nobody is left waiting: calls, words to staff, reminders, kind questions, by a moved clock.

use chrono::Duration;
use serde_json::json;

use super::shared::{labels, thread_of};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    tutors_are_called_and_then_staff_are_told,
    an_asker_who_says_nothing_is_asked_once_and_the_question_closed,
    whoever_owes_the_next_word_is_reminded_once,
    nothing_is_sent_at_night_however_the_clock_jumps,
    the_role_of_a_topic_is_called_and_where_nobody_is_staff_are_told_at_once,
);

async fn tutors_are_called_and_then_staff_are_told(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let morning = community.working_morning();
    community.clock_to(morning).await;
    aiko.asks("だれか教えてください", "").await;
    let card = community.card(1).await;
    let thread = thread_of(&card);
    community.clock_to(morning + Duration::minutes(239)).await;
    community.settled().await;
    assert!(
        community
            .said(&aiko, &thread, "答えを待っています")
            .await
            .is_empty()
    );
    community.clock_to(morning + Duration::minutes(241)).await;
    let call = community.says(&thread, "答えを待っています").await;
    let called = call["mentions"].as_array().unwrap();
    assert!(
        called.iter().any(|user| user["username"] == "sato"),
        "{call}"
    );
    assert!(called.iter().all(|user| user["username"] != "aiko"));

    // A restart, and other settings: what was sent stays sent.
    community.settled().await;
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    let page = ishida.opens("care").await;
    let figures = json!({"call": "2", "tutors": "3", "staff": "1", "remind": "1"});
    let saved = ishida.fills(&page, "s.form:waiting", figures).await;
    assert!(text_of(&saved).contains("2時間でチューター"), "{saved}");
    community.settled().await;
    assert_eq!(
        community
            .said(&aiko, &thread, "答えを待っています")
            .await
            .len(),
        1
    );

    // One working day after it was asked.
    community.clock_to(morning + Duration::hours(25)).await;
    let note = community
        .says("運営", "答えを待っている質問があります")
        .await;
    let expected = ["担当を決める", "運営として答える", "メニュー"];
    assert_eq!(labels(&note), expected);
    let select = ishida.presses(&note, "担当を決める").await["message"].clone();
    let tutor = crate::setup::user(&community, "sato").await;
    let done = ishida.picks(&select, "q.assign.to", &tutor).await;
    assert!(text_of(&done["message"]).contains("頼みました"));
    let word = community.says(&thread, "運営からのお願いです").await;
    assert_eq!(word["mentions"][0]["username"], "sato");

    // He says nothing: he is reminded once, and staff are told again.
    community.clock_to(morning + Duration::hours(50)).await;
    community.says(&thread, "答えを待っている人がいます").await;
    community.clock_to(morning + Duration::hours(75)).await;
    let waits = "答えを待っている質問があります";
    let note = community
        .until("staff are told again", async || {
            let mut notes = community.said(&ishida, "運営", waits).await.into_iter();
            notes.find(|again| again["id"] != note["id"])
        })
        .await;
    community.settled().await;
    let notes = community.said(&ishida, "運営", waits).await;
    assert_eq!(notes.len(), 1, "the newest word to staff is the only one");
    let reminders = community
        .said(&aiko, &thread, "答えを待っている人がいます")
        .await;
    assert_eq!(reminders.len(), 1);

    // Staff answer through the bot: it counts, and the note shows it.
    let form = ishida.presses(&note, "運営として答える").await;
    let answer = json!({"word": "お待たせしました。こうです。"});
    let said = ishida.submits(&form["modal"], answer).await;
    assert!(text_of(&said["message"]).contains("書きました"));
    community.says(&thread, "お待たせしました").await;
    community.card_shows(1, "回答あり").await;
    community.says("運営", "答えを待っていた質問").await;
    community.end().await;
}

async fn nothing_is_sent_at_night_however_the_clock_jumps(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let morning = community.working_morning();
    community.clock_to(morning).await;
    aiko.asks("夜は静かに", "").await;
    let card = community.card(1).await;
    community.settled().await;
    // 21:30: four working hours went by at 14:00, and nobody was awake to see to it.
    community.stop_bot().await;
    community.clock_to(morning + Duration::minutes(690)).await;
    community.start_bot();
    community.connected().await;
    community.clock_to(morning + Duration::hours(21)).await;
    community.settled().await;
    let thread = thread_of(&card);
    assert!(
        community
            .said(&aiko, &thread, "答えを待っています")
            .await
            .is_empty()
    );
    // 8:00
    community.clock_to(morning + Duration::hours(22)).await;
    community.says(&thread, "答えを待っています").await;
    community.end().await;
}

async fn the_role_of_a_topic_is_called_and_where_nobody_is_staff_are_told_at_once(
    backend: Backend,
) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let guild = community.state().await["guild"]["id"].clone();
    let path = format!("guilds/{}/roles", guild.as_str().unwrap());
    let role = json!({"name": "お金係", "mentionable": true});
    let (_, role) = community.api("POST", &path, Some(&role)).await;
    let page = ishida.opens("topics").await;
    let index = "4"; // 報酬・手数料
    let page = ishida.goes(&page, "s.topic", &[index]).await;
    let role_id = role["id"].as_str().unwrap();
    let page = ishida.goes(&page, "s.topic.role", &[role_id]).await;
    assert!(text_of(&page).contains("に知らせる"), "{page}");
    // Nobody is a tutor any more.
    let tutor = crate::setup::role(&community, "チューター").await;
    for who in ["sato", "mori"] {
        let less = json!({"user": who, "remove": [tutor]});
        ishida.act("roles", less).await;
    }
    let morning = community.working_morning();
    community.clock_to(morning).await;
    aiko.asks("お金のこと", "").await;
    let form = aiko.uses("ask", json!({"topic": "そのほか"})).await;
    aiko.sends(&form["modal"], "そのほかのこと", "").await;
    let (with, without) = (community.card(1).await, community.card(2).await);
    let opening = community.says(&thread_of(&with), "質問をありがとう").await;
    assert_eq!(opening["mention_roles"], json!([role_id]), "by day at once");
    community.clock_to(morning + Duration::minutes(241)).await;
    let call = community
        .says(&thread_of(&with), "答えを待っています")
        .await;
    assert_eq!(call["mention_roles"], json!([role_id]));
    let note = community
        .says("運営", "答えを待っている質問があります")
        .await;
    assert!(text_of(&note).contains("#2"), "{note}");
    community.settled().await;
    let thread = thread_of(&without);
    assert!(
        community
            .said(&aiko, &thread, "答えを待っています")
            .await
            .is_empty()
    );
    community.end().await;
}

async fn an_asker_who_says_nothing_is_asked_once_and_the_question_closed(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let sato = community.person("sato");
    let morning = community.working_morning();
    community.clock_to(morning).await;
    for (who, number) in [(&aiko, 1), (&hana, 2)] {
        who.asks("そのまま忘れます", &format!("{number}番目")).await;
        let card = community.card(number).await;
        sato.answers(&card, "こうです").await;
        community.card_shows(number, "回答あり").await;
    }
    community.settled().await;
    community.clock_to(morning + Duration::hours(71)).await;
    community.settled().await;
    assert_eq!(aiko.direct_messages().await.len(), 1, "not yet");
    community.clock_to(morning + Duration::hours(73)).await;
    let asked = community
        .until("the kind question", async || {
            let mut all = aiko.direct_messages().await.into_iter();
            all.find(|m| text_of(m).contains("質問 #1 は、解決しましたか"))
        })
        .await;
    // One of them presses, in the conversation with the bot.
    let done = aiko.presses(&asked, "解決しました").await;
    assert!(text_of(&done["message"]).contains("「解決」にしました"));
    community.card_shows(1, "✅ 解決").await;

    // The other never does.
    community.clock_to(morning + Duration::days(9)).await;
    community.settled().await;
    community.card_shows(2, "回答あり").await;
    community
        .clock_to(morning + Duration::days(10) + Duration::hours(2))
        .await;
    let card = community.card_shows(2, "回答あり（終了）").await;
    let kind = hana.direct_messages().await.into_iter();
    let kind = kind.filter(|m| text_of(m).contains("は、解決しましたか"));
    assert_eq!(kind.count(), 1, "asked once");
    // A day of rest, and the thread is archived; it is opened again by its button.
    let archived = async || {
        let state = community.state().await;
        let threads = state["threads"].as_array().unwrap().clone();
        let thread = threads.into_iter().find(|t| t["id"] == card["id"]).unwrap();
        thread["thread_metadata"]["archived"] == true
    };
    assert!(!archived().await);
    community
        .clock_to(morning + Duration::days(11) + Duration::hours(4))
        .await;
    community
        .until("the thread rests", async || archived().await.then_some(()))
        .await;
    let done = hana.presses(&card, "まだ困っています").await;
    assert!(text_of(&done["message"]).contains("「回答待ち」にもどしました"));
    community.card_shows(2, "回答待ち").await;
    community.settled().await;
    assert!(!archived().await);
    community.end().await;
}

async fn whoever_owes_the_next_word_is_reminded_once(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let morning = community.working_morning();
    community.clock_to(morning).await;
    aiko.asks("続きがあります", "").await;
    let card = community.card(1).await;
    sato.answers(&card, "こうです").await;
    community.card_shows(1, "回答あり").await;
    aiko.answers(&card, "それは、どこにありますか").await;
    community.settled().await;
    let thread = thread_of(&card);
    let reminders = async || {
        community
            .said(&aiko, &thread, "質問した人から返事がありました")
            .await
    };
    community.clock_to(morning + Duration::hours(23)).await;
    community.settled().await;
    assert!(reminders().await.is_empty());
    community.clock_to(morning + Duration::hours(25)).await;
    let word = community
        .says(&thread, "質問した人から返事がありました")
        .await;
    assert_eq!(word["mentions"][0]["username"], "sato");
    community.clock_to(morning + Duration::hours(60)).await;
    community.settled().await;
    assert_eq!(reminders().await.len(), 1);
    community.end().await;
}

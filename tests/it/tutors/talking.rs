//! Talks: silence, endings, handing back.

use chrono::Duration;
use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::user;

on_both!(
    a_silent_talk_is_cared_for,
    a_talk_that_one_has_ended_is_over_after_three_days,
    a_request_that_is_handed_back_keeps_its_age,
    staff_are_in_every_talk_where_the_server_wants_it,
    a_talk_whose_thread_is_deleted_gets_another,
    words_that_came_while_the_bot_was_away_count,
    each_talk_about_a_request_is_cared_for_anew,
    a_note_that_is_changed_reaches_the_tutor,
);

async fn each_talk_about_a_request_is_cared_for_anew(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let thread = community.matched("aiko", "sato", 1).await;
    community.clock_to(morning + Duration::hours(49)).await;
    community.says(&thread, "お話が始まっていません").await;
    let opening = community.says(&thread, "相談にのってくれます").await;
    let menu = sato.presses(&opening, "困ったとき").await["message"].clone();
    let sure = sato.presses(&menu, "続けられなくなりました").await["message"].clone();
    sato.presses(&sure, "ほかの人にお願いする").await;
    community.tutor("mori", &[TOPIC], &["always"], 2).await;
    let offer = mori.is_told("相談のお願い（#1）").await;
    mori.presses(&offer, "引き受けます").await;
    let second = community
        .until("another thread", async || {
            let id = community.talk(1).await["id"].as_str()?.to_owned();
            (id != thread).then_some(id)
        })
        .await;
    community.says(&second, "相談にのってくれます").await;
    community.settled().await;
    community.clock_to(morning + Duration::hours(99)).await;
    let word = community.says(&second, "お話が始まっていません").await;
    assert_eq!(word["mentions"][0]["username"], "mori");
    community.end().await;
}

async fn a_note_that_is_changed_reaches_the_tutor(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let thread = community.matched("aiko", "sato", 1).await;
    let opening = community.says(&thread, "相談にのってくれます").await;
    aiko.presses(&opening, "終わりました").await;
    let ask = community.says(&thread, "終わりにしてよいですか").await;
    sato.presses(&ask, "はい、終わりました").await;
    let form = aiko.is_told("相談は、どうでしたか").await;
    let next = aiko.presses(&form, "4").await;
    // The words come first; what they were not asked yet is still there to be answered.
    let words = json!({"word": "", "note": "ありがとう"});
    let next = aiko.fills(&next["message"], "t.word", words).await;
    sato.is_told("「ありがとう」").await;
    let next = aiko.presses(&next, "はい").await["message"].clone();
    let words = json!({"word": "", "note": "ほんとうにありがとう"});
    aiko.fills(&next, "t.word", words).await;
    sato.is_told("「ほんとうにありがとう」").await;
    community.settled().await;
    assert_eq!(sato.times_told("あなたへ").await, 1, "one word, changed");
    community.end().await;
}

async fn a_silent_talk_is_cared_for(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let thread = community.matched("aiko", "sato", 1).await;
    community.clock_to(morning + Duration::hours(47)).await;
    community.settled().await;
    assert!(
        community
            .said(&aiko, &thread, "お話が始まっていません")
            .await
            .is_empty()
    );
    community.clock_to(morning + Duration::hours(49)).await;
    let word = community.says(&thread, "お話が始まっていません").await;
    assert_eq!(
        word["mentions"][0]["username"], "sato",
        "the tutor is to begin"
    );
    community
        .person("sato")
        .writes(&thread, "はじめまして")
        .await;
    aiko.writes(&thread, "よろしくお願いします").await;
    community.settled().await;
    community.clock_to(morning + Duration::hours(100)).await;
    let word = community.says(&thread, "お返事を待っています").await;
    assert_eq!(word["mentions"][0]["username"], "sato");
    community.clock_to(morning + Duration::days(8)).await;
    let note = community
        .says("運営", "しばらく書きこみがない相談があります")
        .await;
    assert!(text_of(&note).contains("#1"), "{note}");
    community.settled().await;
    assert_eq!(
        community
            .said(&ishida, "運営", "しばらく書きこみがない")
            .await
            .len(),
        1
    );
    assert_eq!(
        community
            .said(&aiko, &thread, "お返事を待っています")
            .await
            .len(),
        1
    );
    community.end().await;
}

async fn a_talk_that_one_has_ended_is_over_after_three_days(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let thread = community.matched("aiko", "sato", 1).await;
    let opening = community.says(&thread, "相談にのってくれます").await;
    sato.presses(&opening, "終わりました").await;
    let ask = community.says(&thread, "終わりにしてよいですか").await;
    // Not yet: it goes on.
    let on = aiko.presses(&ask, "まだ続けます").await;
    assert!(text_of(&on["message"]).contains("相談を続けます"), "{on}");
    community.says(&thread, "相談を続けます").await;
    let again = sato.presses(&opening, "終わりました").await;
    assert!(text_of(&again["message"]).contains("聞きました"), "{again}");
    let twice = sato.presses(&opening, "終わりました").await;
    assert!(
        text_of(&twice["message"]).contains("もう、お相手に聞いてあります"),
        "{twice}"
    );
    // Whoever is not of the talk changes nothing.
    let staff = community
        .person("ishida")
        .presses(&ask, "はい、終わりました")
        .await;
    assert!(
        text_of(&staff["message"]).contains("この相談のふたり"),
        "{staff}"
    );
    community.settled().await;
    community.clock_to(morning + Duration::days(2)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("どうでしたか").await, 0, "not yet");
    community
        .clock_to(morning + Duration::days(3) + Duration::hours(1))
        .await;
    aiko.is_told("どうでしたか").await;
    sato.is_told("力になってくださり").await;
    community.settled().await;
    assert_eq!(community.talk(1).await["thread_metadata"]["archived"], true);
    // The member's answers are for staff alone.
    let form = aiko.is_told("どうでしたか").await;
    let rated = aiko.presses(&form, "1").await;
    assert!(
        text_of(&rated["message"]).contains("また同じ人に"),
        "{rated}"
    );
    let me = sato.uses("tutor me", json!({})).await["message"].clone();
    let list = sato.goes(&me, "t.own", &[]).await;
    let page = sato.goes(&list, "t.pick", &["1"]).await;
    assert!(text_of(&page).contains("相談 #1"), "it is open: {page}");
    assert!(!text_of(&page).contains("1／5"), "{page}");
    community.end().await;
}

async fn a_request_that_is_handed_back_keeps_its_age(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let (mori, ishida) = (community.person("mori"), community.person("ishida"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let thread = community.matched("aiko", "sato", 1).await;
    let opening = community.says(&thread, "相談にのってくれます").await;
    let menu = sato.presses(&opening, "困ったとき").await["message"].clone();
    let sure = sato.presses(&menu, "続けられなくなりました").await["message"].clone();
    // The member cannot give it back, only cancel it.
    let not_theirs = aiko.presses(&opening, "困ったとき").await["message"].clone();
    assert!(
        !text_of(&not_theirs).contains("続けられなくなりました"),
        "{not_theirs}"
    );
    let done = sato.presses(&sure, "ほかの人にお願いする").await;
    assert!(
        text_of(&done["message"]).contains("ありがとうございました"),
        "{done}"
    );
    let told = aiko.is_told("続けられなくなりました").await;
    assert!(text_of(&told).contains("これまで待った分も"), "{told}");
    community.settled().await;
    assert_eq!(community.talk(1).await["thread_metadata"]["archived"], true);
    aiko.is_told("まださがしています").await;
    community.tutor("mori", &[TOPIC], &["always"], 2).await;
    let offer = mori.is_told("相談のお願い（#1）").await;
    mori.presses(&offer, "引き受けます").await;
    let second = community
        .until("another thread", async || {
            let talk = community.talk(1).await;
            (talk["id"] != thread).then_some(talk)
        })
        .await;
    assert!(
        second["name"].as_str().unwrap().contains("2人目"),
        "{second}"
    );
    let id = second["id"].as_str().unwrap().to_owned();
    community.says(&id, "相談にのってくれます").await;
    // What is pressed in the room that the talk has left does not end it in the other.
    let late = aiko.presses(&opening, "終わりました").await;
    assert!(
        text_of(&late["message"]).contains("ほかの部屋に移りました"),
        "{late}"
    );
    // The one who gave it back is not in it.
    let path = format!("/practice/channels/{id}/messages?as=sato");
    assert!(community.get(&path).await["code"].is_number());
    // Staff take it away and put it to the first by hand, who may be asked so.
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let page = ishida.goes(&status, "t.pick", &["1"]).await;
    let select = ishida.presses(&page, "頼む人を決める").await["message"].clone();
    let to = user(&community, "sato").await;
    ishida.goes(&select, "t.hand.to", &[&to]).await;
    mori.is_told("ここで終わりになりました").await;
    community
        .until("he is asked by hand", async || {
            let all = sato.direct_messages().await;
            let by_hand = |m: &serde_json::Value| text_of(m).contains("運営の人が、あなたに");
            all.into_iter().find(by_hand)
        })
        .await;
    community.settled().await;
    community.end().await;
}

async fn staff_are_in_every_talk_where_the_server_wants_it(backend: Backend) {
    let community = Community::start(backend).await;
    community.switches("tutoring", "運営も部屋に入る").await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let thread = community.matched("aiko", "sato", 1).await;
    let opening = community.says(&thread, "相談にのってくれます").await;
    assert!(
        text_of(&opening).contains("運営の人も入っています"),
        "{opening}"
    );
    let (_, members) = community
        .api("GET", &format!("channels/{thread}/thread-members"), None)
        .await;
    let ishida = user(&community, "ishida").await;
    let members = members.as_array().unwrap();
    assert!(
        members.iter().any(|member| member["user_id"] == ishida),
        "{members:?}"
    );
    assert_eq!(members.len(), 4, "the bot, both, and staff");
    community.end().await;
}

async fn a_talk_whose_thread_is_deleted_gets_another(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let thread = community.matched("aiko", "sato", 1).await;
    ishida
        .act("delete-channel", json!({"channel": thread}))
        .await;
    let anew = community
        .until("another thread", async || {
            let talk = community.talk(1).await;
            (talk["id"] != thread).then_some(talk)
        })
        .await;
    let id = anew["id"].as_str().unwrap().to_owned();
    community.says(&id, "相談にのってくれます").await;
    community.person("aiko").writes(&id, "ここで続けます").await;
    community.settled().await;
    // While the bot is away, the same.
    community.stop_bot().await;
    ishida.act("delete-channel", json!({"channel": id})).await;
    community.start_bot();
    community.connected().await;
    let third = community
        .until("a third thread", async || {
            let talk = community.talk(1).await;
            (talk["id"] != id && talk["id"] != thread).then_some(talk)
        })
        .await;
    community
        .says(third["id"].as_str().unwrap(), "相談にのってくれます")
        .await;
    community.end().await;
}

async fn words_that_came_while_the_bot_was_away_count(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let thread = community.matched("aiko", "sato", 1).await;
    community.stop_bot().await;
    community.clock_to(morning + Duration::hours(2)).await;
    let written = sato.writes(&thread, "はじめまして").await;
    community.start_bot();
    let seen = format!(
        "tutor_requests WHERE last_seen_id = {}",
        written["id"].as_str().unwrap()
    );
    community
        .until("it was read", async || {
            (community.count(&seen).await == Some(1)).then_some(())
        })
        .await;
    community.settled().await;
    community.clock_to(morning + Duration::hours(49)).await;
    community.settled().await;
    assert!(
        community
            .said(&aiko, &thread, "始まっていません")
            .await
            .is_empty()
    );
    community.clock_to(morning + Duration::hours(51)).await;
    let word = community.says(&thread, "お返事を待っています").await;
    assert_eq!(word["mentions"][0]["username"], "aiko", "it is her turn");
    community.end().await;
}

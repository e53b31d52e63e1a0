//! Those who want a mention, or take no direct messages, are told together in the thread.

use chrono::Duration;
use serde_json::json;
use tsunagari::outbox::State;
use twilight_model::guild::Permissions;

use super::shared::{hour_from, said};
use crate::harness::{Backend, Community, on_both};
use crate::mended::in_the_dark;

on_both!(
    those_who_want_a_mention_are_mentioned_together,
    many_who_take_no_direct_messages_are_few_messages,
    a_channel_that_is_made_again_carries_what_was_held_up,
    what_was_said_before_there_was_a_thread_is_not_said_again_in_it,
);

async fn those_who_want_a_mention_are_mentioned_together(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    let start = community.working_morning() + Duration::days(9);
    let link = "https://example.com/meeting/77";
    let card = community
        .course_with("応募文", &hour_from(start), ("オンライン", link), "")
        .await;
    for person in [&aiko, &hana, &sato, &mori] {
        person.presses(&card, "参加する").await;
    }
    // Sato takes no direct messages, and nobody knew; Hana and Aiko want to be mentioned.
    sato.act("close-dms", json!({})).await;
    for person in [&aiko, &hana] {
        person.wants_mentions().await;
    }
    let thread = community.course_thread("応募文").await;
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    mori.is_told("まもなく講座が始まります").await;
    let both = community
        .until("both are mentioned", async || {
            let all = community.said(&aiko, &thread, "まもなく講座").await;
            all.into_iter()
                .find(|m| m["mentions"].as_array().unwrap().len() == 2)
        })
        .await;
    assert!(
        !both.to_string().contains("meeting"),
        "the thread is for all: {both}"
    );
    let shown = aiko.presses(&both, "参加用のリンクを見る").await;
    assert!(said(&shown).contains(link), "{shown}");
    community
        .until("Sato is mentioned", async || {
            let all = community.said(&aiko, &thread, "まもなく講座").await;
            all.into_iter()
                .find(|m| m["mentions"][0]["username"] == "sato")
        })
        .await;
    let others = community
        .person("kenji")
        .presses(&both, "参加用のリンクを見る")
        .await;
    assert!(said(&others).contains("申し込んだ方だけ"), "{others}");
    community.settled().await;
    assert_eq!(
        community.said(&aiko, &thread, "まもなく講座").await.len(),
        2
    );
    assert_eq!(aiko.times_told("まもなく講座").await, 0);
    community.end().await;
}

async fn many_who_take_no_direct_messages_are_few_messages(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    for person in [&aiko, &hana] {
        person.presses(&card, "参加する").await;
    }
    // Nobody knows that their direct messages are closed. Discord lets the bot find out a few
    // each second.
    community.switches("welcome", "あいさつしない").await;
    let names: Vec<String> = (0..80).map(|n| format!("guest{n}")).collect();
    for name in &names {
        let guest = community.person(name);
        guest.act("join", json!({"name": name})).await;
        guest.presses(&card, "参加する").await;
        guest.act("close-dms", json!({})).await;
    }
    community.settled().await;
    hana.wants_mentions().await;
    let thread = community.course_thread("応募文").await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    aiko.is_told("明日、講座があります").await;
    community.settled().await;
    let calls = community.said(&aiko, &thread, "明日、講座").await;
    let people = |call: &serde_json::Value| call["mentions"].as_array().unwrap().len();
    let mut sizes: Vec<usize> = calls.iter().map(people).collect();
    sizes.sort_unstable();
    // Who asked for it hears at once, the others in as few messages as hold them.
    assert_eq!(sizes, [1, 5, 75]);
    let first = calls.iter().min_by_key(|call| call["id"].as_str().unwrap());
    assert_eq!(first.unwrap()["mentions"][0]["username"], "hana");
    // The next time it is known, and all are told at the moment itself.
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    aiko.is_told("まもなく講座").await;
    community.settled().await;
    let calls = community.said(&aiko, &thread, "まもなく講座").await;
    let mut sizes: Vec<usize> = calls.iter().map(people).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [6, 75]);
    community.end().await;
}

async fn a_channel_that_is_made_again_carries_what_was_held_up(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, hana) = (community.person("ishida"), community.person("hana"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    hana.presses(&card, "参加する").await;
    hana.wants_mentions().await;
    community.settled().await;
    let gone = json!({"channel": "講座"});
    ishida.act("delete-channel", gone).await;
    community
        .until("the bot has missed it", async || {
            let rows = community.outbox_rows(&[State::Failed]).await;
            (!rows.is_empty()).then_some(())
        })
        .await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    community
        .until("the mention is held up", async || {
            let rows = community.outbox_rows(&[State::Failed]).await;
            rows.iter()
                .any(|row| row.contains("CourseCall"))
                .then_some(())
        })
        .await;
    ishida.act("create-channel", json!({"name": "講座"})).await;
    community
        .until("Hana is mentioned", async || {
            let mut said = ishida.sees("講座").await.into_iter();
            said.find(|m| m["mentions"][0]["username"] == "hana")
        })
        .await;
    community.settled().await;
    community.end().await;
}

async fn what_was_said_before_there_was_a_thread_is_not_said_again_in_it(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let bot = community.state().await["bot"]["id"].clone();
    let threads = |key: &str| {
        let threads = Permissions::CREATE_PUBLIC_THREADS.bits().to_string();
        json!({"channel": "講座", "member": bot, key: threads})
    };
    ishida.act("overwrite", threads("deny")).await;
    let start = community.working_morning() + Duration::days(9);
    ishida.publishes_series("応募文", start, "", "").await;
    let card = community.announced("応募文").await;
    aiko.presses(&card, "参加する").await;
    aiko.wants_mentions().await;
    community
        .until("the thread is refused", async || {
            let rows = community.outbox_rows(&[State::Failed]).await;
            (!rows.is_empty()).then_some(())
        })
        .await;
    // The reminder is said in the channel, its answer is lost, and nothing can be looked up.
    let path = format!("{}/messages", community.channel("講座").await);
    in_the_dark(&community, &path).await;
    let moment = start - Duration::days(1) + Duration::seconds(1);
    community.clock_to(moment).await;
    let reminded = async |place: &str| community.said(&aiko, place, "明日、講座").await.len();
    community
        .until("Aiko is mentioned", async || {
            (reminded("講座").await == 1).then_some(())
        })
        .await;
    // Meanwhile there is a thread, and Discord has forgotten the nonce.
    ishida.act("overwrite", threads("allow")).await;
    let thread = community.course_thread("応募文").await;
    community.clock_to(moment + Duration::minutes(10)).await;
    community.faults(json!({"clear": true})).await;
    community.settled().await;
    assert_eq!(reminded("講座").await, 1);
    assert_eq!(reminded(&thread).await, 0);
    community.end().await;
}

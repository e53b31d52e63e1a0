//! What somebody has put under messages of others goes with them.

use chrono::Duration;
use serde_json::{Value, json};

use super::erasing::{BODY, DONE, TITLE, WRITTEN};
use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::user;

on_both!(
    reactions_go_where_the_bot_speaks_and_where_it_is_about_what_she_asked,
    reactions_wait_until_the_bot_may_take_them,
    staff_are_told_of_each_place_that_holds_it_up,
);

impl Person<'_> {
    /// Puts an emoji under a message.
    pub async fn reacts(&self, message: &Value, emoji: &str) {
        let id = &message["id"];
        self.act("react", json!({"message": id, "emoji": emoji}))
            .await;
    }
}

impl Community {
    /// Who has put an emoji under a message, by their numbers.
    pub async fn have_reacted(&self, message: &Value, emoji: &str) -> Vec<String> {
        let (channel, id) = (&message["channel_id"], &message["id"]);
        let emoji =
            percent_encoding::utf8_percent_encode(emoji, percent_encoding::NON_ALPHANUMERIC);
        let path = format!(
            "channels/{}/messages/{}/reactions/{emoji}?limit=100",
            channel.as_str().unwrap(),
            id.as_str().unwrap()
        );
        let (status, users) = self.api("GET", &path, None).await;
        assert_eq!(status, 200, "{users}");
        let users = users.as_array().unwrap().iter();
        users
            .map(|user| user["id"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// More messages than are looked at in one go, in a thread that rests by then; cards, the panel and
/// a course. What others have put there stays, and so does what stands in another's thread.
async fn reactions_go_where_the_bot_speaks_and_where_it_is_about_what_she_asked(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (id, hers) = (
        user(&community, "aiko").await,
        user(&community, "hana").await,
    );
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    let thread = card["id"].as_str().unwrap();
    hana.asks("手数料は何%ですか", "").await;
    let other = community.card(2).await;
    community.faults(json!({"rate_limit": {"on": false}})).await;
    let mut all = vec![other.clone()];
    for number in 0..25 {
        let said = hana.writes(thread, &format!("こたえ{number}")).await;
        hana.reacts(&said, "👍").await;
        hana.reacts(&said, "🍵").await;
        // Not all of them.
        if number % 3 == 0 {
            aiko.reacts(&said, "🍵").await;
        }
        all.push(said);
    }
    let kept = aiko.writes(thread, WRITTEN).await;
    hana.reacts(&kept, "#️⃣").await;
    let start = community.working_morning() + Duration::days(9);
    let course = community.course("応募文", &hour_from(start), "").await;
    let panel = community.panel().await;
    all.extend([course, panel]);
    for message in &all {
        aiko.reacts(message, "#️⃣").await;
        hana.reacts(message, "#️⃣").await;
    }
    let elsewhere = hana.writes(other["id"].as_str().unwrap(), "ほかの話").await;
    aiko.reacts(&elsewhere, "👍").await;
    community.settled().await;
    let place = format!("channels/{thread}");
    let rests = json!({"archived": true});
    let (status, _) = community.api("PATCH", &place, Some(&rests)).await;
    assert_eq!(status, 200);
    aiko.is_erased().await;
    community.forgotten(&id).await;
    aiko.is_told(DONE).await;
    for message in &all {
        assert_eq!(community.have_reacted(message, "#️⃣").await, [&*hers]);
    }
    for said in &all[1..26] {
        assert_eq!(community.have_reacted(said, "👍").await, [&*hers]);
        assert_eq!(community.have_reacted(said, "🍵").await, [&*hers]);
    }
    assert_eq!(
        community.have_reacted(&elsewhere, "👍").await,
        [&*id],
        "in another's thread it is theirs, as what they wrote there"
    );
    let (_, thread) = community.api("GET", &place, None).await;
    assert_eq!(
        thread["thread_metadata"]["archived"], true,
        "it rests again"
    );
    community.settled().await;
    community.end().await;
}

/// In two channels the bot lacks the permission: staff are told of each, and of no other; the check
/// of the setup names both.
async fn staff_are_told_of_each_place_that_holds_it_up(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    aiko.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    let panel = community.panel().await;
    aiko.reacts(&panel, "👍").await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    let places = [&card, &panel].map(|at| format!("<#{}>", at["channel_id"].as_str().unwrap()));
    // MANAGE_MESSAGES
    let manage = |channel: &str, key: &str| {
        let overwrite = json!({"channel": channel, "member": bot, key: "8192"});
        ishida.act("overwrite", overwrite)
    };
    for channel in ["質問", "受付"] {
        manage(channel, "deny").await;
    }
    aiko.is_erased().await;
    let title = "メンバーのデータを消す途中";
    community
        .until("staff are told of both", async || {
            let said = community.said(&ishida, "運営", title).await;
            let told =
                |place: &String| said.iter().filter(|it| text_of(it).contains(place)).count();
            (said.len() == 2 && places.iter().all(|place| told(place) == 1)).then_some(())
        })
        .await;
    let check = ishida.uses("setup", json!({"show": "check"})).await;
    let words = text_of(&check["message"]);
    for place in &places {
        assert!(
            words.contains(&format!("{place} で、ボットが文を消せません")),
            "{words}"
        );
    }
    for channel in ["質問", "受付"] {
        manage(channel, "allow").await;
    }
    community.goes_once_mended(&aiko, &id).await;
    community.settled().await;
    community.end().await;
}

/// Without the permission to take them staff are told where and what to press; whoever has put
/// nothing there waits for nobody.
async fn reactions_wait_until_the_bot_may_take_them(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let hana = community.person("hana");
    let (id, hers) = (
        user(&community, "aiko").await,
        user(&community, "hana").await,
    );
    hana.asks("手数料は何%ですか", "").await;
    let card = community.card(1).await;
    aiko.asks(TITLE, "").await;
    community.card(2).await;
    aiko.reacts(&card, "👍").await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    // MANAGE_MESSAGES
    let manage = |key: &str| json!({"channel": "質問", "member": bot, key: "8192"});
    ishida.act("overwrite", manage("deny")).await;
    hana.is_erased().await;
    community.forgotten(&hers).await;
    aiko.is_erased().await;
    let told = community.says("運営", "メンバーのデータを消す途中").await;
    let place = format!("<#{}>", card["channel_id"].as_str().unwrap());
    for said in [&place, "「メッセージの管理」"] {
        assert!(text_of(&told).contains(said), "{told}");
    }
    assert_eq!(aiko.times_told("消しました").await, 0, "it waits");
    ishida.act("overwrite", manage("allow")).await;
    community.what_failed_is_over().await;
    community.settled().await;
    // It is looked at again within a minute.
    community
        .clock_to(community.clock().now() + Duration::minutes(2))
        .await;
    community.forgotten(&id).await;
    assert!(community.have_reacted(&card, "👍").await.is_empty());
    community.settled().await;
    community.end().await;
}

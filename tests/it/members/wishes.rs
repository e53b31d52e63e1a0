//! How somebody is told things, and when not.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};

on_both!(
    who_wants_to_hear_nothing_hears_nothing,
    in_ones_own_quiet_time_nothing_comes,
    what_one_alone_sees_is_in_ones_own_language,
    also_what_is_emptied_in_ones_own_conversation,
    a_place_is_offered_also_to_who_wants_to_hear_nothing,
    who_is_mentioned_in_their_quiet_time_is_not_called,
);

fn said(answer: &Value) -> String {
    text_of(&answer["message"])
}

/// The time of day in Tokyo.
fn clock(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&chrono_tz::Asia::Tokyo);
    local.format("%H:%M").to_string()
}

impl Person<'_> {
    /// The page of how this person is told things.
    async fn wishes(&self) -> Value {
        let page = self.uses("me", json!({})).await["message"].clone();
        self.goes(&page, "m.tell", &[]).await
    }

    /// Chooses their own quiet time: the page then.
    async fn is_quiet(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Value {
        let times = json!({"from": clock(from), "to": clock(to)});
        self.fills(&self.wishes().await, "m.quiet", times).await
    }
}

impl Community {
    /// A course in nine days that these people join: when it begins, and its announcement.
    async fn joined(&self, people: &[&Person<'_>], capacity: &str) -> (DateTime<Utc>, Value) {
        let start = self.working_morning() + Duration::days(9);
        let card = self.course("応募文", &hour_from(start), capacity).await;
        for person in people {
            person.presses(&card, "参加する").await;
        }
        self.settled().await;
        (start, card)
    }
}

async fn who_wants_to_hear_nothing_hears_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let (start, _) = community.joined(&[&aiko, &hana], "").await;
    aiko.asks("報酬の税金について", "").await;
    let question = community.card(1).await;
    let page = aiko.uses("me", json!({})).await;
    let tell = aiko.presses(&page["message"], "お知らせの受け取り方").await;
    assert!(said(&tell).contains("今は：DM"), "{tell}");
    let off = aiko.presses(&tell["message"], "全部止める").await;
    assert!(said(&off).contains("今は：止めています"), "{off}");
    sato.answers(&question, "確定申告が要ります").await;
    community.card_shows(1, "回答").await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    hana.is_told("明日、講座があります").await;
    community.settled().await;
    assert!(aiko.direct_messages().await.is_empty(), "nothing at all");
    let thread = community.course_thread("応募文").await;
    assert!(
        community
            .said(&ishida, &thread, "明日、講座")
            .await
            .is_empty()
    );
    // Her page has it all the same, and one press brings it back.
    let page = aiko.uses("me", json!({})).await;
    assert!(said(&page).contains("応募文"), "{page}");
    let tell = aiko.presses(&page["message"], "お知らせの受け取り方").await;
    let on = aiko.presses(&tell["message"], "DMで受け取る").await;
    assert!(said(&on).contains("今は：DM"), "{on}");
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    aiko.is_told("まもなく講座が始まります").await;
    community.settled().await;
    community.end().await;
}

async fn in_ones_own_quiet_time_nothing_comes(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (start, _) = community.joined(&[&aiko, &hana], "").await;
    // From half an hour before the reminder until two hours after it.
    let moment = start - Duration::days(1);
    let until = moment + Duration::hours(2);
    let wrong = json!({"from": "夜", "to": "8:00"});
    let page = aiko.fills(&aiko.wishes().await, "m.quiet", wrong).await;
    assert!(
        text_of(&page).contains("「夜」は、時刻として読めませんでした"),
        "{page}"
    );
    let page = aiko.is_quiet(moment - Duration::minutes(30), until).await;
    assert!(text_of(&page).contains("自分の静かな時間："), "{page}");
    community.clock_to(moment + Duration::seconds(1)).await;
    hana.is_told("明日、講座があります").await;
    community.clock_to(until - Duration::seconds(20)).await;
    assert_eq!(aiko.times_told("明日、講座").await, 0);
    community.clock_to(until + Duration::seconds(1)).await;
    aiko.is_told("明日、講座があります").await;
    community.settled().await;
    community.end().await;
}

async fn what_one_alone_sees_is_in_ones_own_language(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, emma) = (community.person("aiko"), community.person("emma"));
    emma.act("join", json!({"name": "Emma", "locale": "en-US"}))
        .await;
    let (start, _) = community.joined(&[&aiko, &emma], "").await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    emma.is_told("A course tomorrow: 応募文").await;
    aiko.is_told("明日、講座があります：応募文").await;
    // What everybody sees stays in the server's language.
    emma.agrees().await;
    emma.wants_mentions().await;
    let thread = community.course_thread("応募文").await;
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    community.says(&thread, "まもなく講座が始まります").await;
    community.settled().await;
    community.end().await;
}

async fn also_what_is_emptied_in_ones_own_conversation(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, emma) = (community.person("aiko"), community.person("emma"));
    let sato = community.person("sato");
    emma.act("join", json!({"name": "Emma", "locale": "en-US"}))
        .await;
    emma.is_told("へ、ようこそ").await;
    emma.agrees().await;
    aiko.asks("ひみつの題名", "").await;
    let card = community.card(1).await;
    emma.presses(&card, "私も知りたい").await;
    sato.answers(&card, "こうすればできます").await;
    let card = community.card_shows(1, "回答あり").await;
    aiko.presses(&card, "解決しました").await;
    let told = emma
        .is_told("Question #1, which you follow, is closed")
        .await;
    assert!(text_of(&told).contains("ひみつの題名"), "{told}");
    aiko.is_erased().await;
    let emptied = emma.is_told("This text was withdrawn").await;
    assert_eq!(emptied["id"], told["id"]);
    assert!(!text_of(&emptied).contains("ひみつの題名"), "{emptied}");
    community.settled().await;
    community.end().await;
}

async fn a_place_is_offered_also_to_who_wants_to_hear_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (_, card) = community.joined(&[&aiko, &hana], "1").await;
    let off = hana.goes(&hana.wishes().await, "m.tell.none", &[]).await;
    assert!(text_of(&off).contains("空いた席のご案内"), "{off}");
    // Also in her own quiet time, without a sound.
    let long = json!({"from": "0:00", "to": "24:00"});
    let refused = hana.fills(&off, "m.quiet", long).await;
    assert!(
        text_of(&refused).contains("始まりと終わりが同じ時刻です"),
        "{refused}"
    );
    let now = community.clock().now();
    hana.is_quiet(now - Duration::hours(1), now + Duration::hours(3))
        .await;
    aiko.presses(&card, "キャンセル").await;
    let offer = hana.is_told("席が空きました").await;
    assert_eq!(offer["flags"], 1 << 12, "silent: {offer}");
    community.settled().await;
    community.end().await;
}

async fn who_is_mentioned_in_their_quiet_time_is_not_called(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (start, _) = community.joined(&[&aiko, &hana], "").await;
    for person in [&aiko, &hana] {
        person.wants_mentions().await;
    }
    let moment = start - Duration::days(1);
    hana.is_quiet(moment - Duration::hours(1), moment + Duration::hours(1))
        .await;
    let thread = community.course_thread("応募文").await;
    community.clock_to(moment + Duration::seconds(1)).await;
    let said = community.says(&thread, "明日、講座があります").await;
    let called = said["mentions"].as_array().unwrap();
    assert_eq!(called.len(), 1, "{said}");
    assert_eq!(called[0]["username"], "aiko");
    community.settled().await;
    community.end().await;
}

//! Exactly those are reminded who should be, at the right moment, once.

use chrono::{DateTime, Duration, Utc};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

use super::shared::{hour_from, said};
use crate::harness::{Backend, Community, Person, on_both, text_of};

on_both!(
    those_who_joined_are_reminded_and_nobody_else,
    what_would_come_at_night_comes_in_the_evening_or_without_a_sound,
    a_restart_at_the_moment_reminds_once,
    what_is_due_after_the_start_is_not_said,
    the_moment_is_kept_to_the_second,
    many_are_told_at_the_moment_while_others_ask,
    one_press_on_a_reminder_frees_the_place,
    one_press_frees_the_place_in_a_series_too,
    of_a_series_one_session_is_left_out,
);

/// A message with one button of this id.
fn button_of(id: &str) -> Value {
    let button = json!({"type": 2, "style": 2, "label": "?", "custom_id": id});
    json!({"components": [{"type": 1, "components": [button]}]})
}

/// How often somebody was reminded in any way.
async fn reminders(person: &Person<'_>) -> usize {
    let mut count = 0;
    for words in [
        "1週間後に講座",
        "日後に講座",
        "明日、講座",
        "今日、講座",
        "まもなく講座",
    ] {
        count += person.times_told(words).await;
    }
    count
}

async fn those_who_joined_are_reminded_and_nobody_else(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "3").await;
    for person in [&aiko, &hana] {
        person.presses(&card, "参加する").await;
    }
    community.settled().await;
    let week = start - Duration::days(7);
    community.clock_to(week - Duration::seconds(5)).await;
    community.settled().await;
    assert_eq!(reminders(&aiko).await, 0, "before its moment");
    community.clock_to(week + Duration::seconds(1)).await;
    let told = aiko.is_told("1週間後に講座があります：応募文").await;
    assert!(text_of(&told).contains("公民館"), "{told}");
    hana.is_told("1週間後に講座があります").await;
    // Who joins now hears nothing of what is past, and who leaves nothing any more.
    sato.presses(&card, "参加する").await;
    hana.presses(&card, "キャンセル").await;
    community.settled().await;
    assert_eq!(reminders(&sato).await, 0);
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    aiko.is_told("明日、講座があります：応募文").await;
    sato.is_told("明日、講座があります：応募文").await;
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    aiko.is_told("まもなく講座が始まります：応募文").await;
    sato.is_told("まもなく講座が始まります：応募文").await;
    community.clock_to(start + Duration::hours(2)).await;
    community.settled().await;
    assert_eq!(reminders(&aiko).await, 3);
    assert_eq!(reminders(&sato).await, 2);
    assert_eq!(reminders(&hana).await, 1);
    assert_eq!(reminders(&mori).await, 0);
    community.end().await;
}

async fn what_would_come_at_night_comes_in_the_evening_or_without_a_sound(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    // Seven in the morning.
    let start = community.working_morning() + Duration::days(9) - Duration::hours(3);
    let card = community.course("朝の会", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    // The day before at seven is quiet; it comes at eight in the evening.
    let evening = start - Duration::hours(11);
    community.clock_to(evening - Duration::seconds(5)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("明日、講座").await, 0);
    community.clock_to(evening + Duration::seconds(1)).await;
    let told = aiko.is_told("明日、講座があります").await;
    assert_eq!(told["flags"], 0, "{told}");
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    let told = aiko.is_told("まもなく講座が始まります").await;
    assert_eq!(told["flags"], 1 << 12, "silent: {told}");
    community.settled().await;
    community.end().await;
}

async fn a_restart_at_the_moment_reminds_once(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    for person in [&aiko, &hana] {
        person.presses(&card, "参加する").await;
    }
    community.settled().await;
    // The answer to the first message is lost, and the bot is gone at that moment.
    community.stop_bot().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    let lost = json!({"rest": [{"method": "POST", "path": "/messages", "times": 2,
        "action": "drop_after"}]});
    community.faults(lost).await;
    community.start_bot();
    community.connected().await;
    aiko.is_told("明日、講座があります").await;
    hana.is_told("明日、講座があります").await;
    community.stop_bot().await;
    // The clock is put forward and the bot started again: nothing is said twice.
    community.clock_to(start - Duration::hours(2)).await;
    community.start_bot();
    community.connected().await;
    community.settled().await;
    assert_eq!(aiko.times_told("明日、講座").await, 1);
    assert_eq!(hana.times_told("明日、講座").await, 1);
    assert_eq!(reminders(&aiko).await, 1);
    community.end().await;
}

async fn what_is_due_after_the_start_is_not_said(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community.stop_bot().await;
    community.clock_to(start + Duration::minutes(5)).await;
    community.start_bot();
    community.connected().await;
    // It looks after the session: those on the spot are asked.
    let thread = community.course_thread("応募文").await;
    community
        .says(&thread, "「出席しました」を押してください")
        .await;
    community.settled().await;
    assert_eq!(reminders(&aiko).await, 0);
    let db = Db::open(&community.config.database).await.unwrap();
    let passed = "SELECT COUNT(*) AS n FROM course_notices WHERE passed_at IS NOT NULL";
    let passed: Option<i64> = db.one(sql(passed)).await.unwrap();
    assert_eq!(passed, Some(3), "the week's, the day's and the hour's");
    db.close().await;
    community.end().await;
}

async fn the_moment_is_kept_to_the_second(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    let moments = [
        (Duration::days(7), "1週間後に講座"),
        (Duration::days(1), "明日、講座"),
        (Duration::hours(1), "まもなく講座"),
    ];
    for (before, words) in moments {
        let moment = start - before;
        // From here on the clock runs by itself.
        community
            .clock_to(moment - Duration::milliseconds(500))
            .await;
        let told = aiko.is_told(words).await;
        let at: DateTime<Utc> = told["timestamp"].as_str().unwrap().parse().unwrap();
        let late = at - moment;
        assert!(
            late >= Duration::zero() && late <= Duration::seconds(5),
            "{words}: {late} after its moment"
        );
    }
    community.end().await;
}

async fn many_are_told_at_the_moment_while_others_ask(backend: Backend) {
    let community = Community::start(backend).await;
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "").await;
    community.switches("welcome", "あいさつしない").await;
    let names: Vec<String> = (0..40).map(|n| format!("guest{n}")).collect();
    for name in &names {
        let guest = community.person(name);
        guest.act("join", json!({"name": name})).await;
        guest.presses(&card, "参加する").await;
        let asked = guest.wants_to_ask().await;
        guest.presses(&asked["message"], "同意して進む").await;
    }
    community.settled().await;
    // The first reminder opens the conversations, of which Discord lets the bot open a few each
    // second.
    let limits = |on: bool| json!({"rate_limit": {"on": on}});
    community.faults(limits(false)).await;
    let week = start - Duration::days(7) + Duration::seconds(1);
    community.clock_to(week).await;
    for name in &names {
        community.person(name).is_told("1週間後に講座").await;
    }
    community.settled().await;
    community.faults(limits(true)).await;
    let moment = start - Duration::days(1);
    community
        .clock_to(moment - Duration::milliseconds(1500))
        .await;
    let asked = names.iter().take(15).map(async |name| {
        community.person(name).asks("源泉徴収とは", "").await;
    });
    join_all(asked).await;
    for name in &names {
        let told = community.person(name).is_told("明日、講座").await;
        let at: DateTime<Utc> = told["timestamp"].as_str().unwrap().parse().unwrap();
        let late = at - moment;
        assert!(
            late >= Duration::zero() && late <= Duration::seconds(5),
            "{name} is told {late} after the moment"
        );
    }
    community.settled().await;
    community.end().await;
}

async fn one_press_on_a_reminder_frees_the_place(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "1").await;
    for person in [&aiko, &hana] {
        person.presses(&card, "参加する").await;
    }
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    let told = aiko.is_told("明日、講座があります").await;
    let freed = aiko.presses(&told, "参加できなくなりました").await;
    assert!(said(&freed).contains("席は次の方にご案内します"), "{freed}");
    let offer = hana.is_told("席が空きました").await;
    let taken = hana.presses(&offer, "参加する").await;
    assert!(said(&taken).contains("席をお取りしました"), "{taken}");
    let again = aiko.presses(&told, "参加できなくなりました").await;
    assert!(said(&again).contains("キャンセルはすんでいます"), "{again}");
    community
        .clock_to(start - Duration::hours(1) + Duration::seconds(1))
        .await;
    hana.is_told("まもなく講座").await;
    community.settled().await;
    assert_eq!(aiko.times_told("まもなく講座").await, 0);
    assert_eq!(
        hana.times_told("明日、講座").await,
        0,
        "past when she got it"
    );
    community.end().await;
}

async fn one_press_frees_the_place_in_a_series_too(backend: Backend) {
    let community = Community::start(backend).await;
    let [ishida, aiko, hana] = ["ishida", "aiko", "hana"].map(|name| community.person(name));
    let start = community.working_morning() + Duration::days(9);
    ishida
        .publishes_series("連続講座", start, "毎週3回", "1")
        .await;
    let card = community.announced("連続講座").await;
    for person in [&aiko, &hana] {
        person.presses(&card, "参加する").await;
    }
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    let told = aiko.is_told("明日、講座があります").await;
    assert!(
        text_of(&told).contains("これからの回を全部やめるときは"),
        "{told}"
    );
    let freed = aiko.presses(&told, "参加できなくなりました").await;
    assert!(said(&freed).contains("これからの回をすべて"), "{freed}");
    let offer = hana.is_told("席が空きました").await;
    let taken = hana.presses(&offer, "参加する").await;
    assert!(said(&taken).contains("席をお取りしました"), "{taken}");
    let again = aiko.presses(&told, "参加できなくなりました").await;
    assert!(said(&again).contains("キャンセルはすんでいます"), "{again}");
    let late = aiko.presses(&told, "この回だけ休みます").await;
    assert!(said(&late).contains("申し込んでいません"), "{late}");
    community
        .clock_to(start + Duration::days(7) - Duration::minutes(59))
        .await;
    let told = hana.is_told("まもなく講座").await;
    community.settled().await;
    assert_eq!(aiko.times_told("まもなく講座").await, 0);
    // Of a session that has begun nothing more is to be said; the rest is asked back.
    let second = start + Duration::days(7);
    community.clock_to(second + Duration::minutes(1)).await;
    let late = hana.presses(&told, "参加できなくなりました").await;
    assert!(said(&late).contains("もう始まった回"), "{late}");
    let sure = hana.presses(&late["message"], "講座をキャンセル").await;
    assert!(said(&sure).contains("もう申し込めません"), "{sure}");
    community
        .clock_to(second + Duration::days(6) + Duration::seconds(1))
        .await;
    let told = hana.is_told("明日、講座があります").await;
    assert!(
        !text_of(&told).contains("この回だけ"),
        "it is the last one: {told}"
    );
    let freed = hana.presses(&told, "参加できなくなりました").await;
    assert!(said(&freed).contains("ご連絡ありがとう"), "{freed}");
    community.end().await;
}

async fn of_a_series_one_session_is_left_out(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    ishida
        .publishes_series("連続講座", start, "毎週2回", "1")
        .await;
    let card = community.announced("連続講座").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    let told = aiko.is_told("明日、講座があります").await;
    let noted = aiko.presses(&told, "この回だけ休みます").await;
    assert!(said(&noted).contains("お休みと記録しました"), "{noted}");
    // With that she would come to none; her place is hers all the same.
    let card = community.announced("連続講座").await;
    let second = button_of("t1:c.skip:2");
    let none = aiko.presses_as_if(&second, "?").await;
    assert!(said(&none).contains("すべてお休みです"), "{none}");
    let back = aiko.presses(&none["message"], "やっぱり参加する").await;
    assert!(said(&back).contains("参加に戻しました"), "{back}");
    let hana = community.person("hana");
    hana.presses(&card, "参加する").await;
    let waits = hana.presses_as_if(&second, "?").await;
    assert!(said(&waits).contains("まだ席が決まっていない"), "{waits}");
    community.clock_to(start - Duration::minutes(59)).await;
    community.settled().await;
    assert_eq!(
        aiko.times_told("まもなく講座").await,
        0,
        "she does not come"
    );
    let mine = aiko.uses("course mine", json!({})).await;
    assert!(
        said(&mine).contains("（参加）"),
        "the place is hers: {mine}"
    );
    community
        .clock_to(start + Duration::days(7) - Duration::minutes(59))
        .await;
    aiko.is_told("まもなく講座").await;
    community.settled().await;
    community.end().await;
}

//! What is kept of people in a programme goes some time after its end; staff see before what it is.

use chrono::{Duration, NaiveDate};
use serde_json::json;

use crate::courses::hour_from;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::{role, user};
use crate::tutors::TOPIC;

on_both!(
    what_was_begun_and_not_sent_goes_after_a_month,
    a_programme_that_is_over_is_forgotten_on_its_day,
    staff_choose_another_day,
    a_talk_that_never_ends_holds_nobody_up_for_long,
    who_leaves_is_kept_for_as_long_as_is_set,
);

const TITLE: &str = "ひみつの題名";
const BODY: &str = "ひみつの本文";
const OTHER: &str = "別の質問です";
const WRITTEN: &str = "ひみつの書きこみ";
const NOTICE: &str = "記録を消す日が近づいています";

impl Community {
    /// A programme that ends in so many days, to which Aiko belongs: its last day.
    async fn short_programme(&self, days: i64) -> NaiveDate {
        let now = self.clock().now().with_timezone(&chrono_tz::Asia::Tokyo);
        let last = now.date_naive() + Duration::days(days);
        let written = last.format("%Y/%m/%d").to_string();
        self.programme_until("緑町の在宅ワーク", "緑町", &written)
            .await;
        let green = role(self, "緑町").await;
        let add = json!({"user": "aiko", "add": [green]});
        self.person("ishida").act("roles", add).await;
        last
    }

    /// Ten in the morning of a day, and a minute.
    async fn comes(&self, day: NaiveDate) {
        let ten = day.and_hms_opt(1, 1, 0).unwrap().and_utc();
        self.clock_to(ten).await;
    }
}

async fn a_programme_that_is_over_is_forgotten_on_its_day(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let last = community.short_programme(20).await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    sato.answers(&card, "こうすればできます").await;
    let card = community.card_shows(1, "回答あり").await;
    aiko.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    aiko.presses(&card, "解決しました").await;
    let card = community.card_shows(1, "✅ 解決").await;
    aiko.asks("まだ待っています", BODY).await;
    community.card(2).await;
    hana.asks(OTHER, OTHER).await;
    community.card(3).await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let talk = community.matched("aiko", "sato", 1).await;
    let opening = community.says(&talk, "相談にのってくれます").await;
    aiko.presses(&opening, "終わりました").await;
    let ask = community.says(&talk, "終わりにしてよいですか").await;
    sato.presses(&ask, "はい、終わりました").await;
    aiko.is_told("相談は、どうでしたか").await;
    let start = community.working_morning() + Duration::days(9);
    let page = ishida.drafts("応募文").await;
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    let page = ishida.places(&page, "公民館", "", "9").await;
    let page = ishida.goes(&page, "c.programme", &["1"]).await;
    ishida.goes(&page, "c.publish", &[]).await;
    let course = community.announced("応募文").await;
    aiko.presses(&course, "参加する").await;
    community.settled().await;
    let id = user(&community, "aiko").await;
    let hers = format!("enrolments WHERE user_id = {id}");
    assert_eq!(community.count(&hers).await, Some(1));
    // A month before staff see what will go.
    let day = last + Duration::days(365);
    community.comes(day - Duration::days(31)).await;
    community.settled().await;
    assert!(community.said(&ishida, "運営", NOTICE).await.is_empty());
    community.comes(day - Duration::days(30)).await;
    let notice = community.says("運営", NOTICE).await;
    let words = text_of(&notice);
    for said in ["緑町の在宅ワーク", "質問2件", "申し込みは1件"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let page = ishida.presses(&notice, "この事業を開く").await;
    assert!(
        text_of(&page["message"]).contains("個人の記録を消します"),
        "{page}"
    );
    assert!(!community.remains_of(&[TITLE, BODY]).await.is_empty());
    // Then it goes by itself.
    community.comes(day).await;
    community
        .until("it has gone", async || {
            let open = "erasures WHERE cause = 'over' AND step <> 'done'";
            let begun = community.count("erasures WHERE cause = 'over'").await;
            let is_over = community.count(open).await == Some(0);
            (is_over && begun > Some(0)).then_some(())
        })
        .await;
    community.settled().await;
    let remains = community.remains_of(&[TITLE, BODY]).await;
    assert!(remains.is_empty(), "{remains:#?}");
    assert_eq!(community.count(&hers).await, Some(0));
    // What was said of the talk is in nobody's conversation any more.
    for (person, words) in [
        (&aiko, "相談は、どうでしたか"),
        (&sato, "相談のお願い（#1）"),
    ] {
        assert_eq!(person.times_told(words).await, 0, "{words}");
    }
    // Its thread rests again, and nobody can make it wait for an answer.
    let thread = card["id"].as_str().unwrap();
    community
        .until("the thread rests", async || {
            let (_, thread) = community
                .api("GET", &format!("channels/{thread}"), None)
                .await;
            (thread["thread_metadata"]["archived"] == true).then_some(())
        })
        .await;
    let words = text_of(&community.card(1).await);
    assert!(!words.contains("まだ困っています"), "{words}");
    // What she wrote there has gone, what another answered stays.
    let said = sato.sees(thread).await;
    let is_said = |words: &str| said.iter().any(|message| message["content"] == words);
    assert!(
        !is_said(WRITTEN) && is_said("こうすればできます"),
        "{said:#?}"
    );
    let reopened = ishida.presses_as_if(&card, "まだ困っています").await;
    assert!(
        !text_of(&reopened["message"]).contains("もどしました"),
        "{reopened}"
    );
    // Nobody is told, and the figures stay.
    assert_eq!(aiko.times_told("全部消しました").await, 0);
    let counted = "questions WHERE programme_id = 1";
    assert_eq!(community.count(counted).await, Some(2));
    let resolved = "questions WHERE programme_id = 1 AND state = 'resolved'";
    assert_eq!(community.count(resolved).await, Some(1));
    assert!(!community.remains_of(&[OTHER]).await.is_empty(), "not hers");
    assert_eq!(community.said(&ishida, "運営", NOTICE).await.len(), 1);
    let page = ishida.presses(&notice, "この事業を開く").await;
    assert!(
        text_of(&page["message"]).contains("もう消しました"),
        "{page}"
    );
    // A kind word for what was their first was said once, and is not said again.
    let next = aiko.asks("応募文の書き方", "").await;
    assert!(!text_of(&next["message"]).contains("はじめて"), "{next}");
    community.settled().await;
    community.end().await;
}

async fn staff_choose_another_day(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let last = community.short_programme(5).await;
    aiko.asks(TITLE, BODY).await;
    community.card(1).await;
    let programmes = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let page = ishida.goes(&programmes, "s.programme.pick", &["1"]).await;
    let day = |day: NaiveDate| json!({"day": day.format("%Y/%m/%d").to_string()});
    let refused = ishida.fills(&page, "s.programme.erase", day(last)).await;
    assert!(text_of(&refused).contains("おわりの日より後"), "{refused}");
    let early = last + Duration::days(40);
    let page = ishida
        .fills(&refused, "s.programme.erase", day(early))
        .await;
    let shown = early.format("%Y/%-m/%-d").to_string();
    assert!(text_of(&page).contains(&shown), "{shown}: {page}");
    community.comes(early - Duration::days(30)).await;
    community.says("運営", NOTICE).await;
    // They want more time: they are told again.
    let programmes = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let page = ishida.goes(&programmes, "s.programme.pick", &["1"]).await;
    let late = early + Duration::days(100);
    ishida.fills(&page, "s.programme.erase", day(late)).await;
    community.comes(early).await;
    community.settled().await;
    let begun = "erasures WHERE cause = 'over'";
    assert_eq!(community.count(begun).await, Some(0));
    assert!(!community.remains_of(&[TITLE]).await.is_empty());
    community.comes(late - Duration::days(30)).await;
    community
        .until("staff are told again", async || {
            let told = community.said(&ishida, "運営", NOTICE).await;
            (told.len() == 2).then_some(())
        })
        .await;
    community.settled().await;
    community.end().await;
}

async fn what_was_begun_and_not_sent_goes_after_a_month(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let page = aiko.begins_request(crate::tutors::TOPIC).await;
    aiko.goes(&page, "t.not", &[&user(&community, "hana").await])
        .await;
    let now = community.clock().now();
    community.clock_to(now + Duration::days(29)).await;
    community.settled().await;
    assert_eq!(community.count("request_drafts").await, Some(1));
    community.clock_to(now + Duration::days(31)).await;
    community
        .until("it is gone", async || {
            (community.count("request_drafts").await == Some(0)).then_some(())
        })
        .await;
    community.settled().await;
    community.end().await;
}

async fn who_leaves_is_kept_for_as_long_as_is_set(backend: Backend) {
    let mut community = Community::without_bot(backend).await;
    community.config.community.kept_after_leaving = Duration::days(3);
    community.start_bot();
    community.panel().await;
    let aiko = community.person("aiko");
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    community.card(1).await;
    aiko.act("leave", json!({})).await;
    community.have_left(1).await;
    let left = community.clock().now();
    community.clock_to(left + Duration::days(2)).await;
    community.settled().await;
    assert!(!community.remains_of(&[&id, TITLE]).await.is_empty());
    community.clock_to(left + Duration::days(4)).await;
    community.erasure_is("done").await;
    community.settled().await;
    let remains = community.remains_of(&[&id, TITLE, BODY]).await;
    assert!(remains.is_empty(), "{remains:#?}");
    community.end().await;
}

async fn a_talk_that_never_ends_holds_nobody_up_for_long(backend: Backend) {
    let community = Community::start(backend).await;
    let last = community.short_programme(20).await;
    community.person("aiko").asks(TITLE, BODY).await;
    community.card(1).await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let talk = community.matched("aiko", "sato", 1).await;
    let day = last + Duration::days(365);
    community.comes(day - Duration::days(30)).await;
    community.says("運営", NOTICE).await;
    community.comes(day).await;
    community.settled().await;
    community.comes(day + Duration::days(29)).await;
    community.settled().await;
    let begun = "erasures WHERE cause = 'over'";
    assert_eq!(community.count(begun).await, Some(0), "it is waited for");
    community.comes(day + Duration::days(32)).await;
    community
        .until("it has gone", async || {
            let open = "erasures WHERE cause = 'over' AND step <> 'done'";
            let is_over = community.count(open).await == Some(0);
            (is_over && community.count(begun).await > Some(0)).then_some(())
        })
        .await;
    community.settled().await;
    let ended = "tutor_requests WHERE state = 'cancelled'";
    assert_eq!(community.count(ended).await, Some(1), "{talk}");
    // The journal is emptied last.
    community
        .until("nothing is left", async || {
            let remains = community.remains_of(&[TITLE, BODY]).await;
            remains.is_empty().then_some(())
        })
        .await;
    community.end().await;
}

//! A course on a phone: planned, joined, managed; and the pictures of `docs/ja/courses.md`, which
//! are taken anew with `SETUP_PICTURES=docs/ja/pictures tests/run.sh --test it -- courses::phone`.

use chrono::Duration;

use super::shared::hour_from;
use crate::harness::{Backend, Browser, Community};
use crate::setup::picture;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_course_on_a_phone() {
    let community = Community::start(Backend::Sqlite).await;
    community.settled().await;
    let start = community.working_morning() + Duration::days(9);
    let browser = Browser::open().await;
    browser.client.goto(&community.base).await.unwrap();
    browser.is("石田 ゆうこ").await;
    browser.goes_to("受付").await;
    browser.presses("講座を見る").await;
    browser.shows("いま申し込める講座はありません").await;
    browser.presses("講座をつくる").await;
    browser.fills("title", "はじめての応募文").await;
    browser
        .fills("description", "応募文を一緒に書きます。")
        .await;
    browser.sends().await;
    browser.shows("あと必要なもの").await;
    browser.presses("日時").await;
    browser.fills("dates", &hour_from(start)).await;
    picture(&browser, "17-course-dates").await;
    browser.sends().await;
    browser.shows("10:00〜11:00").await;
    browser.presses("場所・定員").await;
    browser.fills("place", "中央公民館 2階").await;
    browser.fills("capacity", "20").await;
    browser.sends().await;
    browser.shows("よければ「公開する」を押してください").await;
    picture(&browser, "18-course-draft").await;
    browser.presses("公開する").await;
    browser.shows("公開しました").await;
    community.announced("はじめての応募文").await;

    browser.is("青木 あいこ").await;
    browser.goes_to("講座").await;
    browser.shows("20人（残り20席）").await;
    browser.presses("参加する").await;
    browser.shows("参加を受け付けました").await;
    picture(&browser, "19-course-joined").await;
    browser.presses("参加予定").await;
    browser.shows("全部カレンダーに入れる").await;
    picture(&browser, "20-course-mine").await;
    community.settled().await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reminder_of_a_series_on_a_phone() {
    let community = Community::start(Backend::Sqlite).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    ishida
        .publishes_series("はじめての応募文", start, "毎週3回", "20")
        .await;
    let card = community.announced("はじめての応募文").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    aiko.is_told("明日、講座があります").await;
    let browser = Browser::open().await;
    browser.client.goto(&community.base).await.unwrap();
    browser.is("青木 あいこ").await;
    browser.goes_to("つながり").await;
    browser.shows("明日、講座があります").await;
    picture(&browser, "30-course-reminder").await;
    browser.presses("この回だけ休みます").await;
    browser.shows("お休みと記録しました").await;
    community.settled().await;
    community.end().await;
}

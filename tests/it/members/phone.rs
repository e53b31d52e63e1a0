//! A newcomer on a phone: what one can do, one's own page, how one is told things; and the pictures
//! of `docs/ja/members.md`, which are taken anew with
//! `SETUP_PICTURES=docs/ja/pictures tests/run.sh --test it -- members::phone`.

use chrono::Duration;
use serde_json::json;

use crate::courses::hour_from;
use crate::harness::{Backend, Browser, Community};
use crate::setup::picture;
use crate::tutors::TOPIC;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_on_a_phone() {
    let community = Community::start(Backend::Sqlite).await;
    community.panel().await;
    community.settled().await;
    let browser = Browser::open().await;
    browser.client.goto(&community.base).await.unwrap();
    let yuki = community.person("yuki");
    yuki.act("join", json!({"name": "新田 ゆき"})).await;
    yuki.is_told("へ、ようこそ").await;
    browser.is("新田 ゆき").await;
    browser.goes_to("つながり").await;
    browser.shows("へ、ようこそ").await;
    picture(&browser, "27-welcome").await;
    browser.presses("興味のあることを選ぶ").await;
    browser.tops("「同意して進む」か").await;
    picture(&browser, "28-consent").await;
    browser.presses("同意して進む").await;
    browser.shows("今は、何も選んでいません").await;
    browser.is("青木 あいこ").await;
    browser.goes_to("受付").await;
    browser.shows("チューターに相談する").await;
    picture(&browser, "21-panel").await;
    browser.presses("つかいかた").await;
    browser.shows("今したいことを、下から選んでください").await;
    browser.chooses("m.help.pick", "質問したい").await;
    browser.tops("書くところが出ます").await;
    picture(&browser, "22-help").await;
    browser.presses("閉じる").await;

    browser.presses("質問する").await;
    browser.chooses("ask.topic", TOPIC).await;
    browser
        .fills("title", "報酬は、いつごろ振り込まれますか")
        .await;
    picture(&browser, "31-ask").await;
    browser.sends().await;
    browser.tops("受け付けました").await;
    picture(&browser, "32-asked").await;
    let card = community.card(1).await;
    let sato = community.person("sato");
    sato.answers(&card, "月末にしめて、翌月の15日が多いです。")
        .await;
    browser.goes_to("つながり").await;
    browser.tops("返事を読む").await;
    picture(&browser, "33-answered").await;
    let start = community.working_morning() + Duration::days(9);
    let course = community
        .course("はじめての応募文", &hour_from(start), "20")
        .await;
    community.person("aiko").presses(&course, "参加する").await;

    browser.goes_to("受付").await;
    browser.presses("わたしのページ").await;
    browser.tops("続いている質問：1件").await;
    picture(&browser, "23-me").await;
    browser.presses("お知らせの受け取り方").await;
    browser.tops("自分の静かな時間：決めていません").await;
    picture(&browser, "24-telling").await;
    browser.presses("名前を呼んでもらう").await;
    browser
        .shows("チャンネルで、お名前を呼んでお知らせします")
        .await;
    browser.presses("わたしのページ").await;
    browser.shows("続いている質問：1件").await;
    browser.presses("わたしのデータ").await;
    browser.shows("1つのファイルで受け取れます").await;
    browser.presses("運営が見た記録").await;
    browser.shows("まだありません").await;
    browser.presses("わたしのデータ").await;
    browser.shows("1つのファイルで受け取れます").await;
    browser.presses("消してもらう").await;
    browser.tops("消えるもの").await;
    picture(&browser, "25-erase").await;
    browser.presses("次へ").await;
    browser.tops("本当に全部消しますか").await;
    picture(&browser, "29-erase-sure").await;
    browser.presses("はい、全部消す").await;
    browser.shows("受け付けました").await;
    community.settled().await;
    community.end().await;
}

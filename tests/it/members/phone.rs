//! A newcomer on a phone: what one can do, one's own page, how one is told things; and the pictures
//! of `docs/ja/members.md`, which are taken anew with
//! `SETUP_PICTURES=docs/ja/pictures tests/run.sh --test it -- members::phone`.

use serde_json::json;

use crate::harness::{Backend, Browser, Community};
use crate::setup::picture;

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
    browser.shows("「同意して進む」か").await;
    picture(&browser, "28-consent").await;
    browser.presses("同意して進む").await;
    browser.shows("今は、何も選んでいません").await;
    browser.is("青木 あいこ").await;
    browser.goes_to("受付").await;
    browser.shows("チューターに相談する").await;
    picture(&browser, "21-panel").await;
    browser.presses("つかいかた").await;
    browser.shows("今したいことを、下から選んでください").await;
    picture(&browser, "22-help").await;
    browser.presses("わたしのページ").await;
    browser.shows("質問：今はありません").await;
    picture(&browser, "23-me").await;
    browser.presses("お知らせの受け取り方").await;
    browser.shows("自分の静かな時間：決めていません").await;
    picture(&browser, "24-telling").await;
    browser.presses("名前を呼んでもらう").await;
    browser
        .shows("チャンネルで、お名前を呼んでお知らせします")
        .await;
    browser.presses("わたしのページ").await;
    browser.shows("質問：今はありません").await;
    browser.presses("わたしのデータ").await;
    browser.shows("1つのファイルで受け取れます").await;
    browser.presses("運営が見た記録").await;
    browser.shows("まだありません").await;
    browser.presses("わたしのデータ").await;
    browser.shows("1つのファイルで受け取れます").await;
    browser.presses("消してもらう").await;
    browser.shows("消えるもの").await;
    picture(&browser, "25-erase").await;
    browser.presses("次へ").await;
    browser.shows("本当に全部消しますか").await;
    browser.presses("はい、全部消す").await;
    browser.shows("受け付けました").await;
    community.settled().await;
    community.end().await;
}

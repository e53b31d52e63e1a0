//! The guide on a phone, from the invitation to the end, in both languages; and the pictures
//! of `docs/ja/setup.md`, which are taken anew with
//! `SETUP_PICTURES=docs/ja/pictures tests/run.sh --test it -- setup::phone`.

use std::path::PathBuf;

use serde_json::json;

use super::shared::role;
use crate::harness::{Backend, Browser, Community};

/// Where the pictures go, if they are to be taken.
fn pictures() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("SETUP_PICTURES")?);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

pub async fn picture(browser: &Browser, name: &str) {
    browser.fits(name).await;
    if let Some(folder) = pictures() {
        browser.picture(&folder.join(format!("{name}.png"))).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_guide_in_japanese() {
    let community = Community::start(Backend::Sqlite).await;
    let ishida = community.person("ishida");
    // A server that lacks something.
    ishida
        .act("delete-channel", json!({"channel": "講座"}))
        .await;
    ishida
        .act("delete-channel", json!({"channel": "チューター相談"}))
        .await;
    community.settled().await;
    let browser = Browser::open().await;
    browser.client.goto(&community.base).await.unwrap();
    browser.is("石田 ゆうこ").await;
    browser.goes_to("つながり").await;
    browser.shows("つながりを追加していただき").await;
    picture(&browser, "01-invitation").await;
    browser.presses("設定をはじめる").await;
    browser.shows("設定は、サーバーの中で進めます").await;
    browser.presses("サーバーを開く").await;
    browser.presses("設定をはじめる").await;

    browser.shows("ことば").await;
    picture(&browser, "02-language").await;
    browser.presses("つぎへ").await;
    browser.shows("足りないもの").await;
    picture(&browser, "03-make").await;
    browser.presses("おまかせで作る").await;
    browser.shows("作っています").await;
    community.channel_made("講座").await;
    community.settled().await;
    browser.presses("もう一度たしかめる").await;
    browser.shows("必要なものは、すべてそろっています").await;
    browser.presses("つぎへ").await;
    browser.shows("みんなが使うチャンネル").await;
    picture(&browser, "04-shared").await;
    browser.chooses("s.choose:question_channel", "# 質問").await;
    browser.shows("✅ 保存しました").await;
    browser.presses("つぎへ").await;
    browser.shows("そのほかのチャンネル").await;
    picture(&browser, "05-rooms").await;
    browser.presses("つぎへ").await;
    browser.shows("だれが運営で").await;
    browser.chooses("s.choose:member_role", "@メンバー").await;
    browser.shows("✅ 保存しました").await;
    picture(&browser, "06-roles").await;
    browser.presses("つぎへ").await;
    browser.shows("運営の時間").await;
    browser.presses("時間を変える").await;
    let from = browser.sees("//dialog//input[@name='from']").await;
    from.clear().await.unwrap();
    from.send_keys("10時").await.unwrap();
    browser
        .clicks("//dialog[@open]//button[@type='submit']")
        .await;
    browser.shows("時間：10:00–17:00").await;
    picture(&browser, "07-working").await;
    browser.presses("つぎへ").await;
    browser.shows("静かな時間").await;
    browser.presses("つぎへ").await;
    browser.shows("質問するときに選ぶ話題です").await;
    picture(&browser, "08-topics").await;
    browser.presses("つぎへ").await;
    browser.presses("匿名の質問を使う").await;
    browser.shows("匿名の質問：使う").await;
    browser.presses("つぎへ").await;
    browser.shows("質問を待たせないために").await;
    picture(&browser, "14-care").await;
    browser.presses("つぎへ").await;
    browser.shows("メンバーの相談を、合うチューターに").await;
    picture(&browser, "15-tutoring").await;
    browser.presses("つぎへ").await;
    browser.shows("満席の講座で席が空いたとき").await;
    picture(&browser, "16-courses").await;
    browser.presses("つぎへ").await;
    browser.shows("新しく入った方への").await;
    picture(&browser, "26-newcomers").await;
    browser.presses("つぎへ").await;
    browser.presses("新しい事業").await;
    for (field, text) in [("name", "在宅ワーク推進"), ("municipality", "緑町")] {
        let input = browser
            .sees(&format!("//dialog//input[@name='{field}']"))
            .await;
        input.send_keys(text).await.unwrap();
    }
    browser
        .clicks("//dialog[@open]//button[@type='submit']")
        .await;
    browser.shows("事業：在宅ワーク推進").await;
    picture(&browser, "09-programme").await;
    browser.presses("事業の一覧へ").await;
    browser.presses("つぎへ").await;
    browser.shows("すべて整っています").await;
    picture(&browser, "10-finish").await;
    browser.presses("おわる").await;
    browser.shows("設定はこれで終わりです").await;

    // The list, the history, and what is told when something breaks.
    let text = browser.sees("//input[@id='text']").await;
    text.send_keys("/設定\u{E007}").await.unwrap();
    browser
        .clicks("//dialog[@open]//button[@type='submit']")
        .await;
    browser.shows("設定の一覧").await;
    picture(&browser, "11-list").await;
    browser.presses("変更の記録").await;
    browser.shows("使わない → 使う").await;
    picture(&browser, "12-history").await;
    let own = role(&community, "Tsunagari").await;
    let deny = json!({"channel": "質問", "role": own, "deny": "2048"});
    ishida.act("overwrite", deny).await;
    browser.goes_to("# 運営").await;
    browser.shows("使えなくなったところがあります").await;
    picture(&browser, "13-broken").await;
    let allow = json!({"channel": "質問", "role": own, "allow": "2048"});
    ishida.act("overwrite", allow).await;
    community.settled().await;
    browser.presses("もう一度たしかめる").await;
    browser.shows("✅ すべて整っています").await;
    browser.client.clone().close().await.unwrap();
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_guide_in_english() {
    let community = Community::start(Backend::Sqlite).await;
    let ishida = community.person("ishida");
    let alice = community.person("alice");
    alice
        .act("join", json!({"name": "Alice", "locale": "en-GB"}))
        .await;
    let staff = role(&community, "運営").await;
    ishida
        .act("roles", json!({"user": "alice", "add": [staff]}))
        .await;
    let browser = Browser::open().await;
    browser.client.goto(&community.base).await.unwrap();
    browser.is("Alice").await;
    browser.goes_to("# 雑談").await;
    let text = browser.sees("//input[@id='text']").await;
    text.send_keys("/設定\u{E007}").await.unwrap();
    browser
        .clicks("//dialog[@open]//button[@type='submit']")
        .await;
    browser.shows("All settings").await;
    browser.fits("the list").await;
    browser.presses("From the beginning").await;
    for (title, act) in [
        ("Language", "language"),
        ("Make it for me", ""),
        ("Channels for everybody", ""),
        ("Other channels", ""),
        ("By their roles", ""),
        ("Working time", "Work on holidays"),
        ("Quiet hours", "No quiet hours"),
        ("What a question can be about", ""),
        ("Asking and telling", "Anonymous questions on"),
        ("So that nobody waits", ""),
        ("put to tutors who suit", ""),
        ("a place in a full course", ""),
        ("somebody who joins is told", ""),
        ("Programmes", ""),
    ] {
        browser.shows(title).await;
        browser.fits(title).await;
        match act {
            "" => {}
            "language" => {
                browser.chooses("s.choose:language", "English").await;
                browser.shows("✅ Saved").await;
            }
            button => {
                browser.presses(button).await;
                browser.shows("✅ Saved").await;
            }
        }
        browser.presses("Next").await;
    }
    browser.shows("All is well").await;
    browser.presses("Finish").await;
    browser.shows("Setup is complete").await;
    // What everybody sees is English now.
    browser.goes_to("# 受付").await;
    browser.shows("Ask a question").await;
    browser.client.clone().close().await.unwrap();
    community.end().await;
}

//! The page in headless Chromium at a phone's width: the story of a question, as a
//! person does it, and the picture for the README.

use crate::harness::{Backend, Browser, Community};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_on_a_phone_from_the_button_to_its_answer() {
    let community = Community::start(Backend::Sqlite).await;
    let browser = Browser::open().await;
    browser.client.goto(&community.base).await.unwrap();
    browser.is("青木 あいこ").await;
    browser.presses("質問する").await;
    browser.reads("あなただけに見えています").await;
    browser.fits("choosing a topic").await;
    let topic = "//select[@data-custom-id='t1:ask.topic']/option[contains(., '応募・提案文')]";
    browser.sees(topic).await.click().await.unwrap();

    let title = browser.sees("//dialog//input[@name='title']").await;
    title
        .send_keys("はじめての応募文、何を書けばいいですか")
        .await
        .unwrap();
    let body = browser.sees("//dialog//textarea").await;
    body.send_keys("自己紹介だけでは短すぎる気がします。")
        .await
        .unwrap();
    browser.fits("the form").await;
    let send = "//dialog[@open]//button[@type='submit']";
    browser.sees(send).await.click().await.unwrap();
    browser.reads("受け付けました（#1）").await;

    browser.goes_to("# 質問").await;
    browser.reads("🟡 回答待ち").await;
    browser.fits("the card").await;
    browser.presses("スレッドを開く").await;
    browser.is("佐藤 みどり").await;
    let text = browser.sees("//input[@id='text']").await;
    // By keyboard alone: the line is sent with Enter.
    text.send_keys("まず、できることを1つ。次に、納期を書くと伝わりやすいです。\u{E007}")
        .await
        .unwrap();
    browser.reads("次に、納期を書くと").await;
    browser.presses("← # 質問").await;
    browser.reads("🟢 回答あり").await;

    browser.is("青木 あいこ").await;
    browser.reads("🟢 回答あり").await;
    if let Ok(path) = std::env::var("README_PICTURE") {
        browser.picture(path.as_ref()).await;
    }
    browser.presses("解決しました").await;
    browser.reads("✅ 解決").await;
    browser.reads("を「解決」にしました").await;

    // The command, completed and chosen by keyboard.
    let text = browser.sees("//input[@id='text']").await;
    text.send_keys("/質問\u{E007}").await.unwrap();
    let option = browser.sees("//dialog[@open]//input[@name='topic']").await;
    option.send_keys("税").await.unwrap();
    browser.presses("税金・確定申告").await;
    browser
        .sees("//dialog[@open]//button[@type='submit']")
        .await
        .click()
        .await
        .unwrap();
    browser.reads("質問する｜税金・確定申告").await;
    browser.client.clone().close().await.unwrap();
    community.end().await;
}

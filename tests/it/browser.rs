//! The page in headless Chromium at a phone's width: the story of a question, as a
//! person does it, and the picture for the README.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

use crate::harness::{Backend, Community, PATIENCE};

/// The browser and its driver; both end when dropped.
struct Browser {
    client: Client,
    _driver: Driver,
    _profile: tempfile::TempDir,
}

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Browser {
    async fn open() -> Self {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        drop(socket);
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: run tests/run.sh, which installs it");
        let driver = Driver(driver);
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--disable-dev-shm-usage".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--hide-scrollbars".into(),
            "--lang=ja".into(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let options = json!({
            "args": arguments,
            "prefs": {"intl.accept_languages": "ja"},
            // A phone's width, which a desktop window cannot take.
            "mobileEmulation": {"deviceMetrics": {"width": 390, "height": 780, "pixelRatio": 2.0}},
        });
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".into(), options);
        let address = format!("http://127.0.0.1:{port}");
        let connect = async {
            loop {
                let client =
                    ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
                        .capabilities(capabilities.clone())
                        .connect(&address)
                        .await;
                match client {
                    Ok(client) => return client,
                    // The driver is not up yet.
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                }
            }
        };
        let client = tokio::time::timeout(Duration::from_mins(1), connect)
            .await
            .expect("the browser starts");
        Self {
            client,
            _driver: driver,
            _profile: profile,
        }
    }

    async fn sees(&self, selector: &str) -> fantoccini::elements::Element {
        let found = self.client.wait().at_most(PATIENCE);
        match found.for_element(Locator::XPath(selector)).await {
            Ok(element) => element,
            Err(error) => panic!(
                "{selector}: {error}\n{}",
                self.client.source().await.unwrap()
            ),
        }
    }

    /// Clicks what is there; if the page was drawn anew in between, what is there now.
    async fn clicks(&self, selector: &str) {
        for _ in 0..10 {
            match self.sees(selector).await.click().await {
                Err(error) if error.is_stale_element_reference() => {}
                clicked => return clicked.unwrap(),
            }
        }
        panic!("{selector} is drawn anew again and again");
    }

    /// Presses what shows these words.
    async fn presses(&self, words: &str) {
        let button = format!("//button[not(@disabled)][contains(., '{words}')]");
        self.clicks(&button).await;
    }

    async fn reads(&self, words: &str) {
        self.sees(&format!("//*[contains(text(), '{words}')]"))
            .await;
    }

    async fn is(&self, name: &str) {
        let option = format!("//select[@id='who']/option[contains(., '{name}')]");
        self.clicks(&option).await;
    }

    async fn goes_to(&self, channel: &str) {
        self.clicks("//button[@id='menu']").await;
        let button = format!("//nav//button[contains(., '{channel}')]");
        self.clicks(&button).await;
    }

    async fn fits(&self, place: &str) {
        let script = "return [document.documentElement.scrollWidth, window.innerWidth]";
        let widths = self.client.execute(script, Vec::new()).await.unwrap();
        assert_eq!(widths[1], 390, "a phone's width");
        assert!(
            widths[0].as_u64() <= widths[1].as_u64(),
            "{place}: {widths}"
        );
    }
}

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
        let picture = browser.client.screenshot().await.unwrap();
        std::fs::write(path, picture).unwrap();
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

//! Headless Chromium at a phone's width.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

use super::PATIENCE;

/// The browser and its driver; both end when dropped.
pub struct Browser {
    pub client: Client,
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
    pub async fn open() -> Self {
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

    pub async fn sees(&self, selector: &str) -> fantoccini::elements::Element {
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
    pub async fn clicks(&self, selector: &str) {
        for _ in 0..10 {
            match self.sees(selector).await.click().await {
                Err(error) if error.is_stale_element_reference() => {}
                clicked => return clicked.unwrap(),
            }
        }
        panic!("{selector} is drawn anew again and again");
    }

    /// Presses what shows these words.
    pub async fn presses(&self, words: &str) {
        let button = format!("//button[not(@disabled)][contains(., '{words}')]");
        self.clicks(&button).await;
    }

    pub async fn reads(&self, words: &str) {
        self.sees(&format!("//*[contains(text(), '{words}')]"))
            .await;
    }

    /// A message with these words, in whatever parts they stand.
    pub async fn shows(&self, words: &str) {
        self.sees(&format!("//article[contains(., '{words}')]"))
            .await;
    }

    pub async fn is(&self, name: &str) {
        let option = format!("//select[@id='who']/option[contains(., '{name}')]");
        self.clicks(&option).await;
    }

    pub async fn goes_to(&self, channel: &str) {
        self.clicks("//button[@id='menu']").await;
        let button = format!("//nav//button[contains(., '{channel}')]");
        self.clicks(&button).await;
    }

    /// Chooses an option in a select by the beginning of its custom id.
    pub async fn chooses(&self, kind: &str, words: &str) {
        let select = format!("//select[starts-with(@data-custom-id, 't1:{kind}')]");
        self.clicks(&format!("{select}/option[contains(., '{words}')]"))
            .await;
    }

    /// Fills a field of the form that is open, or is about to open.
    pub async fn fills(&self, field: &str, text: &str) {
        let fields = "//dialog[@open]//*[self::input or self::textarea]";
        let field = self.sees(&format!("{fields}[@name='{field}']")).await;
        field.send_keys(text).await.unwrap();
    }

    /// Sends the form that is open.
    pub async fn sends(&self) {
        self.clicks("//dialog[@open]//button[@type='submit']").await;
    }

    /// Brings the last message with these words to the top, as far as it goes.
    pub async fn tops(&self, words: &str) {
        // The page may be drawn anew in between.
        let script = "const last = [...document.querySelectorAll('article')] \
            .filter(one => one.textContent.includes(arguments[0])).pop(); \
            last?.scrollIntoView({block: 'start'}); return Boolean(last)";
        for _ in 0..10 {
            self.shows(words).await;
            let words = vec![serde_json::json!(words)];
            if self.client.execute(script, words).await.unwrap() == true {
                return;
            }
        }
        panic!("{words} is drawn anew again and again");
    }

    pub async fn fits(&self, place: &str) {
        let script = "return [document.documentElement.scrollWidth, window.innerWidth]";
        let widths = self.client.execute(script, Vec::new()).await.unwrap();
        assert_eq!(widths[1], 390, "a phone's width");
        assert!(
            widths[0].as_u64() <= widths[1].as_u64(),
            "{place}: {widths}"
        );
    }

    /// A picture of what the phone shows.
    pub async fn picture(&self, path: &std::path::Path) {
        let picture = self.client.screenshot().await.unwrap();
        std::fs::write(path, picture).unwrap();
    }
}

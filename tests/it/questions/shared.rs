//! What the stories of questions have in common.

use serde_json::{Value, json};

use crate::harness::{Community, Person, text_of};

pub const RECORD: &str = "Record as question";
pub const SOLVE: &str = "This solved it";

/// The labels of a message's buttons.
pub fn labels(message: &Value) -> Vec<String> {
    message["components"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|row| row["components"].as_array().into_iter().flatten())
        .filter_map(|button| button["label"].as_str().map(str::to_owned))
        .collect()
}

/// The thread of a card.
pub fn thread_of(card: &Value) -> String {
    card["id"].as_str().unwrap().to_owned()
}

impl Community {
    /// The messages of the bot in a thread that hold some words, as `viewer` sees them.
    pub async fn said(&self, viewer: &Person<'_>, thread: &str, words: &str) -> Vec<Value> {
        let all = viewer.sees(thread).await.into_iter();
        all.filter(|m| m["author"]["bot"] == true && text_of(m).contains(words))
            .collect()
    }

    /// Waits until the bot has said something in a thread or channel.
    pub async fn says(&self, thread: &str, words: &str) -> Value {
        let ishida = self.person("ishida");
        self.until(words, async || {
            self.said(&ishida, thread, words).await.pop()
        })
        .await
    }

    /// A question that was asked, answered and resolved by that answer; its card.
    pub async fn resolved(&self, number: u32, title: &str, answer: &str) -> Value {
        let (aiko, sato) = (self.person("aiko"), self.person("sato"));
        let received = aiko.asks(title, "").await;
        let text = text_of(&received["message"]);
        assert!(text.contains(&format!("#{number}")), "{text}");
        let card = self.card(number).await;
        let written = sato.answers(&card, answer).await;
        self.card_shows(number, "回答あり").await;
        let done = aiko.uses_menu(SOLVE, &written).await;
        assert!(text_of(&done["message"]).contains("「解決」にしました"));
        let card = self.card_shows(number, "✅ 解決").await;
        self.settled().await;
        card
    }

    /// Switches something of the settings, as staff do.
    pub async fn switches(&self, step: &str, label: &str) {
        let page = self.person("ishida").opens(step).await;
        let done = self.person("ishida").presses(&page, label).await;
        assert!(text_of(&done["message"]).contains("✅"), "{done}");
    }
}

impl Person<'_> {
    /// Chooses a topic in a private answer and sends the form as it is.
    pub async fn records_as_it_is(&self, choice: &Value) -> Value {
        let form = self.chooses(choice, "報酬・手数料").await;
        assert_eq!(form["kind"], "modal", "{form}");
        self.submits(&form["modal"], json!({})).await
    }

    /// Chooses a value in the select whose custom id begins so.
    pub async fn picks(&self, message: &Value, kind: &str, value: &str) -> Value {
        self.works(message, kind, &[value]).await
    }
}

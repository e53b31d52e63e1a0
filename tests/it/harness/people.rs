//! What a person does, in words that a story can use.

use serde_json::{Value, json};

use super::Community;

/// Somebody in the community.
pub struct Person<'a> {
    community: &'a Community,
    pub name: &'a str,
}

/// All the text of a message or answer: content and embeds.
pub fn text_of(message: &Value) -> String {
    let mut text = message["content"].as_str().unwrap_or_default().to_owned();
    for embed in message["embeds"].as_array().into_iter().flatten() {
        text.push_str(&embed.to_string());
    }
    text
}

impl<'a> Person<'a> {
    pub fn new(community: &'a Community, name: &'a str) -> Self {
        Self { community, name }
    }

    pub fn community(&self) -> &'a Community {
        self.community
    }

    /// An act of the practice interface; the status and the answer.
    pub async fn act(&self, act: &str, body: Value) -> (u16, Value) {
        let path = format!("/practice/as/{}/{act}", self.name);
        self.community.post(&path, &body).await
    }

    async fn does(&self, act: &str, body: Value) -> Value {
        let (status, answer) = self.act(act, body).await;
        assert_eq!(status, 200, "{} {act}: {answer}", self.name);
        answer
    }

    /// The messages that this person sees in a channel (by name or id), newest first.
    pub async fn sees(&self, channel: &str) -> Vec<Value> {
        let path = format!("/practice/channels/{channel}/messages?as={}", self.name);
        match self.community.get(&path).await {
            Value::Array(messages) => messages,
            other => panic!("{} does not see {channel}: {other}", self.name),
        }
    }

    /// The conversation with the bot, once there is one.
    pub async fn conversation(&self) -> Option<String> {
        let state = self.community.state().await;
        let dms = state["dms"].as_array().unwrap();
        let own = dms
            .iter()
            .find(|dm| dm["recipients"][0]["username"] == self.name);
        own.map(|dm| dm["id"].as_str().unwrap().to_owned())
    }

    /// What the bot has written to this person directly, newest first.
    pub async fn direct_messages(&self) -> Vec<Value> {
        match self.conversation().await {
            Some(channel) => self.sees(&channel).await,
            None => Vec::new(),
        }
    }

    pub async fn writes(&self, channel: &str, content: &str) -> Value {
        self.does("messages", json!({"channel": channel, "content": content}))
            .await
    }

    pub async fn uses(&self, command: &str, options: Value) -> Value {
        self.does(
            "command",
            json!({"channel": "雑談", "command": command, "options": options}),
        )
        .await
    }

    /// Uses a message menu on a message.
    pub async fn uses_menu(&self, menu: &str, message: &Value) -> Value {
        let body = json!({
            "channel": message["channel_id"],
            "command": menu,
            "target": message["id"],
        });
        self.does("command", body).await
    }

    /// Sends a form with these fields.
    pub async fn submits(&self, modal: &Value, fields: Value) -> Value {
        self.does("submit", json!({"modal": modal, "fields": fields}))
            .await
    }

    /// Presses the button with this label on a message.
    pub async fn presses(&self, message: &Value, label: &str) -> Value {
        let custom_id = message["components"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|row| row["components"].as_array().into_iter().flatten())
            .find(|button| button["label"] == label)
            .unwrap_or_else(|| panic!("there is no button {label} on {message}"))["custom_id"]
            .clone();
        self.presses_id(message, custom_id.as_str().unwrap()).await
    }

    /// Presses what is on a message that they may not see, or that has changed since, as
    /// somebody with another client could: on a message of the bot made for it.
    pub async fn presses_as_if(&self, message: &Value, label: &str) -> Value {
        let button = message["components"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|row| row["components"].as_array().into_iter().flatten())
            .find(|button| button["label"] == label)
            .unwrap_or_else(|| panic!("there is no button {label} on {message}"));
        let talk = self.community.channel("雑談").await;
        let row = json!({"type": 1, "components": [button]});
        let body = json!({"content": "?", "components": [row]});
        let path = format!("channels/{talk}/messages");
        let (_, copy) = self.community.api("POST", &path, Some(&body)).await;
        self.presses(&copy, label).await
    }

    pub async fn presses_id(&self, message: &Value, custom_id: &str) -> Value {
        self.does(
            "press",
            json!({"message": message["id"], "custom_id": custom_id}),
        )
        .await
    }

    /// Chooses a value in the first select of a message.
    pub async fn chooses(&self, message: &Value, value: &str) -> Value {
        let custom_id = &message["components"][0]["components"][0]["custom_id"];
        self.does(
            "press",
            json!({"message": message["id"], "custom_id": custom_id, "values": [value]}),
        )
        .await
    }

    pub async fn sends(&self, modal: &Value, title: &str, body: &str) -> Value {
        self.does(
            "submit",
            json!({"modal": modal, "fields": {"title": title, "body": body}}),
        )
        .await
    }

    /// Asks with the panel's button, from the press to the private answer.
    pub async fn asks(&self, title: &str, body: &str) -> Value {
        let panel = self.community.panel().await;
        let choice = self.presses(&panel, "質問する").await;
        let form = self.chooses(&choice["message"], "報酬・手数料").await;
        assert_eq!(form["kind"], "modal", "{form}");
        self.sends(&form["modal"], title, body).await
    }

    /// Answers in the thread of a card.
    pub async fn answers(&self, card: &Value, content: &str) -> Value {
        self.writes(card["id"].as_str().unwrap(), content).await
    }
}

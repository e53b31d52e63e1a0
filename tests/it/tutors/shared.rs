//! What the stories of tutors have in common.

use serde_json::{Value, json};

use crate::harness::{Community, Person, text_of};

/// The topic of the stories.
pub const TOPIC: &str = "報酬・手数料";

impl Person<'_> {
    /// Asks for a tutor with the panel's button, without choosing more than the topic: the
    /// private answer.
    pub async fn asks_for_a_tutor(&self, topic: &str, about: &str) -> Value {
        let page = self.begins_request(topic).await;
        self.fills_request(&page, about).await
    }

    /// The page of choices after a topic was chosen.
    pub async fn begins_request(&self, topic: &str) -> Value {
        let page = self.uses("tutor request", json!({})).await["message"].clone();
        self.goes(&page, "t.topic", &[topic]).await
    }

    /// Opens the form of a page of choices and sends it.
    /// Registers as a tutor: what staff are told.
    pub async fn registers(&self, topics: &[&str], when: &[&str], places: u32) -> Value {
        let page = self.uses("tutor join", json!({})).await["message"].clone();
        let page = self.goes(&page, "t.topics", topics).await;
        let page = self.goes(&page, "t.hours", when).await;
        let own = json!({"places": places.to_string(), "sentence": "ゆっくり話しましょう"});
        let page = self.fills(&page, "t.self", own).await;
        let sent = self.goes(&page, "t.apply", &[]).await;
        assert!(text_of(&sent).contains("申し込みました"), "{sent}");
        let told = "チューターの登録が届きました";
        self.community().says("運営", told).await
    }

    pub async fn fills_request(&self, page: &Value, about: &str) -> Value {
        self.fills(page, "t.write", json!({"about": about})).await
    }

    /// The newest message of the bot to this person with some words.
    pub async fn is_told(&self, words: &str) -> Value {
        self.community()
            .until(&format!("{} is told: {words}", self.name), async || {
                let mut all = self.direct_messages().await.into_iter();
                all.find(|message| text_of(message).contains(words))
            })
            .await
    }

    /// How often the bot has told this person some words.
    pub async fn times_told(&self, words: &str) -> usize {
        let all = self.direct_messages().await.into_iter();
        all.filter(|message| text_of(message).contains(words))
            .count()
    }

    /// How one's requests stand, as the panel's button shows it.
    pub async fn own_requests(&self) -> Value {
        let panel = self.community().panel().await;
        self.presses(&panel, "チューターに相談する").await["message"].clone()
    }
}

impl Community {
    /// Somebody registers as a tutor of a topic with some free time, and staff approve.
    pub async fn tutor(&self, name: &str, topics: &[&str], when: &[&str], places: u32) {
        let (person, ishida) = (self.person(name), self.person("ishida"));
        let note = person.registers(topics, when, places).await;
        let done = ishida.presses(&note, "認める").await;
        assert!(
            text_of(&done["message"]).contains("チューターにしました"),
            "{done}"
        );
        person.is_told("チューターの登録ができました").await;
        self.says("運営", "チューターの登録：認めました").await;
        self.settled().await;
    }

    /// The thread of a talk, by the number of its request, as the practice server knows it.
    pub async fn talk(&self, number: u32) -> Value {
        let name = format!("相談 #{number}");
        self.until(&format!("the thread {name}"), async || {
            let state = self.state().await;
            let threads = state["threads"].as_array()?.clone();
            threads.into_iter().rfind(|thread| {
                thread["name"].as_str().is_some_and(|is| {
                    is.strip_prefix(&name)
                        .is_some_and(|rest| rest.starts_with(' ') || rest.starts_with('（'))
                })
            })
        })
        .await
    }

    /// A request that was asked, offered and taken: the id of its thread.
    pub async fn matched(&self, member: &str, tutor: &str, number: u32) -> String {
        let (member, tutor) = (self.person(member), self.person(tutor));
        member
            .asks_for_a_tutor(TOPIC, "手数料のことで相談したいです")
            .await;
        let offer = tutor.is_told(&format!("相談のお願い（#{number}）")).await;
        let done = tutor.presses(&offer, "引き受けます").await;
        assert!(
            text_of(&done["message"]).contains("ありがとうございます"),
            "{done}"
        );
        let thread = self.talk(number).await["id"].as_str().unwrap().to_owned();
        self.says(&thread, "相談にのってくれます").await;
        self.settled().await;
        thread
    }
}

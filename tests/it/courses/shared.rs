//! What the stories of courses have in common.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::harness::{Community, Person, text_of};

/// An instant as staff write it, in the programme's time zone.
pub fn written(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&chrono_tz::Asia::Tokyo);
    local.format("%Y-%m-%d %H:%M").to_string()
}

/// A session of an hour as staff write it.
pub fn hour_from(at: DateTime<Utc>) -> String {
    let local = (at + Duration::hours(1)).with_timezone(&chrono_tz::Asia::Tokyo);
    format!("{}-{}", written(at), local.format("%H:%M"))
}

/// The labels of a message's buttons and the placeholders of its selects.
pub fn doors(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
        .map(|component| {
            let label = component["label"].as_str();
            let words = label.or(component["placeholder"].as_str());
            words.unwrap_or_default().to_owned()
        })
        .collect()
}

/// The words of an answer's message.
pub fn said(answer: &Value) -> String {
    text_of(&answer["message"])
}

impl Person<'_> {
    /// Wants to be mentioned instead of being written to, by the button that says so.
    pub async fn wants_mentions(&self) {
        let button = json!({"type": 2, "style": 2, "label": "?", "custom_id": "t1:by.mention"});
        let message = json!({"components": [{"type": 1, "components": [button]}]});
        let done = self.presses_as_if(&message, "?").await;
        assert_ne!(done["kind"], "failed", "{done}");
    }

    /// Makes a draft by the form: its page.
    pub async fn drafts(&self, title: &str) -> Value {
        let form = self.uses("course create", json!({})).await;
        assert_eq!(form["kind"], "modal", "{form}");
        let fields = json!({"title": title, "description": "一緒に進めます。"});
        let page = self.submits(&form["modal"], fields).await;
        page["message"].clone()
    }

    /// Enters the sessions of a draft: its page.
    pub async fn dates(&self, page: &Value, dates: &str, series: &str, except: &str) -> Value {
        let fields = json!({"dates": dates, "series": series, "except": except});
        self.fills(page, "c.dates", fields).await
    }

    /// Enters the place of a course: its page.
    pub async fn places(&self, page: &Value, place: &str, link: &str, capacity: &str) -> Value {
        let fields = json!({"place": place, "link": link, "capacity": capacity});
        self.fills(page, "c.place", fields).await
    }

    /// A course as this person finds it in the list.
    pub async fn sees_course(&self, id: i64) -> Value {
        let list = self.uses("course list", json!({})).await["message"].clone();
        self.goes(&list, "c.pick", &[&id.to_string()]).await
    }

    /// The page of a course for staff.
    pub async fn manages(&self, id: i64) -> Value {
        let page = self.sees_course(id).await;
        self.goes(&page, "c.page", &[]).await
    }

    /// The question before a session of a course is put to another time.
    pub async fn moving(&self, course: i64, session: i64, to: DateTime<Utc>) -> Value {
        let page = self.manages(course).await;
        let page = self.goes(&page, "c.session", &[&session.to_string()]).await;
        self.fills(&page, "c.move", json!({"dates": hour_from(to)}))
            .await
    }

    /// Puts a session of a course to another time.
    pub async fn moves(&self, course: i64, session: i64, to: DateTime<Utc>) -> Value {
        let ask = self.moving(course, session, to).await;
        let done = self.presses(&ask, "はい、変える").await;
        assert!(said(&done).contains("日時を変えました"), "{done}");
        done
    }

    /// Publishes a course with a series of sessions at the public hall.
    pub async fn publishes_series(
        &self,
        title: &str,
        start: DateTime<Utc>,
        series: &str,
        capacity: &str,
    ) {
        let page = self.drafts(title).await;
        let page = self.dates(&page, &hour_from(start), series, "").await;
        let page = self.places(&page, "公民館", "", capacity).await;
        self.goes(&page, "c.publish", &[]).await;
    }
}

impl Community {
    /// A published course with these sessions: its announcement.
    pub async fn course(&self, title: &str, dates: &str, capacity: &str) -> Value {
        self.course_with(title, dates, ("公民館", ""), capacity)
            .await
    }

    /// A published course with a place and a link: its announcement.
    pub async fn course_with(
        &self,
        title: &str,
        dates: &str,
        (place, link): (&str, &str),
        capacity: &str,
    ) -> Value {
        let ishida = self.person("ishida");
        let page = ishida.drafts(title).await;
        let page = ishida.dates(&page, dates, "", "").await;
        let page = ishida.places(&page, place, link, capacity).await;
        let done = ishida.goes(&page, "c.publish", &[]).await;
        assert!(text_of(&done).contains("公開しました"), "{done}");
        let card = self.announced(title).await;
        self.settled().await;
        card
    }

    /// The announcement of a course.
    pub async fn announced(&self, words: &str) -> Value {
        let ishida = self.person("ishida");
        self.until(&format!("an announcement says {words}"), async || {
            let all = ishida.sees("講座").await.into_iter();
            let mut cards = all.filter(|message| message["embeds"][0].is_object());
            cards.find(|card| text_of(card).contains(words))
        })
        .await
    }

    /// The thread of a course, by its title.
    pub async fn course_thread(&self, title: &str) -> String {
        self.until(&format!("the thread of {title}"), async || {
            let state = self.state().await;
            let threads = state["threads"].as_array()?.clone();
            let found = threads
                .into_iter()
                .rfind(|thread| thread["name"] == title)?;
            Some(found["id"].as_str()?.to_owned())
        })
        .await
    }

    /// The scheduled events with a name.
    pub async fn events_named(&self, name: &str) -> Vec<Value> {
        let state = self.state().await;
        let events = state["events"].as_array().unwrap().clone();
        events.into_iter().filter(|e| e["name"] == name).collect()
    }
}

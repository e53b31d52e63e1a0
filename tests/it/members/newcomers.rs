//! Whoever comes new is welcomed once, and asked before anything about them is kept.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};
use tsunagari::members::ledger::TABLES;
use tsunagari::outbox::State;

use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::{role, user};

on_both!(
    who_joins_is_welcomed_once,
    what_is_pressed_in_a_conversation_is_about_its_server,
    who_takes_no_direct_messages_is_welcomed_where_all_are,
    who_does_not_agree_is_not_named_there_any_more,
    who_is_silent_is_spoken_to_once,
    what_is_chosen_is_kept_and_used,
    a_role_given_up_while_it_is_given_is_taken,
    who_writes_to_the_bot_is_told_where_to_ask,
    what_staff_switch_off_is_not_said,
    who_has_left_acts_no_more_by_old_buttons,
    who_was_erased_is_not_welcomed_again,
    who_left_or_spoke_in_the_evening_is_not_nudged,
);

pub const WELCOME: &str = "へ、ようこそ";
const NUDGE: &str = "いかがお過ごしですか";
pub const AGREE: &str = "同意して進む";

pub fn said(answer: &Value) -> String {
    text_of(&answer["message"])
}

/// Whether the topics of a question are shown to choose from.
pub fn is_choice(answer: &Value) -> bool {
    crate::setup::component(&answer["message"], "ask.topic").is_some()
}

impl Person<'_> {
    pub async fn joins(&self) {
        let (status, answer) = self.act("join", json!({"name": "新しい人"})).await;
        assert_eq!(status, 200, "{answer}");
    }

    /// Agrees to what is kept, wherever it was asked.
    pub async fn agrees(&self) {
        let button = json!({"type": 2, "style": 1, "label": "?", "custom_id": "t1:m.agree"});
        let message = json!({"components": [{"type": 1, "components": [button]}]});
        let agreed = self.presses_as_if(&message, "?").await;
        let thanked = ["ありがとうございます", "Thank you for agreeing"];
        let words = said(&agreed);
        assert!(
            thanked.iter().any(|thanks| words.contains(thanks)),
            "{agreed}"
        );
    }

    /// Presses the panel's button to ask.
    pub async fn wants_to_ask(&self) -> Value {
        let panel = self.community().panel().await;
        self.presses(&panel, "質問する").await
    }
}

impl Community {
    /// Somebody switched everything off, in another server.
    async fn wants_nothing(&self, person: &str) {
        let id = user(self, person).await;
        let db = Db::open(&self.config.database).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let text = format!("INSERT INTO members (user_id, told_nothing) VALUES ({id}, 1)");
        assert_eq!(tx.execute(sql(text).once(true)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        db.close().await;
    }

    /// Waits until somebody stands in these tables alone.
    pub async fn forgotten_but_for(&self, id: &str, tables: &[&str]) {
        self.until("they are forgotten", async || {
            (self.tables_naming(id).await == tables).then_some(())
        })
        .await;
    }

    /// Waits until somebody has a role, or has it no longer.
    pub async fn has_role(&self, person: &str, role: &str, held: bool) {
        let id = user(self, person).await;
        self.until("their roles are as wanted", async || {
            let state = self.state().await;
            let members = state["members"].as_array().unwrap();
            let found = members.iter().find(|m| m["user"]["id"] == *id).unwrap();
            let roles = found["roles"].as_array().unwrap();
            (roles.contains(&json!(role)) == held).then_some(())
        })
        .await;
    }

    /// The tables in which somebody stands.
    pub async fn tables_with(&self, person: &str) -> Vec<&'static str> {
        self.tables_naming(&user(self, person).await).await
    }

    pub async fn tables_naming(&self, id: &str) -> Vec<&'static str> {
        let db = Db::open(&self.config.database).await.unwrap();
        let mut found = Vec::new();
        for table in TABLES.iter() {
            let name = table.name;
            for (_, column) in table.all_columns() {
                let text = format!(
                    "SELECT COUNT(*) AS n FROM {name} WHERE CAST({column} AS TEXT) LIKE '%{id}%'"
                );
                let count: Option<i64> = db.one(sql(text).once(true)).await.unwrap();
                if count != Some(0) {
                    found.push(name);
                }
            }
        }
        db.close().await;
        found
    }
}

async fn who_joins_is_welcomed_once(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    let labels = crate::courses::doors(&welcome);
    assert_eq!(
        labels,
        [
            "参加する事業を選ぶ",
            "興味のあることを選ぶ",
            "つかいかたを読む"
        ]
    );
    assert_eq!(text_of(&welcome).matches('。').count(), 3, "{welcome}");
    let help = yuki.presses(&welcome, "つかいかたを読む").await;
    assert!(said(&help).contains("今したいこと"), "{help}");
    community.settled().await;
    community.stop_bot().await;
    // Who joins while nobody listens is welcomed as well.
    let emi = community.person("emi");
    emi.joins().await;
    community.start_bot();
    emi.is_told(WELCOME).await;
    community.settled().await;
    assert_eq!(yuki.times_told(WELCOME).await, 1);
    assert_eq!(emi.times_told(WELCOME).await, 1);
    assert_eq!(community.person("aiko").times_told(WELCOME).await, 0);
    community.end().await;
}

async fn what_is_pressed_in_a_conversation_is_about_its_server(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    let guild = community.state().await["guild"]["id"].clone();
    let start = format!("t1@{}:", guild.as_str().unwrap());
    let is_placed = |shown: &Value| {
        let rows = shown["components"].as_array().unwrap();
        let parts = rows
            .iter()
            .flat_map(|row| row["components"].as_array().unwrap());
        let mut ids = parts.filter_map(|part| part["custom_id"].as_str());
        ids.all(|id| id.starts_with(&start))
    };
    assert!(is_placed(&welcome), "{welcome}");
    let help = yuki.presses(&welcome, "つかいかたを読む").await;
    assert!(is_placed(&help["message"]), "{help}");
    // What is forged about another server opens nothing there.
    let talk = yuki.conversation().await.unwrap();
    let presses = async |id: &str| {
        let button = json!({"type": 2, "style": 1, "label": "?", "custom_id": id});
        let row = json!({"type": 1, "components": [button]});
        let body = json!({"content": "?", "components": [row]});
        let path = format!("channels/{talk}/messages");
        let (_, message) = community.api("POST", &path, Some(&body)).await;
        yuki.presses(&message, "?").await
    };
    let answer = presses("t1@81384788765712384:m.me").await;
    assert!(said(&answer).contains("ここでは使えません"), "{answer}");
    // Without a server it is the one in which she is.
    let answer = presses("t1:m.me").await;
    assert!(said(&answer).contains("わたしのページ"), "{answer}");
    community.settled().await;
    community.end().await;
}

async fn who_takes_no_direct_messages_is_welcomed_where_all_are(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    community.settled().await;
    community.stop_bot().await;
    yuki.joins().await;
    yuki.act("close-dms", json!({})).await;
    community.start_bot();
    let channel = community.snapshot().await.welcome_channel().unwrap();
    let welcome = community.says(&channel.to_string(), WELCOME).await;
    assert_eq!(welcome["mentions"][0]["username"], "yuki", "{welcome}");
    let help = yuki.presses(&welcome, "つかいかたを読む").await;
    assert!(said(&help).contains("今したいこと"), "{help}");
    community.settled().await;
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    community.settled().await;
    let all = community.said(&yuki, &channel.to_string(), WELCOME).await;
    assert_eq!(all.len(), 1);
    // Whoever has all erased is not named there either.
    let id = user(&community, "yuki").await;
    assert!(!community.remains_of(&[&id]).await.is_empty());
    yuki.is_erased().await;
    community.erasure_is("done").await;
    let left = community.remains_of(&[&id]).await;
    assert!(left.is_empty(), "{left:#?}");
    community.end().await;
}

async fn who_does_not_agree_is_not_named_there_any_more(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    community.settled().await;
    community.stop_bot().await;
    yuki.joins().await;
    yuki.act("close-dms", json!({})).await;
    community.start_bot();
    let channel = community.snapshot().await.welcome_channel().unwrap();
    let channel = channel.to_string();
    community.says(&channel, WELCOME).await;
    community.settled().await;
    let asked = yuki.wants_to_ask().await;
    yuki.presses(&asked["message"], "同意しない").await;
    community.settled().await;
    let left = community.said(&yuki, &channel, WELCOME).await;
    assert!(left.is_empty(), "{left:#?}");
    assert_eq!(community.tables_with("yuki").await, ["consents"]);
    community.end().await;
}

async fn who_is_silent_is_spoken_to_once(backend: Backend) {
    let community = Community::start(backend).await;
    // Nobody is spoken to at night.
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let (silent, active) = (community.person("yuki"), community.person("emi"));
    let (off, refused) = (community.person("kana"), community.person("rin"));
    for person in [&silent, &active, &off, &refused] {
        person.joins().await;
        person.is_told(WELCOME).await;
    }
    active.writes("雑談", "よろしくお願いします").await;
    // Whoever wants to hear nothing said so long ago, and nothing was heard of them since.
    community.wants_nothing("kana").await;
    let asked = refused.wants_to_ask().await;
    refused.presses(&asked["message"], "同意しない").await;
    community.settled().await;
    let week = morning + Duration::days(7);
    community.clock_to(week - Duration::minutes(5)).await;
    community.settled().await;
    assert_eq!(silent.times_told(NUDGE).await, 0, "not a week yet");
    community.clock_to(week + Duration::minutes(5)).await;
    let nudge = silent.is_told(NUDGE).await;
    assert!(text_of(&nudge).contains("この1回だけ"), "{nudge}");
    let help = silent.presses(&nudge, "つかいかた").await;
    assert!(said(&help).contains("今したいこと"), "{help}");
    community.clock_to(week + Duration::days(30)).await;
    community.settled().await;
    assert_eq!(silent.times_told(NUDGE).await, 1);
    for person in [&active, &off, &refused] {
        assert_eq!(person.times_told(NUDGE).await, 0);
    }
    community.end().await;
}

async fn what_is_chosen_is_kept_and_used(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, ishida) = (community.person("yuki"), community.person("ishida"));
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    yuki.agrees().await;
    let page = yuki.presses(&welcome, "参加する事業を選ぶ").await["message"].clone();
    let page = yuki.goes(&page, "m.programmes.set", &["1"]).await;
    assert!(
        text_of(&page).contains("今の選択：緑町の在宅ワーク"),
        "{page}"
    );
    let green = role(&community, "緑町").await;
    community.has_role("yuki", &green, true).await;
    let page = yuki.presses(&welcome, "興味のあることを選ぶ").await["message"].clone();
    let page = yuki.goes(&page, "m.interests.set", &["報酬・手数料"]).await;
    assert!(text_of(&page).contains("今の選択：報酬・手数料"), "{page}");
    let choice = yuki.wants_to_ask().await;
    let options = &choice["message"]["components"][0]["components"][0]["options"];
    assert_eq!(options[0]["label"], "報酬・手数料", "{choice}");
    let me = yuki.uses("me", json!({})).await;
    assert!(
        said(&me).contains("参加している事業：緑町の在宅ワーク"),
        "{me}"
    );
    assert!(said(&me).contains("興味のあること：報酬・手数料"), "{me}");
    // It can be left again.
    let page = yuki.goes(&me["message"], "m.programmes", &[]).await;
    yuki.goes(&page, "m.programmes.set", &[]).await;
    community.has_role("yuki", &green, false).await;
    assert!(!text_of(&ishida.uses("me", json!({})).await).contains("緑町"));
    community.settled().await;
    community.end().await;
}

async fn a_role_given_up_while_it_is_given_is_taken(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    yuki.agrees().await;
    let green = role(&community, "緑町").await;
    let page = yuki.presses(&welcome, "参加する事業を選ぶ").await["message"].clone();
    let slow = json!({"path": "/roles/", "method": "PUT", "action": "delay",
        "delay_ms": 1500, "times": 1});
    community.faults(json!({"rest": [slow]})).await;
    let page = yuki.goes(&page, "m.programmes.set", &["1"]).await;
    yuki.goes(&page, "m.programmes.set", &[]).await;
    community.settled().await;
    community.has_role("yuki", &green, false).await;
    assert_eq!(community.count("member_roles").await, Some(0));
    community.end().await;
}

async fn what_staff_switch_off_is_not_said(backend: Backend) {
    let community = Community::start(backend).await;
    community.switches("welcome", "あいさつしない").await;
    community.switches("welcome", "同意を確かめない").await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    let choice = yuki.wants_to_ask().await;
    assert!(is_choice(&choice), "{choice}");
    community.settled().await;
    assert!(yuki.direct_messages().await.is_empty());
    community.end().await;
}

async fn who_was_erased_is_not_welcomed_again(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    community.settled().await;
    yuki.is_erased().await;
    yuki.is_told("全部消しました").await;
    community.erasure_is("done").await;
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    let emi = community.person("emi");
    emi.joins().await;
    emi.is_told(WELCOME).await;
    community.settled().await;
    assert_eq!(yuki.times_told(WELCOME).await, 0);
    assert!(community.tables_with("yuki").await.is_empty());
    // Whoever goes on is asked again.
    let asked = yuki.wants_to_ask().await;
    assert!(said(&asked).contains("「同意して進む」か"), "{asked}");
    community.end().await;
}

async fn who_left_or_spoke_in_the_evening_is_not_nudged(backend: Backend) {
    let community = Community::start(backend).await;
    let (gone, late) = (community.person("yuki"), community.person("emi"));
    // Eleven at night: what is said by itself waits for the morning.
    let night = community.working_morning() + Duration::hours(13);
    community.clock_to(night).await;
    for person in [&gone, &late] {
        person.joins().await;
        person.is_told(WELCOME).await;
    }
    community.clock_to(night + Duration::days(2)).await;
    gone.act("leave", json!({})).await;
    community
        .clock_to(night + Duration::days(7) + Duration::minutes(10))
        .await;
    community
        .until("the word waits for the morning", async || {
            let rows = community.outbox_rows(&[State::Due]).await;
            rows.iter().any(|row| row.contains("Nudge")).then_some(())
        })
        .await;
    // She presses a button of the welcome, in her conversation with the bot.
    let welcome = late.is_told(WELCOME).await;
    late.presses(&welcome, "つかいかたを読む").await;
    community
        .until("she was heard", async || {
            let silent = community
                .count("newcomers WHERE nudge_at IS NOT NULL")
                .await;
            (silent == Some(0)).then_some(())
        })
        .await;
    community
        .clock_to(night + Duration::days(7) + Duration::hours(12))
        .await;
    community.settled().await;
    for person in [&gone, &late] {
        assert_eq!(person.times_told(NUDGE).await, 0, "{}", person.name);
    }
    community.end().await;
}

async fn who_has_left_acts_no_more_by_old_buttons(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    let told = aiko.is_told("明日、講座があります").await;
    let id = user(&community, "aiko").await;
    aiko.act("leave", json!({})).await;
    community
        .until("it is known", async || {
            (community.count("leavings").await == Some(1)).then_some(())
        })
        .await;
    let refused = aiko.presses(&told, "参加できなくなりました").await;
    assert!(said(&refused).contains("サーバーを出たあと"), "{refused}");
    // What is kept about her can be erased all the same.
    let data = aiko.presses(&refused["message"], "わたしのデータ").await;
    for elsewhere in ["預かるものの説明", "わたしのページ"] {
        assert!(!data.to_string().contains(elsewhere), "{data}");
    }
    let page = aiko.goes(&data["message"], "m.erase", &[]).await;
    let page = aiko.goes(&page, "m.erase.sure", &[]).await;
    aiko.goes(&page, "m.erase.yes", &[]).await;
    community.forgotten_but_for(&id, &[]).await;
    community.settled().await;
    community.end().await;
}

async fn who_writes_to_the_bot_is_told_where_to_ask(backend: Backend) {
    let community = Community::start(backend).await;
    community.settled().await;
    community
        .clock_to(community.clock().now() + Duration::minutes(1))
        .await;
    let yuki = community.person("yuki");
    yuki.act("join", json!({})).await;
    yuki.is_told(WELCOME).await;
    let conversation = yuki.conversation().await.unwrap();
    yuki.writes(&conversation, "はじめまして").await;
    let told = yuki.is_told("だれにも届きません").await;
    // Several lines are one message to whoever writes them.
    yuki.writes(&conversation, "手数料はいくらですか").await;
    community.settled().await;
    assert_eq!(yuki.times_told("だれにも届きません").await, 1);
    // Nothing of it is kept, not even where it was written.
    let db = Db::open(&community.config.database).await.unwrap();
    let kept = format!("SELECT COUNT(*) AS n FROM outbox WHERE destination_id = {conversation}");
    let kept: Option<i64> = db.one(sql(kept)).await.unwrap();
    assert_eq!(kept, Some(0));
    db.close().await;
    let asked = yuki.presses(&told, "質問する").await;
    let form = yuki.presses(&asked["message"], AGREE).await;
    assert!(
        form["modal"].is_object() || said(&form).contains("題"),
        "{form}"
    );
    community
        .clock_to(community.clock().now() + Duration::minutes(11))
        .await;
    yuki.writes(&conversation, "聞こえていますか").await;
    community
        .until("it is said again", async || {
            (yuki.times_told("だれにも届きません").await == 2).then_some(())
        })
        .await;
    community.end().await;
}

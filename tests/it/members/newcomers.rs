//! Whoever comes new is welcomed once, and asked before anything about them is kept.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};
use tsunagari::members::ledger::TABLES;
use tsunagari::outbox::State;

use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::{role, user};
use crate::tutors::TOPIC;

on_both!(
    who_joins_is_welcomed_once,
    before_anything_is_kept_it_is_asked,
    who_does_not_agree_is_known_by_nothing_else,
    what_joining_a_course_says_is_agreed_to,
    a_new_text_is_asked_about_again,
    who_agrees_no_more_leaves_and_has_the_rest_erased,
    staff_put_whoever_refused_to_nothing,
    who_refused_and_has_all_erased_keeps_no_message,
    a_tutor_who_agrees_no_more_is_offered_nothing,
    what_is_pressed_in_a_conversation_is_about_its_server,
    who_takes_no_direct_messages_is_welcomed_where_all_are,
    who_is_silent_is_spoken_to_once,
    what_is_chosen_is_kept_and_used,
    what_staff_switch_off_is_not_said,
    who_has_left_acts_no_more_by_old_buttons,
    what_others_do_with_their_words_waits_for_them,
    who_was_erased_is_not_welcomed_again,
    what_was_begun_can_be_ended_without_agreeing,
    who_left_or_spoke_in_the_evening_is_not_nudged,
);

const WELCOME: &str = "へ、ようこそ";
const NUDGE: &str = "その後、いかがですか";
const AGREE: &str = "同意して進む";

fn said(answer: &Value) -> String {
    text_of(&answer["message"])
}

/// Whether the topics of a question are shown to choose from.
fn is_choice(answer: &Value) -> bool {
    crate::setup::component(&answer["message"], "ask.topic").is_some()
}

impl Person<'_> {
    async fn joins(&self) {
        let (status, answer) = self.act("join", json!({"name": "新しい人"})).await;
        assert_eq!(status, 200, "{answer}");
    }

    /// Agrees to what is kept, wherever it was asked.
    pub async fn agrees(&self) {
        let button = json!({"type": 2, "style": 1, "label": "?", "custom_id": "t1:m.agree"});
        let message = json!({"components": [{"type": 1, "components": [button]}]});
        let agreed = self.presses_as_if(&message, "?").await;
        assert!(said(&agreed).contains("ありがとうございます"), "{agreed}");
    }

    /// Presses the panel's button to ask.
    async fn wants_to_ask(&self) -> Value {
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
        let text = format!("UPDATE members SET told_nothing = 1 WHERE user_id = {id}");
        assert_eq!(tx.execute(sql(text).once(true)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        db.close().await;
    }

    /// Waits until somebody stands in these tables alone.
    async fn forgotten_but_for(&self, id: &str, tables: &[&str]) {
        self.until("they are forgotten", async || {
            (self.tables_naming(id).await == tables).then_some(())
        })
        .await;
    }

    /// Waits until somebody has a role, or has it no longer.
    async fn has_role(&self, person: &str, role: &str, held: bool) {
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
    async fn tables_with(&self, person: &str) -> Vec<&'static str> {
        self.tables_naming(&user(self, person).await).await
    }

    async fn tables_naming(&self, id: &str) -> Vec<&'static str> {
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

async fn before_anything_is_kept_it_is_asked(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    let asked = yuki.presses(&welcome, "興味のあることを選ぶ").await;
    for words in ["預かるもの", "使いみち", "見る人", "消し方", "第1版"] {
        assert!(said(&asked).contains(words), "{words}: {asked}");
    }
    let asked = yuki.wants_to_ask().await;
    assert!(said(&asked).contains("確認をお願いします"), "{asked}");
    let command = yuki.uses("ask", json!({})).await;
    assert!(said(&command).contains("確認をお願いします"), "{command}");
    // What she writes is hers alone so far.
    community.person("aiko").asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    yuki.answers(&card, "わたしは知人からです").await;
    community.settled().await;
    assert_eq!(
        community.tables_with("yuki").await,
        ["members", "newcomers"]
    );
    // She reads and looks around.
    for command in ["help", "me", "questions", "faq", "course list"] {
        let shown = yuki.uses(command, json!({})).await;
        assert!(!said(&shown).contains("確認をお願いします"), "{shown}");
    }
    // With her consent she goes on with what she wanted.
    let choice = yuki.presses(&asked["message"], AGREE).await;
    assert!(is_choice(&choice), "{choice}");
    let sent = yuki.asks("はじめての質問です", "").await;
    assert!(
        said(&sent).contains("はじめての質問、ありがとうございます"),
        "{sent}"
    );
    community.card(2).await;
    community.card_shows(1, "回答待ち").await;
    let page = yuki.uses("me", json!({})).await["message"].clone();
    let data = yuki.presses(&page, "わたしのデータ").await;
    assert!(said(&data).contains("預かることへの同意：<t:"), "{data}");
    community.settled().await;
    community.end().await;
}

async fn who_does_not_agree_is_known_by_nothing_else(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let asked = yuki.wants_to_ask().await;
    let refused = yuki.presses(&asked["message"], "同意しない").await;
    assert!(
        said(&refused).contains("新しく何も預かりません"),
        "{refused}"
    );
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["consents"]);
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "").await;
    let again = yuki.presses(&card, "参加する").await;
    assert!(
        said(&again).contains("今は同意をいただいていない"),
        "{again}"
    );
    let clock = community.clock().now();
    community.clock_to(clock + Duration::days(8)).await;
    // Nor do others have anything kept about her.
    let ishida = community.person("ishida");
    let id = user(&community, "yuki").await;
    let asks = json!({"topic": TOPIC, "member": id});
    let not_for_her = ishida.uses("tutor request", asks).await;
    assert!(
        said(&not_for_her).contains("記録への同意がまだ"),
        "{not_for_her}"
    );
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["consents"]);
    assert_eq!(yuki.direct_messages().await.len(), 1, "the welcome alone");
    let joined = yuki.presses(&again["message"], AGREE).await;
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
    community.settled().await;
    community.end().await;
}

async fn what_joining_a_course_says_is_agreed_to(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "").await;
    assert!(text_of(&card).contains("申し込みが記録されます"), "{card}");
    let joined = yuki.presses(&card, "参加する").await;
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
    assert!(community.tables_with("yuki").await.contains(&"consents"));
    let choice = yuki.wants_to_ask().await;
    assert!(is_choice(&choice), "{choice}");
    community.settled().await;
    community.end().await;
}

async fn a_new_text_is_asked_about_again(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    yuki.agrees().await;
    let choice = yuki.wants_to_ask().await;
    assert!(is_choice(&choice), "{choice}");
    let db = Db::open(&community.config.database).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.execute(sql("UPDATE consents SET version = 0"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    // What she writes is heard as before; at her next press she is asked.
    community.person("aiko").asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    yuki.answers(&card, "わたしは知人からです").await;
    community.card_shows(1, "回答あり").await;
    let asked = yuki.wants_to_ask().await;
    assert!(said(&asked).contains("説明が新しくなりました"), "{asked}");
    let choice = yuki.presses(&asked["message"], AGREE).await;
    assert!(is_choice(&choice), "{choice}");
    let choice = yuki.wants_to_ask().await;
    assert!(is_choice(&choice), "{choice}");
    community.settled().await;
    community.end().await;
}

async fn who_agrees_no_more_leaves_and_has_the_rest_erased(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    yuki.agrees().await;
    let page = yuki.uses("me", json!({})).await["message"].clone();
    let page = yuki.goes(&page, "m.programmes", &[]).await;
    let chosen = yuki.goes(&page, "m.programmes.set", &["1"]).await;
    let green = role(&community, "緑町").await;
    community.has_role("yuki", &green, true).await;
    yuki.asks("はじめての質問です", "").await;
    community.card(1).await;
    let page = yuki.uses("me", json!({})).await["message"].clone();
    let data = yuki.goes(&page, "m.data", &[]).await;
    let words = yuki.goes(&data, "m.consent", &[]).await;
    let taken_back = yuki.presses(&words, "同意をやめる").await["message"].clone();
    assert!(
        text_of(&taken_back).contains("まだ残っています"),
        "{taken_back}"
    );
    // She leaves her programme, and cannot join it again by this.
    let left = yuki.goes(&chosen, "m.programmes.set", &[]).await;
    community.has_role("yuki", &green, false).await;
    let again = yuki.works(&left, "m.programmes.set", &["1"]).await;
    assert!(
        said(&again).contains("今は同意をいただいていない"),
        "{again}"
    );
    let page = yuki.presses(&taken_back, "消してもらう").await["message"].clone();
    let page = yuki.goes(&page, "m.erase.sure", &[]).await;
    yuki.goes(&page, "m.erase.yes", &[]).await;
    community
        .forgotten_but_for(&user(&community, "yuki").await, &["consents"])
        .await;
    // Nothing is recorded of her as if she had never been asked.
    let again = yuki.wants_to_ask().await;
    assert!(
        said(&again).contains("今は同意をいただいていない"),
        "{again}"
    );
    community.settled().await;
    community.end().await;
}

async fn staff_put_whoever_refused_to_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    let ishida = community.person("ishida");
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let asked = yuki.wants_to_ask().await;
    yuki.presses(&asked["message"], "同意しない").await;
    let id = user(&community, "yuki").await;
    let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let page = ishida.goes(&list, "s.programme.pick", &["1"]).await;
    let not_her = ishida.goes(&page, "s.programme.people", &[&id]).await;
    assert!(text_of(&not_her).contains("加えられません"), "{not_her}");
    aiko.asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    let menu = ishida.presses(&card, "メニュー").await["message"].clone();
    let select = ishida.goes(&menu, "q.assign", &[]).await;
    let not_hers = ishida.goes(&select, "q.assign.to", &[&id]).await;
    assert!(
        text_of(&not_hers).contains("記録への同意がまだ"),
        "{not_hers}"
    );
    // Aiko agrees no more: her question is not taken to a tutor by others.
    let page = aiko.uses("me", json!({})).await["message"].clone();
    let data = aiko.goes(&page, "m.data", &[]).await;
    let words = aiko.goes(&data, "m.consent", &[]).await;
    aiko.presses(&words, "同意をやめる").await;
    let menu = ishida.presses(&card, "メニュー").await["message"].clone();
    let not_taken = ishida.goes(&menu, "t.from", &[]).await;
    assert!(
        text_of(&not_taken).contains("記録への同意がまだ"),
        "{not_taken}"
    );
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["consents"]);
    community.end().await;
}

async fn who_refused_and_has_all_erased_keeps_no_message(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let asked = yuki.wants_to_ask().await;
    yuki.presses(&asked["message"], "同意しない").await;
    community.settled().await;
    yuki.is_erased().await;
    yuki.is_told("全部消しました").await;
    community.erasure_is("done").await;
    assert_eq!(yuki.times_told(WELCOME).await, 0);
    let id = user(&community, "yuki").await;
    community.forgotten_but_for(&id, &["consents"]).await;
    community.settled().await;
    community.end().await;
}

async fn a_tutor_who_agrees_no_more_is_offered_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let talk = community.matched("aiko", "sato", 1).await;
    let page = sato.uses("me", json!({})).await["message"].clone();
    let data = sato.goes(&page, "m.data", &[]).await;
    let words = sato.goes(&data, "m.consent", &[]).await;
    let taken_back = sato.presses(&words, "同意をやめる").await;
    for words in ["まだ残っています", "チューターは、お休みにしました"] {
        assert!(said(&taken_back).contains(words), "{taken_back}");
    }
    community
        .person("hana")
        .asks_for_a_tutor(TOPIC, TOPIC)
        .await;
    community.settled().await;
    assert_eq!(sato.times_told("相談のお願い（#2）").await, 0);
    // In the talk that goes on he is heard.
    sato.writes(&talk, "来週また話しましょう").await;
    aiko.writes(&talk, "お願いします").await;
    community
        .until("both are heard", async || {
            let heard =
                "tutor_requests WHERE number = 1 AND member_said_id > 0 AND tutor_said_id > 0";
            (community.count(heard).await == Some(1)).then_some(())
        })
        .await;
    let agreed = sato
        .presses(&taken_back["message"], "やっぱり同意する")
        .await;
    assert!(said(&agreed).contains("お休みのままです"), "{agreed}");
    let back = sato.presses(&agreed["message"], "再開する").await;
    assert_eq!(back["kind"], "update", "{back}");
    community.settled().await;
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
    assert!(text_of(&nudge).contains("今回だけ"), "{nudge}");
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
        said(&me).contains("入っている事業：緑町の在宅ワーク"),
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

async fn what_others_do_with_their_words_waits_for_them(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    let (ishida, emi) = (community.person("ishida"), community.person("emi"));
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    aiko.asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    let written = yuki.answers(&card, "わたしは知人からです").await;
    let marked = aiko.uses_menu("This solved it", &written).await;
    assert!(said(&marked).contains("同意がまだです"), "{marked}");
    let plain = yuki.writes("雑談", "どう始めましたか").await;
    let recorded = ishida.uses_menu("Record as question", &plain).await;
    assert!(said(&recorded).contains("同意がまだです"), "{recorded}");
    // Nor is what they wrote read when the bot comes back.
    community.settled().await;
    community.stop_bot().await;
    yuki.answers(&card, "もう一度書きます").await;
    emi.joins().await;
    community.start_bot();
    emi.is_told(WELCOME).await;
    community.settled().await;
    assert_eq!(
        community.tables_with("yuki").await,
        ["members", "newcomers"]
    );
    yuki.agrees().await;
    let marked = aiko.uses_menu("This solved it", &written).await;
    assert!(said(&marked).contains("解決"), "{marked}");
    community.settled().await;
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
    assert!(said(&asked).contains("確認をお願いします"), "{asked}");
    community.end().await;
}

async fn what_was_begun_can_be_ended_without_agreeing(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, hana) = (community.person("yuki"), community.person("hana"));
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let asked = yuki.wants_to_ask().await;
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "1").await;
    yuki.presses(&card, "参加する").await;
    hana.presses(&card, "参加する").await;
    yuki.presses(&asked["message"], "同意しない").await;
    let left = yuki.presses(&card, "キャンセル").await;
    assert!(said(&left).contains("キャンセルしました"), "{left}");
    hana.is_told("席が空きました").await;
    // What was selected is not carried along: it is asked for again.
    let page = yuki.uses("me", json!({})).await["message"].clone();
    let page = yuki.goes(&page, "m.interests", &[]).await;
    let interests = yuki.goes(&page, "m.agree", &[]).await;
    yuki.goes(&interests, "m.interests.set", &["報酬・手数料"])
        .await;
    let asked = yuki.wants_to_ask().await;
    assert!(is_choice(&asked), "{asked}");
    community.settled().await;
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
    let page = aiko.goes(&data["message"], "m.erase", &[]).await;
    let page = aiko.goes(&page, "m.erase.sure", &[]).await;
    aiko.goes(&page, "m.erase.yes", &[]).await;
    community.forgotten_but_for(&id, &[]).await;
    community.settled().await;
    community.end().await;
}

//! Whoever wants what is kept about them to go: it goes everywhere.

use std::time::Duration as Wall;

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};
use tsunagari::outbox::State;

use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::user;
use crate::tutors::TOPIC;

on_both!(
    everything_about_somebody_goes_everywhere,
    a_tutor_goes_and_what_they_gave_stays_without_them,
    a_tutor_of_before_goes_and_the_talk_with_the_next_stays,
    who_was_asked_to_answer_before_goes_as_well,
    what_is_begun_meanwhile_ends_as_well,
    who_leaves_is_erased_after_a_while_and_who_comes_back_is_not,
    who_leaves_while_the_bot_is_away_is_noticed,
    it_is_asked_twice_and_can_be_left,
    an_answer_that_is_late_brings_nobody_back,
);

pub const TITLE: &str = "ひみつの題名";
pub const BODY: &str = "ひみつの本文";
pub const ABOUT: &str = "ひみつの相談ごと";
pub const NOTE: &str = "ひみつの伝言";
pub const WORD: &str = "ひみつの感想";
const SAID: &str = "ひみつのひとこと";
/// What she writes herself where her question and her request are talked about.
pub const WRITTEN: &str = "ひみつの書きこみ";
pub const HELLO: &str = "よろしくお願いします";
pub const DONE: &str = "全部消しました";

impl Person<'_> {
    /// The page on which it is asked the second time.
    pub async fn wants_to_be_erased(&self) -> Value {
        let page = self.uses("me", json!({})).await;
        let page = self.presses(&page["message"], "わたしのデータ").await;
        let page = self.presses(&page["message"], "消してもらう").await;
        let words = text_of(&page["message"]);
        for said in ["消えるもの", "残るもの", "30日以内"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        self.presses(&page["message"], "次へ").await["message"].clone()
    }

    pub async fn is_erased(&self) {
        let page = self.wants_to_be_erased().await;
        let begun = self.presses(&page, "はい、全部消す").await;
        let words = text_of(&begun["message"]);
        assert!(words.contains("受け付けました"), "{words}");
    }
}

impl Community {
    /// Aiko asks, reacts to the answer, has a talk, is offered to a tutor and joins a course.
    pub async fn has_a_life(&self, start: &str) {
        let aiko = self.person("aiko");
        let (sato, mori) = (self.person("sato"), self.person("mori"));
        let hana = self.person("hana");
        aiko.asks(TITLE, BODY).await;
        let card = self.card(1).await;
        hana.presses(&card, "私も知りたい").await;
        let answer = sato.answers(&card, "税務署で聞けます").await;
        self.card_shows(1, "回答あり").await;
        let thread = card["id"].as_str().unwrap();
        aiko.writes(thread, WRITTEN).await;
        aiko.reacts(&answer, "👍").await;
        hana.reacts(&answer, "👍").await;
        aiko.reacts(&self.panel().await, "🍵").await;
        self.tutor("sato", &[TOPIC], &["always"], 2).await;
        let page = aiko.begins_request(TOPIC).await;
        let unwanted = user(self, "hana").await;
        let page = aiko.goes(&page, "t.not", &[&unwanted]).await;
        aiko.fills_request(&page, ABOUT).await;
        let offer = sato.is_told("相談のお願い（#1）").await;
        sato.presses(&offer, "引き受けます").await;
        let thread = self.talk(1).await["id"].as_str().unwrap().to_owned();
        let opening = self.says(&thread, "相談にのってくれます").await;
        aiko.writes(&thread, WRITTEN).await;
        aiko.presses(&opening, "終わりました").await;
        let ask = self.says(&thread, "終わりにしてよいですか").await;
        sato.presses(&ask, "はい、終わりました").await;
        let form = aiko.is_told("相談は、どうでしたか").await;
        let next = aiko.presses(&form, "2").await;
        let next = aiko.presses(&next["message"], "いいえ").await;
        let words = json!({"word": WORD, "note": NOTE});
        aiko.fills(&next["message"], "t.word", words).await;
        sato.is_told(NOTE).await;
        // Another one waits for a tutor.
        self.tutor("mori", &[TOPIC], &["always"], 2).await;
        aiko.asks_for_a_tutor(TOPIC, ABOUT).await;
        self.settled().await;
        let course = self.course("応募文", start, "1").await;
        aiko.presses(&course, "参加する").await;
        hana.presses(&course, "参加する").await;
        mori.presses(&course, "参加する").await;
        self.settled().await;
    }
}

async fn everything_about_somebody_goes_everywhere(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let id = user(&community, "aiko").await;
    let start = community.working_morning() + Duration::days(9);
    community.tutor("aiko", &[TOPIC], &["always"], 1).await;
    // What staff were told of her stands more than a page back.
    for number in 0..101 {
        let words = format!("打ち合わせ{number}");
        community.person("ishida").writes("運営", &words).await;
    }
    community.has_a_life(&hour_from(start)).await;
    // More messages name her than are seen to in one go.
    community.faults(json!({"rate_limit": {"on": false}})).await;
    let staff = community.channel("運営").await;
    for _ in 0..45 {
        let named = json!({"content": format!("<@{id}> さん")});
        let path = format!("channels/{staff}/messages");
        community.api("POST", &path, Some(&named)).await;
    }
    let before = community
        .remains_of(&[&id, TITLE, BODY, ABOUT, NOTE, WORD, WRITTEN])
        .await;
    assert!(before.len() > 20, "the story leaves something: {before:#?}");
    aiko.is_erased().await;
    community.forgotten(&id).await;
    aiko.is_told(DONE).await;
    let left = community
        .remains_of(&[&id, TITLE, BODY, ABOUT, NOTE, WORD, WRITTEN])
        .await;
    assert!(left.is_empty(), "{left:#?}");
    // Private answers are Discord's, and gone when it is started again.
    let is_private = |message: &Value| message["flags"].as_u64().unwrap_or_default() & 64 != 0;
    let mut told = aiko.direct_messages().await;
    told.retain(|message| !is_private(message));
    assert_eq!(told.len(), 1, "one word and no more: {told:#?}");
    // What another gave stays, and so does the number of the question.
    let card = community.card(1).await;
    assert!(text_of(&card).contains("取り下げ"), "{card}");
    let thread = card["id"].as_str().unwrap();
    let said = community.person("sato").sees(thread).await;
    assert!(
        said.iter()
            .any(|message| message["content"] == "税務署で聞けます"),
        "{said:#?}"
    );
    // Her place went to the next in line.
    community.person("hana").is_told("席が空きました").await;
    // Who comes again begins anew.
    aiko.asks("はじめまして", "").await;
    community.card(2).await;
    community.settled().await;
    community.end().await;
}

async fn a_tutor_goes_and_what_they_gave_stays_without_them(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let id = user(&community, "sato").await;
    aiko.asks("手数料は何%ですか", "").await;
    let card = community.card(1).await;
    let reply = sato.answers(&card, "20%です").await;
    community.card_shows(1, "回答あり").await;
    aiko.uses_menu("この回答で解決", &reply).await;
    community.card_shows(1, "20%です").await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let thread = community.matched("aiko", "sato", 1).await;
    aiko.writes(&thread, HELLO).await;
    sato.is_erased().await;
    community.forgotten(&id).await;
    sato.is_told(DONE).await;
    let left = community.remains_of(&[&id, "ゆっくり話しましょう"]).await;
    assert!(left.is_empty(), "{left:#?}");
    // The answer stays, and the member gets another tutor.
    let card = community.card(1).await;
    assert!(text_of(&card).contains("20%です\\n— —"), "{card}");
    aiko.is_told("ほかのチューターをさがします").await;
    let said = aiko.sees(&thread).await;
    assert!(
        said.iter().any(|message| message["content"] == HELLO),
        "what she wrote herself: {said:#?}"
    );
    community.settled().await;
    community.end().await;
}

async fn who_was_asked_to_answer_before_goes_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let before = user(&community, "sato").await;
    let next = user(&community, "mori").await;
    community.person("aiko").asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    for helper in [&before, &next] {
        let menu = ishida.presses(&card, "メニュー").await["message"].clone();
        let select = ishida.goes(&menu, "q.assign", &[]).await;
        ishida.goes(&select, "q.assign.to", &[helper]).await;
        community.settled().await;
    }
    assert!(!community.remains_of(&[&before]).await.is_empty());
    sato.is_erased().await;
    community.forgotten(&before).await;
    community.settled().await;
    let remains = community.remains_of(&[&before]).await;
    assert!(remains.is_empty(), "{remains:#?}");
    assert!(!community.remains_of(&[&next]).await.is_empty());
    community.end().await;
}

async fn a_tutor_of_before_goes_and_the_talk_with_the_next_stays(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    let id = user(&community, "sato").await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let before = community.matched("aiko", "sato", 1).await;
    let opening = community.says(&before, "相談にのってくれます").await;
    community.tutor("mori", &[TOPIC], &["always"], 2).await;
    let menu = sato.presses(&opening, "困ったとき").await["message"].clone();
    let asked = sato.goes(&menu, "t.back", &[]).await;
    sato.goes(&asked, "t.back.yes", &[]).await;
    let offer = mori.is_told("相談のお願い（#1）").await;
    mori.presses(&offer, "引き受けます").await;
    let next = community
        .until("another thread", async || {
            let state = community.state().await;
            let threads = state["threads"].as_array().unwrap().clone();
            let known = |thread: &&Value| thread["id"] != *before && thread["type"] == 12;
            let other = threads.iter().find(known)?;
            Some(other["id"].as_str().unwrap().to_owned())
        })
        .await;
    community.says(&next, "相談にのってくれます").await;
    community.settled().await;
    sato.is_erased().await;
    community.forgotten(&id).await;
    let left = community.remains_of(&[&id]).await;
    assert!(left.is_empty(), "{left:#?}");
    let opening = community.says(&next, "相談にのってくれます").await;
    assert!(opening["components"][0].is_object(), "{opening}");
    community.settled().await;
    community.end().await;
}

async fn what_is_begun_meanwhile_ends_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let id = user(&community, "aiko").await;
    let start = community.working_morning() + Duration::days(9);
    let course = community.course("応募文", &hour_from(start), "1").await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    community.settled().await;
    aiko.is_erased().await;
    // She goes on in the same instant: as long as she stands in the tables nothing is begun.
    let joined = aiko.presses(&course, "参加する").await;
    let waits = text_of(&joined["message"]).contains("消しているところ");
    community.forgotten(&id).await;
    community.settled().await;
    let db = Db::open(&community.config.database).await.unwrap();
    let text = format!("SELECT COUNT(*) AS n FROM enrolments WHERE user_id = {id}");
    let has_place: Option<i64> = db.one(sql(text)).await.unwrap();
    assert_eq!(has_place, Some(i64::from(!waits)), "{joined}");
    for standing in [
        "SELECT COUNT(*) AS n FROM enrolments WHERE state <> 'cancelled' AND user_id < 0",
        "SELECT COUNT(*) AS n FROM questions WHERE state <> 'withdrawn' AND asker_id < 0",
        "SELECT COUNT(*) AS n FROM tutor_requests WHERE member_id < 0 \
         AND state IN ('waiting', 'offered', 'matched')",
    ] {
        let count: Option<i64> = db.one(sql(standing)).await.unwrap();
        assert_eq!(count, Some(0), "{standing}");
    }
    db.close().await;
    assert!(!card["id"].is_null());
    community.end().await;
}

impl Community {
    /// Waits until it is forgotten here as well who it was.
    pub async fn forgotten(&self, id: &str) {
        let db = Db::open(&self.config.database).await.unwrap();
        let done = async {
            let text = format!("SELECT COUNT(*) AS n FROM erasures WHERE user_id = {id}");
            while db.one(sql(text.clone())).await.unwrap() != Some(0_i64) {
                tokio::time::sleep(Wall::from_millis(20)).await;
            }
        };
        if tokio::time::timeout(Wall::from_mins(1), done)
            .await
            .is_err()
        {
            let open = [State::Due, State::Claimed, State::Failed, State::InDoubt];
            panic!(
                "the erasure is not done: {:#?}",
                self.outbox_rows(&open).await
            );
        }
        db.close().await;
    }

    /// Waits until so many are known to have left.
    pub async fn have_left(&self, count: i64) {
        let db = Db::open(&self.config.database).await.unwrap();
        let known = async {
            let text = "SELECT COUNT(*) AS n FROM leavings";
            while db.one(sql(text)).await.unwrap() != Some(count) {
                tokio::time::sleep(Wall::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Wall::from_mins(1), known)
            .await
            .expect("they are known to have left");
        db.close().await;
        self.settled().await;
    }

    /// Waits until what could not be done is tried again, and done.
    pub async fn what_failed_is_over(&self) {
        self.until("what failed is over", async || {
            let failed = self.outbox_rows(&[State::Failed]).await;
            failed.is_empty().then_some(())
        })
        .await;
    }

    /// What was in the way is mended: the rest goes, which is looked at within a minute, and they are
    /// told.
    pub async fn goes_once_mended(&self, person: &Person<'_>, id: &str) {
        self.what_failed_is_over().await;
        self.settled().await;
        self.clock_to(self.clock().now() + Duration::minutes(2))
            .await;
        self.forgotten(id).await;
        person.is_told(DONE).await;
    }

    /// Waits until an erasure has come so far.
    pub async fn erasure_is(&self, step: &str) {
        let db = Db::open(&self.config.database).await.unwrap();
        let order = ["begun", "ended", "nameless", "told", "done"];
        let from = order.iter().position(|known| *known == step).unwrap();
        let later = order[from..].join("', '");
        let text = format!("SELECT COUNT(*) AS n FROM erasures WHERE step IN ('{later}')");
        let reached = async {
            while db.one(sql(text.clone())).await.unwrap() != Some(1_i64) {
                tokio::time::sleep(Wall::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Wall::from_mins(1), reached)
            .await
            .unwrap_or_else(|_| panic!("the erasure is {step}"));
        db.close().await;
    }
}

async fn who_leaves_is_erased_after_a_while_and_who_comes_back_is_not(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (left, back) = (
        user(&community, "aiko").await,
        user(&community, "hana").await,
    );
    aiko.asks(TITLE, BODY).await;
    community.card(1).await;
    // Her wishes belong to no single server.
    let page = aiko.uses("me", json!({})).await["message"].clone();
    let page = aiko.goes(&page, "m.tell", &[]).await;
    aiko.goes(&page, "m.tell.mention", &[]).await;
    hana.asks("戻ってきます", SAID).await;
    community.card(2).await;
    aiko.act("leave", json!({})).await;
    hana.act("leave", json!({})).await;
    community.have_left(2).await;
    community
        .clock_to(community.clock().now() + Duration::days(29))
        .await;
    community.settled().await;
    assert!(!community.remains_of(&[&left, TITLE]).await.is_empty());
    hana.act("join", json!({})).await;
    community.have_left(1).await;
    community
        .clock_to(community.clock().now() + Duration::days(2))
        .await;
    community.erasure_is("done").await;
    community.forgotten(&left).await;
    community.settled().await;
    let remains = community.remains_of(&[&left, TITLE, BODY]).await;
    assert!(remains.is_empty(), "{remains:#?}");
    let kept = community.remains_of(&[&back, SAID]).await;
    assert!(!kept.is_empty(), "who came back has all of it");
    community.end().await;
}

async fn who_leaves_while_the_bot_is_away_is_noticed(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let start = community.working_morning() + Duration::days(9);
    let course = community.course("応募文", &hour_from(start), "1").await;
    aiko.presses(&course, "参加する").await;
    hana.presses(&course, "参加する").await;
    community.settled().await;
    community.stop_bot().await;
    aiko.act("leave", json!({})).await;
    community.start_bot();
    community.have_left(1).await;
    hana.is_told("席が空きました").await;
    community.stop_bot().await;
    aiko.act("join", json!({})).await;
    community.start_bot();
    community.have_left(0).await;
    community.settled().await;
    community.end().await;
}

async fn it_is_asked_twice_and_can_be_left(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    community.card(1).await;
    community.settled().await;
    let page = aiko.wants_to_be_erased().await;
    let left = aiko.presses(&page, "消さない").await;
    assert!(
        text_of(&left["message"]).contains("1つのファイルで受け取れます"),
        "{left}"
    );
    community.settled().await;
    assert!(!community.remains_of(&[&id]).await.is_empty());
    // Asked for on two pages it is one erasure.
    let (one, two) = (
        aiko.wants_to_be_erased().await,
        aiko.wants_to_be_erased().await,
    );
    aiko.presses(&one, "はい、全部消す").await;
    aiko.presses(&two, "はい、全部消す").await;
    community.forgotten(&id).await;
    aiko.is_told(DONE).await;
    assert_eq!(aiko.times_told(DONE).await, 1);
    community.settled().await;
    community.end().await;
}

/// In which language somebody reads is remembered once their press is answered.
async fn an_answer_that_is_late_brings_nobody_back(backend: Backend) {
    let community = Community::without_bot(backend).await;
    let emma = community.person("emma");
    // She was there before the bot, and is not asked.
    emma.act("join", json!({"name": "Emma", "locale": "en-US"}))
        .await;
    let id = user(&community, "emma").await;
    let later = community.clock().now() + Duration::minutes(1);
    community.clock_to(later).await;
    community.start_bot();
    community.panel().await;
    let page = emma.uses("me", json!({})).await["message"].clone();
    let page = emma.goes(&page, "m.data", &[]).await;
    let page = emma.goes(&page, "m.erase", &[]).await;
    let page = emma.goes(&page, "m.erase.sure", &[]).await;
    community.settled().await;
    assert_eq!(community.tables_naming(&id).await, ["members"]);
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    let late = json!({"path": "/callback", "action": "delay_after", "delay_ms": 2000, "times": 1});
    community.faults(json!({"rest": [late]})).await;
    let begun = emma.goes(&page, "m.erase.yes", &[]).await;
    assert!(text_of(&begun).contains("It has begun"), "{begun}");
    community.erasure_is("done").await;
    // Nothing tells that nothing was written after the late answer.
    tokio::time::sleep(Wall::from_millis(2500)).await;
    community.settled().await;
    assert!(community.tables_naming(&id).await.is_empty());
    community.end().await;
}

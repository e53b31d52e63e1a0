//! Before anything about somebody new is kept they are asked, and can say no, then or later.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

use super::newcomers::{AGREE, WELCOME, is_choice, said};
use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::{role, user};
use crate::tutors::TOPIC;

on_both!(
    before_anything_is_kept_it_is_asked,
    who_does_not_agree_is_known_by_nothing_else,
    who_joins_and_writes_while_the_bot_is_away_is_known_by_nothing_else,
    joining_a_course_is_agreeing_to_that_alone,
    a_new_text_is_asked_about_again,
    who_agrees_no_more_leaves_and_has_the_rest_erased,
    who_refused_and_has_all_erased_keeps_no_message,
    a_tutor_who_agrees_no_more_is_offered_nothing,
    what_was_begun_can_be_ended_without_agreeing,
    who_has_not_agreed_is_called_to_no_question,
);

impl Person<'_> {
    /// Agrees no more: the answer.
    pub async fn takes_consent_back(&self) -> Value {
        let page = self.uses("me", json!({})).await["message"].clone();
        let data = self.goes(&page, "m.data", &[]).await;
        let words = self.goes(&data, "m.consent", &[]).await;
        self.presses(&words, "同意をやめる").await
    }
}

impl Community {
    /// What everybody has agreed to is an earlier text.
    async fn text_has_changed(&self) {
        let db = Db::open(&self.config.database).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let text = "UPDATE consents SET version = version - 1";
        tx.execute(sql(text)).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }
}

async fn before_anything_is_kept_it_is_asked(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    let asked = yuki.presses(&welcome, "興味のあることを選ぶ").await;
    for words in ["預かるもの", "使いみち", "見る人", "消し方", "第2版"] {
        assert!(said(&asked).contains(words), "{words}: {asked}");
    }
    let asked = yuki.wants_to_ask().await;
    assert!(said(&asked).contains("「同意して進む」か"), "{asked}");
    let command = yuki.uses("ask", json!({})).await;
    assert!(said(&command).contains("「同意して進む」か"), "{command}");
    // What she writes is hers alone so far.
    community.person("aiko").asks("どこで探しますか", "").await;
    let card = community.card(1).await;
    yuki.answers(&card, "わたしは知人からです").await;
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["newcomers"]);
    // She reads and looks around.
    for command in ["help", "me", "questions", "faq", "course list"] {
        let shown = yuki.uses(command, json!({})).await;
        assert!(!said(&shown).contains("「同意して進む」か"), "{shown}");
    }
    // With her consent she goes on with what she wanted.
    let choice = yuki.presses(&asked["message"], AGREE).await;
    assert!(is_choice(&choice), "{choice}");
    let sent = yuki.asks("はじめての質問です", "").await;
    assert!(
        said(&sent).contains("はじめての質問、ありがとうございます"),
        "{sent}"
    );
    assert!(!said(&sent).contains("記録したものは"), "{sent}");
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
        said(&refused).contains("新しいことは預かりません"),
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
        said(&not_for_her).contains("まだ同意をしていない"),
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

async fn who_joins_and_writes_while_the_bot_is_away_is_known_by_nothing_else(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    aiko.asks("振込はいつですか", "").await;
    let card = community.card(1).await;
    community.settled().await;
    // Nobody is new who joins in the same moment in which the bot came.
    let clock = community.clock().now();
    community.clock_to(clock + Duration::minutes(1)).await;
    community.stop_bot().await;
    yuki.act("join", json!({})).await;
    yuki.writes(card["id"].as_str().unwrap(), "月末だと思います")
        .await;
    community.start_bot();
    yuki.is_told(WELCOME).await;
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["newcomers"]);
    community.card_shows(1, "回答待ち").await;
    community.end().await;
}

async fn joining_a_course_is_agreeing_to_that_alone(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let start = community.working_morning() + Duration::days(20);
    let card = community.course("応募文", &hour_from(start), "").await;
    assert!(text_of(&card).contains("人数の報告に使います"), "{card}");
    let joined = yuki.presses(&card, "参加する").await;
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
    assert!(said(&joined).contains("記録したものは"), "{joined}");
    let kept = community.tables_with("yuki").await;
    assert!(!kept.contains(&"consents"), "{kept:?}");
    // What is kept beside, and why, is a press away.
    let words = yuki.presses(&joined["message"], "預かるものの説明").await;
    assert!(said(&words).contains("使いみち"), "{words}");
    assert!(said(&words).contains("第2版"), "{words}");
    // For all else she is asked.
    let asked = yuki.wants_to_ask().await;
    assert!(said(&asked).contains("「同意して進む」か"), "{asked}");
    // Whoever has agreed to an earlier text is asked before they join as well.
    yuki.presses(&asked["message"], AGREE).await;
    community.text_has_changed().await;
    let next = community.course("確定申告", &hour_from(start), "").await;
    let asked = yuki.presses(&next, "参加する").await;
    assert!(said(&asked).contains("第2版"), "{asked}");
    let joined = yuki.presses(&asked["message"], AGREE).await;
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
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
    community.text_has_changed().await;
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
        text_of(&taken_back).contains("そのまま続き"),
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

async fn who_refused_and_has_all_erased_keeps_no_message(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let asked = yuki.wants_to_ask().await;
    yuki.presses(&asked["message"], "同意しない").await;
    community.settled().await;
    // That all is gone is told late: what is said in between is hers to keep.
    let conversation = yuki.conversation().await.unwrap();
    let dark = json!({"method": "POST", "path": "users/@me/channels", "action": "status"});
    community.faults(json!({"rest": [dark]})).await;
    yuki.is_erased().await;
    let between = json!({"content": "あしたはお休みです"});
    let path = format!("channels/{conversation}/messages");
    let (status, _) = community.api("POST", &path, Some(&between)).await;
    assert_eq!(status, 200);
    assert_eq!(yuki.times_told("全部消しました").await, 0);
    community.faults(json!({"clear": true})).await;
    yuki.is_told("全部消しました").await;
    community.erasure_is("done").await;
    assert_eq!(yuki.times_told(WELCOME).await, 0);
    assert_eq!(yuki.times_told("あしたはお休みです").await, 1);
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
    let taken_back = sato.takes_consent_back().await;
    for words in ["そのまま続き", "チューターは、お休みにしました"] {
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
    // The role of tutors goes and comes back: he stays paused.
    let tutors = role(&community, "チューター").await;
    let ishida = community.person("ishida");
    for (change, cause) in [("remove", "role"), ("add", "own")] {
        let roles = json!({"user": "sato", change: [tutors]});
        ishida.act("roles", roles).await;
        community
            .until("it is noticed", async || {
                let paused = format!("tutors WHERE pause_cause = '{cause}'");
                (community.count(&paused).await == Some(1)).then_some(())
            })
            .await;
    }
    community.settled().await;
    assert_eq!(sato.times_told("相談のお願い（#2）").await, 0);
    let agreed = sato
        .presses(&taken_back["message"], "やっぱり同意する")
        .await;
    assert!(said(&agreed).contains("お休みのままです"), "{agreed}");
    let back = sato.presses(&agreed["message"], "再開する").await;
    assert_eq!(back["kind"], "update", "{back}");
    community.settled().await;
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

async fn who_has_not_agreed_is_called_to_no_question(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, aiko) = (community.person("yuki"), community.person("aiko"));
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let morning = community.working_morning();
    community.clock_to(morning).await;
    // A tutor by the role alone, who was not asked yet, and one who refuses.
    yuki.joins().await;
    yuki.is_told(WELCOME).await;
    let tutors = role(&community, "チューター").await;
    let give = json!({"user": "yuki", "add": [tutors]});
    ishida.act("roles", give).await;
    sato.takes_consent_back().await;
    aiko.asks("だれか教えてください", "").await;
    let card = community.card(1).await;
    let thread = card["id"].as_str().unwrap();
    community.settled().await;
    community.clock_to(morning + Duration::minutes(241)).await;
    let call = community.says(thread, "答えを待っています").await;
    let called = call["mentions"].as_array().unwrap();
    let names: Vec<&str> = called
        .iter()
        .filter_map(|user| user["username"].as_str())
        .collect();
    assert!(!names.is_empty(), "{call}");
    assert!(
        !names.contains(&"yuki") && !names.contains(&"sato"),
        "{names:?}"
    );
    community.settled().await;
    assert_eq!(community.tables_with("yuki").await, ["newcomers"]);
    assert_eq!(community.tables_with("sato").await, ["consents"]);
    community.end().await;
}

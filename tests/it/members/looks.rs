//! What staff see of somebody is recorded, and that person can read it.

use chrono::Duration;
use serde_json::{Value, json};

use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::{role, user};
use crate::tutors::TOPIC;

on_both!(
    what_staff_see_of_requests_and_tutors_is_a_look,
    whom_a_member_does_not_want_is_not_found_out_by_trying,
    what_staff_see_of_courses_is_a_look,
    however_many_looks_there_are_each_can_be_read,
    who_changed_a_setting_is_a_look_as_well,
);

impl Person<'_> {
    /// The page of what staff have looked at.
    pub async fn looks(&self) -> Value {
        let page = self.uses("me", json!({})).await;
        let page = self.presses(&page["message"], "わたしのデータ").await;
        let page = self.presses(&page["message"], "運営が見た記録").await;
        page["message"].clone()
    }

    /// How often something stands on it.
    pub async fn times_looked(&self, words: &str) -> usize {
        text_of(&self.looks().await).matches(words).count()
    }
}

async fn what_staff_see_of_requests_and_tutors_is_a_look(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let ishida = community.person("ishida");
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    aiko.asks_for_a_tutor(TOPIC, "手数料のことです").await;
    let offer = sato.is_told("相談のお願い（#1）").await;
    let declined = sato.presses(&offer, "今回は難しいです").await["message"].clone();
    let reason = json!({"reason": "今週は時間がとれません"});
    sato.fills(&declined, "t.reason", reason).await;
    community.settled().await;
    for person in [&aiko, &sato] {
        assert_eq!(person.times_looked("を見ました").await, 0);
    }
    // The list names both.
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let list = "相談とチューターの一覧を見ました（最後に見たとき）。理由：";
    for person in [&aiko, &sato] {
        assert_eq!(person.times_looked(list).await, 1);
    }
    // A request is its member's, and why a tutor declined is the tutor's.
    let request = ishida.goes(&status, "t.pick", &["1"]).await;
    assert!(
        text_of(&request).contains("今週は時間がとれません"),
        "{request}"
    );
    for person in [&aiko, &sato] {
        assert_eq!(person.times_looked("相談 #1 の様子").await, 1);
    }
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    ishida.goes(&status, "t.pick.tutor", &["1"]).await;
    assert_eq!(sato.times_looked("チューターの登録を見ました").await, 1);
    assert_eq!(aiko.times_looked("チューターの登録を見ました").await, 0);
    // Again within an hour is the same look, later it is another; of the list the last is shown.
    let id = user(&community, "aiko").await;
    let looks = format!("looks WHERE kind = 'overview' AND user_id = {id}");
    ishida.uses("tutor status", json!({})).await;
    assert_eq!(community.count(&looks).await, Some(1));
    community.advance(61 * 60).await;
    ishida.uses("tutor status", json!({})).await;
    assert_eq!(community.count(&looks).await, Some(2));
    assert_eq!(aiko.times_looked(list).await, 1);
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    ishida.goes(&status, "t.pick", &["1"]).await;
    assert_eq!(aiko.times_looked("相談 #1 の様子").await, 2);
    // Whoever asks for somebody learns what they ask already.
    let for_her = json!({"topic": TOPIC, "member": id});
    let page = ishida.uses("tutor request", for_her).await["message"].clone();
    let known = ishida.fills_request(&page, "手数料のことです").await;
    assert!(text_of(&known).contains("#1"), "{known}");
    // What one sees of oneself is none, and whoever may not look has not looked.
    aiko.own_requests().await;
    sato.uses("tutor status", json!({})).await;
    let id = user(&community, "ishida").await;
    let by_others = format!("looks WHERE looked_by <> {id}");
    assert_eq!(community.count(&by_others).await, Some(0));
    // It says who it was.
    let looks = text_of(&sato.looks().await);
    assert!(looks.contains(&format!("<@{id}> さんが")), "{looks}");
    community.settled().await;
    community.end().await;
}

async fn whom_a_member_does_not_want_is_not_found_out_by_trying(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let unwanted = user(&community, "sato").await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let page = aiko.begins_request(TOPIC).await;
    let page = aiko.goes(&page, "t.not", &[&unwanted]).await;
    aiko.fills_request(&page, "手数料のことです").await;
    community.settled().await;
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let page = ishida.goes(&status, "t.pick", &["1"]).await;
    assert!(!text_of(&page).contains("頼まない"), "{page}");
    let select = ishida.presses(&page, "頼む人を決める").await["message"].clone();
    assert_eq!(aiko.times_looked("頼みたくない人").await, 0);
    let refused = ishida.goes(&select, "t.hand.to", &[&unwanted]).await;
    assert!(text_of(&refused).contains("頼めません"), "{refused}");
    let look = "相談 #1 の「頼みたくない人」を見ました。理由：頼むチューターを決めるため";
    assert_eq!(aiko.times_looked(look).await, 1);
    community.settled().await;
    community.end().await;
}

async fn what_staff_see_of_courses_is_a_look(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let ishida = community.person("ishida");
    let start = community.working_morning() + Duration::days(3);
    let card = community.course("応募文", &hour_from(start), "").await;
    for person in [&aiko, &hana] {
        person.presses(&card, "参加する").await;
    }
    let agreed = "enrolments WHERE agreed_version = 1";
    assert_eq!(community.count(agreed).await, Some(2));
    community.settled().await;
    let attendance = "講座「応募文」の出席のページを見ました。理由：";
    let page = ishida.manages(1).await;
    ishida.goes(&page, "c.session", &["1"]).await;
    assert_eq!(aiko.times_looked(attendance).await, 0, "only numbers");
    community.clock_to(start + Duration::minutes(1)).await;
    let thread = community.course_thread("応募文").await;
    let roll = community.says(&thread, "に来ている方は").await;
    aiko.presses(&roll, "出席しました").await;
    let page = ishida.manages(1).await;
    ishida.goes(&page, "c.session", &["1"]).await;
    for person in [&aiko, &hana] {
        assert_eq!(person.times_looked(attendance).await, 1);
    }
    // What is said without a name is nobody's; with a name it is.
    community.clock_to(start + Duration::minutes(91)).await;
    let form = aiko.is_told("へのご参加、ありがとうございました").await;
    let rated = aiko.presses(&form, "5").await;
    let words = json!({"helped": "自己紹介の書き方", "next": "見積もり"});
    let kept = aiko.fills(&rated["message"], "c.say", words).await;
    ishida.uses("course report", json!({"number": 1})).await;
    let said = "講座「応募文」の感想を見ました。理由：";
    assert_eq!(aiko.times_looked(said).await, 0);
    aiko.presses(&kept, "名前も出してよい").await;
    ishida.uses("course report", json!({"number": 1})).await;
    assert_eq!(aiko.times_looked(said).await, 1);
    assert_eq!(hana.times_looked(said).await, 0);
    community.settled().await;
    community.end().await;
}

async fn however_many_looks_there_are_each_can_be_read(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.asks_for_a_tutor(TOPIC, "手数料のことです").await;
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let request = ishida.goes(&status, "t.pick", &["1"]).await;
    for number in 1..=20 {
        let form = ishida.presses(&request, "相談の内容を読む").await;
        let reason = format!("{}、{number}回目", "確かめるため".repeat(25));
        ishida
            .submits(&form["modal"], json!({"reason": reason}))
            .await;
    }
    let mut page = aiko.looks().await;
    let mut all = text_of(&page);
    assert!(
        all.contains("、20回目") && !all.contains("、1回目"),
        "{all}"
    );
    let mut pages = 1;
    while page.to_string().contains("もっと前の記録") {
        page = aiko.presses(&page, "もっと前の記録").await["message"].clone();
        all.push_str(&text_of(&page));
        pages += 1;
        assert!(pages < 9, "it ends: {page}");
    }
    for number in 1..=20 {
        let once = all.matches(&format!("、{number}回目")).count();
        assert_eq!(once, 1, "{number}: {all}");
    }
    let first = all.matches("相談とチューターの一覧").count();
    assert_eq!(first, 1, "also the first of all: {all}");
    community.settled().await;
    community.end().await;
}

/// Another of the staff reads who changed what.
async fn who_changed_a_setting_is_a_look_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, mori) = (community.person("ishida"), community.person("mori"));
    let staff = role(&community, "運営").await;
    ishida
        .act("roles", json!({"user": "mori", "add": [staff]}))
        .await;
    let rooms = ishida.opens("rooms").await;
    let tutors = community.channel("雑談").await;
    let page = ishida.works_on(&rooms, "tutor_channel", &[&tutors]).await;
    assert!(text_of(&page).contains("✅ 保存しました"), "{page}");
    community.settled().await;
    let words = "設定をだれが変えたかの記録を見ました";
    ishida.uses("setup", json!({"show": "history"})).await;
    assert_eq!(ishida.times_looked(words).await, 0, "it is their own");
    let history = mori.uses("setup", json!({"show": "history"})).await;
    let id = user(&community, "ishida").await;
    assert!(text_of(&history["message"]).contains(&id), "{history}");
    assert_eq!(ishida.times_looked(words).await, 1);
    assert_eq!(mori.times_looked(words).await, 0);
    community.settled().await;
    community.end().await;
}

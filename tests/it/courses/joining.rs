//! A place is taken, given up, offered to the next in line.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

use super::shared::{doors, hour_from, said, written};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    one_press_is_a_place_and_a_second_one_harmless,
    a_place_that_becomes_free_is_offered_to_the_next_in_line,
    an_offer_runs_out_after_waking_hours,
    sign_ups_end,
    the_link_is_for_those_who_joined_from_the_hour_before,
    more_places_are_offered_to_those_in_line,
    sessions_go_into_a_calendar,
    after_the_deadline_a_place_is_not_lost_by_a_slip,
    an_announcement_with_an_earlier_text_of_what_is_kept_is_shown_anew,
);

async fn one_press_is_a_place_and_a_second_one_harmless(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "1").await;
    let joined = aiko.presses(&card, "参加する").await;
    assert_eq!(joined["message"]["flags"], 64, "for her alone");
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
    assert!(said(&joined).contains("公民館"), "{joined}");
    let again = aiko.presses(&card, "参加する").await;
    assert!(
        said(&again).contains("もう申し込みはすんでいます"),
        "{again}"
    );
    let waiting = hana.presses(&card, "参加する").await;
    assert!(
        said(&waiting).contains("キャンセル待ちの1番目"),
        "{waiting}"
    );
    let again = hana.presses(&card, "参加する").await;
    assert!(
        said(&again).contains("キャンセル待ちの1番目です"),
        "{again}"
    );
    let card = community.announced("満席・キャンセル待ち1人").await;
    let mine = aiko.uses("course mine", json!({})).await;
    assert!(
        said(&mine).contains("応募文") && said(&mine).contains("（参加）"),
        "{mine}"
    );
    let list = aiko.uses("course list", json!({})).await;
    assert!(said(&list).contains("（満席）"), "{list}");
    // The line is left, and the place given up, by one press each.
    let left = hana.presses(&card, "キャンセル").await;
    assert!(said(&left).contains("キャンセル待ちをやめました"), "{left}");
    let left = aiko.presses(&card, "キャンセル").await;
    assert!(said(&left).contains("キャンセルしました"), "{left}");
    let again = aiko.presses(&card, "キャンセル").await;
    assert!(said(&again).contains("キャンセルはすんでいます"), "{again}");
    let none = community.person("mori").presses(&card, "キャンセル").await;
    assert!(said(&none).contains("申し込んでいません"), "{none}");
    community.announced("残り1席").await;
    community.settled().await;
    community.end().await;
}

async fn a_place_that_becomes_free_is_offered_to_the_next_in_line(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let start = morning + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "1").await;
    for person in [&aiko, &hana, &sato] {
        person.presses(&card, "参加する").await;
    }
    aiko.presses(&card, "キャンセル").await;
    let offer = hana.is_told("席が空きました：応募文").await;
    assert!(
        text_of(&offer).contains("までに「参加する」を押してください"),
        "{offer}"
    );
    // Whoever comes now does not pass those in line.
    let late = mori.presses(&card, "参加する").await;
    assert!(said(&late).contains("キャンセル待ちの2番目"), "{late}");
    // Hana declines, and Sato is next; a press on what is over is answered kindly.
    let declined = hana.presses(&offer, "今回はやめておく").await;
    assert!(
        said(&declined).contains("席は次の方にご案内します"),
        "{declined}"
    );
    let second = sato.is_told("席が空きました：応募文").await;
    let over = hana.presses(&offer, "今回はやめておく").await;
    assert!(said(&over).contains("席のご案内は終わりました"), "{over}");
    let taken = sato.presses(&second, "参加する").await;
    assert!(said(&taken).contains("席をお取りしました"), "{taken}");
    let again = sato.presses(&second, "今回はやめておく").await;
    assert!(said(&again).contains("もう席をお取りしています"), "{again}");
    let back = hana.presses(&offer, "参加する").await;
    assert!(
        said(&back).contains("キャンセル待ちの2番目"),
        "behind Mori: {back}"
    );
    community.settled().await;
    assert_eq!(hana.times_told("席が空きました").await, 1);
    assert_eq!(mori.times_told("席が空きました").await, 0);
    community.end().await;
}

async fn an_offer_runs_out_after_waking_hours(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let sato = community.person("sato");
    let morning = community.working_morning();
    community.clock_to(morning).await;
    let start = morning + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "1").await;
    for person in [&aiko, &hana, &sato] {
        person.presses(&card, "参加する").await;
    }
    aiko.presses(&card, "キャンセル").await;
    let offer = hana.is_told("席が空きました").await;
    // Twelve hours from ten: eleven until nine in the evening, one from eight the next day.
    community
        .clock_to(morning + Duration::minutes(22 * 60 + 59))
        .await;
    community.settled().await;
    assert_eq!(sato.times_told("席が空きました").await, 0, "still hers");
    community
        .clock_to(morning + Duration::minutes(23 * 60 + 1))
        .await;
    sato.is_told("席が空きました").await;
    hana.is_told("席のご案内は終わりました").await;
    let late = hana.presses(&offer, "参加する").await;
    assert!(said(&late).contains("キャンセル待ちの1番目"), "{late}");
    community.settled().await;
    community.end().await;
}

async fn sign_ups_end(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let until = start - Duration::days(2);
    let page = ishida.drafts("応募文").await;
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    let page = ishida.places(&page, "公民館", "", "").await;
    let page = ishida
        .fills(&page, "c.until", json!({"until": written(until)}))
        .await;
    ishida.goes(&page, "c.publish", &[]).await;
    let card = community.announced("申し込みの締切").await;
    community.settled().await;
    community.clock_to(until + Duration::minutes(1)).await;
    let closed = community.announced("申し込みは締め切りました").await;
    assert!(!doors(&closed).contains(&"参加する".to_owned()), "{closed}");
    let late = aiko.presses_as_if(&card, "参加する").await;
    assert!(
        said(&late).contains("に締め切りました") && said(&late).contains("運営の人に"),
        "{late}"
    );
    community.clock_to(start + Duration::hours(2)).await;
    let over = aiko.presses_as_if(&card, "参加する").await;
    assert!(said(&over).contains("この講座は終わりました"), "{over}");
    let over = aiko.presses_as_if(&card, "キャンセル").await;
    assert!(said(&over).contains("申し込んでいません"), "{over}");
    community.announced("【終了】応募文").await;
    community.settled().await;
    community.end().await;
}

async fn the_link_is_for_those_who_joined_from_the_hour_before(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let start = community.working_morning() + Duration::days(3);
    let link = "https://example.com/meeting/77";
    let card = community
        .course_with("オンライン", &hour_from(start), ("オンライン", link), "")
        .await;
    let joined = aiko.presses(&card, "参加する").await;
    for seen in [&card, &joined] {
        assert!(!seen.to_string().contains("meeting"), "{seen}");
    }
    let own = aiko.sees_course(1).await;
    assert!(
        text_of(&own).contains("始まる1時間前からここに出ます"),
        "{own}"
    );
    let event = community.events_named("オンライン").await;
    assert!(!event[0].to_string().contains("meeting"), "{event:?}");
    community.clock_to(start - Duration::minutes(61)).await;
    community.settled().await;
    let own = aiko.sees_course(1).await;
    assert!(!own.to_string().contains("meeting"), "{own}");
    community.clock_to(start - Duration::minutes(59)).await;
    let told = aiko.is_told("まもなく講座が始まります").await;
    assert!(text_of(&told).contains(link), "{told}");
    assert!(text_of(&aiko.sees_course(1).await).contains(link));
    let mine = aiko.uses("course mine", json!({})).await;
    assert!(said(&mine).contains(link), "{mine}");
    let others = hana.sees_course(1).await;
    assert!(!others.to_string().contains("meeting"), "{others}");
    let button = json!({"type": 2, "style": 2, "label": "?", "custom_id": "t1:c.link:1"});
    let forged = json!({"components": [{"type": 1, "components": [button]}]});
    let refused = hana.presses_as_if(&forged, "?").await;
    assert!(
        said(&refused).contains("申し込んだ方だけに見えます"),
        "{refused}"
    );
    community.settled().await;
    assert_eq!(hana.times_told("meeting").await, 0);
    community.end().await;
}

async fn more_places_are_offered_to_those_in_line(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let (hana, sato) = (community.person("hana"), community.person("sato"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "1").await;
    for person in [&aiko, &hana, &sato] {
        person.presses(&card, "参加する").await;
    }
    let page = ishida.manages(1).await;
    ishida.places(&page, "公民館", "", "3").await;
    hana.is_told("席が空きました").await;
    sato.is_told("席が空きました").await;
    // Fewer places take none away.
    ishida.places(&page, "公民館", "", "1").await;
    let mine = hana.uses("course mine", json!({})).await;
    assert!(said(&mine).contains("席をお取りしています"), "{mine}");
    community.settled().await;
    community.end().await;
}

async fn sessions_go_into_a_calendar(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    let file = aiko.presses(&card, "カレンダーに入れる").await;
    let attached = &file["message"]["attachments"][0];
    assert_eq!(attached["filename"], "講座.ics", "{file}");
    let calendar = content(attached).await;
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR") && calendar.contains("SEQUENCE:0"),
        "{calendar}"
    );
    let mine = aiko.uses("course mine", json!({})).await;
    assert!(!doors(&mine["message"]).contains(&"全部カレンダーに入れる".to_owned()));
    aiko.presses(&card, "参加する").await;
    let mine = aiko.uses("course mine", json!({})).await;
    let file = aiko
        .presses(&mine["message"], "全部カレンダーに入れる")
        .await;
    assert_eq!(
        file["message"]["attachments"][0]["filename"], "講座.ics",
        "{file}"
    );
    // Moved, the same session comes with a higher sequence.
    let ishida = community.person("ishida");
    ishida.moves(1, 1, start + Duration::days(1)).await;
    let told = aiko.is_told("日時が変わりました").await;
    let file = aiko.presses(&told, "カレンダーに入れる").await;
    let moved = content(&file["message"]["attachments"][0]).await;
    assert!(moved.contains("SEQUENCE:1"), "{moved}");
    let uid = |of: &str| {
        of.lines()
            .find(|l| l.starts_with("UID:"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(uid(&calendar), uid(&moved));
    community.settled().await;
    community.end().await;
}

/// What is in a file that the bot has sent.
async fn content(attachment: &Value) -> String {
    let url = attachment["url"].as_str().unwrap();
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap()
}

async fn after_the_deadline_a_place_is_not_lost_by_a_slip(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    ishida
        .publishes_series("連続講座", start, "毎週12回", "")
        .await;
    let card = community.announced("連続講座").await;
    // All of a long series can be seen.
    let see = aiko.sees_course(1).await;
    let all = see["embeds"][1]["description"].as_str().unwrap();
    assert_eq!(all.lines().count(), 12, "{see}");
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community.clock_to(start + Duration::minutes(1)).await;
    let ask = aiko.presses(&card, "キャンセル").await;
    assert!(said(&ask).contains("もう申し込めません"), "{ask}");
    let mine = aiko.uses("course mine", json!({})).await;
    assert!(said(&mine).contains("（参加）"), "{mine}");
    let done = aiko.presses(&ask["message"], "はい、キャンセルする").await;
    assert!(said(&done).contains("キャンセルしました"), "{done}");
    community.settled().await;
    community.end().await;
}

async fn an_announcement_with_an_earlier_text_of_what_is_kept_is_shown_anew(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    assert!(text_of(&card).contains("第1版"), "{card}");
    community.settled().await;
    let card = community.announced("応募文").await;
    let before = card["edited_timestamp"].clone();
    community.stop_bot().await;
    let db = Db::open(&community.config.database).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.execute(sql("UPDATE courses SET consent_version = 0"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    community.start_bot();
    community
        .until("it is shown anew", async || {
            let card = community.announced("応募文").await;
            let shown = community.count("courses WHERE consent_version = 1").await;
            (card["edited_timestamp"] != before && shown == Some(1)).then_some(())
        })
        .await;
    aiko.presses(&card, "参加する").await;
    let agreed = "enrolments WHERE agreed_version = 1";
    assert_eq!(community.count(agreed).await, Some(1));
    community.settled().await;
    community.end().await;
}

//! A course is planned: a draft, its sessions, what is missing, and that it is published.

use chrono::Duration;
use serde_json::json;

use super::shared::{doors, hour_from, said, written};
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::role;

on_both!(
    a_course_is_planned_and_announced,
    what_cannot_be_planned_is_said_with_what_to_press,
    what_does_not_fit_together_is_asked_about,
    a_series_is_shown_with_every_date,
    a_draft_is_for_staff_alone,
    a_past_course_is_copied,
    who_may_join_is_chosen,
);

async fn a_course_is_planned_and_announced(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let page = ishida.drafts("はじめての応募").await;
    let text = text_of(&page);
    assert!(
        text.contains("下書き") && text.contains("あと必要なもの：日時、場所"),
        "{text}"
    );
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    assert!(
        text_of(&page).contains("曜") || text_of(&page).contains('('),
        "{page}"
    );
    let page = ishida.places(&page, "公民館2階", "", "２０人").await;
    let text = text_of(&page);
    assert!(text.contains("20人（残り20席）"), "{text}");
    assert!(
        text.contains("よければ「公開する」を押してください"),
        "{text}"
    );
    assert!(community.events_named("はじめての応募").await.is_empty());
    let done = ishida.goes(&page, "c.publish", &[]).await;
    assert!(
        text_of(&done).contains("公開しました：はじめての応募"),
        "{done}"
    );

    let card = community.announced("はじめての応募").await;
    let text = text_of(&card);
    for part in [
        "公民館2階",
        "20人（残り20席）",
        "10:00〜11:00",
        "講座番号 1",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(
        doors(&card),
        ["参加する", "キャンセル", "カレンダーに入れる"]
    );
    community.course_thread("はじめての応募").await;
    community.settled().await;
    let events = community.events_named("はじめての応募").await;
    let [event] = &events[..] else {
        panic!("{events:?}")
    };
    let description = event["description"].as_str().unwrap();
    assert!(
        description.contains("「興味あり」を押しただけでは"),
        "{description}"
    );
    // Being interested there is no sign-up.
    let interest = json!({"event": event["id"]});
    aiko.act("event-interest", interest).await;
    let mine = aiko.uses("course mine", json!({})).await;
    assert!(said(&mine).contains("参加予定の講座はありません"), "{mine}");

    // A second press publishes nothing twice.
    let again = ishida.presses_as_if(&page, "公開する").await;
    assert!(said(&again).contains("もう公開されています"), "{again}");
    community.settled().await;
    assert_eq!(community.events_named("はじめての応募").await.len(), 1);
    let cards = ishida.sees("講座").await.into_iter();
    assert_eq!(
        cards.filter(|m| text_of(m).contains("講座番号 1")).count(),
        1
    );
    community.end().await;
}

async fn what_cannot_be_planned_is_said_with_what_to_press(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let morning = community.working_morning();
    let page = ishida.drafts("はじめての応募").await;
    let day = morning.with_timezone(&chrono_tz::Asia::Tokyo).date_naive();
    for (dates, words) in [
        ("2020-01-01 10:00".to_owned(), "もう過ぎています"),
        (format!("{day} 16:00-14:00"), "終わりが始まりより前です"),
        (format!("{day} 24:30"), "24時30分という時刻はありません"),
        ("2027/2/29 10:00".to_owned(), "2027年に2月29日はありません"),
        (format!("{day}(日) 10:00"), "「日曜日」と書かれています"),
        (format!("{day}"), "時刻がありません"),
        ("14:00".to_owned(), "日にちが読めません"),
        (format!("{day} 10:00 たぶん"), "「たぶん」が読めません"),
    ] {
        let page = ishida.dates(&page, &dates, "", "").await;
        let text = text_of(&page);
        assert!(
            text.starts_with("⚠️") && text.contains(words),
            "{dates}: {text}"
        );
        assert!(text.contains("日時：まだ"), "nothing is kept: {text}");
    }
    let start = morning + Duration::days(9);
    let page = ishida.dates(&page, &hour_from(start), "毎週", "").await;
    assert!(text_of(&page).contains("何回か、いつまでか"), "{page}");
    let page = ishida
        .dates(&page, &hour_from(start), "毎月第9土曜 3回", "")
        .await;
    assert!(text_of(&page).starts_with("⚠️"), "{page}");
    let done = ishida.goes(&page, "c.publish", &[]).await;
    assert!(text_of(&done).contains("「場所・定員」を押して"), "{done}");
    let page = ishida.places(&page, "公民館", "zoom", "20").await;
    assert!(text_of(&page).contains("https:// で始まるもの"), "{page}");
    let page = ishida.places(&page, "公民館", "", "二十").await;
    assert!(text_of(&page).contains("1から10000まで"), "{page}");
    let page = ishida.places(&page, "公民館", "", "").await;
    let done = ishida.goes(&page, "c.publish", &[]).await;
    assert!(text_of(&done).contains("「日時」を押して"), "{done}");
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    let late = json!({"until": written(start + Duration::days(1))});
    let page = ishida.fills(&page, "c.until", late).await;
    assert!(text_of(&page).contains("最後の回より前"), "{page}");
    let fine = json!({"until": written(start - Duration::days(1))});
    let page = ishida.fills(&page, "c.until", fine).await;
    assert!(text_of(&page).contains("締切："), "{page}");
    // The draft was left lying until its date was over.
    community.clock_to(start + Duration::days(2)).await;
    let done = ishida.goes(&page, "c.publish", &[]).await;
    assert!(text_of(&done).contains("は過ぎました"), "{done}");
    let sure = ishida.goes(&done, "c.discard", &[]).await;
    let gone = ishida.presses(&sure, "はい、捨てる").await;
    assert!(said(&gone).contains("下書きを捨てました"), "{gone}");
    let again = ishida.presses_as_if(&sure, "はい、捨てる").await;
    assert!(said(&again).contains("見つかりません"), "{again}");
    community.settled().await;
    community.end().await;
}

async fn what_does_not_fit_together_is_asked_about(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let start = community.working_morning() + Duration::days(9);
    let page = ishida.drafts("連続講座").await;
    let off = written(start + Duration::days(8));
    let off = off.split(' ').next().unwrap();
    let refused = ishida
        .dates(&page, &hour_from(start), "毎週40回", off)
        .await;
    assert!(
        text_of(&refused).contains("には回がありません"),
        "{refused}"
    );
    let refused = ishida
        .dates(&page, &hour_from(start), "毎週40回", "お盆")
        .await;
    assert!(
        text_of(&refused).contains("休む日「お盆」が読めません"),
        "{refused}"
    );
    let page = ishida.dates(&page, &hour_from(start), "毎週40回", "").await;
    let all = page["embeds"][0]["description"].as_str().unwrap();
    assert_eq!(
        all.lines().count(),
        40,
        "every date before it is published: {page}"
    );
    let link = "https://example.com/meeting/77";
    let places = [
        link,
        "オンライン HTTPS://example.com",
        "example.com/j/1",
        "ｗｗｗ．example.com",
    ];
    for place in places {
        let refused = ishida.places(&page, place, "", "").await;
        let text = text_of(&refused);
        assert!(text.contains("「参加用のリンク」の欄に"), "{place}: {text}");
    }
    let refused = ishida.places(&page, "オンライン", "https://", "").await;
    assert!(text_of(&refused).contains("https:// で始まる"), "{refused}");
    // What is a place is one, whatever stands in it.
    let page = ishida.places(&page, "公民館 3/4階 A.B室", "", "").await;
    assert!(text_of(&page).contains("3/4階"), "{page}");
    let page = ishida.places(&page, "オンライン", link, "").await;
    let done = ishida.goes(&page, "c.publish", &[]).await;
    // More sessions than a select has options: the others are a step away.
    let later = ishida.goes(&done, "c.session", &["@23"]).await;
    let last = |page: &serde_json::Value| page["components"][0].to_string();
    assert!(last(&later).contains("前の回を見る"), "{later}");
    assert!(!last(&later).contains("後の回を見る"), "{later}");
    let opened = ishida.goes(&later, "c.session", &["40"]).await;
    assert!(text_of(&opened).contains("申込：0"), "{opened}");
    community.settled().await;
    community.end().await;
}

async fn a_series_is_shown_with_every_date(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let start = community.working_morning() + Duration::days(7);
    let week = |n: i64| (start + Duration::weeks(n)).with_timezone(&chrono_tz::Asia::Tokyo);
    let page = ishida.drafts("連続講座").await;
    let left_out = week(1).format("%Y-%m-%d").to_string();
    let page = ishida
        .dates(&page, &hour_from(start), "毎週 × 3", &left_out)
        .await;
    let text = text_of(&page);
    for (n, is_there) in [(0, true), (1, false), (2, true), (3, true), (4, false)] {
        let date = week(n).format("%-m月%-d日(").to_string();
        assert_eq!(text.contains(&date), is_there, "{date}: {text}");
    }
    let page = ishida.places(&page, "公民館", "", "").await;
    ishida.goes(&page, "c.publish", &[]).await;
    community.announced("連続講座").await;
    community.settled().await;
    assert_eq!(community.events_named("連続講座").await.len(), 3);
    community.end().await;
}

async fn a_draft_is_for_staff_alone(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let refused = aiko.uses("course create", json!({})).await;
    assert!(said(&refused).contains("これは運営の役目"), "{refused}");
    let page = ishida.drafts("ひみつの講座").await;
    let list = aiko.uses("course list", json!({})).await;
    assert!(!said(&list).contains("ひみつ"), "{list}");
    assert!(
        !doors(&list["message"]).contains(&"講座をつくる".to_owned()),
        "{list}"
    );
    for label in ["公開する", "下書きを捨てる", "日時", "場所・定員"] {
        let refused = aiko.presses_as_if(&page, label).await;
        let text = said(&refused);
        assert!(
            text.contains("見つかりません") || text.contains("これは運営の役目"),
            "{label}: {refused}"
        );
        assert!(!text.contains("ひみつ"), "{refused}");
    }
    let listed = ishida.uses("course list", json!({})).await;
    assert!(
        said(&listed).contains("下書き") && said(&listed).contains("ひみつの講座"),
        "{listed}"
    );
    // What was drafted is found again, and gone on with.
    let again = ishida.goes(&listed["message"], "c.pick", &["1"]).await;
    assert!(text_of(&again).contains("下書き"), "{again}");
    community.settled().await;
    community.end().await;
}

async fn a_past_course_is_copied(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let start = community.working_morning() + Duration::days(2);
    community
        .course("くり返す講座", &hour_from(start), "5")
        .await;
    community.clock_to(start + Duration::days(1)).await;
    community.announced("【終了】くり返す講座").await;
    let page = ishida.manages(1).await;
    let copy = ishida.presses(&page, "写して新しくつくる").await;
    let text = said(&copy);
    assert!(
        text.contains("講座 #2") && text.contains("くり返す講座"),
        "{text}"
    );
    assert!(
        text.contains("日時：まだ") && text.contains("5人（残り5席）"),
        "{text}"
    );
    let twice = ishida.presses(&page, "写して新しくつくる").await;
    assert!(
        said(&twice).contains("講座 #2"),
        "a second press is the same copy: {twice}"
    );
    community.settled().await;
    community.end().await;
}

async fn who_may_join_is_chosen(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let sato = community.person("sato");
    let start = community.working_morning() + Duration::days(5);
    let page = ishida.drafts("チューターの勉強会").await;
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    let page = ishida.places(&page, "公民館", "", "").await;
    let tutors = role(&community, "チューター").await;
    let page = ishida.goes(&page, "c.role", &[&tutors]).await;
    assert!(text_of(&page).contains(&format!("<@&{tutors}>")), "{page}");
    ishida.goes(&page, "c.publish", &[]).await;
    let card = community.announced("チューターの勉強会").await;
    let refused = aiko.presses(&card, "参加する").await;
    assert!(said(&refused).contains("の方のためのものです"), "{refused}");
    let joined = sato.presses(&card, "参加する").await;
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
    community.settled().await;
    community.end().await;
}

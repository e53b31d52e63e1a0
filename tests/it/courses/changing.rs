//! What changes after a course was published is said once to those whom it concerns.

use chrono::Duration;
use serde_json::json;
use tsunagari::db::{Db, sql};

use super::shared::{doors, hour_from, said};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    a_moved_session_is_said_once_and_reminded_anew,
    a_session_moved_within_its_day_is_not_announced_as_tomorrow_again,
    another_place_is_said_once,
    what_is_cancelled_is_said_and_not_reminded,
    one_session_of_a_series_is_cancelled,
    what_was_deleted_by_hand_comes_back,
    who_may_not_changes_nothing,
    very_many_are_told_of_a_move_in_parts,
    who_moves_it_back_at_once_is_not_heard,
    what_a_page_showed_holds_or_is_shown_again,
    a_date_is_added_to_a_course_that_runs,
);

async fn a_moved_session_is_said_once_and_reminded_anew(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let hana = community.person("hana");
    let morning = community.working_morning();
    let (start, later) = (morning + Duration::days(9), morning + Duration::days(12));
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    let ask = ishida.moving(1, 1, later).await;
    let text = text_of(&ask);
    assert!(
        text.contains("日時をこのように変えますか") && text.contains("1人に知らせます"),
        "{text}"
    );
    community.settled().await;
    assert_eq!(
        aiko.times_told("日時が変わりました").await,
        0,
        "not before it is sure"
    );
    let done = ishida.presses(&ask, "はい、変える").await;
    assert!(said(&done).contains("日時を変えました"), "{done}");
    let told = aiko.is_told("講座の日時が変わりました：応募文").await;
    assert!(text_of(&told).contains("新しい日時"), "{told}");
    let again = ishida.presses_as_if(&ask, "はい、変える").await;
    assert!(said(&again).contains("日時を変えました"), "{again}");
    community.settled().await;
    assert_eq!(aiko.times_told("日時が変わりました").await, 1);
    assert_eq!(hana.times_told("応募文").await, 0);
    let local = later.with_timezone(&chrono_tz::Asia::Tokyo);
    let date = local.format("%-m月%-d日(").to_string();
    community.announced(&date).await;
    let events = community.events_named("応募文").await;
    let starts = events[0]["scheduled_start_time"].as_str().unwrap();
    assert!(
        starts.starts_with(&later.format("%Y-%m-%dT%H:%M").to_string()),
        "{starts}"
    );
    // Nothing wrong at the old times; the reminders come at the new ones.
    community.clock_to(start - Duration::minutes(59)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("明日、講座").await, 0);
    assert_eq!(aiko.times_told("まもなく講座").await, 0);
    community
        .clock_to(later - Duration::days(1) + Duration::seconds(1))
        .await;
    aiko.is_told("明日、講座があります").await;
    community
        .clock_to(later - Duration::hours(1) + Duration::seconds(1))
        .await;
    aiko.is_told("まもなく講座").await;
    community.settled().await;
    community.end().await;
}

async fn a_session_moved_within_its_day_is_not_announced_as_tomorrow_again(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::minutes(1))
        .await;
    aiko.is_told("明日、講座があります").await;
    community.settled().await;
    // Three hours later on the same day: a day before that is still to come.
    ishida.moves(1, 1, start + Duration::hours(3)).await;
    aiko.is_told("日時が変わりました").await;
    community.clock_to(start + Duration::minutes(1)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("明日、講座").await, 1, "said once");
    community
        .clock_to(start + Duration::hours(2) + Duration::seconds(1))
        .await;
    aiko.is_told("まもなく講座").await;
    community.settled().await;
    community.end().await;
}

async fn another_place_is_said_once(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    let page = ishida.manages(1).await;
    let page = ishida.places(&page, "図書館", "", "").await;
    assert!(text_of(&page).contains("図書館"), "{page}");
    let told = aiko.is_told("講座の場所が変わりました").await;
    assert!(text_of(&told).contains("図書館"), "{told}");
    // Sent again without a change nothing is said; another text is.
    ishida.places(&page, "図書館", "", "").await;
    let title = json!({"title": "応募文 入門", "description": "印鑑をお持ちください"});
    ishida.fills(&page, "c.about", title).await;
    let told = aiko.is_told("講座の内容が変わりました：応募文 入門").await;
    assert!(text_of(&told).contains("印鑑をお持ちください"), "{told}");
    community.announced("応募文 入門").await;
    community.settled().await;
    assert_eq!(aiko.times_told("場所が変わりました").await, 1);
    let events = community.events_named("応募文 入門").await;
    assert_eq!(events[0]["entity_metadata"]["location"], "図書館");
    community.end().await;
}

async fn what_is_cancelled_is_said_and_not_reminded(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let hana = community.person("hana");
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "1").await;
    aiko.presses(&card, "参加する").await;
    hana.presses(&card, "参加する").await;
    let page = ishida.manages(1).await;
    let ask = ishida.goes(&page, "c.cancel", &[]).await;
    assert!(text_of(&ask).contains("申し込んだ2人に知らせます"), "{ask}");
    let done = ishida.presses(&ask, "はい、中止する").await;
    assert!(said(&done).contains("中止にしました"), "{done}");
    aiko.is_told("講座が中止になりました：応募文").await;
    hana.is_told("講座が中止になりました：応募文").await;
    let closed = community.announced("【中止】応募文").await;
    assert!(doors(&closed).is_empty(), "{closed}");
    let again = ishida.presses_as_if(&ask, "はい、中止する").await;
    assert!(said(&again).contains("中止にしました"), "{again}");
    let late = aiko.presses_as_if(&card, "参加する").await;
    assert!(
        said(&late).contains("もう申し込みはすんで") || said(&late).contains("中止"),
        "{late}"
    );
    community.settled().await;
    assert!(community.events_named("応募文").await.is_empty());
    community.clock_to(start + Duration::hours(2)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("講座が中止").await, 1);
    assert_eq!(aiko.times_told("まもなく講座").await, 0);
    assert_eq!(aiko.times_told("明日、講座").await, 0);
    community.end().await;
}

async fn one_session_of_a_series_is_cancelled(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    ishida
        .publishes_series("連続講座", start, "毎週3回", "")
        .await;
    let card = community.announced("連続講座").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    let page = ishida.manages(1).await;
    let page = ishida.goes(&page, "c.session", &["1"]).await;
    let ask = ishida.goes(&page, "c.off", &[]).await;
    ishida.presses(&ask, "はい、中止する").await;
    let told = aiko.is_told("この回は中止になりました：連続講座").await;
    assert!(text_of(&told).contains("ほかの回は予定どおり"), "{told}");
    community.announced("（中止）").await;
    community.settled().await;
    assert_eq!(community.events_named("連続講座").await.len(), 2);
    community.clock_to(start - Duration::minutes(59)).await;
    community.settled().await;
    assert_eq!(aiko.times_told("まもなく講座").await, 0);
    community
        .clock_to(start + Duration::days(7) - Duration::minutes(59))
        .await;
    aiko.is_told("まもなく講座").await;
    community.settled().await;
    community.end().await;
}

async fn what_was_deleted_by_hand_comes_back(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    ishida.act("delete", json!({"message": card["id"]})).await;
    let again = community
        .until("it is announced anew", async || {
            let all = ishida.sees("講座").await.into_iter();
            let mut cards = all.filter(|m| text_of(m).contains("講座番号 1"));
            cards.find(|m| m["id"] != card["id"])
        })
        .await;
    let joined = aiko.presses(&again, "参加する").await;
    assert!(said(&joined).contains("参加を受け付けました"), "{joined}");
    community.settled().await;
    community.end().await;
}

async fn who_may_not_changes_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    community.course("応募文", &hour_from(start), "").await;
    let page = ishida.manages(1).await;
    for label in ["講座を中止する", "場所・定員", "集計", "写して新しくつくる"]
    {
        let refused = aiko.presses_as_if(&page, label).await;
        assert!(
            said(&refused).contains("これは運営の役目"),
            "{label}: {refused}"
        );
    }
    let ask = ishida.goes(&page, "c.cancel", &[]).await;
    let refused = aiko.presses_as_if(&ask, "はい、中止する").await;
    assert!(said(&refused).contains("これは運営の役目"), "{refused}");
    let list = aiko.uses("course list", json!({})).await;
    assert!(said(&list).contains("応募文"), "{list}");
    community.settled().await;
    community.end().await;
}

async fn very_many_are_told_of_a_move_in_parts(backend: Backend) {
    const PEOPLE: i64 = 450;
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let start = community.working_morning() + Duration::days(20);
    community.course("応募文", &hour_from(start), "").await;
    // They all want a mention: six messages instead of hundreds.
    let db = Db::open(&community.config.database).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    for n in 1..=PEOPLE {
        let place = sql(
            "INSERT INTO enrolments (course_id, guild_id, user_id, state, seat, line, since) \
             SELECT id, guild_id, $1, 'going', $1, $1, published_at FROM courses",
        );
        tx.execute(place.bind(n)).await.unwrap();
        let by = sql("INSERT INTO members (user_id, told_by) VALUES ($1, 'mention')");
        tx.execute(by.bind(n)).await.unwrap();
    }
    tx.commit().await.unwrap();
    ishida.moves(1, 1, start + Duration::days(1)).await;
    let number = async |text: &str| -> i64 { db.one(sql(text)).await.unwrap().unwrap() };
    while number("SELECT COUNT(*) AS n FROM course_tellings").await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let told = "SELECT COUNT(*) AS n FROM course_notices WHERE kind = 'moved'";
    assert_eq!(number(told).await, PEOPLE);
    let parts = "SELECT COUNT(DISTINCT wanted_at) AS n FROM course_notices WHERE kind = 'moved'";
    assert!(number(parts).await >= 3, "200 in one step");
    let thread = community.course_thread("応募文").await;
    community.settled().await;
    let calls = community.said(&ishida, &thread, "日時が変わりました").await;
    assert_eq!(calls.len(), 6);
    db.close().await;
    community.end().await;
}

async fn who_moves_it_back_at_once_is_not_heard(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    // Both within the time in which changes are gathered, by the practice clock.
    let same = ishida.moving(1, 1, start).await;
    assert!(text_of(&same).contains("今と同じ日時です"), "{same}");
    ishida.moves(1, 1, start + Duration::days(1)).await;
    ishida.moves(1, 1, start).await;
    community.settled().await;
    assert_eq!(aiko.times_told("日時が変わりました").await, 0);
    community.advance(60).await;
    ishida.moves(1, 1, start + Duration::days(1)).await;
    let told = aiko.is_told("日時が変わりました").await;
    let date = |at: chrono::DateTime<chrono::Utc>| {
        let local = at.with_timezone(&chrono_tz::Asia::Tokyo);
        local.format("%-m月%-d日").to_string()
    };
    let text = text_of(&told);
    assert!(
        text.contains(&format!("前の日時：{}", date(start))),
        "{text}"
    );
    let new = date(start + Duration::days(1));
    assert!(text.contains(&format!("新しい日時：{new}")), "{text}");
    community.settled().await;
    community.end().await;
}

async fn what_a_page_showed_holds_or_is_shown_again(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let start = community.working_morning() + Duration::days(9);
    community.course("応募文", &hour_from(start), "").await;
    // Two look at the same session: the second to press sees what the first has done.
    let first = ishida.moving(1, 1, start + Duration::days(1)).await;
    let second = ishida.moving(1, 1, start + Duration::days(2)).await;
    ishida.presses(&first, "はい、変える").await;
    let late = ishida.presses(&second, "はい、変える").await;
    assert!(said(&late).contains("ほかの人が先に変えました"), "{late}");
    // And a draft that somebody has changed is not published unseen.
    let page = ishida.drafts("もう一つ").await;
    let page = ishida.dates(&page, &hour_from(start), "", "").await;
    let seen = ishida.places(&page, "公民館", "", "").await;
    ishida
        .dates(&seen, &hour_from(start + Duration::days(7)), "", "")
        .await;
    let refused = ishida.presses_as_if(&seen, "公開する").await;
    assert!(
        said(&refused).contains("ほかの人が先に変えました"),
        "{refused}"
    );
    community.settled().await;
    community.end().await;
}

async fn a_date_is_added_to_a_course_that_runs(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, aiko) = (community.person("ishida"), community.person("aiko"));
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    community.settled().await;
    let page = ishida.manages(1).await;
    let more = start + Duration::days(7);
    let over = json!({"dates": "2020-01-01 10:00", "series": "", "except": ""});
    let refused = ishida.fills(&page, "c.dates", over).await;
    assert!(
        text_of(&refused).contains("2020-01-01 10:00"),
        "it can be copied: {refused}"
    );
    let dates = json!({"dates": hour_from(more), "series": "", "except": ""});
    ishida.fills(&page, "c.dates", dates).await;
    let told = aiko.is_told("講座の日が増えました：応募文").await;
    let local = more.with_timezone(&chrono_tz::Asia::Tokyo);
    let date = local.format("%-m月%-d日").to_string();
    assert!(text_of(&told).contains(&date), "{told}");
    community
        .clock_to(more - Duration::days(1) + Duration::seconds(1))
        .await;
    aiko.is_told("明日、講座があります").await;
    community.settled().await;
    assert_eq!(community.events_named("応募文").await.len(), 2);
    community.end().await;
}

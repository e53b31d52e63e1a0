//! 「わたしのページ」 and 「つかいかた」, by presses alone.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

use crate::courses::hour_from;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::user;
use crate::tutors::TOPIC;

on_both!(
    what_is_under_way_stands_on_ones_page,
    a_tutor_sees_their_hours_load_and_thanks,
    every_situation_has_its_door,
    the_first_of_each_has_a_kind_word_once,
    what_others_began_for_somebody_is_not_their_first,
    however_much_is_settled_what_is_open_stands_there,
);

fn said(answer: &Value) -> String {
    text_of(&answer["message"])
}

async fn what_is_under_way_stands_on_ones_page(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, mori) = (community.person("aiko"), community.person("mori"));
    let panel = community.panel().await;
    let page = aiko.presses(&panel, "わたしのページ").await;
    let text = said(&page);
    for words in [
        "質問：今はありません",
        "参加予定の講座：今はありません",
        "お知らせ：DM",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    aiko.asks("報酬の税金について", "").await;
    let start = community.working_morning() + Duration::days(9);
    let card = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&card, "参加する").await;
    let page = aiko.uses("me", json!({})).await;
    let text = said(&page);
    assert!(
        text.contains("続いている質問：1件") && text.contains("報酬の税金"),
        "{text}"
    );
    assert!(
        text.contains("参加予定の講座：1件") && text.contains("応募文"),
        "{text}"
    );
    // Nobody else's things stand there.
    let others = said(&mori.uses("わたしのページ", json!({})).await);
    assert!(
        !others.contains("報酬") && !others.contains("応募文"),
        "{others}"
    );
    // Each part leads on, in the same answer.
    let list = aiko.presses(&page["message"], "自分の質問").await;
    assert!(said(&list).contains("報酬の税金"), "{list}");
    let page = aiko.uses("me", json!({})).await;
    let mine = aiko.presses(&page["message"], "参加予定").await;
    assert!(said(&mine).contains("応募文"), "{mine}");
    community.settled().await;
    community.end().await;
}

async fn a_tutor_sees_their_hours_load_and_thanks(backend: Backend) {
    let community = Community::start(backend).await;
    let start = community.working_morning() + Duration::days(9);
    community.has_a_life(&hour_from(start)).await;
    let page = said(&community.person("sato").uses("me", json!({})).await);
    for words in [
        "いま引き受けている人 0人（2人まで）",
        "最後までお手伝いした人：1人、届いたお礼：1件",
        "話せるとき：",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    community.end().await;
}

async fn every_situation_has_its_door(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let panel = community.panel().await;
    let help = aiko.presses(&panel, "つかいかた").await;
    let situations = |help: &Value| -> Vec<String> {
        let options = help["message"]["components"][1]["components"][0]["options"].clone();
        let options = options.as_array().unwrap().iter();
        options
            .map(|option| option["value"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = situations(&help);
    assert_eq!(all.len(), 10, "{all:?}");
    for value in &all {
        let help = aiko.uses("help", json!({})).await;
        let page = aiko.goes(&help["message"], "m.help.pick", &[value]).await;
        let door = &page["components"][0]["components"][0];
        assert!(!text_of(&page).is_empty(), "{value}");
        let opened = aiko.presses(&page, door["label"].as_str().unwrap()).await;
        assert_ne!(opened["kind"], "failed", "{value}: {opened}");
    }
    // Settings are for staff; what is switched off is not offered.
    let help = ishida.uses("help", json!({})).await;
    assert!(situations(&help).contains(&"setup".to_owned()));
    let gone = json!({"channel": "講座"});
    ishida.act("delete-channel", gone).await;
    community.settled().await;
    community.end().await;
}

async fn the_first_of_each_has_a_kind_word_once(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let first = aiko.asks("報酬の税金について", "").await;
    assert!(
        said(&first).contains("はじめての質問、ありがとうございます"),
        "{first}"
    );
    // She was there before newcomers were asked about what is kept.
    assert!(said(&first).contains("記録したものは"), "{first}");
    let data = aiko.presses(&first["message"], "わたしのデータ").await;
    let buttons = data["message"]["components"].to_string();
    assert!(buttons.contains("消してもらう"), "{data}");
    let second = aiko.asks("応募文の書き方", "").await;
    assert!(!said(&second).contains("はじめて"), "{second}");
    let request = aiko
        .asks_for_a_tutor("報酬・手数料", "手数料を一緒に見てほしいです")
        .await;
    assert!(
        text_of(&request).contains("はじめての相談ですね"),
        "{request}"
    );
    let start = community.working_morning() + Duration::days(9);
    for (title, is_first) in [("応募文", true), ("確定申告", false)] {
        let card = community.course(title, &hour_from(start), "").await;
        let joined = aiko.presses(&card, "参加する").await;
        assert_eq!(
            said(&joined).contains("はじめての講座ですね"),
            is_first,
            "{joined}"
        );
        aiko.presses(&card, "キャンセル").await;
        let again = aiko.presses(&card, "参加する").await;
        assert!(!said(&again).contains("はじめて"), "{again}");
    }
    community.settled().await;
    community.end().await;
}

async fn what_others_began_for_somebody_is_not_their_first(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, ishida) = (community.person("hana"), community.person("ishida"));
    let hers = hana.writes("雑談", "振込はいつですか").await;
    let choice = ishida.uses_menu("Record as question", &hers).await;
    let record = ishida.chooses(&choice["message"], TOPIC).await;
    ishida.sends(&record["modal"], "振込はいつですか", "").await;
    community.card(1).await;
    let first = hana.asks("応募文の書き方", "").await;
    assert!(said(&first).contains("はじめての質問"), "{first}");
    let for_her = json!({"topic": TOPIC, "member": user(&community, "hana").await});
    let page = ishida.uses("tutor request", for_her).await["message"].clone();
    ishida.fills_request(&page, "手数料のことです").await;
    let other = "税金・確定申告";
    let request = hana.asks_for_a_tutor(other, "確定申告のことです").await;
    assert!(text_of(&request).contains("はじめての相談"), "{request}");
    community.settled().await;
    community.end().await;
}

async fn however_much_is_settled_what_is_open_stands_there(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    for number in 1..=11 {
        aiko.asks(&format!("{number}番目の質問です"), "").await;
    }
    let page = said(&aiko.uses("me", json!({})).await);
    assert!(page.contains("続いている質問：11件"), "{page}");
    assert!(
        page.contains("11番目") && page.contains("（ほか8件）"),
        "{page}"
    );
    community.settled().await;
    let db = Db::open(&community.config.database).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let settled = "UPDATE questions SET state = 'resolved' WHERE number > 1";
    tx.execute(sql(settled)).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let page = said(&aiko.uses("me", json!({})).await);
    assert!(page.contains("続いている質問：1件"), "{page}");
    assert!(page.contains("1番目の質問です"), "{page}");
    community.end().await;
}

//! Lists, the FAQ, and what is edited, withdrawn, moved and merged.

use serde_json::{Value, json};
use tsunagari::db::{Db, ReadRow, Row, sql};

use super::shared::{labels, thread_of};
use crate::harness::{Backend, Community, Person, on_both, program_command, run_to_end, text_of};

on_both!(
    lists_turn_their_pages_after_a_restart,
    the_faq_is_kept_found_and_exported,
    what_is_withdrawn_is_nowhere,
    a_duplicate_is_merged_with_its_followers,
    two_that_are_merged_into_each_other_are_not_both_gone,
    what_was_merged_into_a_withdrawn_question_waits_again,
    nothing_is_left_in_a_thread_that_was_left,
    staff_move_a_question_to_another_topic,
);

async fn lists_turn_their_pages_after_a_restart(backend: Backend) {
    let community = Community::start(backend).await;
    community.faults(json!({"rate_limit": {"on": false}})).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    for number in 1..=10 {
        let who = if number == 3 { &hana } else { &aiko };
        who.asks(&format!("一覧の{number}番目"), "").await;
    }
    let card = community.card(5).await;
    hana.presses(&card, "私も知りたい").await;
    aiko.presses(&card, "解決しました").await;
    community.settled().await;
    let first = hana.uses("questions", json!({})).await["message"].clone();
    let text = text_of(&first);
    assert!(
        text.contains("#10 ") && text.contains("#3 ") && !text.contains("#2 "),
        "{text}"
    );
    assert!(!labels(&first).contains(&"新しいほうへ".to_owned()));
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    let older = hana.presses(&first, "古いほうへ").await;
    assert_eq!(older["kind"], "update");
    let older = older["message"].clone();
    let text = text_of(&older);
    assert!(
        text.contains("#2 ") && text.contains("#1 ") && !text.contains("#3 "),
        "{text}"
    );
    let newer = hana.presses(&older, "新しいほうへ").await["message"].clone();
    assert!(text_of(&newer).contains("#10 "));
    for (scope, has, lacks) in [
        ("mine", "#3 ", "#10 "),
        ("followed", "#5 ", "#10 "),
        ("resolved", "#5 ", "#10 "),
        ("open", "#10 ", "#5 "),
    ] {
        let list = hana.picks(&first, "q.list.scope", scope).await["message"].clone();
        let text = text_of(&list);
        assert!(
            text.contains(has) && !text.contains(lacks),
            "{scope}: {text}"
        );
        let typed = hana.uses("questions", json!({"show": scope})).await;
        assert_eq!(text_of(&typed["message"]), text);
    }
    let topic = json!({"topic": "税金・確定申告"});
    let none = hana.uses("questions", topic).await;
    assert!(text_of(&none["message"]).contains("ここに出る質問は、まだありません"));
    let list = hana.uses("questions", json!({"show": "resolved"})).await["message"].clone();
    let opened = hana.picks(&list, "q.pick", "5").await;
    assert!(text_of(&opened["message"]).contains("一覧の5番目"));
    // The panel leads there as well.
    let panel = community.panel().await;
    let list = hana.presses(&panel, "みんなの質問").await;
    assert!(text_of(&list["message"]).contains("#10 "));
    community.end().await;
}

async fn the_faq_is_kept_found_and_exported(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, ishida) = (community.person("hana"), community.person("ishida"));
    let none = hana.presses(&community.panel().await, "よくある質問").await;
    assert!(text_of(&none["message"]).contains("よくある質問は、まだありません"));
    let mut cards = Vec::new();
    for (number, title, answer) in [
        (1, "手数料は何%ですか", "20くらいと聞きました"),
        (2, "確定申告は必要ですか", "20万円をこえたら"),
    ] {
        cards.push(community.resolved(number, title, answer).await);
    }
    for (card, answer) in cards
        .iter()
        .zip(["5〜20%です。", "所得が20万円をこえたら必要です。"])
    {
        let menu = menu(&ishida, card).await;
        let form = ishida.presses(&menu, "よくある質問にのせる").await;
        let kept = form["modal"]["components"][1]["components"][0]["value"].clone();
        assert!(
            kept.as_str().unwrap().contains("20"),
            "the answer is in the form"
        );
        let done = ishida
            .submits(&form["modal"], json!({"answer": answer}))
            .await;
        assert!(text_of(&done["message"]).contains("よくある質問にのせました"));
    }
    // Completion while typing, by other words.
    let typed = json!({"channel": "雑談", "command": "faq",
        "options": {"query": "システム利用料"}, "focused": "query"});
    let (_, completed) = hana.act("autocomplete", typed).await;
    let first = &completed["choices"][0];
    assert_eq!(first["name"], "手数料は何%ですか", "{completed}");
    let entry = hana.uses("faq", json!({"query": first["value"]})).await;
    assert!(text_of(&entry["message"]).contains("5〜20%です"));
    let found = hana.uses("faq", json!({"query": "申告の仕方"})).await["message"].clone();
    assert!(text_of(&found).contains("見つかった"), "{found}");
    let entry = hana.picks(&found, "f.pick", "2").await["message"].clone();
    assert!(text_of(&entry).contains("20万円をこえたら必要"));
    assert!(
        !labels(&entry).contains(&"上へ".to_owned()),
        "she keeps no FAQ"
    );

    // Staff put the second first, and write it anew.
    let list = ishida
        .presses(&community.panel().await, "よくある質問")
        .await["message"]
        .clone();
    let entry = ishida.picks(&list, "f.pick", "2").await["message"].clone();
    ishida.presses(&entry, "上へ").await;
    let refused = ishida.presses(&entry, "上へ").await;
    assert!(text_of(&refused["message"]).contains("いちばん端"));
    let form = ishida.presses(&entry, "書きなおす").await;
    let done = ishida
        .submits(&form["modal"], json!({"answer": "くわしくは税務署へ。"}))
        .await;
    assert!(text_of(&done["message"]).contains("くわしくは税務署へ"));
    community.stop_bot().await;
    let folder = tempfile::tempdir().unwrap();
    let mut export = program_command(&["export", "faq", "--out", "out"]);
    let url = match &community.config.database.url {
        tsunagari::config::DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        url @ tsunagari::config::DatabaseUrl::Postgres(_) => url.expose().unwrap().to_owned(),
    };
    export.env("TSUNAGARI_DATABASE__URL", url);
    let (code, said, errors) = run_to_end(export, folder.path());
    assert_eq!(code, 0, "{errors}");
    assert!(said.contains("2 entries"), "{said}");
    let read = |ending: &str| {
        let files = std::fs::read_dir(folder.path().join("out")).unwrap();
        let mut files = files.map(|file| file.unwrap().path());
        let file = files.find(|file| file.extension().is_some_and(|e| e == ending));
        std::fs::read_to_string(file.unwrap()).unwrap()
    };
    let markdown = read("md");
    let at = |words: &str| markdown.find(words).unwrap();
    assert!(
        at("確定申告は必要ですか") < at("手数料は何%ですか"),
        "{markdown}"
    );
    assert!(read("csv").contains("くわしくは税務署へ。"));

    // Retired, it is found no more.
    community.start_bot();
    community.connected().await;
    let asked = ishida.presses(&entry, "のせるのをやめる").await["message"].clone();
    ishida.presses(&asked, "のせるのをやめる").await;
    let gone = hana.uses("faq", json!({"query": "f:2"})).await;
    assert!(text_of(&gone["message"]).contains("もうありません"));
    community.end().await;
}

/// The menu of a card's question.
async fn menu(person: &Person<'_>, card: &Value) -> Value {
    person.presses(card, "メニュー").await["message"].clone()
}

struct Words(String);

impl ReadRow for Words {
    const TABLE: &'static str = "(words)";

    fn read(row: &Row) -> Result<Self, tsunagari::db::DbError> {
        row.text(Self::TABLE, "words").map(Self)
    }
}

/// Every text that the questions' tables hold.
async fn texts_in_the_database(community: &Community) -> String {
    let db = Db::open(&community.config.database).await.unwrap();
    let mut all = String::new();
    for text in [
        "SELECT title || body || COALESCE(answer_text, '') AS words FROM questions",
        "SELECT title || body AS words FROM drafts",
        "SELECT content AS words FROM question_posts",
    ] {
        for Words(words) in db.all::<Words>(sql(text)).await.unwrap() {
            all.push_str(&words);
        }
    }
    db.close().await;
    all
}

async fn what_is_withdrawn_is_nowhere(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let kenji = community.person("kenji");
    aiko.asks("ひみつの題", &"ひみつの話。".repeat(400)).await;
    let card = community.card(1).await;
    kenji.presses(&card, "私も知りたい").await;
    sato.answers(&card, "お答えします").await;
    let card = community.card_shows(1, "回答あり").await;
    community.settled().await;
    assert!(text_of(&aiko.direct_messages().await[0]).contains("ひみつの題"));

    // First she writes it anew, in one part instead of two.
    let menu = menu(&aiko, &card).await;
    let form = aiko.presses(&menu, "書きなおす").await;
    let anew = json!({"title": "ひみつの新しい題", "body": "ひみつの新しい話。".repeat(80)});
    let done = aiko.submits(&form["modal"], anew).await;
    assert!(text_of(&done["message"]).contains("書きなおしました"));
    let card = community.card_shows(1, "ひみつの新しい題").await;
    community.settled().await;
    let thread = aiko.sees(&thread_of(&card)).await;
    let old = thread.iter().filter(|m| text_of(m).contains("ひみつの話"));
    assert_eq!(old.count(), 0, "nothing of the old text is left");
    let new = thread
        .iter()
        .filter(|m| text_of(m).contains("ひみつの新しい話"));
    assert_eq!(new.count(), 1);

    let refused = kenji.presses_id(&card, "t1:q.withdraw:1").await;
    assert!(text_of(&refused["message"]).contains("質問した人だけ"));
    let asked_back = aiko.presses(&card, "取り下げる").await;
    let done = aiko.presses(&asked_back["message"], "取り下げる").await;
    assert!(text_of(&done["message"]).contains("#1 を取り下げました"));
    let card = community.card_shows(1, "取り下げ").await;
    community.settled().await;
    let mut everything = aiko.sees(&thread_of(&card)).await;
    everything.extend(aiko.direct_messages().await);
    everything.extend(kenji.direct_messages().await);
    everything.push(card.clone());
    // Of a title that was changed Discord keeps its own note, which nobody can delete.
    everything.retain(|message| message["type"] != 4);
    for message in &everything {
        assert!(!text_of(message).contains("ひみつ"), "{message}");
    }
    assert!(
        !community.state().await.to_string().contains("ひみつ"),
        "thread names"
    );
    assert!(!texts_in_the_database(&community).await.contains("ひみつ"));
    let (_, found) = kenji
        .act(
            "command",
            json!({"channel": "雑談", "command": "question show", "options": {"number": 1}}),
        )
        .await;
    assert!(
        text_of(&found["message"]).contains("取り下げられた質問"),
        "{found}"
    );
    community.end().await;
}

async fn a_duplicate_is_merged_with_its_followers(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let (kenji, ishida) = (community.person("kenji"), community.person("ishida"));
    aiko.asks("パソコンがおそい", "").await;
    hana.asks("パソコンが重い", "").await;
    let (into, double) = (community.card(1).await, community.card(2).await);
    kenji.presses(&double, "私も知りたい").await;
    let refused = hana.presses_id(&double, "t1:q.menu:2").await;
    assert!(!labels(&refused["message"]).contains(&"ほかの質問にまとめる".to_owned()));
    let own = menu(&ishida, &double).await;
    let form = ishida.presses(&own, "ほかの質問にまとめる").await;
    let wrong = ishida
        .submits(&form["modal"], json!({"number": "99"}))
        .await;
    assert!(text_of(&wrong["message"]).contains("まとめられません"));
    let form = ishida.presses(&own, "ほかの質問にまとめる").await;
    let done = ishida
        .submits(&form["modal"], json!({"number": "＃１"}))
        .await;
    assert!(text_of(&done["message"]).contains("#2 を #1 にまとめました"));
    community.card_shows(2, "まとめました").await;
    community.says(&thread_of(&double), "[#1](").await;
    let sato = community.person("sato");
    sato.answers(&double, "こちらに書いても数えません").await;
    aiko.presses(&into, "解決しました").await;
    community.card_shows(1, "✅ 解決").await;
    community.settled().await;
    for who in [&hana, &kenji] {
        let told = who.direct_messages().await;
        assert_eq!(told.len(), 1, "{}", who.name);
        assert!(text_of(&told[0]).contains("質問 #1"));
    }
    community.end().await;
}

async fn staff_move_a_question_to_another_topic(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community.person("aiko").asks("話題ちがい", "").await;
    let own = menu(&ishida, &community.card(1).await).await;
    let select = ishida.presses(&own, "話題を変える").await["message"].clone();
    let done = ishida.picks(&select, "q.move.to", "税金・確定申告").await;
    assert!(text_of(&done["message"]).contains("「税金・確定申告」にしました"));
    community.card_shows(1, "税金・確定申告").await;
    community.end().await;
}

/// Staff merge one question into another.
async fn merges(community: &Community, card: &Value, into: &str) -> Value {
    let ishida = community.person("ishida");
    let own = menu(&ishida, card).await;
    let form = ishida.presses(&own, "ほかの質問にまとめる").await;
    ishida
        .submits(&form["modal"], json!({"number": into}))
        .await
}

async fn two_that_are_merged_into_each_other_are_not_both_gone(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    aiko.asks("一つ目の相談です", "").await;
    aiko.asks("別のことを聞きます", "").await;
    let (one, two) = (community.card(1).await, community.card(2).await);
    let said = tokio::join!(merges(&community, &one, "2"), merges(&community, &two, "1"));
    let said = [text_of(&said.0["message"]), text_of(&said.1["message"])];
    let done = said.iter().filter(|text| text.contains("にまとめました"));
    assert_eq!(done.count(), 1, "{said:?}");
    community.settled().await;
    let cards = aiko.sees("質問").await;
    let waiting = cards.iter().filter(|m| text_of(m).contains("回答待ち"));
    assert_eq!(waiting.count(), 1);
    community.end().await;
}

async fn what_was_merged_into_a_withdrawn_question_waits_again(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    aiko.asks("ひみつの題", "").await;
    hana.asks("同じことを聞きます", "").await;
    let (into, double) = (community.card(1).await, community.card(2).await);
    merges(&community, &double, "1").await;
    let merged = community.card_shows(2, "まとめました").await;
    assert!(text_of(&merged).contains("ひみつの題"));
    let asked_back = aiko.presses(&into, "取り下げる").await;
    aiko.presses(&asked_back["message"], "取り下げる").await;
    let again = community.card_shows(2, "回答待ち").await;
    community.settled().await;
    assert!(!text_of(&again).contains("ひみつ"), "{again}");
    for message in hana.sees(&thread_of(&double)).await {
        assert!(!text_of(&message).contains("ひみつ"), "{message}");
    }
    community.end().await;
}

async fn nothing_is_left_in_a_thread_that_was_left(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.asks("ひみつの題", &"ひみつの話。".repeat(200)).await;
    let card = community.card(1).await;
    community.settled().await;
    ishida.act("delete", json!({"message": card["id"]})).await;
    let told = community.says("運営", "質問のカードが消されました").await;
    ishida.presses(&told, "作り直す").await;
    let anew = community
        .until("the new card", async || {
            let all = aiko.sees("質問").await.into_iter();
            let mut new = all.filter(|m| m["thread"].is_object() && m["id"] != card["id"]);
            new.next()
        })
        .await;
    community.settled().await;
    community.advance(10).await;
    community.settled().await;
    let asked_back = aiko.presses(&anew, "取り下げる").await;
    aiko.presses(&asked_back["message"], "取り下げる").await;
    community.card_shows(1, "取り下げ").await;
    community.settled().await;
    let mut everything = aiko.sees(&thread_of(&card)).await;
    everything.extend(ishida.sees("運営").await);
    for message in &everything {
        assert!(!text_of(message).contains("ひみつ"), "{message}");
    }
    let state = community.state().await.to_string();
    assert!(!state.contains("ひみつ"), "thread names");
    community.end().await;
}

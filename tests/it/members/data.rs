//! What is kept is listed, column by column, and everybody can have what is theirs.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::config::Database;
use tsunagari::db::{Db, sql};
use tsunagari::members::ledger::TABLES;

use crate::courses::hour_from;
use crate::harness::{Backend, Community, Person, on_both, program_command, run_to_end, text_of};

on_both!(
    every_column_is_listed,
    everybody_can_have_what_is_kept_about_them,
    a_tutor_is_given_nothing_that_is_the_members,
);

/// The documents are what the program prints.
#[tokio::test]
async fn the_list_is_documented() {
    for (language, file) in [("en", "docs/privacy.md"), ("ja", "docs/ja/privacy.md")] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let command = program_command(&["privacy", "--language", language]);
        let (code, printed, _) = run_to_end(command, folder);
        assert_eq!(code, 0);
        let written = std::fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(
            printed, written,
            "tsunagari privacy --language {language} > {file}"
        );
    }
}

async fn every_column_is_listed(backend: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Database {
        url: backend.new_database(folder.path()).await,
        connections: 2,
    };
    let db = Db::open(&settings).await.unwrap();
    let (tables, columns) = match backend {
        Backend::Sqlite => (
            "sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name NOT LIKE '_sqlx_%'",
            "(SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m \
             JOIN pragma_table_info(m.name) c WHERE m.type = 'table') listed",
        ),
        Backend::Postgres => (
            "information_schema.tables WHERE table_schema = 'public' \
             AND table_name NOT LIKE '_sqlx_%'",
            "information_schema.columns",
        ),
    };
    let count = async |text: String| -> i64 { db.one(sql(text)).await.unwrap().unwrap() };
    let all = count(format!("SELECT COUNT(*) AS n FROM {tables}")).await;
    assert_eq!(
        usize::try_from(all),
        Ok(TABLES.len()),
        "a table is not listed"
    );
    for table in TABLES.iter() {
        let name = table.name;
        let of = format!("SELECT COUNT(*) AS n FROM {columns} WHERE table_name = '{name}'");
        let mut listed = 0;
        for (_, column) in table.all_columns() {
            let known = count(format!("{of} AND column_name = '{column}'")).await;
            assert_eq!(known, 1, "{name}.{column} is listed once and is there");
            listed += 1;
        }
        assert_eq!(count(of).await, listed, "a column of {name} is not listed");
    }
    db.close().await;
}

impl Person<'_> {
    /// The file of what is kept about this person, and the data inside it.
    async fn own_data(&self) -> (String, Value) {
        let page = self.uses("me", json!({})).await;
        let data = self.presses(&page["message"], "わたしのデータ").await;
        let words = text_of(&data["message"]);
        assert!(
            words.contains("ほかの人の名前やことばは入りません"),
            "{words}"
        );
        let given = self.presses(&data["message"], "ファイルで受け取る").await;
        let message = &given["message"];
        assert_eq!(
            message["flags"].as_u64().unwrap() & 64,
            64,
            "for this person alone"
        );
        let file = &message["attachments"][0];
        assert_eq!(file["filename"], "わたしのデータ.html", "{given}");
        let page = reqwest::get(file["url"].as_str().unwrap()).await.unwrap();
        let page = page.text().await.unwrap();
        let inside = page.split("id=\"data\">").nth(1).unwrap();
        let inside = inside.split("</script>").next().unwrap();
        let data = serde_json::from_str(inside).unwrap();
        (page, data)
    }
}

async fn everybody_can_have_what_is_kept_about_them(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let mori = community.person("mori");
    let (page, data) = mori.own_data().await;
    assert!(page.contains("預かっているものはありません"), "{page}");
    assert_eq!(data, json!({}));
    aiko.asks("報酬の税金について", "<b>青色</b>と白色の違い")
        .await;
    let card = community.card(1).await;
    sato.answers(&card, "税務署で聞けます").await;
    let start = community.working_morning() + Duration::days(9);
    let course = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&course, "参加する").await;
    community.settled().await;
    let (page, data) = aiko.own_data().await;
    let question = &data["questions"][0];
    assert_eq!(question["title"], "報酬の税金について", "{data}");
    assert_eq!(question["asker_id"], "me");
    assert_eq!(question["answered_by"], "somebody else");
    assert_eq!(data["enrolments"][0]["state"], "going", "{data}");
    assert_eq!(data["enrolments"][0]["course"], "応募文", "{data}");
    assert!(
        page.contains("報酬の税金について") && page.contains("講座の申し込み"),
        "{page}"
    );
    assert!(page.contains("&lt;b&gt;青色&lt;/b&gt;"), "{page}");
    // Who answered has that they did, and not what another wrote or who it was.
    let (page, data) = sato.own_data().await;
    assert_eq!(data["questions"][0]["answered_by"], "me", "{data}");
    assert_eq!(data["questions"][0]["asker_id"], "somebody else");
    assert!(!page.contains("報酬の税金"), "{page}");
    let id = community.state().await;
    let id = id["members"].as_array().unwrap().iter();
    let id = id
        .clone()
        .find(|m| m["user"]["username"] == "aiko")
        .unwrap();
    let id = id["user"]["id"].as_str().unwrap();
    assert!(!page.contains(id), "nobody else's id: {page}");
    community.settled().await;
    community.end().await;
}

async fn a_tutor_is_given_nothing_that_is_the_members(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community
        .tutor("sato", &["報酬・手数料"], &["always"], 2)
        .await;
    // The question is hers, also where its number tells whose it is.
    let about = "手数料のことで相談したいです";
    aiko.asks("手数料のこと", about).await;
    let card = community.card(1).await;
    let menu = aiko.presses(&card, "メニュー").await["message"].clone();
    let request = aiko.goes(&menu, "t.from", &[]).await;
    aiko.fills_request(&request, about).await;
    let offer = sato.is_told("相談のお願い（#1）").await;
    sato.presses(&offer, "引き受けます").await;
    community.talk(1).await;
    let (page, data) = sato.own_data().await;
    let request = &data["tutor_requests"][0];
    assert_eq!(request["state"], "matched", "{data}");
    assert_eq!(request["member_id"], "somebody else");
    for theirs in ["about", "question_id", "question", "week", "format"] {
        assert_eq!(request[theirs], Value::Null, "{theirs}: {request}");
    }
    assert!(!page.contains("手数料のことで相談したい"), "{page}");
    let (_, data) = aiko.own_data().await;
    assert_eq!(data["tutor_requests"][0]["about"], about);
    assert_eq!(data["tutor_requests"][0]["question"], 1);
    // Who approved the tutor is given that they did, and nothing of the tutor.
    let (_, data) = community.person("ishida").own_data().await;
    let approved = &data["tutors"][0];
    assert_eq!(approved["decided_by"], "me", "{data}");
    assert_eq!(approved["state"], Value::Null);
    community.settled().await;
    community.end().await;
}

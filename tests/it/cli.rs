//! The program as one types it: clear sentences, and exit codes that are not zero.

use std::fs;
use std::process::Command;

use serde_json::json;
use tsunagari::app::AppError;
use tsunagari::config::DatabaseUrl;
use tsunagari::db::{Db, sql};
use tsunagari::discord::ConnectError;
use tsunagari::practice::TOKEN;

use crate::harness::{Backend, Community, Program, program_command, run_to_end};

fn fails(command: Command, says: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, errors) = run_to_end(command, folder.path());
    assert_eq!(code, 1, "{errors}");
    for words in says {
        assert!(errors.contains(words), "{errors}");
    }
    assert!(!errors.contains("panicked"), "{errors}");
}

#[test]
fn without_a_token_it_says_how_to_get_one_and_names_practice() {
    fails(
        program_command(&["run"]),
        &["tsunagari practice", "DISCORD_TOKEN"],
    );
}

#[test]
fn settings_are_checked_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my.toml");
    fs::write(&file, "[outbox]\nworkers = 'many'\n[discord]\ntokn = 'x'\n").unwrap();
    let file = file.display().to_string();
    let mut command = program_command(&["check-config", "--config", &file]);
    command.env("TSUNAGARI_LOG__FORMAT", "xml");
    fails(
        command,
        &[
            &file,
            "outbox.workers",
            "1 to 50",
            "discord.tokn",
            "TSUNAGARI_LOG__FORMAT",
            "text or json",
        ],
    );
    let (code, said, _) = run_to_end(program_command(&["check-config"]), folder.path());
    assert_eq!(code, 0);
    assert!(said.contains("valid"));
    let none = program_command(&["check-config", "--config", "/nowhere.toml"]);
    fails(none, &["/nowhere.toml", "no such file"]);
}

#[test]
fn an_occupied_port_and_a_folder_in_use_are_told() {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port().to_string();
    fails(
        program_command(&["practice", "--port", &port]),
        &["is taken", "--port 0"],
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let file = file.display().to_string();
    fails(
        program_command(&["practice", "--port", "0", "--data", &file]),
        &[&file, "--data"],
    );
    fs::write(folder.path().join("practice.jsonl"), "{broken}\n").unwrap();
    let data = folder.path().display().to_string();
    fails(
        program_command(&["practice", "--port", "0", "--data", &data]),
        &["line 1", "practice.jsonl"],
    );
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let url = format!("sqlite:{}", path.display());
    let migrate = || {
        let mut command = program_command(&["migrate"]);
        command.env("TSUNAGARI_DATABASE__URL", &url);
        command
    };
    let (code, said, _) = run_to_end(migrate(), folder.path());
    assert_eq!(code, 0);
    let folder_of = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
    let newest = std::fs::read_dir(folder_of).unwrap().count();
    assert!(said.contains(&format!("is at version {newest}")), "{said}");
    let mut config = tsunagari::config::Config::load(None).unwrap().database;
    config.url = DatabaseUrl::Sqlite(path);
    let db = Db::open(&config).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9999, 'later', TRUE, x'00', 0)";
    tx.execute(sql(newer)).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    fails(migrate(), &["newer Tsunagari", "9999"]);
    let mut nowhere = program_command(&["migrate"]);
    nowhere.env("TSUNAGARI_DATABASE__URL", "sqlite:/no/such/folder/t.db");
    fails(nowhere, &["/no/such/folder/t.db", "database.url"]);
}

#[tokio::test]
async fn a_wrong_token_and_a_missing_intent_end_the_bot_with_a_sentence() {
    let mut community = Community::without_bot(Backend::Sqlite).await;
    community.config.discord.token = Some("wrong".into());
    community.start_bot();
    let ended = community.bot_ended().await.unwrap_err();
    assert!(
        matches!(ended, AppError::Connect(ConnectError::WrongToken)),
        "{ended}"
    );
    assert!(ended.to_string().contains("Reset Token"));

    community.config.discord.token = Some(TOKEN.into());
    community.faults(json!({"members_intent": false})).await;
    community.start_bot();
    let ended = community.bot_ended().await.unwrap_err();
    assert!(
        matches!(ended, AppError::Connect(ConnectError::Intents { .. })),
        "{ended}"
    );
    assert!(ended.to_string().contains("Server Members Intent"));
    community.end().await;
}

/// With the least that the invite link asks for, the whole story works.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_permissions_of_the_invite_link_are_enough() {
    let community = Community::without_bot(Backend::Sqlite).await;
    let least = tsunagari::discord::PERMISSIONS.bits().to_string();
    let ishida = community.person("ishida");
    let (status, _) = ishida
        .act(
            "role-permissions",
            json!({"role": "Tsunagari", "permissions": least}),
        )
        .await;
    assert_eq!(status, 200);
    for channel in ["受付", "質問"] {
        let allow = json!({"channel": channel, "role": "Tsunagari", "allow": least});
        ishida.act("overwrite", allow).await;
    }
    community.start_bot();
    let aiko = community.person("aiko");
    aiko.asks("最小の許可で", &"長い文。".repeat(900)).await;
    let card = community.card(1).await;
    community.person("sato").answers(&card, "大丈夫").await;
    let card = community.card_shows(1, "回答あり").await;
    aiko.presses(&card, "解決しました").await;
    community.card_shows(1, "✅ 解決").await;
    community.end().await;
}

#[test]
fn help_is_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said, _) = run_to_end(program_command(&["--help"]), folder.path());
    assert_eq!(code, 0);
    for command in ["run", "practice", "migrate", "check-config"] {
        assert!(said.contains(command), "{said}");
    }
    let (_, said, _) = run_to_end(program_command(&["practice", "--help"]), folder.path());
    for option in ["--port", "--data", "--traffic", "--no-bot"] {
        assert!(said.contains(option), "{said}");
    }
}

/// A connection that never says what it wants, a long poll, a slow answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_ends_within_five_seconds_whatever_is_open() {
    use std::io::{BufRead, BufReader, Write};
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let mut command = program_command(&["practice", "--port", "0", "--data", &data]);
    command.stdout(std::process::Stdio::piped());
    command.env("TSUNAGARI_LOG__LEVEL", "error");
    let mut program = Program::start(command);
    let mut said = String::new();
    BufReader::new(program.output())
        .read_line(&mut said)
        .unwrap();
    let base = said.trim().rsplit(' ').next().unwrap().to_owned();
    let address = base.strip_prefix("http://").unwrap();
    let mut half = std::net::TcpStream::connect(address).unwrap();
    half.write_all(b"GET /practice/st").unwrap();
    let http = reqwest::Client::new();
    let poll = http.get(format!("{base}/practice/changes?since=99999999999999"));
    let poll = tokio::spawn(poll.send());
    let slow = json!({"rest": [{"path": "/", "action": "delay", "delay_ms": 60_000}]});
    let faults = http.post(format!("{base}/practice/faults")).json(&slow);
    assert!(faults.send().await.unwrap().status().is_success());
    let ask = json!({"channel": "雑談", "content": "こんにちは"});
    let wrote = http
        .post(format!("{base}/practice/as/aiko/messages"))
        .json(&ask);
    assert!(wrote.send().await.unwrap().status().is_success());
    assert!(program.terminate().await.success());
    drop(poll);
}

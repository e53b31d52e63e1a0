//! `tsunagari outbox`, as an operator types it.

use std::process::Command;

use serde_json::{Value, json};
use tsunagari::config::DatabaseUrl;

use crate::harness::{Backend, Community, program_command, run_to_end};

fn outbox(community: &Community, arguments: &[&str]) -> Command {
    let DatabaseUrl::Sqlite(path) = &community.config.database.url else {
        panic!("these stories are told on a file");
    };
    let mut command = program_command(&[&["outbox"], arguments].concat());
    command.env(
        "TSUNAGARI_DATABASE__URL",
        format!("sqlite:{}", path.display()),
    );
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_finds_what_failed_and_tries_it_again() {
    let community = Community::start(Backend::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run_to_end(outbox(&community, arguments), folder.path());
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    // SEND_MESSAGES
    let deny = json!({"channel": "質問", "member": bot, "deny": "2048"});
    ishida.act("overwrite", deny).await;
    aiko.asks("送れません", "").await;
    community
        .until("the word to staff", async || {
            ishida.sees("運営").await.pop()
        })
        .await;
    community.settled().await;
    community.stop_bot().await;

    let (code, said, _) = run(&["list", "--state", "failed"]);
    assert_eq!(code, 0);
    assert!(
        said.contains("question_card") && said.contains("403/50013"),
        "{said}"
    );
    assert!(
        said.contains("failed 3"),
        "card, thread and opening: {said}"
    );
    let (_, lines, _) = run(&["list", "--state", "failed", "--json"]);
    let rows: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 3);
    let guild = rows[0]["guild"].as_str().unwrap();
    let (_, lines, _) = run(&["list", "--guild", guild, "--limit", "1", "--json"]);
    assert_eq!(lines.lines().count(), 1);
    let (_, lines, _) = run(&["list", "--guild", "1", "--json"]);
    assert_eq!(lines, "");

    let number = rows[0]["number"].to_string();
    let (code, said, _) = run(&["show", &format!("T-{number}")]);
    assert_eq!(code, 0);
    assert!(said.contains("outbox retry"), "{said}");
    let (_, shown, _) = run(&["show", &number, "--json"]);
    assert_eq!(
        serde_json::from_str::<Value>(&shown).unwrap()["state"],
        "failed"
    );
    let (code, _, error) = run(&["show", "999"]);
    assert_eq!(code, 1);
    assert!(error.contains("there is no effect T-999"), "{error}");
    let (code, _, error) = run(&["show", "twelve"]);
    assert_ne!(code, 0);
    assert!(error.contains("a number like 12 or T-12"), "{error}");

    let allow = json!({"channel": "質問", "member": bot, "allow": "2048"});
    ishida.act("overwrite", allow).await;
    let numbers: Vec<String> = rows.iter().map(|row| row["number"].to_string()).collect();
    let mut arguments = vec!["retry"];
    arguments.extend(numbers.iter().map(String::as_str));
    let (code, said, _) = run(&arguments);
    assert_eq!(code, 0);
    assert!(said.contains("is due again"), "{said}");
    let (code, _, error) = run(&["retry", &number]);
    assert_eq!(code, 1);
    assert!(
        error.contains("is due, so there is nothing to try again"),
        "{error}"
    );

    // One is taken back after all, and the others go out.
    let (code, said, _) = run(&["cancel", numbers.last().unwrap()]);
    assert_eq!(code, 0);
    assert!(said.contains("is cancelled"), "{said}");
    community.start_bot();
    let card = community.card(1).await;
    community.settled().await;
    let thread = aiko.sees(card["id"].as_str().unwrap()).await;
    assert!(thread.is_empty(), "the opening was taken back");
    let (code, _, error) = run(&["cancel", &number]);
    assert_eq!(code, 1);
    assert!(
        error.contains("is sent, so it cannot be taken back"),
        "{error}"
    );
    community.end().await;
}

//! `tsunagari doctor`: what it finds, as text and as JSON, and how it ends.

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::shared::role;
use crate::harness::{Backend, Community, on_both, program_command, run_to_end};

on_both!(a_healthy_installation_and_its_faults);

/// Runs the doctor on a community's own settings: its exit code and what it says.
async fn doctor(community: &Community, arguments: &[&str], token: &str) -> (i32, String) {
    let all: Vec<&str> = ["doctor"].iter().chain(arguments).copied().collect();
    let mut command = program_command(&all);
    let config = &community.config;
    let url = match &config.database.url {
        tsunagari::config::DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        url @ tsunagari::config::DatabaseUrl::Postgres(_) => url.expose().unwrap().to_owned(),
    };
    command
        .env("DISCORD_TOKEN", token)
        .env(
            "TSUNAGARI_DISCORD__API_BASE",
            config.discord.api_base.as_str(),
        )
        .env("TSUNAGARI_DATABASE__URL", url);
    let folder = tempfile::tempdir().unwrap();
    let ran = tokio::task::spawn_blocking(move || run_to_end(command, folder.path()));
    let (code, said, errors) = ran.await.unwrap();
    (code, format!("{said}{errors}"))
}

async fn a_healthy_installation_and_its_faults(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community.settled().await;
    let token = community.config.discord.token.clone().unwrap();
    let token = token.expose_secret();
    let (code, said) = doctor(&community, &[], token).await;
    assert_eq!(code, 0, "{said}");
    for what in [
        "database",
        "migrations",
        "clock",
        "token",
        "intents",
        "all is well",
    ] {
        assert!(said.contains(what), "{what}: {said}");
    }
    assert!(!said.contains("FAULT"), "{said}");

    let own = role(&community, "Tsunagari").await;
    let deny = json!({"channel": "質問", "role": own, "deny": "2048"});
    ishida.act("overwrite", deny).await;
    ishida
        .act("delete-channel", json!({"channel": "受付"}))
        .await;
    community.faults(json!({"members_intent": false})).await;
    let (code, said) = doctor(&community, &["--json"], token).await;
    assert_eq!(code, 1, "{said}");
    let report: Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(report["ok"], false);
    let faults: Vec<&Value> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["ok"] == false)
        .collect();
    assert_eq!(faults.len(), 3, "{report}");
    for fault in &faults {
        for key in ["cause", "mend", "read_more"] {
            assert!(
                fault[key].as_str().is_some_and(|text| !text.is_empty()),
                "{fault}"
            );
        }
    }
    let causes: Vec<&str> = faults
        .iter()
        .map(|f| f["cause"].as_str().unwrap())
        .collect();
    assert!(causes[0].contains("Server Members Intent"), "{causes:?}");
    assert!(
        causes[1].contains("no panel channel named 受付"),
        "{causes:?}"
    );
    assert!(causes[2].contains("SEND_MESSAGES"), "{causes:?}");

    let (code, said) = doctor(&community, &[], "wrong").await;
    assert_eq!(code, 1);
    assert!(said.contains("does not accept the token"), "{said}");
    community.faults(json!({"members_intent": true})).await;
    ishida.act("create-channel", json!({"name": "受付"})).await;
    community.panel().await;
    community.end().await;
}

#[tokio::test]
async fn before_the_first_start_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program_command(&["doctor"]);
    command.env("TSUNAGARI_DISCORD__API_BASE", "http://127.0.0.1:9");
    let (code, said, errors) = run_to_end(command, folder.path());
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("will be made at the first start"), "{said}");
    assert!(said.contains("Discord cannot be reached"), "{said}");
    assert!(errors.contains("1 fault was found"), "{errors}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert!(left.is_empty(), "it looks and changes nothing");
}

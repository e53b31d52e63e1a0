//! How well and how fast questions are found again, by the code that the bot runs.
//!
//! `cargo bench --bench search` prints the figures on JSTS (if `../shared/data/jsts` is at
//! hand), on the project's own set (`benches/search/domain`), and how long a search takes
//! among 100,000 questions in both databases (PostgreSQL needs `TEST_POSTGRES_URL`, the
//! address of a cluster with a user that may create databases).
//!
//! `cargo bench --bench search -- --questions Q.jsonl --queries R.jsonl --unanswerable U.jsonl`
//! measures on a set of one's own: lines `{"id","topic","title","body","answer"}`,
//! `{"query","relevant":[id…]}` and `{"query"}`. With `--half odd` or `even` only every
//! second query counts.
//!
//! The last line is one JSON object. `p_at_1`, `mrr_at_10`, `recall_at_3`: how far up the first
//! right one is. `stopped_right`: the share of queries that are stopped by a right answer;
//! `stopped_false`: the share of unanswerable ones that are stopped at all.

#![expect(clippy::unwrap_used, reason = "a run that cannot go on has failed")]

#[path = "../../tests/it/harness/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the tests use more of it"
)]
mod harness;

mod quality;
mod speed;
mod town;

use std::io::Write;
use std::path::PathBuf;

use quality::{Half, Set};
use serde_json::{Value, json};

/// The value after a name on the command line.
fn option(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)
}

fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

#[tokio::main]
async fn main() {
    let half = option("--half").map_or(Half::Both, |half| match half.as_str() {
        "odd" => Half::Odd,
        "even" => Half::Even,
        other => panic!("--half takes odd or even, not {other}"),
    });
    if let Some(questions) = option("--questions") {
        let path = |name: &str| option(name).map(PathBuf::from);
        let set = Set::read(
            &PathBuf::from(questions),
            path("--queries").as_deref(),
            path("--unanswerable").as_deref(),
        );
        say(quality::measure(&set, half).await);
        return;
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut all = serde_json::Map::new();
    let jsts = root.join("../shared/data/jsts/valid-v1.3.jsonl");
    if jsts.is_file() {
        let figures = quality::measure(&Set::jsts(&jsts), Half::Both).await;
        say(format_args!("JSTS: {figures}"));
        all.insert("jsts".into(), figures);
    } else {
        say("JSTS is not at hand and is left out.");
    }
    let domain = root.join("benches/search/domain");
    let set = Set::read(
        &domain.join("questions.jsonl"),
        Some(&domain.join("queries.jsonl")),
        Some(&domain.join("unanswerable.jsonl")),
    );
    let figures = quality::measure(&set, half).await;
    say(format_args!("own set: {figures}"));
    all.insert("domain".into(), figures);
    for backend in [harness::Backend::Sqlite, harness::Backend::Postgres] {
        let name = format!("{backend:?}").to_lowercase();
        if backend == harness::Backend::Postgres && std::env::var("TEST_POSTGRES_URL").is_err() {
            say("TEST_POSTGRES_URL is not set; PostgreSQL is left out.");
            continue;
        }
        let figures = speed::measure(&set, backend).await;
        say(format_args!("100,000 questions, {name}: {figures}"));
        all.insert(format!("speed_{name}"), figures);
    }
    say(json!(Value::Object(all)));
}

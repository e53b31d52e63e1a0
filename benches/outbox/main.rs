//! The long crash run: the real program is killed again and again while it sends.
//!
//! `cargo bench --bench outbox -- --cycles 2000 [--seed N] [--postgres]`
//!
//! `cargo bench --bench outbox -- --backlog 10000 [--postgres]` measures instead how long a
//! backlog takes, and how long somebody waits who asks meanwhile.
//!
//! The last line is one JSON object. `--postgres` needs `TEST_POSTGRES_URL`, the address
//! of a cluster with a user that may create databases.

#![expect(clippy::unwrap_used, reason = "a run that cannot go on has failed")]

#[path = "../../tests/it/crash/audit.rs"]
mod audit;
#[path = "../../tests/it/crash/drill.rs"]
mod drill;
#[path = "../../tests/it/harness/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "the tests use more of it"
)]
mod harness;
#[path = "../../tests/it/crash/work.rs"]
mod work;

mod backlog;

use std::io::Write;
use std::time::Instant;

use drill::{Drill, Given};
use harness::Backend;

/// The value after a name on the command line.
fn option(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

fn main() {
    let cycles = u32::try_from(option("--cycles").unwrap_or(200)).unwrap();
    let seed = option("--seed").unwrap_or(1);
    let backend = if std::env::args().any(|argument| argument == "--postgres") {
        Backend::Postgres
    } else {
        Backend::Sqlite
    };
    let given = if std::env::args().any(|argument| argument == "--reminders") {
        Given::Reminders
    } else {
        Given::Everything
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if let Some(count) = option("--backlog") {
        let count = usize::try_from(count).unwrap();
        println!("{}", runtime.block_on(backlog::run(backend, count)));
        return;
    }
    println!("{cycles} kill cycles of {given:?}, seed {seed}, {backend:?}");
    let began = Instant::now();
    let figures = runtime.block_on(Drill::run(backend, given, cycles, seed, |cycle| {
        if cycle % 100 == 0 {
            println!("{cycle} cycles in {:.0} s", began.elapsed().as_secs_f64());
            let _ = std::io::stdout().flush();
        }
    }));
    for lost in &figures.lost {
        println!("lost: {lost}");
    }
    for doubled in &figures.doubled {
        println!("doubled: {doubled}");
    }
    println!("{}", figures.json());
    if !(figures.lost.is_empty() && figures.doubled.is_empty()) {
        std::process::exit(1);
    }
}

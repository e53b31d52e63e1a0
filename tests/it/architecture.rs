//! Who may import whom, as `src/lib.rs` says.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a file of the first kind must not name, with its tests left out.
const FORBIDDEN: [(&str, &[&str]); 39] = [
    (
        "questions/",
        &[
            "crate::discord",
            "crate::i18n",
            "crate::practice",
            "crate::app",
            "crate::cli",
            "guilds::store",
            "serenity::",
            "poise::",
        ],
    ),
    (
        "tutors/",
        &[
            "crate::discord",
            "crate::i18n",
            "crate::practice",
            "crate::app",
            "crate::cli",
            "questions::store",
            "guilds::store",
            "serenity::",
            "poise::",
        ],
    ),
    (
        "guilds/",
        &[
            "crate::discord",
            "crate::i18n",
            "crate::practice",
            "crate::app",
            "crate::cli",
            "questions::store",
            "serenity::",
            "poise::",
        ],
    ),
    (
        "members/",
        &[
            "crate::discord",
            "crate::i18n",
            "crate::practice",
            "crate::app",
            "crate::cli",
            "questions::store",
            "guilds::store",
            "crate::questions",
            "crate::guilds",
            "serenity::",
            "poise::",
        ],
    ),
    (
        "courses/",
        &[
            "crate::discord",
            "crate::i18n",
            "crate::practice",
            "crate::app",
            "crate::cli",
            "questions::store",
            "guilds::store",
            "crate::questions",
            "serenity::",
            "poise::",
        ],
    ),
    (
        "outbox/",
        &[
            "crate::discord",
            "crate::i18n",
            "crate::practice",
            "crate::questions",
            "crate::guilds",
            "crate::members",
            "crate::courses",
            "serenity::",
            "poise::",
        ],
    ),
    (
        "questions/model.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/model/events.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/care.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/text.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/search/bm25.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/search/index.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/search/decide.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/search/fold.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "questions/search/terms.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "tutors/matching.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "tutors/model.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "tutors/model/events.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "tutors/care.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "tutors/week.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "guilds/settings.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "guilds/working.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "guilds/checks.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "guilds/snapshot.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "guilds/programmes/model.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "guilds/model.rs",
        &["crate::db", "crate::outbox", "sqlx", "tokio", "async "],
    ),
    (
        "outbox/doubt.rs",
        &["crate::db", "sqlx", "tokio", "async ", "reqwest"],
    ),
    (
        "outbox/lanes.rs",
        &["crate::db", "sqlx", "tokio", "async ", "reqwest"],
    ),
    (
        "outbox/retry.rs",
        &["crate::db", "sqlx", "tokio", "async ", "reqwest"],
    ),
    (
        "discord/api/limiter.rs",
        &["crate::db", "sqlx", "tokio", "async ", "reqwest"],
    ),
    (
        "discord/api/route.rs",
        &["crate::db", "sqlx", "tokio", "async ", "reqwest"],
    ),
    (
        "outbox/effect.rs",
        &["crate::db", "sqlx", "tokio", "async "],
    ),
    ("outbox/model.rs", &["crate::db", "sqlx", "tokio", "async "]),
    (
        "db/",
        &[
            "crate::discord",
            "crate::questions",
            "crate::guilds",
            "crate::outbox",
            "serenity::",
        ],
    ),
    (
        "discord/",
        &[
            "sqlx",
            "::store::",
            "::store;",
            "crate::practice",
            "crate::cli",
            "crate::app",
            "sql(",
        ],
    ),
    ("practice/", &["crate::", "serenity::", "poise::", "sqlx"]),
    (
        "i18n/",
        &[
            "crate::discord",
            "crate::questions",
            "crate::practice",
            "crate::db",
            "serenity::",
        ],
    ),
    (
        "config/",
        &[
            "crate::discord",
            "crate::questions",
            "crate::practice",
            "crate::db",
            "crate::outbox",
            "serenity::",
        ],
    ),
    ("app.rs", &["crate::practice", "crate::cli", "serenity::"]),
];

fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn faults(root: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for path in sources(root) {
        let name = path
            .strip_prefix(root)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let code = code_of(&path);
        for (place, words) in FORBIDDEN {
            if name.starts_with(place) {
                for word in words.iter().filter(|word| code.contains(**word)) {
                    faults.push(format!("{name} names {word}"));
                }
            }
        }
        let is_store = name.ends_with("store.rs") || name.starts_with("db/");
        if !is_store && code.contains("sqlx::query") {
            faults.push(format!("{name} has SQL outside a store"));
        }
        let is_catalogue = name.starts_with("practice/") || name.ends_with("/tests.rs");
        // What people write is read there, and nothing is said.
        let is_read = ["courses/dates/", "courses/schedule.rs"]
            .iter()
            .any(|place| name.starts_with(place));
        let japanese = code
            .chars()
            .any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'));
        if japanese && !is_catalogue && !is_read {
            faults.push(format!("{name} has words outside the catalogues"));
        }
    }
    faults
}

#[test]
fn nobody_imports_what_is_not_theirs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert_eq!(faults(&root), Vec::<String>::new());
}

#[test]
fn a_forbidden_import_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("questions")).unwrap();
    let file = folder.path().join("questions/service.rs");
    fs::write(file, "use crate::discord::Api;\nlet x = \"質問\";").unwrap();
    assert_eq!(faults(folder.path()).len(), 2);
}

#[test]
fn both_databases_have_the_same_migrations() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let names = |of: &str| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(root.join(of))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn the_invite_link_of_the_readme_asks_for_just_what_is_needed() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let bits = tsunagari::discord::PERMISSIONS.bits();
    assert!(
        readme.contains(&format!("permissions={bits}&")),
        "permissions={bits}"
    );
}

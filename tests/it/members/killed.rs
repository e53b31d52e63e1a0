//! What somebody wants to go, goes once, wherever the bot is killed.

use chrono::Duration;
use serde_json::json;
use tempfile::TempDir;

use super::erasing::{ABOUT, BODY, DONE, NOTE, TITLE, WORD, WRITTEN};
use super::remains::held_besides;
use crate::courses::hour_from;
use crate::harness::{Backend, Community, Program, on_both};
use crate::setup::user;

on_both!(
    killed_at_each_step_it_is_done_once,
    killed_after_each_change_it_is_done_once,
);

/// More than an operator sees who has changed nothing.
const LEVEL: &str = "info,tsunagari=trace";

/// A community in which Aiko has had everything erased, with a bot that is a program.
struct Erased {
    community: Community,
    id: String,
    logs: TempDir,
    bots: usize,
}

impl Erased {
    async fn new(backend: Backend) -> (Self, Program) {
        let community = Community::without_bot(backend).await;
        let id = user(&community, "aiko").await;
        let mut erased = Self {
            community,
            id,
            logs: tempfile::tempdir().unwrap(),
            bots: 0,
        };
        let bot = erased.starts_bot();
        let community = &erased.community;
        community.panel().await;
        let start = community.working_morning() + Duration::days(9);
        community.has_a_life(&hour_from(start)).await;
        (erased, bot)
    }

    fn starts_bot(&mut self) -> Program {
        self.bots += 1;
        let log = self.logs.path().join(self.bots.to_string());
        Program::bot_logging(&self.community.config, LEVEL, &log)
    }

    /// All has gone, also from what was logged, and she was told once.
    async fn has_gone(self, bot: Program, when: &str) {
        let Self {
            community,
            id,
            logs,
            bots,
        } = self;
        let aiko = community.person("aiko");
        community.forgotten(&id).await;
        aiko.is_told(DONE).await;
        let needles = [&id, TITLE, BODY, ABOUT, NOTE, WORD, WRITTEN];
        let left = community.remains_of(&needles).await;
        assert!(left.is_empty(), "killed when {when}: {left:#?}");
        assert_eq!(aiko.times_told(DONE).await, 1, "killed when {when}");
        // Discord knows for a quarter of an hour what was pressed, and private answers until it is
        // started again.
        let later = community.clock().now() + Duration::minutes(16);
        community.clock_to(later).await;
        community.all_of_the_bot().await;
        let kept = community.end_with_and_read(bot).await;
        assert!(kept.len() > 50, "the community is there: {}", kept.len());
        let held = held_besides(kept, &id, &needles);
        assert!(held.is_empty(), "killed when {when}: {held:#?}");
        for bot in 1..=bots {
            let said = std::fs::read_to_string(logs.path().join(bot.to_string())).unwrap();
            for needle in needles {
                assert!(!said.contains(needle), "killed when {when}: {said}");
            }
        }
    }
}

async fn killed_at_each_step_it_is_done_once(backend: Backend) {
    for step in ["begun", "ended", "nameless", "told", "done"] {
        let (mut erased, bot) = Erased::new(backend).await;
        erased.community.person("aiko").is_erased().await;
        erased.community.erasure_is(step).await;
        bot.kill();
        erased.community.disconnected().await;
        let bot = erased.starts_bot();
        erased.has_gone(bot, step).await;
    }
}

/// After the first change on Discord the bot is killed before it hears of it, then after the second,
/// and so on: the others it hears of late.
async fn killed_after_each_change_it_is_done_once(backend: Backend) {
    let (mut erased, mut bot) = Erased::new(backend).await;
    let late = |method: &str| json!({"method": method, "path": "/messages", "action": "delay_after", "delay_ms": 200});
    let late = ["DELETE", "PATCH", "POST"].map(late);
    erased.community.faults(json!({"rest": late})).await;
    erased.community.person("aiko").is_erased().await;
    let mut kills = 0;
    while erased.community.changes_or_is_erased(kills + 1).await {
        kills += 1;
        bot.kill();
        erased.community.disconnected().await;
        // What it had claimed is another's.
        let later = erased.community.clock().now() + Duration::seconds(15);
        erased.community.clock_to(later).await;
        bot = erased.starts_bot();
    }
    println!("killed {kills} times");
    assert!(kills > 3, "killed {kills} times");
    erased.community.faults(json!({"clear": true})).await;
    erased.has_gone(bot, "something was changed").await;
}

impl Community {
    /// Waits until so much more is changed, or nothing more is to be erased; whether it is the
    /// former.
    async fn changes_or_is_erased(&self, more: u64) -> bool {
        let met = async || self.get("/practice/faults").await["met"].as_u64().unwrap();
        let before = met().await;
        self.until("it goes on", async || {
            if met().await >= before + more {
                return Some(true);
            }
            let is_done = self.count("erasures WHERE step = 'done'").await == Some(1);
            is_done.then_some(false)
        })
        .await
    }
}

//! Kill cycles: work is given, the program is started, killed at a chosen step, and
//! started again; in the end what Discord holds is compared with what was asked for.

use std::time::Duration;

use tokio::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use tsunagari::db::sql;
use tsunagari::outbox::{ADOPTED, Filter, State};

use super::audit;
use super::work::{REMINDED_WITHIN, Work};
use crate::harness::{Backend, Community, Program};

/// Where in claim → commit → send → record the program is killed.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Anywhere, also while it starts.
    AnyTime,
    /// A claim is being written.
    Claiming,
    /// An effect is claimed, its request did not arrive.
    Claimed,
    /// The request is on its way and arrives after the program has ended.
    OnItsWay,
    /// The request was applied, the answer never comes.
    Applied,
    /// The answer came, it is not recorded.
    Answered,
    /// It is recorded, just now.
    Recorded,
}

const STEPS: [Step; 7] = [
    Step::AnyTime,
    Step::Claiming,
    Step::Claimed,
    Step::OnItsWay,
    Step::Applied,
    Step::Answered,
    Step::Recorded,
];

/// How long a request on its way takes.
const WAY: Duration = Duration::from_millis(120);
/// How long one takes that arrives only when the program runs again.
const LONG_WAY: Duration = Duration::from_millis(600);
/// How long the program may take to come to the step in which it is killed.
const PATIENCE: Duration = Duration::from_secs(4);
/// Every so many cycles the program may work until nothing is left.
const DRAIN_EVERY: u32 = 20;

/// What the program is given to do.
#[derive(Clone, Copy, Debug)]
pub enum Given {
    /// A little of all.
    Everything,
    /// Sessions of which a reminder is due.
    Reminders,
}

/// What a run has shown.
#[derive(Debug)]
pub struct Figures {
    pub cycles: u32,
    /// Effects that were sent.
    pub effects: i64,
    pub lost: Vec<String>,
    pub doubled: Vec<String>,
    /// Requests that Discord knew by their nonce.
    pub by_nonce: usize,
    /// Effects that were found when they were looked for.
    pub by_looking: usize,
    /// Effects that a person must settle.
    pub for_staff: usize,
}

impl Figures {
    /// One JSON object.
    pub fn json(&self) -> String {
        json!({
            "cycles": self.cycles,
            "effects": self.effects,
            "lost": self.lost.len(),
            "doubled": self.doubled.len(),
            "by_nonce": self.by_nonce,
            "by_looking": self.by_looking,
            "for_staff": self.for_staff,
        })
        .to_string()
    }
}

pub struct Drill {
    community: Community,
    work: Work,
    chance: StdRng,
    /// When all that is on its way has arrived.
    lands: Instant,
}

impl Drill {
    /// Runs so many kill cycles; `progress` hears of each.
    pub async fn run(
        backend: Backend,
        given: Given,
        cycles: u32,
        seed: u64,
        progress: impl Fn(u32),
    ) -> Figures {
        let community = Community::without_bot(backend).await;
        // Nothing is put off until people are awake.
        let morning = community.working_morning();
        community.clock_to(morning).await;
        let mut drill = Self {
            work: Work::begin(&community).await,
            community,
            chance: StdRng::seed_from_u64(seed),
            lands: Instant::now(),
        };
        for cycle in 1..=cycles {
            match given {
                Given::Everything => drill.work.add(&mut drill.chance).await,
                Given::Reminders => {
                    drill.work.remind().await;
                    drill.later(REMINDED_WITHIN).await;
                }
            }
            drill.cycle().await;
            if cycle % DRAIN_EVERY == 0 {
                drill.drain().await;
            }
            progress(cycle);
        }
        drill.drain().await;
        Box::pin(drill.figures(cycles)).await
    }

    async fn cycle(&mut self) {
        let step = STEPS[self.chance.random_range(0..STEPS.len())];
        let seconds = match self.chance.random_range(0..20) {
            // Longer than Discord knows a nonce.
            0..4 => 3600,
            // Until every lease has ended.
            4..14 => 11,
            _ => 0,
        };
        let met = self.met().await;
        let way = match step {
            Step::OnItsWay if seconds == 0 => LONG_WAY,
            _ => WAY,
        };
        let action = match step {
            Step::Claimed => Some(json!({"action": "drop_before"})),
            Step::OnItsWay | Step::Answered => {
                Some(json!({"action": "delay", "delay_ms": way.as_millis()}))
            }
            Step::Applied => Some(json!({"action": "delay_after", "delay_ms": 60_000})),
            Step::AnyTime | Step::Claiming | Step::Recorded => None,
        };
        if let Some(mut rule) = action {
            let methods = ["POST", "PATCH", "PUT", "DELETE"];
            let rules: Vec<_> = methods
                .iter()
                .map(|method| {
                    rule["method"] = json!(method);
                    rule.clone()
                })
                .collect();
            self.faults(json!({"rest": rules})).await;
        }
        let sent = self.sent().await;
        let lock = match step {
            Step::Claiming => Some(self.work.lock().await),
            _ => None,
        };
        let bot = self.start();
        let lock = match step {
            Step::AnyTime | Step::Claiming => {
                let wait = self.chance.random_range(0..250);
                tokio::time::sleep(Duration::from_millis(wait)).await;
                lock
            }
            Step::Claimed | Step::OnItsWay | Step::Applied => {
                self.wait_until(async |drill| drill.met().await > met).await;
                None
            }
            Step::Answered => {
                self.wait_until(async |drill| drill.met().await > met).await;
                // Now nothing can be recorded any more.
                let lock = self.work.lock().await;
                tokio::time::sleep(WAY * 2).await;
                Some(lock)
            }
            Step::Recorded => {
                self.wait_until(async |drill| drill.sent().await > sent)
                    .await;
                None
            }
        };
        bot.kill();
        self.lands = self.lands.max(Instant::now() + way);
        drop(lock);
        self.faults(json!({"clear": true})).await;
        self.work.open_the_wire(&self.community).await;
        if seconds > 0 {
            self.later(seconds).await;
        }
    }

    fn start(&self) -> Program {
        Program::bot(&self.community.config)
    }

    /// Time goes by; what was on its way has arrived before.
    async fn later(&self, seconds: u64) {
        tokio::time::sleep_until(self.lands).await;
        self.community.advance(seconds).await;
    }

    /// Lets the program work until nothing is left, and ends it.
    async fn drain(&mut self) {
        self.later(20).await;
        let bot = self.start();
        // Leases end and what may still arrive has arrived.
        for _ in 0..4 {
            self.community.advance(20).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        let drained = async {
            while self.unfinished().await > 0 {
                tokio::time::sleep(Duration::from_millis(100)).await;
                // What is put off until the morning is not waited for minute by minute.
                let later = self.put_off().await;
                let step = if later == self.unfinished().await {
                    3600
                } else {
                    5
                };
                self.community.advance(step).await;
            }
        };
        if tokio::time::timeout(Duration::from_mins(1), drained)
            .await
            .is_err()
        {
            let open = [State::Due, State::Claimed];
            let left = self.community.outbox_rows(&open).await;
            panic!("the outbox is not drained: {left:#?}");
        }
        assert!(bot.terminate().await.success());
        self.work.archive(&self.community).await;
    }

    /// Waits until something has happened, or for so long that it will not.
    async fn wait_until(&self, happened: impl AsyncFn(&Self) -> bool) {
        let waits = async {
            while !happened(self).await {
                tokio::time::sleep(Duration::from_millis(4)).await;
            }
        };
        // A cycle in which nothing was sent is one more kill at any time.
        let _ = tokio::time::timeout(PATIENCE, waits).await;
    }

    async fn faults(&self, faults: serde_json::Value) {
        self.community.faults(faults).await;
    }

    async fn met(&self) -> u64 {
        let met = self.community.get("/practice/faults").await;
        met["met"].as_u64().unwrap_or(0)
    }

    async fn sent(&self) -> i64 {
        self.count("state = 'sent'").await
    }

    /// What is to be sent, and the sessions and questions of which it is not yet known what is.
    async fn unfinished(&self) -> i64 {
        let now = self.community.clock().now().timestamp_millis();
        let text = format!(
            "SELECT COUNT(*) AS n FROM (SELECT care_at FROM sessions \
             UNION ALL SELECT care_at FROM questions) looks WHERE care_at <= {now}"
        );
        let unplanned: Option<i64> = self.work.db.one(sql(text).once(true)).await.unwrap();
        self.count("state IN ('due', 'claimed')").await + unplanned.unwrap_or(0)
    }

    /// Those that are not due for the next five minutes.
    async fn put_off(&self) -> i64 {
        let soon = self.community.clock().now() + chrono::Duration::minutes(5);
        let soon = soon.timestamp_millis();
        self.count(&format!("state = 'due' AND due_at > {soon}"))
            .await
    }

    async fn count(&self, which: &str) -> i64 {
        let text = format!("SELECT COUNT(*) AS n FROM outbox WHERE {which}");
        self.work.db.one(sql(text)).await.unwrap().unwrap_or(0)
    }

    async fn figures(self, cycles: u32) -> Figures {
        let (lost, doubled) = audit::compare(&self.community, &self.work).await;
        let rows = self.work.outbox.list(&self.work.db, Filter::default());
        let rows = rows.await.unwrap();
        let failed = rows.iter().filter(|row| row.state == State::Failed);
        let failed: Vec<_> = failed.collect();
        assert!(failed.is_empty(), "{failed:#?}");
        let sent = rows.iter().filter(|row| row.state == State::Sent);
        let adopted = |cause: &Option<String>| cause.as_deref() == Some(ADOPTED);
        let figures = Figures {
            cycles,
            effects: i64::try_from(sent.clone().count()).unwrap(),
            lost,
            doubled,
            by_nonce: audit::known_by_nonce(&self.community.traffic),
            by_looking: sent.filter(|row| adopted(&row.cause)).count(),
            for_staff: rows.iter().filter(|r| r.state == State::InDoubt).count(),
        };
        self.work.db.close().await;
        self.community.end().await;
        figures
    }
}

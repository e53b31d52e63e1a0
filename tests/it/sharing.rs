//! Several processes on one PostgreSQL, and how quiet a bot is that has nothing to do.

use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection, Row};
use tsunagari::clock::Chance;
use tsunagari::db::Db;
use tsunagari::guilds::Actor;
use tsunagari::ids::{GuildId, UserId};
use tsunagari::outbox::{Outbox, State};
use tsunagari::questions::{AskQuestion, Questions, RequestId};

use crate::harness::{Backend, Community, Program};

/// Asks through the use case, as another process would.
struct Elsewhere {
    db: Db,
    questions: Questions,
    actor: Actor,
    topic: String,
}

impl Elsewhere {
    async fn new(community: &Community) -> Self {
        let db = Db::open(&community.config.database).await.unwrap();
        let clock = community.clock();
        let outbox = Outbox::new(clock.clone(), Chance::seeded(5));
        let settings = community.config.community.clone();
        let guilds =
            tsunagari::guilds::Guilds::new(db.clone(), clock.clone(), outbox.clone(), settings);
        let state = community.state().await;
        let guild = state["guild"]["id"].as_str().unwrap().parse().unwrap();
        let topics = guilds.topics(GuildId::new(guild)).await.unwrap();
        let topic = topics[0].as_str().to_owned();
        let members = state["members"].as_array().unwrap().clone();
        let hana = members
            .iter()
            .find(|m| m["user"]["username"] == "hana")
            .unwrap();
        let id = |value: &serde_json::Value| value.as_str().unwrap().parse::<u64>().unwrap();
        Self {
            questions: Questions::new(
                db.clone(),
                clock.clone(),
                outbox.clone(),
                guilds,
                tsunagari::members::Members::new(db.clone(), clock, outbox),
            ),
            db,
            actor: Actor {
                user: UserId::new(id(&hana["user"]["id"])),
                guild: GuildId::new(id(&state["guild"]["id"])),
                roles: Vec::new(),
                manages_guild: false,
            },
            topic,
        }
    }

    async fn asks(&self, number: i64) {
        let title = format!("質問{number}");
        let request = RequestId(number);
        let ask = AskQuestion::new(self.actor.clone(), request, &self.topic, &title, "");
        self.questions.ask(&ask).await.unwrap();
    }
}

/// Two programs share the work; one is killed in the middle, and the other takes over
/// what it had claimed once the lease has ended.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_share_the_work_and_one_takes_over() {
    let community = Community::without_bot(Backend::Postgres).await;
    let wide = serde_json::json!({"limit": 1000, "per": 1.0, "global": 1000});
    community
        .faults(serde_json::json!({"rate_limit": wide}))
        .await;
    let one = Program::bot(&community.config);
    community.panel().await;
    let other = Program::bot(&community.config);
    let elsewhere = Elsewhere::new(&community).await;
    let count = 30;
    let slow = serde_json::json!({"path": "/messages", "method": "POST",
        "action": "delay_after", "delay_ms": 40});
    community.faults(serde_json::json!({"rest": [slow]})).await;
    for number in 1..=count {
        elsewhere.asks(number).await;
        if number == count / 2 {
            // In the middle of it.
            let claimed = async {
                while community.outbox_rows(&[State::Claimed]).await.is_empty() {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
            };
            tokio::time::timeout(Duration::from_secs(10), claimed)
                .await
                .unwrap();
            one.kill();
            break;
        }
    }
    for number in count / 2 + 1..=count {
        elsewhere.asks(number).await;
    }
    community.faults(serde_json::json!({"clear": true})).await;
    community
        .faults(serde_json::json!({"rate_limit": wide}))
        .await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    community.advance(11).await;
    community.settled().await;
    let hana = community.person("hana");
    let cards = hana.sees("質問").await;
    assert_eq!(cards.len(), usize::try_from(count).unwrap());
    let threads = community.state().await["threads"].as_array().unwrap().len();
    assert_eq!(threads, usize::try_from(count).unwrap());
    for card in cards {
        let thread = hana.sees(card["id"].as_str().unwrap()).await;
        assert_eq!(thread.len(), 1, "one opening each");
    }
    elsewhere.db.close().await;
    assert!(other.terminate().await.success());
    community.end().await;
}

/// What another process wants is begun at once, not at the next look.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_wants_is_begun_at_once() {
    let community = Community::start(Backend::Postgres).await;
    community.settled().await;
    let elsewhere = Elsewhere::new(&community).await;
    let began = Instant::now();
    elsewhere.asks(1).await;
    community.card(1).await;
    let took = began.elapsed();
    // The next look would come after a minute.
    assert!(took < Duration::from_secs(20), "{took:?}");
    elsewhere.db.close().await;
    community.end().await;
}

/// When each connection of the bot last asked something, as PostgreSQL itself tells.
async fn asked(own: &mut PgConnection) -> Vec<String> {
    let text = "SELECT pid || ' ' || query_start || ' ' || query AS asked \
                FROM pg_stat_activity WHERE datname = current_database() \
                    AND pid <> pg_backend_pid() AND query_start IS NOT NULL ORDER BY pid";
    let rows = sqlx::query(text).fetch_all(own).await.unwrap();
    rows.iter().map(|row| row.get("asked")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_bot_asks_its_database_at_most_once_in_half_a_minute() {
    let community = Community::start(Backend::Postgres).await;
    community.settled().await;
    let url = &community.config.database.url;
    let mut own = PgConnection::connect(url.expose().unwrap()).await.unwrap();
    // The minute's look comes; after it the next is a minute away.
    let before = asked(&mut own).await;
    community.advance(61).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let looked = asked(&mut own).await;
    assert_ne!(before, looked, "it looks once a minute");
    for _ in 0..3 {
        community.advance(14).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    assert_eq!(asked(&mut own).await, looked);
    community.end().await;
}

//! A guild with resolved questions, as the bot's own use cases see it.

use chrono::Duration;
use tsunagari::clock::{Chance, Clock};
use tsunagari::config::{Config, Database};
use tsunagari::db::{Db, sql};
use tsunagari::guilds::Guilds;
use tsunagari::guilds::settings::Settings;
use tsunagari::ids::GuildId;
use tsunagari::members::Members;
use tsunagari::outbox::Outbox;
use tsunagari::questions::Questions;

use super::harness::Backend;

pub const GUILD: GuildId = GuildId::stored(7);

/// A question with its answer.
#[derive(Clone, Debug)]
pub struct Asked {
    pub topic: String,
    pub title: String,
    pub body: String,
    pub answer: String,
}

pub struct Town {
    pub questions: Questions,
    pub settings: Settings,
    db: Db,
    _folder: tempfile::TempDir,
}

impl Town {
    /// A town in which these were asked and resolved; the first has the id 1.
    pub async fn with(backend: Backend, asked: &[Asked]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Database {
            url: backend.new_database(folder.path()).await,
            connections: 4,
        };
        let db = Db::open(&settings).await.unwrap();
        let config = Config::load(None).unwrap();
        let clock = Clock::system();
        let outbox = Outbox::new(clock.clone(), Chance::seeded(1));
        let guilds = Guilds::new(
            db.clone(),
            clock.clone(),
            outbox.clone(),
            config.community.clone(),
        );
        let members = Members::new(db.clone(), clock.clone(), outbox.clone());
        let questions = Questions::new(db.clone(), clock.clone(), outbox, guilds, members);
        let mut tx = db.begin().await.unwrap();
        let guild = sql("INSERT INTO guilds (guild_id, seen_at) VALUES ($1, $2)");
        tx.execute(guild.bind(GUILD.get()).bind(clock.now()))
            .await
            .unwrap();
        let at = clock.now() - Duration::days(1);
        for (number, question) in (1_i64..).zip(asked) {
            let insert = sql(
                "INSERT INTO questions (guild_id, number, request_id, asker_id, topic, title, \
                     body, state, asked_at, channel_id, card_id, thread_id, answer_text, \
                     answer_author_id, answer_message_id, closed_at) \
                 VALUES ($1, $2, $2, 1, $3, $4, $5, 'resolved', $6, 1, $2, $2, $7, 2, $2, $6)",
            );
            let answer = Some(question.answer.clone()).filter(|answer| !answer.is_empty());
            let insert = insert
                .bind(GUILD.get())
                .bind(number)
                .bind(question.topic.as_str())
                .bind(question.title.as_str())
                .bind(question.body.as_str())
                .bind(at)
                .bind(answer);
            tx.execute(insert).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self {
            questions,
            settings: Settings::defaults(&config.community),
            db,
            _folder: folder,
        }
    }

    pub async fn close(self) {
        self.db.close().await;
    }
}

//! Work for many at once.

use chrono::Duration;
use serde_json::json;
use tsunagari::clock::Chance;
use tsunagari::courses::Courses;
use tsunagari::courses::dates::Span;
use tsunagari::courses::model::Details;
use tsunagari::db::Db;
use tsunagari::guilds::{Actor, Guilds};
use tsunagari::ids::{ChannelId, GuildId, UserId};
use tsunagari::members::Members;
use tsunagari::outbox::Outbox;

use super::Community;

impl Community {
    /// Staff plan `count` sessions, each announced in one of so many new channels, all due
    /// now and channel by channel, which is the hardest order.
    pub async fn announces(&self, channels: usize, count: usize) {
        let ishida = self.person("ishida");
        let mut places: Vec<u64> = Vec::new();
        for number in 0..channels {
            let name = json!({"name": format!("講座{number}")});
            let (_, channel) = ishida.act("create-channel", name).await;
            places.push(channel["id"].as_str().unwrap().parse().unwrap());
        }
        let state = self.state().await;
        let guild = GuildId::new(state["guild"]["id"].as_str().unwrap().parse().unwrap());
        let db = Db::open(&self.config.database).await.unwrap();
        let clock = self.clock();
        let outbox = Outbox::new(clock.clone(), Chance::seeded(3));
        let settings = self.config.community.clone();
        let guilds = Guilds::new(db.clone(), clock.clone(), outbox.clone(), settings);
        let members = Members::new(db.clone(), clock.clone(), outbox.clone());
        let chance = Chance::seeded(3);
        let courses = Courses::new(db.clone(), clock.clone(), chance, outbox, guilds, members);
        let staff = Actor {
            user: UserId::new(1),
            guild,
            roles: Vec::new(),
            manages_guild: true,
        };
        let starts_at = clock.now() + Duration::days(9);
        for number in 0..count {
            let form = u32::try_from(number).unwrap();
            let begun = courses.begin(&staff, form, "はじめての応募", "").await;
            let id = begun.unwrap().id;
            let place = |details: &mut Details| details.place = "公民館".into();
            courses.change(&staff, (id, None), place).await.unwrap();
            let span = Span {
                starts_at,
                ends_at: None,
            };
            courses
                .set_sessions(&staff, (id, None), &[span])
                .await
                .unwrap();
            let channel = ChannelId::new(places[number * channels / count]);
            let now = clock.now();
            let published = courses
                .publish(&staff, (id, None), Some(channel), now)
                .await;
            published.unwrap();
        }
        db.close().await;
    }
}

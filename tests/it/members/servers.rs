//! The same person in several servers: the use cases alone, because the practice server is one.

use std::collections::BTreeSet;

use chrono::Duration;
use tempfile::TempDir;
use tokio::sync::watch;
use tsunagari::clock::{Chance, Clock};
use tsunagari::config::{Config, Database};
use tsunagari::courses::Courses;
use tsunagari::db::{Db, sql};
use tsunagari::erasing::Erasing;
use tsunagari::guilds::Guilds;
use tsunagari::ids::{GuildId, UserId};
use tsunagari::keeping::Keep;
use tsunagari::members::Members;
use tsunagari::outbox::Outbox;
use tsunagari::questions::Questions;
use tsunagari::tutors::Tutors;

use crate::harness::{Backend, on_both};
use crate::stores::snapshot;

on_both!(
    who_is_in_another_server_keeps_how_they_are_told,
    what_belongs_to_another_server_stays,
);

const HERE: u64 = 900;
const THERE: u64 = 901;

/// Two servers of one bot.
struct Servers {
    db: Db,
    members: Members,
    erasing: Erasing,
    clock: Clock,
    shift: watch::Sender<i64>,
    _folder: TempDir,
}

impl Servers {
    async fn start(backend: Backend) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Database {
            url: backend.new_database(folder.path()).await,
            connections: 4,
        };
        let db = Db::open(&settings).await.unwrap();
        let community = Config::load(None).unwrap().community;
        let (shift, shifted) = watch::channel(0);
        let clock = Clock::shifted(shifted);
        let outbox = Outbox::new(clock.clone(), Chance::seeded(1));
        let guilds = Guilds::new(db.clone(), clock.clone(), outbox.clone(), community);
        let members = Members::new(db.clone(), clock.clone(), outbox.clone());
        let house = || (outbox.clone(), guilds.clone(), members.clone());
        let (box_, of, who) = house();
        let questions = Questions::new(db.clone(), clock.clone(), box_, of, who);
        let (box_, of, who) = house();
        let asked = questions.clone();
        let tutors = Tutors::new(db.clone(), clock.clone(), box_, of, who, asked);
        let (box_, of, who) = house();
        let chance = Chance::seeded(2);
        let courses = Courses::new(db.clone(), clock.clone(), chance, box_, of, who);
        for guild in [HERE, THERE] {
            guilds.seen(&snapshot(guild), "one").await.unwrap();
        }
        let erasing = Erasing::new(
            (db.clone(), clock.clone(), outbox.clone()),
            (guilds, members.clone()),
            (questions, tutors, courses),
            Duration::zero(),
        );
        Self {
            db,
            members,
            erasing,
            clock,
            shift,
            _folder: folder,
        }
    }

    /// It is looked who is in a server, by whom it knows of the other.
    async fn look(&self, guild: u64, here: &[UserId], elsewhere: &[UserId]) {
        let guild = GuildId::new(guild);
        let before = self.erasing.before_looking(guild).await.unwrap();
        let is_here = |user| here.contains(&user);
        let is_elsewhere = |user| elsewhere.contains(&user);
        self.erasing
            .look_who_is_here(guild, &before, is_here, is_elsewhere)
            .await
            .unwrap();
    }

    /// Days pass, so that nothing is waited for any more that Discord should have said.
    async fn is_done(&self) {
        for _ in 0..20 {
            let day = Duration::days(1).num_milliseconds();
            self.shift.send_modify(|shift| *shift += day);
            self.erasing.look(self.clock.now()).await.unwrap();
        }
        assert_eq!(self.count("erasures WHERE user_id IS NOT NULL").await, 0);
    }

    async fn count(&self, what: &str) -> i64 {
        let text = format!("SELECT COUNT(*) AS n FROM {what}");
        self.db.one(sql(text)).await.unwrap().unwrap()
    }

    async fn with_wishes(&self) -> BTreeSet<UserId> {
        self.members.with_wishes().await.unwrap()
    }
}

async fn who_is_in_another_server_keeps_how_they_are_told(backend: Backend) {
    let servers = Servers::start(backend).await;
    let [aiko, hana, mori] = [1, 2, 3].map(UserId::new);
    for user in [aiko, hana, mori] {
        servers.members.set_nothing(user, true).await.unwrap();
    }
    let here = GuildId::new(HERE);
    servers.erasing.left(here, aiko, true).await.unwrap();
    assert_eq!(servers.count("leavings").await, 0, "she is there as well");
    servers.erasing.left(here, hana, false).await.unwrap();
    // Mori left both while the bot was away: where it is looked last, it is known of the other.
    servers.look(THERE, &[aiko], &[mori]).await;
    servers.look(HERE, &[], &[aiko]).await;
    let gone = format!("leavings WHERE guild_id = {HERE} AND user_id IN (2, 3)");
    assert_eq!(servers.count(&gone).await, 2);
    servers.is_done().await;
    assert_eq!(servers.with_wishes().await, BTreeSet::from([aiko]));
    assert_eq!(servers.count("leavings WHERE user_id = 1").await, 0);
}

async fn what_belongs_to_another_server_stays(backend: Backend) {
    let servers = Servers::start(backend).await;
    let aiko = UserId::new(1);
    let [here, there] = [HERE, THERE].map(GuildId::new);
    servers.members.set_nothing(aiko, true).await.unwrap();
    for guild in [here, there] {
        servers.members.answers(guild, aiko, true).await.unwrap();
    }
    servers.look(THERE, &[aiko], &[]).await;
    servers.look(HERE, &[], &[aiko]).await;
    servers.is_done().await;
    let consent = async |guild| servers.members.consent(guild, aiko).await.unwrap();
    assert_eq!(consent(here).await, None);
    assert!(consent(there).await.is_some_and(|consent| consent.agreed));
    assert_eq!(servers.with_wishes().await, BTreeSet::from([aiko]));
    // Then she leaves that one too, and nothing is left.
    servers.erasing.left(there, aiko, false).await.unwrap();
    servers.is_done().await;
    assert_eq!(consent(there).await, None);
    assert_eq!(servers.with_wishes().await, BTreeSet::new());
}

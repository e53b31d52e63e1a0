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

    /// It is looked who is in a server.
    async fn look(&self, guild: u64, here: &[UserId]) {
        let guild = GuildId::new(guild);
        let before = self.erasing.before_looking(guild).await.unwrap();
        let now = self.clock.now();
        let people: Vec<_> = here.iter().map(|user| (*user, now)).collect();
        self.erasing.here().are(guild, &people);
        let is_here = |user| here.contains(&user);
        self.erasing
            .look_who_is_here(guild, &before, is_here)
            .await
            .unwrap();
    }

    /// Weeks pass, so that nothing is waited for any more that Discord should have said.
    async fn is_done(&self) {
        for _ in 0..60 {
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

    /// Of whom something is kept that belongs to no single server.
    async fn everywhere(&self) -> BTreeSet<UserId> {
        self.members.kept_everywhere().await.unwrap()
    }

    /// Discord says that somebody has left.
    async fn leaves(&self, guild: u64, user: UserId) {
        let guild = GuildId::new(guild);
        self.erasing.here().left(guild, user);
        self.erasing.left(guild, user).await.unwrap();
    }
}

async fn who_is_in_another_server_keeps_how_they_are_told(backend: Backend) {
    let servers = Servers::start(backend).await;
    let [aiko, hana, mori] = [1, 2, 3].map(UserId::new);
    for user in [aiko, hana, mori] {
        servers.members.set_nothing(user, true).await.unwrap();
    }
    let [here, there] = [HERE, THERE].map(GuildId::new);
    servers.erasing.here().in_servers(&[here, there]);
    // Before it is known who is in the other, nobody is gone for good.
    servers.look(HERE, &[aiko, hana]).await;
    assert_eq!(servers.count("leavings WHERE user_id < 9").await, 0);
    // Mori left both while the bot was away.
    servers.look(THERE, &[aiko]).await;
    assert_eq!(servers.count("leavings WHERE user_id < 9").await, 1);
    servers.leaves(HERE, aiko).await;
    assert_eq!(
        servers.count("leavings WHERE user_id < 9").await,
        1,
        "she is there as well"
    );
    servers.leaves(HERE, hana).await;
    assert_eq!(servers.count("leavings WHERE user_id < 9").await, 2);
    servers.is_done().await;
    assert_eq!(servers.everywhere().await, BTreeSet::from([aiko]));
}

async fn what_belongs_to_another_server_stays(backend: Backend) {
    let servers = Servers::start(backend).await;
    let aiko = UserId::new(1);
    let [here, there] = [HERE, THERE].map(GuildId::new);
    servers.erasing.here().in_servers(&[here, there]);
    servers.members.set_nothing(aiko, true).await.unwrap();
    servers.members.answers(here, aiko, true).await.unwrap();
    let consent = async |guild| servers.members.consent(guild, aiko).await.unwrap();
    servers.look(HERE, &[aiko]).await;
    servers.look(THERE, &[aiko]).await;
    // Nothing is kept about her where she stays, but she is there.
    servers.leaves(HERE, aiko).await;
    servers.is_done().await;
    assert_eq!(consent(here).await, None);
    assert_eq!(servers.everywhere().await, BTreeSet::from([aiko]));
    servers.members.answers(there, aiko, true).await.unwrap();
    servers.look(HERE, &[]).await;
    servers.is_done().await;
    assert!(consent(there).await.is_some_and(|consent| consent.agreed));
    // Then she leaves that one too, and nothing is left.
    servers.leaves(THERE, aiko).await;
    servers.is_done().await;
    assert_eq!(consent(there).await, None);
    assert_eq!(servers.everywhere().await, BTreeSet::new());
}

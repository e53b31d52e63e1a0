//! The worker with a sender that fails as it is told, on both databases.

mod lanes;
mod leases;

use std::sync::{Arc, Mutex};

use chrono::Duration;
use tempfile::TempDir;
use tokio::sync::watch;
use tsunagari::clock::{Chance, Clock, Instant};
use tsunagari::config::{Config, Database};
use tsunagari::db::{Db, DbError, Tx, sql};
use tsunagari::ids::GuildId;
use tsunagari::outbox::{
    Claim, Deliver, Effect, Failure, FailureKind, Found, Outbox, Outcome, Repeat, Sighting, State,
    Step, Wanted, Worker,
};

use crate::harness::{Backend, on_both};

on_both!(
    an_effect_of_another_version_holds_up_no_other,
    an_offline_night_gives_nothing_up,
    a_wish_that_comes_while_its_like_is_under_way_is_kept,
    a_doubt_outlives_attempts_that_did_nothing,
    effects_of_one_subject_go_out_in_order,
    what_fails_is_tried_again_with_the_same_nonce,
    what_was_begun_and_forgotten_is_looked_for,
    what_is_too_late_is_not_sent,
    a_failure_in_the_guild_is_told_once_and_revived,
    attempts_end,
);

/// What was asked of the sender, and what it is to answer, newest last.
#[derive(Default)]
struct Script {
    answers: Vec<Outcome>,
    found: Option<Found>,
    looks: usize,
    delivered: Vec<(i64, Effect, String)>,
    recorded: Vec<(i64, Option<i64>)>,
}

#[derive(Clone, Default)]
struct Scripted(Arc<Mutex<Script>>);

impl Deliver for Scripted {
    async fn deliver(&self, claim: &Claim) -> Result<Outcome, DbError> {
        let mut script = self.0.lock().unwrap();
        script
            .delivered
            .push((claim.id, claim.effect, claim.nonce.clone()));
        Ok(script.answers.pop().unwrap_or(Outcome::Done(Some(7))))
    }

    async fn find(&self, _: &Claim) -> Result<Sighting, DbError> {
        let mut script = self.0.lock().unwrap();
        script.looks += 1;
        Ok(Sighting {
            found: script.found.clone().unwrap_or(Found::NotThere),
            repeat: Repeat::Nonce,
        })
    }

    async fn record(
        &self,
        _: &mut Tx,
        claim: &Claim,
        made: Option<i64>,
        _: bool,
    ) -> Result<(), DbError> {
        self.0.lock().unwrap().recorded.push((claim.id, made));
        Ok(())
    }

    async fn fall_back(&self, _: &mut Tx, claim: &Claim) -> Result<Option<Wanted>, DbError> {
        Ok(Some(Wanted {
            effect: Effect::QuestionAnsweredHere,
            guild: claim.guild,
            subject_id: claim.subject_id,
            destination: None,
            dedup: String::new(),
            due_at: claim.created_at,
            expires_at: None,
        }))
    }

    fn notice_key(&self, _: &Claim, failure: &Failure, _: Instant) -> String {
        failure.cause.clone()
    }
}

struct House {
    db: Db,
    outbox: Outbox,
    worker: Worker<Scripted>,
    script: Scripted,
    clock: Clock,
    ahead: watch::Sender<i64>,
    _folder: TempDir,
}

async fn house(backend: Backend) -> House {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&Database {
        url: backend.new_database(folder.path()).await,
        connections: 4,
    })
    .await
    .unwrap();
    let (ahead, offset) = watch::channel(0);
    let clock = Clock::shifted(offset);
    let outbox = Outbox::new(clock.clone(), Chance::seeded(1));
    let settings = Config::load(None).unwrap().outbox;
    let script = Scripted::default();
    let worker = Worker::new(db.clone(), outbox.clone(), settings, script.clone());
    House {
        db,
        outbox,
        worker,
        script,
        clock,
        ahead,
        _folder: folder,
    }
}

impl House {
    async fn wants(&self, effect: Effect, subject: i64, expires_in: Option<Duration>) {
        let now = self.clock.now();
        let wanted = Wanted {
            effect,
            guild: GuildId::new(9),
            subject_id: subject,
            destination: None,
            dedup: "1".into(),
            due_at: now,
            expires_at: expires_in.map(|span| now + span),
        };
        let mut tx = self.db.begin().await.unwrap();
        self.outbox.want(&mut tx, &wanted).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn answers(&self, mut answers: Vec<Outcome>) {
        answers.reverse();
        self.script.0.lock().unwrap().answers = answers;
    }

    fn advance(&self, span: Duration) {
        self.ahead
            .send_modify(|ahead| *ahead += span.num_milliseconds());
    }

    async fn steps(&self) -> usize {
        let mut steps = 0;
        while self.worker.step().await.unwrap() == Step::Worked {
            steps += 1;
        }
        steps
    }

    async fn count(&self, state: State) -> usize {
        self.outbox.list(&self.db, state).await.unwrap().len()
    }

    fn delivered(&self) -> Vec<(i64, Effect, String)> {
        self.script.0.lock().unwrap().delivered.clone()
    }
}

/// What is under way with what was true before must not take in a wish that is not committed:
/// it would be lost. `SQLite` has one writer, and the worker waits for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wish_that_is_not_committed_yet_is_not_taken_in_early() {
    let house = house(Backend::Postgres).await;
    house.wants(Effect::Panel, 1, None).await;
    let again = Wanted {
        effect: Effect::Panel,
        guild: GuildId::new(9),
        subject_id: 1,
        destination: None,
        dedup: String::new(),
        due_at: house.clock.now(),
        expires_at: None,
    };
    let mut tx = house.db.begin().await.unwrap();
    house.outbox.want(&mut tx, &again).await.unwrap();
    assert_eq!(house.steps().await, 0, "it waits for the second wish");
    tx.commit().await.unwrap();
    assert_eq!(house.steps().await, 1);
    // And one that comes while it is under way is its own.
    house.wants(Effect::Panel, 1, None).await;
    assert_eq!(house.steps().await, 1);
}

fn unsure() -> Outcome {
    Outcome::Again {
        cause: "cut".into(),
        wait: None,
        untouched: false,
    }
}

async fn effects_of_one_subject_go_out_in_order(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    house.wants(Effect::QuestionThread, 1, None).await;
    house.wants(Effect::QuestionCard, 2, None).await;
    house.wants(Effect::QuestionCard, 1, None).await; // wanted already
    house.answers(vec![unsure()]);
    assert_eq!(house.steps().await, 2, "the thread waits for its card");
    let order = |house: &House| {
        house
            .delivered()
            .iter()
            .map(|(id, ..)| *id)
            .collect::<Vec<_>>()
    };
    assert_eq!(order(&house), [1, 3]);
    house.advance(Duration::seconds(5));
    assert_eq!(house.steps().await, 2);
    assert_eq!(order(&house), [1, 3, 1, 2]);
    assert_eq!(house.count(State::Sent).await, 3);
    house.db.close().await;
}

async fn what_fails_is_tried_again_with_the_same_nonce(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let told = Outcome::Again {
        cause: "rate limited".into(),
        wait: Some(Duration::seconds(30)),
        untouched: true,
    };
    house.answers(vec![unsure(), told]);
    assert_eq!(house.steps().await, 1);
    let Step::Idle(Some(next)) = house.worker.step().await.unwrap() else {
        panic!("it is to be tried again");
    };
    let pause = next - house.clock.now();
    assert!(pause <= Duration::milliseconds(500), "{pause}");
    house.advance(Duration::seconds(1));
    assert_eq!(house.steps().await, 1);
    house.advance(Duration::seconds(29));
    assert_eq!(house.steps().await, 0, "Discord asked for 30 s");
    house.advance(Duration::seconds(2));
    assert_eq!(house.steps().await, 1);
    let nonces: Vec<String> = house
        .delivered()
        .into_iter()
        .map(|(.., nonce)| nonce)
        .collect();
    assert_eq!(nonces.len(), 3);
    assert!(
        nonces
            .iter()
            .all(|nonce| *nonce == nonces[0] && nonce.len() <= 25)
    );
    assert_eq!(house.script.0.lock().unwrap().recorded, [(1, Some(7))]);
    house.db.close().await;
}

async fn what_was_begun_and_forgotten_is_looked_for(backend: Backend) {
    for (found, sent_again) in [
        (Found::There(Some(5)), false),
        (Found::NotThere, true),
        (Found::Unclear("unreadable".into()), false),
    ] {
        let house = house(backend).await;
        house.wants(Effect::QuestionCard, 1, None).await;
        house.answers(vec![unsure()]);
        house.steps().await;
        house.advance(Duration::minutes(10));
        house.script.0.lock().unwrap().found = Some(found.clone());
        house.steps().await;
        assert_eq!(
            house.delivered().len(),
            1 + usize::from(sent_again),
            "{found:?}"
        );
        let done = house.count(State::Sent).await;
        assert_eq!(done, usize::from(!matches!(found, Found::Unclear(_))));
        house.db.close().await;
    }
}

async fn a_doubt_outlives_attempts_that_did_nothing(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let untouched = Outcome::Again {
        cause: "not connected".into(),
        wait: None,
        untouched: true,
    };
    house.answers(vec![
        untouched.clone(),
        unsure(),
        untouched.clone(),
        untouched,
    ]);
    for _ in 0..4 {
        assert_eq!(house.steps().await, 1);
        house.advance(Duration::seconds(10));
    }
    house.advance(Duration::minutes(10));
    house.script.0.lock().unwrap().found = Some(Found::There(Some(5)));
    assert_eq!(house.steps().await, 1);
    assert_eq!(
        house.delivered().len(),
        4,
        "it was looked for, not sent again"
    );
    assert_eq!(house.script.0.lock().unwrap().recorded, [(1, Some(5))]);
    house.db.close().await;
}

async fn what_is_too_late_is_not_sent(backend: Backend) {
    let house = house(backend).await;
    house
        .wants(Effect::QuestionCard, 1, Some(Duration::minutes(1)))
        .await;
    house.advance(Duration::minutes(2));
    house.steps().await;
    // Staff are told, and that is all.
    let delivered = house.delivered().into_iter();
    let effects: Vec<Effect> = delivered.map(|(_, effect, _)| effect).collect();
    assert_eq!(effects, [Effect::StaffNotice]);
    assert_eq!(house.count(State::Expired).await, 1);
    house.db.close().await;
}

async fn a_failure_in_the_guild_is_told_once_and_revived(backend: Backend) {
    let house = house(backend).await;
    let missing = |kind| {
        Outcome::Failed(Failure {
            kind,
            cause: "403/50013".into(),
        })
    };
    for subject in [1, 2, 3] {
        house.wants(Effect::QuestionCard, subject, None).await;
    }
    house.answers(vec![
        missing(FailureKind::Guild),
        missing(FailureKind::Guild),
        missing(FailureKind::Ours),
    ]);
    assert_eq!(house.steps().await, 4);
    let notices = house.delivered();
    let told = notices
        .iter()
        .filter(|(_, effect, _)| *effect == Effect::StaffNotice)
        .count();
    assert_eq!(told, 1);
    assert_eq!(house.count(State::Failed).await, 3);
    assert_eq!(
        house
            .outbox
            .revive(&house.db, GuildId::new(8))
            .await
            .unwrap(),
        0
    );
    assert_eq!(
        house
            .outbox
            .revive(&house.db, GuildId::new(9))
            .await
            .unwrap(),
        2
    );
    assert_eq!(house.steps().await, 2);
    assert_eq!(
        house.count(State::Failed).await,
        1,
        "what is our mistake stays"
    );
    house.db.close().await;
}

async fn an_effect_of_another_version_holds_up_no_other(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let mut tx = house.db.begin().await.unwrap();
    tx.execute(sql("UPDATE outbox SET kind = 'from_the_future'"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    house.wants(Effect::QuestionCard, 2, None).await;
    assert_eq!(house.steps().await, 1);
    assert_eq!(house.delivered()[0].0, 2);
    house.db.close().await;
}

async fn an_offline_night_gives_nothing_up(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let offline = Outcome::Again {
        cause: "not connected".into(),
        wait: None,
        untouched: true,
    };
    house.answers(vec![offline; 60]);
    for _ in 0..60 {
        house.steps().await;
        house.advance(Duration::minutes(6));
    }
    assert_eq!(house.steps().await, 1);
    assert_eq!(house.count(State::Sent).await, 1);
    house.db.close().await;
}

async fn a_wish_that_comes_while_its_like_is_under_way_is_kept(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::Panel, 9, None).await;
    house.wants(Effect::Panel, 9, None).await;
    house.answers(vec![unsure()]);
    assert_eq!(house.steps().await, 1);
    house.wants(Effect::Panel, 9, None).await;
    house.advance(Duration::seconds(5));
    assert_eq!(house.steps().await, 2);
    assert_eq!(house.count(State::Sent).await, 2);
    house.db.close().await;
}

async fn attempts_end(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    house.script.0.lock().unwrap().found = Some(Found::NotThere);
    house.answers(vec![unsure(); 20]);
    for attempt in 1..=20 {
        // The last one is followed by the word to staff.
        assert_eq!(house.steps().await, 1 + usize::from(attempt == 20));
        house.advance(Duration::minutes(6));
    }
    assert_eq!(house.count(State::InDoubt).await, 1);
    let told = house
        .delivered()
        .into_iter()
        .filter(|(_, e, _)| *e == Effect::StaffNotice);
    assert_eq!(told.count(), 1);
    house.answers(Vec::new());
    house
        .outbox
        .revive(&house.db, GuildId::new(9))
        .await
        .unwrap();
    assert_eq!(house.steps().await, 1);
    assert_eq!(house.count(State::InDoubt).await, 0);
    house.db.close().await;
}

//! A claim holds until its lease ends, and no longer, on both databases.

use std::sync::Arc;

use chrono::Duration;
use tsunagari::clock::Instant;
use tsunagari::config::Config;
use tsunagari::db::{DbError, Tx};
use tsunagari::outbox::{Claim, Deliver, Effect, Failure, Outcome, Sighting, State, Step, Worker};

use super::{House, house};
use crate::harness::{Backend, on_both};

on_both!(
    claims_of_a_process_that_has_ended_are_given_back,
    a_lost_lease_records_nothing,
);

/// Never answers: its process ends first.
struct Silent;

impl Deliver for Silent {
    async fn deliver(&self, _: &Claim) -> Result<Outcome, DbError> {
        std::future::pending().await
    }

    async fn find(&self, _: &Claim) -> Result<Sighting, DbError> {
        unreachable!("nothing is in doubt")
    }

    async fn record(&self, _: &mut Tx, _: &Claim, _: Option<i64>, _: bool) -> Result<(), DbError> {
        unreachable!("nothing was sent")
    }

    fn notice_key(&self, _: &Claim, _: &Failure, _: Instant) -> String {
        String::new()
    }
}

async fn claims_of_a_process_that_has_ended_are_given_back(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let settings = Config::load(None).unwrap().outbox;
    let worker = Worker::new(house.db.clone(), house.outbox.clone(), settings, Silent);
    let ended = tokio::spawn(async move { worker.step().await });
    while house.count(State::Claimed).await == 0 {
        tokio::task::yield_now().await;
    }
    ended.abort();
    assert_eq!(house.steps().await, 0);
    house.outbox.release_claims(&house.db).await.unwrap();
    // On PostgreSQL another process may hold the claim: its lease must end first.
    let at_once = usize::from(backend == Backend::Sqlite);
    assert_eq!(house.steps().await, at_once);
    house.advance(Duration::seconds(31));
    assert_eq!(house.steps().await, 1 - at_once);
    assert_eq!(house.count(State::Sent).await, 1);
    house.db.close().await;
}

/// Answers only when the lease is over and somebody else has finished the effect.
#[derive(Clone)]
struct Slow {
    house: Arc<House>,
}

impl Deliver for Slow {
    async fn deliver(&self, _: &Claim) -> Result<Outcome, DbError> {
        self.house.advance(Duration::seconds(31));
        assert_eq!(self.house.steps().await, 1, "the other worker takes over");
        Ok(Outcome::Done(Some(1000)))
    }

    async fn find(&self, _: &Claim) -> Result<Sighting, DbError> {
        unreachable!("the first attempt is in no doubt")
    }

    async fn record(&self, _: &mut Tx, _: &Claim, _: Option<i64>, _: bool) -> Result<(), DbError> {
        panic!("a worker that lost its lease records nothing")
    }

    fn notice_key(&self, _: &Claim, _: &Failure, _: Instant) -> String {
        String::new()
    }
}

async fn a_lost_lease_records_nothing(backend: Backend) {
    let house = Arc::new(house(backend).await);
    house.wants(Effect::QuestionCard, 1, None).await;
    let slow = Slow {
        house: Arc::clone(&house),
    };
    let settings = Config::load(None).unwrap().outbox;
    let worker = Worker::new(house.db.clone(), house.outbox.clone(), settings, slow);
    assert_eq!(worker.step().await.unwrap(), Step::Worked);
    assert_eq!(house.script.0.lock().unwrap().recorded, [(1, Some(7))]);
    assert_eq!(house.count(State::Sent).await, 1);
    house.db.close().await;
}

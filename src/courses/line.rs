//! Presses of 「参加する」 are taken in the order in which they were made, however the tasks that
//! carry them are scheduled, and many at once in one transaction.
//!
//! Whoever hears Discord [announces](Line::announce) each press in turn, before a task carries it.
//! Whoever has the turn takes all presses that have come, in the order of Discord's own ids, up to
//! the first that was announced and has not come yet.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};
use tokio::time::{Duration, Instant};

use super::enrolling::{JoinRefusal, Joined};
use crate::db::DbError;
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::CourseId;

/// How long one that was announced is waited for: those behind it are answered then within the
/// three seconds that Discord waits.
const FORGET: Duration = Duration::from_secs(2);

/// What a press came to.
pub type Outcome = Result<Joined, Fault<JoinRefusal>>;

/// Somebody wants a place.
pub struct Press {
    /// Discord's id of the press: a later one has a greater id.
    pub order: u64,
    pub actor: Actor,
    pub course: CourseId,
    answer: oneshot::Sender<Outcome>,
}

impl Press {
    /// Tells whoever waits for it.
    pub fn answer(self, outcome: Outcome) {
        // Whoever has stopped waiting needs no answer.
        let _ = self.answer.send(outcome);
    }
}

#[derive(Default)]
struct State {
    waiting: Vec<Press>,
    /// Those that were announced and have not come, and when they were.
    announced: BTreeMap<u64, Instant>,
}

/// The presses that wait. Cloning is cheap.
#[derive(Clone, Default)]
pub struct Line {
    state: Arc<Mutex<State>>,
    turn: Arc<tokio::sync::Mutex<()>>,
    came: Arc<Notify>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
    }
}

impl Line {
    /// Discord has told of a press, which comes soon.
    pub fn announce(&self, order: u64) {
        self.state().announced.insert(order, Instant::now());
    }

    /// For as long as somebody carries a press: when that ends, nobody waits for it any more,
    /// whether it came or was turned away before.
    #[must_use]
    pub fn carry(&self, order: u64) -> Carried {
        let line = self.clone();
        Carried { line, order }
    }

    /// Waits for a press's outcome; `serve` answers each of a number of presses, which are in
    /// their order.
    ///
    /// # Errors
    ///
    /// What the press came to; ours, if it was not answered at all.
    pub async fn press<F: Future<Output = ()>>(
        &self,
        (order, actor, course): (u64, Actor, CourseId),
        serve: impl Fn(Vec<Press>) -> F,
    ) -> Outcome {
        let (answer, mut outcome) = oneshot::channel();
        {
            let mut state = self.state();
            state.announced.remove(&order);
            state.waiting.push(Press {
                order,
                actor,
                course,
                answer,
            });
        }
        self.came.notify_one();
        loop {
            let turn = tokio::select! {
                turn = self.turn.lock() => turn,
                said = &mut outcome => return said.unwrap_or_else(|_| unanswered()),
            };
            match outcome.try_recv() {
                Ok(said) => return said,
                Err(oneshot::error::TryRecvError::Closed) => return unanswered(),
                Err(oneshot::error::TryRecvError::Empty) => {}
            }
            match self.take() {
                Ok(presses) => serve(presses).await,
                Err(until) => {
                    // An earlier one is on its way.
                    tokio::select! {
                        () = self.came.notified() => {}
                        () = tokio::time::sleep_until(until) => {}
                    }
                }
            }
            drop(turn);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that have come and are not behind one that is on its way, in their order; if there
    /// is none, until when it is waited for.
    fn take(&self) -> Result<Vec<Press>, Instant> {
        let now = Instant::now();
        let mut state = self.state();
        state.announced.retain(|_, at| now < *at + FORGET);
        let missing = state.announced.first_key_value();
        let missing = missing.map(|(order, at)| (*order, *at + FORGET));
        let (mut taken, left): (Vec<Press>, Vec<Press>) = state
            .waiting
            .drain(..)
            .partition(|press| missing.is_none_or(|(order, _)| press.order < order));
        state.waiting = left;
        match missing {
            Some((_, until)) if taken.is_empty() => Err(until),
            _ => {
                taken.sort_by_key(|press| press.order);
                Ok(taken)
            }
        }
    }
}

/// A press on its way.
#[derive(Debug)]
pub struct Carried {
    line: Line,
    order: u64,
}

impl Drop for Carried {
    fn drop(&mut self) {
        if self.line.state().announced.remove(&self.order).is_some() {
            self.line.came.notify_one();
        }
    }
}

fn unanswered() -> Outcome {
    Err(Fault::Ours(DbError::Affected {
        what: "answering a press",
        affected: 0,
        expected: 1,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{GuildId, UserId};

    fn actor(user: u64) -> Actor {
        Actor {
            user: UserId::new(user),
            guild: GuildId::new(1),
            roles: Vec::new(),
            manages_guild: false,
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn presses_are_served_in_their_order_however_they_come() {
        let line = Line::default();
        let served: Arc<Mutex<Vec<u64>>> = Arc::default();
        (0..200).for_each(|order| line.announce(order));
        let presses = (0..200_u64).map(|n| {
            // The tasks come in some other order.
            let order = (n * 77) % 200;
            let (line, served) = (line.clone(), Arc::clone(&served));
            tokio::spawn(async move {
                let wish = (order, actor(order), CourseId(1));
                let outcome = line.press(wish, |presses| {
                    let served = Arc::clone(&served);
                    async move {
                        for press in presses {
                            served.lock().unwrap().push(press.order);
                            press.answer(Err(Fault::Refused(JoinRefusal::Unknown)));
                        }
                    }
                });
                assert!(matches!(
                    outcome.await,
                    Err(Fault::Refused(JoinRefusal::Unknown))
                ));
            })
        });
        for task in presses.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        let served = served.lock().unwrap().clone();
        assert_eq!(served.len(), 200, "each once");
        assert!(served.is_sorted(), "{served:?}");
    }

    async fn served(line: &Line, order: u64) -> Duration {
        let begun = Instant::now();
        let wish = (order, actor(order), CourseId(1));
        let outcome = line.press(wish, |presses| async move {
            for press in presses {
                press.answer(Err(Fault::Refused(JoinRefusal::Unknown)));
            }
        });
        assert!(matches!(
            outcome.await,
            Err(Fault::Refused(JoinRefusal::Unknown))
        ));
        begun.elapsed()
    }

    #[tokio::test]
    async fn one_that_nobody_carries_is_not_waited_for_long() {
        let line = Line::default();
        line.announce(1);
        assert!(served(&line, 2).await >= FORGET);
    }

    #[tokio::test]
    async fn one_that_was_turned_away_is_not_waited_for() {
        let line = Line::default();
        (1..3).for_each(|order| line.announce(order));
        let carried = line.carry(1);
        let turned_away = async { drop(carried) };
        let (waited, ()) = tokio::join!(served(&line, 2), turned_away);
        assert!(waited < FORGET, "{waited:?}");
    }
}

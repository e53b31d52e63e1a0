//! Presses of 「参加する」 are taken in the order in which they were made, however the tasks that
//! carry them are scheduled, and many at once in one transaction.
//!
//! Each press waits in a queue for [`GATHER`]. Whoever has the turn then takes all that have
//! waited so long, with those that were made before them and have come since, in the order of
//! Discord's own ids, and tells each its outcome.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;
use tokio::time::{Duration, Instant};

use super::enrolling::{JoinRefusal, Joined};
use crate::db::DbError;
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::CourseId;

/// How long a press waits for those that were made before it and come after it.
const GATHER: Duration = Duration::from_millis(30);

/// What a press came to.
pub type Outcome = Result<Joined, Fault<JoinRefusal>>;

/// Somebody wants a place.
pub struct Press {
    /// Discord's id of the press: a later one has a greater id.
    pub order: u64,
    pub actor: Actor,
    pub course: CourseId,
    came_at: Instant,
    answer: oneshot::Sender<Outcome>,
}

impl Press {
    /// Tells whoever waits for it.
    pub fn answer(self, outcome: Outcome) {
        // Whoever has stopped waiting needs no answer.
        let _ = self.answer.send(outcome);
    }
}

/// The presses that wait. Cloning is cheap.
#[derive(Clone, Default)]
pub struct Line {
    waiting: Arc<Mutex<Vec<Press>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
    }
}

impl Line {
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
        self.waiting().push(Press {
            order,
            actor,
            course,
            came_at: Instant::now(),
            answer,
        });
        loop {
            let turn = tokio::select! {
                turn = self.turn.lock() => turn,
                said = &mut outcome => return said.unwrap_or_else(|_| unanswered()),
            };
            if let Ok(said) = outcome.try_recv() {
                return said;
            }
            let Some(oldest) = self.waiting().iter().map(|press| press.came_at).min() else {
                return unanswered();
            };
            tokio::time::sleep_until(oldest + GATHER).await;
            serve(self.take()).await;
            drop(turn);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Press>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that have waited long enough, and those made before them, in their order.
    fn take(&self) -> Vec<Press> {
        let now = Instant::now();
        let mut waiting = self.waiting();
        let is_ripe = |press: &&Press| now - press.came_at >= GATHER;
        let last = waiting
            .iter()
            .filter(is_ripe)
            .map(|press| press.order)
            .max();
        let Some(last) = last else {
            return Vec::new();
        };
        let (mut taken, left): (Vec<Press>, Vec<Press>) =
            waiting.drain(..).partition(|press| press.order <= last);
        *waiting = left;
        taken.sort_by_key(|press| press.order);
        taken
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
        let presses = (0..200_u64).map(|n| {
            // They come in some other order, all within the time that is gathered.
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
}

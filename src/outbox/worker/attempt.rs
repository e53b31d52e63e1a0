//! One claimed effect, seen through to its end.

use tracing::{info, warn};

use super::{Deliver, Worker};
use crate::clock::Instant;
use crate::db::DbError;
use crate::outbox::doubt::{Decision, decide};
use crate::outbox::model::{Claim, Destination, Failure, FailureKind, Outcome, State, Wanted};
use crate::outbox::store::PutBack;
use crate::outbox::{ADOPTED, Effect, retry, store};

/// What an attempt brought.
enum Attempt {
    /// It was sent, or tried; since when it is unsure if nobody knows what it came to.
    Sent(Outcome, Option<Instant>),
    /// It was there already.
    Adopted(Option<i64>),
    /// It is not to be sent yet; earlier doubts stay.
    Wait {
        cause: String,
        pause: Option<chrono::Duration>,
    },
    Undecided(String),
    /// While it was looked for, the claim went to another worker.
    Lost,
}

/// A claim that this process works on; no longer when dropped.
struct Holding<'a, D: Deliver>(&'a Worker<D>, i64);

impl<D: Deliver> Drop for Holding<'_, D> {
    fn drop(&mut self) {
        self.0.held().remove(&self.1);
    }
}

impl<D: Deliver> Worker<D> {
    /// Sees a claim through to its end.
    pub(super) async fn finish(&self, claim: &Claim) -> Result<(), DbError> {
        let _held = Holding(self, claim.id);
        self.see_through(claim).await
    }

    async fn see_through(&self, claim: &Claim) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        // A worker that ends in the middle of each attempt never comes to `again`.
        if claim.attempts > self.settings.attempts {
            let cause = "no attempt came to its end".into();
            return self.give_up(claim, claim.unsure_before(), cause).await;
        }
        let (outcome, unsure) = match self.attempt(claim, now).await? {
            Attempt::Lost => {
                info!(
                    effect = claim.id,
                    "another worker has taken this effect over"
                );
                return Ok(());
            }
            Attempt::Sent(outcome, unsure) => (outcome, unsure),
            Attempt::Adopted(made) => {
                info!(effect = claim.id, "an effect of unknown outcome was found");
                return self.done(claim, made, true).await;
            }
            Attempt::Wait { cause, pause } => {
                return self.untouched(claim, cause, pause).await;
            }
            Attempt::Undecided(cause) => {
                let kind = FailureKind::Undecided;
                return self.failed(claim, &Failure { kind, cause }).await;
            }
        };
        match outcome {
            Outcome::Done(made) => self.done(claim, made, false).await,
            Outcome::Void(cause) => self.settle(claim, State::Void, Some(cause.into())).await,
            Outcome::Failed(failure) => self.failed(claim, &failure).await,
            Outcome::Fallback(cause) => self.fall_back(claim, cause).await,
            Outcome::Later { wait, destination } => self.later(claim, wait, destination).await,
            Outcome::Again {
                cause,
                wait,
                untouched: true,
            } => self.untouched(claim, cause, wait).await,
            Outcome::Again { cause, wait, .. } => self.again(claim, cause, wait, unsure).await,
        }
    }

    /// Looks for the effect if an earlier attempt may have done it, and sends it if not.
    async fn attempt(&self, claim: &Claim, now: Instant) -> Result<Attempt, DbError> {
        let mut unsure = claim.unsure_since;
        let is_late = claim.expires_at.is_some_and(|end| end <= now);
        if let Some(since) = claim.unsure_before() {
            let looks = tokio::time::timeout(self.time(), self.deliver.find(claim));
            let Ok(sighting) = looks.await else {
                return Ok(Attempt::Wait {
                    cause: "looking took too long".into(),
                    pause: None,
                });
            };
            let sighting = sighting?;
            let age = (now - since).max(chrono::Duration::zero());
            match decide(sighting, age, self.settings.nonce_window) {
                Decision::Send => {
                    // What was sent before has come to nothing; the doubt begins anew.
                    if !self.renew(claim, now).await? {
                        return Ok(Attempt::Lost);
                    }
                    unsure = Some(now);
                }
                Decision::Repeat if is_late => {
                    return Ok(Attempt::Wait {
                        cause: "it is too late, and whether it was sent is not known".into(),
                        pause: None,
                    });
                }
                Decision::Repeat => {
                    if !self.renew(claim, since).await? {
                        return Ok(Attempt::Lost);
                    }
                    // To end without sending one must know that nothing was sent before.
                    return Ok(match self.send(claim).await? {
                        Outcome::Void(cause) | Outcome::Fallback(cause) => Attempt::Wait {
                            cause: cause.into(),
                            pause: None,
                        },
                        outcome => Attempt::Sent(outcome, unsure),
                    });
                }
                Decision::Adopt(made) => return Ok(Attempt::Adopted(made)),
                Decision::LookAgain { cause, pause } => return Ok(Attempt::Wait { cause, pause }),
                Decision::Undecided(cause) => return Ok(Attempt::Undecided(cause)),
            }
        }
        if is_late {
            let outcome = Outcome::Failed(Failure {
                kind: FailureKind::TooLate,
                cause: "it was not sent before it became useless".into(),
            });
            return Ok(Attempt::Sent(outcome, unsure));
        }
        Ok(Attempt::Sent(self.send(claim).await?, unsure))
    }

    /// Sends, well within the lease, so that no other worker does the same meanwhile.
    async fn send(&self, claim: &Claim) -> Result<Outcome, DbError> {
        let sends = tokio::time::timeout(self.time(), self.deliver.deliver(claim));
        sends.await.unwrap_or_else(|_| {
            Ok(Outcome::Again {
                cause: "it took too long".into(),
                wait: None,
                untouched: false,
            })
        })
    }

    /// How long looking, and after it sending, may take.
    fn time(&self) -> std::time::Duration {
        self.settings.lease.to_std().unwrap_or_default() * 3 / 4
    }

    /// Makes sure that the claim still holds, and for a whole lease; what it has sent is
    /// unsure since `unsure_since`.
    async fn renew(&self, claim: &Claim, unsure_since: Instant) -> Result<bool, DbError> {
        let until = self.outbox.clock.now() + self.settings.lease;
        let mut tx = self.db.begin().await?;
        let renewed = store::renew(&mut tx, claim, until, unsure_since).await?;
        tx.commit().await?;
        if renewed {
            self.held().insert(claim.id, until);
        }
        Ok(renewed)
    }

    async fn done(&self, claim: &Claim, made: Option<i64>, adopted: bool) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        let mut tx = self.db.begin().await?;
        let cause = adopted.then(|| ADOPTED.to_owned());
        if store::finish(&mut tx, claim, State::Sent, made, cause, now).await? {
            self.deliver.record(&mut tx, claim, made, adopted).await?;
            let freed = store::free_behind(&mut tx, claim, now).await?;
            tx.commit().await?;
            if adopted || freed > 0 {
                self.outbox.wake();
            }
        } else {
            info!(
                effect = claim.id,
                "another worker has taken this effect over"
            );
        }
        Ok(())
    }

    async fn settle(
        &self,
        claim: &Claim,
        state: State,
        cause: Option<String>,
    ) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        let mut tx = self.db.begin().await?;
        store::finish(&mut tx, claim, state, None, cause, now).await?;
        tx.commit().await
    }

    async fn fall_back(&self, claim: &Claim, cause: &str) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        let mut tx = self.db.begin().await?;
        let cause = Some(cause.to_owned());
        if store::finish(&mut tx, claim, State::Void, None, cause, now).await?
            && let Some(wanted) = self.deliver.fall_back(&mut tx, claim).await?
        {
            self.outbox.want(&mut tx, &wanted).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    async fn failed(&self, claim: &Claim, failure: &Failure) -> Result<(), DbError> {
        let mends = matches!(failure.kind, FailureKind::Guild | FailureKind::Undecided)
            && claim.attempts < self.settings.attempts;
        if mends && self.outbox.was_mended_since(claim.guild, claim.claimed_at) {
            // It was mended while this was under way. The attempt counts, so this ends.
            let back = PutBack {
                due_at: self.outbox.clock.now() + self.settings.first_pause,
                unsure_since: claim.unsure_before(),
                attempts: claim.attempts,
                cause: format!("{}{}", failure.kind.prefix(), failure.cause),
                destination: None,
            };
            return self.put_back(claim, back).await;
        }
        self.fail(claim, failure, failure.kind.state()).await
    }

    /// Gives up; what may have been done since `unsure` is in doubt.
    async fn give_up(
        &self,
        claim: &Claim,
        unsure: Option<Instant>,
        cause: String,
    ) -> Result<(), DbError> {
        let state = unsure.map_or(State::Failed, |_| State::InDoubt);
        let kind = FailureKind::GivenUp;
        self.fail(claim, &Failure { kind, cause }, state).await
    }

    async fn fail(&self, claim: &Claim, failure: &Failure, state: State) -> Result<(), DbError> {
        warn!(
            effect = claim.id,
            kind = claim.effect.stored().0,
            guild = %claim.guild,
            cause = failure.cause,
            "an effect cannot be done"
        );
        let now = self.outbox.clock.now();
        let cause = format!("{}{}", failure.kind.prefix(), failure.cause);
        let mut tx = self.db.begin().await?;
        let ours = store::finish(&mut tx, claim, state, None, Some(cause), now).await?;
        // A notice that fails itself is not followed by another.
        if ours && failure.kind.is_for_staff() && claim.effect.concerns_staff() {
            let notice = Wanted {
                effect: Effect::StaffNotice,
                guild: claim.guild,
                subject_id: claim.id,
                destination: None,
                dedup: self.deliver.notice_key(claim, failure, now),
                due_at: now,
                expires_at: None,
            };
            self.outbox.want(&mut tx, &notice).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// Puts back what was not begun, as if it had never been claimed.
    async fn later(
        &self,
        claim: &Claim,
        wait: chrono::Duration,
        destination: Option<Destination>,
    ) -> Result<(), DbError> {
        let back = PutBack {
            due_at: self.outbox.clock.now() + wait,
            unsure_since: claim.unsure_before(),
            attempts: claim.attempts - 1,
            cause: "waits for its turn".into(),
            destination,
        };
        self.put_back(claim, back).await
    }

    /// Puts back what may have been done, unsure since then.
    async fn again(
        &self,
        claim: &Claim,
        cause: String,
        wait: Option<chrono::Duration>,
        unsure: Option<Instant>,
    ) -> Result<(), DbError> {
        if claim.attempts >= self.settings.attempts {
            return self.give_up(claim, unsure, cause).await;
        }
        self.pause(claim, cause, wait, unsure, claim.attempts).await
    }

    /// Puts back what surely was not done by this attempt: earlier doubts stay as they
    /// were, and a night without a network is no reason to give up.
    async fn untouched(
        &self,
        claim: &Claim,
        cause: String,
        wait: Option<chrono::Duration>,
    ) -> Result<(), DbError> {
        let unsure = claim.unsure_before();
        self.pause(claim, cause, wait, unsure, claim.attempts - 1)
            .await
    }

    async fn pause(
        &self,
        claim: &Claim,
        cause: String,
        wait: Option<chrono::Duration>,
        unsure_since: Option<Instant>,
        attempts: u32,
    ) -> Result<(), DbError> {
        let now = self.outbox.clock.now();
        let pause = retry::pause(
            &self.settings,
            claim.attempts,
            now - claim.created_at,
            self.outbox.chance.fraction(),
            wait,
        );
        info!(
            effect = claim.id,
            kind = claim.effect.stored().0,
            attempt = claim.attempts,
            pause_ms = pause.num_milliseconds(),
            cause,
            "an effect will be tried again"
        );
        let back = PutBack {
            due_at: now + pause,
            unsure_since,
            attempts,
            cause,
            destination: None,
        };
        self.put_back(claim, back).await
    }

    async fn put_back(&self, claim: &Claim, back: PutBack) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::put_back(&mut tx, claim, back).await?;
        tx.commit().await
    }
}

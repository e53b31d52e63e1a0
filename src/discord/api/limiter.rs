//! Discord's rate limits, kept before Discord has to say so. No clock and no wire in
//! here: the present moment and the answers' headers are passed in.
//!
//! What is kept ("Rate Limits" in Discord's documentation):
//!
//! - a bucket for each kind of route and major parameter, as the answers' headers tell;
//!   a kind of which nothing is known yet is tried with one request first;
//! - so many requests in any second over all routes (50), answers to interactions apart;
//! - what a 429 asks for;
//! - 10,000 refused requests (401, 403, 429) in ten minutes.
//!
//! The lower lanes are spread over the second and leave one place of each bucket, so
//! that what a person waits for goes out at once.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::route::Route;
use crate::outbox::Lane;

/// What is added to a second and to each reset, for clocks and wires that are not exact.
const MARGIN: Duration = Duration::from_millis(20);
const SECOND: Duration = Duration::from_secs(1);
/// The lower lanes are spread over so many parts of a second.
const PARTS: usize = 10;
/// A limit of so many or more leaves one place to those someone waits for.
const SHARED_FROM: u32 = 3;
/// Refused requests in [`INVALID_TIME`] after which nothing is sent: of Discord's 10,000
/// a tenth stays for what is not counted here.
const INVALID_MOST: usize = 9_000;
const INVALID_TIME: Duration = Duration::from_mins(10);
/// How many buckets are remembered before those that are full again are forgotten.
const BUCKETS_MOST: usize = 4_096;

/// A bucket's name and the major parameter that splits it.
type Key = (String, String);

#[derive(Debug)]
struct Bucket {
    /// `None` until an answer has told it.
    limit: Option<u32>,
    /// How many may still be sent before `resets_at`.
    left: u32,
    /// `None` while no answer has told when the window that is running ends.
    resets_at: Option<Instant>,
    /// The longest time to a reset that was told: about the length of a window.
    window: Duration,
    in_flight: u32,
}

impl Bucket {
    fn new(limit: Option<u32>) -> Self {
        Self {
            limit,
            left: limit.unwrap_or(1),
            resets_at: None,
            window: Duration::ZERO,
            in_flight: 0,
        }
    }

    /// Begins a new window if the last one has ended. What is still on its way may fall
    /// into the new one.
    fn roll(&mut self, now: Instant) {
        if self.resets_at.is_some_and(|at| at <= now) {
            self.resets_at = None;
            self.left = self.limit.unwrap_or(1).saturating_sub(self.in_flight);
        }
    }

    /// If nobody is left to tell when the window ends, it ends after its usual time.
    fn reset_untold(&mut self, now: Instant) {
        let is_full = self.limit.is_some_and(|limit| self.left >= limit);
        if self.in_flight == 0 && self.resets_at.is_none() && !is_full {
            self.resets_at = Some(now + self.window.max(SECOND));
        }
    }

    /// Whether one of a lane may be sent.
    fn is_open(&self, lane: Lane) -> bool {
        let shared = lane != Lane::Person && self.limit.is_some_and(|most| most >= SHARED_FROM);
        self.left > u32::from(shared)
    }
}

/// What an answer tells of its bucket.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub bucket: String,
    pub limit: u32,
    pub remaining: u32,
    pub reset_after: Duration,
}

/// How a request ended, as far as limits are concerned.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `None` if the route has no bucket, or the answer says nothing.
    pub told: Option<Told>,
    /// What a 429 asks for.
    pub retry_after: Option<Duration>,
    /// Whether that 429 is for all routes.
    pub global: bool,
    /// Whether it is for something shared with others, which does not count as refused.
    pub shared: bool,
}

/// Leave to send one request. It must be given back by [`Limiter::answered`] or
/// [`Limiter::lost`].
#[derive(Debug)]
#[must_use]
pub struct Permit {
    route: Route,
    key: Option<Key>,
}

/// What stands in the way of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The bucket of its route.
    Bucket,
    /// One of the limits over all routes.
    Global,
}

/// Not now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    pub limit: Limit,
    /// `None`: until an answer comes.
    pub until: Option<Instant>,
}

/// The state of all limits.
#[derive(Debug)]
pub struct Limiter {
    per_second: usize,
    /// When requests left, within the last second.
    sent: VecDeque<Instant>,
    paused_until: Option<Instant>,
    refused: VecDeque<Instant>,
    /// The bucket of each kind of route; `None`: it has none.
    names: HashMap<String, Option<String>>,
    limits: HashMap<String, u32>,
    buckets: HashMap<Key, Bucket>,
    /// How many wait for the limit over all routes, by lane.
    waiting: [usize; Lane::ALL.len()],
}

impl Limiter {
    /// `per_second`: requests in any second over all routes; Discord allows 50.
    #[must_use]
    pub fn new(per_second: u32) -> Self {
        Self {
            per_second: per_second.max(1) as usize,
            sent: VecDeque::new(),
            paused_until: None,
            refused: VecDeque::new(),
            names: HashMap::new(),
            limits: HashMap::new(),
            buckets: HashMap::new(),
            waiting: [0; Lane::ALL.len()],
        }
    }

    /// Leave to send a request now.
    ///
    /// # Errors
    ///
    /// [`Wait`] says what stands in the way and until when.
    pub fn take(&mut self, route: &Route, lane: Lane, now: Instant) -> Result<Permit, Wait> {
        let key = self.key(route);
        if let Some(key) = &key {
            self.forget_some(now);
            let limit = self.limits.get(&key.0).copied();
            let bucket = self.buckets.entry(key.clone());
            let bucket = bucket.or_insert_with(|| Bucket::new(limit));
            bucket.roll(now);
            if !bucket.is_open(lane) {
                return Err(Wait {
                    limit: Limit::Bucket,
                    until: bucket.resets_at,
                });
            }
        }
        if !route.is_interaction() {
            if let Some(until) = self.global(lane, now) {
                return Err(Wait {
                    limit: Limit::Global,
                    until: Some(until),
                });
            }
            self.sent.push_back(now);
        }
        if let Some(bucket) = key.as_ref().and_then(|key| self.buckets.get_mut(key)) {
            bucket.left -= 1;
            bucket.in_flight += 1;
        }
        Ok(Permit {
            route: route.clone(),
            key,
        })
    }

    /// Where a route's requests are counted; `None` if it is known to have no bucket. A
    /// kind of which nothing is known has one for all, with one place.
    fn key(&self, route: &Route) -> Option<Key> {
        match self.names.get(route.kind()) {
            Some(name) => Some((name.clone()?, route.major().to_owned())),
            None => Some((route.kind().to_owned(), String::new())),
        }
    }

    /// Until when a limit over all routes stands in the way.
    fn global(&mut self, lane: Lane, now: Instant) -> Option<Instant> {
        if let Some(until) = self.paused_until.filter(|until| *until > now) {
            return Some(until);
        }
        let second = SECOND + MARGIN;
        forget_before(&mut self.sent, now, second);
        forget_before(&mut self.refused, now, INVALID_TIME);
        if self.refused.len() >= INVALID_MOST {
            return self.refused.front().map(|first| *first + INVALID_TIME);
        }
        if self.sent.len() >= self.per_second {
            let first = self.sent[self.sent.len() - self.per_second];
            return Some(first + second);
        }
        if lane == Lane::Person {
            return None;
        }
        let above = Lane::ALL.iter().zip(self.waiting);
        if above
            .take_while(|(other, _)| **other < lane)
            .any(|(_, n)| n > 0)
        {
            return Some(now + MARGIN);
        }
        let part = second / u32::try_from(PARTS).unwrap_or(1);
        let most = self.per_second.div_ceil(PARTS);
        let first = self.sent.len().checked_sub(most).map(|at| self.sent[at])?;
        (first + part > now).then_some(first + part)
    }

    /// An answer came.
    #[expect(clippy::needless_pass_by_value, reason = "a permit is used once")]
    pub fn answered(&mut self, permit: Permit, answer: &Answer, now: Instant) {
        let is_refusal =
            matches!(answer.status, 401 | 403) || (answer.status == 429 && !answer.shared);
        if is_refusal {
            self.refused.push_back(now);
        }
        let limited = (answer.status == 429).then(|| {
            let wait = answer.retry_after.unwrap_or(SECOND);
            now + wait + MARGIN
        });
        if answer.global {
            self.paused_until = self.paused_until.max(limited);
        }
        let kind = permit.route.kind().to_owned();
        if let Some(told) = &answer.told {
            self.names.insert(kind, Some(told.bucket.clone()));
            self.limits.insert(told.bucket.clone(), told.limit);
        } else if (200..300).contains(&answer.status) {
            self.names.insert(kind, None);
        }
        self.land(permit.key.as_ref());
        let Some(key) = self.key(&permit.route) else {
            return;
        };
        if permit.key.as_ref().is_some_and(|old| *old != key) {
            // The kind of route has moved to another bucket.
            self.buckets
                .retain(|old, bucket| Some(old) != permit.key.as_ref() || bucket.in_flight > 0);
        }
        let limit = self.limits.get(&key.0).copied();
        let bucket = self.buckets.entry(key);
        let bucket = bucket.or_insert_with(|| Bucket::new(limit));
        bucket.limit = limit;
        if let Some(told) = &answer.told {
            let resets_at = now + told.reset_after + MARGIN;
            bucket.window = bucket.window.max(told.reset_after);
            // Times differ by what the wire takes; more than that is another window.
            let same = |known: Instant| resets_at < known + bucket.window / 2;
            if bucket.resets_at.is_some_and(same) {
                bucket.left = bucket.left.min(told.remaining);
                bucket.resets_at = bucket.resets_at.max(Some(resets_at));
            } else {
                bucket.left = told.remaining.saturating_sub(bucket.in_flight);
                bucket.resets_at = Some(resets_at);
            }
        } else if limit.is_none() && bucket.in_flight == 0 {
            // Nothing was told: the next one tries again at once.
            bucket.left = 1;
            return;
        }
        if !answer.global && limited.is_some() {
            bucket.left = 0;
            bucket.resets_at = bucket.resets_at.max(limited);
        }
        bucket.reset_untold(now);
    }

    /// No answer came.
    pub fn lost(&mut self, permit: Permit, now: Instant) {
        self.land(permit.key.as_ref());
        if let Some(bucket) = permit.key.and_then(|key| self.buckets.get_mut(&key)) {
            bucket.reset_untold(now);
        }
    }

    /// A request is no longer on its way.
    fn land(&mut self, key: Option<&Key>) {
        if let Some(bucket) = key.and_then(|key| self.buckets.get_mut(key)) {
            bucket.in_flight = bucket.in_flight.saturating_sub(1);
        }
    }

    /// Somebody waits, or no longer waits, for a limit over all routes.
    pub fn waits(&mut self, lane: Lane, begins: bool) {
        let at = Lane::ALL.iter().position(|known| *known == lane);
        if let Some(count) = at.and_then(|at| self.waiting.get_mut(at)) {
            *count = if begins {
                *count + 1
            } else {
                count.saturating_sub(1)
            };
        }
    }

    /// The major parameters of a kind of route whose bucket has nothing left for a lane,
    /// and until when.
    pub fn used_up(&self, kind: &str, lane: Lane, now: Instant) -> Vec<(&str, Instant)> {
        let Some(Some(name)) = self.names.get(kind) else {
            return Vec::new();
        };
        self.buckets
            .iter()
            .filter(|((known, _), bucket)| known == name && !bucket.is_open(lane))
            .filter_map(|((_, major), bucket)| Some((major.as_str(), bucket.resets_at?)))
            .filter(|(_, until)| *until > now)
            .collect()
    }

    /// A bucket that is full again is as good as one that is not known.
    fn forget_some(&mut self, now: Instant) {
        if self.buckets.len() > BUCKETS_MOST {
            self.buckets.retain(|_, bucket| {
                bucket.in_flight > 0 || bucket.resets_at.is_some_and(|at| at > now)
            });
        }
    }
}

fn forget_before(times: &mut VecDeque<Instant>, now: Instant, age: Duration) {
    while times.front().is_some_and(|at| *at + age <= now) {
        times.pop_front();
    }
}

#[cfg(test)]
mod tests;

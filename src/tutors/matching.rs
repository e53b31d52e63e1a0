//! Who is offered which request: the one rule, without I/O. The same input gives the same
//! output.
//!
//! All requests that wait and all tutors with room are matched together. Of all ways to give
//! each request at most one tutor, and each tutor at most as many as they have room for, the
//! one with the **highest total score** is taken.
//!
//! **Who may be offered what** ([`barrier`]): the tutor helps with the topic, has room, takes
//! part at present, has a part of the week in common with the member, is not the member, and is
//! none of those who are kept from it (excluded by the member, or declined before).
//!
//! **Score** of a pair ([`score`]), in hundredths of a point, by the guild's [`Weights`]:
//!
//! | part | share of its weight |
//! |---|---|
//! | level | all if the topic is a strong one of the tutor, else half |
//! | hours | parts of the week in common, of those that the member named, at most three |
//! | format | all if both can talk in the same way |
//! | programme | all if both belong to the same, half if both are of the same area |
//! | again | all if both chose each other again after an earlier match |
//! | load | all for a tutor with nothing, a tenth less for each request that they carry, and that they took or let run out in the last 30 days |
//! | waiting | its weight for each day that the request has waited, and one day more |
//!
//! The last grows and grows (up to 2,021 points): whoever waits longer than the other weights
//! are worth comes before all who came later. A tutor's second place counts as one that carries
//! one more.
//!
//! **Ties**: requests have ranks by age (the oldest has the highest), tutors by when they were
//! last asked (the longest ago has the highest, whoever was never asked before all). Of ways
//! with the same total that one is taken in which the sum of rank × rank over its pairs is the
//! greatest: the older request is served, the tutor who was asked longest ago is asked, and
//! the oldest request gets the tutor who was asked longest ago. What is equal even so is left
//! to the solver, which sees requests and tutors in the order of their ranks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use lapjv::{Matrix, lapjv};

use super::model::{Format, Level};
use super::week::Week;
use crate::clock::Instant;
use crate::guilds::Topic;
use crate::guilds::settings::Weights;
use crate::ids::{ProgrammeId, RequestId, UserId};

/// Most requests of one run, the oldest first; the others wait for the next.
pub const REQUESTS_MOST: usize = 1_000;
/// Most tutors of one run, those first who were asked longest ago.
pub const TUTORS_MOST: usize = 2_000;
/// Most places of one run, of the tutors in the same order: the time that a run takes grows
/// with the cube of this.
const PLACES_MOST: usize = 3_000;
/// Points are counted in hundredths.
const POINT: i64 = 100;
/// No score is greater. With [`REQUESTS_MOST`] and [`TUTORS_MOST`] no weight is above 2⁴⁹: the
/// solver's sums of a few of them stay below 2⁵³, up to where its numbers are exact.
const SCORE_MOST: i64 = 1 << 18;
/// Waiting is worth no more: what the other parts say, six of at most 100 points, still counts
/// among those who have waited longest.
const WAITING_MOST: i64 = SCORE_MOST - 6 * 100 * POINT;
/// So many parts of the week in common are as good as more.
const HOURS_ENOUGH: u32 = 3;
/// So many requests within 30 days are as much as more.
const LOAD_MOST: u32 = 10;

/// The programme of somebody, and its area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    pub programme: ProgrammeId,
    /// Empty if it has none.
    pub area: String,
}

/// A request that waits.
#[derive(Clone, Debug)]
pub struct Applicant {
    pub request: RequestId,
    pub member: UserId,
    pub topic: Topic,
    pub when: Week,
    pub format: Format,
    pub belongs: Option<Belonging>,
    /// Since when it has waited.
    pub since: Instant,
    /// Who is never asked: excluded by the member, declined, or handed it back.
    pub never: BTreeSet<UserId>,
    /// Tutors of an earlier match after which both chose each other again.
    pub again: BTreeSet<UserId>,
}

/// A tutor.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub user: UserId,
    pub topics: BTreeMap<Topic, Level>,
    pub when: Week,
    pub format: Format,
    pub belongs: Option<Belonging>,
    pub is_paused: bool,
    /// How many more they can take now.
    pub room: u32,
    /// How many requests they carry, and took or let run out in the last 30 days: whoever does
    /// not answer is not the one with the least to do.
    pub carries: u32,
    pub last_asked: Option<Instant>,
}

/// Why a tutor may not be offered a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barrier {
    Topic,
    Room,
    Paused,
    Hours,
    /// Excluded by the member, or they have said no before.
    Kept,
    Themself,
}

/// What keeps a tutor from being offered a request; the first of the rules that is broken.
#[must_use]
pub fn barrier(applicant: &Applicant, candidate: &Candidate) -> Option<Barrier> {
    if candidate.user == applicant.member {
        Some(Barrier::Themself)
    } else if applicant.never.contains(&candidate.user) {
        Some(Barrier::Kept)
    } else if !candidate.topics.contains_key(&applicant.topic) {
        Some(Barrier::Topic)
    } else if candidate.is_paused {
        Some(Barrier::Paused)
    } else if applicant.when.and(candidate.when).is_never() {
        Some(Barrier::Hours)
    } else if candidate.room == 0 {
        Some(Barrier::Room)
    } else {
        None
    }
}

/// The parts of a score, in hundredths of a point; none is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub level: i64,
    pub hours: i64,
    pub format: i64,
    pub programme: i64,
    pub again: i64,
    pub load: i64,
    pub waiting: i64,
}

impl Score {
    /// What two people are to each other, whenever it is.
    #[must_use]
    pub fn fit(&self) -> i64 {
        self.level + self.hours + self.format + self.programme + self.again
    }

    /// All of it: at least 1, so that a match is better than none, and at most 2¹⁸.
    #[must_use]
    pub fn total(&self) -> i64 {
        (self.fit() + self.load + self.waiting).clamp(1, SCORE_MOST)
    }
}

fn part(weight: u16, share: u32, of: u32) -> i64 {
    i64::from(weight) * POINT * i64::from(share) / i64::from(of.max(1))
}

/// The score of a pair that may be; `taken` is how many of the same run the tutor has before.
#[must_use]
pub fn score(
    applicant: &Applicant,
    candidate: &Candidate,
    taken: u32,
    weights: &Weights,
    now: Instant,
) -> Score {
    let level = match candidate.topics.get(&applicant.topic) {
        Some(Level::Strong) => part(weights.level, 1, 1),
        Some(Level::Helps) => part(weights.level, 1, 2),
        None => 0,
    };
    let enough = applicant.when.count().min(HOURS_ENOUGH);
    let common = applicant.when.and(candidate.when).count().min(enough);
    let is_same = |same: bool, weight| if same { part(weight, 1, 1) } else { 0 };
    let programme = match (&applicant.belongs, &candidate.belongs) {
        (Some(one), Some(other)) if one.programme == other.programme => {
            part(weights.programme, 1, 1)
        }
        (Some(one), Some(other)) if one.area == other.area && !one.area.is_empty() => {
            part(weights.programme, 1, 2)
        }
        _ => 0,
    };
    let load = candidate.carries.saturating_add(taken).min(LOAD_MOST);
    let waited = (now - applicant.since).max(Duration::zero()) + Duration::days(1);
    let waiting = i64::from(weights.waiting) * POINT * waited.num_minutes() / (24 * 60);
    Score {
        level,
        hours: part(weights.hours, common, enough),
        format: is_same(applicant.format.suits(candidate.format), weights.format),
        programme,
        again: is_same(applicant.again.contains(&candidate.user), weights.again),
        load: part(weights.load, LOAD_MOST - load, LOAD_MOST),
        waiting: waiting.min(WAITING_MOST),
    }
}

/// A request and the tutor to whom it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub request: RequestId,
    pub tutor: UserId,
    pub score: Score,
}

/// The solver gave up, which it does for no numbers that it is given here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the assignment could not be solved")]
pub struct Unsolved;

/// Matches all requests that wait with all tutors that have room; in the order of the
/// requests' age. Each input must be there once.
///
/// # Errors
///
/// [`Unsolved`].
pub fn assign(
    applicants: &[Applicant],
    candidates: &[Candidate],
    weights: &Weights,
    now: Instant,
) -> Result<Vec<Assignment>, Unsolved> {
    let mut requests: Vec<&Applicant> = applicants.iter().collect();
    requests.sort_by_key(|applicant| (applicant.since, applicant.request));
    requests.truncate(REQUESTS_MOST);
    let mut tutors: Vec<&Candidate> = candidates.iter().collect();
    tutors.sort_by_key(|candidate| (candidate.last_asked, candidate.user));
    tutors.truncate(TUTORS_MOST);
    let allowed: Vec<Vec<bool>> = requests
        .iter()
        .map(|applicant| {
            let may = |candidate: &&Candidate| barrier(applicant, candidate).is_none();
            tutors.iter().map(may).collect()
        })
        .collect();
    // A tutor's places: no more than there are requests that they may take.
    let places: Vec<(usize, u32)> = (0..tutors.len())
        .flat_map(|tutor| {
            let most = allowed.iter().filter(|row| row[tutor]).count();
            let room = usize::try_from(tutors[tutor].room).unwrap_or(usize::MAX);
            (0..).take(room.min(most)).map(move |taken| (tutor, taken))
        })
        .take(PLACES_MOST)
        .collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let rank = |at: usize, all: usize| i64::try_from(all - at).unwrap_or(i64::MAX);
    // The sum of all ranks stays below one hundredth of a point.
    let product = rank(0, requests.len()) * rank(0, tutors.len());
    let hundredth = rank(0, requests.len()) * product + 1;
    let of = |request: usize, tutor: usize, taken: u32| {
        score(requests[request], tutors[tutor], taken, weights, now)
    };
    let weight = |request: usize, place: usize| {
        let (tutor, taken) = places[place];
        if allowed[request][tutor] {
            let ranks = rank(request, requests.len()) * rank(tutor, tutors.len());
            of(request, tutor, taken).total() * hundredth + ranks
        } else {
            0
        }
    };
    let chosen = solve(requests.len(), places.len(), weight)?;
    let chosen = chosen
        .into_iter()
        .filter(|(request, place)| allowed[*request][places[*place].0])
        .map(|(request, place)| {
            let (tutor, taken) = places[place];
            Assignment {
                request: requests[request].request,
                tutor: tutors[tutor].user,
                score: of(request, tutor, taken),
            }
        });
    Ok(chosen.collect())
}

/// The pairs of rows and columns whose weights, none negative, have the greatest sum, each row
/// and each column at most once; in the order of the rows. What there is less of is filled up
/// with rows or columns of no weight: the solver (Jonker and Volgenant, 1987) wants a square.
///
/// # Errors
///
/// [`Unsolved`].
pub fn solve(
    rows: usize,
    columns: usize,
    weight: impl Fn(usize, usize) -> i64,
) -> Result<Vec<(usize, usize)>, Unsolved> {
    let size = rows.max(columns);
    #[expect(clippy::cast_precision_loss, reason = "weights are below 2⁵³")]
    let costs = Matrix::from_shape_fn((size, size), |(row, column)| {
        if row < rows && column < columns {
            -(weight(row, column) as f64)
        } else {
            0.0
        }
    });
    let (column_of, _) = lapjv(&costs).map_err(|_| Unsolved)?;
    let pairs = column_of.into_iter().enumerate().take(rows);
    Ok(pairs.filter(|(_, column)| *column < columns).collect())
}

#[cfg(test)]
mod tests;

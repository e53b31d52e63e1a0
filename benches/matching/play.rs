//! A town is played through with one way of matching: requests come, offers go out, are
//! accepted, declined, or run out; talks end. What is measured is what people meet.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use chrono::Duration;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use tsunagari::clock::Instant;
use tsunagari::guilds::settings::{Settings, Weights};
use tsunagari::tutors::care::Times;
use tsunagari::tutors::matching::{Applicant, Candidate, assign, barrier, score};

use super::world::World;

/// Whoever was paused because they were silent comes back after so many days.
const BACK_AFTER: i64 = 14;

/// A way of matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// All that waits and all who have room together, with these weights.
    Together(Weights),
    /// The oldest request gets the first tutor who may.
    FirstFree,
    /// The oldest request gets the best tutor who may, then the next.
    BestInTurn,
    /// The oldest request gets any tutor who may.
    Random,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// The share of requests that had a tutor within a day.
    pub within_day: f64,
    /// Hours of waiting: half and nine tenths wait no longer.
    pub wait_p50: f64,
    pub wait_p90: f64,
    /// What the pairs are worth, of the most that was possible with hindsight.
    pub of_optimum: f64,
    /// How unevenly tutors took requests, by their places: 0 alike, 1 one took all.
    pub gini: f64,
    pub offers_per_match: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Comes(usize),
    Answers(usize, usize),
    RunsOut(usize, usize),
    TalkEnds(usize),
    Run,
}

struct Game<'a> {
    world: &'a World,
    way: Way,
    times: Times,
    rng: StdRng,
    events: BinaryHeap<Reverse<(Instant, Event)>>,
    waiting: Vec<usize>,
    applicants: Vec<Applicant>,
    /// Open offers and talks of each tutor, and when each took something.
    carried: Vec<u32>,
    took: Vec<VecDeque<Instant>>,
    last_asked: Vec<Option<Instant>>,
    silent_in_a_row: Vec<u16>,
    paused_until: Vec<Option<Instant>>,
    runs_at: Option<Instant>,
    matched: Vec<Option<(Instant, usize)>>,
    offers: usize,
}

/// Plays a town through.
pub fn play(world: &World, way: Way, settings: &Settings, optimum: i64) -> Figures {
    let mut game = Game {
        world,
        way,
        times: Times::of(settings),
        rng: StdRng::seed_from_u64(7),
        events: BinaryHeap::new(),
        waiting: Vec::new(),
        applicants: world.requests.clone(),
        carried: vec![0; world.tutors.len()],
        took: vec![VecDeque::new(); world.tutors.len()],
        last_asked: vec![None; world.tutors.len()],
        silent_in_a_row: vec![0; world.tutors.len()],
        paused_until: vec![None; world.tutors.len()],
        runs_at: None,
        matched: vec![None; world.requests.len()],
        offers: 0,
    };
    for (number, request) in world.requests.iter().enumerate() {
        let comes = Event::Comes(number);
        game.events.push(Reverse((request.since, comes)));
    }
    while let Some(Reverse((at, event))) = game.events.pop() {
        if at >= world.ends() {
            break;
        }
        game.happens(at, event);
    }
    game.figures(optimum)
}

impl Game<'_> {
    fn run_soon(&mut self, at: Instant) {
        let due = at + Duration::seconds(self.times.figures.gather_seconds.into());
        if self.runs_at.is_none() {
            self.runs_at = Some(due);
            self.events.push(Reverse((due, Event::Run)));
        }
    }

    fn happens(&mut self, at: Instant, event: Event) {
        match event {
            Event::Comes(request) => {
                self.waiting.push(request);
                self.run_soon(at);
            }
            Event::Answers(request, tutor) => {
                self.silent_in_a_row[tutor] = 0;
                if self.world.accepts(request, tutor, self.carried[tutor] - 1) {
                    self.matched[request] = Some((at, tutor));
                    self.took[tutor].push_back(at);
                    let ends = at + self.world.talks_for(request, tutor);
                    self.events.push(Reverse((ends, Event::TalkEnds(tutor))));
                } else {
                    self.waits_again(at, request, tutor);
                }
            }
            Event::RunsOut(request, tutor) => {
                self.took[tutor].push_back(at);
                self.silent_in_a_row[tutor] += 1;
                if self.silent_in_a_row[tutor] >= self.times.figures.silent_most {
                    self.silent_in_a_row[tutor] = 0;
                    self.paused_until[tutor] = Some(at + Duration::days(BACK_AFTER));
                }
                self.waits_again(at, request, tutor);
            }
            Event::TalkEnds(tutor) => {
                self.carried[tutor] -= 1;
                self.run_soon(at);
            }
            Event::Run => {
                self.runs_at = None;
                self.run(at);
            }
        }
    }

    fn waits_again(&mut self, at: Instant, request: usize, tutor: usize) {
        self.carried[tutor] -= 1;
        let user = self.world.tutors[tutor].user;
        self.applicants[request].never.insert(user);
        self.waiting.push(request);
        self.run_soon(at);
    }

    fn candidates(&mut self, at: Instant) -> Vec<Candidate> {
        let lately = at - Duration::days(30);
        for took in &mut self.took {
            while took.front().is_some_and(|at| *at < lately) {
                took.pop_front();
            }
        }
        let tutors = self.world.tutors.iter().enumerate();
        tutors
            .map(|(number, tutor)| Candidate {
                room: self.world.places[number].saturating_sub(self.carried[number]),
                carries: u32::try_from(self.took[number].len())
                    .unwrap()
                    .max(self.carried[number]),
                last_asked: self.last_asked[number],
                is_paused: self.paused_until[number].is_some_and(|until| at < until),
                ..tutor.clone()
            })
            .collect()
    }

    fn run(&mut self, at: Instant) {
        let mut candidates = self.candidates(at);
        self.waiting.sort_unstable();
        let waiting: Vec<Applicant> = self
            .waiting
            .iter()
            .map(|request| self.applicants[*request].clone())
            .collect();
        let chosen: Vec<(usize, usize)> = if let Way::Together(weights) = self.way {
            let assigned = assign(&waiting, &candidates, &weights, at).unwrap();
            let pair = |one: &tsunagari::tutors::matching::Assignment| {
                let tutor = usize::try_from(one.tutor.get() - 1).unwrap();
                (usize::try_from(one.request.0).unwrap(), tutor)
            };
            assigned.iter().map(pair).collect()
        } else {
            self.one_by_one(&waiting, &mut candidates, at)
        };
        for (request, tutor) in chosen {
            self.offer(at, request, tutor);
        }
    }

    fn one_by_one(
        &mut self,
        waiting: &[Applicant],
        candidates: &mut [Candidate],
        at: Instant,
    ) -> Vec<(usize, usize)> {
        let weights = Weights::default();
        let mut chosen = Vec::new();
        for applicant in waiting {
            let may: Vec<usize> = (0..candidates.len())
                .filter(|tutor| barrier(applicant, &candidates[*tutor]).is_none())
                .collect();
            let best = |tutor: &&usize| {
                let found = score(applicant, &candidates[**tutor], 0, &weights, at);
                (found.total(), Reverse(**tutor))
            };
            let tutor = match self.way {
                Way::BestInTurn => may.iter().max_by_key(best).copied(),
                Way::Random => may.choose(&mut self.rng).copied(),
                _ => may.first().copied(),
            };
            if let Some(tutor) = tutor {
                candidates[tutor].room -= 1;
                candidates[tutor].carries += 1;
                chosen.push((usize::try_from(applicant.request.0).unwrap(), tutor));
            }
        }
        chosen
    }

    fn offer(&mut self, at: Instant, request: usize, tutor: usize) {
        self.waiting.retain(|waiting| *waiting != request);
        self.carried[tutor] += 1;
        self.last_asked[tutor] = Some(at);
        self.offers += 1;
        let runs_out = self.times.offer_ends(at);
        let quiet = self.times.quiet.unwrap();
        let answers = quiet.add_waking(at, self.world.answers_after(request, tutor));
        let event = if self.world.is_silent(request, tutor) || answers >= runs_out {
            (runs_out, Event::RunsOut(request, tutor))
        } else {
            (answers, Event::Answers(request, tutor))
        };
        self.events.push(Reverse(event));
    }

    fn figures(&self, optimum: i64) -> Figures {
        let ends = self.world.ends();
        let day = Duration::days(1);
        let mut waits: Vec<f64> = Vec::new();
        let mut within = 0.0;
        let mut worth = 0;
        // Whoever came on the last days has had no time.
        let counted = self.world.requests.iter().enumerate();
        let counted = counted.filter(|(_, request)| request.since < ends - day * 2);
        for (number, request) in counted {
            let found = self.matched[number];
            let wait = found.map_or(ends, |(at, _)| at) - request.since;
            waits.push(wait.num_minutes() as f64 / 60.0);
            within += f64::from(u8::from(found.is_some() && wait <= day));
        }
        let mut by_tutor = vec![0.0; self.world.tutors.len()];
        for (number, found) in self.matched.iter().enumerate() {
            if let Some((_, tutor)) = found {
                worth += self.world.fit(number, *tutor);
                by_tutor[*tutor] += 1.0 / f64::from(self.world.places[*tutor]);
            }
        }
        waits.sort_by(f64::total_cmp);
        let at = |share: f64| waits[((waits.len() - 1) as f64 * share).round() as usize];
        let matches = self.matched.iter().flatten().count();
        Figures {
            within_day: within / waits.len() as f64,
            wait_p50: at(0.5),
            wait_p90: at(0.9),
            of_optimum: worth as f64 / optimum as f64,
            gini: gini(&mut by_tutor),
            offers_per_match: self.offers as f64 / matches.max(1) as f64,
        }
    }
}

/// Gini's coefficient of concentration: half the mean difference of any two, by the mean.
fn gini(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let sum: f64 = values.iter().sum();
    let count = values.len() as f64;
    let ranked: f64 = values
        .iter()
        .enumerate()
        .map(|(rank, value)| (2.0 * (rank + 1) as f64 - count - 1.0) * value)
        .sum();
    if sum == 0.0 {
        0.0
    } else {
        ranked / (count * sum)
    }
}

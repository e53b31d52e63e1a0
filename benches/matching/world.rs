//! A town drawn from a seed: its tutors, its requests, and how each tutor would answer each
//! request. The same seed is the same town for every way of matching.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use chrono_tz::Asia::Tokyo;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tsunagari::clock::Instant;
use tsunagari::guilds::Topic;
use tsunagari::guilds::settings::Weights;
use tsunagari::ids::{ProgrammeId, RequestId, UserId};
use tsunagari::tutors::matching::{Applicant, Belonging, Candidate, score};
use tsunagari::tutors::model::{Format, Level};
use tsunagari::tutors::week::{Group, Week};

/// How large the town is and how its people are.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub tutors: usize,
    pub requests_a_day: f64,
    pub days: i64,
    /// The mean length of a talk, in days.
    pub talk_days: f64,
    /// The share of tutors who hardly ever answer.
    pub silent: f64,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            tutors: 20,
            requests_a_day: 2.5,
            days: 60,
            talk_days: 7.0,
            silent: 0.2,
        }
    }
}

const TOPICS: usize = 12;

pub struct World {
    pub shape: Shape,
    seed: u64,
    pub begins: Instant,
    /// Without what changes while time goes by: room, load, when they were last asked.
    pub tutors: Vec<Candidate>,
    /// How many people at a time.
    pub places: Vec<u32>,
    /// The probability that a tutor lets an offer run out.
    silence: Vec<f64>,
    /// In the order of their age.
    pub requests: Vec<Applicant>,
}

/// A number of [0, 1) that belongs to these and to nothing else (the finalizer of
/// `SplitMix64`, Steele and others, 2014).
fn draw(seed: u64, one: usize, other: usize, what: u64) -> f64 {
    let mut z = seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add((one as u64) << 40 | (other as u64) << 16 | what)
        .wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^= z >> 31;
    (z >> 11) as f64 / (1u64 << 53) as f64
}

fn topic(number: usize) -> Topic {
    Topic::stored(format!("topic {number}"))
}

/// Some topics are asked about far more often than others.
fn any_topic(rng: &mut StdRng) -> usize {
    let weights: Vec<f64> = (1..=TOPICS).map(|rank| 1.0 / rank as f64).collect();
    let all: f64 = weights.iter().sum();
    let mut at = rng.random::<f64>() * all;
    for (number, weight) in weights.iter().enumerate() {
        at -= weight;
        if at < 0.0 {
            return number;
        }
    }
    0
}

/// Evenings and weekends are when most have time.
fn any_week(rng: &mut StdRng, groups: usize) -> Week {
    let mut week = Week::NEVER;
    for _ in 0..groups {
        let at = [0, 1, 2, 2, 2, 3, 4, 5, 5][rng.random_range(0..9)];
        week = week.or(Group::ALL[at].week());
    }
    week
}

fn any_format(rng: &mut StdRng) -> Format {
    match rng.random_range(0..10) {
        0..4 => Format::Chat,
        4..6 => Format::Voice,
        _ => Format::Either,
    }
}

fn any_belonging(rng: &mut StdRng) -> Option<Belonging> {
    let programme = rng.random_range(0..4);
    (programme > 0).then(|| Belonging {
        programme: ProgrammeId(programme),
        area: if programme < 3 {
            "north".into()
        } else {
            "south".into()
        },
    })
}

impl World {
    pub fn new(seed: u64, shape: Shape) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let day = NaiveDate::from_ymd_opt(2026, 4, 6).unwrap();
        let local = day.and_hms_opt(0, 0, 0).unwrap();
        let begins = local.and_local_timezone(Tokyo).unwrap().to_utc();
        let mut tutors = Vec::new();
        let mut places = Vec::new();
        let mut silence = Vec::new();
        for number in 0..shape.tutors {
            let mut topics = BTreeMap::new();
            for _ in 0..rng.random_range(5..10) {
                let level = if rng.random::<f64>() < 0.4 {
                    Level::Strong
                } else {
                    Level::Helps
                };
                topics.insert(topic(any_topic(&mut rng)), level);
            }
            let groups = rng.random_range(2..5);
            tutors.push(Candidate {
                user: UserId::stored(i64::try_from(number).unwrap() + 1),
                topics,
                when: any_week(&mut rng, groups),
                format: any_format(&mut rng),
                belongs: any_belonging(&mut rng),
                is_paused: false,
                room: 0,
                carries: 0,
                last_asked: None,
            });
            places.push(rng.random_range(1..4));
            let is_silent = rng.random::<f64>() < shape.silent;
            silence.push(if is_silent { 0.7 } else { 0.08 });
        }
        let requests = requests(&mut rng, shape, begins);
        Self {
            shape,
            seed,
            begins,
            tutors,
            places,
            silence,
            requests,
        }
    }

    pub fn ends(&self) -> Instant {
        self.begins + Duration::days(self.shape.days)
    }

    /// What two people are to each other, of what the weights at their defaults can give.
    pub fn fit(&self, request: usize, tutor: usize) -> i64 {
        let weights = Weights::default();
        let (request, tutor) = (&self.requests[request], &self.tutors[tutor]);
        score(request, tutor, 0, &weights, request.since).fit()
    }

    /// Whether a tutor lets an offer run out.
    pub fn is_silent(&self, request: usize, tutor: usize) -> bool {
        draw(self.seed, request, tutor, 1) < self.silence[tutor]
    }

    /// After how many waking minutes a tutor answers.
    pub fn answers_after(&self, request: usize, tutor: usize) -> Duration {
        let minutes = -(1.0 - draw(self.seed, request, tutor, 2)).ln() * 180.0;
        Duration::minutes(minutes as i64 + 1)
    }

    /// Whether a tutor says yes: the likelier, the more it is theirs and the less they carry.
    pub fn accepts(&self, request: usize, tutor: usize, carries: u32) -> bool {
        let most = 90.0 * 100.0;
        let fit = self.fit(request, tutor) as f64 / most;
        let likely = 0.45 + 0.5 * fit - 0.08 * f64::from(carries);
        draw(self.seed, request, tutor, 3) < likely
    }

    /// How long their talk takes.
    pub fn talks_for(&self, request: usize, tutor: usize) -> Duration {
        let days = -(1.0 - draw(self.seed, request, tutor, 4)).ln() * self.shape.talk_days;
        Duration::minutes((days.clamp(0.5, 40.0) * 1440.0) as i64)
    }
}

fn requests(rng: &mut StdRng, shape: Shape, begins: Instant) -> Vec<Applicant> {
    let mut requests = Vec::new();
    let mut at = begins;
    let ends = begins + Duration::days(shape.days);
    loop {
        let gap = -(1.0 - rng.random::<f64>()).ln() / shape.requests_a_day;
        at += Duration::minutes((gap * 1440.0) as i64 + 1);
        if at >= ends {
            return requests;
        }
        let number = i64::try_from(requests.len()).unwrap();
        let groups = rng.random_range(1..3);
        let when = if rng.random::<f64>() < 0.5 {
            Week::ALWAYS
        } else {
            any_week(rng, groups)
        };
        // Some come again, and liked the one whom they had.
        let again = if rng.random::<f64>() < 0.2 {
            let tutor = rng.random_range(0..shape.tutors);
            BTreeSet::from([UserId::stored(i64::try_from(tutor).unwrap() + 1)])
        } else {
            BTreeSet::new()
        };
        requests.push(Applicant {
            request: RequestId(number),
            member: UserId::stored(10_000 + number),
            topic: topic(any_topic(rng)),
            when,
            format: any_format(rng),
            belongs: any_belonging(rng),
            since: at,
            never: BTreeSet::new(),
            again,
        });
    }
}

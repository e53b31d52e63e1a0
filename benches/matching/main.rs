//! How well requests and tutors are matched, by the code that the bot runs, and how fast.
//!
//! `cargo bench --bench matching` plays towns drawn from 40 seeds through with four ways of
//! matching and prints what people would meet, with 95 % intervals (`docs/matching.md` says
//! what is drawn how); then how long one run takes. The last line is one JSON object.
//!
//! `cargo bench --bench matching -- --sweep` plays towns of other seeds with other weights, by
//! which the defaults were chosen. `--seeds N` plays so many.

#![expect(clippy::unwrap_used, reason = "a run that cannot go on has failed")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "figures are rounded when they are printed"
)]

mod play;
mod world;

use std::collections::BTreeMap;
use std::io::Write;
use std::time::Instant;

use play::{Figures, Way, play};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use tsunagari::config::Config;
use tsunagari::guilds::settings::{Settings, Weights};
use tsunagari::tutors::matching::{Applicant, Candidate, assign, barrier};
use world::{Shape, World};

fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn settings() -> Settings {
    Settings::defaults(&Config::load(None).unwrap().community)
}

/// What the best pairs would be worth for somebody who knows every request and every answer
/// beforehand: each tutor takes at most as many as fit one after the other into their places,
/// and only what they would accept.
fn optimum(world: &World) -> i64 {
    let turns = (world.shape.days as f64 / world.shape.talk_days).ceil() as usize;
    let mut places = Vec::new();
    for (tutor, count) in world.places.iter().enumerate() {
        places.extend(std::iter::repeat_n(tutor, *count as usize * turns));
    }
    let rows = world.requests.len();
    let worth: Vec<Vec<i64>> = (0..rows)
        .map(|request| {
            let of = |tutor: usize| {
                let candidate = Candidate {
                    room: 1,
                    ..world.tutors[tutor].clone()
                };
                let may = barrier(&world.requests[request], &candidate).is_none();
                let takes = !world.is_silent(request, tutor) && world.accepts(request, tutor, 0);
                if may && takes {
                    world.fit(request, tutor)
                } else {
                    0
                }
            };
            (0..world.tutors.len()).map(of).collect()
        })
        .collect();
    let pairs = tsunagari::tutors::matching::solve(rows, places.len(), |row, column| {
        worth[row][places[column]]
    })
    .unwrap();
    pairs
        .iter()
        .map(|(row, column)| worth[*row][places[*column]])
        .sum()
}

const NAMES: [&str; 6] = [
    "within_day",
    "wait_p50_hours",
    "wait_p90_hours",
    "of_optimum",
    "gini",
    "offers_per_match",
];

fn values(figures: &Figures) -> [f64; 6] {
    [
        figures.within_day,
        figures.wait_p50,
        figures.wait_p90,
        figures.of_optimum,
        figures.gini,
        figures.offers_per_match,
    ]
}

/// The mean of seeds, and how far it may be off with 95 % confidence (Student's t; for 30 and
/// more seeds its factor is within 2 % of 2.02).
fn interval(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let spread = values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>();
    let deviation = (spread / (count - 1.0).max(1.0)).sqrt();
    (mean, 2.02 * deviation / count.sqrt())
}

/// Plays all towns with one way, and tells its figures.
fn measured(name: &str, way: Way, towns: &[(World, i64)]) -> Value {
    let settings = settings();
    let all: Vec<[f64; 6]> = towns
        .iter()
        .map(|(world, optimum)| values(&play(world, way, &settings, *optimum)))
        .collect();
    let mut said = Vec::new();
    let mut figures = serde_json::Map::new();
    for (at, figure) in NAMES.iter().enumerate() {
        let of: Vec<f64> = all.iter().map(|values| values[at]).collect();
        let (mean, off) = interval(&of);
        said.push(format!("{mean:.3} ±{off:.3}"));
        let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
        let value =
            json!({"mean": round(mean), "low": round(mean - off), "high": round(mean + off)});
        figures.insert((*figure).to_owned(), value);
    }
    say(format_args!("| {name} | {} |", said.join(" | ")));
    Value::Object(figures)
}

fn heading() {
    say(format_args!("| | {} |", NAMES.join(" | ")));
    say(format_args!("|---|{}", "---|".repeat(NAMES.len())));
}

fn towns(seeds: std::ops::Range<u64>, shape: Shape) -> Vec<(World, i64)> {
    let all = seeds.map(|seed| World::new(seed, shape));
    all.map(|world| {
        let most = optimum(&world);
        (world, most)
    })
    .collect()
}

/// How long one run takes, in milliseconds: median, least and most of several.
fn timed(requests: usize, tutors: usize, places: u32, name: &str) -> Value {
    let shape = Shape {
        tutors,
        requests_a_day: requests as f64 / 10.0,
        days: 12,
        ..Shape::default()
    };
    let weights = Weights::default();
    let mut times: Vec<f64> = (0..9)
        .map(|seed| {
            let world = World::new(seed, shape);
            let applicants: Vec<Applicant> =
                world.requests.iter().take(requests).cloned().collect();
            assert_eq!(applicants.len(), requests);
            let mut rng = StdRng::seed_from_u64(seed);
            let candidates: Vec<Candidate> = world
                .tutors
                .iter()
                .map(|tutor| Candidate {
                    room: places,
                    carries: rng.random_range(0..8),
                    ..tutor.clone()
                })
                .collect();
            let begun = Instant::now();
            let assigned = assign(&applicants, &candidates, &weights, world.ends()).unwrap();
            let took = begun.elapsed();
            assert!(!assigned.is_empty());
            took.as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (least, median, most) = (times[0], times[times.len() / 2], times[times.len() - 1]);
    say(format_args!(
        "{name}: {median:.2} ms ({least:.2} to {most:.2})"
    ));
    let round = |value: f64| (value * 100.0).round() / 100.0;
    json!({"median_ms": round(median), "min_ms": round(least), "max_ms": round(most)})
}

/// Other weights, each with its name.
fn others() -> Vec<(String, Weights)> {
    let default = Weights::default();
    let mut all = vec![("defaults".to_owned(), default)];
    for load in [0, 20, 60, 80, 100] {
        all.push((format!("load {load}"), Weights { load, ..default }));
    }
    for waiting in [1, 5, 10, 40, 80] {
        all.push((format!("waiting {waiting}"), Weights { waiting, ..default }));
    }
    for level in [0, 15, 60] {
        all.push((format!("level {level}"), Weights { level, ..default }));
    }
    for hours in [0, 40] {
        all.push((format!("hours {hours}"), Weights { hours, ..default }));
    }
    for format in [0, 30] {
        all.push((format!("format {format}"), Weights { format, ..default }));
    }
    for programme in [0, 20] {
        all.push((
            format!("programme {programme}"),
            Weights {
                programme,
                ..default
            },
        ));
    }
    for again in [0, 50] {
        all.push((format!("again {again}"), Weights { again, ..default }));
    }
    all
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let seeds: u64 = arguments
        .iter()
        .position(|argument| argument == "--seeds")
        .and_then(|at| arguments.get(at + 1)?.parse().ok())
        .unwrap_or(40);
    if arguments.iter().any(|argument| argument == "--sweep") {
        let towns = towns(1_000..1_000 + seeds, Shape::default());
        heading();
        for (name, weights) in others() {
            measured(&name, Way::Together(weights), &towns);
        }
        return;
    }
    let busy = Shape {
        requests_a_day: 4.5,
        ..Shape::default()
    };
    let ways = [
        ("together", Way::Together(Weights::default())),
        ("first free", Way::FirstFree),
        ("best in turn", Way::BestInTurn),
        ("random", Way::Random),
    ];
    let mut said = serde_json::Map::new();
    for (name, shape) in [("usual", Shape::default()), ("busy", busy)] {
        let towns = towns(0..seeds, shape);
        let count: usize = towns.iter().map(|(world, _)| world.requests.len()).sum();
        say(format_args!("\n{name}: {seeds} towns, {count} requests\n"));
        heading();
        let figures: BTreeMap<String, Value> = ways
            .iter()
            .map(|(name, way)| (name.replace(' ', "_"), measured(name, *way, &towns)))
            .collect();
        said.insert(name.to_owned(), json!(figures));
    }
    say("");
    let large = timed(1_000, 300, 3, "1,000 requests, 300 tutors with 3 places");
    let small = timed(60, 20, 3, "60 requests, 20 tutors with 3 places");
    let figures = json!({
        "seeds": seeds,
        "towns": said,
        "time": {"1000x300": large, "60x20": small},
    });
    say(figures);
}

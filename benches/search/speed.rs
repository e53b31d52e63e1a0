//! How long it takes among very many.

use std::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use super::harness::Backend;
use super::quality::Set;
use super::town::{Asked, GUILD, Town};

const QUESTIONS: usize = 100_000;
/// How often every query is asked.
const ROUNDS: usize = 3;

/// Questions put together from those of a set: titles, bodies and answers of different ones,
/// so that every term is as common as it is there, and with a number of their own.
fn many(set: &Set, chance: &mut StdRng) -> Vec<Asked> {
    let count = set.questions.len();
    (0..QUESTIONS)
        .map(|number| {
            let mut one = || &set.questions[chance.random_range(0..count)];
            let (title, body, answer) = (one(), one(), one());
            Asked {
                topic: title.topic.clone(),
                title: format!("{} {number}", title.title),
                body: format!("{}{}", body.body, one().title),
                answer: answer.answer.clone(),
            }
        })
        .collect()
}

fn at(sorted: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place among some thousand"
    )]
    let place = ((sorted.len() - 1) as f64 * share).round() as usize;
    (sorted[place] * 1000.0).round() / 1000.0
}

/// Milliseconds from the question to what is shown: the whole use case, with the database.
pub async fn measure(set: &Set, backend: Backend) -> Value {
    let mut chance = StdRng::seed_from_u64(7);
    let town = Town::with(backend, &many(set, &mut chance)).await;
    let began = Instant::now();
    town.questions.load_search().await.unwrap();
    let loaded = began.elapsed().as_secs_f64();
    let mut times = Vec::new();
    let asked = set.queries.iter().map(|(query, _)| query);
    let asked: Vec<&String> = asked.chain(&set.unanswerable).collect();
    for _ in 0..ROUNDS {
        for (number, query) in asked.iter().enumerate() {
            // Every fourth with a long text.
            let body = if number.is_multiple_of(4) {
                set.questions[number % set.questions.len()].answer.repeat(8)
            } else {
                String::new()
            };
            let began = Instant::now();
            town.questions
                .similar(GUILD, &town.settings, query, &body)
                .await
                .unwrap();
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    town.close().await;
    times.sort_by(f64::total_cmp);
    json!({
        "questions": QUESTIONS,
        "searches": times.len(),
        "load_s": (loaded * 100.0).round() / 100.0,
        "p50_ms": at(&times, 0.5),
        "p99_ms": at(&times, 0.99),
        "most_ms": at(&times, 1.0),
    })
}

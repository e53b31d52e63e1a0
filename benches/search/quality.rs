//! How well it finds.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};
use tsunagari::questions::search::{Key, Query};

use super::harness::Backend;
use super::town::{Asked, GUILD, Town};

/// What is measured.
pub struct Set {
    pub questions: Vec<Asked>,
    /// Queries with the places of the right questions.
    pub queries: Vec<(String, Vec<usize>)>,
    pub unanswerable: Vec<String>,
}

/// Every query, or every second one, so that weights can be fitted on the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Both,
    Odd,
    Even,
}

impl Half {
    fn counts(self, at: usize) -> bool {
        match self {
            Self::Both => true,
            Self::Odd => at % 2 == 1,
            Self::Even => at.is_multiple_of(2),
        }
    }
}

fn lines(path: &Path) -> Vec<Value> {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// An id as text, whether it was written as a text or a number.
fn id(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

impl Set {
    pub fn read(questions: &Path, queries: Option<&Path>, unanswerable: Option<&Path>) -> Self {
        let rows = lines(questions);
        let places: HashMap<String, usize> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (id(&row["id"]), at))
            .collect();
        let asked = rows.iter().map(|row| Asked {
            topic: text(&row["topic"]),
            title: text(&row["title"]),
            body: text(&row["body"]),
            answer: text(&row["answer"]),
        });
        let queries = queries.map(lines).unwrap_or_default().into_iter();
        let queries = queries.map(|row| {
            let relevant = row["relevant"].as_array().unwrap().iter();
            let relevant = relevant.map(|known| places[&id(known)]);
            (text(&row["query"]), relevant.collect())
        });
        let unanswerable = unanswerable.map(lines).unwrap_or_default();
        Self {
            questions: asked.collect(),
            queries: queries.collect(),
            unanswerable: unanswerable.iter().map(|row| text(&row["query"])).collect(),
        }
    }

    /// Every distinct `sentence2`, and the `sentence1` of the pairs with a label of 4 or more.
    pub fn jsts(path: &Path) -> Self {
        let rows = lines(path);
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut questions = Vec::new();
        for row in &rows {
            let sentence = text(&row["sentence2"]);
            places.entry(sentence.clone()).or_insert_with(|| {
                questions.push(Asked {
                    topic: "JSTS".into(),
                    title: sentence,
                    body: String::new(),
                    answer: String::new(),
                });
                questions.len() - 1
            });
        }
        let pairs = rows
            .iter()
            .filter(|row| row["label"].as_f64().unwrap() >= 4.0);
        let queries = pairs.map(|row| {
            let right = places[&text(&row["sentence2"])];
            (text(&row["sentence1"]), vec![right])
        });
        Self {
            queries: queries.collect(),
            questions,
            unanswerable: Vec::new(),
        }
    }
}

fn share(part: f64, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "some hundred queries")]
    let whole = whole.max(1) as f64;
    (part / whole * 10_000.0).round() / 10_000.0
}

/// The place of a question in the set.
fn place(key: Key) -> usize {
    match key {
        Key::Question(id) => usize::try_from(id.0 - 1).unwrap(),
        Key::Faq(_) => usize::MAX,
    }
}

/// The figures of a set.
pub async fn measure(set: &Set, half: Half) -> Value {
    let town = Town::with(Backend::Sqlite, &set.questions).await;
    let (mut first, mut reciprocal, mut in_three) = (0.0, 0.0, 0.0);
    let (mut stopped_right, mut stopped_wrong, mut stopped_false) = (0.0, 0.0, 0.0);
    let queries: Vec<&(String, Vec<usize>)> = set
        .queries
        .iter()
        .enumerate()
        .filter(|(at, _)| half.counts(*at))
        .map(|(_, query)| query)
        .collect();
    for (typed, right) in &queries {
        let query = Query {
            title: typed,
            body: "",
        };
        let questions = &town.questions;
        let hits = questions
            .ranked(GUILD, &town.settings, query, 10, |_, _| true)
            .await
            .unwrap();
        let rank = hits.iter().position(|hit| right.contains(&place(hit.key)));
        if let Some(rank) = rank {
            let rank = u32::try_from(rank).unwrap();
            reciprocal += 1.0 / f64::from(rank + 1);
            first += f64::from(u8::from(rank == 0));
            in_three += f64::from(u8::from(rank < 3));
        }
        let similar = questions
            .similar(GUILD, &town.settings, typed, "")
            .await
            .unwrap();
        if let Some(answered) = similar.answered {
            if right.contains(&place(answered.found.key)) {
                stopped_right += 1.0;
            } else {
                stopped_wrong += 1.0;
            }
        }
    }
    let unanswerable: Vec<&String> = set
        .unanswerable
        .iter()
        .enumerate()
        .filter(|(at, _)| half.counts(*at))
        .map(|(_, query)| query)
        .collect();
    for typed in &unanswerable {
        let similar = town
            .questions
            .similar(GUILD, &town.settings, typed, "")
            .await
            .unwrap();
        if similar.answered.is_some() {
            stopped_false += 1.0;
        }
    }
    let count = queries.len();
    town.close().await;
    json!({
        "questions": set.questions.len(),
        "queries": count,
        "unanswerable": unanswerable.len(),
        "p_at_1": share(first, count),
        "mrr_at_10": share(reciprocal, count),
        "recall_at_3": share(in_three, count),
        "stopped_right": share(stopped_right, count),
        "stopped_wrong": share(stopped_wrong, count),
        "stopped_false": share(stopped_false, unanswerable.len()),
    })
}

//! Very many at once.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::shared::{hour_from, said};
use crate::harness::{Backend, Community, on_both};

on_both!(five_hundred_press_for_a_hundred_places);

const PEOPLE: usize = 500;
const PLACES: usize = 100;
/// Whom a loaded machine answers later than this may have been overtaken.
const IN_ORDER: Duration = Duration::from_secs(2);

/// 0 for a place, or the position in line; `None` where there was no answer in time.
fn position(answer: &Value) -> Option<usize> {
    let text = said(answer);
    if text.contains("参加を受け付けました") || text.contains("もう申し込みはすんでいます")
    {
        return Some(0);
    }
    let rest = text.split("キャンセル待ちの").nth(1)?;
    rest.split("番目").next()?.parse().ok()
}

async fn five_hundred_press_for_a_hundred_places(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community.switches("welcome", "あいさつしない").await;
    let names: Vec<String> = (0..PEOPLE).map(|n| format!("guest{n}")).collect();
    for name in &names {
        let joined = json!({"name": name});
        community.person(name).act("join", joined).await;
    }
    // They are known before the presses are measured.
    let all = i64::try_from(PEOPLE).ok();
    community
        .until("all are known", async || {
            (community.count("newcomers").await >= all).then_some(())
        })
        .await;
    let start = community.working_morning() + chrono::Duration::days(9);
    let card = community
        .course("人気の講座", &hour_from(start), &PLACES.to_string())
        .await;
    let begun = Instant::now();
    let presses = names.iter().map(async |name| {
        let pressed = Instant::now();
        let answer = community.person(name).presses(&card, "参加する").await;
        let took = pressed.elapsed();
        let id = &answer["message"]["interaction_metadata"]["id"];
        let order: Option<u64> = id.as_str().and_then(|id| id.parse().ok());
        let place = position(&answer);
        assert!(order.is_none() || place.is_some(), "{answer}");
        (order, place, took)
    });
    let answers = join_all(presses).await;
    let all = begun.elapsed();
    let slowest = answers.iter().map(|(.., took)| *took).max().unwrap();
    let late = answers.iter().filter(|(order, ..)| order.is_none()).count();
    println!(
        "{PEOPLE} presses: all answered in {all:?}, the slowest in {slowest:?}, {late} too late"
    );
    // Whom a loaded machine did not answer in three seconds presses again.
    let mut places: Vec<usize> = Vec::new();
    for (name, (_, first, _)) in names.iter().zip(&answers) {
        let mut place = *first;
        while place.is_none() {
            place = position(&community.person(name).presses(&card, "参加する").await);
        }
        places.extend(place);
    }
    let expected = (0..PEOPLE).map(|at| (at + 1).saturating_sub(PLACES));
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        expected.collect::<Vec<_>>(),
        "a hundred places, and the line"
    );
    // The first to press have the places, and the others stand in line as they pressed.
    let mut in_order: Vec<(u64, usize)> = answers
        .iter()
        .zip(&places)
        .filter(|((.., took), _)| *took < IN_ORDER)
        .filter_map(|((order, ..), place)| Some(((*order)?, *place)))
        .collect();
    in_order.sort_unstable();
    assert!(
        in_order.is_sorted_by_key(|(_, place)| *place),
        "{in_order:?}"
    );
    community.announced("満席・キャンセル待ち400人").await;
    let page = ishida.manages(1).await;
    assert!(said(&json!({"message": page})).contains("キャンセル待ち400人"));
    community.settled().await;
    community.end().await;
}

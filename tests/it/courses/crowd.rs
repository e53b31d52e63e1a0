//! Very many at once.

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::Duration;
use futures_util::future::join_all;
use serde_json::json;

use super::shared::{hour_from, said};
use crate::harness::{Backend, Community, on_both};

on_both!(five_hundred_press_for_a_hundred_places);

const PEOPLE: usize = 500;
const PLACES: usize = 100;

async fn five_hundred_press_for_a_hundred_places(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let names: Vec<String> = (0..PEOPLE).map(|n| format!("guest{n}")).collect();
    for name in &names {
        let joined = json!({"name": name});
        community.person(name).act("join", joined).await;
    }
    let start = community.working_morning() + Duration::days(9);
    let card = community
        .course("人気の講座", &hour_from(start), &PLACES.to_string())
        .await;
    let begun = Instant::now();
    let presses = names.iter().map(async |name| {
        let pressed = Instant::now();
        let answer = community.person(name).presses(&card, "参加する").await;
        (said(&answer), pressed.elapsed())
    });
    let answers = join_all(presses).await;
    let all = begun.elapsed();
    let slowest = answers.iter().map(|(_, took)| *took).max().unwrap();
    println!("{PEOPLE} presses: all answered in {all:?}, the slowest in {slowest:?}");
    let going = answers.iter().filter(|(text, _)| text.contains("参加を受け付けました"));
    assert_eq!(going.count(), PLACES);
    // Everybody else has a place in line of their own.
    let positions: BTreeSet<usize> = answers
        .iter()
        .filter_map(|(text, _)| {
            let rest = text.split("キャンセル待ちの").nth(1)?;
            rest.split("番目").next()?.parse().ok()
        })
        .collect();
    assert_eq!(positions, (1..=PEOPLE - PLACES).collect());
    community.announced("満席・キャンセル待ち400人").await;
    let page = ishida.manages(1).await;
    assert!(said(&json!({"message": page})).contains("キャンセル待ち400人"));
    community.settled().await;
    community.end().await;
}

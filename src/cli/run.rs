//! `tsunagari run`

use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use super::{Ended, WithConfig, start_log, stop_on_signal};
use crate::app;
use crate::clock::Clock;
use crate::config::ApiBase;

pub async fn run(arguments: &WithConfig) -> Result<(), Ended> {
    let config = arguments.load()?;
    start_log(&config.log);
    let stop = stop_on_signal()?;
    let clock = if config.discord.api_base.is_discord() {
        Clock::system()
    } else {
        practice_clock(config.discord.api_base.clone()).await
    };
    Box::pin(app::run(config, clock, stop)).await?;
    Ok(())
}

/// How long a practice server may take to tell its clock at the start.
const FIRST: Duration = Duration::from_secs(5);
/// How long to wait before a practice server that does not answer is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// The clock of the practice server at `base`, which is followed as long as the program
/// runs. What is not a practice server has the system's clock.
async fn practice_clock(base: ApiBase) -> Clock {
    let url = format!("{}/practice/clock", base.as_str());
    let http = reqwest::Client::new();
    let first = tokio::time::timeout(FIRST, ahead(&http, &url)).await;
    let (moves, offset) = watch::channel(first.ok().flatten().unwrap_or(0));
    tokio::spawn(async move {
        loop {
            let known = *moves.borrow();
            match ahead(&http, &format!("{url}?ahead_ms={known}")).await {
                Some(ahead) => drop(moves.send(ahead)),
                None => tokio::time::sleep(PAUSE).await,
            }
        }
    });
    Clock::shifted(offset)
}

/// By how many milliseconds the practice clock is ahead.
async fn ahead(http: &reqwest::Client, url: &str) -> Option<i64> {
    let answer = http.get(url).send().await.ok()?;
    answer.json::<Value>().await.ok()?["ahead_ms"].as_i64()
}

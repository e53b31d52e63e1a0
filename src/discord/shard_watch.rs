//! Noticing that serenity's connection is dead.
//!
//! After the close codes 4003, 4010 and 4011 serenity 0.12.5 writes an error to its log
//! and then reads the closed connection again and again, until a heartbeat fails up to
//! 41 s later; after 4012 it connects for ever. It tells nobody else, so the log is where
//! this listens.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

static DEAD: Notify = Notify::const_new();
static FINAL: AtomicBool = AtomicBool::new(false);

/// How a connection died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// A new connection helps (4003).
    Passing,
    /// None will (4010 and 4011 are about shards, 4012 about the version of the API).
    Final,
}

/// Waits for the connection of this process to die so.
pub async fn died() -> Death {
    DEAD.notified().await;
    if FINAL.load(Ordering::Relaxed) {
        Death::Final
    } else {
        Death::Passing
    }
}

/// The layer of the log that listens; it writes nothing.
#[derive(Debug)]
pub struct ShardWatch;

impl<S: Subscriber> Layer<S> for ShardWatch {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        if *about.level() > Level::WARN || !about.target().starts_with("serenity::gateway") {
            return;
        }
        let mut words = Words::default();
        event.record(&mut words);
        if let Some(death) = death_in(&words.0) {
            FINAL.store(death == Death::Final, Ordering::Relaxed);
            DEAD.notify_one();
        }
    }
}

fn death_in(words: &str) -> Option<Death> {
    if words.contains("NoAuthentication") {
        Some(Death::Passing)
    } else if ["InvalidShardData", "OverloadedShard", "unclean close 4012"]
        .iter()
        .any(|last| words.contains(last))
    {
        Some(Death::Final)
    } else {
        None
    }
}

#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, _: &Field, value: &dyn fmt::Debug) {
        self.0 = format!("{}{value:?}", self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_serenity_are_known() {
        use poise::serenity_prelude::GatewayError;
        let says = |error: GatewayError| format!("Shard handler received err: {error:?}");
        let death = |error| death_in(&says(error));
        assert_eq!(death(GatewayError::NoAuthentication), Some(Death::Passing));
        assert_eq!(death(GatewayError::InvalidShardData), Some(Death::Final));
        assert_eq!(death(GatewayError::OverloadedShard), Some(Death::Final));
        assert_eq!(death(GatewayError::InvalidAuthentication), None);
    }
}

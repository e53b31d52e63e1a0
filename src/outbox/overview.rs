//! How the outbox stands: for the log, for operators, and for metrics.

use chrono::Duration;
use tracing::info;

use super::lanes::Line;
use super::model::State;
use super::store::Tally;
use crate::clock::Instant;

/// Counts by state, and how long the oldest due effect has been waiting.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Every state, also those with none.
    pub counts: Vec<(State, i64)>,
    /// `None` if nothing is due.
    pub oldest_due: Option<Duration>,
    /// What is unfinished, for the worker.
    pub(super) lines: Vec<Line>,
}

impl Overview {
    pub(super) fn of(tallies: &[Tally], now: Instant) -> Self {
        let lines: Vec<Line> = tallies
            .iter()
            .map(|tally| tally.line)
            .filter(|line| line.due.is_some() || line.later.is_some())
            .collect();
        let count = |state| {
            let rows = tallies.iter().filter(|tally| tally.state == state);
            rows.map(|tally| tally.count).sum()
        };
        let oldest = lines.iter().filter_map(|line| line.due).min();
        Self {
            counts: State::ALL.map(|(state, _)| (state, count(state))).to_vec(),
            oldest_due: oldest.map(|due| now - due),
            lines,
        }
    }

    /// How many effects are in a state.
    #[must_use]
    pub fn count(&self, state: State) -> i64 {
        let found = self.counts.iter().find(|(known, _)| *known == state);
        found.map_or(0, |(_, count)| *count)
    }

    pub(super) fn log(&self) {
        info!(
            due = self.count(State::Due),
            claimed = self.count(State::Claimed),
            sent = self.count(State::Sent),
            void = self.count(State::Void),
            failed = self.count(State::Failed),
            expired = self.count(State::Expired),
            in_doubt = self.count(State::InDoubt),
            oldest_due_ms = self.oldest_due.map_or(0, |age| age.num_milliseconds()),
            "the outbox"
        );
    }
}

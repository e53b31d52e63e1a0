//! `[outbox]`: how effects are sent and sent again.

use chrono::Duration;

use super::Reader;

/// How effects on Discord are sent.
#[derive(Clone, Debug)]
pub struct Outbox {
    /// How many effects are under way at the same time, 1 to 50.
    pub workers: u32,
    /// How long a claim holds.
    pub lease: Duration,
    /// How long Discord surely remembers a nonce.
    pub nonce_window: Duration,
    pub first_pause: Duration,
    pub longest_pause: Duration,
    /// After how many attempts an effect is given up.
    pub attempts: u32,
}

impl Outbox {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let workers = number(reader, "outbox.workers", 1, 50);
        let lease = number(reader, "outbox.lease_seconds", 10, 600);
        let nonce = number(reader, "outbox.nonce_seconds", 10, 600);
        let first = number(reader, "outbox.first_pause_ms", 100, 60_000);
        let longest = number(reader, "outbox.longest_pause_seconds", 1, 3600);
        let attempts = number(reader, "outbox.attempts", 1, 100);
        Some(Self {
            workers: workers?,
            lease: Duration::seconds(lease?.into()),
            nonce_window: Duration::seconds(nonce?.into()),
            first_pause: Duration::milliseconds(first?.into()),
            longest_pause: Duration::seconds(longest?.into()),
            attempts: attempts?,
        })
    }
}

fn number(reader: &mut Reader<'_>, key: &str, least: u32, most: u32) -> Option<u32> {
    reader.take(key, &format!("a number from {least} to {most}"), |n| {
        (least..=most).contains(n)
    })
}

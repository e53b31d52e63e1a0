//! How long to wait before an effect is tried again.

use chrono::Duration;

use crate::config;

/// The pause before the attempt after number `attempts` (1 or more): doubling from the
/// first pause up to the longest, and of that a random part between a half and the
/// whole (`fraction` from 0 to 1), so that many that failed together do not come
/// back together. Discord's own `retry_after` is never undercut.
#[must_use]
pub fn pause(
    settings: &config::Outbox,
    attempts: u32,
    fraction: f64,
    asked: Option<Duration>,
) -> Duration {
    let doublings = attempts.saturating_sub(1).min(30);
    let full = settings
        .first_pause
        .num_milliseconds()
        .saturating_mul(1 << doublings)
        .min(settings.longest_pause.num_milliseconds());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "whole milliseconds of at most an hour"
    )]
    let own = Duration::milliseconds((full as f64 * (0.5 + fraction / 2.0)) as i64);
    asked.map_or(own, |asked| asked.max(own.min(asked)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> config::Outbox {
        config::Outbox {
            workers: 1,
            lease: Duration::seconds(60),
            nonce_window: Duration::seconds(120),
            first_pause: Duration::milliseconds(500),
            longest_pause: Duration::seconds(300),
            attempts: 20,
        }
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let whole = |attempts| pause(&settings(), attempts, 1.0, None).num_milliseconds();
        assert_eq!(whole(1), 500);
        assert_eq!(whole(2), 1000);
        assert_eq!(whole(11), 300_000);
        assert_eq!(whole(u32::MAX), 300_000);
        assert_eq!(pause(&settings(), 2, 0.0, None).num_milliseconds(), 500);
    }

    #[test]
    fn what_discord_asks_for_is_kept() {
        let asked = Some(Duration::seconds(7));
        assert_eq!(pause(&settings(), 1, 0.5, asked), Duration::seconds(7));
        assert_eq!(pause(&settings(), 20, 0.5, asked), Duration::seconds(7));
    }
}

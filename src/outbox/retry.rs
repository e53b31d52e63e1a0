//! How long to wait before an effect is tried again.

use chrono::Duration;

use crate::config;

/// The pause before the attempt after number `attempts` (1 or more): doubling from the
/// first pause up to the longest, and of that a random part between a half and the
/// whole (`fraction` from 0 to 1), so that many that failed together do not come
/// back together. What is `age` old waits for about a tenth of that, also when its
/// attempts did not count. Discord's own `retry_after` is never undercut, and what chance
/// adds to it is at most a second.
#[must_use]
pub fn pause(
    settings: &config::Outbox,
    attempts: u32,
    age: Duration,
    fraction: f64,
    asked: Option<Duration>,
) -> Duration {
    let doublings = attempts.saturating_sub(1).min(30);
    let full = settings
        .first_pause
        .num_milliseconds()
        .saturating_mul(1 << doublings)
        .max(age.num_milliseconds() / 10)
        .min(settings.longest_pause.num_milliseconds());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "whole milliseconds of at most an hour"
    )]
    let own = Duration::milliseconds((full as f64 * (0.5 + fraction / 2.0)) as i64);
    match asked {
        Some(asked) => asked + own.min(Duration::seconds(1)),
        None => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Duration = Duration::zero();

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
        let whole = |attempts| pause(&settings(), attempts, NEW, 1.0, None).num_milliseconds();
        assert_eq!(whole(1), 500);
        assert_eq!(whole(2), 1000);
        assert_eq!(whole(11), 300_000);
        assert_eq!(whole(u32::MAX), 300_000);
        assert_eq!(
            pause(&settings(), 2, NEW, 0.0, None).num_milliseconds(),
            500
        );
    }

    #[test]
    fn what_discord_asks_for_is_kept() {
        let asked = Some(Duration::seconds(7));
        for attempts in [1, 20] {
            let pause = pause(&settings(), attempts, NEW, 0.5, asked);
            assert!(pause > Duration::seconds(7) && pause <= Duration::seconds(8));
        }
    }

    #[test]
    fn what_is_old_is_not_tried_all_the_time() {
        let pause = pause(&settings(), 1, Duration::hours(9), 0.0, None);
        assert_eq!(pause, Duration::seconds(150));
    }
}

//! Rate limits as Discord enforces and announces them: a bucket per route and
//! major parameter, and 50 requests a second over all.
//!
//! Discord publishes no table. These are figures seen in practice; a client
//! must read them from the headers in any case, and tests may change them.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};

/// What `POST /practice/faults` may set.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Setting {
    /// Requests per window in the message routes of one channel.
    pub limit: u32,
    /// The window in seconds.
    pub per: f64,
    /// Requests a second over all routes.
    pub global: u32,
    /// Whether limits are enforced at all.
    pub on: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            limit: 5,
            per: 5.0,
            global: 50,
            on: true,
        }
    }
}

#[derive(Debug)]
struct Window {
    began: Instant,
    used: u32,
}

impl Window {
    /// The window at `now`: the running one, or a new one.
    fn at(&mut self, now: Instant, length: Duration) -> &mut Self {
        if now.duration_since(self.began) >= length {
            self.began = now;
            self.used = 0;
        }
        self
    }
}

/// The state of all buckets.
#[derive(Debug, Default)]
pub struct RateLimits {
    pub setting: Setting,
    buckets: HashMap<String, Window>,
    global: Option<Window>,
}

/// What the limiter says of one request.
#[derive(Debug)]
pub struct Verdict {
    pub headers: Vec<(&'static str, String)>,
    /// The body of a 429, if the request is over the limit.
    pub refused: Option<Value>,
}

impl RateLimits {
    /// Counts a request to `method` and the path's segments (after `/api/v10`).
    ///
    /// Interaction callbacks and their webhooks are free of the global limit.
    pub fn count(&mut self, method: &str, segments: &[&str], now: Instant) -> Verdict {
        if !self.setting.on || segments.first() == Some(&"interactions") {
            return Verdict {
                headers: Vec::new(),
                refused: None,
            };
        }
        if segments.first() != Some(&"webhooks") {
            let window = self.global.get_or_insert(Window {
                began: now,
                used: 0,
            });
            let second = Duration::from_secs(1);
            let window = window.at(now, second);
            if window.used >= self.setting.global {
                let wait = second.saturating_sub(now.duration_since(window.began));
                return Verdict {
                    headers: vec![
                        ("retry-after", seconds_up(wait)),
                        ("x-ratelimit-global", "true".into()),
                        ("x-ratelimit-scope", "global".into()),
                    ],
                    refused: Some(body(wait, true)),
                };
            }
            window.used += 1;
        }
        let (route, major) = route_of(segments);
        let (limit, per) = self.limit_of(method, &route);
        let window = self
            .buckets
            .entry(format!("{method} {route} {major}"))
            .or_insert(Window {
                began: now,
                used: 0,
            })
            .at(now, per);
        let wait = per.saturating_sub(now.duration_since(window.began));
        let refused = window.used >= limit;
        if !refused {
            window.used += 1;
        }
        let mut headers = vec![
            ("x-ratelimit-limit", limit.to_string()),
            (
                "x-ratelimit-remaining",
                limit.saturating_sub(window.used).to_string(),
            ),
            (
                "x-ratelimit-reset-after",
                format!("{:.3}", wait.as_secs_f64()),
            ),
            (
                "x-ratelimit-reset",
                format!("{:.3}", super::clock::real_seconds() + wait.as_secs_f64()),
            ),
            ("x-ratelimit-bucket", bucket_name(method, &route)),
        ];
        if refused {
            headers.push(("retry-after", seconds_up(wait)));
            headers.push(("x-ratelimit-scope", "user".into()));
        }
        Verdict {
            headers,
            refused: refused.then(|| body(wait, false)),
        }
    }

    fn limit_of(&self, method: &str, route: &str) -> (u32, Duration) {
        let messages = Duration::from_secs_f64(self.setting.per);
        match (method, route) {
            ("POST", "channels/messages" | "webhooks") | ("PATCH", "channels/messages/_") => {
                (self.setting.limit, messages)
            }
            ("PUT" | "DELETE", route) if route.starts_with("channels/messages/_/reactions") => {
                (1, Duration::from_millis(250))
            }
            ("PUT", "applications/commands" | "applications/guilds/_/commands") => {
                (2, Duration::from_secs(1))
            }
            ("POST" | "PATCH" | "PUT" | "DELETE", _) => (10, Duration::from_secs(2)),
            _ => (50, Duration::from_secs(1)),
        }
    }
}

/// The route with its ids left out, and the major parameter that splits its buckets.
fn route_of(segments: &[&str]) -> (String, String) {
    let major = segments.get(1).copied().unwrap_or_default();
    let mut route = segments.first().copied().unwrap_or_default().to_owned();
    let skip = if segments.first() == Some(&"webhooks") {
        3
    } else {
        2
    };
    for segment in segments.iter().skip(skip) {
        let is_id = segment.bytes().all(|byte| byte.is_ascii_digit()) || !segment.is_ascii();
        route.push('/');
        route.push_str(if is_id || segment.contains('%') {
            "_"
        } else {
            segment
        });
    }
    (route, major.to_owned())
}

fn bucket_name(method: &str, route: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (method, route).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn seconds_up(wait: Duration) -> String {
    wait.as_secs_f64().ceil().to_string()
}

fn body(wait: Duration, global: bool) -> Value {
    json!({
        "message": "You are being rate limited.",
        "retry_after": (wait.as_secs_f64() * 1000.0).ceil() / 1000.0,
        "global": global,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_message_in_five_seconds_is_refused_and_the_next_window_is_open() {
        let mut limits = RateLimits::default();
        let start = super::super::clock::instant();
        let send = |limits: &mut RateLimits, at: Duration| {
            limits.count("POST", &["channels", "1", "messages"], start + at)
        };
        for n in 0..5 {
            assert!(
                send(&mut limits, Duration::from_millis(n))
                    .refused
                    .is_none()
            );
        }
        let verdict = send(&mut limits, Duration::from_secs(1));
        assert_eq!(verdict.refused.unwrap()["retry_after"], 4.0);
        assert!(send(&mut limits, Duration::from_secs(5)).refused.is_none());
        let other = limits.count("POST", &["channels", "2", "messages"], start);
        assert!(other.refused.is_none());
    }

    #[test]
    fn fifty_a_second_over_all_but_answers_to_interactions() {
        let mut limits = RateLimits::default();
        let now = super::super::clock::instant();
        for channel in 0..50 {
            let channel = channel.to_string();
            let verdict = limits.count("GET", &["channels", &channel], now);
            assert!(verdict.refused.is_none());
        }
        let verdict = limits.count("GET", &["channels", "99"], now);
        assert_eq!(verdict.refused.unwrap()["global"], true);
        let answer = limits.count("POST", &["interactions", "1", "t", "callback"], now);
        assert!(answer.refused.is_none());
    }
}

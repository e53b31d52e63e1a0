//! What can be made to go wrong on purpose (`POST /practice/faults`).

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

/// What happens to a request that a rule matches.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The connection ends before the request was applied.
    DropBefore,
    /// The request is applied, then the connection ends without an answer.
    DropAfter,
    /// The request is applied, and the connection ends in the middle of the answer.
    CutBody,
    /// The request is applied, but the answer is no JSON.
    NotJson,
    /// The request is not applied; `status` is answered (429 with `retry_after`).
    Status,
    /// The request is applied, yet `status` is answered.
    StatusAfter,
    /// The request is applied after `delay_ms`, also when the client has gone meanwhile.
    Delay,
    /// The request is applied, and answered after `delay_ms`.
    DelayAfter,
}

/// One rule: which requests, what happens, how often.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Only requests with this method.
    pub method: Option<String>,
    /// Only requests whose path contains this (`/messages`, `/callback`, …).
    pub path: Option<String>,
    pub action: Action,
    /// For `status` and `status_after`: 500 to 599 or 429.
    pub status: Option<u16>,
    /// For a 429: seconds.
    pub retry_after: Option<f64>,
    /// For a 429: whether it is the global limit.
    #[serde(default)]
    pub global: bool,
    /// For a 429 or 5xx: answer without a body.
    #[serde(default)]
    pub no_body: bool,
    #[serde(default)]
    pub delay_ms: u64,
    /// How many requests it meets; without it, until it is cleared.
    pub times: Option<u32>,
}

impl Rule {
    pub fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    pub fn status(&self) -> u16 {
        self.status.unwrap_or(500)
    }

    pub fn body(&self) -> Value {
        match self.status() {
            _ if self.no_body => Value::Null,
            429 => json!({
                "message": "You are being rate limited.",
                "retry_after": self.retry_after.unwrap_or(1.0),
                "global": self.global,
            }),
            status => json!({"message": format!("{status}: Server Error"), "code": 0}),
        }
    }
}

/// The rules in force and the settings of the stand-in that tests may change.
#[derive(Debug)]
pub struct Faults {
    pub rules: Vec<Rule>,
    /// How many requests have met a rule.
    pub met: u64,
    /// Gateway events to deliver twice: how many more.
    pub duplicate_events: u32,
    /// Whether the next RESUME is refused.
    pub refuse_resume: bool,
    /// How long a nonce is remembered, in milliseconds of the practice clock.
    pub nonce_window: i64,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            rules: Vec::new(),
            met: 0,
            duplicate_events: 0,
            refuse_resume: false,
            nonce_window: 5 * 60 * 1000,
        }
    }
}

impl Faults {
    /// Takes the first rule that matches, and counts it.
    pub fn take(&mut self, method: &str, path: &str) -> Option<Rule> {
        let at = self.rules.iter().position(|rule| {
            rule.method
                .as_deref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
                && rule.path.as_deref().is_none_or(|part| path.contains(part))
        })?;
        let rule = self.rules[at].clone();
        self.met += 1;
        if let Some(times) = &mut self.rules[at].times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                self.rules.remove(at);
            }
        }
        Some(rule)
    }

    /// How many copies of an event go out.
    pub fn copies(&mut self) -> u32 {
        if self.duplicate_events > 0 {
            self.duplicate_events -= 1;
            2
        } else {
            1
        }
    }
}

/// The body of `POST /practice/faults`. Every key is optional; `clear` comes first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    /// Ends all faults and goes back to the usual limits.
    pub clear: bool,
    /// Adds rules for REST requests.
    pub rest: Vec<Rule>,
    /// What happens to the gateway now.
    pub gateway: Option<GatewayFault>,
    /// How long a nonce is remembered, in seconds of the practice clock.
    pub nonce_window: Option<f64>,
    /// Limits of the message routes and the global one.
    pub rate_limit: Option<super::ratelimit::Setting>,
    /// Whether the developer portal grants the privileged intents.
    pub members_intent: Option<bool>,
    pub content_intent: Option<bool>,
}

impl Change {
    /// Refuses what could not happen.
    pub fn check(&self) -> Result<(), &'static str> {
        for rule in &self.rest {
            let status = rule.status();
            if !(status == 429 || (500..=599).contains(&status)) {
                return Err("status is 429 or 500 to 599");
            }
            if rule.times == Some(0) {
                return Err("times is 1 or more");
            }
            if !rule
                .retry_after
                .is_none_or(|s| (0.0..=86_400.0).contains(&s))
            {
                return Err("retry_after is 0 to 86400 seconds");
            }
            if rule.delay_ms > 600_000 {
                return Err("delay_ms is at most 600000");
            }
        }
        if !self
            .nonce_window
            .is_none_or(|s| (0.0..=86_400.0).contains(&s))
        {
            return Err("nonce_window is 0 to 86400 seconds");
        }
        let fits = |limit: &super::ratelimit::Setting| {
            (0.001..=86_400.0).contains(&limit.per) && limit.limit > 0 && limit.global > 0
        };
        if !self.rate_limit.as_ref().is_none_or(fits) {
            return Err("limit and global are 1 or more, per is 0.001 to 86400 seconds");
        }
        Ok(())
    }
}

/// A fault of the gateway.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum GatewayFault {
    /// Close every connection with this code.
    Close(u16),
    /// End every connection without a word.
    Reset(bool),
    /// Ask every client to reconnect (opcode 7).
    Reconnect(bool),
    /// Declare every session invalid (opcode 9); `true`: it may be resumed.
    InvalidSession(bool),
    /// Deliver the next so many events twice.
    Duplicate(u32),
    /// Refuse the next RESUME.
    RefuseResume(bool),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_meets_its_requests_as_often_as_it_says() {
        let mut faults = Faults::default();
        let change: Change = serde_json::from_value(json!({
            "rest": [{"method": "POST", "path": "/messages", "action": "drop_after", "times": 1}]
        }))
        .unwrap();
        faults.rules.extend(change.rest);
        assert!(faults.take("GET", "/api/v10/channels/1/messages").is_none());
        assert!(
            faults
                .take("POST", "/api/v10/channels/1/messages")
                .is_some()
        );
        assert!(
            faults
                .take("POST", "/api/v10/channels/1/messages")
                .is_none()
        );
    }

    #[test]
    fn an_unknown_fault_is_refused() {
        assert!(serde_json::from_value::<Change>(json!({"reset": 1})).is_err());
    }
}

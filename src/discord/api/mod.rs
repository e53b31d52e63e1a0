//! Our own sender for Discord's HTTP API, with the rate limits kept before Discord
//! has to say so ([`limiter`]).

mod limiter;
mod permit;
mod route;

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, USER_AGENT};
use reqwest::{Client, Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::clock::{Instant, from_millis};
use crate::config::ApiBase;
use crate::outbox::{Destination, Lane};

use limiter::{Answer, Told};
use permit::Gate;
use route::Route;

/// How long one request may take.
const REQUEST: Duration = Duration::from_secs(10);
/// How long a request may wait for a limit before it is put off.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long one of the outbox may: its place is needed for others.
const EFFECT_PATIENCE: Duration = Duration::from_millis(150);
const AGENT: &str = concat!("DiscordBot (tsunagari, ", env!("CARGO_PKG_VERSION"), ")");

/// Why a request brought no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Discord refused: a status from 400 to 499 with its own error code (0 if it gave none).
    #[error("Discord refused with {status}, code {code}")]
    Refused { status: u16, code: u32 },
    /// 429; nothing was done.
    #[error("rate limited for {wait:?}")]
    Limited { wait: Duration },
    /// A limit is used up, that of the destination if one is named; nothing was sent.
    #[error("a rate limit is used up for {wait:?}")]
    Full {
        wait: Duration,
        destination: Option<Destination>,
    },
    /// The request did not leave; nothing was done.
    #[error("Discord cannot be reached: {0}")]
    NotSent(String),
    /// It was sent, and what became of it is not known.
    #[error("no usable answer: {0}")]
    Unknown(String),
}

/// The sender. Cloning is cheap; all clones share their limits.
#[derive(Clone)]
pub struct Api {
    http: Client,
    base: ApiBase,
    token: SecretString,
    gate: Arc<Gate>,
    lane: Lane,
    patience: Duration,
}

impl Api {
    /// A sender for a bot's token. `per_second` is how many requests it may send in any
    /// second.
    ///
    /// # Errors
    ///
    /// When the TLS library cannot be set up.
    pub fn new(base: ApiBase, token: SecretString, per_second: u32) -> Result<Self, ApiError> {
        let http = Client::builder()
            .timeout(REQUEST)
            .build()
            .map_err(|error| ApiError::NotSent(without_address(error)))?;
        Ok(Self {
            http,
            base,
            token,
            gate: Arc::new(Gate::new(per_second)),
            lane: Lane::Person,
            patience: PATIENCE,
        })
    }

    /// The sender for an effect of a lane, which rather comes back later than wait long
    /// for a limit.
    #[must_use]
    pub fn for_effect(&self, lane: Lane) -> Self {
        Self {
            lane,
            patience: EFFECT_PATIENCE,
            ..self.clone()
        }
    }

    /// The same, which waits so long for a limit.
    #[must_use]
    pub fn patient(&self, patience: Duration) -> Self {
        Self {
            patience,
            ..self.clone()
        }
    }

    /// Counts a request that serenity is about to make by itself.
    ///
    /// # Errors
    ///
    /// When there is no room for it for long.
    pub async fn make_room(&self, path: &str) -> Result<(), ApiError> {
        let route = Route::of("GET", path);
        self.gate.enter(&route, self.lane, self.patience).await?;
        Ok(())
    }

    /// Where nothing of a lane may be sent for now, and for how long.
    #[must_use]
    pub fn full(&self, lane: Lane) -> Vec<(Destination, Duration)> {
        self.gate.full(lane)
    }

    /// `GET`, for a path behind `/api/v10/`, which may have a query.
    ///
    /// # Errors
    ///
    /// See [`ApiError`]; so for the others.
    pub async fn get(&self, path: &str) -> Result<Value, ApiError> {
        self.send(Method::GET, path, None).await
    }

    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value, ApiError> {
        self.send(Method::POST, path, Some(body)).await
    }

    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn patch(&self, path: &str, body: &Value) -> Result<Value, ApiError> {
        self.send(Method::PATCH, path, Some(body)).await
    }

    /// Without a body if it is null.
    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn put(&self, path: &str, body: &Value) -> Result<Value, ApiError> {
        let body = Some(body).filter(|body| !body.is_null());
        self.send(Method::PUT, path, body).await
    }

    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn delete(&self, path: &str) -> Result<Value, ApiError> {
        self.send(Method::DELETE, path, None).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, ApiError> {
        let route = Route::of(method.as_str(), path);
        let permit = self.gate.enter(&route, self.lane, self.patience).await?;
        let url = format!("{}/api/v10/{path}", self.base.as_str());
        let mut request = self
            .http
            .request(method, url)
            .header(AUTHORIZATION, format!("Bot {}", self.token.expose_secret()))
            .header(USER_AGENT, AGENT);
        if let Some(body) = body {
            request = request.json(body);
        }
        // Without an answer the permit is given back when it is dropped.
        let response = request.send().await.map_err(|error| {
            if error.is_connect() || error.is_builder() {
                ApiError::NotSent(without_address(error))
            } else {
                ApiError::Unknown(without_address(error))
            }
        })?;
        let mut answer = Answer {
            status: response.status().as_u16(),
            told: told_in(response.headers()),
            retry_after: None,
            global: response.headers().contains_key("x-ratelimit-global"),
            shared: header(response.headers(), "x-ratelimit-scope") == Some("shared"),
        };
        let read = read(response).await;
        if let Err(ApiError::Limited { wait }) = &read {
            answer.retry_after = Some(*wait);
        }
        permit.answered(&answer);
        read
    }
}

async fn read(response: reqwest::Response) -> Result<Value, ApiError> {
    let status = response.status();
    let retry_after = number_in(response.headers(), "retry-after");
    let text = response.text().await;
    if status == StatusCode::TOO_MANY_REQUESTS {
        let asked = text
            .ok()
            .and_then(|text| serde_json::from_str::<Value>(&text).ok())
            .and_then(|body| body["retry_after"].as_f64())
            .or(retry_after)
            .unwrap_or(1.0);
        return Err(ApiError::Limited {
            wait: Duration::try_from_secs_f64(asked).unwrap_or(Duration::from_secs(1)),
        });
    }
    if status.is_server_error() {
        return Err(ApiError::Unknown(format!("status {}", status.as_u16())));
    }
    if status.is_client_error() {
        let code = text
            .ok()
            .and_then(|text| serde_json::from_str::<Value>(&text).ok())
            .and_then(|body| body["code"].as_u64())
            .and_then(|code| u32::try_from(code).ok());
        let status = status.as_u16();
        return Err(match code {
            Some(code) => ApiError::Refused { status, code },
            // Whatever the body says, the token was not taken.
            None if status == 401 => ApiError::Refused { status, code: 0 },
            // Not Discord's own words: something on the way has answered, or cut them.
            None => ApiError::Unknown(format!("status {status} without a reason")),
        });
    }
    let text = text.map_err(|error| ApiError::Unknown(without_address(error)))?;
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(&text).map_err(|_| ApiError::Unknown("the answer is not JSON".into()))
}

/// The instant that a text of an answer tells, if it is one.
#[must_use]
pub fn instant_in(value: &Value) -> Option<Instant> {
    let at = chrono::DateTime::parse_from_rfc3339(value.as_str()?).ok()?;
    Some(from_millis(at.timestamp_millis()))
}

/// An error's words without the address, which would fill the log.
fn without_address(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        words = format!("{words}: {inner}");
        source = inner.source();
    }
    words
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number_in(headers: &HeaderMap, name: &str) -> Option<f64> {
    header(headers, name)?.parse().ok()
}

fn told_in(headers: &HeaderMap) -> Option<Told> {
    let count = |name| header(headers, name)?.parse().ok();
    let reset_after = number_in(headers, "x-ratelimit-reset-after")?;
    Some(Told {
        bucket: header(headers, "x-ratelimit-bucket")?.to_owned(),
        limit: count("x-ratelimit-limit")?,
        remaining: count("x-ratelimit-remaining")?,
        reset_after: Duration::try_from_secs_f64(reset_after).ok()?,
    })
}

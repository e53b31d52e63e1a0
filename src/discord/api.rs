//! Our own sender for Discord's HTTP API, with the rate limits kept before Discord
//! has to say so: buckets from the answers' headers and 50 requests a second.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, HeaderMap, USER_AGENT};
use reqwest::{Client, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use twilight_http_ratelimiting::{Endpoint, Method, RateLimitHeaders, RateLimiter};

use crate::config::ApiBase;

/// How long one request may take.
const REQUEST: Duration = Duration::from_secs(10);
/// How long a request may wait for its bucket before it is put off.
const QUEUE: Duration = Duration::from_secs(10);
const AGENT: &str = concat!("DiscordBot (tsunagari, ", env!("CARGO_PKG_VERSION"), ")");

/// Why a request brought no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Discord refused: a status from 400 to 499 with its own error code (0 if it gave none).
    #[error("Discord refused with {status}, code {code}")]
    Refused { status: u16, code: u32 },
    /// 429, or the bucket is empty for long; nothing was done.
    #[error("rate limited for {wait:?}")]
    Limited { wait: Duration },
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
    limiter: RateLimiter,
    /// Until when Discord wants no request at all, after a global 429.
    paused: Arc<Mutex<Instant>>,
}

impl Api {
    /// A sender for a bot's token. Must be called inside the runtime.
    ///
    /// # Errors
    ///
    /// When the TLS library cannot be set up.
    pub fn new(base: ApiBase, token: SecretString) -> Result<Self, ApiError> {
        let http = Client::builder()
            .timeout(REQUEST)
            .build()
            .map_err(|error| ApiError::NotSent(without_address(error)))?;
        Ok(Self {
            http,
            base,
            token,
            limiter: RateLimiter::default(),
            paused: Arc::new(Mutex::new(Instant::now())),
        })
    }

    /// `GET`, for a path behind `/api/v10/`, which may have a query.
    ///
    /// # Errors
    ///
    /// See [`ApiError`]; so for the others.
    pub async fn get(&self, path: &str) -> Result<Value, ApiError> {
        self.send(Method::Get, path, None).await
    }

    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value, ApiError> {
        self.send(Method::Post, path, Some(body)).await
    }

    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn patch(&self, path: &str, body: &Value) -> Result<Value, ApiError> {
        self.send(Method::Patch, path, Some(body)).await
    }

    #[expect(clippy::missing_errors_doc, reason = "as `get`")]
    pub async fn put(&self, path: &str, body: &Value) -> Result<Value, ApiError> {
        self.send(Method::Put, path, Some(body)).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, ApiError> {
        self.pause_is_over()?;
        let endpoint = Endpoint {
            method,
            path: path.split('?').next().unwrap_or_default().to_owned(),
        };
        let permit = tokio::time::timeout(QUEUE, self.limiter.acquire(endpoint))
            .await
            .map_err(|_| ApiError::Limited { wait: QUEUE })?;
        let url = format!("{}/api/v10/{path}", self.base.as_str());
        let mut request = match method {
            Method::Post => self.http.post(url),
            Method::Patch => self.http.patch(url),
            Method::Put => self.http.put(url),
            _ => self.http.get(url),
        }
        .header(AUTHORIZATION, format!("Bot {}", self.token.expose_secret()))
        .header(USER_AGENT, AGENT);
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(|error| {
            if error.is_connect() || error.is_builder() {
                ApiError::NotSent(without_address(error))
            } else {
                ApiError::Unknown(without_address(error))
            }
        })?;
        permit.complete(limits_in(response.headers()));
        let is_global = response.headers().contains_key("x-ratelimit-global");
        let answer = read(response).await;
        if let Err(ApiError::Limited { wait }) = &answer
            && is_global
        {
            let mut paused = self.paused.lock().unwrap_or_else(PoisonError::into_inner);
            *paused = Instant::now() + *wait;
        }
        answer
    }

    /// While Discord wants no request at all, none is made.
    fn pause_is_over(&self) -> Result<(), ApiError> {
        let paused = *self.paused.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = paused.saturating_duration_since(Instant::now());
        if wait.is_zero() {
            Ok(())
        } else {
            Err(ApiError::Limited { wait })
        }
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
            .and_then(|code| u32::try_from(code).ok())
            .unwrap_or(0);
        return Err(ApiError::Refused {
            status: status.as_u16(),
            code,
        });
    }
    let text = text.map_err(|error| ApiError::Unknown(without_address(error)))?;
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(&text).map_err(|_| ApiError::Unknown("the answer is not JSON".into()))
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

fn number_in(headers: &HeaderMap, name: &str) -> Option<f64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

fn limits_in(headers: &HeaderMap) -> Option<RateLimitHeaders> {
    let number = |name| number_in(headers, name);
    let count = |name| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of requests"
        )]
        number(name).map(|count| count as u16)
    };
    let reset_after = Duration::try_from_secs_f64(number(RateLimitHeaders::RESET_AFTER)?).ok()?;
    Some(RateLimitHeaders {
        bucket: headers.get(RateLimitHeaders::BUCKET)?.as_bytes().to_vec(),
        limit: count(RateLimitHeaders::LIMIT)?,
        remaining: count(RateLimitHeaders::REMAINING)?,
        reset_at: Instant::now() + reset_after,
    })
}

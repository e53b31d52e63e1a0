//! Discord's HTTP API v10: authorisation, limits, faults and the table of routes.

mod applications;
pub mod channels;
pub mod events;
pub mod guilds;
pub mod interactions;
mod mentions;
pub mod messages;
pub mod reactions;
pub mod threads;

use std::collections::HashMap;
use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{ConnectInfo, FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Shared;
use super::faults::{Action, Rule};
use super::model::{Id, Upload};
use super::refusal::Refusal;
use super::server::Connection;
use super::world::World;

/// One request after it was read: path segments behind `/api/v10`, query, JSON body.
pub struct Call<'a> {
    pub segments: &'a [&'a str],
    pub query: &'a HashMap<String, String>,
    pub body: &'a Value,
    /// Uploaded files.
    pub files: &'a [Upload],
}

impl Call<'_> {
    /// The id in a path segment; one that is no number is not found.
    pub fn id(&self, at: usize) -> Result<Id, Refusal> {
        self.segments
            .get(at)
            .and_then(|segment| segment.parse().ok())
            .ok_or_else(|| Refusal::form("", "NUMBER_TYPE_COERCE", "Value is not snowflake."))
    }

    /// The body as a type; what does not fit is a form fault.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        parse(self.body)
    }

    /// A switch in the query, written as libraries write it: `true`, `True` or `1`.
    pub fn query_flag(&self, name: &str) -> bool {
        self.query
            .get(name)
            .is_some_and(|text| text == "1" || text.eq_ignore_ascii_case("true"))
    }

    pub fn query_id(&self, name: &str) -> Option<Id> {
        self.query.get(name).and_then(|text| text.parse().ok())
    }

    /// `limit`, or `default` where it is absent.
    pub fn limit(&self, default: usize, most: usize) -> Result<usize, Refusal> {
        match self.query.get("limit") {
            None => Ok(default),
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=most).contains(limit))
                .ok_or_else(|| {
                    Refusal::form(
                        "limit",
                        "NUMBER_TYPE_MAX",
                        &format!("int value should be between 1 and {most}."),
                    )
                }),
        }
    }
}

/// Reads a JSON value as a type that Discord's document describes.
pub fn parse<T: DeserializeOwned>(value: &Value) -> Result<T, Refusal> {
    T::deserialize(value)
        .map_err(|error| Refusal::form("", "MODEL_TYPE_CONVERT", &error.to_string()))
}

/// A status and a body; `Null` is an empty body.
pub type Answer = Result<(u16, Value), Refusal>;

/// 204 without a body.
pub const NOTHING: Answer = Ok((204, Value::Null));

/// Answers 200.
#[expect(clippy::unnecessary_wraps, reason = "every handler ends in an Answer")]
pub fn ok(value: Value) -> Answer {
    Ok((200, value))
}

/// Every request below `/api/`.
pub async fn handle(
    State(shared): State<Shared>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
) -> Result<Response, Infallible> {
    let method = request.method().to_string();
    let uri = request.uri().clone();
    let path = uri.path().to_owned();
    let full_path = uri
        .path_and_query()
        .map_or_else(|| path.clone(), ToString::to_string);
    let headers = request.headers().clone();
    let read = read_body(request).await;
    let (body, files) = match read {
        Ok(read) => read,
        Err(refusal) => {
            shared.traffic.record(
                &method,
                &full_path,
                &Value::Null,
                refusal.status,
                &refusal.body,
            );
            return Ok(respond(refusal.status, &refusal.body, Vec::new()));
        }
    };
    let rule = shared.world().fault(&method, &path);
    if rule.as_ref().map(|rule| rule.action) == Some(Action::DropBefore) {
        return cut(&connection).await;
    }
    let request = Received {
        method,
        path,
        full_path,
        query: query_of(uri.query()),
        headers,
        body,
        files,
    };
    // What was received is applied, also when the client goes away before it is.
    let applied = tokio::spawn(apply(shared, request, rule.clone()));
    let Ok((status, answer, limits)) = applied.await else {
        let refusal = Refusal::new(500, 0, "500: Internal Server Error");
        return Ok(respond(refusal.status, &refusal.body, Vec::new()));
    };
    let Some(rule) = rule else {
        return Ok(respond(status, &answer, limits));
    };
    match rule.action {
        Action::DelayAfter => {
            tokio::time::sleep(rule.delay()).await;
            Ok(respond(status, &answer, limits))
        }
        Action::DropAfter => cut(&connection).await,
        Action::StatusAfter => Ok(respond(rule.status(), &rule.body(), fault_headers(&rule))),
        Action::NotJson => Ok((StatusCode::OK, "<html>Bad gateway</html>").into_response()),
        Action::CutBody => Ok(cut_in_the_middle(status, &answer)),
        Action::DropBefore | Action::Status | Action::Delay => Ok(respond(status, &answer, limits)),
    }
}

/// A request that was read whole.
struct Received {
    method: String,
    path: String,
    /// With its query, as it is recorded.
    full_path: String,
    query: HashMap<String, String>,
    headers: HeaderMap,
    body: Value,
    files: Vec<Upload>,
}

/// Applies a request, unless a rule answers in its place, and records the exchange.
async fn apply(shared: Shared, request: Received, rule: Option<Rule>) -> Done {
    if let Some(rule) = rule.as_ref().filter(|rule| rule.action == Action::Delay) {
        tokio::select! {
            () = tokio::time::sleep(rule.delay()) => {}
            () = shared.stopped() => {}
        }
    }
    let done = match rule.filter(|rule| rule.action == Action::Status) {
        Some(rule) => (rule.status(), rule.body(), fault_headers(&rule)),
        None => request.perform(&shared),
    };
    shared.traffic.record(
        &request.method,
        &request.full_path,
        &request.body,
        done.0,
        &done.1,
    );
    done
}

/// Ends the connection; the future never completes because the connection is gone.
async fn cut(connection: &Connection) -> Result<Response, Infallible> {
    connection.cut();
    std::future::pending().await
}

fn fault_headers(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut headers = Vec::new();
    if rule.status() == 429 {
        let seconds = rule.retry_after.unwrap_or(1.0).ceil();
        headers.push(("retry-after", seconds.to_string()));
        let scope = if rule.global { "global" } else { "user" };
        headers.push(("x-ratelimit-scope", scope.into()));
        if rule.global {
            headers.push(("x-ratelimit-global", "true".into()));
        }
    }
    headers
}

/// An answer whose body breaks off half-way.
fn cut_in_the_middle(status: u16, answer: &Value) -> Response {
    let text = answer.to_string();
    let half = Bytes::copy_from_slice(&text.as_bytes()[..text.len() / 2]);
    let parts = stream::iter([
        Ok(half),
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
    ]);
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from_stream(parts))
        .unwrap_or_default()
}

fn respond(status: u16, body: &Value, headers: Vec<(&'static str, String)>) -> Response {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let body = if body.is_null() {
        Body::empty()
    } else {
        response = response.header(header::CONTENT_TYPE, "application/json");
        Body::from(body.to_string())
    };
    response.body(body).unwrap_or_default()
}

/// The most bytes of a file that Discord takes from everybody (its reference, "Uploading Files").
const FILE_MOST: usize = 20 * 1024 * 1024;
/// The most bytes of a request: ten such files, and what is said beside them.
pub const BODY_MOST: usize = 10 * FILE_MOST + 1024 * 1024;

/// JSON, multipart with `payload_json`, or nothing.
async fn read_body(request: Request) -> Result<(Value, Vec<Upload>), Refusal> {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    if content_type.starts_with("multipart/form-data") {
        return read_multipart(request).await;
    }
    let bytes = axum::body::to_bytes(request.into_body(), FILE_MOST)
        .await
        .map_err(|_| too_large())?;
    if bytes.is_empty() {
        return Ok((Value::Null, Vec::new()));
    }
    let body = serde_json::from_slice(&bytes).map_err(|_| Refusal::invalid_json())?;
    Ok((body, Vec::new()))
}

fn too_large() -> Refusal {
    Refusal::new(413, 40005, "Request entity too large")
}

async fn read_multipart(request: Request) -> Result<(Value, Vec<Upload>), Refusal> {
    let unreadable = || Refusal::new(400, 0, "The request body could not be read.");
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => unreadable(),
    };
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| unreadable())?;
    let mut body = Value::Null;
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let is_payload = field.name() == Some("payload_json");
        let name = field.file_name().unwrap_or("file").to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        if bytes.len() > FILE_MOST {
            return Err(too_large());
        }
        if is_payload {
            body = serde_json::from_slice(&bytes).map_err(|_| Refusal::invalid_json())?;
        } else {
            files.push(Upload { name, bytes });
        }
    }
    Ok((body, files))
}

fn query_of(query: Option<&str>) -> HashMap<String, String> {
    reqwest::Url::parse(&format!("http://x/?{}", query.unwrap_or_default()))
        .map(|url| url.query_pairs().into_owned().collect())
        .unwrap_or_default()
}

/// Status, body and rate-limit headers.
type Done = (u16, Value, Vec<(&'static str, String)>);

impl Received {
    /// Applies the request.
    fn perform(&self, shared: &Shared) -> Done {
        let decoded: Vec<String> = segments(&self.path);
        let segments: Vec<&str> = decoded.iter().map(String::as_str).collect();
        let mut world = shared.world();
        let open = matches!(
            segments.as_slice(),
            ["gateway"] | ["interactions" | "webhooks", ..]
        );
        let authorised = self
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|text| text.starts_with("Bot ") && super::is_token(text));
        if !open && !authorised {
            let refusal = Refusal::unauthorized();
            return (refusal.status, refusal.body, Vec::new());
        }
        let verdict = world
            .limits
            .count(&self.method, &segments, super::clock::instant());
        if let Some(body) = verdict.refused {
            return (429, body, verdict.headers);
        }
        let call = Call {
            segments: &segments,
            query: &self.query,
            body: &self.body,
            files: &self.files,
        };
        let answer = route(&mut world, &self.method, &call);
        if let Err(error) = world.commit() {
            tracing::error!(%error, "the practice journal cannot be written");
            let refusal = Refusal::new(500, 0, "500: Internal Server Error");
            return (refusal.status, refusal.body, verdict.headers);
        }
        let (status, body) = answer.unwrap_or_else(|refusal| (refusal.status, refusal.body));
        (status, body, verdict.headers)
    }
}

/// The decoded path segments behind `/api/v10`.
fn segments(path: &str) -> Vec<String> {
    let path = path.strip_prefix("/api").unwrap_or(path);
    let path = path.strip_prefix("/v10").unwrap_or(path);
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}

/// The table of routes.
fn route(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    match (method, call.segments) {
        ("GET", ["gateway"]) => applications::gateway(world),
        ("GET", ["gateway", "bot"]) => applications::gateway_bot(world),
        ("GET", ["users", "@me"]) => applications::me(world),
        ("PATCH", ["users", "@me"]) => applications::rename_me(world, call),
        ("GET", ["users", "@me", "guilds"]) => applications::my_guilds(world),
        ("POST", ["users", "@me", "channels"]) => channels::open_dm(world, call),
        ("GET", ["users", _]) => applications::user(world, call),
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => {
            ok(world.application_json())
        }
        (
            _,
            ["applications", _, "commands", ..] | ["applications", _, "guilds", _, "commands", ..],
        ) => applications::commands(world, method, call),
        ("POST", ["interactions", _, _, "callback"]) => interactions::callback(world, call),
        (_, ["webhooks", _, _, ..]) => interactions::webhook(world, method, call),
        (_, ["channels", ..]) => channel_route(world, method, call),
        (_, ["guilds", ..]) => guild_route(world, method, call),
        _ => Err(Refusal::not_found()),
    }
}

fn channel_route(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    match (method, &call.segments[1..]) {
        ("GET", [_]) => channels::get(world, call),
        ("PATCH", [_]) => channels::edit(world, call),
        ("DELETE", [_]) => channels::delete(world, call),
        ("POST", [_, "typing"]) => channels::typing(world, call),
        ("PUT", [_, "permissions", _]) => channels::put_overwrite(world, call),
        ("DELETE", [_, "permissions", _]) => channels::delete_overwrite(world, call),
        ("GET", [_, "messages"]) => messages::list(world, call),
        ("POST", [_, "messages"]) => messages::create(world, call),
        ("POST", [_, "messages", "bulk-delete"]) => messages::bulk_delete(world, call),
        ("GET", [_, "messages", "pins"]) => messages::pins(world, call),
        ("GET", [_, "messages", _]) => messages::get(world, call),
        ("PATCH", [_, "messages", _]) => messages::edit(world, call),
        ("DELETE", [_, "messages", _]) => messages::delete(world, call),
        ("PUT" | "DELETE", [_, "messages", "pins", _] | [_, "pins", _]) => {
            messages::pin(world, method, call)
        }
        ("GET", [_, "messages", _, "reactions", _]) => reactions::list(world, call),
        ("PUT" | "DELETE", [_, "messages", _, "reactions", _, _]) => {
            reactions::react(world, method, call)
        }
        ("POST", [_, "messages", _, "threads"]) => threads::from_message(world, call),
        ("POST", [_, "threads"]) => threads::create(world, call),
        ("GET", [_, "threads", "archived", _] | [_, "users", "@me", "threads", "archived", _]) => {
            threads::archived(world, call)
        }
        ("GET", [_, "thread-members"]) => threads::members(world, call),
        ("GET" | "PUT" | "DELETE", [_, "thread-members", _]) => {
            threads::member(world, method, call)
        }
        _ => Err(Refusal::not_found()),
    }
}

fn guild_route(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    guilds::known(world, call)?;
    match (method, &call.segments[2..]) {
        ("GET", []) => guilds::get(world, call),
        ("GET", ["audit-logs"]) => guilds::audit_log(world, call),
        ("GET", ["channels"]) => guilds::channels(world),
        ("POST", ["channels"]) => channels::create(world, call),
        ("GET", ["threads", "active"]) => threads::active(world),
        ("GET", ["roles"]) => guilds::roles(world),
        ("POST", ["roles"]) => guilds::create_role(world, call),
        ("GET", ["roles", _]) => guilds::role(world, call),
        ("PATCH", ["roles", _]) => guilds::edit_role(world, call),
        ("DELETE", ["roles", _]) => guilds::delete_role(world, call),
        ("GET", ["members"]) => guilds::members(world, call),
        ("GET", ["members", "search"]) => guilds::search_members(world, call),
        ("PATCH", ["members", "@me"]) => guilds::edit_me(world, call),
        ("GET", ["members", _]) => guilds::member(world, call),
        ("PATCH", ["members", _]) => guilds::edit_member(world, call),
        ("PUT" | "DELETE", ["members", _, "roles", _]) => guilds::member_role(world, method, call),
        ("GET", ["scheduled-events"]) => events::list(world),
        ("POST", ["scheduled-events"]) => events::create(world, call),
        ("GET", ["scheduled-events", _]) => events::get(world, call),
        ("PATCH", ["scheduled-events", _]) => events::edit(world, call),
        ("DELETE", ["scheduled-events", _]) => events::delete(world, call),
        ("GET", ["scheduled-events", _, "users"]) => events::users(world, call),
        _ => Err(Refusal::not_found()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_cut_and_decoded() {
        assert_eq!(
            segments("/api/v10/channels/1/messages/2/reactions/%F0%9F%91%8D/@me"),
            ["channels", "1", "messages", "2", "reactions", "👍", "@me"]
        );
        assert_eq!(segments("/api/gateway/bot"), ["gateway", "bot"]);
    }
}

//! What people do: the `/practice/…` interface, which is all that the page uses.

use std::time::Instant;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::Shared;
use super::clock::instant;
use super::faults::{Change, Faults, GatewayFault};
use super::gateway::Out;
use super::model::{Id, Millis, Record};
use super::ratelimit::Setting;
use super::refusal::Refusal;
use super::render::{member_json, role_json};
use super::rest::interactions::ANSWER_WITHIN;
use super::world::World;

mod acts;
mod interact;

/// Someone who waits for the answer to what they pressed, sent or typed.
pub struct Waiting {
    pub since: Instant,
    pub seen: oneshot::Sender<Seen>,
}

/// What a person saw.
#[derive(Debug)]
pub enum Seen {
    Message(Id),
    Update(Id),
    /// The message that says that the bot is thinking, unless an update was put off.
    Deferred(Option<Id>),
    /// The form and the interaction that showed it.
    Modal(Id, Value),
    Choices(Value),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        (status, Json(self.body)).into_response()
    }
}

type Answer = Result<Json<Value>, Refusal>;

/// The routes of the interface.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/practice/state", get(state))
        .route("/practice/changes", get(changes))
        .route("/practice/channels/{channel}/messages", get(messages))
        .route("/practice/as/{user}/{act}", post(act))
        .route("/practice/clock", get(clock).post(move_clock))
        .route("/practice/faults", get(faults_met).post(faults))
}

/// Finds a person by id, user name or displayed name.
fn find_person(world: &World, name: &str) -> Result<Id, Refusal> {
    let by_id = name.parse().ok().filter(|id| world.people.contains_key(id));
    by_id
        .or_else(|| {
            world
                .people
                .values()
                .find(|person| person.username == name || person.display_name() == name)
                .map(|person| person.id)
        })
        .ok_or_else(Refusal::unknown_user)
}

/// Finds a channel or thread by id or, for channels, by name.
fn find_channel(world: &World, name: &str) -> Result<Id, Refusal> {
    let name = name.trim_start_matches('#');
    let by_id = name
        .parse()
        .ok()
        .filter(|id| world.channels.contains_key(id));
    by_id
        .or_else(|| {
            world
                .channels
                .values()
                .find(|channel| channel.thread.is_none() && channel.name == name)
                .map(|channel| channel.id)
        })
        .ok_or_else(Refusal::unknown_channel)
}

async fn state(State(shared): State<Shared>) -> Json<Value> {
    let world = shared.world();
    let list = |threads: bool| -> Vec<Value> {
        world
            .channels
            .values()
            .filter(|channel| channel.recipient.is_none() && channel.thread.is_some() == threads)
            .map(|channel| {
                let mut object = world.channel_json(channel);
                let seen_by: Vec<Id> = world
                    .people
                    .values()
                    .filter(|person| {
                        !person.bot && world.visible_channel(person.id, channel.id).is_ok()
                    })
                    .map(|person| person.id)
                    .collect();
                let written_by: Vec<Id> = seen_by
                    .iter()
                    .copied()
                    .filter(|id| super::rest::messages::may_write(&world, *id, channel.id).is_ok())
                    .collect();
                object["visible_to"] = json!(seen_by);
                object["writable_by"] = json!(written_by);
                if let Some(thread) = &channel.thread {
                    let members: Vec<Id> = thread.members.iter().map(|(id, _)| *id).collect();
                    object["member_ids"] = json!(members);
                }
                object
            })
            .collect()
    };
    let dms: Vec<Value> = world
        .channels
        .values()
        .filter(|channel| channel.recipient.is_some())
        .map(|channel| world.channel_json(channel))
        .collect();
    let members: Vec<Value> = world
        .people
        .values()
        .filter(|person| person.in_guild)
        .map(|person| {
            let mut member = member_json(person);
            member["dms_closed"] = json!(person.dms_closed);
            member["locale"] = json!(person.locale);
            member
        })
        .collect();
    Json(json!({
        "guild": world.guild_json(),
        "channels": list(false),
        "threads": list(true),
        "dms": dms,
        "roles": world.roles.values().map(role_json).collect::<Vec<_>>(),
        "members": members,
        "commands": world.commands.values().map(|command| command.body.clone()).collect::<Vec<_>>(),
        "events": world.events.values().map(|event| event.body.clone()).collect::<Vec<_>>(),
        "clock": world.clock_json(),
        "bot": {"id": world.bot_id(), "connections": world.sessions.connected()},
        "revision": *world.revision.borrow(),
    }))
}

#[derive(Deserialize)]
struct Since {
    since: Option<u64>,
}

/// Answers as soon as something has changed after revision `since`, at the latest after
/// 20 s; without `since` at once.
async fn changes(
    State(shared): State<Shared>,
    Query(Since { since }): Query<Since>,
) -> Json<Value> {
    let since = since.unwrap_or(0);
    let mut revision = shared.world().revision.subscribe();
    let wait = async {
        // The sender lives as long as the world.
        let _ = revision.wait_for(|revision| *revision > since).await;
    };
    tokio::select! {
        () = wait => {}
        () = tokio::time::sleep(std::time::Duration::from_secs(20)) => {}
        () = shared.stopped() => {}
    }
    Json(json!({"revision": *revision.borrow()}))
}

#[derive(Deserialize)]
struct ViewedBy {
    #[serde(rename = "as")]
    viewer: String,
}

/// What someone sees in a channel: Discord's message objects, newest first as Discord
/// lists them, private answers to that person included.
async fn messages(
    State(shared): State<Shared>,
    Path(channel): Path<String>,
    Query(ViewedBy { viewer }): Query<ViewedBy>,
) -> Answer {
    let world = shared.world();
    let viewer = find_person(&world, &viewer)?;
    let channel = find_channel(&world, &channel)?;
    world.visible_channel(viewer, channel)?;
    let list = world
        .messages_of(channel)
        .rev()
        .filter(|message| message.only_for.is_none_or(|id| id == viewer))
        .map(|message| {
            let mut object = world.message_json(message, viewer);
            let author = world.people.get(&message.author_id);
            object["author"]["display_name"] =
                json!(author.map(|person| person.display_name().to_owned()));
            object
        })
        .collect();
    Ok(Json(list))
}

/// `POST /practice/as/{user}/{act}`.
async fn act(
    State(shared): State<Shared>,
    Path((user, act)): Path<(String, String)>,
    body: Option<Json<Value>>,
) -> Answer {
    let body = body.map_or_else(|| json!({}), |Json(body)| body);
    match act.as_str() {
        "command" | "autocomplete" | "press" | "submit" => {
            interact::interact(&shared, &user, &act, &body).await
        }
        _ => {
            let mut world = shared.world();
            let answer = acts::perform(&mut world, &user, &act, &body);
            commit(&mut world)?;
            answer.map(Json)
        }
    }
}

fn commit(world: &mut World) -> Result<(), Refusal> {
    world.commit().map_err(|error| {
        tracing::error!(%error, "the practice journal cannot be written");
        Refusal::new(500, 0, "500: Internal Server Error")
    })
}

#[derive(Deserialize)]
struct Ahead {
    ahead_ms: Option<Millis>,
}

/// The clock; with `ahead_ms` as soon as it is ahead by something else, at the latest
/// after 20 s. So a bot in another process can follow it.
async fn clock(
    State(shared): State<Shared>,
    Query(Ahead { ahead_ms }): Query<Ahead>,
) -> Json<Value> {
    if let Some(known) = ahead_ms {
        let mut offset = shared.world().clock.watch();
        let moved = async {
            // The sender lives as long as the world.
            let _ = offset.wait_for(|ahead| *ahead != known).await;
        };
        tokio::select! {
            () = moved => {}
            () = tokio::time::sleep(std::time::Duration::from_secs(20)) => {}
            () = shared.stopped() => {}
        }
    }
    Json(shared.world().clock_json())
}

/// The last moment of 2999 in UTC, in milliseconds since 1970.
const LAST_MOMENT: Millis = 32_503_679_999_999;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Move {
    Advance(f64),
    To(chrono::DateTime<chrono::FixedOffset>),
}

async fn move_clock(State(shared): State<Shared>, Json(body): Json<Value>) -> Answer {
    let step: Move = super::rest::parse(&body)?;
    let mut world = shared.world();
    let by = match step {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole milliseconds are meant"
        )]
        Move::Advance(seconds) => (seconds * 1000.0) as Millis,
        Move::To(moment) => moment.timestamp_millis() - world.now(),
    };
    if world.now().saturating_add(by) > LAST_MOMENT {
        return Err(Refusal::form(
            "",
            "CLOCK_TOO_FAR",
            "The practice clock ends with the year 2999.",
        ));
    }
    if by < 0 {
        return Err(Refusal::form(
            "",
            "CLOCK_ONLY_FORWARD",
            "The practice clock only goes forward.",
        ));
    }
    world.advance(by);
    commit(&mut world)?;
    Ok(Json(world.clock_json()))
}

/// How many requests have met a rule so far, and how many rules are left.
async fn faults_met(State(shared): State<Shared>) -> Json<Value> {
    let world = shared.world();
    Json(json!({"met": world.faults.met, "rules": world.faults.rules.len()}))
}

async fn faults(State(shared): State<Shared>, Json(body): Json<Value>) -> Answer {
    let change: Change = super::rest::parse(&body)?;
    change
        .check()
        .map_err(|words| Refusal::form("", "FAULT", words))?;
    let mut world = shared.world();
    if change.clear {
        world.faults = Faults {
            met: world.faults.met,
            ..Faults::default()
        };
        world.limits.setting = Setting::default();
        world.meta.members_intent = true;
        world.meta.content_intent = true;
    }
    world.faults.rules.extend(change.rest);
    if let Some(seconds) = change.nonce_window {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole milliseconds are meant"
        )]
        let window = (seconds * 1000.0) as Millis;
        world.faults.nonce_window = window;
    }
    if let Some(setting) = change.rate_limit {
        world.limits.setting = setting;
    }
    world.meta.members_intent = change.members_intent.unwrap_or(world.meta.members_intent);
    world.meta.content_intent = change.content_intent.unwrap_or(world.meta.content_intent);
    let meta = world.meta.clone();
    world.put(Record::Meta(meta));
    match change.gateway {
        Some(GatewayFault::Close(code)) => {
            world
                .sessions
                .close(|| Out::Close(code, "closed by a fault"));
            // After these codes Discord does not let a session resume.
            if matches!(code, 4004 | 4010..=4014) {
                world.sessions.forget_all();
            }
        }
        Some(GatewayFault::Reset(true)) => world.sessions.close(|| Out::Reset),
        Some(GatewayFault::Reconnect(true)) => world
            .sessions
            .broadcast(|| Out::Text(json!({"op": 7, "d": null}).to_string())),
        Some(GatewayFault::InvalidSession(resumable)) => {
            world
                .sessions
                .broadcast(|| Out::Text(json!({"op": 9, "d": resumable}).to_string()));
            if !resumable {
                world.sessions.forget_all();
            }
        }
        Some(GatewayFault::Duplicate(count)) => world.faults.duplicate_events = count,
        Some(GatewayFault::RefuseResume(on)) => world.faults.refuse_resume = on,
        Some(GatewayFault::Reset(false) | GatewayFault::Reconnect(false)) | None => {}
    }
    commit(&mut world)?;
    Ok(Json(json!({"rules": world.faults.rules.len()})))
}

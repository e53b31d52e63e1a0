//! The gateway: WebSocket sessions that are told what happens.
//!
//! As documented under "Gateway": hello, identify or resume, heartbeats,
//! dispatches with sequence numbers. Messages are JSON; a client may ask for
//! `compress=zlib-stream` in the address or `"compress": true` in identify.

use std::collections::VecDeque;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket};
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use super::Shared;
use super::render::member_json;
use super::world::World;

mod sessions;
mod transport;

use sessions::{Session, intent};
use transport::Transport;

pub use sessions::{Out, Sessions, strip_content};

const HEARTBEAT: Duration = Duration::from_millis(41_250);

#[derive(Deserialize)]
struct Identify {
    token: String,
    intents: u64,
    #[serde(default)]
    compress: bool,
    shard: Option<[u32; 2]>,
}

#[derive(Deserialize)]
struct Resume {
    token: String,
    session_id: String,
    seq: u64,
}

/// The query of the gateway's address.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    pub v: Option<u8>,
    pub encoding: Option<String>,
    pub compress: Option<String>,
}

/// Why a connection ends, as Discord's close codes.
struct Goodbye(u16, &'static str);

/// One client from hello to its end.
pub async fn serve(mut socket: WebSocket, shared: Shared, query: Query) {
    let transport = match query.compress.as_deref() {
        Some("zlib-stream") => Transport::stream(),
        _ => Transport::Plain,
    };
    if !matches!(query.compress.as_deref(), None | Some("" | "zlib-stream")) {
        let words = "Decode error: this stand-in compresses with zlib-stream only";
        close(&mut socket, 4002, words).await;
        return;
    }
    if query.encoding.as_deref().unwrap_or("json") != "json" {
        close(
            &mut socket,
            4002,
            "Decode error: this stand-in speaks JSON only",
        )
        .await;
        return;
    }
    if query.v.is_some_and(|version| version != 10) {
        close(&mut socket, 4012, "Invalid API version").await;
        return;
    }
    let (sender, outgoing) = unbounded_channel();
    let mut connection = Connection {
        shared,
        socket,
        sender,
        outgoing,
        transport,
        session: None,
    };
    if let Err(Goodbye(code, reason)) = connection.run().await {
        close(&mut connection.socket, code, reason).await;
    }
    connection.detach();
}

async fn close(socket: &mut WebSocket, code: u16, reason: &'static str) {
    // The client may be gone already.
    let _ = socket
        .send(Frame::Close(Some(CloseFrame {
            code,
            reason: reason.into(),
        })))
        .await;
}

struct Connection {
    shared: Shared,
    socket: WebSocket,
    sender: UnboundedSender<Out>,
    outgoing: UnboundedReceiver<Out>,
    transport: Transport,
    session: Option<String>,
}

impl Connection {
    async fn run(&mut self) -> Result<(), Goodbye> {
        let milliseconds = HEARTBEAT.as_millis();
        self.send(
            json!({"op": 10, "s": null, "t": null,
                         "d": {"heartbeat_interval": milliseconds, "_trace": []}})
            .to_string(),
        )
        .await;
        let mut deadline = Instant::now() + HEARTBEAT + HEARTBEAT / 2;
        let mut received = VecDeque::new();
        loop {
            tokio::select! {
                () = self.shared.stopped() => return Err(Goodbye(1001, "Going away")),
                () = tokio::time::sleep_until(deadline) => {
                    return Err(Goodbye(4009, "Session timed out"));
                }
                out = self.outgoing.recv() => match out {
                    Some(Out::Text(text)) => self.send(text).await,
                    Some(Out::Close(code, reason)) => return Err(Goodbye(code, reason)),
                    Some(Out::Reset) | None => return Ok(()),
                },
                frame = self.socket.next() => {
                    let text = match frame {
                        Some(Ok(Frame::Text(text))) => text.to_string(),
                        Some(Ok(Frame::Binary(bytes))) => String::from_utf8(bytes.to_vec())
                            .map_err(|_| Goodbye(4002, "Error while decoding payload."))?,
                        Some(Ok(Frame::Close(frame))) => {
                            self.closed_by_client(frame.as_ref());
                            return Ok(());
                        }
                        Some(Ok(_)) => continue,
                        Some(Err(_)) | None => return Ok(()),
                    };
                    // 120 messages a minute, as documented under "Rate Limiting".
                    let now = Instant::now();
                    received.retain(|at| now.duration_since(*at) < Duration::from_mins(1));
                    received.push_back(now);
                    if received.len() > 120 {
                        return Err(Goodbye(4008, "Rate limited."));
                    }
                    if text.len() > 15 * 1024 {
                        return Err(Goodbye(4002, "Error while decoding payload."));
                    }
                    let payload: Value = serde_json::from_str(&text)
                        .map_err(|_| Goodbye(4002, "Error while decoding payload."))?;
                    if payload["op"] == 1 {
                        deadline = now + HEARTBEAT + HEARTBEAT / 2;
                    }
                    self.receive(&payload).await?;
                }
            }
        }
    }

    async fn send(&mut self, text: String) {
        // When the client is gone the next read ends the connection.
        if let Ok(frame) = self.transport.frame(text) {
            let _ = self.socket.send(frame).await;
        }
    }

    async fn receive(&mut self, payload: &Value) -> Result<(), Goodbye> {
        let data = &payload["d"];
        match payload["op"].as_u64() {
            Some(1) => self.send(json!({"op": 11}).to_string()).await,
            Some(2) => self.identify(data)?,
            Some(6) => self.resume(data).await?,
            Some(3 | 4) if self.session.is_some() => {}
            Some(8) if self.session.is_some() => self.request_members(data),
            Some(3 | 4 | 8) => return Err(Goodbye(4003, "Not authenticated.")),
            _ => return Err(Goodbye(4001, "Unknown opcode.")),
        }
        Ok(())
    }

    fn identify(&mut self, data: &Value) -> Result<(), Goodbye> {
        if self.session.is_some() {
            return Err(Goodbye(4005, "Already authenticated."));
        }
        let identify: Identify = serde_json::from_value(data.clone())
            .map_err(|_| Goodbye(4002, "Error while decoding payload."))?;
        if !super::is_token(&identify.token) {
            return Err(Goodbye(4004, "Authentication failed."));
        }
        if identify.intents & !intent::ALL != 0 {
            return Err(Goodbye(4013, "Invalid intent(s)."));
        }
        if let Some([index, count]) = identify.shard
            && (count == 0 || index >= count)
        {
            return Err(Goodbye(4010, "Invalid shard."));
        }
        let mut world = self.shared.world();
        let refused = [
            (intent::MEMBERS, world.meta.members_intent),
            (intent::CONTENT, world.meta.content_intent),
            (intent::PRESENCES, false),
        ];
        if refused
            .iter()
            .any(|(bit, granted)| identify.intents & bit != 0 && !granted)
        {
            return Err(Goodbye(4014, "Disallowed intent(s)."));
        }
        if identify.compress && matches!(self.transport, Transport::Plain) {
            self.transport = Transport::Zlib;
        }
        let id = format!("{:032x}", rand::random::<u128>());
        let mut session = Session {
            intents: identify.intents,
            sequence: 0,
            buffer: VecDeque::new(),
            out: Some(self.sender.clone()),
        };
        session.push("READY", &ready(&world, &id, identify.shard));
        // The guild belongs to shard (id >> 22) % count.
        let here = identify.shard.is_none_or(|[index, count]| {
            (world.guild.id.0 >> 22) % u64::from(count) == u64::from(index)
        });
        if identify.intents & intent::GUILDS != 0 && here {
            session.push(
                "GUILD_CREATE",
                &world.guild_create_json(identify.intents & intent::PRESENCES != 0),
            );
        }
        world.sessions.all.insert(id.clone(), session);
        self.session = Some(id);
        Ok(())
    }

    async fn resume(&mut self, data: &Value) -> Result<(), Goodbye> {
        if self.session.is_some() {
            return Err(Goodbye(4005, "Already authenticated."));
        }
        let resume: Resume = serde_json::from_value(data.clone())
            .map_err(|_| Goodbye(4002, "Error while decoding payload."))?;
        if !super::is_token(&resume.token) {
            return Err(Goodbye(4004, "Authentication failed."));
        }
        if self.replay(&resume)? {
            self.session = Some(resume.session_id);
        } else {
            self.send(json!({"op": 9, "d": false}).to_string()).await;
        }
        Ok(())
    }

    /// Sends what the session missed; `false` if it cannot be resumed.
    fn replay(&mut self, resume: &Resume) -> Result<bool, Goodbye> {
        let mut world = self.shared.world();
        if std::mem::take(&mut world.faults.refuse_resume) {
            world.sessions.all.remove(&resume.session_id);
            return Ok(false);
        }
        let Some(session) = world.sessions.all.get_mut(&resume.session_id) else {
            return Ok(false);
        };
        if resume.seq > session.sequence {
            return Err(Goodbye(4007, "Invalid seq."));
        }
        let oldest = session.buffer.front().map_or(0, |(sequence, _)| *sequence);
        if oldest > resume.seq + 1 {
            return Ok(false);
        }
        for (sequence, text) in &session.buffer {
            if *sequence > resume.seq {
                let _ = self.sender.send(Out::Text(text.clone()));
            }
        }
        session.out = Some(self.sender.clone());
        session.push("RESUMED", &json!({}));
        Ok(true)
    }

    fn request_members(&self, data: &Value) {
        let mut world = self.shared.world();
        let wanted: Vec<String> = match &data["user_ids"] {
            Value::Array(ids) => ids
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            Value::String(id) => vec![id.clone()],
            _ => Vec::new(),
        };
        let prefix = data["query"].as_str().unwrap_or_default();
        let members: Vec<Value> = world
            .people
            .values()
            .filter(|person| person.in_guild)
            .filter(|person| {
                if wanted.is_empty() {
                    person.display_name().starts_with(prefix) || person.username.starts_with(prefix)
                } else {
                    wanted.contains(&person.id.to_string())
                }
            })
            .map(member_json)
            .collect();
        let mut chunk = json!({
            "guild_id": world.guild.id,
            "members": members,
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        });
        if let Some(nonce) = data["nonce"].as_str() {
            chunk["nonce"] = json!(nonce);
        }
        if let Some(id) = &self.session
            && let Some(session) = world.sessions.all.get_mut(id)
        {
            session.push("GUILD_MEMBERS_CHUNK", &chunk);
        }
    }

    /// A client that closes with 1000 or 1001 gives its session up. One that only answers a
    /// close of ours does not.
    fn closed_by_client(&self, frame: Option<&CloseFrame>) {
        let gives_up = frame.is_none_or(|frame| matches!(frame.code, 1000 | 1001));
        if let Some(id) = self.session.as_ref().filter(|_| gives_up) {
            let mut world = self.shared.world();
            if world.sessions.is_held_by(id, &self.sender) {
                world.sessions.all.remove(id);
            }
        }
    }

    /// The connection has ended; its session waits for RESUME.
    fn detach(&self) {
        if let Some(id) = &self.session {
            let mut world = self.shared.world();
            if world.sessions.is_held_by(id, &self.sender)
                && let Some(session) = world.sessions.all.get_mut(id)
            {
                session.out = None;
            }
        }
    }
}

fn ready(world: &World, session: &str, shard: Option<[u32; 2]>) -> Value {
    json!({
        "v": 10,
        "user": {
            "id": world.bot_id(),
            "username": world.people.get(&world.bot_id()).map(|p| p.username.clone()),
            "global_name": null,
            "discriminator": "0001",
            "avatar": null,
            "bot": true,
            "email": null,
            "flags": 0,
            "mfa_enabled": true,
            "verified": true,
        },
        "user_settings": {},
        "guilds": [{"id": world.guild.id, "unavailable": true}],
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": gateway_url(world),
        "shard": shard.unwrap_or([0, 1]),
        "application": {"id": world.meta.application_id, "flags": world.application_json()["flags"]},
        "geo_ordered_rtc_regions": [],
    })
}

/// The address of the gateway.
pub fn gateway_url(world: &World) -> String {
    format!("{}/gateway", world.base.replacen("http", "ws", 1))
}

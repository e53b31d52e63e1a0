//! The gateway: WebSocket sessions that are told what happens.
//!
//! As documented under "Gateway": hello, identify or resume, heartbeats,
//! dispatches with sequence numbers. Messages are JSON; a client may ask for
//! `compress=zlib-stream` in the address or `"compress": true` in identify.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Write};
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message as Frame, WebSocket};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;

use super::Shared;
use super::model::Id;
use super::render::member_json;
use super::world::World;

const HEARTBEAT: Duration = Duration::from_millis(41_250);
/// How many events a session can catch up on after RESUME.
const BUFFER: usize = 5_000;

mod intent {
    pub const GUILDS: u64 = 1;
    pub const MEMBERS: u64 = 1 << 1;
    pub const MESSAGES: u64 = 1 << 9;
    pub const REACTIONS: u64 = 1 << 10;
    pub const DIRECT_MESSAGES: u64 = 1 << 12;
    pub const DIRECT_REACTIONS: u64 = 1 << 13;
    pub const CONTENT: u64 = 1 << 15;
    pub const EVENTS: u64 = 1 << 16;
    pub const PRESENCES: u64 = 1 << 8;
    /// The highest one that Discord knows (`DIRECT_MESSAGE_POLLS`).
    pub const ALL: u64 = (1 << 26) - 1;
}

/// What goes out to one connection.
#[derive(Debug)]
pub enum Out {
    Text(String),
    Close(u16, &'static str),
    /// End the connection without a closing frame.
    Reset,
}

#[derive(Debug)]
struct Session {
    intents: u64,
    sequence: u64,
    buffer: VecDeque<(u64, String)>,
    out: Option<UnboundedSender<Out>>,
}

/// All sessions by their id.
#[derive(Debug, Default)]
pub struct Sessions {
    all: BTreeMap<String, Session>,
}

impl Sessions {
    /// Sends an event to every session whose intents ask for it.
    pub fn dispatch(&mut self, name: &str, data: &Value, bot: Id) {
        for session in self.all.values_mut() {
            if let Some(wanted) = intents_for(name, data)
                && session.intents & wanted == 0
            {
                continue;
            }
            let data = if session.intents & intent::CONTENT == 0 {
                without_content(name, data, bot)
            } else {
                data.clone()
            };
            session.push(name, &data);
        }
    }

    /// How many connections there are now.
    pub fn connected(&self) -> usize {
        self.all.values().filter(|s| s.out.is_some()).count()
    }

    /// Sends a frame to every connection.
    pub fn broadcast(&mut self, out: impl Fn() -> Out) {
        for session in self.all.values() {
            if let Some(sender) = &session.out {
                // A connection that has just ended needs no frame.
                let _ = sender.send(out());
            }
        }
    }

    /// Forgets every session, so that none can be resumed.
    pub fn forget_all(&mut self) {
        self.all.clear();
    }
}

impl Session {
    fn push(&mut self, name: &str, data: &Value) {
        self.sequence += 1;
        let text = json!({"op": 0, "t": name, "s": self.sequence, "d": data}).to_string();
        self.buffer.push_back((self.sequence, text.clone()));
        if self.buffer.len() > BUFFER {
            self.buffer.pop_front();
        }
        if let Some(out) = &self.out {
            // A connection that has just ended will resume from the buffer.
            let _ = out.send(Out::Text(text));
        }
    }
}

/// The intents of which one is needed for an event; `None`: every session gets it.
fn intents_for(name: &str, data: &Value) -> Option<u64> {
    let direct = data.get("guild_id").is_none();
    let by_place = |guild, dm| Some(if direct { dm } else { guild });
    match name {
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {
            by_place(intent::MESSAGES, intent::DIRECT_MESSAGES)
        }
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" | "MESSAGE_REACTION_REMOVE_ALL" => {
            by_place(intent::REACTIONS, intent::DIRECT_REACTIONS)
        }
        "GUILD_MEMBER_ADD" | "GUILD_MEMBER_UPDATE" | "GUILD_MEMBER_REMOVE" => Some(intent::MEMBERS),
        "THREAD_MEMBERS_UPDATE" => Some(intent::GUILDS | intent::MEMBERS),
        _ if name.starts_with("GUILD_SCHEDULED_EVENT") => Some(intent::EVENTS),
        "INTERACTION_CREATE" => None,
        _ if name.starts_with("CHANNEL_")
            || name.starts_with("THREAD_")
            || name.starts_with("GUILD_") =>
        {
            by_place(intent::GUILDS, intent::DIRECT_MESSAGES)
        }
        _ => None,
    }
}

/// A message event for a bot that may not read content: it sees only its own
/// messages, direct ones, and those that mention it.
fn without_content(name: &str, data: &Value, bot: Id) -> Value {
    let mut data = data.clone();
    if !matches!(name, "MESSAGE_CREATE" | "MESSAGE_UPDATE") || data.get("guild_id").is_none() {
        return data;
    }
    let bot = json!(bot);
    let mentions_bot = data["mentions"]
        .as_array()
        .is_some_and(|mentions| mentions.iter().any(|user| user["id"] == bot));
    if data["author"]["id"] != bot && !mentions_bot {
        strip_content(&mut data);
    }
    data
}

/// Empties what the `MESSAGE_CONTENT` intent guards.
pub fn strip_content(message: &mut Value) {
    message["content"] = json!("");
    for list in ["embeds", "attachments", "components"] {
        message[list] = json!([]);
    }
}

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

/// How frames are compressed on one connection.
enum Transport {
    Plain,
    /// Each message for itself.
    Zlib,
    /// One stream over the whole connection, flushed after each message.
    Stream(ZlibEncoder<Vec<u8>>),
}

impl Transport {
    fn stream() -> Self {
        Self::Stream(ZlibEncoder::new(Vec::new(), Compression::fast()))
    }

    fn frame(&mut self, text: String) -> io::Result<Frame> {
        let compressed = match self {
            Self::Plain => return Ok(Frame::Text(text.into())),
            Self::Zlib => {
                let mut whole = ZlibEncoder::new(Vec::new(), Compression::fast());
                whole.write_all(text.as_bytes())?;
                whole.finish()?
            }
            Self::Stream(stream) => {
                stream.write_all(text.as_bytes())?;
                stream.flush()?;
                std::mem::take(stream.get_mut())
            }
        };
        Ok(Frame::Binary(compressed.into()))
    }
}

/// Why a connection ends, as Discord's close codes.
struct Goodbye(u16, &'static str);

/// One client from hello to its end.
pub async fn serve(mut socket: WebSocket, shared: Shared, query: Query) {
    let transport = match query.compress.as_deref() {
        Some("zlib-stream") => Transport::stream(),
        _ => Transport::Plain,
    };
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
            session.push("GUILD_CREATE", &world.guild_create_json());
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

    /// A client that closes with 1000 or 1001 gives its session up.
    fn closed_by_client(&self, frame: Option<&CloseFrame>) {
        if let Some(id) = &self.session
            && frame.is_none_or(|frame| matches!(frame.code, 1000 | 1001))
        {
            self.shared.world().sessions.all.remove(id);
        }
    }

    /// The connection has ended; its session waits for RESUME.
    fn detach(&self) {
        if let Some(id) = &self.session
            && let Some(session) = self.shared.world().sessions.all.get_mut(id)
            && session
                .out
                .as_ref()
                .is_some_and(|out| out.same_channel(&self.sender))
        {
            session.out = None;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zlib_stream_can_be_read_message_by_message() {
        let mut transport = Transport::stream();
        let mut reader = flate2::Decompress::new(true);
        for text in ["短い".to_owned(), "長".repeat(100_000), "終".into()] {
            let Frame::Binary(bytes) = transport.frame(text.clone()).unwrap() else {
                panic!("not compressed")
            };
            assert!(bytes.ends_with(&[0, 0, 0xFF, 0xFF]));
            let mut read = Vec::with_capacity(400_000);
            reader
                .decompress_vec(&bytes, &mut read, flate2::FlushDecompress::Sync)
                .unwrap();
            assert_eq!(String::from_utf8(read).unwrap(), text);
        }
    }

    #[test]
    fn each_message_can_be_compressed_for_itself() {
        use std::io::Read;
        let Frame::Binary(bytes) = Transport::Zlib.frame("字".repeat(5000)).unwrap() else {
            panic!("not compressed")
        };
        let mut text = String::new();
        flate2::read::ZlibDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "字".repeat(5000));
    }

    #[test]
    fn without_the_intent_a_bot_reads_only_what_concerns_it() {
        let message = json!({"guild_id": "1", "content": "秘密", "embeds": [1], "author": {"id": "5"}, "mentions": []});
        assert_eq!(
            without_content("MESSAGE_CREATE", &message, Id(9))["content"],
            ""
        );
        assert_eq!(
            without_content("MESSAGE_CREATE", &message, Id(5))["content"],
            "秘密"
        );
        let mut direct = message.clone();
        direct.as_object_mut().unwrap().remove("guild_id");
        assert_eq!(
            without_content("MESSAGE_CREATE", &direct, Id(9))["content"],
            "秘密"
        );
    }
}

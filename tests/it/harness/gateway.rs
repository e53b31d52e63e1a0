//! A bare gateway client, which does what a library does and nothing more.

use std::time::Duration;

use flate2::{Decompress, FlushDecompress};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tsunagari::practice::TOKEN;

use super::{Community, PATIENCE};

pub struct Gateway {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    stream: Option<Decompress>,
    pub session: String,
    pub sequence: u64,
}

impl Gateway {
    /// Connects up to the hello.
    pub async fn open(community: &Community, query: &str) -> Self {
        let url = community.api("GET", "gateway", None).await.1["url"]
            .as_str()
            .unwrap()
            .to_owned();
        let (socket, _) = connect_async(format!("{url}/?v=10&encoding=json{query}"))
            .await
            .unwrap();
        let mut gateway = Self {
            socket,
            stream: query.contains("zlib-stream").then(|| Decompress::new(true)),
            session: String::new(),
            sequence: 0,
        };
        assert_eq!(gateway.next().await.unwrap()["op"], 10);
        gateway
    }

    /// Connects and identifies up to the guild.
    pub async fn identified(community: &Community, query: &str, intents: u64) -> Self {
        let mut gateway = Self::open(community, query).await;
        gateway.identify(intents, TOKEN).await;
        let ready = gateway.event("READY").await;
        gateway.session = ready["session_id"].as_str().unwrap().to_owned();
        gateway.event("GUILD_CREATE").await;
        gateway
    }

    pub async fn identify(&mut self, intents: u64, token: &str) {
        let data = json!({
            "token": token,
            "intents": intents,
            "properties": {"os": "linux", "browser": "it", "device": "it"},
        });
        self.send(json!({"op": 2, "d": data})).await;
    }

    pub async fn send(&mut self, payload: Value) {
        let text = payload.to_string();
        self.socket.send(Message::Text(text.into())).await.unwrap();
    }

    /// The next payload, or the close code; 0 if the connection just ended.
    pub async fn next(&mut self) -> Result<Value, u16> {
        loop {
            let frame = tokio::time::timeout(PATIENCE, self.socket.next())
                .await
                .expect("the gateway says something");
            let text = match frame {
                Some(Ok(Message::Text(text))) => text.to_string(),
                Some(Ok(Message::Binary(bytes))) => self.inflate(&bytes),
                Some(Ok(Message::Close(frame))) => {
                    return Err(frame.map_or(0, |frame| frame.code.into()));
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return Err(0),
            };
            let payload: Value = serde_json::from_str(&text).unwrap();
            if let Some(sequence) = payload["s"].as_u64() {
                self.sequence = sequence;
            }
            return Ok(payload);
        }
    }

    fn inflate(&mut self, bytes: &[u8]) -> String {
        let mut text = Vec::with_capacity(1 << 20);
        let stream = self.stream.as_mut().expect("a compressed transport");
        stream
            .decompress_vec(bytes, &mut text, FlushDecompress::Sync)
            .unwrap();
        String::from_utf8(text).unwrap()
    }

    /// The data of the next event with this name.
    pub async fn event(&mut self, name: &str) -> Value {
        loop {
            let payload = self.next().await.unwrap();
            if payload["t"] == name {
                return payload["d"].clone();
            }
        }
    }

    /// Whether nothing arrives for a moment.
    pub async fn is_quiet(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(300), self.socket.next())
            .await
            .is_err()
    }
}

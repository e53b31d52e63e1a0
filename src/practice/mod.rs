//! A stand-in Discord on loopback: HTTP API v10, gateway v10 and a page.
//!
//! For the newcomer who has no token, for staff who rehearse, and for the tests.
//! It knows nothing of the bot: any Discord library can connect to it.
//!
//! - [`world`]: what there is, and the one way to change it; [`journal`] keeps it.
//! - [`rest`]: Discord's HTTP API. [`gateway`]: its WebSocket.
//! - [`people`]: what a person does (`/practice/…`), which is all that the page uses.
//! - [`limits`], [`permissions`], [`ratelimit`], [`refusal`]: what Discord refuses, and how.
//! - [`faults`]: what can be made to go wrong.

pub mod clock;
mod faults;
mod gateway;
mod journal;
mod limits;
mod model;
mod page;
mod people;
mod permissions;
mod ratelimit;
mod refusal;
mod render;
mod rest;
mod seed;
mod server;
mod traffic;
mod world;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tracing::warn;

pub use journal::JournalError;
use traffic::Traffic;
use world::World;

/// The token that a bot shows to the practice server. It opens nothing else.
pub const TOKEN: &str = "cHJhY3RpY2U.practice.this-token-opens-the-practice-server-only";

/// How long requests that are under way may take when the server is to end.
const LAST_WORD: std::time::Duration = std::time::Duration::from_secs(1);

fn is_token(text: &str) -> bool {
    text.strip_prefix("Bot ").unwrap_or(text) == TOKEN
}

/// How to start a practice server.
#[derive(Debug, Clone)]
pub struct Options {
    /// The loopback port; 0 takes a free one.
    pub port: u16,
    /// The folder that keeps the community between starts.
    pub data: PathBuf,
    /// A file to which every REST exchange is appended, one JSON object a line.
    pub traffic: Option<PathBuf>,
}

/// Why a practice server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "port {port} is taken or not allowed ({source}). Choose another one with --port, or --port 0 for any free one."
    )]
    Port { port: u16, source: std::io::Error },
    #[error(transparent)]
    Data(#[from] JournalError),
    #[error(
        "the traffic file {path} cannot be written: {source}. Give another one with --traffic."
    )]
    Traffic {
        path: PathBuf,
        source: std::io::Error,
    },
}

/// What every request shares.
#[derive(Clone)]
pub(crate) struct Shared {
    world: Arc<Mutex<World>>,
    traffic: Arc<Traffic>,
    stop: CancellationToken,
}

impl Shared {
    /// Locks the world. A handler that panicked left nothing half-written: what it
    /// had not committed is not in the journal.
    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn stopped(&self) {
        self.stop.cancelled().await;
    }
}

/// A running practice server; it ends with [`Practice::stop`].
pub struct Practice {
    address: SocketAddr,
    shared: Shared,
    server: JoinHandle<std::io::Result<()>>,
    tidying: JoinHandle<()>,
}

impl Practice {
    /// Opens the data folder, binds the port and serves.
    ///
    /// # Errors
    ///
    /// When the port is taken, or the data folder or traffic file cannot be used.
    pub async fn start(options: &Options) -> Result<Self, StartError> {
        let mut world = World::open(&options.data)?;
        let traffic = match &options.traffic {
            Some(path) => Traffic::to_file(path).map_err(|source| StartError::Traffic {
                path: path.clone(),
                source,
            })?,
            None => Traffic::none(),
        };
        let port_error = |source| StartError::Port {
            port: options.port,
            source,
        };
        let listener = TcpListener::bind(("127.0.0.1", options.port))
            .await
            .map_err(port_error)?;
        let address = listener.local_addr().map_err(port_error)?;
        world.base = format!("http://{address}");
        let shared = Shared {
            world: Arc::new(Mutex::new(world)),
            traffic: Arc::new(traffic),
            stop: CancellationToken::new(),
        };
        let server = tokio::spawn(server::serve(listener, shared.clone()));
        let tidying = tokio::spawn(tidies(shared.clone()));
        Ok(Self {
            address,
            shared,
            server,
            tidying,
        })
    }

    /// The base address, for example `http://127.0.0.1:8787`.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How far the practice clock is ahead of the real one, in milliseconds.
    #[must_use]
    pub fn clock_offset(&self) -> watch::Receiver<i64> {
        self.shared.world().clock.watch()
    }

    /// Ends all connections. Requests that are under way have a second to be answered.
    pub async fn stop(self) {
        self.shared.stop.cancel();
        let end = self.server.abort_handle();
        if tokio::time::timeout(LAST_WORD, self.server).await.is_err() {
            end.abort();
        }
        // It holds the folder.
        let _ = self.tidying.await;
        tidy(&self.shared);
    }
}

/// How long what was deleted or changed stays in the file at most.
const TIDY_WITHIN: Duration = Duration::from_secs(5);

/// Takes out of the file what was deleted or changed, until the end.
async fn tidies(shared: Shared) {
    let mut changes = shared.world().revision.subscribe();
    loop {
        tokio::select! {
            () = shared.stopped() => return,
            heard = changes.changed() => if heard.is_err() { return },
        }
        tokio::select! {
            () = shared.stopped() => return,
            () = tokio::time::sleep(TIDY_WITHIN) => tidy(&shared),
        }
    }
}

fn tidy(shared: &Shared) {
    if let Err(error) = shared.world().tidy() {
        // It is tried again with the next change, and at the next start.
        warn!(%error, "the practice community's file could not be written anew");
    }
}

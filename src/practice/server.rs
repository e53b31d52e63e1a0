//! The HTTP server: one port for the API, the gateway, the people and the page.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Bytes;
use axum::extract::connect_info::Connected;
use axum::extract::{DefaultBodyLimit, Path, Query, State, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{any, get};
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::model::Id;
use super::{Shared, gateway, page, people, rest};

/// Serves until the shared token is cancelled.
pub async fn serve(listener: TcpListener, shared: Shared) -> io::Result<()> {
    let router = Router::new()
        .route("/gateway", get(open_gateway))
        .route("/gateway/", get(open_gateway))
        .route("/api/{*path}", any(rest::handle))
        .route("/attachments/{message}/{id}", get(attachment))
        .merge(people::router())
        .merge(page::router())
        .layer(DefaultBodyLimit::max(rest::BODY_MOST))
        .with_state(shared.clone());
    let service = router.into_make_service_with_connect_info::<Connection>();
    axum::serve(CuttableListener(listener), service)
        .with_graceful_shutdown(async move { shared.stopped().await })
        .await
}

/// An uploaded file, from where its message says that it is.
async fn attachment(
    State(shared): State<Shared>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Bytes, StatusCode> {
    let id: Id = id.parse().map_err(|_| StatusCode::NOT_FOUND)?;
    let world = shared.world();
    let found = world.uploads.get(&id).cloned();
    found.ok_or(StatusCode::NOT_FOUND)
}

async fn open_gateway(
    State(shared): State<Shared>,
    Query(query): Query<gateway::Query>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(move |socket| gateway::serve(socket, shared, query))
}

/// The connection of a request, which a fault may cut.
#[derive(Clone, Debug)]
pub struct Connection {
    cut: CancellationToken,
}

impl Connection {
    /// Ends the connection without another byte.
    pub fn cut(&self) {
        self.cut.cancel();
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        Self {
            cut: stream.io().cut.clone(),
        }
    }
}

/// Accepts connections that can be cut from inside a handler.
pub struct CuttableListener(TcpListener);

impl Listener for CuttableListener {
    type Io = Cuttable;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Answers are small; waiting to fill a packet would only delay them.
        let _ = stream.set_nodelay(true);
        let cut = CancellationToken::new();
        let io = Cuttable {
            stream,
            cancelled: Box::pin(cut.clone().cancelled_owned()),
            cut,
        };
        (io, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

/// A connection that fails on every read and write once it is cut.
pub struct Cuttable {
    stream: TcpStream,
    cut: CancellationToken,
    cancelled: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl Cuttable {
    fn check(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        match self.cancelled.as_mut().poll(context) {
            Poll::Ready(()) => Err(io::ErrorKind::ConnectionReset.into()),
            Poll::Pending => Ok(()),
        }
    }
}

impl AsyncRead for Cuttable {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Cuttable {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

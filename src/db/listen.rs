//! Hearing what other processes announce (`LISTEN` in `PostgreSQL`).

use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};

use super::{Db, DbError};

/// How long to wait before a lost connection is opened again.
const PAUSE: Duration = Duration::from_secs(5);

/// Hears announcements of one channel.
#[derive(Debug)]
pub struct Listener(Option<PgListener>);

impl Db {
    /// Listens, on a connection of its own.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn listen(&self, channel: &'static str) -> Result<Listener, DbError> {
        let Self::Postgres(pool) = self else {
            return Ok(Listener(None));
        };
        let options = (*pool.connect_options()).clone();
        let own = PgPoolOptions::new()
            .max_connections(1)
            .connect_lazy_with(options);
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(channel).await?;
        Ok(Listener(Some(listener)))
    }
}

impl Listener {
    /// Waits for the next announcement. After a connection was lost one is assumed,
    /// because some may have been missed. In `SQLite` nothing is ever heard.
    pub async fn heard(&mut self) {
        let Some(listener) = &mut self.0 else {
            return std::future::pending().await;
        };
        // `None` is a connection that was lost and will be opened again.
        if listener.try_recv().await.is_err() {
            tokio::time::sleep(PAUSE).await;
        }
    }
}

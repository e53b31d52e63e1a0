//! `SQLite` or `PostgreSQL` behind one door.
//!
//! A [`Sql`] is one statement text for both. It runs on a [`Tx`] (writes) or on
//! [`Db`] (single reads). What differs between the two is here and in
//! [`Db::lock_next`] and [`Tx::announce`]: how pools are opened, how a row is claimed,
//! and how other processes hear of it.

mod listen;
mod open;
mod row;
mod sql;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

pub use listen::Listener;
pub use open::{Alone, OpenError};
pub use row::{ReadRow, Row};
pub use sql::{Sql, Value, sql};

/// The open database. Cloning is cheap.
#[derive(Clone, Debug)]
pub enum Db {
    /// One writer, several readers on the same file.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// What a query can fail with.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("the database answered: {0}")]
    Driver(#[from] sqlx::Error),
    /// A stored value is not what the program can read.
    #[error("{table}.{column} cannot be read: {found}")]
    Unreadable {
        table: &'static str,
        column: &'static str,
        found: String,
    },
    /// A write met another number of rows than it must.
    #[error("{what}: {affected} rows were written where {expected} must be")]
    Affected {
        what: &'static str,
        affected: u64,
        expected: u64,
    },
}

impl DbError {
    /// Whether a UNIQUE constraint refused the write.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Driver(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

/// How often, and how long apart, it is tried to empty the journal while others read.
const WIPES: usize = 20;
const WIPE_PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// A transaction that writes. Dropped without [`Tx::commit`], it changes nothing.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Begins a writing transaction (`BEGIN IMMEDIATE` in `SQLite`).
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Writes what is in the journal into the file and empties the journal, so that what was erased
    /// is in neither; while others read without end it stays for the next time. `PostgreSQL` sees to
    /// its own.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn wipe_journal(&self) -> Result<(), DbError> {
        let Self::Sqlite { write, .. } = self else {
            return Ok(());
        };
        for _ in 0..WIPES {
            let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_one(write)
                .await?;
            // 1: somebody was reading.
            let busy: i64 = sqlx::Row::try_get(&row, 0)?;
            if busy == 0 {
                break;
            }
            tokio::time::sleep(WIPE_PAUSE).await;
        }
        Ok(())
    }

    /// Reads at most one row, outside any transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer or the row cannot be read. No row is `None`.
    pub async fn one<T: ReadRow>(&self, sql: Sql) -> Result<Option<T>, DbError> {
        Ok(self.all(sql).await?.into_iter().next())
    }

    /// Reads all rows, outside any transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a row cannot be read.
    pub async fn all<T: ReadRow>(&self, sql: Sql) -> Result<Vec<T>, DbError> {
        match self {
            Self::Sqlite { read, .. } => {
                row::read_all(sql.sqlite().fetch_all(read).await?, Row::Sqlite)
            }
            Self::Postgres(pool) => {
                row::read_all(sql.postgres().fetch_all(pool).await?, Row::Postgres)
            }
        }
    }

    /// What a `SELECT` that picks a row to claim ends with. `SQLite` has one writer; in
    /// `PostgreSQL` two workers must not pick the same row nor wait for each other.
    #[must_use]
    pub fn lock_next(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "",
            Self::Postgres(_) => "FOR UPDATE SKIP LOCKED",
        }
    }

    /// The function that makes a JSON object of names and values.
    #[must_use]
    pub fn json_object(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "json_object",
            Self::Postgres(_) => "json_build_object",
        }
    }

    /// Whether no other process works on the same data.
    #[must_use]
    pub fn is_ours_alone(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }

    /// Ends all connections; what was committed is on disk.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Reads or writes and returns at most one row.
    ///
    /// # Errors
    ///
    /// When the database refuses or the row cannot be read. No row is `None`.
    pub async fn one<T: ReadRow>(&mut self, sql: Sql) -> Result<Option<T>, DbError> {
        Ok(self.all(sql).await?.into_iter().next())
    }

    /// Reads or writes and returns all rows.
    ///
    /// # Errors
    ///
    /// When the database refuses or a row cannot be read.
    pub async fn all<T: ReadRow>(&mut self, sql: Sql) -> Result<Vec<T>, DbError> {
        match self {
            Self::Sqlite(tx) => {
                row::read_all(sql.sqlite().fetch_all(&mut **tx).await?, Row::Sqlite)
            }
            Self::Postgres(tx) => {
                row::read_all(sql.postgres().fetch_all(&mut **tx).await?, Row::Postgres)
            }
        }
    }

    /// Writes and returns how many rows it met.
    ///
    /// # Errors
    ///
    /// When the database refuses.
    pub async fn execute(&mut self, sql: Sql) -> Result<u64, DbError> {
        Ok(match self {
            Self::Sqlite(tx) => sql.sqlite().execute(&mut **tx).await?.rows_affected(),
            Self::Postgres(tx) => sql.postgres().execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Writes what must meet exactly one row.
    ///
    /// # Errors
    ///
    /// [`DbError::Affected`] if it met none or several.
    pub async fn execute_one(&mut self, what: &'static str, sql: Sql) -> Result<(), DbError> {
        match self.execute(sql).await? {
            1 => Ok(()),
            affected => Err(DbError::Affected {
                what,
                affected,
                expected: 1,
            }),
        }
    }

    /// Lets every process that listens to `channel` know, once this is committed.
    /// `SQLite` has one process, which knows already.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn announce(&mut self, channel: &'static str) -> Result<(), DbError> {
        if let Self::Postgres(_) = self {
            self.execute(sql("SELECT pg_notify($1, '')").bind(channel))
                .await?;
        }
        Ok(())
    }

    /// Makes everything since [`Db::begin`] true.
    ///
    /// # Errors
    ///
    /// When the database does not answer; then nothing was changed, or it is not known.
    pub async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

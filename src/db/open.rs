//! Opening a database and bringing it to this version.

use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::{Db, DbError};
use crate::config::{Database, DatabaseUrl};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Held while a process works on a SQLite file alone; dropped, the file is free.
#[derive(Debug)]
pub struct Alone(#[expect(dead_code, reason = "held for its lock")] Option<File>);

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(
        "the database file {path} cannot be opened ({source}). Check that its folder exists and can be written, or set database.url to another place."
    )]
    File { path: PathBuf, source: sqlx::Error },
    #[error(
        "the database {url} cannot be reached ({source}). Check that it runs, and the user, password and name in database.url."
    )]
    Unreachable { url: String, source: sqlx::Error },
    #[error(
        "the database {url} was made by a newer Tsunagari (migration {version} is not known here). Use that version or a newer one; this one changes nothing."
    )]
    Newer { url: String, version: i64 },
    #[error(
        "another Tsunagari is working with the database file {path}. Stop that one first; several at once need PostgreSQL (database.url)."
    )]
    InUse { path: PathBuf },
    #[error("the database {url} could not be brought to this version: {source}")]
    Migrate { url: String, source: MigrateError },
}

impl Db {
    /// Opens the database and applies the migrations that are missing.
    ///
    /// # Errors
    ///
    /// One sentence that says what to do, for each way in which this can fail.
    pub async fn open(settings: &Database) -> Result<Self, OpenError> {
        let db = Self::connect(settings).await?;
        db.migrate(&settings.url).await?;
        Ok(db)
    }

    /// Sees to it that no other process works on the same SQLite file. PostgreSQL is
    /// made for several.
    ///
    /// # Errors
    ///
    /// [`OpenError::InUse`], or [`OpenError::File`] where the lock cannot be made.
    pub fn work_alone(settings: &Database) -> Result<Alone, OpenError> {
        let DatabaseUrl::Sqlite(path) = &settings.url else {
            return Ok(Alone(None));
        };
        let lock = path.with_extension("lock");
        let file = File::create(&lock).map_err(|source| OpenError::File {
            path: path.clone(),
            source: sqlx::Error::Io(source),
        })?;
        file.try_lock()
            .map_err(|_| OpenError::InUse { path: path.clone() })?;
        Ok(Alone(Some(file)))
    }

    async fn connect(settings: &Database) -> Result<Self, OpenError> {
        match &settings.url {
            DatabaseUrl::Sqlite(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    // What was deleted is not left in the file.
                    .pragma("secure_delete", "ON")
                    .busy_timeout(Duration::from_secs(10));
                let fault = |source| OpenError::File {
                    path: path.clone(),
                    source,
                };
                let write = SqlitePoolOptions::new()
                    .max_connections(1)
                    .connect_with(options.clone())
                    .await
                    .map_err(fault)?;
                let read = SqlitePoolOptions::new()
                    .max_connections(settings.connections)
                    .connect_with(options)
                    .await
                    .map_err(fault)?;
                Ok(Self::Sqlite { write, read })
            }
            DatabaseUrl::Postgres(_) => {
                let pool = PgPoolOptions::new()
                    .max_connections(settings.connections)
                    .acquire_timeout(Duration::from_secs(10))
                    .connect(settings.url.expose().unwrap_or_default())
                    .await
                    .map_err(|source| OpenError::Unreachable {
                        url: settings.url.to_string(),
                        source,
                    })?;
                Ok(Self::Postgres(pool))
            }
        }
    }

    /// Opens the database as it is, without making or changing anything. `None` if there is
    /// no database file yet.
    ///
    /// # Errors
    ///
    /// As [`Db::open`].
    pub async fn inspect(settings: &Database) -> Result<Option<Self>, OpenError> {
        match &settings.url {
            DatabaseUrl::Sqlite(path) if !path.exists() => Ok(None),
            _ => Self::connect(settings).await.map(Some),
        }
    }

    /// The newest migration that this version of the program knows.
    #[must_use]
    pub fn newest_known(&self) -> i64 {
        let migrator = match self {
            Self::Sqlite { .. } => &SQLITE,
            Self::Postgres(_) => &POSTGRES,
        };
        let versions = migrator.iter().map(|migration| migration.version);
        versions.max().unwrap_or(0)
    }

    async fn migrate(&self, url: &DatabaseUrl) -> Result<(), OpenError> {
        let done = match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await,
            Self::Postgres(pool) => POSTGRES.run(pool).await,
        };
        done.map_err(|source| match source {
            MigrateError::VersionMissing(version) => OpenError::Newer {
                url: url.to_string(),
                version,
            },
            source => OpenError::Migrate {
                url: url.to_string(),
                source,
            },
        })
    }
}

impl Db {
    /// The newest migration that the database has.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn version(&self) -> Result<i64, DbError> {
        let version = self
            .one(super::sql(
                "SELECT COALESCE(MAX(version), 0) AS n FROM _sqlx_migrations WHERE success",
            ))
            .await?;
        Ok(version.unwrap_or(0))
    }
}

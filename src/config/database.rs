//! `[database]`: `SQLite` in a file, or `PostgreSQL`.

use std::fmt;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

use super::Reader;

/// Which database, and how many connections.
#[derive(Clone, Debug)]
pub struct Database {
    pub url: DatabaseUrl,
    /// 1 to 100.
    pub connections: u32,
}

/// Where the data is.
#[derive(Clone)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(SecretString),
}

impl DatabaseUrl {
    /// Takes `sqlite:FILE` or a `postgres://` address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.strip_prefix("//").unwrap_or(file);
            return (!file.is_empty()).then(|| Self::Sqlite(file.into()));
        }
        (text.starts_with("postgres://") || text.starts_with("postgresql://"))
            .then(|| Self::Postgres(text.into()))
    }

    /// The address with its password, for the driver alone.
    #[must_use]
    pub fn expose(&self) -> Option<&str> {
        match self {
            Self::Sqlite(_) => None,
            Self::Postgres(url) => Some(url.expose_secret()),
        }
    }
}

/// Without the password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Postgres(url) => {
                let url = url.expose_secret();
                let host = url.rsplit('@').next().unwrap_or_default();
                let host = host.split("://").last().unwrap_or_default();
                write!(
                    f,
                    "postgres://{}",
                    host.split('?').next().unwrap_or_default()
                )
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Database {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let url = reader.convert(
            "database.url",
            "sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME",
            |text: String| DatabaseUrl::parse(&text),
        );
        let connections = reader.take("database.connections", "a number from 1 to 100", |n| {
            (1..=100).contains(n)
        });
        Some(Self {
            url: url?,
            connections: connections?,
        })
    }
}

//! `[log]`: which lines, and in what form.

use serde::Deserialize;
use tracing_subscriber::EnvFilter;

use super::Reader;

/// What is logged.
#[derive(Clone, Debug)]
pub struct Log {
    /// A filter that `tracing-subscriber` understands.
    pub level: String,
    pub format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Log {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let level = reader.take(
            "log.level",
            "error, warn, info, debug or trace, also per module",
            |text: &String| EnvFilter::try_new(text).is_ok(),
        );
        let format = reader.take("log.format", "text or json", |_| true);
        Some(Self {
            level: level?,
            format: format?,
        })
    }
}

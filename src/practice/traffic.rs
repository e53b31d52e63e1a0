//! The record of REST exchanges, one JSON object a line.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

/// Where exchanges are written, if anywhere.
pub struct Traffic {
    file: Option<Mutex<File>>,
}

/// Ends of lines that JSON leaves as they are, and how they are escaped.
const BREAKS: [(char, &str); 3] = [
    ('\u{85}', "\\u0085"),
    ('\u{2028}', "\\u2028"),
    ('\u{2029}', "\\u2029"),
];

impl Traffic {
    pub fn none() -> Self {
        Self { file: None }
    }

    pub fn to_file(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self {
            file: Some(Mutex::new(file)),
        })
    }

    /// Writes one exchange; one that cannot be written is reported in the log.
    pub fn record(&self, method: &str, path: &str, body: &Value, status: u16, response: &Value) {
        let Some(file) = &self.file else { return };
        let mut line = json!({
            "method": method,
            "path": path,
            "body": body,
            "status": status,
            "response": response,
        })
        .to_string();
        // Some readers end a line at these as well; in JSON they stand in texts alone.
        for (c, escaped) in BREAKS {
            line = line.replace(c, escaped);
        }
        line.push('\n');
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.write_all(line.as_bytes()) {
            tracing::error!(%error, "the traffic file cannot be written");
        }
    }
}

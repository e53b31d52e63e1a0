//! Where the practice community is kept: one file of JSON lines.
//!
//! Every change is written before it is answered, so that a stand-in that is
//! killed forgets nothing it has confirmed, as Discord would not. A line is the
//! newest state of one thing; reading them in order gives the whole. The file
//! is written anew, without what was overtaken, at each start and end, and a few
//! seconds after something was deleted or changed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use super::model::Record;

const FILE: &str = "practice.jsonl";

/// The open journal of one data folder. While it is open no second practice
/// server can open the same folder.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    _lock: File,
}

/// Why a data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(
        "the data folder {path} cannot be used: {source}. Give another one with --data, or make it readable and writable."
    )]
    Folder { path: PathBuf, source: io::Error },
    #[error(
        "another practice server is using the data folder {path}. Stop that one, or give this one its own folder with --data."
    )]
    InUse { path: PathBuf },
    #[error(
        "line {line} of {path} cannot be read ({reason}). Move the file away to begin a new practice community."
    )]
    Line {
        path: PathBuf,
        line: usize,
        reason: String,
    },
}

impl Journal {
    /// Opens the journal in `folder` (made if need be) and returns what it holds.
    ///
    /// A last line that was cut off by a crash is dropped: it was never confirmed.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Record>), JournalError> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |source| JournalError::Folder { path, source }
        };
        fs::create_dir_all(folder).map_err(at(folder))?;
        let lock_path = folder.join("practice.lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(at(folder))?;
        lock.try_lock().map_err(|_| JournalError::InUse {
            path: folder.to_owned(),
        })?;
        let path = folder.join(FILE);
        let records = match File::open(&path) {
            Ok(file) => read(&path, file)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(at(&path)(error)),
        };
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(at(&path))?;
        let journal = Self {
            file,
            path,
            _lock: lock,
        };
        Ok((journal, records))
    }

    /// Adds lines in one write.
    pub fn append<'a>(&mut self, records: impl Iterator<Item = &'a Record>) -> io::Result<()> {
        let lines = lines(records)?;
        self.file.write_all(&lines)
    }

    /// Replaces the whole content; a crash leaves the old or the new file.
    pub fn rewrite<'a>(&mut self, records: impl Iterator<Item = &'a Record>) -> io::Result<()> {
        let new = self.path.with_extension("new");
        fs::write(&new, lines(records)?)?;
        fs::rename(&new, &self.path)?;
        self.file = OpenOptions::new().append(true).open(&self.path)?;
        Ok(())
    }
}

fn lines<'a>(records: impl Iterator<Item = &'a Record>) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for record in records {
        serde_json::to_writer(&mut lines, record)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

fn read(path: &Path, file: File) -> Result<Vec<Record>, JournalError> {
    let mut records = Vec::new();
    let mut reader = BufReader::new(file);
    let mut text = Vec::new();
    for line in 1.. {
        text.clear();
        reader
            .read_until(b'\n', &mut text)
            .map_err(|source| JournalError::Folder {
                path: path.to_owned(),
                source,
            })?;
        if text.last() != Some(&b'\n') {
            break;
        }
        let record = serde_json::from_slice(&text).map_err(|error| JournalError::Line {
            path: path.to_owned(),
            line,
            reason: error.to_string(),
        })?;
        records.push(record);
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::super::model::{Guild, Id};
    use super::*;

    fn guild(name: &str) -> Record {
        Record::Guild(Guild {
            id: Id(1),
            name: name.into(),
            owner_id: Id(2),
            locale: "ja".into(),
        })
    }

    #[test]
    fn what_was_written_is_read_and_a_cut_line_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let (mut journal, records) = Journal::open(folder.path()).unwrap();
        assert!(records.is_empty());
        journal.append([guild("一"), guild("二")].iter()).unwrap();
        journal.file.write_all(b"{\"Guild\":{\"id\":").unwrap();
        assert!(matches!(
            Journal::open(folder.path()),
            Err(JournalError::InUse { .. })
        ));
        drop(journal);
        let (_, records) = Journal::open(folder.path()).unwrap();
        assert_eq!(records.len(), 2);
        assert!(matches!(&records[1], Record::Guild(g) if g.name == "二"));
    }
}

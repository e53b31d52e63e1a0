//! Settings: the built-in file, a file of the operator, the environment; later beats earlier.
//!
//! Reading goes on after a fault, so that all of them are reported at once, each
//! with where it stands, the key, and what is allowed.

mod community;
mod database;
mod discord;
mod log;
mod outbox;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use figment::value::{Dict, Value};
use serde::de::DeserializeOwned;

pub use community::Community;
pub use database::{Database, DatabaseUrl};
pub use discord::{ApiBase, Discord};
pub use log::{Log, LogFormat};
pub use outbox::Outbox;

/// The file that is built in: every setting with its default and a comment.
pub const DEFAULTS: &str = include_str!("../../config/tsunagari.toml");
/// Where the operator's file is looked for when none is named.
pub const USUAL_FILE: &str = "config/tsunagari.toml";

/// All settings, valid.
#[derive(Clone, Debug)]
pub struct Config {
    pub discord: Discord,
    pub database: Database,
    pub log: Log,
    pub outbox: Outbox,
    pub community: Community,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    ///
    /// With every unknown key and every bad value at once.
    pub fn load(file: Option<&Path>) -> Result<Self, Faults> {
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        match file {
            Some(path) if !path.is_file() => {
                return Err(Faults(vec![Fault {
                    place: path.display().to_string(),
                    key: String::new(),
                    words: "there is no such file".into(),
                }]));
            }
            Some(path) => figment = figment.merge(Toml::file_exact(path)),
            None if PathBuf::from(USUAL_FILE).is_file() => {
                figment = figment.merge(Toml::file_exact(USUAL_FILE));
            }
            None => {}
        }
        figment = figment.merge(Env::prefixed("TSUNAGARI_").split("__"));
        if let Ok(token) = std::env::var("DISCORD_TOKEN") {
            figment = figment.merge(Serialized::default("discord.token", token));
        }
        Self::from_figment(&figment)
    }

    fn from_figment(figment: &Figment) -> Result<Self, Faults> {
        let mut reader = Reader {
            figment,
            known: BTreeSet::new(),
            faults: Vec::new(),
        };
        let discord = Discord::read(&mut reader);
        let database = Database::read(&mut reader);
        let log = Log::read(&mut reader);
        let outbox = Outbox::read(&mut reader);
        let community = Community::read(&mut reader);
        reader.report_unknown_keys();
        let sections = (discord, database, log, outbox, community);
        match sections {
            (Some(discord), Some(database), Some(log), Some(outbox), Some(community))
                if reader.faults.is_empty() =>
            {
                Ok(Self {
                    discord,
                    database,
                    log,
                    outbox,
                    community,
                })
            }
            _ => Err(Faults(reader.faults)),
        }
    }
}

/// One fault in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file or environment variable.
    pub place: String,
    /// `section.key`; empty where the whole file is meant.
    pub key: String,
    /// What is wrong and what is allowed.
    pub words: String,
}

/// All faults in the settings.
#[derive(Debug, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "the settings cannot be used:")?;
        for fault in &self.0 {
            if fault.key.is_empty() {
                writeln!(f, "  {}: {}", fault.place, fault.words)?;
            } else {
                writeln!(f, "  {}: {}: {}", fault.place, fault.key, fault.words)?;
            }
        }
        write!(f, "Every setting is explained in {USUAL_FILE}.")
    }
}

impl std::error::Error for Faults {}

/// Takes values key by key and collects what is wrong with them.
struct Reader<'a> {
    figment: &'a Figment,
    known: BTreeSet<String>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    /// The value of `key` as a `T` for which `valid` holds; `allowed` says in words
    /// what is allowed.
    fn take<T: DeserializeOwned>(
        &mut self,
        key: &str,
        allowed: &str,
        valid: impl FnOnce(&T) -> bool,
    ) -> Option<T> {
        self.convert(key, allowed, |value: T| valid(&value).then_some(value))
    }

    /// The value of `key`, turned into what the program uses.
    fn convert<T: DeserializeOwned, U>(
        &mut self,
        key: &str,
        allowed: &str,
        convert: impl FnOnce(T) -> Option<U>,
    ) -> Option<U> {
        self.known.insert(key.to_owned());
        let converted = self.figment.extract_inner(key).ok().and_then(convert);
        if converted.is_none() {
            let found = self.figment.find_value(key).ok();
            let place = found.map_or_else(|| "nowhere".into(), |value| self.place(&value, key));
            self.faults.push(Fault {
                place,
                key: key.to_owned(),
                words: format!("allowed is {allowed}"),
            });
        }
        converted
    }

    /// The file or variable that a value comes from.
    fn place(&self, value: &Value, key: &str) -> String {
        let Some(metadata) = self.figment.get_metadata(value.tag()) else {
            return "nowhere".into();
        };
        if metadata.name.contains("environment") {
            let variable = key.to_uppercase().replace('.', "__");
            return format!("environment variable TSUNAGARI_{variable}");
        }
        match &metadata.source {
            Some(figment::Source::File(path)) => path.display().to_string(),
            _ if key == "discord.token" => "environment variable DISCORD_TOKEN".into(),
            _ => "built-in settings".into(),
        }
    }

    fn report_unknown_keys(&mut self) {
        match self.figment.extract::<Dict>() {
            Ok(whole) => self.report_unknown_in("", &whole),
            Err(errors) => self.faults.extend(errors.into_iter().map(|error| {
                Fault {
                    place: error
                        .metadata
                        .as_ref()
                        .and_then(|metadata| metadata.source.as_ref())
                        .map_or_else(|| "the settings file".into(), ToString::to_string),
                    key: String::new(),
                    words: error.kind.to_string(),
                }
            })),
        }
    }

    fn report_unknown_in(&mut self, prefix: &str, dict: &Dict) {
        for name in dict.keys() {
            let key = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}.{name}")
            };
            if self.known.contains(&key) {
                continue;
            }
            let Ok(value) = self.figment.find_value(&key) else {
                continue;
            };
            let is_section = self
                .known
                .iter()
                .any(|known| known.starts_with(&format!("{key}.")));
            match value.as_dict() {
                Some(inner) if is_section => self.report_unknown_in(&key, &inner.clone()),
                _ => {
                    let place = self.place(&value, &key);
                    self.faults.push(Fault {
                        place,
                        key,
                        words: "there is no such setting".into(),
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Config, Faults> {
        let figment = Figment::from(Toml::string(DEFAULTS)).merge(Toml::string(toml));
        Config::from_figment(&figment)
    }

    #[test]
    fn the_built_in_file_is_valid_and_complete() {
        let config = read("").unwrap();
        assert!(config.discord.api_base.is_discord());
        assert_eq!(config.community.topics.len(), 12);
        assert_eq!(config.community.time_zone, chrono_tz::Asia::Tokyo);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let faults = read(
            "[outbox]\nworkers = 0\nworkerz = 3\n[database]\nurl = 'mysql://x'\n[colour]\na = 1\n[log]\nformat = 'xml'",
        )
        .unwrap_err();
        let keys: Vec<&str> = faults.0.iter().map(|fault| fault.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "database.url",
                "log.format",
                "outbox.workers",
                "colour",
                "outbox.workerz"
            ]
        );
        assert!(faults.to_string().contains("1 to 50"));
    }

    #[test]
    fn another_discord_is_taken_on_loopback_only() {
        assert!(read("[discord]\napi_base = 'http://127.0.0.1:8787'").is_ok());
        assert!(read("[discord]\napi_base = 'http://example.com'").is_err());
        assert!(read("[discord]\napi_base = 'http://127.0.0.1.example.com'").is_err());
    }

    #[test]
    fn no_debug_output_shows_the_token_or_a_password() {
        let config =
            read("[discord]\ntoken = 'geheim'\n[database]\nurl = 'postgres://me:geheim@db/x'")
                .unwrap();
        assert!(!format!("{config:?}").contains("geheim"));
    }
}

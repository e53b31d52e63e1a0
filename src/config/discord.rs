//! `[discord]`: the token, where Discord is, and the privileged intent.

use std::net::IpAddr;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use super::Reader;

/// Discord's own address.
const DISCORD: &str = "https://discord.com";

/// How to reach Discord.
#[derive(Clone, Debug)]
pub struct Discord {
    /// Absent until somebody gives one; `run` says how.
    pub token: Option<SecretString>,
    pub api_base: ApiBase,
    /// Whether the privileged intent for message texts is asked for.
    pub message_content: bool,
    /// Requests in any second, 1 to 1000.
    pub requests_per_second: u32,
}

/// The address that `/api/v10` is appended to: Discord's own, or one on loopback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase(String);

impl ApiBase {
    /// Takes Discord's address, or `http://` on loopback; nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_end_matches('/');
        if text == DISCORD {
            return Some(Self(text.to_owned()));
        }
        let url = Url::parse(text).ok()?;
        let host = url.host_str()?;
        let loopback = host == "localhost"
            || host
                .trim_matches(['[', ']'])
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        (url.scheme() == "http" && loopback && url.path() == "/").then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the real Discord.
    #[must_use]
    pub fn is_discord(&self) -> bool {
        self.0 == DISCORD
    }
}

impl Discord {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let token = reader.take::<SecretString>("discord.token", "the bot's token", |_| true);
        let api_base = reader.convert(
            "discord.api_base",
            "https://discord.com, or an http:// address on loopback",
            |text: String| ApiBase::parse(&text),
        );
        let message_content =
            reader.take("discord.message_content", "true or false", |_: &bool| true);
        let requests_per_second = reader.take(
            "discord.requests_per_second",
            "a number from 1 to 1000",
            |n| (1..=1000).contains(n),
        );
        Some(Self {
            token: Some(token?).filter(|token| !token.expose_secret().is_empty()),
            api_base: api_base?,
            message_content: message_content?,
            requests_per_second: requests_per_second?,
        })
    }
}

//! `tsunagari check-config`

use super::{Ended, WithConfig, say};

pub fn run(arguments: &WithConfig) -> Result<(), Ended> {
    let config = arguments.load()?;
    say("The settings are valid.");
    say(format_args!("database: {}", config.database.url));
    say(format_args!(
        "Discord: {}",
        config.discord.api_base.as_str()
    ));
    let token = if config.discord.token.is_some() {
        "given"
    } else {
        "absent (needed for `run`, not for `practice`)"
    };
    say(format_args!("token: {token}"));
    Ok(())
}

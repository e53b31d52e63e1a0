//! `tsunagari check-config`

use super::{Ended, WithConfig};

pub fn run(arguments: &WithConfig) -> Result<(), Ended> {
    let config = arguments.load()?;
    println!("The settings are valid.");
    println!("database: {}", config.database.url);
    println!("Discord: {}", config.discord.api_base.as_str());
    let token = if config.discord.token.is_some() {
        "given"
    } else {
        "absent (needed for `run`, not for `practice`)"
    };
    println!("token: {token}");
    Ok(())
}

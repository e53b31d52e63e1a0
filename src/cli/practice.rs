//! `tsunagari practice`

use std::path::PathBuf;

use super::{Ended, say, start_log, stop_on_signal};
use crate::app;
use crate::clock::Clock;
use crate::config::{ApiBase, Config, DatabaseUrl};
use crate::practice::{Options, Practice, TOKEN};

#[derive(clap::Args)]
pub struct Arguments {
    /// The port on this computer; 0 takes a free one
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// The folder that keeps the practice community between starts
    #[arg(long, value_name = "DIR", default_value = "practice-data")]
    data: PathBuf,
    /// Write every request of the bot and its answer to this file, as JSON lines
    #[arg(long, value_name = "FILE")]
    traffic: Option<PathBuf>,
    /// Start without the bot and print what another process needs to connect
    #[arg(long)]
    no_bot: bool,
    /// The file with the settings [default: config/tsunagari.toml if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub async fn run(arguments: Arguments) -> Result<(), Ended> {
    let mut config = Config::load(arguments.config.as_deref())?;
    start_log(&config.log);
    let stop = stop_on_signal()?;
    let practice = Practice::start(&Options {
        port: arguments.port,
        data: arguments.data.clone(),
        traffic: arguments.traffic,
    })
    .await?;
    let base = practice.base();
    if arguments.no_bot {
        say(format_args!(
            "The practice community is at {base} (Ctrl-C ends it)."
        ));
        say("To connect a bot, start it with:");
        say(format_args!("DISCORD_TOKEN={TOKEN}"));
        say(format_args!("TSUNAGARI_DISCORD__API_BASE={base}"));
        stop.cancelled().await;
    } else {
        say(format_args!("The practice community is at {base}"));
        say("Open this address in a browser. Ctrl-C ends it.");
        config.discord.token = Some(TOKEN.into());
        config.discord.api_base =
            ApiBase::parse(&base).ok_or("the practice address is not on loopback")?;
        config.database.url = DatabaseUrl::Sqlite(arguments.data.join("tsunagari.db"));
        let clock = Clock::shifted(practice.clock_offset());
        // The bot has a runtime of its own, so that it cannot hold up its Discord.
        let runtime = tokio::runtime::Runtime::new()?;
        let ended = runtime.spawn(app::run(config, clock, stop)).await;
        runtime.shutdown_background();
        practice.stop().await;
        ended??;
        let kept = arguments.data.display();
        say(format_args!("Ended. Everything is kept in {kept}."));
        return Ok(());
    }
    practice.stop().await;
    Ok(())
}

//! What one types: one file a command.

mod check_config;
mod doctor;
mod export;
mod migrate;
mod outbox;
mod practice;
mod privacy;
mod run;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::config::{Config, Log, LogFormat};
use crate::discord::ShardWatch;

/// Tsunagari: a Discord bot for communities of people who work from home.
///
/// To see it without a Discord account: `tsunagari practice`.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Connect the bot to Discord (needs a token in `DISCORD_TOKEN`).
    Run(WithConfig),
    /// Try the bot in a practice community on this computer; no account, no token.
    Practice(practice::Arguments),
    /// Look whether everything is as it should be: database, clock, token, and each server.
    Doctor(doctor::Arguments),
    /// See what is to be sent or could not be, try it again, or take it back.
    Outbox(outbox::Arguments),
    /// Write what the community has gathered to files.
    Export(export::Arguments),
    /// Print what is kept about people, for how long, and what erasing it does.
    Privacy(privacy::Arguments),
    /// Bring the database to this version and stop.
    Migrate(WithConfig),
    /// Check the settings and say everything that is wrong with them.
    CheckConfig(WithConfig),
}

#[derive(clap::Args)]
struct WithConfig {
    /// The file with the settings [default: config/tsunagari.toml if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Prints a line. Whoever would read it may be gone already; that is no fault.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// An error that ends the program: one sentence for whoever started it.
type Ended = Box<dyn std::error::Error + Send + Sync>;

/// Parses the arguments, runs the command, and says in one sentence what went wrong.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Ended::from)
        .and_then(|runtime| runtime.block_on(run(arguments.command)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tsunagari: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Ended> {
    match command {
        Command::Run(arguments) => run::run(&arguments).await,
        Command::Practice(arguments) => practice::run(arguments).await,
        Command::Doctor(arguments) => doctor::run(&arguments).await,
        Command::Outbox(arguments) => outbox::run(arguments).await,
        Command::Export(arguments) => export::run(arguments).await,
        Command::Privacy(arguments) => privacy::run(&arguments),
        Command::Migrate(arguments) => migrate::run(&arguments).await,
        Command::CheckConfig(arguments) => check_config::run(&arguments),
    }
}

impl WithConfig {
    fn load(&self) -> Result<Config, Ended> {
        Ok(Config::load(self.config.as_deref())?)
    }
}

/// Sends the log to standard error.
fn start_log(log: &Log) {
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match log.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    let lines = lines.with_filter(EnvFilter::new(&log.level));
    // A log that was set up before, in a test, stays.
    let _ = tracing_subscriber::registry()
        .with(lines)
        .with(ShardWatch.with_filter(LevelFilter::WARN))
        .try_init();
}

/// How long a clean end may take before the program ends anyway.
const CLEAN_END: std::time::Duration = std::time::Duration::from_millis(4500);

/// A token that Ctrl-C and SIGTERM cancel. If the program has not ended 4.5 s later, or
/// at a second Ctrl-C, it ends at once: what was under way is in the database and is
/// taken up at the next start.
///
/// The signals have a thread of their own, which no other work can hold up.
fn stop_on_signal() -> Result<CancellationToken, Ended> {
    let stop = CancellationToken::new();
    let cancelled = stop.clone();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || {
        runtime.block_on(async move {
            signalled().await;
            cancelled.cancel();
            tokio::select! {
                () = signalled() => {}
                () = tokio::time::sleep(CLEAN_END) => {}
            }
            std::process::exit(0);
        });
    });
    Ok(stop)
}

#[cfg(unix)]
async fn signalled() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn signalled() {
    drop(tokio::signal::ctrl_c().await);
}

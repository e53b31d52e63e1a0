//! The program as a process, to be killed and started again.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use tsunagari::config::{Config, DatabaseUrl};
use tsunagari::practice::TOKEN;

/// A process of the built program; killed when dropped.
pub struct Program(Child);

/// The program without what the tests' environment says.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tsunagari"));
    command
        .args(arguments)
        .env_remove("DISCORD_TOKEN")
        .stdin(Stdio::null());
    command
}

impl Program {
    pub fn start(mut command: Command) -> Self {
        Self(command.spawn().unwrap())
    }

    /// `tsunagari run`, connected to the practice server of these settings, with its own
    /// limit out of the way.
    pub fn bot(config: &Config) -> Self {
        Self::bot_with(
            config,
            &[("TSUNAGARI_DISCORD__REQUESTS_PER_SECOND", "1000")],
        )
    }

    /// The same with all that it and its libraries can tell at this level written to a file.
    pub fn bot_logging(config: &Config, level: &str, to: &Path) -> Self {
        let settings = [
            ("TSUNAGARI_DISCORD__REQUESTS_PER_SECOND", "1000"),
            ("TSUNAGARI_LOG__LEVEL", level),
        ];
        let mut command = Self::bot_command(config, &settings);
        command.stderr(File::create(to).unwrap());
        Self::start(command)
    }

    /// The same with other settings, by the names of their variables.
    pub fn bot_with(config: &Config, settings: &[(&str, &str)]) -> Self {
        Self::start(Self::bot_command(config, settings))
    }

    fn bot_command(config: &Config, settings: &[(&str, &str)]) -> Command {
        let url = match &config.database.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            url @ DatabaseUrl::Postgres(_) => url.expose().unwrap().to_owned(),
        };
        let mut command = command(&["run"]);
        command
            .env("DISCORD_TOKEN", TOKEN)
            .env(
                "TSUNAGARI_DISCORD__API_BASE",
                config.discord.api_base.as_str(),
            )
            .env("TSUNAGARI_DATABASE__URL", url)
            .env("TSUNAGARI_OUTBOX__LEASE_SECONDS", "10")
            .env("TSUNAGARI_OUTBOX__FIRST_PAUSE_MS", "100")
            .env("TSUNAGARI_LOG__LEVEL", "warn")
            .envs(settings.iter().copied())
            .stderr(Stdio::piped());
        command
    }

    /// The processor time that it has used.
    pub fn cpu_time(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        // Behind the name in brackets; the 14th and 15th field of all, in hundredths.
        let fields = stat.rsplit_once(") ").unwrap().1.split(' ');
        let ticks: u64 = fields
            .skip(11)
            .take(2)
            .map(|n| n.parse::<u64>().unwrap())
            .sum();
        Duration::from_millis(ticks * 10)
    }

    /// Waits for it to end by itself: its status and what it said.
    pub async fn ended(mut self, within: Duration) -> (ExitStatus, String) {
        let status = self.wait(within).await.expect("it has ended by itself");
        let mut said = String::new();
        if let Some(mut errors) = self.0.stderr.take() {
            errors.read_to_string(&mut said).unwrap();
        }
        (status, said)
    }

    async fn wait(&mut self, within: Duration) -> Option<ExitStatus> {
        let ended = async {
            loop {
                if let Some(status) = self.0.try_wait().unwrap() {
                    return status;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(within, ended).await.ok()
    }

    /// What it prints, if it was started with a pipe.
    pub fn output(&mut self) -> std::process::ChildStdout {
        self.0.stdout.take().unwrap()
    }

    /// SIGKILL.
    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// SIGTERM, as a service manager ends it; the exit status, within five seconds.
    pub async fn terminate(mut self) -> ExitStatus {
        let id = self.0.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().unwrap();
        let ended = self.wait(Duration::from_secs(5)).await;
        ended.expect("it ends within 5 s")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended before.
        let ended = self.0.try_wait();
        let _ = self.0.kill();
        let _ = self.0.wait();
        if std::thread::panicking() {
            let mut said = String::new();
            if let Some(mut errors) = self.0.stderr.take() {
                let _ = errors.read_to_string(&mut said);
            }
            eprintln!("the program (ended before: {ended:?}) said: {said}");
        }
    }
}

/// Runs a command to its end: exit code, output, errors.
pub fn run(mut command: Command, folder: &Path) -> (i32, String, String) {
    let output = command.current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

pub use self::{command as program_command, run as run_to_end};

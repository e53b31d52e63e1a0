//! `tsunagari doctor`: is the installation as it should be, and every server in which the
//! bot is? It looks and changes nothing.

use std::path::Path;

use serde_json::{Value, json};

use super::{Ended, WithConfig, say};
use crate::clock::{Chance, Clock, Instant};
use crate::config::{Config, DatabaseUrl};
use crate::db::Db;
use crate::discord::{Api, ApiError, snapshot_of_http};
use crate::guilds::settings::{ChannelUse, RoleUse};
use crate::guilds::{GuildFault, Guilds};
use crate::outbox::Outbox;

#[derive(clap::Args)]
pub struct Arguments {
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: WithConfig,
}

/// How far the clock may be from Discord's, in seconds.
const CLOCK_MOST: i64 = 5;
/// How much room the disk must have, in bytes.
const DISK_LEAST: u64 = 200 * 1024 * 1024;
/// Bits of an application's flags: the privileged intents "Server Members" and "Message
/// Content", for large and for small bots.
const MEMBERS_INTENT: u64 = 1 << 14 | 1 << 15;
const CONTENT_INTENT: u64 = 1 << 18 | 1 << 19;

const PORTAL: &str = "https://discord.com/developers/applications";
const README: &str = "README.md";
const SETUP_GUIDE: &str = "docs/ja/setup.md";

/// What is wrong: why, what to do, and where to read more.
struct Fault {
    cause: String,
    mend: String,
    more: &'static str,
}

/// One thing that was looked at.
struct Finding {
    what: String,
    /// The server, where it is about one: its id and name.
    guild: Option<(String, String)>,
    outcome: Result<String, Fault>,
}

#[derive(Default)]
struct Report(Vec<Finding>);

impl Report {
    fn add(&mut self, what: &str, outcome: Result<String, Fault>) {
        self.0.push(Finding {
            what: what.to_owned(),
            guild: None,
            outcome,
        });
    }

    fn faults(&self) -> usize {
        self.0.iter().filter(|found| found.outcome.is_err()).count()
    }

    fn json(&self) -> Value {
        let findings: Vec<Value> = self
            .0
            .iter()
            .map(|found| {
                let mut value = json!({"what": found.what, "ok": found.outcome.is_ok()});
                if let Some((id, name)) = &found.guild {
                    value["guild"] = json!({"id": id, "name": name});
                }
                match &found.outcome {
                    Ok(note) => value["note"] = json!(note),
                    Err(fault) => {
                        value["cause"] = json!(fault.cause);
                        value["mend"] = json!(fault.mend);
                        value["read_more"] = json!(fault.more);
                    }
                }
                value
            })
            .collect();
        json!({"ok": self.faults() == 0, "findings": findings})
    }

    fn text(&self) -> String {
        let lines: Vec<String> = self
            .0
            .iter()
            .map(|found| {
                let of = found.guild.as_ref().map(|(_, name)| format!(" ({name})"));
                let what = format!("{}{}", found.what, of.unwrap_or_default());
                match &found.outcome {
                    Ok(note) => format!("ok     {what}: {note}"),
                    Err(fault) => format!(
                        "FAULT  {what}: {}\n       mend: {}\n       more: {}",
                        fault.cause, fault.mend, fault.more
                    ),
                }
            })
            .collect();
        lines.join("\n")
    }
}

fn fault(cause: impl Into<String>, mend: impl Into<String>, more: &'static str) -> Fault {
    Fault {
        cause: cause.into(),
        mend: mend.into(),
        more,
    }
}

/// Looks at everything and prints what was found.
///
/// # Errors
///
/// When anything is wrong, so that the program exits with 1.
pub async fn run(arguments: &Arguments) -> Result<(), Ended> {
    let config = arguments.config.load()?;
    let clock = Clock::system();
    let mut report = Report::default();
    let db = database(&mut report, &config).await;
    disk(&mut report, &config);
    if let Some((api, application)) = discord(&mut report, &config, &clock).await {
        guilds(
            &mut report,
            &config,
            &clock,
            db.as_ref(),
            &api,
            &application,
        )
        .await;
    }
    if let Some(db) = db {
        db.close().await;
    }
    if arguments.json {
        say(report.json());
    } else {
        say(report.text());
    }
    match report.faults() {
        0 => Ok(()),
        1 => Err("1 fault was found.".into()),
        count => Err(format!("{count} faults were found.").into()),
    }
}

/// The database, if it can be used as it is.
async fn database(report: &mut Report, config: &Config) -> Option<Db> {
    let db = match Db::inspect(&config.database).await {
        Ok(Some(db)) => db,
        Ok(None) => {
            let note = format!("{} will be made at the first start", config.database.url);
            report.add("database", Ok(note));
            return None;
        }
        Err(error) => {
            let mend = "See to it that the database runs and that database.url is right.";
            report.add("database", Err(fault(error.to_string(), mend, README)));
            return None;
        }
    };
    report.add("database", Ok(format!("{} answers", config.database.url)));
    let (known, found) = (db.newest_known(), db.version().await.unwrap_or(0));
    let outcome = match found {
        found if found == known => Ok(format!("at version {known}")),
        found if found < known => Err(fault(
            format!("The database is at version {found}, this program at {known}."),
            "Run `tsunagari migrate`; `tsunagari run` does it as well.",
            README,
        )),
        found => Err(fault(
            format!("The database is at version {found}, which this program does not know."),
            "Use the newer program that made it.",
            README,
        )),
    };
    let is_current = outcome.is_ok();
    report.add("migrations", outcome);
    if is_current {
        return Some(db);
    }
    db.close().await;
    None
}

/// Room on the disk of the database file; a server's disk is the server's matter.
fn disk(report: &mut Report, config: &Config) {
    let DatabaseUrl::Sqlite(path) = &config.database.url else {
        return;
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let outcome = match fs4::available_space(folder) {
        Ok(room) if room >= DISK_LEAST => Ok(format!("{} MiB free", room / 1024 / 1024)),
        Ok(room) => Err(fault(
            format!("Only {} MiB are free for the database.", room / 1024 / 1024),
            "Make room on the disk; a database that cannot grow stops the bot.",
            README,
        )),
        Err(error) => Err(fault(
            format!(
                "The folder {} cannot be looked at: {error}.",
                folder.display()
            ),
            "See to it that the folder of database.url exists and can be written.",
            README,
        )),
    };
    report.add("disk", outcome);
}

/// Discord: reachable, clock, token, intents. The sender and the application, if the token
/// is good.
async fn discord(report: &mut Report, config: &Config, clock: &Clock) -> Option<(Api, Value)> {
    let base = config.discord.api_base.clone();
    match date_at(base.as_str()).await {
        Ok(theirs) => {
            let apart = (clock.now() - theirs).num_seconds().abs();
            let outcome = if apart <= CLOCK_MOST {
                Ok(format!("within {CLOCK_MOST} s of Discord's"))
            } else {
                Err(fault(
                    format!("This machine's clock is {apart} s away from Discord's."),
                    "Switch on time synchronisation (NTP); reminders would come at a wrong time.",
                    README,
                ))
            };
            report.add("clock", outcome);
        }
        Err(error) => {
            let cause = format!("Discord cannot be reached at {}: {error}", base.as_str());
            let mend = "Check the network, a proxy, and discord.api_base.";
            report.add("Discord", Err(fault(cause, mend, README)));
            return None;
        }
    }
    let Some(token) = config.discord.token.clone() else {
        let mend = format!("Start with DISCORD_TOKEN=…; a token is at {PORTAL} → Bot.");
        report.add("token", Err(fault("There is no token.", mend, PORTAL)));
        return None;
    };
    let api = Api::new(base, token, config.discord.requests_per_second);
    let answer = match &api {
        Ok(api) => api.get("applications/@me").await,
        Err(error) => Err(error.clone()),
    };
    let application = match answer {
        Ok(application) => application,
        Err(ApiError::Refused { status: 401, .. }) => {
            let mend = format!("Copy it again: {PORTAL} → Bot → Reset Token.");
            let cause = "Discord does not accept the token.";
            report.add("token", Err(fault(cause, mend, PORTAL)));
            return None;
        }
        Err(error) => {
            let mend = "Try again in a while.";
            report.add("token", Err(fault(error.to_string(), mend, README)));
            return None;
        }
    };
    let name = application["name"].as_str().unwrap_or_default();
    report.add("token", Ok(format!("that of {name}")));
    intents(report, config, &application);
    api.ok().map(|api| (api, application))
}

fn intents(report: &mut Report, config: &Config, application: &Value) {
    let flags = application["flags"].as_u64().unwrap_or(0);
    let mut lacking = Vec::new();
    if flags & MEMBERS_INTENT == 0 {
        lacking.push("Server Members Intent");
    }
    if config.discord.message_content && flags & CONTENT_INTENT == 0 {
        lacking.push("Message Content Intent");
    }
    let outcome = if lacking.is_empty() {
        Ok("granted".to_owned())
    } else {
        let lacking = lacking.join(" and ");
        Err(fault(
            format!("Discord does not grant: {lacking}. The bot cannot connect without."),
            format!("Switch it on at {PORTAL} → Bot → Privileged Gateway Intents."),
            PORTAL,
        ))
    };
    report.add("intents", outcome);
}

/// The date in Discord's answer.
async fn date_at(base: &str) -> Result<Instant, String> {
    let url = format!("{base}/api/v10/gateway");
    let client = reqwest::Client::builder()
        .timeout(std::time::Duration::from_secs(10))
        .build()
        .map_err(|error| error.without_url().to_string())?;
    let answer = client.get(url).send().await;
    let answer = answer.map_err(|error| error.without_url().to_string())?;
    let date = answer
        .headers()
        .get("date")
        .and_then(|date| date.to_str().ok());
    let date = date.ok_or("the answer has no date")?;
    chrono::DateTime::parse_from_rfc2822(date)
        .map(|date| date.to_utc())
        .map_err(|error| error.to_string())
}

/// Every server in which the bot is.
async fn guilds(
    report: &mut Report,
    config: &Config,
    clock: &Clock,
    db: Option<&Db>,
    api: &Api,
    application: &Value,
) {
    let Some(db) = db else {
        return;
    };
    let outbox = Outbox::new(clock.clone(), Chance::system());
    let guilds = Guilds::new(db.clone(), clock.clone(), outbox, config.community.clone());
    let listed = match api.get("users/@me/guilds").await {
        Ok(Value::Array(listed)) => listed,
        Ok(_) => Vec::new(),
        Err(error) => {
            let mend = "Try again in a while.";
            report.add("servers", Err(fault(error.to_string(), mend, README)));
            return;
        }
    };
    report.add("servers", Ok(format!("in {}", listed.len())));
    let me = application["id"].as_str().unwrap_or_default();
    for guild in listed {
        let text = |key: &str| guild[key].as_str().unwrap_or_default().to_owned();
        let known = (text("id"), text("name"));
        let findings = match look(api, &guilds, &known.0, me).await {
            Ok(faults) => faults
                .iter()
                .map(|one| Err(of_guild(config, one)))
                .collect(),
            Err(fault) => vec![Err(fault)],
        };
        let is_well = findings.is_empty();
        let well = is_well.then(|| Ok("all is well".to_owned()));
        for outcome in findings.into_iter().chain(well) {
            report.0.push(Finding {
                what: "server".into(),
                guild: Some(known.clone()),
                outcome,
            });
        }
    }
}

async fn look(api: &Api, guilds: &Guilds, guild: &str, me: &str) -> Result<Vec<GuildFault>, Fault> {
    let unreadable = |error: &dyn std::fmt::Display| {
        fault(
            format!("The server cannot be looked at: {error}."),
            "Try again in a while; see to it that the bot is still in the server.",
            README,
        )
    };
    let get = async |path: String| api.get(&path).await.map_err(|error| unreadable(&error));
    let described = get(format!("guilds/{guild}")).await?;
    let channels = get(format!("guilds/{guild}/channels")).await?;
    let own = get(format!("guilds/{guild}/members/{me}")).await?;
    let snapshot = snapshot_of_http(&described, &channels, &own);
    let snapshot = snapshot.ok_or_else(|| unreadable(&"Discord's answer is not as documented"))?;
    guilds
        .check(&snapshot)
        .await
        .map_err(|error| unreadable(&error))
}

fn of_channel(channel: ChannelUse) -> &'static str {
    match channel {
        ChannelUse::Panel => "panel channel",
        ChannelUse::Questions => "question channel",
        ChannelUse::Staff => "staff channel",
        ChannelUse::Tutors => "tutor channel",
        ChannelUse::Courses => "course channel",
    }
}

fn of_role(role: RoleUse) -> &'static str {
    match role {
        RoleUse::Staff => "staff role",
        RoleUse::Tutor => "tutor role",
        RoleUse::Member => "member role",
    }
}

fn of_guild(config: &Config, found: &GuildFault) -> Fault {
    let again = "Staff choose another with /setup in the server.";
    let (cause, mend) = match found {
        GuildFault::ChannelGone(channel) => {
            let cause = format!("The {} that was chosen was deleted.", of_channel(*channel));
            (cause, again.to_owned())
        }
        GuildFault::ChannelMissing(channel) => {
            let name = config.community.channel(*channel);
            let cause = format!("There is no {} named {name}.", of_channel(*channel));
            (
                cause,
                "Staff make one, or choose another with /setup.".into(),
            )
        }
        GuildFault::ChannelUnfit(channel, id) => {
            let cause = format!("The {} {id} is not a text channel.", of_channel(*channel));
            (cause, again.into())
        }
        GuildFault::Permissions(channel, id, lacking) => {
            let place = of_channel(*channel);
            let cause = format!("The bot lacks {lacking:?} in the {place} {id}.");
            (
                cause,
                "Edit Channel → Permissions: allow it to the bot's role.".into(),
            )
        }
        GuildFault::MayNotDelete(id) => {
            let cause = format!("The bot lacks MANAGE_MESSAGES in the channel {id}.");
            (
                cause,
                "Edit Channel → Permissions: allow it to the bot's role, or the data of members who \
                 want to be erased waits there."
                    .into(),
            )
        }
        GuildFault::StaffChannelOpen(id) => {
            let cause = format!("Everybody sees the staff channel {id}.");
            (
                cause,
                "Edit Channel → Permissions: make it a private channel.".into(),
            )
        }
        GuildFault::RoleGone(role) => {
            let cause = format!("The {} that was chosen was deleted.", of_role(*role));
            (cause, again.into())
        }
        GuildFault::RoleUnfit(role, id) => {
            let cause = format!("The {} {id} cannot be given to people.", of_role(*role));
            (cause, again.into())
        }
        GuildFault::MayNotGiveRoles => (
            "The bot may not give roles.".to_owned(),
            "Server Settings → Roles: allow Manage Roles to the bot's role.".into(),
        ),
        GuildFault::RoleAbove(id) => {
            let cause = format!("The role {id} stands above the bot's own.");
            (
                cause,
                "Server Settings → Roles: move the bot's role above it.".into(),
            )
        }
        GuildFault::TopicRoleGone(topic) => {
            let cause = format!("The role that is called for the topic {topic} was deleted.");
            (cause, again.into())
        }
        GuildFault::MayNotCall(topic, role) => {
            let cause = format!("The role {role}, for the topic {topic}, cannot be called.");
            (
                cause,
                "Server Settings → Roles: let everybody mention it.".into(),
            )
        }
        GuildFault::ProgrammeRoleGone(_, name) => {
            let cause = format!("The role of the programme {name} was deleted.");
            (cause, again.into())
        }
    };
    fault(cause, mend, SETUP_GUIDE)
}

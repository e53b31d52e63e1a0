//! `tsunagari outbox`: what is to be sent, was sent, or could not be.

use clap::Subcommand;
use serde_json::{Value, json};

use super::{Ended, WithConfig, say};
use crate::clock::{Chance, Clock, Instant};
use crate::db::Db;
use crate::ids::GuildId;
use crate::outbox::{Filter, Outbox, Row, State};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// List effects, the newest last, and count them by state
    List {
        /// Only those in this state (due, claimed, sent, void, failed, expired or in-doubt)
        #[arg(long, value_parser = state)]
        state: Option<State>,
        /// Only those of this server (its id)
        #[arg(long, value_name = "ID")]
        guild: Option<i64>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// As JSON, one object a line
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        config: WithConfig,
    },
    /// Show everything about one effect
    Show {
        /// The number, with or without the T- that staff see
        #[arg(value_parser = number)]
        number: i64,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        config: WithConfig,
    },
    /// Try effects again that failed, came too late, were cancelled or are in doubt
    Retry(Numbers),
    /// Take effects back that are not sent
    Cancel(Numbers),
}

#[derive(clap::Args)]
struct Numbers {
    /// The numbers, with or without the T- that staff see
    #[arg(required = true, value_parser = number)]
    numbers: Vec<i64>,
    #[command(flatten)]
    config: WithConfig,
}

/// A state by the name that the table gives it; a dash is as good as an underscore.
fn state(text: &str) -> Result<State, String> {
    State::from_name(&text.replace('-', "_")).ok_or_else(|| {
        let names = State::ALL.map(|(_, name)| name);
        format!("one of {}", names.join(", "))
    })
}

fn number(text: &str) -> Result<i64, String> {
    let digits = text.trim_start_matches("T-").trim_start_matches("t-");
    digits
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| "a number like 12 or T-12".to_owned())
}

pub async fn run(arguments: Arguments) -> Result<(), Ended> {
    match arguments.act {
        Act::List {
            state,
            guild,
            limit,
            json,
            config,
        } => {
            let filter = Filter {
                state,
                guild: guild.map(GuildId::stored),
                most: Some(limit),
            };
            let (outbox, db) = open(&config).await?;
            let listed = list(&outbox, &db, filter, json).await;
            db.close().await;
            listed
        }
        Act::Show {
            number,
            json,
            config,
        } => {
            let (outbox, db) = open(&config).await?;
            let row = outbox.find(&db, number).await;
            db.close().await;
            let row = row?.ok_or_else(|| unknown(number))?;
            if json {
                say(object(&row));
            } else {
                show(&row);
            }
            Ok(())
        }
        Act::Retry(numbers) => each(numbers, Hand::Retry).await,
        Act::Cancel(numbers) => each(numbers, Hand::Cancel).await,
    }
}

async fn open(config: &WithConfig) -> Result<(Outbox, Db), Ended> {
    let config = config.load()?;
    let db = Db::open(&config.database).await?;
    Ok((Outbox::new(Clock::system(), Chance::system()), db))
}

fn unknown(number: i64) -> Ended {
    format!("there is no effect T-{number}. `tsunagari outbox list` shows those there are.").into()
}

async fn list(outbox: &Outbox, db: &Db, filter: Filter, json: bool) -> Result<(), Ended> {
    let rows = outbox.list(db, filter).await?;
    if json {
        for row in &rows {
            say(object(row));
        }
        return Ok(());
    }
    say(format_args!(
        "{:<9} {:<9} {:<24} {:<20} {:<20} {:>5}  cause",
        "number", "state", "what", "server", "due", "tries"
    ));
    for row in &rows {
        say(format_args!(
            "{:<9} {:<9} {:<24} {:<20} {:<20} {:>5}  {}",
            format!("T-{}", row.id),
            row.state.name(),
            format!("{} {}", row.kind, row.subject_id),
            row.guild,
            time(row.due_at),
            row.attempts,
            row.cause.as_deref().unwrap_or("")
        ));
    }
    let overview = outbox.overview(db).await?;
    let counts: Vec<String> = overview
        .counts
        .iter()
        .map(|(state, count)| format!("{} {count}", state.name()))
        .collect();
    say(format_args!("In all: {}", counts.join(", ")));
    if let Some(age) = overview.oldest_due {
        say(format_args!(
            "The oldest that is due has waited {} s.",
            age.num_seconds()
        ));
    }
    Ok(())
}

fn time(at: Instant) -> String {
    at.format("%Y-%m-%d %H:%M:%SZ").to_string()
}

fn object(row: &Row) -> Value {
    json!({
        "number": row.id,
        "state": row.state.name(),
        "kind": row.kind,
        "part": row.effect.map(|effect| effect.stored().2),
        "lane": row.effect.map(|effect| effect.lane().number()),
        "subject": row.subject_id,
        "guild": row.guild.to_string(),
        "due_at": row.due_at.to_rfc3339(),
        "expires_at": row.expires_at.map(|at| at.to_rfc3339()),
        "attempts": row.attempts,
        "cause": row.cause,
        "made": row.made.map(|id| id.to_string()),
        "created_at": row.created_at.to_rfc3339(),
        "finished_at": row.finished_at.map(|at| at.to_rfc3339()),
    })
}

fn show(row: &Row) {
    if let Value::Object(fields) = object(row) {
        for (name, value) in fields {
            let value = match value {
                Value::Null => "-".to_owned(),
                Value::String(text) => text,
                other => other.to_string(),
            };
            say(format_args!("{name:<12} {value}"));
        }
    }
    let next = match row.state {
        State::Due | State::Claimed => "It is sent by itself. To stop it: tsunagari outbox cancel",
        State::Sent => return,
        State::Void => {
            "There was nothing to do any more. To try it all the same: tsunagari outbox retry"
        }
        State::Failed => "When what the cause names is mended: tsunagari outbox retry",
        State::Expired => "It came too late. To send it all the same: tsunagari outbox retry",
        State::InDoubt => {
            "Whether it was sent is not known. To look again, and send it if it is not there: tsunagari outbox retry"
        }
    };
    say(format_args!("\n{next} {}", row.id));
}

#[derive(Clone, Copy)]
enum Hand {
    Retry,
    Cancel,
}

async fn each(numbers: Numbers, hand: Hand) -> Result<(), Ended> {
    let (outbox, db) = open(&numbers.config).await?;
    let mut refused = Vec::new();
    for number in numbers.numbers {
        let Some(row) = outbox.find(&db, number).await? else {
            refused.push(unknown(number).to_string());
            continue;
        };
        let (done, word, cannot) = match hand {
            Hand::Retry => (
                outbox.retry(&db, number).await?,
                "is due again",
                "so there is nothing to try again",
            ),
            Hand::Cancel => (
                outbox.cancel(&db, number).await?,
                "is cancelled",
                "so it cannot be taken back",
            ),
        };
        if done {
            say(format_args!("T-{number} {word}."));
        } else {
            let state = row.state.name();
            refused.push(format!("T-{number} is {state}, {cannot}"));
        }
    }
    db.close().await;
    if refused.is_empty() {
        Ok(())
    } else {
        Err(refused.join("\n").into())
    }
}

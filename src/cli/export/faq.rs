//! `tsunagari export faq`

use std::path::{Path, PathBuf};

use crate::cli::{Ended, say, start_log};
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::db::Db;
use crate::guilds::{Guilds, Locale};
use crate::i18n::{Text, Words};
use crate::ids::GuildId;
use crate::members::Members;
use crate::outbox::Outbox;
use crate::questions::Questions;
use crate::questions::faq::{Entry, csv, markdown};

#[derive(clap::Args)]
pub struct Faq {
    /// The folder into which the files are written
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Only this server, by its id; otherwise all, each with its id in the files' names
    #[arg(long, value_name = "ID")]
    guild: Option<u64>,
    /// The file with the settings [default: config/tsunagari.toml if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub async fn run(arguments: Faq) -> Result<(), Ended> {
    let config = Config::load(arguments.config.as_deref())?;
    start_log(&config.log);
    let words = Words::load()?;
    let db = Db::inspect(&config.database).await?.ok_or(
        "there is no database yet; start the bot first, or name its settings with --config",
    )?;
    let (clock, chance) = (Clock::system(), Chance::system());
    let outbox = Outbox::new(clock.clone(), chance);
    let members = Members::new(db.clone(), clock.clone(), outbox.clone());
    let guilds = Guilds::new(
        db.clone(),
        clock.clone(),
        outbox.clone(),
        config.community.clone(),
    );
    let questions = Questions::new(db.clone(), clock, outbox, guilds.clone(), members);
    let wanted = arguments.guild.map(GuildId::new);
    let all = questions.whole_faq().await?;
    let mut written = 0;
    for (guild, entries) in all {
        if wanted.is_some_and(|wanted| wanted != guild) {
            continue;
        }
        let locale = guilds.locale(guild).await?;
        write(&arguments.out, guild, &entries, &words, locale)?;
        written += 1;
    }
    db.close().await;
    if written == 0 {
        say(
            "There are no common questions yet. Staff add a resolved one with its menu in Discord.",
        );
    }
    Ok(())
}

/// Writes both files of one server.
fn write(
    folder: &Path,
    guild: GuildId,
    entries: &[Entry],
    words: &Words,
    locale: Locale,
) -> Result<(), Ended> {
    std::fs::create_dir_all(folder)?;
    let name = |text: Text| words.say(locale, &text);
    let columns = [
        name(Text::FaqExportNumber),
        name(Text::FaqExportTopic),
        name(Text::FaqExportQuestion),
        name(Text::FaqExportAnswer),
    ];
    let columns: [&str; 4] = [&columns[0], &columns[1], &columns[2], &columns[3]];
    let files = [
        (
            "md",
            markdown(&name(Text::FaqExportTitle), entries).into_bytes(),
        ),
        ("csv", csv(columns, entries)?),
    ];
    for (ending, bytes) in files {
        let path = folder.join(format!("faq-{guild}.{ending}"));
        std::fs::write(&path, bytes)
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
        say(format_args!(
            "{} ({} entries)",
            path.display(),
            entries.len()
        ));
    }
    Ok(())
}

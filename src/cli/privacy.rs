//! `tsunagari privacy`: what is kept about people, from the list by which it is kept.

use crate::config::Config;
use crate::guilds::Locale;
use crate::i18n::{MemberText, Words};
use crate::members::ledger::{Erasure, Kind, Purpose, TABLES, Table};

use super::{Ended, WithConfig, say};

#[derive(clap::Args)]
pub struct Arguments {
    /// In which language, ja or en
    #[arg(long, default_value = "ja", value_parser = language)]
    language: Locale,
    #[command(flatten)]
    config: WithConfig,
}

fn language(code: &str) -> Result<Locale, String> {
    Locale::from_code(code).ok_or_else(|| "it is ja or en".into())
}

/// Prints it as Markdown.
pub fn run(arguments: &Arguments) -> Result<(), Ended> {
    let config = arguments.config.load()?;
    let words = Words::load()?;
    say(document(&words, arguments.language, &config).trim_end());
    Ok(())
}

fn purpose_of(purpose: Purpose) -> (MemberText, MemberText) {
    match purpose {
        Purpose::Questions => (
            MemberText::DataSectionQuestions,
            MemberText::PrivacyPurposeQuestions,
        ),
        Purpose::Tutors => (
            MemberText::DataSectionTutors,
            MemberText::PrivacyPurposeTutors,
        ),
        Purpose::Courses => (
            MemberText::DataSectionCourses,
            MemberText::PrivacyPurposeCourses,
        ),
        Purpose::Telling => (
            MemberText::DataSectionTelling,
            MemberText::PrivacyPurposeTelling,
        ),
        Purpose::Setup => (
            MemberText::DataSectionSetup,
            MemberText::PrivacyPurposeSetup,
        ),
        Purpose::Delivery => (
            MemberText::DataSectionDelivery,
            MemberText::PrivacyPurposeDelivery,
        ),
    }
}

fn document(words: &Words, locale: Locale, config: &Config) -> String {
    let say = |text: &MemberText| words.say(locale, text);
    let days = config.community.kept_after_leaving.num_days();
    let ended = config.community.kept_after_programme.num_days();
    let backups = config.community.backup_days;
    let mut parts = vec![format!("# {}", say(&MemberText::PrivacyTitle))];
    parts.extend(
        [
            MemberText::PrivacyMade,
            MemberText::PrivacyIntro,
            MemberText::PrivacyWhere,
            MemberText::PrivacySee,
            MemberText::PrivacyErase,
            MemberText::PrivacyOwn,
            MemberText::PrivacyLeave { days },
            MemberText::PrivacyProgramme { days: ended },
            MemberText::PrivacyBackups { days: backups },
            MemberText::PrivacyExports,
        ]
        .iter()
        .map(say),
    );
    for purpose in Purpose::ALL {
        let rows: Vec<String> = TABLES
            .iter()
            .filter(|table| table.purpose == purpose && table.is_personal())
            .map(|table| row(&say, table))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let (heading, why) = purpose_of(purpose);
        parts.push(format!("## {}", say(&heading)));
        parts.push(say(&why));
        let head = say(&MemberText::PrivacyHead);
        parts.push(format!("{head}\n|---|---|---|---|\n{}", rows.join("\n")));
    }
    let rest = TABLES.iter().filter(|table| !table.is_personal());
    let rest: Vec<String> = rest.map(|table| format!("`{}`", table.name)).collect();
    parts.push(say(&MemberText::PrivacyRest {
        tables: rest.join(" "),
    }));
    parts.join("\n\n") + "\n"
}

fn row(say: &impl Fn(&MemberText) -> String, table: &Table) -> String {
    let name = table.name.to_owned();
    let columns: Vec<String> = table
        .all_columns()
        .filter(|(kind, _)| *kind != Kind::Plain)
        .map(|(_, column)| {
            say(&MemberText::DataColumn {
                name: column.to_owned(),
            })
        })
        .collect();
    let names_somebody = table.all_columns().any(|(kind, _)| kind == Kind::Person);
    let (until, erased) = match (table.days(), table.erasure) {
        // It is what sees to the erasure.
        (_, Erasure::Stays) if names_somebody => {
            (MemberText::PrivacyUntilDone, MemberText::PrivacyForgets)
        }
        (_, Erasure::Stays) => (MemberText::PrivacyUntilDone, MemberText::PrivacyGoes),
        (Some(days), _) => (MemberText::PrivacyDays { days }, MemberText::PrivacyGoes),
        (None, Erasure::Goes | Erasure::GoesWhen(_)) => {
            (MemberText::PrivacyUntilErased, MemberText::PrivacyGoes)
        }
        (None, Erasure::Nameless([])) => {
            (MemberText::PrivacyUntilErased, MemberText::PrivacyNameless)
        }
        (None, Erasure::Nameless(_)) => {
            (MemberText::PrivacyUntilErased, MemberText::PrivacyEmptied)
        }
    };
    let name = say(&MemberText::DataTable { name });
    let columns = columns.join(" / ");
    format!(
        "| {name} | {columns} | {} | {} |",
        say(&until),
        say(&erased)
    )
}

//! `tsunagari export courses`: what was counted, a row a session, with the totals; names only
//! where they are asked for, and then as Discord has them now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use rust_xlsxwriter::{Format, Workbook};

use crate::cli::{Ended, say, start_log};
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::courses::reporting::{SessionReport, Totals};
use crate::courses::{Course, Courses as Service};
use crate::db::Db;
use crate::discord::{Api, ApiError};
use crate::guilds::{Guilds, Locale};
use crate::hours::midnight;
use crate::i18n::{CourseText, Words};
use crate::ids::{GuildId, ProgrammeId, UserId};
use crate::members::Members;
use crate::members::looks::LookedAt;
use crate::outbox::Outbox;

#[derive(clap::Args)]
pub struct Courses {
    /// The first day, as 2026-04-01
    #[arg(long, value_name = "DATE")]
    from: NaiveDate,
    /// The last day, as 2027-03-31
    #[arg(long, value_name = "DATE")]
    to: NaiveDate,
    /// Also who came, with names as Discord has them now (needs the token in `DISCORD_TOKEN`)
    #[arg(long)]
    names: bool,
    /// The folder into which the files are written
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Only this server, by its id
    #[arg(long, value_name = "ID")]
    guild: Option<u64>,
    /// The file with the settings [default: config/tsunagari.toml if it exists]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub async fn run(arguments: Courses) -> Result<(), Ended> {
    if arguments.to < arguments.from {
        return Err("--to is before --from; exchange them".into());
    }
    let config = Config::load(arguments.config.as_deref())?;
    start_log(&config.log);
    let api = match (arguments.names, &config.discord.token) {
        (true, Some(token)) => {
            let base = config.discord.api_base.clone();
            let per_second = config.discord.requests_per_second;
            Some(Api::new(base, token.clone(), per_second)?)
        }
        (true, None) => {
            return Err("names are asked from Discord: start with DISCORD_TOKEN=…, \
                        or leave out --names"
                .into());
        }
        (false, _) => None,
    };
    let words = Words::load()?;
    let db = Db::inspect(&config.database).await?.ok_or(
        "there is no database yet; start the bot first, or name its settings with --config",
    )?;
    let (clock, chance) = (Clock::system(), Chance::system());
    let outbox = Outbox::new(clock.clone(), chance.clone());
    let members = Members::new(db.clone(), clock.clone(), outbox.clone());
    let community = config.community.clone();
    let guilds = Guilds::new(db.clone(), clock.clone(), outbox.clone(), community);
    let service = Service::new(
        db.clone(),
        clock,
        chance,
        outbox,
        guilds.clone(),
        members.clone(),
    );
    // Each server has its own midnight: a day more on either side, and then by its zone.
    let first = arguments.from.checked_sub_days(Days::new(1));
    let last = arguments.to.checked_add_days(Days::new(2));
    let first = first.and_then(|date| midnight(Tz::UTC, date));
    let last = last.and_then(|date| midnight(Tz::UTC, date));
    let (from, to) = first
        .zip(last)
        .ok_or("these dates are beyond the calendar")?;
    let wanted = arguments.guild.map(GuildId::new);
    let counted = service.counted_between(wanted, from, to).await?;
    let mut of_guild: BTreeMap<GuildId, Vec<(Course, SessionReport)>> = BTreeMap::new();
    for one in counted {
        of_guild.entry(one.0.guild).or_default().push(one);
    }
    let mut are_some = false;
    for (guild, counted) in of_guild {
        let settings = guilds.settings(guild).await?;
        let zone = settings.time_zone;
        let is_within = |report: &SessionReport| {
            let date = report.session.starts_at.with_timezone(&zone).date_naive();
            arguments.from <= date && date <= arguments.to
        };
        let counted: Vec<(Course, SessionReport)> = counted
            .into_iter()
            .filter(|(_, report)| is_within(report))
            .collect();
        if counted.is_empty() {
            continue;
        }
        are_some = true;
        let programmes = guilds.programmes(guild).await?.into_iter();
        let sheets = Sheets {
            words: &words,
            locale: settings.locale,
            zone: settings.time_zone,
            programmes: programmes.map(|one| (one.id, one.name)).collect(),
            period: format!("{} – {}", arguments.from, arguments.to),
        };
        let mut tables = vec![sheets.sessions(&counted), sheets.totals(&counted)];
        if let Some(api) = &api {
            let people = counted.iter().flat_map(|(_, report)| report.tally.people());
            members.seen(guild, people, LookedAt::Export, None).await?;
            let names = names(api, guild, &counted).await?;
            tables.push(sheets.people(&counted, &names));
        }
        write(&arguments.out, guild, &tables)?;
    }
    if !are_some {
        say("No session took place in that time.");
    }
    db.close().await;
    Ok(())
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(i64),
    /// Hundredths.
    Mean(Option<usize>),
}

impl Cell {
    fn count(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// As CSV has it. What a spreadsheet would take for a formula is kept from being one.
    fn plain(&self) -> String {
        match self {
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Mean(Some(mean)) => format!("{}.{:02}", mean / 100, mean % 100),
            Self::Mean(None) => String::new(),
        }
    }
}

/// A sheet, and the CSV file of it.
struct Table {
    /// What the CSV file's name ends with.
    file: &'static str,
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// What every sheet of a server has in common.
struct Sheets<'a> {
    words: &'a Words,
    locale: Locale,
    zone: Tz,
    programmes: BTreeMap<ProgrammeId, String>,
    period: String,
}

impl Sheets<'_> {
    fn say(&self, text: &CourseText) -> String {
        self.words.say(self.locale, text)
    }

    fn table(
        &self,
        file: &'static str,
        name: &CourseText,
        columns: &[CourseText],
        rows: Vec<Vec<Cell>>,
    ) -> Table {
        Table {
            file,
            name: self.say(name),
            columns: columns.iter().map(|column| self.say(column)).collect(),
            rows,
        }
    }

    /// Date, from and to of a session.
    fn when(&self, report: &SessionReport) -> [Cell; 3] {
        let session = &report.session;
        let local = |at: crate::clock::Instant| at.with_timezone(&self.zone);
        let (from, to) = (local(session.starts_at), local(session.ends_at));
        [
            Cell::Text(from.date_naive().to_string()),
            Cell::Text(from.format("%H:%M").to_string()),
            Cell::Text(to.format("%H:%M").to_string()),
        ]
    }

    /// A row for each session.
    fn sessions(&self, counted: &[(Course, SessionReport)]) -> Table {
        let rows = counted.iter().map(|(course, report)| {
            let (details, tally) = (&course.details, &report.tally);
            let programme = details.programme;
            let programme = programme.and_then(|id| self.programmes.get(&id).cloned());
            let capacity = details
                .capacity
                .map_or(Cell::Text(String::new()), Cell::Number);
            let mut row = self.when(report).to_vec();
            row.extend([
                Cell::Number(course.number),
                Cell::Text(details.title.clone()),
                Cell::Text(details.place.clone()),
                Cell::Text(programme.unwrap_or_default()),
                capacity,
                Cell::count(tally.signed_up.len()),
                Cell::count(tally.came.len()),
                Cell::count(tally.absent.len()),
                Cell::count(tally.excused.len()),
                Cell::count(tally.unknown.len()),
                Cell::count(tally.walked_in.len()),
                Cell::Number(tally.walk_ins),
                Cell::Number(tally.viewers),
                Cell::Number(tally.attendances()),
                Cell::count(report.results.count()),
                Cell::Mean(report.results.mean()),
            ]);
            row
        });
        let columns = [
            CourseText::ExportDate,
            CourseText::ExportFrom,
            CourseText::ExportTo,
            CourseText::ExportNumber,
            CourseText::ExportTitle,
            CourseText::ExportPlace,
            CourseText::ExportProgramme,
            CourseText::ExportCapacity,
            CourseText::ExportSignedUp,
            CourseText::ExportCame,
            CourseText::ExportAbsent,
            CourseText::ExportExcused,
            CourseText::ExportUnknown,
            CourseText::ExportWalkedIn,
            CourseText::ExportWalkIns,
            CourseText::ExportViewers,
            CourseText::ExportAttendances,
            CourseText::ExportAnswers,
            CourseText::ExportMean,
        ];
        let name = CourseText::ExportSheetSessions;
        self.table("sessions", &name, &columns, rows.collect())
    }

    /// People and attendances, of each programme and of all.
    fn totals(&self, counted: &[(Course, SessionReport)]) -> Table {
        let row = |name: &str, all: Vec<&SessionReport>| {
            let totals = Totals::of(all.into_iter());
            vec![
                Cell::Text(self.period.clone()),
                Cell::Text(name.to_owned()),
                Cell::count(totals.sessions),
                Cell::count(totals.people),
                Cell::Number(totals.attendances),
                Cell::Number(totals.walk_ins),
                Cell::Number(totals.viewers),
            ]
        };
        let mut rows = Vec::new();
        for (id, name) in &self.programmes {
            let theirs = counted
                .iter()
                .filter(|(course, _)| course.details.programme == Some(*id));
            let theirs: Vec<&SessionReport> = theirs.map(|(_, report)| report).collect();
            if !theirs.is_empty() {
                rows.push(row(name, theirs));
            }
        }
        let all = counted.iter().map(|(_, report)| report).collect();
        rows.push(row("", all));
        let columns = [
            CourseText::ExportPeriod,
            CourseText::ExportProgramme,
            CourseText::ExportSessions,
            CourseText::ExportPeople,
            CourseText::ExportAttendances,
            CourseText::ExportWalkIns,
            CourseText::ExportViewers,
        ];
        let name = CourseText::ExportSheetTotals;
        self.table("totals", &name, &columns, rows)
    }

    /// A row for each person and session.
    fn people(
        &self,
        counted: &[(Course, SessionReport)],
        names: &BTreeMap<UserId, String>,
    ) -> Table {
        let mut rows = Vec::new();
        for (course, report) in counted {
            let tally = &report.tally;
            for (mark, people) in [
                (CourseText::ExportCame, &tally.came),
                (CourseText::ExportAbsent, &tally.absent),
                (CourseText::ExportExcused, &tally.excused),
                (CourseText::ExportUnknown, &tally.unknown),
                (CourseText::ExportWalkedIn, &tally.walked_in),
            ] {
                for user in people {
                    let [date, from, _] = self.when(report);
                    let name = names.get(user).cloned();
                    rows.push(vec![
                        date,
                        from,
                        Cell::Text(course.details.title.clone()),
                        Cell::Text(name.unwrap_or_else(|| user.to_string())),
                        Cell::Text(self.say(&mark)),
                    ]);
                }
            }
        }
        let columns = [
            CourseText::ExportDate,
            CourseText::ExportFrom,
            CourseText::ExportTitle,
            CourseText::ExportName,
            CourseText::ExportMark,
        ];
        let name = CourseText::ExportSheetPeople;
        self.table("people", &name, &columns, rows)
    }
}

/// What those who signed up or came are called now in their server; of whoever has left only the
/// id is known.
async fn names(
    api: &Api,
    guild: GuildId,
    counted: &[(Course, SessionReport)],
) -> Result<BTreeMap<UserId, String>, Ended> {
    let mut names = BTreeMap::new();
    for (_, report) in counted {
        for user in report.tally.people() {
            if names.contains_key(&user) {
                continue;
            }
            let member = match api.get(&format!("guilds/{guild}/members/{user}")).await {
                Ok(member) => member,
                Err(ApiError::Refused { status: 404, .. }) => continue,
                Err(error) => return Err(format!("Discord does not give names: {error}").into()),
            };
            let account = &member["user"];
            let known = [
                &member["nick"],
                &account["global_name"],
                &account["username"],
            ];
            let name = known.into_iter().find_map(|name| name.as_str());
            if let Some(name) = name {
                names.insert(user, name.to_owned());
            }
        }
    }
    Ok(names)
}

/// Writes a workbook with all sheets, and a CSV file of each.
fn write(folder: &Path, guild: GuildId, tables: &[Table]) -> Result<(), Ended> {
    std::fs::create_dir_all(folder)?;
    let told = |path: &Path, bytes: &[u8]| {
        std::fs::write(path, bytes)
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
        say(path.display());
        Ok::<(), Ended>(())
    };
    for table in tables {
        let path = folder.join(format!("courses-{guild}-{}.csv", table.file));
        told(&path, &csv(table)?)?;
    }
    let path = folder.join(format!("courses-{guild}.xlsx"));
    told(&path, &excel(tables)?)
}

fn csv(table: &Table) -> Result<Vec<u8>, Ended> {
    // By this mark a spreadsheet knows that it is UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Cell::plain))?;
    }
    Ok(writer.into_inner()?)
}

fn excel(tables: &[Table]) -> Result<Vec<u8>, Ended> {
    let mut workbook = Workbook::new();
    let heading = Format::new().set_bold();
    let hundredths = Format::new().set_num_format("0.00");
    for table in tables {
        let sheet = workbook.add_worksheet().set_name(&table.name)?;
        for (column, name) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, column, name, &heading)?;
        }
        for (row, cells) in (1_u32..).zip(&table.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text)?,
                    Cell::Number(number) => sheet.write_number(row, column, whole(*number))?,
                    Cell::Mean(Some(mean)) => {
                        let mean = whole(i64::try_from(*mean)?) / 100.0;
                        sheet.write_number_with_format(row, column, mean, &hundredths)?
                    }
                    Cell::Mean(None) => sheet.write_string(row, column, "")?,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
    }
    Ok(workbook.save_to_buffer()?)
}

/// A number of people as a spreadsheet keeps it.
fn whole(number: i64) -> f64 {
    // Exact up to 2^31, which no count of people reaches.
    i32::try_from(number).map_or(f64::from(i32::MAX), f64::from)
}

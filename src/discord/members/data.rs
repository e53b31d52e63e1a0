//! 「わたしのデータ」: everything that is kept about somebody, as a page that people can read, with
//! the data for machines inside it.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use crate::clock::from_millis;
use crate::discord::courses::{CourseSpeech, speech_for};
use crate::discord::custom_id::{CustomId, MemberIdent, place};
use crate::discord::reply::{Caller, File, Reply, Said, buttons};
use crate::discord::setup::Shown;
use crate::discord::tutors::Speech;
use crate::erasing::ToGo;
use crate::guilds::Locale;
use crate::guilds::settings::Part;
use crate::hours::TimeOfDay;
use crate::i18n::{MemberText, Text};
use crate::ids::GuildId;
use crate::members::ledger::{Kind, Purpose, TABLES, Table};
use crate::members::own_data::{OwnData, OwnRows};
use crate::tutors::week::Week;

/// Columns that say yes or no.
const YES_OR_NO: [&str; 13] = [
    "agreed",
    "was",
    "became",
    "came",
    "enrolled",
    "hidden",
    "released",
    "named",
    "anonymous",
    "told_nothing",
    "held",
    "member_again",
    "tutor_again",
];
/// The largest whole number that JavaScript holds exactly, 2^53 - 1.
const LARGEST_EXACT: i64 = 9_007_199_254_740_991;
/// Columns that hold an instant beside those that end in `_at`.
const INSTANTS: [&str; 6] = [
    "since",
    "at",
    "waiting_since",
    "nobody_since",
    "offered_until",
    "counted_from",
];

/// The most bytes of a file: half of what Discord takes.
const FILE_MOST: usize = 10 * 1024 * 1024;

/// To whoever has left the server: what is kept about them can still be seen, and erased.
pub fn after_leaving(caller: &Caller<'_>, guild: GuildId) -> Reply {
    let data = CustomId::Member(MemberIdent::Data);
    let row = [(caller.say(&MemberText::MeDataButton), 2, data)];
    let mut page = json!({
        "content": caller.say(&Text::LeftServer),
        "components": [buttons(&row)],
    });
    place(&mut page, guild);
    Reply::Say(page)
}

/// What one can have, before one has it.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let consent = super::consent::state(caller).await?;
    let say = |text: &MemberText| caller.say(text);
    let mut row = vec![
        (
            say(&MemberText::DataFileButton),
            1,
            CustomId::Member(MemberIdent::DataFile),
        ),
        (
            say(&MemberText::MyLooksButton),
            2,
            CustomId::Member(MemberIdent::Looks),
        ),
        (
            say(&MemberText::EraseButton),
            2,
            CustomId::Member(MemberIdent::Erase),
        ),
    ];
    let actor = caller.actor()?;
    let has_left = caller.bot.erasing.has_left(actor.guild, actor.user).await;
    // These two are for whoever is there.
    if !caller.ours(has_left)? {
        row.extend([
            (
                say(&MemberText::ConsentSeeButton),
                2,
                CustomId::Member(MemberIdent::Consent),
            ),
            (
                say(&MemberText::PanelMeButton),
                2,
                CustomId::Member(MemberIdent::Me),
            ),
        ]);
    }
    let mut lines = vec![
        format!("**{}**", say(&MemberText::DataTitle)),
        say(&MemberText::DataWords),
    ];
    lines.extend(consent);
    match caller.ours(caller.bot.erasing.to_go(actor.user).await)? {
        ToGo::Nothing => {}
        ToGo::Soon => lines.push(say(&MemberText::EraseUnderWay)),
        ToGo::OnceMended => lines.push(say(&MemberText::EraseLeft)),
    }
    let text = lines.join("\n");
    let page = json!({"content": text, "embeds": [], "components": [buttons(&row)]});
    Ok(caller.page(page, in_place))
}

/// The file.
pub async fn file(caller: &Caller<'_>) -> Said {
    let user = caller.actor()?.user;
    let data = caller.ours(caller.bot.members.own_data(user).await)?;
    let speech = speech_for(caller).await?;
    let pages = pages(speech, &data);
    let are_several = pages.len() > 1;
    let files = (1..).zip(pages).map(|(number, page)| File {
        name: caller.say(&if are_several {
            MemberText::DataFilePart { number }
        } else {
            MemberText::DataFileName
        }),
        content: page.into_bytes(),
    });
    let data = json!({"content": caller.say(&MemberText::DataFile), "components": []});
    let files = files.collect();
    Ok(Reply::Files { data, files })
}

/// One page, or, where that would be more than a file may hold, one of each half.
fn pages(speech: CourseSpeech<'_>, data: &OwnData) -> Vec<String> {
    let page = page(speech, data).into_string();
    match data.halves() {
        Some(halves) if page.len() > FILE_MOST => {
            halves.iter().flat_map(|half| pages(speech, half)).collect()
        }
        _ => vec![page],
    }
}

fn section(purpose: Purpose) -> MemberText {
    match purpose {
        Purpose::Questions => MemberText::DataSectionQuestions,
        Purpose::Tutors => MemberText::DataSectionTutors,
        Purpose::Courses => MemberText::DataSectionCourses,
        Purpose::Telling => MemberText::DataSectionTelling,
        Purpose::Setup => MemberText::DataSectionSetup,
        Purpose::Delivery => MemberText::DataSectionDelivery,
    }
}

/// Minutes after midnight.
fn time_of_day(column: &str, minutes: i64) -> Option<String> {
    let is_time = ["quiet_from", "quiet_to"].contains(&column);
    let minutes = u16::try_from(minutes).ok().filter(|_| is_time)?;
    TimeOfDay::try_from(minutes)
        .ok()
        .map(|time| time.to_string())
}

/// Whether a column holds what somebody wrote, which is shown as it is, and not what they chose.
fn is_written(table: &str, column: &str) -> bool {
    let table = TABLES.iter().find(|known| known.name == table);
    let mut columns = table.into_iter().flat_map(Table::all_columns);
    columns.any(|(kind, name)| name == column && matches!(kind, Kind::Words(_)))
        && !["format", "state", "pause_cause"].contains(&column)
}

fn value(speech: CourseSpeech<'_>, (table, column): (&str, &str), value: &Value) -> String {
    match value {
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            if YES_OR_NO.contains(&column) {
                speech.say(&if number == 0 {
                    MemberText::DataNo
                } else {
                    MemberText::DataYes
                })
            } else if let Some(time) = time_of_day(column, number) {
                time
            } else if let Some(week) = Week::from_stored(number).filter(|_| column == "week") {
                let CourseSpeech { words, locale, .. } = speech;
                Speech { words, locale }.when(week)
            } else if column.ends_with("_at") || INSTANTS.contains(&column) {
                let at = from_millis(number);
                speech.say(&MemberText::DataMoment {
                    year: at.with_timezone(&speech.zone).format("%Y").to_string(),
                    moment: speech.moment(at),
                })
            } else {
                number.to_string()
            }
        }
        Value::String(text) if is_written(table, column) => text.clone(),
        // Reasons stand one behind the other.
        Value::String(text) if column == "why" => {
            let all = text.split_whitespace();
            let all: Vec<String> = all.map(|one| word(speech, (table, column), one)).collect();
            speech.list(&all)
        }
        Value::String(text) => word(speech, (table, column), text),
        other => other.to_string(),
    }
}

/// What a word of the tables means to people, if it is one.
fn word(speech: CourseSpeech<'_>, (table, column): (&str, &str), text: &str) -> String {
    if column == "part" {
        let CourseSpeech { words, locale, .. } = speech;
        let part = Part::from_name(text);
        return part.map_or_else(
            || text.to_owned(),
            |part| Shown { words, locale }.part(part),
        );
    }
    // Fluent's names have no blanks.
    let value = text.replace(' ', "-");
    let is_notice = column == "kind" && ["tutor_notices", "course_notices"].contains(&table);
    let said = speech.say(&if is_notice {
        MemberText::DataNotice {
            value: value.clone(),
        }
    } else {
        MemberText::DataValue {
            value: value.clone(),
        }
    });
    if said == value { text.to_owned() } else { said }
}

/// What leads to something else is for machines: people read what it is.
const LEADS: [&str; 4] = ["question_id", "request_id", "course_id", "session_id"];

fn row(speech: CourseSpeech<'_>, table: &str, fields: &Map<String, Value>) -> Markup {
    html! {
        dl {
            @for (column, content) in fields {
                @if !content.is_null() && content != "" && !LEADS.contains(&column.as_str()) {
                    dt { (speech.say(&MemberText::DataColumn { name: column.clone() })) }
                    dd { (value(speech, (table, column), content)) }
                }
            }
        }
    }
}

fn table(speech: CourseSpeech<'_>, own: &OwnRows) -> Markup {
    let name = own.table.to_owned();
    html! {
        h3 { (speech.say(&MemberText::DataTable { name })) }
        @for fields in own.rows.iter().filter_map(Value::as_object) {
            (row(speech, own.table, fields))
        }
    }
}

const STYLE: &str = "body{font:18px/1.7 sans-serif;max-width:42rem;margin:1rem auto;padding:0 1rem}\
    dl{display:grid;grid-template-columns:40% 1fr;gap:.2rem 1rem;\
    border:1px solid #999;border-radius:.5rem;padding:.8rem}dt{font-weight:bold}\
    dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}pre{white-space:pre-wrap}";

/// The same, with numbers that JavaScript cannot hold as texts: Discord's numbers are such.
fn exact(row: &Value) -> Value {
    let fields = row.as_object().into_iter().flatten();
    let exact = fields.map(|(name, value)| {
        let large = value.as_i64().filter(|number| *number > LARGEST_EXACT);
        let value = large.map_or_else(|| value.clone(), |number| json!(number.to_string()));
        (name.clone(), value)
    });
    Value::Object(exact.collect())
}

/// One page, which needs nothing else.
fn page(speech: CourseSpeech<'_>, data: &OwnData) -> Markup {
    let say = |text: &MemberText| speech.say(text);
    let language = match speech.locale {
        Locale::Ja => "ja",
        Locale::En => "en",
    };
    let all: Map<String, Value> = data
        .tables
        .iter()
        .map(|own| (own.table.to_owned(), own.rows.iter().map(exact).collect()))
        .collect();
    let all = serde_json::to_string_pretty(&all).unwrap_or_default();
    // Nothing in it ends the element around it.
    let inside = all.replace('<', "\\u003c");
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (say(&MemberText::DataTitle)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (say(&MemberText::DataTitle)) }
                p { (say(&MemberText::DataIntro { time: speech.moment(data.at) })) }
                @if data.tables.is_empty() {
                    p { (say(&MemberText::DataNothing)) }
                } @else {
                    p { (say(&MemberText::DataOthers)) }
                }
                @for purpose in Purpose::ALL {
                    @let tables: Vec<&OwnRows> =
                        data.tables.iter().filter(|own| own.purpose == purpose).collect();
                    @if !tables.is_empty() {
                        h2 { (say(&section(purpose))) }
                        @for own in tables { (table(speech, own)) }
                    }
                }
                details {
                    summary { (say(&MemberText::DataAll)) }
                    pre { (all) }
                }
                script type="application/json" id="data" { (PreEscaped(inside)) }
            }
        }
    }
}

#[cfg(test)]
mod tests;

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
    let is_not_over = caller.bot.erasing.is_not_over(actor.user).await;
    if caller.ours(is_not_over)? {
        lines.push(say(&MemberText::EraseUnderWay));
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
mod tests {
    use super::*;
    use crate::courses::notices::NoticeKind as CourseNotice;
    use crate::i18n::Words;
    use crate::ids::{CourseId, OfferId, QuestionId, RequestId, SessionId, TutorId};
    use crate::members::encouraging::First;
    use crate::members::looks::LookedAt;
    use crate::questions::State;
    use crate::tutors::model::{
        Format, Level, OfferState, PauseCause, RequestState, TutorState, Why,
    };
    use crate::tutors::notices::NoticeKind as Notice;

    /// Every column and table that somebody may be given has a name in both languages.
    #[test]
    fn everything_that_is_given_has_a_name() {
        let words = Words::load().unwrap();
        for locale in [Locale::Ja, Locale::En] {
            for table in TABLES.iter().filter(|table| table.is_personal()) {
                let name = table.name.to_owned();
                let said = words.say(locale, &MemberText::DataTable { name });
                assert_ne!(said, table.name);
                for (kind, column) in table.all_columns() {
                    let name = column.to_owned();
                    let said = words.say(locale, &MemberText::DataColumn { name });
                    assert!(
                        kind == Kind::Plain || said != column,
                        "{}.{column}",
                        table.name
                    );
                }
            }
        }
    }

    /// Whatever the tables call by a name of theirs has words. In English some are the same.
    #[test]
    fn every_name_of_the_tables_has_words() {
        let words = Words::load().unwrap();
        let notices = [
            Notice::Offer(OfferId(0)),
            Notice::Made(RequestId(0)),
            Notice::Nobody(RequestId(0)),
            Notice::Still(RequestId(0)),
            Notice::Back(RequestId(0)),
            Notice::Matched(RequestId(0)),
            Notice::Closed(RequestId(0)),
            Notice::Expired(RequestId(0)),
            Notice::Form(RequestId(0)),
            Notice::Thanks(RequestId(0)),
            Notice::Note(RequestId(0)),
            Notice::Taken(RequestId(0)),
            Notice::Approved(TutorId(0)),
            Notice::Refused(TutorId(0)),
            Notice::Silent(TutorId(0)),
            Notice::RoleLost(TutorId(0)),
            Notice::Resumed(TutorId(0)),
        ];
        let looks = [
            LookedAt::Asker(QuestionId(0)),
            LookedAt::Excluded(RequestId(0)),
            LookedAt::About(RequestId(0)),
            LookedAt::Overview,
            LookedAt::Registration(TutorId(0)),
            LookedAt::Request(RequestId(0)),
            LookedAt::Session(SessionId(0)),
            LookedAt::Report(CourseId(0)),
            LookedAt::Export,
        ];
        let firsts = [First::Question, First::Request, First::Course];
        let named: [(&str, &str, Vec<&str>); 13] = [
            (
                "questions",
                "state",
                State::ALL.map(|(_, name)| name).to_vec(),
            ),
            (
                "tutors",
                "state",
                TutorState::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutors",
                "format",
                Format::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutors",
                "pause_cause",
                PauseCause::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutor_topics",
                "level",
                Level::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutor_requests",
                "state",
                RequestState::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutor_offers",
                "state",
                OfferState::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutor_offers",
                "why",
                Why::ALL.iter().map(|it| it.name()).collect(),
            ),
            (
                "tutor_notices",
                "kind",
                notices.map(|it| it.stored().0).to_vec(),
            ),
            (
                "course_notices",
                "kind",
                CourseNotice::ALL.map(|(_, name)| name).to_vec(),
            ),
            ("looks", "kind", looks.map(|it| it.stored().0).to_vec()),
            ("encouragements", "kind", firsts.map(First::name).to_vec()),
            (
                "setting_changes",
                "part",
                Part::ALL.map(|(_, name)| name).to_vec(),
            ),
        ];
        let speech = speech(&words);
        for (table, column, names) in &named {
            for name in names {
                let said = value(speech, (table, column), &json!(name));
                assert_ne!(said, *name, "{table}.{column}");
            }
        }
    }

    fn speech(words: &Words) -> CourseSpeech<'_> {
        CourseSpeech {
            words,
            locale: Locale::Ja,
            zone: chrono_tz::Asia::Tokyo,
            now: from_millis(1_764_115_200_000),
        }
    }

    /// The data that a page has inside it.
    fn inside(page: &str) -> Value {
        let inside = page.split("id=\"data\">").nth(1).unwrap();
        serde_json::from_str(inside.split("</script>").next().unwrap()).unwrap()
    }

    #[test]
    fn what_is_too_much_for_a_file_comes_in_several() {
        let words = Words::load().unwrap();
        let speech = speech(&words);
        let own = |table, titles: &[&str]| OwnRows {
            table,
            purpose: Purpose::Questions,
            rows: titles
                .iter()
                .map(|title| json!({"title": title, "body": "あ".repeat(FILE_MOST / 3 / 8)}))
                .collect(),
        };
        let data = OwnData {
            at: speech.now,
            tables: vec![
                own("questions", &["1", "2", "3"]),
                own("question_names", &["4"]),
            ],
        };
        let pages = pages(speech, &data);
        assert_eq!(pages.len(), 2);
        let mut found = Vec::new();
        for page in &pages {
            assert!(page.len() <= FILE_MOST);
            for (_, rows) in inside(page).as_object().unwrap() {
                let rows = rows.as_array().unwrap().iter();
                found.extend(rows.map(|row| row["title"].as_str().unwrap().to_owned()));
            }
        }
        found.sort_unstable();
        assert_eq!(found, ["1", "2", "3", "4"]);
    }

    #[test]
    fn what_somebody_wrote_ends_nothing_on_the_page() {
        let words = Words::load().unwrap();
        let speech = speech(&words);
        let mean = "</script><script>alert(1)</script>";
        let data = OwnData {
            at: speech.now,
            tables: vec![OwnRows {
                table: "questions",
                purpose: Purpose::Questions,
                rows: vec![json!({"title": mean, "asked_at": 1_764_115_200_000_i64,
                    "asker_id": "me", "answered_by": "somebody else", "anonymous": 0})],
            }],
        };
        let page = page(speech, &data).into_string();
        assert!(!page.contains("<script>alert"), "{page}");
        assert!(
            page.contains("&lt;/script&gt;") && page.contains("ほかの人"),
            "{page}"
        );
        assert_eq!(inside(&page)["questions"][0]["title"], mean);
    }
}

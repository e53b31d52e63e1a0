use super::*;
use crate::courses::notices::NoticeKind as CourseNotice;
use crate::i18n::Words;
use crate::ids::{CourseId, OfferId, QuestionId, RequestId, SessionId, TutorId};
use crate::members::encouraging::First;
use crate::members::looks::LookedAt;
use crate::questions::State;
use crate::tutors::model::{Format, Level, OfferState, PauseCause, RequestState, TutorState, Why};
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
        LookedAt::Settings,
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

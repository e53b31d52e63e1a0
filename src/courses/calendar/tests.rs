use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use chrono::{TimeZone, Utc};

use super::*;
use crate::courses::model::{CourseState, Details};
use crate::ids::{CourseId, GuildId, SessionId, UserId};

fn course(title: &str, description: &str) -> Course {
    let mut details = Details::new(title.into(), description.into());
    details.place = "中央公民館; 2階, 会議室".into();
    details.link = Some("https://example.com/secret".into());
    Course {
        id: CourseId(3),
        guild: GuildId::new(7),
        number: 3,
        state: CourseState::Published,
        version: 1,
        details,
        made_by: UserId::new(1),
        published_at: None,
        placed_at: None,
        reworded_at: None,
        channel: None,
        card: None,
        thread: None,
    }
}

fn session(sequence: i64, day: u32) -> Session {
    let starts_at = Utc.with_ymd_and_hms(2026, 12, day, 5, 0, 0).unwrap();
    Session {
        id: SessionId(5),
        guild: GuildId::new(7),
        course: CourseId(3),
        starts_at,
        ends_at: starts_at + chrono::Duration::hours(2),
        sequence,
        planned_at: starts_at,
        was: None,
        cancelled_at: None,
        code: "0000".into(),
        walk_ins: 0,
        viewers: 0,
        event: None,
        roll: None,
        opened_for: None,
        begun_for: None,
        closed_for: None,
    }
}

/// The properties of the events in a file, read by another program's parser.
fn events(file: &str) -> Vec<Vec<(String, String)>> {
    // RFC 5545, section 3.1: lines end with CR LF and have at most 75 octets.
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    let calendar = ICalendar::parse(file).expect("a calendar");
    let is_event = |c: &&calcard::icalendar::ICalendarComponent| {
        c.component_type == ICalendarComponentType::VEvent
    };
    let events = calendar.components.iter().filter(is_event);
    events
        .map(|event| {
            let text = |name: &ICalendarProperty| {
                let entry = event
                    .property(name)
                    .unwrap_or_else(|| panic!("no {name:?}"));
                format!("{:?}", entry.values)
            };
            [
                ("uid", ICalendarProperty::Uid),
                ("sequence", ICalendarProperty::Sequence),
                ("start", ICalendarProperty::Dtstart),
                ("end", ICalendarProperty::Dtend),
                ("stamp", ICalendarProperty::Dtstamp),
                ("summary", ICalendarProperty::Summary),
                ("location", ICalendarProperty::Location),
                ("status", ICalendarProperty::Status),
            ]
            .map(|(name, property)| (name.to_owned(), text(&property)))
            .to_vec()
        })
        .collect()
}

fn value(event: &[(String, String)], name: &str) -> String {
    let found = event.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.clone()).unwrap()
}

#[test]
fn another_parser_reads_what_was_written() {
    let now = Utc.with_ymd_and_hms(2026, 11, 25, 3, 0, 0).unwrap();
    let long = "はじめての応募文を、みんなで書く会です。".repeat(5);
    let course = course(&long, "一行目\n二行目; コンマ, バックスラッシュ \\");
    let session = session(0, 5);
    let file = file(&[(&course, &session)], now);
    let events = events(&file);
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert!(value(event, "uid").contains("session-7-5@tsunagari"));
    assert!(value(event, "sequence").contains('0'));
    assert!(
        value(event, "summary").contains(&long),
        "{}",
        value(event, "summary")
    );
    assert!(value(event, "location").contains("中央公民館; 2階, 会議室"));
    let start = value(event, "start");
    for part in ["2026", "12", "5"] {
        assert!(start.contains(part), "{start}");
    }
    assert!(value(event, "status").to_lowercase().contains("confirmed"));
    assert!(!file.contains("secret"), "the link is not in it");
    assert!(file.contains("DTSTART:20261205T050000Z"), "{file}");
    assert!(file.contains("DTEND:20261205T070000Z"), "{file}");
}

#[test]
fn a_moved_session_is_the_same_with_a_higher_sequence() {
    let now = Utc.with_ymd_and_hms(2026, 11, 25, 3, 0, 0).unwrap();
    let course = course("応募文", "");
    let was = events(&file(&[(&course, &session(0, 5))], now));
    let mut moved = session(1, 12);
    let is = events(&file(&[(&course, &moved)], now));
    assert_eq!(value(&was[0], "uid"), value(&is[0], "uid"));
    assert_ne!(value(&was[0], "sequence"), value(&is[0], "sequence"));
    assert_ne!(value(&was[0], "start"), value(&is[0], "start"));
    moved.cancelled_at = Some(now);
    let off = events(&file(&[(&course, &moved)], now));
    assert!(
        value(&off[0], "status")
            .to_lowercase()
            .contains("cancelled")
    );
}

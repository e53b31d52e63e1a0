use super::*;
use crate::config::Config;
use crate::ids::MessageId;
use crate::tutors::model::Rights;
use crate::tutors::model::tests::{MEMBER, at, matched, waiting};

/// The defaults, where nobody sleeps and everybody works all the time: only spans count.
fn times() -> Times {
    let community = Config::load(None).unwrap().community;
    let settings = Settings::defaults(&community);
    let mut working = settings.working_time();
    working.days = (0..7).collect();
    working.hours = crate::hours::Hours::WHOLE_DAY;
    working.holidays_off = false;
    Times {
        figures: settings.tutoring,
        working,
        quiet: None,
    }
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

fn steps(request: &Request, marks: &Marks, minutes: i64) -> Vec<Step> {
    let outlook = outlook(request, &times(), marks, at(minutes));
    outlook.due.into_iter().map(|(step, _)| step).collect()
}

#[test]
fn a_member_who_waits_hears_by_what_was_promised() {
    let none = Marks::new();
    for request in [waiting(), waiting().offer().unwrap()] {
        assert!(steps(&request, &none, 2 * DAY - 1).is_empty());
        assert_eq!(steps(&request, &none, 2 * DAY), [Step::Promise]);
        let next = outlook(&request, &times(), &none, at(0)).next;
        assert_eq!(next, Some(at(2 * DAY)));
        let again = request.promise(at(4 * DAY)).unwrap();
        assert!(steps(&again, &none, 3 * DAY).is_empty());
    }
}

#[test]
fn a_request_that_nobody_takes_runs_out_once() {
    let none = Marks::new();
    assert_eq!(steps(&waiting(), &none, 60 * DAY), [Step::Expire]);
    let offered = waiting().offer().unwrap();
    assert_eq!(
        steps(&offered, &none, 61 * DAY),
        [Step::Promise],
        "it may be taken"
    );
    let back = matched().hand_back(
        Rights {
            is_tutor: true,
            ..Rights::default()
        },
        at(70 * DAY),
        at(72 * DAY),
    );
    assert!(
        steps(&back.unwrap(), &none, 71 * DAY).is_empty(),
        "it had a tutor until yesterday"
    );
    let expired = waiting().expire(at(60 * DAY)).unwrap();
    assert!(steps(&expired, &none, 99 * DAY).is_empty());
}

#[test]
fn a_silent_talk_is_cared_for_once_in_each_turn() {
    let none = Marks::new();
    let request = matched();
    assert!(steps(&request, &none, 10 + 48 * HOUR - 1).is_empty());
    assert_eq!(steps(&request, &none, 10 + 48 * HOUR), [Step::Remind]);
    let turn = request.talk.unwrap().turn;
    let reminded = Marks::from([((Mark::Reminded, turn), at(3 * DAY))]);
    assert!(steps(&request, &reminded, 4 * DAY).is_empty());
    assert_eq!(steps(&request, &reminded, 10 + 5 * DAY), [Step::TellStaff]);
    let said = request
        .said(MEMBER, MessageId::stored(1), at(4 * DAY))
        .unwrap();
    assert!(steps(&said, &reminded, 5 * DAY).is_empty());
    assert_eq!(
        steps(&said, &reminded, 6 * DAY),
        [Step::Remind],
        "the member wrote again, and heard nothing for two days more"
    );
}

#[test]
fn what_one_has_ended_is_over_after_three_days() {
    let none = Marks::new();
    let rights = Rights {
        is_member: true,
        ..Rights::default()
    };
    let (ending, _) = matched().end(rights, at(DAY)).unwrap();
    assert!(
        steps(&ending, &none, 4 * DAY - 1).is_empty(),
        "no reminder either"
    );
    assert_eq!(steps(&ending, &none, 4 * DAY), [Step::Finish]);
    let said = ending
        .said(MEMBER, MessageId::stored(1), at(3 * DAY))
        .unwrap();
    assert!(steps(&said, &none, 6 * DAY - 1).is_empty(), "not silent");
    assert_eq!(steps(&said, &none, 6 * DAY), [Step::Finish]);
}

#[test]
fn nothing_is_said_in_the_quiet_time() {
    let community = Config::load(None).unwrap().community;
    let mut times = times();
    times.quiet = Settings::defaults(&community).quiet_time();
    let request = matched();
    let loud = |minutes| {
        let quiet = times.quiet.unwrap();
        quiet.until(at(minutes)).is_none()
    };
    for minutes in (0..3 * DAY).map(|minutes| minutes + 10 + 48 * HOUR) {
        let outlook = outlook(&request, &times, &Marks::new(), at(minutes));
        assert_eq!(!outlook.due.is_empty(), loud(minutes), "{minutes}");
    }
}

#[test]
fn an_offer_stands_for_twelve_hours_in_which_nobody_sleeps() {
    let community = Config::load(None).unwrap().community;
    let times = Times::of(&Settings::defaults(&community));
    let day = |hour: u32, minute: u32, day: u32| {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let local = date.and_hms_opt(hour, minute, 0).unwrap();
        local
            .and_local_timezone(chrono_tz::Asia::Tokyo)
            .unwrap()
            .to_utc()
    };
    // Quiet from 21:00 to 8:00.
    assert_eq!(times.offer_ends(day(8, 0, 25)), day(20, 0, 25));
    assert_eq!(times.offer_ends(day(19, 0, 25)), day(18, 0, 26));
    assert_eq!(times.offer_ends(day(23, 30, 25)), day(20, 0, 26));
    assert_eq!(times.offer_ends(day(9, 0, 25)), day(21, 0, 25));
}

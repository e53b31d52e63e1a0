use chrono::{TimeZone, Utc};
use chrono_tz::{America, Asia, Europe};
use proptest::prelude::*;

use super::*;
use crate::courses::dates;
use crate::hours::Hours;

fn quiet(zone: Tz) -> Quiet {
    let time = |hour| TimeOfDay::new(hour, 0).unwrap();
    Quiet {
        zone,
        hours: Hours {
            from: time(21),
            to: time(8),
        },
    }
}

const ALL: [Before; 3] = [Before::Week, Before::Day, Before::Hour];

/// The moments of a session, in the words of the zone.
fn moments(start: &str, zone: Tz) -> Vec<String> {
    let early = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap();
    let start = dates::read(start, early, zone).unwrap().starts_at;
    of_session(&ALL, start, zone, Some(quiet(zone)))
        .iter()
        .map(|reminder| {
            let silent = if reminder.moment.silent {
                " silent"
            } else {
                ""
            };
            let at = dates::print(reminder.moment.at, zone);
            format!("{} {at}{silent}", reminder.before.name())
        })
        .collect()
}

#[test]
fn reminders_come_a_week_a_day_and_an_hour_before() {
    assert_eq!(
        moments("2026-12-05 14:00", Asia::Tokyo),
        [
            "week 2026-11-28(土) 14:00",
            "day 2026-12-04(金) 14:00",
            "hour 2026-12-05(土) 13:00",
        ]
    );
}

#[test]
fn what_would_come_at_night_comes_at_eight_in_the_evening() {
    assert_eq!(
        moments("2026-12-05 7:00", Asia::Tokyo),
        [
            "week 2026-11-28(土) 20:00",
            "day 2026-12-04(金) 20:00",
            "hour 2026-12-05(土) 06:00 silent",
        ]
    );
    assert_eq!(
        moments("2026-12-05 21:30", Asia::Tokyo),
        [
            "week 2026-11-28(土) 20:00",
            "day 2026-12-04(金) 20:00",
            "hour 2026-12-05(土) 20:30",
        ]
    );
    // At the very edges: 8:00 is not quiet any more, 21:00 is.
    assert_eq!(
        moments("2026-12-05 8:00", Asia::Tokyo)[1..],
        [
            "day 2026-12-04(金) 08:00",
            "hour 2026-12-05(土) 07:00 silent"
        ]
    );
    assert_eq!(
        moments("2026-12-05 21:00", Asia::Tokyo)[1],
        "day 2026-12-04(金) 20:00"
    );
}

#[test]
fn the_year_ends_and_a_leap_day_comes() {
    assert_eq!(
        moments("2027-01-01 10:00", Asia::Tokyo)[..2],
        ["week 2026-12-25(金) 10:00", "day 2026-12-31(木) 10:00"]
    );
    assert_eq!(
        moments("2028-03-01 10:00", Asia::Tokyo)[..2],
        ["week 2028-02-23(水) 10:00", "day 2028-02-29(火) 10:00"]
    );
    assert_eq!(
        moments("2028-02-29 10:00", Asia::Tokyo)[..2],
        ["week 2028-02-22(火) 10:00", "day 2028-02-28(月) 10:00"]
    );
}

#[test]
fn a_day_before_is_the_same_time_of_day_when_the_clock_is_changed() {
    // In New York the clock is set forward on 14 March 2027 at 2:00.
    assert_eq!(
        moments("2027-03-14 10:00", America::New_York),
        [
            "week 2027-03-07(日) 10:00",
            "day 2027-03-13(土) 10:00",
            "hour 2027-03-14(日) 09:00",
        ]
    );
    // An hour before 3:00 that day is 1:00, for 2:00 does not come.
    assert_eq!(
        moments("2027-03-14 3:00", America::New_York)[2],
        "hour 2027-03-14(日) 01:00 silent"
    );
}

#[test]
fn who_joins_late_hears_only_what_is_still_to_come() {
    let zone = Asia::Tokyo;
    let early = Utc.with_ymd_and_hms(2026, 11, 1, 0, 0, 0).unwrap();
    let at = |text| dates::read(text, early, zone).unwrap().starts_at;
    let start = at("2026-12-05 14:00");
    let reminders = of_session(&ALL, start, zone, Some(quiet(zone)));
    let joined = at("2026-12-04 15:00");
    let seen = plan(&reminders, start, joined, &[], joined);
    assert_eq!((seen.say, seen.passed.len()), (None, 0));
    assert_eq!(next_after(&reminders, joined), Some(at("2026-12-05 13:00")));
    // Nobody looked for a while: the last that is due stands for those before it.
    let seen = plan(&reminders, start, early, &[], at("2026-12-04 15:00"));
    assert_eq!(seen.say.unwrap().before, Before::Day);
    assert_eq!(seen.passed.len(), 1);
    // So late that the next is nearer: that says it.
    let seen = plan(&reminders, start, early, &[], at("2026-12-04 12:00"));
    assert_eq!((seen.say, seen.passed.len()), (None, 1), "the week's");
    let seen = plan(&reminders, start, early, &[], at("2026-11-29 14:00"));
    assert_eq!(seen.say.unwrap().before, Before::Week, "a day late");
    // After the start nothing is said.
    let seen = plan(&reminders, start, early, &[], start);
    assert_eq!((seen.say, seen.passed.len()), (None, 3));
    assert_eq!(next_after(&reminders, start), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Looks come at any moments, the clock steps back and forth, the session is moved, and
    /// people come and go.
    #[test]
    fn each_is_said_once_to_whom_it_is_due(
        zone in prop::sample::select(vec![Asia::Tokyo, America::New_York, Europe::London]),
        // From 2026 into 2029, in minutes.
        start in (29_454_000_i64..31_032_000),
        asked in prop::sample::subsequence(ALL.to_vec(), 0..=3),
        joined in -20_000_i64..100,
        left in prop::option::of(-20_000_i64..100),
        moved in prop::option::of((-15_000_i64..0, -20_000_i64..20_000)),
        looks in prop::collection::vec(-20_000_i64..300, 1..60),
        is_quiet in any::<bool>(),
    ) {
        let at = |minutes: i64| Utc.timestamp_opt(minutes * 60, 0).unwrap();
        let quiet = is_quiet.then(|| quiet(zone));
        let mut said: Vec<(Before, i64)> = Vec::new();
        let mut told: Vec<(Before, i64)> = Vec::new();
        let joined = at(start + joined);
        let left = left.map(|left| at(start + left));
        let mut looks: Vec<Instant> = looks.into_iter().map(|look| at(start + look)).collect();
        let jumps = looks.split_off(looks.len() / 2);
        looks.sort_unstable();
        looks.extend(jumps);
        for now in looks {
            let is_moved = moved.is_some_and(|(when, _)| now >= at(start + when));
            let by = if is_moved { moved.map_or(0, |(_, by)| by) } else { 0 };
            let starts_at = at(start + by);
            let since = match moved {
                Some((when, _)) if is_moved => joined.max(at(start + when)),
                _ => joined,
            };
            // Whoever has no place is not looked at: the service asks for those who have one.
            if now < joined || left.is_some_and(|left| left <= now) {
                continue;
            }
            let reminders = of_session(&asked, starts_at, zone, quiet);
            let held = reminders.iter().rfind(|r| r.moment.at <= now && r.moment.at > since);
            let held = held.and_then(|due| held_back(due, starts_at, quiet, now));
            if let Some(until) = held.filter(|_| now < starts_at) {
                prop_assert!(until > now && until <= starts_at);
                continue;
            }
            let seen = plan(&reminders, starts_at, since, &said, now);
            if let Some(reminder) = seen.say {
                prop_assert!(reminder.moment.at <= now, "before its moment");
                prop_assert!(reminder.moment.at > since, "past when they joined");
                prop_assert!(now < starts_at, "after the start");
                let key = (reminder.before, reminder.occasion);
                prop_assert!(!told.contains(&key), "twice");
                prop_assert!(asked.contains(&reminder.before));
                let night = quiet.and_then(|quiet| quiet.until(reminder.moment.at)).is_some();
                prop_assert_eq!(reminder.moment.silent, night);
                prop_assert!(!night || reminder.before == Before::Hour, "at night");
                let is_night = quiet.and_then(|quiet| quiet.until(now)).is_some();
                prop_assert!(!is_night || reminder.before == Before::Hour, "late at night");
                told.push(key);
                said.push(key);
            }
            said.extend(seen.passed.iter().map(|r| (r.before, r.occasion)));
            // Whatever is due and not said was recorded, and what comes next is in the future.
            for reminder in &reminders {
                let is_due = reminder.moment.at <= now && reminder.moment.at > since;
                let is_known = said.contains(&(reminder.before, reminder.occasion));
                prop_assert!(!is_due || is_known);
            }
        }
    }

    /// Where every moment is looked at, everybody hears everything that was due to them.
    #[test]
    fn nobody_misses_one_that_is_due(
        zone in prop::sample::select(vec![Asia::Tokyo, America::New_York, Europe::London]),
        start in (29_454_000_i64..31_032_000), joined in -20_000_i64..0,
    ) {
        let at = |minutes: i64| Utc.timestamp_opt(minutes * 60, 0).unwrap();
        let (starts_at, since) = (at(start), at(start + joined));
        let reminders = of_session(&ALL, starts_at, zone, Some(quiet(zone)));
        let mut said = Vec::new();
        let mut now = since;
        while let Some(next) = next_after(&reminders, now) {
            now = next;
            let seen = plan(&reminders, starts_at, since, &said, now);
            said.extend(seen.say.map(|r| (r.before, r.occasion)));
            prop_assert!(seen.passed.is_empty());
        }
        let due: Vec<(Before, i64)> = reminders
            .iter()
            .filter(|r| r.moment.at > since && r.moment.at < starts_at)
            .map(|r| (r.before, r.occasion))
            .collect();
        prop_assert_eq!(said, due);
    }
}

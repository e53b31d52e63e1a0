use chrono::{NaiveTime, TimeZone, Utc};
use proptest::prelude::*;

use super::*;
use crate::hours::{Quiet, TimeOfDay};

fn time(hour: u16, minute: u16) -> TimeOfDay {
    TimeOfDay::new(hour, minute).unwrap()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// An instant by the clock on the wall in Tokyo.
fn tokyo(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> Instant {
    let zone = chrono_tz::Asia::Tokyo;
    let at = zone.with_ymd_and_hms(year, month, day, hour, minute, 0);
    at.unwrap().to_utc()
}

fn weekdays() -> WorkingTime {
    WorkingTime {
        zone: chrono_tz::Asia::Tokyo,
        days: (0..5).collect(),
        hours: Hours {
            from: time(9, 0),
            to: time(17, 0),
        },
        holidays_off: true,
        days_off: BTreeSet::new(),
    }
}

/// The national holidays as the Cabinet Office has published them
/// (<https://www8.cao.go.jp/chosei/shukujitsu/gaiyou.html>).
#[test]
fn national_holidays_are_those_that_were_published() {
    let published = [
        (
            2026,
            vec![
                (1, 1),
                (1, 12),
                (2, 11),
                (2, 23),
                (3, 20),
                (4, 29),
                (5, 3),
                (5, 4),
                (5, 5),
                (5, 6),
                (7, 20),
                (8, 11),
                (9, 21),
                (9, 22),
                (9, 23),
                (10, 12),
                (11, 3),
                (11, 23),
            ],
        ),
        (
            2027,
            vec![
                (1, 1),
                (1, 11),
                (2, 11),
                (2, 23),
                (3, 21),
                (3, 22),
                (4, 29),
                (5, 3),
                (5, 4),
                (5, 5),
                (7, 19),
                (8, 11),
                (9, 20),
                (9, 23),
                (10, 11),
                (11, 3),
                (11, 23),
            ],
        ),
    ];
    for (year, days) in published {
        let found: Vec<(u32, u32)> = date(year, 1, 1)
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| is_national_holiday(*day))
            .map(|day| (day.month(), day.day()))
            .collect();
        assert_eq!(found, days, "{year}");
    }
}

#[test]
fn working_hours_begin_on_the_minute_and_end_before_it() {
    let works = weekdays();
    // Tuesday, 24 November 2026.
    assert!(!works.is_working(tokyo(2026, 11, 24, 8, 59)));
    assert!(works.is_working(tokyo(2026, 11, 24, 9, 0)));
    assert!(works.is_working(tokyo(2026, 11, 24, 16, 59)));
    assert!(!works.is_working(tokyo(2026, 11, 24, 17, 0)));
    assert!(!works.is_working(tokyo(2026, 11, 22, 12, 0)), "Sunday");
    assert!(!works.is_working(tokyo(2026, 11, 23, 12, 0)), "a holiday");
}

#[test]
fn four_working_hours_reach_over_a_long_weekend_and_days_off() {
    let mut works = weekdays();
    // Friday 20 November, 16:00; Monday 23 is a holiday.
    let asked = tokyo(2026, 11, 20, 16, 0);
    let four = Duration::hours(4);
    assert_eq!(works.add(asked, four), Some(tokyo(2026, 11, 24, 12, 0)));
    works.days_off.insert(date(2026, 11, 24));
    assert_eq!(works.add(asked, four), Some(tokyo(2026, 11, 25, 12, 0)));
    works.holidays_off = false;
    assert_eq!(works.add(asked, four), Some(tokyo(2026, 11, 23, 12, 0)));
}

#[test]
fn who_never_works_has_no_working_time() {
    let works = WorkingTime {
        days: BTreeSet::new(),
        ..weekdays()
    };
    let now = tokyo(2026, 11, 24, 9, 0);
    assert!(!works.is_working(now));
    assert_eq!(works.add(now, Duration::hours(1)), None);
}

#[test]
fn quiet_hours_go_over_midnight() {
    let quiet = Quiet {
        zone: chrono_tz::Asia::Tokyo,
        hours: Hours {
            from: time(21, 0),
            to: time(8, 0),
        },
    };
    assert_eq!(quiet.until(tokyo(2026, 11, 24, 20, 59)), None);
    let morning = tokyo(2026, 11, 25, 8, 0);
    assert_eq!(quiet.until(tokyo(2026, 11, 24, 21, 0)), Some(morning));
    assert_eq!(quiet.until(tokyo(2026, 11, 25, 7, 59)), Some(morning));
    assert_eq!(quiet.after(morning), morning);
}

#[test]
fn a_clock_that_is_set_forward_or_back_loses_no_work() {
    let mut works = weekdays();
    works.zone = chrono_tz::America::New_York;
    works.days = (0..7).collect();
    works.holidays_off = false;
    works.hours = Hours {
        from: time(2, 30),
        to: time(4, 0),
    };
    // On 8 March 2026 the clock goes from 2:00 to 3:00: work begins at 3:00.
    let spring = Utc.with_ymd_and_hms(2026, 3, 8, 7, 0, 0).unwrap();
    assert!(works.is_working(spring));
    assert_eq!(
        works.add(spring, Duration::hours(1)),
        Some(spring + Duration::hours(1))
    );
    // On 1 November 2026 1:30 comes twice: from 1:00 to 2:00 are two hours.
    works.hours = Hours {
        from: time(1, 0),
        to: time(2, 0),
    };
    let autumn = Utc.with_ymd_and_hms(2026, 11, 1, 5, 0, 0).unwrap();
    assert_eq!(
        works.between(autumn, autumn + Duration::days(1)),
        Duration::hours(2)
    );
}

const ZONES: [Tz; 5] = [
    chrono_tz::Asia::Tokyo,
    chrono_tz::America::New_York,
    chrono_tz::Europe::London,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::America::Santiago,
];

prop_compose! {
    fn any_instant()(seconds in 1_750_000_000i64..1_900_000_000) -> Instant {
        Utc.timestamp_opt(seconds, 0).unwrap()
    }
}

prop_compose! {
    fn any_working_time()(
        zone in 0..ZONES.len(),
        days in proptest::collection::btree_set(0u8..7, 1..=7),
        hours in (0u16..1439).prop_flat_map(|from| (Just(from), from + 1..=1440)),
        holidays_off in any::<bool>(),
        off in proptest::collection::btree_set(0i64..1736, 0..30),
    ) -> WorkingTime {
        let first = date(2025, 6, 15);
        WorkingTime {
            zone: ZONES[zone],
            days,
            hours: Hours {
                from: TimeOfDay::try_from(hours.0).unwrap(),
                to: TimeOfDay::try_from(hours.1).unwrap(),
            },
            holidays_off,
            days_off: off.into_iter().map(|after| first + Duration::days(after)).collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What was added has gone by, to the second, and not a moment earlier.
    #[test]
    fn what_is_added_has_gone_by(works in any_working_time(), at in any_instant(), minutes in 1i64..3000) {
        let amount = Duration::minutes(minutes);
        let Some(end) = works.add(at, amount) else { return Ok(()) };
        prop_assert!(end >= at);
        prop_assert_eq!(works.between(at, end), amount);
        prop_assert!(works.is_working(end - Duration::milliseconds(1)));
    }

    /// Adding twice is adding the sum.
    #[test]
    fn adding_twice_adds_the_sum(works in any_working_time(), at in any_instant(), one in 0i64..600, two in 0i64..600) {
        let (one, two) = (Duration::minutes(one), Duration::minutes(two));
        let Some(both) = works.add(at, one + two) else { return Ok(()) };
        let first = works.add(at, one).unwrap();
        prop_assert_eq!(works.between(at, works.add(first, two).unwrap()), one + two);
        prop_assert!(works.between(at, both) == one + two);
    }

    /// It is working time on no day off, and on working days by the clock on the wall.
    #[test]
    fn working_time_is_what_the_wall_clock_says(works in any_working_time(), at in any_instant()) {
        let local = at.with_timezone(&works.zone);
        let offset = |at: Instant| at.with_timezone(&works.zone).naive_local() - at.naive_utc();
        // Around a change of the clock the hours are those of `instant_of`.
        let steady = offset(at - Duration::days(1)) == offset(at + Duration::days(1));
        let time = local.time();
        let minute = u16::try_from((time - NaiveTime::MIN).num_minutes()).unwrap();
        let by_wall = works.is_working_day(local.date_naive())
            && (works.hours.from.minutes()..works.hours.to.minutes()).contains(&minute);
        if steady {
            prop_assert_eq!(works.is_working(at), by_wall);
        }
        if works.is_working(at) {
            prop_assert!(!works.days_off.contains(&local.date_naive()));
        }
    }

    /// The end of the quiet is not quiet, and nothing before it is loud.
    #[test]
    fn quiet_ends_where_it_says(zone in 0..ZONES.len(), from in 0u16..1440, to in 0u16..1440, at in any_instant(), part in 0.0..1.0f64) {
        prop_assume!(from != to);
        let hours = Hours {
            from: TimeOfDay::try_from(from).unwrap(),
            to: TimeOfDay::try_from(to).unwrap(),
        };
        let quiet = Quiet { zone: ZONES[zone], hours };
        let Some(end) = quiet.until(at) else {
            prop_assert_eq!(quiet.after(at), at);
            return Ok(());
        };
        prop_assert!(quiet.until(end).is_none_or(|later| later > end));
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "less than a day")]
        let inside = (((end - at).num_milliseconds() - 1) as f64 * part) as i64;
        prop_assert_eq!(quiet.until(at + Duration::milliseconds(inside)), Some(end));
    }

    /// Waking time is counted by the minute, and nothing of it is quiet.
    #[test]
    fn waking_time_goes_by_when_nobody_sleeps(from in 0u16..1440, to in 0u16..1440, at in any_instant(), minutes in 0i64..3000) {
        prop_assume!(from != to);
        let time = |minutes| TimeOfDay::try_from(minutes).unwrap();
        let hours = Hours { from: time(from), to: time(to) };
        // A zone whose clock is never changed: each minute is looked at.
        let quiet = Quiet { zone: chrono_tz::Asia::Tokyo, hours };
        let at = at - Duration::seconds(at.timestamp().rem_euclid(60)) - Duration::milliseconds(at.timestamp_subsec_millis().into());
        let end = quiet.add_waking(at, Duration::minutes(minutes));
        let all = (end - at).num_minutes();
        prop_assume!(all < 100_000);
        let awake = (0..all).filter(|later| quiet.until(at + Duration::minutes(*later)).is_none());
        prop_assert_eq!(i64::try_from(awake.count()).unwrap(), minutes);
        if minutes > 0 {
            prop_assert!(quiet.until(end - Duration::minutes(1)).is_none());
        }
    }
}

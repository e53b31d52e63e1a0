//! When the sessions of a series are: its rule as people write it (「毎週6回」「隔週火曜」
//! 「毎月第3土曜 3回」), and the dates that follow from it. Pure. The rule is one of RFC 5545;
//! its dates are those of the programme's time zone, so that a session keeps its time of day
//! when the clock is changed.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use rrule::{Frequency, NWeekday, RRule};

use super::dates::{self, DateFault, Span, weekday};
use crate::clock::Instant;
use crate::hours::{TimeOfDay, instant_of};

/// Most sessions of a course: a year of weeks.
pub const SESSIONS_MOST: usize = 52;

/// On which dates a series falls, beside the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// So many weeks apart, 1 to 8.
    Weeks(u16),
    /// The same weekday of each month, 1 the first to 4 the fourth, −1 the last.
    MonthlyOn(i16),
    /// The same day of each month; a month without it is left out.
    MonthlyDay,
}

/// When a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// After so many sessions that take place, 2 to [`SESSIONS_MOST`].
    After(usize),
    /// With this date.
    On(NaiveDate),
}

/// The rule of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub every: Every,
    pub ends: Ends,
}

/// Why a series was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScheduleFault {
    /// It does not say how often.
    NoRule,
    /// It says neither how many times nor until when.
    NoEnd,
    /// It has fewer than 2 or more than [`SESSIONS_MOST`] sessions.
    Count(usize),
    /// The first date is not one of the rule: another weekday, or another week of the month.
    FirstDiffers {
        first: NaiveDate,
    },
    /// This part was not understood.
    Unread(String),
    /// A date that is left out has no session.
    NoSuchDate(NaiveDate),
    /// These dates that are left out were not understood.
    Except(String),
    Date(DateFault),
}

impl From<DateFault> for ScheduleFault {
    fn from(fault: DateFault) -> Self {
        Self::Date(fault)
    }
}

/// What is taken away from the front of a text.
fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let text = text.trim_start_matches([' ', '　', ',', '、', 'の', 'に', 'で']);
    words.iter().find_map(|word| text.strip_prefix(word))
}

fn leading_number(text: &str) -> Option<(usize, &str)> {
    let text = text.trim_start();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let number = text.get(..end)?.parse().ok()?;
    Some((number, &text[end..]))
}

/// Reads the rule of a series that begins on a date.
///
/// # Errors
///
/// [`ScheduleFault`].
pub fn read_rule(
    text: &str,
    first: NaiveDate,
    now: Instant,
    zone: Tz,
) -> Result<Rule, ScheduleFault> {
    use unicode_normalization::UnicodeNormalization;
    let text = text.nfkc().collect::<String>().to_lowercase();
    let (every, rest) = read_every(&text, first)?;
    let ends = read_end(rest, now, zone)?;
    if let Ends::After(count) = ends
        && !(2..=SESSIONS_MOST).contains(&count)
    {
        return Err(ScheduleFault::Count(count));
    }
    Ok(Rule { every, ends })
}

fn read_every(text: &str, first: NaiveDate) -> Result<(Every, &str), ScheduleFault> {
    let weekly = ["毎週", "weekly", "every week", "every "];
    let fortnightly = [
        "隔週",
        "2週間ごと",
        "2週間おき",
        "2週ごと",
        "every second week",
        "every second ",
        "every two weeks",
        "every other week",
        "every other ",
        "biweekly",
        "fortnightly",
    ];
    let (every, rest) = if let Some(rest) = after(text, &["毎月", "monthly", "every month"]) {
        return read_monthly(rest, first);
    } else if let Some(rest) = after(text, &fortnightly) {
        (Every::Weeks(2), rest)
    } else if let Some(rest) = after(text, &weekly) {
        (Every::Weeks(1), rest)
    } else {
        return Err(ScheduleFault::NoRule);
    };
    let (day, rest) = read_weekday(rest);
    if day.is_some_and(|day| day != first.weekday()) {
        return Err(ScheduleFault::FirstDiffers { first });
    }
    Ok((every, rest))
}

fn read_weekday(text: &str) -> (Option<Weekday>, &str) {
    let start = text.trim_start_matches([' ', '　', 'の', ',', '、']);
    match weekday(start) {
        Some((day, rest)) => (Some(day), rest),
        None => (None, text),
    }
}

/// 「第3土曜」「最終金曜」「5日」, or nothing: the day of the first.
fn read_monthly(text: &str, first: NaiveDate) -> Result<(Every, &str), ScheduleFault> {
    let differs = || ScheduleFault::FirstDiffers { first };
    let words = [
        ("最終", -1),
        ("最後の", -1),
        ("last", -1),
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("第1", 1),
        ("第2", 2),
        ("第3", 3),
        ("第4", 4),
        ("第一", 1),
        ("第二", 2),
        ("第三", 3),
        ("第四", 4),
    ];
    let found = words
        .iter()
        .find_map(|(word, nth)| after(text, &[word]).map(|rest| (*nth, rest)));
    if let Some((nth, rest)) = found {
        let (day, rest) = read_weekday(rest);
        let day = day.ok_or_else(|| ScheduleFault::Unread(rest.chars().take(20).collect()))?;
        let fits = day == first.weekday() && weeks_of_month(first).contains(&nth);
        return if fits {
            Ok((Every::MonthlyOn(nth), rest))
        } else {
            Err(differs())
        };
    }
    if let Some((day, rest)) = leading_number(text)
        && let Some(rest) = rest.strip_prefix('日')
    {
        let fits = u32::try_from(day).is_ok_and(|day| day == first.day());
        return if fits {
            Ok((Every::MonthlyDay, rest))
        } else {
            Err(differs())
        };
    }
    Ok((Every::MonthlyDay, text))
}

/// Which weekday of its month a date is: the first to the fifth, and perhaps the last.
fn weeks_of_month(date: NaiveDate) -> Vec<i16> {
    let nth = i16::try_from(date.day0() / 7 + 1).unwrap_or(1);
    let is_last = (date + chrono::Days::new(7)).month() != date.month();
    if is_last { vec![nth, -1] } else { vec![nth] }
}

/// 「6回」「全6回」「× 6」「2/28まで」
fn read_end(text: &str, now: Instant, zone: Tz) -> Result<Ends, ScheduleFault> {
    let text = text.trim_matches([' ', '　', ',', '、', '(', ')']);
    let stripped = after(text, &["全", "計", "×", "x", "✕", "*", "for"]).unwrap_or(text);
    if let Some((count, rest)) = leading_number(stripped) {
        let rest = rest.trim();
        if ["", "回", "times", "sessions", "回分"].contains(&rest) {
            return Ok(Ends::After(count));
        }
    }
    let until = after(text, &["until", "to"]).or_else(|| text.strip_suffix("まで"));
    if let Some(until) = until {
        return Ok(Ends::On(dates::read_date(until, now, zone)?));
    }
    if text.is_empty() {
        Err(ScheduleFault::NoEnd)
    } else {
        Err(ScheduleFault::Unread(text.chars().take(20).collect()))
    }
}

/// The dates of a series, the first included, without the exceptions.
///
/// # Errors
///
/// [`ScheduleFault::Count`] where there are too few or too many.
pub fn dates_of(
    first: NaiveDate,
    rule: Rule,
    except: &BTreeSet<NaiveDate>,
) -> Result<Vec<NaiveDate>, ScheduleFault> {
    let most = SESSIONS_MOST + except.len() + 1;
    let most_in_rule = u32::try_from(most).unwrap_or(u32::MAX);
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    // Counted in dates; the time of day is put to each afterwards.
    let start = first
        .and_time(noon)
        .and_utc()
        .with_timezone(&rrule::Tz::UTC);
    let on = |nth: i16| vec![NWeekday::Nth(nth, first.weekday())];
    let spec = match rule.every {
        Every::Weeks(weeks) => RRule::new(Frequency::Weekly).interval(weeks),
        Every::MonthlyOn(nth) => RRule::new(Frequency::Monthly).by_weekday(on(nth)),
        Every::MonthlyDay => RRule::new(Frequency::Monthly),
    };
    let spec = match rule.ends {
        Ends::After(_) => spec.count(most_in_rule),
        Ends::On(last) => {
            let end = last.and_time(noon).and_utc().with_timezone(&rrule::Tz::UTC);
            spec.until(end)
        }
    };
    let Ok(set) = spec.build(start) else {
        return Err(ScheduleFault::Count(0));
    };
    let set = except.iter().fold(set, |set, date| {
        set.exdate(date.and_time(noon).and_utc().with_timezone(&rrule::Tz::UTC))
    });
    let found = set.all(u16::try_from(most).unwrap_or(u16::MAX)).dates;
    let dates = found
        .into_iter()
        .map(|at| at.with_timezone(&Utc).date_naive());
    let dates: Vec<NaiveDate> = match rule.ends {
        Ends::After(count) => dates.take(count).collect(),
        Ends::On(_) => dates.collect(),
    };
    if (2..=SESSIONS_MOST).contains(&dates.len()) {
        Ok(dates)
    } else {
        Err(ScheduleFault::Count(dates.len()))
    }
}

/// The sessions of a series whose first is given: each at the same time of day, and as long.
///
/// # Errors
///
/// [`ScheduleFault`].
pub fn series(
    first: &Span,
    rule: Rule,
    except: &BTreeSet<NaiveDate>,
    zone: Tz,
) -> Result<Vec<Span>, ScheduleFault> {
    let local = |at: Instant| at.with_timezone(&zone).naive_local();
    let start = local(first.starts_at);
    let end = first.ends_at.map(local);
    let at = |date: NaiveDate, time: NaiveTime| {
        let minutes = u16::try_from((time - NaiveTime::MIN).num_minutes()).unwrap_or(0);
        let time = TimeOfDay::try_from(minutes).ok()?;
        instant_of(zone, date, time)
    };
    let mut spans = Vec::new();
    for date in dates_of(start.date(), rule, except)? {
        let too_far = || ScheduleFault::Date(DateFault::TooFar { year: date.year() });
        let starts_at = at(date, start.time()).ok_or_else(too_far)?;
        let ends_at = match end {
            None => None,
            Some(end) => {
                let days = (end.date() - start.date()).num_days();
                let date = date + chrono::Duration::days(days);
                Some(at(date, end.time()).ok_or_else(too_far)?)
            }
        };
        spans.push(Span { starts_at, ends_at });
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use chrono_tz::{America, Asia};
    use proptest::prelude::*;

    use super::*;

    fn now() -> Instant {
        Utc.with_ymd_and_hms(2026, 11, 25, 3, 0, 0).unwrap()
    }

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn days(first: NaiveDate, text: &str, except: &[NaiveDate]) -> Result<String, ScheduleFault> {
        let rule = read_rule(text, first, now(), Asia::Tokyo)?;
        let except = except.iter().copied().collect();
        let dates = dates_of(first, rule, &except)?;
        let dates: Vec<String> = dates
            .iter()
            .map(|d| format!("{}/{}", d.month(), d.day()))
            .collect();
        Ok(dates.join(" "))
    }

    #[test]
    fn series_are_read_as_people_write_them() {
        let saturday = date(2026, 12, 5);
        let tuesday = date(2026, 12, 1);
        let third = date(2026, 12, 19);
        for (first, text, meant) in [
            (saturday, "毎週6回", "12/5 12/12 12/19 12/26 1/2 1/9"),
            (saturday, "毎週 × 6", "12/5 12/12 12/19 12/26 1/2 1/9"),
            (saturday, "毎週土曜 全３回", "12/5 12/12 12/19"),
            (saturday, "weekly x 3", "12/5 12/12 12/19"),
            (tuesday, "隔週火曜 4回", "12/1 12/15 12/29 1/12"),
            (tuesday, "every second Tuesday x 3", "12/1 12/15 12/29"),
            (tuesday, "2週間ごと 1/12まで", "12/1 12/15 12/29 1/12"),
            (third, "毎月第3土曜 3回", "12/19 1/16 2/20"),
            (third, "monthly third Saturday x 3", "12/19 1/16 2/20"),
            (date(2026, 12, 26), "毎月最終土曜 3回", "12/26 1/30 2/27"),
            (date(2026, 12, 31), "毎月 3回", "12/31 1/31 3/31"),
            (tuesday, "毎月1日 3回", "12/1 1/1 2/1"),
        ] {
            assert_eq!(days(first, text, &[]).as_deref(), Ok(meant), "{text}");
        }
    }

    #[test]
    fn a_date_that_is_left_out_does_not_count() {
        let left_out = [date(2026, 12, 26), date(2027, 1, 2)];
        assert_eq!(
            days(date(2026, 12, 5), "毎週6回", &left_out).as_deref(),
            Ok("12/5 12/12 12/19 1/9 1/16 1/23")
        );
    }

    #[test]
    fn what_cannot_be_is_said() {
        let saturday = date(2026, 12, 5);
        let fault = |text| days(saturday, text, &[]).unwrap_err();
        let differs = ScheduleFault::FirstDiffers { first: saturday };
        assert_eq!(fault("毎週火曜 6回"), differs);
        assert_eq!(fault("毎月第3土曜 3回"), differs);
        assert_eq!(fault("毎週"), ScheduleFault::NoEnd);
        assert_eq!(fault("6回"), ScheduleFault::NoRule);
        assert_eq!(fault("毎週1回"), ScheduleFault::Count(1));
        assert_eq!(fault("毎週100回"), ScheduleFault::Count(100));
        assert_eq!(
            fault("毎週なんとなく"),
            ScheduleFault::Unread("なんとなく".into())
        );
        assert_eq!(fault("毎週 12/6まで"), ScheduleFault::Count(1));
        assert_eq!(
            fault("毎週 2/30まで"),
            ScheduleFault::Date(DateFault::NoSuchDate {
                year: 2026,
                month: 2,
                day: 30
            })
        );
    }

    #[test]
    fn a_session_keeps_its_time_of_day_when_the_clock_is_changed() {
        let zone = America::New_York;
        let first = dates::read("2027-03-06 10:00-12:00", now(), zone).unwrap();
        let rule = read_rule("weekly x 3", date(2027, 3, 6), now(), zone).unwrap();
        let spans = series(&first, rule, &BTreeSet::new(), zone).unwrap();
        let printed: Vec<String> = spans.iter().map(|s| dates::print_span(s, zone)).collect();
        assert_eq!(
            printed,
            [
                "2027-03-06(土) 10:00-12:00",
                "2027-03-13(土) 10:00-12:00",
                "2027-03-20(土) 10:00-12:00"
            ]
        );
        // The clock was set forward between the second and the third.
        let hours = (spans[2].starts_at - spans[1].starts_at).num_hours();
        assert_eq!(hours, 7 * 24 - 1);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "\\PC{0,30}", offset in 0_u64..400) {
            let first = date(2026, 12, 1) + chrono::Days::new(offset);
            let _ = days(first, &text, &[]);
            let _ = days(first, &format!("毎週{text}"), &[]);
            let _ = days(first, &format!("毎月{text}"), &[]);
        }

        #[test]
        fn every_series_has_its_dates_in_order(
            offset in 0_u64..2_000, weeks in 1_u16..5, count in 2_usize..=SESSIONS_MOST,
            left_out in prop::collection::btree_set(1_u64..8, 0..4),
        ) {
            let first = date(2026, 12, 1) + chrono::Days::new(offset);
            let except: BTreeSet<NaiveDate> = left_out
                .iter()
                .map(|n| first + chrono::Days::new(n * 7 * u64::from(weeks)))
                .collect();
            let rule = Rule { every: Every::Weeks(weeks), ends: Ends::After(count) };
            let dates = dates_of(first, rule, &except).unwrap();
            prop_assert_eq!(dates.len(), count);
            prop_assert_eq!(dates[0], first);
            prop_assert!(dates.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(dates.iter().all(|d| !except.contains(d)));
            prop_assert!(dates.iter().all(|d| d.weekday() == first.weekday()));
        }
    }
}

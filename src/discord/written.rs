//! Times, dates and numbers as people write them.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use crate::courses::dates::time_of_day;
use crate::hours::TimeOfDay;

/// What could not be read, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread(pub String);

/// The longest range of days that one line may name.
const RANGE_MOST: i64 = 100;
const YEAR: char = '\u{5E74}';
const MONTH: char = '\u{6708}';
const DAY: char = '\u{65E5}';
/// The first year of the era Reiwa is 2019.
const REIWA: &str = "\u{4EE4}\u{548C}";
const REIWA_BEFORE: i32 = 2018;

/// Full-width and half-width alike, without blanks.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A time of day, as in what is written about courses: `9:00`, `9`, `9時半`, `朝8時`, `午後9時`.
///
/// # Errors
///
/// [`Unread`] for anything else, and for a time after 24:00.
pub fn time(text: &str) -> Result<TimeOfDay, Unread> {
    time_of_day(text).ok_or_else(|| Unread(text.trim().to_owned()))
}

/// A whole number, full-width too.
///
/// # Errors
///
/// [`Unread`] for anything else.
pub fn figure(text: &str) -> Result<u16, Unread> {
    let written = plain(text);
    let is_number = !written.is_empty() && written.chars().all(|c| c.is_ascii_digit());
    let unread = || Unread(text.trim().to_owned());
    is_number
        .then(|| written.parse().ok())
        .flatten()
        .ok_or_else(unread)
}

/// `2026-12-29`, `2026/12/29`, `2026年12月29日`, `令和8年12月29日`, `R8.12.29`, and without the
/// year the next such day from `today` on.
///
/// # Errors
///
/// [`Unread`] for anything else, and for a day that no calendar has.
pub fn date(text: &str, today: NaiveDate) -> Result<NaiveDate, Unread> {
    let unread = || Unread(text.trim().to_owned());
    let written = plain(text);
    let (era, rest) = match written
        .strip_prefix(REIWA)
        .or_else(|| written.strip_prefix(['R', 'r']))
    {
        Some(rest) => (REIWA_BEFORE, rest),
        None => (0, written.as_str()),
    };
    let numbers: Option<Vec<i32>> = rest
        .trim_end_matches(DAY)
        .split(['-', '/', '.', YEAR, MONTH])
        .map(|part| {
            let short = part.len() <= 4 && part.chars().all(|c| c.is_ascii_digit());
            short.then(|| part.parse().ok())?
        })
        .collect();
    let day_of = |year: i32, month: i32, day: i32| {
        let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
        NaiveDate::from_ymd_opt(year, month, day)
    };
    let found = match numbers.as_deref() {
        Some([year, month, day]) if era > 0 || *year >= 1000 => day_of(year + era, *month, *day),
        Some([month, day]) if era == 0 => (0..=8)
            .filter_map(|later| day_of(today.year() + later, *month, *day))
            .find(|date| *date >= today),
        _ => None,
    };
    found.ok_or_else(unread)
}

/// Days, one a line; `12/29〜1/3` is every day from the first to the last. Empty lines say
/// nothing.
///
/// # Errors
///
/// [`Unread`] with the line that cannot be read, that ends before it begins, or that names
/// more than 100 days.
pub fn dates(text: &str, today: NaiveDate) -> Result<BTreeSet<NaiveDate>, Unread> {
    let mut days = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let unread = || Unread(line.trim().to_owned());
        let waves = ['~', '\u{301C}', '\u{FF5E}'];
        let range = line.split_once(waves).or_else(|| {
            // A hyphen stands between two dates only where both have slashes.
            line.split_once('-')
                .filter(|(first, last)| first.contains('/') && last.contains('/'))
        });
        let Some((first, last)) = range else {
            days.insert(date(line, today)?);
            continue;
        };
        let first = date(first, today).map_err(|_| unread())?;
        let last = date(last, first).map_err(|_| unread())?;
        if last < first || (last - first).num_days() >= RANGE_MOST {
            return Err(unread());
        }
        days.extend(first.iter_days().take_while(|day| *day <= last));
    }
    Ok(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, hour, minute) in [
            ("9:00", 9, 0),
            ("９：３０", 9, 30),
            ("9", 9, 0),
            (" 9時 ", 9, 0),
            ("9時半", 9, 30),
            ("17時05分", 17, 5),
            ("24:00", 24, 0),
            ("0:00", 0, 0),
            ("朝8時", 8, 0),
            ("夜９時半", 21, 30),
            ("午後2時", 14, 0),
            ("正午", 12, 0),
            ("9 時 30", 9, 30),
            ("夜1時", 1, 0),
            ("夜12時", 24, 0),
        ] {
            assert_eq!(
                time(text),
                Ok(TimeOfDay::new(hour, minute).unwrap()),
                "{text}"
            );
        }
        for text in [
            "",
            "25:00",
            "24:30",
            "9:60",
            "九時",
            "-1",
            "朝",
            "９:a",
            "999",
            "9時から",
            "13時ごろ",
        ] {
            assert!(time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let today = day(2026, 11, 24);
        let expected = day(2026, 12, 29);
        for text in [
            "12/29",
            "１２／２９",
            "12月29日",
            "2026-12-29",
            "2026/12/29",
            "2026年12月29日",
            "令和8年12月29日",
            "R8.12.29",
        ] {
            assert_eq!(date(text, today), Ok(expected), "{text}");
        }
        assert_eq!(date("1/3", today), Ok(day(2027, 1, 3)));
        assert_eq!(date("2/29", today), Ok(day(2028, 2, 29)));
        assert_eq!(date("11/24", today), Ok(today));
        for text in [
            "",
            "2/30",
            "13/1",
            "2027/2/29",
            "あした",
            "26/12/29",
            "12",
            "12//29",
            "R8.12",
        ] {
            assert!(date(text, today).is_err(), "{text}");
        }
    }

    #[test]
    fn a_range_may_go_over_the_new_year() {
        let today = day(2026, 11, 24);
        let days = dates("12/29〜1/3\n\n2027/2/10\n", today).unwrap();
        assert_eq!(days.len(), 7);
        assert!(days.contains(&day(2027, 1, 3)) && days.contains(&day(2027, 2, 10)));
        assert_eq!(dates("12/29-1/3", today).unwrap().len(), 6);
        assert!(dates("", today).unwrap().is_empty());
        assert!(dates("2027/1/3〜2026/12/29", today).is_err());
        assert!(dates("1/1〜12/31", today).is_err());
        assert_eq!(dates("12/1\n来週", today), Err(Unread("来週".into())));
    }
}

//! Reads which day is meant.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::cursor::Cursor;
use super::{DateFault, YEARS_AHEAD};

/// A date without a year that was at most so many days ago is taken to be over; an older one
/// means the next year.
const JUST_OVER_DAYS: i64 = 90;
/// 令和元年 is 2019.
const REIWA_ZERO: i32 = 2018;

const WEEKDAYS: [(&str, Weekday); 35] = [
    ("月曜日", Weekday::Mon),
    ("火曜日", Weekday::Tue),
    ("水曜日", Weekday::Wed),
    ("木曜日", Weekday::Thu),
    ("金曜日", Weekday::Fri),
    ("土曜日", Weekday::Sat),
    ("日曜日", Weekday::Sun),
    ("月曜", Weekday::Mon),
    ("火曜", Weekday::Tue),
    ("水曜", Weekday::Wed),
    ("木曜", Weekday::Thu),
    ("金曜", Weekday::Fri),
    ("土曜", Weekday::Sat),
    ("日曜", Weekday::Sun),
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
    ("月", Weekday::Mon),
    ("火", Weekday::Tue),
    ("水", Weekday::Wed),
    ("木", Weekday::Thu),
    ("金", Weekday::Fri),
    ("土", Weekday::Sat),
    ("日", Weekday::Sun),
];

/// Words for a day by its distance from today.
const NEAR: [(&str, u64); 13] = [
    ("明々後日", 3),
    ("明明後日", 3),
    ("しあさって", 3),
    ("明後日", 2),
    ("あさって", 2),
    ("明日", 1),
    ("あした", 1),
    ("あす", 1),
    ("tomorrow", 1),
    ("今日", 0),
    ("きょう", 0),
    ("本日", 0),
    ("today", 0),
];

/// Words for a week by its distance from this one, which began on Monday.
const WEEKS: [(&str, u64); 5] = [
    ("再来週", 2),
    ("さ来週", 2),
    ("来週", 1),
    ("next week", 1),
    ("今週", 0),
];

/// Words for a month by its distance from this one.
const MONTHS: [(&str, u32); 3] = [("再来月", 2), ("来月", 1), ("今月", 0)];

/// The weekday in one character, as it is printed: 土.
pub fn mark(day: Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .rev()
        .find(|(_, known)| *known == day)
        .map_or("", |(word, _)| word)
}

/// Takes a weekday.
pub fn weekday(cursor: &mut Cursor) -> Option<Weekday> {
    cursor.attempt(|c| {
        let day = c.one_of(&WEEKDAYS)?;
        // 「日」 and 「月」 after which more of a word comes are none.
        let follows = c.peek().is_some_and(char::is_alphabetic);
        let is_word = follows && !matches!(c.peek(), Some('午' | '祝' | 'の' | 'は' | 'に' | '正'));
        (!is_word).then_some(day)
    })
}

/// Takes a date; `None` where none comes next.
pub fn read(cursor: &mut Cursor, today: NaiveDate) -> Result<Option<NaiveDate>, DateFault> {
    cursor.skip();
    let Some(found) = date(cursor, today) else {
        return Ok(None);
    };
    let date = found?;
    if date.year() > today.year() + YEARS_AHEAD {
        return Err(DateFault::TooFar { year: date.year() });
    }
    if let Some(written) = annotation(cursor)
        && written != date.weekday()
    {
        return Err(DateFault::WrongWeekday { date, written });
    }
    Ok(Some(date))
}

/// The weekday after a date: 「(土)」「（土・祝）」「土曜日」.
fn annotation(cursor: &mut Cursor) -> Option<Weekday> {
    cursor.attempt(|c| {
        c.skip();
        let bracket = ["(", "[", "【", "<"].iter().any(|open| c.eat(open));
        c.skip_spaces();
        let day = weekday(c)?;
        if bracket {
            c.skip_spaces();
            c.eat("・");
            c.eat("/");
            c.eat("祝日");
            c.eat("祝");
            c.skip_spaces();
            [")", "]", "】", ">"]
                .iter()
                .any(|close| c.eat(close))
                .then_some(())?;
        }
        Some(day)
    })
}

type Found = Option<Result<NaiveDate, DateFault>>;

fn date(cursor: &mut Cursor, today: NaiveDate) -> Found {
    near(cursor, today)
        .or_else(|| of_week(cursor, today))
        .or_else(|| of_month(cursor, today))
        .or_else(|| cursor.attempt(era))
        .or_else(|| cursor.attempt(full))
        .or_else(|| cursor.attempt(|c| month_and_day(c, today)))
        .or_else(|| cursor.attempt(|c| in_days(c, today)))
        .or_else(|| cursor.attempt(|c| day_alone(c, today)))
        .or_else(|| cursor.attempt(|c| named_day(c, today)))
}

fn later(today: NaiveDate, days: u64) -> Result<NaiveDate, DateFault> {
    let far = DateFault::TooFar { year: today.year() };
    today.checked_add_days(Days::new(days)).ok_or(far)
}

fn near(cursor: &mut Cursor, today: NaiveDate) -> Found {
    let days = cursor.one_of(&NEAR)?;
    Some(later(today, days))
}

fn of_week(cursor: &mut Cursor, today: NaiveDate) -> Found {
    cursor.attempt(|c| {
        let weeks = c.one_of(&WEEKS)?;
        c.skip();
        let day = weekday(c)?;
        let from_monday = i64::from(day.num_days_from_monday());
        let monday = i64::from(today.weekday().num_days_from_monday());
        let days = from_monday - monday + 7 * i64::try_from(weeks).unwrap_or(0);
        Some(
            today
                .checked_add_signed(chrono::Duration::days(days))
                .ok_or(DateFault::TooFar { year: today.year() }),
        )
    })
}

/// 「来月5日」「来月第3土曜」
fn of_month(cursor: &mut Cursor, today: NaiveDate) -> Found {
    cursor.attempt(|c| {
        let months = c.one_of(&MONTHS)?;
        c.skip();
        let first = today.with_day(1)? + Months::new(months);
        let (year, month) = (first.year(), first.month());
        if let Some(found) = nth(c, year, month) {
            return Some(found);
        }
        let (day, _) = c.number()?;
        c.eat("日").then_some(())?;
        Some(on(year, month, day))
    })
}

/// 「第3土曜」
fn nth(cursor: &mut Cursor, year: i32, month: u32) -> Found {
    cursor.attempt(|c| {
        c.eat("第").then_some(())?;
        let (nth, _) = c.number()?;
        let day = weekday(c)?;
        let nth = u8::try_from(nth).ok()?;
        let date = NaiveDate::from_weekday_of_month_opt(year, month, day, nth);
        Some(date.ok_or(DateFault::NoSuchDate {
            year,
            month,
            day: 0,
        }))
    })
}

fn on(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NoSuchDate { year, month, day })
}

/// 「令和8年12月5日」「R8.12.5」
fn era(cursor: &mut Cursor) -> Found {
    let is_short = cursor.eat("r");
    if !is_short {
        cursor.eat("令和").then_some(())?;
    }
    cursor.skip_spaces();
    let year = if cursor.eat("元") {
        1
    } else {
        cursor.number()?.0
    };
    rest_of(cursor, REIWA_ZERO + i32::try_from(year).ok()?)
}

/// 「2026-12-05」「2026年12月5日」
fn full(cursor: &mut Cursor) -> Found {
    let (year, digits) = cursor.number()?;
    (digits == 4).then_some(())?;
    rest_of(cursor, i32::try_from(year).ok()?)
}

/// Month and day after a year.
fn rest_of(cursor: &mut Cursor, year: i32) -> Found {
    cursor.skip_spaces();
    let signs = ["年", "-", "/", "."];
    let sign = signs.into_iter().find(|sign| cursor.eat(sign))?;
    cursor.skip_spaces();
    let (month, _) = cursor.number()?;
    cursor.skip_spaces();
    let between = if sign == "年" { "月" } else { sign };
    cursor.eat(between).then_some(())?;
    cursor.skip_spaces();
    if sign == "年"
        && let Some(found) = nth(cursor, year, month)
    {
        return Some(found);
    }
    let (day, _) = cursor.number()?;
    cursor.skip_spaces();
    if sign == "年" {
        cursor.eat("日").then_some(())?;
    } else {
        // 2026-12-05T14:00
        cursor.eat("t");
    }
    Some(on(year, month, day))
}

/// 「12/5」「12月5日」「12月第1土曜」
fn month_and_day(cursor: &mut Cursor, today: NaiveDate) -> Found {
    let (month, digits) = cursor.number()?;
    (digits <= 2).then_some(())?;
    cursor.skip_spaces();
    let in_words = cursor.eat("月");
    if !in_words {
        cursor.eat("/").then_some(())?;
    }
    cursor.skip_spaces();
    if in_words && cursor.peek() == Some('第') {
        let this_year = cursor.clone();
        let found = nth(cursor, today.year(), month)?;
        if found.as_ref().is_ok_and(|date| *date < today) {
            *cursor = this_year;
            return nth(cursor, today.year() + 1, month);
        }
        return Some(found);
    }
    let (day, digits) = cursor.number()?;
    (digits <= 2).then_some(())?;
    cursor.skip_spaces();
    if in_words {
        cursor.eat("日");
    } else if cursor.peek() == Some('/') {
        return None;
    }
    Some(next_such(today, month, day))
}

/// A date without a year: the one that is meant is this year's, or, where that was long ago,
/// the next year's.
fn next_such(today: NaiveDate, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    let this = on(today.year(), month, day);
    match this {
        Ok(date) if (today - date).num_days() <= JUST_OVER_DAYS => Ok(date),
        Ok(_) => on(today.year() + 1, month, day),
        // 2/29, of which this year's is over or never came.
        Err(fault) if (month, day) < (today.month(), today.day()) => {
            on(today.year() + 1, month, day).map_err(|next| {
                let is_leap_day = (month, day) == (2, 29);
                if is_leap_day { next } else { fault }
            })
        }
        Err(fault) => Err(fault),
    }
}

/// 「3日後」「2週間後」
fn in_days(cursor: &mut Cursor, today: NaiveDate) -> Found {
    let (count, _) = cursor.number()?;
    let days = if cursor.eat("日後") {
        1
    } else {
        let is_weeks = cursor.eat("週間後") || cursor.eat("週後");
        is_weeks.then_some(7)?
    };
    Some(later(today, u64::from(count) * days))
}

/// 「5日」, the next one.
fn day_alone(cursor: &mut Cursor, today: NaiveDate) -> Found {
    let (day, _) = cursor.number()?;
    cursor.eat("日").then_some(())?;
    if let Some(date) = today.with_day(day).filter(|date| *date >= today) {
        return Some(Ok(date));
    }
    let next = today.with_day(1)? + Months::new(1);
    let first = if day > today.day() { today } else { next };
    Some(on(first.year(), first.month(), day))
}

/// 「次の土曜」「土曜日」, the next one, which is not today.
fn named_day(cursor: &mut Cursor, today: NaiveDate) -> Found {
    for word in ["次", "今度", "next ", "this "] {
        if cursor.eat(word) {
            break;
        }
    }
    cursor.skip();
    let day = weekday(cursor)?;
    let days = today.weekday().days_since(day);
    Some(later(today, u64::from(7 - days)))
}

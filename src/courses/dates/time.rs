//! Reads a time of day, and until when.

use super::DateFault;
use super::cursor::Cursor;
use crate::hours::TimeOfDay;

/// From a time of day, to another if one was written; which is earlier is not looked at here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub from: TimeOfDay,
    pub to: Option<TimeOfDay>,
}

/// Which half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    /// 「夜」: twelve is midnight, and up to four it is early in the morning.
    Night,
    /// Twelve is midnight.
    Am,
}

const HALVES: [(&str, Half); 7] = [
    ("午前", Half::Morning),
    ("午後", Half::Afternoon),
    ("朝", Half::Morning),
    ("夕方", Half::Afternoon),
    ("夜", Half::Night),
    ("am", Half::Am),
    ("pm", Half::Afternoon),
];

/// Hour and minute as they were written.
#[derive(Clone, Copy, Debug)]
struct Written {
    hour: u32,
    minute: u32,
    half: Option<Half>,
    /// A number alone, which is an hour only beside another: 14-16時.
    is_bare: bool,
}

impl Written {
    fn on_clock(self) -> Result<TimeOfDay, DateFault> {
        let wrong = DateFault::NoSuchTime {
            hour: self.hour,
            minute: self.minute,
        };
        let hour = match self.half {
            Some(_) if self.hour > 12 => return Err(wrong),
            Some(Half::Afternoon) if self.hour < 12 => self.hour + 12,
            Some(Half::Night) if self.hour == 12 => 24,
            Some(Half::Night) if self.hour < 5 => self.hour,
            Some(Half::Night) => self.hour + 12,
            Some(Half::Am) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let short = |number: u32| u16::try_from(number).ok();
        short(hour)
            .zip(short(self.minute))
            .and_then(|(hour, minute)| TimeOfDay::new(hour, minute))
            .ok_or(wrong)
    }
}

/// A text that is a time of day and no more: 「9:00」「朝8時」「午後2時半」, also an hour alone.
#[must_use]
pub fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let mut cursor = Cursor::new(text);
    cursor.skip_spaces();
    let time = cursor.attempt(written)?.on_clock().ok()?;
    cursor.skip_spaces();
    cursor.is_done().then_some(time)
}

/// Takes a time of day; `None` where none comes next.
pub fn read(cursor: &mut Cursor) -> Result<Option<Times>, DateFault> {
    cursor.skip();
    let bracket = cursor.eat("(");
    let Some(from) = cursor.attempt(written) else {
        return Ok(None);
    };
    let to = cursor.attempt(until);
    if to.is_none() {
        // 「14時から」
        cursor.eat("から");
    }
    if from.is_bare && !to.is_some_and(|to| matches!(to, Until::Time(to) if !to.is_bare)) {
        return Ok(None);
    }
    let start = from.on_clock()?;
    if start.minutes() == 24 * 60 {
        return Err(DateFault::NoSuchTime {
            hour: 24,
            minute: 0,
        });
    }
    let to = match to {
        None => None,
        Some(Until::Time(mut to)) => {
            let is_late = matches!(from.half, Some(Half::Afternoon | Half::Night));
            if is_late && to.half.is_none() && to.hour <= 12 {
                // From an afternoon to twelve is to midnight.
                to.half = Some(if to.hour == 12 {
                    Half::Night
                } else {
                    Half::Afternoon
                });
            }
            Some(to.on_clock()?)
        }
        Some(Until::Minutes(minutes)) => {
            let end = u32::from(start.minutes()) + minutes;
            let (hour, minute) = (end / 60, end % 60);
            let written = Written {
                hour,
                minute,
                half: None,
                is_bare: false,
            };
            Some(written.on_clock()?)
        }
    };
    if bracket {
        cursor.skip();
        cursor.eat(")");
    }
    Ok(Some(Times { from: start, to }))
}

#[derive(Clone, Copy, Debug)]
enum Until {
    Time(Written),
    Minutes(u32),
}

/// 「14:00」「14時半」「午後2時」「2pm」「正午」
fn written(cursor: &mut Cursor) -> Option<Written> {
    if cursor.eat("正午") {
        return Some(Written {
            hour: 12,
            minute: 0,
            half: None,
            is_bare: false,
        });
    }
    let half = cursor.one_of(&HALVES);
    cursor.skip_spaces();
    let (hour, digits) = cursor.number()?;
    (digits <= 2).then_some(())?;
    let (minute, mut is_bare) = minute(cursor)?;
    cursor.skip_spaces();
    let after = if half.is_none() {
        cursor.one_of(&HALVES[5..])
    } else {
        None
    };
    is_bare &= half.is_none() && after.is_none();
    Some(Written {
        hour,
        minute,
        half: half.or(after),
        is_bare,
    })
}

/// What follows an hour: its minutes, and whether there was nothing at all.
fn minute(cursor: &mut Cursor) -> Option<(u32, bool)> {
    if cursor.eat(":") {
        let (minute, digits) = cursor.number()?;
        // 2026-12-05T14:00:00
        cursor.eat(":00");
        return (digits == 2).then_some((minute, false));
    }
    let is_hour = |c: &mut Cursor| {
        c.skip_spaces();
        c.eat("時").then_some(())
    };
    if cursor.attempt(is_hour).is_some() {
        // 「2時間」 is how long something lasts.
        if cursor.peek() == Some('間') {
            return None;
        }
        if cursor.eat("半") {
            return Some((30, false));
        }
        let minute = cursor.attempt(|c| {
            c.skip_spaces();
            let (minute, _) = c.number()?;
            // 「9時30」
            (c.eat("分") || c.is_done()).then_some(minute)
        });
        return Some((minute.unwrap_or(0), false));
    }
    Some((0, true))
}

/// 「-16:00」「から16時まで」「から2時間」「(90分)」
fn until(cursor: &mut Cursor) -> Option<Until> {
    cursor.skip();
    let joins = ["から", "より", "-", "to ", "("];
    let joined = joins.iter().any(|join| cursor.eat(join));
    cursor.skip_spaces();
    if let Some(minutes) = cursor.attempt(length) {
        cursor.skip_spaces();
        cursor.eat(")");
        return Some(Until::Minutes(minutes));
    }
    if !joined || cursor.is_done() {
        // 「14時から」 with nothing after it is a start alone.
        return None;
    }
    let to = written(cursor)?;
    cursor.eat("まで");
    Some(Until::Time(to))
}

/// 「2時間」「1時間半」「90分」「1時間30分」, in minutes.
fn length(cursor: &mut Cursor) -> Option<u32> {
    let (number, _) = cursor.number()?;
    cursor.skip_spaces();
    let minutes = if cursor.eat("時間") {
        let half = if cursor.eat("半") { 30 } else { 0 };
        let more = cursor.attempt(|c| {
            let (minutes, _) = c.number()?;
            c.eat("分").then_some(minutes)
        });
        number * 60 + half + more.unwrap_or(0)
    } else {
        cursor.eat("分").then_some(number)?
    };
    cursor.eat("間");
    Some(minutes)
}

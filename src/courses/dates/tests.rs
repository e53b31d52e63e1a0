use chrono::{TimeZone, Timelike, Utc};
use chrono_tz::{America, Asia, Europe};
use proptest::prelude::*;

use super::*;

const TOKYO: Tz = Asia::Tokyo;

/// Wednesday, 25 November 2026, 12:00 in Tokyo.
fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 25, 3, 0, 0).unwrap()
}

fn said(text: &str) -> String {
    match read(text, now(), TOKYO) {
        Ok(span) => print_span(&span, TOKYO),
        Err(fault) => format!("{fault:?}"),
    }
}

#[test]
fn dates_are_read_as_people_write_them() {
    for (text, meant) in [
        ("12/5 14:00-16:00", "2026-12-05(土) 14:00-16:00"),
        ("12月5日(土) 14時〜16時", "2026-12-05(土) 14:00-16:00"),
        (
            "１２月５日（土）　１４時～１６時",
            "2026-12-05(土) 14:00-16:00",
        ),
        ("来週土曜 10時半", "2026-12-05(土) 10:30"),
        ("明日19:00", "2026-11-26(木) 19:00"),
        ("2026-12-05 14:00", "2026-12-05(土) 14:00"),
        ("令和8年12月5日 14:00", "2026-12-05(土) 14:00"),
        ("R8.12.5 14時", "2026-12-05(土) 14:00"),
        ("2026-12-05T14:00:00", "2026-12-05(土) 14:00"),
        (
            "2026年12月5日 土曜日 午後2時〜4時",
            "2026-12-05(土) 14:00-16:00",
        ),
        ("2026/12/5 14:00～15:30", "2026-12-05(土) 14:00-15:30"),
        ("12/5(土・祝)14:00", "2026-12-05(土) 14:00"),
        ("12月5日の14時から16時まで", "2026-12-05(土) 14:00-16:00"),
        ("12/5 14-16時", "2026-12-05(土) 14:00-16:00"),
        ("12/5 14:00から90分", "2026-12-05(土) 14:00-15:30"),
        ("12/5 14:00（2時間）", "2026-12-05(土) 14:00-16:00"),
        ("12/5 14時から", "2026-12-05(土) 14:00"),
        ("12/5 正午〜13時", "2026-12-05(土) 12:00-13:00"),
        ("12/5 午後12時30分", "2026-12-05(土) 12:30"),
        ("12/5 22:00-24:00", "2026-12-05(土) 22:00-24:00"),
        ("12/5 夜7時半", "2026-12-05(土) 19:30"),
        ("12/5 2pm-4pm", "2026-12-05(土) 14:00-16:00"),
        ("12/5 12am", "2026-12-05(土) 00:00"),
        ("12/5 夜10時〜12時", "2026-12-05(土) 22:00-24:00"),
        ("tomorrow 7:30pm", "2026-11-26(木) 19:30"),
        ("今日 18時", "2026-11-25(水) 18:00"),
        ("あさって10時", "2026-11-27(金) 10:00"),
        ("今週の金曜 10時", "2026-11-27(金) 10:00"),
        ("再来週の火曜日 10:00", "2026-12-08(火) 10:00"),
        ("次の水曜 10時", "2026-12-02(水) 10:00"),
        ("土曜 10時", "2026-11-28(土) 10:00"),
        ("next saturday 10:00", "2026-11-28(土) 10:00"),
        ("来月5日 10時", "2026-12-05(土) 10:00"),
        ("来月第3土曜 10時", "2026-12-19(土) 10:00"),
        ("1月第1月曜 10時", "2027-01-04(月) 10:00"),
        ("30日 10時", "2026-11-30(月) 10:00"),
        ("5日 10時", "2026-12-05(土) 10:00"),
        ("3日後 10時", "2026-11-28(土) 10:00"),
        ("1/10 10:00", "2027-01-10(日) 10:00"),
        ("12/31 23:00-24:00", "2026-12-31(木) 23:00-24:00"),
        ("2028/2/29 10:00", "2028-02-29(火) 10:00"),
    ] {
        assert_eq!(said(text), meant, "{text}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_cannot_be_is_said_clearly() {
    let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let fault = |text: &str| read(text, now(), TOKYO).unwrap_err();
    for (text, expected) in [
        (
            "11/20 10:00",
            DateFault::Past {
                date: date(2026, 11, 20),
            },
        ),
        (
            "2020-01-01 10:00",
            DateFault::Past {
                date: date(2020, 1, 1),
            },
        ),
        (
            "2020-01-01",
            DateFault::Past {
                date: date(2020, 1, 1),
            },
        ),
        (
            "今日 11:00",
            DateFault::Past {
                date: date(2026, 11, 25),
            },
        ),
        (
            "今週月曜 11:00",
            DateFault::Past {
                date: date(2026, 11, 23),
            },
        ),
        ("12/5 16:00-14:00", DateFault::EndsFirst),
        ("12/5 16:00-16:00", DateFault::EndsFirst),
        ("12/5 22時〜1時", DateFault::EndsFirst),
        (
            "12月5日(日) 14時",
            DateFault::WrongWeekday {
                date: date(2026, 12, 5),
                written: Weekday::Sun,
            },
        ),
        (
            "12/5 24:30",
            DateFault::NoSuchTime {
                hour: 24,
                minute: 30,
            },
        ),
        (
            "12/5 24:00",
            DateFault::NoSuchTime {
                hour: 24,
                minute: 0,
            },
        ),
        (
            "12/5 14:75",
            DateFault::NoSuchTime {
                hour: 14,
                minute: 75,
            },
        ),
        (
            "12/5 25時",
            DateFault::NoSuchTime {
                hour: 25,
                minute: 0,
            },
        ),
        (
            "12/5 午後13時",
            DateFault::NoSuchTime {
                hour: 13,
                minute: 0,
            },
        ),
        (
            "2/29 10:00",
            DateFault::NoSuchDate {
                year: 2027,
                month: 2,
                day: 29,
            },
        ),
        (
            "2027/2/29 10:00",
            DateFault::NoSuchDate {
                year: 2027,
                month: 2,
                day: 29,
            },
        ),
        (
            "12/32 10:00",
            DateFault::NoSuchDate {
                year: 2026,
                month: 12,
                day: 32,
            },
        ),
        (
            "13/1 10:00",
            DateFault::NoSuchDate {
                year: 2026,
                month: 13,
                day: 1,
            },
        ),
        (
            "4月31日 10:00",
            DateFault::NoSuchDate {
                year: 2026,
                month: 4,
                day: 31,
            },
        ),
        (
            "12/5 夜12時",
            DateFault::NoSuchTime {
                hour: 24,
                minute: 0,
            },
        ),
        ("12/5", DateFault::NoTime),
        ("10:00", DateFault::NoDate),
        ("", DateFault::NoDate),
        ("2099-01-01 10:00", DateFault::TooFar { year: 2099 }),
        ("12/5 14:00 市民会館", DateFault::Unread("市民会館".into())),
        ("そのうち", DateFault::Unread("そのうち".into())),
    ] {
        assert_eq!(fault(text), expected, "{text}");
    }
}

#[test]
fn a_clock_that_is_set_forward_leaves_a_time_out() {
    let zone = America::New_York;
    let now = Utc.with_ymd_and_hms(2027, 1, 1, 0, 0, 0).unwrap();
    assert!(matches!(
        read("2027-03-14 2:30", now, zone),
        Err(DateFault::SkippedTime { .. })
    ));
    let span = read("2027-03-14 1:30-3:30", now, zone).unwrap();
    assert_eq!((span.ends_at.unwrap() - span.starts_at).num_minutes(), 60);
    // What comes twice is meant the first time.
    let span = read("2027-11-07 1:30", now, zone).unwrap();
    assert_eq!(span.starts_at.hour(), 5);
}

#[test]
fn a_date_alone_means_until_its_end() {
    let until = |text| read_until(text, now(), TOKYO).map(|at| print(at, TOKYO));
    assert_eq!(until("12/4").unwrap(), "2026-12-05(土) 00:00");
    assert_eq!(until("12/4 17時").unwrap(), "2026-12-04(金) 17:00");
    assert_eq!(
        read_date("12/29(火)", now(), TOKYO),
        Ok(NaiveDate::from_ymd_opt(2026, 12, 29).unwrap())
    );
}

#[test]
fn a_number_of_people_is_read_in_any_width() {
    for (text, number) in [
        ("20", Some(Some(20))),
        (" ２０人 ", Some(Some(20))),
        ("5名", Some(Some(5))),
        ("", None),
        ("　", None),
        ("二十", Some(None)),
        ("-3", Some(Some(-3))),
    ] {
        assert_eq!(people(text), number, "{text}");
    }
}

/// Texts made of what dates are made of.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9０-９]{1,5}",
        prop::sample::select(vec![
            "月",
            "日",
            "年",
            "時",
            "分",
            "半",
            "/",
            "-",
            "〜",
            ":",
            "：",
            "(",
            ")",
            "土",
            "来週",
            "再来週",
            "令和",
            "元",
            "午後",
            "午前",
            "から",
            "まで",
            "第",
            "後",
            "明日",
            "pm",
            " ",
            "　",
            "正午",
            "時間",
            "来月",
            "R",
            ".",
            "T",
            "週間後",
            "曜",
            "曜日",
            "次の",
            "祝",
            "・",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        TOKYO,
        America::New_York,
        Europe::London,
        Asia::Kathmandu,
        America::St_Johns,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Pacific::Apia,
    ])
}

fn moments() -> impl Strategy<Value = Instant> {
    // From 2020 into 2040.
    (1_577_836_800_i64..2_208_988_800).prop_map(|at| Utc.timestamp_opt(at, 0).unwrap())
}

fn reads_back(text: &str, now: Instant, zone: Tz) -> Result<(), TestCaseError> {
    let _ = read_date(text, now, zone);
    let _ = read_until(text, now, zone);
    if let Ok(span) = read(text, now, zone) {
        prop_assert!(span.starts_at > now);
        prop_assert!(span.ends_at.is_none_or(|end| end > span.starts_at));
        let printed = print_span(&span, zone);
        prop_assert_eq!(
            read(&printed, now, zone),
            Ok(span),
            "{} as {}",
            text,
            printed
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn what_is_read_is_printed_back_to_the_same_instant(
        text in words(), now in moments(), zone in zones(),
    ) {
        reads_back(&text, now, zone)?;
    }

    #[test]
    fn every_date_and_time_is_read(
        days in 1_u64..1_500, from in 0_u32..1_439, length in 1_u32..600, now in moments(),
        form in 0_usize..6,
    ) {
        let today = now.with_timezone(&TOKYO).date_naive();
        let date = today + chrono::Days::new(days);
        let to = (from + length).min(1_440);
        let (fh, fm, th, tm) = (from / 60, from % 60, to / 60, to % 60);
        let (y, m, d) = (date.year(), date.month(), date.day());
        let w = day::mark(date.weekday());
        let text = match form {
            0 => format!("{y}-{m:02}-{d:02} {fh}:{fm:02}-{th}:{tm:02}"),
            1 => format!("{y}年{m}月{d}日({w}) {fh}時{fm}分〜{th}時{tm}分"),
            2 => format!("{y}/{m}/{d}（{w}曜） {fh:02}：{fm:02}～{th:02}：{tm:02}"),
            3 => format!("令和{}年{m}月{d}日{fh}時{fm}分から{th}時{tm}分まで", y - 2018),
            4 => format!("R{}.{m}.{d} {fh}:{fm:02}から{}分", y - 2018, to - from),
            _ => format!("{days}日後 {fh}:{fm:02} - {th}:{tm:02}"),
        };
        let span = read(&text, now, TOKYO);
        let at = |minutes: u32| {
            let time = TimeOfDay::try_from(u16::try_from(minutes).unwrap()).unwrap();
            instant_of(TOKYO, date, time).unwrap()
        };
        let meant = Span { starts_at: at(from), ends_at: Some(at(to)) };
        prop_assert_eq!(span, Ok(meant), "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn no_text_makes_it_fall(text in "\\PC{0,40}", now in moments(), zone in zones()) {
        reads_back(&text, now, zone)?;
    }
}

#[test]
fn until_when_is_read_as_it_is_shown() {
    let zone = chrono_tz::Asia::Tokyo;
    let now = Utc.with_ymd_and_hms(2026, 11, 26, 0, 0, 0).unwrap();
    let until = read_until("12/4", now, zone).unwrap();
    assert_eq!(read_until("12月4日(金) 24:00", now, zone), Ok(until));
    assert_eq!(print_until(until, zone), "2026-12-04(金)");
    assert_eq!(read_until(&print_until(until, zone), now, zone), Ok(until));
    let hour = read_until("12/4 17:00", now, zone).unwrap();
    assert_eq!(read_until(&print_until(hour, zone), now, zone), Ok(hour));
}

use chrono::{TimeZone, Utc};
use proptest::prelude::*;

use super::super::model::tests::question;
use super::*;
use crate::config::Config;
use crate::guilds::settings::Settings;
use crate::ids::ChannelId;

/// Tuesday 2026-12-01 10:00 in Tokyo.
fn tuesday_ten() -> Instant {
    Utc.with_ymd_and_hms(2026, 12, 1, 1, 0, 0).unwrap()
}

fn times() -> Times {
    let settings = Settings::defaults(&Config::load(None).unwrap().community);
    Times {
        care: settings.care,
        working: settings.working_time(),
        quiet: settings.quiet_time(),
    }
}

fn asked_at(at: Instant) -> Question {
    Question {
        asked_at: at,
        waiting_since: at,
        last_word_at: at,
        thread: Some(ChannelId::new(6)),
        ..question(State::Open)
    }
}

/// Goes from look to look, marks what was done, and tells when each step came.
fn live(mut question: Question, times: &Times, until: Instant) -> (Question, Vec<(Step, Instant)>) {
    let mut marks = Marks::new();
    let mut done = Vec::new();
    let mut now = question.asked_at;
    loop {
        let outlook = outlook(&question, question.thread.is_some(), times, &marks, now);
        for due in &outlook.due {
            done.push((due.step, now));
            if let Some(mark) = due.mark {
                assert_eq!(marks.insert(mark, now), None, "{mark:?} twice");
            }
            if due.step == Step::Close {
                question = question.clone().lapse(now).unwrap();
            }
        }
        if outlook.due.is_empty() {
            match outlook.next {
                Some(next) if next <= until => {
                    assert!(next > now, "time goes on");
                    now = next;
                }
                _ => return (question, done),
            }
        }
    }
}

#[test]
fn a_question_of_tuesday_morning_is_called_after_four_hours_and_told_on_wednesday() {
    let (_, done) = live(
        asked_at(tuesday_ten()),
        &times(),
        tuesday_ten() + Duration::days(30),
    );
    assert_eq!(
        done,
        [
            (Step::CallTutors, tuesday_ten() + Duration::hours(4)),
            (Step::TellStaff, tuesday_ten() + Duration::hours(24)),
        ]
    );
}

#[test]
fn at_night_nothing_is_sent_also_when_the_clock_jumped() {
    let late = tuesday_ten() + Duration::hours(13); // 23:00
    let marks = Marks::new();
    let looked = outlook(&asked_at(tuesday_ten()), true, &times(), &marks, late);
    assert_eq!(looked.due, []);
    assert_eq!(looked.next, Some(tuesday_ten() + Duration::hours(22))); // 8:00
    let morning = outlook(
        &asked_at(tuesday_ten()),
        true,
        &times(),
        &marks,
        tuesday_ten() + Duration::hours(22),
    );
    assert_eq!(morning.due.len(), 1);
}

#[test]
fn nobody_to_call_means_that_staff_are_told_at_once() {
    let question = asked_at(tuesday_ten());
    let now = tuesday_ten() + Duration::hours(4);
    let wait = wait_of(&question);
    let marks = Marks::from([
        ((Mark::Called, wait), now),
        ((Mark::NobodyToCall, wait), now),
    ]);
    let due = outlook(&question, true, &times(), &marks, now).due;
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].step, Step::TellStaff);
}

#[test]
fn an_answered_question_is_asked_about_once_and_then_closed() {
    let answered = Question {
        last_word_by: Side::Helper,
        last_helper: Some(UserId::new(2)),
        answered_at: Some(tuesday_ten()),
        state: State::Answered,
        ..asked_at(tuesday_ten())
    };
    let (question, done) = live(answered, &times(), tuesday_ten() + Duration::days(60));
    assert_eq!(question.state, State::Closed);
    let steps: Vec<(Step, i64)> = done
        .iter()
        .map(|(step, at)| (*step, (*at - tuesday_ten()).num_days()))
        .collect();
    assert_eq!(
        steps,
        [(Step::AskAsker, 3), (Step::Close, 10), (Step::Rest, 11)]
    );
}

#[test]
fn whoever_owes_the_next_word_is_reminded_once() {
    let follow_up = Question {
        last_word_by: Side::Asker,
        last_helper: Some(UserId::new(2)),
        answered_at: Some(tuesday_ten()),
        state: State::Answered,
        turn: 3,
        ..asked_at(tuesday_ten())
    };
    let (_, done) = live(follow_up, &times(), tuesday_ten() + Duration::days(2));
    assert_eq!(done, [(Step::Remind, tuesday_ten() + Duration::hours(24))]);
    let assigned = Question {
        assigned: Some((UserId::new(2), tuesday_ten())),
        ..asked_at(tuesday_ten())
    };
    let (_, done) = live(assigned, &times(), tuesday_ten() + Duration::days(9));
    let steps: Vec<Step> = done.iter().map(|(step, _)| *step).collect();
    assert_eq!(steps, [Step::TellStaff, Step::Remind, Step::TellStaff]);
}

#[test]
fn the_tutors_with_the_least_load_are_called_and_never_the_asker() {
    let load = |user, open_calls, last: Option<i64>| Load {
        user: UserId::new(user),
        open_calls,
        last_called: last.map(crate::clock::from_millis),
    };
    let tutors = [
        load(1, 0, None),
        load(2, 3, None),
        load(3, 1, Some(50)),
        load(4, 1, Some(40)),
        load(5, 0, None),
        load(6, 1, None),
    ];
    let with_asker = choose_tutors(&tutors, None, tutors.len());
    assert!(
        with_asker.contains(&UserId::new(5)),
        "an absence would tell"
    );
    let chosen = choose_tutors(&tutors, Some(UserId::new(5)), 4);
    assert_eq!(chosen, [1, 6, 4, 3].map(UserId::new));
}

#[test]
fn every_mark_is_read_back() {
    for (mark, name) in Mark::ALL {
        assert_eq!(Mark::from_name(name), Some(mark));
        assert_eq!(mark.name(), name);
    }
}

proptest! {
    /// Whenever it was asked and however the figures are: nothing is sent in the quiet time,
    /// nothing twice, and in the end staff know of it.
    #[test]
    fn whatever_the_figures_staff_know_in_the_end_and_nobody_is_woken(
        minutes in 0_i64..60 * 24 * 400,
        call in 1_u16..40,
        staff in 1_u16..10,
        remind in 1_u16..10,
        assigned: bool,
    ) {
        let mut times = times();
        times.care.call_after_hours = call;
        times.care.staff_after_days = staff;
        times.care.remind_after_days = remind;
        let at = tuesday_ten() + Duration::minutes(minutes);
        let mut question = asked_at(at);
        if assigned {
            question.assigned = Some((UserId::new(2), at));
        }
        let (_, done) = live(question, &times, at + Duration::days(200));
        prop_assert!(done.iter().any(|(step, _)| *step == Step::TellStaff));
        let quiet = times.quiet.unwrap();
        for (step, at) in done {
            prop_assert_eq!(quiet.until(at), None, "{:?} at {}", step, at);
        }
    }
}

#[test]
fn without_a_thread_only_staff_are_told() {
    let gone = Question {
        thread: None,
        ..asked_at(tuesday_ten())
    };
    let (_, done) = live(gone, &times(), tuesday_ten() + Duration::days(3));
    let steps: Vec<Step> = done.iter().map(|(step, _)| *step).collect();
    assert_eq!(steps, [Step::TellStaff]);
}

#[test]
fn staff_read_what_an_asker_writes_after_they_were_asked() {
    let word = tuesday_ten() + Duration::days(4);
    let question = Question {
        state: State::Answered,
        last_word_at: word,
        last_helper: Some(UserId::new(7)),
        turn: 3,
        ..asked_at(tuesday_ten())
    };
    let asked = (Mark::Asked, wait_of(&question));
    let marks = Marks::from([(asked, tuesday_ten() + Duration::days(3))]);
    let due = |at| outlook(&question, true, &times(), &marks, at).due;
    let tells = |due: &[Due]| due.iter().any(|due| due.step == Step::TellStaff);
    assert!(!tells(&due(word)));
    assert!(tells(&due(word + Duration::days(4))));
}

//! Nobody is left waiting: what is to be done about a question because of the time. Pure: a
//! question, the guild's figures and what was done before in, what is due out.
//!
//! | while it is | and so long nothing came | happens, once |
//! |---|---|---|
//! | open | `call_after_hours` of working time | its tutors are called |
//! | open | `staff_after_days` working days, or nobody could be called | staff are told |
//! | open and assigned, or answered with the asker's word last | `remind_after_days` working days | whoever owes the word is reminded |
//! | open, assigned and reminded | `staff_after_days` working days | staff are told again |
//! | answered | `ask_after_days` days | the asker is asked whether it is resolved |
//! | answered and asked | `close_after_days` days | it is closed as answered |
//! | closed | `rest_after_days` days without a word | its thread is archived |
//!
//! A working day is as much working time as the programme works on a day. What was done is
//! marked with its occasion, and stays done whatever happens to the clock or the settings.

use std::collections::BTreeMap;

use chrono::Duration;

use super::model::{Question, Side, State};
use crate::clock::Instant;
use crate::guilds::settings::Care;
use crate::guilds::working::WorkingTime;
use crate::hours::Quiet;
use crate::ids::UserId;

/// What is done because of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    CallTutors,
    TellStaff,
    Remind,
    AskAsker,
    Close,
    Rest,
}

impl Step {
    /// Whether it is done in the question's thread, or leads there.
    fn is_said_in_thread(self) -> bool {
        !matches!(self, Self::TellStaff | Self::Close)
    }
}

/// What is remembered as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Called,
    /// There was nobody to call.
    NobodyToCall,
    StaffTold,
    Reminded,
    Asked,
    Rested,
}

impl Mark {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Called, "called"),
        (Self::NobodyToCall, "nobody_to_call"),
        (Self::StaffTold, "staff_told"),
        (Self::Reminded, "reminded"),
        (Self::Asked, "asked"),
        (Self::Rested, "rested"),
    ];

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(mark, _)| *mark == self)
            .map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(mark, _)| *mark)
    }
}

/// What was done before, by mark and occasion, and when.
pub type Marks = BTreeMap<(Mark, i64), Instant>;

/// A step that is due, with the mark that says that it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub step: Step,
    /// `None` for what changes the question itself.
    pub mark: Option<(Mark, i64)>,
}

/// What is due now, and when to look again; `None` if nothing more can become due by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    pub due: Vec<Due>,
    pub next: Option<Instant>,
}

/// When nobody works for two years, working time is no measure: then this is.
const WITHOUT_WORK: Duration = Duration::days(3);

/// The guild's figures and times.
#[derive(Clone, Debug)]
pub struct Times {
    pub care: Care,
    pub working: WorkingTime,
    pub quiet: Option<Quiet>,
}

impl Times {
    /// So much working time later, but not in the quiet time.
    fn working(&self, from: Instant, amount: Duration) -> Instant {
        let at = self.working.add(from, amount);
        self.loud(at.unwrap_or(from + WITHOUT_WORK))
    }

    /// So many working days.
    fn working_days(&self, from: Instant, days: u16) -> Instant {
        let hours = self.working.hours;
        let day = i64::from(hours.to.minutes()) - i64::from(hours.from.minutes());
        self.working(from, Duration::minutes(day * i64::from(days)))
    }

    fn days(from: Instant, days: u16) -> Instant {
        from + Duration::days(days.into())
    }

    /// The first moment from `at` on at which somebody may be disturbed.
    fn loud(&self, at: Instant) -> Instant {
        self.quiet.map_or(at, |quiet| quiet.after(at))
    }
}

/// What a waiting period of the question is known by: a new one begins when it is opened again.
#[must_use]
pub fn wait_of(question: &Question) -> i64 {
    question.waiting_since.timestamp_millis()
}

/// What is to be done about a question at an instant. As long as it has no thread, because
/// it is not made yet or was deleted, only staff can be told, and nothing else is done that
/// would be said there.
#[must_use]
pub fn outlook(
    question: &Question,
    has_thread: bool,
    times: &Times,
    marks: &Marks,
    now: Instant,
) -> Outlook {
    let mut outlook = Outlook::default();
    let mut wants = |step: Step, mark: Option<(Mark, i64)>, at: Instant, is_loud: bool| {
        let is_done = mark.is_some_and(|mark| marks.contains_key(&mark));
        if is_done || (step.is_said_in_thread() && !has_thread) {
            return;
        }
        // What was missed while nobody looked does not break the quiet either.
        let at = if is_loud && at <= now {
            times.loud(now)
        } else {
            at
        };
        if at <= now {
            outlook.due.push(Due { step, mark });
        } else {
            outlook.next = Some(outlook.next.map_or(at, |next| next.min(at)));
        }
    };
    let wait = wait_of(question);
    let care = &times.care;
    let remind = Some((Mark::Reminded, question.turn));
    match (question.state, question.last_word_by) {
        (State::Open, _) => {
            let since = question.waiting_since;
            if question.assigned.is_none() {
                let amount = Duration::hours(care.call_after_hours.into());
                let at = times.working(since, amount);
                wants(Step::CallTutors, Some((Mark::Called, wait)), at, true);
            }
            let nobody = marks.get(&(Mark::NobodyToCall, wait));
            let at = nobody.copied().map_or_else(
                || times.working_days(since, care.staff_after_days),
                |at| times.loud(at),
            );
            wants(Step::TellStaff, Some((Mark::StaffTold, wait)), at, true);
            if let Some((_, assigned)) = question.assigned {
                let at = times.working_days(assigned, care.remind_after_days);
                wants(Step::Remind, remind, at, true);
                if let Some(reminded) = marks.get(&(Mark::Reminded, question.turn)) {
                    let at = times.working_days(*reminded, care.staff_after_days);
                    let again = Some((Mark::StaffTold, question.turn));
                    wants(Step::TellStaff, again, at, true);
                }
            }
        }
        (State::Answered, by) => {
            let word = question.last_word_at;
            if by == Side::Asker && question.last_helper.is_some() {
                let at = times.working_days(word, care.remind_after_days);
                wants(Step::Remind, remind, at, true);
            }
            let asked = (Mark::Asked, wait);
            if let Some(asked) = marks.get(&asked) {
                if by == Side::Asker && word > *asked {
                    // Asked whether it is resolved, they wrote instead: nobody but staff
                    // may be left to read it.
                    let at = times.working_days(word, care.staff_after_days);
                    let told = Some((Mark::StaffTold, question.turn));
                    wants(Step::TellStaff, told, at, true);
                }
                let at = Times::days(word.max(*asked), care.close_after_days);
                // Those who follow it are told.
                wants(Step::Close, None, times.loud(at), true);
            } else {
                let at = times.loud(Times::days(word, care.ask_after_days));
                wants(Step::AskAsker, Some(asked), at, true);
            }
        }
        _ => {
            let closed = question.closed_at.unwrap_or(question.asked_at);
            let at = Times::days(closed.max(question.last_word_at), care.rest_after_days);
            let occasion = closed.timestamp_millis();
            wants(Step::Rest, Some((Mark::Rested, occasion)), at, false);
        }
    }
    outlook
}

/// Which tutors are called for a question: at most `most`, those with the fewest open calls
/// first; of equals the one who was called longest ago, and then the lowest id. `asker` is
/// left out; `None` for an anonymous question, where an absence would tell who asks.
#[must_use]
pub fn choose_tutors(tutors: &[Load], asker: Option<UserId>, most: usize) -> Vec<UserId> {
    let mut chosen: Vec<&Load> = tutors
        .iter()
        .filter(|tutor| Some(tutor.user) != asker)
        .collect();
    chosen.sort_by_key(|tutor| (tutor.open_calls, tutor.last_called, tutor.user));
    chosen.iter().take(most).map(|tutor| tutor.user).collect()
}

/// How much a tutor carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub user: UserId,
    /// Questions for which they were called or to which they are assigned, and that are
    /// not closed.
    pub open_calls: i64,
    pub last_called: Option<Instant>,
}

#[cfg(test)]
mod tests;

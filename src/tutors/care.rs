//! Nobody is left waiting: what is to be done about a request because of the time. Pure: a
//! request, the guild's figures and what was done before in, what is due out.
//!
//! | while it is | and so long | happens, once |
//! |---|---|---|
//! | waiting or offered | until what was promised | the member hears that it waits, and by when they hear again |
//! | waiting | `expire_days` since it was made or handed back | it has run out, and the member is told |
//! | matched | `remind_hours` without a word | whoever's turn it is is reminded |
//! | matched | `staff_days` without a word | staff see it |
//! | matched, and one has ended it | `confirm_days` without an answer or a word | it is finished |
//!
//! Nothing of this is said in the quiet time. Offers and pauses have their ends written down
//! (`expires_at`, `resume_at`).

use std::collections::BTreeMap;

use chrono::Duration;

use super::model::{Request, RequestState};
use crate::clock::Instant;
use crate::guilds::settings::{Settings, Tutoring};
use crate::guilds::working::WorkingTime;
use crate::hours::Quiet;

/// What is done because of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Promise,
    Expire,
    Remind,
    TellStaff,
    Finish,
}

/// What is remembered as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Reminded,
    StaffTold,
}

impl Mark {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reminded => "reminded",
            Self::StaffTold => "staff_told",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Reminded, Self::StaffTold]
            .into_iter()
            .find(|mark| mark.name() == name)
    }
}

/// What was done before, by mark and occasion, and when.
pub type Marks = BTreeMap<(Mark, i64), Instant>;

/// What is due now, and when to look again; `None` if nothing more can become due by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    pub due: Vec<(Step, Option<(Mark, i64)>)>,
    pub next: Option<Instant>,
}

/// The guild's figures and times.
#[derive(Clone, Debug)]
pub struct Times {
    pub figures: Tutoring,
    pub working: WorkingTime,
    pub quiet: Option<Quiet>,
}

impl Times {
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            figures: settings.tutoring,
            working: settings.working_time(),
            quiet: settings.quiet_time(),
        }
    }

    /// The first moment from `at` on at which somebody may be disturbed.
    fn loud(&self, at: Instant) -> Instant {
        self.quiet.map_or(at, |quiet| quiet.after(at))
    }

    /// By when somebody who waits hears again: at the same hour so many working days later,
    /// or where nobody works at all so many days.
    #[must_use]
    pub fn promise(&self, now: Instant) -> Instant {
        let hours = self.working.hours;
        let day = i64::from(hours.to.minutes()) - i64::from(hours.from.minutes());
        let days = i64::from(self.figures.promise_days);
        let by_work = self.working.add(now, Duration::minutes(day * days));
        self.loud(by_work.unwrap_or(now + Duration::days(days)))
    }

    /// When an offer that is made now runs out: hours in which people sleep do not count.
    #[must_use]
    pub fn offer_ends(&self, now: Instant) -> Instant {
        let amount = Duration::hours(self.figures.answer_hours.into());
        self.quiet
            .map_or(now + amount, |quiet| quiet.add_waking(now, amount))
    }
}

/// What is to be done about a request at an instant.
#[must_use]
pub fn outlook(request: &Request, times: &Times, marks: &Marks, now: Instant) -> Outlook {
    let mut outlook = Outlook::default();
    let mut wants = |step: Step, mark: Option<(Mark, i64)>, at: Instant| {
        if mark.is_some_and(|mark| marks.contains_key(&mark)) {
            return;
        }
        // What was missed while nobody looked does not break the quiet either.
        let at = times.loud(at.max(now));
        if at <= now {
            outlook.due.push((step, mark));
        } else {
            outlook.next = Some(outlook.next.map_or(at, |next| next.min(at)));
        }
    };
    let figures = &times.figures;
    match (request.state, request.talk) {
        (RequestState::Waiting | RequestState::Offered, _) => {
            let ends = request.waiting_since + Duration::days(figures.expire_days.into());
            if request.state == RequestState::Waiting {
                wants(Step::Expire, None, ends);
            }
            // Whose request has run out is told that, and nothing else.
            if request.state == RequestState::Offered || now < ends {
                wants(Step::Promise, None, request.promised_at);
            }
        }
        (RequestState::Matched, Some(talk)) => {
            if let Some((_, at)) = talk.ended {
                let at = at.max(talk.last_word_at) + Duration::days(figures.confirm_days.into());
                wants(Step::Finish, None, at);
            } else {
                let word = talk.last_word_at;
                let remind = word + Duration::hours(figures.remind_hours.into());
                wants(Step::Remind, Some((Mark::Reminded, talk.turn)), remind);
                let staff = word + Duration::days(figures.staff_days.into());
                wants(Step::TellStaff, Some((Mark::StaffTold, talk.turn)), staff);
            }
        }
        _ => {}
    }
    outlook
}

#[cfg(test)]
mod tests;

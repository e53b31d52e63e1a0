//! What was counted, for staff and for the municipality: people (実人数) and attendances
//! (延べ人数) are kept apart, and so are those who signed up, came, were absent, walked in, and
//! saw the recording.

use std::collections::BTreeSet;

use super::counting::SessionTally;
use super::feedback::Results;
use super::model::{Course, CourseState, Session};
use super::service::Courses;
use super::store::{courses, sessions};
use crate::clock::Instant;
use crate::db::DbError;
use crate::guilds::Actor;
use crate::ids::{CourseId, GuildId, UserId};
use crate::members::looks::LookedAt;

/// What was counted in a session.
#[derive(Clone, Debug)]
pub struct SessionReport {
    pub session: Session,
    pub tally: SessionTally,
    pub results: Results,
}

/// What was counted in a course.
#[derive(Clone, Debug)]
pub struct CourseReport {
    pub course: Course,
    /// Those that took or take place, the first first.
    pub sessions: Vec<SessionReport>,
}

/// Sums over sessions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub sessions: usize,
    /// Members, each once, however often they came (実人数).
    pub people: usize,
    /// Each time that somebody came, those without Discord included (延べ人数).
    pub attendances: i64,
    /// Of these: people without Discord, who cannot be told apart.
    pub walk_ins: i64,
    pub viewers: i64,
}

impl Totals {
    /// Of these sessions together.
    #[must_use]
    pub fn of<'a>(sessions: impl Iterator<Item = &'a SessionReport>) -> Self {
        let mut people: BTreeSet<UserId> = BTreeSet::new();
        let mut totals = Self::default();
        for report in sessions {
            let tally = &report.tally;
            people.extend(tally.came.iter().chain(&tally.walked_in));
            totals.sessions += 1;
            totals.attendances += tally.attendances();
            totals.walk_ins += tally.walk_ins;
            totals.viewers += tally.viewers;
        }
        totals.people = people.len();
        totals
    }
}

impl CourseReport {
    /// Everything that was said of it.
    #[must_use]
    pub fn results(&self) -> Results {
        let all = self.sessions.iter().map(|report| report.results.clone());
        all.fold(Results::default(), Results::and)
    }
}

impl Courses {
    async fn report_on(&self, course: Course) -> Result<CourseReport, DbError> {
        let mut reports = Vec::new();
        for session in sessions::of_course(&self.db, course.id).await? {
            if session.is_cancelled() {
                continue;
            }
            reports.push(self.report_on_session(session).await?);
        }
        Ok(CourseReport {
            course,
            sessions: reports,
        })
    }

    async fn report_on_session(&self, session: Session) -> Result<SessionReport, DbError> {
        let tally = self.tally(&session).await?;
        let asked = tally.came.len() + tally.walked_in.len();
        let results = self.results(session.id, asked).await?;
        Ok(SessionReport {
            session,
            tally,
            results,
        })
    }

    /// What was counted in a course, for those who see to it: that they see what those have said
    /// who may be named is recorded.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn report(
        &self,
        actor: &Actor,
        id: CourseId,
    ) -> Result<Option<CourseReport>, DbError> {
        let Some(course) = courses::find(&self.db, actor.guild, id).await? else {
            return Ok(None);
        };
        let is_theirs = self.sees_to(actor, course.details.programme).await?;
        if !is_theirs || course.state == CourseState::Draft {
            return Ok(None);
        }
        let report = self.report_on(course).await?;
        let results = report.results();
        let named = results.helped.iter().chain(&results.next);
        let named = named.filter_map(|quote| quote.by);
        let by = Some(actor.user);
        self.members
            .seen(actor.guild, named, LookedAt::Report(id), by)
            .await?;
        Ok(Some(report))
    }

    /// A course by the number that people know, if the actor may see it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn numbered(&self, actor: &Actor, number: i64) -> Result<Option<CourseId>, DbError> {
        let course = courses::numbered(&self.db, actor.guild, number).await?;
        let Some(course) = course else {
            return Ok(None);
        };
        let seen = self.seen_by(actor, course.id).await?;
        Ok(seen.map(|(course, _)| course.id))
    }

    /// What was counted in the sessions that began from one instant up to another, of a guild or
    /// of all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn counted_between(
        &self,
        guild: Option<GuildId>,
        from: Instant,
        to: Instant,
    ) -> Result<Vec<(Course, SessionReport)>, DbError> {
        let mut all = Vec::new();
        for session in sessions::between(&self.db, guild, from, to).await? {
            let Some(course) = courses::find(&self.db, session.guild, session.course).await? else {
                continue;
            };
            if session.is_cancelled() || course.state == CourseState::Draft {
                continue;
            }
            all.push((course, self.report_on_session(session).await?));
        }
        Ok(all)
    }
}

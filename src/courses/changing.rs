//! What changes after a course was published: its details, a session's time, and that one or
//! all do not take place. What matters is said once to those who joined.

use super::dates::Span;
use super::model::{Course, CourseState, LATEST, Session, whole};
use super::notices::{GATHER, NoticeKind};
use super::planning::Refusal;
use super::service::Courses;
use super::store::notices::About;
use super::store::{self, courses, enrolments, sessions};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{CourseId, SessionId};

impl Courses {
    /// The details of a published course are others.
    pub(super) async fn changed(
        &self,
        tx: &mut Tx,
        was: &Course,
        is: &Course,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let settings = self.guilds.settings_in(tx, is.guild).await?;
        self.show(tx, is, now).await?;
        let (old, new) = (&was.details, &is.details);
        let is_elsewhere = old.place != new.place;
        if is_elsewhere {
            courses::set_placed(tx, is.id, now).await?;
        }
        let is_said_otherwise = old.title != new.title || old.description != new.description;
        let all = sessions::of_course_in(tx, is.id).await?;
        if is_elsewhere || is_said_otherwise {
            sessions::grow_sequence(tx, is.id, now).await?;
            let shown = |session: &&Session| session.is_ahead(now) && session.event.is_some();
            for session in all.iter().filter(shown) {
                self.show_event(tx, session, now).await?;
            }
        }
        if old.reminders != new.reminders {
            sessions::reconsider(tx, None, Some(is.id), now).await?;
        }
        if old.deadline != new.deadline {
            courses::look_again(tx, is.id, Some(now)).await?;
        }
        let about = About {
            guild: is.guild,
            course: is.id,
            session: None,
            kind: NoticeKind::Changed,
            occasion: now.timestamp_millis(),
        };
        let is_over = all.iter().all(|session| !session.is_ahead(now));
        if is_elsewhere && !is_over {
            self.tell_all(tx, &about).await?;
        }
        if old.description != new.description && !is_over {
            courses::set_reworded(tx, is.id, now).await?;
            let about = About {
                kind: NoticeKind::Reworded,
                ..about
            };
            self.tell_all(tx, &about).await?;
        }
        // Before the hour before nobody has seen it.
        if old.link != new.link && all.iter().any(|session| session.shows_link(now)) {
            let about = About {
                kind: NoticeKind::Relinked,
                ..about
            };
            self.tell_all(tx, &about).await?;
        }
        if old.capacity != new.capacity {
            self.offer_places(tx, &settings, is).await?;
        }
        Ok(())
    }

    /// Puts a session to another time; with the instant since when it is planned as it was
    /// seen only if nobody else has moved it meanwhile.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn move_session(
        &self,
        actor: &Actor,
        (id, planned_at): (SessionId, Option<Instant>),
        span: &Span,
    ) -> Result<(Course, Session), Fault<Refusal>> {
        let (mut tx, course, session) = self.hold_session(actor, id).await?;
        let now = self.clock.now();
        let times = whole(span);
        let settings = self.guilds.settings_in(&mut tx, course.guild).await?;
        if times == (session.starts_at, session.ends_at) {
            return Ok((course, session));
        }
        if planned_at.is_some_and(|planned_at| planned_at != session.planned_at) {
            return Err(Fault::Refused(Refusal::Changed));
        }
        if times.0 <= now {
            let fault = super::dates::DateFault::Past {
                date: times.0.with_timezone(&settings.time_zone).date_naive(),
            };
            let line = String::new();
            return Err(Fault::Refused(Refusal::Date { line, fault }));
        }
        if times.0 > now + LATEST {
            let year = chrono::Datelike::year(&times.0);
            let fault = super::dates::DateFault::TooFar { year };
            let line = String::new();
            return Err(Fault::Refused(Refusal::Date { line, fault }));
        }
        self.close_roll(&mut tx, &session).await?;
        // Who said that they were there was there at another time.
        store::attendance::forget(&mut tx, id, actor.user, now).await?;
        // Who could not come then may be able to now.
        sessions::forget_excuses(&mut tx, id).await?;
        // Who corrects themselves at once is heard once, and of nothing if it is as it was.
        let are_told = session.was.is_none() || session.planned_at + GATHER <= now;
        let was = Some((session.starts_at, session.ends_at)).filter(|_| are_told);
        sessions::set_times(&mut tx, id, times, are_told, now).await?;
        let moved = Session {
            starts_at: times.0,
            ends_at: times.1,
            sequence: session.sequence + 1,
            planned_at: now,
            was: was.or(session.was),
            ..session
        };
        if course.state == CourseState::Published {
            self.show(&mut tx, &course, now).await?;
            self.show_event(&mut tx, &moved, now).await?;
            self.shorten_offers(&mut tx, course.id).await?;
            let about = about(&course, &moved, NoticeKind::Moved, now.timestamp_millis());
            self.tell_all(&mut tx, &about).await?;
        }
        self.commit(tx).await?;
        Ok((course, moved))
    }

    /// A session that has not begun, of a course that is not cancelled, and that the actor
    /// sees to.
    async fn hold_session(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<(Tx, Course, Session), Fault<Refusal>> {
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let known = known.ok_or(Fault::Refused(Refusal::Unknown))?;
        let (mut tx, course) = self.hold_as_staff(actor, known.course).await?;
        let session = sessions::find_in(&mut tx, id).await?;
        let session = session.ok_or(Fault::Refused(Refusal::Unknown))?;
        let is_running = course.state != CourseState::Cancelled;
        if is_running && session.is_ahead(self.clock.now()) {
            Ok((tx, course, session))
        } else {
            Err(Fault::Refused(Refusal::NotRunning))
        }
    }

    /// A session does not take place. Where it was the only one, neither does the course.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn cancel_session(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<(Course, Session), Fault<Refusal>> {
        let (mut tx, course, session) = self.hold_session(actor, id).await?;
        let now = self.clock.now();
        let all = sessions::of_course_in(&mut tx, course.id).await?;
        let others = all.iter().any(|s| s.id != id && !s.is_cancelled());
        let mut cancelled = session;
        if others {
            sessions::cancel(&mut tx, id, now).await?;
            cancelled.cancelled_at = Some(now);
            if course.state == CourseState::Published {
                self.show(&mut tx, &course, now).await?;
                self.show_event(&mut tx, &cancelled, now).await?;
                self.close_roll(&mut tx, &cancelled).await?;
                self.shorten_offers(&mut tx, course.id).await?;
                let about = about(&course, &cancelled, NoticeKind::SessionCancelled, 0);
                self.tell_all(&mut tx, &about).await?;
            }
        } else {
            self.cancel_all(&mut tx, &course).await?;
        }
        self.commit(tx).await?;
        Ok((course, cancelled))
    }

    /// No place is kept beyond the last session's start.
    async fn shorten_offers(&self, tx: &mut Tx, id: CourseId) -> Result<(), DbError> {
        let all = sessions::of_course_in(tx, id).await?;
        let held = all.iter().filter(|session| !session.is_cancelled());
        match held.map(|session| session.starts_at).max() {
            Some(last) => enrolments::offered_until_at_most(tx, id, last).await,
            None => Ok(()),
        }
    }

    /// Nobody is asked any more who is there.
    async fn close_roll(&self, tx: &mut Tx, session: &Session) -> Result<(), DbError> {
        if session.opened_for != Some(session.starts_at) {
            return Ok(());
        }
        let why = format!("over {}", session.starts_at.timestamp_millis());
        let subject = (session.guild, session.id.0);
        self.want(tx, subject, crate::outbox::Effect::SessionRollEdit, &why)
            .await
    }

    /// A course does not take place, or not any more.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn cancel(&self, actor: &Actor, id: CourseId) -> Result<Course, Fault<Refusal>> {
        let (mut tx, course) = self.hold_as_staff(actor, id).await?;
        match course.state {
            CourseState::Published => {}
            // A second press.
            CourseState::Cancelled => return Ok(course),
            CourseState::Draft => return Err(Fault::Refused(Refusal::NotRunning)),
        }
        let now = self.clock.now();
        let all = sessions::of_course_in(&mut tx, id).await?;
        if all.iter().all(|session| !session.is_ahead(now)) {
            return Err(Fault::Refused(Refusal::NotRunning));
        }
        let cancelled = self.cancel_all(&mut tx, &course).await?;
        self.commit(tx).await?;
        Ok(cancelled)
    }

    async fn cancel_all(&self, tx: &mut Tx, course: &Course) -> Result<Course, DbError> {
        let now = self.clock.now();
        courses::cancel(tx, course.id, now).await?;
        let cancelled = Course {
            state: CourseState::Cancelled,
            version: course.version + 1,
            ..course.clone()
        };
        for session in sessions::of_course_in(tx, course.id).await? {
            if session.is_ahead(now) {
                sessions::cancel(tx, session.id, now).await?;
                let gone = Session {
                    cancelled_at: Some(now),
                    ..session
                };
                self.show_event(tx, &gone, now).await?;
                self.close_roll(tx, &gone).await?;
            }
        }
        self.show(tx, &cancelled, now).await?;
        let about = About {
            guild: course.guild,
            course: course.id,
            session: None,
            kind: NoticeKind::CourseCancelled,
            occasion: 0,
        };
        self.tell_all(tx, &about).await?;
        Ok(cancelled)
    }
}

/// What is said about one session of a course.
pub(super) fn about(
    course: &Course,
    session: &Session,
    kind: NoticeKind,
    occasion: i64,
) -> store::notices::About {
    About {
        guild: course.guild,
        course: course.id,
        session: Some(session.id),
        kind,
        occasion,
    }
}

//! Giving up a place, the offer of one or the place in line, or one session of a series: whoever is
//! next in line is offered what becomes free.

use super::enrolling::JoinRefusal;
use super::model::{Course, CourseState, Enrolment, Session, Standing};
use super::service::Courses;
use super::store::{self, enrolments, sessions};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{CourseId, GuildId, SessionId, UserId};

/// Somebody has given up a course.
#[derive(Clone, Debug)]
pub struct Left {
    pub course: Course,
    /// How they stood; `None` if they had given it up before.
    pub was: Option<Standing>,
}

/// Somebody does not come to a session.
#[derive(Clone, Debug)]
pub struct Skipped {
    pub course: Course,
    pub session: Session,
    /// Whether there is no other of the course to which they come.
    pub is_last: bool,
}

impl Courses {
    /// Somebody gives up their place, the offer of one, or theirs in line.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`], or ours.
    pub async fn leave(&self, actor: &Actor, id: CourseId) -> Result<Left, Fault<JoinRefusal>> {
        let (mut tx, course) = self.hold_published(actor.guild, id).await?;
        let known = enrolments::find_in(&mut tx, id, actor.user).await?;
        let Some(known) = known else {
            return Err(Fault::Refused(JoinRefusal::NotEnrolled));
        };
        if known.standing == Standing::Cancelled {
            return Ok(Left { course, was: None });
        }
        if course.state == CourseState::Cancelled {
            return Err(Fault::Refused(JoinRefusal::Off));
        }
        let now = self.clock.now();
        let all = sessions::of_course_in(&mut tx, id).await?;
        if !all.iter().any(|session| session.is_ahead(now)) {
            // Who had a place is part of what is counted.
            return Err(Fault::Refused(JoinRefusal::Begun));
        }
        self.give_up(&mut tx, &course, &known).await?;
        self.commit(tx).await?;
        Ok(Left {
            course,
            was: Some(known.standing),
        })
    }

    /// A place that is kept for somebody is not wanted; only an offer is given up by this.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`], or ours.
    pub async fn decline(&self, actor: &Actor, id: CourseId) -> Result<Course, Fault<JoinRefusal>> {
        let (mut tx, course) = self.hold_published(actor.guild, id).await?;
        if course.state == CourseState::Cancelled {
            return Err(Fault::Refused(JoinRefusal::Off));
        }
        let known = enrolments::find_in(&mut tx, id, actor.user).await?;
        match known {
            Some(known) if matches!(known.standing, Standing::Offered { .. }) => {
                self.give_up(&mut tx, &course, &known).await?;
                self.commit(tx).await?;
                Ok(course)
            }
            Some(known) if known.standing.is_going() => Err(Fault::Refused(JoinRefusal::HasPlace)),
            _ => Err(Fault::Refused(JoinRefusal::NoOffer)),
        }
    }

    /// Somebody has left the server: their places are offered to others.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn left(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        let now = self.clock.now();
        for known in enrolments::of_user(&self.db, guild, user, now).await? {
            let mut tx = self.db.begin().await?;
            let course = store::hold(&mut tx, guild, known.course).await?;
            let known = enrolments::find_in(&mut tx, known.course, user).await?;
            if let (Some(course), Some(known)) = (course, known)
                && known.standing != Standing::Cancelled
            {
                self.give_up(&mut tx, &course, &known).await?;
                self.commit(tx).await?;
            }
        }
        Ok(())
    }

    /// A place is given up, and offered to the next in line.
    pub(super) async fn give_up(
        &self,
        tx: &mut Tx,
        course: &Course,
        known: &Enrolment,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let whose = (known.guild, known.course, known.user);
        enrolments::put(tx, whose, Standing::Cancelled, known.line, now).await?;
        sessions::come_again(tx, known.course, known.user, now).await?;
        let settings = self.guilds.settings_in(tx, course.guild).await?;
        self.offer_places(tx, &settings, course).await?;
        self.show(tx, course, now).await
    }

    /// Somebody with a place does not come to a session: it is noted, and they keep their place.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`], or ours.
    pub async fn skip(&self, actor: &Actor, id: SessionId) -> Result<Skipped, Fault<JoinRefusal>> {
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let session = known.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        let (mut tx, course) = self.hold_published(actor.guild, session.course).await?;
        let now = self.clock.now();
        let enrolment = enrolments::find_in(&mut tx, course.id, actor.user).await?;
        match enrolment.map_or(Standing::Cancelled, |known| known.standing) {
            Standing::Going { .. } => {}
            Standing::Cancelled => return Err(Fault::Refused(JoinRefusal::NotEnrolled)),
            Standing::Waitlisted | Standing::Offered { .. } => {
                return Err(Fault::Refused(JoinRefusal::InLine));
            }
        }
        let all = sessions::of_course_in(&mut tx, course.id).await?;
        let session = all.iter().find(|session| session.id == id);
        let session = session.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        if course.state == CourseState::Cancelled || session.is_cancelled() {
            return Err(Fault::Refused(JoinRefusal::Off));
        }
        if !session.is_ahead(now) {
            return Err(Fault::Refused(JoinRefusal::Begun));
        }
        sessions::excuse(&mut tx, id, actor.user, true, now).await?;
        let away = sessions::excuses_in(&mut tx, course.id, actor.user).await?;
        let comes_to = |other: &Session| other.is_ahead(now) && !away.contains(&other.id);
        let is_last = !all.iter().any(comes_to);
        let session = session.clone();
        self.commit(tx).await?;
        Ok(Skipped {
            course,
            session,
            is_last,
        })
    }

    /// Somebody who could not come to a session can after all.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`], or ours.
    pub async fn unskip(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<(Course, Session), Fault<JoinRefusal>> {
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let session = known.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        let (mut tx, course) = self.hold_published(actor.guild, session.course).await?;
        let now = self.clock.now();
        let enrolment = enrolments::find_in(&mut tx, course.id, actor.user).await?;
        if !enrolment.is_some_and(|e| e.standing != Standing::Cancelled) {
            return Err(Fault::Refused(JoinRefusal::NotEnrolled));
        }
        let session = sessions::find_in(&mut tx, session.id).await?;
        let is_off = session.as_ref().is_none_or(Session::is_cancelled);
        if course.state == CourseState::Cancelled || is_off {
            return Err(Fault::Refused(JoinRefusal::Off));
        }
        let session = session.filter(|session| session.is_ahead(self.clock.now()));
        // Who said that they were not there is part of what is counted.
        let session = session.ok_or(Fault::Refused(JoinRefusal::Begun))?;
        sessions::excuse(&mut tx, id, actor.user, false, now).await?;
        sessions::look_again(&mut tx, id, Some(now)).await?;
        self.commit(tx).await?;
        Ok((course, session))
    }
}

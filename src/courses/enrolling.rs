//! Joining a course, and the line: who is offered a place that becomes free.
//!
//! A course with places left takes whoever asks. One that is full has a line, in the order of
//! the presses; a place that becomes free is kept for the first in line for a time that leaves
//! out the quiet hours, and then for the next.

use std::sync::Arc;

use super::line::{Carried, Press};
use super::model::{Closed, Course, CourseState, Session, Standing, closed, free_seat};
use super::service::Courses;
use super::store::enrolments::{self, Counts};
use super::store::{self, courses, sessions};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{CourseId, GuildId, ProgrammeId, SessionId, UserId};
use crate::members::{Extent, Trace};

/// The version of what the announcement says is kept: whoever presses 「参加する」 agrees to it. It
/// grows with every change of what it says; announcements that stand are shown anew then.
pub const CONSENT_VERSION: i64 = 1;

/// Why somebody does not join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinRefusal {
    /// There is no such course for them.
    Unknown,
    Closed(Closed),
    /// It is for those with a role that they do not have.
    Role(crate::ids::RoleId),
    /// It is for those of a programme to which they do not belong.
    Programme,
    /// They have no place, and stand in no line.
    NotEnrolled,
    /// The place was kept for them until a time that is over.
    Lapsed,
    /// The session has begun.
    Begun,
    /// The course, or the session, does not take place.
    Off,
    /// They have no place yet.
    InLine,
    /// They have their place already.
    HasPlace,
    /// No place is kept for them.
    NoOffer,
}

/// How somebody stands after a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    pub standing: Standing,
    /// In line: 1 is the first.
    pub position: i64,
    /// Whether this press has made it so.
    pub is_new: bool,
    /// Whether they never had to do with a course of the server before.
    pub is_first: bool,
}

/// What a press came to.
#[derive(Clone, Debug)]
pub struct Joined {
    pub course: Arc<Course>,
    /// Its sessions, the first first.
    pub sessions: Arc<[Session]>,
    pub stand: Stand,
    /// Whether the place was kept for them.
    pub was_offered: bool,
}

/// What is known of a course for one person.
#[derive(Clone, Debug)]
pub struct View {
    pub course: Course,
    pub sessions: Vec<Session>,
    pub counts: Counts,
    pub standing: Option<Standing>,
    /// In line: 1 is the first.
    pub position: i64,
    /// The sessions to which they do not come.
    pub away: Vec<SessionId>,
    pub closed: Option<Closed>,
    pub is_staff: bool,
}

/// Places that nobody has and that are kept for nobody, if there is a number of them.
#[must_use]
pub fn places_left(course: &Course, counts: Counts) -> Option<i64> {
    let taken = counts.going + counts.offered;
    // Those in line come first.
    let free = |capacity: i64| {
        if counts.waiting > 0 {
            0
        } else {
            (capacity - taken).max(0)
        }
    };
    course.details.capacity.map(free)
}

impl Courses {
    /// How many have a place, are offered one, and stand in line.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn counts(&self, id: CourseId) -> Result<Counts, DbError> {
        enrolments::counts(&self.db, id).await
    }

    /// How somebody stands in a course; `None` if they never had to do with it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn standing(&self, id: CourseId, user: UserId) -> Result<Option<Standing>, DbError> {
        let known = enrolments::find(&self.db, id, user).await?;
        Ok(known.map(|known| known.standing))
    }

    /// Whether somebody has said that they do not come to a session.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_away(&self, id: SessionId, user: UserId) -> Result<bool, DbError> {
        sessions::is_excused(&self.db, id, user).await
    }

    /// A course as somebody may see it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn view(&self, actor: &Actor, id: CourseId) -> Result<Option<View>, DbError> {
        let Some((course, sessions)) = self.seen_by(actor, id).await? else {
            return Ok(None);
        };
        let is_staff = self.sees_to(actor, course.details.programme).await?;
        let known = enrolments::find(&self.db, id, actor.user).await?;
        let standing = known.as_ref().map(|known| known.standing);
        let position = match &known {
            Some(known) if known.standing == Standing::Waitlisted => {
                enrolments::seen_ahead(&self.db, id, known.line).await? + 1
            }
            _ => 0,
        };
        let closed = closed(&course, &sessions, self.clock.now());
        Ok(Some(View {
            counts: enrolments::counts(&self.db, id).await?,
            away: sessions::excuses_of(&self.db, id, actor.user).await?,
            course,
            sessions,
            standing,
            position,
            closed,
            is_staff,
        }))
    }

    /// Takes a place, or one in line; a second press changes nothing. `order` is Discord's id of
    /// the press: of several at once the earlier come first.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`], or ours.
    pub async fn join(
        &self,
        actor: &Actor,
        id: CourseId,
        order: u64,
    ) -> Result<Joined, Fault<JoinRefusal>> {
        let wish = (order, actor.clone(), id);
        self.line.press(wish, |presses| self.serve(presses)).await
    }

    /// Discord has told of a press of 「参加する」, which comes soon: those behind it wait for it.
    pub fn join_announced(&self, order: u64) {
        self.line.announce(order);
    }

    /// To be held by whoever handles it: nobody waits for it once that is over.
    #[must_use]
    pub fn join_carried(&self, order: u64) -> Carried {
        self.line.carry(order)
    }

    /// Answers presses in their order, those for one course in one transaction.
    async fn serve(&self, presses: Vec<Press>) {
        let mut of_course: Vec<(GuildId, CourseId, Vec<Press>)> = Vec::new();
        for press in presses {
            let (guild, course) = (press.actor.guild, press.course);
            let known = of_course
                .iter_mut()
                .find(|(g, c, _)| (*g, *c) == (guild, course));
            match known {
                Some((.., all)) => all.push(press),
                None => of_course.push((guild, course, vec![press])),
            }
        }
        for (guild, course, presses) in of_course {
            let actors: Vec<&Actor> = presses.iter().map(|press| &press.actor).collect();
            let mut outcomes = match self.join_all(guild, course, &actors).await {
                Ok(outcomes) => outcomes.into_iter(),
                Err(error) => {
                    tracing::error!(%course, %error, "presses could not be served");
                    Vec::new().into_iter()
                }
            };
            for press in presses {
                let outcome = outcomes.next();
                press.answer(
                    outcome.map_or_else(not_served, |outcome| outcome.map_err(Fault::Refused)),
                );
            }
        }
    }

    /// What each of these comes to who want to join a course, in their order.
    async fn join_all(
        &self,
        guild: GuildId,
        id: CourseId,
        actors: &[&Actor],
    ) -> Result<Vec<Result<Joined, JoinRefusal>>, DbError> {
        let known = self.guilds.find(guild).await?;
        let programmes = self.guilds.programmes(guild).await?;
        let mut tx = self.db.begin().await?;
        let course = store::hold(&mut tx, guild, id).await?;
        let course = course.filter(|course| course.state != CourseState::Draft);
        let Some(course) = course else {
            let unknown = || Err(JoinRefusal::Unknown);
            return Ok(actors.iter().map(|_| unknown()).collect());
        };
        let sessions: Arc<[Session]> = sessions::of_course_in(&mut tx, id).await?.into();
        let course = Arc::new(course);
        let mut outcomes = Vec::new();
        for actor in actors {
            let belongs = match &known {
                Some(guild) => guild.capabilities(actor, &programmes).programmes,
                None => Vec::new(),
            };
            let stand = self
                .join_one(&mut tx, &course, &sessions, actor, &belongs)
                .await?;
            outcomes.push(stand.map(|(stand, was_offered)| Joined {
                course: Arc::clone(&course),
                sessions: Arc::clone(&sessions),
                stand,
                was_offered,
            }));
        }
        let is_new = |joined: &Result<Joined, _>| joined.as_ref().is_ok_and(|j| j.stand.is_new);
        if outcomes.iter().any(is_new) {
            self.show(&mut tx, &course, self.clock.now()).await?;
        }
        self.commit(tx).await?;
        Ok(outcomes)
    }

    /// How one person stands after their press, and whether a place was kept for them.
    async fn join_one(
        &self,
        tx: &mut Tx,
        course: &Course,
        sessions: &[Session],
        actor: &Actor,
        belongs: &[ProgrammeId],
    ) -> Result<Result<(Stand, bool), JoinRefusal>, DbError> {
        let id = course.id;
        let known = enrolments::find_in(tx, id, actor.user).await?;
        let standing = known.as_ref().map_or(Standing::Cancelled, |k| k.standing);
        let now = self.clock.now();
        let whose = (course.guild, id, actor.user);
        let ended = closed(course, sessions, now);
        if let Some(why @ (Closed::Cancelled | Closed::Over)) = ended {
            return Ok(Err(JoinRefusal::Closed(why)));
        }
        match standing {
            Standing::Going { .. } => return Ok(Ok((stand(standing, 0, false), false))),
            Standing::Waitlisted => {
                let line = known.map_or(0, |known| known.line);
                let position = enrolments::ahead(tx, id, line).await? + 1;
                return Ok(Ok((stand(standing, position, false), false)));
            }
            Standing::Offered { seat, until } if now < until => {
                let standing = Standing::Going { seat };
                let line = enrolments::end_of_line(tx, id).await?;
                enrolments::put(tx, whose, standing, line, now).await?;
                enrolments::agreed(tx, id, actor.user).await?;
                let stand = Stand {
                    is_first: !enrolments::any_beside(tx, whose).await?,
                    ..stand(standing, 0, true)
                };
                return Ok(Ok((stand, true)));
            }
            // The keeper has not come to it yet.
            Standing::Offered { .. } => return Ok(Err(JoinRefusal::Lapsed)),
            Standing::Cancelled => {}
        }
        if let Some(why) = ended {
            return Ok(Err(JoinRefusal::Closed(why)));
        }
        let details = &course.details;
        if let Some(role) = details.role.filter(|role| !actor.roles.contains(role)) {
            return Ok(Err(JoinRefusal::Role(role)));
        }
        if details.programme.is_some_and(|id| !belongs.contains(&id)) {
            return Ok(Err(JoinRefusal::Programme));
        }
        let line = enrolments::end_of_line(tx, id).await?;
        let is_first = enrolments::next_in_line(tx, id).await?.is_none();
        let free = if is_first {
            let taken = enrolments::seats(tx, id).await?;
            free_seat(details.capacity, &taken)
        } else {
            None
        };
        let standing = free.map_or(Standing::Waitlisted, |seat| Standing::Going { seat });
        let is_first = known.is_none() && !enrolments::any_beside(tx, whose).await?;
        enrolments::put(tx, whose, standing, line, now).await?;
        enrolments::agreed(tx, id, actor.user).await?;
        let position = match standing {
            Standing::Waitlisted => enrolments::ahead(tx, id, line).await? + 1,
            _ => 0,
        };
        let stand = Stand {
            is_first,
            ..stand(standing, position, true)
        };
        Ok(Ok((stand, false)))
    }

    /// Announcements that stand with another version of what is kept are shown anew.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn show_consent(&self, guild: GuildId) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for course in courses::with_other_consent(&mut tx, guild, CONSENT_VERSION, now).await? {
            self.show(&mut tx, &course, now).await?;
        }
        self.commit(tx).await
    }

    /// A published course of a guild; one that is cancelled as well.
    pub(super) async fn hold_published(
        &self,
        guild: GuildId,
        id: CourseId,
    ) -> Result<(Tx, Course), Fault<JoinRefusal>> {
        let mut tx = self.db.begin().await?;
        let course = store::hold(&mut tx, guild, id).await?;
        let course = course.filter(|course| course.state != CourseState::Draft);
        let course = course.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        Ok((tx, course))
    }

    /// Whether somebody has a place, or waits for one, in a course that goes on.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_under_way(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<bool, DbError> {
        enrolments::is_under_way(tx, user, extent, self.clock.now()).await
    }

    /// Where on Discord courses name somebody, or hold words of theirs.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn traces(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<Vec<Trace>, DbError> {
        store::notices::traces(tx, user, extent).await
    }

    /// What somebody has joined in a guild and is still to come, the next first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn mine(&self, actor: &Actor) -> Result<Vec<View>, DbError> {
        let now = self.clock.now();
        let mut views = Vec::new();
        for enrolment in enrolments::of_user(&self.db, actor.guild, actor.user, now).await? {
            let Some(view) = self.view(actor, enrolment.course).await? else {
                continue;
            };
            let is_running = view.course.state == CourseState::Published;
            let is_ahead = |session: &Session| !session.is_cancelled() && now < session.ends_at;
            if is_running && view.sessions.iter().any(is_ahead) {
                views.push(view);
            }
        }
        views.sort_by_key(|view| {
            let ahead = view.sessions.iter().filter(|s| s.ends_at > now);
            ahead.map(|session| session.starts_at).min()
        });
        Ok(views)
    }
}

fn stand(standing: Standing, position: i64, is_new: bool) -> Stand {
    Stand {
        standing,
        position,
        is_new,
        is_first: false,
    }
}

fn not_served() -> Result<Joined, Fault<JoinRefusal>> {
    Err(Fault::Ours(DbError::Affected {
        what: "taking a place",
        affected: 0,
        expected: 1,
    }))
}

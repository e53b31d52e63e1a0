//! What all use cases of courses have at hand.

use super::enrolling::CONSENT_VERSION;
use super::line::Line;
use super::model::{Course, CourseState, Session};
use super::store::{self, courses, sessions};
use crate::clock::{Chance, Clock, Instant};
use crate::db::{Db, DbError, Tx};
use crate::fault::Fault;
use crate::guilds::{Actor, Guilds};
use crate::ids::{ChannelId, CourseId, GuildId, ProgrammeId, SessionId};
use crate::keeping::Wake;
use crate::members::Members;
use crate::outbox::{Destination, Effect, Outbox, Wanted};

use super::planning::Refusal;

/// Most scheduled events of a course at a time.
const EVENTS_MOST: usize = 10;

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Courses {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) chance: Chance,
    pub(super) outbox: Outbox,
    pub(super) guilds: Guilds,
    pub(super) members: Members,
    pub(super) keeper: Wake,
    pub(super) line: Line,
}

impl Courses {
    #[must_use]
    pub fn new(
        db: Db,
        clock: Clock,
        chance: Chance,
        outbox: Outbox,
        guilds: Guilds,
        members: Members,
    ) -> Self {
        Self {
            db,
            clock,
            chance,
            outbox,
            guilds,
            members,
            keeper: Wake::default(),
            line: Line::default(),
        }
    }

    /// The time by which all of this is done.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Makes it true, and tells those who work on what follows.
    pub(super) async fn commit(&self, tx: Tx) -> Result<(), DbError> {
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(())
    }

    /// Whether somebody sees to a programme's courses.
    pub(super) async fn sees_to(
        &self,
        actor: &Actor,
        programme: Option<ProgrammeId>,
    ) -> Result<bool, DbError> {
        Ok(self.guilds.capabilities(actor).await?.staff_for(programme))
    }

    /// Holds a course that the actor sees to.
    pub(super) async fn hold_as_staff(
        &self,
        actor: &Actor,
        id: CourseId,
    ) -> Result<(Tx, Course), Fault<Refusal>> {
        // Looked up before: while a transaction is open no other connection is asked for.
        let capabilities = self.guilds.capabilities(actor).await?;
        let mut tx = self.db.begin().await?;
        let course = store::hold(&mut tx, actor.guild, id).await?;
        let course = course.ok_or(Fault::Refused(Refusal::Unknown))?;
        if capabilities.staff_for(course.details.programme) {
            Ok((tx, course))
        } else {
            Err(Fault::Refused(Refusal::NotStaff))
        }
    }

    /// Wants what is shown of a course to be as it is, from an instant on.
    pub(super) async fn show(
        &self,
        tx: &mut Tx,
        course: &Course,
        due_at: Instant,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            effect: Effect::CourseCard,
            guild: course.guild,
            subject_id: course.id.0,
            destination: course.channel.map(Destination::Channel),
            dedup: String::new(),
            due_at,
            expires_at: None,
        };
        self.outbox.want(tx, &wanted).await
    }

    /// Wants the scheduled event of a session to be as the session is.
    pub(super) async fn show_event(
        &self,
        tx: &mut Tx,
        session: &Session,
        due_at: Instant,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            effect: Effect::SessionEvent,
            guild: session.guild,
            subject_id: session.id.0,
            destination: None,
            dedup: String::new(),
            due_at,
            expires_at: Some(session.starts_at).filter(|_| !session.is_cancelled()),
        };
        self.outbox.want(tx, &wanted).await
    }

    /// Wants the scheduled events of the sessions that come next: a server has room for 100.
    pub(super) async fn show_next_events(
        &self,
        tx: &mut Tx,
        course: &Course,
        due_at: Instant,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let all = sessions::of_course_in(tx, course.id).await?;
        let ahead = all.iter().filter(|session| session.is_ahead(now));
        for session in ahead.take(EVENTS_MOST).filter(|s| s.event.is_none()) {
            self.show_event(tx, session, due_at).await?;
        }
        Ok(())
    }

    /// Wants an effect now.
    pub(super) async fn want(
        &self,
        tx: &mut Tx,
        (guild, subject_id): (GuildId, i64),
        effect: Effect,
        why: &str,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            effect,
            guild,
            subject_id,
            destination: None,
            dedup: why.to_owned(),
            due_at: self.clock.now(),
            expires_at: None,
        };
        self.outbox.want(tx, &wanted).await
    }

    /// A course of a guild, and its sessions, the first first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(
        &self,
        guild: GuildId,
        id: CourseId,
    ) -> Result<Option<(Course, Vec<Session>)>, DbError> {
        let Some(course) = courses::find(&self.db, guild, id).await? else {
            return Ok(None);
        };
        let sessions = sessions::of_course(&self.db, id).await?;
        Ok(Some((course, sessions)))
    }

    /// A session of a guild, its course, and the course's sessions.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find_session(
        &self,
        guild: GuildId,
        id: SessionId,
    ) -> Result<Option<(Session, Course, Vec<Session>)>, DbError> {
        let Some(session) = sessions::find(&self.db, guild, id).await? else {
            return Ok(None);
        };
        let found = self.find(guild, session.course).await?;
        Ok(found.map(|(course, all)| (session, course, all)))
    }

    /// A course of the actor's guild, if they may see it: a draft is seen by staff alone.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn seen_by(
        &self,
        actor: &Actor,
        id: CourseId,
    ) -> Result<Option<(Course, Vec<Session>)>, DbError> {
        let Some(found) = self.find(actor.guild, id).await? else {
            return Ok(None);
        };
        let programme = found.0.details.programme;
        let is_seen = found.0.state != CourseState::Draft || self.sees_to(actor, programme).await?;
        Ok(is_seen.then_some(found))
    }

    /// Records what an effect has made, in the effect's own transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn effect_done(
        &self,
        tx: &mut Tx,
        subject: i64,
        effect: Effect,
        made: Option<i64>,
    ) -> Result<(), DbError> {
        match (effect, made) {
            (Effect::CourseCard, _) => {
                if made.is_some() {
                    courses::set_card(tx, CourseId(subject), made).await?;
                }
                courses::set_consent(tx, CourseId(subject), CONSENT_VERSION).await
            }
            (Effect::CourseThread, Some(_)) => {
                courses::set_thread(tx, CourseId(subject), made).await
            }
            (Effect::SessionEvent, _) => sessions::set_event(tx, SessionId(subject), made).await,
            (Effect::SessionRoll, Some(roll)) => {
                sessions::set_roll(tx, SessionId(subject), roll).await
            }
            _ => Ok(()),
        }
    }

    /// The announcement of a course was deleted by hand: another is made, with a thread of its
    /// own.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_deleted(&self, guild: GuildId, message: i64) -> Result<bool, DbError> {
        // Most messages are none of ours: nobody is kept waiting for them.
        if !courses::is_shown_by(&self.db, guild, message).await? {
            return Ok(false);
        }
        let mut tx = self.db.begin().await?;
        let Some(course) = courses::shown_by(&mut tx, guild, message).await? else {
            return Ok(false);
        };
        if course.card.map(crate::ids::MessageId::get) != Some(message) {
            return Ok(false);
        }
        courses::set_card(&mut tx, course.id, None).await?;
        let now = self.clock.now();
        let all = sessions::of_course_in(&mut tx, course.id).await?;
        if course.state != CourseState::Published || !all.iter().any(|s| s.is_ahead(now)) {
            // What is over may be tidied away.
            tx.commit().await?;
            return Ok(true);
        }
        let shown = Course {
            card: None,
            thread: None,
            ..course
        };
        self.show(&mut tx, &shown, self.clock.now()).await?;
        self.want_thread(&mut tx, &shown).await?;
        self.commit(tx).await?;
        Ok(true)
    }

    /// A channel was deleted with the announcements in it: those of courses that are still to
    /// come are made anew where courses are announced by then.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn channel_deleted(&self, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for course in courses::in_channel(&mut tx, guild, channel).await? {
            courses::forget_channel(&mut tx, course.id).await?;
            let sessions = sessions::of_course_in(&mut tx, course.id).await?;
            let is_running = course.state == CourseState::Published;
            if is_running && sessions.iter().any(|session| session.is_ahead(now)) {
                let shown = Course {
                    card: None,
                    thread: None,
                    ..course
                };
                self.show(&mut tx, &shown, now).await?;
                self.want_thread(&mut tx, &shown).await?;
            }
        }
        self.commit(tx).await
    }

    /// A course whose channel was deleted is announced in another from now on.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settle_channel(&self, id: CourseId, channel: ChannelId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        courses::settle_channel(&mut tx, id, channel).await?;
        tx.commit().await
    }

    /// The thread of a course was deleted by hand: what is said goes into the channel.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn thread_deleted(&self, guild: GuildId, thread: i64) -> Result<(), DbError> {
        if !courses::is_shown_by(&self.db, guild, thread).await? {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        if let Some(course) = courses::shown_by(&mut tx, guild, thread).await?
            && course.thread.map(crate::ids::ChannelId::get) == Some(thread)
        {
            courses::set_thread(&mut tx, course.id, None).await?;
        }
        tx.commit().await
    }

    /// Wants the thread of an announcement.
    pub(super) async fn want_thread(&self, tx: &mut Tx, course: &Course) -> Result<(), DbError> {
        let why = format!("{} {}", course.version, self.clock.now().timestamp_millis());
        let subject = (course.guild, course.id.0);
        self.want(tx, subject, Effect::CourseThread, &why).await
    }
}

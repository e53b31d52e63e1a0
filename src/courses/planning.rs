//! Planning a course: a draft, its details and sessions, and publishing it.

use super::dates::{self, DateFault, Span};
use super::enrolling::CONSENT_VERSION;
use super::model::{Course, CourseState, DetailFault, Details, Session, open_until, whole};
use super::notices::NoticeKind;
use super::schedule::{SESSIONS_MOST, ScheduleFault};
use super::service::Courses;
use super::store::notices::About;
use super::store::sessions::NewSession;
use super::store::{courses, sessions};
use super::times::{Times, read_times};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{ChannelId, CourseId};

/// Why something is not done about a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none, or not for them.
    Unknown,
    NotStaff,
    Detail(DetailFault),
    /// A line of the dates was not read.
    Date {
        line: String,
        fault: DateFault,
    },
    /// The rule of a series was not read.
    Series {
        line: String,
        fault: ScheduleFault,
    },
    /// More sessions than a course can have.
    TooMany(usize),
    /// It has no place yet.
    NoPlace,
    /// It has no session yet.
    NoSession,
    /// A session lies in the past by now.
    Over(Instant),
    /// There is no channel for courses.
    NoChannel,
    /// It is published already, or cancelled.
    NotADraft,
    /// It is not published, or it is over.
    NotRunning,
    /// The session has not ended.
    NotOver,
    /// Somebody else has changed it meanwhile.
    Changed,
}

impl From<DetailFault> for Fault<Refusal> {
    fn from(fault: DetailFault) -> Self {
        Self::Refused(Refusal::Detail(fault))
    }
}

impl Courses {
    /// Begins a draft; the same form sent twice is one draft.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn begin(
        &self,
        actor: &Actor,
        form: u32,
        title: &str,
        description: &str,
    ) -> Result<Course, Fault<Refusal>> {
        let capabilities = self.guilds.capabilities(actor).await?;
        let mut details = Details::new(title.into(), description.into()).checked()?;
        // Whoever sees to one programme alone begins with it.
        details.programme = capabilities.staff_of.first().copied();
        if capabilities.staff {
            details.programme = None;
        }
        if !capabilities.staff_for(details.programme) {
            return Err(Fault::Refused(Refusal::NotStaff));
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let new = courses::insert(&mut tx, actor.guild, actor.user, form, &details, now).await?;
        if let Some(course) = new {
            self.commit(tx).await?;
            return Ok(course);
        }
        drop(tx);
        let known = courses::of_form(&self.db, actor.guild, actor.user, form).await?;
        known.ok_or(Fault::Refused(Refusal::Unknown))
    }

    /// Changes what is said of a course; with a version only if it is still that one.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn change(
        &self,
        actor: &Actor,
        (id, version): (CourseId, Option<i64>),
        change: impl FnOnce(&mut Details) + Send,
    ) -> Result<Course, Fault<Refusal>> {
        let capabilities = self.guilds.capabilities(actor).await?;
        let (mut tx, course) = self.hold_as_staff(actor, id).await?;
        if course.state == CourseState::Cancelled {
            return Err(Fault::Refused(Refusal::NotRunning));
        }
        if version.is_some_and(|version| version != course.version) {
            return Err(Fault::Refused(Refusal::Changed));
        }
        let mut details = course.details.clone();
        change(&mut details);
        let details = details.checked()?;
        if details.place.is_empty() && course.state == CourseState::Published {
            return Err(Fault::Refused(Refusal::NoPlace));
        }
        let changed = Course {
            version: course.version + 1,
            details,
            ..course.clone()
        };
        if changed.details == course.details {
            return Ok(course);
        }
        if let Some(deadline) = changed.details.deadline {
            let all = sessions::of_course_in(&mut tx, id).await?;
            let held = all.iter().filter(|session| !session.is_cancelled());
            let last = held.map(|session| session.starts_at).max();
            let is_new = course.details.deadline != Some(deadline);
            if is_new && last.is_some_and(|last| deadline > last) {
                return Err(DetailFault::Deadline.into());
            }
        }
        // Whoever sees to one programme alone does not give a course away.
        if !capabilities.staff_for(changed.details.programme) {
            return Err(Fault::Refused(Refusal::NotStaff));
        }
        courses::set_details(&mut tx, id, &changed.details).await?;
        if course.state == CourseState::Published {
            self.changed(&mut tx, &course, &changed).await?;
        }
        self.commit(tx).await?;
        Ok(changed)
    }

    /// Sets until when one can sign up, as somebody writes it; empty takes it away.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn set_deadline(
        &self,
        actor: &Actor,
        (id, version): (CourseId, i64),
        text: &str,
    ) -> Result<Course, Fault<Refusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let text = text.trim();
        let deadline = if text.is_empty() {
            None
        } else {
            let until = dates::read_until(text, self.clock.now(), settings.time_zone);
            Some(
                until
                    .map_err(|fault| Refusal::Date {
                        line: text.to_owned(),
                        fault,
                    })
                    .map_err(Fault::Refused)?,
            )
        };
        self.change(actor, (id, Some(version)), |details| {
            details.deadline = deadline;
        })
        .await
    }

    /// Reads the sessions of a course as they were entered.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn read_times(
        &self,
        actor: &Actor,
        times: &Times,
    ) -> Result<Vec<Span>, Fault<Refusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        read_times(times, self.clock.now(), settings.time_zone).map_err(Fault::Refused)
    }

    /// Sets the sessions of a draft.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn set_sessions(
        &self,
        actor: &Actor,
        (id, version): (CourseId, Option<i64>),
        spans: &[Span],
    ) -> Result<(Course, Vec<Session>), Fault<Refusal>> {
        let (mut tx, course) = self.hold_as_staff(actor, id).await?;
        if course.state != CourseState::Draft {
            return Err(Fault::Refused(Refusal::NotADraft));
        }
        if version.is_some_and(|version| version != course.version) {
            return Err(Fault::Refused(Refusal::Changed));
        }
        let now = self.clock.now();
        courses::grow_version(&mut tx, id).await?;
        sessions::clear(&mut tx, id).await?;
        let mut all = Vec::new();
        for span in spans {
            all.push(self.add_session(&mut tx, &course, span, now).await?);
        }
        self.commit(tx).await?;
        all.sort_by_key(|session| session.starts_at);
        Ok((course, all))
    }

    /// Adds sessions to a published course; those who joined are told.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn add_sessions(
        &self,
        actor: &Actor,
        (id, version): (CourseId, i64),
        spans: &[Span],
    ) -> Result<Course, Fault<Refusal>> {
        let (mut tx, course) = self.hold_as_staff(actor, id).await?;
        if course.state != CourseState::Published {
            return Err(Fault::Refused(Refusal::NotRunning));
        }
        if version != course.version {
            return Err(Fault::Refused(Refusal::Changed));
        }
        let now = self.clock.now();
        let known = sessions::of_course_in(&mut tx, id).await?;
        // Those who came to what is over would have a place in what they know nothing of.
        if known.iter().all(|session| session.ends_at <= now) {
            return Err(Fault::Refused(Refusal::NotRunning));
        }
        let is_known = |span: &&Span| {
            let mut held = known.iter().filter(|session| !session.is_cancelled());
            held.any(|session| session.starts_at == span.starts_at)
        };
        let spans: Vec<&Span> = spans.iter().filter(|span| !is_known(span)).collect();
        if spans.is_empty() {
            return Err(Fault::Refused(Refusal::NoSession));
        }
        let all = known.len() + spans.len();
        if all > SESSIONS_MOST {
            return Err(Fault::Refused(Refusal::TooMany(all)));
        }
        courses::grow_version(&mut tx, id).await?;
        for span in spans {
            let begins = whole(span).0;
            if begins <= now {
                return Err(Fault::Refused(Refusal::Over(begins)));
            }
            self.add_session(&mut tx, &course, span, now).await?;
        }
        sessions::reconsider(&mut tx, None, Some(id), now).await?;
        self.show(&mut tx, &course, now).await?;
        self.show_next_events(&mut tx, &course, now).await?;
        let about = About {
            guild: course.guild,
            course: id,
            session: None,
            kind: NoticeKind::Added,
            occasion: now.timestamp_millis(),
        };
        self.tell_all(&mut tx, &about).await?;
        self.commit(tx).await?;
        Ok(course)
    }

    pub(super) async fn add_session(
        &self,
        tx: &mut Tx,
        course: &Course,
        span: &Span,
        now: Instant,
    ) -> Result<Session, DbError> {
        let (starts_at, ends_at) = whole(span);
        let new = NewSession {
            guild: course.guild,
            course: course.id,
            starts_at,
            ends_at,
            code: format!("{:04}", self.chance.number() % 10_000),
        };
        sessions::insert(tx, &new, now).await
    }

    /// Publishes a draft: it is announced, has a thread and scheduled events, from `announce_at`.
    /// Where no channel is named it is that for courses. With a version only if it is still that
    /// one: nothing is published that was not seen.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn publish(
        &self,
        actor: &Actor,
        (id, version): (CourseId, Option<i64>),
        channel: Option<ChannelId>,
        announce_at: Instant,
    ) -> Result<Course, Fault<Refusal>> {
        let guild = self.guilds.find(actor.guild).await?;
        let channel = channel.or_else(|| guild.and_then(|guild| guild.places.course_channel));
        let (mut tx, course) = self.hold_as_staff(actor, id).await?;
        let now = self.clock.now();
        match course.state {
            CourseState::Draft => {}
            // A second press.
            CourseState::Published => return Ok(course),
            CourseState::Cancelled => return Err(Fault::Refused(Refusal::NotADraft)),
        }
        if version.is_some_and(|version| version != course.version) {
            return Err(Fault::Refused(Refusal::Changed));
        }
        let all = sessions::of_course_in(&mut tx, id).await?;
        ready(&course.details, &all, now).map_err(Fault::Refused)?;
        let channel = channel.ok_or(Fault::Refused(Refusal::NoChannel))?;
        courses::publish(&mut tx, id, channel, CONSENT_VERSION, now).await?;
        let published = Course {
            state: CourseState::Published,
            version: course.version + 1,
            published_at: Some(now),
            channel: Some(channel),
            ..course
        };
        sessions::reconsider(&mut tx, None, Some(id), now).await?;
        self.show(&mut tx, &published, announce_at).await?;
        self.want_thread(&mut tx, &published).await?;
        self.show_next_events(&mut tx, &published, announce_at)
            .await?;
        self.commit(tx).await?;
        Ok(published)
    }

    /// Forgets a draft.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn discard(&self, actor: &Actor, id: CourseId) -> Result<Course, Fault<Refusal>> {
        let (mut tx, course) = self.hold_as_staff(actor, id).await?;
        if course.state != CourseState::Draft {
            return Err(Fault::Refused(Refusal::NotADraft));
        }
        courses::discard(&mut tx, id).await?;
        self.commit(tx).await?;
        Ok(course)
    }

    /// A new draft with what another course says; its sessions and deadline are to be set.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn duplicate(
        &self,
        actor: &Actor,
        id: CourseId,
        form: u32,
    ) -> Result<Course, Fault<Refusal>> {
        let Some(course) = courses::find(&self.db, actor.guild, id).await? else {
            return Err(Fault::Refused(Refusal::Unknown));
        };
        if !self.sees_to(actor, course.details.programme).await? {
            return Err(Fault::Refused(Refusal::NotStaff));
        }
        let details = Details {
            deadline: None,
            ..course.details
        };
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let new = courses::insert(&mut tx, actor.guild, actor.user, form, &details, now).await?;
        if let Some(course) = new {
            self.commit(tx).await?;
            return Ok(course);
        }
        drop(tx);
        let known = courses::of_form(&self.db, actor.guild, actor.user, form).await?;
        known.ok_or(Fault::Refused(Refusal::Unknown))
    }

    /// The courses that staff see: drafts, and what is to come, and what is over.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn overview(&self, actor: &Actor) -> Result<Overview, DbError> {
        let now = self.clock.now();
        let capabilities = self.guilds.capabilities(actor).await?;
        let guild = actor.guild;
        let of = |state| courses::upcoming(&self.db, guild, state, now, OVERVIEW_MOST);
        let mut seen = Overview {
            drafts: of(CourseState::Draft).await?,
            upcoming: of(CourseState::Published).await?,
            past: courses::past(&self.db, guild, now, OVERVIEW_MOST).await?,
            is_staff: capabilities.staff || !capabilities.staff_of.is_empty(),
        };
        let is_theirs = |course: &Course| capabilities.staff_for(course.details.programme);
        seen.drafts.retain(is_theirs);
        seen.past.retain(is_theirs);
        Ok(seen)
    }
}

/// Most courses of each kind in an overview.
const OVERVIEW_MOST: i64 = 25;

/// The courses of a guild as one person sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// For staff.
    pub drafts: Vec<Course>,
    pub upcoming: Vec<Course>,
    /// For staff.
    pub past: Vec<Course>,
    pub is_staff: bool,
}

/// Whether a draft can be published.
///
/// # Errors
///
/// What is missing.
pub fn ready(details: &Details, all: &[Session], now: Instant) -> Result<(), Refusal> {
    if details.place.is_empty() {
        return Err(Refusal::NoPlace);
    }
    let Some(first) = all.iter().map(|session| session.starts_at).min() else {
        return Err(Refusal::NoSession);
    };
    if first <= now {
        return Err(Refusal::Over(first));
    }
    if details.deadline.is_some() && open_until(details, all).is_none_or(|until| until <= now) {
        return Err(Refusal::Detail(DetailFault::Deadline));
    }
    Ok(())
}

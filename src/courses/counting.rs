//! Who came: said by those on the spot while a session is open, and by staff for the rest. Every
//! change is kept, with who and when.

use super::model::{Course, Session};
use super::planning::Refusal;
use super::service::Courses;
use super::store::{self, attendance, enrolments, sessions};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{SessionId, UserId};
use crate::members::looks::LookedAt;

/// Most people whom a number counts.
pub const NUMBER_MOST: i64 = 100_000;

/// What is known of one person in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub user: UserId,
    pub came: bool,
    /// Whether they had a place when it was first said; if not, they walked in.
    pub enrolled: bool,
    /// Who said so: they themselves, or staff.
    pub by: UserId,
    pub at: Instant,
}

/// A change of what was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Whose attendance; nobody's where it is about numbers.
    pub user: Option<UserId>,
    /// `came`, `walk_ins` or `viewers`.
    pub what: String,
    pub was: Option<i64>,
    pub became: Option<i64>,
    pub by: UserId,
    pub at: Instant,
}

/// What came of saying that one is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckedIn {
    Now,
    /// It was known.
    Before,
    /// Without a place: counted as one who walked in.
    WalkedIn,
}

/// Why somebody cannot say that they are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckInRefusal {
    Unknown,
    NotYet(Instant),
    Over,
    WrongCode,
}

impl Courses {
    /// Somebody says that they are there. Where the course asks for a code, it must be that of
    /// the session.
    ///
    /// # Errors
    ///
    /// [`CheckInRefusal`], or ours.
    pub async fn check_in(
        &self,
        actor: &Actor,
        id: SessionId,
        code: Option<&str>,
    ) -> Result<CheckedIn, Fault<CheckInRefusal>> {
        use super::model::CourseState;
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let known = known.ok_or(Fault::Refused(CheckInRefusal::Unknown))?;
        let mut tx = self.db.begin().await?;
        let course = store::hold(&mut tx, actor.guild, known.course).await?;
        let course = course.filter(|course| course.state != CourseState::Draft);
        let course = course.ok_or(Fault::Refused(CheckInRefusal::Unknown))?;
        let session = sessions::find_in(&mut tx, id).await?;
        let session = session.filter(|session| !session.is_cancelled());
        let session = session.ok_or(Fault::Refused(CheckInRefusal::Unknown))?;
        let now = self.clock.now();
        if !session.is_open(now) {
            let opens = session.starts_at - super::model::OPENS_BEFORE;
            return Err(Fault::Refused(if now < opens {
                CheckInRefusal::NotYet(opens)
            } else {
                CheckInRefusal::Over
            }));
        }
        if course.details.with_code && !code.is_some_and(|code| is_code(code, &session.code)) {
            return Err(Fault::Refused(CheckInRefusal::WrongCode));
        }
        let before = attendance::find(&mut tx, id, actor.user).await?;
        if before.is_some_and(|mark| mark.came) {
            return Ok(CheckedIn::Before);
        }
        let mark = self
            .mark(&mut tx, (&course, id), actor.user, true, actor.user)
            .await?;
        self.commit(tx).await?;
        Ok(if mark.enrolled {
            CheckedIn::Now
        } else {
            CheckedIn::WalkedIn
        })
    }

    async fn mark(
        &self,
        tx: &mut Tx,
        (course, id): (&Course, SessionId),
        user: UserId,
        came: bool,
        by: UserId,
    ) -> Result<Mark, DbError> {
        let now = self.clock.now();
        let before = attendance::find(tx, id, user).await?;
        let enrolment = enrolments::find_in(tx, course.id, user).await?;
        // Who had a place is fixed when it begins.
        let session = sessions::find_in(tx, id).await?;
        let has_begun = session.is_some_and(|s| s.begun_for == Some(s.starts_at));
        let is_going = if has_begun {
            sessions::had_place(tx, id, user).await?
        } else {
            enrolment.is_some_and(|e| e.standing.is_going())
        };
        let mark = Mark {
            user,
            came,
            enrolled: before.map_or(is_going, |before| before.enrolled),
            by,
            at: now,
        };
        if before.is_some_and(|before| before.came == came) {
            return Ok(mark);
        }
        attendance::mark(tx, id, &mark).await?;
        let change = Changed {
            user: Some(user),
            what: "came".into(),
            was: before.map(|before| i64::from(before.came)),
            became: Some(i64::from(came)),
            by,
            at: now,
        };
        attendance::changed(tx, id, &change).await?;
        Ok(mark)
    }

    /// Holds the course of a session to which the actor sees.
    async fn hold_counted(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<(Tx, Course, Session), Fault<Refusal>> {
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let known = known.ok_or(Fault::Refused(Refusal::Unknown))?;
        let (mut tx, course) = self.hold_as_staff(actor, known.course).await?;
        let session = sessions::find_in(&mut tx, id).await?;
        let session = session.filter(|session| !session.is_cancelled());
        let session = session.ok_or(Fault::Refused(Refusal::Unknown))?;
        if self.clock.now() < session.starts_at - super::model::OPENS_BEFORE {
            return Err(Fault::Refused(Refusal::NotRunning));
        }
        Ok((tx, course, session))
    }

    /// Staff say who came, or who did not.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn mark_all(
        &self,
        actor: &Actor,
        id: SessionId,
        people: &[UserId],
        came: bool,
    ) -> Result<usize, Fault<Refusal>> {
        let (mut tx, course, session) = self.hold_counted(actor, id).await?;
        for user in people {
            self.mark(&mut tx, (&course, id), *user, came, actor.user)
                .await?;
        }
        self.follow(&mut tx, &session).await?;
        self.commit(tx).await?;
        Ok(people.len())
    }

    /// Everybody with a place of whom nothing is known was absent; whoever said beforehand that
    /// they do not come is not.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn rest_absent(&self, actor: &Actor, id: SessionId) -> Result<usize, Fault<Refusal>> {
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let known = known.ok_or(Fault::Refused(Refusal::Unknown))?;
        let unknown = self.tally(&known).await?.unknown;
        let (mut tx, course, session) = self.hold_counted(actor, id).await?;
        if self.clock.now() < session.ends_at {
            return Err(Fault::Refused(Refusal::NotOver));
        }
        let mut count = 0;
        for user in unknown {
            // Somebody may have said so meanwhile.
            if attendance::find(&mut tx, id, user).await?.is_none() {
                self.mark(&mut tx, (&course, id), user, false, actor.user)
                    .await?;
                count += 1;
            }
        }
        self.commit(tx).await?;
        Ok(count)
    }

    /// Whoever is said to have come after a session has ended is asked how it was.
    async fn follow(&self, tx: &mut Tx, session: &Session) -> Result<(), DbError> {
        if session.closed_for == Some(session.starts_at) {
            let now = self.clock.now();
            sessions::look_again(tx, session.id, Some(now)).await?;
        }
        Ok(())
    }

    /// How many came, and how many saw the recording, of whom nothing else is known.
    ///
    /// # Errors
    ///
    /// [`Refusal`], or ours.
    pub async fn set_numbers(
        &self,
        actor: &Actor,
        id: SessionId,
        walk_ins: i64,
        viewers: i64,
    ) -> Result<(), Fault<Refusal>> {
        let (mut tx, _, session) = self.hold_counted(actor, id).await?;
        let now = self.clock.now();
        let all = [
            ("walk_ins", session.walk_ins, walk_ins),
            ("viewers", session.viewers, viewers),
        ];
        for (what, was, became) in all.into_iter().filter(|(_, was, became)| was != became) {
            let change = Changed {
                user: None,
                what: what.into(),
                was: Some(was),
                became: Some(became),
                by: actor.user,
                at: now,
            };
            attendance::changed(&mut tx, id, &change).await?;
        }
        sessions::set_numbers(&mut tx, id, walk_ins, viewers).await?;
        self.commit(tx).await?;
        Ok(())
    }

    /// What was counted in a session, for those who see to it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn count(&self, actor: &Actor, id: SessionId) -> Result<Option<Count>, DbError> {
        let Some((session, course, _)) = self.find_session(actor.guild, id).await? else {
            return Ok(None);
        };
        if !self.sees_to(actor, course.details.programme).await? {
            return Ok(None);
        }
        let tally = self.tally(&session).await?;
        let changes = attendance::changes(&self.db, id, CHANGES_MOST).await?;
        Ok(Some(Count {
            session,
            course,
            tally,
            changes,
        }))
    }

    /// The same, as staff open it: that they see who is named on it is recorded.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn opened(&self, actor: &Actor, id: SessionId) -> Result<Option<Count>, DbError> {
        let count = self.count(actor, id).await?;
        if let Some(count) = &count {
            let unknown = count.asked_after(self.clock.now()).iter().copied();
            let changed = count.changes.iter().filter_map(|change| change.user);
            let named = unknown.chain(changed);
            let by = Some(actor.user);
            self.members
                .seen(actor.guild, named, LookedAt::Session(id), by)
                .await?;
        }
        Ok(count)
    }

    /// The figures of a session.
    pub(super) async fn tally(&self, session: &Session) -> Result<SessionTally, DbError> {
        let going = if session.begun_for == Some(session.starts_at) {
            sessions::signed_up(&self.db, session.id).await?
        } else {
            let all = enrolments::of_course(&self.db, session.course).await?;
            let going = all.iter().filter(|enrolment| enrolment.standing.is_going());
            going.map(|enrolment| enrolment.user).collect()
        };
        let marks = attendance::of_session(&self.db, session.id).await?;
        let excused = sessions::excused(&self.db, session.id).await?;
        Ok(SessionTally::of(session, &going, &marks, &excused))
    }
}

/// How many people are named one by one.
const NAMED: usize = 25;
/// Most changes that are shown.
const CHANGES_MOST: i64 = 10;

/// Whether what somebody typed is the code, in whichever width they typed it.
fn is_code(typed: &str, code: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let typed: String = typed.nfkc().filter(char::is_ascii_digit).collect();
    typed == code
}

/// What was counted in a session, and what was changed of it.
#[derive(Clone, Debug)]
pub struct Count {
    pub session: Session,
    pub course: Course,
    pub tally: SessionTally,
    /// The latest first.
    pub changes: Vec<Changed>,
}

impl Count {
    /// Of whom staff are to say whether they came, once it has begun: as many as are named one by
    /// one.
    #[must_use]
    pub fn asked_after(&self, now: Instant) -> &[UserId] {
        let unknown = &self.tally.unknown;
        if self.session.starts_at <= now {
            &unknown[..unknown.len().min(NAMED)]
        } else {
            &[]
        }
    }
}

/// The figures of one session. Each person is in one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionTally {
    /// Who had a place as it began; before that, who has one.
    pub signed_up: Vec<UserId>,
    /// Of these: who came.
    pub came: Vec<UserId>,
    /// Of these: who did not, as somebody said.
    pub absent: Vec<UserId>,
    /// Of these: who said beforehand that they do not, and of whom nothing else is known.
    pub excused: Vec<UserId>,
    /// Of these: of whom nothing is known.
    pub unknown: Vec<UserId>,
    /// Members who came without a place.
    pub walked_in: Vec<UserId>,
    /// People without Discord who came.
    pub walk_ins: i64,
    /// Those who saw the recording.
    pub viewers: i64,
}

impl SessionTally {
    /// Everybody of whom something is known.
    pub fn people(&self) -> impl Iterator<Item = UserId> + '_ {
        self.signed_up.iter().chain(&self.walked_in).copied()
    }

    /// From who has a place now and what was said.
    #[must_use]
    pub fn of(session: &Session, going: &[UserId], marks: &[Mark], excused: &[UserId]) -> Self {
        let mut tally = Self {
            walk_ins: session.walk_ins,
            viewers: session.viewers,
            signed_up: going.to_vec(),
            ..Self::default()
        };
        for mark in marks {
            let has_place = mark.enrolled || going.contains(&mark.user);
            if has_place && !going.contains(&mark.user) {
                tally.signed_up.push(mark.user);
            }
            match (has_place, mark.came) {
                (true, true) => tally.came.push(mark.user),
                (true, false) => tally.absent.push(mark.user),
                (false, true) => tally.walked_in.push(mark.user),
                (false, false) => {}
            }
        }
        let known = |user: &UserId| marks.iter().any(|mark| mark.user == *user);
        for user in going.iter().filter(|user| !known(user)) {
            if excused.contains(user) {
                tally.excused.push(*user);
            } else {
                tally.unknown.push(*user);
            }
        }
        tally
    }

    /// Everybody who was there: an attendance each (延べ人数).
    #[must_use]
    pub fn attendances(&self) -> i64 {
        let known = self.came.len() + self.walked_in.len();
        i64::try_from(known).unwrap_or(i64::MAX - self.walk_ins) + self.walk_ins
    }
}

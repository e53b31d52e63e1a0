//! What people are told about courses: by direct message, or, where that is wanted or direct
//! messages are closed, by a mention in the course's thread, together with the others who are
//! told the same.

use super::reminders::Before;
use super::service::Courses;
use super::store::{self, notices as table, notices::About};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::{CourseId, GuildId, MessageId, NoticeId, SessionId, UserId};
use crate::members::Wishes;
use crate::outbox::{Destination, Effect, Wanted};

/// Most people whom one message mentions. Discord lets 100 be mentioned; a mention of 80 has
/// room in its 2,000 characters beside our words.
pub const CALLED_MOST: i64 = 75;
/// How long changes are gathered, and how often it is looked whether everybody was tried whose
/// direct messages may turn out to be closed.
pub(super) const GATHER: chrono::Duration = chrono::Duration::seconds(3);
/// A direct message that comes within this time is waited for; one that is tried again later
/// is not.
const SOON: chrono::Duration = chrono::Duration::seconds(10);
/// So long before it is useless a call waits for nobody.
const LAST_CALL: chrono::Duration = chrono::Duration::minutes(15);

/// What somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// A session is near.
    Before(Before),
    /// A session is at another time.
    Moved,
    /// A session does not take place.
    SessionCancelled,
    /// The whole course does not.
    CourseCancelled,
    /// It is somewhere else.
    Changed,
    /// It has another text.
    Reworded,
    /// It has more sessions.
    Added,
    /// Its link is another.
    Relinked,
    /// A place is free for them, for a time.
    Offer,
    /// That time is over.
    Lapsed,
    /// How was it?
    Form,
    /// The same, once more.
    FormAgain,
}

impl NoticeKind {
    /// All of them, with their names in the table.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Before(Before::Week), "week"),
        (Self::Before(Before::Day), "day"),
        (Self::Before(Before::Hour), "hour"),
        (Self::Moved, "moved"),
        (Self::SessionCancelled, "session_cancelled"),
        (Self::CourseCancelled, "course_cancelled"),
        (Self::Changed, "changed"),
        (Self::Reworded, "reworded"),
        (Self::Added, "added"),
        (Self::Relinked, "relinked"),
        (Self::Offer, "offer"),
        (Self::Lapsed, "lapsed"),
        (Self::Form, "form"),
        (Self::FormAgain, "form_again"),
    ];

    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(kind, _)| *kind == self);
        found.map_or("", |(_, name)| name)
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(kind, _)| *kind)
    }

    /// Whether somebody may switch it off: not what is about the place that they have or wait for.
    #[must_use]
    pub fn is_news(self) -> bool {
        !matches!(
            self,
            Self::Moved
                | Self::SessionCancelled
                | Self::CourseCancelled
                | Self::Offer
                | Self::Lapsed
        )
    }

    /// How long it waits for one that says what is true by then: staff who change something
    /// change it again.
    fn gathered(self) -> chrono::Duration {
        match self {
            Self::Moved | Self::Changed | Self::Reworded | Self::Added | Self::Relinked => GATHER,
            _ => chrono::Duration::zero(),
        }
    }
}

/// Something that somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub guild: GuildId,
    pub course: CourseId,
    pub session: Option<SessionId>,
    pub user: UserId,
    pub kind: NoticeKind,
    /// What makes it another one of its kind: of a change the version, of an offer its number.
    pub occasion: i64,
}

impl Notice {
    /// The same as a call of one.
    #[must_use]
    pub fn as_call(&self) -> Call {
        Call {
            id: 0,
            guild: self.guild,
            course: self.course,
            session: self.session,
            kind: self.kind,
            occasion: self.occasion,
        }
    }
}

/// A message that tells several people the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    pub id: i64,
    pub guild: GuildId,
    pub course: CourseId,
    pub session: Option<SessionId>,
    pub kind: NoticeKind,
    pub occasion: i64,
}

/// How far a call has come.
#[derive(Debug)]
pub enum Gathered {
    /// Others may yet have to be mentioned with these; when to look again.
    Wait(chrono::Duration),
    /// All are there; from now on nobody else is.
    Whole(Call, Vec<Notice>),
}

impl Courses {
    /// Wants somebody to be told, once for each occasion, in the way that they prefer.
    /// Whoever is mentioned is gathered with others until [`Courses::call`].
    pub(super) async fn notify(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        about: &About,
        user: UserId,
        expires_at: Option<Instant>,
    ) -> Result<(), DbError> {
        if user.is_erased() {
            return Ok(());
        }
        let now = self.clock.now();
        let Some(notice) = table::insert(tx, about, user, false, now).await? else {
            return Ok(());
        };
        let member = self.members.find_in(tx, user).await?;
        let is_open = settings.direct_messages && !member.reach.dms_closed;
        let wishes = Wishes {
            nothing: member.wishes.nothing && about.kind.is_news(),
            ..member.wishes
        };
        if wishes.directly(is_open) {
            let wanted = Wanted {
                effect: Effect::CourseNotice,
                guild: about.guild,
                subject_id: notice.0,
                destination: Some(Destination::of_conversation(member.reach.dm_channel)),
                dedup: String::new(),
                due_at: now + about.kind.gathered(),
                expires_at,
            };
            self.outbox.want(tx, &wanted).await
        } else {
            table::call(tx, about, notice, CALLED_MOST).await?;
            Ok(())
        }
    }

    /// Wants those who were gathered to be mentioned, without waiting for those whose direct
    /// messages may turn out to be closed.
    pub(super) async fn call(
        &self,
        tx: &mut Tx,
        about: &About,
        expires_at: Option<Instant>,
    ) -> Result<(), DbError> {
        for call in table::open_calls(tx, about).await? {
            table::seal(tx, call).await?;
            let due_at = self.clock.now() + about.kind.gathered();
            let wanted = self.called(about.guild, call, due_at, expires_at);
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }

    /// Tells one person.
    pub(super) async fn notify_one(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        about: &About,
        user: UserId,
        expires_at: Option<Instant>,
    ) -> Result<(), DbError> {
        self.notify(tx, settings, about, user, expires_at).await?;
        self.call(tx, about, expires_at).await
    }

    #[expect(clippy::unused_self, reason = "reads like the other wishes")]
    fn called(
        &self,
        guild: GuildId,
        call: i64,
        due_at: Instant,
        expires_at: Option<Instant>,
    ) -> Wanted {
        Wanted {
            effect: Effect::CourseCall,
            guild,
            subject_id: call,
            destination: None,
            dedup: String::new(),
            due_at,
            expires_at,
        }
    }

    /// Somebody cannot be told directly: they are mentioned instead, with others who cannot be.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn told_by_mention(
        &self,
        tx: &mut Tx,
        id: NoticeId,
        expires_at: Option<Instant>,
    ) -> Result<Option<Wanted>, DbError> {
        let Some(notice) = table::find_in(tx, id).await? else {
            return Ok(None);
        };
        self.members.dms_closed(tx, notice.user).await?;
        // Two at once would each begin a call of their own.
        store::hold(tx, notice.guild, notice.course).await?;
        let about = About {
            guild: notice.guild,
            course: notice.course,
            session: notice.session,
            kind: notice.kind,
            occasion: notice.occasion,
        };
        let call = table::call(tx, &about, id, CALLED_MOST).await?;
        let due_at = self.clock.now() + GATHER;
        Ok(Some(self.called(notice.guild, call, due_at, expires_at)))
    }

    /// A notice.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn notice(&self, id: NoticeId) -> Result<Option<Notice>, DbError> {
        table::find(&self.db, id).await
    }

    /// A call.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find_call(&self, id: i64) -> Result<Option<Call>, DbError> {
        table::find_call(&self.db, id).await
    }

    /// What a notice or a call is about: the notice must be the person's own.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn course_told(
        &self,
        user: UserId,
        notice: Option<NoticeId>,
        call: Option<i64>,
    ) -> Result<Option<(GuildId, CourseId)>, DbError> {
        if let Some(id) = notice {
            let notice = table::find(&self.db, id).await?;
            let own = notice.filter(|notice| notice.user == user);
            return Ok(own.map(|notice| (notice.guild, notice.course)));
        }
        let call = match call {
            Some(id) => table::find_call(&self.db, id).await?,
            None => None,
        };
        Ok(call.map(|call| (call.guild, call.course)))
    }

    /// A call and whom it mentions, once those are there who belong into it: it has no room
    /// left, everybody else was reached, or it is nearly too late. `None` if it is unknown.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn gathered(
        &self,
        id: i64,
        expires_at: Option<Instant>,
    ) -> Result<Option<Gathered>, DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let is_urgent = expires_at.is_some_and(|end| end - LAST_CALL <= now);
        if !is_urgent && let Some(about) = table::gathering(&mut tx, id, CALLED_MOST).await? {
            let others = table::untold(&mut tx, &about).await?;
            let effect = Effect::CourseNotice;
            let soon = now + SOON;
            if self.outbox.any_due(&mut tx, effect, &others, soon).await? {
                return Ok(Some(Gathered::Wait(GATHER)));
            }
        }
        let Some(call) = table::seal(&mut tx, id).await? else {
            return Ok(None);
        };
        let notices = table::of_call(&mut tx, id).await?;
        tx.commit().await?;
        Ok(Some(Gathered::Whole(call, notices)))
    }

    /// Records where a notice stands in somebody's conversation with the bot.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn notice_told(
        &self,
        tx: &mut Tx,
        id: NoticeId,
        message: MessageId,
    ) -> Result<(), DbError> {
        let Some(notice) = table::find_in(tx, id).await? else {
            return Ok(());
        };
        let channel = self
            .members
            .find_in(tx, notice.user)
            .await?
            .reach
            .dm_channel;
        table::told(tx, Some(id), None, channel, message).await
    }

    /// Records where a call stands.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn called_in(
        &self,
        tx: &mut Tx,
        call: i64,
        message: MessageId,
    ) -> Result<(), DbError> {
        let Some(known) = table::seal(tx, call).await? else {
            return Ok(());
        };
        let course = super::store::courses::find_in(tx, known.course).await?;
        let channel = course.and_then(|course| course.thread.or(course.channel));
        table::told(tx, None, Some(call), channel, message).await
    }
}

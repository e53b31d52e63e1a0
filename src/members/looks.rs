//! Looks by staff at what is not public about somebody: recorded with their reason, and shown to
//! whom they were about.

use std::collections::BTreeSet;

use chrono::Duration;

use super::service::Members;
use super::store::looks;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::ids::{CourseId, GuildId, LookId, QuestionId, RequestId, SessionId, TutorId, UserId};

/// Most characters of the reason for a look.
pub const REASON_MOST: usize = 200;
/// How many looks are given out at most: more than fit into a message.
const SHOWN_MOST: i64 = 50;
/// For so many minutes what staff see again on the same page is the same look.
const SAME_LOOK_MINUTES: i64 = 60;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedAt {
    /// Who asked a question without a name.
    Asker(QuestionId),
    /// From whom a request is to be kept.
    Excluded(RequestId),
    /// What a request is about.
    About(RequestId),
    /// The list of requests and tutors.
    Overview,
    /// A registration as a tutor.
    Registration(TutorId),
    /// To whom a request was offered, why they declined, and what was said after the talk.
    Request(RequestId),
    /// Who came to a session.
    Session(SessionId),
    /// What was said of a course by those who may be named.
    Report(CourseId),
    /// An export of courses with who came.
    Export,
    /// Who changed which setting.
    Settings,
}

impl LookedAt {
    /// How it is stored: what it is, and the number of that; 0 where there are not several.
    #[must_use]
    pub const fn stored(self) -> (&'static str, i64) {
        match self {
            Self::Asker(id) => ("asker", id.0),
            Self::Excluded(id) => ("excluded", id.0),
            Self::About(id) => ("about", id.0),
            Self::Overview => ("overview", 0),
            Self::Registration(id) => ("registration", id.0),
            Self::Request(id) => ("request", id.0),
            Self::Session(id) => ("session", id.0),
            Self::Report(id) => ("report", id.0),
            Self::Export => ("export", 0),
            Self::Settings => ("settings", 0),
        }
    }
}

/// A look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub id: LookId,
    pub guild: GuildId,
    /// Nobody on Discord where it was exported by whoever operates the bot.
    pub by: Option<UserId>,
    pub what: LookedAt,
    /// As staff wrote it; `None` where it is what the page is for.
    pub reason: Option<String>,
    pub at: Instant,
}

impl Members {
    /// Records that staff look at something of somebody, in the transaction in which they are
    /// found to be allowed to. Of the reason the first [`REASON_MOST`] characters are kept.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look(
        &self,
        tx: &mut Tx,
        (guild, user): (GuildId, UserId),
        what: LookedAt,
        by: UserId,
        reason: &str,
    ) -> Result<(), DbError> {
        let reason: String = reason.trim().chars().take(REASON_MOST).collect();
        let at = self.clock.now();
        looks::insert(tx, (guild, user), what, by, &reason, at).await
    }

    /// Records that staff see something of these people on a page of their work, whose purpose is
    /// the reason: of each once in an hour, and not of whoever looks. Nobody on Discord has looked
    /// at what is exported.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn see(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        people: impl IntoIterator<Item = UserId>,
        what: LookedAt,
        by: Option<UserId>,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let since = now - Duration::minutes(SAME_LOOK_MINUTES);
        for user in others(people, by) {
            looks::insert_once(tx, (guild, user), what, by, (since, now)).await?;
        }
        Ok(())
    }

    /// The same in a transaction of its own: the look is recorded before anything is shown.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn seen(
        &self,
        guild: GuildId,
        people: impl IntoIterator<Item = UserId>,
        what: LookedAt,
        by: Option<UserId>,
    ) -> Result<(), DbError> {
        let people = others(people, by);
        if people.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        self.see(&mut tx, guild, people, what, by).await?;
        tx.commit().await
    }

    /// Whether somebody has looked at something.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn has_looked(
        &self,
        tx: &mut Tx,
        what: LookedAt,
        by: UserId,
    ) -> Result<bool, DbError> {
        looks::is_by(tx, what, by).await
    }

    /// The newest looks at one thing of somebody, newest first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looks_at(&self, user: UserId, what: LookedAt) -> Result<Vec<Look>, DbError> {
        looks::newest_at(&self.db, user, what, SHOWN_MOST).await
    }

    /// The newest looks at anything of somebody, newest first; of those before one. Of the list of
    /// requests and tutors, which staff open all day, the last look of each of them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looks(&self, user: UserId, before: Option<LookId>) -> Result<Vec<Look>, DbError> {
        looks::newest(&self.db, user, before, SHOWN_MOST).await
    }
}

/// Of these people each once, without those who are erased and whoever looks.
fn others(people: impl IntoIterator<Item = UserId>, by: Option<UserId>) -> BTreeSet<UserId> {
    let people = people.into_iter();
    people
        .filter(|user| !user.is_erased() && Some(*user) != by)
        .collect()
}

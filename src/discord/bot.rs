//! What every handler has at hand.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Duration;
use tokio::sync::Mutex;

use crate::clock::{Chance, Instant};
use crate::courses::Courses;
use crate::db::{Db, DbError};
use crate::erasing::{Erasing, Here};
use crate::guilds::{Guilds, Locale};
use crate::i18n::Words;
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::members::Members;
use crate::members::consent::Asked;
use crate::outbox::Outbox;
use crate::questions::Questions;
use crate::tutors::Tutors;

use super::members::consent;
use super::{Api, ApiError, instant_in};

/// Who writes several messages to the bot is answered once in this time.
const ANSWERED_FOR: Duration = Duration::minutes(10);

/// The services and the words. Cloning is cheap.
#[derive(Clone)]
pub struct Bot {
    pub db: Db,
    pub guilds: Guilds,
    pub questions: Questions,
    pub tutors: Tutors,
    pub members: Members,
    pub courses: Courses,
    pub erasing: Arc<Erasing>,
    pub outbox: Outbox,
    pub words: Arc<Words>,
    pub chance: Chance,
    pub api: Api,
    /// Held while what the gateway has told of a guild is read and stored: an older picture is
    /// never stored over a newer one.
    pub watching: Arc<Mutex<()>>,
    /// In which language people were last seen to read: what is stored is not written again.
    pub languages: Arc<std::sync::Mutex<HashMap<(GuildId, UserId), Locale>>>,
    /// Who is in the servers, as far as it was told.
    pub here: Here,
    /// When it was last said in a conversation that nobody reads there.
    pub answered: Arc<std::sync::Mutex<HashMap<ChannelId, Instant>>>,
    /// Whether Discord tells the text of messages.
    pub reads_messages: bool,
}

/// Why it cannot be told whether what somebody wrote may be recorded.
#[derive(Debug, thiserror::Error)]
pub enum UnknownConsent {
    #[error(transparent)]
    Db(#[from] DbError),
    /// Discord does not tell when they have joined.
    #[error(transparent)]
    Discord(#[from] ApiError),
}

impl Bot {
    /// Somebody has joined a server: they are welcomed, if they are new there and it greets.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn welcome(
        &self,
        guild: GuildId,
        user: UserId,
        joined_at: Instant,
    ) -> Result<(), DbError> {
        self.joined(guild, user, joined_at).await?;
        // Before it was looked who joined meanwhile, an earlier one may not have been seen.
        if self.here.are_all_known(guild) {
            self.guilds.welcomed_until(guild, joined_at).await?;
        }
        Ok(())
    }

    async fn joined(
        &self,
        guild: GuildId,
        user: UserId,
        joined_at: Instant,
    ) -> Result<(), DbError> {
        let Some(found) = self.guilds.find(guild).await? else {
            return Ok(());
        };
        let reception = found.reception();
        self.members.joined(guild, user, joined_at, reception).await
    }

    /// Those who have joined while nobody listened are welcomed, of all who are there now. Who had
    /// joined before is not: they may have had themselves erased since.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn welcome_missed(
        &self,
        guild: GuildId,
        here: &[(UserId, Instant)],
    ) -> Result<(), DbError> {
        let found = self.guilds.find(guild).await?;
        let until = found.and_then(|guild| guild.welcomed_until.or(guild.welcomes_since));
        if let Some(until) = until {
            for (user, joined_at) in here.iter().filter(|(_, joined_at)| *joined_at > until) {
                self.joined(guild, *user, *joined_at).await?;
            }
            if let Some(last) = here.iter().map(|(_, joined_at)| *joined_at).max() {
                self.guilds.welcomed_until(guild, last).await?;
            }
        }
        self.here.are(guild, here);
        Ok(())
    }

    /// Whether what somebody wrote may be recorded. Whoever has agreed to an earlier text is asked
    /// when they press something. Of whom nothing is known it depends on when they have joined:
    /// they may be new, and all else of them erased; of whoever is not there nothing is recorded.
    ///
    /// # Errors
    ///
    /// When the database does not answer, or Discord where it has to be asked.
    pub async fn may_hear(&self, guild: GuildId, user: UserId) -> Result<bool, UnknownConsent> {
        let asked = consent::asked(self, guild, user, None).await?;
        if asked.is_some() || self.members.consent(guild, user).await?.is_some() {
            return Ok(matches!(asked, None | Some(Asked::Changed)));
        }
        let reception = self.guilds.find(guild).await?;
        let reception = reception.map(|guild| guild.reception());
        if reception.is_none_or(|reception| !reception.asks_newcomers()) {
            return Ok(true);
        }
        // Of whoever was there before the bot something may go on without an answer.
        if self.here.since(guild, user).is_none()
            && self.members.has_something_here(guild, user).await?
        {
            return Ok(true);
        }
        let joined_at = self.joined_at(guild, user).await?;
        Ok(joined_at.is_some_and(|at| reception.is_some_and(|reception| !reception.is_new(at))))
    }

    /// When somebody has joined a server; `None` if they are not there.
    async fn joined_at(&self, guild: GuildId, user: UserId) -> Result<Option<Instant>, ApiError> {
        if let Some(joined_at) = self.here.since(guild, user) {
            return Ok(Some(joined_at));
        }
        let path = format!("guilds/{guild}/members/{user}");
        let member = match self.api.get(&path).await {
            Err(ApiError::Refused { status: 404, .. }) => return Ok(None),
            answer => answer?,
        };
        let joined_at = instant_in(&member["joined_at"]);
        if let Some(joined_at) = joined_at {
            self.here.was(guild, user, joined_at);
        }
        Ok(joined_at)
    }

    /// Somebody has written to the bot itself, where nobody reads: they are told where somebody
    /// does, of the only server, or of one in which they are known.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn nobody_reads(
        &self,
        user: UserId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<(), DbError> {
        if !self.is_answer_due(channel) {
            return Ok(());
        }
        let guilds = self.guilds.all().await?;
        let mut of_them = guilds.first().copied().filter(|_| guilds.len() == 1);
        for guild in guilds {
            if of_them.is_none() && self.members.is_known(user, Some(guild)).await? {
                of_them = Some(guild);
            }
        }
        match of_them {
            Some(guild) => self.members.nobody_reads(guild, channel, message).await,
            None => Ok(()),
        }
    }

    fn is_answer_due(&self, channel: ChannelId) -> bool {
        let now = self.questions.now();
        let answered = self.answered.lock();
        let mut answered = answered.unwrap_or_else(std::sync::PoisonError::into_inner);
        answered.retain(|_, at| *at + ANSWERED_FOR > now);
        let is_due = !answered.contains_key(&channel);
        answered.entry(channel).or_insert(now);
        is_due
    }

    /// Forgets in which language somebody was seen to read.
    pub fn forget_language(&self, user: UserId) {
        let known = self.languages.lock();
        let mut known = known.unwrap_or_else(std::sync::PoisonError::into_inner);
        known.retain(|(_, of), _| *of != user);
    }
}

//! What every handler has at hand.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::Duration;
use tokio::sync::Mutex;

use crate::clock::{Chance, Instant};
use crate::courses::Courses;
use crate::db::{Db, DbError};
use crate::erasing::Erasing;
use crate::guilds::{Guilds, Locale};
use crate::i18n::Words;
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::members::Members;
use crate::members::consent::Asked;
use crate::outbox::Outbox;
use crate::questions::Questions;
use crate::tutors::Tutors;

use super::Api;
use super::members::consent;

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
    /// The servers of which it is known who is there.
    pub live: Arc<std::sync::Mutex<BTreeSet<GuildId>>>,
    /// When it was last said in a conversation that nobody reads there.
    pub answered: Arc<std::sync::Mutex<HashMap<ChannelId, Instant>>>,
    /// Whether Discord tells the text of messages.
    pub reads_messages: bool,
}

impl Bot {
    /// The gateway begins to tell of a server: who has joined until now is still to be looked up.
    pub fn connected(&self, guild: GuildId) {
        self.live().remove(&guild);
    }

    /// Whether it is known who is in a server, and so who has come new.
    #[must_use]
    pub fn knows_who_is_here(&self, guild: GuildId) -> bool {
        self.live().contains(&guild)
    }

    fn live(&self) -> std::sync::MutexGuard<'_, BTreeSet<GuildId>> {
        let live = self.live.lock();
        live.unwrap_or_else(std::sync::PoisonError::into_inner)
    }

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
        if self.knows_who_is_here(guild) {
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
        let Some(until) = until else { return Ok(()) };
        for (user, joined_at) in here.iter().filter(|(_, joined_at)| *joined_at > until) {
            self.joined(guild, *user, *joined_at).await?;
        }
        if let Some(last) = here.iter().map(|(_, joined_at)| *joined_at).max() {
            self.guilds.welcomed_until(guild, last).await?;
        }
        self.live().insert(guild);
        Ok(())
    }

    /// Whether what somebody wrote may be recorded. Whoever has agreed to an earlier text is asked
    /// when they press something.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn may_hear(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        let asked = consent::asked(self, guild, user, None).await?;
        Ok(matches!(asked, None | Some(Asked::Changed)))
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

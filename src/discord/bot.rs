//! What every handler has at hand.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::Mutex;

use crate::clock::{Chance, Instant};
use crate::courses::Courses;
use crate::db::{Db, DbError};
use crate::erasing::Erasing;
use crate::guilds::{Guilds, Locale};
use crate::i18n::Words;
use crate::ids::{GuildId, UserId};
use crate::members::Members;
use crate::outbox::Outbox;
use crate::questions::Questions;
use crate::tutors::Tutors;

use super::Api;

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
    /// Whether Discord tells the text of messages.
    pub reads_messages: bool,
}

impl Bot {
    /// Somebody has joined a server: they are welcomed, if they are new there and it greets. Whoever is known
    /// there is back, and not new.
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
        let found = self.guilds.find(guild).await?;
        let is_new = found.is_some_and(|guild| {
            let since = guild.welcomes_since;
            guild.settings.welcome.greets && since.is_some_and(|since| joined_at > since)
        });
        if is_new && !self.members.is_known(user, Some(guild)).await? {
            self.members.joined(guild, user, joined_at).await?;
        }
        Ok(())
    }

    /// Those who have joined while nobody listened are welcomed, of all who are there now.
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
        let Some(since) = found.and_then(|guild| guild.welcomes_since) else {
            return Ok(());
        };
        let until = self.members.welcomed_until(guild, since).await?;
        for (user, joined_at) in here.iter().filter(|(_, joined_at)| *joined_at > until) {
            self.welcome(guild, *user, *joined_at).await?;
        }
        Ok(())
    }

    /// Forgets in which language somebody was seen to read.
    pub fn forget_language(&self, user: UserId) {
        let known = self.languages.lock();
        let mut known = known.unwrap_or_else(std::sync::PoisonError::into_inner);
        known.retain(|(_, of), _| *of != user);
    }
}

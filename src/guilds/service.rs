//! Use cases around a guild: it was seen, its panel and commands are kept in place.

use super::model::{Actor, Capabilities, GuildSettings, Locale, Places, Topic};
use super::store;
use crate::clock::Clock;
use crate::config::Community;
use crate::db::{Db, DbError, Tx};
use crate::ids::{ChannelId, GuildId, MessageId, RoleId};
use crate::outbox::{Effect, Outbox, Wanted};

/// A guild as Discord describes it when the bot connects or something changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub guild: GuildId,
    /// Text channels by name.
    pub channels: Vec<(ChannelId, String)>,
    /// Forums by name.
    pub forums: Vec<(ChannelId, String)>,
    pub roles: Vec<(RoleId, String)>,
}

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Guilds {
    db: Db,
    clock: Clock,
    outbox: Outbox,
    community: Community,
}

impl Guilds {
    #[must_use]
    pub fn new(db: Db, clock: Clock, outbox: Outbox, community: Community) -> Self {
        Self {
            db,
            clock,
            outbox,
            community,
        }
    }

    /// The language of what everybody in the guild sees.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.community.locale
    }

    /// The topics that can be chosen in the guild.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.community.topics
    }

    /// What the channels and roles that the bot uses are called.
    #[must_use]
    pub fn place_names(&self) -> &Community {
        &self.community
    }

    /// The settings, if the guild was seen.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settings(&self, guild: GuildId) -> Result<Option<GuildSettings>, DbError> {
        store::find(&self.db, guild).await
    }

    /// What an actor may do; a guild that was never seen gives nothing.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn capabilities(&self, actor: &Actor) -> Result<Capabilities, DbError> {
        let settings = self.settings(actor.guild).await?;
        Ok(settings.map_or(
            Capabilities {
                tutor: false,
                staff: false,
            },
            |settings| settings.capabilities(actor),
        ))
    }

    /// Records where things are, and sees to it that the panel is posted and the
    /// commands are registered.
    ///
    /// `commands` describes the command set; it is registered when it has changed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn seen(
        &self,
        snapshot: &Snapshot,
        commands: &str,
    ) -> Result<GuildSettings, DbError> {
        let places = self.find_places(snapshot);
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let settings = store::record_seen(&mut tx, snapshot.guild, &places, now).await?;
        if settings.commands_hash.as_deref() != Some(commands) {
            self.want(&mut tx, &settings, Effect::Commands, commands)
                .await?;
        }
        if let Some(channel) = places.panel_channel
            && settings.panel_message.is_none()
        {
            self.want(&mut tx, &settings, Effect::Panel, &channel.to_string())
                .await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(settings)
    }

    /// The configured names that were not found in the guild.
    #[must_use]
    pub fn missing_places(&self, settings: &GuildSettings) -> Vec<&str> {
        let places = &settings.places;
        [
            (
                places.panel_channel.is_some(),
                &self.community.panel_channel,
            ),
            (
                places.question_channel.is_some(),
                &self.community.question_channel,
            ),
            (
                places.staff_channel.is_some(),
                &self.community.staff_channel,
            ),
            (places.tutor_role.is_some(), &self.community.tutor_role),
            (places.staff_role.is_some(), &self.community.staff_role),
        ]
        .into_iter()
        .filter(|(found, _)| !found)
        .map(|(_, name)| name.as_str())
        .collect()
    }

    /// A message was deleted in a channel: if that is the panel's, the panel is looked after.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_deleted(&self, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
        let Some(settings) = self.settings(guild).await? else {
            return Ok(());
        };
        if settings.places.panel_channel != Some(channel) {
            return Ok(());
        }
        self.look_after_panel(&settings).await
    }

    /// The bot has connected: whether the panel still stands is looked at.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn connected(&self, guild: GuildId) -> Result<(), DbError> {
        match self.settings(guild).await? {
            Some(settings) if settings.panel_message.is_some() => {
                self.look_after_panel(&settings).await
            }
            _ => Ok(()),
        }
    }

    async fn look_after_panel(&self, settings: &GuildSettings) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        self.want(&mut tx, settings, Effect::Panel, "").await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// The panel's message is gone.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn panel_gone(&self, guild: GuildId, message: MessageId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::forget_panel_message(&mut tx, guild, message).await?;
        tx.commit().await
    }

    async fn want(
        &self,
        tx: &mut Tx,
        settings: &GuildSettings,
        effect: Effect,
        why: &str,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            effect,
            guild: settings.guild,
            subject_id: settings.guild.get(),
            destination: None,
            dedup: why.to_owned(),
            due_at: self.clock.now(),
            expires_at: None,
        };
        self.outbox.want(tx, &wanted).await
    }

    /// Records what an effect on the guild has made.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn panel_posted(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        message: MessageId,
    ) -> Result<(), DbError> {
        store::set_panel_message(tx, guild, Some(message)).await
    }

    /// Records which command set Discord has now.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn commands_registered(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        commands: &str,
    ) -> Result<(), DbError> {
        store::set_commands_hash(tx, guild, commands).await
    }

    fn find_places(&self, snapshot: &Snapshot) -> Places {
        fn named<T: Copy>(known: &[(T, String)], name: &str) -> Option<T> {
            known.iter().find(|(_, n)| n == name).map(|(id, _)| *id)
        }
        let channel = |name: &str| named(&snapshot.channels, name);
        let role = |name: &str| named(&snapshot.roles, name);
        let questions = &self.community.question_channel;
        let forum = named(&snapshot.forums, questions);
        Places {
            panel_channel: channel(&self.community.panel_channel),
            question_channel: channel(questions).or(forum),
            question_forum: channel(questions).is_none() && forum.is_some(),
            staff_channel: channel(&self.community.staff_channel),
            tutor_role: role(&self.community.tutor_role),
            staff_role: role(&self.community.staff_role),
        }
    }
}

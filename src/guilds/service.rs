//! Use cases around a guild: it was seen, and its panel, commands and invitation are kept
//! in place.

use super::checks::{GuildFault, check};
use super::model::{Actor, Capabilities, Guild, Locale, Places, Spoken, Topic};
use super::settings::Settings;
use super::snapshot::Snapshot;
use super::store::{self, Stored};
use crate::clock::{Clock, Instant};
use crate::config::Community;
use crate::db::{Db, DbError, Tx};
use crate::fault::Fault;
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, UserId};
use crate::members::Members;
use crate::outbox::{Effect, Outbox, Wanted};

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Guilds {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) outbox: Outbox,
    pub(super) members: Members,
    pub(super) names: Community,
    pub(super) defaults: Settings,
}

impl Guilds {
    /// `community` says what holds in a guild until its staff change it.
    #[must_use]
    pub fn new(db: Db, clock: Clock, outbox: Outbox, community: Community) -> Self {
        Self {
            members: Members::new(db.clone(), clock.clone(), outbox.clone()),
            db,
            clock,
            outbox,
            defaults: Settings::defaults(&community),
            names: community,
        }
    }

    /// What the channels and roles that the bot uses are called until others are chosen.
    #[must_use]
    pub fn names(&self) -> &Community {
        &self.names
    }

    /// A guild, if it was seen.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, guild: GuildId) -> Result<Option<Guild>, DbError> {
        let stored = store::find(&self.db, guild).await?;
        stored
            .map(|stored| stored.guild(&self.defaults))
            .transpose()
    }

    /// The same, as this transaction sees it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find_in(&self, tx: &mut Tx, guild: GuildId) -> Result<Option<Guild>, DbError> {
        let stored = store::find_in(tx, guild).await?;
        stored
            .map(|stored| stored.guild(&self.defaults))
            .transpose()
    }

    /// Every guild that was seen.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn all(&self) -> Result<Vec<GuildId>, DbError> {
        store::all(&self.db).await
    }

    /// The channels in which the bot speaks, or spoke, to more than one.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn spoken_channels(&self, guild: GuildId) -> Result<Vec<Spoken>, DbError> {
        store::spoken_channels(&self.db, guild).await
    }

    /// The settings of a guild; of one that was never seen the defaults.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settings(&self, guild: GuildId) -> Result<Settings, DbError> {
        let found = self.find(guild).await?;
        Ok(found.map_or_else(|| self.defaults.clone(), |guild| guild.settings))
    }

    /// The same, as this transaction sees them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settings_in(&self, tx: &mut Tx, guild: GuildId) -> Result<Settings, DbError> {
        let found = self.find_in(tx, guild).await?;
        Ok(found.map_or_else(|| self.defaults.clone(), |guild| guild.settings))
    }

    /// The language of what everybody in the guild sees.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn locale(&self, guild: GuildId) -> Result<Locale, DbError> {
        Ok(self.settings(guild).await?.locale)
    }

    /// The topics that can be chosen in the guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn topics(&self, guild: GuildId) -> Result<Vec<Topic>, DbError> {
        let topics = self.settings(guild).await?.topics.into_iter();
        Ok(topics.map(|topic| topic.name).collect())
    }

    /// What an actor may do; a guild that was never seen gives nothing.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn capabilities(&self, actor: &Actor) -> Result<Capabilities, DbError> {
        let Some(guild) = self.find(actor.guild).await? else {
            return Ok(Capabilities::default());
        };
        let programmes = self.programmes(actor.guild).await?;
        Ok(guild.capabilities(actor, &programmes))
    }

    /// The programme by which what an actor does now is counted.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn programme_of(&self, actor: &Actor) -> Result<Option<ProgrammeId>, DbError> {
        let Some(guild) = self.find(actor.guild).await? else {
            return Ok(None);
        };
        let programmes = self.programmes(actor.guild).await?;
        let theirs = guild.capabilities(actor, &programmes).programmes;
        let now = self.clock.now().with_timezone(&guild.settings.time_zone);
        Ok(super::programmes::current(
            &programmes,
            &theirs,
            now.date_naive(),
        ))
    }

    /// Refuses everybody but staff of the whole guild.
    pub(super) async fn staff_only<R>(&self, actor: &Actor, refusal: R) -> Result<(), Fault<R>> {
        if self.capabilities(actor).await?.staff {
            Ok(())
        } else {
            Err(Fault::Refused(refusal))
        }
    }

    /// Records where things are; sees to it that the panel is posted and the commands are
    /// registered; invites to set up what is new, and tells staff what has broken.
    ///
    /// `commands` describes the command set; it is registered when it has changed.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn seen(&self, snapshot: &Snapshot, commands: &str) -> Result<Guild, DbError> {
        let programmes = self.programmes(snapshot.guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if store::record_seen(&mut tx, snapshot, now).await? {
            self.want(&mut tx, snapshot.guild, Effect::Invitation, "", now)
                .await?;
        }
        let stored = self.stored(&mut tx, snapshot.guild).await?;
        let told = stored.told_faults.clone();
        let mut guild = stored.guild(&self.defaults)?;
        guild.places = snapshot.places(&guild.settings, &self.names);
        let faults = check(snapshot, &guild.settings, &guild.places, &programmes);
        // What was wrong when the bot came is seen in the guide, and so is what keeps nothing from
        // working now.
        let is_new = |fault: &GuildFault| {
            let is_told = told.as_ref().is_none_or(|told| told.contains(fault));
            !is_told && !matches!(fault, GuildFault::MayNotDelete(_))
        };
        if faults.iter().any(is_new) {
            self.want(&mut tx, guild.id, Effect::SetupNotice, "", now)
                .await?;
        }
        store::record_places(&mut tx, guild.id, &guild.places, &faults).await?;
        if guild.commands_hash.as_deref() != Some(commands) {
            self.want(&mut tx, guild.id, Effect::Commands, "", now)
                .await?;
        }
        let stands = guild.panel.map(|(channel, _)| channel);
        if stands != guild.places.panel_channel {
            self.want(&mut tx, guild.id, Effect::Panel, "", now).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(guild)
    }

    pub(super) async fn stored(&self, tx: &mut Tx, guild: GuildId) -> Result<Stored, DbError> {
        let stored = store::find_in(tx, guild).await?;
        stored.ok_or(DbError::Affected {
            what: "reading a guild",
            affected: 0,
            expected: 1,
        })
    }

    /// What is wrong in a guild as far as staff were told.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn told_faults(&self, guild: GuildId) -> Result<Vec<GuildFault>, DbError> {
        let stored = store::find(&self.db, guild).await?;
        let told = stored.and_then(|stored| stored.told_faults);
        Ok(told.unwrap_or_default())
    }

    /// Whoever is told when staff cannot be: who brought the bot here, or the owner.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn responsible(&self, guild: GuildId) -> Result<Option<UserId>, DbError> {
        let Some(stored) = store::find(&self.db, guild).await? else {
            return Ok(None);
        };
        let owner = stored.owner;
        Ok(stored.guild(&self.defaults)?.invited_by.or(owner))
    }

    /// Everything that is wrong in a guild now.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn check(&self, snapshot: &Snapshot) -> Result<Vec<GuildFault>, DbError> {
        let settings = self.settings(snapshot.guild).await?;
        let programmes = self.programmes(snapshot.guild).await?;
        let places = snapshot.places(&settings, &self.names);
        Ok(check(snapshot, &settings, &places, &programmes))
    }

    /// A message was deleted in a channel: if that is the panel's, the panel is looked after.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_deleted(&self, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
        let Some(found) = self.find(guild).await? else {
            return Ok(());
        };
        if found.places.panel_channel != Some(channel) {
            return Ok(());
        }
        self.look_after_panel(guild).await
    }

    /// The bot has connected: whether the panel still stands is looked at.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn connected(&self, guild: GuildId) -> Result<(), DbError> {
        match self.find(guild).await? {
            Some(found) if found.panel.is_some() => self.look_after_panel(guild).await,
            _ => Ok(()),
        }
    }

    /// Everybody who has joined a guild until then was seen.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn welcomed_until(&self, guild: GuildId, at: Instant) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::set_welcomed_until(&mut tx, guild, at).await?;
        tx.commit().await
    }

    async fn look_after_panel(&self, guild: GuildId) -> Result<(), DbError> {
        self.want_now(guild, Effect::Panel, "").await
    }

    /// Wants an effect on a guild, by itself.
    pub(super) async fn want_now(
        &self,
        guild: GuildId,
        effect: Effect,
        why: &str,
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        self.want(&mut tx, guild, effect, why, self.clock.now())
            .await?;
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
        store::forget_panel(&mut tx, guild, message).await?;
        tx.commit().await
    }

    pub(super) async fn want(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        effect: Effect,
        why: &str,
        now: Instant,
    ) -> Result<(), DbError> {
        let wanted = self.wanted(guild, effect, why, now);
        self.outbox.want(tx, &wanted).await
    }

    #[expect(clippy::unused_self, reason = "as `want`")]
    pub(super) fn wanted(&self, guild: GuildId, effect: Effect, why: &str, now: Instant) -> Wanted {
        Wanted {
            effect,
            guild,
            subject_id: guild.get(),
            destination: None,
            dedup: why.to_owned(),
            due_at: now,
            expires_at: None,
        }
    }

    /// The panel is about to be put into a channel.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn puts_panel(&self, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::put_panel(&mut tx, guild, channel).await?;
        tx.commit().await
    }

    /// Records the panel that was posted or changed.
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
        store::set_panel(tx, guild, message).await
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

    /// Where things would be in a guild with other settings.
    pub(super) fn places(&self, snapshot: &Snapshot, settings: &Settings) -> Places {
        snapshot.places(settings, &self.names)
    }
}

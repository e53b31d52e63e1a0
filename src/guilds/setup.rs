//! The use cases of setting up: a part of the settings is changed, shown in its history,
//! and taken back. Who may is staff.

use chrono::NaiveDate;

use super::checks::{GuildFault, check};
use super::model::{Actor, Guild};
use super::service::Guilds;
use super::settings::{Change, Part, SettingFault, Settings};
use super::snapshot::Snapshot;
use super::store::{self, NewChange};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::outbox::{Effect, Wanted};

/// Why the settings stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingRefusal {
    NotStaff,
    /// The bot has not seen the guild yet.
    UnknownGuild,
    Unfit(SettingFault),
    /// What was chosen cannot work there.
    Cannot(GuildFault),
    /// Somebody else has changed the same part since it was shown.
    Meanwhile {
        by: UserId,
        at: Instant,
    },
    /// There is no such change.
    UnknownChange,
    /// The part was changed again since; that is to be taken back first.
    ChangedSince {
        revision: i64,
    },
}

/// How often a change is tried again when somebody else was faster with another part.
const RACES: usize = 5;
/// How many changes the history shows at a time.
pub const HISTORY_PAGE: i64 = 5;

/// One change in the history.
#[derive(Clone, Debug)]
pub struct Entry {
    pub revision: i64,
    pub part: Part,
    pub by: UserId,
    pub at: Instant,
    pub takes_back: Option<i64>,
    pub before: Settings,
    pub after: Settings,
}

impl Guilds {
    /// Changes a part of the settings. `base` is the revision on which the actor saw it.
    ///
    /// # Errors
    ///
    /// [`SettingRefusal`] to show; nothing is then changed.
    pub async fn change(
        &self,
        actor: &Actor,
        base: i64,
        change: &Change,
        snapshot: &Snapshot,
    ) -> Result<Guild, Fault<SettingRefusal>> {
        self.staff_only(actor, SettingRefusal::NotStaff).await?;
        for _ in 0..RACES {
            let guild = self.known(actor).await?;
            if let Some(meanwhile) = self.meanwhile(actor, base, change.part()).await? {
                return Err(Fault::Refused(meanwhile));
            }
            let settings = guild.settings.with(change).map_err(unfit)?;
            if settings == guild.settings {
                return Ok(guild);
            }
            self.can_work(change, &settings, snapshot)?;
            let part = change.part();
            match self
                .store(actor, &guild, part, &settings, None, snapshot)
                .await
            {
                Err(Fault::Ours(error)) if error.is_unique_violation() => {}
                done => return done,
            }
        }
        Err(Fault::Ours(raced()))
    }

    /// Takes a change back: the part becomes what it was before.
    ///
    /// # Errors
    ///
    /// [`SettingRefusal`] to show; nothing is then changed.
    pub async fn take_back(
        &self,
        actor: &Actor,
        revision: i64,
        snapshot: &Snapshot,
    ) -> Result<Entry, Fault<SettingRefusal>> {
        self.staff_only(actor, SettingRefusal::NotStaff).await?;
        for _ in 0..RACES {
            let guild = self.known(actor).await?;
            let entry = self.entry(actor.guild, revision).await?;
            let part = entry.part;
            let since = store::changes(&self.db, actor.guild, revision, i64::MAX, i64::MAX).await?;
            if let Some(later) = since.iter().find(|later| later.part == part) {
                let revision = later.revision;
                return Err(Fault::Refused(SettingRefusal::ChangedSince { revision }));
            }
            let settings = guild.settings.with_part_of(part, &entry.before);
            settings.part_fits(part).map_err(unfit)?;
            let stored = self
                .store(actor, &guild, part, &settings, Some(revision), snapshot)
                .await;
            match stored {
                Err(Fault::Ours(error)) if error.is_unique_violation() => {}
                done => return done.map(|_| entry),
            }
        }
        Err(Fault::Ours(raced()))
    }

    async fn entry(&self, guild: GuildId, revision: i64) -> Result<Entry, Fault<SettingRefusal>> {
        let mut entries = self.entries(guild, revision, 1).await?;
        entries
            .pop()
            .filter(|entry| entry.revision == revision)
            .ok_or(Fault::Refused(SettingRefusal::UnknownChange))
    }

    /// The settings as they were at a revision; 0 are the defaults.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settings_at(&self, guild: GuildId, revision: i64) -> Result<Settings, DbError> {
        let changes = store::changes(&self.db, guild, 0, revision, 1).await?;
        match changes.first() {
            Some(change) => change.settings(&self.defaults),
            None => Ok(self.defaults.clone()),
        }
    }

    /// The date in a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn today(&self, guild: GuildId) -> Result<NaiveDate, DbError> {
        let zone = self.settings(guild).await?.time_zone;
        Ok(self.clock.now().with_timezone(&zone).date_naive())
    }

    /// When a day begins in a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn morning_of(&self, guild: GuildId, day: NaiveDate) -> Result<Instant, DbError> {
        let zone = self.settings(guild).await?.time_zone;
        Ok(crate::hours::midnight(zone, day).unwrap_or_else(|| self.clock.now()))
    }

    /// The changes up to a revision, newest first, at most [`HISTORY_PAGE`].
    ///
    /// # Errors
    ///
    /// [`SettingRefusal::NotStaff`].
    pub async fn history(
        &self,
        actor: &Actor,
        up_to: i64,
    ) -> Result<Vec<Entry>, Fault<SettingRefusal>> {
        self.staff_only(actor, SettingRefusal::NotStaff).await?;
        Ok(self.entries(actor.guild, up_to, HISTORY_PAGE).await?)
    }

    async fn entries(&self, guild: GuildId, up_to: i64, most: i64) -> Result<Vec<Entry>, DbError> {
        // One more: the settings before the oldest that is shown.
        let changes = store::changes(&self.db, guild, 0, up_to, most + 1).await?;
        let mut entries = Vec::new();
        for (at, change) in changes
            .iter()
            .enumerate()
            .take(usize::try_from(most).unwrap_or(0))
        {
            let before = match changes.get(at + 1) {
                Some(older) => older.settings(&self.defaults)?,
                None => self.defaults.clone(),
            };
            entries.push(Entry {
                revision: change.revision,
                part: change.part,
                by: change.by,
                at: change.at,
                takes_back: change.takes_back,
                before,
                after: change.settings(&self.defaults)?,
            });
        }
        Ok(entries)
    }

    /// Opens the guide for staff, at a step.
    ///
    /// # Errors
    ///
    /// [`SettingRefusal::NotStaff`], or [`SettingRefusal::UnknownGuild`].
    pub async fn open_guide(
        &self,
        actor: &Actor,
        step: i64,
    ) -> Result<Guild, Fault<SettingRefusal>> {
        self.staff_only(actor, SettingRefusal::NotStaff).await?;
        let guild = self.known(actor).await?;
        if step > guild.guide_step {
            let mut tx = self.db.begin().await?;
            store::reach_step(&mut tx, actor.guild, step).await?;
            if guild.invitation.is_some() {
                let now = self.clock.now();
                self.want(&mut tx, actor.guild, Effect::InvitationGone, "", now)
                    .await?;
            }
            tx.commit().await?;
            self.outbox.wake();
        }
        Ok(guild)
    }

    async fn known(&self, actor: &Actor) -> Result<Guild, Fault<SettingRefusal>> {
        self.find(actor.guild)
            .await?
            .ok_or(Fault::Refused(SettingRefusal::UnknownGuild))
    }

    /// Whether somebody else has changed a part after a revision.
    async fn meanwhile(
        &self,
        actor: &Actor,
        base: i64,
        part: Part,
    ) -> Result<Option<SettingRefusal>, DbError> {
        let since = store::changes(&self.db, actor.guild, base, i64::MAX, i64::MAX).await?;
        let other = since
            .iter()
            .find(|change| change.part == part && change.by != actor.user);
        Ok(other.map(|change| SettingRefusal::Meanwhile {
            by: change.by,
            at: change.at,
        }))
    }

    /// What was chosen is there, and can serve.
    fn can_work(
        &self,
        change: &Change,
        settings: &Settings,
        snapshot: &Snapshot,
    ) -> Result<(), Fault<SettingRefusal>> {
        let places = self.places(snapshot, settings);
        let concerns = |fault: &GuildFault| match (change, fault) {
            (
                Change::Channel(channel, _),
                GuildFault::ChannelGone(other) | GuildFault::ChannelUnfit(other, _),
            ) => channel == other,
            (
                Change::Role(role, _),
                GuildFault::RoleGone(other) | GuildFault::RoleUnfit(other, _),
            ) => role == other,
            _ => false,
        };
        let faults = check(snapshot, settings, &places, &[]);
        match faults.into_iter().find(concerns) {
            Some(fault) => Err(Fault::Refused(SettingRefusal::Cannot(fault))),
            None => Ok(()),
        }
    }

    /// Stores the settings as the next revision, with what follows from them. What is wrong
    /// with them the actor sees at once: staff need no other word of it.
    async fn store(
        &self,
        actor: &Actor,
        guild: &Guild,
        part: Part,
        settings: &Settings,
        takes_back: Option<i64>,
        snapshot: &Snapshot,
    ) -> Result<Guild, Fault<SettingRefusal>> {
        let programmes = self.programmes(guild.id).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let change = NewChange {
            guild: guild.id,
            revision: guild.revision + 1,
            part,
            by: actor.user,
            at: now,
            takes_back,
            settings,
        };
        store::insert_change(&mut tx, &change).await?;
        let changed = Guild {
            settings: settings.clone(),
            revision: change.revision,
            places: self.places(snapshot, settings),
            ..guild.clone()
        };
        let faults = check(snapshot, settings, &changed.places, &programmes);
        store::record_places(&mut tx, guild.id, &changed.places, &faults).await?;
        self.want(&mut tx, guild.id, Effect::Panel, "", now).await?;
        tx.commit().await?;
        self.outbox.wake();
        Ok(changed)
    }

    /// Records who has brought the bot into a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn invited_by(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::set_invited_by(&mut tx, guild, user).await?;
        tx.commit().await
    }

    /// The first channel of a guild in which the bot may write, as it was last seen.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn first_channel(&self, guild: GuildId) -> Result<Option<ChannelId>, DbError> {
        let stored = store::find(&self.db, guild).await?;
        Ok(stored.and_then(|stored| stored.first_channel))
    }

    /// Whether somebody may put the invitation into a guild from outside: whoever brought
    /// the bot there.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn may_be_invited(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        let found = self.find(guild).await?;
        Ok(found.is_some_and(|guild| guild.invited_by == Some(user)))
    }

    /// Somebody wants to begin outside the guild: the button is put into a channel of it.
    /// Where that is, if the bot may write anywhere.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn invite_here(&self, guild: GuildId) -> Result<Option<ChannelId>, DbError> {
        let Some(channel) = self.first_channel(guild).await? else {
            return Ok(None);
        };
        // Once a day; who it was does not stay there.
        let why = self.clock.now().date_naive().to_string();
        self.want_now(guild, Effect::InvitationHere, &why).await?;
        Ok(Some(channel))
    }

    /// What is wanted where nobody can be invited by direct message.
    #[must_use]
    pub fn invitation_here(&self, guild: GuildId) -> Wanted {
        self.wanted(guild, Effect::InvitationHere, "", self.clock.now())
    }

    /// The invitation is about to be put into a channel.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn puts_invitation(&self, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::put_invitation(&mut tx, guild, channel).await?;
        tx.commit().await
    }

    /// Records the invitation in its channel, or that it is gone.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn invitation_posted(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        message: Option<MessageId>,
    ) -> Result<(), DbError> {
        store::set_invitation_message(tx, guild, message).await
    }
}

fn unfit(fault: SettingFault) -> Fault<SettingRefusal> {
    Fault::Refused(SettingRefusal::Unfit(fault))
}

fn raced() -> DbError {
    DbError::Affected {
        what: "changing the settings",
        affected: 0,
        expected: 1,
    }
}

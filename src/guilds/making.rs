//! 「おまかせで作る」: the channels and roles that are missing are made, and taken back as
//! long as nobody uses them.

use twilight_model::guild::Permissions;

use super::model::{Actor, Guild};
use super::service::Guilds;
use super::settings::{Change, ChannelUse, Chosen, RoleUse};
use super::setup::SettingRefusal;
use super::snapshot::Snapshot;
use super::store::{self, StoredPlace};
use crate::clock::Instant;
use crate::config::Community;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::ids::{ChannelId, GuildId, RoleId};
use crate::outbox::Effect;

/// Something that can be made: a role or a channel for a use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceUse {
    Role(RoleUse),
    Channel(ChannelUse),
}

impl PlaceUse {
    /// In the order in which they are made: channels are closed and opened to roles.
    pub const ALL: [Self; 8] = [
        Self::Role(RoleUse::Staff),
        Self::Role(RoleUse::Tutor),
        Self::Role(RoleUse::Member),
        Self::Channel(ChannelUse::Panel),
        Self::Channel(ChannelUse::Questions),
        Self::Channel(ChannelUse::Staff),
        Self::Channel(ChannelUse::Tutors),
        Self::Channel(ChannelUse::Courses),
    ];

    /// The place in [`PlaceUse::ALL`], as effects and the table name it.
    #[must_use]
    pub fn part(self) -> u8 {
        let at = Self::ALL.iter().position(|place| *place == self);
        at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
    }

    #[must_use]
    pub fn of_part(part: u8) -> Option<Self> {
        Self::ALL.get(usize::from(part)).copied()
    }

    fn name(self, names: &Community) -> &str {
        match self {
            Self::Role(role) => names.role(role),
            Self::Channel(channel) => names.channel(channel),
        }
    }
}

/// Why nothing is made or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MakingRefusal {
    Settings(SettingRefusal),
    /// Everything is there.
    NothingMissing,
    /// The bot may not make channels or roles; these permissions are missing.
    MayNot(Permissions),
    /// The last press is still being carried out.
    UnderWay,
    /// There is nothing that the bot has made and that still stands.
    NothingMade,
}

/// Something that was made, or is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub place: PlaceUse,
    pub name: String,
    /// The channel or role, once it is there.
    pub id: Option<i64>,
    pub is_gone: bool,
}

fn of_stored(stored: StoredPlace) -> Option<Made> {
    let part = u8::try_from(stored.part).ok()?;
    Some(Made {
        place: PlaceUse::of_part(part)?,
        name: stored.name,
        id: stored.made,
        is_gone: stored.is_gone,
    })
}

/// How long what was wanted may take; later a new press begins anew.
const MAKING: chrono::Duration = chrono::Duration::minutes(1);

fn is_under_way(place: &StoredPlace, now: Instant) -> bool {
    place.made.is_none() && !place.is_gone && now < place.wanted_at + MAKING
}

/// What is missing in a guild and not unwanted.
#[must_use]
pub fn missing(guild: &Guild) -> Vec<PlaceUse> {
    PlaceUse::ALL
        .into_iter()
        .filter(|place| match place {
            PlaceUse::Role(role) => {
                guild.places.role(*role).is_none() && guild.settings.role(*role) != Chosen::Nowhere
            }
            PlaceUse::Channel(channel) => {
                guild.places.channel(*channel).is_none()
                    && guild.settings.channel(*channel) != Chosen::Nowhere
            }
        })
        .collect()
}

impl Guilds {
    /// Makes every channel and role that is missing, under its usual name.
    ///
    /// # Errors
    ///
    /// [`MakingRefusal`] to show.
    pub async fn make_missing(
        &self,
        actor: &Actor,
        snapshot: &Snapshot,
    ) -> Result<Vec<Made>, Fault<MakingRefusal>> {
        let not_staff = MakingRefusal::Settings(SettingRefusal::NotStaff);
        self.staff_only(actor, not_staff).await?;
        let Some(guild) = self.find(actor.guild).await? else {
            let unknown = MakingRefusal::Settings(SettingRefusal::UnknownGuild);
            return Err(Fault::Refused(unknown));
        };
        let missing = missing(&guild);
        if missing.is_empty() {
            return Err(Fault::Refused(MakingRefusal::NothingMissing));
        }
        let needed = Permissions::MANAGE_CHANNELS | Permissions::MANAGE_ROLES;
        let lacking = needed - snapshot.permissions();
        if !lacking.is_empty() {
            return Err(Fault::Refused(MakingRefusal::MayNot(lacking)));
        }
        // What was chosen and is gone is made anew under its usual name.
        for place in &missing {
            let change = match place {
                PlaceUse::Role(role) => Change::Role(*role, Chosen::ByName),
                PlaceUse::Channel(channel) => Change::Channel(*channel, Chosen::ByName),
            };
            let changed = self.change(actor, i64::MAX, &change, snapshot).await;
            changed.map_err(|fault| match fault {
                Fault::Refused(refusal) => Fault::Refused(MakingRefusal::Settings(refusal)),
                Fault::Ours(error) => Fault::Ours(error),
            })?;
        }
        self.store_places(actor.guild, &missing).await
    }

    async fn store_places(
        &self,
        guild: GuildId,
        missing: &[PlaceUse],
    ) -> Result<Vec<Made>, Fault<MakingRefusal>> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let made = store::made_places_in(&mut tx, guild).await?;
        if made.iter().any(|place| is_under_way(place, now)) {
            return Err(Fault::Refused(MakingRefusal::UnderWay));
        }
        let mut all = Vec::new();
        for place in missing {
            let (part, name) = (place.part(), place.name(&self.names));
            store::insert_place(&mut tx, guild, part.into(), name, now).await?;
            self.want(&mut tx, guild, Effect::PlaceMade(part), "", now)
                .await?;
            all.push(Made {
                place: *place,
                name: name.to_owned(),
                id: None,
                is_gone: false,
            });
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(all)
    }

    /// Takes back what the bot has made, as far as nobody uses it.
    ///
    /// # Errors
    ///
    /// [`MakingRefusal`] to show.
    pub async fn take_places_back(&self, actor: &Actor) -> Result<Vec<Made>, Fault<MakingRefusal>> {
        let not_staff = MakingRefusal::Settings(SettingRefusal::NotStaff);
        self.staff_only(actor, not_staff).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let made = store::made_places_in(&mut tx, actor.guild).await?;
        if made.iter().any(|place| is_under_way(place, now)) {
            return Err(Fault::Refused(MakingRefusal::UnderWay));
        }
        let stand = made.into_iter().filter(|place| place.made.is_some());
        let stand: Vec<StoredPlace> = stand.filter(|place| !place.is_gone).collect();
        if stand.is_empty() {
            return Err(Fault::Refused(MakingRefusal::NothingMade));
        }
        // Channels before the roles to which they are open.
        for place in stand.iter().rev() {
            if let Ok(part) = u8::try_from(place.part) {
                self.want(&mut tx, actor.guild, Effect::PlaceGone(part), "", now)
                    .await?;
            }
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(stand.into_iter().filter_map(of_stored).collect())
    }

    /// What the bot has made, as it stands.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn made_places(&self, guild: GuildId) -> Result<Vec<Made>, DbError> {
        let stored = store::made_places(&self.db, guild).await?;
        Ok(stored.into_iter().filter_map(of_stored).collect())
    }

    /// Records what an effect has made or taken back. What was made is found by its name
    /// from now on; until Discord has told of it, it is where it was made.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn place_done(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        effect: Effect,
        id: Option<i64>,
    ) -> Result<(), DbError> {
        let (Effect::PlaceMade(part) | Effect::PlaceGone(part)) = effect else {
            return Ok(());
        };
        let all = store::made_places_in(tx, guild).await?;
        let Some(place) = all.iter().find(|place| place.part == i64::from(part)) else {
            return Ok(());
        };
        match (effect, id) {
            (Effect::PlaceMade(_), Some(id)) => {
                store::place_made(tx, place.id, id).await?;
                self.place_found(tx, guild, part, id).await
            }
            (Effect::PlaceGone(_), _) => store::place_gone(tx, place.id, self.clock.now()).await,
            _ => Ok(()),
        }
    }

    async fn place_found(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        part: u8,
        id: i64,
    ) -> Result<(), DbError> {
        let stored = self.stored(tx, guild).await?;
        let told = stored.told_faults.clone().unwrap_or_default();
        let found = stored.guild(&self.defaults)?;
        let mut places = found.places;
        let (channel, role) = (Some(ChannelId::stored(id)), Some(RoleId::stored(id)));
        match PlaceUse::of_part(part) {
            Some(PlaceUse::Role(RoleUse::Staff)) => places.staff_role = role,
            Some(PlaceUse::Role(RoleUse::Tutor)) => places.tutor_role = role,
            Some(PlaceUse::Role(RoleUse::Member)) => places.member_role = role,
            Some(PlaceUse::Channel(ChannelUse::Panel)) => places.panel_channel = channel,
            Some(PlaceUse::Channel(ChannelUse::Questions)) => {
                places.question_channel = channel;
                places.question_forum = false;
            }
            Some(PlaceUse::Channel(ChannelUse::Staff)) => places.staff_channel = channel,
            Some(PlaceUse::Channel(ChannelUse::Tutors)) => places.tutor_channel = channel,
            Some(PlaceUse::Channel(ChannelUse::Courses)) => places.course_channel = channel,
            None => return Ok(()),
        }
        store::record_places(tx, guild, &places, &told).await?;
        self.want(tx, guild, Effect::Panel, "", self.clock.now())
            .await
    }
}

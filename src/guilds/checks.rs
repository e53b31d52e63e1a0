//! Whether what was chosen can work: each fault with its cause. No I/O.

use serde::{Deserialize, Serialize};
use twilight_model::guild::Permissions;

use super::model::{Places, Topic};
use super::programmes::Programme;
use super::settings::{ChannelUse, Chosen, RoleUse, Settings, TopicSetting};
use super::snapshot::{ChannelFacts, ChannelKind, RoleFacts, Snapshot};
use crate::ids::{ChannelId, ProgrammeId, RoleId};

/// What is wrong in a guild.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuildFault {
    /// The channel that was chosen has been deleted.
    ChannelGone(ChannelUse),
    /// Nothing was chosen, and no channel has the usual name; there it is needed.
    ChannelMissing(ChannelUse),
    /// A forum where a text channel is needed.
    ChannelUnfit(ChannelUse, ChannelId),
    /// The bot lacks these permissions there.
    Permissions(ChannelUse, ChannelId, Permissions),
    /// The bot may not delete there what a member wrote who wants to be erased: that waits for
    /// staff.
    MayNotDelete(ChannelId),
    /// Everybody sees what staff are told.
    StaffChannelOpen(ChannelId),
    /// The role that was chosen has been deleted.
    RoleGone(RoleUse),
    /// The role belongs to a bot or to everybody; nobody can be given it.
    RoleUnfit(RoleUse, RoleId),
    /// The bot may not give roles at all.
    MayNotGiveRoles,
    /// The role stands above the bot's own.
    RoleAbove(RoleId),
    /// The role that is called for a topic has been deleted.
    TopicRoleGone(Topic),
    /// The role that is called for a topic can be called by nobody, and the bot may not call
    /// every role.
    MayNotCall(Topic, RoleId),
    /// The role of a programme has been deleted.
    ProgrammeRoleGone(ProgrammeId, String),
}

impl GuildFault {
    /// The channel's use, for a fault that keeps the bot from writing where it should.
    #[must_use]
    pub fn keeps_from_writing(&self) -> Option<ChannelUse> {
        match self {
            Self::ChannelGone(channel)
            | Self::ChannelMissing(channel)
            | Self::ChannelUnfit(channel, _)
            | Self::Permissions(channel, ..) => Some(*channel),
            _ => None,
        }
    }
}

/// What the bot needs to be allowed in a channel for its use.
#[must_use]
pub fn needed(channel: ChannelUse, kind: ChannelKind) -> Permissions {
    let base = Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::EMBED_LINKS
        | Permissions::READ_MESSAGE_HISTORY;
    match (channel, kind) {
        (ChannelUse::Questions, ChannelKind::Forum) => base | Permissions::SEND_MESSAGES_IN_THREADS,
        (ChannelUse::Questions, ChannelKind::Text) | (ChannelUse::Courses, _) => {
            base | Permissions::CREATE_PUBLIC_THREADS | Permissions::SEND_MESSAGES_IN_THREADS
        }
        (ChannelUse::Tutors, _) => {
            base | Permissions::CREATE_PRIVATE_THREADS | Permissions::SEND_MESSAGES_IN_THREADS
        }
        _ => base,
    }
}

/// Everything that is wrong, in the order of the guide.
#[must_use]
pub fn check(
    snapshot: &Snapshot,
    settings: &Settings,
    places: &Places,
    programmes: &[Programme],
) -> Vec<GuildFault> {
    let channels = ChannelUse::ALL
        .into_iter()
        .flat_map(|channel| check_channel(snapshot, settings, places, channel));
    let roles = RoleUse::ALL
        .into_iter()
        .flat_map(|role| check_role(snapshot, settings, places, role));
    let called = settings
        .topics
        .iter()
        .filter_map(|topic| check_topic(snapshot, topic));
    let theirs = programmes
        .iter()
        .flat_map(|programme| check_programme(snapshot, programme));
    let mut faults: Vec<GuildFault> = channels.collect();
    for fault in roles.chain(called).chain(theirs) {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

fn check_channel(
    snapshot: &Snapshot,
    settings: &Settings,
    places: &Places,
    channel: ChannelUse,
) -> Vec<GuildFault> {
    let chosen = settings.channel(channel);
    let Some(found) = places.channel(channel).and_then(|id| snapshot.channel(id)) else {
        return match chosen {
            Chosen::At(_) => vec![GuildFault::ChannelGone(channel)],
            Chosen::ByName if channel.is_needed() => vec![GuildFault::ChannelMissing(channel)],
            Chosen::ByName | Chosen::Nowhere => Vec::new(),
        };
    };
    check_found(snapshot, channel, found)
}

fn check_found(snapshot: &Snapshot, channel: ChannelUse, found: &ChannelFacts) -> Vec<GuildFault> {
    if !channel.takes(found.kind) {
        return vec![GuildFault::ChannelUnfit(channel, found.id)];
    }
    let mut faults = Vec::new();
    let lacking = snapshot.lacking(found, needed(channel, found.kind));
    if !lacking.is_empty() {
        faults.push(GuildFault::Permissions(channel, found.id, lacking));
    }
    let deletes = Permissions::MANAGE_MESSAGES;
    if !snapshot.lacking(found, deletes).is_empty() {
        faults.push(GuildFault::MayNotDelete(found.id));
    }
    let seen = snapshot
        .everyone_in(found)
        .contains(Permissions::VIEW_CHANNEL);
    if channel == ChannelUse::Staff && seen {
        faults.push(GuildFault::StaffChannelOpen(found.id));
    }
    faults
}

fn check_role(
    snapshot: &Snapshot,
    settings: &Settings,
    places: &Places,
    role: RoleUse,
) -> Vec<GuildFault> {
    let Some(found) = places.role(role).and_then(|id| snapshot.role(id)) else {
        return match settings.role(role) {
            Chosen::At(_) => vec![GuildFault::RoleGone(role)],
            Chosen::ByName | Chosen::Nowhere => Vec::new(),
        };
    };
    if !found.is_assignable(snapshot.guild) {
        return vec![GuildFault::RoleUnfit(role, found.id)];
    }
    // Only what somebody chose is given: by its name alone nothing is promised yet.
    if role.is_given() && settings.role(role) != Chosen::ByName {
        may_give(snapshot, found)
    } else {
        Vec::new()
    }
}

fn check_topic(snapshot: &Snapshot, topic: &TopicSetting) -> Option<GuildFault> {
    let role = topic.role?;
    let Some(found) = snapshot.role(role) else {
        return Some(GuildFault::TopicRoleGone(topic.name.clone()));
    };
    let calls_all = snapshot
        .permissions()
        .contains(Permissions::MENTION_EVERYONE);
    let may = found.mentionable || calls_all;
    (!may).then(|| GuildFault::MayNotCall(topic.name.clone(), role))
}

fn may_give(snapshot: &Snapshot, role: &RoleFacts) -> Vec<GuildFault> {
    if !snapshot.permissions().contains(Permissions::MANAGE_ROLES) {
        vec![GuildFault::MayNotGiveRoles]
    } else if snapshot.is_above(role) {
        Vec::new()
    } else {
        vec![GuildFault::RoleAbove(role.id)]
    }
}

fn check_programme(snapshot: &Snapshot, programme: &Programme) -> Vec<GuildFault> {
    let gone = || GuildFault::ProgrammeRoleGone(programme.id, programme.name.clone());
    let own = programme.role.map(|role| match snapshot.role(role) {
        Some(found) => may_give(snapshot, found),
        None => vec![gone()],
    });
    let staff = programme
        .staff_role
        .filter(|role| snapshot.role(*role).is_none());
    let mut faults = own.unwrap_or_default();
    if staff.is_some() && faults.is_empty() {
        faults.push(gone());
    }
    faults
}

impl ChannelUse {
    /// Whether the programme cannot do without it.
    #[must_use]
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Panel | Self::Questions | Self::Staff)
    }
}

#[cfg(test)]
mod tests {
    use twilight_model::channel::permission_overwrite::{
        PermissionOverwrite, PermissionOverwriteType,
    };
    use twilight_model::id::Id;

    use super::*;
    use crate::config::{Community, Config};
    use crate::guilds::settings::Change;
    use crate::ids::{GuildId, UserId};

    const MINE: i64 = 50;

    fn community() -> Community {
        Config::load(None).unwrap().community
    }

    fn all() -> Permissions {
        needed(ChannelUse::Questions, ChannelKind::Text)
            | Permissions::MANAGE_ROLES
            | Permissions::MANAGE_MESSAGES
    }

    fn snapshot() -> Snapshot {
        let role = |id, name: &str, position, permissions| RoleFacts {
            id: RoleId::stored(id),
            name: name.into(),
            position,
            permissions,
            managed: id == MINE,
            mentionable: false,
        };
        let channel = |id, name: &str| ChannelFacts {
            id: ChannelId::stored(id),
            name: name.into(),
            kind: ChannelKind::Text,
            position: id,
            overwrites: Vec::new(),
        };
        let mut staff = channel(3, "運営");
        staff.overwrites = vec![
            overwrite(9, Permissions::empty(), Permissions::VIEW_CHANNEL),
            overwrite(50, Permissions::VIEW_CHANNEL, Permissions::empty()),
        ];
        Snapshot {
            guild: GuildId::new(9),
            name: "町".into(),
            owner: UserId::new(70),
            me: UserId::new(1),
            my_roles: vec![RoleId::stored(MINE)],
            system_channel: None,
            channels: vec![channel(1, "受付"), channel(2, "質問"), staff],
            roles: vec![
                role(9, "@everyone", 0, Permissions::VIEW_CHANNEL),
                role(MINE, "bot", 5, all()),
                role(60, "メンバー", 1, Permissions::empty()),
                role(61, "上", 6, Permissions::empty()),
            ],
        }
    }

    fn overwrite(id: u64, allow: Permissions, deny: Permissions) -> PermissionOverwrite {
        PermissionOverwrite {
            id: Id::new(id),
            kind: PermissionOverwriteType::Role,
            allow,
            deny,
        }
    }

    fn faults(snapshot: &Snapshot, changes: &[Change]) -> Vec<GuildFault> {
        let names = community();
        let settings = changes
            .iter()
            .fold(Settings::defaults(&names), |settings, change| {
                settings.with(change).unwrap()
            });
        let places = snapshot.places(&settings, &names);
        check(snapshot, &settings, &places, &[])
    }

    #[test]
    fn a_guild_in_which_all_is_well_has_no_fault() {
        assert_eq!(faults(&snapshot(), &[]), []);
    }

    #[test]
    fn what_is_missing_or_gone_is_told() {
        let mut guild = snapshot();
        guild.channels.remove(1);
        assert_eq!(
            faults(&guild, &[]),
            [GuildFault::ChannelMissing(ChannelUse::Questions)]
        );
        let gone = Change::Channel(ChannelUse::Courses, Chosen::At(77));
        let role = Change::Role(RoleUse::Tutor, Chosen::At(78));
        assert_eq!(
            faults(&snapshot(), &[gone, role]),
            [
                GuildFault::ChannelGone(ChannelUse::Courses),
                GuildFault::RoleGone(RoleUse::Tutor)
            ]
        );
        let none = Change::Channel(ChannelUse::Questions, Chosen::Nowhere);
        assert_eq!(faults(&guild, &[none]), []);
    }

    #[test]
    fn a_permission_that_is_taken_away_is_named() {
        let mut guild = snapshot();
        let send = Permissions::SEND_MESSAGES;
        guild.channels[1].overwrites = vec![overwrite(50, Permissions::empty(), send)];
        assert_eq!(
            faults(&guild, &[]),
            [GuildFault::Permissions(
                ChannelUse::Questions,
                ChannelId::stored(2),
                send
            )]
        );
    }

    #[test]
    fn what_erasing_needs_is_named_and_keeps_nobody_from_writing() {
        let mut guild = snapshot();
        let manage = Permissions::MANAGE_MESSAGES;
        guild.channels[1].overwrites = vec![overwrite(50, Permissions::empty(), manage)];
        let found = faults(&guild, &[]);
        assert_eq!(found, [GuildFault::MayNotDelete(ChannelId::stored(2))]);
        assert_eq!(found[0].keeps_from_writing(), None);
    }

    #[test]
    fn a_staff_channel_that_everybody_sees_is_told() {
        let mut guild = snapshot();
        guild.channels[2].overwrites.clear();
        assert_eq!(
            faults(&guild, &[]),
            [GuildFault::StaffChannelOpen(ChannelId::stored(3))]
        );
    }

    #[test]
    fn a_role_that_nobody_can_call_is_told() {
        let name = community().topics[0].clone();
        let call = |id| [Change::TopicRole(name.clone(), Some(RoleId::stored(id)))];
        let gone = GuildFault::TopicRoleGone(name.clone());
        assert_eq!(faults(&snapshot(), &call(99)), [gone]);
        let not = GuildFault::MayNotCall(name.clone(), RoleId::stored(60));
        assert_eq!(faults(&snapshot(), &call(60)), [not]);
        let mut guild = snapshot();
        guild.roles[2].mentionable = true;
        assert_eq!(faults(&guild, &call(60)), []);
    }

    #[test]
    fn roles_that_cannot_be_given_are_told() {
        let give = |id| [Change::Role(RoleUse::Member, Chosen::At(id))];
        assert_eq!(faults(&snapshot(), &give(60)), []);
        assert_eq!(
            faults(&snapshot(), &give(61)),
            [GuildFault::RoleAbove(RoleId::stored(61))]
        );
        for unfit in [9, MINE] {
            assert_eq!(
                faults(&snapshot(), &give(unfit)),
                [GuildFault::RoleUnfit(
                    RoleUse::Member,
                    RoleId::stored(unfit)
                )]
            );
        }
        let mut guild = snapshot();
        guild.roles[1].permissions -= Permissions::MANAGE_ROLES;
        assert_eq!(faults(&guild, &give(60)), [GuildFault::MayNotGiveRoles]);
    }
}

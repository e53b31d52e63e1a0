//! A guild as Discord describes it: what is there, and what the bot may do. No I/O.

use twilight_model::channel::ChannelType;
use twilight_model::channel::permission_overwrite::{PermissionOverwrite, PermissionOverwriteType};
use twilight_model::guild::Permissions;
use twilight_model::id::Id;
use twilight_util::permission_calculator::PermissionCalculator;

use super::model::Places;
use super::settings::{ChannelUse, Chosen, RoleUse, Settings};
use crate::config::Community;
use crate::ids::{ChannelId, GuildId, RoleId, UserId};

/// The kinds of channels that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    Text,
    Forum,
}

impl ChannelKind {
    /// Discord's number for the type of channel, 0 or 15; nothing for any other.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::Text),
            15 => Some(Self::Forum),
            _ => None,
        }
    }
}

/// A channel.
#[derive(Clone, Debug)]
pub struct ChannelFacts {
    pub id: ChannelId,
    pub name: String,
    pub kind: ChannelKind,
    pub position: i64,
    pub overwrites: Vec<PermissionOverwrite>,
}

/// A role; that of everybody has the id of the guild.
#[derive(Clone, Debug)]
pub struct RoleFacts {
    pub id: RoleId,
    pub name: String,
    pub position: i64,
    pub permissions: Permissions,
    /// It belongs to a bot or an integration.
    pub managed: bool,
    /// Anybody may call those who have it.
    pub mentionable: bool,
}

impl RoleFacts {
    /// Whether people can be given it at all.
    #[must_use]
    pub fn is_assignable(&self, guild: GuildId) -> bool {
        !self.managed && self.id.get() != guild.get()
    }
}

/// A guild as Discord describes it when the bot connects or something changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub guild: GuildId,
    pub name: String,
    pub owner: UserId,
    /// The bot itself and its roles.
    pub me: UserId,
    pub my_roles: Vec<RoleId>,
    /// The channel into which Discord itself says that somebody has joined.
    pub system_channel: Option<ChannelId>,
    /// Text channels and forums.
    pub channels: Vec<ChannelFacts>,
    pub roles: Vec<RoleFacts>,
}

fn number<T>(id: i64) -> Option<Id<T>> {
    u64::try_from(id).ok().and_then(Id::new_checked)
}

impl Snapshot {
    #[must_use]
    pub fn channel(&self, id: ChannelId) -> Option<&ChannelFacts> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    #[must_use]
    pub fn role(&self, id: RoleId) -> Option<&RoleFacts> {
        self.roles.iter().find(|role| role.id == id)
    }

    fn everyone(&self) -> Permissions {
        self.role(RoleId::stored(self.guild.get()))
            .map_or(Permissions::empty(), |role| role.permissions)
    }

    /// What the bot may do in the guild, without regard to channels.
    #[must_use]
    pub fn permissions(&self) -> Permissions {
        let mine = self
            .roles
            .iter()
            .filter(|role| self.my_roles.contains(&role.id));
        let all = mine.fold(self.everyone(), |all, role| all | role.permissions);
        if all.contains(Permissions::ADMINISTRATOR) || self.owner == self.me {
            Permissions::all()
        } else {
            all
        }
    }

    /// What the bot may do in a channel.
    #[must_use]
    pub fn permissions_in(&self, channel: &ChannelFacts) -> Permissions {
        self.calculate(self.me, &self.my_roles, channel)
    }

    /// What of `needed` the bot lacks in a channel and has to be allowed. Discord takes more
    /// away with "View Channel" and "Send Messages" than anybody has denied; what comes back
    /// with them is not named.
    #[must_use]
    pub fn lacking(&self, channel: &ChannelFacts, needed: Permissions) -> Permissions {
        let mut channel = channel.clone();
        let mut lacking = Permissions::empty();
        for root in [Permissions::VIEW_CHANNEL, Permissions::SEND_MESSAGES] {
            if needed.contains(root) && !self.permissions_in(&channel).contains(root) {
                lacking |= root;
                self.allow(&mut channel, root);
            }
        }
        lacking | (needed - self.permissions_in(&channel))
    }

    /// The channel as it would be if the bot were allowed something there.
    fn allow(&self, channel: &mut ChannelFacts, permission: Permissions) {
        let Some(me) = number(self.me.get()) else {
            return;
        };
        let own = channel
            .overwrites
            .iter_mut()
            .find(|overwrite| overwrite.id == me);
        if let Some(own) = own {
            own.allow |= permission;
            own.deny -= permission;
        } else {
            channel.overwrites.push(PermissionOverwrite {
                id: me,
                kind: PermissionOverwriteType::Member,
                allow: permission,
                deny: Permissions::empty(),
            });
        }
    }

    /// What somebody without any role may do in a channel.
    #[must_use]
    pub fn everyone_in(&self, channel: &ChannelFacts) -> Permissions {
        // Nobody has this id.
        self.calculate(UserId::stored(i64::MAX), &[], channel)
    }

    fn calculate(&self, user: UserId, roles: &[RoleId], channel: &ChannelFacts) -> Permissions {
        if user == self.owner {
            return Permissions::all();
        }
        let Some((guild, user)) = number(self.guild.get()).zip(number(user.get())) else {
            return Permissions::empty();
        };
        let held: Vec<_> = self
            .roles
            .iter()
            .filter(|role| roles.contains(&role.id))
            .filter_map(|role| Some((number(role.id.get())?, role.permissions)))
            .collect();
        let kind = match channel.kind {
            ChannelKind::Text => ChannelType::GuildText,
            ChannelKind::Forum => ChannelType::GuildForum,
        };
        let calculator = PermissionCalculator::new(guild, user, self.everyone(), &held);
        calculator.in_channel(kind, &channel.overwrites)
    }

    /// Whether the bot stands above a role, so that it can give and take it. Of two roles in
    /// one place the older is above.
    #[must_use]
    pub fn is_above(&self, role: &RoleFacts) -> bool {
        let mine = self
            .roles
            .iter()
            .filter(|mine| self.my_roles.contains(&mine.id));
        let highest = mine.max_by_key(|mine| (mine.position, std::cmp::Reverse(mine.id)));
        highest.is_some_and(|mine| {
            (mine.position, std::cmp::Reverse(mine.id))
                > (role.position, std::cmp::Reverse(role.id))
        })
    }

    /// The text channels in which the bot may write, from the top.
    fn writable(&self) -> Vec<&ChannelFacts> {
        let needed = Permissions::VIEW_CHANNEL | Permissions::SEND_MESSAGES;
        let mut writable: Vec<&ChannelFacts> = self
            .channels
            .iter()
            .filter(|channel| channel.kind == ChannelKind::Text)
            .filter(|channel| self.permissions_in(channel).contains(needed))
            .collect();
        writable.sort_by_key(|channel| (channel.position, channel.id));
        writable
    }

    /// The first channel, from the top, in which the bot may write.
    #[must_use]
    pub fn first_writable(&self) -> Option<ChannelId> {
        self.writable().first().map(|channel| channel.id)
    }

    /// Where somebody is welcomed before all: where Discord itself says that they have joined, or
    /// else in the first channel that everybody sees.
    #[must_use]
    pub fn welcome_channel(&self) -> Option<ChannelId> {
        let mut seen = self.writable();
        seen.retain(|channel| self.is_seen_by_all(channel));
        let is_system = |channel: &&&ChannelFacts| Some(channel.id) == self.system_channel;
        let found = seen.iter().find(is_system).or(seen.first());
        found.map(|channel| channel.id)
    }

    fn is_seen_by_all(&self, channel: &ChannelFacts) -> bool {
        let everyone = self.guild.get();
        let own = channel.overwrites.iter().find(|overwrite| {
            overwrite.kind == PermissionOverwriteType::Role
                && i64::try_from(overwrite.id.get()).is_ok_and(|id| id == everyone)
        });
        let denied = own.map_or(Permissions::empty(), |own| own.deny);
        let allowed = own.map_or(Permissions::empty(), |own| own.allow);
        ((self.everyone() - denied) | allowed).contains(Permissions::VIEW_CHANNEL)
    }

    /// Where things are, as the settings say; what was not decided goes by the usual names.
    #[must_use]
    pub fn places(&self, settings: &Settings, names: &Community) -> Places {
        let channel = |channel| self.find_channel(settings.channel(channel), channel, names);
        let role = |role| self.find_role(settings.role(role), role, names);
        let questions = channel(ChannelUse::Questions);
        Places {
            panel_channel: channel(ChannelUse::Panel).map(|found| found.id),
            question_channel: questions.map(|found| found.id),
            question_forum: questions.is_some_and(|found| found.kind == ChannelKind::Forum),
            welcome_channel: self.welcome_channel(),
            staff_channel: channel(ChannelUse::Staff).map(|found| found.id),
            tutor_channel: channel(ChannelUse::Tutors).map(|found| found.id),
            course_channel: channel(ChannelUse::Courses).map(|found| found.id),
            staff_role: role(RoleUse::Staff),
            tutor_role: role(RoleUse::Tutor),
            member_role: role(RoleUse::Member),
        }
    }

    fn find_channel(
        &self,
        chosen: Chosen,
        channel: ChannelUse,
        names: &Community,
    ) -> Option<&ChannelFacts> {
        match chosen {
            Chosen::At(id) => self.channel(ChannelId::stored(id)),
            Chosen::Nowhere => None,
            Chosen::ByName => {
                let fitting = self.channels.iter().filter(|facts| {
                    facts.name == names.channel(channel) && channel.takes(facts.kind)
                });
                // A text channel rather than a forum, and of two the upper one.
                fitting.min_by_key(|facts| {
                    (facts.kind == ChannelKind::Forum, facts.position, facts.id)
                })
            }
        }
    }

    fn find_role(&self, chosen: Chosen, role: RoleUse, names: &Community) -> Option<RoleId> {
        match chosen {
            Chosen::At(id) => self.role(RoleId::stored(id)).map(|found| found.id),
            Chosen::Nowhere => None,
            Chosen::ByName => {
                let fitting = self
                    .roles
                    .iter()
                    .filter(|facts| facts.name == names.role(role));
                fitting.map(|facts| facts.id).min()
            }
        }
    }
}

impl ChannelUse {
    /// Whether a kind of channel can serve this use: posts stand in a forum alone, and
    /// announcements and notices do not.
    #[must_use]
    pub fn takes(self, kind: ChannelKind) -> bool {
        kind == ChannelKind::Text || self == Self::Questions
    }
}

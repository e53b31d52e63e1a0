//! Settings of a guild and the capabilities that follow from them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::programmes::Programme;
use super::settings::{ChannelUse, RoleUse, Settings};
use crate::clock::Instant;
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, RoleId, UserId};
use crate::members::Reception;

/// A language of the catalogues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    Ja,
    En,
}

impl Locale {
    /// `ja` or `en`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "ja" => Some(Self::Ja),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The catalogue for somebody whose client speaks `code` (`ja`, `en-GB`, …).
    /// Who speaks neither language is answered in English.
    #[must_use]
    pub fn of_client(code: &str) -> Self {
        if code.starts_with("ja") {
            Self::Ja
        } else {
            Self::En
        }
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }
}

/// What questions and tutors are about: 1 to 50 characters, from the guild's own list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Topic(String);

impl Topic {
    /// Takes a name without surrounding blanks.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        (1..=50)
            .contains(&name.chars().count())
            .then(|| Self(name.to_owned()))
    }

    /// A topic as it was stored; the list may have changed since.
    #[must_use]
    pub fn stored(name: String) -> Self {
        Self(name)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where things are in a guild. What is `None` was not found there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub panel_channel: Option<ChannelId>,
    pub question_channel: Option<ChannelId>,
    /// Whether the question channel is a forum.
    pub question_forum: bool,
    pub staff_channel: Option<ChannelId>,
    pub tutor_channel: Option<ChannelId>,
    pub course_channel: Option<ChannelId>,
    /// Where somebody is welcomed whose direct messages are closed.
    pub welcome_channel: Option<ChannelId>,
    pub staff_role: Option<RoleId>,
    pub tutor_role: Option<RoleId>,
    pub member_role: Option<RoleId>,
}

impl Places {
    #[must_use]
    pub fn channel(&self, channel: ChannelUse) -> Option<ChannelId> {
        match channel {
            ChannelUse::Panel => self.panel_channel,
            ChannelUse::Questions => self.question_channel,
            ChannelUse::Staff => self.staff_channel,
            ChannelUse::Tutors => self.tutor_channel,
            ChannelUse::Courses => self.course_channel,
        }
    }

    /// The channels in which the bot speaks to more than one. The talks with tutors are threads of
    /// their own.
    #[must_use]
    pub fn spoken(&self) -> Vec<Spoken> {
        let naming = [self.staff_channel, self.welcome_channel];
        let others = [
            self.panel_channel,
            self.question_channel,
            self.course_channel,
        ];
        let spoken = |names| move |channel| Spoken { channel, names };
        let naming = naming.into_iter().flatten().map(spoken(true));
        let others = others.into_iter().flatten().map(spoken(false));
        naming.chain(others).collect()
    }

    #[must_use]
    pub fn role(&self, role: RoleUse) -> Option<RoleId> {
        match role {
            RoleUse::Staff => self.staff_role,
            RoleUse::Tutor => self.tutor_role,
            RoleUse::Member => self.member_role,
        }
    }
}

/// A channel in which the bot speaks, or spoke, to more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub channel: ChannelId,
    /// Whether it names people there: it tells staff of them, or welcomes newcomers.
    pub names: bool,
}

/// What the bot knows of one guild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guild {
    pub id: GuildId,
    pub settings: Settings,
    /// Counts the changes of the settings; 0 if there was none.
    pub revision: i64,
    pub places: Places,
    /// The channel into which the panel was last put.
    pub panel_put_into: Option<ChannelId>,
    /// The standing message of the panel, once it was posted, and its channel.
    pub panel: Option<(ChannelId, MessageId)>,
    /// What Discord was last told of the commands.
    pub commands_hash: Option<String>,
    /// Who has brought the bot here, as far as Discord tells.
    pub invited_by: Option<UserId>,
    /// The message in a channel that asks to begin with the settings, once it is there.
    pub invitation: Option<(ChannelId, MessageId)>,
    /// How far somebody has come in the guide; 0 if nobody has begun.
    pub guide_step: i64,
    /// Who has joined since is a newcomer.
    pub welcomes_since: Option<Instant>,
    /// Who has joined until then was seen.
    pub welcomed_until: Option<Instant>,
    /// How people call it; empty until it was seen.
    pub name: String,
}

/// Who acts: what Discord says of the member, nothing that they sent themselves.
#[derive(Clone, Debug)]
pub struct Actor {
    pub user: UserId,
    pub guild: GuildId,
    pub roles: Vec<RoleId>,
    /// Whether Discord counts them as one who manages the server.
    pub manages_guild: bool,
}

/// What an actor may do; the one answer to every question of authorisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Takes requests of members.
    pub tutor: bool,
    /// Sees to the whole guild, and sets it up.
    pub staff: bool,
    /// The programmes of which they are staff without being staff of the guild.
    pub staff_of: Vec<ProgrammeId>,
    /// The programmes to which they belong.
    pub programmes: Vec<ProgrammeId>,
}

impl Capabilities {
    /// Whether they are staff for what belongs to a programme, or to none.
    #[must_use]
    pub fn staff_for(&self, programme: Option<ProgrammeId>) -> bool {
        self.staff || programme.is_some_and(|programme| self.staff_of.contains(&programme))
    }
}

impl Guild {
    /// How it receives those who come new.
    #[must_use]
    pub fn reception(&self) -> Reception {
        Reception {
            since: self.welcomes_since,
            greets: self.settings.welcome.greets,
            asks_consent: self.settings.welcome.asks_consent,
        }
    }

    /// What an actor may do. Staff are those with the staff role and those who manage the
    /// server; a programme's staff have its own staff role. Somebody belongs to the
    /// programmes of which they have the role.
    #[must_use]
    pub fn capabilities(&self, actor: &Actor, programmes: &[Programme]) -> Capabilities {
        if actor.guild != self.id {
            return Capabilities::default();
        }
        let holds = |role: Option<RoleId>| role.is_some_and(|role| actor.roles.contains(&role));
        let of = |role: fn(&Programme) -> Option<RoleId>| {
            let theirs = programmes.iter().filter(|programme| holds(role(programme)));
            theirs.map(|programme| programme.id).collect()
        };
        Capabilities {
            tutor: holds(self.places.tutor_role),
            staff: actor.manages_guild || holds(self.places.staff_role),
            staff_of: of(|programme| programme.staff_role),
            programmes: of(|programme| programme.role),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(guild: u64, roles: &[u64], manages_guild: bool) -> Actor {
        Actor {
            user: UserId::new(1),
            guild: GuildId::new(guild),
            roles: roles.iter().map(|id| RoleId::new(*id)).collect(),
            manages_guild,
        }
    }

    #[test]
    fn capabilities_follow_from_roles_in_this_guild_only() {
        let community = crate::config::Config::load(None).unwrap().community;
        let guild = Guild {
            id: GuildId::new(9),
            settings: Settings::defaults(&community),
            revision: 0,
            places: Places {
                tutor_role: Some(RoleId::new(2)),
                staff_role: Some(RoleId::new(3)),
                ..Places::default()
            },
            panel_put_into: None,
            panel: None,
            commands_hash: None,
            invited_by: None,
            invitation: None,
            guide_step: 0,
            welcomes_since: None,
            welcomed_until: None,
            name: String::new(),
        };
        let programme = |id, role, staff_role| Programme {
            id: ProgrammeId(id),
            role: Some(RoleId::new(role)),
            staff_role: Some(RoleId::new(staff_role)),
            ..Programme::sample()
        };
        let programmes = [programme(1, 11, 12), programme(2, 21, 22)];
        let of = |actor| guild.capabilities(&actor, &programmes);
        assert!(of(actor(9, &[2], false)).tutor);
        assert!(!of(actor(9, &[2], false)).staff);
        assert!(of(actor(9, &[3], false)).staff);
        assert!(of(actor(9, &[], true)).staff);
        assert_eq!(of(actor(8, &[2, 3, 11, 12], true)), Capabilities::default());
        let own = of(actor(9, &[12, 21], false));
        assert!(!own.staff && !own.staff_for(None));
        assert!(own.staff_for(Some(ProgrammeId(1))));
        assert!(!own.staff_for(Some(ProgrammeId(2))));
        assert_eq!(own.programmes, [ProgrammeId(2)]);
        assert!(of(actor(9, &[3], false)).staff_for(Some(ProgrammeId(2))));
    }

    #[test]
    fn topics_are_trimmed_and_measured_in_characters() {
        assert_eq!(Topic::parse(" 報酬 ").unwrap().as_str(), "報酬");
        assert!(Topic::parse(&"字".repeat(50)).is_some());
        assert!(Topic::parse(&"字".repeat(51)).is_none());
        assert!(Topic::parse("  ").is_none());
    }
}

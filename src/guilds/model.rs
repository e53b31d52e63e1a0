//! Settings of a guild and the capabilities that follow from them.

use std::fmt;

use crate::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};

/// A language of the catalogues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    pub tutor_role: Option<RoleId>,
    pub staff_role: Option<RoleId>,
}

/// What the bot knows of one guild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuildSettings {
    pub guild: GuildId,
    pub places: Places,
    /// The standing message of the panel, once it was posted.
    pub panel_message: Option<MessageId>,
    /// What Discord was last told of the commands.
    pub commands_hash: Option<String>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    pub tutor: bool,
    pub staff: bool,
}

impl GuildSettings {
    /// Staff are those with the staff role and those who manage the server.
    #[must_use]
    pub fn capabilities(&self, actor: &Actor) -> Capabilities {
        let holds = |role: Option<RoleId>| role.is_some_and(|role| actor.roles.contains(&role));
        let here = actor.guild == self.guild;
        Capabilities {
            tutor: here && holds(self.places.tutor_role),
            staff: here && (actor.manages_guild || holds(self.places.staff_role)),
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
        let settings = GuildSettings {
            guild: GuildId::new(9),
            places: Places {
                tutor_role: Some(RoleId::new(2)),
                staff_role: Some(RoleId::new(3)),
                ..Places::default()
            },
            panel_message: None,
            commands_hash: None,
        };
        let of = |actor| settings.capabilities(&actor);
        assert!(of(actor(9, &[2], false)).tutor);
        assert!(!of(actor(9, &[2], false)).staff);
        assert!(of(actor(9, &[3], false)).staff);
        assert!(of(actor(9, &[], true)).staff);
        assert!(!of(actor(8, &[2, 3], true)).staff);
        assert!(!of(actor(8, &[2, 3], true)).tutor);
    }

    #[test]
    fn topics_are_trimmed_and_measured_in_characters() {
        assert_eq!(Topic::parse(" 報酬 ").unwrap().as_str(), "報酬");
        assert!(Topic::parse(&"字".repeat(50)).is_some());
        assert!(Topic::parse(&"字".repeat(51)).is_none());
        assert!(Topic::parse("  ").is_none());
    }
}

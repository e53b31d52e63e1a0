//! Who is in a server, and since when, as Discord tells it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Instant;
use crate::ids::{GuildId, UserId};

/// What has been heard of it since the connection began. Cloning is cheap; all clones share it.
#[derive(Clone, Default)]
pub struct Here(Arc<Mutex<HashMap<GuildId, People>>>);

#[derive(Default)]
struct People {
    joined_at: HashMap<UserId, Instant>,
    /// Whether nobody is missing.
    are_all: bool,
}

impl Here {
    /// A connection begins: who has come or gone meanwhile is not known.
    pub fn connected(&self, guild: GuildId) {
        self.lock().remove(&guild);
    }

    /// These, and nobody else, are in a server.
    pub fn are(&self, guild: GuildId, people: &[(UserId, Instant)]) {
        let people = People {
            joined_at: people.iter().copied().collect(),
            are_all: true,
        };
        self.lock().insert(guild, people);
    }

    /// Somebody is in a server.
    pub fn is(&self, guild: GuildId, user: UserId, joined_at: Instant) {
        let mut guilds = self.lock();
        let people = guilds.entry(guild).or_default();
        people.joined_at.insert(user, joined_at);
    }

    /// Somebody has left a server.
    pub fn left(&self, guild: GuildId, user: UserId) {
        if let Some(people) = self.lock().get_mut(&guild) {
            people.joined_at.remove(&user);
        }
    }

    /// Whether it is known of everybody in a server that they are.
    #[must_use]
    pub fn are_all_known(&self, guild: GuildId) -> bool {
        self.lock().get(&guild).is_some_and(|people| people.are_all)
    }

    /// When somebody joined a server, if they are known to be there.
    #[must_use]
    pub fn since(&self, guild: GuildId, user: UserId) -> Option<Instant> {
        self.lock().get(&guild)?.joined_at.get(&user).copied()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<GuildId, People>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

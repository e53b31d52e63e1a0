//! Who is in a server, and since when, as Discord tells it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::Instant;
use crate::ids::{GuildId, UserId};

/// What has been heard of it since the connection began. Cloning is cheap; all clones share it.
#[derive(Clone, Debug, Default)]
pub struct Here(Arc<Mutex<HashMap<GuildId, People>>>);

#[derive(Debug, Default)]
struct People {
    joined_at: HashMap<UserId, Instant>,
    /// Who has left since: what is read while they leave may still name them.
    gone: HashSet<UserId>,
    /// Whether nobody is missing.
    are_all: bool,
}

impl Here {
    /// The bot is in these servers, and in no others.
    pub fn in_servers(&self, guilds: &[GuildId]) {
        let mut known = self.lock();
        known.retain(|guild, _| guilds.contains(guild));
        for guild in guilds {
            known.entry(*guild).or_default();
        }
    }

    /// The bot is in a server no more.
    pub fn removed(&self, guild: GuildId) {
        self.lock().remove(&guild);
    }

    /// A connection begins: who has come or gone meanwhile is not known.
    pub fn connected(&self, guild: GuildId) {
        self.lock().insert(guild, People::default());
    }

    /// These were in a server when it was read, and nobody else.
    pub fn are(&self, guild: GuildId, read: &[(UserId, Instant)]) {
        let mut guilds = self.lock();
        let people = guilds.entry(guild).or_default();
        let gone = &people.gone;
        let read = read.iter().filter(|(user, _)| !gone.contains(user));
        // Who has joined meanwhile may not be among them.
        people.joined_at.extend(read.copied());
        people.are_all = true;
    }

    /// Somebody was in a server when it was read.
    pub fn was(&self, guild: GuildId, user: UserId, joined_at: Instant) {
        let mut guilds = self.lock();
        let people = guilds.entry(guild).or_default();
        if !people.gone.contains(&user) {
            people.joined_at.insert(user, joined_at);
        }
    }

    /// Somebody has joined a server.
    pub fn is(&self, guild: GuildId, user: UserId, joined_at: Instant) {
        let mut guilds = self.lock();
        let people = guilds.entry(guild).or_default();
        people.gone.remove(&user);
        people.joined_at.insert(user, joined_at);
    }

    /// Somebody has left a server.
    pub fn left(&self, guild: GuildId, user: UserId) {
        let mut guilds = self.lock();
        let people = guilds.entry(guild).or_default();
        people.joined_at.remove(&user);
        people.gone.insert(user);
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

    /// Whether it is known that the bot is in other servers, and not in this.
    #[must_use]
    pub fn is_out_of(&self, guild: GuildId) -> bool {
        let guilds = self.lock();
        !guilds.is_empty() && !guilds.contains_key(&guild)
    }

    /// Whether somebody is in another server than this; yes where that is not known yet.
    #[must_use]
    pub fn is_elsewhere(&self, guild: GuildId, user: UserId) -> bool {
        let guilds = self.lock();
        let mut others = guilds.iter().filter(|(other, _)| **other != guild);
        others.any(|(_, people)| !people.are_all || people.joined_at.contains_key(&user))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<GuildId, People>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_millis;

    #[test]
    fn who_may_be_elsewhere_is() {
        let [here, there, gone] = [1, 2, 3].map(GuildId::new);
        let (user, at) = (UserId::new(4), from_millis(0));
        let all = Here::default();
        assert!(!all.is_out_of(here), "nothing is known");
        all.in_servers(&[here]);
        assert!(!all.is_out_of(here) && all.is_out_of(there));
        assert!(!all.is_elsewhere(here, user), "there is but this one");
        all.in_servers(&[here, there, gone]);
        assert!(all.is_elsewhere(here, user), "it is not known");
        all.are(there, &[(user, at)]);
        all.are(gone, &[]);
        assert!(all.is_elsewhere(here, user));
        all.left(there, user);
        assert!(!all.is_elsewhere(here, user));
        all.connected(gone);
        assert!(all.is_elsewhere(here, user), "it is not known again");
        all.removed(gone);
        assert!(!all.is_elsewhere(here, user));
    }

    #[test]
    fn who_leaves_while_it_is_read_is_gone() {
        let (guild, at) = (GuildId::new(1), from_millis(0));
        let [stays, goes, comes, returns] = [2, 3, 4, 5].map(UserId::new);
        let here = Here::default();
        here.connected(guild);
        here.left(guild, goes);
        here.is(guild, comes, at);
        here.left(guild, returns);
        here.is(guild, returns, at);
        assert!(!here.are_all_known(guild));
        here.are(guild, &[(stays, at), (goes, at)]);
        here.was(guild, goes, at);
        assert!(here.are_all_known(guild));
        for (user, is_here) in [(stays, true), (goes, false), (comes, true), (returns, true)] {
            assert_eq!(here.since(guild, user).is_some(), is_here, "{user}");
        }
        here.connected(guild);
        here.was(guild, goes, at);
        assert!(here.since(guild, goes).is_some(), "it is read anew");
    }
}

//! Who may do what where, computed as Discord's documentation describes under
//! "Permissions": @everyone, roles, then the channel's overwrites for @everyone,
//! for all roles together, and for the member.

use twilight_model::guild::Permissions;

use super::model::{Channel, Id, Person, channel_kind};
use super::refusal::Refusal;
use super::world::World;

impl World {
    /// What a person may do in the guild, before any channel is looked at.
    pub fn base_permissions(&self, person: &Person) -> Permissions {
        if !person.in_guild {
            return Permissions::empty();
        }
        if person.id == self.guild.owner_id {
            return Permissions::all();
        }
        let of = |id| {
            self.roles
                .get(&id)
                .map_or(Permissions::empty(), |role| role.permissions)
        };
        let mut permissions = of(self.guild.id);
        for role in &person.roles {
            permissions |= of(*role);
        }
        if permissions.contains(Permissions::ADMINISTRATOR) {
            return Permissions::all();
        }
        permissions
    }

    /// What a person may do in a channel, a thread or a direct conversation.
    pub fn permissions_in(&self, person: &Person, channel: &Channel) -> Permissions {
        if let Some(recipient) = channel.recipient {
            let takes_part = recipient == person.id || person.id == self.bot_id();
            return if takes_part {
                Permissions::VIEW_CHANNEL
                    | Permissions::SEND_MESSAGES
                    | Permissions::READ_MESSAGE_HISTORY
                    | Permissions::EMBED_LINKS
                    | Permissions::ATTACH_FILES
                    | Permissions::ADD_REACTIONS
            } else {
                Permissions::empty()
            };
        }
        if let Some(thread) = &channel.thread {
            let Some(parent) = channel.parent_id.and_then(|id| self.channels.get(&id)) else {
                return Permissions::empty();
            };
            let permissions = self.permissions_in(person, parent);
            let inside = thread.members.iter().any(|(id, _)| *id == person.id);
            if channel.kind == channel_kind::PRIVATE_THREAD
                && !inside
                && !permissions.contains(Permissions::MANAGE_THREADS)
            {
                return Permissions::empty();
            }
            return permissions;
        }
        let base = self.base_permissions(person);
        if person.id == self.guild.owner_id || base.contains(Permissions::ADMINISTRATOR) {
            return base;
        }
        let mut permissions = base;
        let role_overwrite = |id: Id| {
            channel
                .overwrites
                .iter()
                .find(|overwrite| overwrite.kind == 0 && overwrite.id == id)
        };
        if let Some(everyone) = role_overwrite(self.guild.id) {
            permissions = (permissions - everyone.deny) | everyone.allow;
        }
        let (mut allow, mut deny) = (Permissions::empty(), Permissions::empty());
        for overwrite in person.roles.iter().filter_map(|role| role_overwrite(*role)) {
            allow |= overwrite.allow;
            deny |= overwrite.deny;
        }
        permissions = (permissions - deny) | allow;
        let own = channel
            .overwrites
            .iter()
            .find(|overwrite| overwrite.kind == 1 && overwrite.id == person.id);
        if let Some(own) = own {
            permissions = (permissions - own.deny) | own.allow;
        }
        if permissions.contains(Permissions::VIEW_CHANNEL) {
            permissions
        } else {
            Permissions::empty()
        }
    }

    /// The channel, if the person may see it; 50001 if not.
    pub fn visible_channel(&self, person: Id, channel: Id) -> Result<&Channel, Refusal> {
        let channel = self.channel(channel)?;
        let permissions = self.permissions_in(self.person(person)?, channel);
        if permissions.contains(Permissions::VIEW_CHANNEL) {
            Ok(channel)
        } else {
            Err(Refusal::missing_access())
        }
    }

    /// The channel, if the person may see it and do all of `needed` there.
    pub fn channel_for(
        &self,
        person: Id,
        channel: Id,
        needed: Permissions,
    ) -> Result<&Channel, Refusal> {
        let channel = self.visible_channel(person, channel)?;
        if self
            .permissions_in(self.person(person)?, channel)
            .contains(needed)
        {
            Ok(channel)
        } else {
            Err(Refusal::missing_permissions())
        }
    }

    /// Whether the person holds `needed` in the guild.
    pub fn guild_permission(&self, person: Id, needed: Permissions) -> Result<(), Refusal> {
        if self.base_permissions(self.person(person)?).contains(needed) {
            Ok(())
        } else {
            Err(Refusal::missing_permissions())
        }
    }

    /// The place of a person's highest role; who manages roles can only touch lower ones.
    pub fn highest_position(&self, person: Id) -> i64 {
        if person == self.guild.owner_id {
            return i64::MAX;
        }
        self.people.get(&person).map_or(0, |person| {
            person
                .roles
                .iter()
                .filter_map(|id| self.roles.get(id))
                .map(|role| role.position)
                .max()
                .unwrap_or(0)
        })
    }

    /// Which permission it takes to write in this channel.
    pub fn permission_to_write(channel: &Channel) -> Permissions {
        if channel.thread.is_some() {
            Permissions::SEND_MESSAGES_IN_THREADS
        } else {
            Permissions::SEND_MESSAGES
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Overwrite, Record};
    use super::*;

    fn world() -> (tempfile::TempDir, World) {
        let folder = tempfile::tempdir().unwrap();
        let world = World::open(folder.path()).unwrap();
        (folder, world)
    }

    fn named<'a>(world: &'a World, name: &str) -> &'a Person {
        world.people.values().find(|p| p.username == name).unwrap()
    }

    fn room<'a>(world: &'a World, name: &str) -> &'a Channel {
        world.channels.values().find(|c| c.name == name).unwrap()
    }

    #[test]
    fn only_staff_and_the_bot_see_the_staff_room() {
        let (_folder, world) = world();
        let staff_room = room(&world, "運営");
        let sees = |name| {
            world
                .permissions_in(named(&world, name), staff_room)
                .contains(Permissions::VIEW_CHANNEL)
        };
        assert!(sees("ishida") && sees("tsunagari"));
        assert!(!sees("aiko") && !sees("sato"));
    }

    #[test]
    fn members_read_but_do_not_write_at_the_reception() {
        let (_folder, world) = world();
        let permissions = world.permissions_in(named(&world, "aiko"), room(&world, "受付"));
        assert!(permissions.contains(Permissions::VIEW_CHANNEL));
        assert!(!permissions.contains(Permissions::SEND_MESSAGES));
    }

    #[test]
    fn an_overwrite_for_the_member_beats_those_of_roles() {
        let (_folder, mut world) = world();
        let mut channel = room(&world, "運営").clone();
        let aiko = named(&world, "aiko").id;
        channel.overwrites.push(Overwrite {
            id: aiko,
            kind: 1,
            allow: Permissions::VIEW_CHANNEL,
            deny: Permissions::empty(),
        });
        let id = channel.id;
        world.put(Record::Channel(channel));
        assert!(world.visible_channel(aiko, id).is_ok());
    }
}

//! Whom a message pings.

use twilight_model::channel::message::{AllowedMentions, MentionType};
use twilight_model::guild::Permissions;

use super::super::model::{Id, Message};
use super::super::world::World;

/// Works out whom a message pings, within what `allowed` and the author's permissions allow.
pub(super) fn mention(world: &World, message: &mut Message, allowed: Option<&AllowedMentions>) {
    let may_parse = |kind: MentionType| allowed.is_none_or(|allowed| allowed.parse.contains(&kind));
    let may_ping_all = world
        .people
        .get(&message.author_id)
        .zip(world.channels.get(&message.channel_id))
        .is_some_and(|(author, channel)| {
            world
                .permissions_in(author, channel)
                .contains(Permissions::MENTION_EVERYONE)
        });
    let content = &message.content;
    let listed = |ids: Vec<u64>, id: Id| ids.contains(&id.0);
    let users = tagged(content, "<@")
        .into_iter()
        .chain(tagged(content, "<@!"))
        .filter(|id| world.people.contains_key(id))
        .filter(|id| {
            may_parse(MentionType::Users)
                || allowed.is_some_and(|a| listed(a.users.iter().map(|id| id.get()).collect(), *id))
        });
    let mut mentions = Vec::new();
    for id in users {
        if !mentions.contains(&id) {
            mentions.push(id);
        }
    }
    if let Some(original) = message.reply_to.and_then(|id| world.message(id).ok())
        && allowed.is_none_or(|allowed| allowed.replied_user)
        && !mentions.contains(&original.author_id)
    {
        mentions.push(original.author_id);
    }
    message.mention_roles = tagged(content, "<@&")
        .into_iter()
        .filter(|id| {
            world
                .roles
                .get(id)
                .is_some_and(|role| role.mentionable || may_ping_all)
        })
        .filter(|id| {
            may_parse(MentionType::Roles)
                || allowed.is_some_and(|a| listed(a.roles.iter().map(|id| id.get()).collect(), *id))
        })
        .collect();
    message.mention_everyone = (content.contains("@everyone") || content.contains("@here"))
        && may_ping_all
        && may_parse(MentionType::Everyone);
    message.mentions = mentions;
}

/// The ids in marks like `<@123>`.
fn tagged(content: &str, opening: &str) -> Vec<Id> {
    content
        .split(opening)
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .filter_map(|(id, _)| id.parse().ok())
        .collect()
}

//! Reactions to messages.

use serde_json::json;
use twilight_model::guild::Permissions;

use super::super::model::{Id, Message, Reaction, Record};
use super::super::refusal::Refusal;
use super::super::render::member_json;
use super::super::world::World;
use super::messages::{emit_in, readable};
use super::{Answer, Call, NOTHING, ok};

pub fn list(world: &mut World, call: &Call<'_>) -> Answer {
    let message = readable(world, call)?;
    let limit = call.limit(25, 100)?;
    let after = call.query_id("after");
    // None here is a burst reaction.
    let is_plain = call.query.get("type").is_none_or(|kind| kind == "0");
    let mut users: Vec<Id> = message
        .reactions
        .iter()
        .filter(|reaction| is_plain && reaction.emoji == call.segments[5])
        .flat_map(|reaction| &reaction.users)
        .copied()
        .filter(|id| after.is_none_or(|after| *id > after))
        .collect();
    users.sort_unstable();
    let users = users.into_iter().take(limit);
    ok(users.map(|id| world.user_json_by_id(id)).collect())
}

pub fn react(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    let message = readable(world, call)?;
    let emoji = call.segments[5];
    let bot = world.bot_id();
    let user = if call.segments[6] == "@me" {
        bot
    } else {
        world.channel_for(bot, message.channel_id, Permissions::MANAGE_MESSAGES)?;
        call.id(6)?
    };
    if method == "PUT" {
        world.channel_for(bot, message.channel_id, Permissions::ADD_REACTIONS)?;
        add(world, message, emoji, user)?;
    } else {
        remove(world, message, emoji, user)?;
    }
    NOTHING
}

/// In a thread that rests no reaction comes or goes.
fn may_change(world: &World, message: &Message) -> Result<(), Refusal> {
    let thread = &world.channel(message.channel_id)?.thread;
    if thread.as_ref().is_some_and(|thread| thread.archived) {
        return Err(Refusal::thread_archived());
    }
    Ok(())
}

/// Adds someone's reaction.
pub fn add(world: &mut World, mut message: Message, emoji: &str, user: Id) -> Result<(), Refusal> {
    if emoji.is_empty() || emoji.is_ascii() {
        return Err(Refusal::unknown_emoji());
    }
    may_change(world, &message)?;
    let known = message.reactions.iter().position(|r| r.emoji == emoji);
    match known.map(|at| &mut message.reactions[at]) {
        Some(reaction) if reaction.users.contains(&user) => return Ok(()),
        Some(reaction) => reaction.users.push(user),
        None => message.reactions.push(Reaction {
            emoji: emoji.to_owned(),
            users: vec![user],
        }),
    }
    store(world, message, emoji, user, "MESSAGE_REACTION_ADD");
    Ok(())
}

/// Takes someone's reaction away, if there is one.
pub fn remove(
    world: &mut World,
    mut message: Message,
    emoji: &str,
    user: Id,
) -> Result<(), Refusal> {
    may_change(world, &message)?;
    for reaction in &mut message.reactions {
        if reaction.emoji == emoji {
            reaction.users.retain(|id| *id != user);
        }
    }
    message
        .reactions
        .retain(|reaction| !reaction.users.is_empty());
    store(world, message, emoji, user, "MESSAGE_REACTION_REMOVE");
    Ok(())
}

fn store(world: &mut World, message: Message, emoji: &str, user: Id, name: &'static str) {
    let mut event = json!({
        "user_id": user,
        "channel_id": message.channel_id,
        "message_id": message.id,
        "emoji": {"id": null, "name": emoji},
        "burst": false,
        "type": 0,
    });
    if world.is_guild_channel(message.channel_id) {
        event["guild_id"] = json!(world.guild.id);
        if name == "MESSAGE_REACTION_ADD"
            && let Some(person) = world.people.get(&user)
        {
            event["member"] = member_json(person);
            event["message_author_id"] = json!(message.author_id);
        }
    }
    let channel = message.channel_id;
    world.put(Record::Message(Box::new(message)));
    emit_in(world, channel, name, event);
}

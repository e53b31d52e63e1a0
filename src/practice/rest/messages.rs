//! Messages: created, edited, listed, deleted, pinned, reacted to.

use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use super::super::gateway::strip_content;
use super::super::limits::{MessageBody, is_empty};
use super::super::model::{Channel, Id, Key, Message, Record, Upload, channel_kind, flag};
use super::super::refusal::Refusal;
use super::super::world::World;
use super::mentions::mention;
use super::{Answer, Call, NOTHING, ok};

/// How a message comes about.
pub struct Post<'a> {
    /// The id it must have; the first message of a forum post has that of its thread.
    pub id: Option<Id>,
    pub author: Id,
    pub channel: Id,
    pub body: MessageBody,
    pub files: &'a [Upload],
    /// Discord's message type.
    pub kind: u8,
    /// For the answer to an interaction.
    pub answer: Option<AnswerTo>,
}

/// What makes a message the answer to an interaction.
pub struct AnswerTo {
    pub token: String,
    pub metadata: Value,
    /// Who sees it, if it is private.
    pub only_for: Option<Id>,
}

/// Somebody was added to a thread by somebody else.
pub const RECIPIENT_ADD: u8 = 1;
/// Somebody was removed from a thread by somebody else.
pub const RECIPIENT_REMOVE: u8 = 2;
/// A thread has another name.
pub const CHANNEL_NAME_CHANGE: u8 = 4;

/// What Discord itself notes in a thread.
const NOTES: [u8; 3] = [RECIPIENT_ADD, RECIPIENT_REMOVE, CHANNEL_NAME_CHANGE];

/// Discord's types of messages that nobody can delete (its message resource, the column
/// "Deletable"), of those that there are here.
fn is_deletable(message: &Message) -> bool {
    !NOTES.contains(&message.kind)
}

/// Discord notes in a thread what the bot did there, and with whom.
pub fn note(
    world: &mut World,
    channel: Id,
    kind: u8,
    content: String,
    about: Option<Id>,
) -> Result<(), Refusal> {
    let message = Message {
        id: world.new_id(),
        channel_id: channel,
        author_id: world.bot_id(),
        kind,
        content,
        embeds: Vec::new(),
        components: Vec::new(),
        attachments: Vec::new(),
        flags: 0,
        sent_at: world.now(),
        edited_at: None,
        mentions: about.into_iter().collect(),
        mention_roles: Vec::new(),
        mention_everyone: false,
        reply_to: None,
        nonce: None,
        reactions: Vec::new(),
        pinned: false,
        only_for: None,
        interaction: None,
        token: None,
    };
    store_new(world, &message)
}

/// Stores a message and tells the gateway. Permissions are the caller's business.
pub fn post(world: &mut World, post: Post<'_>) -> Result<Message, Refusal> {
    let body = post.body.check()?;
    let flags = body.flags.unwrap_or(0)
        & (flag::SUPPRESS_EMBEDS
            | flag::EPHEMERAL
            | flag::LOADING
            | flag::SUPPRESS_NOTIFICATIONS
            | flag::COMPONENTS_V2);
    let content = body.content.unwrap_or_default();
    let embeds = body.embeds.unwrap_or_default();
    let components = body.components.unwrap_or_default();
    let v2 = flags & flag::COMPONENTS_V2 != 0;
    let loading = flags & flag::LOADING != 0;
    let files = post.files.len() + body.sticker_ids.map_or(0, |ids| ids.len());
    if !loading && is_empty(&content, &embeds, &components, files, v2) {
        return Err(Refusal::empty_message());
    }
    let reply_to = match body.message_reference {
        None => None,
        Some(reference) => match world.message_in(post.channel, reference.message_id) {
            Ok(_) => Some(reference.message_id),
            Err(_) if !reference.fail_if_not_exists => None,
            Err(_) => {
                return Err(Refusal::form(
                    "message_reference",
                    "REPLIES_UNKNOWN_MESSAGE",
                    "Unknown message",
                ));
            }
        },
    };
    let id = post.id.unwrap_or_else(|| world.new_id());
    let mut message = Message {
        id,
        channel_id: post.channel,
        author_id: post.author,
        kind: if reply_to.is_some() && post.kind == 0 {
            19
        } else {
            post.kind
        },
        content,
        embeds,
        components,
        attachments: attachments(world, id, post.files),
        flags,
        sent_at: world.now(),
        edited_at: None,
        mentions: Vec::new(),
        mention_roles: Vec::new(),
        mention_everyone: false,
        reply_to,
        nonce: body.nonce,
        reactions: Vec::new(),
        pinned: false,
        only_for: post.answer.as_ref().and_then(|answer| answer.only_for),
        interaction: post.answer.as_ref().map(|answer| answer.metadata.clone()),
        token: post.answer.map(|answer| answer.token),
    };
    mention(world, &mut message, body.allowed_mentions.as_ref());
    store_new(world, &message)?;
    Ok(message)
}

fn attachments(world: &mut World, message: Id, files: &[Upload]) -> Vec<Value> {
    files
        .iter()
        .map(|Upload { name, bytes }| {
            let id = world.new_id();
            let url = format!("{}/attachments/{message}/{id}", world.base);
            world.uploads.insert(id, bytes.clone());
            json!({
                "id": id,
                "filename": name,
                "size": bytes.len(),
                "url": url,
                "proxy_url": url,
            })
        })
        .collect()
}

/// Puts a new message into its channel: the channel's last message, the thread's
/// count and members, and the events.
fn store_new(world: &mut World, message: &Message) -> Result<(), Refusal> {
    world.put(Record::Message(Box::new(message.clone())));
    // A private answer touches nothing that others see.
    if message.only_for.is_some() {
        return Ok(());
    }
    let mut channel = world.channel(message.channel_id)?.clone();
    channel.last_message_id = Some(message.id);
    let now = world.now();
    let mut joined = false;
    let mut reopened = false;
    if let Some(thread) = &mut channel.thread {
        thread.message_count += 1;
        reopened = std::mem::take(&mut thread.archived);
        if !thread
            .members
            .iter()
            .any(|(id, _)| *id == message.author_id)
        {
            thread.members.push((message.author_id, now));
            joined = true;
        }
        let is_note = NOTES.contains(&message.kind);
        for mentioned in message.mentions.iter().filter(|_| !is_note) {
            if !thread.members.iter().any(|(id, _)| id == mentioned) {
                thread.members.push((*mentioned, now));
                joined = true;
            }
        }
    }
    world.put(Record::Channel(channel.clone()));
    if reopened {
        super::threads::announce(world, &channel, "THREAD_UPDATE");
    }
    if joined {
        super::threads::announce_members(world, &channel, &message.mentions, &[]);
    }
    let event = world.message_event(message);
    emit_in(world, message.channel_id, "MESSAGE_CREATE", event);
    Ok(())
}

/// Emits an event of a channel, if the bot may see that channel.
pub fn emit_in(world: &mut World, channel: Id, name: &'static str, event: Value) {
    if world.visible_channel(world.bot_id(), channel).is_ok() {
        world.emit(name, event);
    }
}

/// Replaces what an edit names and tells the gateway.
pub fn change(
    world: &mut World,
    mut message: Message,
    edit: &Value,
    files: &[Upload],
) -> Result<Message, Refusal> {
    let body: MessageBody = super::parse(edit)?;
    let body = body.check()?;
    let names = |key: &str| edit.get(key).is_some();
    if names("content") {
        message.content = body.content.unwrap_or_default();
    }
    if names("embeds") {
        message.embeds = body.embeds.unwrap_or_default();
    }
    if names("components") {
        message.components = body.components.unwrap_or_default();
    }
    if let Some(kept) = &body.attachments {
        message
            .attachments
            .retain(|old| kept.iter().any(|new| new["id"] == old["id"]));
    }
    if let Some(flags) = body.flags {
        let changeable = flag::SUPPRESS_EMBEDS | flag::COMPONENTS_V2;
        message.flags = (message.flags & !flag::SUPPRESS_EMBEDS) | (flags & changeable);
    }
    message.flags &= !flag::LOADING;
    let new_files = attachments(world, message.id, files);
    message.attachments.extend(new_files);
    let v2 = message.flags & flag::COMPONENTS_V2 != 0;
    if is_empty(
        &message.content,
        &message.embeds,
        &message.components,
        message.attachments.len(),
        v2,
    ) {
        return Err(Refusal::empty_message());
    }
    message.edited_at = Some(world.now());
    mention(world, &mut message, body.allowed_mentions.as_ref());
    world.put(Record::Message(Box::new(message.clone())));
    if message.only_for.is_none() {
        let event = world.message_event(&message);
        emit_in(world, message.channel_id, "MESSAGE_UPDATE", event);
    }
    Ok(message)
}

/// Removes a message and tells the gateway.
pub fn erase(world: &mut World, message: &Message) {
    world.remove(Key::Message(message.id));
    if message.only_for.is_some() {
        return;
    }
    let mut event = json!({"id": message.id, "channel_id": message.channel_id});
    if world.is_guild_channel(message.channel_id) {
        event["guild_id"] = json!(world.guild.id);
    }
    emit_in(world, message.channel_id, "MESSAGE_DELETE", event);
}

/// Whether someone may write in a channel, with the refusal that they get if not.
pub fn may_write(world: &World, author: Id, channel: Id) -> Result<(), Refusal> {
    let known = world.channel(channel)?;
    if known.recipient.is_some() {
        return may_write_directly(world, author, known);
    }
    let channel = world.channel_for(author, channel, World::permission_to_write(known))?;
    match channel.kind {
        channel_kind::CATEGORY | channel_kind::FORUM => Err(Refusal::not_a_text_channel()),
        _ => {
            let shut = channel.thread.as_ref().is_some_and(|t| t.locked);
            let person = world.person(author)?;
            let manages = world
                .permissions_in(person, channel)
                .contains(Permissions::MANAGE_THREADS);
            if shut && !manages {
                Err(Refusal::thread_archived())
            } else {
                Ok(())
            }
        }
    }
}

/// A bot reaches a person who takes messages from the server and is still in it.
fn may_write_directly(world: &World, author: Id, channel: &Channel) -> Result<(), Refusal> {
    if author != world.bot_id() {
        return if channel.recipient == Some(author) {
            Ok(())
        } else {
            Err(Refusal::missing_access())
        };
    }
    let reachable = channel
        .recipient
        .and_then(|id| world.people.get(&id))
        .is_some_and(|person| person.in_guild && !person.dms_closed);
    if reachable {
        Ok(())
    } else {
        Err(Refusal::closed_dm())
    }
}

/// The message that carries the nonce already, if it is still remembered.
fn sent_before(world: &World, channel: Id, nonce: &Value) -> Option<Message> {
    let since = world.now() - world.faults.nonce_window;
    world
        .messages_of(channel)
        .rev()
        .take_while(|message| message.sent_at >= since)
        .find(|message| {
            message.author_id == world.bot_id()
                && message.nonce.as_ref().is_some_and(|n| same_nonce(n, nonce))
        })
        .cloned()
}

fn same_nonce(one: &Value, other: &Value) -> bool {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    text(one) == text(other)
}

pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let channel = call.id(1)?;
    let bot = world.bot_id();
    may_write(world, bot, channel)?;
    let body: MessageBody = call.body()?;
    if body
        .embeds
        .as_ref()
        .is_some_and(|embeds| !embeds.is_empty())
        && world.is_guild_channel(channel)
    {
        world.channel_for(bot, channel, Permissions::EMBED_LINKS)?;
    }
    if body.enforce_nonce == Some(true)
        && let Some(nonce) = &body.nonce
        && let Some(message) = sent_before(world, channel, nonce)
    {
        return ok(world.message_json(&message, bot));
    }
    let message = post(
        world,
        Post {
            id: None,
            author: bot,
            channel,
            body,
            files: call.files,
            kind: 0,
            answer: None,
        },
    )?;
    ok(world.message_json(&message, bot))
}

/// The message, if the bot may read it there. Private answers are not to be had here.
pub fn readable(world: &World, call: &Call<'_>) -> Result<Message, Refusal> {
    let channel = world.visible_channel(world.bot_id(), call.id(1)?)?;
    world
        .message_in(channel.id, call.id(3)?)
        .ok()
        .filter(|message| message.only_for.is_none())
        .cloned()
        .ok_or_else(Refusal::unknown_message)
}

/// A message as the bot reads it by HTTP: content only with the privileged intent.
fn for_bot(world: &World, message: &Message) -> Value {
    let bot = world.bot_id();
    let mut object = world.message_json(message, bot);
    let concerns_bot = message.author_id == bot
        || message.mentions.contains(&bot)
        || !world.is_guild_channel(message.channel_id);
    if !world.meta.content_intent && !concerns_bot {
        strip_content(&mut object);
    }
    object
}

pub fn list(world: &mut World, call: &Call<'_>) -> Answer {
    let bot = world.bot_id();
    let channel = world.visible_channel(bot, call.id(1)?)?;
    if matches!(channel.kind, channel_kind::CATEGORY | channel_kind::FORUM) {
        return Err(Refusal::not_a_text_channel());
    }
    let permissions = world.permissions_in(world.bot()?, channel);
    if !permissions.contains(Permissions::READ_MESSAGE_HISTORY) {
        return ok(json!([]));
    }
    let limit = call.limit(50, 100)?;
    let (before, after, around) = (
        call.query_id("before"),
        call.query_id("after"),
        call.query_id("around"),
    );
    let all = world
        .messages_of(channel.id)
        .filter(|message| message.only_for.is_none())
        .filter(|message| before.is_none_or(|id| message.id < id))
        .filter(|message| after.is_none_or(|id| message.id > id));
    let mut chosen: Vec<&Message> = if after.is_some() {
        all.take(limit).collect()
    } else if let Some(middle) = around {
        let all: Vec<&Message> = all.collect();
        let at = all.partition_point(|message| message.id < middle);
        let from = at.saturating_sub(limit / 2);
        all.into_iter().skip(from).take(limit).collect()
    } else {
        let mut newest: Vec<&Message> = all.rev().take(limit).collect();
        newest.reverse();
        newest
    };
    chosen.reverse();
    ok(chosen.into_iter().map(|m| for_bot(world, m)).collect())
}

pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let message = readable(world, call)?;
    ok(for_bot(world, &message))
}

pub fn edit(world: &mut World, call: &Call<'_>) -> Answer {
    let message = readable(world, call)?;
    if message.author_id != world.bot_id() {
        return Err(Refusal::not_the_author());
    }
    let locked = world
        .channel(message.channel_id)?
        .thread
        .as_ref()
        .is_some_and(|thread| thread.archived);
    if locked {
        return Err(Refusal::thread_archived());
    }
    if NOTES.contains(&message.kind) {
        return Err(Refusal::system_message());
    }
    let message = change(world, message, call.body, call.files)?;
    ok(world.message_json(&message, world.bot_id()))
}

pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let message = readable(world, call)?;
    if message.author_id != world.bot_id() {
        world.channel_for(
            world.bot_id(),
            message.channel_id,
            Permissions::MANAGE_MESSAGES,
        )?;
    }
    if !is_deletable(&message) {
        return Err(Refusal::system_message());
    }
    erase(world, &message);
    NOTHING
}

pub fn bulk_delete(world: &mut World, call: &Call<'_>) -> Answer {
    let channel = call.id(1)?;
    world.channel_for(world.bot_id(), channel, Permissions::MANAGE_MESSAGES)?;
    let ids: Vec<Id> = super::parse(&call.body["messages"])?;
    if !(2..=100).contains(&ids.len()) {
        return Err(Refusal::form(
            "messages",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 2 and 100 in length.",
        ));
    }
    let found = ids
        .iter()
        .filter_map(|id| world.message_in(channel, *id).ok());
    let found: Vec<Message> = found.cloned().collect();
    if !found.iter().all(is_deletable) {
        return Err(Refusal::system_message());
    }
    for message in &found {
        erase(world, message);
    }
    NOTHING
}

pub fn pins(world: &mut World, call: &Call<'_>) -> Answer {
    let channel = world.visible_channel(world.bot_id(), call.id(1)?)?;
    let items: Vec<Value> = world
        .messages_of(channel.id)
        .rev()
        .filter(|message| message.pinned)
        .map(|message| {
            json!({"pinned_at": super::super::clock::iso(message.sent_at), "message": for_bot(world, message)})
        })
        .collect();
    ok(json!({"items": items, "has_more": false}))
}

pub fn pin(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    let id = call
        .segments
        .last()
        .and_then(|segment| segment.parse().ok())
        .ok_or_else(Refusal::unknown_message)?;
    let channel = call.id(1)?;
    world.channel_for(world.bot_id(), channel, Permissions::MANAGE_MESSAGES)?;
    let mut message = world.message_in(channel, id)?.clone();
    message.pinned = method == "PUT";
    world.put(Record::Message(Box::new(message)));
    NOTHING
}

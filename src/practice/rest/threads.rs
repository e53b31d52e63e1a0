//! Threads: from a message, without one, posts of a forum; their members and archive.

use serde::Deserialize;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use super::super::limits::MessageBody;
use super::super::model::{Channel, Id, Record, Thread, channel_kind};
use super::super::refusal::Refusal;
use super::super::render::{member_json, thread_member_json};
use super::super::world::World;
use super::messages::{self, Post, post};
use super::{Answer, Call, NOTHING, ok};

#[derive(Deserialize)]
struct ThreadBody {
    name: String,
    auto_archive_duration: Option<u32>,
    rate_limit_per_user: Option<u32>,
    #[serde(rename = "type")]
    kind: Option<u8>,
    invitable: Option<bool>,
    message: Option<MessageBody>,
    #[serde(default)]
    applied_tags: Option<Vec<Id>>,
}

impl ThreadBody {
    fn check(&self) -> Result<(), Refusal> {
        check_name(&self.name)?;
        check_duration(self.auto_archive_duration)
    }
}

fn check_name(name: &str) -> Result<(), Refusal> {
    if (1..=100).contains(&name.trim().chars().count()) {
        return Ok(());
    }
    Err(Refusal::form(
        "name",
        "BASE_TYPE_BAD_LENGTH",
        "Must be between 1 and 100 in length.",
    ))
}

fn check_duration(minutes: Option<u32>) -> Result<(), Refusal> {
    match minutes {
        None | Some(60 | 1440 | 4320 | 10080) => Ok(()),
        Some(_) => Err(Refusal::form(
            "auto_archive_duration",
            "BASE_TYPE_CHOICES",
            "Value must be one of (60, 1440, 4320, 10080).",
        )),
    }
}

fn new_thread(world: &mut World, id: Id, parent: &Channel, kind: u8, body: &ThreadBody) -> Channel {
    let now = world.now();
    let owner = world.bot_id();
    Channel {
        id,
        kind,
        name: body.name.trim().to_owned(),
        topic: None,
        position: 0,
        parent_id: Some(parent.id),
        overwrites: Vec::new(),
        slowmode: body.rate_limit_per_user.unwrap_or(0),
        tags: Vec::new(),
        last_message_id: None,
        thread: Some(Thread {
            owner_id: owner,
            archived: false,
            locked: false,
            invitable: body.invitable.unwrap_or(true),
            auto_archive: body.auto_archive_duration.unwrap_or(4320),
            archive_at: now,
            created_at: now,
            members: vec![(owner, now)],
            message_count: 0,
            applied_tags: body.applied_tags.clone().unwrap_or_default(),
        }),
        recipient: None,
    }
}

/// A thread as the one who made it sees it: with their own membership.
fn for_owner(world: &World, channel: &Channel) -> Value {
    let mut object = world.channel_json(channel);
    if let Some((id, joined)) = channel.thread.as_ref().and_then(|t| t.members.first()) {
        object["member"] = thread_member_json(channel.id, *id, *joined);
    }
    object
}

fn announce_new(world: &mut World, channel: &Channel) {
    world.put(Record::Channel(channel.clone()));
    let mut event = for_owner(world, channel);
    event["newly_created"] = json!(true);
    world.emit("THREAD_CREATE", event);
}

/// Sends a thread's event to a bot that may see it.
pub fn announce(world: &mut World, channel: &Channel, name: &'static str) {
    let event = world.channel_json(channel);
    super::messages::emit_in(world, channel.id, name, event);
}

/// Tells the gateway who joined and who left a thread.
pub fn announce_members(world: &mut World, channel: &Channel, added: &[Id], removed: &[Id]) {
    let Some(thread) = &channel.thread else {
        return;
    };
    let members: Vec<Value> = thread
        .members
        .iter()
        .filter(|(id, _)| added.contains(id))
        .map(|(id, joined)| {
            let mut object = thread_member_json(channel.id, *id, *joined);
            if let Some(person) = world.people.get(id) {
                object["member"] = member_json(person);
            }
            object
        })
        .collect();
    let event = json!({
        "id": channel.id,
        "guild_id": world.guild.id,
        "member_count": thread.members.len().min(50),
        "added_members": members,
        "removed_member_ids": removed,
    });
    super::messages::emit_in(world, channel.id, "THREAD_MEMBERS_UPDATE", event);
}

pub fn from_message(world: &mut World, call: &Call<'_>) -> Answer {
    let body: ThreadBody = call.body()?;
    body.check()?;
    let bot = world.bot_id();
    let parent = world
        .channel_for(bot, call.id(1)?, Permissions::CREATE_PUBLIC_THREADS)?
        .clone();
    let kind = match parent.kind {
        channel_kind::TEXT => channel_kind::PUBLIC_THREAD,
        channel_kind::ANNOUNCEMENT => channel_kind::ANNOUNCEMENT_THREAD,
        _ => return Err(Refusal::wrong_channel_type()),
    };
    let message = world.message_in(parent.id, call.id(3)?)?.clone();
    if message.only_for.is_some() {
        return Err(Refusal::unknown_message());
    }
    if world.thread_of(message.id).is_some() {
        return Err(Refusal::thread_exists());
    }
    let channel = new_thread(world, message.id, &parent, kind, &body);
    announce_new(world, &channel);
    let event = world.message_event(&message);
    super::messages::emit_in(world, parent.id, "MESSAGE_UPDATE", event);
    Ok((201, for_owner(world, &channel)))
}

pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let body: ThreadBody = call.body()?;
    body.check()?;
    let parent = world.visible_channel(world.bot_id(), call.id(1)?)?.clone();
    if parent.kind == channel_kind::FORUM {
        return forum_post(world, call, &parent, &body);
    }
    if parent.kind != channel_kind::TEXT && parent.kind != channel_kind::ANNOUNCEMENT {
        return Err(Refusal::wrong_channel_type());
    }
    // Without a type Discord makes a private thread.
    let kind = body.kind.unwrap_or(channel_kind::PRIVATE_THREAD);
    let needed = match kind {
        channel_kind::PRIVATE_THREAD => Permissions::CREATE_PRIVATE_THREADS,
        channel_kind::PUBLIC_THREAD => Permissions::CREATE_PUBLIC_THREADS,
        _ => {
            return Err(Refusal::form(
                "type",
                "BASE_TYPE_CHOICES",
                "Value must be one of {11, 12}.",
            ));
        }
    };
    world.channel_for(world.bot_id(), parent.id, needed)?;
    let id = world.new_id();
    let channel = new_thread(world, id, &parent, kind, &body);
    announce_new(world, &channel);
    Ok((201, for_owner(world, &channel)))
}

fn forum_post(world: &mut World, call: &Call<'_>, parent: &Channel, body: &ThreadBody) -> Answer {
    let bot = world.bot_id();
    world.channel_for(bot, parent.id, Permissions::SEND_MESSAGES)?;
    let Some(message) = body.message.clone() else {
        return Err(Refusal::required("message"));
    };
    let tags = body.applied_tags.clone().unwrap_or_default();
    if tags.len() > 5 {
        return Err(Refusal::too_long("applied_tags", 5));
    }
    if tags
        .iter()
        .any(|tag| !parent.tags.iter().any(|known| known.id == *tag))
    {
        return Err(Refusal::form(
            "applied_tags",
            "INVALID_FORUM_TAG",
            "Unknown tag",
        ));
    }
    // Checked before the thread exists, so that a refused post leaves none behind.
    let checked = message.check()?;
    let id = world.new_id();
    let channel = new_thread(world, id, parent, channel_kind::PUBLIC_THREAD, body);
    announce_new(world, &channel);
    // The first message of a forum post has the id of its thread.
    let first = post(
        world,
        Post {
            id: Some(id),
            author: bot,
            channel: id,
            body: checked,
            files: call.files,
            kind: 0,
            answer: None,
        },
    );
    let first = match first {
        Ok(first) => first,
        Err(refusal) => {
            super::channels::erase(world, &channel);
            return Err(refusal);
        }
    };
    let channel = world.channel(id)?.clone();
    let mut object = for_owner(world, &channel);
    object["message"] = world.message_json(&first, bot);
    Ok((201, object))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct EditBody {
    name: Option<String>,
    archived: Option<bool>,
    locked: Option<bool>,
    invitable: Option<bool>,
    auto_archive_duration: Option<u32>,
    rate_limit_per_user: Option<u32>,
    applied_tags: Option<Vec<Id>>,
}

/// Changes a thread: its owner may rename and archive, a moderator may do all.
pub fn edit(world: &mut World, mut channel: Channel, body: &Value) -> Answer {
    let body: EditBody = super::parse(body)?;
    let bot = world.bot_id();
    let Some(thread) = &mut channel.thread else {
        return Err(Refusal::wrong_channel_type());
    };
    let manages = world
        .channel_for(bot, channel.id, Permissions::MANAGE_THREADS)
        .is_ok();
    let owns = thread.owner_id == bot;
    if !manages && (!owns || body.locked.is_some()) {
        return Err(Refusal::missing_permissions());
    }
    let renamed = body
        .name
        .as_ref()
        .is_some_and(|name| name.trim() != channel.name);
    let opens = body.archived == Some(false);
    if thread.archived && !opens {
        return Err(Refusal::thread_archived());
    }
    if let Some(name) = &body.name {
        check_name(name)?;
        name.trim().clone_into(&mut channel.name);
    }
    check_duration(body.auto_archive_duration)?;
    thread.auto_archive = body.auto_archive_duration.unwrap_or(thread.auto_archive);
    thread.locked = body.locked.unwrap_or(thread.locked);
    thread.invitable = body.invitable.unwrap_or(thread.invitable);
    channel.slowmode = body.rate_limit_per_user.unwrap_or(channel.slowmode);
    if let Some(tags) = body.applied_tags {
        if tags.len() > 5 {
            return Err(Refusal::too_long("applied_tags", 5));
        }
        let parent = channel.parent_id.and_then(|id| world.channels.get(&id));
        let is_known = |tag: &Id| {
            parent.is_some_and(|parent| parent.tags.iter().any(|known| known.id == *tag))
        };
        if !tags.iter().all(is_known) {
            return Err(Refusal::form(
                "applied_tags",
                "INVALID_FORUM_TAG",
                "Unknown tag",
            ));
        }
        thread.applied_tags = tags;
    }
    if let Some(archived) = body.archived {
        thread.archived = archived;
        thread.archive_at = world.now();
    }
    world.put(Record::Channel(channel.clone()));
    announce(world, &channel, "THREAD_UPDATE");
    if renamed
        && !channel
            .thread
            .as_ref()
            .is_some_and(|thread| thread.archived)
    {
        let name = channel.name.clone();
        messages::note(world, channel.id, messages::CHANNEL_NAME_CHANGE, name, None)?;
    }
    let channel = world.channel(channel.id)?;
    ok(world.channel_json(channel))
}

fn thread_list<'a>(world: &World, threads: impl Iterator<Item = &'a Channel>) -> Vec<Value> {
    threads.map(|thread| world.channel_json(thread)).collect()
}

pub fn active(world: &mut World) -> Answer {
    let bot = world.bot_id();
    let open: Vec<&Channel> = world
        .channels
        .values()
        .filter(|channel| channel.thread.as_ref().is_some_and(|t| !t.archived))
        .filter(|channel| world.visible_channel(bot, channel.id).is_ok())
        .collect();
    let members: Vec<Value> = open
        .iter()
        .flat_map(|channel| {
            channel
                .thread
                .iter()
                .flat_map(|thread| &thread.members)
                .filter(|(id, _)| *id == bot)
                .map(|(id, joined)| thread_member_json(channel.id, *id, *joined))
        })
        .collect();
    let threads = thread_list(world, open.into_iter());
    ok(json!({"threads": threads, "members": members, "has_more": false}))
}

pub fn archived(world: &mut World, call: &Call<'_>) -> Answer {
    let bot = world.bot_id();
    let parent = world.channel_for(bot, call.id(1)?, Permissions::READ_MESSAGE_HISTORY)?;
    let private = call.segments.last() == Some(&"private");
    let own_only = call.segments.get(2) == Some(&"users");
    if private && !own_only {
        world.channel_for(bot, parent.id, Permissions::MANAGE_THREADS)?;
    }
    let limit = call.limit(50, 100)?;
    let mut found: Vec<(&Channel, &Thread)> = world
        .channels
        .values()
        .filter(|channel| channel.parent_id == Some(parent.id))
        .filter(|channel| (channel.kind == channel_kind::PRIVATE_THREAD) == private)
        .filter_map(|channel| channel.thread.as_ref().map(|thread| (channel, thread)))
        .filter(|(_, thread)| thread.archived)
        .filter(|(_, thread)| !own_only || thread.members.iter().any(|(id, _)| *id == bot))
        .collect();
    found.sort_by_key(|(_, thread)| std::cmp::Reverse(thread.archive_at));
    let more = found.len() > limit;
    let threads = thread_list(
        world,
        found.into_iter().take(limit).map(|(channel, _)| channel),
    );
    ok(json!({"threads": threads, "members": [], "has_more": more}))
}

fn thread_of_call(world: &World, call: &Call<'_>) -> Result<(Channel, Thread), Refusal> {
    let channel = world.visible_channel(world.bot_id(), call.id(1)?)?.clone();
    match channel.thread.clone() {
        Some(thread) => Ok((channel, thread)),
        None => Err(Refusal::wrong_channel_type()),
    }
}

pub fn members(world: &mut World, call: &Call<'_>) -> Answer {
    let (channel, thread) = thread_of_call(world, call)?;
    let members = thread
        .members
        .iter()
        .map(|(id, joined)| thread_member_json(channel.id, *id, *joined))
        .collect();
    ok(members)
}

pub fn member(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    let (channel, thread) = thread_of_call(world, call)?;
    let bot = world.bot_id();
    let user = match call.segments[3] {
        "@me" => bot,
        _ => call.id(3)?,
    };
    if method == "GET" {
        return match thread.members.iter().find(|(id, _)| *id == user) {
            Some((id, joined)) => ok(thread_member_json(channel.id, *id, *joined)),
            None => Err(Refusal::unknown_member()),
        };
    }
    if thread.archived {
        return Err(Refusal::thread_archived());
    }
    if method == "PUT" {
        world.member(user)?;
        let parent = channel.parent_id.unwrap_or(channel.id);
        // Nobody is added to a thread whose channel they cannot see.
        world.visible_channel(user, parent)?;
        if user != bot {
            super::messages::may_write(world, bot, channel.id)?;
        }
        let is_new = join(world, channel.clone(), user);
        if is_new && user != bot {
            let about = Some(user);
            messages::note(
                world,
                channel.id,
                messages::RECIPIENT_ADD,
                String::new(),
                about,
            )?;
        }
    } else {
        let owns = thread.owner_id == bot && channel.kind == channel_kind::PRIVATE_THREAD;
        if user != bot && !owns {
            world.channel_for(bot, channel.id, Permissions::MANAGE_THREADS)?;
        }
        let was_in = leave(world, channel.clone(), user);
        if was_in && user != bot {
            let about = Some(user);
            messages::note(
                world,
                channel.id,
                messages::RECIPIENT_REMOVE,
                String::new(),
                about,
            )?;
        }
    }
    NOTHING
}

/// Puts someone into a thread; `false` if they were in it.
pub fn join(world: &mut World, mut channel: Channel, user: Id) -> bool {
    let now = world.now();
    let Some(thread) = &mut channel.thread else {
        return false;
    };
    if thread.members.iter().any(|(id, _)| *id == user) {
        return false;
    }
    thread.members.push((user, now));
    world.put(Record::Channel(channel.clone()));
    announce_members(world, &channel, &[user], &[]);
    true
}

/// Takes someone out of a thread; `false` if they were not in it.
pub fn leave(world: &mut World, mut channel: Channel, user: Id) -> bool {
    let Some(thread) = &mut channel.thread else {
        return false;
    };
    let before = thread.members.len();
    thread.members.retain(|(id, _)| *id != user);
    let was_in = thread.members.len() < before;
    if was_in {
        world.put(Record::Channel(channel.clone()));
        announce_members(world, &channel, &[], &[user]);
    }
    was_in
}

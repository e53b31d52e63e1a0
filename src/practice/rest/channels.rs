//! Channels: read, made, edited, deleted, their overwrites, and direct conversations.

use serde::Deserialize;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;
use twilight_validate::channel as rules;

use super::super::model::{Channel, Id, Key, Overwrite, Record, Tag, channel_kind};
use super::super::refusal::Refusal;
use super::super::world::World;
use super::{Answer, Call, NOTHING, ok, threads};

pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let channel = world.visible_channel(world.bot_id(), call.id(1)?)?;
    ok(world.channel_json(channel))
}

#[derive(Deserialize)]
struct OpenDm {
    recipient_id: Id,
}

pub fn open_dm(world: &mut World, call: &Call<'_>) -> Answer {
    let recipient = call.body::<OpenDm>()?.recipient_id;
    if world.person(recipient)?.bot {
        return Err(Refusal::closed_dm());
    }
    let channel = match world.dm_with(recipient) {
        Some(channel) => channel.clone(),
        None => make_dm(world, recipient),
    };
    ok(world.channel_json(&channel))
}

/// Opens the conversation between the bot and a person.
pub fn make_dm(world: &mut World, recipient: Id) -> Channel {
    let channel = Channel {
        kind: channel_kind::DM,
        recipient: Some(recipient),
        ..blank(world.new_id())
    };
    world.put(Record::Channel(channel.clone()));
    let event = world.channel_json(&channel);
    world.emit("CHANNEL_CREATE", event);
    channel
}

fn blank(id: Id) -> Channel {
    Channel {
        id,
        kind: channel_kind::TEXT,
        name: String::new(),
        topic: None,
        position: 0,
        parent_id: None,
        overwrites: Vec::new(),
        slowmode: 0,
        tags: Vec::new(),
        last_message_id: None,
        thread: None,
        recipient: None,
    }
}

#[derive(Deserialize)]
struct TagBody {
    id: Option<Id>,
    name: String,
    #[serde(default)]
    moderated: bool,
    emoji_name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ChannelBody {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: Option<u8>,
    topic: Option<String>,
    position: Option<i64>,
    parent_id: Option<Id>,
    rate_limit_per_user: Option<u16>,
    permission_overwrites: Option<Vec<OverwriteBody>>,
    available_tags: Option<Vec<TagBody>>,
}

#[derive(Deserialize)]
struct OverwriteBody {
    id: Option<Id>,
    #[serde(rename = "type")]
    kind: u8,
    allow: Option<Permissions>,
    deny: Option<Permissions>,
}

impl OverwriteBody {
    fn with_id(self, id: Id) -> Overwrite {
        Overwrite {
            id,
            kind: self.kind,
            allow: self.allow.unwrap_or(Permissions::empty()),
            deny: self.deny.unwrap_or(Permissions::empty()),
        }
    }
}

/// Writes a body's values into a channel, or refuses them.
fn apply(world: &mut World, channel: &mut Channel, body: ChannelBody) -> Result<(), Refusal> {
    if let Some(name) = body.name {
        if rules::name(&name).is_err() {
            return Err(Refusal::form(
                "name",
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 100 in length.",
            ));
        }
        channel.name = name;
    }
    if let Some(topic) = body.topic {
        let (valid, most) = if channel.kind == channel_kind::FORUM {
            (rules::forum_topic(&topic), 4096)
        } else {
            (rules::topic(&topic), 1024)
        };
        valid.map_err(|_| Refusal::too_long("topic", most))?;
        channel.topic = Some(topic);
    }
    if let Some(seconds) = body.rate_limit_per_user {
        rules::rate_limit_per_user(seconds).map_err(|_| {
            Refusal::form(
                "rate_limit_per_user",
                "NUMBER_TYPE_MAX",
                "int value should be less than or equal to 21600.",
            )
        })?;
        channel.slowmode = seconds.into();
    }
    if let Some(parent) = body.parent_id {
        if world.channel(parent)?.kind != channel_kind::CATEGORY {
            return Err(Refusal::form(
                "parent_id",
                "CHANNEL_PARENT_INVALID_TYPE",
                "Not a category",
            ));
        }
        channel.parent_id = Some(parent);
    }
    channel.position = body.position.unwrap_or(channel.position);
    if let Some(overwrites) = body.permission_overwrites {
        channel.overwrites = overwrites
            .into_iter()
            .map(|body| match body.id {
                Some(id) => Ok(body.with_id(id)),
                None => Err(Refusal::required("permission_overwrites.0.id")),
            })
            .collect::<Result<_, _>>()?;
    }
    if let Some(tags) = body.available_tags {
        channel.tags = checked_tags(world, tags)?;
    }
    Ok(())
}

fn checked_tags(world: &mut World, tags: Vec<TagBody>) -> Result<Vec<Tag>, Refusal> {
    if tags.len() > 20 {
        return Err(Refusal::too_long("available_tags", 20));
    }
    tags.into_iter()
        .map(|tag| {
            if !(1..=20).contains(&tag.name.chars().count()) {
                return Err(Refusal::too_long("available_tags.0.name", 20));
            }
            Ok(Tag {
                id: tag.id.unwrap_or_else(|| world.new_id()),
                name: tag.name,
                moderated: tag.moderated,
                emoji_name: tag.emoji_name,
            })
        })
        .collect()
}

pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    let bot = world.bot_id();
    world.guild_permission(bot, Permissions::MANAGE_CHANNELS)?;
    let channel = make(world, call.body)?;
    Ok((201, world.channel_json(&channel)))
}

/// Makes a channel of the guild.
pub fn make(world: &mut World, body: &Value) -> Result<Channel, Refusal> {
    let body: ChannelBody = super::parse(body)?;
    if body.name.is_none() {
        return Err(Refusal::required("name"));
    }
    let kind = body.kind.unwrap_or(channel_kind::TEXT);
    if !matches!(kind, 0 | 2 | 4 | 5 | 15) {
        return Err(Refusal::form(
            "type",
            "BASE_TYPE_CHOICES",
            "Value must be one of {0, 2, 4, 5, 15}.",
        ));
    }
    let position = world
        .channels
        .values()
        .map(|channel| channel.position)
        .max()
        .unwrap_or(0)
        + 1;
    let mut channel = Channel {
        kind,
        position,
        ..blank(world.new_id())
    };
    apply(world, &mut channel, body)?;
    if matches!(
        kind,
        channel_kind::TEXT | channel_kind::ANNOUNCEMENT | channel_kind::FORUM
    ) {
        // Discord writes the names of text channels in lower case and without spaces.
        channel.name = channel.name.to_lowercase().replace(' ', "-");
    }
    world.put(Record::Channel(channel.clone()));
    let event = world.channel_json(&channel);
    world.emit("CHANNEL_CREATE", event);
    Ok(channel)
}

pub fn edit(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(1)?;
    let bot = world.bot_id();
    let channel = world.visible_channel(bot, id)?.clone();
    if channel.recipient.is_some() {
        return Err(Refusal::wrong_channel_for_dm());
    }
    if channel.thread.is_some() {
        return threads::edit(world, channel, call.body);
    }
    world.channel_for(bot, id, Permissions::MANAGE_CHANNELS)?;
    let mut channel = channel;
    let body: ChannelBody = call.body()?;
    apply(world, &mut channel, body)?;
    update(world, &channel);
    ok(world.channel_json(&channel))
}

/// Stores a changed channel and tells the gateway.
pub fn update(world: &mut World, channel: &Channel) {
    world.put(Record::Channel(channel.clone()));
    let event = world.channel_json(channel);
    world.emit("CHANNEL_UPDATE", event);
}

pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(1)?;
    let bot = world.bot_id();
    let channel = world.visible_channel(bot, id)?.clone();
    let needed = if channel.thread.is_some() {
        Permissions::MANAGE_THREADS
    } else {
        Permissions::MANAGE_CHANNELS
    };
    if channel.recipient.is_none() {
        world.channel_for(bot, id, needed)?;
        erase(world, &channel);
    }
    ok(world.channel_json(&channel))
}

/// Removes a channel with its threads and messages.
pub fn erase(world: &mut World, channel: &Channel) {
    let threads: Vec<Channel> = world
        .channels
        .values()
        .filter(|thread| thread.thread.is_some() && thread.parent_id == Some(channel.id))
        .cloned()
        .collect();
    for thread in threads {
        erase(world, &thread);
    }
    let (name, event) = if channel.thread.is_some() {
        let event = json!({
            "id": channel.id,
            "guild_id": world.guild.id,
            "parent_id": channel.parent_id,
            "type": channel.kind,
        });
        ("THREAD_DELETE", event)
    } else {
        ("CHANNEL_DELETE", world.channel_json(channel))
    };
    world.remove(Key::Channel(channel.id));
    world.emit(name, event);
}

pub fn typing(world: &mut World, call: &Call<'_>) -> Answer {
    super::messages::may_write(world, world.bot_id(), call.id(1)?)?;
    NOTHING
}

pub fn put_overwrite(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(1)?;
    world.channel_for(world.bot_id(), id, Permissions::MANAGE_ROLES)?;
    let overwrite = call.body::<OverwriteBody>()?.with_id(call.id(3)?);
    set_overwrite(world, id, overwrite)?;
    NOTHING
}

/// Sets one overwrite of a channel.
pub fn set_overwrite(world: &mut World, id: Id, overwrite: Overwrite) -> Result<(), Refusal> {
    let mut channel = world.channel(id)?.clone();
    channel.overwrites.retain(|old| old.id != overwrite.id);
    channel.overwrites.push(overwrite);
    update(world, &channel);
    Ok(())
}

pub fn delete_overwrite(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(1)?;
    world.channel_for(world.bot_id(), id, Permissions::MANAGE_ROLES)?;
    let of = call.id(3)?;
    let mut channel = world.channel(id)?.clone();
    let before = channel.overwrites.len();
    channel.overwrites.retain(|old| old.id != of);
    if channel.overwrites.len() == before {
        return Err(Refusal::unknown_overwrite());
    }
    update(world, &channel);
    NOTHING
}

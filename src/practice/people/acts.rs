//! What a person does that needs no answer from the bot: write, edit, react, join
//! and leave, close their direct messages, and what staff do to the server itself.

use serde::Deserialize;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use super::super::limits::MessageBody;
use super::super::model::{Id, Message, Overwrite, Person, Record, Role};
use super::super::refusal::Refusal;
use super::super::render::{member_json, role_json, user_json};
use super::super::rest::messages::{self, Post};
use super::super::rest::{channels, events, guilds, parse, reactions, threads};
use super::super::world::World;
use super::{find_channel, find_person};

type Done = Result<Value, Refusal>;

/// Performs one act of a person.
pub fn perform(world: &mut World, name: &str, act: &str, body: &Value) -> Done {
    if act == "join" && body.get("channel").is_none() {
        return join_guild(world, name, body);
    }
    let user = find_person(world, name)?;
    match act {
        "messages" => write(world, user, body),
        "edit" => edit(world, user, body),
        "delete" => delete(world, user, body),
        "restart" => Ok(restart(world, user)),
        "react" => react(world, user, body, true),
        "unreact" => react(world, user, body, false),
        "join" => thread_membership(world, user, body, true),
        "leave" if body.get("channel").is_some() => thread_membership(world, user, body, false),
        "leave" => leave_guild(world, user),
        "close-dms" => set_dms(world, user, body["closed"].as_bool().unwrap_or(true)),
        "open-dms" => set_dms(world, user, false),
        "event-interest" => interest(world, user, body),
        "archive" => archive(world, user, body),
        "roles" => roles(world, user, body),
        "role-permissions" => role_permissions(world, user, body),
        "overwrite" => overwrite(world, user, body),
        "create-channel" => create_channel(world, user, body),
        "delete-channel" => delete_channel(world, user, body),
        _ => Err(Refusal::not_found()),
    }
}

/// A name or id in the body; numbers are taken as well.
fn text(body: &Value, key: &str) -> Result<String, Refusal> {
    match &body[key] {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(Refusal::required(key)),
    }
}

fn channel_of(world: &World, body: &Value) -> Result<Id, Refusal> {
    find_channel(world, &text(body, "channel")?)
}

fn message_of(world: &World, user: Id, body: &Value) -> Result<Message, Refusal> {
    let id = text(body, "message")?
        .parse()
        .map_err(|_| Refusal::unknown_message())?;
    let message = world.message(id)?;
    world.visible_channel(user, message.channel_id)?;
    if message.only_for.is_some_and(|only| only != user) {
        return Err(Refusal::unknown_message());
    }
    Ok(message.clone())
}

fn write(world: &mut World, user: Id, body: &Value) -> Done {
    let channel = channel_of(world, body)?;
    messages::may_write(world, user, channel)?;
    let message = messages::post(
        world,
        Post {
            id: None,
            author: user,
            channel,
            body: MessageBody {
                content: Some(text(body, "content")?),
                message_reference: parse(&body["message_reference"])?,
                ..MessageBody::default()
            },
            files: &[],
            kind: 0,
            answer: None,
        },
    )?;
    Ok(world.message_json(&message, user))
}

fn edit(world: &mut World, user: Id, body: &Value) -> Done {
    let message = message_of(world, user, body)?;
    if message.author_id != user {
        return Err(Refusal::not_the_author());
    }
    let changes = json!({"content": text(body, "content")?});
    let message = messages::change(world, message, &changes, &[])?;
    Ok(world.message_json(&message, user))
}

fn delete(world: &mut World, user: Id, body: &Value) -> Done {
    let message = message_of(world, user, body)?;
    if message.author_id != user && message.only_for.is_none() {
        world.channel_for(user, message.channel_id, Permissions::MANAGE_MESSAGES)?;
    }
    messages::erase(world, &message);
    Ok(Value::Null)
}

/// Starts their Discord again: private answers are gone then.
fn restart(world: &mut World, user: Id) -> Value {
    let private: Vec<Message> = world
        .messages()
        .filter(|message| message.only_for == Some(user))
        .cloned()
        .collect();
    for message in &private {
        messages::erase(world, message);
    }
    Value::Null
}

fn react(world: &mut World, user: Id, body: &Value, add: bool) -> Done {
    let message = message_of(world, user, body)?;
    let emoji = text(body, "emoji")?;
    if add {
        world.channel_for(user, message.channel_id, Permissions::ADD_REACTIONS)?;
        reactions::add(world, message, &emoji, user)?;
    } else {
        reactions::remove(world, message, &emoji, user)?;
    }
    Ok(Value::Null)
}

/// Joins the server; an unknown name founds a new person.
fn join_guild(world: &mut World, name: &str, body: &Value) -> Done {
    let mut person = match find_person(world, name) {
        Ok(id) => world.person(id)?.clone(),
        Err(_) => Person {
            id: world.new_id(),
            username: name.to_lowercase(),
            global_name: Some(body["name"].as_str().unwrap_or(name).to_owned()),
            bot: false,
            locale: body["locale"].as_str().unwrap_or("ja").to_owned(),
            in_guild: false,
            nick: None,
            roles: Vec::new(),
            joined_at: 0,
            dms_closed: false,
        },
    };
    if !person.in_guild {
        person.in_guild = true;
        person.roles.clear();
        person.joined_at = world.now();
        world.put(Record::Person(person.clone()));
        let mut event = member_json(&person);
        event["guild_id"] = json!(world.guild.id);
        world.emit("GUILD_MEMBER_ADD", event);
    }
    Ok(member_json(&person))
}

fn leave_guild(world: &mut World, user: Id) -> Done {
    let mut person = world.member(user)?.clone();
    person.in_guild = false;
    person.roles.clear();
    world.put(Record::Person(person.clone()));
    let event = json!({"guild_id": world.guild.id, "user": user_json(&person)});
    world.emit("GUILD_MEMBER_REMOVE", event);
    Ok(Value::Null)
}

fn thread_membership(world: &mut World, user: Id, body: &Value, inside: bool) -> Done {
    let id = channel_of(world, body)?;
    let channel = world.visible_channel(user, id)?.clone();
    if channel.thread.is_none() {
        return Err(Refusal::wrong_channel_type());
    }
    if inside {
        threads::join(world, channel, user);
    } else {
        threads::leave(world, channel, user);
    }
    Ok(Value::Null)
}

fn set_dms(world: &mut World, user: Id, closed: bool) -> Done {
    let mut person = world.person(user)?.clone();
    person.dms_closed = closed;
    world.put(Record::Person(person));
    Ok(Value::Null)
}

fn interest(world: &mut World, user: Id, body: &Value) -> Done {
    let event = text(body, "event")?
        .parse()
        .map_err(|_| Refusal::unknown_event())?;
    let interested = body["interested"].as_bool().unwrap_or(true);
    events::set_interest(world, event, user, interested)?;
    Ok(Value::Null)
}

/// Archives a thread (or opens it again), as its owner or a moderator may.
fn archive(world: &mut World, user: Id, body: &Value) -> Done {
    let id = channel_of(world, body)?;
    let mut channel = world.visible_channel(user, id)?.clone();
    let now = world.now();
    let Some(thread) = &mut channel.thread else {
        return Err(Refusal::wrong_channel_type());
    };
    if thread.owner_id != user {
        world.channel_for(user, id, Permissions::MANAGE_THREADS)?;
    }
    thread.archived = body["archived"].as_bool().unwrap_or(true);
    thread.locked = body["locked"].as_bool().unwrap_or(thread.locked);
    thread.archive_at = now;
    world.put(Record::Channel(channel.clone()));
    threads::announce(world, &channel, "THREAD_UPDATE");
    Ok(world.channel_json(&channel))
}

#[derive(Deserialize)]
struct RolesBody {
    user: String,
    #[serde(default)]
    add: Vec<String>,
    #[serde(default)]
    remove: Vec<String>,
}

fn find_role(world: &World, name: &str) -> Result<Id, Refusal> {
    world
        .roles
        .values()
        .find(|role| role.name == name || role.id.to_string() == name)
        .map(|role| role.id)
        .ok_or_else(Refusal::unknown_role)
}

/// Gives roles to somebody and takes them away.
fn roles(world: &mut World, user: Id, body: &Value) -> Done {
    let body: RolesBody = parse(body)?;
    world.guild_permission(user, Permissions::MANAGE_ROLES)?;
    let of = find_person(world, &body.user)?;
    let mut member = world.member(of)?.clone();
    for name in &body.add {
        let role = find_role(world, name)?;
        if !member.roles.contains(&role) {
            member.roles.push(role);
        }
    }
    for name in &body.remove {
        let role = find_role(world, name)?;
        member.roles.retain(|id| *id != role);
    }
    guilds::set_member(world, &member);
    Ok(member_json(&member))
}

#[derive(Deserialize)]
struct RolePermissionsBody {
    role: String,
    permissions: Permissions,
}

/// Sets what a role may do in the whole server.
fn role_permissions(world: &mut World, user: Id, body: &Value) -> Done {
    let body: RolePermissionsBody = parse(body)?;
    world.guild_permission(user, Permissions::MANAGE_ROLES)?;
    let id = find_role(world, &body.role)?;
    let role = Role {
        permissions: body.permissions,
        ..world.role(id)?.clone()
    };
    guilds::set_role(world, &role);
    Ok(role_json(&role))
}

#[derive(Deserialize)]
struct OverwriteBody {
    role: Option<String>,
    member: Option<String>,
    #[serde(default = "nothing")]
    allow: Permissions,
    #[serde(default = "nothing")]
    deny: Permissions,
}

fn nothing() -> Permissions {
    Permissions::empty()
}

/// Sets what a role or a member may do in one channel.
fn overwrite(world: &mut World, user: Id, body: &Value) -> Done {
    let channel = channel_of(world, body)?;
    world.channel_for(user, channel, Permissions::MANAGE_ROLES)?;
    let body: OverwriteBody = parse(body)?;
    let (id, kind) = match (&body.role, &body.member) {
        (Some(role), _) => (find_role(world, role)?, 0),
        (None, Some(member)) => (find_person(world, member)?, 1),
        (None, None) => return Err(Refusal::required("role")),
    };
    let overwrite = Overwrite {
        id,
        kind,
        allow: body.allow,
        deny: body.deny,
    };
    channels::set_overwrite(world, channel, overwrite)?;
    Ok(world.channel_json(world.channel(channel)?))
}

fn create_channel(world: &mut World, user: Id, body: &Value) -> Done {
    world.guild_permission(user, Permissions::MANAGE_CHANNELS)?;
    let channel = channels::make(world, body)?;
    Ok(world.channel_json(&channel))
}

fn delete_channel(world: &mut World, user: Id, body: &Value) -> Done {
    let id = channel_of(world, body)?;
    let channel = world.visible_channel(user, id)?.clone();
    let needed = if channel.thread.is_some() {
        Permissions::MANAGE_THREADS
    } else {
        Permissions::MANAGE_CHANNELS
    };
    world.channel_for(user, id, needed)?;
    channels::erase(world, &channel);
    Ok(Value::Null)
}

//! The application: who the bot is, where the gateway is, which commands there are.

use serde_json::{Value, json};

use super::super::gateway::gateway_url;
use super::super::limits::check_command;
use super::super::model::{Command, Id, Key, Record};
use super::super::refusal::Refusal;
use super::super::render::{bits, user_json};
use super::super::world::World;
use super::{Answer, Call, NOTHING, ok};

pub fn gateway(world: &mut World) -> Answer {
    ok(json!({"url": gateway_url(world)}))
}

pub fn gateway_bot(world: &mut World) -> Answer {
    ok(json!({
        "url": gateway_url(world),
        "shards": 1,
        "session_start_limit": {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1},
    }))
}

fn own_user(world: &World) -> Result<Value, Refusal> {
    let mut user = user_json(world.bot()?);
    user["mfa_enabled"] = json!(true);
    user["verified"] = json!(true);
    user["locale"] = json!("ja");
    user["email"] = Value::Null;
    Ok(user)
}

pub fn me(world: &mut World) -> Answer {
    ok(own_user(world)?)
}

pub fn rename_me(world: &mut World, call: &Call<'_>) -> Answer {
    let mut bot = world.bot()?.clone();
    if let Some(name) = call.body["username"].as_str() {
        if !(2..=32).contains(&name.chars().count()) {
            return Err(Refusal::form(
                "username",
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 2 and 32 in length.",
            ));
        }
        name.clone_into(&mut bot.username);
    }
    world.put(Record::Person(bot));
    ok(own_user(world)?)
}

pub fn my_guilds(world: &mut World) -> Answer {
    let permissions = bits(world.base_permissions(world.bot()?));
    ok(json!([{
        "id": world.guild.id,
        "name": world.guild.name,
        "icon": null,
        "banner": null,
        "owner": false,
        "permissions": permissions,
        "features": ["COMMUNITY"],
    }]))
}

pub fn user(world: &mut World, call: &Call<'_>) -> Answer {
    let person = world.person(call.id(1)?)?;
    ok(user_json(person))
}

/// `/applications/{id}/commands…` and `/applications/{id}/guilds/{id}/commands…`.
pub fn commands(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    if call.id(1)? != world.meta.application_id {
        return Err(Refusal::new(
            403,
            20012,
            "You are not authorized to perform this action on this application",
        ));
    }
    let (guild, rest) = match call.segments {
        [_, _, "guilds", guild, "commands", rest @ ..] => (Some(*guild), rest),
        [_, _, "commands", rest @ ..] => (None, rest),
        _ => return Err(Refusal::not_found()),
    };
    let guild = match guild {
        Some(id) if id != world.guild.id.to_string() => return Err(Refusal::missing_access()),
        Some(_) => Some(world.guild.id),
        None => None,
    };
    match (method, rest) {
        ("GET", []) => ok(list(world, guild)),
        ("PUT", []) => replace_all(world, guild, call.body),
        ("POST", []) => {
            check_command(0, call.body)?;
            let existed = find(world, guild, call.body).is_some();
            let command = store(world, guild, call.body);
            Ok((if existed { 200 } else { 201 }, command))
        }
        ("GET", [_]) => ok(known(world, guild, rest)?.body.clone()),
        ("PATCH", [_]) => {
            let mut merged = known(world, guild, rest)?.body.clone();
            if let (Some(merged), Some(changes)) = (merged.as_object_mut(), call.body.as_object()) {
                merged.extend(changes.clone());
            }
            check_command(0, &merged)?;
            ok(store(world, guild, &merged))
        }
        ("DELETE", [_]) => {
            let id = known(world, guild, rest)?.id;
            world.remove(Key::Command(id));
            NOTHING
        }
        _ => Err(Refusal::not_found()),
    }
}

fn list(world: &World, guild: Option<Id>) -> Value {
    world
        .commands
        .values()
        .filter(|command| command.guild_id == guild)
        .map(|command| command.body.clone())
        .collect()
}

fn known<'a>(world: &'a World, guild: Option<Id>, rest: &[&str]) -> Result<&'a Command, Refusal> {
    rest.first()
        .and_then(|id| id.parse().ok())
        .and_then(|id| world.commands.get(&id))
        .filter(|command| command.guild_id == guild)
        .ok_or_else(Refusal::unknown_command)
}

fn kind(body: &Value) -> u64 {
    body["type"].as_u64().unwrap_or(1)
}

/// The command of the same name and type: Discord replaces it and keeps its id.
fn find(world: &World, guild: Option<Id>, body: &Value) -> Option<Id> {
    world
        .commands
        .values()
        .find(|command| {
            command.guild_id == guild
                && command.body["name"] == body["name"]
                && kind(&command.body) == kind(body)
        })
        .map(|command| command.id)
}

fn replace_all(world: &mut World, guild: Option<Id>, body: &Value) -> Answer {
    let bodies: Vec<Value> = super::parse(body)?;
    for most in [(1, 100), (2, 5), (3, 5)] {
        if bodies.iter().filter(|body| kind(body) == most.0).count() > most.1 {
            return Err(Refusal::new(
                400,
                30032,
                "Maximum number of application commands reached (100).",
            ));
        }
    }
    for (at, body) in bodies.iter().enumerate() {
        check_command(at, body)?;
        let doubled = bodies[..at]
            .iter()
            .any(|other| other["name"] == body["name"] && kind(other) == kind(body));
        if doubled {
            return Err(Refusal::form(
                &format!("{at}"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            ));
        }
    }
    let kept: Vec<Option<Id>> = bodies.iter().map(|body| find(world, guild, body)).collect();
    let gone: Vec<Id> = world
        .commands
        .values()
        .filter(|command| command.guild_id == guild && !kept.contains(&Some(command.id)))
        .map(|command| command.id)
        .collect();
    for id in gone {
        world.remove(Key::Command(id));
    }
    ok(bodies
        .iter()
        .map(|body| store(world, guild, body))
        .collect())
}

/// Stores a command as Discord answers it.
fn store(world: &mut World, guild: Option<Id>, body: &Value) -> Value {
    let id = find(world, guild, body).unwrap_or_else(|| world.new_id());
    let version = world.new_id();
    let mut answer = json!({
        "id": id,
        "application_id": world.meta.application_id,
        "version": version,
        "type": kind(body),
        "name": body["name"],
        "name_localizations": body["name_localizations"],
        "description": body["description"].as_str().unwrap_or_default(),
        "description_localizations": body["description_localizations"],
        "default_member_permissions": body["default_member_permissions"].as_u64().map_or_else(
            || body["default_member_permissions"].clone(),
            |number| json!(number.to_string()),
        ),
        "dm_permission": body["dm_permission"].as_bool().unwrap_or(true),
        "contexts": body["contexts"],
        "integration_types": body.get("integration_types").filter(|v| !v.is_null()).cloned().unwrap_or(json!([0])),
        "nsfw": body["nsfw"].as_bool().unwrap_or(false),
    });
    if let Some(options) = body["options"]
        .as_array()
        .filter(|options| !options.is_empty())
    {
        answer["options"] = options.iter().map(option_as_answered).collect();
    }
    if let Some(guild) = guild {
        answer["guild_id"] = json!(guild);
    }
    world.put(Record::Command(Command {
        id,
        guild_id: guild,
        body: answer.clone(),
    }));
    answer
}

/// An option without keys that say nothing.
fn option_as_answered(option: &Value) -> Value {
    let mut option = option.clone();
    if let Some(object) = option.as_object_mut() {
        object.retain(|_, value| !value.is_null() && *value != json!([]));
        for key in ["options", "choices"] {
            if let Some(Value::Array(children)) = object.get_mut(key) {
                for child in children {
                    *child = option_as_answered(child);
                }
            }
        }
    }
    option
}

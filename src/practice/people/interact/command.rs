//! Slash commands, context menus and completion.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use twilight_model::guild::Permissions;

use super::super::super::model::{Command, Id};
use super::super::super::refusal::Refusal;
use super::super::super::render::role_json;
use super::super::super::rest::interactions::kind;
use super::super::super::rest::parse;
use super::super::super::world::World;
use super::super::{find_channel, find_person};
use super::{New, insert, resolve_person, resolved_channel};

#[derive(Deserialize)]
struct CommandBody {
    channel: String,
    command: String,
    #[serde(default)]
    options: Map<String, Value>,
    target: Option<String>,
    focused: Option<String>,
}

/// `{channel, command: "tutor request", options, target?}`, and `focused` to complete one.
pub(super) fn command(
    world: &World,
    user: Id,
    body: &Value,
    interaction: u8,
) -> Result<New, Refusal> {
    let mut body = body.clone();
    for key in ["channel", "target"] {
        if let Value::Number(number) = &body[key] {
            body[key] = json!(number.to_string());
        }
    }
    let body: CommandBody = parse(&body)?;
    let channel = find_channel(world, &body.channel)?;
    world.visible_channel(user, channel)?;
    let wanted = body.command.trim_start_matches('/');
    // A context-menu command may have spaces in its name; a group is named with one.
    let whole = find_command(world, wanted);
    let mut words = wanted.split(' ');
    let first = words.next().unwrap_or_default();
    let (command, path): (&Command, Vec<&str>) = match whole {
        Some(command) => (command, Vec::new()),
        None => (
            find_command(world, first).ok_or_else(Refusal::unknown_command)?,
            words.collect(),
        ),
    };
    may_use(world, user, command)?;
    let definition = &command.body;
    let mut leaf = definition;
    let mut groups = Vec::new();
    for word in path {
        leaf = child(leaf, word).ok_or_else(Refusal::unknown_command)?;
        groups.push(leaf);
    }
    let mut resolved = Map::new();
    let mut options = given_options(world, leaf, &body, interaction, &mut resolved)?;
    for group in groups.iter().rev() {
        options = vec![json!({
            "name": group["name"],
            "type": group["type"],
            "options": options,
        })];
    }
    let mut data = json!({
        "id": command.id,
        "name": definition["name"],
        "type": definition["type"],
    });
    if definition["type"] == 1 {
        data["options"] = json!(options);
    }
    if let Some(guild) = command.guild_id {
        data["guild_id"] = json!(guild);
    }
    let mut metadata = Map::new();
    if matches!(definition["type"].as_u64(), Some(2 | 3)) {
        let target = body.target.ok_or_else(|| Refusal::required("target"))?;
        let target = resolve_target(world, user, definition, &target, &mut resolved)?;
        data["target_id"] = json!(target);
        if definition["type"] == 3 {
            metadata.insert("target_message_id".into(), json!(target));
        }
    }
    if !resolved.is_empty() {
        data["resolved"] = Value::Object(resolved);
    }
    Ok(New {
        foreign: None,
        kind: interaction,
        channel,
        data,
        message: None,
        metadata,
    })
}

/// A command by its default name, or else by one that a client in another language shows.
fn find_command<'a>(world: &'a World, name: &str) -> Option<&'a Command> {
    let by = |is_it: fn(&Value, &str) -> bool| {
        let mut all = world.commands.values();
        all.find(|command| is_it(&command.body, name))
    };
    by(|body, name| body["name"] == name).or_else(|| by(is_localised))
}

fn is_localised(body: &Value, name: &str) -> bool {
    let names = body["name_localizations"].as_object();
    names.is_some_and(|names| names.values().any(|known| known == name))
}

fn child<'a>(parent: &'a Value, name: &str) -> Option<&'a Value> {
    parent["options"]
        .as_array()?
        .iter()
        .filter(|option| matches!(option["type"].as_u64(), Some(1 | 2)))
        .find(|option| option["name"] == name || is_localised(option, name))
}

/// Discord shows a command only to those whom its default permissions allow it.
fn may_use(world: &World, user: Id, command: &Command) -> Result<(), Refusal> {
    let needed = command.body["default_member_permissions"]
        .as_str()
        .and_then(|bits| bits.parse().ok())
        .map(Permissions::from_bits_truncate);
    match needed {
        Some(needed) if needed.is_empty() => {
            world.guild_permission(user, Permissions::ADMINISTRATOR)
        }
        Some(needed) => world.guild_permission(user, needed),
        None => Ok(()),
    }
}

/// The options that were given, checked as Discord's client checks them.
fn given_options(
    world: &World,
    leaf: &Value,
    body: &CommandBody,
    interaction: u8,
    resolved: &mut Map<String, Value>,
) -> Result<Vec<Value>, Refusal> {
    let known: Vec<&Value> = leaf["options"].as_array().into_iter().flatten().collect();
    for name in body.options.keys() {
        if !known.iter().any(|option| option["name"] == *name) {
            return Err(Refusal::form(
                &format!("options.{name}"),
                "UNKNOWN_OPTION",
                "The command has no such option",
            ));
        }
    }
    let completing = interaction == kind::AUTOCOMPLETE;
    let has_focus = |option: &&&Value| {
        Some(option["name"].as_str().unwrap_or_default()) == body.focused.as_deref()
    };
    if completing
        && known
            .iter()
            .find(has_focus)
            .is_none_or(|option| option["autocomplete"] != true)
    {
        return Err(Refusal::form(
            "focused",
            "AUTOCOMPLETE_OPTION",
            "The command has no such option to complete",
        ));
    }
    let mut given = Vec::new();
    for option in known {
        let name = option["name"].as_str().unwrap_or_default();
        let focused = completing && body.focused.as_deref() == Some(name);
        let value = match body.options.get(name) {
            Some(Value::Null) | None if focused => json!(""),
            // While it is typed it is a text, whatever it will be.
            Some(value) if focused && !value.is_string() => json!(value.to_string()),
            Some(value) => value.clone(),
            None if option["required"] == true && !completing => {
                return Err(Refusal::required(&format!("options.{name}")));
            }
            None => continue,
        };
        let mut entry = json!({"name": name, "type": option["type"], "value": value});
        if focused {
            entry["focused"] = json!(true);
        } else {
            check_option(world, option, &value, resolved)?;
        }
        given.push(entry);
    }
    Ok(given)
}

/// The option's type, choices and bounds; users, channels and roles are resolved.
fn check_option(
    world: &World,
    option: &Value,
    value: &Value,
    resolved: &mut Map<String, Value>,
) -> Result<(), Refusal> {
    let name = option["name"].as_str().unwrap_or_default();
    let wrong = |words: &str| {
        Err(Refusal::form(
            &format!("options.{name}"),
            "OPTION_VALUE",
            words,
        ))
    };
    let id = || value.as_str().and_then(|text| text.parse::<Id>().ok());
    match option["type"].as_u64() {
        Some(3) => {
            let Some(text) = value.as_str() else {
                return wrong("a text is needed");
            };
            let length = text.chars().count() as u64;
            let least = option["min_length"].as_u64().unwrap_or(0);
            let most = option["max_length"].as_u64().unwrap_or(6000);
            if length < least || length > most {
                return wrong(&format!("{least} to {most} characters are needed"));
            }
        }
        Some(4) if !value.is_i64() => return wrong("a whole number is needed"),
        Some(5) if !value.is_boolean() => return wrong("true or false is needed"),
        Some(10) if !value.is_number() => return wrong("a number is needed"),
        Some(6) => {
            resolve_person(world, id().unwrap_or(Id(0)), resolved)?;
        }
        Some(7) => {
            let channel = world.channel(id().unwrap_or(Id(0)))?;
            insert(
                resolved,
                "channels",
                channel.id,
                resolved_channel(world, channel),
            );
        }
        Some(8) => {
            let role = world.role(id().unwrap_or(Id(0)))?;
            insert(resolved, "roles", role.id, role_json(role));
        }
        _ => {}
    }
    let choices = option["choices"]
        .as_array()
        .filter(|choices| !choices.is_empty());
    if let Some(choices) = choices
        && !choices.iter().any(|choice| choice["value"] == *value)
    {
        return wrong("one of the choices is needed");
    }
    let number = value.as_f64();
    for (bound, below) in [("min_value", true), ("max_value", false)] {
        if let (Some(bound), Some(number)) = (option[bound].as_f64(), number)
            && (if below {
                number < bound
            } else {
                number > bound
            })
        {
            return wrong(&format!("the bound is {bound}"));
        }
    }
    Ok(())
}

fn resolve_target(
    world: &World,
    user: Id,
    definition: &Value,
    target: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Id, Refusal> {
    if definition["type"] == 2 {
        let id = find_person(world, target)?;
        resolve_person(world, id, resolved)?;
        return Ok(id);
    }
    let id = target.parse().map_err(|_| Refusal::unknown_message())?;
    let message = world.message(id)?;
    world.visible_channel(user, message.channel_id)?;
    insert(
        resolved,
        "messages",
        id,
        world.message_json(message, world.bot_id()),
    );
    Ok(id)
}

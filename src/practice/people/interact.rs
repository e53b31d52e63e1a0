//! Commands, completion, presses and forms: an interaction goes to the bot, and the
//! person sees what it answers within three seconds.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use super::super::model::{Channel, Command, Id, Interaction, Record};
use super::super::refusal::Refusal;
use super::super::render::{bits, member_json, partial_member_json, role_json, user_json};
use super::super::rest::interactions::kind;
use super::super::rest::parse;
use super::super::world::World;
use super::{
    ANSWER_WITHIN, Answer, Json, Seen, Shared, Waiting, commit, find_channel, find_person, instant,
};

/// Sends the interaction of one act and waits for its answer.
pub async fn interact(shared: &Shared, name: &str, act: &str, body: &Value) -> Answer {
    let (id, user, waiting) = {
        let mut world = shared.world();
        let user = find_person(&world, name)?;
        let new = match act {
            "command" => command(&world, user, body, kind::COMMAND),
            "autocomplete" => command(&world, user, body, kind::AUTOCOMPLETE),
            "press" => press(&world, user, body),
            _ => submit(&world, user, body),
        }?;
        let (sender, waiting) = oneshot::channel();
        let id = send(&mut world, user, new, sender)?;
        commit(&mut world)?;
        (id, user, waiting)
    };
    let seen = tokio::time::timeout(ANSWER_WITHIN, waiting).await;
    let mut world = shared.world();
    world.waiting.remove(&id);
    match seen {
        Ok(Ok(seen)) => {
            if act == "submit" {
                close_form(&mut world, user, body);
                commit(&mut world)?;
            }
            Ok(Json(describe(&world, user, seen)))
        }
        _ => Ok(Json(json!({
            "kind": "failed",
            "reason": "The application did not respond",
        }))),
    }
}

fn describe(world: &World, user: Id, seen: Seen) -> Value {
    let message = |id: Id| {
        world
            .message(id)
            .map_or(Value::Null, |message| world.message_json(message, user))
    };
    match seen {
        Seen::Message(id) => json!({"kind": "message", "message": message(id)}),
        Seen::Update(id) => json!({"kind": "update", "message": message(id)}),
        Seen::Deferred(Some(id)) => json!({"kind": "deferred", "message": message(id)}),
        Seen::Deferred(None) => json!({"kind": "deferred"}),
        Seen::Modal(id, mut modal) => {
            modal["id"] = json!(id);
            json!({"kind": "modal", "modal": modal})
        }
        Seen::Choices(choices) => json!({"kind": "autocomplete", "choices": choices}),
    }
}

/// An interaction before it has an id.
struct New {
    kind: u8,
    channel: Id,
    data: Value,
    message: Option<Id>,
    /// What the metadata says beyond who and what.
    metadata: Map<String, Value>,
}

/// Records the interaction and sends `INTERACTION_CREATE`.
fn send(world: &mut World, user: Id, new: New, seen: oneshot::Sender<Seen>) -> Result<Id, Refusal> {
    let id = world.new_id();
    let token = format!("{id}-{:032x}", rand::random::<u128>());
    let person = world.person(user)?.clone();
    let channel = world.channel(new.channel)?.clone();
    let direct = channel.recipient.is_some();
    let owners = if direct {
        json!({"0": "0"})
    } else {
        json!({"0": world.guild.id})
    };
    let mut metadata = json!({
        "id": id,
        "type": new.kind,
        "user": user_json(&person),
        "authorizing_integration_owners": owners,
    });
    if let Some(object) = metadata.as_object_mut() {
        object.extend(new.metadata);
    }
    let bot = world.bot()?.clone();
    let mut event = json!({
        "id": id,
        "application_id": world.meta.application_id,
        "type": new.kind,
        "data": new.data,
        "channel_id": channel.id,
        "channel": world.channel_json(&channel),
        "token": token,
        "version": 1,
        "locale": person.locale,
        "app_permissions": bits(world.permissions_in(&bot, &channel)),
        "entitlements": [],
        "authorizing_integration_owners": owners,
        "context": i32::from(direct),
        "attachment_size_limit": 10 * 1024 * 1024,
    });
    if direct {
        event["user"] = user_json(&person);
    } else {
        let mut member = member_json(&person);
        member["permissions"] = json!(bits(world.permissions_in(&person, &channel)));
        event["member"] = member;
        event["guild_id"] = json!(world.guild.id);
        event["guild_locale"] = json!(world.guild.locale);
        event["guild"] =
            json!({"id": world.guild.id, "locale": world.guild.locale, "features": ["COMMUNITY"]});
    }
    if let Some(message) = new.message.and_then(|id| world.message(id).ok()) {
        event["message"] = world.message_json(message, bot.id);
    }
    world.put(Record::Interaction(Interaction {
        id,
        token,
        kind: new.kind,
        user_id: user,
        channel_id: channel.id,
        created_at: world.now(),
        message_id: new.message,
        metadata,
        answered: None,
        original: None,
        modal: None,
    }));
    world.waiting.insert(
        id,
        Waiting {
            since: instant(),
            seen,
        },
    );
    world.emit("INTERACTION_CREATE", event);
    Ok(id)
}

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
fn command(world: &World, user: Id, body: &Value, interaction: u8) -> Result<New, Refusal> {
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
        kind: interaction,
        channel,
        data,
        message: None,
        metadata,
    })
}

fn find_command<'a>(world: &'a World, name: &str) -> Option<&'a Command> {
    world
        .commands
        .values()
        .find(|command| command.body["name"] == name)
}

fn child<'a>(parent: &'a Value, name: &str) -> Option<&'a Value> {
    parent["options"]
        .as_array()?
        .iter()
        .find(|option| option["name"] == name && matches!(option["type"].as_u64(), Some(1 | 2)))
}

/// Discord shows a command only to those whom its default permissions allow it.
fn may_use(world: &World, user: Id, command: &Command) -> Result<(), Refusal> {
    use twilight_model::guild::Permissions;
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
    let mut given = Vec::new();
    for option in known {
        let name = option["name"].as_str().unwrap_or_default();
        let focused = completing && body.focused.as_deref() == Some(name);
        let value = match body.options.get(name) {
            Some(value) => value.clone(),
            None if focused => json!(""),
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
            let person = world.person(id().unwrap_or(Id(0)))?;
            insert(resolved, "users", person.id, user_json(person));
            if person.in_guild {
                let mut member = partial_member_json(person);
                member["permissions"] = json!(bits(world.base_permissions(person)));
                insert(resolved, "members", person.id, member);
            }
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

fn resolved_channel(world: &World, channel: &Channel) -> Value {
    let mut object = world.channel_json(channel);
    object["permissions"] = json!("0");
    object
}

fn insert(resolved: &mut Map<String, Value>, kind: &str, id: Id, object: Value) {
    resolved.entry(kind).or_insert_with(|| json!({}))[id.to_string()] = object;
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
        let person = world.person(id)?;
        insert(resolved, "users", id, user_json(person));
        if person.in_guild {
            let mut member = partial_member_json(person);
            member["permissions"] = json!(bits(world.base_permissions(person)));
            insert(resolved, "members", id, member);
        }
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

#[derive(Deserialize)]
struct PressBody {
    message: Id,
    custom_id: String,
    #[serde(default)]
    values: Vec<String>,
}

/// `{message, custom_id, values?}`.
fn press(world: &World, user: Id, body: &Value) -> Result<New, Refusal> {
    let body: PressBody = parse(body)?;
    let message = world.message(body.message)?;
    world.visible_channel(user, message.channel_id)?;
    if message.only_for.is_some_and(|only| only != user) || message.author_id != world.bot_id() {
        return Err(Refusal::unknown_message());
    }
    let component = find_component(&message.components, &body.custom_id)
        .ok_or_else(|| Refusal::form("custom_id", "COMPONENT_NOT_FOUND", "No such component"))?;
    if component["disabled"] == true {
        return Err(Refusal::form(
            "custom_id",
            "COMPONENT_DISABLED",
            "The component is disabled",
        ));
    }
    let mut data = json!({
        "custom_id": body.custom_id,
        "component_type": component["type"],
        "id": component["id"],
    });
    let component_type = component["type"].as_u64().unwrap_or(2);
    if component_type != 2 {
        check_selection(component, &body.values)?;
        data["values"] = json!(body.values);
        if component_type != 3 {
            data["resolved"] = resolve_values(world, component_type, &body.values)?;
        }
    }
    let metadata = Map::from_iter([("interacted_message_id".to_owned(), json!(message.id))]);
    Ok(New {
        kind: kind::COMPONENT,
        channel: message.channel_id,
        data,
        message: Some(message.id),
        metadata,
    })
}

fn find_component<'a>(components: &'a [Value], custom_id: &str) -> Option<&'a Value> {
    components.iter().find_map(|component| {
        if component["custom_id"] == custom_id {
            return Some(component);
        }
        let inside = component["components"].as_array().map(Vec::as_slice);
        inside
            .and_then(|inside| find_component(inside, custom_id))
            .or_else(|| {
                Some(&component["accessory"])
                    .filter(|accessory| accessory["custom_id"] == custom_id)
            })
    })
}

fn check_selection(component: &Value, values: &[String]) -> Result<(), Refusal> {
    let count = values.len() as u64;
    let least = component["min_values"].as_u64().unwrap_or(1);
    let most = component["max_values"].as_u64().unwrap_or(1);
    let options = component["options"].as_array();
    let offered = |value: &String| {
        options.is_none_or(|options| options.iter().any(|option| option["value"] == *value))
    };
    if count < least || count > most || !values.iter().all(offered) {
        return Err(Refusal::form(
            "values",
            "SELECT_VALUES",
            "These values cannot be selected",
        ));
    }
    Ok(())
}

fn resolve_values(world: &World, component_type: u64, values: &[String]) -> Result<Value, Refusal> {
    let mut resolved = Map::new();
    for value in values {
        let id: Id = value.parse().map_err(|_| Refusal::unknown_user())?;
        match component_type {
            8 => {
                let channel = world.channel(id)?;
                insert(
                    &mut resolved,
                    "channels",
                    id,
                    resolved_channel(world, channel),
                );
            }
            6 => insert(&mut resolved, "roles", id, role_json(world.role(id)?)),
            _ => match world.people.get(&id) {
                Some(person) => {
                    insert(&mut resolved, "users", id, user_json(person));
                    if person.in_guild {
                        let mut member = partial_member_json(person);
                        member["permissions"] = json!(bits(world.base_permissions(person)));
                        insert(&mut resolved, "members", id, member);
                    }
                }
                None => insert(&mut resolved, "roles", id, role_json(world.role(id)?)),
            },
        }
    }
    Ok(Value::Object(resolved))
}

/// The form that a person has open: named by its interaction's id or its custom id,
/// or given whole.
fn open_form(world: &World, user: Id, body: &Value) -> Option<Interaction> {
    let name = match &body["modal"] {
        Value::String(name) => name.clone(),
        Value::Object(modal) => modal
            .get("id")
            .or_else(|| modal.get("custom_id"))
            .and_then(Value::as_str)?
            .to_owned(),
        _ => return None,
    };
    world
        .interactions
        .values()
        .rev()
        .filter(|interaction| interaction.user_id == user)
        .find(|interaction| {
            interaction.modal.as_ref().is_some_and(|modal| {
                modal["custom_id"] == name || interaction.id.to_string() == name
            })
        })
        .cloned()
}

fn close_form(world: &mut World, user: Id, body: &Value) {
    if let Some(mut interaction) = open_form(world, user, body) {
        interaction.modal = None;
        world.put(Record::Interaction(interaction));
    }
}

/// `{modal, fields: {custom_id: value}}`.
fn submit(world: &World, user: Id, body: &Value) -> Result<New, Refusal> {
    let opened = open_form(world, user, body)
        .ok_or_else(|| Refusal::form("modal", "MODAL_NOT_OPEN", "No such form is open"))?;
    let modal = opened.modal.clone().unwrap_or_default();
    let empty = Map::new();
    let fields = body["fields"].as_object().unwrap_or(&empty);
    let mut components = Vec::new();
    for row in modal["components"].as_array().into_iter().flatten() {
        match row["type"].as_u64() {
            Some(1) => {
                let inputs = row["components"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|input| filled(input, fields))
                    .collect::<Result<Vec<_>, _>>()?;
                components.push(json!({"type": 1, "id": row["id"], "components": inputs}));
            }
            Some(18) => components.push(
                json!({"type": 18, "id": row["id"], "component": filled(&row["component"], fields)?}),
            ),
            _ => components.push(json!({"type": row["type"], "id": row["id"]})),
        }
    }
    let known = |name: &String| modal.to_string().contains(&json!(name).to_string());
    if let Some(stranger) = fields.keys().find(|name| !known(name)) {
        return Err(Refusal::form(
            &format!("fields.{stranger}"),
            "UNKNOWN_FIELD",
            "The form has no such field",
        ));
    }
    let metadata = Map::from_iter([(
        "triggering_interaction_metadata".to_owned(),
        opened.metadata,
    )]);
    Ok(New {
        kind: kind::MODAL,
        channel: opened.channel_id,
        data: json!({"custom_id": modal["custom_id"], "components": components}),
        message: opened.message_id,
        metadata,
    })
}

/// One field of a form as it is sent, checked as Discord's client checks it.
fn filled(input: &Value, fields: &Map<String, Value>) -> Result<Value, Refusal> {
    let name = input["custom_id"].as_str().unwrap_or_default();
    let path = format!("fields.{name}");
    if input["type"] != 4 {
        let values = fields.get(name).cloned().unwrap_or_else(|| json!([]));
        let values = if values.is_array() {
            values
        } else {
            json!([values])
        };
        return Ok(
            json!({"type": input["type"], "id": input["id"], "custom_id": name, "values": values}),
        );
    }
    let value = match fields.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => input["value"].as_str().unwrap_or_default().to_owned(),
        Some(_) => return Err(Refusal::form(&path, "BASE_TYPE_BAD", "A text is needed")),
    };
    let length = value.chars().count() as u64;
    let required = input["required"].as_bool().unwrap_or(true);
    if required && length == 0 {
        return Err(Refusal::required(&path));
    }
    let least = input["min_length"].as_u64().unwrap_or(0);
    let most = input["max_length"].as_u64().unwrap_or(4000);
    if length > most {
        return Err(Refusal::form(
            &path,
            "BASE_TYPE_MAX_LENGTH",
            &format!("Must be {most} or fewer in length."),
        ));
    }
    if length > 0 && length < least {
        return Err(Refusal::form(
            &path,
            "BASE_TYPE_MIN_LENGTH",
            &format!("Must be {least} or more in length."),
        ));
    }
    Ok(json!({"type": 4, "id": input["id"], "custom_id": name, "value": value}))
}

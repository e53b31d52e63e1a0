//! Buttons and selects.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::super::model::Id;
use super::super::super::refusal::Refusal;
use super::super::super::render::role_json;
use super::super::super::rest::interactions::kind;
use super::super::super::rest::parse;
use super::super::super::world::World;
use super::{New, insert, resolve_person, resolved_channel};

#[derive(Deserialize)]
struct PressBody {
    message: Id,
    custom_id: String,
    #[serde(default)]
    values: Vec<String>,
}

/// `{message, custom_id, values?}`.
pub(super) fn press(world: &World, user: Id, body: &Value) -> Result<New, Refusal> {
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
        foreign: None,
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
                Some(_) => resolve_person(world, id, &mut resolved)?,
                None => insert(&mut resolved, "roles", id, role_json(world.role(id)?)),
            },
        }
    }
    Ok(Value::Object(resolved))
}

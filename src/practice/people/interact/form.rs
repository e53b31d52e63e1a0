//! Forms: the one that is open, and what is sent with it.

use serde_json::{Map, Value, json};

use super::super::super::model::{Id, Interaction, Record};
use super::super::super::refusal::Refusal;
use super::super::super::rest::interactions::kind;
use super::super::super::world::World;
use super::New;

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

pub(super) fn close_form(world: &mut World, user: Id, body: &Value) {
    if let Some(mut interaction) = open_form(world, user, body) {
        interaction.modal = None;
        world.put(Record::Interaction(interaction));
    }
}

/// `{modal, fields: {custom_id: value}}`.
pub(super) fn submit(world: &World, user: Id, body: &Value) -> Result<New, Refusal> {
    let opened = open_form(world, user, body)
        .ok_or_else(|| Refusal::form("modal", "MODAL_NOT_OPEN", "No such form is open"))?;
    world.visible_channel(user, opened.channel_id)?;
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
    let known = |name: &String| {
        components
            .iter()
            .flat_map(|row: &Value| {
                row["components"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .chain([&row["component"]])
            })
            .any(|field| field["custom_id"] == **name)
    };
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
        foreign: None,
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

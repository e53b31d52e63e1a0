//! Commands, completion, presses and forms: an interaction goes to the bot, and the
//! person sees what it answers within three seconds.

use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use super::super::model::{Channel, Id, Interaction, Record};
use super::super::refusal::Refusal;
use super::super::render::{bits, member_json, partial_member_json, user_json};
use super::super::rest::interactions::kind;
use super::super::world::World;
use super::{ANSWER_WITHIN, Answer, Json, Seen, Shared, Waiting, commit, find_person, instant};

mod command;
mod form;
mod press;

/// Sends the interaction of one act and waits for its answer.
pub async fn interact(shared: &Shared, name: &str, act: &str, body: &Value) -> Answer {
    let (id, user, waiting) = {
        let mut world = shared.world();
        let user = find_person(&world, name)?;
        let new = match act {
            "command" => command::command(&world, user, body, kind::COMMAND),
            "autocomplete" => command::command(&world, user, body, kind::AUTOCOMPLETE),
            "press" => press::press(&world, user, body),
            _ => form::submit(&world, user, body),
        }?;
        let foreign = body["guild"].as_str().and_then(|id| id.parse().ok());
        let new = New { foreign, ..new };
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
                form::close_form(&mut world, user, body);
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

/// A person as Discord resolves them: the user and, of a member, the member.
fn resolve_person(world: &World, id: Id, resolved: &mut Map<String, Value>) -> Result<(), Refusal> {
    let person = world.person(id)?;
    insert(resolved, "users", id, user_json(person));
    if person.in_guild {
        let mut member = partial_member_json(person);
        member["permissions"] = json!(bits(world.base_permissions(person)));
        insert(resolved, "members", id, member);
    }
    Ok(())
}

/// An interaction before it has an id.
struct New {
    kind: u8,
    channel: Id,
    data: Value,
    message: Option<Id>,
    /// Another server from which it seems to come, in which nobody has a role.
    foreign: Option<Id>,
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
        if let Some(foreign) = new.foreign {
            event["guild_id"] = json!(foreign);
            event["guild"]["id"] = json!(foreign);
            event["member"]["roles"] = json!([]);
            event["member"]["permissions"] = json!("0");
        }
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

fn resolved_channel(world: &World, channel: &Channel) -> Value {
    let mut object = world.channel_json(channel);
    object["permissions"] = json!("0");
    object
}

fn insert(resolved: &mut Map<String, Value>, kind: &str, id: Id, object: Value) {
    resolved.entry(kind).or_insert_with(|| json!({}))[id.to_string()] = object;
}

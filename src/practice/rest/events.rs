//! Scheduled events of the guild and who is interested.

use serde::Deserialize;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;
use twilight_validate::request as rules;

use super::super::model::{Event, Id, Key, Record, channel_kind};
use super::super::refusal::Refusal;
use super::super::world::World;
use super::{Answer, Call, NOTHING, ok};

#[derive(Deserialize)]
struct EventBody {
    name: String,
    description: Option<String>,
    scheduled_start_time: chrono::DateTime<chrono::FixedOffset>,
    scheduled_end_time: Option<chrono::DateTime<chrono::FixedOffset>>,
    entity_type: u8,
    privacy_level: u8,
    channel_id: Option<Id>,
    entity_metadata: Option<Value>,
    image: Option<String>,
    status: Option<u8>,
}

fn check_event(world: &World, body: &EventBody, new: bool) -> Result<(), Refusal> {
    if rules::scheduled_event_name(&body.name).is_err() {
        return Err(Refusal::form(
            "name",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 100 in length.",
        ));
    }
    if let Some(description) = &body.description
        && description.chars().count() > 1000
    {
        return Err(Refusal::too_long("description", 1000));
    }
    if body.privacy_level != 2 {
        return Err(Refusal::form(
            "privacy_level",
            "BASE_TYPE_CHOICES",
            "Value must be one of {2}.",
        ));
    }
    let start = body.scheduled_start_time.timestamp_millis();
    if new && start < world.now() {
        return Err(Refusal::form(
            "scheduled_start_time",
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            "Cannot schedule event in the past.",
        ));
    }
    if body
        .scheduled_end_time
        .is_some_and(|end| end <= body.scheduled_start_time)
    {
        return Err(Refusal::form(
            "scheduled_end_time",
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "End must be after start.",
        ));
    }
    match body.entity_type {
        3 => {
            let place = body
                .entity_metadata
                .as_ref()
                .and_then(|metadata| metadata["location"].as_str())
                .unwrap_or_default();
            if !(1..=100).contains(&place.chars().count()) {
                return Err(Refusal::required("entity_metadata.location"));
            }
            if body.scheduled_end_time.is_none() {
                return Err(Refusal::required("scheduled_end_time"));
            }
            Ok(())
        }
        1 | 2 => {
            let channel = body
                .channel_id
                .ok_or_else(|| Refusal::required("channel_id"))?;
            let channel = world.visible_channel(world.bot_id(), channel)?;
            if channel.kind == channel_kind::VOICE {
                Ok(())
            } else {
                Err(Refusal::wrong_channel_type())
            }
        }
        _ => Err(Refusal::form(
            "entity_type",
            "BASE_TYPE_CHOICES",
            "Value must be one of {1, 2, 3}.",
        )),
    }
}

fn event_json(world: &World, id: Id, body: &EventBody) -> Value {
    let time = |at: &chrono::DateTime<chrono::FixedOffset>| {
        super::super::clock::iso(at.timestamp_millis())
    };
    let bot = world.bot_id();
    json!({
        "id": id,
        "guild_id": world.guild.id,
        "channel_id": body.channel_id,
        "creator_id": bot,
        "creator": world.user_json_by_id(bot),
        "name": body.name,
        "description": body.description,
        "image": body.image.as_ref().map(|_| "0".repeat(32)),
        "scheduled_start_time": time(&body.scheduled_start_time),
        "scheduled_end_time": body.scheduled_end_time.as_ref().map(time),
        "privacy_level": 2,
        "status": body.status.unwrap_or(1),
        "entity_type": body.entity_type,
        "entity_id": null,
        "entity_metadata": body.entity_metadata,
        "recurrence_rule": null,
        "guild_scheduled_event_exceptions": [],
    })
}

fn may_manage_events(world: &World) -> Result<(), Refusal> {
    let bot = world.bot_id();
    world
        .guild_permission(bot, Permissions::MANAGE_EVENTS)
        .or_else(|_| world.guild_permission(bot, super::super::seed::CREATE_EVENTS))
}

fn with_count(event: &Event) -> Value {
    let mut body = event.body.clone();
    body["user_count"] = json!(event.interested.len());
    body
}

pub fn list(world: &mut World) -> Answer {
    ok(world.events.values().map(with_count).collect())
}

pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    ok(with_count(world.event(call.id(3)?)?))
}

pub fn create(world: &mut World, call: &Call<'_>) -> Answer {
    may_manage_events(world)?;
    let open = |event: &&Event| matches!(event.body["status"].as_u64(), Some(1 | 2));
    if world.events.values().filter(open).count() >= 100 {
        return Err(Refusal::too_many_events());
    }
    let body: EventBody = call.body()?;
    check_event(world, &body, true)?;
    let id = world.new_id();
    let body = event_json(world, id, &body);
    store(world, id, body, Vec::new(), "GUILD_SCHEDULED_EVENT_CREATE")
}

fn store(
    world: &mut World,
    id: Id,
    body: Value,
    interested: Vec<Id>,
    name: &'static str,
) -> Answer {
    let event = Event {
        id,
        body,
        interested,
    };
    world.put(Record::Event(event.clone()));
    world.emit(name, with_count(&event));
    ok(with_count(&event))
}

pub fn edit(world: &mut World, call: &Call<'_>) -> Answer {
    may_manage_events(world)?;
    let id = call.id(3)?;
    let event = world.event(id)?.clone();
    let mut merged = event.body.clone();
    if let (Some(merged), Some(changes)) = (merged.as_object_mut(), call.body.as_object()) {
        merged.extend(changes.clone());
    }
    let body: EventBody = super::parse(&merged)?;
    let moved = call.body.get("scheduled_start_time").is_some();
    check_event(world, &body, moved)?;
    let body = event_json(world, id, &body);
    store(
        world,
        id,
        body,
        event.interested,
        "GUILD_SCHEDULED_EVENT_UPDATE",
    )
}

pub fn delete(world: &mut World, call: &Call<'_>) -> Answer {
    may_manage_events(world)?;
    let event = world.event(call.id(3)?)?.clone();
    world.remove(Key::Event(event.id));
    world.emit("GUILD_SCHEDULED_EVENT_DELETE", with_count(&event));
    NOTHING
}

pub fn users(world: &mut World, call: &Call<'_>) -> Answer {
    let event = world.event(call.id(3)?)?;
    let users = event
        .interested
        .iter()
        .map(|id| {
            json!({
                "guild_scheduled_event_id": event.id,
                "user_id": id,
                "user": world.user_json_by_id(*id),
                "response": 1,
            })
        })
        .collect();
    ok(users)
}

/// Someone shows or withdraws interest in an event.
pub fn set_interest(world: &mut World, id: Id, user: Id, interested: bool) -> Result<(), Refusal> {
    let mut event = world.event(id)?.clone();
    if event.interested.contains(&user) == interested {
        return Ok(());
    }
    if interested {
        event.interested.push(user);
    } else {
        event.interested.retain(|id| *id != user);
    }
    world.put(Record::Event(event));
    let name = if interested {
        "GUILD_SCHEDULED_EVENT_USER_ADD"
    } else {
        "GUILD_SCHEDULED_EVENT_USER_REMOVE"
    };
    let data = json!({
        "guild_scheduled_event_id": id,
        "user_id": user,
        "guild_id": world.guild.id,
    });
    world.emit(name, data);
    Ok(())
}

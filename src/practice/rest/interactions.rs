//! Answers to interactions: the callback within three seconds, and for fifteen
//! minutes follow-ups and edits through the interaction's token.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::limits::{MessageBody, check_choices, check_modal};
use super::super::model::{Interaction, Message, Millis, Record, Upload, flag};
use super::super::people::Seen;
use super::super::refusal::Refusal;
use super::super::world::World;
use super::messages::{AnswerTo, Post, change, erase, post};
use super::{Answer, Call, NOTHING, ok};

/// How long the first answer may take.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// How long the token works, in milliseconds of the practice clock.
pub const TOKEN_LIFE: Millis = 15 * 60 * 1000;

/// Discord's interaction types.
pub mod kind {
    pub const COMMAND: u8 = 2;
    pub const COMPONENT: u8 = 3;
    pub const AUTOCOMPLETE: u8 = 4;
    pub const MODAL: u8 = 5;
}

/// Discord's interaction callback types.
mod callback_type {
    pub const MESSAGE: u8 = 4;
    pub const DEFERRED_MESSAGE: u8 = 5;
    pub const DEFERRED_UPDATE: u8 = 6;
    pub const UPDATE: u8 = 7;
    pub const CHOICES: u8 = 8;
    pub const MODAL: u8 = 9;
}

#[derive(Deserialize)]
struct Callback {
    #[serde(rename = "type")]
    kind: u8,
    #[serde(default)]
    data: Value,
}

pub fn callback(world: &mut World, call: &Call<'_>) -> Answer {
    let token = call.segments[2];
    let interaction = world
        .interaction_by_token(token)
        .filter(|interaction| interaction.id.to_string() == call.segments[1])
        .cloned()
        .ok_or_else(Refusal::unknown_interaction)?;
    if interaction.answered.is_some() {
        return Err(Refusal::already_answered());
    }
    let in_time = world
        .waiting
        .get(&interaction.id)
        .is_some_and(|waiting| waiting.since.elapsed() < ANSWER_WITHIN);
    if !in_time {
        return Err(Refusal::unknown_interaction());
    }
    let callback: Callback = call.body()?;
    check_type(&interaction, callback.kind)?;
    let seen = apply(world, interaction.clone(), &callback, call.files)?;
    let answer = if call.query_flag("with_response") {
        ok(with_response(world, &interaction, callback.kind, &seen))
    } else {
        NOTHING
    };
    if let Some(waiting) = world.waiting.remove(&interaction.id) {
        // The person may have closed the page.
        let _ = waiting.seen.send(seen);
    }
    answer
}

/// Which answers fit which interaction.
fn check_type(interaction: &Interaction, answer: u8) -> Result<(), Refusal> {
    use callback_type as t;
    let fits = match interaction.kind {
        kind::AUTOCOMPLETE => answer == t::CHOICES,
        kind::COMMAND => matches!(answer, t::MESSAGE | t::DEFERRED_MESSAGE | t::MODAL),
        kind::COMPONENT => matches!(
            answer,
            t::MESSAGE | t::DEFERRED_MESSAGE | t::DEFERRED_UPDATE | t::UPDATE | t::MODAL
        ),
        _ if interaction.message_id.is_some() => matches!(
            answer,
            t::MESSAGE | t::DEFERRED_MESSAGE | t::DEFERRED_UPDATE | t::UPDATE
        ),
        _ => matches!(answer, t::MESSAGE | t::DEFERRED_MESSAGE),
    };
    if fits {
        return Ok(());
    }
    Err(Refusal::form(
        "type",
        "INTERACTION_CALLBACK_TYPE_INVALID",
        "This type of answer does not fit this type of interaction.",
    ))
}

fn apply(
    world: &mut World,
    mut interaction: Interaction,
    callback: &Callback,
    files: &[Upload],
) -> Result<Seen, Refusal> {
    use callback_type as t;
    let data = &callback.data;
    let seen = match callback.kind {
        t::MESSAGE => {
            let body: MessageBody = super::parse(data)?;
            let message = answer_with(world, &interaction, body, files)?;
            interaction.original = Some(message.id);
            Seen::Message(message.id)
        }
        t::DEFERRED_MESSAGE => {
            let body = MessageBody {
                flags: Some(data["flags"].as_u64().unwrap_or(0) | flag::LOADING),
                ..MessageBody::default()
            };
            let message = answer_with(world, &interaction, body, &[])?;
            interaction.original = Some(message.id);
            Seen::Deferred(Some(message.id))
        }
        t::DEFERRED_UPDATE => {
            interaction.original = interaction.message_id;
            Seen::Deferred(None)
        }
        t::UPDATE => {
            let id = interaction
                .message_id
                .ok_or_else(Refusal::unknown_message)?;
            let message = world.message(id)?.clone();
            change(world, message, data, files)?;
            interaction.original = Some(id);
            Seen::Update(id)
        }
        t::CHOICES => {
            let choices: Vec<Value> = super::parse(&data["choices"])?;
            check_choices(&choices)?;
            Seen::Choices(json!(choices))
        }
        _ => {
            let modal = check_modal(data)?;
            interaction.modal = Some(modal.clone());
            Seen::Modal(interaction.id, modal)
        }
    };
    interaction.answered = Some(callback.kind);
    world.put(Record::Interaction(interaction));
    Ok(seen)
}

/// Posts a message that answers an interaction.
fn answer_with(
    world: &mut World,
    interaction: &Interaction,
    body: MessageBody,
    files: &[Upload],
) -> Result<Message, Refusal> {
    let private = body.flags.unwrap_or(0) & flag::EPHEMERAL != 0;
    post(
        world,
        Post {
            id: None,
            author: world.bot_id(),
            channel: interaction.channel_id,
            body,
            files,
            kind: if interaction.kind == kind::COMMAND {
                20
            } else {
                0
            },
            answer: Some(AnswerTo {
                token: interaction.token.clone(),
                metadata: interaction.metadata.clone(),
                only_for: private.then_some(interaction.user_id),
            }),
        },
    )
}

fn with_response(world: &World, interaction: &Interaction, answer: u8, seen: &Seen) -> Value {
    let message = match seen {
        Seen::Message(id) | Seen::Update(id) | Seen::Deferred(Some(id)) => world.message(*id).ok(),
        _ => None,
    };
    let mut response = json!({
        "interaction": {
            "id": interaction.id,
            "type": interaction.kind,
            "channel_id": interaction.channel_id,
            "guild_id": world.guild.id,
        }
    });
    if let Some(message) = message {
        let object = &mut response["interaction"];
        object["response_message_id"] = json!(message.id);
        object["response_message_loading"] = json!(message.flags & flag::LOADING != 0);
        object["response_message_ephemeral"] = json!(message.only_for.is_some());
        // Documented for these two types only.
        if matches!(answer, callback_type::MESSAGE | callback_type::UPDATE) {
            response["resource"] =
                json!({"type": answer, "message": world.message_json(message, world.bot_id())});
        }
    }
    response
}

/// `/webhooks/{application}/{token}…`: follow-ups and what was sent before.
pub fn webhook(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    if call.id(1)? != world.meta.application_id {
        return Err(Refusal::unknown_webhook());
    }
    let now = world.now();
    let interaction = world
        .interaction_by_token(call.segments[2])
        .filter(|interaction| now - interaction.created_at < TOKEN_LIFE)
        .cloned()
        .ok_or_else(Refusal::wrong_webhook_token)?;
    if interaction.answered.is_none() {
        return Err(Refusal::unknown_webhook());
    }
    match (method, &call.segments[3..]) {
        ("POST", []) => follow_up(world, &interaction, call),
        (_, ["messages", which]) => sent_message(world, method, &interaction, which, call),
        _ => Err(Refusal::not_found()),
    }
}

fn follow_up(world: &mut World, interaction: &Interaction, call: &Call<'_>) -> Answer {
    let bot = world.bot_id();
    // The first follow-up fills in an answer that was put off.
    let loading = interaction
        .original
        .and_then(|id| world.message(id).ok())
        .filter(|message| message.flags & flag::LOADING != 0)
        .cloned();
    let message = match loading {
        Some(message) => change(world, message, call.body, call.files)?,
        None => answer_with(world, interaction, call.body()?, call.files)?,
    };
    ok(world.message_json(&message, bot))
}

fn sent_message(
    world: &mut World,
    method: &str,
    interaction: &Interaction,
    which: &str,
    call: &Call<'_>,
) -> Answer {
    let id = if which == "@original" {
        interaction.original.ok_or_else(Refusal::unknown_message)?
    } else {
        call.id(4)?
    };
    let message = world.message(id)?.clone();
    let belongs = interaction.original == Some(id)
        || message.token.as_deref() == Some(interaction.token.as_str());
    if !belongs {
        return Err(Refusal::unknown_message());
    }
    let bot = world.bot_id();
    match method {
        "GET" => ok(world.message_json(&message, bot)),
        "PATCH" => {
            let message = change(world, message, call.body, call.files)?;
            ok(world.message_json(&message, bot))
        }
        "DELETE" => {
            erase(world, &message);
            NOTHING
        }
        _ => Err(Refusal::not_found()),
    }
}

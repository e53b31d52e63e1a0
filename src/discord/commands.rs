//! Slash commands: parsed by poise, named from the catalogues, registered as JSON.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use poise::serenity_prelude as serenity;
use serde_json::{Value, json};

use super::Bot;
use super::events::cached;
use super::questions::ask;
use super::reply::{self, Caller};
use super::setup;
use crate::guilds::Locale;
use crate::i18n::{Text, Words};

type Context<'a> = poise::ApplicationContext<'a, Bot, BoxError>;
/// poise wants an error type that it can print.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

fn caller<'a>(context: &Context<'a>) -> Caller<'a> {
    let interaction = context.interaction;
    Caller::new(
        context.framework.user_data,
        &interaction.locale,
        interaction.guild_id,
        interaction.member.as_deref(),
    )
}

async fn answer(context: Context<'_>, reply: reply::Reply) {
    let interaction = context.interaction;
    reply::send(
        &context.serenity_context().http,
        interaction.id,
        &interaction.token,
        reply,
    )
    .await;
}

async fn complete_topic(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let topics = match caller(&context).actor() {
        Ok(actor) => context.framework.user_data.guilds.topics(actor.guild).await,
        Err(_) => Ok(Vec::new()),
    };
    let topics = topics.unwrap_or_else(|error| {
        tracing::error!(%error, "the topics could not be completed");
        Vec::new()
    });
    ask::complete_topic(&topics, typed).into_iter().fold(
        serenity::CreateAutocompleteResponse::new(),
        |response, topic| response.add_string_choice(topic.clone(), topic),
    )
}

/// `/ask`
#[poise::command(slash_command, rename = "ask", guild_only)]
async fn ask_command(
    context: Context<'_>,
    #[rename = "topic"]
    #[autocomplete = "complete_topic"]
    topic: Option<String>,
) -> Result<(), BoxError> {
    let reply = ask::command(&caller(&context), topic.as_deref()).await;
    answer(context, reply).await;
    Ok(())
}

/// `/setup`
#[poise::command(slash_command, rename = "setup", guild_only)]
async fn setup_command(
    context: Context<'_>,
    #[rename = "show"] show: Option<String>,
) -> Result<(), BoxError> {
    let guild = context.interaction.guild_id;
    let snapshot = guild.and_then(|guild| cached(context.serenity_context(), guild));
    let show = show.unwrap_or_default();
    let reply = setup::command(&caller(&context), snapshot.as_ref(), &show).await;
    answer(context, reply).await;
    Ok(())
}

/// What `/setup` can show first: the values of its option, and their names.
const SHOWS: [(&str, Text); 3] = [
    ("history", Text::CommandSetupShowHistory),
    ("programmes", Text::CommandSetupShowProgrammes),
    ("check", Text::CommandSetupShowCheck),
];

/// All commands with their names and descriptions in both languages.
pub fn commands(words: &Words) -> Vec<poise::Command<Bot, BoxError>> {
    let mut ask = ask_command();
    name(
        words,
        &mut ask,
        &Text::CommandAskName,
        &Text::CommandAskDescription,
    );
    if let Some(topic) = ask.parameters.first_mut() {
        topic.name_localizations = japanese(words, &Text::CommandAskTopicName);
        topic.description = Some(
            words
                .say(Locale::En, &Text::CommandAskTopicDescription)
                .into(),
        );
        topic.description_localizations = japanese(words, &Text::CommandAskTopicDescription);
    }
    let mut setup = setup_command();
    name(
        words,
        &mut setup,
        &Text::CommandSetupName,
        &Text::CommandSetupDescription,
    );
    if let Some(show) = setup.parameters.first_mut() {
        show.name_localizations = japanese(words, &Text::CommandSetupShowName);
        show.description = Some(
            words
                .say(Locale::En, &Text::CommandSetupShowDescription)
                .into(),
        );
        show.description_localizations = japanese(words, &Text::CommandSetupShowDescription);
    }
    vec![ask, setup]
}

fn name(
    words: &Words,
    command: &mut poise::Command<Bot, BoxError>,
    name: &Text,
    description: &Text,
) {
    command.name_localizations = japanese(words, name);
    command.description = Some(words.say(Locale::En, description).into());
    command.description_localizations = japanese(words, description);
}

fn japanese(words: &Words, text: &Text) -> Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]> {
    Cow::Owned(vec![("ja".into(), words.say(Locale::Ja, text).into())])
}

/// The command set as Discord's document describes it, and what tells it from another.
#[derive(Clone, Debug)]
pub struct CommandSet {
    pub body: Value,
    pub hash: String,
}

/// Builds the set that is registered.
pub fn command_set(words: &Words) -> CommandSet {
    let built = poise::builtins::create_application_commands(&commands(words));
    let mut body = serde_json::to_value(&built).unwrap_or_default();
    for command in body.as_array_mut().into_iter().flatten() {
        if command["name"] == "setup" {
            // poise would number them, and a number says nothing to whoever reads it.
            let choices = SHOWS.iter().map(|(value, name)| {
                json!({
                    "name": words.say(Locale::En, name),
                    "name_localizations": {"ja": words.say(Locale::Ja, name)},
                    "value": value,
                })
            });
            command["options"][0]["choices"] = choices.collect();
        }
        // serenity sends a key that the bulk request does not have.
        if let Some(object) = command.as_object_mut() {
            object.remove("nsfw");
        }
        drop_empty(command);
    }
    let mut hasher = DefaultHasher::new();
    body.to_string().hash(&mut hasher);
    let hash = format!("{:016x}", hasher.finish());
    CommandSet { body, hash }
}

/// Leaves out what says nothing: nulls and empty lists and maps.
fn drop_empty(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(drop_empty);
            object.retain(|_, value| match value {
                Value::Null => false,
                Value::Array(list) => !list.is_empty(),
                Value::Object(map) => !map.is_empty(),
                _ => true,
            });
        }
        Value::Array(list) => list.iter_mut().for_each(drop_empty),
        _ => {}
    }
}

/// What poise could not handle: the person is told what to press instead, the detail is
/// logged.
pub async fn on_error(error: poise::FrameworkError<'_, Bot, BoxError>) {
    if let poise::FrameworkError::UnknownInteraction {
        framework,
        interaction,
        ..
    } = &error
    {
        // A command of another version of the bot.
        let caller = Caller::new(
            framework.user_data,
            &interaction.locale,
            interaction.guild_id,
            interaction.member.as_deref(),
        );
        let reply = reply::Reply::words(&caller.say(&Text::StaleButton));
        let http = &framework.serenity_context.http;
        reply::send(http, interaction.id, &interaction.token, reply).await;
        return;
    }
    let Some(poise::Context::Application(context)) = error.ctx() else {
        tracing::error!(%error, "an event could not be handled");
        return;
    };
    let caller = caller(&context);
    let reply = match &error {
        poise::FrameworkError::GuildOnly { .. } => {
            reply::Reply::words(&caller.say(&Text::OnlyInServer))
        }
        poise::FrameworkError::CommandStructureMismatch { .. } => {
            reply::Reply::words(&caller.say(&Text::StaleButton))
        }
        error => caller.our_fault(&Described(error.to_string())),
    };
    answer(context, reply).await;
}

#[derive(Debug)]
struct Described(String);

impl std::fmt::Display for Described {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Described {}

/// The text of a form's field.
pub fn field(modal: &serenity::ModalInteraction, name: &str) -> String {
    modal
        .data
        .components
        .iter()
        .flat_map(|row| &row.components)
        .find_map(|component| match component {
            serenity::ActionRowComponent::InputText(input) if input.custom_id == name => {
                input.value.clone()
            }
            _ => None,
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_set_is_stable_and_named_in_both_languages() {
        let words = Words::load().unwrap();
        let set = command_set(&words);
        assert_eq!(set.hash, command_set(&words).hash);
        let ask = &set.body[0];
        assert_eq!(ask["name"], "ask");
        assert_eq!(ask["name_localizations"]["ja"], "質問する");
        assert_eq!(ask["options"][0]["autocomplete"], true);
        assert!(ask.get("nsfw").is_none());
    }
}

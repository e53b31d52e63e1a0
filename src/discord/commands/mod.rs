//! Slash commands and message menus: parsed by poise, named from the catalogues, registered as
//! JSON ([`set`]). Each group of commands has a file.

mod courses;
mod members;
mod questions;
mod set;
mod setup;
mod tutors;

use poise::serenity_prelude as serenity;

use super::Bot;
use super::custom_id::{
    AskId, CourseDesk, CustomId, Desk, FaqIdent, ListId, MemberIdent, SetupId, TutorIdent,
};
use super::members::consent;
use super::reply::{self, Caller};
use crate::i18n::Text;

pub use set::{CommandSet, command_set, commands};
use set::{name, options};

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
    caller(&context).remember().await;
}

/// The button that does what a command does, if there is one that needs nothing beside.
fn button(command: &str) -> Option<CustomId> {
    let desk = |desk| CustomId::Tutor(TutorIdent::Desk(desk));
    Some(match command {
        "ask" => CustomId::Ask(AskId::Start),
        "course create" => CustomId::course_desk(CourseDesk::New),
        "course list" => CustomId::course_desk(CourseDesk::List),
        "course mine" => CustomId::course_desk(CourseDesk::Mine),
        "faq" => CustomId::Faq(FaqIdent::Open),
        "help" => CustomId::Member(MemberIdent::Help),
        "me" => CustomId::Member(MemberIdent::Me),
        "questions" => CustomId::List(ListId::Open),
        "question show" => CustomId::List(ListId::Pick),
        "setup" => CustomId::Setup(SetupId::Open),
        "tutor join" => desk(Desk::Join),
        "tutor me" => desk(Desk::Own),
        "tutor request" => desk(Desk::Start),
        _ => return None,
    })
}

/// Whether a command may go on: somebody new is asked before anything about them is kept.
pub async fn may_go_on(context: poise::Context<'_, Bot, BoxError>) -> Result<bool, BoxError> {
    let poise::Context::Application(context) = context else {
        return Ok(true);
    };
    let is_completion = context.interaction_type == poise::CommandInteractionType::Autocomplete;
    let button = button(&context.command().qualified_name);
    if is_completion || button.as_ref().is_some_and(|button| !button.keeps()) {
        return Ok(true);
    }
    match consent::has_agreed(&caller(&context), button).await {
        Ok(()) => Ok(true),
        Err(asked) => {
            answer(context, asked).await;
            Ok(false)
        }
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
        // They were asked before anything is kept about them.
        poise::FrameworkError::CommandCheckFailed { error: None, .. } => return,
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

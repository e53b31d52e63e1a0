//! `/tutor`.

use poise::serenity_prelude as serenity;

use super::questions::complete_topic;
use super::{BoxError, Context, answer, caller, name, options};
use crate::discord::Bot;
use crate::discord::reply::either;
use crate::discord::tutors;
use crate::i18n::{Text, Words};
use crate::ids::UserId;

/// `/tutor`, a group.
#[poise::command(
    slash_command,
    rename = "tutor",
    guild_only,
    subcommand_required,
    subcommands(
        "tutor_request",
        "tutor_join",
        "tutor_pause",
        "tutor_resume",
        "tutor_me",
        "tutor_status"
    )
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants a function for the group, which is never called"
)]
async fn tutor_group(_context: Context<'_>) -> Result<(), BoxError> {
    Ok(())
}

/// `/tutor request`
#[poise::command(slash_command, rename = "request", guild_only)]
async fn tutor_request(
    context: Context<'_>,
    #[rename = "topic"]
    #[autocomplete = "complete_topic"]
    topic: Option<String>,
    #[rename = "member"] member: Option<serenity::User>,
) -> Result<(), BoxError> {
    let member = member.map(|user| UserId::new(user.id.get()));
    let caller = caller(&context);
    let said = tutors::request::command(&caller, topic.as_deref(), member).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor join`
#[poise::command(slash_command, rename = "join", guild_only)]
async fn tutor_join(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::join::show(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor pause`
#[poise::command(slash_command, rename = "pause", guild_only)]
async fn tutor_pause(
    context: Context<'_>,
    #[rename = "until"]
    #[max_length = 20]
    until: Option<String>,
) -> Result<(), BoxError> {
    let until = until.unwrap_or_default();
    let said = tutors::join::pause(&caller(&context), &until, false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor resume`
#[poise::command(slash_command, rename = "resume", guild_only)]
async fn tutor_resume(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::join::resume(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor me`
#[poise::command(slash_command, rename = "me", guild_only)]
async fn tutor_me(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::join::me(&caller(&context)).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor status`
#[poise::command(slash_command, rename = "status", guild_only)]
async fn tutor_status(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::status::show(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor` with its names and descriptions.
pub(super) fn named(words: &Words) -> poise::Command<Bot, BoxError> {
    use Text as T;
    let mut group = tutor_group();
    name(
        words,
        &mut group,
        &T::CommandTutorName,
        &T::CommandTutorDescription,
    );
    let until = (
        T::CommandTutorPauseUntilName,
        T::CommandTutorPauseUntilDescription,
    );
    let request = [
        (
            T::CommandAskTopicName,
            T::CommandTutorRequestTopicDescription,
        ),
        (
            T::CommandTutorRequestMemberName,
            T::CommandTutorRequestMemberDescription,
        ),
    ];
    for child in &mut group.subcommands {
        let (called, about) = match child.name.as_ref() {
            "request" => (
                T::CommandTutorRequestName,
                T::CommandTutorRequestDescription,
            ),
            "join" => (T::CommandTutorJoinName, T::CommandTutorJoinDescription),
            "pause" => (T::CommandTutorPauseName, T::CommandTutorPauseDescription),
            "resume" => (T::CommandTutorResumeName, T::CommandTutorResumeDescription),
            "me" => (T::CommandTutorMeName, T::CommandTutorMeDescription),
            _ => (T::CommandTutorStatusName, T::CommandTutorStatusDescription),
        };
        name(words, child, &called, &about);
        match child.name.as_ref() {
            "request" => options(words, child, &request),
            "pause" => options(words, child, std::slice::from_ref(&until)),
            _ => {}
        }
    }
    group
}

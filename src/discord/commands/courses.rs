//! `/course`.

use super::{BoxError, Context, answer, caller, name, options};
use crate::discord::Bot;
use crate::discord::courses;
use crate::discord::reply::either;
use crate::i18n::{Text, Words};

/// `/course`, a group.
#[poise::command(
    slash_command,
    rename = "course",
    guild_only,
    subcommand_required,
    subcommands("course_create", "course_list", "course_mine", "course_report")
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants a function for the group, which is never called"
)]
async fn course_group(_context: Context<'_>) -> Result<(), BoxError> {
    Ok(())
}

/// `/course create`
#[poise::command(slash_command, rename = "create", guild_only)]
async fn course_create(context: Context<'_>) -> Result<(), BoxError> {
    let said = courses::own::new(&caller(&context)).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course list`
#[poise::command(slash_command, rename = "list", guild_only)]
async fn course_list(context: Context<'_>) -> Result<(), BoxError> {
    let said = courses::own::list(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course mine`
#[poise::command(slash_command, rename = "mine", guild_only)]
async fn course_mine(context: Context<'_>) -> Result<(), BoxError> {
    let said = courses::own::mine(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course report`
#[poise::command(slash_command, rename = "report", guild_only)]
async fn course_report(
    context: Context<'_>,
    #[rename = "number"]
    #[min = 1]
    number: i64,
) -> Result<(), BoxError> {
    let said = courses::report::numbered(&caller(&context), number).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course` with its names and descriptions.
pub(super) fn named(words: &Words) -> poise::Command<Bot, BoxError> {
    use Text as T;
    let mut group = course_group();
    name(
        words,
        &mut group,
        &T::CommandCourseName,
        &T::CommandCourseDescription,
    );
    for child in &mut group.subcommands {
        let (called, about) = match child.name.as_ref() {
            "create" => (
                T::CommandCourseCreateName,
                T::CommandCourseCreateDescription,
            ),
            "list" => (T::CommandCourseListName, T::CommandCourseListDescription),
            "mine" => (T::CommandCourseMineName, T::CommandCourseMineDescription),
            _ => (
                T::CommandCourseReportName,
                T::CommandCourseReportDescription,
            ),
        };
        name(words, child, &called, &about);
        if child.name == "report" {
            let number = (
                T::CommandCourseReportNumberName,
                T::CommandCourseReportNumberDescription,
            );
            options(words, child, std::slice::from_ref(&number));
        }
    }
    group
}

//! `/me` and `/help`.

use super::{BoxError, Context, answer, caller, name};
use crate::discord::Bot;
use crate::discord::members::{help, me};
use crate::discord::reply::either;
use crate::i18n::{Text, Words};

/// `/me`
#[poise::command(slash_command, rename = "me", guild_only)]
async fn me_command(context: Context<'_>) -> Result<(), BoxError> {
    let said = me::show(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/help`
#[poise::command(slash_command, rename = "help", guild_only)]
async fn help_command(context: Context<'_>) -> Result<(), BoxError> {
    let said = help::show(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// The commands about oneself with their names and descriptions.
pub(super) fn named(words: &Words) -> [poise::Command<Bot, BoxError>; 2] {
    use Text as T;
    let mut me = me_command();
    name(words, &mut me, &T::CommandMeName, &T::CommandMeDescription);
    let mut help = help_command();
    name(
        words,
        &mut help,
        &T::CommandHelpName,
        &T::CommandHelpDescription,
    );
    [me, help]
}

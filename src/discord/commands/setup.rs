//! `/setup`.

use super::{BoxError, Context, answer, caller, name, options};
use crate::discord::Bot;
use crate::discord::events::cached;
use crate::discord::setup;
use crate::i18n::{Text, Words};

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
pub(super) const SHOWS: [(&str, Text); 3] = [
    ("history", Text::CommandSetupShowHistory),
    ("programmes", Text::CommandSetupShowProgrammes),
    ("check", Text::CommandSetupShowCheck),
];

/// `/setup` with its names and descriptions.
pub(super) fn named(words: &Words) -> poise::Command<Bot, BoxError> {
    use Text as T;
    let mut setup = setup_command();
    name(
        words,
        &mut setup,
        &T::CommandSetupName,
        &T::CommandSetupDescription,
    );
    let show = (T::CommandSetupShowName, T::CommandSetupShowDescription);
    options(words, &mut setup, &[show]);
    setup
}

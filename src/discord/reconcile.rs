//! On connecting: what happened while the bot was away.

use poise::serenity_prelude as serenity;

use super::Bot;
use crate::db::DbError;
use crate::ids::{ChannelId, GuildId, MessageId};

/// Sees to threads with replies that nobody has seen, to a panel that was deleted, to questions
/// whose channel is gone, and to announcements with an earlier text of what is kept.
pub async fn guild(bot: &Bot, guild: &serenity::Guild) -> Result<(), DbError> {
    let id = GuildId::new(guild.id.get());
    bot.guilds.connected(id).await?;
    bot.courses.show_consent(id).await?;
    let newest = |thread: ChannelId| {
        guild
            .threads
            .iter()
            .find(|known| ChannelId::new(known.id.get()) == thread)
            .map(|known| MessageId::new(known.last_message_id.map_or(0, serenity::MessageId::get)))
    };
    // Who is there is seen to first, and replies are read once it is known.
    bot.tutors.look_at_talks(id, newest).await?;
    bot.questions.look_at_threads(id, newest).await?;
    let exists = |channel: ChannelId| {
        guild
            .channels
            .keys()
            .any(|known| ChannelId::new(known.get()) == channel)
    };
    bot.questions.look_for_losses(id, exists).await
}

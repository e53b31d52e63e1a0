//! On connecting: what happened while the bot was away.

use poise::serenity_prelude as serenity;
use serde_json::Value;
use tracing::warn;

use super::{ApiError, Bot};
use crate::clock::from_millis;
use crate::db::DbError;
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::questions::Question;

/// Messages per request, as many as Discord gives.
const PAGE: usize = 100;

/// Looks for replies in threads and for a panel that was deleted.
pub async fn guild(bot: &Bot, guild: &serenity::Guild) -> Result<(), DbError> {
    let id = GuildId::new(guild.id.get());
    panel(bot, id).await?;
    for question in bot.questions.open_with_card(id).await? {
        let Some(thread) = question.place_of_replies() else {
            continue;
        };
        let newest = guild
            .threads
            .iter()
            .find(|known| i64::try_from(known.id.get()) == Ok(thread.get()))
            .and_then(|known| known.last_message_id)
            .map_or(0, poise::serenity_prelude::MessageId::get);
        if i64::try_from(newest).unwrap_or(0) > question.last_seen.get() {
            replies(bot, &question, thread).await?;
        }
    }
    Ok(())
}

async fn panel(bot: &Bot, guild: GuildId) -> Result<(), DbError> {
    let Some(settings) = bot.guilds.settings(guild).await? else {
        return Ok(());
    };
    let (Some(channel), Some(message)) = (settings.places.panel_channel, settings.panel_message)
    else {
        return Ok(());
    };
    let path = format!("channels/{channel}/messages/{message}");
    if let Err(ApiError::Refused { code: 10008, .. }) = bot.api.get(&path).await {
        bot.guilds.message_deleted(guild, message).await?;
    }
    Ok(())
}

/// Reads a thread from where it was last looked at, oldest first.
async fn replies(bot: &Bot, question: &Question, thread: ChannelId) -> Result<(), DbError> {
    let mut after = question.last_seen;
    loop {
        let path = format!("channels/{thread}/messages?limit={PAGE}&after={after}");
        let mut page: Vec<Value> = match bot.api.get(&path).await {
            Ok(Value::Array(page)) => page,
            Ok(_) => return Ok(()),
            Err(error) => {
                warn!(question = %question.id, %error, "a thread could not be read");
                return Ok(());
            }
        };
        page.sort_by_key(|message| number(&message["id"]));
        let count = page.len();
        for message in page {
            after = MessageId::new(number(&message["id"]));
            let counts = matches!(message["type"].as_u64(), Some(0 | 19));
            if !counts || message["author"]["bot"] == true {
                continue;
            }
            let author = UserId::new(number(&message["author"]["id"]));
            let at = sent_at(&message).unwrap_or(question.asked_at);
            let answered = bot
                .questions
                .message_in_thread(question.guild, thread, author, after, at)
                .await?;
            if answered {
                return Ok(());
            }
        }
        if count < PAGE {
            return Ok(());
        }
    }
}

fn number(value: &Value) -> u64 {
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
}

fn sent_at(message: &Value) -> Option<crate::clock::Instant> {
    let text = message["timestamp"].as_str()?;
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(from_millis(at.timestamp_millis()))
}

//! Reading a thread for replies that came while nobody listened.

use serde_json::Value;

use super::DiscordDeliver;
use super::operation::id_of;
use super::outcome::outcome;
use crate::clock::from_millis;
use crate::db::DbError;
use crate::ids::{ChannelId, MessageId, UserId};
use crate::outbox::{Claim, Outcome};
use crate::questions::Question;

/// Messages per request, as many as Discord gives.
const PAGE: usize = 100;

impl DiscordDeliver {
    /// Reads from where the thread was last looked at, oldest first; and looks whether the
    /// card still stands.
    pub(super) async fn look_at(
        &self,
        question: &Question,
        claim: &Claim,
    ) -> Result<Outcome, DbError> {
        let api = self.api(claim.effect);
        let Some(thread) = question.place_of_replies() else {
            return Ok(Outcome::Void("there is no thread"));
        };
        if let Some((channel, message)) = question.place_of_card() {
            let path = format!("channels/{channel}/messages/{message}");
            if let Err(super::super::ApiError::Refused { code: 10_008, .. }) = api.get(&path).await
            {
                let questions = &self.bot.questions;
                questions.message_deleted(question.guild, message).await?;
            }
        }
        let mut after = question.last_seen;
        loop {
            let path = format!("channels/{thread}/messages?limit={PAGE}&after={after}");
            let mut page = match api.get(&path).await {
                Ok(Value::Array(page)) => page,
                Err(super::super::ApiError::Refused { code: 10_003, .. }) => {
                    let questions = &self.bot.questions;
                    questions.thread_deleted(question.guild, thread).await?;
                    return Ok(Outcome::Void("the thread was deleted"));
                }
                Err(super::super::ApiError::Refused { .. }) => {
                    return Ok(Outcome::Void("the thread cannot be read"));
                }
                other => return Ok(outcome(other)),
            };
            page.sort_by_key(id_of);
            for message in &page {
                self.hear(question, thread, message).await?;
                after = MessageId::stored(id_of(message).unwrap_or(after.get()));
            }
            self.bot.questions.looked_at(question.id, after).await?;
            if page.len() < PAGE {
                return Ok(Outcome::Done(None));
            }
        }
    }

    /// A message counts as it would have when it was written.
    async fn hear(
        &self,
        question: &Question,
        thread: ChannelId,
        message: &Value,
    ) -> Result<(), DbError> {
        // Plain messages and replies; not Discord's own notes.
        let is_text = matches!(message["type"].as_u64(), Some(0 | 19));
        let author = message["author"]["id"]
            .as_str()
            .and_then(|id| id.parse().ok());
        let Some(author) = author.filter(|_| is_text && message["author"]["bot"] != true) else {
            return Ok(());
        };
        let at = sent_at(message).unwrap_or(question.asked_at);
        let id = MessageId::stored(id_of(message).unwrap_or(0));
        let author = UserId::new(author);
        let questions = &self.bot.questions;
        questions
            .message_in_thread(question.guild, thread, id, author, at)
            .await?;
        Ok(())
    }
}

fn sent_at(message: &Value) -> Option<crate::clock::Instant> {
    let text = message["timestamp"].as_str()?;
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(from_millis(at.timestamp_millis()))
}

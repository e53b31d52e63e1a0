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
    /// Reads from where the thread was last looked at, oldest first, until somebody has
    /// answered.
    pub(super) async fn look_at(
        &self,
        question: &Question,
        claim: &Claim,
    ) -> Result<Outcome, DbError> {
        let api = self.api(claim.effect);
        let Some(thread) = question.place_of_replies() else {
            return Ok(Outcome::Void("there is no thread"));
        };
        let mut after = question.last_seen;
        loop {
            let path = format!("channels/{thread}/messages?limit={PAGE}&after={after}");
            let mut page = match api.get(&path).await {
                Ok(Value::Array(page)) => page,
                Err(super::super::ApiError::Refused { .. }) => {
                    return Ok(Outcome::Void("the thread cannot be read"));
                }
                other => return Ok(outcome(other)),
            };
            page.sort_by_key(id_of);
            for message in &page {
                if self.counts(question, thread, message).await? {
                    return Ok(Outcome::Done(None));
                }
                after = MessageId::stored(id_of(message).unwrap_or(after.get()));
            }
            self.bot.questions.looked_at(question.id, after).await?;
            if page.len() < PAGE {
                return Ok(Outcome::Done(None));
            }
        }
    }

    /// Whether a message answers the question, as it would have when it was written.
    async fn counts(
        &self,
        question: &Question,
        thread: ChannelId,
        message: &Value,
    ) -> Result<bool, DbError> {
        // Plain messages and replies; not Discord's own notes.
        let is_text = matches!(message["type"].as_u64(), Some(0 | 19));
        let author = message["author"]["id"]
            .as_str()
            .and_then(|id| id.parse().ok());
        let Some(author) = author.filter(|_| is_text && message["author"]["bot"] != true) else {
            return Ok(false);
        };
        let at = sent_at(message).unwrap_or(question.asked_at);
        self.bot
            .questions
            .message_in_thread(question.guild, thread, UserId::new(author), at)
            .await
    }
}

fn sent_at(message: &Value) -> Option<crate::clock::Instant> {
    let text = message["timestamp"].as_str()?;
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(from_millis(at.timestamp_millis()))
}

//! What is said in the threads: by messages as they come, and by looking at what came while the
//! bot was away.

use super::changing::{RACES, raced};
use super::model::{News, Question};
use super::service::Questions;
use super::store;
use crate::clock::Instant;
use crate::db::DbError;
use crate::ids::{ChannelId, GuildId, MessageId, QuestionId, UserId};
use crate::outbox::Effect;

impl Questions {
    /// A person (never a bot) wrote in a thread. Says whether that answered its question.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_in_thread(
        &self,
        guild: GuildId,
        thread: ChannelId,
        message: MessageId,
        author: UserId,
        at: Instant,
    ) -> Result<bool, DbError> {
        let _turn = self.turn.lock().await;
        match store::by_thread(&self.db, guild, thread).await? {
            Some(question) => {
                let news = self
                    .heard(guild, &question, author, Some(message), at)
                    .await?;
                Ok(news == Some(News::Answer))
            }
            None => Ok(false),
        }
    }

    /// Somebody said something about a question; what news it was, if any.
    pub(super) async fn heard(
        &self,
        guild: GuildId,
        question: &Question,
        author: UserId,
        message: Option<MessageId>,
        at: Instant,
    ) -> Result<Option<News>, DbError> {
        let mut question = question.clone();
        for _ in 0..RACES {
            if question.state.is_closed() {
                let mut tx = self.db.begin().await?;
                store::stirred(&mut tx, question.id, at, self.clock.now()).await?;
                if let Some(message) = message {
                    // Said of what is settled, it answers nothing if it is opened again.
                    store::seen(&mut tx, question.id, message).await?;
                }
                tx.commit().await?;
                return Ok(None);
            }
            let Ok((heard, news)) = question.clone().said(author, message, at) else {
                return Ok(None);
            };
            if self.store_change(&question, &heard).await? {
                return Ok(Some(news));
            }
            let Some(now) = self.find(guild, question.id).await? else {
                return Ok(None);
            };
            question = now;
        }
        Err(raced())
    }

    /// The bot has connected: every question that is not closed and whose thread may hold
    /// messages that nobody has looked at is looked at. `newest` tells the newest message of
    /// a thread, as far as Discord tells it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_at_threads(
        &self,
        guild: GuildId,
        newest: impl Fn(ChannelId) -> Option<MessageId>,
    ) -> Result<(), DbError> {
        let unclosed = store::unclosed_with_card(&self.db, guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for question in unclosed {
            if question.lost.is_some() {
                continue;
            }
            let newest = question.place_of_replies().and_then(&newest);
            // Of an archived thread Discord tells nothing: it is looked at as well.
            if newest.is_none_or(|newest| newest > question.last_seen) {
                self.want(&mut tx, &question, Effect::QuestionLook, now)
                    .await?;
            }
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(())
    }

    /// A thread was read from where it was last looked at up to a message.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looked_at(&self, id: QuestionId, up_to: MessageId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::seen(&mut tx, id, up_to).await?;
        tx.commit().await
    }
}

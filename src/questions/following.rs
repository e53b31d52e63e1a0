//! 「私も知りたい」: who follows a question hears once when it is resolved.

use super::model::{Question, State};
use super::service::Questions;
use super::store::{around as store, find_in, hold};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{GuildId, QuestionId, UserId};
use crate::outbox::{Effect, Wanted};

/// Most people who are mentioned in one message; Discord takes a hundred, and their mentions
/// must fit into its 2,000 characters beside the words.
pub const MENTIONED_MOST: usize = 60;

/// Somebody who follows a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follow {
    pub id: i64,
    pub question: QuestionId,
    pub user: UserId,
    /// Never by name in a thread: it is the asker of an anonymous question that was merged.
    pub is_hidden: bool,
}

/// Why nobody follows now who did not before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowRefusal {
    Unknown,
    /// It is their own; they hear of every answer.
    Own,
    /// They do already.
    Already,
    /// There is nothing more to hear.
    Closed(State),
}

impl Questions {
    /// Somebody wants to hear when a question is resolved.
    ///
    /// # Errors
    ///
    /// [`FollowRefusal`] to show.
    pub async fn follow(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Question, Fault<FollowRefusal>> {
        let mut tx = self.db.begin().await?;
        let question = find_in(&mut tx, actor.guild, id).await?;
        question.ok_or(Fault::Refused(FollowRefusal::Unknown))?;
        // Nobody resolves it between the look at its state and the follow.
        hold(&mut tx, id).await?;
        let question = find_in(&mut tx, actor.guild, id).await?;
        let question = question.ok_or(Fault::Refused(FollowRefusal::Unknown))?;
        if question.asker == actor.user {
            return Err(Fault::Refused(FollowRefusal::Own));
        }
        if question.state.is_closed() {
            return Err(Fault::Refused(FollowRefusal::Closed(question.state)));
        }
        let now = self.clock.now();
        if !store::follow(&mut tx, id, actor.user, false, now).await? {
            return Err(Fault::Refused(FollowRefusal::Already));
        }
        tx.commit().await?;
        Ok(question)
    }

    /// Somebody does not want to hear of it any more; `false` if they did not before.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn unfollow(&self, actor: &Actor, id: QuestionId) -> Result<bool, DbError> {
        let mut tx = self.db.begin().await?;
        let did = store::unfollow(&mut tx, id, actor.user).await?;
        tx.commit().await?;
        Ok(did)
    }

    /// Wants everybody who follows a question and was not told yet to be told, each in the
    /// way they prefer.
    pub(super) async fn tell_followers(
        &self,
        tx: &mut Tx,
        question: &Question,
        by_direct: bool,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut by_mention = Vec::new();
        for follow in store::untold(tx, question.id).await? {
            if follow.user == question.asker {
                continue;
            }
            let wishes = self.members.find_in(tx, follow.user).await?.wishes;
            if follow.is_hidden || wishes.directly(by_direct) {
                store::told(tx, follow.id, None, now).await?;
                self.want_told(tx, question, follow.id, Effect::FollowerTold)
                    .await?;
            } else {
                by_mention.push(follow);
            }
        }
        for group in by_mention.chunks(MENTIONED_MOST) {
            let Some(first) = group.first() else { continue };
            for follow in group {
                store::told(tx, follow.id, Some(first.id), now).await?;
            }
            self.want_told(tx, question, first.id, Effect::FollowersTold)
                .await?;
        }
        Ok(())
    }

    async fn want_told(
        &self,
        tx: &mut Tx,
        question: &Question,
        id: i64,
        effect: Effect,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            dedup: question.version.to_string(),
            ..self.wanted_about(question.guild, id, effect)
        };
        self.outbox.want(tx, &wanted).await
    }

    /// The question is open again, so that followers have nothing to hear yet.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn told_another_time(&self, follows: &[Follow]) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        for follow in follows {
            store::untell(&mut tx, follow.id).await?;
        }
        tx.commit().await
    }

    /// A follower cannot be told directly: they are told in the thread, unless nobody may
    /// learn that they follow.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn told_by_mention(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        id: i64,
    ) -> Result<Option<Wanted>, DbError> {
        let Some(follow) = store::find_follow(&self.db, id).await? else {
            return Ok(None);
        };
        self.members.dms_closed(tx, follow.user).await?;
        if follow.is_hidden {
            return Ok(None);
        }
        store::told(tx, id, Some(id), self.clock.now()).await?;
        Ok(Some(self.wanted_about(guild, id, Effect::FollowersTold)))
    }

    /// A follower and the question.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn followed(
        &self,
        guild: GuildId,
        id: i64,
    ) -> Result<Option<(Follow, Question)>, DbError> {
        let Some(follow) = store::find_follow(&self.db, id).await? else {
            return Ok(None);
        };
        let question = self.find(guild, follow.question).await?;
        Ok(question.map(|question| (follow, question)))
    }

    /// Those who are told together in the thread.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn told_together(&self, first: i64) -> Result<Vec<Follow>, DbError> {
        store::told_together(&self.db, first).await
    }
}

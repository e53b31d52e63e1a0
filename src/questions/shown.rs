//! What Discord shows of a question: where it is to be, what was made, and what follows.

use super::model::{self, Question};
use super::service::Questions;
use super::store::{self, Shown};
use crate::db::{DbError, Tx};
use crate::ids::{GuildId, QuestionId, UserId};
use crate::outbox::{Effect, Wanted};

impl Questions {
    /// Who asked a question of a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn asker(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        id: QuestionId,
    ) -> Result<Option<UserId>, DbError> {
        let question = store::find_in(tx, guild, id).await?;
        Ok(question.map(|question| question.asker))
    }

    /// What an effect had made before was found. It shows the question as it was then; if
    /// it has changed since, it is to be changed as well.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn found(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        id: QuestionId,
        effect: Effect,
    ) -> Result<(), DbError> {
        let Some(question) = store::find_in(tx, guild, id).await? else {
            return Ok(());
        };
        let gone = question.state == model::State::Withdrawn;
        let edit = match effect {
            Effect::QuestionCard => Effect::QuestionCardEdit,
            Effect::QuestionOpening => Effect::QuestionOpeningEdit,
            Effect::QuestionText(part) if gone => Effect::QuestionTextGone(part),
            _ => return Ok(()),
        };
        if question.version == 1 {
            return Ok(());
        }
        let wanted = Wanted {
            // Apart from the edit that came when there was nothing to change yet.
            dedup: format!("{} found", question.version),
            ..Self::wanted(&question, edit, self.clock.now())
        };
        self.outbox.want(tx, &wanted).await
    }

    /// The question as its card is to be sent: as long as it has none it goes into the
    /// question channel of today, which may be another than when it was asked.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn settle_place(&self, question: Question) -> Result<Question, DbError> {
        let found = self.guilds.find(question.guild).await?;
        let places = found.map(|guild| guild.places).unwrap_or_default();
        let forum = places.question_forum;
        let Some(channel) = places.question_channel else {
            return Ok(question);
        };
        if question.card.is_some() || (channel, forum) == (question.channel, question.forum) {
            return Ok(question);
        }
        let mut tx = self.db.begin().await?;
        if !store::move_to(&mut tx, question.id, channel, forum).await? {
            return Ok(question);
        }
        if question.forum && !forum {
            // A post needed none.
            let now = self.clock.now();
            self.want(&mut tx, &question, Effect::QuestionThread, now)
                .await?;
        }
        tx.commit().await?;
        Ok(Question {
            channel,
            forum,
            ..question
        })
    }

    /// The asker cannot be told by direct message: what is wanted instead.
    #[must_use]
    pub fn told_here(&self, guild: GuildId, id: QuestionId) -> Wanted {
        Wanted {
            effect: Effect::QuestionAnsweredHere,
            guild,
            subject_id: id.0,
            destination: None,
            dedup: String::new(),
            due_at: self.clock.now(),
            expires_at: None,
        }
    }

    /// Records what an effect has made for a question, in the effect's own transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn effect_done(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        id: QuestionId,
        effect: Effect,
        made: Option<i64>,
    ) -> Result<(), DbError> {
        let what = match effect {
            Effect::QuestionCard => Shown::Card,
            Effect::QuestionThread => Shown::Thread,
            Effect::QuestionOpening => Shown::Opening,
            _ => return Ok(()),
        };
        let Some(made) = made else {
            return Ok(());
        };
        let post = match what {
            Shown::Card => store::find_in(tx, guild, id)
                .await?
                .filter(|question| question.forum),
            _ => None,
        };
        let Some(post) = post else {
            return store::record_made(tx, id, what, made).await;
        };
        store::record_made(tx, id, Shown::Post, made).await?;
        // Somebody may have written in the post before it was known whose it is.
        self.want(tx, &post, Effect::QuestionLook, self.clock.now())
            .await
    }
}

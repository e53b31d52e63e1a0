//! What Discord shows of a question: where it is to be, what was made, and what follows.

use super::model::{self, Question};
use super::service::Questions;
use super::store::{self, Shown, around, asking};
use crate::db::{DbError, Tx};
use crate::ids::{GuildId, MessageId, QuestionId, UserId};
use crate::outbox::{Destination, Effect, Wanted};

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
            Effect::QuestionStaff => Effect::QuestionStaffEdit,
            Effect::QuestionText(part) if gone => Effect::QuestionTextGone(part),
            Effect::QuestionText(part) => Effect::QuestionTextEdit(part),
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
        if !store::put_into(&mut tx, question.id, channel, forum).await? {
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
    pub fn told_here(&self, guild: GuildId, id: QuestionId, effect: Effect, why: &str) -> Wanted {
        Wanted {
            dedup: why.to_owned(),
            ..self.wanted_about(guild, id.0, effect)
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
        let Some(made) = made else {
            return Ok(());
        };
        let message = MessageId::stored(made);
        let what = match effect {
            Effect::QuestionCard => Shown::Card,
            Effect::QuestionThread => Shown::Thread,
            Effect::QuestionOpening => Shown::Opening,
            Effect::QuestionText(part) => Shown::Part(part),
            Effect::QuestionStaff => match self.guilds.find_in(tx, guild).await? {
                Some(guild) => match guild.places.staff_channel {
                    Some(channel) => Shown::StaffNote(channel),
                    None => return Ok(()),
                },
                None => return Ok(()),
            },
            Effect::QuestionAnswered | Effect::QuestionCheck => {
                return match store::find_in(tx, guild, id).await? {
                    Some(question) => self.copied(tx, &question, question.asker, message).await,
                    None => Ok(()),
                };
            }
            _ => return Ok(()),
        };
        if let Shown::StaffNote(_) = what
            && let Some(question) = store::find_in(tx, guild, id).await?
        {
            self.staff_told(tx, &question, message).await?;
        }
        let post = match what {
            Shown::Card => store::find_in(tx, guild, id)
                .await?
                .filter(|question| question.forum),
            _ => None,
        };
        let Some(post) = post else {
            store::record_made(tx, id, what, made).await?;
            if let Shown::Thread = what {
                self.has_thread(tx, guild, id).await?;
            }
            return Ok(());
        };
        store::record_made(tx, id, Shown::Post, made).await?;
        self.has_thread(tx, guild, id).await?;
        // Somebody may have written in the post before it was known whose it is.
        self.want(tx, &post, Effect::QuestionLook, self.clock.now())
            .await
    }

    /// What has waited for a thread may be said now, and staff find it.
    async fn has_thread(&self, tx: &mut Tx, guild: GuildId, id: QuestionId) -> Result<(), DbError> {
        let now = self.clock.now();
        store::care::look_now(tx, id, now).await?;
        let question = store::find_in(tx, guild, id).await?;
        match question.filter(|question| question.staff_note.is_some()) {
            Some(question) => {
                let wanted = Wanted {
                    dedup: format!("{} thread", question.version),
                    ..Self::wanted(&question, Effect::QuestionStaffEdit, now)
                };
                self.outbox.want(tx, &wanted).await
            }
            None => Ok(()),
        }
    }

    /// Staff were told in a message.
    async fn staff_told(
        &self,
        tx: &mut Tx,
        question: &Question,
        message: MessageId,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        if let Some((channel, earlier)) = question.staff_note.filter(|(_, old)| *old != message) {
            // One word to staff stands, the newest.
            let wanted = Wanted {
                destination: Some(Destination::Channel(channel)),
                ..self.wanted_about(question.guild, earlier.get(), Effect::QuestionOldCardGone)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        if question.owes() != model::Owes::Helpers {
            // It was answered while staff were told.
            let wanted = Wanted {
                dedup: format!("{} told", question.version),
                ..Self::wanted(question, Effect::QuestionStaffEdit, now)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }

    /// Records the message in which a word for somebody stands.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn post_done(&self, tx: &mut Tx, id: i64, made: Option<i64>) -> Result<(), DbError> {
        match made {
            Some(made) => around::posted(tx, id, MessageId::stored(made)).await,
            None => Ok(()),
        }
    }

    /// Records the message with the button under a plain message.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn offer_done(&self, tx: &mut Tx, id: i64, made: Option<i64>) -> Result<(), DbError> {
        match made {
            Some(made) => asking::offer_made(tx, id, MessageId::stored(made)).await,
            None => Ok(()),
        }
    }

    /// Records a direct message that repeats a question's title to one of its followers.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn follower_told(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        id: i64,
        made: Option<i64>,
    ) -> Result<(), DbError> {
        let follow = around::find_follow(&self.db, id).await?;
        let Some((follow, made)) = follow.zip(made) else {
            return Ok(());
        };
        match store::find_in(tx, guild, follow.question).await? {
            Some(question) => {
                let message = MessageId::stored(made);
                self.copied(tx, &question, follow.user, message).await
            }
            None => Ok(()),
        }
    }

    /// A direct message repeats the title of a question; one that was taken back while it was
    /// under way is emptied.
    async fn copied(
        &self,
        tx: &mut Tx,
        question: &Question,
        user: UserId,
        message: MessageId,
    ) -> Result<(), DbError> {
        let copy = around::copied(tx, question.id, user, message).await?;
        match copy {
            Some(copy) if question.state == model::State::Withdrawn => {
                let wanted = self.wanted_about(question.guild, copy, Effect::QuestionCopyGone);
                self.outbox.want(tx, &wanted).await
            }
            _ => Ok(()),
        }
    }
}

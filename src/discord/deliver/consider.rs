//! Sending with regard for people: nothing that the bot says by itself comes in the quiet time,
//! what follows from somebody's doing makes no sound then, and what was deleted by hand is
//! noticed where it is missed.

use serde_json::{Value, json};

use super::DiscordDeliver;
use super::operation::Operation;
use crate::clock::Instant;
use crate::db::DbError;
use crate::discord::questions::told::SILENT;
use crate::guilds::settings::Settings;
use crate::ids::{ChannelId, MessageId, NoticeId, QuestionId};
use crate::outbox::{Claim, Effect, Failure, FailureKind, Outcome};

/// Whether an effect is said because of the time alone.
fn is_by_itself(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::QuestionCall
            | Effect::QuestionStaff
            | Effect::QuestionRemind
            | Effect::QuestionCheck
            | Effect::QuestionCheckHere
            | Effect::TalkRemind
            | Effect::Nudge
    )
}

/// Whether an effect belongs to a question.
fn is_of_questions(effect: Effect) -> bool {
    let (kind, _, _) = effect.stored();
    kind.starts_with("question_") || kind.starts_with("follower")
}

/// Whether it changes nothing for anybody if what it was to change is gone.
fn is_trifle(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::QuestionStaffEdit
            | Effect::QuestionPostGone
            | Effect::QuestionCopyGone
            | Effect::QuestionOldThreadClosed
            | Effect::QuestionRest
            | Effect::TutorNoticeEdit
            | Effect::TutorNoticeHereEdit(_)
            | Effect::TalkOpeningEdit
            | Effect::TalkRest
            | Effect::TalkLeft
            | Effect::RequestStaffEdit
            | Effect::TutorStaffEdit
            | Effect::SessionRollEdit
            | Effect::WelcomeGone
    )
}

impl DiscordDeliver {
    /// Sends it, or puts it off until people are awake.
    pub(super) async fn considerately(
        &self,
        mut operation: Operation,
        claim: &Claim,
        is_news: bool,
    ) -> Result<Outcome, DbError> {
        if let Some(outcome) = self.unwished(&mut operation, claim, is_news).await? {
            return Ok(outcome);
        }
        let effect = claim.effect;
        let is_about_tutors = Self::is_about_tutors(effect);
        let is_to_people = is_of_questions(effect)
            || effect == Effect::RecordOffer
            || is_about_tutors
            || Self::is_about_newcomers(effect);
        if is_to_people && let Some(said) = said(&mut operation) {
            let now = self.bot.questions.now();
            let settings = self.bot.guilds.settings(claim.guild).await?;
            if let Some(until) = Self::quiet_until(&settings, now) {
                if is_by_itself(effect) || self.is_notice_by_itself(effect, claim).await? {
                    return Ok(Outcome::Later {
                        wait: until - now,
                        destination: None,
                    });
                }
                said["flags"] = json!(SILENT);
            }
        }
        let is_about_courses = Self::is_about_courses(effect);
        let place = missed(&operation)
            .filter(|_| is_of_questions(effect) || is_about_tutors || is_about_courses);
        let outcome = self.perform(operation, claim).await?;
        if is_trifle(effect)
            && matches!(&outcome, Outcome::Failed(failure) if failure.kind == FailureKind::Gone)
        {
            return Ok(Outcome::Void("it was deleted, and nobody misses it"));
        }
        match (&outcome, place) {
            (Outcome::Failed(failure), Some(Missed::Thread(thread)))
                if is_about_tutors && failure.kind == FailureKind::Gone =>
            {
                // Another is made, and there it is said.
                self.bot.tutors.thread_deleted(claim.guild, thread).await?;
                Ok(Outcome::Again {
                    cause: failure.cause.clone(),
                    wait: None,
                    untouched: true,
                })
            }
            (Outcome::Failed(failure), Some(place))
                if is_about_courses && failure.kind == FailureKind::Gone =>
            {
                self.course_missed(claim, place, failure).await
            }
            (Outcome::Failed(_), _) if is_about_tutors || is_about_courses => Ok(outcome),
            (Outcome::Failed(failure), Some(place)) if failure.kind == FailureKind::Gone => {
                self.noticed(claim, place, &failure.cause, outcome.clone())
                    .await
            }
            _ => Ok(outcome),
        }
    }

    /// What shows a course was deleted by hand: another is made, or it is said elsewhere.
    async fn course_missed(
        &self,
        claim: &Claim,
        place: Missed,
        failure: &Failure,
    ) -> Result<Outcome, DbError> {
        let courses = &self.bot.courses;
        let guild = claim.guild;
        match place {
            Missed::Message(channel, _) if failure.cause.ends_with("/10003") => {
                courses.channel_deleted(guild, channel).await?;
            }
            Missed::Message(_, message) => {
                courses.message_deleted(guild, message.get()).await?;
            }
            Missed::Thread(thread) => courses.thread_deleted(guild, thread.get()).await?,
        }
        if matches!(claim.effect, Effect::CourseCard | Effect::CourseThread) {
            return Ok(Outcome::Void("it is made anew"));
        }
        Ok(Outcome::Again {
            cause: failure.cause.clone(),
            wait: None,
            untouched: true,
        })
    }

    /// Whether a notice is said because of the time alone.
    async fn is_notice_by_itself(&self, effect: Effect, claim: &Claim) -> Result<bool, DbError> {
        let id = match effect {
            Effect::TutorNotice => claim.subject_id,
            Effect::TutorNoticeHere(id) => id,
            _ => return Ok(false),
        };
        let notice = self.bot.tutors.notice(NoticeId(id)).await?;
        Ok(notice.is_some_and(|notice| notice.kind.is_by_itself()))
    }

    /// When the quiet time that holds at an instant ends.
    pub(super) fn quiet_until(settings: &Settings, now: Instant) -> Option<Instant> {
        settings.quiet_time().and_then(|quiet| quiet.until(now))
    }

    /// What was to be changed or written into is gone: if it belongs to a question, staff are
    /// told of that, once, with the way to make it anew.
    async fn noticed(
        &self,
        claim: &Claim,
        place: Missed,
        cause: &str,
        outcome: Outcome,
    ) -> Result<Outcome, DbError> {
        let questions = &self.bot.questions;
        let channel_gone = cause.ends_with("/10003");
        match place {
            Missed::Message(channel, message) => {
                if channel_gone {
                    questions.thread_deleted(claim.guild, channel).await?;
                    questions.channel_deleted(claim.guild, channel).await?;
                } else {
                    questions.message_deleted(claim.guild, message).await?;
                }
            }
            Missed::Thread(thread) => questions.thread_deleted(claim.guild, thread).await?,
        }
        if Self::is_around_questions(claim.effect) {
            return Ok(Outcome::Void("it was deleted by hand"));
        }
        let id = QuestionId(claim.subject_id);
        let question = questions.find(claim.guild, id).await?;
        Ok(
            if question.is_some_and(|question| question.lost.is_some()) {
                Outcome::Void("it was deleted by hand")
            } else {
                outcome
            },
        )
    }
}

/// The message that an operation makes, if it makes one.
pub(super) fn said(operation: &mut Operation) -> Option<&mut Value> {
    match operation {
        Operation::Message { body, .. }
        | Operation::InThread { body, .. }
        | Operation::Direct { body, .. }
        | Operation::Answer { body, .. } => Some(body),
        Operation::Post { body, .. } => body.get_mut("message"),
        _ => None,
    }
}

/// What an operation would miss.
#[derive(Clone, Copy)]
enum Missed {
    Message(ChannelId, MessageId),
    Thread(ChannelId),
}

fn missed(operation: &Operation) -> Option<Missed> {
    match operation {
        Operation::Edit {
            channel, message, ..
        }
        | Operation::Thread {
            channel, message, ..
        } => Some(Missed::Message(*channel, *message)),
        Operation::InThread { thread, .. }
        | Operation::ThreadMembers { thread, .. }
        | Operation::ThreadEdit { thread, .. }
        | Operation::Archive { thread, .. } => Some(Missed::Thread(*thread)),
        _ => None,
    }
}

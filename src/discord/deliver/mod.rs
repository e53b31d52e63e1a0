//! How each effect of the outbox is sent, found again, and recorded.
//!
//! [`plan`]: effect → operation, rendered from what is true now. [`operation`]: how each
//! is sent. [`find`]: how it is looked for when nobody knows whether it was sent.

mod consider;
mod courses;
mod erasing;
mod find;
mod look;
mod mark;
mod nobody_reads;
mod notice;
mod operation;
mod outcome;
mod plan;
mod reactions;
mod threads;
mod tutors;
mod welcome;
mod wishes;

use chrono_tz::Tz;

use super::commands::command_set;
use super::{Api, Bot};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::ids::{MessageId, NoticeId, QuestionId};
use crate::outbox::{
    Claim, Deliver, Destination, Effect, Failure, FailureKind, Lane, Outcome, Sighting, Wanted,
};

pub(in crate::discord) use mark::Mark;
use plan::Plan;

/// Sends to Discord.
pub struct DiscordDeliver {
    bot: Bot,
    /// Also the id of the bot as a user.
    application: String,
    time_zone: Tz,
    /// Held while the tags of a forum are made.
    tagging: tokio::sync::Mutex<()>,
}

impl DiscordDeliver {
    /// `application` is the bot's application id, `time_zone` that of the programme.
    #[must_use]
    pub fn new(bot: Bot, application: u64, time_zone: Tz) -> Self {
        Self {
            bot,
            application: application.to_string(),
            time_zone,
            tagging: tokio::sync::Mutex::default(),
        }
    }

    fn api(&self, effect: Effect) -> Api {
        self.bot.api.for_effect(effect.lane())
    }
}

impl Deliver for DiscordDeliver {
    async fn deliver(&self, claim: &Claim) -> Result<Outcome, DbError> {
        match self.plan(claim, false).await? {
            Plan::Do(operation) => self.considerately(operation, claim, false).await,
            Plan::News(operation) => self.considerately(operation, claim, true).await,
            Plan::Read(read) => self.read(&read, claim).await,
            Plan::End(outcome) => Ok(outcome),
        }
    }

    async fn find(&self, claim: &Claim) -> Result<Sighting, DbError> {
        match self.plan(claim, true).await? {
            Plan::Do(operation) | Plan::News(operation) => self.sight(&operation, claim).await,
            Plan::Read(_) | Plan::End(_) => Ok(Self::nothing_to_find()),
        }
    }

    async fn record(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        made: Option<i64>,
        adopted: bool,
    ) -> Result<(), DbError> {
        match claim.effect {
            Effect::Commands => {
                let hash = command_set(&self.bot.words).hash;
                self.bot
                    .guilds
                    .commands_registered(tx, claim.guild, &hash)
                    .await
            }
            Effect::Panel => match made {
                Some(id) => {
                    let message = MessageId::stored(id);
                    self.bot.guilds.panel_posted(tx, claim.guild, message).await
                }
                None => Ok(()),
            },
            Effect::StaffNotice
            | Effect::Invitation
            | Effect::SetupNotice
            | Effect::RetentionNotice
            | Effect::WelcomeGone
            | Effect::NobodyReads => Ok(()),
            Effect::MemberRole => {
                self.bot.tutors.role_set(tx, claim.subject_id).await?;
                self.bot.members.role_taken(tx, claim.subject_id).await
            }
            Effect::InvitationHere | Effect::InvitationGone => {
                let message = made.map(MessageId::stored);
                self.bot
                    .guilds
                    .invitation_posted(tx, claim.guild, message)
                    .await
            }
            effect @ (Effect::PlaceMade(_) | Effect::PlaceGone(_)) => {
                self.bot
                    .guilds
                    .place_done(tx, claim.guild, effect, made)
                    .await
            }
            effect if Self::is_about_erasing(effect) || Self::is_about_newcomers(effect) => Ok(()),
            effect if Self::is_about_courses(effect) => self.record_courses(tx, claim, made).await,
            Effect::FollowerTold => {
                let (guild, id) = (claim.guild, claim.subject_id);
                self.bot.questions.follower_told(tx, guild, id, made).await
            }
            Effect::QuestionPost => {
                let id = claim.subject_id;
                self.bot.questions.post_done(tx, id, made).await
            }
            Effect::RecordOffer => {
                let id = claim.subject_id;
                self.bot.questions.offer_done(tx, id, made).await
            }
            effect if Self::is_around_questions(effect) => Ok(()),
            effect if Self::is_about_tutors(effect) => {
                self.record_tutors(tx, claim, made, adopted).await
            }
            effect => {
                let id = QuestionId(claim.subject_id);
                self.bot
                    .questions
                    .effect_done(tx, claim.guild, id, effect, made)
                    .await?;
                if adopted {
                    self.bot
                        .questions
                        .found(tx, claim.guild, id, effect)
                        .await?;
                }
                Ok(())
            }
        }
    }

    async fn fall_back(&self, tx: &mut Tx, claim: &Claim) -> Result<Option<Wanted>, DbError> {
        let questions = &self.bot.questions;
        let here = match claim.effect {
            Effect::QuestionAnswered => Effect::QuestionAnsweredHere,
            Effect::QuestionCheck => Effect::QuestionCheckHere,
            Effect::Invitation => {
                return Ok(Some(self.bot.guilds.invitation_here(claim.guild)));
            }
            Effect::TutorNotice => {
                let id = NoticeId(claim.subject_id);
                return self.bot.tutors.told_in_room(tx, id).await;
            }
            Effect::CourseNotice => {
                let id = NoticeId(claim.subject_id);
                let courses = &self.bot.courses;
                return courses.told_by_mention(tx, id, claim.expires_at).await;
            }
            Effect::FollowerTold => {
                let id = claim.subject_id;
                return questions.told_by_mention(tx, claim.guild, id).await;
            }
            Effect::Welcome => return self.welcome_here(tx, claim).await,
            _ => return Ok(None),
        };
        let id = QuestionId(claim.subject_id);
        if let Some(asker) = questions.asker(tx, claim.guild, id).await? {
            self.bot.members.dms_closed(tx, asker).await?;
        }
        let why = claim.id.to_string();
        Ok(Some(questions.told_here(claim.guild, id, here, &why)))
    }

    fn notice_key(&self, claim: &Claim, failure: &Failure, now: Instant) -> String {
        match failure.kind {
            // Each is about something else.
            FailureKind::Undecided => return format!("undecided|{}", claim.id),
            // Whatever is tried with what was deleted, it is one deletion.
            FailureKind::Gone => {
                let (_, subject, _) = claim.effect.stored();
                return format!("gone|{subject}|{}", claim.subject_id);
            }
            _ => {}
        }
        let place = notice::kind_of_place(claim.effect);
        let day = now.with_timezone(&self.time_zone).date_naive();
        format!("{place}|{}|{day}", failure.cause)
    }

    fn blocked(&self, lane: Lane) -> Vec<(Destination, chrono::Duration)> {
        let full = self.bot.api.full(lane);
        full.into_iter()
            .filter_map(|(full, wait)| Some((full, chrono::Duration::from_std(wait).ok()?)))
            .collect()
    }
}

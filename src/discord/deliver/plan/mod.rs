//! What each effect asks of Discord now: its subject is loaded and rendered.

mod around;
mod care;
mod courses;
mod guild;
mod places;
mod question;
mod tutors;

use super::DiscordDeliver;
use super::operation::Operation;
use super::outcome::failed;
use crate::db::DbError;
use crate::discord::commands::command_set;
use crate::ids::{MessageId, QuestionId};
use crate::outbox::{Claim, Destination, Effect, FailureKind, Outcome};
use crate::questions::Question;
use crate::tutors::Request;

/// What an effect comes to.
pub enum Plan {
    Do(Operation),
    /// The same with what the bot says by itself: its receivers may have switched it off.
    News(Operation),
    /// Discord is read for what came while nobody listened.
    Read(Read),
    /// It ends without anything being sent.
    End(Outcome),
}

/// What is read.
pub enum Read {
    /// The replies to a question.
    Question(Box<Question>),
    /// The words of a talk.
    Talk(Box<Request>),
    /// Who is still there, and who has the tutor role.
    Tutors,
}

impl Plan {
    /// Whether receivers may switch it off.
    fn switched_off_with(self, is_news: bool) -> Self {
        match self {
            Self::Do(operation) if is_news => Self::News(operation),
            plan => plan,
        }
    }
}

/// Whether what an effect says of a question may be switched off. What waits for an answer of
/// theirs (an offer, a talk) may not. Of a course it depends on what is told.
fn is_news(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::FollowerTold
            | Effect::FollowersTold
            | Effect::QuestionAnswered
            | Effect::QuestionAnsweredHere
            | Effect::QuestionCheck
            | Effect::QuestionCheckHere
            | Effect::QuestionCall
            | Effect::QuestionRemind
    )
}

/// The message that is the subject goes from its channel.
pub(super) fn message_gone(claim: &Claim) -> Plan {
    match claim.destination {
        Some(Destination::Channel(channel)) => Plan::Do(Operation::MessageGone {
            channel,
            message: MessageId::stored(claim.subject_id),
        }),
        _ => void("its channel is not known"),
    }
}

pub(super) fn void(cause: &'static str) -> Plan {
    Plan::End(Outcome::Void(cause))
}

impl DiscordDeliver {
    /// What a claim comes to, as things are now. To look for what an earlier attempt may
    /// have made, `to_find` asks for that, even if by now it would not be made any more.
    pub(super) async fn plan(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let plan = self.rendered(claim, to_find).await?;
        Ok(plan.switched_off_with(is_news(claim.effect)))
    }

    async fn rendered(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        match claim.effect {
            Effect::Commands => Ok(Plan::Do(Operation::Commands {
                guild: claim.guild,
                body: command_set(&self.bot.words).body,
            })),
            effect if Self::is_of_guild(effect) => self.plan_guild(claim, to_find).await,
            effect if Self::is_around_questions(effect) => self.plan_around(claim, to_find).await,
            effect if Self::is_about_tutors(effect) => self.plan_tutors(claim, to_find).await,
            Effect::StaffNotice => self.plan_notice(claim).await,
            Effect::MemberRole => Ok(match self.bot.members.role(claim.subject_id).await? {
                Some(wish) => Plan::Do(Operation::Role(wish)),
                None => void("nobody wants this role any more"),
            }),
            effect if Self::is_about_erasing(effect) => self.plan_erasing(claim).await,
            effect if Self::is_about_newcomers(effect) => self.plan_welcome(claim).await,
            Effect::WelcomeGone => Ok(message_gone(claim)),
            Effect::NobodyReads => self.plan_nobody_reads(claim).await,
            effect if Self::is_about_courses(effect) => self.plan_courses(claim, to_find).await,
            _ => {
                let id = QuestionId(claim.subject_id);
                let Some(mut question) = self.bot.questions.find(claim.guild, id).await? else {
                    return Ok(Plan::End(failed(FailureKind::Ours, "the question is gone")));
                };
                if claim.effect == Effect::QuestionCard && !to_find {
                    question = self.bot.questions.settle_place(question).await?;
                }
                let settings = self.bot.guilds.settings(claim.guild).await?;
                self.plan_question(claim, question, &settings, to_find)
                    .await
            }
        }
    }
}

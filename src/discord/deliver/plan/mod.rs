//! What each effect asks of Discord now: its subject is loaded and rendered.

mod around;
mod care;
mod guild;
mod places;
mod question;
mod tutors;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::Operation;
use super::outcome::failed;
use crate::courses::Session;
use crate::db::DbError;
use crate::discord::commands::command_set;
use crate::discord::courses::card as session_card;
use crate::guilds::Locale;
use crate::i18n::Text;
use crate::ids::{QuestionId, SessionId};
use crate::outbox::{Claim, Effect, FailureKind, Outcome};
use crate::questions::Question;
use crate::tutors::Request;

/// What an effect comes to.
pub enum Plan {
    Do(Operation),
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

fn void(cause: &'static str) -> Plan {
    Plan::End(Outcome::Void(cause))
}

impl DiscordDeliver {
    /// What a claim comes to, as things are now. To look for what an earlier attempt may
    /// have made, `to_find` asks for that, even if by now it would not be made any more.
    pub(super) async fn plan(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
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
            Effect::SessionCard | Effect::SessionEvent => {
                let id = SessionId(claim.subject_id);
                let locale = self.bot.guilds.locale(claim.guild).await?;
                Ok(match self.bot.courses.find(claim.guild, id).await? {
                    Some(session) => self.plan_session(claim.effect, &session, locale, to_find),
                    None => Plan::End(failed(FailureKind::Ours, "the session is gone")),
                })
            }
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

    fn plan_session(
        &self,
        effect: Effect,
        session: &Session,
        locale: Locale,
        to_find: bool,
    ) -> Plan {
        let words = &self.bot.words;
        let gone = session.cancelled_at.is_some();
        let number = session.id.0;
        let mark_in = |locale| words.say(locale, &Text::SessionNumber { number });
        let mark = mark_in(locale);
        match (effect, session.card, session.event) {
            (Effect::SessionCard, None, _) if gone && !to_find => {
                void("cancelled before it was announced")
            }
            (Effect::SessionCard, None, _) => Plan::Do(Operation::Message {
                channel: session.channel,
                body: session_card::card(words, locale, session),
                mark: Mark::in_any_language(|locale| Mark::Footer(mark_in(locale))),
            }),
            (Effect::SessionCard, Some(message), _) => Plan::Do(Operation::Edit {
                channel: session.channel,
                message,
                body: session_card::card(words, locale, session),
            }),
            (_, _, None) if gone && !to_find => void("cancelled before it had an event"),
            (_, _, None) => Plan::Do(Operation::Event {
                guild: session.guild,
                body: session_card::event(session, &mark),
                marks: [Locale::Ja, Locale::En].map(mark_in).to_vec(),
            }),
            (_, _, Some(event)) if gone => Plan::Do(Operation::EventGone {
                guild: session.guild,
                event,
            }),
            (_, _, Some(event)) => Plan::Do(Operation::EventEdit {
                guild: session.guild,
                event,
                body: session_card::event(session, &mark),
            }),
        }
    }
}

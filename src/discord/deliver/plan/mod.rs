//! What each effect asks of Discord now: its subject is loaded and rendered.

mod question;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::Operation;
use super::outcome::{failed, outcome};
use crate::courses::Session;
use crate::db::DbError;
use crate::discord::ApiError;
use crate::discord::commands::command_set;
use crate::discord::courses::card as session_card;
use crate::discord::custom_id::CustomId;
use crate::discord::panel::panel;
use crate::i18n::Text;
use crate::ids::{QuestionId, SessionId};
use crate::outbox::{Claim, Effect, FailureKind, Outcome};
use crate::questions::Question;

/// What an effect comes to.
pub enum Plan {
    Do(Operation),
    /// A thread is read for replies.
    Read(Box<Question>),
    /// It ends without anything being sent.
    End(Outcome),
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
            Effect::Panel => self.plan_panel(claim, to_find).await,
            Effect::StaffNotice => self.plan_notice(claim).await,
            Effect::MemberRole => Ok(match self.bot.members.role(claim.subject_id).await? {
                Some(wish) => Plan::Do(Operation::Role(wish)),
                None => void("nobody wants this role any more"),
            }),
            Effect::SessionCard | Effect::SessionEvent => {
                let id = SessionId(claim.subject_id);
                Ok(match self.bot.courses.find(claim.guild, id).await? {
                    Some(session) => self.plan_session(claim.effect, &session, to_find),
                    None => Plan::End(failed(FailureKind::Ours, "the session is gone")),
                })
            }
            Effect::QuestionCard
            | Effect::QuestionThread
            | Effect::QuestionOpening
            | Effect::QuestionText(_)
            | Effect::QuestionCardEdit
            | Effect::QuestionOpeningEdit
            | Effect::QuestionTextGone(_)
            | Effect::QuestionLook
            | Effect::QuestionAnswered
            | Effect::QuestionAnsweredHere => {
                let id = QuestionId(claim.subject_id);
                let Some(mut question) = self.bot.questions.find(claim.guild, id).await? else {
                    return Ok(Plan::End(failed(FailureKind::Ours, "the question is gone")));
                };
                if claim.effect == Effect::QuestionCard && !to_find {
                    question = self.bot.questions.settle_place(question).await?;
                }
                Ok(self.plan_question(claim.effect, question, to_find))
            }
        }
    }

    /// The panel stands: if one is recorded it is looked at, and posted anew if it is gone.
    async fn plan_panel(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let Some(settings) = self.bot.guilds.settings(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let Some(channel) = settings.places.panel_channel else {
            return Ok(void("there is no panel channel"));
        };
        if let Some(message) = settings.panel_message.filter(|_| !to_find) {
            let path = format!("channels/{channel}/messages/{message}");
            match self.api(claim.effect).get(&path).await {
                Ok(_) => return Ok(void("the panel is there")),
                Err(ApiError::Refused { code: 10_008, .. }) => {
                    self.bot.guilds.panel_gone(claim.guild, message).await?;
                }
                Err(error) => return Ok(Plan::End(outcome(Err(error)))),
            }
        }
        Ok(Plan::Do(Operation::Message {
            channel,
            body: panel(&self.bot.words, self.bot.guilds.locale()),
            mark: Mark::Component(CustomId::Ask.encode()),
        }))
    }

    fn plan_session(&self, effect: Effect, session: &Session, to_find: bool) -> Plan {
        let (words, locale) = (&self.bot.words, self.bot.guilds.locale());
        let gone = session.cancelled_at.is_some();
        let mark = words.say(
            locale,
            &Text::SessionNumber {
                number: session.id.0,
            },
        );
        match (effect, session.card, session.event) {
            (Effect::SessionCard, None, _) if gone && !to_find => {
                void("cancelled before it was announced")
            }
            (Effect::SessionCard, None, _) => Plan::Do(Operation::Message {
                channel: session.channel,
                body: session_card::card(words, locale, session),
                mark: Mark::Footer(mark),
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
                mark,
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

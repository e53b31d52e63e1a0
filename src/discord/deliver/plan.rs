//! What each effect asks of Discord now: its subject is loaded and rendered.

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::{Operation, behind};
use super::outcome::failed;
use crate::courses::Session;
use crate::db::DbError;
use crate::discord::commands::command_set;
use crate::discord::courses::card as session_card;
use crate::discord::custom_id::CustomId;
use crate::discord::panel::panel;
use crate::discord::questions::{card, told};
use crate::i18n::Text;
use crate::ids::{QuestionId, SessionId};
use crate::outbox::{Claim, Effect, FailureKind, Outcome};
use crate::questions::{Question, State};

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

/// What an effect builds on is not there: it was taken back, or it failed and may come.
fn wait_for(question: &Question, what: &'static str) -> Plan {
    if question.state == State::Withdrawn {
        void("withdrawn before it was shown")
    } else {
        Plan::End(behind(what))
    }
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
            Effect::Panel => self.plan_panel(claim).await,
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
                Ok(match self.bot.questions.find(claim.guild, id).await? {
                    Some(question) => self.plan_question(claim.effect, question, to_find),
                    None => Plan::End(failed(FailureKind::Ours, "the question is gone")),
                })
            }
        }
    }

    async fn plan_panel(&self, claim: &Claim) -> Result<Plan, DbError> {
        let Some(settings) = self.bot.guilds.settings(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let Some(channel) = settings.places.panel_channel else {
            return Ok(void("there is no panel channel"));
        };
        if settings.panel_message.is_some() {
            return Ok(void("the panel is there"));
        }
        Ok(Plan::Do(Operation::Message {
            channel,
            body: panel(&self.bot.words, self.bot.guilds.locale()),
            mark: Mark::Component(CustomId::Ask.encode()),
        }))
    }

    fn plan_question(&self, effect: Effect, question: Question, to_find: bool) -> Plan {
        let (words, locale) = (&self.bot.words, self.bot.guilds.locale());
        let on_card = || Mark::Component(CustomId::Resolve(question.id).encode());
        match effect {
            Effect::QuestionCard if question.state == State::Withdrawn && !to_find => {
                void("withdrawn before it was shown")
            }
            Effect::QuestionCard => {
                let body = card::card(words, locale, &question);
                let mark = card::mark(words, locale, &question);
                if question.forum {
                    Plan::Do(Operation::Post {
                        forum: question.channel,
                        guild: question.guild,
                        body: card::post(&question, &body),
                        mark,
                    })
                } else {
                    Plan::Do(Operation::Message {
                        channel: question.channel,
                        body,
                        mark,
                    })
                }
            }
            Effect::QuestionThread => match question.card {
                Some(message) => Plan::Do(Operation::Thread {
                    channel: question.channel,
                    message,
                    body: card::thread(&question),
                }),
                None => wait_for(&question, "there is no card"),
            },
            Effect::QuestionOpening => match question.thread {
                Some(thread) => {
                    let body = card::opening(words, locale, &question);
                    let said = body["content"].as_str().unwrap_or_default().to_owned();
                    let mark = Mark::Either(Box::new(on_card()), Box::new(Mark::Words(said)));
                    Plan::Do(Operation::InThread { thread, body, mark })
                }
                None => wait_for(&question, "there is no thread"),
            },
            Effect::QuestionText(part) => {
                let body = card::text_part(words, locale, &question, part);
                match (question.thread, body) {
                    _ if question.state == State::Withdrawn && !to_find => void("withdrawn"),
                    (Some(thread), Some(body)) => Plan::Do(Operation::InThread {
                        thread,
                        body,
                        mark: self.part_mark(&question, part),
                    }),
                    (None, Some(_)) => wait_for(&question, "there is no thread"),
                    (_, None) => void("there is no such part"),
                }
            }
            Effect::QuestionCardEdit => match question.place_of_card() {
                Some((channel, message)) => Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body: card::card(words, locale, &question),
                }),
                None => void("there is no card"),
            },
            Effect::QuestionOpeningEdit => match question.thread.zip(question.opening) {
                Some((channel, message)) => Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body: card::opening(words, locale, &question),
                }),
                None => void("there is no opening message"),
            },
            Effect::QuestionTextGone(part) => match question.thread {
                Some(channel) => Plan::Do(Operation::EditMarked {
                    channel,
                    since: question.asked_at,
                    mark: self.part_mark(&question, part),
                    body: card::emptied_part(words, locale),
                }),
                None => void("there is no thread"),
            },
            Effect::QuestionAnswered if question.state.is_closed() && !to_find => {
                void("the question is closed")
            }
            Effect::QuestionAnswered => match question.place_of_replies() {
                Some(thread) => {
                    let link = told::link(question.guild, thread);
                    Plan::Do(Operation::Direct {
                        user: question.asker,
                        body: told::direct(words, locale, &question, &link),
                        mark: Mark::Link(link),
                    })
                }
                None => void("there is no thread"),
            },
            Effect::QuestionAnsweredHere => match question.place_of_replies() {
                Some(thread) => Plan::Do(Operation::InThread {
                    thread,
                    body: told::here(words, locale, &question),
                    mark: Mark::Component(CustomId::DmsOpened.encode()),
                }),
                None => void("there is no thread"),
            },
            Effect::QuestionLook => Plan::Read(Box::new(question)),
            Effect::Commands
            | Effect::Panel
            | Effect::StaffNotice
            | Effect::MemberRole
            | Effect::SessionCard
            | Effect::SessionEvent => void("not about a question"),
        }
    }

    fn part_mark(&self, question: &Question, part: u8) -> Mark {
        let locale = self.bot.guilds.locale();
        Mark::Footer(card::part_mark(&self.bot.words, locale, question, part))
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

//! What the effects of a question ask of Discord: what stands of it.

use super::care::called;
use super::{Plan, Read, void};
use crate::db::DbError;
use crate::discord::custom_id::{Act, CustomId};
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::{Operation, behind};
use crate::discord::deliver::wishes::own_locale;
use crate::discord::questions::{card, told};
use crate::guilds::settings::Settings;
use crate::i18n::Words;
use crate::members::Telling;
use crate::outbox::{Claim, Effect};
use crate::questions::{Question, State};

/// What an effect builds on is not there: it was taken back, or it failed and may come.
pub(super) fn wait_for(question: &Question, what: &'static str) -> Plan {
    if question.state == State::Withdrawn {
        void("withdrawn before it was shown")
    } else if question.lost.is_some() {
        void("what it builds on was deleted")
    } else {
        Plan::End(behind(what))
    }
}

/// The words of a body, by which a message without anything to press is known again.
pub(super) fn words_of(body: &serde_json::Value) -> Mark {
    Mark::Words(body["content"].as_str().unwrap_or_default().to_owned())
}

/// The word in the thread is known by its button, or where it has none by its words.
fn told_mark(words: &Words, question: &Question) -> Mark {
    let alone =
        Mark::in_any_language(|locale| words_of(&told::here(words, locale, question, false)));
    let button = Mark::Component(CustomId::DmsOpened.encode());
    Mark::Either(Box::new(button), Box::new(alone))
}

impl DiscordDeliver {
    pub(super) async fn plan_question(
        &self,
        claim: &Claim,
        question: Question,
        settings: &Settings,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let into = match question.merged_into {
            Some(into) => self.bot.questions.find(question.guild, into).await?,
            None => None,
        };
        let into = into.as_ref();
        let (words, locale) = (&self.bot.words, settings.locale);
        Ok(match claim.effect {
            Effect::QuestionCard if question.state == State::Withdrawn && !to_find => {
                void("withdrawn before it was shown")
            }
            Effect::QuestionCard => {
                let body = card::card(words, locale, &question, into);
                let mark = card::mark(words, locale, &question);
                if question.forum {
                    Plan::Do(Operation::Post {
                        forum: question.channel,
                        guild: question.guild,
                        tags: card::tags(words, locale, &question),
                        body: {
                            let mut post = card::thread(words, locale, &question);
                            post["message"] = body;
                            post
                        },
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
            Effect::QuestionCardEdit => match question.place_of_card() {
                Some((channel, message)) if !self.is_lost(&question, true).await? => {
                    Plan::Do(Operation::Edit {
                        channel,
                        message,
                        body: card::card(words, locale, &question, into),
                    })
                }
                Some(_) => void("the card was deleted"),
                None => void("there is no card"),
            },
            Effect::QuestionStaff | Effect::QuestionStaffEdit => {
                self.plan_staff(claim, &question, into, settings, to_find)
                    .await?
            }
            effect => {
                self.plan_in_thread(effect, question, settings, to_find)
                    .await?
            }
        })
    }

    /// Whether the card, or else the thread, of a question is known to have been deleted.
    async fn is_lost(&self, question: &Question, card: bool) -> Result<bool, DbError> {
        use crate::questions::losing::Gone;
        let Some(loss) = question.lost else {
            return Ok(false);
        };
        let found = self.bot.questions.loss(question.guild, loss).await?;
        Ok(found.is_some_and(|(loss, _)| match loss.what {
            Gone::Channel => true,
            Gone::Card => card,
            // A post is both.
            Gone::Thread => !card || question.forum,
        }))
    }

    /// What stands in the thread.
    async fn plan_in_thread(
        &self,
        effect: Effect,
        question: Question,
        settings: &Settings,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let (words, locale) = (&self.bot.words, settings.locale);
        // Whoever would be called at night is called when the question has waited.
        let is_quiet = Self::quiet_until(settings, self.bot.questions.now()).is_some();
        let call = called(&question, settings).filter(|_| !is_quiet);
        let is_lost = self.is_lost(&question, false).await?;
        Ok(match effect {
            Effect::QuestionThread if question.forum => void("a post is its own thread"),
            Effect::QuestionThread => match question.card {
                Some(message) => Plan::Do(Operation::Thread {
                    channel: question.channel,
                    message,
                    body: card::thread(words, locale, &question),
                }),
                None => wait_for(&question, "there is no card"),
            },
            Effect::QuestionOpening => match question.thread {
                Some(thread) => {
                    let mut body = card::opening(words, locale, &question, call);
                    let asker = self.bot.members.find(question.asker).await?;
                    // Who is called to it is called all the same.
                    if asker.wishes.nothing && call.is_none() {
                        body["flags"] = told::SILENT.into();
                    }
                    let said = Mark::in_any_language(|locale| {
                        words_of(&card::opening(words, locale, &question, call))
                    });
                    let button = CustomId::Question(Act::Menu, question.id).encode();
                    let mark = Mark::Either(Box::new(Mark::Component(button)), Box::new(said));
                    Plan::Do(Operation::InThread {
                        thread,
                        body,
                        mark: Mark::Plain(Box::new(mark)),
                    })
                }
                None => wait_for(&question, "there is no thread"),
            },
            _ if is_lost => void("the thread was deleted"),
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
            Effect::QuestionTextEdit(part) => {
                match card::text_part(words, locale, &question, part) {
                    Some(body) => Self::edit_part(&question, part, body),
                    None => void("there is no such part"),
                }
            }
            Effect::QuestionTextGone(part) => {
                Self::edit_part(&question, part, card::emptied(words, locale))
            }
            Effect::QuestionOpeningEdit => match question.thread.zip(question.opening) {
                Some((channel, message)) => Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body: card::opening(words, locale, &question, call),
                }),
                None => void("there is no opening message"),
            },
            Effect::QuestionThreadEdit => match question.thread {
                Some(thread) => Plan::Do(Operation::ThreadEdit {
                    thread,
                    forum: question.forum.then_some(question.channel),
                    name: card::thread_name(words, locale, &question),
                    tags: card::tags(words, locale, &question),
                }),
                None => void("there is no thread"),
            },
            Effect::QuestionRest => match question.thread {
                Some(thread) if question.state.is_closed() => Plan::Do(Operation::Archive {
                    thread,
                    renamed: None,
                }),
                _ => void("it is open, or has no thread"),
            },
            Effect::QuestionAnswered | Effect::QuestionAnsweredHere => {
                self.plan_told(effect, &question, settings, to_find).await?
            }
            Effect::QuestionLook => Plan::Read(Read::Question(Box::new(question))),
            effect => self.plan_care(effect, question, settings, to_find).await?,
        })
    }

    /// The asker hears that there is an answer.
    async fn plan_told(
        &self,
        effect: Effect,
        question: &Question,
        settings: &Settings,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let (words, locale) = (&self.bot.words, settings.locale);
        let Some(thread) = question.place_of_replies() else {
            return Ok(void("there is no thread"));
        };
        let member = self.bot.members.find(question.asker).await?;
        if effect == Effect::QuestionAnsweredHere {
            // Whoever wants it so need not be told how they would be told directly.
            let by_choice = member.wishes.telling == Telling::Mention;
            let by_direct = settings.direct_messages && !by_choice;
            return Ok(Plan::Do(Operation::InThread {
                thread,
                body: told::here(words, locale, question, by_direct),
                mark: told_mark(words, question),
            }));
        }
        if question.state.is_closed() && !to_find {
            return Ok(void("the question is closed"));
        }
        let link = told::link(question.guild, thread);
        let own = own_locale(&member, locale);
        Ok(Plan::Do(Operation::Direct {
            body: told::direct(words, own, question, &link),
            member: member.into(),
            mark: Mark::Link(link),
        }))
    }

    fn edit_part(question: &Question, part: u8, body: serde_json::Value) -> Plan {
        let at = usize::from(part).saturating_sub(1);
        let message = question.part_messages.get(at).copied().flatten();
        match question.thread.zip(message) {
            Some((channel, message)) => Plan::Do(Operation::Edit {
                channel,
                message,
                body,
            }),
            None => void("there is no such part"),
        }
    }

    fn part_mark(&self, question: &Question, part: u8) -> Mark {
        Mark::in_any_language(|locale| {
            Mark::Footer(card::part_mark(&self.bot.words, locale, question, part))
        })
    }
}

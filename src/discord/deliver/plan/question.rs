//! What the effects of a question ask of Discord.

use super::{Plan, void};
use crate::discord::custom_id::CustomId;
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::{Operation, behind};
use crate::discord::questions::{card, told};
use crate::guilds::settings::Settings;
use crate::i18n::Words;
use crate::ids::RoleId;
use crate::outbox::Effect;
use crate::questions::{Question, State};

/// What an effect builds on is not there: it was taken back, or it failed and may come.
fn wait_for(question: &Question, what: &'static str) -> Plan {
    if question.state == State::Withdrawn {
        void("withdrawn before it was shown")
    } else {
        Plan::End(behind(what))
    }
}

/// The role that is called for a question's topic.
fn called(question: &Question, settings: &Settings) -> Option<RoleId> {
    let topic = settings
        .topics
        .iter()
        .find(|topic| topic.name == question.topic);
    topic.and_then(|topic| topic.role)
}

/// The word in the thread is known by its button, or where it has none by its words.
fn told_mark(words: &Words, question: &Question) -> Mark {
    let alone = Mark::in_any_language(|locale| {
        let body = told::here(words, locale, question, false);
        Mark::Words(body["content"].as_str().unwrap_or_default().to_owned())
    });
    let button = Mark::Component(CustomId::DmsOpened.encode());
    Mark::Either(Box::new(button), Box::new(alone))
}

impl DiscordDeliver {
    pub(super) fn plan_question(
        &self,
        effect: Effect,
        question: Question,
        settings: &Settings,
        to_find: bool,
    ) -> Plan {
        let (words, locale) = (&self.bot.words, settings.locale);
        let call = called(&question, settings);
        let button = Mark::Component(CustomId::Resolve(question.id).encode());
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
            Effect::QuestionThread if question.forum => void("a post is its own thread"),
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
                    let body = card::opening(words, locale, &question, call);
                    let said = Mark::in_any_language(|locale| {
                        let body = card::opening(words, locale, &question, call);
                        Mark::Words(body["content"].as_str().unwrap_or_default().to_owned())
                    });
                    let mark = Mark::Either(Box::new(button), Box::new(said));
                    let mark = Mark::Plain(Box::new(mark));
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
            effect => self.plan_change(effect, question, settings, to_find),
        }
    }

    /// What changes something that was posted, or tells of it.
    fn plan_change(
        &self,
        effect: Effect,
        question: Question,
        settings: &Settings,
        to_find: bool,
    ) -> Plan {
        let (words, locale) = (&self.bot.words, settings.locale);
        let call = called(&question, settings);
        match effect {
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
                    body: card::opening(words, locale, &question, call),
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
                    body: told::here(words, locale, &question, settings.direct_messages),
                    mark: told_mark(words, &question),
                }),
                None => void("there is no thread"),
            },
            Effect::QuestionLook => Plan::Read(Box::new(question)),
            _ => void("not about a question"),
        }
    }

    fn part_mark(&self, question: &Question, part: u8) -> Mark {
        Mark::in_any_language(|locale| {
            Mark::Footer(card::part_mark(&self.bot.words, locale, question, part))
        })
    }
}

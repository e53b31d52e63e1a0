//! What is said about a question because of the time, or because of what somebody did: calls,
//! reminders, thanks, and words to staff.

use serde_json::Value;

use super::question::words_of;
use super::{Plan, void};
use crate::db::DbError;
use crate::discord::ApiError;
use crate::discord::bot::UnknownConsent;
use crate::discord::custom_id::{Act, CustomId};
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::Operation;
use crate::discord::deliver::outcome::{failed, outcome};
use crate::discord::deliver::wishes::own_locale;
use crate::discord::questions::told;
use crate::guilds::settings::Settings;
use crate::i18n::Words;
use crate::ids::{ChannelId, GuildId, RoleId, UserId};
use crate::outbox::{Claim, Effect, FailureKind};
use crate::questions::{Owes, Question, Questions, State};

/// Members per request, as many as Discord gives.
const PAGE: usize = 1000;

/// The role that is called for a question's topic.
pub(super) fn called(question: &Question, settings: &Settings) -> Option<RoleId> {
    let topic = settings
        .topics
        .iter()
        .find(|topic| topic.name == question.topic);
    topic.and_then(|topic| topic.role)
}

/// A word in a thread that is known by its words, in either language.
fn in_thread(
    words: &Words,
    thread: ChannelId,
    settings: &Settings,
    body: impl Fn(&Words, crate::guilds::Locale) -> Value,
) -> Plan {
    Plan::Do(Operation::InThread {
        thread,
        body: body(words, settings.locale),
        mark: Mark::in_any_language(|locale| words_of(&body(words, locale))),
    })
}

impl DiscordDeliver {
    pub(super) async fn plan_care(
        &self,
        effect: Effect,
        question: Question,
        settings: &Settings,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let words = &self.bot.words;
        let Some(thread) = question.thread else {
            return Ok(void("there is no thread"));
        };
        Ok(match effect {
            Effect::QuestionCall if question.state != State::Open && !to_find => {
                void("it was answered")
            }
            Effect::QuestionCall => self.plan_call(question, thread, settings).await?,
            Effect::QuestionRemind => match Questions::to_remind(&question) {
                Some(helper) => in_thread(words, thread, settings, |words, locale| {
                    told::remind(words, locale, &question, helper)
                }),
                None => void("nobody owes a word any more"),
            },
            Effect::QuestionCheck | Effect::QuestionCheckHere
                if question.state != State::Answered && !to_find =>
            {
                void("it needs no asking any more")
            }
            Effect::QuestionCheck => {
                let link = told::link(question.guild, thread);
                let button = CustomId::Question(Act::Resolve, question.id).encode();
                let member = self.bot.members.find(question.asker).await?;
                let own = own_locale(&member, settings.locale);
                Plan::Do(Operation::Direct {
                    body: told::check(words, own, &question, &link),
                    member: member.into(),
                    mark: Mark::Component(button),
                })
            }
            Effect::QuestionCheckHere => {
                // The opening message carries such a button as well, and a menu beside it.
                let button = CustomId::Question(Act::Reopen, question.id).encode();
                Plan::Do(Operation::InThread {
                    thread,
                    body: told::check_here(words, settings.locale, &question),
                    mark: Mark::Plain(Box::new(Mark::Component(button))),
                })
            }
            Effect::QuestionThanks => match &question.answer {
                Some(answer) => {
                    let author = answer.author;
                    in_thread(words, thread, settings, |words, locale| {
                        told::thanks(words, locale, author)
                    })
                }
                None => void("there is no answer any more"),
            },
            Effect::QuestionAssigned => match question.assigned {
                Some((user, _)) if !question.state.is_closed() => {
                    in_thread(words, thread, settings, |words, locale| {
                        told::assigned(words, locale, user)
                    })
                }
                _ => void("nobody is asked any more"),
            },
            Effect::QuestionMergedHere => {
                let into = match question.merged_into {
                    Some(into) => self.bot.questions.find(question.guild, into).await?,
                    None => None,
                };
                match into {
                    Some(into) => in_thread(words, thread, settings, |words, locale| {
                        told::merged(words, locale, &into)
                    }),
                    None => void("it is not merged"),
                }
            }
            _ => void("not about a question"),
        })
    }

    /// Those with the role of the topic, or some tutors by name.
    async fn plan_call(
        &self,
        question: Question,
        thread: ChannelId,
        settings: &Settings,
    ) -> Result<Plan, DbError> {
        let words = &self.bot.words;
        if let Some(role) = called(&question, settings) {
            return Ok(in_thread(words, thread, settings, |words, locale| {
                told::call(words, locale, Some(role), &[])
            }));
        }
        let guild = self.bot.guilds.find(question.guild).await?;
        let tutor_role = guild.and_then(|guild| guild.places.tutor_role);
        let tutors = match tutor_role {
            Some(role) => match self.holders(question.guild, role).await {
                Ok(tutors) => tutors,
                Err(error) => return Ok(Plan::End(outcome(Err(error)))),
            },
            None => Vec::new(),
        };
        // That they are called is kept.
        let mut agreed = Vec::new();
        for user in tutors {
            match self.bot.may_hear(question.guild, user).await {
                Ok(true) => agreed.push(user),
                Ok(false) => {}
                Err(UnknownConsent::Db(error)) => return Err(error),
                Err(UnknownConsent::Discord(error)) => return Ok(Plan::End(outcome(Err(error)))),
            }
        }
        let most = settings.care.tutors_called;
        let chosen = self
            .bot
            .questions
            .choose_tutors(&question, &agreed, most)
            .await?;
        if chosen.is_empty() {
            self.bot.questions.nobody_to_call(&question).await?;
            return Ok(void("there is nobody to call"));
        }
        Ok(in_thread(words, thread, settings, |words, locale| {
            told::call(words, locale, None, &chosen)
        }))
    }

    /// The people who have a role.
    pub(super) async fn holders(
        &self,
        guild: GuildId,
        role: RoleId,
    ) -> Result<Vec<UserId>, ApiError> {
        let api = self.api(Effect::QuestionCall);
        let role = role.to_string();
        let mut after = "0".to_owned();
        let mut holders = Vec::new();
        loop {
            let path = format!("guilds/{guild}/members?limit={PAGE}&after={after}");
            let page = api.get(&path).await?;
            let page = page.as_array().cloned().unwrap_or_default();
            for member in &page {
                let roles = member["roles"].as_array();
                let holds = roles.is_some_and(|roles| roles.iter().any(|held| *held == *role));
                let id = member["user"]["id"].as_str().and_then(|id| id.parse().ok());
                if let Some(id) = id.filter(|_| holds && member["user"]["bot"] != true) {
                    holders.push(UserId::new(id));
                }
            }
            match page.last().and_then(|member| member["user"]["id"].as_str()) {
                Some(last) if page.len() == PAGE => last.clone_into(&mut after),
                _ => return Ok(holders),
            }
        }
    }

    /// The word to staff that a question waits, and how it stands.
    pub(super) async fn plan_staff(
        &self,
        claim: &Claim,
        question: &Question,
        into: Option<&Question>,
        settings: &Settings,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let body = told::staff(&self.bot.words, settings.locale, question, into);
        if claim.effect == Effect::QuestionStaffEdit {
            return Ok(match question.staff_note {
                Some((channel, message)) => Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body,
                }),
                None => void("staff were not told"),
            });
        }
        if question.owes() != Owes::Helpers && !to_find {
            return Ok(void("it was answered"));
        }
        let guild = self.bot.guilds.find(question.guild).await?;
        let Some(channel) = guild.and_then(|guild| guild.places.staff_channel) else {
            // There may be one some day.
            let outcome = failed(FailureKind::Guild, "there is no staff channel");
            return Ok(Plan::End(outcome));
        };
        let button = CustomId::Question(Act::Menu, question.id).encode();
        Ok(Plan::Do(Operation::Message {
            channel,
            body,
            mark: Mark::Component(button),
        }))
    }
}

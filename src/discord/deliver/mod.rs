//! How each effect of the outbox is sent, found again, and recorded.

mod find;
mod look;
mod outcome;

use chrono_tz::Tz;
use serde_json::{Value, json};

use super::commands::command_set;
use super::panel::panel;
use super::questions::card;
use super::{Api, ApiError, Bot};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::guilds::GuildSettings;
use crate::i18n::Text;
use crate::ids::{ChannelId, GuildId, MessageId, QuestionId};
use crate::outbox::{Claim, Deliver, Effect, Failure, FailureKind, Found, Outcome};
use crate::questions::{Question, State};

use find::Mark;
use outcome::{failed, outcome};

/// Sends to Discord.
pub struct DiscordDeliver {
    bot: Bot,
    /// Also the id of the bot as a user.
    application: String,
    time_zone: Tz,
}

impl DiscordDeliver {
    /// `application` is the bot's application id, `time_zone` that of the programme.
    #[must_use]
    pub fn new(bot: Bot, application: u64, time_zone: Tz) -> Self {
        Self {
            bot,
            application: application.to_string(),
            time_zone,
        }
    }

    fn api(&self) -> &Api {
        &self.bot.api
    }

    async fn settings(&self, guild: GuildId) -> Result<Option<GuildSettings>, DbError> {
        self.bot.guilds.settings(guild).await
    }

    async fn question(&self, claim: &Claim) -> Result<Option<Question>, DbError> {
        self.bot
            .questions
            .find(claim.guild, QuestionId(claim.subject_id))
            .await
    }

    /// Sends a message with the effect's nonce.
    async fn message(&self, channel: ChannelId, body: Value, claim: &Claim) -> Outcome {
        outcome(self.send(channel, body, claim).await)
    }

    async fn send(
        &self,
        channel: ChannelId,
        mut body: Value,
        claim: &Claim,
    ) -> Result<Value, ApiError> {
        body["nonce"] = json!(claim.nonce);
        body["enforce_nonce"] = json!(true);
        let path = format!("channels/{channel}/messages");
        self.api().post(&path, &body).await
    }

    /// Changes a message of ours. One that is gone needs no change; an archived thread
    /// is opened for it.
    async fn edit(&self, channel: ChannelId, message: MessageId, body: &Value) -> Outcome {
        let path = format!("channels/{channel}/messages/{message}");
        let mut answer = self.api().patch(&path, body).await;
        if let Err(ApiError::Refused { code: 50_083, .. }) = answer {
            let thread = format!("channels/{channel}");
            let opened = self.api().patch(&thread, &json!({"archived": false})).await;
            answer = match opened {
                Ok(_) => self.api().patch(&path, body).await,
                Err(error) => Err(error),
            };
        }
        match answer {
            Err(ApiError::Refused {
                code: 10_003 | 10_008,
                ..
            }) => Outcome::Void("the message is gone"),
            Err(ApiError::Refused {
                code: 50_083 | 160_005,
                ..
            }) => Outcome::Void("the thread is locked"),
            answer => outcome(answer),
        }
    }

    /// Sends a message into a question's thread; a thread that was deleted gets none.
    async fn message_in(&self, thread: ChannelId, body: Value, claim: &Claim) -> Outcome {
        match self.send(thread, body, claim).await {
            Err(ApiError::Refused { code: 10_003, .. }) => Outcome::Void("the thread is gone"),
            answer => outcome(answer),
        }
    }

    async fn commands(&self, guild: GuildId) -> Outcome {
        let path = format!("applications/{}/guilds/{guild}/commands", self.application);
        let set = command_set(&self.bot.words);
        match outcome(self.api().put(&path, &set.body).await) {
            Outcome::Done(_) => Outcome::Done(None),
            other => other,
        }
    }

    async fn panel(&self, claim: &Claim) -> Result<Outcome, DbError> {
        let Some(settings) = self.settings(claim.guild).await? else {
            return Ok(Outcome::Void("the guild is unknown"));
        };
        let Some(channel) = settings.places.panel_channel else {
            return Ok(Outcome::Void("there is no panel channel"));
        };
        if settings.panel_message.is_some() {
            return Ok(Outcome::Void("the panel is there"));
        }
        let body = panel(&self.bot.words, self.bot.guilds.locale());
        Ok(self.message(channel, body, claim).await)
    }

    async fn notice(&self, claim: &Claim) -> Result<Outcome, DbError> {
        let Some(settings) = self.settings(claim.guild).await? else {
            return Ok(Outcome::Void("the guild is unknown"));
        };
        let Some(channel) = settings.places.staff_channel else {
            return Ok(Outcome::Void("there is no staff channel"));
        };
        let Some(row) = self.bot.outbox.find(&self.bot.db, claim.subject_id).await? else {
            return Ok(Outcome::Void("the effect is gone"));
        };
        let cause = row.cause.unwrap_or_default();
        let says = |code: &str| cause.ends_with(code);
        let place = match row.effect {
            Effect::Panel => settings.places.panel_channel,
            Effect::Commands => None,
            _ => settings.places.question_channel,
        };
        let text = match place {
            Some(place) if says("50001") || says("50013") => Text::NoticePermission {
                channel: format!("<#{place}>"),
            },
            _ if says("10003") => Text::NoticeMissing,
            _ => Text::NoticeGivenUp {
                reference: format!("T-{}", row.id),
            },
        };
        let say = |text: &Text| self.bot.words.say(self.bot.guilds.locale(), text);
        let body = json!({
            "embeds": [{
                "title": say(&Text::NoticeTitle),
                "description": say(&text),
                "footer": {"text": find::notice_mark(claim)},
            }],
            "allowed_mentions": {"parse": []},
        });
        Ok(self.message(channel, body, claim).await)
    }

    async fn for_question(&self, claim: &Claim, question: Question) -> Outcome {
        let words = &self.bot.words;
        let locale = self.bot.guilds.locale();
        match claim.effect {
            Effect::QuestionCard => {
                if question.state == State::Withdrawn {
                    return Outcome::Void("withdrawn before it was shown");
                }
                let body = card::card(words, locale, &question);
                self.message(question.channel, body, claim).await
            }
            Effect::QuestionThread => self.thread(&question).await,
            Effect::QuestionOpening => match question.thread {
                Some(thread) => {
                    let body = card::opening(words, locale, &question);
                    self.message_in(thread, body, claim).await
                }
                None => behind(&question, "there is no thread"),
            },
            Effect::QuestionText(part) => {
                let body = card::text_part(words, locale, &question, part);
                match (question.thread, body) {
                    _ if question.state == State::Withdrawn => Outcome::Void("withdrawn"),
                    (Some(thread), Some(body)) => self.message_in(thread, body, claim).await,
                    (None, Some(_)) => behind(&question, "there is no thread"),
                    (_, None) => Outcome::Void("there is no such part"),
                }
            }
            Effect::QuestionCardEdit => match question.card {
                Some(message) => {
                    let body = card::card(words, locale, &question);
                    self.edit(question.channel, message, &body).await
                }
                None => Outcome::Void("there is no card"),
            },
            Effect::QuestionOpeningEdit => match question.thread.zip(question.opening) {
                Some((thread, message)) => {
                    let body = card::opening(words, locale, &question);
                    self.edit(thread, message, &body).await
                }
                None => Outcome::Void("there is no opening message"),
            },
            Effect::QuestionTextGone(part) => self.empty_part(&question, part).await,
            Effect::QuestionLook | Effect::Commands | Effect::Panel | Effect::StaffNotice => {
                Outcome::Void("not about what is shown of a question")
            }
        }
    }

    /// Empties a part of a long text that was posted before the question was taken back.
    async fn empty_part(&self, question: &Question, part: u8) -> Outcome {
        let locale = self.bot.guilds.locale();
        let Some(thread) = question.thread else {
            return Outcome::Void("there is no thread");
        };
        let mark = Mark::Footer(card::part_mark(&self.bot.words, locale, question, part));
        let since = question.asked_at;
        match self.look_in(Some(thread), since, &mark).await {
            Found::There(Some(id)) => {
                let body = card::emptied_part(&self.bot.words, locale);
                self.edit(thread, MessageId::stored(id), &body).await
            }
            Found::There(None) | Found::NotThere => Outcome::Void("it was never posted"),
            Found::Unclear(cause) => Outcome::Again {
                cause,
                wait: None,
                untouched: true,
            },
        }
    }

    /// A message has at most one thread, with the message's own id: asking twice is safe.
    async fn thread(&self, question: &Question) -> Outcome {
        let Some(card) = question.card else {
            return behind(question, "there is no card");
        };
        let path = format!("channels/{}/messages/{card}/threads", question.channel);
        match self.api().post(&path, &card::thread(question)).await {
            Err(ApiError::Refused { code: 160_004, .. }) => Outcome::Done(Some(card.get())),
            Err(ApiError::Refused { code: 10_008, .. }) => Outcome::Void("the card is gone"),
            other => outcome(other),
        }
    }
}

/// What an effect builds on is not there: it was taken back, or it failed and may come.
fn behind(question: &Question, what: &'static str) -> Outcome {
    if question.state == State::Withdrawn {
        Outcome::Void("withdrawn before it was shown")
    } else {
        failed(FailureKind::Behind, what)
    }
}

impl Deliver for DiscordDeliver {
    async fn deliver(&self, claim: &Claim) -> Result<Outcome, DbError> {
        match claim.effect {
            Effect::Commands => Ok(self.commands(claim.guild).await),
            Effect::Panel => self.panel(claim).await,
            Effect::StaffNotice => self.notice(claim).await,
            Effect::QuestionLook => match self.question(claim).await? {
                Some(question) => self.look_at(&question).await,
                None => Ok(Outcome::Void("the question is gone")),
            },
            Effect::QuestionCard
            | Effect::QuestionThread
            | Effect::QuestionOpening
            | Effect::QuestionText(_)
            | Effect::QuestionCardEdit
            | Effect::QuestionOpeningEdit
            | Effect::QuestionTextGone(_) => match self.question(claim).await? {
                Some(question) => Ok(self.for_question(claim, question).await),
                None => Ok(failed(FailureKind::Ours, "the question is gone")),
            },
        }
    }

    async fn find(&self, claim: &Claim) -> Result<Found, DbError> {
        self.look(claim).await
    }

    async fn record(&self, tx: &mut Tx, claim: &Claim, made: Option<i64>) -> Result<(), DbError> {
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
            Effect::StaffNotice => Ok(()),
            effect => {
                let id = QuestionId(claim.subject_id);
                self.bot.questions.effect_done(tx, id, effect, made).await
            }
        }
    }

    fn notice_key(&self, claim: &Claim, failure: &Failure, now: Instant) -> String {
        let place = match claim.effect {
            Effect::Panel => "panel",
            Effect::Commands => "commands",
            _ => "questions",
        };
        let day = now.with_timezone(&self.time_zone).date_naive();
        format!("{place}|{}|{day}", failure.cause)
    }
}

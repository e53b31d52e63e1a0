//! What people wish not to hear, or not now: looked at when a message is about to leave, so that
//! it holds for what was wanted before they said so. The language in which they read.

use serde_json::Value;

use super::DiscordDeliver;
use super::consider::said;
use super::operation::Operation;
use crate::clock::Instant;
use crate::db::DbError;
use crate::discord::questions::told::SILENT;
use crate::guilds::Locale;
use crate::ids::{GuildId, NoticeId, UserId};
use crate::members::Wishes;
use crate::outbox::{Claim, Effect, Outcome};

impl DiscordDeliver {
    /// The language for what one person alone sees: their own, or that of the server.
    pub(super) async fn locale_of(&self, theirs: Locale, user: UserId) -> Result<Locale, DbError> {
        let own = self.bot.members.language(user).await?;
        let own = own.and_then(|code| Locale::from_code(&code));
        Ok(own.unwrap_or(theirs))
    }

    /// Whether the bot says it by itself: the receiver may switch it off. What waits for their
    /// answer (an offer, a talk), or is about a place that they have, is not of these.
    async fn is_news(&self, claim: &Claim) -> Result<bool, DbError> {
        Ok(match claim.effect {
            Effect::FollowerTold
            | Effect::FollowersTold
            | Effect::QuestionAnswered
            | Effect::QuestionAnsweredHere
            | Effect::QuestionCheck
            | Effect::QuestionCheckHere
            | Effect::QuestionCall
            | Effect::QuestionRemind => true,
            Effect::CourseNotice => {
                let notice = self.bot.courses.notice(NoticeId(claim.subject_id)).await?;
                notice.is_some_and(|notice| notice.kind.is_news())
            }
            Effect::CourseCall => {
                let call = self.bot.courses.find_call(claim.subject_id).await?;
                call.is_some_and(|call| call.kind.is_news())
            }
            _ => false,
        })
    }

    /// What becomes of a message whose receivers do not want it, or not now; `None` if it is to
    /// be sent. What they want in any case makes no sound in their quiet time, and who is
    /// mentioned with others is named without being called.
    pub(super) async fn unwished(
        &self,
        operation: &mut Operation,
        claim: &Claim,
    ) -> Result<Option<Outcome>, DbError> {
        let is_news = self.is_news(claim).await?;
        if let Operation::Direct { user, body, .. } = operation {
            // It is for whoever has invited the bot, and they wait for it.
            if claim.effect == Effect::Invitation {
                return Ok(None);
            }
            let user = *user;
            let wishes = self.bot.members.wishes(user).await?;
            if wishes.nothing && is_news {
                return Ok(Some(Outcome::Void("they want to hear nothing")));
            }
            let Some(until) = self.own_quiet_until(claim.guild, wishes).await? else {
                return Ok(None);
            };
            if !is_news {
                body["flags"] = SILENT.into();
                return Ok(None);
            }
            let wait = until - self.bot.questions.now();
            return Ok(Some(match claim.expires_at {
                Some(end) if end <= until => {
                    Outcome::Void("it is of no use after the time in which they want quiet")
                }
                _ => Outcome::Later {
                    wait,
                    destination: None,
                },
            }));
        }
        if is_news && let Some(body) = said(operation) {
            let called = body["allowed_mentions"]["users"].take();
            let mut called_all: Vec<Value> = Vec::new();
            for user in called.as_array().into_iter().flatten() {
                let id = user.as_str().and_then(|id| id.parse().ok());
                let wishes = match id {
                    Some(id) => self.bot.members.wishes(UserId::new(id)).await?,
                    None => Wishes::default(),
                };
                let is_quiet = self.own_quiet_until(claim.guild, wishes).await?.is_some();
                if !wishes.nothing && !is_quiet {
                    called_all.push(user.clone());
                }
            }
            if called.is_array() {
                body["allowed_mentions"]["users"] = called_all.into();
            } else if let Some(mentions) = body["allowed_mentions"].as_object_mut() {
                mentions.remove("users");
            }
        }
        Ok(None)
    }

    /// Until when somebody wants quiet, if they do now.
    async fn own_quiet_until(
        &self,
        guild: GuildId,
        wishes: Wishes,
    ) -> Result<Option<Instant>, DbError> {
        if wishes.quiet.is_none() {
            return Ok(None);
        }
        let settings = self.bot.guilds.settings(guild).await?;
        let quiet = wishes.quiet_in(settings.time_zone);
        Ok(quiet.and_then(|quiet| quiet.until(self.bot.questions.now())))
    }
}

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
use crate::ids::{GuildId, UserId};
use crate::members::{Member, Wishes};
use crate::outbox::{Claim, Effect, Outcome};

/// The language for what one person alone sees: their own, or that of their server.
pub(super) fn own_locale(member: &Member, theirs: Locale) -> Locale {
    let own = member.language.as_deref().and_then(Locale::from_code);
    own.unwrap_or(theirs)
}

impl DiscordDeliver {
    /// What becomes of a message whose receivers do not want it, or not now; `None` if it is to
    /// be sent. What they want in any case makes no sound in their quiet time, and who is
    /// mentioned with others is named without being called.
    pub(super) async fn unwished(
        &self,
        operation: &mut Operation,
        claim: &Claim,
        is_news: bool,
    ) -> Result<Option<Outcome>, DbError> {
        if let Operation::Direct { member, body, .. } = operation {
            if member.user.is_erased() {
                return Ok(Some(Outcome::Void("their data was erased")));
            }
            // It is for whoever has invited the bot, and they wait for it.
            if claim.effect == Effect::Invitation {
                return Ok(None);
            }
            let wishes = member.wishes;
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
                // Whoever stands in for somebody who was erased is nobody.
                let Some(id) = id else { continue };
                let wishes = self.bot.members.find(UserId::new(id)).await?.wishes;
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

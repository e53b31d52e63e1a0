//! The first words to newcomers.

use serde_json::json;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::Operation;
use super::plan::{Plan, void};
use super::wishes::own_locale;
use crate::db::{DbError, Tx};
use crate::discord::members::welcome;
use crate::discord::text::mention;
use crate::i18n::Text;
use crate::outbox::{Claim, Effect, Wanted};

impl DiscordDeliver {
    /// Where somebody is welcomed whose direct messages are closed. That they are is not kept:
    /// they have not been asked.
    pub(super) async fn welcome_here(
        &self,
        tx: &mut Tx,
        claim: &Claim,
    ) -> Result<Option<Wanted>, DbError> {
        let members = &self.bot.members;
        if members.newcomer_in(tx, claim.subject_id).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(Wanted {
            effect: Effect::WelcomeHere,
            guild: claim.guild,
            subject_id: claim.subject_id,
            destination: None,
            dedup: String::new(),
            due_at: self.bot.questions.now(),
            expires_at: claim.expires_at,
        }))
    }

    /// Whether an effect is a word to somebody new.
    pub(super) fn is_about_newcomers(effect: Effect) -> bool {
        matches!(
            effect,
            Effect::Welcome | Effect::WelcomeHere | Effect::Nudge
        )
    }

    pub(super) async fn plan_welcome(&self, claim: &Claim) -> Result<Plan, DbError> {
        let members = &self.bot.members;
        let newcomer = members.newcomer(claim.subject_id).await?;
        let guild = self.bot.guilds.find(claim.guild).await?;
        let Some((newcomer, guild)) = newcomer.zip(guild) else {
            return Ok(void("they are not here any more"));
        };
        if newcomer.has_left {
            return Ok(void("they have left"));
        }
        let settings = guild.settings.welcome;
        let member = members.find(newcomer.user).await?;
        let locale = own_locale(&member, guild.settings.locale);
        let words = &self.bot.words;
        let is_closed = member.reach.dms_closed || !guild.settings.direct_messages;
        match claim.effect {
            Effect::Nudge => {
                // Whoever has refused at first is no newcomer any more.
                if !settings.nudges || !newcomer.is_silent || is_closed {
                    return Ok(void("nothing is to be said"));
                }
                let (body, mark) = welcome::nudge(words, locale, &guild);
                Ok(Plan::News(Operation::Direct {
                    member: member.into(),
                    body,
                    mark,
                }))
            }
            Effect::Welcome if !is_closed => {
                let (body, mark) = welcome::welcome(words, locale, &guild);
                Ok(Plan::News(Operation::Direct {
                    member: member.into(),
                    body,
                    mark,
                }))
            }
            _ => {
                // All see it there.
                let locale = guild.settings.locale;
                let Some(channel) = guild.places.welcome_channel else {
                    return Ok(void("there is no channel that everybody sees"));
                };
                let (mut body, _) = welcome::welcome(words, locale, &guild);
                let number = Text::NoticeNumber { number: claim.id };
                body["embeds"] = json!([{
                    "description": body["content"],
                    "footer": {"text": words.say(locale, &number)},
                }]);
                body["content"] = json!(mention(newcomer.user));
                body["allowed_mentions"] = json!({"users": [newcomer.user.to_string()]});
                let mark = Mark::in_any_language(|locale| Mark::Footer(words.say(locale, &number)));
                Ok(Plan::News(Operation::Message {
                    channel,
                    body,
                    mark,
                }))
            }
        }
    }
}

//! What people wish not to hear, or not now: looked at when a direct message is about to leave,
//! so that it holds for what was wanted before they said so.

use super::DiscordDeliver;
use crate::db::DbError;
use crate::guilds::Locale;
use crate::ids::UserId;
use crate::outbox::{Claim, Effect, Outcome};

/// Whether the bot says it by itself: the receiver may switch it off. What waits for their answer
/// (an offer to a tutor, a talk) is not of these.
fn is_news(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::CourseNotice
            | Effect::FollowerTold
            | Effect::QuestionAnswered
            | Effect::QuestionCheck
    )
}

impl DiscordDeliver {
    /// The language for what one person alone sees: their own, or that of the server.
    pub(super) async fn locale_of(&self, theirs: Locale, user: UserId) -> Result<Locale, DbError> {
        let own = self.bot.members.language(user).await?;
        let own = own.and_then(|code| Locale::from_code(&code));
        Ok(own.unwrap_or(theirs))
    }

    /// What becomes of a direct message that its receiver does not want, or not now; `None` if
    /// it is to be sent.
    pub(super) async fn unwished(
        &self,
        claim: &Claim,
        user: UserId,
    ) -> Result<Option<Outcome>, DbError> {
        // It is for whoever has invited the bot, and they wait for it.
        if claim.effect == Effect::Invitation {
            return Ok(None);
        }
        let wishes = self.bot.members.wishes(user).await?;
        if wishes.nothing && is_news(claim.effect) {
            return Ok(Some(Outcome::Void("they want to hear nothing")));
        }
        let settings = self.bot.guilds.settings(claim.guild).await?;
        let now = self.bot.questions.now();
        let quiet = wishes.quiet_in(settings.time_zone);
        let Some(until) = quiet.and_then(|quiet| quiet.until(now)) else {
            return Ok(None);
        };
        Ok(Some(match claim.expires_at {
            Some(end) if end <= until => {
                Outcome::Void("it is of no use after the time in which they want quiet")
            }
            _ => Outcome::Later {
                wait: until - now,
                destination: None,
            },
        }))
    }
}

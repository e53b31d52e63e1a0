//! Somebody has written to the bot itself, where nobody reads: they are told where somebody does.

use serde_json::json;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::Operation;
use super::plan::{Plan, void};
use super::wishes::own_locale;
use crate::db::DbError;
use crate::discord::custom_id::place;
use crate::discord::members::welcome;
use crate::outbox::{Claim, Destination};

impl DiscordDeliver {
    /// Whom it is for is known by the conversation alone, and forgotten with it.
    pub(super) async fn plan_nobody_reads(&self, claim: &Claim) -> Result<Plan, DbError> {
        let Some(Destination::Channel(channel)) = claim.destination else {
            return Ok(void("its conversation is not known"));
        };
        let theirs = self.bot.guilds.locale(claim.guild).await?;
        let known = self.bot.members.in_conversation(channel).await?;
        let locale = known.map_or(theirs, |member| own_locale(&member, theirs));
        let (mut body, id) = welcome::nobody_reads(&self.bot.words, locale);
        place(&mut body, claim.guild);
        let message = claim.subject_id.to_string();
        body["message_reference"] = json!({"message_id": message, "fail_if_not_exists": true});
        Ok(Plan::Do(Operation::Answer {
            channel,
            body,
            mark: Mark::Component(id.encode()).about(claim.guild),
        }))
    }
}

//! Looking for an effect of which it is not known whether it was done: every message
//! carries a mark that tells whose it is, in a component or an embed.

use serde_json::Value;

use super::DiscordDeliver;
use crate::clock::Instant;
use crate::db::DbError;
use crate::discord::ApiError;
use crate::discord::custom_id::CustomId;
use crate::discord::questions::card;
use crate::ids::ChannelId;
use crate::outbox::{Claim, Effect, Found};

/// Discord's epoch, the first instant of 2015, in milliseconds since 1970.
const EPOCH: i64 = 1_420_070_400_000;
/// How far clocks may differ.
const SKEW: chrono::Duration = chrono::Duration::minutes(5);
const PAGE: usize = 100;
/// How many pages are looked through before it stays unclear.
const PAGES: usize = 20;

/// The mark of a notice to staff.
pub fn notice_mark(claim: &Claim) -> String {
    format!("T-{}", claim.id)
}

/// Where a message's mark stands.
pub(super) enum Mark {
    /// The custom id of one of its components.
    Component(String),
    /// The footer of one of its embeds.
    Footer(String),
    /// It has no embed; in a thread of ours only the opening message has none.
    NoEmbed,
}

impl Mark {
    fn is_on(&self, message: &Value) -> bool {
        match self {
            Self::NoEmbed => message["embeds"].as_array().is_some_and(Vec::is_empty),
            Self::Component(id) => has_component(&message["components"], id),
            Self::Footer(text) => message["embeds"]
                .as_array()
                .is_some_and(|embeds| embeds.iter().any(|e| e["footer"]["text"] == **text)),
        }
    }
}

fn has_component(components: &Value, id: &str) -> bool {
    components.as_array().is_some_and(|list| {
        list.iter()
            .any(|c| c["custom_id"] == id || has_component(&c["components"], id))
    })
}

impl DiscordDeliver {
    pub(super) async fn look(&self, claim: &Claim) -> Result<Found, DbError> {
        let found = match claim.effect {
            // Doing these twice is the same as doing them once.
            Effect::Commands
            | Effect::QuestionThread
            | Effect::QuestionCardEdit
            | Effect::QuestionOpeningEdit
            | Effect::QuestionTextGone(_)
            | Effect::QuestionLook => Found::NotThere,
            Effect::Panel => {
                let place = self.settings(claim.guild).await?;
                let channel = place.and_then(|settings| settings.places.panel_channel);
                let mark = Mark::Component(CustomId::Ask.encode());
                self.look_in(channel, claim.created_at, &mark).await
            }
            Effect::StaffNotice => {
                let place = self.settings(claim.guild).await?;
                let channel = place.and_then(|settings| settings.places.staff_channel);
                self.look_in(channel, claim.created_at, &Mark::Footer(notice_mark(claim)))
                    .await
            }
            Effect::QuestionCard | Effect::QuestionOpening | Effect::QuestionText(_) => {
                self.look_for_question(claim).await?
            }
        };
        Ok(found)
    }

    async fn look_for_question(&self, claim: &Claim) -> Result<Found, DbError> {
        let Some(question) = self.question(claim).await? else {
            return Ok(Found::NotThere);
        };
        let channel = match claim.effect {
            Effect::QuestionCard => Some(question.channel),
            _ => question.thread,
        };
        let mark = match claim.effect {
            Effect::QuestionText(part) => Mark::Footer(card::part_mark(
                &self.bot.words,
                self.bot.guilds.locale(),
                &question,
                part,
            )),
            Effect::QuestionOpening => Mark::NoEmbed,
            _ => Mark::Component(CustomId::Resolve(question.id).encode()),
        };
        Ok(self.look_in(channel, claim.created_at, &mark).await)
    }

    /// Looks through our own messages of a channel since an instant.
    pub(super) async fn look_in(
        &self,
        channel: Option<ChannelId>,
        since: Instant,
        mark: &Mark,
    ) -> Found {
        let Some(channel) = channel else {
            return Found::NotThere;
        };
        let mut after = snowflake(since - SKEW);
        for _ in 0..PAGES {
            let path = format!("channels/{channel}/messages?limit={PAGE}&after={after}");
            let page = match self.api().get(&path).await {
                Ok(Value::Array(page)) => page,
                Ok(_) => return Found::Unclear("the messages cannot be read".into()),
                // Where the channel cannot be read, sending tells why.
                Err(ApiError::Refused { .. }) => return Found::NotThere,
                Err(error) => return Found::Unclear(error.to_string()),
            };
            let ours = page.iter().find(|message| {
                message["author"]["id"] == *self.application && mark.is_on(message)
            });
            if let Some(message) = ours {
                return Found::There(id_of(message));
            }
            after = page.iter().filter_map(id_of).fold(after, i64::max);
            if page.len() < PAGE {
                return Found::NotThere;
            }
        }
        Found::Unclear("too many messages to look through".into())
    }
}

pub(super) fn id_of(message: &Value) -> Option<i64> {
    message["id"].as_str()?.parse().ok()
}

/// The first snowflake of an instant.
fn snowflake(at: Instant) -> i64 {
    (at.timestamp_millis() - EPOCH).max(0) << 22
}

//! Somebody's reactions to messages of others, which an erasure takes away.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::operation::{id_of, went};
use crate::discord::{Api, ApiError};
use crate::ids::{ChannelId, MessageId, UserId};
use crate::outbox::Outcome;

/// Discord's kinds of reactions: plain ones, and those that cost something (`burst`).
const KINDS: [(u8, &str); 2] = [(0, "normal"), (1, "burst")];

/// How many requests it takes at most to know which reactions to a message are somebody's.
pub(super) fn lookups(message: &Value) -> usize {
    all(message).map(|reaction| kinds(reaction).count()).sum()
}

/// The emoji by which somebody has reacted to a message, as they stand in paths: Discord lists who
/// has, by their numbers, from one that is asked for.
pub(super) async fn of(
    api: &Api,
    channel: ChannelId,
    message: &Value,
    user: UserId,
) -> Result<Vec<String>, ApiError> {
    let Some(id) = id_of(message) else {
        return Ok(Vec::new());
    };
    let before = user.get() - 1;
    let mut found = Vec::new();
    for reaction in all(message) {
        let Some(emoji) = emoji(&reaction["emoji"]) else {
            continue;
        };
        for kind in kinds(reaction) {
            let path = format!(
                "channels/{channel}/messages/{id}/reactions/{emoji}?type={kind}&after={before}&limit=1"
            );
            let is_theirs = match api.get(&path).await {
                Ok(page) => page[0]["id"] == *user.to_string(),
                // 10008 and 10014: the message, or the reaction, has gone meanwhile.
                Err(ApiError::Refused {
                    code: 10_008 | 10_014,
                    ..
                }) => false,
                Err(error) => return Err(error),
            };
            if is_theirs {
                found.push(emoji.clone());
                break;
            }
        }
    }
    Ok(found)
}

/// Takes somebody's reactions from a message.
pub(super) async fn take(
    api: &Api,
    channel: ChannelId,
    message: MessageId,
    user: UserId,
    emoji: &[String],
) -> Outcome {
    for emoji in emoji {
        let path = format!("channels/{channel}/messages/{message}/reactions/{emoji}/{user}");
        let done = match api.delete(&path).await {
            // 10013 and 10014: whoever gave it, or the reaction itself, is gone.
            Err(ApiError::Refused {
                code: 10_013 | 10_014,
                ..
            }) => Outcome::Done(None),
            answer => went(answer),
        };
        if !matches!(done, Outcome::Done(_)) {
            return done;
        }
    }
    Outcome::Done(None)
}

fn all(message: &Value) -> impl Iterator<Item = &Value> {
    message["reactions"].as_array().into_iter().flatten()
}

/// The kinds in which there is a reaction.
fn kinds(reaction: &Value) -> impl Iterator<Item = u8> {
    let counts = &reaction["count_details"];
    let some = move |(_, name): &(u8, &str)| counts[*name].as_u64() != Some(0);
    KINDS.into_iter().filter(some).map(|(kind, _)| kind)
}

/// How an emoji stands in a path: a server's own one by its name and number.
fn emoji(emoji: &Value) -> Option<String> {
    let name = emoji["name"].as_str().unwrap_or_default();
    let text = match emoji["id"].as_str() {
        // Of one that was deleted Discord knows no name; any does.
        Some(id) => format!("{}:{id}", if name.is_empty() { "_" } else { name }),
        None if name.is_empty() => return None,
        None => name.to_owned(),
    };
    Some(utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_emoji_is_one_segment_of_a_path() {
        let keycap = emoji(&json!({"id": null, "name": "#️⃣"})).unwrap();
        assert!(keycap.starts_with("%23"), "{keycap}");
        let own = json!({"id": "12", "name": "tea"});
        assert_eq!(emoji(&own).as_deref(), Some("tea%3A12"));
        let gone = json!({"id": "12", "name": null});
        assert_eq!(emoji(&gone).as_deref(), Some("%5F%3A12"));
        assert_eq!(emoji(&json!({"id": null, "name": null})), None);
    }

    #[test]
    fn each_kind_that_somebody_used_is_one_request() {
        let message = json!({"reactions": [
            {"count_details": {"normal": 3, "burst": 0}, "emoji": {"id": null, "name": "👍"}},
            {"count_details": {"normal": 1, "burst": 1}, "emoji": {"id": null, "name": "🍵"}},
            {"emoji": {"id": null, "name": "🎉"}},
        ]});
        assert_eq!(lookups(&message), 1 + 2 + 2);
        assert_eq!(lookups(&json!({})), 0);
    }
}

//! Threads: their names, and the tags of posts in a forum.

use serde_json::{Value, json};
use tracing::warn;

use super::DiscordDeliver;
use super::outcome::gone;
use crate::discord::{Api, ApiError};
use crate::ids::ChannelId;
use crate::outbox::Outcome;

/// Most tags of a forum.
const TAGS_MOST: usize = 20;

impl DiscordDeliver {
    /// The ids of a forum's tags of these names. What is missing is made, where there is room
    /// and the bot may; a post without a tag is better than none.
    pub(super) async fn tags(
        &self,
        api: &Api,
        forum: ChannelId,
        names: &[String],
    ) -> Result<Vec<String>, ApiError> {
        // Two posts at once would make the same tag twice.
        let _one = self.tagging.lock().await;
        let path = format!("channels/{forum}");
        let channel = api.get(&path).await?;
        let mut known = channel["available_tags"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let is_known =
            |known: &[Value], name: &String| known.iter().any(|tag| tag["name"] == **name);
        let missing: Vec<&String> = names
            .iter()
            .filter(|name| !is_known(&known, name))
            .collect();
        if !missing.is_empty() && known.len() + missing.len() <= TAGS_MOST {
            let mut wanted = known.clone();
            wanted.extend(missing.iter().map(|name| json!({"name": name})));
            match api.patch(&path, &json!({"available_tags": wanted})).await {
                Ok(changed) => {
                    known = changed["available_tags"]
                        .as_array()
                        .cloned()
                        .unwrap_or_default();
                }
                Err(ApiError::Refused { status, code }) => {
                    warn!(%forum, status, code, "the tags of the forum cannot be made");
                }
                Err(error) => return Err(error),
            }
        }
        let of = |name: &String| {
            let tag = known.iter().find(|tag| tag["name"] == **name)?;
            tag["id"].as_str().map(str::to_owned)
        };
        Ok(names.iter().filter_map(of).collect())
    }

    /// Gives a thread its name, and a post its tags. An archived one is opened for it.
    pub(super) async fn edit_thread(
        &self,
        api: &Api,
        thread: ChannelId,
        forum: Option<ChannelId>,
        name: String,
        tags: &[String],
    ) -> Outcome {
        let mut body = json!({"name": name});
        if let Some(forum) = forum {
            match self.tags(api, forum, tags).await {
                Ok(tags) => body["applied_tags"] = json!(tags),
                Err(error) => return gone(Err(error)),
            }
        }
        let path = format!("channels/{thread}");
        let mut answer = api.patch(&path, &body).await;
        if let Err(ApiError::Refused { code: 50_083, .. }) = answer {
            body["archived"] = json!(false);
            answer = api.patch(&path, &body).await;
        }
        match gone(answer) {
            Outcome::Done(_) => Outcome::Done(None),
            other => other,
        }
    }
}

//! Looking for an effect of which it is not known whether it was done.

use serde_json::Value;
use twilight_model::channel::permission_overwrite::PermissionOverwrite;
use twilight_model::guild::{Permissions, Role};
use twilight_model::id::Id;
use twilight_util::permission_calculator::PermissionCalculator;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::{Operation, id_of};
use crate::clock::Instant;
use crate::db::DbError;
use crate::discord::{Api, ApiError, instant_in};
use crate::ids::{ChannelId, GuildId, MessageId};
use crate::outbox::{Claim, Found, Repeat, Sighting};

/// How far clocks may differ.
const SKEW: chrono::Duration = chrono::Duration::minutes(5);
const PAGE: usize = 100;
/// How many pages are looked through before it stays undecided.
const PAGES: usize = 20;
const HIDDEN: &str = "the history of the channel cannot be read";

/// Why looking has ended without an answer.
pub(super) enum Blind {
    Now(String),
    Always(String),
}

impl From<ApiError> for Blind {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Refused { status, code } => Self::Always(format!("{status}/{code}")),
            error => Self::Now(error.to_string()),
        }
    }
}

type Seen = Result<Option<i64>, Blind>;

fn found(seen: Seen) -> Found {
    match seen {
        Ok(Some(id)) => Found::There(Some(id)),
        Ok(None) => Found::NotThere,
        Err(Blind::Now(cause)) => Found::Unclear(cause),
        Err(Blind::Always(cause)) => Found::Hidden(cause),
    }
}

impl DiscordDeliver {
    /// Looks for what a claim may have done before.
    pub(super) async fn sight(
        &self,
        operation: &Operation,
        claim: &Claim,
    ) -> Result<Sighting, DbError> {
        let api = self.api(claim.effect);
        let since = claim.created_at;
        let found = match operation {
            Operation::Message { channel, mark, .. } | Operation::Answer { channel, mark, .. } => {
                self.look_for(&api, claim.guild, *channel, since, mark)
                    .await
            }
            Operation::InThread { thread, mark, .. } => {
                let found = self.look_for(&api, claim.guild, *thread, since, mark).await;
                if found == Found::NotThere && Self::is_about_courses(claim.effect) {
                    let above = self.look_above(&api, claim.guild, *thread, since, mark);
                    if let Some(found) = above.await {
                        // A nonce holds in its own channel: what is on its way into the other one
                        // must have arrived.
                        let repeat = Repeat::Doubles;
                        return Ok(Sighting { found, repeat });
                    }
                }
                found
            }
            Operation::Direct { member, mark, .. } => {
                match self.conversation(&api, member, claim.effect).await? {
                    Ok(channel) => {
                        let mark = mark.about(claim.guild);
                        self.look_in(&api, channel, since, &mark).await
                    }
                    Err(error) => found(Err(error.into())),
                }
            }
            Operation::Post {
                forum, guild, mark, ..
            } => found(self.post_with(&api, *guild, *forum, since, mark).await),
            Operation::PrivateThread {
                channel,
                guild,
                name,
            } => found(
                self.private_thread(&api, *guild, *channel, since, name)
                    .await,
            ),
            Operation::Event { guild, marks, .. } => {
                found(self.event_with(&api, *guild, marks).await)
            }
            Operation::NewRole { guild, body } => {
                found(named(&api, &format!("guilds/{guild}/roles"), &body["name"]).await)
            }
            Operation::NewChannel { guild, body } => {
                found(named(&api, &format!("guilds/{guild}/channels"), &body["name"]).await)
            }
            _ => Found::NotThere,
        };
        Ok(Sighting {
            found,
            repeat: operation.repeat(),
        })
    }

    /// What cannot be rendered any more cannot be looked for, nor will it be sent.
    pub(super) fn nothing_to_find() -> Sighting {
        Sighting {
            found: Found::NotThere,
            repeat: Repeat::Harmless,
        }
    }

    /// Looks in the channel of a course's thread: what was wanted before there was a thread may
    /// have been said there. `None` where the thread was there first.
    async fn look_above(
        &self,
        api: &Api,
        guild: GuildId,
        thread: ChannelId,
        since: Instant,
        mark: &Mark,
    ) -> Option<Found> {
        let place = match api.get(&format!("channels/{thread}")).await {
            Ok(place) => place,
            Err(error) => return Some(found(Err(error.into()))),
        };
        let made_at = instant_in(&place["thread_metadata"]["create_timestamp"]);
        if made_at.is_some_and(|at| at < since - SKEW) {
            return None;
        }
        let parent = place["parent_id"].as_str().and_then(|id| id.parse().ok())?;
        let channel = ChannelId::stored(parent);
        Some(self.look_for(api, guild, channel, since, mark).await)
    }

    /// Looks through our own messages of a channel since an instant. Where nothing is
    /// found it must be sure that something could have been.
    async fn look_for(
        &self,
        api: &Api,
        guild: GuildId,
        channel: ChannelId,
        since: Instant,
        mark: &Mark,
    ) -> Found {
        match self.look_in(api, channel, since, mark).await {
            Found::NotThere => match self.reads_history(api, guild, channel).await {
                Ok(false) => Found::Hidden(HIDDEN.into()),
                // Where the channel is gone, sending tells so.
                Ok(true) | Err(Blind::Always(_)) => Found::NotThere,
                Err(Blind::Now(cause)) => Found::Unclear(cause),
            },
            // A channel that is gone holds nothing; sending tells so.
            Found::Hidden(cause) if cause == "404/10003" => Found::NotThere,
            found => found,
        }
    }

    /// Looks through our own messages of a channel since an instant.
    async fn look_in(&self, api: &Api, channel: ChannelId, since: Instant, mark: &Mark) -> Found {
        found(self.messages_with(api, channel, since, mark).await)
    }

    async fn messages_with(
        &self,
        api: &Api,
        channel: ChannelId,
        since: Instant,
        mark: &Mark,
    ) -> Seen {
        let mut after = MessageId::first_at(since - SKEW).get();
        for _ in 0..PAGES {
            let path = format!("channels/{channel}/messages?limit={PAGE}&after={after}");
            let page = list(api.get(&path).await?)?;
            let ours = page.iter().find(|message| {
                message["author"]["id"] == *self.application && mark.is_on(message)
            });
            if let Some(message) = ours {
                return Ok(id_of(message));
            }
            after = page.iter().filter_map(id_of).fold(after, i64::max);
            if page.len() < PAGE {
                return Ok(None);
            }
        }
        Err(Blind::Always("too many messages to look through".into()))
    }

    /// Looks through the active and archived posts of a forum that we made since an instant.
    async fn post_with(
        &self,
        api: &Api,
        guild: GuildId,
        forum: ChannelId,
        since: Instant,
        mark: &Mark,
    ) -> Seen {
        let first = MessageId::first_at(since - SKEW).get();
        let active = api.get(&format!("guilds/{guild}/threads/active")).await?;
        let mut posts = list(active["threads"].clone())?;
        let mut before = String::new();
        for page in 0.. {
            if page == PAGES {
                return Err(Blind::Always("too many posts to look through".into()));
            }
            let path = format!("channels/{forum}/threads/archived/public?limit={PAGE}{before}");
            let archived = api.get(&path).await?;
            let threads = list(archived["threads"].clone())?;
            let last = threads.last().map(|t| t["thread_metadata"].clone());
            posts.extend(threads);
            let Some(last) = last.filter(|_| archived["has_more"] == true) else {
                break;
            };
            let at = &last["archive_timestamp"];
            // The newest come first; what was archived before then is none of ours.
            if instant_in(at).is_some_and(|at| at < since - SKEW) {
                break;
            }
            let at = at.as_str().unwrap_or_default();
            before = format!("&before={}", at.replace('+', "%2B"));
        }
        for post in posts {
            let Some(id) = id_of(&post).filter(|id| *id >= first) else {
                continue;
            };
            let ours = post["owner_id"] == *self.application;
            if !ours || post["parent_id"] != forum.to_string() {
                continue;
            }
            // A post's first message has the id of the post; it may have been deleted.
            match api.get(&format!("channels/{id}/messages/{id}")).await {
                Ok(message) if mark.is_on(&message) => return Ok(Some(id)),
                Ok(_) | Err(ApiError::Refused { code: 10_008, .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }

    /// Looks through the active and archived private threads that we made since an instant.
    async fn private_thread(
        &self,
        api: &Api,
        guild: GuildId,
        channel: ChannelId,
        since: Instant,
        name: &str,
    ) -> Seen {
        let first = MessageId::first_at(since - SKEW).get();
        let is_it = |thread: &&Value| {
            thread["owner_id"] == *self.application
                && thread["parent_id"] == channel.to_string()
                && thread["name"] == name
                && id_of(thread).is_some_and(|id| id >= first)
        };
        let active = api.get(&format!("guilds/{guild}/threads/active")).await?;
        let active = list(active["threads"].clone())?;
        if let Some(thread) = active.iter().find(is_it) {
            return Ok(id_of(thread));
        }
        let path = format!("channels/{channel}/users/@me/threads/archived/private?limit={PAGE}");
        match api.get(&path).await {
            Ok(archived) => {
                let archived = list(archived["threads"].clone())?;
                Ok(archived.iter().find(is_it).and_then(id_of))
            }
            // A channel that is gone holds nothing.
            Err(ApiError::Refused { code: 10_003, .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn event_with(&self, api: &Api, guild: GuildId, marks: &[String]) -> Seen {
        let events = list(api.get(&format!("guilds/{guild}/scheduled-events")).await?)?;
        let ours = events.iter().find(|event| {
            let marked = event["description"].as_str();
            event["creator_id"] == *self.application
                && marked.is_some_and(|text| marks.iter().any(|mark| text.ends_with(mark.as_str())))
        });
        Ok(ours.and_then(id_of))
    }

    /// Whether we see what was written in a channel before: Discord shows an empty list
    /// to whoever may not.
    pub(super) async fn reads_history(
        &self,
        api: &Api,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<bool, Blind> {
        let mut place = api.get(&format!("channels/{channel}")).await?;
        // A thread has the permissions of its channel.
        let is_thread = matches!(place["type"].as_u64(), Some(10..=12));
        if let Some(parent) = place["parent_id"].as_str().filter(|_| is_thread) {
            place = api.get(&format!("channels/{parent}")).await?;
        }
        let overwrites: Vec<PermissionOverwrite> = parse(&place["permission_overwrites"])?;
        let roles = api.get(&format!("guilds/{guild}/roles")).await?;
        let roles: Vec<Role> = parse(&roles)?;
        let me = &self.application;
        let member = api.get(&format!("guilds/{guild}/members/{me}")).await?;
        let held: Vec<String> = parse(&member["roles"])?;
        let everyone = roles
            .iter()
            .find(|role| i64::try_from(role.id.get()) == Ok(guild.get()));
        let everyone = everyone.map_or(Permissions::empty(), |role| role.permissions);
        let held: Vec<_> = roles
            .iter()
            .filter(|role| held.contains(&role.id.to_string()))
            .map(|role| (role.id, role.permissions))
            .collect();
        let unreadable = || Blind::Now("an id is none".into());
        let user = me.parse().ok().and_then(Id::new_checked);
        let guild = u64::try_from(guild.get()).ok().and_then(Id::new_checked);
        let (user, guild) = user.zip(guild).ok_or_else(unreadable)?;
        let permissions = PermissionCalculator::new(guild, user, everyone, &held)
            .in_channel(twilight_model::channel::ChannelType::GuildText, &overwrites);
        Ok(permissions.contains(Permissions::READ_MESSAGE_HISTORY))
    }
}

/// A role or channel with a name. It is made only where there is none.
async fn named(api: &Api, path: &str, name: &Value) -> Seen {
    let all = list(api.get(path).await?)?;
    Ok(all.iter().find(|one| one["name"] == *name).and_then(id_of))
}

fn list(value: Value) -> Result<Vec<Value>, Blind> {
    match value {
        Value::Array(list) => Ok(list),
        _ => Err(Blind::Now("the answer is no list".into())),
    }
}

fn parse<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, Blind> {
    T::deserialize(value).map_err(|_| Blind::Now("the answer cannot be read".into()))
}

//! What can be done on Discord, and how each is sent.

use serde_json::{Value, json};

use super::DiscordDeliver;
use super::mark::Mark;
use super::outcome::{closed, failed, gone, outcome};
use crate::db::DbError;
use crate::discord::custom_id::place;
use crate::discord::{Api, ApiError};
use crate::ids::{ChannelId, GuildId, MessageId, UserId};
use crate::members::{Member, MemberRole, Sweep};
use crate::outbox::{Claim, Effect, FailureKind, Outcome, Repeat};

/// One effect, rendered: what is to be sent, and by what it is known again.
#[derive(Clone, Debug)]
pub enum Operation {
    /// The guild's commands are these.
    Commands { guild: GuildId, body: Value },
    /// A message in a channel.
    Message {
        channel: ChannelId,
        body: Value,
        mark: Mark,
    },
    /// A message under one of somebody else's; without that it is of no use.
    Answer {
        channel: ChannelId,
        body: Value,
        mark: Mark,
    },
    /// A message in a thread, which does not come again once it was deleted.
    InThread {
        thread: ChannelId,
        body: Value,
        mark: Mark,
    },
    /// A direct message.
    Direct {
        member: Box<Member>,
        body: Value,
        mark: Mark,
    },
    /// A message of ours changes.
    Edit {
        channel: ChannelId,
        message: MessageId,
        body: Value,
    },
    /// The thread on a message, which can have only one.
    Thread {
        channel: ChannelId,
        message: MessageId,
        body: Value,
    },
    /// A private thread, known again by its name.
    PrivateThread {
        channel: ChannelId,
        guild: GuildId,
        name: String,
    },
    /// These people are in a thread.
    ThreadMembers {
        thread: ChannelId,
        users: Vec<UserId>,
    },
    /// The name of a thread, and of a post in a forum its tags.
    ThreadEdit {
        thread: ChannelId,
        forum: Option<ChannelId>,
        name: String,
        tags: Vec<String>,
    },
    /// A thread is archived; whoever writes in it opens it again.
    Archive {
        thread: ChannelId,
        /// Under this name.
        renamed: Option<String>,
    },
    /// A post in a forum with tags by their names; its mark is on its first message.
    Post {
        forum: ChannelId,
        guild: GuildId,
        tags: Vec<String>,
        body: Value,
        mark: Mark,
    },
    /// A member has a role, or has it no longer.
    Role(MemberRole),
    /// A new scheduled event; one of the marks ends its description.
    Event {
        guild: GuildId,
        body: Value,
        marks: Vec<String>,
    },
    /// A scheduled event changes.
    EventEdit {
        guild: GuildId,
        event: i64,
        body: Value,
    },
    /// A scheduled event goes.
    EventGone { guild: GuildId, event: i64 },
    /// A message of ours goes.
    MessageGone {
        channel: ChannelId,
        message: MessageId,
    },
    /// Somebody is taken out of what stands in a channel.
    Sweep {
        channel: ChannelId,
        user: UserId,
        what: Sweep,
    },
    /// A new role, known again by its name.
    NewRole { guild: GuildId, body: Value },
    /// A new channel, known again by its name.
    NewChannel { guild: GuildId, body: Value },
    /// A role or channel goes.
    PlaceGone { path: String },
}

impl Operation {
    /// What doing it a second time would do.
    pub fn repeat(&self) -> Repeat {
        match self {
            Self::Message { .. }
            | Self::Answer { .. }
            | Self::InThread { .. }
            | Self::Direct { .. } => Repeat::Nonce,
            Self::Post { .. }
            | Self::Event { .. }
            | Self::PrivateThread { .. }
            | Self::NewRole { .. }
            | Self::NewChannel { .. } => Repeat::Doubles,
            Self::Commands { .. }
            | Self::Edit { .. }
            | Self::Thread { .. }
            | Self::ThreadEdit { .. }
            | Self::ThreadMembers { .. }
            | Self::Archive { .. }
            | Self::Role(_)
            | Self::EventEdit { .. }
            | Self::EventGone { .. }
            | Self::MessageGone { .. }
            | Self::Sweep { .. }
            | Self::PlaceGone { .. } => Repeat::Harmless,
        }
    }
}

impl DiscordDeliver {
    /// Sends it.
    pub(super) async fn perform(
        &self,
        operation: Operation,
        claim: &Claim,
    ) -> Result<Outcome, DbError> {
        let api = self.api(claim.effect);
        Ok(match operation {
            Operation::Commands { guild, body } => {
                let path = format!("applications/{}/guilds/{guild}/commands", self.application);
                made_nothing(outcome(api.put(&path, &body).await))
            }
            Operation::Message { channel, body, .. } => {
                outcome(send(&api, channel, body, claim).await)
            }
            Operation::Answer { channel, body, .. } => {
                match send(&api, channel, body, claim).await {
                    // 50035 invalid form: the message that it answers is gone.
                    Err(ApiError::Refused { code: 50_035, .. }) => {
                        Outcome::Void("the message is gone")
                    }
                    // 50007, 50278: whoever wrote to us takes no more messages, or has left.
                    Err(ApiError::Refused {
                        code: 50_007 | 50_278,
                        ..
                    }) => Outcome::Void("they cannot be written to"),
                    answer => outcome(answer),
                }
            }
            Operation::InThread { thread, body, .. } => gone(send(&api, thread, body, claim).await),
            Operation::Direct { member, body, .. } => {
                self.direct(&api, &member, body, claim).await?
            }
            Operation::Edit {
                channel,
                message,
                body,
            } => edit(&api, channel, message, &body).await,
            threads @ (Operation::Thread { .. }
            | Operation::PrivateThread { .. }
            | Operation::ThreadMembers { .. }
            | Operation::ThreadEdit { .. }
            | Operation::Archive { .. }
            | Operation::Post { .. }) => self.in_threads(&api, threads).await,
            Operation::Role(wish) => {
                let (guild, user, role) = (wish.guild, wish.user, wish.role);
                let path = format!("guilds/{guild}/members/{user}/roles/{role}");
                let answer = if wish.held {
                    api.put(&path, &Value::Null).await
                } else {
                    api.delete(&path).await
                };
                match answer {
                    // 10007 unknown member, 10013 unknown user.
                    Err(ApiError::Refused {
                        code: 10_007 | 10_013,
                        ..
                    }) => Outcome::Void("the member has left"),
                    // 10011 unknown role.
                    Err(ApiError::Refused { code: 10_011, .. }) if !wish.held => {
                        Outcome::Done(None)
                    }
                    answer => made_nothing(outcome(answer)),
                }
            }
            Operation::Event { guild, body, .. } => {
                let path = format!("guilds/{guild}/scheduled-events");
                outcome(api.post(&path, &body).await)
            }
            Operation::EventEdit { guild, event, body } => {
                let path = format!("guilds/{guild}/scheduled-events/{event}");
                match api.patch(&path, &body).await {
                    // 10070 unknown scheduled event: staff do not want it.
                    Err(ApiError::Refused { code: 10_070, .. }) => {
                        Outcome::Void("the event was deleted by hand")
                    }
                    answer => outcome(answer),
                }
            }
            Operation::MessageGone { channel, message } => {
                let path = format!("channels/{channel}/messages/{message}");
                let done = went(api.delete(&path).await);
                if claim.effect == Effect::ErasureTrace {
                    self.for_want_of_a_right(claim, channel, done).await?
                } else {
                    done
                }
            }
            Operation::Sweep {
                channel,
                user,
                what,
            } => self.sweep(&api, claim, channel, user, what).await?,
            Operation::NewRole { guild, body } => {
                outcome(api.post(&format!("guilds/{guild}/roles"), &body).await)
            }
            Operation::NewChannel { guild, body } => {
                outcome(api.post(&format!("guilds/{guild}/channels"), &body).await)
            }
            Operation::PlaceGone { path } => went(api.delete(&path).await),
            Operation::EventGone { guild, event } => {
                let path = format!("guilds/{guild}/scheduled-events/{event}");
                match api.delete(&path).await {
                    // 10070 unknown scheduled event: somebody was faster.
                    Ok(_) | Err(ApiError::Refused { code: 10_070, .. }) => Outcome::Done(None),
                    answer => outcome(answer),
                }
            }
        })
    }

    /// Sends what is about a thread or post.
    async fn in_threads(&self, api: &Api, operation: Operation) -> Outcome {
        match operation {
            Operation::Thread {
                channel,
                message,
                body,
            } => thread(api, channel, message, &body).await,
            Operation::PrivateThread { channel, name, .. } => {
                let path = format!("channels/{channel}/threads");
                outcome(api.post(&path, &private_thread(&name)).await)
            }
            Operation::ThreadMembers { thread, users } => add(api, thread, &users).await,
            Operation::Post {
                forum,
                tags,
                mut body,
                ..
            } => match self.tags(api, forum, &tags).await {
                Ok(tags) => {
                    body["applied_tags"] = json!(tags);
                    let path = format!("channels/{forum}/threads");
                    outcome(api.post(&path, &body).await)
                }
                Err(error) => outcome(Err(error)),
            },
            Operation::ThreadEdit {
                thread,
                forum,
                name,
                tags,
            } => self.edit_thread(api, thread, forum, name, &tags).await,
            Operation::Archive { thread, renamed } => {
                if let Some(name) = renamed {
                    match self.edit_thread(api, thread, None, name, &[]).await {
                        Outcome::Done(_) => {}
                        other => return other,
                    }
                }
                let body = json!({"archived": true});
                let answer = api.patch(&format!("channels/{thread}"), &body).await;
                match answer {
                    // 50083: it is archived already.
                    Ok(_) | Err(ApiError::Refused { code: 50_083, .. }) => Outcome::Done(None),
                    answer => gone(answer),
                }
            }
            _ => Outcome::Void("not about a thread"),
        }
    }

    /// Sends a direct message; to somebody whose direct messages are known to be closed
    /// none is tried.
    async fn direct(
        &self,
        api: &Api,
        member: &Member,
        mut body: Value,
        claim: &Claim,
    ) -> Result<Outcome, DbError> {
        place(&mut body, claim.guild);
        if member.reach.dms_closed {
            return Ok(Outcome::Fallback("direct messages are closed"));
        }
        let channel = match self.conversation(api, member, claim.effect).await? {
            Ok(channel) => channel,
            Err(error) => return Ok(closed(Err(error))),
        };
        // What stands in a conversation that was not known goes before they are told that all has.
        if claim.effect == Effect::ErasureTold
            && member.reach.dm_channel.is_none()
            && let Err(error) = self.clear(api, channel, claim).await?
        {
            return Ok(outcome(Err(error)));
        }
        Ok(closed(send(api, channel, body, claim).await))
    }

    /// The conversation with somebody; opened if it never was.
    pub(super) async fn conversation(
        &self,
        api: &Api,
        member: &Member,
        effect: Effect,
    ) -> Result<Result<ChannelId, ApiError>, DbError> {
        if let Some(channel) = member.reach.dm_channel {
            return Ok(Ok(channel));
        }
        let body = json!({"recipient_id": member.user.to_string()});
        let opened = match api.post("users/@me/channels", &body).await {
            Ok(opened) => opened,
            Err(error) => return Ok(Err(error)),
        };
        let Some(id) = id_of(&opened) else {
            return Ok(Err(ApiError::Unknown("the conversation has no id".into())));
        };
        let channel = ChannelId::stored(id);
        // Of whom everything was erased nothing is kept again, and of whoever is new nothing yet.
        if effect != Effect::ErasureTold && !Self::is_about_newcomers(effect) {
            let members = &self.bot.members;
            members.dm_channel_opened(member.user, channel).await?;
        }
        Ok(Ok(channel))
    }
}

/// Sends a message with the effect's nonce.
async fn send(
    api: &Api,
    channel: ChannelId,
    mut body: Value,
    claim: &Claim,
) -> Result<Value, ApiError> {
    body["nonce"] = json!(claim.nonce);
    body["enforce_nonce"] = json!(true);
    api.post(&format!("channels/{channel}/messages"), &body)
        .await
}

/// Changes a message of ours; an archived thread is opened for it.
pub(super) async fn edit(
    api: &Api,
    channel: ChannelId,
    message: MessageId,
    body: &Value,
) -> Outcome {
    let path = format!("channels/{channel}/messages/{message}");
    let mut answer = api.patch(&path, body).await;
    if let Err(ApiError::Refused { code: 50_083, .. }) = answer {
        let thread = format!("channels/{channel}");
        let opened = api.patch(&thread, &json!({"archived": false})).await;
        answer = match opened {
            Ok(_) => api.patch(&path, body).await,
            Err(error) => Err(error),
        };
    }
    match answer {
        Err(ApiError::Refused {
            code: 50_083 | 160_005,
            ..
        }) => Outcome::Void("the thread is locked"),
        answer => gone(answer),
    }
}

/// A message has at most one thread, with the message's own id: asking twice is safe.
async fn thread(api: &Api, channel: ChannelId, message: MessageId, body: &Value) -> Outcome {
    let path = format!("channels/{channel}/messages/{message}/threads");
    match api.post(&path, body).await {
        Err(ApiError::Refused { code: 160_004, .. }) => Outcome::Done(Some(message.get())),
        answer => gone(answer),
    }
}

/// Discord's type of a private thread; into one of ours nobody else brings others. After a
/// week without a word it rests, and whoever writes wakes it.
fn private_thread(name: &str) -> Value {
    json!({
        "name": name,
        "type": 12,
        "invitable": false,
        "auto_archive_duration": 10_080,
    })
}

/// Puts people into a thread; an archived one is opened for it. Whoever has left the server
/// is not missed.
async fn add(api: &Api, thread: ChannelId, users: &[UserId]) -> Outcome {
    for user in users {
        let path = format!("channels/{thread}/thread-members/{user}");
        let mut answer = api.put(&path, &Value::Null).await;
        if let Err(ApiError::Refused { code: 50_083, .. }) = answer {
            let place = format!("channels/{thread}");
            let opened = api.patch(&place, &json!({"archived": false})).await;
            answer = match opened {
                Ok(_) => api.put(&path, &Value::Null).await,
                Err(error) => Err(error),
            };
        }
        match answer {
            // 10007 unknown member, 10013 unknown user.
            Ok(_)
            | Err(ApiError::Refused {
                code: 10_007 | 10_013,
                ..
            }) => {}
            answer => return gone(answer),
        }
    }
    Outcome::Done(None)
}

/// Something was to go: 10003 unknown channel, 10008 unknown message and 10011 unknown role
/// say that somebody was faster.
pub(super) fn went(answer: Result<Value, ApiError>) -> Outcome {
    match answer {
        Ok(_)
        | Err(ApiError::Refused {
            code: 10_003 | 10_008 | 10_011,
            ..
        }) => Outcome::Done(None),
        answer => outcome(answer),
    }
}

/// What has made something that has no id of its own.
fn made_nothing(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Done(_) => Outcome::Done(None),
        other => other,
    }
}

/// What an effect builds on is not there, and may come.
pub(super) fn behind(what: &'static str) -> Outcome {
    failed(FailureKind::Behind, what)
}

pub(super) fn id_of(object: &Value) -> Option<i64> {
    object["id"].as_str()?.parse().ok()
}

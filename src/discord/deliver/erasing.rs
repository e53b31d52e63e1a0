//! What on Discord names somebody whose data is erased, or holds their words, goes.

use std::time::Duration;

use serde_json::{Value, json};

use super::DiscordDeliver;
use super::find::Blind;
use super::operation::{Operation, edit, id_of, went};
use super::outcome::{failed, gone, outcome};
use super::plan::{Plan, void};
use super::reactions;
use crate::db::DbError;
use crate::discord::members::erased;
use crate::discord::text::NOBODY;
use crate::discord::{Api, ApiError};
use crate::guilds::Locale;
use crate::ids::{ChannelId, ErasureId, GuildId, MessageId, UserId};
use crate::members::{Member, MemberRole, Sweep, TraceKind};
use crate::outbox::{Claim, Effect, FailureKind, Outcome};

/// Messages per request, as many as Discord gives.
const PAGE: usize = 100;
/// So many messages are changed or deleted in one go: it must end well within a lease, also where
/// Discord lets five a second be changed.
const CHANGES: usize = 20;
/// So many requests are made in one go to know whose reactions these are.
const LOOKUPS: usize = 20;
/// Longer than Discord's limit for taking reactions away, one in a quarter of a second, lets wait:
/// else each would cost a go, in which a thread that rests is opened and rests again.
const PATIENCE: Duration = Duration::from_secs(2);
/// Discord's types of a conversation and of a forum, which has no messages but those of its posts.
const DIRECT: u64 = 1;
const FORUM: u64 = 15;
/// As Discord would say it (50013: a permission is missing), if it said it.
const NO_HISTORY: &str = "Read Message History: 50013";
/// Discord's types of messages that can be edited: a plain one, a reply, the answer to a command.
const EDITABLE: [u64; 4] = [0, 19, 20, 23];

/// What is to be done with a message.
struct Change {
    message: MessageId,
    what: What,
    /// The emoji by which they reacted to it.
    reactions: Vec<String>,
}

enum What {
    Deleted,
    Edited(Value),
    Stays,
}

impl DiscordDeliver {
    /// Whether an effect is about an erasure.
    pub(super) fn is_about_erasing(effect: Effect) -> bool {
        matches!(effect, Effect::ErasureTrace | Effect::ErasureTold)
    }

    pub(super) async fn plan_erasing(&self, claim: &Claim) -> Result<Plan, DbError> {
        let erasing = &self.bot.erasing;
        if claim.effect == Effect::ErasureTrace {
            let Some((trace, user)) = erasing.trace(claim.subject_id).await? else {
                return Ok(void("it is over"));
            };
            if let TraceKind::Role(role) = trace.what {
                // They may have come back for it.
                let wishes = self.bot.members.wishes(trace.guild, user).await?;
                if wishes.iter().any(|wish| wish.held && wish.role == role) {
                    return Ok(void("it is wanted again"));
                }
            }
            return Ok(Plan::Do(match trace.what {
                TraceKind::Message(channel, message) => Operation::MessageGone { channel, message },
                TraceKind::In(channel, what) => Operation::Sweep {
                    channel,
                    user,
                    what,
                },
                TraceKind::Role(role) => Operation::Role(MemberRole {
                    guild: trace.guild,
                    user,
                    role,
                    held: false,
                }),
            }));
        }
        let erasure = erasing.find(ErasureId(claim.subject_id)).await?;
        let Some((erasure, user)) = erasure.and_then(|known| Some((known.clone(), known.user?)))
        else {
            return Ok(void("it is over"));
        };
        self.bot.forget_language(user);
        let own = erasure.language.as_deref().and_then(Locale::from_code);
        let locale = match own {
            Some(locale) => locale,
            None => self.bot.guilds.locale(erasure.guild).await?,
        };
        let mut member = Member::unknown(user);
        member.reach.dm_channel = erasure.dm_channel;
        let (body, mark) = erased::told(&self.bot.words, locale, erasure.left);
        Ok(Plan::Do(Operation::Direct {
            member: Box::new(member),
            body,
            mark,
        }))
    }

    /// Deletes what we had written in a conversation when an erasure began: what came since is
    /// theirs to keep.
    pub(super) async fn clear(
        &self,
        api: &Api,
        channel: ChannelId,
        claim: &Claim,
    ) -> Result<Result<(), ApiError>, DbError> {
        let erasure = self.bot.erasing.find(ErasureId(claim.subject_id)).await?;
        let Some(erasure) = erasure else {
            return Ok(Ok(()));
        };
        let path = format!("channels/{channel}/messages");
        let mut before = MessageId::first_at(erasure.begun_at).get();
        loop {
            let page = match api
                .get(&format!("{path}?limit={PAGE}&before={before}"))
                .await
            {
                Ok(page) => page.as_array().cloned().unwrap_or_default(),
                Err(error) => return Ok(Err(error)),
            };
            let is_ours = |message: &&Value| message["author"]["id"] == *self.application;
            for id in page.iter().filter(is_ours).filter_map(id_of) {
                match api.delete(&format!("{path}/{id}")).await {
                    // What Discord does not let be deleted keeps nobody from being told.
                    Ok(_) | Err(ApiError::Refused { .. }) => {}
                    Err(error) => return Ok(Err(error)),
                }
            }
            match page.iter().filter_map(id_of).min() {
                Some(oldest) if page.len() == PAGE => before = oldest,
                _ => return Ok(Ok(())),
            }
        }
    }

    /// Whether it is one of the channels in which the bot speaks now.
    async fn speaks_in(&self, guild: GuildId, channel: ChannelId) -> Result<bool, DbError> {
        let known = self.bot.guilds.find(guild).await?;
        Ok(known.is_some_and(|guild| {
            let mut spoken = guild.places.spoken().into_iter();
            spoken.any(|spoken| spoken.channel == channel)
        }))
    }

    /// What is to be done with the messages of a page. It is cut where it was not looked whose
    /// reactions they are: they are too many for one go, or a limit of Discord's is in the way.
    async fn changes(
        &self,
        api: &Api,
        (channel, place): (ChannelId, &Value),
        page: &mut Vec<Value>,
        user: UserId,
        sweep: Sweep,
    ) -> Result<Vec<Change>, ApiError> {
        let id = user.to_string();
        let mut changes = Vec::new();
        let mut looked = 0;
        for at in 0..page.len() {
            let message = &page[at];
            let Some(message_id) = id_of(message).map(MessageId::stored) else {
                continue;
            };
            let is_ours = message["author"]["id"] == *self.application;
            let may_go = match sweep {
                // What they reacted to of others is elsewhere.
                Sweep::Names | Sweep::Reactions => is_ours,
                // In a conversation nobody can take another's away.
                Sweep::Ours | Sweep::Written => place["type"] != DIRECT,
            };
            let what = what_of(message, sweep, is_ours, &id);
            let mut theirs = Vec::new();
            if may_go && !matches!(what, What::Deleted) {
                let more = reactions::lookups(message);
                if looked > 0 && looked + more > LOOKUPS {
                    page.truncate(at);
                    break;
                }
                looked += more;
                match reactions::of(api, channel, message, user).await {
                    Ok(found) => theirs = found,
                    Err(error) if at == 0 => return Err(error),
                    Err(_) => {
                        page.truncate(at);
                        break;
                    }
                }
            }
            if theirs.is_empty() && matches!(what, What::Stays) {
                continue;
            }
            changes.push(Change {
                message: message_id,
                what,
                reactions: theirs,
            });
        }
        Ok(changes)
    }

    /// Takes somebody out of messages of ours in a channel, or deletes these, where the channel is
    /// for them alone, or what they wrote there, where it is about what they asked; and their
    /// reactions from what stays: from the newest back, a part at a time, and how far it came is
    /// kept. Nobody is taken out of a thread: Discord would note that there for good, and whoever
    /// leaves a thread by themselves leaves no note.
    pub(super) async fn sweep(
        &self,
        api: &Api,
        claim: &Claim,
        channel: ChannelId,
        user: UserId,
        what: Sweep,
    ) -> Result<Outcome, DbError> {
        let api = &api.patient(PATIENCE);
        let place = match api.get(&format!("channels/{channel}")).await {
            Ok(place) => place,
            // 50001: it may not see it.
            Err(ApiError::Refused { code: 50_001, .. })
                if what == Sweep::Reactions && !self.speaks_in(claim.guild, channel).await? =>
            {
                return Ok(Outcome::Void("the bot speaks there no more"));
            }
            Err(error) => {
                let refused = gone_or(error, outcome);
                return self.for_want_of_a_right(claim, channel, refused).await;
            }
        };
        if place["type"] == FORUM {
            return Ok(Outcome::Done(None));
        }
        let swept = self
            .sweep_in(api, claim, (channel, &place), user, what)
            .await?;
        // Rights are given for the channel of a thread; in a conversation there are none.
        let of = place["parent_id"]
            .as_str()
            .filter(|_| !place["thread_metadata"].is_null());
        Ok(match of.or(place["id"].as_str()) {
            Some(of) if place["type"] != DIRECT => for_want_of_a_right_in(of, swept),
            _ => swept,
        })
    }

    /// Where a right is missing in a channel of which nothing else is known.
    pub(super) async fn for_want_of_a_right(
        &self,
        claim: &Claim,
        channel: ChannelId,
        outcome: Outcome,
    ) -> Result<Outcome, DbError> {
        let spoken = self.bot.guilds.spoken_channels(claim.guild).await?;
        let is_spoken = spoken.iter().any(|spoken| spoken.channel == channel);
        Ok(if is_spoken {
            for_want_of_a_right_in(&channel.to_string(), outcome)
        } else {
            for_want_of_a_right_in("a thread", outcome)
        })
    }

    async fn sweep_in(
        &self,
        api: &Api,
        claim: &Claim,
        (channel, place): (ChannelId, &Value),
        user: UserId,
        what: Sweep,
    ) -> Result<Outcome, DbError> {
        let trace = claim.subject_id;
        let erasing = &self.bot.erasing;
        let before = erasing.seen_to(trace).await?;
        let older = before.map_or_else(String::new, |id| format!("&before={id}"));
        let path = format!("channels/{channel}/messages?limit={PAGE}{older}");
        let mut page = match api.get(&path).await {
            Ok(page) => page.as_array().cloned().unwrap_or_default(),
            Err(error) => return Ok(gone_or(error, outcome)),
        };
        page.sort_by_key(|message| std::cmp::Reverse(id_of(message)));
        // Whoever may not read what was written before is shown an empty list.
        if page.is_empty() && place["type"] != DIRECT {
            match self.reads_history(api, claim.guild, channel).await {
                Ok(true) | Err(Blind::Always(_)) => {}
                Ok(false) => return Ok(failed(FailureKind::Guild, NO_HISTORY)),
                Err(Blind::Now(cause)) => {
                    return Ok(Outcome::Again {
                        cause,
                        wait: None,
                        untouched: false,
                    });
                }
            }
        }
        let is_page = page.len() == PAGE;
        let whole = page.len();
        let all = match self
            .changes(api, (channel, place), &mut page, user, what)
            .await
        {
            Ok(all) => all,
            Err(error) => return Ok(gone_or(error, outcome)),
        };
        let is_more = is_page || page.len() < whole;
        // In a thread that rests nothing can be changed. That it is opened is kept, so that it
        // rests again whatever comes between.
        let rests = place["thread_metadata"]["archived"] == true;
        if rests && !all.is_empty() {
            erasing.opens(trace).await?;
            if let Err(error) = rest(api, channel, false).await {
                return Ok(gone_or(error, gone));
            }
        }
        let (seen_to, stopped) = see_to(api, channel, user, &all).await;
        if (!rests || !all.is_empty())
            && erasing.has_opened(trace).await?
            && let Err(error) = rest(api, channel, true).await
            && stopped.is_none()
        {
            return Ok(gone_or(error, gone));
        }
        let oldest = page.last().and_then(id_of).map(MessageId::stored);
        if let (Some(down_to), true) = (seen_to, stopped.is_some() || all.len() > CHANGES) {
            erasing.saw_to(trace, down_to).await?;
        } else if let (Some(oldest), true) = (oldest, stopped.is_none() && is_more) {
            erasing.saw_to(trace, oldest).await?;
        } else if stopped.is_none() {
            return Ok(Outcome::Done(None));
        }
        Ok(stopped.unwrap_or_else(go_on))
    }
}

/// What is to be done with a message itself.
fn what_of(message: &Value, sweep: Sweep, is_ours: bool, user: &str) -> What {
    match sweep {
        Sweep::Written if message["author"]["id"] == *user => What::Deleted,
        Sweep::Ours if is_ours => What::Deleted,
        Sweep::Names if is_ours => without(message, user).map_or(What::Stays, What::Edited),
        _ => What::Stays,
    }
}

/// Sees to as many of these messages as are seen to in one go: down to which one, and why it went
/// no further, if something was in the way.
async fn see_to(
    api: &Api,
    channel: ChannelId,
    user: UserId,
    all: &[Change],
) -> (Option<MessageId>, Option<Outcome>) {
    let mut seen_to = None;
    for change in all.iter().take(CHANGES) {
        let message = change.message;
        let mut done = match &change.what {
            What::Deleted => {
                let path = format!("channels/{channel}/messages/{message}");
                match api.delete(&path).await {
                    // 50021: a note of Discord's that nobody can delete.
                    Err(ApiError::Refused { code: 50_021, .. }) => Outcome::Done(None),
                    answer => went(answer),
                }
            }
            What::Edited(body) => edit(api, channel, message, body).await,
            What::Stays => Outcome::Done(None),
        };
        if let Outcome::Done(_) = done {
            done = reactions::take(api, channel, message, user, &change.reactions).await;
        }
        match done {
            Outcome::Done(_) => {}
            // Somebody was faster.
            Outcome::Failed(failure) if failure.kind == FailureKind::Gone => {}
            // Staff can unlock it.
            Outcome::Void(cause) => {
                return (seen_to, Some(failed(FailureKind::Guild, cause)));
            }
            other => return (seen_to, Some(other)),
        }
        seen_to = Some(message);
    }
    (seen_to, None)
}

/// Names where staff are to give a right, in front of the cause: so that they are told of each
/// place.
fn for_want_of_a_right_in(place: &str, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Failed(mut failure) if failure.kind == FailureKind::Guild => {
            failure.cause = format!("{place}: {}", failure.cause);
            Outcome::Failed(failure)
        }
        other => other,
    }
}

/// Why something cannot be done in a channel; done where the channel is gone (10003) with
/// everything in it.
fn gone_or(error: ApiError, outcome: impl Fn(Result<Value, ApiError>) -> Outcome) -> Outcome {
    match error {
        ApiError::Refused { code: 10_003, .. } => Outcome::Done(None),
        error => outcome(Err(error)),
    }
}

/// There is more to see to, at once.
fn go_on() -> Outcome {
    Outcome::Later {
        wait: chrono::Duration::zero(),
        destination: None,
    }
}

/// A thread rests, or is opened.
async fn rest(api: &Api, thread: ChannelId, rests: bool) -> Result<Value, ApiError> {
    let body = json!({"archived": rests});
    api.patch(&format!("channels/{thread}"), &body).await
}

/// A message without somebody; `None` if they are not in it.
fn without(message: &Value, user: &str) -> Option<Value> {
    let kind = message["type"].as_u64().unwrap_or_default();
    if !EDITABLE.contains(&kind) {
        return None;
    }
    let names = |part: &Value| part.to_string().contains(user);
    let mut body = json!({"allowed_mentions": {"parse": []}});
    let mut is_named = false;
    if names(&message["content"]) {
        body["content"] = taken_out(&message["content"], user);
        is_named = true;
    }
    if names(&message["embeds"]) {
        body["embeds"] = taken_out(&message["embeds"], user);
        is_named = true;
    }
    if names(&message["components"]) {
        // What it would do is about them.
        body["components"] = json!([]);
        is_named = true;
    }
    is_named.then_some(body)
}

/// The same with a dash wherever somebody is named.
fn taken_out(part: &Value, user: &str) -> Value {
    match part {
        Value::String(text) => {
            let text = text.replace(&format!("<@{user}>"), NOBODY);
            Value::String(text.replace(user, NOBODY))
        }
        Value::Array(parts) => parts.iter().map(|part| taken_out(part, user)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, part)| (name.clone(), taken_out(part, user)))
            .collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_named_is_taken_out_and_all_else_stays() {
        let message = json!({
            "type": 0,
            "content": "<@12> and <@34>",
            "embeds": [{"title": "12", "fields": [{"name": "by", "value": "<@12>", "inline": true}]}],
            "components": [],
        });
        let body = without(&message, "12").unwrap();
        assert_eq!(body["content"], "— and <@34>");
        assert_eq!(body["embeds"][0]["fields"][0]["value"], "—");
        assert_eq!(body["embeds"][0]["fields"][0]["inline"], true);
        assert_eq!(body["components"], Value::Null, "they stay");
        assert_eq!(without(&message, "56"), None);
    }
}

//! Reading what came while nobody listened: replies in threads, and who has left.

use std::collections::BTreeMap;

use serde_json::Value;

use super::DiscordDeliver;
use super::operation::id_of;
use super::outcome::outcome;
use super::plan::Read;
use crate::clock::Instant;
use crate::db::DbError;
use crate::discord::bot::UnknownConsent;
use crate::discord::{ApiError, instant_in};
use crate::ids::{ChannelId, MessageId, RoleId, UserId};
use crate::outbox::{Claim, Outcome};
use crate::questions::Question;
use crate::tutors::Request;

/// Messages per request, as many as Discord gives.
const PAGE: usize = 100;
/// Members per request, as many as Discord gives.
const MEMBERS: usize = 1000;

/// Somebody wrote something.
struct Heard {
    id: MessageId,
    author: UserId,
    at: Option<Instant>,
}

impl DiscordDeliver {
    /// Reads what a plan asks for.
    pub(super) async fn read(&self, read: &Read, claim: &Claim) -> Result<Outcome, DbError> {
        match read {
            Read::Question(question) => self.look_at(question, claim).await,
            Read::Talk(request) => self.look_at_talk(request, claim).await,
            Read::Tutors => self.look_at_tutors(claim).await,
        }
    }

    /// Reads a talk's thread from where it was last looked at, oldest first.
    async fn look_at_talk(&self, request: &Request, claim: &Claim) -> Result<Outcome, DbError> {
        let api = self.api(claim.effect);
        let Some(thread) = request.thread else {
            return Ok(Outcome::Void("there is no thread"));
        };
        let tutors = &self.bot.tutors;
        let mut after = request.last_seen;
        loop {
            let path = format!("channels/{thread}/messages?limit={PAGE}&after={after}");
            let mut page = match api.get(&path).await {
                Ok(Value::Array(page)) => page,
                Err(ApiError::Refused { code: 10_003, .. }) => {
                    tutors.thread_deleted(request.guild, thread).await?;
                    return Ok(Outcome::Void("the thread was deleted"));
                }
                Err(ApiError::Refused { .. }) => {
                    return Ok(Outcome::Void("the thread cannot be read"));
                }
                other => return Ok(outcome(other)),
            };
            page.sort_by_key(id_of);
            for message in &page {
                if let Some(heard) = heard(message) {
                    let at = heard.at.unwrap_or(request.requested_at);
                    tutors
                        .message_in_thread(request.guild, thread, heard.id, heard.author, at)
                        .await?;
                }
                after = MessageId::stored(id_of(message).unwrap_or(after.get()));
            }
            tutors.looked_at(request.id, after).await?;
            if page.len() < PAGE {
                return Ok(Outcome::Done(None));
            }
        }
    }

    /// Who has left or come back, and who has lost the tutor role or has got it.
    async fn look_at_tutors(&self, claim: &Claim) -> Result<Outcome, DbError> {
        let tutors = &self.bot.tutors;
        // Who joins while it is read is not missed.
        let before = self.bot.erasing.before_looking(claim.guild).await?;
        let people = tutors.people(claim.guild).await?;
        let api = self.api(claim.effect);
        let mut here: BTreeMap<UserId, Vec<RoleId>> = BTreeMap::new();
        let mut joined: Vec<(UserId, Instant)> = Vec::new();
        let mut after = "0".to_owned();
        loop {
            let path = format!(
                "guilds/{}/members?limit={MEMBERS}&after={after}",
                claim.guild
            );
            let page = match api.get(&path).await {
                Ok(page) => page.as_array().cloned().unwrap_or_default(),
                other => return Ok(outcome(other)),
            };
            for member in &page {
                let id = |value: &Value| value.as_str().and_then(|id| id.parse().ok());
                let roles = member["roles"].as_array().into_iter().flatten();
                if let Some(user) = id(&member["user"]["id"]) {
                    let at = instant_in(&member["joined_at"]);
                    if let Some(at) = at.filter(|_| member["user"]["bot"] != true) {
                        joined.push((UserId::new(user), at));
                    }
                    let roles = roles.filter_map(id).map(RoleId::new);
                    here.insert(UserId::new(user), roles.collect());
                }
            }
            match page.last().and_then(|member| member["user"]["id"].as_str()) {
                Some(last) if page.len() == MEMBERS => last.clone_into(&mut after),
                _ => break,
            }
        }
        for user in people {
            match here.get(&user) {
                Some(roles) => tutors.roles_seen(claim.guild, user, roles).await?,
                None => tutors.left(claim.guild, user).await?,
            }
        }
        self.bot.welcome_missed(claim.guild, &joined).await?;
        let is_here = |user: UserId| here.contains_key(&user);
        let erasing = &self.bot.erasing;
        for user in erasing
            .look_who_is_here(claim.guild, &before, is_here)
            .await?
        {
            self.bot.courses.left(claim.guild, user).await?;
        }
        // Whoever is back has had their roles wanted again before this.
        let members = &self.bot.members;
        for user in members.with_roles(claim.guild).await? {
            if let Some(roles) = here.get(&user) {
                members.roles_seen((claim.guild, user), roles).await?;
            }
        }
        Ok(Outcome::Done(None))
    }

    /// Reads from where the thread was last looked at, oldest first; and looks whether the
    /// card still stands.
    pub(super) async fn look_at(
        &self,
        question: &Question,
        claim: &Claim,
    ) -> Result<Outcome, DbError> {
        let api = self.api(claim.effect);
        let Some(thread) = question.place_of_replies() else {
            return Ok(Outcome::Void("there is no thread"));
        };
        if let Some((channel, message)) = question.place_of_card() {
            let path = format!("channels/{channel}/messages/{message}");
            if let Err(ApiError::Refused { code: 10_008, .. }) = api.get(&path).await {
                let questions = &self.bot.questions;
                questions.message_deleted(question.guild, message).await?;
            }
        }
        let mut after = question.last_seen;
        loop {
            let path = format!("channels/{thread}/messages?limit={PAGE}&after={after}");
            let mut page = match api.get(&path).await {
                Ok(Value::Array(page)) => page,
                Err(ApiError::Refused { code: 10_003, .. }) => {
                    let questions = &self.bot.questions;
                    questions.thread_deleted(question.guild, thread).await?;
                    return Ok(Outcome::Void("the thread was deleted"));
                }
                Err(ApiError::Refused { .. }) => {
                    return Ok(Outcome::Void("the thread cannot be read"));
                }
                other => return Ok(outcome(other)),
            };
            page.sort_by_key(id_of);
            for message in &page {
                match self.hear(question, thread, message).await {
                    Ok(()) => {}
                    Err(UnknownConsent::Db(error)) => return Err(error),
                    Err(UnknownConsent::Discord(error)) => return Ok(outcome(Err(error))),
                }
                after = MessageId::stored(id_of(message).unwrap_or(after.get()));
            }
            self.bot.questions.looked_at(question.id, after).await?;
            if page.len() < PAGE {
                return Ok(Outcome::Done(None));
            }
        }
    }

    /// A message counts as it would have when it was written.
    async fn hear(
        &self,
        question: &Question,
        thread: ChannelId,
        message: &Value,
    ) -> Result<(), UnknownConsent> {
        let Some(heard) = heard(message) else {
            return Ok(());
        };
        if !self.bot.may_hear(question.guild, heard.author).await? {
            return Ok(());
        }
        let at = heard.at.unwrap_or(question.asked_at);
        let questions = &self.bot.questions;
        questions
            .message_in_thread(question.guild, thread, heard.id, heard.author, at)
            .await?;
        Ok(())
    }
}

/// A message of a person: plain ones and replies, not Discord's own notes.
fn heard(message: &Value) -> Option<Heard> {
    let is_text = matches!(message["type"].as_u64(), Some(0 | 19));
    if !is_text || message["author"]["bot"] == true {
        return None;
    }
    Some(Heard {
        id: MessageId::stored(id_of(message)?),
        author: UserId::new(message["author"]["id"].as_str()?.parse().ok()?),
        at: instant_in(&message["timestamp"]),
    })
}

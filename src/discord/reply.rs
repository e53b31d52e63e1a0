//! Direct answers to interactions: within three seconds, from the database alone.

use std::sync::PoisonError;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use serde_json::{Value, json};
use tracing::{error, warn};

use super::Bot;
use super::custom_id::{CustomId, place};
use super::members::consent;
use crate::clock::{Instant, from_millis};
use crate::db::DbError;
use crate::guilds::{Actor, Locale};
use crate::i18n::{Phrase, Text};
use crate::ids::{GuildId, RoleId, UserId};
use crate::members::consent::Asked;

/// Discord's flag for an answer that only its receiver sees.
const PRIVATE: u64 = 1 << 6;
/// After how long an answer that Discord could not take is sent again: it is due after three seconds.
const AGAIN: Duration = Duration::from_millis(250);

/// What the person gets to see.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A new private answer.
    Say(Value),
    /// The message with the pressed component changes.
    Update(Value),
    /// A form opens.
    Form(Value),
    /// A new private answer with files.
    Files { data: Value, files: Vec<File> },
}

/// A file that goes with an answer: at most 20 MiB, and ten of them.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub content: Vec<u8>,
}

impl Reply {
    /// A private answer with one file.
    pub fn file(data: Value, name: String, content: Vec<u8>) -> Self {
        let files = vec![File { name, content }];
        Self::Files { data, files }
    }

    /// A private answer of words alone.
    pub fn words(words: &str) -> Self {
        Self::Say(json!({"content": words}))
    }

    /// Words in place of the message that was pressed, with nothing left to press.
    pub fn settled(words: &str) -> Self {
        Self::Update(json!({"content": words, "components": [], "embeds": []}))
    }

    /// The body of the answer, and the files that go with it.
    fn callback(self) -> (Value, Vec<serenity::CreateAttachment>) {
        let no_pings = json!({"parse": []});
        let mut attached = Vec::new();
        let said = match self {
            Self::Files { data, files } => {
                let files = files.into_iter();
                attached.extend(
                    files.map(|file| serenity::CreateAttachment::bytes(file.content, file.name)),
                );
                Self::Say(data)
            }
            other => other,
        };
        let body = match said {
            Self::Say(mut data) | Self::Files { mut data, .. } => {
                data["flags"] = json!(PRIVATE);
                data["allowed_mentions"] = no_pings;
                json!({"type": 4, "data": data})
            }
            Self::Update(mut data) => {
                // A file belongs to the page on which it was given.
                data["attachments"] = json!([]);
                data["allowed_mentions"] = no_pings;
                json!({"type": 7, "data": data})
            }
            Self::Form(data) => json!({"type": 9, "data": data}),
        };
        (body, attached)
    }
}

/// What a handler comes to: the answer, or the answer to what went wrong on the way.
pub type Said = Result<Reply, Reply>;

/// Either is the answer.
pub fn either(said: Said) -> Reply {
    said.unwrap_or_else(|wrong| wrong)
}

/// One component in a row of its own.
#[must_use]
pub fn row(component: &Value) -> Value {
    json!({"type": 1, "components": [component]})
}

/// A row of buttons: label, style (1 primary, 2 secondary, 3 success, 4 danger) and id.
#[must_use]
pub fn buttons(row: &[(String, u8, CustomId)]) -> Value {
    let buttons: Vec<Value> = row
        .iter()
        .map(|(label, style, id)| {
            json!({"type": 2, "style": style, "label": label, "custom_id": id.encode()})
        })
        .collect();
    json!({"type": 1, "components": buttons})
}

/// Who pressed, in which language they read, and how to answer.
#[derive(Clone)]
pub struct Caller<'a> {
    pub bot: &'a Bot,
    pub locale: Locale,
    actor: Option<Actor>,
    user: Option<UserId>,
    joined_at: Option<Instant>,
}

/// What Discord tells of somebody in a server.
#[derive(Clone, Debug, Default)]
pub struct Membership {
    pub roles: Vec<RoleId>,
    pub joined_at: Option<Instant>,
}

impl Membership {
    #[must_use]
    pub fn of(member: &serenity::Member) -> Self {
        let roles = member.roles.iter().map(|role| RoleId::new(role.get()));
        let joined_at = member.joined_at;
        Self {
            roles: roles.collect(),
            joined_at: joined_at.map(|at| from_millis(at.timestamp_millis())),
        }
    }
}

impl<'a> Caller<'a> {
    pub fn new(
        bot: &'a Bot,
        locale: &str,
        guild: Option<serenity::GuildId>,
        member: Option<&serenity::Member>,
    ) -> Self {
        let actor = guild.zip(member).map(|(guild, member)| {
            let permissions = member.permissions.unwrap_or_default();
            Actor {
                user: UserId::new(member.user.id.get()),
                guild: GuildId::new(guild.get()),
                roles: Membership::of(member).roles,
                manages_guild: permissions.manage_guild() || permissions.administrator(),
            }
        });
        Self {
            bot,
            locale: Locale::of_client(locale),
            user: actor.as_ref().map(|actor| actor.user),
            actor,
            joined_at: member.and_then(|member| Membership::of(member).joined_at),
        }
    }

    /// The same for somebody who may be outside a server.
    pub fn with_user(self, user: serenity::UserId) -> Self {
        Self {
            user: Some(UserId::new(user.get())),
            ..self
        }
    }

    /// What is remembered of somebody who does something, after the answer, which does not wait for
    /// it: that they were heard of, and in which language they read.
    pub async fn remember(&self) {
        if let Some(user) = self.user
            && let Err(error) = self.bot.members.heard(user).await
        {
            error!(%error, "it could not be kept that somebody was heard of");
        }
        self.remember_language().await;
    }

    /// Remembers in which language somebody reads, where it is another than their server's and they
    /// have agreed to what is kept, or joined a course: what they are told directly comes in it.
    async fn remember_language(&self) {
        let Some(actor) = &self.actor else {
            return;
        };
        let (guild, user, locale) = (actor.guild, actor.user, self.locale);
        let known = |bot: &Bot| {
            let mut languages = bot.languages.lock().unwrap_or_else(PoisonError::into_inner);
            languages.insert((guild, user), locale) == Some(locale)
        };
        if known(self.bot) {
            return;
        }
        let remembered = async {
            let theirs = self.bot.guilds.locale(guild).await?;
            let own = Some(locale.code()).filter(|_| locale != theirs);
            if own.is_some() {
                let asked = consent::asked(self.bot, guild, user, self.joined_at).await?;
                let joined = asked == Some(Asked::First)
                    && self.bot.members.has_something_here(guild, user).await?;
                if asked.is_some() && !joined {
                    self.bot.forget_language(user);
                    return Ok(());
                }
            }
            if !self.bot.members.reads(user, own).await? {
                self.bot.forget_language(user);
            }
            Ok::<_, DbError>(())
        };
        if let Err(error) = remembered.await {
            error!(%error, "the language of somebody could not be kept");
        }
    }

    /// When they have joined the server, as far as Discord tells.
    pub fn joined_at(&self) -> Option<Instant> {
        self.joined_at
    }

    /// Who it is, if it is not known in which server they act.
    pub fn outside(&self) -> Option<UserId> {
        self.user.filter(|_| self.actor.is_none())
    }

    /// Who it is, also outside a server.
    pub fn user(&self) -> Option<UserId> {
        self.user
    }

    /// Who it is; outside a server they are told where to press instead.
    pub fn actor(&self) -> Result<&Actor, Reply> {
        self.actor
            .as_ref()
            .ok_or_else(|| Reply::words(&self.say(&Text::OnlyInServer)))
    }

    /// The words in the language of the person.
    pub fn say(&self, text: &impl Phrase) -> String {
        self.bot.words.say(self.locale, text)
    }

    /// What the database gave, or the answer that it gave nothing.
    pub fn ours<T>(&self, done: Result<T, DbError>) -> Result<T, Reply> {
        done.map_err(|error| self.our_fault(&error))
    }

    /// A page in place of the private answer that is there, or as a new one.
    #[expect(clippy::unused_self, reason = "reads like the other answers")]
    pub fn page(&self, page: Value, in_place: bool) -> Reply {
        if in_place {
            Reply::Update(page)
        } else {
            Reply::Say(page)
        }
    }

    /// Words alone, in place of the private answer that is there, or as a new one.
    pub fn words_in_place(&self, text: &impl Phrase, in_place: bool) -> Reply {
        let words = self.say(text);
        if in_place {
            Reply::settled(&words)
        } else {
            Reply::words(&words)
        }
    }

    /// The same person as one who acts in a server, as they are known there: what they press in
    /// their conversation with the bot comes without one.
    pub fn acting_in(self, guild: GuildId, known: Membership) -> Self {
        let Some(user) = self.outside() else {
            return self;
        };
        let actor = Actor {
            user,
            guild,
            roles: known.roles,
            manages_guild: false,
        };
        Self {
            actor: Some(actor),
            joined_at: known.joined_at,
            ..self
        }
    }

    /// The answer as it is shown in the conversation with the bot: what is pressed there says in
    /// which server it is meant.
    pub fn placing(&self, reply: Reply) -> Reply {
        let Some(actor) = &self.actor else {
            return reply;
        };
        let placed = |mut shown: Value| {
            place(&mut shown, actor.guild);
            shown
        };
        match reply {
            Reply::Say(shown) => Reply::Say(placed(shown)),
            Reply::Update(shown) => Reply::Update(placed(shown)),
            Reply::Form(shown) => Reply::Form(placed(shown)),
            Reply::Files { data, files } => Reply::Files {
                data: placed(data),
                files,
            },
        }
    }

    /// The answer to something that went wrong on our side: a reference for the person,
    /// the detail for the log.
    pub fn our_fault(&self, error: &dyn std::error::Error) -> Reply {
        let reference = format!("{:06X}", self.bot.chance.number() & 0xFF_FFFF);
        error!(reference, %error, "an interaction could not be answered properly");
        Reply::words(&self.say(&Text::OurFault { reference }))
    }
}

/// Sends the answer.
pub async fn send(http: &serenity::Http, id: serenity::InteractionId, token: &str, reply: Reply) {
    let (callback, files) = reply.callback();
    let answer = || http.create_interaction_response(id, token, &callback, files.clone());
    let mut sent = answer().await;
    // Once more where Discord is at fault: if it was taken after all, the second is refused.
    if matches!(&sent, Err(error) if is_of_discord(error)) {
        tokio::time::sleep(AGAIN).await;
        sent = answer().await;
    }
    if let Err(error) = sent {
        // Too late or answered already: the person sees Discord's own word for it.
        warn!(interaction = %id, %error, "an answer was not taken");
    }
}

fn is_of_discord(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(error) => {
            let status = error.status_code();
            status.is_none_or(|status| status.is_server_error())
        }
        _ => false,
    }
}

/// The ids of people who are called. Nobody stands where somebody's data was erased.
#[must_use]
pub fn called(users: &[UserId]) -> Vec<String> {
    let there = users.iter().filter(|user| !user.is_erased());
    there.map(ToString::to_string).collect()
}

/// A message of words and components that calls just these people.
#[must_use]
pub fn calling(content: &str, components: &Value, users: &[UserId]) -> Value {
    json!({
        "content": content,
        "components": components,
        "allowed_mentions": {"parse": [], "users": called(users)},
    })
}

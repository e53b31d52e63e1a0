//! Direct answers to interactions: within three seconds, from the database alone.

use poise::serenity_prelude as serenity;
use serde_json::{Value, json};
use tracing::{error, warn};

use super::Bot;
use super::custom_id::CustomId;
use crate::guilds::{Actor, Locale};
use crate::i18n::Text;
use crate::ids::{GuildId, RoleId, UserId};

/// Discord's flag for an answer that only its receiver sees.
const PRIVATE: u64 = 1 << 6;

/// What the person gets to see.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A new private answer.
    Say(Value),
    /// The message with the pressed component changes.
    Update(Value),
    /// A form opens.
    Form(Value),
}

impl Reply {
    /// A private answer of words alone.
    pub fn words(words: &str) -> Self {
        Self::Say(json!({"content": words}))
    }

    /// Words in place of the message that was pressed, with nothing left to press.
    pub fn settled(words: &str) -> Self {
        Self::Update(json!({"content": words, "components": [], "embeds": []}))
    }

    fn callback(self) -> Value {
        let no_pings = json!({"parse": []});
        match self {
            Self::Say(mut data) => {
                data["flags"] = json!(PRIVATE);
                data["allowed_mentions"] = no_pings;
                json!({"type": 4, "data": data})
            }
            Self::Update(mut data) => {
                data["allowed_mentions"] = no_pings;
                json!({"type": 7, "data": data})
            }
            Self::Form(data) => json!({"type": 9, "data": data}),
        }
    }
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
pub struct Caller<'a> {
    pub bot: &'a Bot,
    pub locale: Locale,
    actor: Option<Actor>,
    user: Option<UserId>,
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
                roles: member
                    .roles
                    .iter()
                    .map(|role| RoleId::new(role.get()))
                    .collect(),
                manages_guild: permissions.manage_guild() || permissions.administrator(),
            }
        });
        Self {
            bot,
            locale: Locale::of_client(locale),
            user: actor.as_ref().map(|actor| actor.user),
            actor,
        }
    }

    /// The same for somebody who may be outside a server.
    pub fn with_user(self, user: serenity::UserId) -> Self {
        Self {
            user: Some(UserId::new(user.get())),
            ..self
        }
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
    pub fn say(&self, text: &Text) -> String {
        self.bot.words.say(self.locale, text)
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
    let callback = reply.callback();
    if let Err(error) = http
        .create_interaction_response(id, token, &callback, Vec::new())
        .await
    {
        // Too late or answered already: the person sees Discord's own word for it.
        warn!(interaction = %id, %error, "an answer was not taken");
    }
}

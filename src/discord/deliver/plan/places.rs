//! Channels and roles that the bot makes (「おまかせで作る」) and takes back.

use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use super::{Plan, void};
use crate::db::DbError;
use crate::discord::ApiError;
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::operation::Operation;
use crate::discord::deliver::outcome::outcome;
use crate::guilds::ChannelKind;
use crate::guilds::Guild;
use crate::guilds::checks::needed;
use crate::guilds::making::{Made, PlaceUse};
use crate::guilds::settings::{ChannelUse, RoleUse};
use crate::ids::ChannelId;
use crate::outbox::Claim;

/// Whether anybody uses what was made.
enum Used {
    Yes,
    No,
    Unknown(ApiError),
}

impl DiscordDeliver {
    pub(super) async fn plan_place(
        &self,
        claim: &Claim,
        part: u8,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let Some(place) = PlaceUse::of_part(part) else {
            return Ok(void("there is no such use"));
        };
        let is_there = match place {
            PlaceUse::Role(role) => guild.places.role(role).is_some(),
            PlaceUse::Channel(channel) => guild.places.channel(channel).is_some(),
        };
        if is_there && !to_find {
            return Ok(void("it is there already"));
        }
        let names = self.bot.guilds.names();
        Ok(Plan::Do(match place {
            PlaceUse::Role(role) => Operation::NewRole {
                guild: guild.id,
                body: role_body(role, names.role(role)),
            },
            PlaceUse::Channel(channel) => Operation::NewChannel {
                guild: guild.id,
                body: self.channel_body(&guild, channel, names.channel(channel)),
            },
        }))
    }

    /// Members read the reception and the courses and write elsewhere; staff alone see
    /// their own channel; the bot may do what it needs everywhere.
    fn channel_body(&self, guild: &Guild, channel: ChannelUse, name: &str) -> Value {
        let nothing = Permissions::empty();
        let everyone = match channel {
            ChannelUse::Staff => Permissions::VIEW_CHANNEL,
            ChannelUse::Panel | ChannelUse::Courses => Permissions::SEND_MESSAGES,
            ChannelUse::Questions | ChannelUse::Tutors => nothing,
        };
        let overwrite = |id: String, kind: u8, allow: Permissions, deny: Permissions| json!({"id": id, "type": kind, "allow": allow.bits(), "deny": deny.bits()});
        let own = needed(channel, ChannelKind::Text);
        let mut overwrites = vec![overwrite(self.application.clone(), 1, own, nothing)];
        if !everyone.is_empty() {
            overwrites.push(overwrite(guild.id.to_string(), 0, nothing, everyone));
            if let Some(staff) = guild.places.staff_role {
                overwrites.push(overwrite(staff.to_string(), 0, everyone, nothing));
            }
        }
        json!({"name": name, "type": 0, "permission_overwrites": overwrites})
    }

    pub(super) async fn plan_place_gone(&self, claim: &Claim, part: u8) -> Result<Plan, DbError> {
        let made = self.bot.guilds.made_places(claim.guild).await?;
        let found = made
            .into_iter()
            .find(|made| made.place.part() == part && !made.is_gone);
        let Some(Made {
            place,
            id: Some(id),
            ..
        }) = found
        else {
            return Ok(void("it is gone already"));
        };
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let used = match place {
            PlaceUse::Role(_) => self.has_holders(claim, id).await,
            PlaceUse::Channel(_) => self.has_words(claim, &guild, ChannelId::stored(id)).await,
        };
        Ok(match used {
            Used::Yes => void("somebody uses it"),
            Used::Unknown(error) => Plan::End(outcome(Err(error))),
            Used::No => Plan::Do(Operation::PlaceGone {
                path: match place {
                    PlaceUse::Role(_) => format!("guilds/{}/roles/{id}", guild.id),
                    PlaceUse::Channel(_) => format!("channels/{id}"),
                },
            }),
        })
    }

    /// Whether anything but the bot's own standing messages was written in a channel.
    async fn has_words(&self, claim: &Claim, guild: &Guild, channel: ChannelId) -> Used {
        let own: Vec<String> = [guild.panel, guild.invitation]
            .into_iter()
            .flatten()
            .map(|(_, message)| message.to_string())
            .collect();
        let path = format!("channels/{channel}/messages?limit=50");
        match self.api(claim.effect).get(&path).await {
            Ok(Value::Array(messages)) => {
                let is_own = |message: &Value| own.iter().any(|id| message["id"] == **id);
                if messages.iter().all(is_own) {
                    Used::No
                } else {
                    Used::Yes
                }
            }
            Ok(_) => Used::Yes,
            Err(ApiError::Refused { code: 10_003, .. }) => Used::No,
            Err(error) => Used::Unknown(error),
        }
    }

    /// Whether any member has a role.
    async fn has_holders(&self, claim: &Claim, role: i64) -> Used {
        let mut after = "0".to_owned();
        let role = role.to_string();
        loop {
            let path = format!("guilds/{}/members?limit=1000&after={after}", claim.guild);
            let page = match self.api(claim.effect).get(&path).await {
                Ok(Value::Array(page)) => page,
                Ok(_) => return Used::Yes,
                Err(error) => return Used::Unknown(error),
            };
            let holds = |member: &Value| {
                let roles = member["roles"].as_array();
                roles.is_some_and(|roles| roles.iter().any(|held| *held == *role))
            };
            if page.iter().any(holds) {
                return Used::Yes;
            }
            match page.last().and_then(|member| member["user"]["id"].as_str()) {
                Some(last) if page.len() == 1000 => last.clone_into(&mut after),
                _ => return Used::No,
            }
        }
    }
}

/// Green for tutors and blue for members, as in many communities; staff need no colour.
fn role_body(role: RoleUse, name: &str) -> Value {
    let color = match role {
        RoleUse::Staff => 0,
        RoleUse::Tutor => 0x002E_CC71,
        RoleUse::Member => 0x0034_98DB,
    };
    json!({"name": name, "permissions": 0, "color": color, "hoist": false, "mentionable": false})
}

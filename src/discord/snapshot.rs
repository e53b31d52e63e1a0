//! A guild as the gateway or the HTTP API describes it, put into our own types.

use poise::serenity_prelude as serenity;
use serde::Deserialize;
use serde_json::Value;
use twilight_model::channel::permission_overwrite::{PermissionOverwrite, PermissionOverwriteType};
use twilight_model::guild::Permissions;
use twilight_model::id::Id;

use crate::guilds::{ChannelFacts, ChannelKind, RoleFacts, Snapshot};
use crate::ids::{ChannelId, GuildId, RoleId, UserId};

/// As the gateway describes it. `me` is the bot; its roles are known once Discord has told
/// of its membership.
pub fn of_gateway(guild: &serenity::Guild, me: serenity::UserId) -> Snapshot {
    let channels = guild.channels.values().filter_map(|channel| {
        Some(ChannelFacts {
            id: ChannelId::new(channel.id.get()),
            name: channel.name.clone(),
            kind: ChannelKind::from_number(u64::from(u8::from(channel.kind)))?,
            position: i64::from(channel.position),
            overwrites: channel
                .permission_overwrites
                .iter()
                .filter_map(overwrite)
                .collect(),
        })
    });
    let roles = guild.roles.values().map(|role| RoleFacts {
        id: RoleId::new(role.id.get()),
        name: role.name.clone(),
        position: i64::from(role.position),
        permissions: Permissions::from_bits_retain(role.permissions.bits()),
        managed: role.managed,
        mentionable: role.mentionable,
    });
    let my_roles = guild.members.get(&me).map(|member| member.roles.clone());
    Snapshot {
        guild: GuildId::new(guild.id.get()),
        name: guild.name.clone(),
        owner: UserId::new(guild.owner_id.get()),
        me: UserId::new(me.get()),
        my_roles: my_roles
            .unwrap_or_default()
            .into_iter()
            .map(|role| RoleId::new(role.get()))
            .collect(),
        system_channel: guild.system_channel_id.map(|id| ChannelId::new(id.get())),
        channels: channels.collect(),
        roles: roles.collect(),
    }
}

fn overwrite(overwrite: &serenity::PermissionOverwrite) -> Option<PermissionOverwrite> {
    let (id, kind) = match overwrite.kind {
        serenity::PermissionOverwriteType::Member(user) => {
            (user.get(), PermissionOverwriteType::Member)
        }
        serenity::PermissionOverwriteType::Role(role) => {
            (role.get(), PermissionOverwriteType::Role)
        }
        _ => return None,
    };
    Some(PermissionOverwrite {
        id: Id::new_checked(id)?,
        kind,
        allow: Permissions::from_bits_retain(overwrite.allow.bits()),
        deny: Permissions::from_bits_retain(overwrite.deny.bits()),
    })
}

/// As the HTTP API describes it: the guild, its channels, and the bot's own membership.
/// `None` if one of these is not what Discord documents.
#[must_use]
pub fn of_http(guild: &Value, channels: &Value, me: &Value) -> Option<Snapshot> {
    let id = |value: &Value| value.as_str()?.parse::<u64>().ok();
    let role = |value: &Value| {
        Some(RoleFacts {
            id: RoleId::new(id(&value["id"])?),
            name: value["name"].as_str()?.to_owned(),
            position: value["position"].as_i64()?,
            permissions: Permissions::deserialize(&value["permissions"]).ok()?,
            managed: value["managed"].as_bool()?,
            mentionable: value["mentionable"].as_bool()?,
        })
    };
    let channel = |value: &Value| {
        Some(ChannelFacts {
            id: ChannelId::new(id(&value["id"])?),
            name: value["name"].as_str()?.to_owned(),
            kind: ChannelKind::from_number(value["type"].as_u64()?)?,
            position: value["position"].as_i64()?,
            overwrites: Vec::deserialize(&value["permission_overwrites"]).ok()?,
        })
    };
    Some(Snapshot {
        guild: GuildId::new(id(&guild["id"])?),
        name: guild["name"].as_str()?.to_owned(),
        owner: UserId::new(id(&guild["owner_id"])?),
        me: UserId::new(id(&me["user"]["id"])?),
        my_roles: me["roles"]
            .as_array()?
            .iter()
            .filter_map(|role| Some(RoleId::new(id(role)?)))
            .collect(),
        system_channel: id(&guild["system_channel_id"]).map(ChannelId::new),
        channels: channels.as_array()?.iter().filter_map(channel).collect(),
        roles: guild["roles"].as_array()?.iter().filter_map(role).collect(),
    })
}

//! How things look on the wire: the objects of Discord's HTTP API and gateway.

use serde_json::{Map, Value, json};
use twilight_model::guild::Permissions;

use super::clock::iso;
use super::model::{Channel, Id, Message, Millis, Person, Role, Thread, channel_kind, flag};
use super::world::World;

impl World {
    /// A user by id; one who is unknown by now is shown as Discord shows deleted users.
    pub fn user_json_by_id(&self, id: Id) -> Value {
        match self.people.get(&id) {
            Some(person) => user_json(person),
            None => user_json(&Person {
                id,
                username: format!("deleted_user_{id}"),
                global_name: None,
                bot: false,
                locale: "ja".into(),
                in_guild: false,
                nick: None,
                roles: Vec::new(),
                joined_at: 0,
                dms_closed: true,
            }),
        }
    }

    /// A channel, thread or direct conversation.
    pub fn channel_json(&self, channel: &Channel) -> Value {
        if let Some(recipient) = channel.recipient {
            return json!({
                "id": channel.id,
                "type": channel.kind,
                "flags": 0,
                "last_message_id": channel.last_message_id,
                "recipients": [self.user_json_by_id(recipient)],
            });
        }
        if let Some(thread) = &channel.thread {
            return self.thread_json(channel, thread);
        }
        let mut object = json!({
            "id": channel.id,
            "type": channel.kind,
            "guild_id": self.guild.id,
            "name": channel.name,
            "position": channel.position,
            "parent_id": channel.parent_id,
            "flags": 0,
            "nsfw": false,
            "permission_overwrites": channel
                .overwrites
                .iter()
                .map(|o| json!({"id": o.id, "type": o.kind, "allow": bits(o.allow), "deny": bits(o.deny)}))
                .collect::<Vec<_>>(),
        });
        match channel.kind {
            channel_kind::CATEGORY => {}
            channel_kind::VOICE => {
                object["bitrate"] = json!(64000);
                object["user_limit"] = json!(0);
                object["rtc_region"] = Value::Null;
                object["rate_limit_per_user"] = json!(channel.slowmode);
                object["last_message_id"] = json!(channel.last_message_id);
            }
            kind => {
                object["topic"] = json!(channel.topic);
                object["rate_limit_per_user"] = json!(channel.slowmode);
                object["last_message_id"] = json!(channel.last_message_id);
                if kind == channel_kind::FORUM {
                    object["available_tags"] = channel
                        .tags
                        .iter()
                        .map(|tag| {
                            json!({"id": tag.id, "name": tag.name, "moderated": tag.moderated,
                                   "emoji_id": null, "emoji_name": tag.emoji_name})
                        })
                        .collect();
                    object["default_reaction_emoji"] = Value::Null;
                    object["default_sort_order"] = Value::Null;
                    object["default_forum_layout"] = json!(0);
                }
            }
        }
        object
    }

    fn thread_json(&self, channel: &Channel, thread: &Thread) -> Value {
        let mut metadata = json!({
            "archived": thread.archived,
            "archive_timestamp": iso(thread.archive_at),
            "auto_archive_duration": thread.auto_archive,
            "locked": thread.locked,
            "create_timestamp": iso(thread.created_at),
        });
        if channel.kind == channel_kind::PRIVATE_THREAD {
            metadata["invitable"] = json!(thread.invitable);
        }
        let mut object = json!({
            "id": channel.id,
            "type": channel.kind,
            "guild_id": self.guild.id,
            "parent_id": channel.parent_id,
            "owner_id": thread.owner_id,
            "name": channel.name,
            "flags": 0,
            "last_message_id": channel.last_message_id,
            "rate_limit_per_user": channel.slowmode,
            "message_count": thread.message_count,
            "total_message_sent": thread.message_count,
            "member_count": thread.members.len().min(50),
            "thread_metadata": metadata,
        });
        if !thread.applied_tags.is_empty() {
            object["applied_tags"] = json!(thread.applied_tags);
        }
        object
    }

    /// A message as `viewer` sees it.
    pub fn message_json(&self, message: &Message, viewer: Id) -> Value {
        let mut object = self.basic_message_json(message, viewer);
        if let Some(reply) = message.reply_to {
            object["message_reference"] = json!({
                "type": 0,
                "channel_id": message.channel_id,
                "message_id": reply,
                "guild_id": self.guild.id,
            });
            object["referenced_message"] = match self.message(reply) {
                Ok(original) => self.basic_message_json(original, viewer),
                Err(_) => Value::Null,
            };
        }
        object
    }

    fn basic_message_json(&self, message: &Message, viewer: Id) -> Value {
        let thread = self.thread_of(message.id);
        let mut flags = message.flags;
        if thread.is_some() {
            flags |= flag::HAS_THREAD;
        }
        let mut object = json!({
            "id": message.id,
            "type": message.kind,
            "channel_id": message.channel_id,
            "author": self.user_json_by_id(message.author_id),
            "content": message.content,
            "embeds": message.embeds,
            "components": message.components,
            "attachments": message.attachments,
            "mentions": message.mentions.iter().map(|id| self.user_json_by_id(*id)).collect::<Vec<_>>(),
            "mention_roles": message.mention_roles,
            "mention_everyone": message.mention_everyone,
            "timestamp": iso(message.sent_at),
            "edited_timestamp": message.edited_at.map(iso),
            "flags": flags,
            "pinned": message.pinned,
            "tts": false,
        });
        if !message.reactions.is_empty() {
            object["reactions"] = message
                .reactions
                .iter()
                .map(|reaction| {
                    let count = reaction.users.len();
                    json!({
                        "emoji": {"id": null, "name": reaction.emoji},
                        "count": count,
                        "count_details": {"burst": 0, "normal": count},
                        "burst_colors": [],
                        "me": reaction.users.contains(&viewer),
                        "me_burst": false,
                    })
                })
                .collect();
        }
        if let Some(thread) = thread {
            object["thread"] = self.channel_json(thread);
        }
        if let Some(metadata) = &message.interaction {
            object["interaction_metadata"] = metadata.clone();
            object["application_id"] = json!(self.bot_id());
            object["webhook_id"] = json!(self.bot_id());
        }
        // Only the sender is told the nonce again.
        if let Some(nonce) = &message.nonce
            && viewer == message.author_id
        {
            object["nonce"] = nonce.clone();
        }
        object
    }

    /// A message as a gateway event carries it: with guild and member.
    pub fn message_event(&self, message: &Message) -> Value {
        let mut object = self.message_json(message, self.bot_id());
        if self.is_guild_channel(message.channel_id) {
            object["guild_id"] = json!(self.guild.id);
            if let Some(author) = self.people.get(&message.author_id).filter(|p| p.in_guild) {
                object["member"] = partial_member_json(author);
            }
        }
        object
    }

    pub fn is_guild_channel(&self, channel: Id) -> bool {
        self.channels
            .get(&channel)
            .is_none_or(|channel| channel.recipient.is_none())
    }

    /// The guild as REST answers it.
    pub fn guild_json(&self) -> Value {
        json!({
            "id": self.guild.id,
            "name": self.guild.name,
            "icon": null,
            "description": null,
            "home_header": null,
            "splash": null,
            "discovery_splash": null,
            "features": ["COMMUNITY"],
            "banner": null,
            "owner_id": self.guild.owner_id,
            "application_id": null,
            "region": "japan",
            "afk_channel_id": null,
            "afk_timeout": 300,
            "system_channel_id": null,
            "system_channel_flags": 0,
            "widget_enabled": false,
            "widget_channel_id": null,
            "verification_level": 1,
            "roles": self.roles.values().map(role_json).collect::<Vec<_>>(),
            "default_message_notifications": 1,
            "mfa_level": 0,
            "explicit_content_filter": 2,
            "max_presences": null,
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "vanity_url_code": null,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": self.guild.locale,
            "rules_channel_id": null,
            "safety_alerts_channel_id": null,
            "public_updates_channel_id": null,
            "premium_progress_bar_enabled": false,
            "nsfw": false,
            "nsfw_level": 0,
            "emojis": [],
            "stickers": [],
            "incidents_data": null,
        })
    }

    /// The guild as `GUILD_CREATE` carries it: without the intent of presences Discord tells of the
    /// bot itself alone, and of others when it is asked for them.
    pub fn guild_create_json(&self, with_all: bool) -> Value {
        let mut guild = self.guild_json();
        let bot = self.people.get(&self.bot_id());
        let all = self.people.values().filter(|p| p.in_guild).count();
        let members: Vec<Value> = self
            .people
            .values()
            .filter(|person| person.in_guild)
            .filter(|person| with_all || person.id == self.bot_id())
            .map(member_json)
            .collect();
        let is_open = |c: &&Channel| c.thread.as_ref().is_some_and(|t| !t.archived);
        let threads: Vec<Value> = self
            .channels
            .values()
            .filter(is_open)
            .filter(|channel| {
                bot.is_some_and(|bot| {
                    self.permissions_in(bot, channel)
                        .contains(Permissions::VIEW_CHANNEL)
                })
            })
            .map(|channel| self.channel_json(channel))
            .collect();
        let channels: Vec<Value> = self
            .channels
            .values()
            .filter(|channel| channel.thread.is_none() && channel.recipient.is_none())
            .map(|channel| self.channel_json(channel))
            .collect();
        let more: Map<String, Value> = Map::from_iter([
            ("joined_at".into(), json!(bot.map(|bot| iso(bot.joined_at)))),
            ("large".into(), json!(false)),
            ("unavailable".into(), json!(false)),
            ("member_count".into(), json!(all)),
            ("members".into(), json!(members)),
            ("channels".into(), json!(channels)),
            ("threads".into(), json!(threads)),
            ("presences".into(), json!([])),
            ("voice_states".into(), json!([])),
            ("stage_instances".into(), json!([])),
            ("soundboard_sounds".into(), json!([])),
            (
                "guild_scheduled_events".into(),
                self.events
                    .values()
                    .map(|event| event.body.clone())
                    .collect(),
            ),
        ]);
        if let Value::Object(object) = &mut guild {
            object.extend(more);
        }
        guild
    }

    /// The application, as `/applications/@me` and `/oauth2/applications/@me` answer it.
    pub fn application_json(&self) -> Value {
        // GATEWAY_GUILD_MEMBERS and GATEWAY_MESSAGE_CONTENT for apps in fewer than 100 guilds.
        let flags = (u64::from(self.meta.members_intent) << 15)
            | (u64::from(self.meta.content_intent) << 19);
        json!({
            "id": self.meta.application_id,
            "name": "つながり",
            "icon": null,
            "description": "",
            "type": null,
            "bot": self.user_json_by_id(self.bot_id()),
            "bot_public": false,
            "bot_require_code_grant": false,
            "verify_key": "0".repeat(64),
            "flags": flags,
            "flags_new": flags.to_string(),
            "redirect_uris": [],
            "interactions_endpoint_url": null,
            "role_connections_verification_url": null,
            "owner": self.user_json_by_id(self.guild.owner_id),
            "approximate_guild_count": 1,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": null,
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
            "integration_types_config": {"0": {}},
        })
    }
}

pub fn user_json(person: &Person) -> Value {
    let mut user = json!({
        "id": person.id,
        "username": person.username,
        "global_name": person.global_name,
        "discriminator": if person.bot { "0001" } else { "0" },
        "avatar": null,
        "banner": null,
        "accent_color": null,
        "avatar_decoration_data": null,
        "collectibles": null,
        "primary_guild": null,
        "public_flags": 0,
        "flags": 0,
    });
    if person.bot {
        user["bot"] = json!(true);
    }
    user
}

/// A member without the user inside, as events carry it.
pub fn partial_member_json(person: &Person) -> Value {
    json!({
        "avatar": null,
        "avatar_decoration_data": null,
        "banner": null,
        "collectibles": null,
        "communication_disabled_until": null,
        "deaf": false,
        "flags": 0,
        "joined_at": iso(person.joined_at),
        "mute": false,
        "nick": person.nick,
        "pending": false,
        "premium_since": null,
        "roles": person.roles,
    })
}

pub fn member_json(person: &Person) -> Value {
    let mut member = partial_member_json(person);
    member["user"] = user_json(person);
    member
}

pub fn role_json(role: &Role) -> Value {
    json!({
        "id": role.id,
        "name": role.name,
        "permissions": bits(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": null, "tertiary_color": null},
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": null,
        "unicode_emoji": null,
        "flags": 0,
    })
}

pub fn thread_member_json(thread: Id, member: Id, joined: Millis) -> Value {
    json!({"id": thread, "user_id": member, "join_timestamp": iso(joined), "flags": 0})
}

/// Permissions as Discord writes them: a decimal string.
pub fn bits(permissions: Permissions) -> String {
    permissions.bits().to_string()
}

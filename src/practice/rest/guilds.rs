//! The guild: roles, members and their roles.

use serde::Deserialize;
use serde_json::json;
use twilight_model::guild::Permissions;
use twilight_validate::request as rules;

use super::super::model::{Id, Key, Person, Record, Role};
use super::super::refusal::Refusal;
use super::super::render::{member_json, role_json, user_json};
use super::super::world::World;
use super::{Answer, Call, NOTHING, ok};

/// Refuses a guild that the bot is not in.
pub fn known(world: &World, call: &Call<'_>) -> Result<(), Refusal> {
    if call.id(1)? == world.guild.id {
        Ok(())
    } else {
        Err(Refusal::unknown_guild())
    }
}

pub fn get(world: &mut World, call: &Call<'_>) -> Answer {
    let mut guild = world.guild_json();
    if call.query_flag("with_counts") {
        let count = world.people.values().filter(|p| p.in_guild).count();
        guild["approximate_member_count"] = json!(count);
        guild["approximate_presence_count"] = json!(count);
    }
    ok(guild)
}

/// Discord's number for "a bot was added".
const BOT_ADD: u64 = 28;

/// The audit log; all that it holds is that the owner has added the bot.
pub fn audit_log(world: &mut World, call: &Call<'_>) -> Answer {
    let bot = world.bot_id();
    world.guild_permission(bot, Permissions::VIEW_AUDIT_LOG)?;
    call.limit(50, 100)?;
    let asked = call.query_id("action_type").map(|id| id.0);
    let by = call.query_id("user_id");
    let owner = world.guild.owner_id;
    let fits = asked.is_none_or(|action| action == BOT_ADD) && by.is_none_or(|by| by == owner);
    let entry = json!({
        // Made with the community, so that it is the same whenever it is asked for.
        "id": world.guild.id,
        "action_type": BOT_ADD,
        "user_id": owner,
        "target_id": bot,
    });
    let users: Vec<_> = [owner, bot]
        .iter()
        .filter_map(|id| world.people.get(id))
        .map(user_json)
        .collect();
    ok(json!({
        "application_commands": [],
        "audit_log_entries": if fits { vec![entry] } else { Vec::new() },
        "auto_moderation_rules": [],
        "guild_scheduled_events": [],
        "integrations": [],
        "threads": [],
        "users": users,
        "webhooks": [],
    }))
}

pub fn channels(world: &mut World) -> Answer {
    let all = world
        .channels
        .values()
        .filter(|channel| channel.thread.is_none() && channel.recipient.is_none())
        .map(|channel| world.channel_json(channel))
        .collect();
    ok(all)
}

pub fn roles(world: &mut World) -> Answer {
    ok(world.roles.values().map(role_json).collect())
}

pub fn role(world: &mut World, call: &Call<'_>) -> Answer {
    ok(role_json(world.role(call.id(3)?)?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RoleBody {
    name: Option<String>,
    permissions: Option<Permissions>,
    color: Option<u32>,
    colors: Option<Colors>,
    hoist: Option<bool>,
    mentionable: Option<bool>,
}

#[derive(Deserialize)]
struct Colors {
    primary_color: Option<u32>,
}

impl RoleBody {
    fn apply(self, role: &mut Role) -> Result<(), Refusal> {
        if let Some(name) = self.name {
            if name.chars().count() > 100 {
                return Err(Refusal::too_long("name", 100));
            }
            role.name = name;
        }
        let color = self.colors.and_then(|colors| colors.primary_color);
        role.permissions = self.permissions.unwrap_or(role.permissions);
        role.color = color.or(self.color).unwrap_or(role.color);
        role.hoist = self.hoist.unwrap_or(role.hoist);
        role.mentionable = self.mentionable.unwrap_or(role.mentionable);
        Ok(())
    }
}

/// A permission that one does not hold cannot be given to a role.
fn may_grant(world: &World, permissions: Option<Permissions>) -> Result<(), Refusal> {
    let own = world.base_permissions(world.bot()?);
    match permissions {
        Some(wanted) if !own.contains(wanted) => Err(Refusal::missing_permissions()),
        _ => Ok(()),
    }
}

pub fn create_role(world: &mut World, call: &Call<'_>) -> Answer {
    world.guild_permission(world.bot_id(), Permissions::MANAGE_ROLES)?;
    let body: RoleBody = call.body()?;
    may_grant(world, body.permissions)?;
    let id = world.new_id();
    let everyone = world.role(world.guild.id)?.permissions;
    let mut role = Role {
        id,
        name: "new role".into(),
        permissions: everyone,
        position: 1,
        color: 0,
        hoist: false,
        mentionable: false,
        managed: false,
    };
    body.apply(&mut role)?;
    // A new role stands at the bottom; the others move up.
    let others: Vec<Role> = world
        .roles
        .values()
        .filter(|r| r.position >= 1)
        .cloned()
        .collect();
    for other in others {
        world.put(Record::Role(Role {
            position: other.position + 1,
            ..other
        }));
    }
    world.put(Record::Role(role.clone()));
    announce(world, &role, "GUILD_ROLE_CREATE");
    ok(role_json(&role))
}

/// A role of which the bot is above, with the right to manage roles.
fn manageable(world: &World, id: Id) -> Result<Role, Refusal> {
    let bot = world.bot_id();
    world.guild_permission(bot, Permissions::MANAGE_ROLES)?;
    let role = world.role(id)?;
    if role.position >= world.highest_position(bot) {
        return Err(Refusal::missing_permissions());
    }
    Ok(role.clone())
}

pub fn edit_role(world: &mut World, call: &Call<'_>) -> Answer {
    let mut role = manageable(world, call.id(3)?)?;
    let body: RoleBody = call.body()?;
    may_grant(world, body.permissions)?;
    body.apply(&mut role)?;
    set_role(world, &role);
    ok(role_json(&role))
}

/// Stores a changed role and tells the gateway.
pub fn set_role(world: &mut World, role: &Role) {
    world.put(Record::Role(role.clone()));
    announce(world, role, "GUILD_ROLE_UPDATE");
}

fn announce(world: &mut World, role: &Role, name: &'static str) {
    let event = json!({"guild_id": world.guild.id, "role": role_json(role)});
    world.emit(name, event);
}

pub fn delete_role(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(3)?;
    let role = manageable(world, id)?;
    if role.managed || id == world.guild.id {
        return Err(Refusal::invalid_role());
    }
    let holders: Vec<Person> = world
        .people
        .values()
        .filter(|person| person.roles.contains(&id))
        .cloned()
        .collect();
    world.remove(Key::Role(id));
    for mut person in holders {
        person.roles.retain(|role| *role != id);
        set_member(world, &person);
    }
    let event = json!({"guild_id": world.guild.id, "role_id": id});
    world.emit("GUILD_ROLE_DELETE", event);
    NOTHING
}

pub fn members(world: &mut World, call: &Call<'_>) -> Answer {
    if !world.meta.members_intent {
        return Err(Refusal::missing_access());
    }
    let limit = call.limit(1, 1000)?;
    let after = call.query_id("after").unwrap_or(Id(0));
    let page = world
        .people
        .values()
        .filter(|person| person.in_guild && person.id > after)
        .take(limit)
        .map(member_json)
        .collect();
    ok(page)
}

pub fn search_members(world: &mut World, call: &Call<'_>) -> Answer {
    let query = call
        .query
        .get("query")
        .map(String::as_str)
        .unwrap_or_default();
    let limit = call.limit(1, 1000)?;
    let found = world
        .people
        .values()
        .filter(|person| person.in_guild)
        .filter(|person| {
            person.username.starts_with(query) || person.display_name().starts_with(query)
        })
        .take(limit)
        .map(member_json)
        .collect();
    ok(found)
}

pub fn member(world: &mut World, call: &Call<'_>) -> Answer {
    let id = call.id(3)?;
    world.person(id)?;
    ok(member_json(world.member(id)?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MemberBody {
    nick: Option<String>,
    roles: Option<Vec<Id>>,
}

pub fn edit_me(world: &mut World, call: &Call<'_>) -> Answer {
    let mut me = world.bot()?.clone();
    me.nick = call
        .body::<MemberBody>()?
        .nick
        .filter(|nick| !nick.is_empty());
    set_member(world, &me);
    ok(member_json(&me))
}

pub fn edit_member(world: &mut World, call: &Call<'_>) -> Answer {
    let bot = world.bot_id();
    let mut member = world.member(call.id(3)?)?.clone();
    let body: MemberBody = call.body()?;
    if let Some(nick) = body.nick {
        world.guild_permission(bot, Permissions::MANAGE_NICKNAMES)?;
        if rules::nickname(&nick).is_err() && !nick.is_empty() {
            return Err(Refusal::too_long("nick", 32));
        }
        member.nick = Some(nick).filter(|nick| !nick.is_empty());
    }
    if let Some(roles) = body.roles {
        for id in roles.iter().chain(&member.roles) {
            if roles.contains(id) != member.roles.contains(id) {
                manageable(world, *id)?;
            }
        }
        member.roles = roles;
    }
    set_member(world, &member);
    ok(member_json(&member))
}

/// Stores a changed member and tells the gateway.
pub fn set_member(world: &mut World, member: &Person) {
    world.put(Record::Person(member.clone()));
    let mut event = member_json(member);
    event["guild_id"] = json!(world.guild.id);
    world.emit("GUILD_MEMBER_UPDATE", event);
}

pub fn member_role(world: &mut World, method: &str, call: &Call<'_>) -> Answer {
    let mut member = world.member(call.id(3)?)?.clone();
    let role = manageable(world, call.id(5)?)?;
    if role.managed {
        return Err(Refusal::missing_permissions());
    }
    let had = member.roles.contains(&role.id);
    if (method == "PUT") != had {
        if had {
            member.roles.retain(|id| *id != role.id);
        } else {
            member.roles.push(role.id);
        }
        set_member(world, &member);
    }
    NOTHING
}

//! The practice community as it is founded: fictional people, the channels and
//! roles of a programme.

use twilight_model::guild::Permissions;

use super::model::{
    Channel, Guild, Id, Message, Millis, Overwrite, Person, Record, Role, channel_kind,
};
use super::world::World;

const OWN_ROLE: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::CREATE_PUBLIC_THREADS)
    .union(Permissions::CREATE_PRIVATE_THREADS)
    .union(Permissions::MANAGE_THREADS)
    .union(Permissions::MANAGE_MESSAGES)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::ADD_REACTIONS)
    .union(Permissions::READ_MESSAGE_HISTORY)
    .union(Permissions::MANAGE_CHANNELS)
    .union(Permissions::MANAGE_ROLES)
    .union(Permissions::MANAGE_EVENTS)
    .union(Permissions::VIEW_AUDIT_LOG)
    .union(CREATE_EVENTS);

/// `CREATE_EVENTS`, which twilight-model does not name.
pub const CREATE_EVENTS: Permissions = Permissions::from_bits_retain(1 << 44);

const EVERYONE: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::CREATE_PUBLIC_THREADS)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::ADD_REACTIONS)
    .union(Permissions::READ_MESSAGE_HISTORY)
    .union(Permissions::USE_SLASH_COMMANDS)
    .union(Permissions::CONNECT)
    .union(Permissions::SPEAK);

/// Channels: name, topic, whether members only read, whether only staff see it.
const CHANNELS: [(&str, &str, bool, bool); 7] = [
    ("はじめに", "このコミュニティの使い方", true, false),
    (
        "受付",
        "ボタンから、質問や相談をはじめられます",
        true,
        false,
    ),
    ("質問", "質問と、その答え", false, false),
    ("チューター相談", "チューターとの相談", false, false),
    ("講座", "講座・セミナーのお知らせ", true, false),
    ("雑談", "なんでもどうぞ", false, false),
    ("運営", "運営チームの部屋", false, true),
];

/// People: user name, displayed name, role.
const PEOPLE: [(&str, &str, &str); 6] = [
    ("aiko", "青木 あいこ", "メンバー"),
    ("hana", "花田 はな", "メンバー"),
    ("kenji", "川口 けんじ", "メンバー"),
    ("sato", "佐藤 みどり", "チューター"),
    ("mori", "森 ひろし", "チューター"),
    ("ishida", "石田 ゆうこ", "運営"),
];

/// Founds the community in an empty world.
pub fn found(world: &mut World) {
    let bot = world.new_id();
    world.meta.application_id = bot;
    let guild = world.new_id();
    world.put(Record::Guild(Guild {
        id: guild,
        name: "つながり練習コミュニティ".into(),
        owner_id: guild,
        locale: "ja".into(),
    }));
    add_role(world, guild, "@everyone", 0, EVERYONE, 0);
    let member = new_role(world, "メンバー", 1, Permissions::empty(), 0x0034_98DB);
    let tutor = new_role(world, "チューター", 2, Permissions::empty(), 0x002E_CC71);
    let staff_permissions = Permissions::MANAGE_GUILD
        .union(Permissions::MANAGE_CHANNELS)
        .union(Permissions::MANAGE_ROLES)
        .union(Permissions::MANAGE_MESSAGES)
        .union(Permissions::MANAGE_THREADS)
        .union(Permissions::MENTION_EVERYONE);
    let staff = new_role(world, "運営", 3, staff_permissions, 0x00E6_7E22);
    let own = new_role(world, "Tsunagari", 4, OWN_ROLE, 0);
    if let Some(role) = world.roles.get(&own).cloned() {
        world.put(Record::Role(Role {
            managed: true,
            ..role
        }));
    }
    let now = world.now();
    add_person(world, bot, "tsunagari", "つながり", vec![own], true, now);
    for (username, name, role) in PEOPLE {
        let id = world.new_id();
        let role = match role {
            "チューター" => tutor,
            "運営" => staff,
            _ => member,
        };
        add_person(world, id, username, name, vec![role], false, now);
        if role == staff {
            let guild = world.guild.clone();
            world.put(Record::Guild(Guild {
                owner_id: id,
                ..guild
            }));
        }
    }
    for (position, (name, topic, read_only, staff_only)) in (0..).zip(CHANNELS) {
        let id = world.new_id();
        let mut overwrites = Vec::new();
        if read_only || staff_only {
            let taken = if staff_only {
                Permissions::VIEW_CHANNEL
            } else {
                Permissions::SEND_MESSAGES
            };
            overwrites.push(overwrite(guild, Permissions::empty(), taken));
            overwrites.push(overwrite(staff, taken, Permissions::empty()));
            overwrites.push(overwrite(own, taken, Permissions::empty()));
        }
        world.put(Record::Channel(Channel {
            id,
            kind: channel_kind::TEXT,
            name: name.into(),
            topic: Some(topic.into()),
            position,
            parent_id: None,
            overwrites,
            slowmode: 0,
            tags: Vec::new(),
            last_message_id: None,
            thread: None,
            recipient: None,
        }));
        if position == 0 {
            let staff = world.guild.owner_id;
            welcome(world, id, staff);
        }
    }
}

/// The first words in #はじめに, by staff.
const WELCOME: &str = "ようこそ。ここは、つながりの練習をするコミュニティです。\n\
    ・質問したいとき：#受付 を開いて「質問する」を押してください。\n\
    ・答えを読むとき：#質問 のカードの「スレッドを開く」を押してください。\n\
    夜中でも、何度でも大丈夫です。";

fn welcome(world: &mut World, channel: Id, author: Id) {
    let id = world.new_id();
    let sent_at = world.now();
    world.put(Record::Message(Box::new(Message {
        id,
        channel_id: channel,
        author_id: author,
        kind: 0,
        content: WELCOME.into(),
        embeds: Vec::new(),
        components: Vec::new(),
        attachments: Vec::new(),
        flags: 0,
        sent_at,
        edited_at: None,
        mentions: Vec::new(),
        mention_roles: Vec::new(),
        mention_everyone: false,
        reply_to: None,
        nonce: None,
        reactions: Vec::new(),
        pinned: false,
        only_for: None,
        interaction: None,
        token: None,
    })));
}

fn overwrite(id: Id, allow: Permissions, deny: Permissions) -> Overwrite {
    Overwrite {
        id,
        kind: 0,
        allow,
        deny,
    }
}

fn new_role(
    world: &mut World,
    name: &str,
    position: i64,
    permissions: Permissions,
    color: u32,
) -> Id {
    let id = world.new_id();
    add_role(world, id, name, position, permissions, color);
    id
}

fn add_role(
    world: &mut World,
    id: Id,
    name: &str,
    position: i64,
    permissions: Permissions,
    color: u32,
) {
    world.put(Record::Role(Role {
        id,
        name: name.into(),
        permissions,
        position,
        color,
        hoist: color != 0,
        mentionable: false,
        managed: false,
    }));
}

fn add_person(
    world: &mut World,
    id: Id,
    username: &str,
    name: &str,
    roles: Vec<Id>,
    bot: bool,
    now: Millis,
) {
    world.put(Record::Person(Person {
        id,
        username: username.into(),
        global_name: (!bot).then(|| name.to_owned()),
        bot,
        locale: "ja".into(),
        in_guild: true,
        nick: bot.then(|| name.to_owned()),
        roles,
        joined_at: now,
        dms_closed: false,
    }));
}

//! What happens on Discord → a call of a use case.

use poise::FrameworkContext;
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteractionDataKind, FullEvent, Interaction, MessageType};
use tracing::{error, info, warn};

use super::Bot;
use super::commands::{BoxError, CommandSet, field};
use super::courses;
use super::custom_id::CustomId;
use super::members;
use super::members::consent;
use super::questions::{press, told};
use super::reconcile;
use super::reply::{self, Caller, Membership, Reply, either};
use super::setup::{self, Picked};
use super::snapshot::of_gateway;
use super::tutors;
use crate::clock::from_millis;
use crate::db::DbError;
use crate::guilds::Snapshot;
use crate::i18n::Text;
use crate::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::members::consent::Asked;
use crate::questions::asking::Source;

/// Every event that serenity dispatches. What fails here is logged here.
pub async fn handle(
    framework: FrameworkContext<'_, Bot, BoxError>,
    event: &FullEvent,
) -> Result<(), BoxError> {
    let context = framework.serenity_context;
    let bot = framework.user_data;
    let done = match event {
        FullEvent::InteractionCreate { interaction } => {
            interact(context, bot, interaction).await;
            Ok(())
        }
        FullEvent::Ready { data_about_bot } => {
            let guilds = data_about_bot.guilds.iter();
            let guilds: Vec<GuildId> = guilds.map(|guild| GuildId::new(guild.id.get())).collect();
            bot.here.in_servers(&guilds);
            courses::press::announce(context, bot);
            Ok(())
        }
        FullEvent::GuildCreate { guild, .. } => {
            info!(guild = %guild.id, "connected to a guild");
            // Of its members Discord tells only when it is asked.
            let all = serenity::ChunkGuildFilter::None;
            context.shard.chunk_guild(guild.id, None, false, all, None);
            bot.here.connected(GuildId::new(guild.id.get()));
            match changed(context, bot, guild.id).await {
                Ok(()) => reconcile::guild(bot, guild).await,
                Err(error) => Err(error),
            }
        }
        // One that is only unavailable for a while comes back.
        FullEvent::GuildDelete { incomplete, .. } => {
            if !incomplete.unavailable {
                bot.here.removed(GuildId::new(incomplete.id.get()));
            }
            Ok(())
        }
        FullEvent::GuildUpdate { new_data, .. } => changed(context, bot, new_data.id).await,
        FullEvent::Message { new_message } => wrote(context, bot, new_message).await,
        FullEvent::MessageDelete {
            channel_id,
            deleted_message_id,
            guild_id: Some(guild),
        } => deleted(bot, *guild, *channel_id, &[*deleted_message_id]).await,
        FullEvent::MessageDeleteBulk {
            channel_id,
            multiple_deleted_messages_ids,
            guild_id: Some(guild),
        } => deleted(bot, *guild, *channel_id, multiple_deleted_messages_ids).await,
        FullEvent::ThreadDelete { thread, .. } => {
            let guild = GuildId::new(thread.guild_id.get());
            let thread = ChannelId::new(thread.id.get());
            match bot.questions.thread_deleted(guild, thread).await {
                Ok(()) => {
                    bot.courses.thread_deleted(guild, thread.get()).await?;
                    bot.tutors.thread_deleted(guild, thread).await
                }
                Err(error) => Err(error),
            }
        }
        FullEvent::ChannelCreate { channel } => changed(context, bot, channel.guild_id).await,
        FullEvent::ChannelDelete { channel, .. } => {
            let guild = GuildId::new(channel.guild_id.get());
            let gone = ChannelId::new(channel.id.get());
            match changed(context, bot, channel.guild_id).await {
                Ok(()) => channel_deleted(bot, guild, gone).await,
                Err(error) => Err(error),
            }
        }
        FullEvent::ChannelUpdate { new, .. } => changed(context, bot, new.guild_id).await,
        FullEvent::GuildRoleCreate { new } | FullEvent::GuildRoleUpdate { new, .. } => {
            changed(context, bot, new.guild_id).await
        }
        FullEvent::GuildRoleDelete { guild_id, .. } => changed(context, bot, *guild_id).await,
        FullEvent::GuildMemberUpdate { event, .. } if event.user.id == framework.bot_id() => {
            changed(context, bot, event.guild_id).await
        }
        FullEvent::GuildMemberUpdate { event, .. } => {
            let guild = GuildId::new(event.guild_id.get());
            let user = UserId::new(event.user.id.get());
            let _turn = bot.watching.lock().await;
            let member = context.cache.guild(event.guild_id);
            let member = member.and_then(|guild| guild.members.get(&event.user.id).cloned());
            let roles = member.map_or_else(|| event.roles.clone(), |member| member.roles);
            let roles: Vec<RoleId> = roles.iter().map(|id| RoleId::new(id.get())).collect();
            // Whoever is just back has none yet.
            if !bot.erasing.has_left(guild, user).await? {
                bot.members.roles_seen((guild, user), &roles).await?;
            }
            bot.tutors.roles_seen(guild, user, &roles).await
        }
        FullEvent::GuildMemberRemoval { guild_id, user, .. } => {
            let guild = GuildId::new(guild_id.get());
            left(bot, guild, UserId::new(user.id.get())).await
        }
        FullEvent::GuildMemberAddition { new_member } => joined(bot, new_member).await,
        // There is room for another.
        FullEvent::GuildScheduledEventDelete { event } => {
            let guild = GuildId::new(event.guild_id.get());
            bot.outbox.revive(&bot.db, guild).await.map(|_| ())
        }
        _ => Ok(()),
    };
    if let Err(error) = done {
        error!(event = event.snake_case_name(), %error, "an event could not be handled");
    }
    Ok(())
}

/// Somebody has left a server.
async fn left(bot: &Bot, guild: GuildId, user: UserId) -> Result<(), DbError> {
    bot.here.left(guild, user);
    bot.members.heard(user).await?;
    bot.courses.left(guild, user).await?;
    bot.tutors.left(guild, user).await?;
    bot.erasing.left(guild, user).await?;
    // They may have come back before this was seen to.
    if bot.here.since(guild, user).is_some() {
        bot.erasing.came_back(guild, user).await?;
    }
    Ok(())
}

/// Somebody has joined a server, or is back.
async fn joined(bot: &Bot, member: &serenity::Member) -> Result<(), DbError> {
    let guild = GuildId::new(member.guild_id.get());
    let user = UserId::new(member.user.id.get());
    let joined_at = Membership::of(member).joined_at;
    if let Some(joined_at) = joined_at {
        bot.here.is(guild, user, joined_at);
    }
    let was_away = bot.erasing.came_back(guild, user).await?;
    match joined_at {
        Some(at) if !member.user.bot && !was_away => bot.welcome(guild, user, at).await,
        _ => Ok(()),
    }
}

/// Channels or roles changed: where things are may have changed, and what failed for a
/// missing permission may work now. Events are handled side by side: who comes last here has
/// seen what every other one has.
async fn changed(
    context: &serenity::Context,
    bot: &Bot,
    guild: serenity::GuildId,
) -> Result<(), DbError> {
    let _turn = bot.watching.lock().await;
    match cached(context, guild) {
        Some(snapshot) => saw(bot, &snapshot).await,
        None => Ok(()),
    }
}

/// A guild as the gateway has described it so far.
pub fn cached(context: &serenity::Context, guild: serenity::GuildId) -> Option<Snapshot> {
    let me = context.cache.current_user().id;
    // The cache is borrowed only to copy what is needed out of it.
    let guild = context.cache.guild(guild)?;
    Some(of_gateway(&guild, me))
}

/// A channel was deleted with everything in it: questions are missed, and talks are looked at.
async fn channel_deleted(bot: &Bot, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
    bot.questions.channel_deleted(guild, channel).await?;
    bot.courses.channel_deleted(guild, channel).await?;
    bot.tutors.look_at_talks(guild, |_| None).await
}

async fn saw(bot: &Bot, snapshot: &Snapshot) -> Result<(), DbError> {
    let CommandSet { hash, .. } = super::commands::command_set(&bot.words);
    bot.guilds.seen(snapshot, &hash).await?;
    for fault in bot.guilds.told_faults(snapshot.guild).await? {
        warn!(guild = %snapshot.guild, ?fault, "something is wrong in the server");
    }
    bot.outbox.revive(&bot.db, snapshot.guild).await?;
    Ok(())
}

/// Messages were deleted: the panel's is looked after, and a card is missed.
async fn deleted(
    bot: &Bot,
    guild: serenity::GuildId,
    channel: serenity::ChannelId,
    messages: &[serenity::MessageId],
) -> Result<(), DbError> {
    let guild = GuildId::new(guild.get());
    let channel = ChannelId::new(channel.get());
    bot.guilds.message_deleted(guild, channel).await?;
    for message in messages {
        let message = MessageId::new(message.get());
        bot.questions.message_deleted(guild, message).await?;
        bot.courses.message_deleted(guild, message.get()).await?;
    }
    Ok(())
}

/// A person wrote something: it may answer a question, or be one. Whoever writes to the bot
/// itself can be written to.
async fn wrote(
    context: &serenity::Context,
    bot: &Bot,
    message: &serenity::Message,
) -> Result<(), DbError> {
    let author = UserId::new(message.author.id.get());
    let counts = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    let Some(guild) = message.guild_id else {
        if !message.author.bot {
            bot.members.heard(author).await?;
            bot.members.dms_opened(author).await?;
            if counts {
                let channel = ChannelId::new(message.channel_id.get());
                let message = MessageId::new(message.id.get());
                bot.nobody_reads(author, channel, message).await?;
            }
        }
        return Ok(());
    };
    if message.author.bot || !counts {
        return Ok(());
    }
    let guild = GuildId::new(guild.get());
    let source = Source {
        message: MessageId::new(message.id.get()),
        channel: ChannelId::new(message.channel_id.get()),
    };
    let at = from_millis(message.timestamp.timestamp_millis());
    bot.members.heard(author).await?;
    let joined_at = message.member.as_ref().and_then(|member| member.joined_at);
    let joined_at = joined_at.map(|at| from_millis(at.timestamp_millis()));
    // A talk is between people who have agreed; only that one of them said something is noted.
    bot.tutors
        .message_in_thread(guild, source.channel, source.message, author, at)
        .await?;
    match consent::asked(bot, guild, author, joined_at).await? {
        // Whoever has agreed to an earlier text is asked when they press something.
        None | Some(Asked::Changed) => {}
        // They are offered to have it recorded, and asked then; whose it is is not kept.
        Some(Asked::First) => {
            return offer(context, bot, guild, source, message, UserId::NOBODY).await;
        }
        Some(Asked::Refused) => return Ok(()),
    }
    bot.questions
        .message_in_thread(guild, source.channel, source.message, author, at)
        .await?;
    offer(context, bot, guild, source, message, author).await
}

/// A plain message in the question channel, or the first of a post in it, is offered to be
/// recorded.
async fn offer(
    context: &serenity::Context,
    bot: &Bot,
    guild: GuildId,
    source: Source,
    message: &serenity::Message,
    author: UserId,
) -> Result<(), DbError> {
    // Without the privileged intent Discord tells no words, and nothing is offered.
    let is_reply = message.kind == MessageType::InlineReply;
    if !bot.reads_messages || is_reply || message.content.trim().is_empty() {
        return Ok(());
    }
    let places = bot.guilds.find(guild).await?.map(|guild| guild.places);
    let Some(channel) = places.and_then(|places| places.question_channel) else {
        return Ok(());
    };
    let is_there = source.channel == channel
        // The first message of a post has the id of the post.
        || (source.channel.get() == source.message.get()
            && parent(context, guild, source.channel) == Some(channel));
    if is_there {
        bot.questions.wrote_plainly(guild, source, author).await?;
    }
    Ok(())
}

/// The channel to which a thread belongs, as far as the gateway has told.
fn parent(context: &serenity::Context, guild: GuildId, thread: ChannelId) -> Option<ChannelId> {
    let guild = serenity::GuildId::new(u64::try_from(guild.get()).ok()?);
    let guild = context.cache.guild(guild)?;
    let is_it = |known: &&serenity::GuildChannel| ChannelId::new(known.id.get()) == thread;
    let parent = guild.threads.iter().find(is_it)?.parent_id?;
    Some(ChannelId::new(parent.get()))
}

async fn interact(context: &serenity::Context, bot: &Bot, interaction: &Interaction) {
    match interaction {
        Interaction::Component(press) => {
            let _carried = bot.courses.join_carried(press.id.get());
            let caller = Caller::new(bot, &press.locale, press.guild_id, press.member.as_ref())
                .with_user(press.user.id);
            let id = &press.data.custom_id;
            let (caller, reply) = match placed(context, caller.clone(), id).await {
                Ok(caller) => {
                    let reply = pressed(context, caller.clone(), press).await;
                    (caller, reply)
                }
                Err(reply) => (caller, reply),
            };
            let reply = shown_in(press.guild_id, &caller, reply);
            reply::send(&context.http, press.id, &press.token, reply).await;
            // Of whoever has had all erased nothing is remembered again.
            let id = CustomId::decode(&press.data.custom_id);
            if !id.is_some_and(|id| id.is_about_own_data()) {
                caller.remember().await;
            }
        }
        Interaction::Modal(form) => {
            let caller = Caller::new(bot, &form.locale, form.guild_id, form.member.as_ref())
                .with_user(form.user.id);
            let id = &form.data.custom_id;
            let (caller, reply) = match placed(context, caller.clone(), id).await {
                Ok(caller) => {
                    let reply = sent(context, &caller, form).await;
                    (caller, reply)
                }
                Err(reply) => (caller, reply),
            };
            let reply = shown_in(form.guild_id, &caller, reply);
            reply::send(&context.http, form.id, &form.token, reply).await;
            caller.remember().await;
        }
        // Commands and their completion are poise's.
        _ => {}
    }
}

/// The answer as it is shown in a server, or in the conversation with the bot.
fn shown_in(guild: Option<serenity::GuildId>, caller: &Caller<'_>, reply: Reply) -> Reply {
    match guild {
        Some(_) => reply,
        None => caller.placing(reply),
    }
}

/// Whoever pressed or sent something, in the server that it is about: in their conversation with
/// the bot Discord names none, and the id does. Where it does not, it is the oldest of theirs.
/// Whoever is not known to be there, and not known to it by anything either, acts in none.
async fn placed<'a>(
    context: &serenity::Context,
    caller: Caller<'a>,
    id: &str,
) -> Result<Caller<'a>, Reply> {
    let decoded = CustomId::decode(id);
    let is_setup = matches!(decoded, Some(CustomId::Setup(_)));
    let Some(user) = caller.outside().filter(|_| !is_setup) else {
        return Ok(caller);
    };
    let Some(guild) = CustomId::place(id).or_else(|| home_of(context, user)) else {
        return Ok(caller);
    };
    // Whoever has left finds old buttons in that conversation.
    let bot = caller.bot;
    if caller.ours(bot.erasing.has_left(guild, user).await)? {
        return match decoded {
            Some(id) if id.is_about_telling() => Ok(caller),
            Some(id) if id.is_about_own_data() => {
                Ok(caller.acting_in(guild, Membership::default()))
            }
            _ => Err(members::data::after_leaving(&caller, guild)),
        };
    }
    Ok(match known_in(context, guild, user) {
        Some(known) => caller.acting_in(guild, known),
        // The gateway has not told of everybody yet.
        None if caller.ours(bot.members.is_known(user, Some(guild)).await)? => {
            caller.acting_in(guild, Membership::default())
        }
        None => caller,
    })
}

/// What the gateway has told of somebody in a guild.
fn known_in(context: &serenity::Context, guild: GuildId, user: UserId) -> Option<Membership> {
    let id = |id: i64| u64::try_from(id).ok();
    let (guild, user) = id(guild.get()).zip(id(user.get()))?;
    let guild = context.cache.guild(serenity::GuildId::new(guild))?;
    let member = guild.members.get(&serenity::UserId::new(user))?;
    Some(Membership::of(member))
}

/// A guild in which somebody is, as far as the gateway has told: of several the oldest.
fn home_of(context: &serenity::Context, user: UserId) -> Option<GuildId> {
    let mut guilds = context.cache.guilds();
    guilds.sort_unstable();
    let mut guilds = guilds.into_iter().map(|id| GuildId::new(id.get()));
    guilds.find(|guild| known_in(context, *guild, user).is_some())
}

fn is_private(message: &serenity::Message) -> bool {
    let private = serenity::MessageFlags::EPHEMERAL;
    message.flags.is_some_and(|flags| flags.contains(private))
}

fn picked(kind: &ComponentInteractionDataKind) -> Picked {
    let id = |id: u64| i64::try_from(id).unwrap_or(i64::MAX);
    match kind {
        ComponentInteractionDataKind::StringSelect { values } => Picked::Values(values.clone()),
        ComponentInteractionDataKind::ChannelSelect { values } => {
            Picked::Ids(values.iter().map(|value| id(value.get())).collect())
        }
        ComponentInteractionDataKind::RoleSelect { values } => {
            Picked::Ids(values.iter().map(|value| id(value.get())).collect())
        }
        ComponentInteractionDataKind::UserSelect { values } => {
            Picked::Ids(values.iter().map(|value| id(value.get())).collect())
        }
        _ => Picked::Nothing,
    }
}

async fn pressed(
    context: &serenity::Context,
    caller: Caller<'_>,
    press: &serenity::ComponentInteraction,
) -> Reply {
    let Some(id) = CustomId::decode(&press.data.custom_id) else {
        return Reply::words(&caller.say(&Text::StaleButton));
    };
    let in_place = is_private(&press.message);
    match id {
        CustomId::Agree(then) => match (consent::agrees(&caller).await, then) {
            (Err(reply), _) => reply,
            (Ok(()), None) => either(consent::agreed(&caller, in_place).await),
            (Ok(()), Some(id)) => done_by(context, caller, press, *id, in_place).await,
        },
        id => done_by(context, caller, press, id, in_place).await,
    }
}

/// What a press does, for whoever has agreed to what is kept for it.
async fn done_by(
    context: &serenity::Context,
    caller: Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: CustomId,
    in_place: bool,
) -> Reply {
    let is_button = matches!(press.data.kind, ComponentInteractionDataKind::Button);
    if let Err(asked) = consent::gate(&caller, &id, is_button).await {
        return asked;
    }
    match id {
        CustomId::DmsOpened => either(told::by_direct(&caller).await),
        CustomId::ByMention => either(told::by_mention(&caller).await),
        CustomId::Setup(id) => {
            let snapshot = press.guild_id.and_then(|guild| cached(context, guild));
            let opened = setup::Opened {
                is_private: in_place,
                content: press.message.content.clone(),
            };
            let picked = picked(&press.data.kind);
            setup::pressed(&caller, snapshot.as_ref(), id, picked, opened).await
        }
        CustomId::Course(id) => either(courses::press::pressed(&caller, press, id, in_place).await),
        CustomId::Member(id) => either(members::press::pressed(&caller, press, id, in_place).await),
        CustomId::LooksBefore(id) => {
            either(members::looks::show(&caller, Some(id), in_place).await)
        }
        CustomId::Tutor(id) => either(tutors::press::pressed(&caller, press, id, in_place).await),
        id => either(press::pressed(&caller, press, id, in_place).await),
    }
}

async fn sent(
    context: &serenity::Context,
    caller: &Caller<'_>,
    form: &serenity::ModalInteraction,
) -> Reply {
    let message = form.message.as_ref();
    let in_place = message.is_some_and(|message| is_private(message));
    let Some(id) = CustomId::decode(&form.data.custom_id) else {
        return Reply::words(&caller.say(&Text::StaleButton));
    };
    if let Err(asked) = consent::gate_form(caller, &id).await {
        return asked;
    }
    match id {
        CustomId::Setup(id) => {
            let snapshot = form.guild_id.and_then(|guild| cached(context, guild));
            let field = |name: &str| field(form, name);
            setup::sent(caller, snapshot.as_ref(), id, field, in_place).await
        }
        CustomId::Course(id) => either(courses::press::sent(caller, form, id, in_place).await),
        CustomId::Member(id) => either(members::press::sent(caller, form, id, in_place).await),
        CustomId::Tutor(id) => either(tutors::press::sent(caller, form, id, in_place).await),
        id => either(press::sent(caller, form, id, in_place).await),
    }
}

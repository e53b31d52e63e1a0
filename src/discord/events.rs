//! What happens on Discord → a call of a use case.

use poise::FrameworkContext;
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteractionDataKind, FullEvent, Interaction, MessageType};
use tracing::{error, info, warn};

use super::Bot;
use super::commands::{BoxError, CommandSet, field};
use super::custom_id::CustomId;
use super::questions::{ask, change, told};
use super::reconcile;
use super::reply::{self, Caller, Reply};
use super::setup::{self, Picked};
use super::snapshot::of_gateway;
use crate::clock::from_millis;
use crate::db::DbError;
use crate::guilds::Snapshot;
use crate::i18n::Text;
use crate::ids::{ChannelId, GuildId, UserId};

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
        FullEvent::GuildCreate { guild, .. } => {
            info!(guild = %guild.id, "connected to a guild");
            match saw(bot, &of_gateway(guild, framework.bot_id())).await {
                Ok(()) => reconcile::guild(bot, guild).await,
                Err(error) => Err(error),
            }
        }
        FullEvent::Message { new_message } => wrote(bot, new_message).await,
        FullEvent::MessageDelete {
            channel_id,
            guild_id: Some(guild),
            ..
        }
        | FullEvent::MessageDeleteBulk {
            channel_id,
            guild_id: Some(guild),
            ..
        } => {
            let channel = ChannelId::new(channel_id.get());
            bot.guilds
                .message_deleted(GuildId::new(guild.get()), channel)
                .await
        }
        FullEvent::ChannelCreate { channel } | FullEvent::ChannelDelete { channel, .. } => {
            changed(context, bot, channel.guild_id).await
        }
        FullEvent::ChannelUpdate { new, .. } => changed(context, bot, new.guild_id).await,
        FullEvent::GuildRoleCreate { new } | FullEvent::GuildRoleUpdate { new, .. } => {
            changed(context, bot, new.guild_id).await
        }
        FullEvent::GuildRoleDelete { guild_id, .. } => changed(context, bot, *guild_id).await,
        FullEvent::GuildMemberUpdate { event, .. } if event.user.id == framework.bot_id() => {
            changed(context, bot, event.guild_id).await
        }
        _ => Ok(()),
    };
    if let Err(error) = done {
        error!(event = event.snake_case_name(), %error, "an event could not be handled");
    }
    Ok(())
}

/// Channels or roles changed: where things are may have changed, and what failed for a
/// missing permission may work now.
async fn changed(
    context: &serenity::Context,
    bot: &Bot,
    guild: serenity::GuildId,
) -> Result<(), DbError> {
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

async fn saw(bot: &Bot, snapshot: &Snapshot) -> Result<(), DbError> {
    let CommandSet { hash, .. } = super::commands::command_set(&bot.words);
    bot.guilds.seen(snapshot, &hash).await?;
    for fault in bot.guilds.told_faults(snapshot.guild).await? {
        warn!(guild = %snapshot.guild, ?fault, "something is wrong in the server");
    }
    bot.outbox.revive(&bot.db, snapshot.guild).await?;
    Ok(())
}

/// A person wrote something: it may answer a question. Whoever writes to the bot itself
/// can be written to.
async fn wrote(bot: &Bot, message: &serenity::Message) -> Result<(), DbError> {
    let Some(guild) = message.guild_id else {
        if !message.author.bot {
            let author = UserId::new(message.author.id.get());
            bot.members.dms_opened(author).await?;
        }
        return Ok(());
    };
    let counts = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    if message.author.bot || !counts {
        return Ok(());
    }
    bot.questions
        .message_in_thread(
            GuildId::new(guild.get()),
            ChannelId::new(message.channel_id.get()),
            UserId::new(message.author.id.get()),
            from_millis(message.timestamp.timestamp_millis()),
        )
        .await?;
    Ok(())
}

async fn interact(context: &serenity::Context, bot: &Bot, interaction: &Interaction) {
    match interaction {
        Interaction::Component(press) => {
            let caller = Caller::new(bot, &press.locale, press.guild_id, press.member.as_ref())
                .with_user(press.user.id);
            let reply = pressed(context, &caller, press).await;
            reply::send(&context.http, press.id, &press.token, reply).await;
        }
        Interaction::Modal(form) => {
            let caller = Caller::new(bot, &form.locale, form.guild_id, form.member.as_ref());
            let reply = sent(context, &caller, form).await;
            reply::send(&context.http, form.id, &form.token, reply).await;
        }
        // Commands and their completion are poise's.
        _ => {}
    }
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
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
) -> Reply {
    let Some(id) = CustomId::decode(&press.data.custom_id) else {
        return Reply::words(&caller.say(&Text::StaleButton));
    };
    match id {
        CustomId::Ask => ask::start(caller).await,
        CustomId::AskTopic => {
            let chosen = match &press.data.kind {
                ComponentInteractionDataKind::StringSelect { values } => values.first(),
                _ => None,
            };
            let topic = chosen.map(String::as_str).unwrap_or_default();
            ask::topic_chosen(caller, topic, true).await
        }
        CustomId::AskAgain => ask::again(caller).await,
        CustomId::Resolve(id) => change::resolve(caller, id).await,
        CustomId::Withdraw(id) => change::withdraw(caller, id).await,
        CustomId::WithdrawYes(id) => change::withdraw_yes(caller, id).await,
        CustomId::WithdrawNo(id) => change::withdraw_no(caller, id).await,
        CustomId::DmsOpened => told::by_direct(caller).await,
        CustomId::AskForm(..) => Reply::words(&caller.say(&Text::StaleButton)),
        CustomId::Setup(id) => {
            let snapshot = press.guild_id.and_then(|guild| cached(context, guild));
            let opened = setup::Opened {
                is_private: is_private(&press.message),
                content: press.message.content.clone(),
            };
            setup::pressed(
                caller,
                snapshot.as_ref(),
                id,
                picked(&press.data.kind),
                opened,
            )
            .await
        }
    }
}

async fn sent(
    context: &serenity::Context,
    caller: &Caller<'_>,
    form: &serenity::ModalInteraction,
) -> Reply {
    match CustomId::decode(&form.data.custom_id) {
        Some(CustomId::AskForm(number, topic)) => {
            ask::sent(
                caller,
                number,
                topic,
                field(form, ask::TITLE_FIELD),
                field(form, ask::BODY_FIELD),
                form.message.is_some(),
            )
            .await
        }
        Some(CustomId::Setup(id)) => {
            let snapshot = form.guild_id.and_then(|guild| cached(context, guild));
            let in_place = form
                .message
                .as_ref()
                .is_some_and(|message| is_private(message));
            setup::sent(
                caller,
                snapshot.as_ref(),
                id,
                |name| field(form, name),
                in_place,
            )
            .await
        }
        _ => Reply::words(&caller.say(&Text::StaleButton)),
    }
}

//! Connecting: the token is checked, the gateway is opened, events go to the handlers.

use std::sync::Arc;
use std::time::Duration;

use poise::serenity_prelude as serenity;
use secrecy::{ExposeSecret, SecretString};
use serenity::{GatewayIntents, Permissions};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::commands::{commands, may_go_on, on_error};
use super::shard_watch::{Death, died};
use super::{Api, ApiError, Bot, events};
use crate::config;

/// What the bot asks to be told.
pub const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MEMBERS)
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES)
    .union(GatewayIntents::GUILD_SCHEDULED_EVENTS);

/// What the bot needs to be allowed in a server; the invite link asks for just this.
pub const PERMISSIONS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::SEND_MESSAGES)
    .union(Permissions::EMBED_LINKS)
    .union(Permissions::READ_MESSAGE_HISTORY)
    .union(Permissions::MANAGE_MESSAGES)
    .union(Permissions::CREATE_PUBLIC_THREADS)
    .union(Permissions::CREATE_PRIVATE_THREADS)
    .union(Permissions::SEND_MESSAGES_IN_THREADS)
    .union(Permissions::MANAGE_CHANNELS)
    .union(Permissions::MANAGE_ROLES)
    .union(Permissions::VIEW_AUDIT_LOG)
    .union(Permissions::CREATE_EVENTS)
    .union(Permissions::MANAGE_EVENTS);

/// How long to wait before a connection is tried again.
const RECONNECT: Duration = Duration::from_secs(1);

/// Why the bot cannot be connected.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error(
        "Discord does not accept the token. Copy it again from https://discord.com/developers/applications (your application → Bot → Reset Token) into DISCORD_TOKEN."
    )]
    WrongToken,
    #[error(
        "Discord does not grant the intents that Tsunagari asks for. At https://discord.com/developers/applications (your application → Bot) switch on \"Server Members Intent\"{content}."
    )]
    Intents { content: &'static str },
    #[error("the connection to Discord ended: {0}")]
    Gateway(Box<serenity::Error>),
    #[error(
        "Discord closed the connection for good (codes 4010 to 4012: shards, or the version of its API). This version connects with one shard, which Discord takes for up to 2,500 servers. Look for a newer version of Tsunagari."
    )]
    Closed,
    #[error("Discord cannot be reached: {0}")]
    Api(#[from] ApiError),
}

/// Asks Discord who the bot is, again and again while Discord cannot be reached.
/// `None` if `stop` came first.
///
/// # Errors
///
/// [`ConnectError::WrongToken`] if the token is refused.
pub async fn check_token(api: &Api, stop: &CancellationToken) -> Result<Option<u64>, ConnectError> {
    let mut pause = Duration::from_millis(250);
    loop {
        let answer = tokio::select! {
            () = stop.cancelled() => return Ok(None),
            answer = api.get("applications/@me") => answer,
        };
        match answer {
            Ok(application) => {
                let id = application["id"].as_str().and_then(|id| id.parse().ok());
                return id
                    .map(Some)
                    .ok_or_else(|| ApiError::Unknown("the application has no id".into()).into());
            }
            Err(ApiError::Refused { status: 401, .. }) => return Err(ConnectError::WrongToken),
            Err(error @ ApiError::Refused { .. }) => return Err(error.into()),
            Err(error) => {
                warn!(%error, "waiting for Discord");
                tokio::select! {
                    () = stop.cancelled() => return Ok(None),
                    () = tokio::time::sleep(pause) => {}
                }
                pause = (pause * 2).min(Duration::from_secs(30));
            }
        }
    }
}

/// Connects and handles events until `stop`.
///
/// # Errors
///
/// When Discord refuses for good; passing trouble is waited out.
pub async fn connect(
    settings: &config::Discord,
    token: &SecretString,
    bot: Bot,
    stop: &CancellationToken,
) -> Result<(), ConnectError> {
    let mut intents = INTENTS;
    if settings.message_content {
        intents |= GatewayIntents::MESSAGE_CONTENT;
    }
    loop {
        let Some(mut client) = reach(settings, token, &bot, intents, stop).await? else {
            return Ok(());
        };
        let shards = Arc::clone(&client.shard_manager);
        let ended = tokio::select! {
            ended = client.start() => ended,
            () = stop.cancelled() => {
                shards.shutdown_all().await;
                return Ok(());
            }
            death = died() => {
                // Whoever cannot write ends.
                for runner in shards.runners.lock().await.values() {
                    runner.runner_tx.set_activity(None);
                }
                if death == Death::Final {
                    return Err(ConnectError::Closed);
                }
                warn!("the connection to the gateway is dead; a new one is made");
                stop.run_until_cancelled(tokio::time::sleep(RECONNECT)).await;
                continue;
            }
        };
        return match ended {
            Ok(()) => Ok(()),
            Err(error) => Err(refused(settings, error)),
        };
    }
}

/// Why Discord refused for good.
fn refused(settings: &config::Discord, error: serenity::Error) -> ConnectError {
    match error {
        serenity::Error::Gateway(
            serenity::GatewayError::DisallowedGatewayIntents
            | serenity::GatewayError::InvalidGatewayIntents,
        ) => ConnectError::Intents {
            content: if settings.message_content {
                " and \"Message Content Intent\""
            } else {
                ""
            },
        },
        serenity::Error::Gateway(serenity::GatewayError::InvalidAuthentication) => {
            ConnectError::WrongToken
        }
        error => ConnectError::Gateway(Box::new(error)),
    }
}

/// A client that knows where the gateway is; `None` if `stop` came first.
async fn reach(
    settings: &config::Discord,
    token: &SecretString,
    bot: &Bot,
    intents: GatewayIntents,
    stop: &CancellationToken,
) -> Result<Option<serenity::Client>, ConnectError> {
    loop {
        // What serenity and poise ask by themselves counts as well. Where there is no room
        // for long, Discord says so itself.
        for path in ["gateway", "oauth2/applications/@me"] {
            let _ = bot.api.make_room(path).await;
        }
        let client = build(settings, token, bot.clone(), intents).await?;
        // When it cannot ask for the gateway serenity falls back to Discord's own
        // address, which is not where this program was told to go.
        let address = client.ws_url.lock().await.clone();
        if settings.api_base.is_discord() || !address.contains("discord.gg") {
            return Ok(Some(client));
        }
        warn!("waiting for the gateway's address");
        tokio::select! {
            () = stop.cancelled() => return Ok(None),
            () = tokio::time::sleep(RECONNECT) => {}
        }
    }
}
async fn build(
    settings: &config::Discord,
    token: &SecretString,
    bot: Bot,
    intents: GatewayIntents,
) -> Result<serenity::Client, ConnectError> {
    let mut http = serenity::HttpBuilder::new(token.expose_secret())
        // It would queue answers behind other requests, and does not work with a proxy.
        .ratelimiter_disabled(true);
    if !settings.api_base.is_discord() {
        http = http.proxy(settings.api_base.as_str());
    }
    let options = poise::FrameworkOptions {
        commands: commands(&bot.words),
        event_handler: |framework, event| Box::pin(events::handle(framework, event)),
        command_check: Some(|context| Box::pin(may_go_on(context))),
        on_error: |error| Box::pin(on_error(error)),
        allowed_mentions: Some(serenity::CreateAllowedMentions::new()),
        initialize_owners: false,
        ..poise::FrameworkOptions::default()
    };
    let framework = poise::Framework::builder()
        .options(options)
        .setup(|_, _, _| Box::pin(async move { Ok(bot) }))
        .build();
    serenity::ClientBuilder::new_with_http(http.build(), intents)
        .framework(framework)
        .await
        .map_err(|error| ConnectError::Gateway(Box::new(error)))
}

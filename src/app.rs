//! The composition root: settings → database → services → Discord → background work →
//! shutdown.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::courses::{CourseKeeper, Courses};
use crate::db::{Db, DbError, OpenError};
use crate::discord::{self, Api, Bot, ConnectError, DiscordDeliver};
use crate::guilds::Guilds;
use crate::i18n::{CatalogueError, Words};
use crate::keeping::Keep as _;
use crate::members::Members;
use crate::outbox::{Outbox, Worker};
use crate::questions::{Keeper, Questions};
use crate::tutors::{TutorKeeper, Tutors};

/// Why the bot does not run.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(
        "there is no token. To see Tsunagari without one, start `tsunagari practice`. To connect it to a real Discord: make an application at https://discord.com/developers/applications, open \"Bot\", press \"Reset Token\", and start with DISCORD_TOKEN=… in the environment."
    )]
    NoToken,
    #[error(transparent)]
    Database(#[from] OpenError),
    #[error(transparent)]
    Query(#[from] DbError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Words(#[from] CatalogueError),
}

/// Runs the bot until `stop`, then ends cleanly: what is under way is finished, what is
/// not begun stays in the outbox.
///
/// # Errors
///
/// One sentence that says what to do, when it cannot start or Discord refuses for good.
pub async fn run(config: Config, clock: Clock, stop: CancellationToken) -> Result<(), AppError> {
    let token = config.discord.token.clone().ok_or(AppError::NoToken)?;
    let words = Arc::new(Words::load()?);
    let alone = Db::work_alone(&config.database)?;
    let db = Db::open(&config.database).await?;
    let chance = Chance::system();
    let outbox = Outbox::new(clock.clone(), chance.clone());
    let guilds = Guilds::new(
        db.clone(),
        clock.clone(),
        outbox.clone(),
        config.community.clone(),
    );
    let members = Members::new(db.clone(), clock.clone(), outbox.clone());
    let courses = Courses::new(
        db.clone(),
        clock.clone(),
        chance.clone(),
        outbox.clone(),
        guilds.clone(),
        members.clone(),
    );
    let questions = Questions::new(
        db.clone(),
        clock.clone(),
        outbox.clone(),
        guilds.clone(),
        members.clone(),
    );
    let tutors = Tutors::new(
        db.clone(),
        clock,
        outbox.clone(),
        guilds.clone(),
        members.clone(),
        questions.clone(),
    );
    let api = Api::new(
        config.discord.api_base.clone(),
        token.clone(),
        config.discord.requests_per_second,
    )
    .map_err(ConnectError::Api)?;
    let bot = Bot {
        db: db.clone(),
        guilds,
        questions,
        tutors,
        members,
        courses,
        outbox: outbox.clone(),
        words,
        chance,
        api: api.clone(),
        watching: Arc::default(),
        languages: Arc::default(),
        reads_messages: config.discord.message_content,
    };
    outbox.release_claims(&db).await?;
    bot.questions.load_search().await?;
    bot.questions.reconsider(None).await?;
    bot.tutors.reconsider(None).await?;
    bot.courses.reconsider(None).await?;
    let ended = match discord::check_token(&api, &stop).await {
        Ok(Some(application)) => {
            info!(application, "Discord knows the bot");
            let deliver = DiscordDeliver::new(bot.clone(), application, config.community.time_zone);
            let worker = Worker::new(db.clone(), outbox, config.outbox, deliver);
            let work = tokio::spawn({
                let stop = stop.clone();
                async move { worker.run(&stop).await }
            });
            let care = tokio::spawn({
                let (keeper, stop) = (Keeper::new(bot.questions.clone()), stop.clone());
                async move { keeper.run(&stop).await }
            });
            let tutoring = tokio::spawn({
                let (keeper, stop) = (TutorKeeper::new(bot.tutors.clone()), stop.clone());
                async move { keeper.run(&stop).await }
            });
            let coursing = tokio::spawn({
                let (keeper, stop) = (CourseKeeper::new(bot.courses.clone()), stop.clone());
                async move { keeper.run(&stop).await }
            });
            let ended = Box::pin(discord::connect(&config.discord, &token, bot, &stop)).await;
            stop.cancel();
            // A worker that panicked has ended as well; its claims run out.
            let _ = tokio::join!(work, care, tutoring, coursing);
            ended
        }
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    };
    db.close().await;
    drop(alone);
    info!("ended");
    Ok(ended?)
}

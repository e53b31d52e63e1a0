//! The composition root: settings → database → services → Discord → background work →
//! shutdown.

use std::sync::Arc;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::courses::Courses;
use crate::db::{Db, DbError, OpenError};
use crate::discord::{self, Api, Bot, ConnectError, DiscordDeliver};
use crate::erasing::Erasing;
use crate::guilds::Guilds;
use crate::i18n::{CatalogueError, Words};
use crate::keeping::Keep;
use crate::members::Members;
use crate::outbox::{Outbox, Worker};
use crate::questions::Questions;
use crate::tutors::Tutors;

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
    #[error(
        "a part of the bot has ended by itself, which is a fault in it. Please start it again: nothing is lost. The lines above say what happened; please report them."
    )]
    Broken,
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
        clock.clone(),
        outbox.clone(),
        guilds.clone(),
        members.clone(),
        questions.clone(),
    );
    let erasing = Arc::new(Erasing::new(
        (db.clone(), clock, outbox.clone()),
        (guilds.clone(), members.clone()),
        (questions.clone(), tutors.clone(), courses.clone()),
        config.community.kept_after_leaving,
    ));
    let api = Api::new(
        config.discord.api_base.clone(),
        token.clone(),
        config.discord.requests_per_second,
    )
    .map_err(ConnectError::Api)?;
    let here = erasing.here().clone();
    let bot = Bot {
        db: db.clone(),
        guilds,
        questions,
        tutors,
        members,
        courses,
        erasing,
        outbox: outbox.clone(),
        words,
        chance,
        api: api.clone(),
        watching: Arc::default(),
        languages: Arc::default(),
        here,
        answered: Arc::default(),
        reads_messages: config.discord.message_content,
    };
    take_up(&bot).await?;
    let ended = match discord::check_token(&api, &stop).await {
        Ok(Some(application)) => {
            info!(application, "Discord knows the bot");
            let deliver = DiscordDeliver::new(bot.clone(), application, config.community.time_zone);
            let worker = Worker::new(db.clone(), outbox, config.outbox, deliver);
            let mut work = JoinSet::new();
            let until = stop.clone();
            work.spawn(async move { worker.run(&until).await });
            look_after(&mut work, &bot.questions, &stop);
            look_after(&mut work, &bot.tutors, &stop);
            look_after(&mut work, &bot.courses, &stop);
            look_after(&mut work, &*bot.erasing, &stop);
            look_after(&mut work, &bot.members, &stop);
            let connected = async {
                let ended = Box::pin(discord::connect(&config.discord, &token, bot, &stop)).await;
                stop.cancel();
                ended.map_err(AppError::from)
            };
            let (left, background) = tokio::join!(connected, all_end(work, &stop));
            left.and(background)
        }
        Ok(None) => Ok(()),
        Err(error) => Err(error.into()),
    };
    db.close().await;
    drop(alone);
    info!("ended");
    ended
}

/// Takes up what was left when the program ended.
async fn take_up(bot: &Bot) -> Result<(), DbError> {
    bot.outbox.release_claims(&bot.db).await?;
    // An erasure may have been killed before its last act.
    bot.db.wipe_journal().await?;
    bot.questions.load_search().await?;
    bot.questions.reconsider(None).await?;
    bot.tutors.reconsider(None).await?;
    bot.courses.reconsider(None).await
}

/// Begins to look after something until `stop`.
fn look_after(
    work: &mut JoinSet<()>,
    what: &(impl Keep + Clone + Send + 'static),
    stop: &CancellationToken,
) {
    let (what, stop) = (what.clone(), stop.clone());
    work.spawn(async move { what.run(&stop).await });
}

/// Waits until all background work has ended. Where one part ends by itself, which is a fault of
/// ours, it ends the program: whoever watches over it starts it again, and what is unfinished
/// stands in the outbox. A bot that looks alive and sends nothing helps nobody.
async fn all_end(mut work: JoinSet<()>, stop: &CancellationToken) -> Result<(), AppError> {
    let mut ended = Ok(());
    while let Some(part) = work.join_next().await {
        if part.is_err() || !stop.is_cancelled() {
            ended = Err(AppError::Broken);
        }
        stop.cancel();
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One part does as it is told; the other is a fault of ours.
    async fn ends(faulty: impl Future<Output = ()> + Send + 'static) -> bool {
        let stop = CancellationToken::new();
        let mut work = JoinSet::new();
        let until = stop.clone();
        work.spawn(async move { until.cancelled().await });
        work.spawn(faulty);
        let ended = all_end(work, &stop).await;
        stop.is_cancelled() && matches!(ended, Err(AppError::Broken))
    }

    #[tokio::test]
    async fn a_part_that_ends_by_itself_ends_the_program() {
        assert!(ends(async { panic!("a fault of ours") }).await);
        assert!(ends(std::future::ready(())).await);
    }

    #[tokio::test]
    async fn what_ends_because_it_is_to_is_no_fault() {
        let stop = CancellationToken::new();
        let mut work = JoinSet::new();
        let until = stop.clone();
        work.spawn(async move { until.cancelled().await });
        stop.cancel();
        assert!(all_end(work, &stop).await.is_ok());
    }
}

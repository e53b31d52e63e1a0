//! `tsunagari migrate`

use super::{Ended, WithConfig, say};
use crate::db::Db;

pub async fn run(arguments: &WithConfig) -> Result<(), Ended> {
    let config = arguments.load()?;
    let db = Db::open(&config.database).await?;
    let version = db.version().await?;
    db.close().await;
    say(format_args!(
        "{} is at version {version}.",
        config.database.url
    ));
    Ok(())
}

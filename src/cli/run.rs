//! `tsunagari run`

use super::{Ended, WithConfig, start_log, stop_on_signal};
use crate::app;
use crate::clock::Clock;

pub async fn run(arguments: &WithConfig) -> Result<(), Ended> {
    let config = arguments.load()?;
    start_log(&config.log);
    let stop = stop_on_signal()?;
    app::run(config, Clock::system(), stop).await?;
    Ok(())
}

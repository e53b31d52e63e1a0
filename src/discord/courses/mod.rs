//! Courses on Discord.
//!
//! - In: [`press`] routes what is pressed, selected and sent to [`join`] (places and the line),
//!   [`own`] (lists, what one has joined, calendar files), [`page`] and [`plan`] (what staff
//!   plan), [`change`] (moving, cancelling), [`attend`] and [`count`] (who came), [`feedback`]
//!   and [`report`].
//! - Out: [`card`] (announcements and events), [`notices`] (what people are told).

pub mod attend;
pub mod card;
pub mod change;
pub mod count;
pub mod faults;
pub mod feedback;
pub mod join;
pub mod notices;
pub mod own;
pub mod page;
pub mod plan;
pub mod press;
pub mod report;
mod speech;

pub use speech::CourseSpeech;

use super::Bot;
use super::reply::{Caller, Reply};
use crate::courses::Course;
use crate::db::DbError;

/// The name of the programme for which a course is, if it is for one.
pub async fn programme_name(bot: &Bot, course: &Course) -> Result<Option<String>, DbError> {
    let Some(id) = course.details.programme else {
        return Ok(None);
    };
    let all = bot.guilds.programmes(course.guild).await?;
    let found = all.into_iter().find(|programme| programme.id == id);
    Ok(found.map(|programme| programme.name))
}

/// The words of courses for whoever pressed, in the guild's time zone.
pub async fn speech_for<'a>(caller: &Caller<'a>) -> Result<CourseSpeech<'a>, Reply> {
    let guild = caller.actor()?.guild;
    let settings = caller.ours(caller.bot.guilds.settings(guild).await)?;
    Ok(CourseSpeech {
        words: &caller.bot.words,
        locale: caller.locale,
        zone: settings.time_zone,
        now: caller.bot.courses.now(),
    })
}

/// A number by which one form, or one button, is told from every other.
pub fn form_number(bot: &Bot) -> u32 {
    u32::try_from(bot.chance.number() >> 32).unwrap_or(0)
}

//! What is kept of people in a programme that is over goes on a day; staff see before what it is.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::model::Cause;
use super::service::Erasing;
use super::store;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::guilds::programmes::Programme;
use crate::hours::{TimeOfDay, instant_of};
use crate::ids::UserId;
use crate::members::Extent;
use crate::outbox::Effect;

/// How long before that day staff are told of it.
const TOLD_BEFORE: chrono::Duration = chrono::Duration::days(30);
/// How long they have at least, also where the day was not known before.
const TOLD_AT_LEAST: chrono::Duration = chrono::Duration::days(7);
/// How long a talk is waited for that goes on then.
const ENDS_WITHIN: chrono::Duration = chrono::Duration::days(30);
/// After how long it is looked again whether something in it is still under way.
const AGAIN: chrono::Duration = chrono::Duration::days(1);

/// How often one whose people have gone is looked at: something may have been added.
const LATE: chrono::Duration = chrono::Duration::days(7);

/// What is kept of people in a programme, and will go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub people: i64,
    pub questions: i64,
    pub requests: i64,
    /// Sign-ups for its courses.
    pub enrolments: i64,
}

/// Ten in the morning of a day; of the last that there is, its beginning.
fn morning(day: NaiveDate, zone: Tz) -> Instant {
    let ten = TimeOfDay::new(10, 0).and_then(|ten| instant_of(zone, day, ten));
    ten.unwrap_or_else(|| day.and_time(chrono::NaiveTime::MIN).and_utc())
}

impl Erasing {
    /// The day on which what is kept of people in a programme goes: the one that was chosen, or
    /// later, so that staff have time to see it before.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn goes_on(&self, programme: &Programme) -> Result<NaiveDate, DbError> {
        let zone = self.guilds.settings(programme.guild).await?.time_zone;
        let told = programme.erase_told_at.unwrap_or(self.clock.now());
        let least = (told + TOLD_AT_LEAST).with_timezone(&zone).date_naive();
        Ok(self.chosen(programme).max(least))
    }

    fn chosen(&self, programme: &Programme) -> NaiveDate {
        programme.erase_day(self.guilds.names().kept_after_programme)
    }

    /// What is kept of people in a programme.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn kept_in(&self, programme: &Programme) -> Result<Kept, DbError> {
        let extent = Extent::Programme(programme.id);
        let people = self.members.people_of(extent).await?.len();
        let kept = store::programmes::kept_in(&self.db, programme.id).await?;
        Ok(Kept {
            people: i64::try_from(people).unwrap_or(i64::MAX),
            ..kept
        })
    }

    /// Looks whether staff are to be told, or what is kept is to go.
    pub(super) async fn look_at_programme(&self, programme: &Programme) -> Result<(), DbError> {
        let now = self.clock.now();
        let zone = self.guilds.settings(programme.guild).await?.time_zone;
        let day = morning(self.chosen(programme), zone);
        let tell = day - TOLD_BEFORE;
        let is_late = |told: Instant| now >= day.max(told + TOLD_AT_LEAST) + ENDS_WITHIN;
        if programme.erased_at.is_none()
            && let Some(told) = programme.erase_told_at.filter(|told| is_late(*told))
        {
            let mut tx = self.db.begin().await?;
            let is_unseen = self.is_unseen(&mut tx, programme, told, now).await?;
            drop(tx);
            if !is_unseen {
                let (guild, id) = (programme.guild, programme.id);
                self.tutors.programme_over(guild, id).await?;
            }
        }
        // What was written into one that is over goes as well.
        let people = self
            .members
            .people_of(Extent::Programme(programme.id))
            .await?;
        let mut tx = self.db.begin().await?;
        let mut seen = programme.clone();
        let again = match programme.erase_told_at {
            _ if programme.erased_at.is_some() => {
                self.begin_all(&mut tx, programme, &people, now).await?;
                Some(now + LATE)
            }
            None if now < tell => Some(tell),
            None => {
                seen.erase_told_at = Some(now);
                let (guild, id) = (programme.guild, programme.id.0);
                let why = now.timestamp_millis().to_string();
                self.want_for(&mut tx, guild, id, Effect::RetentionNotice, &why)
                    .await?;
                Some(day.max(now + TOLD_AT_LEAST))
            }
            Some(told) if now < day.max(told + TOLD_AT_LEAST) => {
                Some(day.max(told + TOLD_AT_LEAST))
            }
            // Staff have not seen it, or what people are in the middle of ends first.
            Some(told)
                if self.is_unseen(&mut tx, programme, told, now).await?
                    || store::programmes::is_under_way_in(&mut tx, programme.id, now).await? =>
            {
                Some(now + AGAIN)
            }
            Some(_) => {
                self.begin_all(&mut tx, programme, &people, now).await?;
                seen.erased_at = Some(now);
                Some(now + LATE)
            }
        };
        let guilds = &self.guilds;
        // Whoever has changed it meanwhile has it looked at anew.
        if guilds
            .look_at_programme_again(&mut tx, &seen, again)
            .await?
        {
            self.commit(tx).await?;
        }
        Ok(())
    }

    /// Whether the word to staff could not be said so far; it is not waited for longer than twice
    /// the time in which they should have seen it.
    async fn is_unseen(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        told: Instant,
        now: Instant,
    ) -> Result<bool, DbError> {
        let id = [programme.id.0];
        let open = self.outbox.open(tx, Effect::RetentionNotice, &id).await?;
        Ok(open > 0 && now < told + TOLD_BEFORE * 2)
    }

    async fn begin_all(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        people: &BTreeSet<UserId>,
        now: Instant,
    ) -> Result<(), DbError> {
        for user in people {
            let (guild, id) = (programme.guild, Some(programme.id));
            store::begin(tx, *user, guild, Cause::Over, id, now).await?;
        }
        Ok(())
    }
}

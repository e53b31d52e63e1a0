//! What is kept of people in a programme that is over goes on a day; staff see before what it is.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::model::Cause;
use super::service::Erasing;
use super::store;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::guilds::programmes::Programme;
use crate::hours::{TimeOfDay, instant_of};
use crate::members::Extent;
use crate::outbox::Effect;

/// How long before that day staff are told of it.
const TOLD_BEFORE: chrono::Duration = chrono::Duration::days(30);
/// How long they have at least, also where the day was not known before.
const TOLD_AT_LEAST: chrono::Duration = chrono::Duration::days(7);
/// After how long it is looked again whether something in it is still under way.
const AGAIN: chrono::Duration = chrono::Duration::days(1);

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
    /// The day on which what is kept of people in a programme goes.
    #[must_use]
    pub fn erase_day(&self, programme: &Programme) -> NaiveDate {
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
        let kept = store::kept_in(&self.db, programme.id).await?;
        Ok(Kept {
            people: i64::try_from(people).unwrap_or(i64::MAX),
            ..kept
        })
    }

    /// Looks whether staff are to be told, or what is kept is to go.
    pub(super) async fn look_at_programme(&self, programme: &Programme) -> Result<(), DbError> {
        let now = self.clock.now();
        let zone = self.guilds.settings(programme.guild).await?.time_zone;
        let day = morning(self.erase_day(programme), zone);
        let tell = day - TOLD_BEFORE;
        let mut tx = self.db.begin().await?;
        let mut seen = programme.clone();
        let again = match programme.erase_told_at {
            _ if programme.erased_at.is_some() => None,
            None if now < tell => Some(tell),
            None => {
                seen.erase_told_at = Some(now);
                let guild = programme.guild;
                let why = self.erase_day(programme).to_string();
                self.want_for(
                    &mut tx,
                    guild,
                    programme.id.0,
                    Effect::RetentionNotice,
                    &why,
                )
                .await?;
                Some(day.max(now + TOLD_AT_LEAST))
            }
            Some(told) if now < day.max(told + TOLD_AT_LEAST) => {
                Some(day.max(told + TOLD_AT_LEAST))
            }
            // What people are in the middle of ends first.
            Some(_) if store::is_under_way_in(&mut tx, programme.id, now).await? => {
                Some(now + AGAIN)
            }
            Some(_) => {
                self.begin_all(&mut tx, programme, now).await?;
                seen.erased_at = Some(now);
                None
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

    async fn begin_all(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        now: Instant,
    ) -> Result<(), DbError> {
        let extent = Extent::Programme(programme.id);
        for user in self.members.people_of(extent).await? {
            let (guild, id) = (programme.guild, Some(programme.id));
            store::begin(tx, user, guild, Cause::Over, id, now).await?;
        }
        Ok(())
    }
}

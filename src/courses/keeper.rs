//! Looks after courses and their sessions, by what stands in the tables.

use super::service::Courses;
use super::store::{self, courses, sessions};
use crate::clock::{Clock, Instant};
use crate::db::DbError;
use crate::keeping::{Keep, Tally, Wake};

/// How many courses and sessions are looked at in one go.
const AT_ONCE: i64 = 20;

impl Keep for Courses {
    const WHAT: &'static str = "courses";

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn wake(&self) -> &Wake {
        &self.keeper
    }

    async fn look(&self, now: Instant) -> Result<Tally, DbError> {
        let mut tally = Tally::default();
        for (guild, course) in courses::due(&self.db, now, AT_ONCE).await? {
            tally.add(self.look_at_course(guild, course).await);
        }
        for session in sessions::due(&self.db, now, AT_ONCE).await? {
            tally.add(self.look_at_session(&session).await);
        }
        Ok(tally)
    }

    async fn next(&self) -> Result<Option<Instant>, DbError> {
        store::next(&self.db).await
    }
}

//! Looks after courses and their sessions, by what stands in the tables.

use super::service::Courses;
use super::store::{self, courses, sessions};
use crate::clock::Clock;
use crate::db::DbError;
use crate::keeping::{Keep, Stepped, Tally, Wake};

/// How many courses and sessions one step looks at.
const AT_ONCE: i64 = 20;

/// Looks after the courses of all guilds.
#[derive(Clone, Debug)]
pub struct CourseKeeper(Courses);

impl CourseKeeper {
    #[must_use]
    pub fn new(courses: Courses) -> Self {
        Self(courses)
    }
}

impl Keep for CourseKeeper {
    const WHAT: &'static str = "courses";

    fn clock(&self) -> &Clock {
        &self.0.clock
    }

    fn wake(&self) -> &Wake {
        &self.0.keeper
    }

    async fn step(&self) -> Result<Stepped, DbError> {
        let service = &self.0;
        let now = service.clock.now();
        let mut tally = Tally::default();
        for (guild, course) in courses::due(&service.db, now, AT_ONCE).await? {
            tally.add(service.look_at_course(guild, course).await);
        }
        for session in sessions::due(&service.db, now, AT_ONCE).await? {
            tally.add(service.look_at_session(&session).await);
        }
        match tally.end()? {
            0 => Ok(Stepped::Idle(store::next(&service.db).await?)),
            looked => Ok(Stepped::Looked(looked)),
        }
    }
}

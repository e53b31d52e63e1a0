//! Takes erasures from step to step, and begins those of people who have left.

use super::service::Erasing;
use super::store;
use crate::clock::{Clock, Instant};
use crate::db::DbError;
use crate::keeping::{Keep, Tally, Wake};

/// How many are looked at in one go.
const AT_ONCE: i64 = 5;

impl Keep for Erasing {
    const WHAT: &'static str = "erasures";

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn wake(&self) -> &Wake {
        &self.keeper
    }

    async fn look(&self, now: Instant) -> Result<Tally, DbError> {
        let mut tally = Tally::default();
        self.members.forget_short_lived(now).await?;
        for (guild, user) in store::leavings::gone_for_good(&self.db, now, AT_ONCE).await? {
            tally.add(self.begin_for(guild, user).await);
        }
        for programme in self.guilds.programmes_due(now, AT_ONCE).await? {
            tally.add(self.look_at_programme(&programme).await);
        }
        for erasure in store::due(&self.db, now, AT_ONCE).await? {
            tally.add(self.look_at(&erasure).await);
        }
        Ok(tally)
    }

    async fn next(&self) -> Result<Option<Instant>, DbError> {
        store::next(&self.db).await
    }
}

//! Takes erasures from step to step, and begins those of people who have left.

use std::sync::Arc;

use super::service::Erasing;
use super::store;
use crate::clock::Clock;
use crate::db::DbError;
use crate::keeping::{Keep, Stepped, Tally, Wake};

/// How many people one step looks at.
const AT_ONCE: i64 = 5;

/// Looks after erasures.
#[derive(Clone, Debug)]
pub struct ErasureKeeper(Arc<Erasing>);

impl ErasureKeeper {
    #[must_use]
    pub fn new(erasing: Arc<Erasing>) -> Self {
        Self(erasing)
    }
}

impl Keep for ErasureKeeper {
    const WHAT: &'static str = "erasures";

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
        for (guild, user) in store::gone_for_good(&service.db, now, AT_ONCE).await? {
            tally.add(service.begin_for(guild, user).await);
        }
        for programme in service.guilds.programmes_due(now, AT_ONCE).await? {
            tally.add(service.look_at_programme(&programme).await);
        }
        for erasure in store::due(&service.db, now, AT_ONCE).await? {
            tally.add(service.look_at(&erasure).await);
        }
        match tally.end()? {
            0 => Ok(Stepped::Idle(store::next(&service.db).await?)),
            looked => Ok(Stepped::Looked(looked)),
        }
    }
}

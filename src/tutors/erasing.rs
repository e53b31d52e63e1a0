//! Where on Discord somebody stands in what is about tutors.

use super::service::Tutors;
use super::store;
use crate::db::{DbError, Tx};
use crate::ids::{ChannelId, UserId};
use crate::members::{Extent, Sweep, Trace};
use crate::outbox::Effect;

impl Tutors {
    /// Whether somebody has a request, a talk or an offer that stands.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_under_way(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<bool, DbError> {
        store::erasing::is_under_way(tx, user, extent).await
    }

    /// Where on Discord tutors and talks name somebody, or hold words of theirs. In the talks about
    /// their own requests, and in those that they had as a tutor, all that the bot wrote is about
    /// them; in those that others had about the same request they may be named. What they wrote in
    /// a talk goes where it was about what they asked.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn traces(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<Vec<Trace>, DbError> {
        let mut traces = store::erasing::traces(tx, user, extent).await?;
        for talked in store::erasing::talked(tx, user, extent).await? {
            let (id, effect) = ([talked.request.0], Effect::TalkThread);
            let threads = self.outbox.made(tx, effect, &id).await?;
            let tutors = store::erasing::tutors_of(tx, talked.request).await?;
            for (at, thread) in threads.iter().enumerate() {
                let thread = ChannelId::stored(*thread);
                // Where a thread was made again they cannot be told apart.
                let is_one_each = tutors.len() == threads.len();
                if talked.member == user {
                    traces.push(Trace::in_channel(talked.guild, thread, Sweep::Written));
                }
                let is_theirs = talked.member == user || (is_one_each && tutors[at] == user.get());
                let sweep = if is_theirs { Sweep::Ours } else { Sweep::Names };
                traces.push(Trace::in_channel(talked.guild, thread, sweep));
            }
        }
        Ok(traces)
    }
}

//! Where on Discord somebody stands in what is about tutors.

use super::service::Tutors;
use super::store;
use crate::db::{DbError, Tx};
use crate::ids::{ChannelId, GuildId, UserId};
use crate::members::{Trace, TraceKind};
use crate::outbox::Effect;

impl Tutors {
    /// Where on Discord tutors and talks name somebody, or hold words of theirs. In their talks,
    /// those with earlier tutors among them, all that the bot wrote is about them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn traces(
        &self,
        tx: &mut Tx,
        user: UserId,
        guild: Option<GuildId>,
    ) -> Result<Vec<Trace>, DbError> {
        let mut traces = store::erasing::traces(tx, user, guild).await?;
        for request in store::erasing::talked(tx, user, guild).await? {
            let (id, effect) = ([request.0.0], Effect::TalkThread);
            let threads = self.outbox.made(tx, effect, &id).await?;
            traces.extend(threads.into_iter().map(|thread| Trace {
                guild: request.1,
                channel: ChannelId::stored(thread),
                what: TraceKind::Ours,
            }));
        }
        Ok(traces)
    }
}

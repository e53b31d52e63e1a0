//! Where on Discord somebody stands, and how far that is seen to.

use super::model::{Cause, Erasure};
use super::service::Erasing;
use super::store;
use crate::db::{DbError, Tx};
use crate::ids::{GuildId, MessageId, UserId};
use crate::members::{Extent, Sweep, Trace};

impl Erasing {
    /// Something on Discord that is to go, and whose it is; `None` once it is over.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn trace(&self, id: i64) -> Result<Option<(Trace, UserId)>, DbError> {
        let Some((trace, erasure)) = store::traces::find(&self.db, id).await? else {
            return Ok(None);
        };
        let erasure = store::find(&self.db, erasure).await?;
        Ok(erasure.and_then(|erasure| Some((trace, erasure.user?))))
    }

    /// How far the messages of a trace were seen to, from the newest back.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn seen_to(&self, id: i64) -> Result<Option<MessageId>, DbError> {
        store::traces::before(&self.db, id).await
    }

    /// They were seen to down to this one.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn saw_to(&self, id: i64, down_to: MessageId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::traces::set_before(&mut tx, id, down_to).await?;
        tx.commit().await
    }

    /// Whether the thread of a trace rested and was opened, so that it is to rest again.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn has_opened(&self, id: i64) -> Result<bool, DbError> {
        store::traces::is_opened(&self.db, id).await
    }

    /// The thread of a trace rests, and is about to be opened.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn opens(&self, id: i64) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::traces::set_opened(&mut tx, id).await?;
        tx.commit().await
    }

    /// The channels in which the bot speaks, or spoke, to more than one, of every server in which
    /// they are known: they may be named there, or have left a reaction.
    pub(super) async fn channel_traces(
        &self,
        erasure: &Erasure,
        user: UserId,
    ) -> Result<Vec<Trace>, DbError> {
        let mut traces = Vec::new();
        let extent = erasure.extent();
        if extent.programme().is_some() {
            // There they stand for other things as well; what is about the programme is noted one
            // by one.
            return Ok(traces);
        }
        for guild in self.guilds.all().await? {
            // Where it was asked for they are, whatever is known.
            let is_there = (erasure.cause == Cause::Asked && guild == erasure.guild)
                || self.members.is_known(user, Some(guild)).await?;
            if !extent.reaches(guild) || !is_there {
                continue;
            }
            for spoken in self.guilds.spoken_channels(guild).await? {
                let sweep = if spoken.names {
                    Sweep::Names
                } else {
                    Sweep::Reactions
                };
                traces.push(Trace::in_channel(guild, spoken.channel, sweep));
            }
        }
        Ok(traces)
    }

    /// Notes where on Discord they stand, beside what was noted before.
    pub(super) async fn note_traces(
        &self,
        tx: &mut Tx,
        erasure: &Erasure,
        user: UserId,
        mut traces: Vec<Trace>,
    ) -> Result<(), DbError> {
        let extent = erasure.extent();
        traces.extend(self.questions.traces(tx, user, extent).await?);
        traces.extend(self.tutors.traces(tx, user, extent).await?);
        traces.extend(self.courses.traces(tx, user, extent).await?);
        let elsewhere = match extent {
            Extent::Guild(guild) => self.is_elsewhere(tx, user, guild).await?,
            Extent::Programme(_) => true,
            Extent::Everything => false,
        };
        if !elsewhere {
            let member = self.members.find_in(tx, user).await?;
            let conversation = member.reach.dm_channel.or(erasure.dm_channel);
            traces.extend(
                conversation.map(|channel| Trace::in_channel(erasure.guild, channel, Sweep::Ours)),
            );
        }
        for trace in &traces {
            store::traces::put(tx, erasure.id, trace).await?;
        }
        Ok(())
    }

    /// Whether somebody is in another server than this, or something is kept about them there.
    pub(super) async fn is_elsewhere(
        &self,
        tx: &mut Tx,
        user: UserId,
        guild: GuildId,
    ) -> Result<bool, DbError> {
        Ok(self.here.is_elsewhere(guild, user)
            || self.members.is_known_beside(tx, user, guild).await?)
    }
}

//! Two questions become one: staff merge a duplicate into another; what was merged outlives
//! what it was merged into.

use super::changing::{ChangeRefusal, RACES, raced};
use super::model::{self, Question};
use super::service::Questions;
use super::store::{self, around};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::guilds::settings::Settings;
use crate::ids::QuestionId;
use crate::outbox::Effect;

/// Why two questions were not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    Change(ChangeRefusal),
    /// There is no question with that number, or it is gone, or it is the same.
    Target,
}

impl Questions {
    /// Staff merge a question into another, by its number.
    ///
    /// # Errors
    ///
    /// [`MergeRefusal`] to show.
    pub async fn merge(
        &self,
        actor: &Actor,
        id: QuestionId,
        number: i64,
    ) -> Result<(Question, Question), Fault<MergeRefusal>> {
        let change = |refusal| Fault::Refused(MergeRefusal::Change(refusal));
        for _ in 0..RACES {
            let question = self.find(actor.guild, id).await?;
            let question = question.ok_or(change(ChangeRefusal::Unknown))?;
            let rights = self.rights(actor, &question).await?;
            if !rights.is_staff {
                return Err(change(ChangeRefusal::NotYours));
            }
            let into = self.find_number(actor.guild, number).await?;
            let into = into.ok_or(Fault::Refused(MergeRefusal::Target))?;
            let now = self.clock.now();
            let merged = question.clone().merge(actor, rights, &into, now);
            let merged = merged.map_err(|refusal| match refusal {
                model::Refusal::CannotMerge => Fault::Refused(MergeRefusal::Target),
                model::Refusal::Closed(state) => change(ChangeRefusal::Closed(state)),
                _ => change(ChangeRefusal::NotYours),
            })?;
            if self.store_merge(&question, &merged, &into).await? {
                return Ok((merged, into));
            }
        }
        Err(Fault::Ours(raced()))
    }

    async fn store_merge(
        &self,
        question: &Question,
        merged: &Question,
        into: &Question,
    ) -> Result<bool, DbError> {
        let settings = self.guilds.settings(merged.guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // Two that are merged into each other at the same instant wait for one another in the
        // same order, and the other one must still be there when both are one.
        for id in [merged.id.min(into.id), merged.id.max(into.id)] {
            store::hold(&mut tx, id).await?;
        }
        let target = store::find_in(&mut tx, into.guild, into.id).await?;
        let Some(into) = target.as_ref().filter(|target| !target.state.is_gone()) else {
            return Ok(false);
        };
        if !store::update(&mut tx, merged, now).await? {
            return Ok(false);
        }
        self.after(&mut tx, question, merged, &settings).await?;
        // Who asked twice is told once more when the other is resolved.
        let is_hidden = question.anonymous;
        if question.asker != into.asker {
            around::follow(&mut tx, question.id, question.asker, is_hidden, now).await?;
        }
        around::move_followers(&mut tx, question.id, into.id).await?;
        around::move_merged(&mut tx, question.id, into.id).await?;
        super::faq::move_question(&mut tx, question.id, into.id).await?;
        if into.is_settled() {
            self.tell_followers(&mut tx, into, settings.direct_messages)
                .await?;
        }
        self.want(&mut tx, merged, Effect::QuestionMergedHere, now)
            .await?;
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(true)
    }

    /// What was merged into a question that is taken back waits by itself again; `false` if
    /// somebody was faster.
    pub(super) async fn part_all(
        &self,
        tx: &mut Tx,
        into: &Question,
        settings: &Settings,
    ) -> Result<bool, DbError> {
        let now = self.clock.now();
        for merged in store::merged_into(tx, into.id).await? {
            let Ok(parted) = merged.clone().part(now) else {
                continue;
            };
            if !store::update(tx, &parted, now).await? {
                return Ok(false);
            }
            self.after(tx, &merged, &parted, settings).await?;
        }
        Ok(true)
    }
}

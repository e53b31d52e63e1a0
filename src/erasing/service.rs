//! The use cases around erasing, and its steps.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::here::Here;
use super::model::{Cause, Erasure, Left, Step};
use super::store;
use crate::clock::{Clock, Instant};
use crate::courses::Courses;
use crate::db::{Db, DbError, Tx};
use crate::guilds::Guilds;
use crate::ids::{ErasureId, GuildId, MessageId, UserId};
use crate::keeping::Wake;
use crate::members::{Extent, Members, Trace, TraceKind};
use crate::outbox::{Effect, Outbox, Wanted};
use crate::questions::Questions;
use crate::tutors::Tutors;

/// How often it is looked whether what was wanted is done: in the first minute, and after it.
const LOOK: chrono::Duration = chrono::Duration::seconds(1);
pub(super) const LOOK_LATER: chrono::Duration = chrono::Duration::minutes(1);
/// The same after an hour: it is waited for staff.
const LOOK_SELDOM: chrono::Duration = chrono::Duration::minutes(10);
/// Of what the bot says after this, counted from when somebody stood in no table any more, nothing
/// is taken away: if it names them, they have come again. More than two clocks differ.
const AFTER: chrono::Duration = chrono::Duration::seconds(5);
/// How long it is waited for what ends to be shown as ended, before it goes on.
const ENDS_WITHIN: chrono::Duration = chrono::Duration::hours(1);
/// How long it is waited for staff to give back what is needed to remove something on Discord,
/// before it is told that something is left.
const MENDED_WITHIN: chrono::Duration = chrono::Duration::days(3);
/// How long after that what is left still goes, once staff have mended it. Then it is forgotten who
/// it was.
const STILL_WITHIN: chrono::Duration = chrono::Duration::days(30);
/// How long it is tried to tell them.
const TOLD_WITHIN: chrono::Duration = chrono::Duration::days(1);

/// The use cases. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Erasing {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) keeper: Wake,
    pub(super) outbox: Outbox,
    pub(super) guilds: Guilds,
    pub(super) members: Members,
    pub(super) questions: Questions,
    pub(super) tutors: Tutors,
    pub(super) courses: Courses,
    /// After how long what somebody left behind goes.
    pub(super) kept: chrono::Duration,
    pub(super) here: Here,
    /// The servers in which it was looked who is here since the program began.
    looked: Arc<Mutex<BTreeSet<GuildId>>>,
}

impl Erasing {
    /// `kept` is the time after which what somebody left behind in a server goes.
    #[must_use]
    pub fn new(
        (db, clock, outbox): (Db, Clock, Outbox),
        (guilds, members): (Guilds, Members),
        (questions, tutors, courses): (Questions, Tutors, Courses),
        kept: chrono::Duration,
    ) -> Self {
        Self {
            db,
            clock,
            keeper: Wake::default(),
            outbox,
            guilds,
            members,
            questions,
            tutors,
            courses,
            kept,
            here: Here::default(),
            looked: Arc::default(),
        }
    }

    /// When something goes has changed.
    pub fn look_again(&self) {
        self.keeper.wake();
    }

    /// An erasure.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn find(&self, id: ErasureId) -> Result<Option<Erasure>, DbError> {
        store::find(&self.db, id).await
    }

    /// Who is in which server, to be told what Discord says of it.
    #[must_use]
    pub fn here(&self) -> &Here {
        &self.here
    }

    pub(super) fn looked(&self) -> MutexGuard<'_, BTreeSet<GuildId>> {
        self.looked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the step that can be taken.
    pub(super) async fn look_at(&self, erasure: &Erasure) -> Result<(), DbError> {
        let Some(user) = erasure.user else {
            return Ok(());
        };
        // In which servers they are is known once it was looked; one in which the bot is no more is
        // not looked at.
        if let Extent::Guild(guild) = erasure.extent()
            && !self.looked().contains(&guild)
            && !self.here.is_out_of(guild)
        {
            let now = self.clock.now();
            let mut tx = self.db.begin().await?;
            store::wait(&mut tx, erasure.id, later(erasure, now)).await?;
            return tx.commit().await;
        }
        match erasure.step {
            Step::Begun => self.end_all(erasure, user).await,
            Step::Ended => self.take_out(erasure, user).await,
            Step::Nameless => self.tell(erasure).await,
            Step::Told | Step::Done => self.finish(erasure).await,
        }
    }

    /// What they have under way ends, as if they had left. Where they stand on Discord is noted
    /// before: what has ended leads there no longer.
    async fn end_all(&self, erasure: &Erasure, user: UserId) -> Result<(), DbError> {
        let extent = erasure.extent();
        let channels = self.channel_traces(erasure, user).await?;
        let mut tx = self.db.begin().await?;
        self.note_traces(&mut tx, erasure, user, channels).await?;
        tx.commit().await?;
        for guild in self.guilds.all().await? {
            if !extent.reaches(guild) {
                continue;
            }
            // What is left of a programme that is over are questions.
            if extent.programme().is_none() {
                self.courses.left(guild, user).await?;
                self.tutors.left(guild, user).await?;
            }
            self.questions.take_back_all(guild, user, extent).await?;
        }
        let mut tx = self.db.begin().await?;
        self.members.give_back_roles(&mut tx, user, extent).await?;
        store::advance(&mut tx, erasure, Step::Ended, self.clock.now()).await?;
        self.commit(tx).await
    }

    /// They are taken out of every table, and what names them on Discord is wanted to go.
    async fn take_out(&self, erasure: &Erasure, user: UserId) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut traces = self.channel_traces(erasure, user).await?;
        let mut tx = self.db.begin().await?;
        // What is under way would be rendered, and recorded, without what it is about.
        let roles = self
            .members
            .roles_of(&mut tx, user, erasure.extent())
            .await?;
        let held = self
            .outbox
            .open(&mut tx, Effect::MemberRole, &roles)
            .await?;
        if now < erasure.step_at + ENDS_WITHIN
            && (held > 0 || self.outbox.is_behind(&mut tx, erasure.step_at).await?)
        {
            store::wait(&mut tx, erasure.id, later(erasure, now)).await?;
            return tx.commit().await;
        }
        let extent = erasure.extent();
        let goes_on = self.questions.is_under_way(&mut tx, user, extent).await?
            || self.tutors.is_under_way(&mut tx, user, extent).await?
            || self.courses.is_under_way(&mut tx, user, extent).await?;
        if goes_on && now < erasure.begun_at + ENDS_WITHIN {
            // They have begun something since: that ends as well.
            store::advance(&mut tx, erasure, Step::Begun, now).await?;
            return self.commit(tx).await;
        }
        let member = self.members.find_in(&mut tx, user).await?;
        store::keep_reach(&mut tx, erasure.id, &member).await?;
        let roles = self.members.roles_to_take(&mut tx, user, extent).await?;
        traces.extend(roles.into_iter().map(|wish| Trace {
            guild: wish.guild,
            what: TraceKind::Role(wish.role),
        }));
        self.note_traces(&mut tx, erasure, user, traces).await?;
        store::traces::bound(&mut tx, erasure.id, MessageId::first_at(now + AFTER)).await?;
        for (id, guild) in store::traces::of(&mut tx, erasure.id).await? {
            self.want(&mut tx, guild, id, Effect::ErasureTrace).await?;
        }
        let stand_in = UserId::stand_in(erasure.id);
        let mut refused = Vec::new();
        if erasure.cause == Cause::Asked {
            for known in self.members.refusals(&mut tx, user, extent).await? {
                // Whoever has left is new when they come again.
                if !store::leavings::is_away_in(&mut tx, known.0, user).await? {
                    refused.push(known);
                }
            }
        }
        self.members.erase(&mut tx, user, extent, stand_in).await?;
        if let Extent::Guild(guild) = extent
            && !self.is_elsewhere(&mut tx, user, guild).await?
        {
            // It was their only server: what belongs to all of them goes as well.
            let all = Extent::Everything;
            self.members.erase(&mut tx, user, all, stand_in).await?;
        }
        self.members.keep_refusals(&mut tx, user, &refused).await?;
        self.questions.show_without(&mut tx, stand_in).await?;
        // Reached after all that is wanted: it is waited for what was wanted until then.
        let now = self.clock.now();
        if !store::advance(&mut tx, erasure, Step::Nameless, now).await? {
            return Ok(());
        }
        self.commit(tx).await?;
        // Discord may hold it up for days, but not what is kept here. Killed before it, the next
        // start does it.
        self.db.wipe_journal().await
    }

    /// Once nothing is left on Discord they are told.
    async fn tell(&self, erasure: &Erasure) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let Remains {
            count: left,
            is_held_up,
        } = self.remains(&mut tx, erasure).await?;
        let may_be_mended = now < erasure.step_at + MENDED_WITHIN;
        let is_behind = now < erasure.step_at + ENDS_WITHIN
            && self.outbox.is_behind(&mut tx, erasure.step_at).await?;
        if is_behind || (may_be_mended && left > 0) {
            // What goes on by itself is over soon.
            let is_soon = !is_held_up && now < erasure.step_at + ENDS_WITHIN;
            let again = if is_soon {
                now + LOOK
            } else {
                later(erasure, now)
            };
            store::wait(&mut tx, erasure.id, again).await?;
            return tx.commit().await;
        }
        if left == 0 && self.goes_through_again(&mut tx, erasure, now).await? {
            store::begin_again(&mut tx, erasure.id, now).await?;
            return self.commit(tx).await;
        }
        if !store::advance(&mut tx, erasure, Step::Told, now).await? {
            return Ok(());
        }
        if left > 0 {
            store::set_left(&mut tx, erasure.id, Left::ForStaff).await?;
        }
        self.rest_again(&mut tx, erasure, "").await?;
        if erasure.cause == Cause::Asked {
            self.want(&mut tx, erasure.guild, erasure.id.0, Effect::ErasureTold)
                .await?;
        }
        self.commit(tx).await
    }

    /// What is wanted to go on Discord, and has not yet.
    async fn remains(&self, tx: &mut Tx, erasure: &Erasure) -> Result<Remains, DbError> {
        let traces = store::traces::of(tx, erasure.id).await?;
        let traces: Vec<i64> = traces.into_iter().map(|(id, _)| id).collect();
        let what = Effect::ErasureTrace;
        let mut count = self.outbox.open(tx, what, &traces).await?;
        if count == 0 {
            for stand_in in store::stand_ins(tx, erasure.id).await? {
                count += self.questions.still_to_show(tx, stand_in).await?;
            }
        }
        Ok(Remains {
            count,
            is_held_up: self.outbox.held_up(tx, what, &traces).await? > 0,
        })
    }

    /// The threads of what they asked rest again.
    async fn rest_again(&self, tx: &mut Tx, erasure: &Erasure, why: &str) -> Result<(), DbError> {
        for stand_in in store::stand_ins(tx, erasure.id).await? {
            self.questions.rest_again(tx, stand_in, why).await?;
        }
        Ok(())
    }

    /// They may have written meanwhile where what they wrote has gone: it is gone through once
    /// more. `false` if that was done.
    async fn goes_through_again(
        &self,
        tx: &mut Tx,
        erasure: &Erasure,
        now: Instant,
    ) -> Result<bool, DbError> {
        let again = store::traces::once_more(tx, erasure.id).await?;
        for (id, guild) in &again {
            let what = Effect::ErasureTrace;
            self.want_for(tx, *guild, *id, what, "once more").await?;
        }
        if !again.is_empty() {
            store::wait(tx, erasure.id, now + LOOK).await?;
        }
        Ok(!again.is_empty())
    }

    /// They were told that something is left: it goes once staff have mended what is in the way,
    /// and then they are told that it has gone, too; or after a month, that it stays. `true` while
    /// it is waited for that.
    async fn goes_later(
        &self,
        tx: &mut Tx,
        erasure: &Erasure,
        now: Instant,
    ) -> Result<bool, DbError> {
        if erasure.left != Left::ForStaff {
            return Ok(false);
        }
        let is_gone = self.remains(tx, erasure).await?.count == 0;
        if !is_gone && now < erasure.step_at + STILL_WITHIN {
            store::wait(tx, erasure.id, later(erasure, now)).await?;
            return Ok(true);
        }
        if is_gone && self.goes_through_again(tx, erasure, now).await? {
            return Ok(true);
        }
        let left = if is_gone {
            Left::Nothing
        } else {
            Left::ForGood
        };
        store::set_left(tx, erasure.id, left).await?;
        store::begin_again(tx, erasure.id, now).await?;
        self.rest_again(tx, erasure, "later").await?;
        let what = Effect::ErasureTold;
        // What could not be said so far says how it is now.
        let is_open = self.outbox.open(tx, what, &[erasure.id.0]).await? > 0;
        if erasure.cause == Cause::Asked && !is_open {
            self.want_for(tx, erasure.guild, erasure.id.0, what, "later")
                .await?;
        }
        Ok(true)
    }

    /// Once they were told, or cannot be, who they were is forgotten.
    async fn finish(&self, erasure: &Erasure) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let told = [erasure.id.0];
        let open = self
            .outbox
            .open(&mut tx, Effect::ErasureTold, &told)
            .await?;
        if open > 0 && now < erasure.step_at + TOLD_WITHIN {
            store::wait(&mut tx, erasure.id, later(erasure, now)).await?;
            return tx.commit().await;
        }
        if self.goes_later(&mut tx, erasure, now).await? {
            return self.commit(tx).await;
        }
        if !store::advance(&mut tx, erasure, Step::Done, now).await? {
            return Ok(());
        }
        if let Some(channel) = erasure.dm_channel {
            self.outbox.forget_destination(&mut tx, channel).await?;
        }
        store::finish(&mut tx, erasure.id).await?;
        tx.commit().await?;
        // Killed before it, the next start does it.
        self.db.wipe_journal().await
    }

    async fn want(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        subject_id: i64,
        effect: Effect,
    ) -> Result<(), DbError> {
        self.want_for(tx, guild, subject_id, effect, "").await
    }

    /// Wants an effect, once for each reason.
    pub(super) async fn want_for(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        subject_id: i64,
        effect: Effect,
        why: &str,
    ) -> Result<(), DbError> {
        let wanted = Wanted {
            effect,
            guild,
            subject_id,
            destination: None,
            dedup: why.to_owned(),
            due_at: self.clock.now(),
            expires_at: None,
        };
        self.outbox.want(tx, &wanted).await
    }

    pub(super) async fn commit(&self, tx: Tx) -> Result<(), DbError> {
        tx.commit().await?;
        self.outbox.wake();
        self.keeper.wake();
        Ok(())
    }
}

/// How much of somebody is left on Discord.
struct Remains {
    count: i64,
    /// Whether some of it waits for staff.
    is_held_up: bool,
}

/// When it is looked again.
fn later(erasure: &Erasure, now: Instant) -> Instant {
    now + match now - erasure.step_at {
        age if age < LOOK_LATER => LOOK,
        age if age < ENDS_WITHIN => LOOK_LATER,
        _ => LOOK_SELDOM,
    }
}

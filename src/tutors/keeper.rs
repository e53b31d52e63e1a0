//! Looks after requests, offers, pauses and matching runs, by the rules of [`care`] and what
//! stands in the tables.

use super::care::{self, Mark, Step, Times};
use super::model::Request;
use super::notices::NoticeKind;
use super::service::Tutors;
use super::store::{self, offers, requests, tutors};
use crate::clock::{Clock, Instant};
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::GuildId;
use crate::keeping::{Keep, Tally, Wake};
use crate::outbox::Effect;

/// How many requests are looked at in one go.
const AT_ONCE: i64 = 50;

impl Keep for Tutors {
    const WHAT: &'static str = "tutors";

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn wake(&self) -> &Wake {
        &self.keeper
    }

    async fn look(&self, now: Instant) -> Result<Tally, DbError> {
        let mut tally = Tally::default();
        for (guild, offer) in offers::to_expire(&self.db, now).await? {
            tally.add(self.expire_offer(guild, offer).await);
        }
        for (guild, tutor) in tutors::to_resume(&self.db, now).await? {
            tally.add(self.resume_by_itself(guild, tutor).await);
        }
        for request in store::care::due(&self.db, now, AT_ONCE).await? {
            tally.add(self.look_at(&request, now).await);
        }
        for guild in store::runs_due(&self.db, now).await? {
            tally.add(self.run(guild).await);
        }
        Ok(tally)
    }

    async fn next(&self) -> Result<Option<Instant>, DbError> {
        store::next(&self.db).await
    }
}

impl Tutors {
    async fn look_at(&self, known: &Request, now: Instant) -> Result<(), DbError> {
        let settings = self.guilds.settings(known.guild).await?;
        let times = Times::of(&settings);
        let mut tx = self.hold(known.guild).await?;
        let marks = store::care::marks(&mut tx, known.id).await?;
        let request = requests::find_in(&mut tx, known.guild, known.id).await?;
        // What has changed meanwhile is looked at again by that.
        let Some(request) = request.filter(|request| request.version == known.version) else {
            return Ok(());
        };
        let outlook = care::outlook(&request, &times, &marks, now);
        let is_idle = outlook.due.is_empty();
        let again = if is_idle { outlook.next } else { Some(now) };
        store::care::look_again(&mut tx, &request, again).await?;
        for (step, mark) in outlook.due {
            self.perform(&mut tx, &request, &settings, step, mark, now)
                .await?;
        }
        if is_idle {
            return tx.commit().await;
        }
        self.commit(tx).await
    }

    async fn perform(
        &self,
        tx: &mut Tx,
        request: &Request,
        settings: &Settings,
        step: Step,
        mark: Option<(Mark, i64)>,
        now: Instant,
    ) -> Result<(), DbError> {
        if let Some(mark) = mark
            && !store::care::mark(tx, request.id, mark, now).await?
        {
            return Ok(());
        }
        let why = mark.map_or(0, |(_, occasion)| occasion).to_string();
        let (guild, id) = (request.guild, request.id);
        let whom = (guild, request.member);
        match step {
            Step::Promise => {
                let promised = Times::of(settings).promise(now);
                let Ok(next) = request.clone().promise(promised) else {
                    return Ok(());
                };
                requests::update(tx, &next, now).await?;
                self.notify(tx, settings, whom, NoticeKind::Still(id), next.promises)
                    .await?;
                // Who was silent a week ago may be asked again.
                self.match_soon(tx, guild, settings).await
            }
            Step::Expire => {
                let Ok(expired) = request.clone().expire(now) else {
                    return Ok(());
                };
                requests::update(tx, &expired, now).await?;
                self.staff_note_changed(tx, &expired).await?;
                self.notify(tx, settings, whom, NoticeKind::Expired(id), 0)
                    .await
            }
            Step::Remind => self.want(tx, guild, id.0, Effect::TalkRemind, &why).await,
            Step::TellStaff => {
                let why = format!("silent {why}");
                self.want(tx, guild, id.0, Effect::RequestStaff, &why).await
            }
            Step::Finish => {
                let Ok(over) = request.clone().lapse(now) else {
                    return Ok(());
                };
                requests::update(tx, &over, now).await?;
                self.over(tx, settings, &over).await
            }
        }
    }

    /// The figures have changed: what waits is looked at again at once, in a guild or in all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn reconsider(&self, guild: Option<GuildId>) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        store::care::reconsider(&mut tx, guild, now).await?;
        self.commit(tx).await?;
        if let Some(guild) = guild {
            let settings = self.guilds.settings(guild).await?;
            let mut tx = self.hold(guild).await?;
            self.match_soon(&mut tx, guild, &settings).await?;
            self.commit(tx).await?;
        }
        Ok(())
    }
}

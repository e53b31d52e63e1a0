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
use crate::keeping::{Keep, Stepped, Tally, Wake};
use crate::outbox::Effect;

/// How many requests one step looks at.
const AT_ONCE: i64 = 50;

/// Looks after the tutors of all guilds.
#[derive(Clone, Debug)]
pub struct TutorKeeper(Tutors);

impl Keep for TutorKeeper {
    const WHAT: &'static str = "tutors";

    fn clock(&self) -> &Clock {
        &self.0.clock
    }

    fn wake(&self) -> &Wake {
        &self.0.keeper
    }

    async fn step(&self) -> Result<Stepped, DbError> {
        let tutors = &self.0;
        let now = tutors.clock.now();
        let mut tally = Tally::default();
        for (guild, offer) in offers::to_expire(&tutors.db, now).await? {
            tally.add(tutors.expire_offer(guild, offer).await);
        }
        for (guild, tutor) in tutors::to_resume(&tutors.db, now).await? {
            tally.add(tutors.resume_by_itself(guild, tutor).await);
        }
        for request in store::care::due(&tutors.db, now, AT_ONCE).await? {
            tally.add(self.look_at(&request, now).await);
        }
        for guild in store::runs_due(&tutors.db, now).await? {
            tally.add(tutors.run(guild).await);
        }
        match tally.end()? {
            0 => {}
            looked => return Ok(Stepped::Looked(looked)),
        }
        Ok(Stepped::Idle(store::next(&tutors.db).await?))
    }
}

impl TutorKeeper {
    #[must_use]
    pub fn new(tutors: Tutors) -> Self {
        Self(tutors)
    }

    async fn look_at(&self, known: &Request, now: Instant) -> Result<(), DbError> {
        let tutors = &self.0;
        let settings = tutors.guilds.settings(known.guild).await?;
        let times = Times::of(&settings);
        let mut tx = tutors.hold(known.guild).await?;
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
        tutors.commit(tx).await
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
        let tutors = &self.0;
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
                tutors
                    .notify(tx, settings, whom, NoticeKind::Still(id), next.promises)
                    .await?;
                // Who was silent a week ago may be asked again.
                tutors.match_soon(tx, guild, settings).await
            }
            Step::Expire => {
                let Ok(expired) = request.clone().expire(now) else {
                    return Ok(());
                };
                requests::update(tx, &expired, now).await?;
                tutors.staff_note_changed(tx, &expired).await?;
                tutors
                    .notify(tx, settings, whom, NoticeKind::Expired(id), 0)
                    .await
            }
            Step::Remind => tutors.want(tx, guild, id.0, Effect::TalkRemind, &why).await,
            Step::TellStaff => {
                let why = format!("silent {why}");
                tutors
                    .want(tx, guild, id.0, Effect::RequestStaff, &why)
                    .await
            }
            Step::Finish => {
                let Ok(over) = request.clone().lapse(now) else {
                    return Ok(());
                };
                requests::update(tx, &over, now).await?;
                tutors.over(tx, settings, &over).await
            }
        }
    }
}

impl Tutors {
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

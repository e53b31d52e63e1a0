//! A place that becomes free is kept for the first in line for a time that leaves out the quiet
//! hours, and then for the next.

use super::model::{Course, CourseState, Session, Standing, closed, free_seat};
use super::notices::NoticeKind;
use super::service::Courses;
use super::store::notices::About;
use super::store::{self, courses, enrolments, sessions, tellings};
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::{CourseId, GuildId};

impl Courses {
    /// Keeps each place that is free for the next in line, while there is time.
    pub(super) async fn offer_places(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        course: &Course,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let all = sessions::of_course_in(tx, course.id).await?;
        let ahead = all.iter().filter(|session| session.is_ahead(now));
        // One who gets a place has it for what is still to come.
        let Some(last) = ahead.map(|session| session.starts_at).max() else {
            return Ok(());
        };
        let mut taken = enrolments::seats(tx, course.id).await?;
        while let Some(seat) = free_seat(course.details.capacity, &taken) {
            let Some(next) = enrolments::next_in_line(tx, course.id).await? else {
                break;
            };
            taken.push(seat);
            let wait = chrono::Duration::hours(settings.courses.offer_hours.into());
            let until = settings
                .quiet_time()
                .map_or(now + wait, |quiet| quiet.add_waking(now, wait));
            let standing = Standing::Offered {
                seat,
                until: until.min(last),
            };
            let whose = (next.guild, next.course, next.user);
            enrolments::put(tx, whose, standing, next.line, now).await?;
            let about = About {
                guild: course.guild,
                course: course.id,
                session: None,
                kind: NoticeKind::Offer,
                // Each of its own: whoever is offered a place is told alone.
                occasion: next.id * 1_000 + next.offers + 1,
            };
            self.notify_one(tx, settings, &about, next.user, Some(until.min(last)))
                .await?;
        }
        self.plan_care(tx, course, &all).await
    }

    /// When a course is to be looked at: an offer runs out, sign-ups end, it is over, somebody is still to
    /// be told something.
    async fn plan_care(
        &self,
        tx: &mut Tx,
        course: &Course,
        all: &[Session],
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let offer = enrolments::next_to_run_out(tx, course.id).await?;
        let held = || all.iter().filter(|session| !session.is_cancelled());
        let over = held().map(|session| session.ends_at).max();
        let ends = super::model::open_until(&course.details, all);
        let ends = [ends, over].into_iter().flatten().filter(|at| *at > now);
        let ends = ends.min();
        let running = course.state == CourseState::Published;
        let at = [offer, ends].into_iter().flatten().min();
        let is_telling = !tellings::of_course(tx, course.id).await?.is_empty();
        let at = at.filter(|_| running);
        let at = if is_telling { Some(now) } else { at };
        courses::look_again(tx, course.id, at).await
    }

    /// A look at a course: offers that have run out go to the next, and what is shown is as it
    /// is by now.
    pub(super) async fn look_at_course(&self, guild: GuildId, id: CourseId) -> Result<(), DbError> {
        let settings = self.guilds.settings(guild).await?;
        let mut tx = self.db.begin().await?;
        let Some(course) = store::hold(&mut tx, guild, id).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let all = sessions::of_course_in(&mut tx, id).await?;
        self.tell_some(&mut tx, &settings, id).await?;
        let is_open = closed(&course, &all, now).is_none();
        for lapsed in enrolments::run_out(&mut tx, id, now).await? {
            let whose = (lapsed.guild, id, lapsed.user);
            enrolments::put(&mut tx, whose, Standing::Cancelled, lapsed.line, now).await?;
            if !is_open {
                continue;
            }
            let about = About {
                guild,
                course: id,
                session: None,
                kind: NoticeKind::Lapsed,
                occasion: lapsed.id * 1_000 + lapsed.offers,
            };
            self.notify_one(&mut tx, &settings, &about, lapsed.user, None)
                .await?;
        }
        self.offer_places(&mut tx, &settings, &course).await?;
        self.plan_care(&mut tx, &course, &all).await?;
        self.show(&mut tx, &course, now).await?;
        self.commit(tx).await
    }
}

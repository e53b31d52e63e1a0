//! A look at a session: its reminders, the word that asks who is there, and the form for those
//! who came. What was done stands in the tables, so that a look may come twice, late, or after
//! the clock has jumped.

use super::changing::about;
use super::model::{CLOSES_AFTER, Course, CourseState, OPENS_BEFORE, Session};
use super::notices::NoticeKind;
use super::reminders::{self, Reminder};
use super::service::Courses;
use super::store;
use super::store::notices as table;
use super::store::sessions::{self as rows, Turn};
use super::telling::AT_ONCE;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::outbox::{Effect, Wanted};

impl Courses {
    pub(super) async fn look_at_session(&self, known: &Session) -> Result<(), DbError> {
        let settings = self.guilds.settings(known.guild).await?;
        let mut tx = self.db.begin().await?;
        let course = store::hold(&mut tx, known.guild, known.course).await?;
        let session = rows::find_in(&mut tx, known.id).await?;
        let (Some(course), Some(session)) = (course, session) else {
            return Ok(());
        };
        if course.state == CourseState::Draft || session.is_cancelled() {
            rows::look_again(&mut tx, session.id, None).await?;
            return tx.commit().await;
        }
        let now = self.clock.now();
        let mut times = vec![
            self.remind(&mut tx, &settings, &course, &session).await?,
            self.open_and_close(&mut tx, &settings, &course, &session)
                .await?,
        ];
        times.push(
            self.ask_how_it_was(&mut tx, &settings, &course, &session)
                .await?,
        );
        let next = times.into_iter().flatten().min();
        rows::look_again(&mut tx, session.id, next.map(|at| at.max(now))).await?;
        self.commit(tx).await
    }

    /// Says the reminder that is due; when the next is.
    async fn remind(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        course: &Course,
        session: &Session,
    ) -> Result<Option<Instant>, DbError> {
        let now = self.clock.now();
        let zone = settings.time_zone;
        let starts_at = session.starts_at;
        let asked = &course.details.reminders;
        let all = reminders::of_session(asked, starts_at, zone, settings.quiet_time());
        let planned = |reminder: &&Reminder| reminder.moment.at > session.planned_at;
        let later = reminders::next_after(&all, now);
        let mut due = all.iter().filter(planned);
        let Some(due) = due.rfind(|reminder| reminder.moment.at <= now) else {
            return Ok(later);
        };
        let held_back = reminders::held_back(due, starts_at, settings.quiet_time(), now);
        if let Some(until) = held_back.filter(|_| now < starts_at) {
            return Ok(Some(later.map_or(until, |later| later.min(until))));
        }
        let what = about(
            course,
            session,
            NoticeKind::Before(due.before),
            due.occasion,
        );
        let people = table::unaware(tx, &what, due.moment.at, AT_ONCE).await?;
        for (user, since) in &people {
            let said = table::said(tx, session.id, *user).await?;
            let since = session.planned_at.max(*since);
            let plan = reminders::plan(&all, starts_at, since, &said, now);
            for passed in &plan.passed {
                let kind = NoticeKind::Before(passed.before);
                let what = about(course, session, kind, passed.occasion);
                table::insert(tx, &what, *user, true, now).await?;
            }
            if plan.say.is_some() {
                self.notify(tx, settings, &what, *user, Some(starts_at))
                    .await?;
            }
        }
        if i64::try_from(people.len()) == Ok(AT_ONCE) {
            return Ok(Some(now));
        }
        self.call(tx, &what, Some(starts_at)).await?;
        Ok(later)
    }

    /// Asks who is there, and stops asking; when that is next.
    async fn open_and_close(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        course: &Course,
        session: &Session,
    ) -> Result<Option<Instant>, DbError> {
        let now = self.clock.now();
        let opens_at = session.starts_at - OPENS_BEFORE;
        let closes_at = session.ends_at + CLOSES_AFTER;
        if now < opens_at {
            return Ok(Some(opens_at));
        }
        if session.starts_at <= now && session.begun_for != Some(session.starts_at) {
            rows::sign_up(tx, session).await?;
        }
        if now < closes_at {
            if session.opened_for != Some(session.starts_at) {
                let wanted = Wanted {
                    effect: Effect::SessionRoll,
                    guild: session.guild,
                    subject_id: session.id.0,
                    destination: None,
                    dedup: session.starts_at.timestamp_millis().to_string(),
                    due_at: now,
                    expires_at: Some(closes_at),
                };
                self.outbox.want(tx, &wanted).await?;
                rows::turned(tx, session.id, Turn::Opened, session.starts_at).await?;
            }
            let begins = Some(session.starts_at).filter(|at| *at > now);
            return Ok(Some(begins.unwrap_or(closes_at)));
        }
        if session.closed_for != Some(session.starts_at) {
            let subject = (session.guild, session.id.0);
            let why = session.starts_at.timestamp_millis().to_string();
            if session.opened_for == Some(session.starts_at) {
                self.want(tx, subject, Effect::SessionRollEdit, &why)
                    .await?;
            }
            rows::turned(tx, session.id, Turn::Closed, session.starts_at).await?;
            self.show(tx, course, now).await?;
            self.show_next_events(tx, course, now).await?;
            // The forms follow at once, or when people are awake.
            let awake = settings.quiet_time().map_or(now, |quiet| quiet.after(now));
            return Ok(Some(awake));
        }
        Ok(None)
    }

    /// Asks those who came, once and once more; when that is next.
    async fn ask_how_it_was(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        course: &Course,
        session: &Session,
    ) -> Result<Option<Instant>, DbError> {
        let now = self.clock.now();
        if now < session.ends_at + CLOSES_AFTER {
            return Ok(None);
        }
        if let Some(quiet) = settings.quiet_time()
            && let Some(until) = quiet.until(now)
        {
            return Ok(Some(until));
        }
        let form = about(course, session, NoticeKind::Form, 0);
        let people = table::unasked(tx, session.id, AT_ONCE).await?;
        for user in &people {
            self.notify(tx, settings, &form, *user, None).await?;
        }
        if i64::try_from(people.len()) == Ok(AT_ONCE) {
            return Ok(Some(now));
        }
        self.call(tx, &form, None).await?;
        let wait = chrono::Duration::days(settings.courses.form_again_days.into());
        let again = about(course, session, NoticeKind::FormAgain, 0);
        let waiting = table::unanswered(tx, session.id, AT_ONCE).await?;
        for (user, _) in waiting.iter().filter(|(_, asked)| *asked + wait <= now) {
            self.notify(tx, settings, &again, *user, None).await?;
        }
        self.call(tx, &again, None).await?;
        let rest = waiting.iter().find(|(_, asked)| *asked + wait > now);
        Ok(match rest {
            Some((_, asked)) => {
                let at = *asked + wait;
                Some(settings.quiet_time().map_or(at, |quiet| quiet.after(at)))
            }
            None if i64::try_from(waiting.len()) == Ok(AT_ONCE) => Some(now),
            None => None,
        })
    }

    /// The figures have changed: what is to come is looked at again.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn reconsider(&self, guild: Option<crate::ids::GuildId>) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        rows::reconsider(&mut tx, guild, None, self.clock.now()).await?;
        self.commit(tx).await
    }
}

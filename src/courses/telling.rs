//! What everybody of a course is told: in parts, so that other writers have their turn between.

use super::notices::NoticeKind;
use super::service::Courses;
use super::store::notices::About;
use super::store::{courses, tellings};
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::CourseId;

/// How many people are told in one transaction.
pub(super) const AT_ONCE: i64 = 200;

impl Courses {
    /// Wants everybody to be told who has a place or is offered one by now.
    pub(super) async fn tell_all(&self, tx: &mut Tx, about: &About) -> Result<(), DbError> {
        let now = self.clock.now();
        tellings::insert(tx, about).await?;
        courses::look_again(tx, about.course, Some(now)).await
    }

    /// Tells the next of those who are to be told.
    pub(super) async fn tell_some(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        course: CourseId,
    ) -> Result<(), DbError> {
        for telling in tellings::of_course(tx, course).await? {
            let about = &telling.about;
            // Who waits for a place waits for a time and for a course, not for a room.
            let with_line = matches!(
                about.kind,
                NoticeKind::CourseCancelled
                    | NoticeKind::Moved
                    | NoticeKind::Added
                    | NoticeKind::SessionCancelled
            );
            let people = tellings::untold(tx, &telling, with_line, AT_ONCE).await?;
            for user in &people {
                self.notify(tx, settings, about, *user, None).await?;
            }
            if i64::try_from(people.len()) == Ok(AT_ONCE) {
                return Ok(());
            }
            self.call(tx, about, None).await?;
            tellings::remove(tx, telling.id).await?;
        }
        Ok(())
    }
}

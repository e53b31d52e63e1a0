//! Recording what was done about courses.

use super::DiscordDeliver;
use crate::db::{DbError, Tx};
use crate::ids::{MessageId, NoticeId};
use crate::outbox::{Claim, Effect};

impl DiscordDeliver {
    /// Records what an effect has made. No other connection is asked for: those who record
    /// beside this one may have them all.
    pub(super) async fn record_courses(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        made: Option<i64>,
    ) -> Result<(), DbError> {
        let courses = &self.bot.courses;
        let subject = claim.subject_id;
        match (claim.effect, made.map(MessageId::stored)) {
            (Effect::CourseNotice, Some(message)) => {
                courses.notice_told(tx, NoticeId(subject), message).await
            }
            (Effect::CourseCall, Some(message)) => courses.called_in(tx, subject, message).await,
            (effect, _) => courses.effect_done(tx, subject, effect, made).await,
        }
    }
}

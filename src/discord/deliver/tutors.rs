//! Recording what was done about tutors.

use super::DiscordDeliver;
use crate::db::{DbError, Tx};
use crate::ids::{ChannelId, MessageId, NoticeId, RequestId, TutorId};
use crate::outbox::{Claim, Effect};

impl DiscordDeliver {
    /// Records what an effect has made. No other connection is asked for: those who record
    /// beside this one may have them all.
    pub(super) async fn record_tutors(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        made: Option<i64>,
        adopted: bool,
    ) -> Result<(), DbError> {
        let tutors = &self.bot.tutors;
        let Some(made) = made else { return Ok(()) };
        let message = MessageId::stored(made);
        let subject = claim.subject_id;
        match claim.effect {
            Effect::TutorNotice => {
                tutors
                    .notice_told(tx, NoticeId(subject), None, message, adopted)
                    .await
            }
            Effect::TutorNoticeHere(id) => {
                tutors
                    .notice_told(tx, NoticeId(id), Some(subject), message, adopted)
                    .await
            }
            Effect::TutorRoom => {
                let thread = ChannelId::stored(made);
                tutors.room_made(tx, subject, thread).await
            }
            Effect::TalkThread | Effect::TalkOpening | Effect::RequestStaff => {
                let request = (claim.guild, RequestId(subject));
                tutors.effect_done(tx, request, claim.effect, made).await?;
                if adopted && claim.effect == Effect::TalkOpening {
                    let (guild, id) = request;
                    tutors.opening_found(tx, guild, id, message).await?;
                }
                Ok(())
            }
            Effect::TutorStaff => {
                let tutor = (claim.guild, TutorId(subject));
                tutors.application_told(tx, tutor, message).await
            }
            _ => Ok(()),
        }
    }
}

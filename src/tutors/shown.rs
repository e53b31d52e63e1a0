//! What Discord shows of requests: what was made, and what follows.

use super::model::{Request, RequestState};
use super::notices::NoticeKind;
use super::service::Tutors;
use super::store::{
    self,
    requests::{self, Shown},
};
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::{GuildId, MessageId, RequestId};
use crate::outbox::Effect;

impl Tutors {
    /// Records what an effect has made for a request, in the effect's own transaction.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn effect_done(
        &self,
        tx: &mut Tx,
        (guild, id): (GuildId, RequestId),
        effect: Effect,
        made: i64,
    ) -> Result<(), DbError> {
        let Some(found) = self.guilds.find_in(tx, guild).await? else {
            return Ok(());
        };
        let (settings, staff_channel) = (&found.settings, found.places.staff_channel);
        // What changes meanwhile would otherwise be stored over it.
        store::hold(tx, guild).await?;
        let Some(request) = requests::find_in(tx, guild, id).await? else {
            return Ok(());
        };
        match (effect, staff_channel) {
            (Effect::TalkThread, _) => self.has_thread(tx, &request, made, settings).await,
            (Effect::TalkOpening, _) => {
                requests::record_made(tx, id, Shown::Opening, made).await?;
                if request.state == RequestState::Matched {
                    return Ok(());
                }
                // It ended while its first message was under way.
                let why = format!("{} opened", request.version);
                for effect in [Effect::TalkOpeningEdit, Effect::TalkRest] {
                    self.want(tx, guild, id.0, effect, &why).await?;
                }
                Ok(())
            }
            (Effect::RequestStaff, Some(channel)) => {
                requests::record_made(tx, id, Shown::StaffNote(channel), made).await?;
                // It may have changed while staff were told.
                let why = format!("{} told", request.version);
                self.want(tx, guild, id.0, Effect::RequestStaffEdit, &why)
                    .await
            }
            _ => Ok(()),
        }
    }

    async fn has_thread(
        &self,
        tx: &mut Tx,
        request: &Request,
        made: i64,
        settings: &Settings,
    ) -> Result<(), DbError> {
        if request.state != RequestState::Matched {
            // It was handed back or cancelled before its thread stood.
            return self
                .want(tx, request.guild, made, Effect::TalkLeft, "")
                .await;
        }
        requests::record_made(tx, request.id, Shown::Thread(self.clock.now()), made).await?;
        let (whom, kind) = (
            (request.guild, request.member),
            NoticeKind::Matched(request.id),
        );
        self.notify(tx, settings, whom, kind, request.matches).await
    }

    /// A message is the first of a talk that was adopted.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn opening_found(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        id: RequestId,
        message: MessageId,
    ) -> Result<(), DbError> {
        let why = format!("{message} found");
        self.want(tx, guild, id.0, Effect::TalkOpeningEdit, &why)
            .await
    }
}

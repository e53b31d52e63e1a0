//! Somebody is taken out of questions: what they asked is taken back, and what shows them is shown
//! without them.

use super::changing::{RACES, raced};
use super::model::{Rights, State};
use super::search;
use super::service::Questions;
use super::store;
use crate::db::{DbError, Tx};
use crate::guilds::Actor;
use crate::ids::{ChannelId, GuildId, UserId};
use crate::members::{Extent, Sweep, Trace};
use crate::outbox::{Effect, Wanted};

impl Questions {
    /// Everything that somebody has asked in a server is taken back; of a programme what is not
    /// settled.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn take_back_all(
        &self,
        guild: GuildId,
        user: UserId,
        extent: Extent,
    ) -> Result<(), DbError> {
        let actor = Actor {
            user,
            guild,
            roles: Vec::new(),
            manages_guild: false,
        };
        let theirs = Rights {
            is_asker: true,
            ..Rights::default()
        };
        for id in store::erasing::asked_by(&self.db, guild, user, extent).await? {
            for race in 1.. {
                let Some(question) = self.find(guild, id).await? else {
                    break;
                };
                let now = self.clock.now();
                let Ok(gone) = question.clone().withdraw(&actor, theirs, now) else {
                    break;
                };
                if question.state == State::Withdrawn || self.store_change(&question, &gone).await?
                {
                    break;
                }
                if race == RACES {
                    return Err(raced());
                }
            }
        }
        Ok(())
    }

    /// Whether somebody has asked something that is not taken back.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_under_way(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<bool, DbError> {
        store::erasing::is_under_way(tx, user, extent).await
    }

    /// How many cards and first messages are still to be shown without somebody.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn still_to_show(&self, tx: &mut Tx, stand_in: UserId) -> Result<i64, DbError> {
        let shown = store::erasing::that_show(tx, stand_in).await?;
        let ids: Vec<i64> = shown.iter().map(|question| question.id.0).collect();
        let mut open = 0;
        for effect in [
            Effect::QuestionCardEdit,
            Effect::QuestionOpeningEdit,
            Effect::QuestionThreadEdit,
        ] {
            open += self.outbox.open(tx, effect, &ids).await?;
        }
        Ok(open)
    }

    /// Where on Discord questions name somebody, or hold words of theirs.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn traces(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<Vec<Trace>, DbError> {
        let mut traces = store::erasing::traces(tx, user, extent).await?;
        // What was made anew left another thread behind, in which they may have written. The thread
        // of a card has its number, and a post is its own thread.
        for guild in self.guilds.all().await? {
            if !extent.reaches(guild) {
                continue;
            }
            let named = store::erasing::that_name(tx, guild, user, extent).await?;
            let asked = store::erasing::asked_in(tx, guild, user, extent).await?;
            for effect in [Effect::QuestionCard, Effect::QuestionThread] {
                for (questions, sweep) in [(&named, Sweep::Names), (&asked, Sweep::Written)] {
                    let made = self.outbox.made(tx, effect, questions).await?;
                    let threads = made.into_iter().map(ChannelId::stored);
                    traces.extend(threads.map(|thread| Trace::in_channel(guild, thread, sweep)));
                }
            }
        }
        Ok(traces)
    }

    /// The threads of closed questions in which somebody stood rest again, once nothing is left to
    /// change in them; for each reason `why` once.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn rest_again(
        &self,
        tx: &mut Tx,
        stand_in: UserId,
        why: &str,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let shown = store::erasing::that_show(tx, stand_in).await?;
        for question in shown.iter().filter(|question| question.state.is_closed()) {
            let wanted = Wanted {
                dedup: format!("{} without {stand_in} {why}", question.version),
                ..Self::wanted(question, Effect::QuestionRest, now)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }

    /// What shows somebody is shown again, with what stands in their place.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn show_without(&self, tx: &mut Tx, stand_in: UserId) -> Result<(), DbError> {
        let now = self.clock.now();
        for question in store::erasing::that_show(tx, stand_in).await? {
            let mut effects = vec![Effect::QuestionCardEdit, Effect::QuestionOpeningEdit];
            if question.asker == stand_in {
                // Its words have gone.
                effects.push(Effect::QuestionThreadEdit);
                let key = search::Key::Question(question.id);
                search::store::changed(tx, question.guild, key).await?;
            }
            for effect in effects {
                let wanted = Wanted {
                    dedup: format!("{} without {stand_in}", question.version),
                    ..Self::wanted(&question, effect, now)
                };
                self.outbox.want(tx, &wanted).await?;
            }
        }
        Ok(())
    }
}

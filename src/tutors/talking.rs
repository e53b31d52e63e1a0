//! Talks: what is written in them, how they end, and how they went.

use super::model::{Request, RequestState, Rights, Side, Talk, WORD_MOST};
use super::notices::NoticeKind;
use super::requesting::{ChangeRefusal, refused};
use super::service::Tutors;
use super::store::{offers, requests};
use chrono::Duration;

use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::guilds::settings::Settings;
use crate::ids::{ChannelId, GuildId, MessageId, RequestId, UserId};
use crate::outbox::Effect;

pub use super::model::Ending;

/// What was said after a talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feedback {
    /// How it went for the member, 1 to 5; for staff alone.
    pub rating: Option<u8>,
    /// The member's word about it; for staff alone.
    pub word: String,
    /// The member's word to the tutor.
    pub note: String,
    pub member_again: Option<bool>,
    pub tutor_again: Option<bool>,
    /// The tutor's own note, for themselves and staff.
    pub memo: String,
}

/// Something is said after a talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// By the member, 1 to 5.
    Rating(u8),
    /// By the member.
    Words { word: String, note: String },
    /// By either: whether they would choose the other again.
    Again(bool),
    /// By the tutor.
    Memo(String),
}

/// Why it was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SayRefusal {
    Unknown,
    NotYours,
    /// The talk is not over.
    NotOver,
    /// More than [`WORD_MOST`] characters, or no rating of 1 to 5.
    Unfit,
}

impl Tutors {
    /// A person (never a bot) wrote in a thread. Says whether that was news of a talk.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn message_in_thread(
        &self,
        guild: GuildId,
        thread: ChannelId,
        message: MessageId,
        author: UserId,
        at: Instant,
    ) -> Result<bool, DbError> {
        let known = requests::by_thread(&self.db, guild, thread).await?;
        let Some(known) = known.filter(|request| request.state == RequestState::Matched) else {
            return Ok(false);
        };
        let mut tx = self.hold(guild).await?;
        let request = requests::find_in(&mut tx, guild, known.id).await?;
        let request = request.filter(|request| request.thread == Some(thread));
        let heard = request.and_then(|request| request.said(author, message, at).ok());
        let Some(heard) = heard else {
            return Ok(false);
        };
        requests::update(&mut tx, &heard, self.clock.now()).await?;
        self.commit(tx).await?;
        Ok(true)
    }

    /// The bot has connected: the talks whose threads may hold messages that nobody has
    /// looked at are looked at. `newest` tells the newest message of a thread, as far as
    /// Discord tells it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_at_talks(
        &self,
        guild: GuildId,
        newest: impl Fn(ChannelId) -> Option<MessageId>,
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let matched = [RequestState::Matched];
        for request in requests::in_states(&mut tx, guild, &matched, usize::MAX).await? {
            let newest = request.thread.and_then(&newest);
            if newest.is_none_or(|newest| newest > request.last_seen) {
                self.want(&mut tx, guild, request.id.0, Effect::TalkLook, "")
                    .await?;
            }
        }
        self.want(&mut tx, guild, guild.get(), Effect::TutorsLook, "")
            .await?;
        self.commit(tx).await
    }

    /// Whether nobody has written in a talk for so long that somebody is to be reminded.
    #[must_use]
    pub fn is_silent(&self, talk: &Talk, settings: &Settings) -> bool {
        let hours = settings.tutoring.remind_hours;
        self.clock.now() - talk.last_word_at >= Duration::hours(hours.into())
    }

    /// A talk's thread was read up to a message.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn looked_at(&self, id: RequestId, up_to: MessageId) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        requests::seen(&mut tx, id, up_to).await?;
        tx.commit().await
    }

    /// A thread was deleted: a talk that was in it gets another, and so does a room.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn thread_deleted(&self, guild: GuildId, thread: ChannelId) -> Result<(), DbError> {
        if self.room_lost(guild, thread).await? {
            return Ok(());
        }
        let Some(known) = requests::by_thread(&self.db, guild, thread).await? else {
            return Ok(());
        };
        let settings = self.guilds.settings(guild).await?;
        let mut tx = self.hold(guild).await?;
        let request = requests::find_in(&mut tx, guild, known.id).await?;
        let request = request.filter(|request| request.thread == Some(thread));
        let Some(anew) = request.and_then(|request| request.lose_thread().ok()) else {
            return Ok(());
        };
        requests::update(&mut tx, &anew, self.clock.now()).await?;
        self.want_talk(&mut tx, &settings, &anew).await?;
        self.commit(tx).await
    }

    /// 「終わりました」, by either.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn end(
        &self,
        actor: &Actor,
        id: RequestId,
    ) -> Result<(Request, Ending), Fault<ChangeRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let (mut tx, request, rights) = self.held(actor, id).await?;
        let now = self.clock.now();
        let (ended, ending) = request.end(rights, now).map_err(refused)?;
        requests::update(&mut tx, &ended, now).await?;
        match ending {
            Ending::Asked => self.want_of(&mut tx, &ended, Effect::TalkAsk).await?,
            Ending::Over => self.over(&mut tx, &settings, &ended).await?,
        }
        self.commit(tx).await?;
        Ok((ended, ending))
    }

    /// 「まだ続けます」, by either.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn go_on(
        &self,
        actor: &Actor,
        id: RequestId,
    ) -> Result<Request, Fault<ChangeRefusal>> {
        let (mut tx, request, rights) = self.held(actor, id).await?;
        let now = self.clock.now();
        let on = request.go_on(rights, now).map_err(refused)?;
        requests::update(&mut tx, &on, now).await?;
        self.want_of(&mut tx, &on, Effect::TalkGoesOn).await?;
        self.commit(tx).await?;
        Ok(on)
    }

    /// A talk is over: a word in the thread, which is then archived; the member is asked how
    /// it went, the tutor thanked.
    pub(super) async fn over(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        ended: &Request,
    ) -> Result<(), DbError> {
        for effect in [Effect::TalkDone, Effect::TalkOpeningEdit, Effect::TalkRest] {
            self.want_of(tx, ended, effect).await?;
        }
        let guild = ended.guild;
        let whom = (guild, ended.member);
        self.notify(tx, settings, whom, NoticeKind::Form(ended.id), 0)
            .await?;
        if let Some(tutor) = ended.tutor() {
            self.notify(
                tx,
                settings,
                (guild, tutor),
                NoticeKind::Thanks(ended.id),
                0,
            )
            .await?;
        }
        self.staff_note_changed(tx, ended).await?;
        // The tutor has room for another.
        self.match_soon(tx, guild, settings).await
    }

    /// What was said after a talk, for whoever may see it: the member their own, the tutor
    /// theirs and the note to them, staff all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn feedback(
        &self,
        request: &Request,
        rights: Rights,
    ) -> Result<Option<Feedback>, DbError> {
        let said = offers::feedback(&self.db, request.id).await?;
        Ok(said.map(|said| seen_by(said, rights)))
    }

    /// The member's note, for the tutor.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn note_of(&self, id: RequestId) -> Result<String, DbError> {
        let said = offers::feedback(&self.db, id).await?;
        Ok(said.map_or_else(String::new, |said| said.note))
    }

    /// Something is said after a talk; it can be said anew.
    ///
    /// # Errors
    ///
    /// [`SayRefusal`] to show.
    pub async fn say(
        &self,
        actor: &Actor,
        id: RequestId,
        say: Say,
    ) -> Result<Request, Fault<SayRefusal>> {
        let refuse = |refusal| Err(Fault::Refused(refusal));
        let settings = self.guilds.settings(actor.guild).await?;
        let held = self.held(actor, id).await;
        let (mut tx, request, rights) = held.map_err(|fault| match fault {
            Fault::Refused(ChangeRefusal::Unknown) => Fault::Refused(SayRefusal::Unknown),
            Fault::Refused(_) => Fault::Refused(SayRefusal::NotYours),
            Fault::Ours(error) => Fault::Ours(error),
        })?;
        let Some(tutor) = request
            .tutor()
            .filter(|_| request.state == RequestState::Finished)
        else {
            return refuse(if rights.side().is_some() {
                SayRefusal::NotOver
            } else {
                SayRefusal::NotYours
            });
        };
        let mut said = offers::feedback_in(&mut tx, id).await?.unwrap_or_default();
        let fits = |text: &str| text.trim().chars().count() <= WORD_MOST;
        let before = said.note.clone();
        let mut notes = false;
        match (say, rights.side()) {
            (Say::Rating(rating @ 1..=5), Some(Side::Member)) => said.rating = Some(rating),
            (Say::Words { word, note }, Some(Side::Member)) if fits(&word) && fits(&note) => {
                word.trim().clone_into(&mut said.word);
                note.trim().clone_into(&mut said.note);
                notes = !said.note.is_empty();
            }
            (Say::Again(again), Some(Side::Member)) => said.member_again = Some(again),
            (Say::Again(again), Some(Side::Tutor)) => said.tutor_again = Some(again),
            (Say::Memo(memo), Some(Side::Tutor)) if fits(&memo) => {
                memo.trim().clone_into(&mut said.memo);
            }
            (Say::Rating(_) | Say::Words { .. }, Some(Side::Member))
            | (Say::Memo(_), Some(Side::Tutor)) => return refuse(SayRefusal::Unfit),
            _ => return refuse(SayRefusal::NotYours),
        }
        let who = (id, request.member, tutor);
        offers::keep_feedback(&mut tx, request.guild, who, &said).await?;
        if notes {
            let whom = (request.guild, tutor);
            self.notify(&mut tx, &settings, whom, NoticeKind::Note(id), 0)
                .await?;
            if !before.is_empty() && before != said.note {
                let occasion = self.clock.now().timestamp_millis();
                self.edit_notices(&mut tx, NoticeKind::Note(id), occasion)
                    .await?;
            }
        }
        self.commit(tx).await?;
        Ok(request)
    }
}

/// What somebody may see of it. Staff see what is written to them, unless it is about themselves.
fn seen_by(said: Feedback, rights: Rights) -> Feedback {
    if rights.oversees() {
        return Feedback {
            note: String::new(),
            ..said
        };
    }
    let member = rights.is_member;
    let tutor = rights.is_tutor;
    Feedback {
        rating: said.rating.filter(|_| member),
        word: if member { said.word } else { String::new() },
        note: if member || tutor {
            said.note
        } else {
            String::new()
        },
        member_again: said.member_again.filter(|_| member),
        tutor_again: said.tutor_again.filter(|_| tutor),
        memo: if tutor { said.memo } else { String::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratings_and_words_are_seen_by_those_whose_they_are() {
        let said = Feedback {
            rating: Some(2),
            word: "word".into(),
            note: "note".into(),
            member_again: Some(false),
            tutor_again: Some(true),
            memo: "memo".into(),
        };
        let of = |is_member, is_tutor, is_staff| {
            seen_by(
                said.clone(),
                Rights {
                    is_member,
                    is_tutor,
                    is_staff,
                },
            )
        };
        assert_eq!(of(false, false, false), Feedback::default());
        let staff = of(false, false, true);
        assert_eq!((staff.rating, staff.word.as_str()), (Some(2), "word"));
        assert_eq!((staff.note.as_str(), staff.memo.as_str()), ("", "memo"));
        // Staff who are a part of it see no more than others in their place.
        assert_eq!(of(true, false, true), of(true, false, false));
        assert_eq!(of(false, true, true), of(false, true, false));
        let tutor = of(false, true, false);
        assert_eq!((tutor.rating, tutor.word.as_str()), (None, ""));
        assert_eq!(tutor.member_again, None);
        assert_eq!((tutor.note.as_str(), tutor.memo.as_str()), ("note", "memo"));
        let member = of(true, false, false);
        assert_eq!((member.memo.as_str(), member.tutor_again), ("", None));
        assert_eq!(member.rating, Some(2));
    }
}

//! Offers: accepted, declined, run out, handed back, made by hand.

use super::care::Times;
use super::model::{
    Ending, Offer, OfferState, Pause, PauseCause, Refusal, Request, Rights, WORD_MOST,
};
use super::notices::NoticeKind;
use super::requesting::{ChangeRefusal, refused};
use super::service::Tutors;
use super::store::{offers, requests, tutors};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::guilds::settings::Settings;
use crate::ids::{GuildId, OfferId, RequestId, UserId};
use crate::members::looks::LookedAt;
use crate::outbox::Effect;

/// Why an offer was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferRefusal {
    Unknown,
    NotYours,
    /// It was answered, has run out, or was taken back.
    Late(OfferState),
    /// The reason has no words, or more than [`WORD_MOST`] characters.
    Unfit,
}

impl From<Refusal> for OfferRefusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotYours => Self::NotYours,
            Refusal::Late(state) => Self::Late(state),
            Refusal::Closed(_) | Refusal::NothingNew => Self::Late(OfferState::Withdrawn),
        }
    }
}

/// Why staff cannot put a request to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandRefusal {
    Change(ChangeRefusal),
    /// They are not an approved tutor who takes requests at present.
    NoTutor,
    /// The member does not want them; staff alone are told so.
    Excluded,
    /// It is their own request.
    Themself,
    /// Staff take it themselves without having given a reason to read what it is about.
    LookFirst,
}

impl From<Refusal> for HandRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Change(refusal.into())
    }
}

/// What cannot be, because the same transaction has just looked.
pub(super) fn refused_ours(refusal: Refusal) -> DbError {
    tracing::error!(
        ?refusal,
        "a step of a request was refused that must be possible"
    );
    DbError::Affected {
        what: "changing a request",
        affected: 0,
        expected: 1,
    }
}

/// An open offer that is taken back.
pub(super) fn withdrawn(offer: Offer, now: Instant) -> Offer {
    let kept = offer.clone();
    offer.withdraw(now).unwrap_or(kept)
}

/// Of whom nobody asks: the program does it itself.
const OURS: Rights = Rights {
    is_member: false,
    is_tutor: false,
    is_staff: true,
};

/// The tutor is no tutor any more; they are not told of each talk.
const GONE: Rights = Rights {
    is_tutor: true,
    ..OURS
};

impl Tutors {
    /// An offer and its request, for whoever is to see them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn offer(
        &self,
        guild: GuildId,
        id: OfferId,
    ) -> Result<Option<(Offer, Request)>, DbError> {
        let Some(offer) = offers::find(&self.db, guild, id).await? else {
            return Ok(None);
        };
        let request = self.find(guild, offer.request).await?;
        Ok(request.map(|request| (offer, request)))
    }

    async fn held_offer(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: OfferId,
    ) -> Result<(Offer, Request), Fault<OfferRefusal>> {
        let unknown = || Fault::Refused(OfferRefusal::Unknown);
        let offer = offers::find_in(tx, actor.guild, id).await?;
        let offer = offer.ok_or_else(unknown)?;
        if offer.tutor != actor.user {
            return Err(Fault::Refused(OfferRefusal::NotYours));
        }
        let request = requests::find_in(tx, actor.guild, offer.request).await?;
        Ok((offer, request.ok_or_else(unknown)?))
    }

    /// 「引き受けます」. Pressed twice, it is one.
    ///
    /// # Errors
    ///
    /// [`OfferRefusal`] to show, with thanks.
    pub async fn accept(&self, actor: &Actor, id: OfferId) -> Result<Request, Fault<OfferRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let now = self.clock.now();
        let mut tx = self.hold(actor.guild).await?;
        let (offer, request) = self.held_offer(&mut tx, actor, id).await?;
        if offer.state == OfferState::Accepted && request.tutor() == Some(actor.user) {
            return Ok(request);
        }
        let accepted = match offer.clone().accept(actor.user, now) {
            Ok(accepted) => accepted,
            Err(refusal) => {
                // It has run out, and nobody has looked yet.
                if let Ok(expired) = offer.expire(now) {
                    self.ran_out(&mut tx, &settings, &expired).await?;
                    self.commit(tx).await?;
                }
                return Err(refused(refusal));
            }
        };
        let matched = request.accept(actor.user, now).map_err(refused)?;
        offers::update(&mut tx, &accepted).await?;
        requests::update(&mut tx, &matched, now).await?;
        self.edit_notices(&mut tx, NoticeKind::Offer(offer.id), matched.version)
            .await?;
        self.want_talk(&mut tx, &settings, &matched).await?;
        self.staff_note_changed(&mut tx, &matched).await?;
        self.commit(tx).await?;
        Ok(matched)
    }

    /// Wants the thread of a talk with all that belongs to it.
    pub(super) async fn want_talk(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        matched: &Request,
    ) -> Result<(), DbError> {
        let staff = settings.tutoring.staff_joins.then_some(Effect::TalkStaff);
        let effects = [
            Effect::TalkThread,
            Effect::TalkMember(1),
            Effect::TalkMember(2),
        ];
        for effect in effects
            .into_iter()
            .chain(staff)
            .chain([Effect::TalkOpening])
        {
            self.want_of(tx, matched, effect).await?;
        }
        Ok(())
    }

    /// 「今回は難しいです」. A reason may follow.
    ///
    /// # Errors
    ///
    /// [`OfferRefusal`] to show.
    pub async fn decline(&self, actor: &Actor, id: OfferId) -> Result<Offer, Fault<OfferRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let now = self.clock.now();
        let mut tx = self.hold(actor.guild).await?;
        let (offer, _) = self.held_offer(&mut tx, actor, id).await?;
        if offer.state == OfferState::Declined {
            return Ok(offer);
        }
        let declined = offer.decline(actor.user, now).map_err(refused)?;
        self.not_taken(&mut tx, &settings, &declined).await?;
        self.commit(tx).await?;
        Ok(declined)
    }

    /// Why it was declined, for staff.
    ///
    /// # Errors
    ///
    /// [`OfferRefusal`] to show.
    pub async fn give_reason(
        &self,
        actor: &Actor,
        id: OfferId,
        reason: &str,
    ) -> Result<(), Fault<OfferRefusal>> {
        let reason = reason.trim();
        let mut tx = self.hold(actor.guild).await?;
        let (offer, _) = self.held_offer(&mut tx, actor, id).await?;
        if !matches!(offer.state, OfferState::Declined | OfferState::HandedBack) {
            return Err(Fault::Refused(OfferRefusal::Late(offer.state)));
        }
        if reason.is_empty() || reason.chars().count() > WORD_MOST {
            return Err(Fault::Refused(OfferRefusal::Unfit));
        }
        let reason = reason.to_owned();
        offers::update(&mut tx, &Offer { reason, ..offer }).await?;
        self.commit(tx).await?;
        Ok(())
    }

    /// An offer is over without a match: its request waits again, and is matched soon.
    async fn not_taken(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        offer: &Offer,
    ) -> Result<(), DbError> {
        offers::update(tx, offer).await?;
        let request = requests::find_in(tx, offer.guild, offer.request).await?;
        let version = request.as_ref().map_or(0, |request| request.version);
        if let Some(waiting) = request.and_then(|request| request.wait_again().ok()) {
            requests::update(tx, &waiting, self.clock.now()).await?;
        }
        self.edit_notices(tx, NoticeKind::Offer(offer.id), version + 1)
            .await?;
        self.match_soon(tx, offer.guild, settings).await
    }

    /// An offer whose time is over: the next is asked. Whoever let several run out in a row
    /// is paused, with a kind word.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn expire_offer(&self, guild: GuildId, id: OfferId) -> Result<(), DbError> {
        let settings = self.guilds.settings(guild).await?;
        let now = self.clock.now();
        let mut tx = self.hold(guild).await?;
        let offer = offers::find_in(&mut tx, guild, id).await?;
        if let Some(expired) = offer.and_then(|offer| offer.expire(now).ok()) {
            self.ran_out(&mut tx, &settings, &expired).await?;
            self.commit(tx).await?;
        }
        Ok(())
    }

    async fn ran_out(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        offer: &Offer,
    ) -> Result<(), DbError> {
        self.not_taken(tx, settings, offer).await?;
        let tutor = tutors::of_user_in(tx, offer.guild, offer.tutor).await?;
        let Some(tutor) = tutor.filter(|tutor| tutor.pause.is_none()) else {
            return Ok(());
        };
        let most = settings.tutoring.silent_most;
        let last = offers::last_answers(tx, offer.guild, offer.tutor, most.into()).await?;
        let silent = last.iter().filter(|last| {
            last.state == OfferState::Expired && last.offered_at >= tutor.counted_from
        });
        if silent.count() < usize::from(most) {
            return Ok(());
        }
        let paused = tutor.pause(Pause {
            cause: PauseCause::Silent,
            since: self.clock.now(),
            until: None,
        });
        tutors::update(tx, &paused).await?;
        self.withdraw_offers(tx, settings, &paused.user, paused.guild)
            .await?;
        let (whom, kind) = ((paused.guild, paused.user), NoticeKind::Silent(paused.id));
        self.notify(tx, settings, whom, kind, paused.version).await
    }

    /// The open offers to somebody who takes nothing now go to others.
    pub(super) async fn withdraw_offers(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        tutor: &UserId,
        guild: GuildId,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        for offer in offers::open_of_tutor(tx, guild, *tutor).await? {
            self.not_taken(tx, settings, &withdrawn(offer, now)).await?;
        }
        Ok(())
    }

    /// A tutor gives a request back, without a reason; or staff take it from them.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn hand_back(
        &self,
        actor: &Actor,
        id: RequestId,
    ) -> Result<Request, Fault<ChangeRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let (mut tx, request, rights) = self.held(actor, id).await?;
        let back = self
            .back_in(&mut tx, &settings, &request, rights)
            .await?
            .map_err(refused)?;
        self.commit(tx).await?;
        Ok(back)
    }

    async fn back_in(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        request: &Request,
        rights: Rights,
    ) -> Result<Result<Request, Refusal>, DbError> {
        let now = self.clock.now();
        let promised = Times::of(settings).promise(now);
        let back = match request.clone().hand_back(rights, now, promised) {
            Ok(back) => back,
            Err(refusal) => return Ok(Err(refusal)),
        };
        requests::update(tx, &back, now).await?;
        if let Some(offer) = offers::accepted_of_request(tx, request.id).await? {
            let state = OfferState::HandedBack;
            offers::update(tx, &Offer { state, ..offer }).await?;
        }
        if let Some(thread) = request.thread {
            self.want(tx, request.guild, thread.get(), Effect::TalkLeft, "")
                .await?;
        }
        if let Some(tutor) = request.tutor().filter(|_| !rights.is_tutor) {
            let (whom, kind) = ((request.guild, tutor), NoticeKind::Taken(request.id));
            self.notify(tx, settings, whom, kind, back.version).await?;
        }
        let (whom, kind) = (
            (request.guild, request.member),
            NoticeKind::Back(request.id),
        );
        self.notify(tx, settings, whom, kind, back.version).await?;
        self.staff_note_changed(tx, &back).await?;
        self.match_soon(tx, request.guild, settings).await?;
        Ok(Ok(back))
    }

    /// Everything that a tutor carries is given back: they are not there any more. They hear
    /// why, if they can, from whoever calls this.
    pub(super) async fn back_all(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        guild: GuildId,
        tutor: UserId,
    ) -> Result<(), DbError> {
        self.withdraw_offers(tx, settings, &tutor, guild).await?;
        for request in requests::open_of_person_in(tx, guild, tutor).await? {
            if request.tutor() != Some(tutor) {
                continue;
            }
            let theirs = Rights {
                is_tutor: true,
                ..Rights::default()
            };
            let now = self.clock.now();
            // Where the member has said that it is over, nobody else is looked for.
            if let Ok((ended, Ending::Over)) = request.clone().end(theirs, now) {
                requests::update(tx, &ended, now).await?;
                self.over(tx, settings, &ended).await?;
            } else {
                self.back_in(tx, settings, &request, GONE)
                    .await?
                    .map_err(refused_ours)?;
            }
        }
        Ok(())
    }

    /// Staff put a request to a tutor of their choice, also one that somebody has: then it is
    /// taken from them.
    ///
    /// # Errors
    ///
    /// [`HandRefusal`] to show.
    pub async fn offer_by_hand(
        &self,
        actor: &Actor,
        id: RequestId,
        to: UserId,
    ) -> Result<Offer, Fault<HandRefusal>> {
        let refuse = |refusal| Err(Fault::Refused(refusal));
        let settings = self.guilds.settings(actor.guild).await?;
        let now = self.clock.now();
        let held = self.held(actor, id).await;
        let (mut tx, mut request, rights) = held.map_err(|fault| match fault {
            Fault::Refused(refusal) => Fault::Refused(HandRefusal::Change(refusal)),
            Fault::Ours(error) => Fault::Ours(error),
        })?;
        if !rights.is_staff {
            return refuse(HandRefusal::Change(ChangeRefusal::NotYours));
        }
        if !request.state.is_open() {
            return refuse(HandRefusal::Change(ChangeRefusal::Closed(request.state)));
        }
        if request.member == to {
            return refuse(HandRefusal::Themself);
        }
        let about = LookedAt::About(id);
        let knows = rights.side().is_some() || request.made_by == Some(to);
        if to == actor.user && !knows && !self.members.has_looked(&mut tx, about, to).await? {
            return refuse(HandRefusal::LookFirst);
        }
        let tutor = tutors::of_user_in(&mut tx, actor.guild, to).await?;
        if !tutor.is_some_and(|tutor| tutor.takes_requests()) {
            return refuse(HandRefusal::NoTutor);
        }
        if requests::excluded_in(&mut tx, id).await?.contains(&to) {
            // Whoever sees that the tutor is free learns whom the member does not want.
            let (whose, what) = ([request.member], LookedAt::Excluded(id));
            let by = Some(actor.user);
            self.members
                .see(&mut tx, actor.guild, whose, what, by)
                .await?;
            tx.commit().await?;
            return refuse(HandRefusal::Excluded);
        }
        if request.tutor() == Some(to) {
            return refuse(HandRefusal::Change(ChangeRefusal::NothingNew));
        }
        if request.talk.is_some() && request.state == super::RequestState::Matched {
            request = self
                .back_in(&mut tx, &settings, &request, rights)
                .await?
                .map_err(refused)?;
        } else if let Some(offer) = offers::open_of_request(&mut tx, id).await? {
            if offer.tutor == to {
                return refuse(HandRefusal::Change(ChangeRefusal::NothingNew));
            }
            self.not_taken(&mut tx, &settings, &withdrawn(offer, now))
                .await?;
            let again = requests::find_in(&mut tx, actor.guild, id).await?;
            request = again.unwrap_or(request);
        }
        let by = Some(actor.user);
        let offer = self
            .offer_to(&mut tx, &settings, &request, to, by, &[])
            .await?;
        self.commit(tx).await?;
        Ok(offer)
    }
}

//! What can happen to a request, an offer and a registration, and what becomes of each.

use super::{
    Offer, OfferState, Pause, PauseCause, Refusal, Request, RequestState, Rights, Side, Talk,
    Tutor, TutorState,
};
use crate::clock::Instant;
use crate::ids::{MessageId, UserId};

/// What has come of somebody saying that a talk is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The other one is asked.
    Asked,
    /// Both have said so.
    Over,
}

/// A talk has fewer turns than 2 to the power of this.
const TURNS_BITS: u32 = 32;

impl Request {
    fn changed(self) -> Self {
        Self {
            version: self.version + 1,
            ..self
        }
    }

    /// It is put to a tutor.
    ///
    /// # Errors
    ///
    /// [`Refusal::Closed`] if it has one, or does not wait any more.
    pub fn offer(self) -> Result<Self, Refusal> {
        if !self.state.is_searching() {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            state: RequestState::Offered,
            nobody_since: None,
            ..self
        }
        .changed())
    }

    /// Its offer was declined, has run out, or was taken back: it waits again.
    ///
    /// # Errors
    ///
    /// [`Refusal::Closed`] if it was not offered.
    pub fn wait_again(self) -> Result<Self, Refusal> {
        if self.state != RequestState::Offered {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            state: RequestState::Waiting,
            ..self
        }
        .changed())
    }

    /// A tutor takes it.
    ///
    /// # Errors
    ///
    /// [`Refusal::Closed`] if it was not offered.
    pub fn accept(self, tutor: UserId, at: Instant) -> Result<Self, Refusal> {
        if self.state != RequestState::Offered {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            state: RequestState::Matched,
            matches: self.matches + 1,
            talk: Some(Talk {
                tutor,
                matched_at: at,
                // Those of an earlier talk are not used again.
                turn: (self.matches + 1) << TURNS_BITS,
                last_word_at: at,
                last_word_by: Side::Member,
                ended: None,
                said: [MessageId::stored(0); 2],
            }),
            ..self
        }
        .changed())
    }

    /// The tutor gives it back, or staff take it from them: it waits again, as old as it is.
    /// The member hears again by `promised_at`.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is not theirs, or has no tutor.
    pub fn hand_back(
        self,
        rights: Rights,
        at: Instant,
        promised_at: Instant,
    ) -> Result<Self, Refusal> {
        if !rights.is_tutor && !rights.is_staff {
            return Err(Refusal::NotYours);
        }
        if self.state != RequestState::Matched {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            state: RequestState::Waiting,
            talk: None,
            thread: None,
            opening: None,
            last_seen: MessageId::stored(0),
            waiting_since: at,
            promised_at,
            promises: self.promises + 1,
            ..self
        }
        .changed())
    }

    /// Nobody can be found at present.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if that is known, or it does not wait.
    pub fn find_nobody(self, at: Instant) -> Result<Self, Refusal> {
        if self.state != RequestState::Waiting {
            return Err(Refusal::Closed(self.state));
        }
        if self.nobody_since.is_some() {
            return Err(Refusal::NothingNew);
        }
        Ok(Self {
            nobody_since: Some(at),
            ..self
        }
        .changed())
    }

    /// The member is told that it still waits, and by when they hear again.
    ///
    /// # Errors
    ///
    /// [`Refusal::Closed`] if it does not wait any more.
    pub fn promise(self, promised_at: Instant) -> Result<Self, Refusal> {
        if !self.state.is_searching() {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            promised_at,
            promises: self.promises + 1,
            ..self
        }
        .changed())
    }

    fn closed(self, state: RequestState, by: Option<UserId>, at: Instant) -> Self {
        Self {
            state,
            closed_at: Some(at),
            closed_by: by,
            nobody_since: None,
            ..self
        }
        .changed()
    }

    /// The member takes it back, or staff close it.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is neither's, or over.
    pub fn cancel(self, actor: UserId, rights: Rights, at: Instant) -> Result<Self, Refusal> {
        if !rights.is_member && !rights.is_staff {
            return Err(Refusal::NotYours);
        }
        if !self.state.is_open() {
            return Err(Refusal::Closed(self.state));
        }
        Ok(self.closed(RequestState::Cancelled, Some(actor), at))
    }

    /// It has waited so long that it is of no use any more.
    ///
    /// # Errors
    ///
    /// [`Refusal::Closed`] if it does not wait.
    pub fn expire(self, at: Instant) -> Result<Self, Refusal> {
        if self.state != RequestState::Waiting {
            return Err(Refusal::Closed(self.state));
        }
        Ok(self.closed(RequestState::Expired, None, at))
    }

    fn talking(&self) -> Result<Talk, Refusal> {
        match (self.state, self.talk) {
            (RequestState::Matched, Some(talk)) => Ok(talk),
            (state, _) => Err(Refusal::Closed(state)),
        }
    }

    /// 「終わりました」: one of both says that it is over; when the other one has said so
    /// before, it is.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is not theirs, has no talk, or they have said so already.
    pub fn end(self, rights: Rights, at: Instant) -> Result<(Self, Ending), Refusal> {
        let side = rights.side().ok_or(Refusal::NotYours)?;
        let talk = self.talking()?;
        match talk.ended {
            Some((by, _)) if by == side => Err(Refusal::NothingNew),
            Some(_) => {
                let by = self.person(side);
                Ok((self.closed(RequestState::Finished, by, at), Ending::Over))
            }
            None => {
                let talk = Talk {
                    ended: Some((side, at)),
                    ..talk
                };
                let asked = Self {
                    talk: Some(talk),
                    ..self
                };
                Ok((asked.changed(), Ending::Asked))
            }
        }
    }

    /// 「まだ続けます」: it is not over.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is not theirs, or nobody has said that it is.
    pub fn go_on(self, rights: Rights, at: Instant) -> Result<Self, Refusal> {
        rights.side().ok_or(Refusal::NotYours)?;
        let talk = self.talking()?;
        if talk.ended.is_none() {
            return Err(Refusal::NothingNew);
        }
        let talk = Talk {
            ended: None,
            turn: talk.turn + 1,
            last_word_at: at,
            ..talk
        };
        Ok(Self {
            talk: Some(talk),
            ..self
        }
        .changed())
    }

    /// One has said that it is over, and the other nothing for a time: it is.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if nobody has said so.
    pub fn lapse(self, at: Instant) -> Result<Self, Refusal> {
        let talk = self.talking()?;
        if talk.ended.is_none() {
            return Err(Refusal::NothingNew);
        }
        Ok(self.closed(RequestState::Finished, None, at))
    }

    /// One of both wrote in the talk's thread. A message that was heard before counts once;
    /// others than the two change nothing. Messages may be heard out of their order.
    ///
    /// # Errors
    ///
    /// [`Refusal`] for what is not news.
    pub fn said(self, author: UserId, message: MessageId, at: Instant) -> Result<Self, Refusal> {
        let talk = self.talking()?;
        let side = if author == self.member {
            Side::Member
        } else if author == talk.tutor {
            Side::Tutor
        } else {
            return Err(Refusal::NotYours);
        };
        if message <= talk.said_by(side) {
            return Err(Refusal::NothingNew);
        }
        let [member, tutor] = talk.said;
        let said = match side {
            Side::Member => [message, tutor],
            Side::Tutor => [member, message],
        };
        let is_last = message > talk.said_by(side.other());
        let talk = Talk {
            last_word_at: at.max(talk.last_word_at),
            last_word_by: if is_last { side } else { side.other() },
            // Whoever stays silent after it is cared for anew.
            turn: talk.turn + 1,
            said,
            ..talk
        };
        Ok(Self {
            talk: Some(talk),
            last_seen: message.max(self.last_seen),
            ..self
        }
        .changed())
    }

    /// The thread of its talk was deleted by hand: there will be another.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it has no talk.
    pub fn lose_thread(self) -> Result<Self, Refusal> {
        self.talking()?;
        Ok(Self {
            thread: None,
            opening: None,
            last_seen: MessageId::stored(0),
            ..self
        }
        .changed())
    }
}

impl Offer {
    fn answered(self, state: OfferState, at: Instant) -> Self {
        Self {
            state,
            answered_at: Some(at),
            ..self
        }
    }

    fn open_for(self, user: UserId) -> Result<Self, Refusal> {
        if self.tutor != user {
            return Err(Refusal::NotYours);
        }
        if self.state != OfferState::Open {
            return Err(Refusal::Late(self.state));
        }
        Ok(self)
    }

    /// 「引き受けます」, before it runs out.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is somebody else's, or it is too late.
    pub fn accept(self, user: UserId, at: Instant) -> Result<Self, Refusal> {
        let offer = self.open_for(user)?;
        if offer.expires_at <= at {
            return Err(Refusal::Late(OfferState::Expired));
        }
        Ok(offer.answered(OfferState::Accepted, at))
    }

    /// 「今回は難しいです」, also when it has run out meanwhile.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is somebody else's, or was answered.
    pub fn decline(self, user: UserId, at: Instant) -> Result<Self, Refusal> {
        Ok(self.open_for(user)?.answered(OfferState::Declined, at))
    }

    /// Nobody has answered in time.
    ///
    /// # Errors
    ///
    /// [`Refusal::NothingNew`] before that.
    pub fn expire(self, at: Instant) -> Result<Self, Refusal> {
        if self.state != OfferState::Open || at < self.expires_at {
            return Err(Refusal::NothingNew);
        }
        Ok(self.answered(OfferState::Expired, at))
    }

    /// It is taken back.
    ///
    /// # Errors
    ///
    /// [`Refusal::Late`] if it was answered.
    pub fn withdraw(self, at: Instant) -> Result<Self, Refusal> {
        if self.state != OfferState::Open {
            return Err(Refusal::Late(self.state));
        }
        Ok(self.answered(OfferState::Withdrawn, at))
    }
}

/// What a registration still lacks before it can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    Topics,
    Hours,
}

impl Tutor {
    fn changed(self) -> Self {
        Self {
            version: self.version + 1,
            ..self
        }
    }

    /// What is still to be chosen.
    #[must_use]
    pub fn lacks(&self) -> Option<Lacks> {
        if self.profile.topics.is_empty() {
            Some(Lacks::Topics)
        } else if self.profile.when.is_never() {
            Some(Lacks::Hours)
        } else {
            None
        }
    }

    /// The application is sent to staff; `None` if it is there or was decided already.
    #[must_use]
    pub fn apply(self) -> Option<Self> {
        match self.state {
            TutorState::Drafted | TutorState::Refused => Some(
                Self {
                    state: TutorState::Applied,
                    decided_by: None,
                    staff_note: None,
                    ..self
                }
                .changed(),
            ),
            TutorState::Applied | TutorState::Approved => None,
        }
    }

    /// Staff decide; `None` if it is so already, or nothing was sent.
    #[must_use]
    pub fn decide(self, by: UserId, is_approved: bool) -> Option<Self> {
        let state = if is_approved {
            TutorState::Approved
        } else {
            TutorState::Refused
        };
        (self.state != TutorState::Drafted && self.state != state).then(|| {
            Self {
                state,
                decided_by: Some(by),
                ..self
            }
            .changed()
        })
    }

    /// They take nothing for a time. Whoever cannot take anything stays so, whatever else
    /// they wish.
    #[must_use]
    pub fn pause(self, pause: Pause) -> Self {
        let outside = |cause| matches!(cause, PauseCause::Role | PauseCause::Left);
        let kept = self
            .pause
            .filter(|now| outside(now.cause) && !outside(pause.cause));
        Self {
            pause: Some(kept.unwrap_or(pause)),
            ..self
        }
        .changed()
    }

    /// They take requests again; `None` if they do already.
    #[must_use]
    pub fn resume(self, at: Instant) -> Option<Self> {
        self.pause.is_some().then(|| {
            Self {
                pause: None,
                counted_from: at,
                ..self
            }
            .changed()
        })
    }
}

//! What staff, members and tutors see of requests and tutors.

use std::collections::BTreeSet;

use chrono::Duration;

use super::matching::Barrier;
use super::model::{Offer, OfferState, Request, RequestState, Rights, Tutor, TutorState};
use super::service::Tutors;
use super::store::{offers, requests, tutors};
use super::talking::Feedback;
use crate::db::DbError;
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{GuildId, RequestId, TutorId, UserId};
use crate::members::looks::LookedAt;
use crate::questions::text::says;

/// Most answers that are listed.
const LISTED: usize = 10;
/// So many of the newest declined offers are looked through for those of somebody's programme.
const LOOKED_AT: i64 = 100;
/// Most requests that are over and listed.
const PAST: i64 = 5;

/// Only staff see how things stand with everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStaff;

/// A tutor and what they carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrying {
    pub tutor: Tutor,
    /// Talks and open offers.
    pub now: i64,
    /// These, and what they took in the last 30 days.
    pub lately: i64,
}

/// How things stand in a guild, for staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Oldest first, with the open offer of each.
    pub open: Vec<(Request, Option<Offer>)>,
    pub tutors: Vec<Carrying>,
    /// The newest declined offers, with their requests.
    pub declined: Vec<(Offer, Request)>,
}

/// What staff see of a request only with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Whom the member keeps from it.
    Excluded,
    /// What the member has written.
    About,
}

/// What staff have looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    Excluded(BTreeSet<UserId>),
    About(String),
}

/// One request, as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its `about` is empty for whoever may see it only with a reason.
    pub request: Request,
    /// Whether that is so.
    pub is_about_hidden: bool,
    pub rights: Rights,
    /// The offer that stands.
    pub open_offer: Option<Offer>,
    pub feedback: Option<Feedback>,
    /// For the member: whom they keep from it.
    pub excluded: BTreeSet<UserId>,
    /// For staff: all offers, whether there is anybody whom the member keeps from it, and why
    /// nobody can be asked.
    pub offers: Vec<Offer>,
    pub is_kept_from_some: bool,
    pub why_nobody: Vec<(Option<Barrier>, usize)>,
}

/// What somebody has to do with tutors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Their open requests as a member.
    pub asked: Vec<Request>,
    /// The talks that they have as a tutor.
    pub talks: Vec<Request>,
    /// The requests that are offered to them.
    pub offered: Vec<Request>,
    /// The newest that are over, on either side.
    pub past: Vec<Request>,
    pub registration: Option<Tutor>,
    /// How many people they have helped to the end.
    pub helped: i64,
    /// How many of those whom they helped have left a word of thanks for them.
    pub thanks: i64,
}

impl Tutors {
    /// How things stand, for staff of the guild or of a programme: then what belongs to it.
    ///
    /// # Errors
    ///
    /// [`NotStaff`].
    pub async fn overview(&self, actor: &Actor) -> Result<Overview, Fault<NotStaff>> {
        let can = self.guilds.capabilities(actor).await?;
        if !can.staff && can.staff_of.is_empty() {
            return Err(Fault::Refused(NotStaff));
        }
        let guild = actor.guild;
        let is_theirs = |request: &Request| can.staff_for(request.programme);
        let mut open = Vec::new();
        let all = requests::open(&self.db, guild).await?;
        for request in all.into_iter().filter(is_theirs) {
            let offer = match request.state {
                RequestState::Offered => self.open_offer(request.id).await?,
                _ => None,
            };
            open.push((request, offer));
        }
        let mut declined = Vec::new();
        for offer in offers::newest(&self.db, guild, OfferState::Declined, LOOKED_AT).await? {
            if let Some(request) = self.find(guild, offer.request).await?.filter(is_theirs) {
                declined.push((offer, request));
            }
            if declined.len() == LISTED {
                break;
            }
        }
        let since = self.clock.now() - Duration::days(30);
        let loads = offers::loads(&self.db, guild, since).await?;
        let all = tutors::all(&self.db, guild).await?.into_iter();
        let tutors = all
            .filter(|tutor| tutor.state != TutorState::Drafted)
            .map(|tutor| {
                let load = loads.get(&tutor.user).copied().unwrap_or_default();
                Carrying {
                    tutor,
                    now: load.now,
                    lately: load.lately,
                }
            })
            .collect();
        Ok(Overview {
            open,
            tutors,
            declined,
        })
    }

    /// A registration, as staff open it: the look is recorded. `None` if there is none.
    ///
    /// # Errors
    ///
    /// [`NotStaff`].
    pub async fn registered(
        &self,
        actor: &Actor,
        id: TutorId,
    ) -> Result<Option<Carrying>, Fault<NotStaff>> {
        let all = self.overview(actor).await?.tutors;
        let found = all.into_iter().find(|carrying| carrying.tutor.id == id);
        if let Some(carrying) = &found {
            let whose = [carrying.tutor.user];
            let by = Some(actor.user);
            self.members
                .seen(actor.guild, whose, LookedAt::Registration(id), by)
                .await?;
        }
        Ok(found)
    }

    /// One request, as it is opened: that staff see what others see not is recorded.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn opened(&self, actor: &Actor, id: RequestId) -> Result<Option<View>, DbError> {
        let view = self.view(actor, id).await?;
        // Whoever has a part in it knows of the other.
        let is_look = |view: &&View| view.rights.oversees();
        if let Some(view) = view.as_ref().filter(is_look) {
            let tutors = view.offers.iter().map(|offer| offer.tutor);
            let people = tutors.chain([view.request.member]);
            let by = Some(actor.user);
            self.members
                .seen(actor.guild, people, LookedAt::Request(id), by)
                .await?;
        }
        Ok(view)
    }

    async fn open_offer(&self, id: RequestId) -> Result<Option<Offer>, DbError> {
        let all = offers::of_request(&self.db, id).await?;
        Ok(all
            .into_iter()
            .find(|offer| offer.state == OfferState::Open))
    }

    /// One request, for its member, its tutor and staff; `None` for everybody else.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn view(&self, actor: &Actor, id: RequestId) -> Result<Option<View>, DbError> {
        let Some(mut request) = self.find(actor.guild, id).await? else {
            return Ok(None);
        };
        let rights = self.rights(actor, &request).await?;
        if !rights.may_see() {
            return Ok(None);
        }
        // Whoever wrote it in the member's place knows it.
        let is_theirs = rights.side().is_some() || request.made_by == Some(actor.user);
        if !is_theirs {
            request.about.clear();
        }
        let feedback = self.feedback(&request, rights).await?;
        let open_offer = self.open_offer(id).await?;
        let mut view = View {
            request,
            is_about_hidden: !is_theirs,
            rights,
            open_offer,
            feedback,
            offers: Vec::new(),
            excluded: BTreeSet::new(),
            is_kept_from_some: false,
            why_nobody: Vec::new(),
        };
        if rights.is_member {
            view.excluded = requests::excluded(&self.db, id).await?;
        }
        // Whoever has a part in it sees no more of it than others in their place.
        if rights.oversees() {
            view.offers = offers::of_request(&self.db, id).await?;
            view.is_kept_from_some = !requests::excluded(&self.db, id).await?.is_empty();
            view.why_nobody = self.why_nobody(&view.request).await?;
        }
        Ok(Some(view))
    }

    /// Staff look at something of a request that they do not see as such, and why they want to
    /// know: the look is recorded. `None` for everybody else, and without a reason.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look(
        &self,
        actor: &Actor,
        (id, at): (RequestId, Hidden),
        reason: &str,
    ) -> Result<Option<Looked>, DbError> {
        if !says(reason) {
            return Ok(None);
        }
        let can = self.guilds.capabilities(actor).await?;
        // In one transaction: of whoever is erased meanwhile nothing is shown, nor kept again.
        let mut tx = self.db.begin().await?;
        let Some(request) = requests::find_in(&mut tx, actor.guild, id).await? else {
            return Ok(None);
        };
        let rights = request.rights(actor, &can);
        if !rights.is_staff || request.member.is_erased() {
            return Ok(None);
        }
        let whose = (actor.guild, request.member);
        let what = match at {
            Hidden::Excluded => LookedAt::Excluded(id),
            Hidden::About => LookedAt::About(id),
        };
        self.members
            .look(&mut tx, whose, what, actor.user, reason)
            .await?;
        tx.commit().await?;
        Ok(Some(match at {
            Hidden::Excluded => Looked::Excluded(requests::excluded(&self.db, id).await?),
            Hidden::About => Looked::About(request.about),
        }))
    }

    /// What somebody has to do with tutors.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn own(&self, guild: GuildId, user: UserId) -> Result<Own, DbError> {
        let open = requests::open_of_person(&self.db, guild, user).await?;
        let (asked, talks) = open.into_iter().partition(|request| request.member == user);
        Ok(Own {
            asked,
            talks,
            offered: requests::offered_to(&self.db, guild, user).await?,
            past: requests::closed_of(&self.db, guild, user, PAST).await?,
            registration: self.registration(guild, user).await?,
            helped: self.helped(guild, user).await?,
            thanks: offers::thanks(&self.db, guild, user).await?,
        })
    }

    /// Whether somebody has asked for a tutor once in a guild, and no more. What staff have asked
    /// for them does not count.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_first(&self, guild: GuildId, member: UserId) -> Result<bool, DbError> {
        Ok(requests::made_by(&self.db, guild, member).await? == 1)
    }

    /// How many people a tutor has helped to the end.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn helped(&self, guild: GuildId, tutor: UserId) -> Result<i64, DbError> {
        requests::helped(&self.db, guild, tutor).await
    }
}

//! A matching run: what waits and who has room are read, matched ([`super::matching`]) and
//! offered in one transaction that holds the guild, so there is one run at a time, in whichever
//! process.

use std::collections::BTreeMap;

use chrono::Duration;
use tracing::{error, info};

use super::care::Times;
use super::matching::{Applicant, Assignment, Barrier, Belonging, Candidate, assign, barrier};
use super::model::{Level, Offer, Request, RequestState, Tutor, Why};
use super::notices::NoticeKind;
use super::offering::refused_ours;
use super::service::Tutors;
use super::store::{self, offers, requests, tutors};
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::guilds::programmes::Programme;
use crate::guilds::settings::Settings;
use crate::ids::{GuildId, ProgrammeId, UserId};
use crate::outbox::Effect;

/// How long what a tutor took, or let run out, counts as load after it is over.
const LATELY: Duration = Duration::days(30);
/// Whoever let an offer of a request run out is asked again for it after so long.
const SILENT_FOR: Duration = Duration::days(7);

/// After how long a run that came to nothing is tried again.
const AGAIN: Duration = Duration::minutes(1);

/// Everything that a run looks at.
pub(super) struct Board {
    pub requests: Vec<Request>,
    pub applicants: Vec<Applicant>,
    pub candidates: Vec<Candidate>,
}

/// A programme with its area, from the list of all.
fn belonging(programmes: &[Programme], id: Option<ProgrammeId>) -> Option<Belonging> {
    let id = id?;
    let known = programmes.iter().find(|programme| programme.id == id);
    Some(Belonging {
        programme: id,
        area: known.map_or_else(String::new, |programme| programme.area.clone()),
    })
}

/// A tutor as the matching sees them.
fn candidate(tutor: &Tutor, load: offers::Load, programmes: &[Programme]) -> Candidate {
    let carried = u32::try_from(load.now).unwrap_or(u32::MAX);
    Candidate {
        user: tutor.user,
        topics: tutor.profile.topics.clone(),
        when: tutor.profile.when,
        format: tutor.profile.format,
        belongs: belonging(programmes, tutor.programme),
        is_paused: !tutor.takes_requests(),
        room: tutor.profile.places.saturating_sub(carried),
        carries: u32::try_from(load.lately).unwrap_or(u32::MAX),
        last_asked: load.last_asked,
    }
}

/// In words: why an offer suits, most telling first.
/// That they know each other is said of everybody who does: what one has said of the other
/// can be told neither from it nor from its absence.
fn reasons(
    assignment: &Assignment,
    request: &Request,
    candidate: &Candidate,
    has_met: bool,
) -> Vec<Why> {
    let score = &assignment.score;
    let is_strong = candidate.topics.get(&request.topic) == Some(&Level::Strong);
    let is_free = candidate.carries == 0 || candidate.room > 1;
    let all = [
        (has_met, Why::Again),
        (true, if is_strong { Why::Strong } else { Why::Topic }),
        (score.hours > 0, Why::Hours),
        (score.format > 0, Why::Format),
        (score.programme > 0, Why::Programme),
        (is_free, Why::Room),
    ];
    all.into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, why)| why)
        .collect()
}

impl Tutors {
    /// What a run looks at now.
    pub(super) async fn board(
        &self,
        tx: &mut Tx,
        guild: GuildId,
        programmes: &[Programme],
        now: Instant,
    ) -> Result<Board, DbError> {
        let waiting = [RequestState::Waiting];
        let most = super::matching::REQUESTS_MOST;
        let requests = requests::in_states(tx, guild, &waiting, most).await?;
        let mut never = requests::never(tx, guild, now - SILENT_FOR).await?;
        let again = offers::again(tx, guild).await?;
        let loads = offers::loads_in(tx, guild, now - LATELY).await?;
        let applicants = requests
            .iter()
            .map(|request| Applicant {
                request: request.id,
                member: request.member,
                topic: request.topic.clone(),
                when: request.when,
                format: request.format,
                belongs: belonging(programmes, request.programme),
                since: request.requested_at,
                never: never.remove(&request.id).unwrap_or_default(),
                again: again.get(&request.member).cloned().unwrap_or_default(),
            })
            .collect();
        let all = tutors::all_in(tx, guild).await?;
        let candidates = all
            .iter()
            .filter(|tutor| tutor.state == super::TutorState::Approved)
            .map(|tutor| {
                let load = loads.get(&tutor.user).copied().unwrap_or_default();
                candidate(tutor, load, programmes)
            })
            .collect();
        Ok(Board {
            requests,
            applicants,
            candidates,
        })
    }

    /// Matches requests and tutors of a guild, if that is due: offers go out, and who could
    /// not be helped hears of it.
    ///
    /// # Errors
    ///
    /// When the database does not answer; then nothing was offered.
    pub async fn run(&self, guild: GuildId) -> Result<(), DbError> {
        let settings = self.guilds.settings(guild).await?;
        let programmes = self.guilds.programmes(guild).await?;
        let now = self.clock.now();
        let mut tx = self.hold(guild).await?;
        if !store::take_run(&mut tx, guild, now).await? {
            return Ok(());
        }
        let board = self.board(&mut tx, guild, &programmes, now).await?;
        let weights = &settings.tutoring.weights;
        let chosen = match assign(&board.applicants, &board.candidates, weights, now) {
            Ok(chosen) => chosen,
            Err(error) => {
                // Nobody is told that there is nobody; another mix may be solved.
                error!(%guild, %error, "requests and tutors were not matched");
                store::want_run(&mut tx, guild, now + AGAIN).await?;
                return self.commit(tx).await;
            }
        };
        let by_request: BTreeMap<_, &Assignment> = chosen
            .iter()
            .map(|assignment| (assignment.request, assignment))
            .collect();
        let met = offers::met(&mut tx, guild).await?;
        let mut nobody = 0;
        for request in &board.requests {
            if let Some(assignment) = by_request.get(&request.id) {
                let suits = |candidate: &&Candidate| candidate.user == assignment.tutor;
                let candidate = board.candidates.iter().find(suits);
                let has_met = met
                    .get(&request.member)
                    .is_some_and(|tutors| tutors.contains(&assignment.tutor));
                let why = candidate
                    .map_or_else(Vec::new, |one| reasons(assignment, request, one, has_met));
                self.offer_to(&mut tx, &settings, request, assignment.tutor, None, &why)
                    .await?;
            } else if let Ok(alone) = request.clone().find_nobody(now) {
                nobody += 1;
                self.nobody_for(&mut tx, &settings, &alone).await?;
            }
        }
        self.commit(tx).await?;
        if !board.requests.is_empty() {
            info!(%guild, waiting = board.requests.len(), offered = chosen.len(), nobody, "matched");
        }
        Ok(())
    }

    /// Puts a request to a tutor.
    pub(super) async fn offer_to(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        request: &Request,
        tutor: UserId,
        by_hand: Option<UserId>,
        why: &[Why],
    ) -> Result<Offer, DbError> {
        let now = self.clock.now();
        let offered = request.clone().offer().map_err(refused_ours)?;
        requests::update(tx, &offered, now).await?;
        let new = offers::NewOffer {
            guild: request.guild,
            request: request.id,
            tutor,
            by_hand,
            offered_at: now,
            expires_at: Times::of(settings).offer_ends(now),
            why,
        };
        let offer = offers::insert(tx, &new).await?.ok_or(DbError::Affected {
            what: "storing an offer",
            affected: 0,
            expected: 1,
        })?;
        let whom = (request.guild, tutor);
        self.notify(tx, settings, whom, NoticeKind::Offer(offer.id), 0)
            .await?;
        self.staff_note_changed(tx, &offered).await?;
        Ok(offer)
    }

    /// Nobody can be asked at present: staff are told at once, and the member honestly.
    async fn nobody_for(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        alone: &Request,
    ) -> Result<(), DbError> {
        requests::update(tx, alone, self.clock.now()).await?;
        self.want_of(tx, alone, Effect::RequestStaff).await?;
        let (whom, kind) = ((alone.guild, alone.member), NoticeKind::Nobody(alone.id));
        self.notify(tx, settings, whom, kind, alone.version).await
    }

    /// Why a request that waits has nobody: what keeps each tutor from it, and how many. Those whom
    /// the member does not want, and those who declined, count with those who have other hours.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn why_nobody(
        &self,
        request: &Request,
    ) -> Result<Vec<(Option<Barrier>, usize)>, DbError> {
        let programmes = self.guilds.programmes(request.guild).await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let board = self.board(&mut tx, request.guild, &programmes, now).await?;
        drop(tx);
        let applicant = board
            .applicants
            .iter()
            .find(|applicant| applicant.request == request.id);
        let Some(applicant) = applicant else {
            return Ok(Vec::new());
        };
        let mut counts: Vec<(Option<Barrier>, usize)> = Vec::new();
        for candidate in &board.candidates {
            let found = match barrier(applicant, candidate) {
                // Of whom a member does not want, not even the number is told.
                Some(Barrier::Kept) => Some(Barrier::Hours),
                found => found,
            };
            match counts.iter_mut().find(|(known, _)| *known == found) {
                Some((_, count)) => *count += 1,
                None => counts.push((found, 1)),
            }
        }
        Ok(counts)
    }
}

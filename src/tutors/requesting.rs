//! Asking for a tutor: what is chosen step by step is kept as a draft until it is sent.

use std::collections::BTreeSet;

use super::care::Times;
use super::model::{ABOUT_MOST, EXCLUDED_MOST, Format, Refusal, Request, RequestState, Rights};
use super::notices::NoticeKind;
use super::offering::withdrawn;
use super::service::Tutors;
use super::store::{self, drafts, requests as table};
use super::week::Week;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::settings::{ChannelUse, Chosen, Settings};
use crate::guilds::{Actor, Topic};
use crate::ids::{GuildId, ProgrammeId, QuestionId, RequestId, UserId};
use crate::members::looks::LookedAt;
use crate::outbox::Effect;

/// What somebody has chosen for a request and not sent yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// For whom it is.
    pub member: UserId,
    /// The question from which it is made.
    pub question: Option<QuestionId>,
    pub topic: Topic,
    pub about: String,
    pub format: Format,
    pub when: Week,
    /// The people who are kept from it, at most [`EXCLUDED_MOST`].
    pub excluded: BTreeSet<UserId>,
}

impl Draft {
    fn new(member: UserId, topic: Topic) -> Self {
        Self {
            member,
            question: None,
            topic,
            about: String::new(),
            format: Format::Either,
            when: Week::ALWAYS,
            excluded: BTreeSet::new(),
        }
    }
}

/// Something of a draft is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Topic(String),
    When(Week),
    Format(Format),
    Excluded(BTreeSet<UserId>),
}

/// Why a request was not taken. What was chosen and typed is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestRefusal {
    /// Only staff ask in another's place.
    NotStaff,
    /// The topic is not in the guild's list.
    UnknownTopic,
    /// There is no draft, or it has no topic.
    NoDraft,
    /// It does not say what it is about.
    Empty,
    /// It has more than [`ABOUT_MOST`] characters.
    TooLong,
    /// Somebody is kept from it, and there are too many of them.
    TooManyExcluded,
    /// No time was chosen.
    NoTime,
    /// The guild has no channel for talks.
    NoChannel,
    /// Staff have switched tutors off.
    SwitchedOff,
    /// There is an open one about this topic.
    Open(Box<Request>),
    /// There is no such question, or it is not theirs to hand over.
    NotTheirQuestion,
    /// They have taken the question back.
    Withdrawn,
    /// Nobody may learn who asked it.
    Anonymous,
}

/// Why something was not done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    Unknown,
    NotYours,
    Closed(RequestState),
    NothingNew,
}

impl From<Refusal> for ChangeRefusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotYours => Self::NotYours,
            Refusal::Closed(state) => Self::Closed(state),
            Refusal::NothingNew | Refusal::Late(_) => Self::NothingNew,
        }
    }
}

pub(super) fn refused<T>(refusal: impl Into<T>) -> Fault<T> {
    Fault::Refused(refusal.into())
}

impl Tutors {
    /// What somebody has chosen and not sent yet.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn draft(&self, actor: &Actor) -> Result<Option<Draft>, DbError> {
        drafts::find(&self.db, actor.guild, actor.user).await
    }

    /// Somebody begins, for themselves or as staff for another. What they had chosen for the
    /// same person stays.
    ///
    /// # Errors
    ///
    /// [`RequestRefusal::NotStaff`].
    pub async fn begin(
        &self,
        actor: &Actor,
        member: UserId,
    ) -> Result<Draft, Fault<RequestRefusal>> {
        if member != actor.user && !self.sees_to_all(actor).await? {
            return Err(Fault::Refused(RequestRefusal::NotStaff));
        }
        let kept = self.draft(actor).await?;
        let kept = kept.filter(|draft| draft.member == member && draft.question.is_none());
        let draft = kept.unwrap_or_else(|| Draft::new(member, Topic::stored(String::new())));
        self.keep(actor, &draft).await?;
        Ok(draft)
    }

    /// Staff of the guild or of a programme.
    pub(super) async fn sees_to_all(&self, actor: &Actor) -> Result<bool, DbError> {
        let can = self.guilds.capabilities(actor).await?;
        Ok(can.staff || !can.staff_of.is_empty())
    }

    /// A question is taken on by a tutor: its asker, or staff, begin a request with its words.
    ///
    /// # Errors
    ///
    /// [`RequestRefusal`] if it is not theirs; an anonymous one its asker alone can hand over.
    pub async fn begin_from(
        &self,
        actor: &Actor,
        id: QuestionId,
    ) -> Result<Draft, Fault<RequestRefusal>> {
        let question = self.questions.find(actor.guild, id).await?;
        let question = question.ok_or(Fault::Refused(RequestRefusal::NotTheirQuestion))?;
        let rights = self.questions.rights(actor, &question).await?;
        if !rights.is_asker_or_staff() {
            return Err(Fault::Refused(RequestRefusal::NotTheirQuestion));
        }
        if question.state.is_gone() {
            return Err(Fault::Refused(RequestRefusal::Withdrawn));
        }
        if question.anonymous && !rights.is_asker {
            return Err(Fault::Refused(RequestRefusal::Anonymous));
        }
        let about = format!("{}\n{}", question.title, question.body);
        let draft = Draft {
            question: Some(id),
            about: about.trim().chars().take(ABOUT_MOST).collect(),
            ..Draft::new(question.asker, question.topic)
        };
        self.keep(actor, &draft).await?;
        Ok(draft)
    }

    async fn keep(&self, actor: &Actor, draft: &Draft) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        drafts::keep(&mut tx, actor.guild, actor.user, draft, now).await?;
        tx.commit().await
    }

    /// Something is chosen.
    ///
    /// # Errors
    ///
    /// [`RequestRefusal`] if it cannot be; the draft then stays as it is.
    pub async fn choose(
        &self,
        actor: &Actor,
        choice: Choice,
    ) -> Result<Draft, Fault<RequestRefusal>> {
        let draft = self.draft(actor).await?;
        let mut draft = match (draft, &choice) {
            (Some(draft), _) => draft,
            // The panel's message is older than any draft.
            (None, Choice::Topic(_)) => Draft::new(actor.user, Topic::stored(String::new())),
            (None, _) => return Err(Fault::Refused(RequestRefusal::NoDraft)),
        };
        match choice {
            Choice::Topic(name) => {
                let topics = self.guilds.topics(actor.guild).await?;
                let topic = topics
                    .into_iter()
                    .find(|topic| topic.as_str() == name.trim());
                draft.topic = topic.ok_or(Fault::Refused(RequestRefusal::UnknownTopic))?;
            }
            Choice::When(week) if week.is_never() => {
                return Err(Fault::Refused(RequestRefusal::NoTime));
            }
            Choice::When(week) => draft.when = week,
            Choice::Format(format) => draft.format = format,
            Choice::Excluded(users) if users.len() > EXCLUDED_MOST => {
                return Err(Fault::Refused(RequestRefusal::TooManyExcluded));
            }
            Choice::Excluded(users) => draft.excluded = users,
        }
        self.keep(actor, &draft).await?;
        Ok(draft)
    }

    /// Takes a request: in one transaction it gets its number, and tutors are looked for. The
    /// same form sent twice is one request.
    ///
    /// # Errors
    ///
    /// [`RequestRefusal`] to show; what was typed is then kept.
    pub async fn request(
        &self,
        actor: &Actor,
        form: i64,
        about: &str,
    ) -> Result<Request, Fault<RequestRefusal>> {
        let draft = self.draft(actor).await?;
        let member = draft.as_ref().map_or(actor.user, |draft| draft.member);
        let mut tx = self.hold(actor.guild).await?;
        if let Some(request) = table::by_form(&mut tx, actor.guild, member, form).await? {
            return Ok(request);
        }
        drop(tx);
        let mut draft = draft.ok_or(Fault::Refused(RequestRefusal::NoDraft))?;
        about.trim().clone_into(&mut draft.about);
        let done = self.try_request(actor, form, &draft).await;
        if let Err(Fault::Refused(_)) = &done {
            self.keep(actor, &draft).await?;
        }
        done
    }

    async fn try_request(
        &self,
        actor: &Actor,
        form: i64,
        draft: &Draft,
    ) -> Result<Request, Fault<RequestRefusal>> {
        let refuse = |refusal| Err(Fault::Refused(refusal));
        let guild = actor.guild;
        if draft.member != actor.user
            && draft.question.is_none()
            && !self.sees_to_all(actor).await?
        {
            return refuse(RequestRefusal::NotStaff);
        }
        if !crate::questions::text::says(&draft.about) {
            return refuse(RequestRefusal::Empty);
        }
        if draft.about.chars().count() > ABOUT_MOST {
            return refuse(RequestRefusal::TooLong);
        }
        let found = self.guilds.find(guild).await?;
        let found = found.ok_or(Fault::Refused(RequestRefusal::NoChannel))?;
        let settings = &found.settings;
        if settings.channel(ChannelUse::Tutors) == Chosen::Nowhere {
            return refuse(RequestRefusal::SwitchedOff);
        }
        if found.places.tutor_channel.is_none() {
            return refuse(RequestRefusal::NoChannel);
        }
        if !settings
            .topics
            .iter()
            .any(|topic| topic.name == draft.topic)
        {
            return refuse(RequestRefusal::UnknownTopic);
        }
        // Staff of a programme ask for somebody of theirs, and see to it.
        let programme = self.guilds.programme_of(actor).await?;
        let now = self.clock.now();
        let times = Times::of(settings);
        let mut tx = self.hold(guild).await?;
        if let Some(request) = table::by_form(&mut tx, guild, draft.member, form).await? {
            return Ok(request);
        }
        let open = table::open_of_person_in(&mut tx, guild, draft.member).await?;
        let same: Vec<Request> = open
            .into_iter()
            .filter(|open| open.member == draft.member && open.topic == draft.topic)
            .collect();
        if same.len() >= usize::from(settings.tutoring.open_most)
            && let Some(request) = same.into_iter().next_back()
        {
            if draft.member != actor.user {
                // Staff learn of it.
                let (whose, what) = ([draft.member], LookedAt::Request(request.id));
                let by = Some(actor.user);
                self.members.see(&mut tx, guild, whose, what, by).await?;
                tx.commit().await?;
            }
            return refuse(RequestRefusal::Open(Box::new(request)));
        }
        let number = table::take_number(&mut tx, guild).await?;
        let number = number.ok_or(Fault::Refused(RequestRefusal::NoChannel))?;
        let new = table::NewRequest {
            guild,
            form,
            draft,
            made_by: (draft.member != actor.user).then_some(actor.user),
            programme,
            requested_at: now,
            promised_at: times.promise(now),
        };
        let request = table::insert(&mut tx, &new, number)
            .await?
            .ok_or(DbError::Affected {
                what: "storing a request",
                affected: 0,
                expected: 1,
            })?;
        if request.made_by.is_some() {
            let whom = (guild, request.member);
            self.notify(&mut tx, settings, whom, NoticeKind::Made(request.id), 0)
                .await?;
        }
        drafts::forget(&mut tx, guild, actor.user).await?;
        self.match_soon(&mut tx, guild, settings).await?;
        self.commit(tx).await?;
        Ok(request)
    }

    /// What an actor may do with a request.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn rights(&self, actor: &Actor, request: &Request) -> Result<Rights, DbError> {
        let can = self.guilds.capabilities(actor).await?;
        Ok(request.rights(actor, &can))
    }

    /// Holds the guild, for what an actor wants to do with one of its requests: the request,
    /// and what they may do with it. While a guild is held no other connection is asked for:
    /// those who wait for it may have them all.
    pub(super) async fn held(
        &self,
        actor: &Actor,
        id: RequestId,
    ) -> Result<(Tx, Request, Rights), Fault<ChangeRefusal>> {
        let can = self.guilds.capabilities(actor).await?;
        let mut tx = self.hold(actor.guild).await?;
        let request = table::find_in(&mut tx, actor.guild, id).await?;
        let request = request.ok_or(Fault::Refused(ChangeRefusal::Unknown))?;
        let rights = request.rights(actor, &can);
        Ok((tx, request, rights))
    }

    /// 「取り消す」, by the member; by staff it is closed.
    ///
    /// # Errors
    ///
    /// [`ChangeRefusal`] to show.
    pub async fn cancel(
        &self,
        actor: &Actor,
        id: RequestId,
    ) -> Result<Request, Fault<ChangeRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let (mut tx, request, rights) = self.held(actor, id).await?;
        let now = self.clock.now();
        let closed = request
            .clone()
            .cancel(actor.user, rights, now)
            .map_err(refused)?;
        self.cancelled(&mut tx, &settings, &request, &closed)
            .await?;
        if !rights.is_member {
            let (whom, kind) = ((closed.guild, closed.member), NoticeKind::Closed(closed.id));
            self.notify(&mut tx, &settings, whom, kind, closed.version)
                .await?;
        }
        self.commit(tx).await?;
        Ok(closed)
    }

    /// A request ends before it was finished: its offer is taken back, its tutor told, its
    /// thread archived.
    pub(super) async fn cancelled(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        before: &Request,
        closed: &Request,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        table::update(tx, closed, now).await?;
        if let Some(offer) = store::offers::open_of_request(tx, closed.id).await? {
            let offer = withdrawn(offer, now);
            store::offers::update(tx, &offer).await?;
            self.edit_notices(tx, NoticeKind::Offer(offer.id), closed.version)
                .await?;
        }
        if let Some(tutor) = before.tutor() {
            let (whom, kind) = ((closed.guild, tutor), NoticeKind::Taken(closed.id));
            self.notify(tx, settings, whom, kind, closed.version)
                .await?;
            self.want_of(tx, closed, Effect::TalkOpeningEdit).await?;
            self.want_of(tx, closed, Effect::TalkRest).await?;
            // There is room for another.
            self.match_soon(tx, closed.guild, settings).await?;
        }
        self.staff_note_changed(tx, closed).await
    }

    /// The word to staff shows how it stands now.
    pub(super) async fn staff_note_changed(
        &self,
        tx: &mut Tx,
        request: &Request,
    ) -> Result<(), DbError> {
        if request.staff_note.is_none() {
            return Ok(());
        }
        self.want_of(tx, request, Effect::RequestStaffEdit).await
    }

    /// A programme is over for long, and what is kept of its people goes: its requests and talks
    /// end.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn programme_over(
        &self,
        guild: GuildId,
        programme: ProgrammeId,
    ) -> Result<(), DbError> {
        let settings = self.guilds.settings(guild).await?;
        let mut tx = self.hold(guild).await?;
        let now = self.clock.now();
        for request in table::open_in_programme(&mut tx, programme).await? {
            let theirs = Rights {
                is_member: true,
                ..Rights::default()
            };
            if let Ok(closed) = request.clone().cancel(request.member, theirs, now) {
                self.cancelled(&mut tx, &settings, &request, &closed)
                    .await?;
            }
        }
        self.commit(tx).await
    }

    /// The member has left: nobody waits for anything of theirs.
    pub(super) async fn member_left(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        let settings = self.guilds.settings(guild).await?;
        let mut tx = self.hold(guild).await?;
        let now = self.clock.now();
        for request in table::open_of_person_in(&mut tx, guild, user).await? {
            let theirs = Rights {
                is_member: request.member == user,
                ..Rights::default()
            };
            if let Ok(closed) = request.clone().cancel(user, theirs, now) {
                self.cancelled(&mut tx, &settings, &request, &closed)
                    .await?;
            }
        }
        self.commit(tx).await
    }
}

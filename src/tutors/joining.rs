//! Becoming a tutor, pausing, and no longer being one.

use super::model::{
    Lacks, Level, PLACES_MOST, Pause, PauseCause, SENTENCE_MOST, Tutor, TutorState,
};
use super::notices::NoticeKind;
use super::service::Tutors;
use super::store::{self, tutors as table};
use super::week::Week;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::settings::{ChannelUse, Chosen, Settings};
use crate::guilds::{Actor, Topic};
use crate::ids::{GuildId, MessageId, RoleId, TutorId, UserId};
use crate::members::MemberRole;
use crate::outbox::Effect;
use crate::tutors::model::Format;

/// Why something was not done with a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinRefusal {
    /// Staff have switched tutors off.
    SwitchedOff,
    /// They have not begun, or there is no such registration.
    Unknown,
    NotStaff,
    /// Something is still to be chosen.
    Lacks(Lacks),
    /// It was sent, or decided, already.
    Before(TutorState),
    /// A strong topic is none that they help with, or a topic is not in the guild's list.
    UnknownTopic,
    /// 1 to [`PLACES_MOST`] people at a time.
    Places,
    /// More than [`SENTENCE_MOST`] characters.
    TooLong,
    /// The day is not after today.
    Past,
    /// They are no approved tutor.
    NoTutor,
    /// They take requests already.
    NotPaused,
    /// They have not got the tutor role.
    NoRole,
}

/// Something of a tutor's profile is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileChange {
    /// All topics with which they help; those that stay keep their level.
    Topics(Vec<String>),
    /// Those of them that are strong.
    Strong(Vec<String>),
    When(Week),
    Format(Format),
    Self_ {
        places: u32,
        sentence: String,
    },
}

impl Tutors {
    /// Somebody's registration, if they have begun one.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn registration(
        &self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Option<Tutor>, DbError> {
        table::of_user(&self.db, guild, user).await
    }

    /// A registration of a guild.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn tutor(&self, guild: GuildId, id: TutorId) -> Result<Option<Tutor>, DbError> {
        table::find(&self.db, guild, id).await
    }

    /// Somebody begins to register, or looks at their registration.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal::SwitchedOff`].
    pub async fn begin_joining(&self, actor: &Actor) -> Result<Tutor, Fault<JoinRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        if settings.channel(ChannelUse::Tutors) == Chosen::Nowhere {
            return Err(Fault::Refused(JoinRefusal::SwitchedOff));
        }
        let mut tx = self.hold(actor.guild).await?;
        table::insert(&mut tx, actor.guild, actor.user).await?;
        let tutor = table::of_user_in(&mut tx, actor.guild, actor.user).await?;
        self.commit(tx).await?;
        tutor.ok_or(Fault::Refused(JoinRefusal::Unknown))
    }

    /// The actor's own registration, held.
    async fn held_own(&self, actor: &Actor) -> Result<(Tx, Tutor), Fault<JoinRefusal>> {
        let mut tx = self.hold(actor.guild).await?;
        let tutor = table::of_user_in(&mut tx, actor.guild, actor.user).await?;
        Ok((tx, tutor.ok_or(Fault::Refused(JoinRefusal::Unknown))?))
    }

    /// They change what they say of themselves. Of an approved tutor it holds at once.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`] to show; nothing is then changed.
    pub async fn change_profile(
        &self,
        actor: &Actor,
        change: ProfileChange,
    ) -> Result<Tutor, Fault<JoinRefusal>> {
        let settings = self.guilds.settings(actor.guild).await?;
        let programme = self.guilds.programme_of(actor).await?;
        let (mut tx, mut tutor) = self.held_own(actor).await?;
        changed(&mut tutor, change, &settings).map_err(Fault::Refused)?;
        // In the conversation with the bot nobody has roles.
        if !actor.roles.is_empty() {
            tutor.programme = programme;
        }
        tutor.version += 1;
        table::update(&mut tx, &tutor).await?;
        if tutor.takes_requests() {
            self.match_soon(&mut tx, actor.guild, &settings).await?;
        }
        if tutor.state == TutorState::Applied {
            // Staff decide on what they see.
            self.want_about_tutor(&mut tx, &tutor, Effect::TutorStaffEdit)
                .await?;
        }
        self.commit(tx).await?;
        Ok(tutor)
    }

    /// The application is sent to staff.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`] to show.
    pub async fn apply(&self, actor: &Actor) -> Result<Tutor, Fault<JoinRefusal>> {
        let (mut tx, tutor) = self.held_own(actor).await?;
        if let Some(lacks) = tutor.lacks() {
            return Err(Fault::Refused(JoinRefusal::Lacks(lacks)));
        }
        let state = tutor.state;
        let applied = tutor.apply();
        let applied = applied.ok_or(Fault::Refused(JoinRefusal::Before(state)))?;
        table::update(&mut tx, &applied).await?;
        self.want_about_tutor(&mut tx, &applied, Effect::TutorStaff)
            .await?;
        self.commit(tx).await?;
        Ok(applied)
    }

    async fn want_about_tutor(
        &self,
        tx: &mut Tx,
        tutor: &Tutor,
        effect: Effect,
    ) -> Result<(), DbError> {
        let why = tutor.version.to_string();
        self.want(tx, tutor.guild, tutor.id.0, effect, &why).await
    }

    /// Staff approve an application, or do not. Who is approved gets the tutor role.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`] to show.
    pub async fn decide(
        &self,
        actor: &Actor,
        id: TutorId,
        is_approved: bool,
    ) -> Result<Tutor, Fault<JoinRefusal>> {
        let found = self.guilds.find(actor.guild).await?;
        let found = found.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        let can = self.guilds.capabilities(actor).await?;
        if !can.staff {
            return Err(Fault::Refused(JoinRefusal::NotStaff));
        }
        let settings = &found.settings;
        let mut tx = self.hold(actor.guild).await?;
        let tutor = table::find_in(&mut tx, actor.guild, id).await?;
        let tutor = tutor.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        let state = tutor.state;
        let decided = tutor.decide(actor.user, is_approved);
        let decided = decided.ok_or(Fault::Refused(JoinRefusal::Before(state)))?;
        table::update(&mut tx, &decided).await?;
        if let Some(role) = found.places.tutor_role {
            let wish = MemberRole {
                guild: actor.guild,
                user: decided.user,
                role,
                held: is_approved,
            };
            // Of somebody who was never a tutor nothing is taken.
            if is_approved || state == TutorState::Approved {
                self.members.want_role(&mut tx, &wish).await?;
            }
        }
        let kind = if is_approved {
            NoticeKind::Approved(id)
        } else {
            NoticeKind::Refused(id)
        };
        let whom = (actor.guild, decided.user);
        self.notify(&mut tx, settings, whom, kind, decided.version)
            .await?;
        // Also when staff press before it is recorded where they were told.
        self.want_about_tutor(&mut tx, &decided, Effect::TutorStaffEdit)
            .await?;
        if state == TutorState::Approved {
            self.back_all(&mut tx, settings, actor.guild, decided.user)
                .await?;
        }
        self.match_soon(&mut tx, actor.guild, settings).await?;
        self.commit(tx).await?;
        Ok(decided)
    }

    /// 「お休み」, until a day or until they come back. What they carry stays; what was only
    /// offered goes to others.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`] to show.
    pub async fn pause(
        &self,
        actor: &Actor,
        until: Option<Instant>,
    ) -> Result<Tutor, Fault<JoinRefusal>> {
        let now = self.clock.now();
        if until.is_some_and(|until| until <= now) {
            return Err(Fault::Refused(JoinRefusal::Past));
        }
        let settings = self.guilds.settings(actor.guild).await?;
        let (mut tx, tutor) = self.held_own(actor).await?;
        if tutor.state != TutorState::Approved {
            return Err(Fault::Refused(JoinRefusal::NoTutor));
        }
        let paused = tutor.pause(Pause {
            cause: PauseCause::Own,
            since: now,
            until,
        });
        table::update(&mut tx, &paused).await?;
        self.withdraw_offers(&mut tx, &settings, &paused.user, actor.guild)
            .await?;
        self.commit(tx).await?;
        Ok(paused)
    }

    /// 「再開」.
    ///
    /// # Errors
    ///
    /// [`JoinRefusal`] to show.
    pub async fn resume(&self, actor: &Actor) -> Result<Tutor, Fault<JoinRefusal>> {
        let found = self.guilds.find(actor.guild).await?;
        let found = found.ok_or(Fault::Refused(JoinRefusal::Unknown))?;
        let now = self.clock.now();
        let (mut tx, tutor) = self.held_own(actor).await?;
        if tutor.state != TutorState::Approved {
            return Err(Fault::Refused(JoinRefusal::NoTutor));
        }
        let is_outside = |pause: Pause| matches!(pause.cause, PauseCause::Role | PauseCause::Left);
        let role = found.places.tutor_role;
        if tutor.pause.is_some_and(is_outside)
            && role.is_some_and(|role| !actor.roles.contains(&role))
        {
            return Err(Fault::Refused(JoinRefusal::NoRole));
        }
        let resumed = tutor.resume(now);
        let resumed = resumed.ok_or(Fault::Refused(JoinRefusal::NotPaused))?;
        table::update(&mut tx, &resumed).await?;
        self.match_soon(&mut tx, actor.guild, &found.settings)
            .await?;
        self.commit(tx).await?;
        Ok(resumed)
    }

    /// A pause that ends by itself has ended.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn resume_by_itself(&self, guild: GuildId, id: TutorId) -> Result<(), DbError> {
        let settings = self.guilds.settings(guild).await?;
        let now = self.clock.now();
        let mut tx = self.hold(guild).await?;
        let tutor = table::find_in(&mut tx, guild, id).await?;
        let is_over = |tutor: &Tutor| {
            let until = tutor.pause.and_then(|pause| pause.until);
            until.is_some_and(|until| until <= now)
        };
        let Some(resumed) = tutor.filter(is_over).and_then(|tutor| tutor.resume(now)) else {
            return Ok(());
        };
        table::update(&mut tx, &resumed).await?;
        let (whom, kind) = ((guild, resumed.user), NoticeKind::Resumed(id));
        self.notify(&mut tx, &settings, whom, kind, resumed.version)
            .await?;
        self.match_soon(&mut tx, guild, &settings).await?;
        self.commit(tx).await
    }

    /// Discord tells which roles somebody has. A tutor who has lost the tutor role is paused
    /// at once, and what they carry goes back; one who got it back takes requests again.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn roles_seen(
        &self,
        guild: GuildId,
        user: UserId,
        roles: &[RoleId],
    ) -> Result<(), DbError> {
        let known = table::of_user(&self.db, guild, user).await?;
        let Some(known) = known.filter(|tutor| tutor.state == TutorState::Approved) else {
            return Ok(());
        };
        let Some(found) = self.guilds.find(guild).await? else {
            return Ok(());
        };
        let Some(role) = found.places.tutor_role else {
            return Ok(());
        };
        let has = roles.contains(&role);
        let is_out = |tutor: &Tutor| {
            let cause = tutor.pause.map(|pause| pause.cause);
            matches!(cause, Some(PauseCause::Role | PauseCause::Left))
        };
        if has == known.had_role && has != is_out(&known) {
            return Ok(());
        }
        let now = self.clock.now();
        let consent = self.members.consent(guild, user).await?;
        let refuses = consent.is_some_and(|known| !known.agreed);
        let mut tx = self.hold(guild).await?;
        let Some(tutor) = table::of_user_in(&mut tx, guild, user).await? else {
            return Ok(());
        };
        let mut seen = Tutor {
            had_role: has,
            ..tutor.clone()
        };
        let loses = tutor.had_role && !has;
        if loses {
            seen = seen.pause(Pause {
                cause: PauseCause::Role,
                since: now,
                until: None,
            });
        } else if has && is_out(&tutor) {
            seen = seen.clone().resume(now).unwrap_or(seen);
            if refuses {
                // Until they go on themselves, as for every tutor who agrees no more.
                seen = seen.pause(Pause {
                    cause: PauseCause::Own,
                    since: now,
                    until: None,
                });
            }
        }
        table::update(&mut tx, &seen).await?;
        if loses {
            self.back_all(&mut tx, &found.settings, guild, user).await?;
            let kind = NoticeKind::RoleLost(seen.id);
            let whom = (guild, user);
            self.notify(&mut tx, &found.settings, whom, kind, seen.version)
                .await?;
        }
        self.match_soon(&mut tx, guild, &found.settings).await?;
        self.commit(tx).await
    }

    /// A member was given a role: if it is the tutor role, losing it will be noticed, also
    /// where they had it before.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn role_set(&self, tx: &mut Tx, wish: i64) -> Result<(), DbError> {
        let Some(wish) = self.members.role_in(tx, wish).await? else {
            return Ok(());
        };
        let found = self.guilds.find_in(tx, wish.guild).await?;
        let role = found.and_then(|guild| guild.places.tutor_role);
        if role == Some(wish.role) && wish.held {
            store::hold(tx, wish.guild).await?;
            table::had_role(tx, wish.guild, wish.user).await?;
        }
        Ok(())
    }

    /// Records the word to staff about an application.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn application_told(
        &self,
        tx: &mut Tx,
        (guild, id): (GuildId, TutorId),
        message: MessageId,
    ) -> Result<(), DbError> {
        let found = self.guilds.find_in(tx, guild).await?;
        let channel = found.and_then(|guild| guild.places.staff_channel);
        let Some(channel) = channel else {
            return Ok(());
        };
        store::hold(tx, guild).await?;
        table::staff_told(tx, id, channel, message).await?;
        let tutor = table::find_in(tx, guild, id).await?;
        // It was decided while staff were told.
        match tutor.filter(|tutor| tutor.state != TutorState::Applied) {
            Some(tutor) => {
                let why = format!("{} told", tutor.version);
                self.want(tx, guild, id.0, Effect::TutorStaffEdit, &why)
                    .await
            }
            None => Ok(()),
        }
    }
}

fn changed(
    tutor: &mut Tutor,
    change: ProfileChange,
    settings: &Settings,
) -> Result<(), JoinRefusal> {
    let profile = &mut tutor.profile;
    match change {
        ProfileChange::Topics(names) => {
            let known = |name: &String| {
                let topics = settings.topics.iter().map(|topic| &topic.name);
                let found = topics.into_iter().find(|topic| topic.as_str() == name);
                found.cloned().ok_or(JoinRefusal::UnknownTopic)
            };
            let topics: Result<Vec<Topic>, JoinRefusal> = names.iter().map(known).collect();
            let level = |topic: &Topic| profile.topics.get(topic).copied().unwrap_or(Level::Helps);
            profile.topics = topics?
                .into_iter()
                .map(|topic| (topic.clone(), level(&topic)))
                .collect();
        }
        ProfileChange::Strong(names) => {
            let is_theirs =
                |name: &String| profile.topics.keys().any(|topic| topic.as_str() == name);
            if !names.iter().all(is_theirs) {
                return Err(JoinRefusal::UnknownTopic);
            }
            for (topic, level) in &mut profile.topics {
                let is_strong = names.iter().any(|name| name == topic.as_str());
                *level = if is_strong {
                    Level::Strong
                } else {
                    Level::Helps
                };
            }
        }
        ProfileChange::When(week) if week.is_never() => {
            return Err(JoinRefusal::Lacks(Lacks::Hours));
        }
        ProfileChange::When(week) => profile.when = week,
        ProfileChange::Format(format) => profile.format = format,
        ProfileChange::Self_ { places, sentence } => {
            if !(1..=PLACES_MOST).contains(&places) {
                return Err(JoinRefusal::Places);
            }
            let sentence = sentence.trim();
            if sentence.chars().count() > SENTENCE_MOST {
                return Err(JoinRefusal::TooLong);
            }
            profile.places = places;
            sentence.clone_into(&mut profile.sentence);
        }
    }
    Ok(())
}

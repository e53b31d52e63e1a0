//! Tutors and members who leave the server, and who are back.

use super::model::{Pause, PauseCause, Tutor, TutorState};
use super::service::Tutors;
use super::store::{self, tutors as table};
use crate::db::DbError;
use crate::ids::{GuildId, RoleId, UserId};

impl Tutors {
    /// Somebody has left the server: as a tutor they are paused and what they carry goes
    /// back; what they asked for is over.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn left(&self, guild: GuildId, user: UserId) -> Result<(), DbError> {
        self.member_left(guild, user).await?;
        let settings = self.guilds.settings(guild).await?;
        let now = self.clock.now();
        let mut tx = self.hold(guild).await?;
        let tutor = table::of_user_in(&mut tx, guild, user).await?;
        let is_known =
            |tutor: &Tutor| matches!(tutor.state, TutorState::Approved | TutorState::Applied);
        let Some(tutor) = tutor.filter(is_known) else {
            return Ok(());
        };
        let gone = Tutor {
            had_role: false,
            ..tutor
        };
        // Nobody who is away is to be asked: a break of before lasts until they end it.
        let gone = match gone.pause {
            Some(pause) => Tutor {
                pause: Some(Pause {
                    until: None,
                    ..pause
                }),
                ..gone
            },
            None => gone.pause(Pause {
                cause: PauseCause::Left,
                since: now,
                until: None,
            }),
        };
        table::update(&mut tx, &gone).await?;
        self.back_all(&mut tx, &settings, guild, user).await?;
        self.commit(tx).await
    }

    /// The role that a tutor has again who is back: not if they had lost it before they left.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn role_of(&self, guild: GuildId, user: UserId) -> Result<Option<RoleId>, DbError> {
        let tutor = table::of_user(&self.db, guild, user).await?;
        let tutor = tutor.filter(|tutor| tutor.state == TutorState::Approved);
        let has_lost = |tutor: Tutor| tutor.pause.is_some_and(|it| it.cause == PauseCause::Role);
        if tutor.is_none_or(has_lost) {
            return Ok(None);
        }
        let found = self.guilds.find(guild).await?;
        Ok(found.and_then(|guild| guild.places.tutor_role))
    }

    /// Everybody who would be missed if they had left while the bot was away: tutors, and
    /// those with an open request.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn people(&self, guild: GuildId) -> Result<Vec<UserId>, DbError> {
        let tutors = table::all(&self.db, guild).await?.into_iter();
        let mut people: Vec<UserId> = tutors
            .filter(|tutor| tutor.state == TutorState::Approved)
            .map(|tutor| tutor.user)
            .collect();
        let open = store::requests::open(&self.db, guild).await?;
        people.extend(open.into_iter().map(|request| request.member));
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }
}

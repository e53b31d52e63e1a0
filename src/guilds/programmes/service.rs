//! The use cases of programmes; who may is staff of the whole guild.

use super::model::{Draft, PROGRAMMES_MOST, Programme, ProgrammeFault};
use super::store;
use crate::clock::Instant;
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::{Actor, Guilds, Snapshot};
use crate::ids::{GuildId, ProgrammeId, RoleId, UserId};
use crate::members::MemberRole;
use chrono::NaiveDate;

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeRefusal {
    NotStaff,
    /// There is no such programme here.
    Unknown,
    Text(ProgrammeFault),
    NameTaken,
    TooMany,
    /// Somebody else has changed it since it was shown.
    Changed,
    /// The role is unknown, belongs to another bot, or is already the other one.
    RoleUnfit,
    /// It has no role that could be given.
    NoRole,
    /// The day on which what is kept goes would be before its end, or is past.
    TooEarly,
    /// What was kept has gone.
    Erased,
}

impl From<ProgrammeFault> for Fault<ProgrammeRefusal> {
    fn from(fault: ProgrammeFault) -> Self {
        Self::Refused(ProgrammeRefusal::Text(fault))
    }
}

impl Guilds {
    /// The programmes of a guild, those that began last first.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn programmes(&self, guild: GuildId) -> Result<Vec<Programme>, DbError> {
        store::all(&self.db, guild).await
    }

    /// Those of them that run today.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn running(&self, guild: GuildId) -> Result<Vec<Programme>, DbError> {
        let today = self.today(guild).await?;
        let mut running = self.programmes(guild).await?;
        running.retain(|programme| programme.period.contains(today));
        Ok(running)
    }

    /// The roles of those that are not over, but for those by which more is given.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn roles_of_programmes(&self, guild: GuildId) -> Result<Vec<RoleId>, DbError> {
        let today = self.today(guild).await?;
        let places = self.find(guild).await?.map(|guild| guild.places);
        let places = places.unwrap_or_default();
        let more = [places.staff_role, places.tutor_role];
        let mut all = self.programmes(guild).await?;
        all.retain(|programme| programme.period.last >= today);
        let roles = all.into_iter().filter_map(|programme| programme.role);
        Ok(roles.filter(|role| !more.contains(&Some(*role))).collect())
    }

    async fn programme_for(
        &self,
        actor: &Actor,
        id: ProgrammeId,
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        self.staff_only(actor, ProgrammeRefusal::NotStaff).await?;
        let all = self.programmes(actor.guild).await?;
        all.into_iter()
            .find(|programme| programme.id == id)
            .ok_or(Fault::Refused(ProgrammeRefusal::Unknown))
    }

    /// Begins a programme.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal`] to show.
    pub async fn begin_programme(
        &self,
        actor: &Actor,
        draft: &Draft,
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        self.staff_only(actor, ProgrammeRefusal::NotStaff).await?;
        let draft = draft.checked()?;
        if self.programmes(actor.guild).await?.len() >= PROGRAMMES_MOST {
            return Err(Fault::Refused(ProgrammeRefusal::TooMany));
        }
        let mut tx = self.db.begin().await?;
        let stored = store::insert(&mut tx, actor.guild, &draft).await;
        let programme = stored.map_err(name_taken)?;
        tx.commit().await?;
        Ok(programme)
    }

    /// Changes what a programme is called, where and when it is. `version` is that of the
    /// programme as it was shown.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal`] to show.
    pub async fn change_programme(
        &self,
        actor: &Actor,
        id: ProgrammeId,
        version: i64,
        draft: &Draft,
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        let draft = draft.checked()?;
        let programme = self.programme_for(actor, id).await?;
        let is_same = programme.period == draft.period;
        let today = self.today(actor.guild).await?;
        // One that goes on has its day still to come.
        let is_over = draft.period.last < today;
        self.store_programme(Programme {
            erase_on: programme.erase_on.filter(|day| *day > draft.period.last),
            erase_told_at: programme.erase_told_at.filter(|_| is_same),
            erased_at: programme.erased_at.filter(|_| is_over),
            name: draft.name,
            municipality: draft.municipality,
            area: draft.area,
            period: draft.period,
            version,
            ..programme
        })
        .await
    }

    /// Sets the role of a programme's members, or of its staff.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal`] to show.
    pub async fn set_programme_role(
        &self,
        actor: &Actor,
        id: ProgrammeId,
        for_staff: bool,
        role: RoleId,
        snapshot: &Snapshot,
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        let mut programme = self.programme_for(actor, id).await?;
        let facts = snapshot.roles.iter().find(|facts| facts.id == role);
        let is_other = if for_staff {
            programme.role == Some(role)
        } else {
            programme.staff_role == Some(role)
        };
        let places = self.find(actor.guild).await?.map(|guild| guild.places);
        let is_power = |role| {
            places
                .is_some_and(|places| [places.staff_role, places.tutor_role].contains(&Some(role)))
        };
        // People choose their programme themselves: no other right may come with it.
        let fits = facts.is_some_and(|facts| facts.is_assignable(snapshot.guild))
            && (for_staff || !is_power(role));
        if is_other || !fits {
            return Err(Fault::Refused(ProgrammeRefusal::RoleUnfit));
        }
        if for_staff {
            programme.staff_role = Some(role);
        } else {
            programme.role = Some(role);
        }
        self.store_programme(programme).await
    }

    /// Staff choose the day on which what is kept of people in a programme goes: after its last day,
    /// in a week at the earliest and in ten years at the latest. They are told again before it comes. `version` is that of the programme as
    /// it was shown.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal`] to show.
    pub async fn keep_programme_until(
        &self,
        actor: &Actor,
        id: ProgrammeId,
        version: i64,
        day: NaiveDate,
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        let programme = self.programme_for(actor, id).await?;
        let today = self.today(actor.guild).await?;
        if programme.erased_at.is_some() {
            return Err(Fault::Refused(ProgrammeRefusal::Erased));
        }
        let (least, most) = (today + chrono::Duration::days(7), programme.period.last);
        let most = most.max(today) + chrono::Duration::days(3650);
        if day <= programme.period.last || day < least || day > most {
            return Err(Fault::Refused(ProgrammeRefusal::TooEarly));
        }
        self.store_programme(Programme {
            erase_on: Some(day),
            erase_told_at: None,
            version,
            ..programme
        })
        .await
    }

    /// One programme, of whichever server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn programme(&self, id: ProgrammeId) -> Result<Option<Programme>, DbError> {
        store::find(&self.db, id).await
    }

    /// The programmes that are to be looked at, because what is kept in them may go.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn programmes_due(&self, now: Instant, most: i64) -> Result<Vec<Programme>, DbError> {
        store::due(&self.db, now, most).await
    }

    /// One is looked at again then; `false` if somebody has changed it meanwhile.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn look_at_programme_again(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        at: Option<Instant>,
    ) -> Result<bool, DbError> {
        store::look_again(tx, programme, at).await
    }

    async fn store_programme(
        &self,
        changed: Programme,
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        let mut tx = self.db.begin().await?;
        let stored = store::update(&mut tx, &changed).await;
        if !stored.map_err(name_taken)? {
            return Err(Fault::Refused(ProgrammeRefusal::Changed));
        }
        tx.commit().await?;
        Ok(Programme {
            version: changed.version + 1,
            ..changed
        })
    }

    /// Gives people the role by which they belong to a programme.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal`] to show.
    pub async fn join_programme(
        &self,
        actor: &Actor,
        id: ProgrammeId,
        people: &[UserId],
    ) -> Result<Programme, Fault<ProgrammeRefusal>> {
        let programme = self.programme_for(actor, id).await?;
        let Some(role) = programme.role else {
            return Err(Fault::Refused(ProgrammeRefusal::NoRole));
        };
        let mut tx = self.db.begin().await?;
        for user in people {
            let wish = MemberRole {
                guild: actor.guild,
                user: *user,
                role,
                held: true,
            };
            self.members.want_role(&mut tx, &wish).await?;
        }
        tx.commit().await?;
        self.outbox.wake();
        Ok(programme)
    }
}

fn name_taken(error: DbError) -> Fault<ProgrammeRefusal> {
    if error.is_unique_violation() {
        Fault::Refused(ProgrammeRefusal::NameTaken)
    } else {
        Fault::Ours(error)
    }
}

//! What is kept about somebody goes, as the [`ledger`](super::ledger) says. The use case around it,
//! with what stands on Discord, is in [`erasing`](crate::erasing).

use std::collections::BTreeSet;

use chrono::Duration;

use super::ledger::{SHORT_LIVED, TABLES};
use super::model::MemberRole;
use super::service::Members;
use super::store;
use crate::clock::Instant;
use crate::db::{DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, RoleId, UserId};
use crate::outbox::Effect;

/// How much of what is kept about somebody goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Everything,
    /// What belongs to one server.
    Guild(GuildId),
    /// What belongs to one programme.
    Programme(ProgrammeId),
}

impl Extent {
    /// The server to which it is limited, for SQL.
    #[must_use]
    pub fn guild(self) -> Option<i64> {
        match self {
            Self::Guild(guild) => Some(guild.get()),
            Self::Everything | Self::Programme(_) => None,
        }
    }

    /// The programme to which it is limited, for SQL.
    #[must_use]
    pub fn programme(self) -> Option<i64> {
        match self {
            Self::Programme(programme) => Some(programme.0),
            Self::Everything | Self::Guild(_) => None,
        }
    }

    /// Whether something of a server may belong to it.
    #[must_use]
    pub fn reaches(self, guild: GuildId) -> bool {
        match self {
            Self::Guild(only) => only == guild,
            Self::Everything | Self::Programme(_) => true,
        }
    }
}

/// Something of somebody on Discord that goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Trace {
    pub guild: GuildId,
    pub what: TraceKind,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TraceKind {
    /// Something in the messages of a channel, which is gone through.
    In(ChannelId, Sweep),
    /// A message goes: it holds their words.
    Message(ChannelId, MessageId),
    /// A role that the bot gave them, and that could not be taken back when all else ended.
    Role(RoleId),
}

/// What goes of the messages in a channel; also their reactions to those that stay, except in a
/// conversation, where nobody can take another's away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sweep {
    /// Their name from messages of ours.
    Names,
    /// All messages of ours: they were for this person alone.
    Ours,
    /// All messages that they wrote there: it is about what they asked.
    Written,
    /// Nothing but their reactions.
    Reactions,
}

impl Sweep {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Names, "names"),
        (Self::Ours, "ours"),
        (Self::Written, "written"),
        (Self::Reactions, "reactions"),
    ];

    fn from_name(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(known, _)| *known)
    }
}

impl Trace {
    #[must_use]
    pub fn in_channel(guild: GuildId, channel: ChannelId, sweep: Sweep) -> Self {
        Self {
            guild,
            what: TraceKind::In(channel, sweep),
        }
    }

    /// How it is stored: the channel, 0 if there is none; what it is; and the number of a message
    /// or role, 0 if it is neither.
    #[must_use]
    pub fn stored(&self) -> (i64, &'static str, i64) {
        match self.what {
            TraceKind::In(channel, sweep) => {
                let found = Sweep::ALL.iter().find(|(known, _)| *known == sweep);
                (channel.get(), found.map_or("", |(_, name)| name), 0)
            }
            TraceKind::Message(channel, message) => (channel.get(), "message", message.get()),
            TraceKind::Role(role) => (0, "own_role", role.get()),
        }
    }
}

impl ReadRow for Trace {
    const TABLE: &'static str = "(traces)";

    /// Of columns `guild_id`, `channel_id`, `what` and `message_id`, which a message or role has.
    fn read(row: &Row) -> Result<Self, DbError> {
        let number = row.opt_int(Self::TABLE, "message_id")?;
        let channel = ChannelId::stored(row.int(Self::TABLE, "channel_id")?);
        let kind = |name: &str| match (name, number) {
            ("message", Some(id)) => Some(TraceKind::Message(channel, MessageId::stored(id))),
            ("own_role", Some(id)) => Some(TraceKind::Role(RoleId::stored(id))),
            _ => Sweep::from_name(name).map(|sweep| TraceKind::In(channel, sweep)),
        };
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            what: row.named(Self::TABLE, "what", kind)?,
        })
    }
}

/// The tables that tell only that somebody is there or was asked, or see to an erasure.
const IS_THERE: [&str; 5] = [
    "consents",
    "newcomers",
    "leavings",
    "erasures",
    "erasure_traces",
];

/// How old what is told of somebody's roles may be.
const GIVEN_NOW: Duration = Duration::minutes(1);

impl Members {
    /// Takes somebody out of every table, as far as it is to go. What stays has `stand_in` in their
    /// place.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn erase(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
        stand_in: UserId,
    ) -> Result<(), DbError> {
        // What leads to another table is listed behind it, and goes before it.
        for table in TABLES.iter().rev() {
            for step in table.erase(extent, stand_in) {
                tx.execute(sql(step).once(true).bind(user.get())).await?;
            }
        }
        Ok(())
    }

    /// The wishes about somebody's roles, by their ids.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn roles_of(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<Vec<i64>, DbError> {
        store::roles_of(tx, user, extent).await
    }

    /// Whether somebody has done something in a server, beside coming there and choosing what
    /// interests them.
    pub(super) async fn has_begun(
        &self,
        tx: &mut Tx,
        user: UserId,
        guild: GuildId,
    ) -> Result<bool, DbError> {
        let done = TABLES.iter();
        let done =
            done.filter(|table| !IS_THERE.contains(&table.name) && table.name != "interests");
        let texts = done.filter_map(|table| table.holds(Extent::Guild(guild)));
        is_in_any(tx, user, texts).await
    }

    /// Whether something of somebody goes on in a server, beside that they are new or were asked.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn has_something_here(&self, guild: GuildId, user: UserId) -> Result<bool, DbError> {
        let mut tx = self.db.begin().await?;
        self.has_begun(&mut tx, user, guild).await
    }

    /// Whether anything came of somebody since they stood in no table: that they are, or are away,
    /// the erasure itself and a refusal are not it.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn has_come_again(&self, user: UserId) -> Result<bool, DbError> {
        if store::consents::has_agreed_anywhere(&self.db, user).await? {
            return Ok(true);
        }
        let since = TABLES
            .iter()
            .filter(|table| !IS_THERE.contains(&table.name));
        let texts = since.filter_map(|table| table.holds(Extent::Everything));
        let mut tx = self.db.begin().await?;
        is_in_any(&mut tx, user, texts).await
    }

    /// Whether anything is kept about somebody in another server than this.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_known_beside(
        &self,
        tx: &mut Tx,
        user: UserId,
        guild: GuildId,
    ) -> Result<bool, DbError> {
        let texts = TABLES.iter().filter_map(|table| table.holds_beside(guild));
        is_in_any(tx, user, texts).await
    }

    /// Wants the roles that the bot gave somebody to be taken back.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn give_back_roles(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<(), DbError> {
        // By which role somebody belongs to a programme is for staff to decide.
        if let Extent::Programme(_) = extent {
            return Ok(());
        }
        for wish in store::roles_held(tx, user).await? {
            if extent.reaches(wish.guild) {
                let wish = MemberRole {
                    held: false,
                    ..wish
                };
                self.want_role(tx, &wish).await?;
            }
        }
        Ok(())
    }

    /// Wants somebody who is back to be given again those of these roles that the bot gave them.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn give_roles_again(
        &self,
        tx: &mut Tx,
        (guild, user): (GuildId, UserId),
        roles: &[RoleId],
    ) -> Result<(), DbError> {
        for wish in store::roles_held(tx, user).await? {
            if wish.guild == guild && roles.contains(&wish.role) {
                self.want_role(tx, &wish).await?;
            }
        }
        Ok(())
    }

    /// Somebody has these roles: of one that the bot gave them, and that was taken since, nothing
    /// is kept, unless it was given only now: what is seen may be older.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn roles_seen(
        &self,
        (guild, user): (GuildId, UserId),
        roles: &[RoleId],
    ) -> Result<(), DbError> {
        let given = store::wishes(&self.db, guild, user).await?;
        let is_gone = |wish: &&MemberRole| wish.held && !roles.contains(&wish.role);
        for wish in given.iter().filter(is_gone) {
            let mut tx = self.db.begin().await?;
            let id = store::keep_role(&mut tx, wish).await?;
            let since = self.clock.now() - GIVEN_NOW;
            let role = Effect::MemberRole;
            let is_new = self.outbox.is_open_or_over_since(&mut tx, role, id, since);
            if !is_new.await? {
                store::forget_role(&mut tx, id).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// The roles that are to be taken back from somebody, and were not yet.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn roles_to_take(
        &self,
        tx: &mut Tx,
        user: UserId,
        extent: Extent,
    ) -> Result<Vec<MemberRole>, DbError> {
        let mut open = Vec::new();
        for id in store::roles_of(tx, user, extent).await? {
            let wish = store::role_in(tx, id).await?;
            open.extend(wish.filter(|wish| !wish.held));
        }
        Ok(open)
    }

    /// Everybody to whom the bot gave a role in a server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn with_roles(&self, guild: GuildId) -> Result<Vec<UserId>, DbError> {
        store::with_roles(&self.db, guild).await
    }

    /// What is kept for a while only, and longer than that, goes.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn forget_short_lived(&self, now: Instant) -> Result<(), DbError> {
        for (table, days) in SHORT_LIVED {
            let before = now - Duration::days(days);
            let of = format!("FROM {table} WHERE written_at < $1");
            let old = sql(format!("SELECT COUNT(*) AS n {of}")).bind(before);
            if self.db.one(old).await? == Some(0_i64) {
                continue;
            }
            let mut tx = self.db.begin().await?;
            tx.execute(sql(format!("DELETE {of}")).bind(before)).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Whether anything is kept of somebody that belongs to no single server: how they are told, or
    /// reached.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_kept_everywhere(&self, user: UserId) -> Result<bool, DbError> {
        Ok(store::find(&self.db, user).await?.is_some())
    }

    /// Everybody of whom something is kept that belongs to no single server.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn kept_everywhere(&self) -> Result<BTreeSet<UserId>, DbError> {
        Ok(store::users(&self.db).await?.into_iter().collect())
    }

    /// Everybody about whom something is kept as far as an erasure would go.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn people_of(&self, extent: Extent) -> Result<BTreeSet<UserId>, DbError> {
        let mut known = BTreeSet::new();
        for text in TABLES.iter().flat_map(|table| table.people(extent)) {
            let users: Vec<i64> = self.db.all(sql(text).once(true)).await?;
            known.extend(users.into_iter().map(UserId::stored));
        }
        Ok(known)
    }

    /// Whether anything is kept about somebody, in a server or in all.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_known(&self, user: UserId, guild: Option<GuildId>) -> Result<bool, DbError> {
        let extent = guild.map_or(Extent::Everything, Extent::Guild);
        for text in TABLES.iter().filter_map(|table| table.holds(extent)) {
            let found: Option<i64> = self.db.one(sql(text).once(true).bind(user.get())).await?;
            if found.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether one of these asks finds something of somebody (`$1`).
async fn is_in_any(
    tx: &mut Tx,
    user: UserId,
    texts: impl Iterator<Item = String>,
) -> Result<bool, DbError> {
    for text in texts {
        let found: Option<i64> = tx.one(sql(text).once(true).bind(user.get())).await?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

//! The tables `guilds`, `setting_changes` and `made_places`.

use super::checks::GuildFault;
use super::model::{Guild, Places, Spoken};
use super::settings::{Part, Settings};
use super::snapshot::Snapshot;
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};

const TABLE: &str = "guilds";
const COLUMNS: &str = "g.guild_id, panel_channel_id, question_channel_id, question_forum, \
     staff_channel_id, tutor_channel_id, course_channel_id, staff_role_id, tutor_role_id, \
     member_role_id, panel_message_id, panel_message_channel_id, commands_hash, \
     invited_by, invitation_channel_id, invitation_message_id, guide_step, owner_id, \
     first_channel_id, told_faults, welcomes_since, welcomed_until, welcome_channel_id, \
     name, revision, settings";
const NEWEST: &str = "guilds g LEFT JOIN setting_changes s ON s.guild_id = g.guild_id \
     AND s.revision = (SELECT MAX(n.revision) FROM setting_changes n \
                       WHERE n.guild_id = g.guild_id)";

/// A guild as it is stored: its settings are still text.
#[derive(Debug)]
pub struct Stored {
    guild: GuildId,
    places: Places,
    panel_put_into: Option<ChannelId>,
    panel: Option<(ChannelId, MessageId)>,
    commands_hash: Option<String>,
    invited_by: Option<UserId>,
    invitation: Option<(ChannelId, MessageId)>,
    guide_step: i64,
    welcomes_since: Option<Instant>,
    welcomed_until: Option<Instant>,
    name: Option<String>,
    revision: i64,
    settings: Option<String>,
    pub owner: Option<UserId>,
    pub first_channel: Option<ChannelId>,
    /// The faults that staff know of; `None` until the guild was checked.
    pub told_faults: Option<Vec<GuildFault>>,
}

impl ReadRow for Stored {
    const TABLE: &'static str = TABLE;

    fn read(row: &Row) -> Result<Self, DbError> {
        let id = |column| row.opt_int(TABLE, column);
        let channel = |column| Ok::<_, DbError>(id(column)?.map(ChannelId::stored));
        let role = |column| Ok::<_, DbError>(id(column)?.map(RoleId::stored));
        let message = |column| Ok::<_, DbError>(id(column)?.map(MessageId::stored));
        let user = |column| Ok::<_, DbError>(id(column)?.map(UserId::stored));
        let put_into = channel("panel_message_channel_id")?;
        let told = row.opt_text(TABLE, "told_faults")?;
        let told_faults = told
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|error| DbError::Unreadable {
                table: TABLE,
                column: "told_faults",
                found: error.to_string(),
            })?;
        Ok(Self {
            guild: GuildId::stored(row.int(TABLE, "guild_id")?),
            places: Places {
                panel_channel: channel("panel_channel_id")?,
                question_channel: channel("question_channel_id")?,
                question_forum: row.int(TABLE, "question_forum")? != 0,
                staff_channel: channel("staff_channel_id")?,
                tutor_channel: channel("tutor_channel_id")?,
                course_channel: channel("course_channel_id")?,
                welcome_channel: channel("welcome_channel_id")?,
                staff_role: role("staff_role_id")?,
                tutor_role: role("tutor_role_id")?,
                member_role: role("member_role_id")?,
            },
            panel_put_into: put_into,
            panel: put_into.zip(message("panel_message_id")?),
            commands_hash: row.opt_text(TABLE, "commands_hash")?,
            invited_by: user("invited_by")?,
            invitation: channel("invitation_channel_id")?.zip(message("invitation_message_id")?),
            guide_step: row.int(TABLE, "guide_step")?,
            welcomes_since: row.opt_instant(TABLE, "welcomes_since")?,
            welcomed_until: row.opt_instant(TABLE, "welcomed_until")?,
            name: row.opt_text(TABLE, "name")?,
            revision: id("revision")?.unwrap_or(0),
            settings: row.opt_text(TABLE, "settings")?,
            owner: user("owner_id")?,
            first_channel: channel("first_channel_id")?,
            told_faults,
        })
    }
}

fn unreadable(found: String) -> DbError {
    DbError::Unreadable {
        table: "setting_changes",
        column: "settings",
        found,
    }
}

impl Stored {
    /// The guild; what it never changed is as in `defaults`.
    pub fn guild(self, defaults: &Settings) -> Result<Guild, DbError> {
        let settings = match self.settings {
            None => defaults.clone(),
            Some(text) => Settings::read(&text, defaults).map_err(unreadable)?,
        };
        Ok(Guild {
            id: self.guild,
            settings,
            revision: self.revision,
            places: self.places,
            panel_put_into: self.panel_put_into,
            panel: self.panel,
            commands_hash: self.commands_hash,
            invited_by: self.invited_by,
            invitation: self.invitation,
            guide_step: self.guide_step,
            welcomes_since: self.welcomes_since,
            welcomed_until: self.welcomed_until,
            name: self.name.unwrap_or_default(),
        })
    }
}

fn one(guild: GuildId) -> Sql {
    sql(format!(
        "SELECT {COLUMNS} FROM {NEWEST} WHERE g.guild_id = $1"
    ))
    .bind(guild.get())
}

/// A guild, if it was seen before.
pub async fn find(db: &Db, guild: GuildId) -> Result<Option<Stored>, DbError> {
    db.one(one(guild)).await
}

/// The same within a transaction.
pub async fn find_in(tx: &mut Tx, guild: GuildId) -> Result<Option<Stored>, DbError> {
    tx.one(one(guild)).await
}

/// Every guild that was seen.
pub async fn all(db: &Db) -> Result<Vec<GuildId>, DbError> {
    let ids: Vec<i64> = db
        .all(sql("SELECT guild_id AS n FROM guilds ORDER BY guild_id"))
        .await?;
    Ok(ids.into_iter().map(GuildId::stored).collect())
}

/// Records that a guild is there; `true` if it was not known.
pub async fn record_seen(tx: &mut Tx, snapshot: &Snapshot, now: Instant) -> Result<bool, DbError> {
    let guild = snapshot.guild.get();
    let added = tx
        .execute(
            sql("INSERT INTO guilds (guild_id, seen_at) VALUES ($1, $2) \
                 ON CONFLICT (guild_id) DO NOTHING")
            .bind(guild)
            .bind(now),
        )
        .await?;
    tx.execute_one(
        "recording a guild",
        sql(
            "UPDATE guilds SET seen_at = $2, owner_id = $3, first_channel_id = $4, \
                 welcomes_since = COALESCE(welcomes_since, $2), name = $5 \
             WHERE guild_id = $1",
        )
        .bind(guild)
        .bind(now)
        .bind(snapshot.owner.get())
        .bind(snapshot.first_writable().map(ChannelId::get))
        .bind(snapshot.name.clone()),
    )
    .await?;
    Ok(added == 1)
}

/// Records until when everybody who has joined was seen; never earlier than before.
pub async fn set_welcomed_until(tx: &mut Tx, guild: GuildId, at: Instant) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE guilds SET welcomed_until = $2 WHERE guild_id = $1 \
             AND (welcomed_until IS NULL OR welcomed_until < $2)")
        .bind(guild.get())
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Records where things are, and the faults that staff know of.
pub async fn record_places(
    tx: &mut Tx,
    guild: GuildId,
    places: &Places,
    told_faults: &[GuildFault],
) -> Result<(), DbError> {
    let told_faults = serde_json::to_string(told_faults).unwrap_or_default();
    let channel = |id: Option<ChannelId>| id.map(ChannelId::get);
    let role = |id: Option<RoleId>| id.map(RoleId::get);
    tx.execute_one(
        "recording where things are",
        sql(
            "UPDATE guilds SET panel_channel_id = $2, question_channel_id = $3, \
                 question_forum = $4, staff_channel_id = $5, tutor_channel_id = $6, \
                 course_channel_id = $7, staff_role_id = $8, tutor_role_id = $9, \
                 member_role_id = $10, told_faults = $11, welcome_channel_id = $12 \
             WHERE guild_id = $1",
        )
        .bind(guild.get())
        .bind(channel(places.panel_channel))
        .bind(channel(places.question_channel))
        .bind(i64::from(places.question_forum))
        .bind(channel(places.staff_channel))
        .bind(channel(places.tutor_channel))
        .bind(channel(places.course_channel))
        .bind(role(places.staff_role))
        .bind(role(places.tutor_role))
        .bind(role(places.member_role))
        .bind(told_faults)
        .bind(channel(places.welcome_channel)),
    )
    .await?;
    for spoken in places.spoken() {
        tx.execute(
            sql(
                "INSERT INTO spoken_channels (guild_id, channel_id, names) VALUES ($1, $2, $3) \
                 ON CONFLICT (guild_id, channel_id) DO UPDATE SET names = 1 \
                 WHERE excluded.names = 1",
            )
            .bind(guild.get())
            .bind(spoken.channel.get())
            .bind(i64::from(spoken.names)),
        )
        .await?;
    }
    Ok(())
}

impl ReadRow for Spoken {
    const TABLE: &'static str = "spoken_channels";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            channel: ChannelId::stored(row.int(Self::TABLE, "channel_id")?),
            names: row.int(Self::TABLE, "names")? != 0,
        })
    }
}

/// The channels in which the bot speaks, or spoke, to more than one.
pub async fn spoken_channels(db: &Db, guild: GuildId) -> Result<Vec<Spoken>, DbError> {
    db.all(
        sql(
            "SELECT channel_id, names FROM spoken_channels WHERE guild_id = $1 ORDER BY channel_id",
        )
        .bind(guild.get()),
    )
    .await
}

/// A change of the settings.
#[derive(Clone, Debug)]
pub struct NewChange<'a> {
    pub guild: GuildId,
    pub revision: i64,
    pub part: Part,
    pub by: UserId,
    pub at: Instant,
    pub takes_back: Option<i64>,
    pub settings: &'a Settings,
}

/// Stores a change; a UNIQUE violation is that somebody was faster.
pub async fn insert_change(tx: &mut Tx, change: &NewChange<'_>) -> Result<(), DbError> {
    tx.execute_one(
        "storing a change of the settings",
        sql(
            "INSERT INTO setting_changes (guild_id, revision, part, changed_by, changed_at, \
                 takes_back, settings) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(change.guild.get())
        .bind(change.revision)
        .bind(change.part.name())
        .bind(change.by.get())
        .bind(change.at)
        .bind(change.takes_back)
        .bind(change.settings.write()),
    )
    .await
}

/// A change as it is stored: its settings are still text.
#[derive(Debug)]
pub struct StoredChange {
    pub revision: i64,
    pub part: Part,
    pub by: UserId,
    pub at: Instant,
    pub takes_back: Option<i64>,
    settings: String,
}

impl StoredChange {
    pub fn settings(&self, defaults: &Settings) -> Result<Settings, DbError> {
        Settings::read(&self.settings, defaults).map_err(unreadable)
    }
}

impl ReadRow for StoredChange {
    const TABLE: &'static str = "setting_changes";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            revision: row.int(Self::TABLE, "revision")?,
            part: row.named(Self::TABLE, "part", Part::from_name)?,
            by: UserId::stored(row.int(Self::TABLE, "changed_by")?),
            at: row.instant(Self::TABLE, "changed_at")?,
            takes_back: row.opt_int(Self::TABLE, "takes_back")?,
            settings: row.text(Self::TABLE, "settings")?,
        })
    }
}

/// The changes of a guild after a revision up to another, newest first, at most `most`.
pub async fn changes(
    db: &Db,
    guild: GuildId,
    after: i64,
    up_to: i64,
    most: i64,
) -> Result<Vec<StoredChange>, DbError> {
    db.all(
        sql(
            "SELECT revision, part, changed_by, changed_at, takes_back, settings \
             FROM setting_changes WHERE guild_id = $1 AND revision > $2 AND revision <= $3 \
             ORDER BY revision DESC LIMIT $4",
        )
        .bind(guild.get())
        .bind(after)
        .bind(up_to)
        .bind(most),
    )
    .await
}

/// Records how far the guide was gone through; never back.
pub async fn reach_step(tx: &mut Tx, guild: GuildId, step: i64) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE guilds SET guide_step = $2 WHERE guild_id = $1 AND guide_step < $2")
            .bind(guild.get())
            .bind(step),
    )
    .await?;
    Ok(())
}

/// Records into which channel the panel is about to be put.
pub async fn put_panel(tx: &mut Tx, guild: GuildId, channel: ChannelId) -> Result<(), DbError> {
    tx.execute_one(
        "recording where the panel is put",
        sql("UPDATE guilds SET panel_message_channel_id = $2 WHERE guild_id = $1")
            .bind(guild.get())
            .bind(channel.get()),
    )
    .await
}

/// Records the panel's message.
pub async fn set_panel(tx: &mut Tx, guild: GuildId, message: MessageId) -> Result<(), DbError> {
    tx.execute_one(
        "recording the panel",
        sql("UPDATE guilds SET panel_message_id = $2 WHERE guild_id = $1")
            .bind(guild.get())
            .bind(message.get()),
    )
    .await
}

/// Forgets the panel's message if it is the given one.
pub async fn forget_panel(tx: &mut Tx, guild: GuildId, message: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE guilds SET panel_message_id = NULL \
             WHERE guild_id = $1 AND panel_message_id = $2")
        .bind(guild.get())
        .bind(message.get()),
    )
    .await?;
    Ok(())
}

/// Records what Discord was told of the commands.
pub async fn set_commands_hash(tx: &mut Tx, guild: GuildId, hash: &str) -> Result<(), DbError> {
    tx.execute_one(
        "recording the commands",
        sql("UPDATE guilds SET commands_hash = $2 WHERE guild_id = $1")
            .bind(guild.get())
            .bind(hash),
    )
    .await
}

/// Records who has brought the bot into the guild.
pub async fn set_invited_by(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    tx.execute_one(
        "recording who invited the bot",
        sql("UPDATE guilds SET invited_by = $2 WHERE guild_id = $1")
            .bind(guild.get())
            .bind(user.get()),
    )
    .await
}

/// Records into which channel the invitation is about to be put.
pub async fn put_invitation(
    tx: &mut Tx,
    guild: GuildId,
    channel: ChannelId,
) -> Result<(), DbError> {
    tx.execute_one(
        "recording the invitation",
        sql(
            "UPDATE guilds SET invitation_channel_id = $2, invitation_message_id = NULL \
             WHERE guild_id = $1",
        )
        .bind(guild.get())
        .bind(channel.get()),
    )
    .await
}

/// Records the invitation's message, or that it is gone.
pub async fn set_invitation_message(
    tx: &mut Tx,
    guild: GuildId,
    message: Option<MessageId>,
) -> Result<(), DbError> {
    tx.execute_one(
        "recording the invitation",
        sql("UPDATE guilds SET invitation_message_id = $2 WHERE guild_id = $1")
            .bind(guild.get())
            .bind(message.map(MessageId::get)),
    )
    .await
}

/// A channel or role that the bot has made, or is to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlace {
    pub id: i64,
    pub part: i64,
    pub name: String,
    pub wanted_at: Instant,
    pub made: Option<i64>,
    pub is_gone: bool,
}

impl ReadRow for StoredPlace {
    const TABLE: &'static str = "made_places";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(Self::TABLE, "id")?,
            part: row.int(Self::TABLE, "part")?,
            name: row.text(Self::TABLE, "name")?,
            wanted_at: row.instant(Self::TABLE, "wanted_at")?,
            made: row.opt_int(Self::TABLE, "made_id")?,
            is_gone: row.opt_int(Self::TABLE, "gone_at")?.is_some(),
        })
    }
}

/// For each part the newest, in the order in which they are made.
fn newest_places(guild: GuildId) -> Sql {
    sql(
        "SELECT id, part, name, wanted_at, made_id, gone_at FROM made_places \
         WHERE id IN (SELECT MAX(id) FROM made_places WHERE guild_id = $1 GROUP BY part) \
         ORDER BY part",
    )
    .bind(guild.get())
}

/// What the bot has made in a guild, or is to make.
pub async fn made_places(db: &Db, guild: GuildId) -> Result<Vec<StoredPlace>, DbError> {
    db.all(newest_places(guild)).await
}

/// The same within a transaction.
pub async fn made_places_in(tx: &mut Tx, guild: GuildId) -> Result<Vec<StoredPlace>, DbError> {
    tx.all(newest_places(guild)).await
}

/// Stores what is to be made.
pub async fn insert_place(
    tx: &mut Tx,
    guild: GuildId,
    part: i64,
    name: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute_one(
        "storing a place to make",
        sql("INSERT INTO made_places (guild_id, part, name, wanted_at) VALUES ($1, $2, $3, $4)")
            .bind(guild.get())
            .bind(part)
            .bind(name)
            .bind(now),
    )
    .await
}

/// Records what was made.
pub async fn place_made(tx: &mut Tx, id: i64, made: i64) -> Result<(), DbError> {
    tx.execute_one(
        "recording what was made",
        sql("UPDATE made_places SET made_id = $2 WHERE id = $1")
            .bind(id)
            .bind(made),
    )
    .await
}

/// Records that what was made was taken back.
pub async fn place_gone(tx: &mut Tx, id: i64, now: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "recording what was taken back",
        sql("UPDATE made_places SET gone_at = $2 WHERE id = $1")
            .bind(id)
            .bind(now),
    )
    .await
}

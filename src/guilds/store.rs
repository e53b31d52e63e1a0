//! The table `guilds`.

use super::model::{GuildSettings, Places};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{ChannelId, GuildId, MessageId, RoleId};

const COLUMNS: &str = "guild_id, panel_channel_id, question_channel_id, staff_channel_id, \
                       tutor_role_id, staff_role_id, panel_message_id, commands_hash, \
                       question_forum";

impl ReadRow for GuildSettings {
    const TABLE: &'static str = "guilds";

    fn read(row: &Row) -> Result<Self, DbError> {
        let channel =
            |column| Ok::<_, DbError>(row.opt_int(Self::TABLE, column)?.map(ChannelId::stored));
        let role = |column| Ok::<_, DbError>(row.opt_int(Self::TABLE, column)?.map(RoleId::stored));
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            places: Places {
                panel_channel: channel("panel_channel_id")?,
                question_channel: channel("question_channel_id")?,
                question_forum: row.int(Self::TABLE, "question_forum")? != 0,
                staff_channel: channel("staff_channel_id")?,
                tutor_role: role("tutor_role_id")?,
                staff_role: role("staff_role_id")?,
            },
            panel_message: row
                .opt_int(Self::TABLE, "panel_message_id")?
                .map(MessageId::stored),
            commands_hash: row.opt_text(Self::TABLE, "commands_hash")?,
        })
    }
}

/// The settings of a guild, if it was seen before.
pub async fn find(db: &Db, guild: GuildId) -> Result<Option<GuildSettings>, DbError> {
    db.one(sql(format!("SELECT {COLUMNS} FROM guilds WHERE guild_id = $1")).bind(guild.get()))
        .await
}

/// Records where things are now and returns the whole settings. A panel in another
/// channel than before is to be posted anew.
pub async fn record_seen(
    tx: &mut Tx,
    guild: GuildId,
    places: &Places,
    now: Instant,
) -> Result<GuildSettings, DbError> {
    let channel = |id: Option<ChannelId>| id.map(ChannelId::get);
    let role = |id: Option<RoleId>| id.map(RoleId::get);
    let stored = tx
        .one(
            sql(format!(
                "INSERT INTO guilds (guild_id, panel_channel_id, question_channel_id, \
                     staff_channel_id, tutor_role_id, staff_role_id, seen_at, question_forum) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                 ON CONFLICT (guild_id) DO UPDATE SET \
                     panel_message_id = CASE \
                         WHEN guilds.panel_channel_id = excluded.panel_channel_id \
                         THEN guilds.panel_message_id END, \
                     panel_channel_id = excluded.panel_channel_id, \
                     question_channel_id = excluded.question_channel_id, \
                     staff_channel_id = excluded.staff_channel_id, \
                     tutor_role_id = excluded.tutor_role_id, \
                     staff_role_id = excluded.staff_role_id, \
                     seen_at = excluded.seen_at, \
                     question_forum = excluded.question_forum \
                 RETURNING {COLUMNS}"
            ))
            .bind(guild.get())
            .bind(channel(places.panel_channel))
            .bind(channel(places.question_channel))
            .bind(channel(places.staff_channel))
            .bind(role(places.tutor_role))
            .bind(role(places.staff_role))
            .bind(now)
            .bind(i64::from(places.question_forum)),
        )
        .await?;
    stored.ok_or(DbError::Affected {
        what: "recording a guild",
        affected: 0,
        expected: 1,
    })
}

/// Records the panel's message, or that it is gone.
pub async fn set_panel_message(
    tx: &mut Tx,
    guild: GuildId,
    message: Option<MessageId>,
) -> Result<(), DbError> {
    tx.execute_one(
        "recording the panel",
        sql("UPDATE guilds SET panel_message_id = $2 WHERE guild_id = $1")
            .bind(guild.get())
            .bind(message.map(MessageId::get)),
    )
    .await
}

/// Forgets the panel's message if it is the given one.
pub async fn forget_panel_message(
    tx: &mut Tx,
    guild: GuildId,
    message: MessageId,
) -> Result<(), DbError> {
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

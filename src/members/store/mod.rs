//! The tables `members` and `member_roles`.

pub mod consents;
pub mod encouragements;
pub mod interests;
pub mod looks;
pub mod newcomers;

use super::erasing::Extent;
use super::model::{Member, MemberRole, Reach, Telling, Wishes};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::hours::{Hours, TimeOfDay};
use crate::ids::{ChannelId, GuildId, RoleId, UserId};

impl ReadRow for MemberRole {
    const TABLE: &'static str = "member_roles";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            role: RoleId::stored(row.int(Self::TABLE, "role_id")?),
            held: row.int(Self::TABLE, "held")? != 0,
        })
    }
}

impl ReadRow for Member {
    const TABLE: &'static str = "members";

    fn read(row: &Row) -> Result<Self, DbError> {
        let channel = row.opt_int(Self::TABLE, "dm_channel_id")?;
        let time = |column| {
            let minutes = row.opt_int(Self::TABLE, column)?;
            let time = minutes.and_then(|minutes| u16::try_from(minutes).ok());
            Ok::<_, DbError>(time.and_then(|minutes| TimeOfDay::try_from(minutes).ok()))
        };
        let (from, to) = (time("quiet_from")?, time("quiet_to")?);
        Ok(Self {
            user: UserId::stored(row.int(Self::TABLE, "user_id")?),
            reach: Reach {
                dm_channel: channel.map(ChannelId::stored),
                dms_closed: row.opt_instant(Self::TABLE, "dms_closed_at")?.is_some(),
            },
            wishes: Wishes {
                telling: row.named(Self::TABLE, "told_by", Telling::from_name)?,
                nothing: row.int(Self::TABLE, "told_nothing")? != 0,
                quiet: from.zip(to).map(|(from, to)| Hours { from, to }),
            },
            language: row.opt_text(Self::TABLE, "language")?,
        })
    }
}

fn of(user: UserId) -> Sql {
    sql("SELECT * FROM members WHERE user_id = $1").bind(user.get())
}

/// What is known of somebody.
pub async fn find(db: &Db, user: UserId) -> Result<Option<Member>, DbError> {
    db.one(of(user)).await
}

/// The same, as this transaction sees it.
pub async fn find_in(tx: &mut Tx, user: UserId) -> Result<Option<Member>, DbError> {
    tx.one(of(user)).await
}

/// Everybody of whom something is kept for all servers.
pub async fn users(db: &Db) -> Result<Vec<UserId>, DbError> {
    let users: Vec<i64> = db.all(sql("SELECT user_id AS n FROM members")).await?;
    Ok(users.into_iter().map(UserId::stored).collect())
}

/// Who is written to in a conversation, if that is known.
pub async fn in_conversation(db: &Db, channel: ChannelId) -> Result<Option<Member>, DbError> {
    db.one(sql("SELECT * FROM members WHERE dm_channel_id = $1").bind(channel.get()))
        .await
}

/// Where all is as it is with everybody, nothing of them is kept.
pub async fn forget_defaults(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    let text = "DELETE FROM members WHERE user_id = $1 AND dm_channel_id IS NULL \
                AND dms_closed_at IS NULL AND language IS NULL AND told_by = $2 \
                AND told_nothing = 0 AND quiet_from IS NULL";
    tx.execute(sql(text).bind(user.get()).bind(Telling::Direct.name()))
        .await?;
    Ok(())
}

/// Whether somebody (`$1`) is being erased, so that what is on its way would bring them back. Who
/// was told that something is left on Discord is as good as new, and what goes of a programme says
/// nothing about how somebody is reached.
pub(super) const GOING: &str = "SELECT 1 FROM erasures WHERE user_id = $1 AND cause <> 'over' \
     AND NOT (step = 'told' AND incomplete > 0)";

/// Nothing is known of them any more.
pub async fn delete(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute(sql("DELETE FROM members WHERE user_id = $1").bind(user.get()))
        .await?;
    Ok(())
}

/// Records the language in which somebody reads, or forgets it. Of whom nothing is known nothing
/// is forgotten; of whoever is being erased nothing is recorded: it would bring them back. `false`
/// if it was not for that reason.
pub async fn set_language(
    tx: &mut Tx,
    user: UserId,
    language: Option<&str>,
) -> Result<bool, DbError> {
    let text = if language.is_some() {
        format!(
            "INSERT INTO members (user_id, language) SELECT $1, $2 \
             WHERE NOT EXISTS ({GOING}) \
             ON CONFLICT (user_id) DO UPDATE SET language = excluded.language"
        )
    } else {
        "UPDATE members SET language = $2 WHERE user_id = $1 AND language IS NOT NULL".to_owned()
    };
    let language = language.map(str::to_owned);
    let is_set = language.is_some();
    let rows = tx
        .execute(sql(text).bind(user.get()).bind(language))
        .await?;
    Ok(!is_set || rows > 0)
}

/// Records whether somebody wants to hear nothing.
pub async fn set_nothing(tx: &mut Tx, user: UserId, nothing: bool) -> Result<(), DbError> {
    tx.execute_one(
        "recording who wants to hear nothing",
        sql(
            "INSERT INTO members (user_id, told_nothing) VALUES ($1, $2) \
             ON CONFLICT (user_id) DO UPDATE SET told_nothing = excluded.told_nothing",
        )
        .bind(user.get())
        .bind(i64::from(nothing)),
    )
    .await
}

/// Records somebody's own quiet time.
pub async fn set_quiet(tx: &mut Tx, user: UserId, quiet: Option<Hours>) -> Result<(), DbError> {
    let minutes = |time: TimeOfDay| i64::from(time.minutes());
    tx.execute_one(
        "recording somebody's quiet time",
        sql(
            "INSERT INTO members (user_id, quiet_from, quiet_to) VALUES ($1, $2, $3) \
             ON CONFLICT (user_id) DO UPDATE SET quiet_from = excluded.quiet_from, \
                 quiet_to = excluded.quiet_to",
        )
        .bind(user.get())
        .bind(quiet.map(|hours| minutes(hours.from)))
        .bind(quiet.map(|hours| minutes(hours.to))),
    )
    .await
}

/// Records how somebody wants to be told.
pub async fn set_telling(tx: &mut Tx, user: UserId, telling: Telling) -> Result<(), DbError> {
    tx.execute_one(
        "recording how somebody is told",
        sql("INSERT INTO members (user_id, told_by) VALUES ($1, $2) \
             ON CONFLICT (user_id) DO UPDATE SET told_by = excluded.told_by")
        .bind(user.get())
        .bind(telling.name()),
    )
    .await
}

/// Records the conversation with somebody; not of whoever is being erased: what was on its way
/// would bring them back.
pub async fn set_dm_channel(tx: &mut Tx, user: UserId, channel: ChannelId) -> Result<(), DbError> {
    tx.execute(
        sql(format!(
            "INSERT INTO members (user_id, dm_channel_id) \
             SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT) \
             WHERE NOT EXISTS ({GOING}) \
             ON CONFLICT (user_id) DO UPDATE SET dm_channel_id = excluded.dm_channel_id"
        ))
        .bind(user.get())
        .bind(channel.get()),
    )
    .await?;
    Ok(())
}

/// Records that direct messages to somebody are refused; not of whoever is being erased: what was
/// on its way would bring them back.
pub async fn set_dms_closed(tx: &mut Tx, user: UserId, now: Instant) -> Result<(), DbError> {
    tx.execute(
        sql(format!(
            "INSERT INTO members (user_id, dms_closed_at) \
             SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT) \
             WHERE NOT EXISTS ({GOING}) \
             ON CONFLICT (user_id) DO UPDATE SET dms_closed_at = excluded.dms_closed_at"
        ))
        .bind(user.get())
        .bind(now),
    )
    .await?;
    Ok(())
}

/// Forgets that direct messages to somebody were refused; of most people nothing is known.
pub async fn forget_dms_closed(tx: &mut Tx, user: UserId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE members SET dms_closed_at = NULL \
             WHERE user_id = $1 AND dms_closed_at IS NOT NULL")
        .bind(user.get()),
    )
    .await?;
    Ok(())
}

/// Forgets a wish about a role.
pub async fn forget_role(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute(sql("DELETE FROM member_roles WHERE id = $1").bind(id))
        .await?;
    Ok(())
}

/// The same, if the wish is not to have it.
pub async fn forget_role_taken(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    let text = "DELETE FROM member_roles WHERE id = $1 AND held = 0";
    tx.execute(sql(text).bind(id)).await?;
    Ok(())
}

/// Keeps a wish about a role and returns its id; a later wish takes the place of an
/// earlier one.
pub async fn keep_role(tx: &mut Tx, wish: &MemberRole) -> Result<i64, DbError> {
    let id: Option<i64> = tx
        .one(
            sql(
                "INSERT INTO member_roles (guild_id, user_id, role_id, held) \
                 VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (guild_id, user_id, role_id) DO UPDATE SET held = excluded.held \
                 RETURNING id AS n",
            )
            .bind(wish.guild.get())
            .bind(wish.user.get())
            .bind(wish.role.get())
            .bind(i64::from(wish.held)),
        )
        .await?;
    id.ok_or(DbError::Affected {
        what: "keeping a role",
        affected: 0,
        expected: 1,
    })
}

const ROLE: &str = "SELECT guild_id, user_id, role_id, held FROM member_roles WHERE id = $1";

/// One wish about a role.
pub async fn role(db: &Db, id: i64) -> Result<Option<MemberRole>, DbError> {
    db.one(sql(ROLE).bind(id)).await
}

/// The same, as this transaction sees it.
pub async fn role_in(tx: &mut Tx, id: i64) -> Result<Option<MemberRole>, DbError> {
    tx.one(sql(ROLE).bind(id)).await
}

/// The wishes about somebody's roles in a server.
pub async fn wishes(db: &Db, guild: GuildId, user: UserId) -> Result<Vec<MemberRole>, DbError> {
    db.all(
        sql("SELECT guild_id, user_id, role_id, held FROM member_roles \
             WHERE guild_id = $1 AND user_id = $2 ORDER BY id")
        .bind(guild.get())
        .bind(user.get()),
    )
    .await
}

/// Everybody who has a role by a wish in a server.
pub async fn with_roles(db: &Db, guild: GuildId) -> Result<Vec<UserId>, DbError> {
    let text = "SELECT DISTINCT user_id AS n FROM member_roles WHERE guild_id = $1 AND held = 1";
    let users: Vec<i64> = db.all(sql(text).bind(guild.get())).await?;
    Ok(users.into_iter().map(UserId::stored).collect())
}

/// The wishes about somebody's roles that they have.
pub async fn roles_held(tx: &mut Tx, user: UserId) -> Result<Vec<MemberRole>, DbError> {
    tx.all(
        sql("SELECT guild_id, user_id, role_id, held FROM member_roles \
             WHERE user_id = $1 AND held = 1 ORDER BY id")
        .bind(user.get()),
    )
    .await
}

/// The wishes about somebody's roles, by their ids: none of them is a programme's.
pub async fn roles_of(tx: &mut Tx, user: UserId, extent: Extent) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql("SELECT id AS n FROM member_roles WHERE user_id = $1 \
                 AND (CAST($2 AS BIGINT) IS NULL OR guild_id = $2) \
                 AND CAST($3 AS BIGINT) IS NULL ORDER BY id")
        .bind(user.get())
        .bind(extent.guild())
        .bind(extent.programme()),
    )
    .await
}

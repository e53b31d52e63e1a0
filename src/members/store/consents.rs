//! The table `consents`.

use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{GuildId, UserId};
use crate::members::Consent;

impl ReadRow for Consent {
    const TABLE: &'static str = "consents";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            agreed: row.int(Self::TABLE, "agreed")? != 0,
            version: row.int(Self::TABLE, "version")?,
            at: row.instant(Self::TABLE, "answered_at")?,
        })
    }
}

fn of(guild: GuildId, user: UserId) -> Sql {
    sql("SELECT * FROM consents WHERE guild_id = $1 AND user_id = $2")
        .bind(guild.get())
        .bind(user.get())
}

/// What somebody has answered in a server.
pub async fn find(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Consent>, DbError> {
    db.one(of(guild, user)).await
}

/// The same, as this transaction sees it.
pub async fn find_in(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
) -> Result<Option<Consent>, DbError> {
    tx.one(of(guild, user)).await
}

/// Whether somebody has agreed in any server.
pub async fn has_agreed_anywhere(db: &Db, user: UserId) -> Result<bool, DbError> {
    let text = "SELECT user_id AS n FROM consents WHERE user_id = $1 AND agreed = 1 LIMIT 1";
    let found: Option<i64> = db.one(sql(text).bind(user.get())).await?;
    Ok(found.is_some())
}

struct Refused(GuildId, Consent);

impl ReadRow for Refused {
    const TABLE: &'static str = Consent::TABLE;

    fn read(row: &Row) -> Result<Self, DbError> {
        let guild = GuildId::stored(row.int(Self::TABLE, "guild_id")?);
        Ok(Self(guild, Consent::read(row)?))
    }
}

/// Where somebody has refused, and what.
pub async fn refused(tx: &mut Tx, user: UserId) -> Result<Vec<(GuildId, Consent)>, DbError> {
    let text = "SELECT * FROM consents WHERE user_id = $1 AND agreed = 0";
    let refused: Vec<Refused> = tx.all(sql(text).bind(user.get())).await?;
    Ok(refused
        .into_iter()
        .map(|Refused(guild, consent)| (guild, consent))
        .collect())
}

/// This is what they answer from now on.
pub async fn put(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    consent: Consent,
) -> Result<(), DbError> {
    tx.execute_one(
        "recording a consent",
        sql(
            "INSERT INTO consents (guild_id, user_id, agreed, version, answered_at) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (guild_id, user_id) DO UPDATE SET agreed = excluded.agreed, \
                 version = excluded.version, answered_at = excluded.answered_at",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(i64::from(consent.agreed))
        .bind(consent.version)
        .bind(consent.at),
    )
    .await
}

//! The table `programmes`.

use chrono::NaiveDate;

use super::model::{Draft, Period, Programme};
use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, ProgrammeId, RoleId};

const COLUMNS: &str = "id, guild_id, name, municipality, area, first_day, last_day, role_id, \
                       staff_role_id, erase_on, erase_told_at, erased_at, version";

impl ReadRow for Programme {
    const TABLE: &'static str = "programmes";

    fn read(row: &Row) -> Result<Self, DbError> {
        let date = |column| row.named(Self::TABLE, column, |text| text.parse::<NaiveDate>().ok());
        let role = |column| Ok::<_, DbError>(row.opt_int(Self::TABLE, column)?.map(RoleId::stored));
        Ok(Self {
            id: ProgrammeId(row.int(Self::TABLE, "id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            name: row.text(Self::TABLE, "name")?,
            municipality: row.text(Self::TABLE, "municipality")?,
            area: row.text(Self::TABLE, "area")?,
            period: Period {
                first: date("first_day")?,
                last: date("last_day")?,
            },
            role: role("role_id")?,
            staff_role: role("staff_role_id")?,
            erase_on: match row.opt_text(Self::TABLE, "erase_on")? {
                Some(_) => Some(date("erase_on")?),
                None => None,
            },
            erase_told_at: row.opt_instant(Self::TABLE, "erase_told_at")?,
            erased_at: row.opt_instant(Self::TABLE, "erased_at")?,
            version: row.int(Self::TABLE, "version")?,
        })
    }
}

/// The programmes of a guild, those that began last first.
pub async fn all(db: &Db, guild: GuildId) -> Result<Vec<Programme>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM programmes WHERE guild_id = $1 \
             ORDER BY first_day DESC, id DESC"
        ))
        .bind(guild.get()),
    )
    .await
}

/// Stores a new programme; a UNIQUE violation is that the name is taken.
pub async fn insert(tx: &mut Tx, guild: GuildId, draft: &Draft) -> Result<Programme, DbError> {
    let stored = tx
        .one(
            sql(format!(
                "INSERT INTO programmes (guild_id, name, municipality, area, first_day, last_day, \
                     care_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, 0) RETURNING {COLUMNS}"
            ))
            .bind(guild.get())
            .bind(draft.name.as_str())
            .bind(draft.municipality.as_str())
            .bind(draft.area.as_str())
            .bind(draft.period.first.to_string())
            .bind(draft.period.last.to_string()),
        )
        .await?;
    stored.ok_or(DbError::Affected {
        what: "storing a programme",
        affected: 0,
        expected: 1,
    })
}

/// Stores a changed programme if its version is still that of before; `false` if somebody
/// was faster. It is looked at anew when what is kept in it goes.
pub async fn update(tx: &mut Tx, changed: &Programme) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql(
                "UPDATE programmes SET name = $4, municipality = $5, area = $6, first_day = $7, \
                     last_day = $8, role_id = $9, staff_role_id = $10, erase_on = $11, \
                     erase_told_at = $12, erased_at = $13, care_at = 0, version = version + 1 \
                 WHERE id = $1 AND guild_id = $2 AND version = $3",
            )
            .bind(changed.id.0)
            .bind(changed.guild.get())
            .bind(changed.version)
            .bind(changed.name.as_str())
            .bind(changed.municipality.as_str())
            .bind(changed.area.as_str())
            .bind(changed.period.first.to_string())
            .bind(changed.period.last.to_string())
            .bind(changed.role.map(RoleId::get))
            .bind(changed.staff_role.map(RoleId::get))
            .bind(changed.erase_on.map(|day| day.to_string()))
            .bind(changed.erase_told_at)
            .bind(changed.erased_at),
        )
        .await?;
    Ok(affected == 1)
}

// ---- what is kept in one that is over ---------------------------------------------------

/// One programme.
pub async fn find(db: &Db, id: ProgrammeId) -> Result<Option<Programme>, DbError> {
    let text = format!("SELECT {COLUMNS} FROM programmes WHERE id = $1");
    db.one(sql(text).bind(id.0)).await
}

/// Those that are to be looked at, because what is kept in them may go.
pub async fn due(db: &Db, now: Instant, most: i64) -> Result<Vec<Programme>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM programmes WHERE care_at <= $1 ORDER BY care_at, id LIMIT $2"
        ))
        .bind(now)
        .bind(most),
    )
    .await
}

/// One is looked at again then, as long as nobody has changed it meanwhile.
pub async fn look_again(
    tx: &mut Tx,
    programme: &Programme,
    at: Option<Instant>,
) -> Result<bool, DbError> {
    let affected = tx
        .execute(
            sql("UPDATE programmes SET care_at = $3, erase_told_at = $4, \
                     version = version + CASE WHEN erased_at IS NULL \
                         AND CAST($5 AS BIGINT) IS NOT NULL THEN 1 ELSE 0 END, \
                     erased_at = $5 \
                 WHERE id = $1 AND version = $2")
            .bind(programme.id.0)
            .bind(programme.version)
            .bind(at)
            .bind(programme.erase_told_at)
            .bind(programme.erased_at),
        )
        .await?;
    Ok(affected == 1)
}

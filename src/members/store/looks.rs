//! The table `looks`.

use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, QuestionId, RequestId, UserId};
use crate::members::looks::{Look, LookedAt};

fn stored(what: LookedAt) -> (&'static str, i64) {
    match what {
        LookedAt::Asker(id) => ("asker", id.0),
        LookedAt::Excluded(id) => ("excluded", id.0),
        LookedAt::About(id) => ("about", id.0),
    }
}

impl ReadRow for Look {
    const TABLE: &'static str = "looks";

    fn read(row: &Row) -> Result<Self, DbError> {
        let about = row.int(Self::TABLE, "about_id")?;
        let what = |name: &str| match name {
            "asker" => Some(LookedAt::Asker(QuestionId(about))),
            "excluded" => Some(LookedAt::Excluded(RequestId(about))),
            "about" => Some(LookedAt::About(RequestId(about))),
            _ => None,
        };
        Ok(Self {
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            by: UserId::stored(row.int(Self::TABLE, "looked_by")?),
            what: row.named(Self::TABLE, "kind", what)?,
            reason: row.text(Self::TABLE, "reason")?,
            at: row.instant(Self::TABLE, "looked_at")?,
        })
    }
}

/// Records a look at something of somebody.
pub async fn insert(tx: &mut Tx, user: UserId, look: &Look) -> Result<(), DbError> {
    let (kind, about) = stored(look.what);
    tx.execute_one(
        "recording a look",
        sql(
            "INSERT INTO looks (guild_id, user_id, looked_by, kind, about_id, reason, looked_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(look.guild.get())
        .bind(user.get())
        .bind(look.by.get())
        .bind(kind)
        .bind(about)
        .bind(look.reason.as_str())
        .bind(look.at),
    )
    .await
}

/// Whether somebody has looked at something.
pub async fn is_by(tx: &mut Tx, what: LookedAt, by: UserId) -> Result<bool, DbError> {
    let (kind, about) = stored(what);
    let text = "SELECT id AS n FROM looks WHERE kind = $1 AND about_id = $2 AND looked_by = $3 \
                LIMIT 1";
    let look = sql(text).bind(kind).bind(about).bind(by.get());
    let found: Option<i64> = tx.one(look).await?;
    Ok(found.is_some())
}

/// The newest looks at what is somebody's, newest first; at one thing, or at all.
pub async fn newest(
    db: &Db,
    user: UserId,
    what: Option<LookedAt>,
    most: i64,
) -> Result<Vec<Look>, DbError> {
    let (kind, about) = what.map_or(("", 0), stored);
    db.all(
        sql("SELECT * FROM looks WHERE user_id = $1 \
                 AND ($2 = '' OR (kind = $2 AND about_id = $3)) \
             ORDER BY id DESC LIMIT $4")
        .bind(user.get())
        .bind(kind)
        .bind(about)
        .bind(most),
    )
    .await
}

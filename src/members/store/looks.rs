//! The table `looks`.

use chrono::Duration;

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{CourseId, GuildId, LookId, QuestionId, RequestId, SessionId, TutorId, UserId};
use crate::members::looks::{Look, LookedAt};

impl ReadRow for Look {
    const TABLE: &'static str = "looks";

    fn read(row: &Row) -> Result<Self, DbError> {
        let about = row.int(Self::TABLE, "about_id")?;
        let what = |name: &str| match name {
            "asker" => Some(LookedAt::Asker(QuestionId(about))),
            "excluded" => Some(LookedAt::Excluded(RequestId(about))),
            "about" => Some(LookedAt::About(RequestId(about))),
            "overview" => Some(LookedAt::Overview),
            "registration" => Some(LookedAt::Registration(TutorId(about))),
            "request" => Some(LookedAt::Request(RequestId(about))),
            "session" => Some(LookedAt::Session(SessionId(about))),
            "report" => Some(LookedAt::Report(CourseId(about))),
            "export" => Some(LookedAt::Export),
            "settings" => Some(LookedAt::Settings),
            _ => None,
        };
        let reason = row.text(Self::TABLE, "reason")?;
        Ok(Self {
            id: LookId(row.int(Self::TABLE, "id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            by: row.opt_int(Self::TABLE, "looked_by")?.map(UserId::stored),
            what: row.named(Self::TABLE, "kind", what)?,
            reason: (!reason.is_empty()).then_some(reason),
            at: row.instant(Self::TABLE, "looked_at")?,
        })
    }
}

/// Records a look at something of somebody.
pub async fn insert(
    tx: &mut Tx,
    (guild, user): (GuildId, UserId),
    what: LookedAt,
    by: UserId,
    reason: &str,
    at: Instant,
) -> Result<(), DbError> {
    let (kind, about) = what.stored();
    tx.execute_one(
        "recording a look",
        sql(
            "INSERT INTO looks (guild_id, user_id, looked_by, kind, about_id, reason, looked_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(by.get())
        .bind(kind)
        .bind(about)
        .bind(reason)
        .bind(at),
    )
    .await
}

/// Records a look without a reason of its own, unless there was the same since an instant; not at
/// somebody whose data has just gone: what was on its way would bring them back.
pub async fn insert_once(
    tx: &mut Tx,
    (guild, user): (GuildId, UserId),
    what: LookedAt,
    by: Option<UserId>,
    (since, at): (Instant, Instant),
) -> Result<(), DbError> {
    let (kind, about) = what.stored();
    tx.execute(
        sql(
            "INSERT INTO looks (guild_id, user_id, looked_by, kind, about_id, reason, looked_at) \
             SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), \
                 CAST($4 AS TEXT), CAST($5 AS BIGINT), '', CAST($6 AS BIGINT) \
             WHERE NOT EXISTS (SELECT 1 FROM looks WHERE user_id = $2 AND guild_id = $1 \
                     AND kind = $4 AND about_id = $5 AND COALESCE(looked_by, 0) = COALESCE($3, 0) \
                     AND looked_at > $7) \
                 AND NOT EXISTS (SELECT 1 FROM erasures WHERE user_id = $2 \
                     AND (cause = 'asked' OR cause = 'left' AND guild_id = $1) \
                     AND step IN ('nameless', 'told') AND step_at > $8)",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(by.map(UserId::get))
        .bind(kind)
        .bind(about)
        .bind(at)
        .bind(since)
        .bind(at - Duration::minutes(1)),
    )
    .await?;
    Ok(())
}

/// Whether somebody has looked at something.
pub async fn is_by(tx: &mut Tx, what: LookedAt, by: UserId) -> Result<bool, DbError> {
    let (kind, about) = what.stored();
    let text = "SELECT id AS n FROM looks WHERE kind = $1 AND about_id = $2 AND looked_by = $3 \
                LIMIT 1";
    let look = sql(text).bind(kind).bind(about).bind(by.get());
    let found: Option<i64> = tx.one(look).await?;
    Ok(found.is_some())
}

/// The newest looks at one thing of somebody, newest first.
pub async fn newest_at(
    db: &Db,
    user: UserId,
    what: LookedAt,
    most: i64,
) -> Result<Vec<Look>, DbError> {
    let (kind, about) = what.stored();
    let text = "SELECT * FROM looks WHERE user_id = $1 AND kind = $2 AND about_id = $3 \
                ORDER BY id DESC LIMIT $4";
    let look = sql(text).bind(user.get()).bind(kind).bind(about);
    db.all(look.bind(most)).await
}

/// The newest looks at anything of somebody, newest first; of those before one. Of the overview the
/// last look of each.
pub async fn newest(
    db: &Db,
    user: UserId,
    before: Option<LookId>,
    most: i64,
) -> Result<Vec<Look>, DbError> {
    let text = "SELECT * FROM looks l WHERE user_id = $1 AND id < $2 \
                AND (kind <> 'overview' OR NOT EXISTS (SELECT 1 FROM looks n \
                    WHERE n.user_id = l.user_id AND n.kind = 'overview' \
                        AND n.guild_id = l.guild_id AND n.looked_by = l.looked_by AND n.id > l.id)) \
                ORDER BY id DESC LIMIT $3";
    let before = before.map_or(i64::MAX, |id| id.0);
    db.all(sql(text).bind(user.get()).bind(before).bind(most))
        .await
}

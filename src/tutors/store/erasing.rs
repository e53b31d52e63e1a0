//! Where somebody stands in what is about tutors.

use crate::db::{DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, RequestId, UserId};
use crate::members::{Extent, Trace};

/// What offered their request or passed on their word; their registration and requests as staff
/// were told of them; their room; what names them to others.
pub async fn traces(tx: &mut Tx, user: UserId, extent: Extent) -> Result<Vec<Trace>, DbError> {
    tx.all(
        sql("SELECT guild_id, channel_id, what, message_id FROM ( \
                 SELECT guild_id, staff_channel_id AS channel_id, 'message' AS what, \
                     staff_message_id AS message_id \
                 FROM tutor_requests WHERE member_id = $1 AND staff_message_id IS NOT NULL \
                     AND (CAST($3 AS BIGINT) IS NULL OR programme_id = $3) \
                 UNION ALL \
                 SELECT guild_id, staff_channel_id, 'message', staff_message_id FROM tutors \
                 WHERE user_id = $1 AND staff_message_id IS NOT NULL \
                     AND CAST($3 AS BIGINT) IS NULL \
                 UNION ALL \
                 SELECT guild_id, thread_id, 'ours', NULL FROM tutor_rooms \
                 WHERE user_id = $1 AND CAST($3 AS BIGINT) IS NULL \
                 UNION ALL \
                 SELECT guild_id, thread_id, 'written', NULL FROM tutor_rooms \
                 WHERE user_id = $1 AND CAST($3 AS BIGINT) IS NULL \
                 UNION ALL \
                 SELECT n.guild_id, n.channel_id, 'message', n.message_id FROM tutor_notices n \
                 WHERE n.user_id <> $1 AND n.message_id IS NOT NULL \
                     AND (n.kind = 'offer' AND n.about_id IN ( \
                             SELECT o.id FROM tutor_offers o \
                             JOIN tutor_requests r ON r.id = o.request_id \
                             WHERE r.member_id = $1 \
                                 AND (CAST($3 AS BIGINT) IS NULL OR r.programme_id = $3)) \
                         OR n.kind = 'note' AND n.about_id IN ( \
                             SELECT id FROM tutor_requests WHERE member_id = $1 \
                                 AND (CAST($3 AS BIGINT) IS NULL OR programme_id = $3))) \
                 UNION ALL \
                 SELECT n.guild_id, n.channel_id, 'message', n.message_id FROM tutor_notices n \
                 WHERE n.user_id = $1 AND n.message_id IS NOT NULL \
                     AND (n.kind = 'offer' AND n.about_id IN ( \
                             SELECT o.id FROM tutor_offers o \
                             JOIN tutor_requests r ON r.id = o.request_id \
                             WHERE r.programme_id = $3) \
                         OR n.kind IN ('made', 'nobody', 'still', 'back', 'matched', 'closed', \
                             'expired', 'form', 'thanks', 'note', 'taken') \
                         AND n.about_id IN (SELECT id FROM tutor_requests \
                             WHERE programme_id = $3)) \
                 UNION ALL \
                 SELECT n.guild_id, n.channel_id, 'names', NULL FROM tutor_notices n \
                 WHERE n.user_id <> $1 AND n.message_id IS NOT NULL \
                     AND n.kind IN ('made', 'nobody', 'still', 'back', 'matched', 'closed', \
                         'expired', 'form', 'thanks', 'note', 'taken') \
                     AND n.about_id IN (SELECT id FROM tutor_requests r \
                         WHERE (r.member_id = $1 OR r.tutor_id = $1 \
                             OR EXISTS (SELECT 1 FROM tutor_offers o \
                                 WHERE o.request_id = r.id AND o.user_id = $1)) \
                             AND (CAST($3 AS BIGINT) IS NULL OR r.programme_id = $3))) traces \
             WHERE channel_id IS NOT NULL \
                 AND (CAST($2 AS BIGINT) IS NULL OR guild_id = $2)")
        .bind(user.get())
        .bind(extent.guild())
        .bind(extent.programme()),
    )
    .await
}

/// A request about which somebody talked, whose it is, and where it was made.
pub struct Talked {
    pub request: RequestId,
    pub member: UserId,
    pub guild: GuildId,
}

impl ReadRow for Talked {
    const TABLE: &'static str = "tutor_requests";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            request: RequestId(row.int(Self::TABLE, "id")?),
            member: UserId::stored(row.int(Self::TABLE, "member_id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
        })
    }
}

/// The requests about which they talked with somebody, also where the talk went on with another.
pub async fn talked(tx: &mut Tx, user: UserId, extent: Extent) -> Result<Vec<Talked>, DbError> {
    tx.all(
        sql(
            "SELECT r.id, r.member_id, r.guild_id FROM tutor_requests r \
             WHERE (CAST($2 AS BIGINT) IS NULL OR r.guild_id = $2) \
                 AND (CAST($3 AS BIGINT) IS NULL OR r.programme_id = $3) \
                 AND ($1 IN (r.member_id, r.tutor_id) \
                     OR EXISTS (SELECT 1 FROM tutor_offers o WHERE o.request_id = r.id \
                         AND o.user_id = $1 AND o.state IN ('accepted', 'handed_back'))) \
             ORDER BY r.id",
        )
        .bind(user.get())
        .bind(extent.guild())
        .bind(extent.programme()),
    )
    .await
}

/// The tutors who took a request, in the order in which they did.
pub async fn tutors_of(tx: &mut Tx, request: RequestId) -> Result<Vec<i64>, DbError> {
    tx.all(
        sql("SELECT user_id AS n FROM tutor_offers \
             WHERE request_id = $1 AND state IN ('accepted', 'handed_back') \
             ORDER BY answered_at, id")
        .bind(request.0),
    )
    .await
}

/// Whether somebody has a request, a talk or an offer that stands.
pub async fn is_under_way(tx: &mut Tx, user: UserId, extent: Extent) -> Result<bool, DbError> {
    let found: Option<i64> = tx
        .one(
            sql("SELECT r.id AS n FROM tutor_requests r \
                 WHERE (CAST($2 AS BIGINT) IS NULL OR r.guild_id = $2) \
                     AND (CAST($3 AS BIGINT) IS NULL OR r.programme_id = $3) \
                     AND ($1 IN (r.member_id, r.tutor_id) \
                             AND r.state IN ('waiting', 'offered', 'matched') \
                         OR EXISTS (SELECT 1 FROM tutor_offers o WHERE o.request_id = r.id \
                             AND o.user_id = $1 AND o.state = 'open')) LIMIT 1")
            .bind(user.get())
            .bind(extent.guild())
            .bind(extent.programme()),
        )
        .await?;
    Ok(found.is_some())
}

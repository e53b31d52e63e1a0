//! The tables `tutor_offers` and `tutor_feedback`.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, OfferId, RequestId, UserId};
use crate::tutors::model::{Offer, OfferState, Why};
use crate::tutors::talking::Feedback;

const COLUMNS: &str = "id, guild_id, request_id, user_id, state, by_hand, offered_at, expires_at, \
     answered_at, reason, why";

impl ReadRow for Offer {
    const TABLE: &'static str = "tutor_offers";

    fn read(row: &Row) -> Result<Self, DbError> {
        let why = row.text(Self::TABLE, "why")?;
        Ok(Self {
            id: OfferId(row.int(Self::TABLE, "id")?),
            guild: GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            request: RequestId(row.int(Self::TABLE, "request_id")?),
            tutor: UserId::stored(row.int(Self::TABLE, "user_id")?),
            state: row.named(Self::TABLE, "state", OfferState::from_name)?,
            by_hand: row.opt_int(Self::TABLE, "by_hand")?.map(UserId::stored),
            offered_at: row.instant(Self::TABLE, "offered_at")?,
            expires_at: row.instant(Self::TABLE, "expires_at")?,
            answered_at: row.opt_instant(Self::TABLE, "answered_at")?,
            reason: row.text(Self::TABLE, "reason")?,
            why: why.split_whitespace().filter_map(Why::from_name).collect(),
        })
    }
}

/// An offer before it has an id.
#[derive(Debug)]
pub struct NewOffer<'a> {
    pub guild: GuildId,
    pub request: RequestId,
    pub tutor: UserId,
    pub by_hand: Option<UserId>,
    pub offered_at: Instant,
    pub expires_at: Instant,
    pub why: &'a [Why],
}

/// Stores an offer.
pub async fn insert(tx: &mut Tx, new: &NewOffer<'_>) -> Result<Option<Offer>, DbError> {
    let why: Vec<&str> = new.why.iter().map(|why| why.name()).collect();
    tx.one(
        sql(format!(
            "INSERT INTO tutor_offers (guild_id, request_id, user_id, state, by_hand, \
                 offered_at, expires_at, why) \
             VALUES ($1, $2, $3, 'open', $4, $5, $6, $7) RETURNING {COLUMNS}"
        ))
        .bind(new.guild.get())
        .bind(new.request.0)
        .bind(new.tutor.get())
        .bind(new.by_hand.map(UserId::get))
        .bind(new.offered_at)
        .bind(new.expires_at)
        .bind(why.join(" ")),
    )
    .await
}

/// An offer of a guild.
pub async fn find(db: &Db, guild: GuildId, id: OfferId) -> Result<Option<Offer>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers WHERE guild_id = $1 AND id = $2"
        ))
        .bind(guild.get())
        .bind(id.0),
    )
    .await
}

/// The same, as this transaction sees it.
pub async fn find_in(tx: &mut Tx, guild: GuildId, id: OfferId) -> Result<Option<Offer>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers WHERE guild_id = $1 AND id = $2"
        ))
        .bind(guild.get())
        .bind(id.0),
    )
    .await
}

/// The open offer of a request.
pub async fn open_of_request(tx: &mut Tx, id: RequestId) -> Result<Option<Offer>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers WHERE request_id = $1 AND state = 'open'"
        ))
        .bind(id.0),
    )
    .await
}

/// The offer that led to the talk of a request.
pub async fn accepted_of_request(tx: &mut Tx, id: RequestId) -> Result<Option<Offer>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers WHERE request_id = $1 AND state = 'accepted'"
        ))
        .bind(id.0),
    )
    .await
}

/// All offers of a request, oldest first.
pub async fn of_request(db: &Db, id: RequestId) -> Result<Vec<Offer>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers WHERE request_id = $1 ORDER BY id"
        ))
        .bind(id.0),
    )
    .await
}

/// The newest offers of a guild with an answer of a kind.
pub async fn newest(
    db: &Db,
    guild: GuildId,
    state: OfferState,
    most: i64,
) -> Result<Vec<Offer>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers WHERE guild_id = $1 AND state = $2 \
             ORDER BY answered_at DESC, id DESC LIMIT $3"
        ))
        .bind(guild.get())
        .bind(state.name())
        .bind(most),
    )
    .await
}

/// The open offers to a tutor, oldest first.
pub async fn open_of_tutor(
    tx: &mut Tx,
    guild: GuildId,
    tutor: UserId,
) -> Result<Vec<Offer>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers \
             WHERE guild_id = $1 AND user_id = $2 AND state = 'open' ORDER BY id"
        ))
        .bind(guild.get())
        .bind(tutor.get()),
    )
    .await
}

/// How the newest answered offers to a tutor ended, newest first; those that were taken back
/// say nothing.
pub async fn last_answers(
    tx: &mut Tx,
    guild: GuildId,
    tutor: UserId,
    most: i64,
) -> Result<Vec<Offer>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_offers \
             WHERE guild_id = $1 AND user_id = $2 AND state NOT IN ('open', 'withdrawn') \
             ORDER BY id DESC LIMIT $3"
        ))
        .bind(guild.get())
        .bind(tutor.get())
        .bind(most),
    )
    .await
}

/// Stores how an offer was answered. The guild is held.
pub async fn update(tx: &mut Tx, offer: &Offer) -> Result<(), DbError> {
    tx.execute_one(
        "answering an offer",
        sql("UPDATE tutor_offers SET state = $2, answered_at = $3, reason = $4 WHERE id = $1")
            .bind(offer.id.0)
            .bind(offer.state.name())
            .bind(offer.answered_at)
            .bind(offer.reason.as_str()),
    )
    .await
}

/// Open offers of all guilds that run out by an instant.
pub async fn to_expire(db: &Db, now: Instant) -> Result<Vec<(GuildId, OfferId)>, DbError> {
    let rows: Vec<Offer> = db
        .all(
            sql(format!(
                "SELECT {COLUMNS} FROM tutor_offers \
                 WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at"
            ))
            .bind(now),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|offer| (offer.guild, offer.id))
        .collect())
}

/// What a tutor carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub user: i64,
    /// Talks and open offers.
    pub now: i64,
    /// Talks and open offers; and of the last time talks that are over and offers that ran
    /// out.
    pub lately: i64,
    pub last_asked: Option<Instant>,
}

impl ReadRow for Load {
    const TABLE: &'static str = "tutor_offers";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            user: row.int(Self::TABLE, "user_id")?,
            now: row.int(Self::TABLE, "carries")?,
            lately: row.int(Self::TABLE, "lately")?,
            last_asked: row.opt_instant(Self::TABLE, "last_asked")?,
        })
    }
}

const LOADS: &str = "SELECT o.user_id, \
         CAST(SUM(CASE WHEN o.state = 'open' OR (o.state = 'accepted' AND r.state = 'matched') \
             THEN 1 ELSE 0 END) AS BIGINT) AS carries, \
         CAST(SUM(CASE WHEN o.state = 'open' OR (o.state = 'accepted' \
                 AND (r.state = 'matched' OR o.answered_at > $2)) \
                 OR (o.state = 'expired' AND o.answered_at > $2) \
             THEN 1 ELSE 0 END) AS BIGINT) AS lately, \
         MAX(o.offered_at) AS last_asked \
     FROM tutor_offers o JOIN tutor_requests r ON r.id = o.request_id \
     WHERE o.guild_id = $1 GROUP BY o.user_id";

fn by_user(rows: Vec<Load>) -> BTreeMap<UserId, Load> {
    let rows = rows.into_iter();
    rows.map(|load| (UserId::stored(load.user), load)).collect()
}

/// What those who were ever asked in a guild carry; `since` says which of what is over counts.
pub async fn loads_in(
    tx: &mut Tx,
    guild: GuildId,
    since: Instant,
) -> Result<BTreeMap<UserId, Load>, DbError> {
    Ok(by_user(
        tx.all(sql(LOADS).bind(guild.get()).bind(since)).await?,
    ))
}

/// The same outside a transaction.
pub async fn loads(
    db: &Db,
    guild: GuildId,
    since: Instant,
) -> Result<BTreeMap<UserId, Load>, DbError> {
    Ok(by_user(
        db.all(sql(LOADS).bind(guild.get()).bind(since)).await?,
    ))
}

struct Chosen(UserId, UserId);

impl ReadRow for Chosen {
    const TABLE: &'static str = "tutor_feedback";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            UserId::stored(row.int(Self::TABLE, "member_id")?),
            UserId::stored(row.int(Self::TABLE, "tutor_id")?),
        ))
    }
}

/// The tutors, by member, of talks after which both chose each other again, the last time.
pub async fn again(
    tx: &mut Tx,
    guild: GuildId,
) -> Result<BTreeMap<UserId, BTreeSet<UserId>>, DbError> {
    let rows: Vec<Chosen> = tx
        .all(
            sql("SELECT f.member_id, f.tutor_id FROM tutor_feedback f \
                 WHERE f.guild_id = $1 AND f.member_again = 1 AND f.tutor_again = 1 \
                     AND NOT EXISTS (SELECT 1 FROM tutor_feedback later \
                         WHERE later.guild_id = $1 AND later.member_id = f.member_id \
                             AND later.tutor_id = f.tutor_id AND later.request_id > f.request_id \
                             AND (later.member_again = 0 OR later.tutor_again = 0))")
            .bind(guild.get()),
        )
        .await?;
    Ok(by_member(rows))
}

/// The tutors, by member, of all talks that are over.
pub async fn met(
    tx: &mut Tx,
    guild: GuildId,
) -> Result<BTreeMap<UserId, BTreeSet<UserId>>, DbError> {
    let rows: Vec<Chosen> = tx
        .all(
            sql("SELECT DISTINCT member_id, tutor_id FROM tutor_requests \
                 WHERE guild_id = $1 AND state = 'finished' AND tutor_id IS NOT NULL")
            .bind(guild.get()),
        )
        .await?;
    Ok(by_member(rows))
}

fn by_member(rows: Vec<Chosen>) -> BTreeMap<UserId, BTreeSet<UserId>> {
    let mut tutors: BTreeMap<UserId, BTreeSet<UserId>> = BTreeMap::new();
    for Chosen(member, tutor) in rows {
        tutors.entry(member).or_default().insert(tutor);
    }
    tutors
}

impl ReadRow for Feedback {
    const TABLE: &'static str = "tutor_feedback";

    fn read(row: &Row) -> Result<Self, DbError> {
        let flag = |column| {
            let number = row.opt_int(Self::TABLE, column)?;
            Ok::<_, DbError>(number.map(|number| number != 0))
        };
        let rating = row.opt_int(Self::TABLE, "rating")?;
        Ok(Self {
            rating: rating.and_then(|rating| u8::try_from(rating).ok()),
            word: row.text(Self::TABLE, "word")?,
            note: row.text(Self::TABLE, "note")?,
            member_again: flag("member_again")?,
            tutor_again: flag("tutor_again")?,
            memo: row.text(Self::TABLE, "memo")?,
        })
    }
}

/// How many have left a word of thanks for a tutor.
pub async fn thanks(db: &Db, guild: GuildId, tutor: UserId) -> Result<i64, DbError> {
    let text = "SELECT COUNT(*) AS n FROM tutor_feedback \
                WHERE guild_id = $1 AND tutor_id = $2 AND note <> ''";
    let count: Option<i64> = db
        .one(sql(text).bind(guild.get()).bind(tutor.get()))
        .await?;
    Ok(count.unwrap_or(0))
}

const FEEDBACK: &str = "SELECT rating, word, note, member_again, tutor_again, memo \
     FROM tutor_feedback WHERE request_id = $1";

/// What was said after a talk.
pub async fn feedback(db: &Db, id: RequestId) -> Result<Option<Feedback>, DbError> {
    db.one(sql(FEEDBACK).bind(id.0)).await
}

/// The same, as this transaction sees it.
pub async fn feedback_in(tx: &mut Tx, id: RequestId) -> Result<Option<Feedback>, DbError> {
    tx.one(sql(FEEDBACK).bind(id.0)).await
}

/// Stores what was said after a talk, in place of what was there. The guild is held.
pub async fn keep_feedback(
    tx: &mut Tx,
    guild: GuildId,
    (request, member, tutor): (RequestId, UserId, UserId),
    feedback: &Feedback,
) -> Result<(), DbError> {
    tx.execute_one(
        "keeping what was said after a talk",
        sql(
            "INSERT INTO tutor_feedback (request_id, guild_id, member_id, tutor_id, rating, word, \
                 note, member_again, tutor_again, memo) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT (request_id) DO UPDATE SET rating = excluded.rating, \
                 word = excluded.word, note = excluded.note, \
                 member_again = excluded.member_again, tutor_again = excluded.tutor_again, \
                 memo = excluded.memo",
        )
        .bind(request.0)
        .bind(guild.get())
        .bind(member.get())
        .bind(tutor.get())
        .bind(feedback.rating.map(i64::from))
        .bind(feedback.word.as_str())
        .bind(feedback.note.as_str())
        .bind(feedback.member_again.map(i64::from))
        .bind(feedback.tutor_again.map(i64::from))
        .bind(feedback.memo.as_str()),
    )
    .await
}

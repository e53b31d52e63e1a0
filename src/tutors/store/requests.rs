//! The tables `tutor_requests`, `request_drafts`, `request_exclusions` and `request_marks`.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, QuestionId, RequestId, UserId};
use crate::tutors::model::{Format, Request, RequestState, Side, Talk};
use crate::tutors::requesting::Draft;
use crate::tutors::week::Week;

pub(super) const COLUMNS: &str = "id, guild_id, number, member_id, made_by, question_id, topic, about, \
     format, week, programme_id, state, version, requested_at, waiting_since, nobody_since, \
     promised_at, promises, matches, tutor_id, matched_at, turn, last_word_at, last_word_by, ended_by, \
     ended_at, closed_at, closed_by, thread_id, opening_id, last_seen_id, member_said_id, \
     tutor_said_id, staff_channel_id, staff_message_id";

impl ReadRow for Request {
    const TABLE: &'static str = "tutor_requests";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        let user = |column| Ok::<_, DbError>(opt(column)?.map(UserId::stored));
        let message = |column| Ok::<_, DbError>(opt(column)?.map(MessageId::stored));
        let at = |column| row.opt_instant(Self::TABLE, column);
        let side = |column| super::opt_named(row, Self::TABLE, column, Side::from_name);
        let word = at("last_word_at")?.zip(side("last_word_by")?);
        let talk = user("tutor_id")?.zip(at("matched_at")?).zip(word);
        let staff_channel = opt("staff_channel_id")?.map(ChannelId::stored);
        let turn = int("turn")?;
        let said_id = |column| Ok::<_, DbError>(MessageId::stored(int(column)?));
        let said = [said_id("member_said_id")?, said_id("tutor_said_id")?];
        let ended = side("ended_by")?.zip(at("ended_at")?);
        Ok(Self {
            id: RequestId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            number: int("number")?,
            member: UserId::stored(int("member_id")?),
            made_by: user("made_by")?,
            question: opt("question_id")?.map(QuestionId),
            topic: Topic::stored(row.text(Self::TABLE, "topic")?),
            about: row.text(Self::TABLE, "about")?,
            format: row.named(Self::TABLE, "format", Format::from_name)?,
            when: Week::from_stored(int("week")?).unwrap_or_default(),
            programme: opt("programme_id")?.map(ProgrammeId),
            state: row.named(Self::TABLE, "state", RequestState::from_name)?,
            version: int("version")?,
            requested_at: row.instant(Self::TABLE, "requested_at")?,
            waiting_since: row.instant(Self::TABLE, "waiting_since")?,
            nobody_since: at("nobody_since")?,
            promised_at: row.instant(Self::TABLE, "promised_at")?,
            promises: int("promises")?,
            matches: int("matches")?,
            talk: talk.map(|((tutor, matched_at), (last_word_at, last_word_by))| Talk {
                tutor,
                matched_at,
                turn,
                last_word_at,
                last_word_by,
                ended,
                said,
            }),
            closed_at: at("closed_at")?,
            closed_by: user("closed_by")?,
            thread: opt("thread_id")?.map(ChannelId::stored),
            opening: message("opening_id")?,
            last_seen: MessageId::stored(int("last_seen_id")?),
            staff_note: staff_channel.zip(message("staff_message_id")?),
        })
    }
}

/// A request before it has an id and a number.
#[derive(Debug)]
pub struct NewRequest<'a> {
    pub guild: GuildId,
    pub form: i64,
    pub draft: &'a Draft,
    pub made_by: Option<UserId>,
    pub programme: Option<ProgrammeId>,
    pub requested_at: Instant,
    pub promised_at: Instant,
}

/// Takes the guild's next number.
pub async fn take_number(tx: &mut Tx, guild: GuildId) -> Result<Option<i64>, DbError> {
    tx.one(
        sql(
            "UPDATE guilds SET next_request = next_request + 1 WHERE guild_id = $1 \
             RETURNING next_request - 1 AS n",
        )
        .bind(guild.get()),
    )
    .await
}

/// Stores a new request with those who are kept from it.
pub async fn insert(
    tx: &mut Tx,
    new: &NewRequest<'_>,
    number: i64,
) -> Result<Option<Request>, DbError> {
    let draft = new.draft;
    let stored: Option<Request> = tx
        .one(
            sql(format!(
                "INSERT INTO tutor_requests (guild_id, number, form_id, member_id, made_by, \
                     question_id, topic, about, format, week, programme_id, state, requested_at, \
                     waiting_since, promised_at, care_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, $12, $13, \
                     $12) \
                 RETURNING {COLUMNS}"
            ))
            .bind(new.guild.get())
            .bind(number)
            .bind(new.form)
            .bind(draft.member.get())
            .bind(new.made_by.map(UserId::get))
            .bind(draft.question.map(|question| question.0))
            .bind(draft.topic.as_str())
            .bind(draft.about.as_str())
            .bind(draft.format.name())
            .bind(draft.when.stored())
            .bind(new.programme.map(|programme| programme.0))
            .bind(new.requested_at)
            .bind(new.promised_at),
        )
        .await?;
    if let Some(request) = &stored {
        for user in &draft.excluded {
            tx.execute(
                sql("INSERT INTO request_exclusions (request_id, user_id) VALUES ($1, $2)")
                    .bind(request.id.0)
                    .bind(user.get()),
            )
            .await?;
        }
    }
    Ok(stored)
}

/// The request that the same form of the same member made before.
pub async fn by_form(
    tx: &mut Tx,
    guild: GuildId,
    member: UserId,
    form: i64,
) -> Result<Option<Request>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests \
             WHERE guild_id = $1 AND member_id = $2 AND form_id = $3"
        ))
        .bind(guild.get())
        .bind(member.get())
        .bind(form),
    )
    .await
}

/// A request of a guild; one of another guild is not found.
pub async fn find(db: &Db, guild: GuildId, id: RequestId) -> Result<Option<Request>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests WHERE guild_id = $1 AND id = $2"
        ))
        .bind(guild.get())
        .bind(id.0),
    )
    .await
}

/// The same, as this transaction sees it.
pub async fn find_in(
    tx: &mut Tx,
    guild: GuildId,
    id: RequestId,
) -> Result<Option<Request>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests WHERE guild_id = $1 AND id = $2"
        ))
        .bind(guild.get())
        .bind(id.0),
    )
    .await
}

/// The request whose talk has this thread.
pub async fn by_thread(
    db: &Db,
    guild: GuildId,
    thread: ChannelId,
) -> Result<Option<Request>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests WHERE guild_id = $1 AND thread_id = $2"
        ))
        .bind(guild.get())
        .bind(thread.get()),
    )
    .await
}

/// The requests of a guild in one of these states, oldest first, at most so many.
pub async fn in_states(
    tx: &mut Tx,
    guild: GuildId,
    states: &[RequestState],
    most: usize,
) -> Result<Vec<Request>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests \
             WHERE guild_id = $1 AND state IN ({}) ORDER BY requested_at, id LIMIT $2",
            names(states)
        ))
        .bind(guild.get())
        .bind(i64::try_from(most).unwrap_or(i64::MAX)),
    )
    .await
}

/// Names of states as a list in a statement; they are the program's own.
fn names(states: &[RequestState]) -> String {
    let names: Vec<String> = states
        .iter()
        .map(|state| format!("'{}'", state.name()))
        .collect();
    names.join(", ")
}

const OPEN: [RequestState; 3] = [
    RequestState::Waiting,
    RequestState::Offered,
    RequestState::Matched,
];

/// The open requests of a guild, oldest first.
pub async fn open(db: &Db, guild: GuildId) -> Result<Vec<Request>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests \
             WHERE guild_id = $1 AND state IN ({}) ORDER BY requested_at, id",
            names(&OPEN)
        ))
        .bind(guild.get()),
    )
    .await
}

fn open_of(guild: GuildId, user: UserId) -> Sql {
    sql(format!(
        "SELECT {COLUMNS} FROM tutor_requests \
         WHERE guild_id = $1 AND (member_id = $2 OR tutor_id = $2) AND state IN ({}) \
         ORDER BY requested_at, id",
        names(&OPEN)
    ))
    .bind(guild.get())
    .bind(user.get())
}

/// The open requests of a member or of a tutor, oldest first.
pub async fn open_of_person(
    db: &Db,
    guild: GuildId,
    user: UserId,
) -> Result<Vec<Request>, DbError> {
    db.all(open_of(guild, user)).await
}

/// The same, as this transaction sees it.
pub async fn open_of_person_in(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
) -> Result<Vec<Request>, DbError> {
    tx.all(open_of(guild, user)).await
}

/// The open requests of a programme, oldest first.
pub async fn open_in_programme(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<Vec<Request>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM tutor_requests WHERE programme_id = $1 AND state IN ({}) \
         ORDER BY requested_at, id",
        names(&OPEN)
    );
    tx.all(sql(text).bind(programme.0)).await
}

/// The requests whose offer to a tutor stands, oldest first.
pub async fn offered_to(db: &Db, guild: GuildId, tutor: UserId) -> Result<Vec<Request>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests \
             WHERE guild_id = $1 AND id IN (SELECT request_id FROM tutor_offers \
                 WHERE guild_id = $1 AND user_id = $2 AND state = 'open') \
             ORDER BY requested_at, id"
        ))
        .bind(guild.get())
        .bind(tutor.get()),
    )
    .await
}

/// How many requests somebody has had for themselves in a guild.
pub async fn made_by(db: &Db, guild: GuildId, member: UserId) -> Result<i64, DbError> {
    let text = "SELECT COUNT(*) AS n FROM tutor_requests WHERE guild_id = $1 AND member_id = $2 \
                AND made_by IS NULL";
    let count: Option<i64> = db
        .one(sql(text).bind(guild.get()).bind(member.get()))
        .await?;
    Ok(count.unwrap_or(0))
}

/// The newest requests of a member or tutor that are over.
pub async fn closed_of(
    db: &Db,
    guild: GuildId,
    user: UserId,
    most: i64,
) -> Result<Vec<Request>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM tutor_requests \
             WHERE guild_id = $1 AND (member_id = $2 OR tutor_id = $2) AND state NOT IN ({}) \
             ORDER BY closed_at DESC, id DESC LIMIT $3",
            names(&OPEN)
        ))
        .bind(guild.get())
        .bind(user.get())
        .bind(most),
    )
    .await
}

/// How many different people a tutor has helped to the end.
pub async fn helped(db: &Db, guild: GuildId, tutor: UserId) -> Result<i64, DbError> {
    let count: Option<i64> = db
        .one(
            sql("SELECT COUNT(DISTINCT member_id) AS n FROM tutor_requests \
                 WHERE guild_id = $1 AND tutor_id = $2 AND state = 'finished'")
            .bind(guild.get())
            .bind(tutor.get()),
        )
        .await?;
    Ok(count.unwrap_or(0))
}

/// Stores a changed request; it will be looked at again at once. What of it stands on Discord
/// is recorded elsewhere, except that it is forgotten. The guild is held.
pub async fn update(tx: &mut Tx, changed: &Request, now: Instant) -> Result<(), DbError> {
    let talk = changed.talk.as_ref();
    tx.execute_one(
        "changing a request",
        sql(
            "UPDATE tutor_requests SET version = $3, state = $4, nobody_since = $5, \
                 promised_at = $6, promises = $7, matches = $8, tutor_id = $9, matched_at = $10, \
                 turn = $11, last_word_at = $12, last_word_by = $13, ended_by = $14, \
                 ended_at = $15, closed_at = $16, closed_by = $17, thread_id = $18, \
                 opening_id = $19, last_seen_id = $20, care_at = $21, member_said_id = $22, \
                 tutor_said_id = $23, waiting_since = $24 \
             WHERE id = $1 AND guild_id = $2 AND version = $3 - 1",
        )
        .bind(changed.id.0)
        .bind(changed.guild.get())
        .bind(changed.version)
        .bind(changed.state.name())
        .bind(changed.nobody_since)
        .bind(changed.promised_at)
        .bind(changed.promises)
        .bind(changed.matches)
        .bind(talk.map(|talk| talk.tutor.get()))
        .bind(talk.map(|talk| talk.matched_at))
        .bind(talk.map_or(0, |talk| talk.turn))
        .bind(talk.map(|talk| talk.last_word_at))
        .bind(talk.map(|talk| talk.last_word_by.name().to_owned()))
        .bind(
            talk.and_then(|talk| talk.ended)
                .map(|(side, _)| side.name().to_owned()),
        )
        .bind(talk.and_then(|talk| talk.ended).map(|(_, at)| at))
        .bind(changed.closed_at)
        .bind(changed.closed_by.map(UserId::get))
        .bind(changed.thread.map(ChannelId::get))
        .bind(changed.opening.map(MessageId::get))
        .bind(changed.last_seen.get())
        .bind(now)
        .bind(talk.map_or(0, |talk| talk.said_by(Side::Member).get()))
        .bind(talk.map_or(0, |talk| talk.said_by(Side::Tutor).get()))
        .bind(changed.waiting_since),
    )
    .await
}

/// Something of a request that stands on Discord.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Made at that time.
    Thread(Instant),
    Opening,
    /// The word to staff, in its channel.
    StaffNote(ChannelId),
}

/// Records what was made for a request.
pub async fn record_made(
    tx: &mut Tx,
    id: RequestId,
    what: Shown,
    made: i64,
) -> Result<(), DbError> {
    let statement = match what {
        // Nobody can have written before there was a room.
        Shown::Thread(at) => sql(
            "UPDATE tutor_requests SET thread_id = $2, last_word_at = $3, turn = turn + 1 \
             WHERE id = $1",
        )
        .bind(id.0)
        .bind(made)
        .bind(at),
        Shown::Opening => sql("UPDATE tutor_requests SET opening_id = $2 WHERE id = $1")
            .bind(id.0)
            .bind(made),
        Shown::StaffNote(channel) => sql(
            "UPDATE tutor_requests SET staff_message_id = $2, staff_channel_id = $3 WHERE id = $1",
        )
        .bind(id.0)
        .bind(made)
        .bind(channel.get()),
    };
    tx.execute_one("recording what was made for a request", statement)
        .await
}

/// Records the newest message of a thread that was looked at.
pub async fn seen(tx: &mut Tx, id: RequestId, message: MessageId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE tutor_requests SET last_seen_id = $2 WHERE id = $1 AND last_seen_id < $2")
            .bind(id.0)
            .bind(message.get()),
    )
    .await?;
    Ok(())
}

struct Pair(RequestId, UserId);

impl ReadRow for Pair {
    const TABLE: &'static str = "request_exclusions";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            RequestId(row.int(Self::TABLE, "request_id")?),
            UserId::stored(row.int(Self::TABLE, "user_id")?),
        ))
    }
}

/// Who is never asked, for each searching request of a guild: excluded by the member, or
/// declined, or gave it back; and whose offer ran out after `silent_after`.
pub async fn never(
    tx: &mut Tx,
    guild: GuildId,
    silent_after: Instant,
) -> Result<BTreeMap<RequestId, BTreeSet<UserId>>, DbError> {
    let rows: Vec<Pair> = tx
        .all(
            sql("SELECT e.request_id, e.user_id FROM request_exclusions e \
                     JOIN tutor_requests r ON r.id = e.request_id \
                 WHERE r.guild_id = $1 AND r.state IN ('waiting', 'offered') \
                 UNION \
                 SELECT o.request_id, o.user_id FROM tutor_offers o \
                     JOIN tutor_requests r ON r.id = o.request_id \
                 WHERE r.guild_id = $1 AND r.state IN ('waiting', 'offered') \
                     AND (o.state IN ('declined', 'handed_back') \
                         OR (o.state = 'expired' AND o.answered_at > $2))")
            .bind(guild.get())
            .bind(silent_after),
        )
        .await?;
    let mut never: BTreeMap<RequestId, BTreeSet<UserId>> = BTreeMap::new();
    for Pair(request, user) in rows {
        never.entry(request).or_default().insert(user);
    }
    Ok(never)
}

const EXCLUDED: &str = "SELECT user_id AS n FROM request_exclusions WHERE request_id = $1";

/// Whom the member keeps from a request.
pub async fn excluded(db: &Db, id: RequestId) -> Result<BTreeSet<UserId>, DbError> {
    let rows: Vec<i64> = db.all(sql(EXCLUDED).bind(id.0)).await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

/// The same, as this transaction sees it.
pub async fn excluded_in(tx: &mut Tx, id: RequestId) -> Result<BTreeSet<UserId>, DbError> {
    let rows: Vec<i64> = tx.all(sql(EXCLUDED).bind(id.0)).await?;
    Ok(rows.into_iter().map(UserId::stored).collect())
}

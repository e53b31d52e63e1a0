//! The tables `tutors` and `tutor_topics`.

use std::collections::BTreeMap;

use crate::clock::Instant;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::guilds::Topic;
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, TutorId, UserId};
use crate::tutors::model::{Format, Level, Pause, PauseCause, Profile, Tutor, TutorState};
use crate::tutors::week::Week;

const COLUMNS: &str = "id, guild_id, user_id, state, version, week, format, places, sentence, \
     programme_id, pause_cause, paused_at, resume_at, counted_from, had_role, decided_by, \
     staff_channel_id, staff_message_id";

impl ReadRow for Tutor {
    const TABLE: &'static str = "tutors";

    /// Without the topics, which stand in a table of their own.
    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        let cause = super::opt_named(row, Self::TABLE, "pause_cause", PauseCause::from_name)?;
        let since = row.opt_instant(Self::TABLE, "paused_at")?;
        let until = row.opt_instant(Self::TABLE, "resume_at")?;
        let staff_channel = opt("staff_channel_id")?.map(ChannelId::stored);
        Ok(Self {
            id: TutorId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            user: UserId::stored(int("user_id")?),
            state: row.named(Self::TABLE, "state", TutorState::from_name)?,
            version: int("version")?,
            profile: Profile {
                topics: BTreeMap::new(),
                when: Week::from_stored(int("week")?).unwrap_or_default(),
                format: row.named(Self::TABLE, "format", Format::from_name)?,
                places: u32::try_from(int("places")?).unwrap_or(1),
                sentence: row.text(Self::TABLE, "sentence")?,
            },
            programme: opt("programme_id")?.map(ProgrammeId),
            pause: cause.zip(since).map(|(cause, since)| Pause {
                cause,
                since,
                until,
            }),
            counted_from: row.instant(Self::TABLE, "counted_from")?,
            had_role: int("had_role")? != 0,
            decided_by: opt("decided_by")?.map(UserId::stored),
            staff_note: staff_channel.zip(opt("staff_message_id")?.map(MessageId::stored)),
        })
    }
}

struct Knows(TutorId, Topic, Level);

impl ReadRow for Knows {
    const TABLE: &'static str = "tutor_topics";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            TutorId(row.int(Self::TABLE, "tutor_id")?),
            Topic::stored(row.text(Self::TABLE, "topic")?),
            row.named(Self::TABLE, "level", Level::from_name)?,
        ))
    }
}

fn with_topics(mut tutors: Vec<Tutor>, knows: Vec<Knows>) -> Vec<Tutor> {
    let mut topics: BTreeMap<TutorId, BTreeMap<Topic, Level>> = BTreeMap::new();
    for Knows(tutor, topic, level) in knows {
        topics.entry(tutor).or_default().insert(topic, level);
    }
    for tutor in &mut tutors {
        tutor.profile.topics = topics.remove(&tutor.id).unwrap_or_default();
    }
    tutors
}

fn of_guild(guild: GuildId) -> (Sql, Sql) {
    let tutors = sql(format!(
        "SELECT {COLUMNS} FROM tutors WHERE guild_id = $1 ORDER BY id"
    ))
    .bind(guild.get());
    let topics = sql(
        "SELECT tutor_id, topic, level FROM tutor_topics JOIN tutors ON tutors.id = tutor_id \
         WHERE guild_id = $1",
    )
    .bind(guild.get());
    (tutors, topics)
}

/// All registrations of a guild, as this transaction sees them.
pub async fn all_in(tx: &mut Tx, guild: GuildId) -> Result<Vec<Tutor>, DbError> {
    let (tutors, topics) = of_guild(guild);
    let tutors = tx.all(tutors).await?;
    Ok(with_topics(tutors, tx.all(topics).await?))
}

/// All registrations of a guild.
pub async fn all(db: &Db, guild: GuildId) -> Result<Vec<Tutor>, DbError> {
    let (tutors, topics) = of_guild(guild);
    let tutors = db.all(tutors).await?;
    Ok(with_topics(tutors, db.all(topics).await?))
}

fn one(condition: &str, ids: [i64; 2]) -> (Sql, Sql) {
    let tutor = sql(format!("SELECT {COLUMNS} FROM tutors WHERE {condition}"));
    let topics = sql(format!(
        "SELECT tutor_id, topic, level FROM tutor_topics \
         WHERE tutor_id = (SELECT id FROM tutors WHERE {condition})"
    ));
    let bind = |sql: Sql| sql.bind(ids[0]).bind(ids[1]);
    (bind(tutor), bind(topics))
}

const BY_USER: &str = "guild_id = $1 AND user_id = $2";
const BY_ID: &str = "guild_id = $1 AND id = $2";

/// Somebody's registration in a guild.
pub async fn of_user(db: &Db, guild: GuildId, user: UserId) -> Result<Option<Tutor>, DbError> {
    let (tutor, topics) = one(BY_USER, [guild.get(), user.get()]);
    let tutor: Vec<Tutor> = db.all(tutor).await?;
    Ok(with_topics(tutor, db.all(topics).await?).pop())
}

/// The same, as this transaction sees it.
pub async fn of_user_in(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
) -> Result<Option<Tutor>, DbError> {
    let (tutor, topics) = one(BY_USER, [guild.get(), user.get()]);
    let tutor: Vec<Tutor> = tx.all(tutor).await?;
    Ok(with_topics(tutor, tx.all(topics).await?).pop())
}

/// A registration of a guild.
pub async fn find(db: &Db, guild: GuildId, id: TutorId) -> Result<Option<Tutor>, DbError> {
    let (tutor, topics) = one(BY_ID, [guild.get(), id.0]);
    let tutor: Vec<Tutor> = db.all(tutor).await?;
    Ok(with_topics(tutor, db.all(topics).await?).pop())
}

/// The same, as this transaction sees it.
pub async fn find_in(tx: &mut Tx, guild: GuildId, id: TutorId) -> Result<Option<Tutor>, DbError> {
    let (tutor, topics) = one(BY_ID, [guild.get(), id.0]);
    let tutor: Vec<Tutor> = tx.all(tutor).await?;
    Ok(with_topics(tutor, tx.all(topics).await?).pop())
}

/// Somebody begins to register.
pub async fn insert(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    let empty = Profile::default();
    tx.execute(
        sql(
            "INSERT INTO tutors (guild_id, user_id, state, week, format, places, sentence) \
             VALUES ($1, $2, 'drafted', $3, $4, $5, '') ON CONFLICT (guild_id, user_id) DO NOTHING",
        )
        .bind(guild.get())
        .bind(user.get())
        .bind(empty.when.stored())
        .bind(empty.format.name())
        .bind(i64::from(empty.places)),
    )
    .await?;
    Ok(())
}

/// Stores a changed registration, its topics too. The row is held.
pub async fn update(tx: &mut Tx, tutor: &Tutor) -> Result<(), DbError> {
    tx.execute_one(
        "changing a registration",
        sql(
            "UPDATE tutors SET state = $2, version = $3, week = $4, format = $5, places = $6, \
                 sentence = $7, programme_id = $8, pause_cause = $9, paused_at = $10, \
                 resume_at = $11, had_role = $12, decided_by = $13, staff_channel_id = $14, \
                 staff_message_id = $15, counted_from = $16 WHERE id = $1",
        )
        .bind(tutor.id.0)
        .bind(tutor.state.name())
        .bind(tutor.version)
        .bind(tutor.profile.when.stored())
        .bind(tutor.profile.format.name())
        .bind(i64::from(tutor.profile.places))
        .bind(tutor.profile.sentence.as_str())
        .bind(tutor.programme.map(|programme| programme.0))
        .bind(tutor.pause.map(|pause| pause.cause.name().to_owned()))
        .bind(tutor.pause.map(|pause| pause.since))
        .bind(tutor.pause.and_then(|pause| pause.until))
        .bind(i64::from(tutor.had_role))
        .bind(tutor.decided_by.map(UserId::get))
        .bind(tutor.staff_note.map(|(channel, _)| channel.get()))
        .bind(tutor.staff_note.map(|(_, message)| message.get()))
        .bind(tutor.counted_from),
    )
    .await?;
    tx.execute(sql("DELETE FROM tutor_topics WHERE tutor_id = $1").bind(tutor.id.0))
        .await?;
    for (topic, level) in &tutor.profile.topics {
        tx.execute(
            sql("INSERT INTO tutor_topics (tutor_id, topic, level) VALUES ($1, $2, $3)")
                .bind(tutor.id.0)
                .bind(topic.as_str())
                .bind(level.name()),
        )
        .await?;
    }
    Ok(())
}

/// Somebody has the tutor role.
pub async fn had_role(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE tutors SET had_role = 1 WHERE guild_id = $1 AND user_id = $2")
            .bind(guild.get())
            .bind(user.get()),
    )
    .await?;
    Ok(())
}

/// Records the word to staff about an application.
pub async fn staff_told(
    tx: &mut Tx,
    id: TutorId,
    channel: ChannelId,
    message: MessageId,
) -> Result<(), DbError> {
    tx.execute_one(
        "recording a word to staff",
        sql("UPDATE tutors SET staff_channel_id = $2, staff_message_id = $3 WHERE id = $1")
            .bind(id.0)
            .bind(channel.get())
            .bind(message.get()),
    )
    .await
}

/// Tutors of all guilds whose pause ends by itself by an instant.
pub async fn to_resume(db: &Db, now: Instant) -> Result<Vec<(GuildId, TutorId)>, DbError> {
    let rows: Vec<Place> = db
        .all(
            sql("SELECT guild_id, id FROM tutors WHERE resume_at <= $1 ORDER BY resume_at")
                .bind(now),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|Place(guild, id)| (guild, id))
        .collect())
}

struct Place(GuildId, TutorId);

impl ReadRow for Place {
    const TABLE: &'static str = "tutors";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(
            GuildId::stored(row.int(Self::TABLE, "guild_id")?),
            TutorId(row.int(Self::TABLE, "id")?),
        ))
    }
}

//! The table `courses`.

use crate::clock::Instant;
use crate::courses::model::{Course, CourseState, Details};
use crate::courses::reminders::Before;
use crate::db::{Db, DbError, ReadRow, Row, Sql, Tx, sql};
use crate::ids::{ChannelId, CourseId, GuildId, MessageId, ProgrammeId, RoleId, UserId};

pub(super) const COLUMNS: &str = "id, guild_id, number, state, version, title, description, place, \
     link, capacity, deadline_at, role_id, programme_id, reminders, with_code, made_by, \
     published_at, placed_at, reworded_at, channel_id, card_id, thread_id";

impl ReadRow for Course {
    const TABLE: &'static str = "courses";

    fn read(row: &Row) -> Result<Self, DbError> {
        let int = |column| row.int(Self::TABLE, column);
        let opt = |column| row.opt_int(Self::TABLE, column);
        let text = |column| row.text(Self::TABLE, column);
        let at = |column| row.opt_instant(Self::TABLE, column);
        let reminders = row.named(Self::TABLE, "reminders", read_reminders)?;
        Ok(Self {
            id: CourseId(int("id")?),
            guild: GuildId::stored(int("guild_id")?),
            number: int("number")?,
            state: row.named(Self::TABLE, "state", CourseState::from_name)?,
            version: int("version")?,
            details: Details {
                title: text("title")?,
                description: text("description")?,
                place: text("place")?,
                link: row.opt_text(Self::TABLE, "link")?,
                capacity: opt("capacity")?,
                deadline: at("deadline_at")?,
                role: opt("role_id")?.map(RoleId::stored),
                programme: opt("programme_id")?.map(ProgrammeId),
                reminders,
                with_code: int("with_code")? != 0,
            },
            made_by: UserId::stored(int("made_by")?),
            published_at: at("published_at")?,
            placed_at: at("placed_at")?,
            reworded_at: at("reworded_at")?,
            channel: opt("channel_id")?.map(ChannelId::stored),
            card: opt("card_id")?.map(MessageId::stored),
            thread: opt("thread_id")?.map(ChannelId::stored),
        })
    }
}

fn read_reminders(stored: &str) -> Option<Vec<Before>> {
    let names = stored.split(',').filter(|name| !name.is_empty());
    names.map(Before::from_name).collect()
}

fn write_reminders(reminders: &[Before]) -> String {
    let names: Vec<&str> = reminders.iter().map(|before| before.name()).collect();
    names.join(",")
}

/// Binds the details, in the order of the columns.
fn bind_details(sql: Sql, details: &Details) -> Sql {
    sql.bind(details.title.as_str())
        .bind(details.description.as_str())
        .bind(details.place.as_str())
        .bind(details.link.clone())
        .bind(details.capacity)
        .bind(details.deadline)
        .bind(details.role.map(RoleId::get))
        .bind(details.programme.map(|id| id.0))
        .bind(write_reminders(&details.reminders))
        .bind(i64::from(details.with_code))
}

/// Stores a draft, with the next number of the guild; `None` if that form was sent before, or
/// the guild is unknown.
pub async fn insert(
    tx: &mut Tx,
    guild: GuildId,
    made_by: UserId,
    form: u32,
    details: &Details,
    now: Instant,
) -> Result<Option<Course>, DbError> {
    let number: Option<i64> = tx
        .one(
            sql(
                "UPDATE guilds SET next_course = next_course + 1 WHERE guild_id = $1 \
                 RETURNING next_course - 1 AS n",
            )
            .bind(guild.get()),
        )
        .await?;
    let Some(number) = number else {
        return Ok(None);
    };
    let statement = sql(format!(
        "INSERT INTO courses (title, description, place, link, capacity, deadline_at, role_id, \
             programme_id, reminders, with_code, guild_id, number, form_id, state, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, $15) \
         ON CONFLICT DO NOTHING RETURNING {COLUMNS}"
    ));
    tx.one(
        bind_details(statement, details)
            .bind(guild.get())
            .bind(number)
            .bind(i64::from(form))
            .bind(made_by.get())
            .bind(now),
    )
    .await
}

/// The course that came of a form.
pub async fn of_form(
    db: &Db,
    guild: GuildId,
    made_by: UserId,
    form: u32,
) -> Result<Option<Course>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE guild_id = $1 AND made_by = $2 AND form_id = $3"
        ))
        .bind(guild.get())
        .bind(made_by.get())
        .bind(i64::from(form)),
    )
    .await
}

/// Stores what is said of a course.
pub async fn set_details(tx: &mut Tx, id: CourseId, details: &Details) -> Result<(), DbError> {
    let statement = sql(
        "UPDATE courses SET title = $1, description = $2, place = $3, link = $4, capacity = $5, \
             deadline_at = $6, role_id = $7, programme_id = $8, reminders = $9, with_code = $10, \
             version = version + 1 WHERE id = $11",
    );
    let statement = bind_details(statement, details).bind(id.0);
    tx.execute_one("changing a course", statement).await
}

/// The place of a published course is another.
pub async fn set_placed(tx: &mut Tx, id: CourseId, now: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "changing the place of a course",
        sql("UPDATE courses SET placed_at = $2 WHERE id = $1")
            .bind(id.0)
            .bind(now),
    )
    .await
}

/// Records that the title or the text is another.
pub async fn set_reworded(tx: &mut Tx, id: CourseId, now: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "recording that a course reads otherwise",
        sql("UPDATE courses SET reworded_at = $2 WHERE id = $1")
            .bind(id.0)
            .bind(now),
    )
    .await
}

/// What is planned of a draft is another.
pub async fn grow_version(tx: &mut Tx, id: CourseId) -> Result<(), DbError> {
    tx.execute_one(
        "changing a draft",
        sql("UPDATE courses SET version = version + 1 WHERE id = $1").bind(id.0),
    )
    .await
}

/// Publishes a draft in a channel.
pub async fn publish(
    tx: &mut Tx,
    id: CourseId,
    channel: ChannelId,
    consent: i64,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute_one(
        "publishing a course",
        sql(
            "UPDATE courses SET state = 'published', published_at = $2, channel_id = $3, \
             consent_version = $4, version = version + 1, care_at = $2 WHERE id = $1",
        )
        .bind(id.0)
        .bind(now)
        .bind(channel.get())
        .bind(consent),
    )
    .await
}

/// The published courses of a guild that go on and were announced with another version of what is
/// kept.
pub async fn with_other_consent(
    tx: &mut Tx,
    guild: GuildId,
    consent: i64,
    now: Instant,
) -> Result<Vec<Course>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE guild_id = $1 AND state = 'published' \
                 AND consent_version <> $2 AND EXISTS (SELECT 1 FROM sessions s \
                     WHERE s.course_id = courses.id AND s.ends_at > $3) ORDER BY id"
        ))
        .bind(guild.get())
        .bind(consent)
        .bind(now),
    )
    .await
}

/// It is announced with this version of what is kept; most are already.
pub async fn set_consent(tx: &mut Tx, id: CourseId, consent: i64) -> Result<(), DbError> {
    let text = "UPDATE courses SET consent_version = $2 WHERE id = $1 AND consent_version <> $2";
    tx.execute(sql(text).bind(id.0).bind(consent)).await?;
    Ok(())
}

/// Cancels a course.
pub async fn cancel(tx: &mut Tx, id: CourseId, now: Instant) -> Result<(), DbError> {
    tx.execute_one(
        "cancelling a course",
        sql(
            "UPDATE courses SET state = 'cancelled', cancelled_at = $2, care_at = NULL, \
             version = version + 1 WHERE id = $1",
        )
        .bind(id.0)
        .bind(now),
    )
    .await
}

/// Forgets a draft and its sessions.
pub async fn discard(tx: &mut Tx, id: CourseId) -> Result<(), DbError> {
    tx.execute(sql("DELETE FROM sessions WHERE course_id = $1").bind(id.0))
        .await?;
    tx.execute_one(
        "discarding a draft",
        sql("DELETE FROM courses WHERE id = $1 AND state = 'draft'").bind(id.0),
    )
    .await
}

/// A course of a guild.
pub async fn find(db: &Db, guild: GuildId, id: CourseId) -> Result<Option<Course>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE id = $1 AND guild_id = $2"
        ))
        .bind(id.0)
        .bind(guild.get()),
    )
    .await
}

/// The same, as a transaction sees it.
pub async fn find_in(tx: &mut Tx, id: CourseId) -> Result<Option<Course>, DbError> {
    tx.one(sql(format!("SELECT {COLUMNS} FROM courses WHERE id = $1")).bind(id.0))
        .await
}

/// A course by the number that people know.
pub async fn numbered(db: &Db, guild: GuildId, number: i64) -> Result<Option<Course>, DbError> {
    db.one(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE number = $1 AND guild_id = $2"
        ))
        .bind(number)
        .bind(guild.get()),
    )
    .await
}

/// The courses of a guild that have sessions from an instant on, or are drafts, the next first.
pub async fn upcoming(
    db: &Db,
    guild: GuildId,
    state: CourseState,
    from: Instant,
    most: i64,
) -> Result<Vec<Course>, DbError> {
    let next = "(SELECT MIN(s.starts_at) FROM sessions s WHERE s.course_id = courses.id \
                AND s.cancelled_at IS NULL AND s.ends_at > $3)";
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE guild_id = $1 AND state = $2 \
             AND (state = 'draft' OR {next} IS NOT NULL) \
             ORDER BY COALESCE({next}, 0), id LIMIT $4"
        ))
        .bind(guild.get())
        .bind(state.name())
        .bind(from)
        .bind(most),
    )
    .await
}

/// The courses of a guild that were published and have no session from an instant on, the
/// newest first.
pub async fn past(
    db: &Db,
    guild: GuildId,
    from: Instant,
    most: i64,
) -> Result<Vec<Course>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE guild_id = $1 AND state <> 'draft' \
             AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.course_id = courses.id \
                 AND s.cancelled_at IS NULL AND s.ends_at > $2 AND courses.state = 'published') \
             ORDER BY id DESC LIMIT $3"
        ))
        .bind(guild.get())
        .bind(from)
        .bind(most),
    )
    .await
}

/// The courses that are to be looked at.
pub async fn due(db: &Db, now: Instant, most: i64) -> Result<Vec<(GuildId, CourseId)>, DbError> {
    let rows: Vec<Key> = db
        .all(
            sql("SELECT guild_id, id FROM courses WHERE care_at <= $1 ORDER BY care_at LIMIT $2")
                .bind(now)
                .bind(most),
        )
        .await?;
    Ok(rows.into_iter().map(|key| (key.0, key.1)).collect())
}

struct Key(GuildId, CourseId);

impl ReadRow for Key {
    const TABLE: &'static str = "courses";

    fn read(row: &Row) -> Result<Self, DbError> {
        let guild = GuildId::stored(row.int(Self::TABLE, "guild_id")?);
        Ok(Self(guild, CourseId(row.int(Self::TABLE, "id")?)))
    }
}

/// When a course is to be looked at next.
pub async fn look_again(tx: &mut Tx, id: CourseId, at: Option<Instant>) -> Result<(), DbError> {
    tx.execute_one(
        "looking at a course again",
        sql("UPDATE courses SET care_at = $2 WHERE id = $1")
            .bind(id.0)
            .bind(at),
    )
    .await
}

/// Records the announcement, or that it is gone, and its thread with it.
pub async fn set_card(tx: &mut Tx, id: CourseId, card: Option<i64>) -> Result<(), DbError> {
    tx.execute_one(
        "recording an announcement",
        sql("UPDATE courses SET card_id = $2, \
             thread_id = CASE WHEN $2 IS NULL THEN NULL ELSE thread_id END WHERE id = $1")
        .bind(id.0)
        .bind(card),
    )
    .await
}

/// Records the thread of the announcement.
pub async fn set_thread(tx: &mut Tx, id: CourseId, thread: Option<i64>) -> Result<(), DbError> {
    tx.execute_one(
        "recording the thread of a course",
        sql("UPDATE courses SET thread_id = $2 WHERE id = $1")
            .bind(id.0)
            .bind(thread),
    )
    .await
}

/// The courses that are announced in a channel.
pub async fn in_channel(
    tx: &mut Tx,
    guild: GuildId,
    channel: ChannelId,
) -> Result<Vec<Course>, DbError> {
    tx.all(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE guild_id = $1 AND channel_id = $2 ORDER BY id"
        ))
        .bind(guild.get())
        .bind(channel.get()),
    )
    .await
}

/// The channel of a course is gone, with everything in it.
pub async fn forget_channel(tx: &mut Tx, id: CourseId) -> Result<(), DbError> {
    tx.execute_one(
        "forgetting the channel of a course",
        sql("UPDATE courses SET channel_id = NULL, card_id = NULL, thread_id = NULL WHERE id = $1")
            .bind(id.0),
    )
    .await
}

/// A course without a channel is announced in this one.
pub async fn settle_channel(tx: &mut Tx, id: CourseId, channel: ChannelId) -> Result<(), DbError> {
    tx.execute(
        sql("UPDATE courses SET channel_id = $2 WHERE id = $1 AND channel_id IS NULL")
            .bind(id.0)
            .bind(channel.get()),
    )
    .await?;
    Ok(())
}

/// Whether a course is shown by a message or thread, as everybody sees it.
pub async fn is_shown_by(db: &Db, guild: GuildId, message_or_thread: i64) -> Result<bool, DbError> {
    let count: Option<i64> = db
        .one(
            sql("SELECT COUNT(*) AS n FROM courses \
                 WHERE guild_id = $1 AND (card_id = $2 OR thread_id = $2)")
            .bind(guild.get())
            .bind(message_or_thread),
        )
        .await?;
    Ok(count.unwrap_or(0) > 0)
}

/// The course whose announcement or thread this is.
pub async fn shown_by(
    tx: &mut Tx,
    guild: GuildId,
    message_or_thread: i64,
) -> Result<Option<Course>, DbError> {
    tx.one(
        sql(format!(
            "SELECT {COLUMNS} FROM courses WHERE guild_id = $1 AND (card_id = $2 OR thread_id = $2)"
        ))
        .bind(guild.get())
        .bind(message_or_thread),
    )
    .await
}

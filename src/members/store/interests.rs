//! The table `interests`.

use crate::db::{Db, DbError, ReadRow, Row, Tx, sql};
use crate::ids::{GuildId, UserId};

struct Interest(String);

impl ReadRow for Interest {
    const TABLE: &'static str = "interests";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(row.text(Self::TABLE, "topic")?))
    }
}

/// The names of the topics that somebody has chosen.
pub async fn of(db: &Db, guild: GuildId, user: UserId) -> Result<Vec<String>, DbError> {
    let text = "SELECT * FROM interests WHERE guild_id = $1 AND user_id = $2 ORDER BY topic";
    let chosen: Vec<Interest> = db.all(sql(text).bind(guild.get()).bind(user.get())).await?;
    Ok(chosen.into_iter().map(|one| one.0).collect())
}

/// They have chosen none any more.
pub async fn clear(tx: &mut Tx, guild: GuildId, user: UserId) -> Result<(), DbError> {
    let text = "DELETE FROM interests WHERE guild_id = $1 AND user_id = $2";
    tx.execute(sql(text).bind(guild.get()).bind(user.get()))
        .await?;
    Ok(())
}

/// They have chosen this one too.
pub async fn insert(tx: &mut Tx, guild: GuildId, user: UserId, topic: &str) -> Result<(), DbError> {
    tx.execute_one(
        "recording an interest",
        sql("INSERT INTO interests (guild_id, user_id, topic) VALUES ($1, $2, $3)")
            .bind(guild.get())
            .bind(user.get())
            .bind(topic),
    )
    .await
}

//! The topics in which somebody is interested, in one server.

use super::service::Members;
use crate::db::{DbError, ReadRow, Row, sql};
use crate::ids::{GuildId, UserId};

struct Interest(String);

impl ReadRow for Interest {
    const TABLE: &'static str = "interests";

    fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self(row.text(Self::TABLE, "topic")?))
    }
}

impl Members {
    /// The names of what somebody has chosen, in no order; the server may know some no longer.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn interests(&self, guild: GuildId, user: UserId) -> Result<Vec<String>, DbError> {
        let chosen: Vec<Interest> = self
            .db
            .all(
                sql(
                    "SELECT * FROM interests WHERE guild_id = $1 AND user_id = $2 \
                     ORDER BY topic",
                )
                .bind(guild.get())
                .bind(user.get()),
            )
            .await?;
        Ok(chosen.into_iter().map(|one| one.0).collect())
    }

    /// Somebody chooses these, and no others.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn choose(
        &self,
        guild: GuildId,
        user: UserId,
        topics: &[String],
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            sql("DELETE FROM interests WHERE guild_id = $1 AND user_id = $2")
                .bind(guild.get())
                .bind(user.get()),
        )
        .await?;
        for topic in topics {
            tx.execute_one(
                "recording an interest",
                sql("INSERT INTO interests (guild_id, user_id, topic) VALUES ($1, $2, $3)")
                    .bind(guild.get())
                    .bind(user.get())
                    .bind(topic.as_str()),
            )
            .await?;
        }
        tx.commit().await
    }
}

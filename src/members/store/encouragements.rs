//! The table `encouragements`.

use super::GOING;
use crate::db::{DbError, Tx, sql};
use crate::ids::{GuildId, UserId};
use crate::members::encouraging::First;

/// Records that a word is said; `false` if it was before, or if they are being erased.
pub async fn insert(
    tx: &mut Tx,
    guild: GuildId,
    user: UserId,
    first: First,
) -> Result<bool, DbError> {
    let text = format!(
        "INSERT INTO encouragements (user_id, guild_id, kind) \
         SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT) \
         WHERE NOT EXISTS ({GOING}) ON CONFLICT (guild_id, user_id, kind) DO NOTHING"
    );
    let word = sql(text).bind(user.get()).bind(guild.get());
    let rows = tx.execute(word.bind(first.name())).await?;
    Ok(rows > 0)
}

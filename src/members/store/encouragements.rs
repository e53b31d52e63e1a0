//! The table `encouragements`.

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
    let text = "INSERT INTO encouragements (guild_id, user_id, kind) \
                SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS TEXT) \
                WHERE NOT EXISTS (SELECT 1 FROM erasures WHERE user_id = $2 AND cause <> 'over') \
                ON CONFLICT (guild_id, user_id, kind) DO NOTHING";
    let word = sql(text).bind(guild.get()).bind(user.get());
    let rows = tx.execute(word.bind(first.name())).await?;
    Ok(rows > 0)
}

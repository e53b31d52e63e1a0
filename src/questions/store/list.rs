//! Pages of questions, by the index of what is asked for.

use crate::db::{Db, DbError, Sql, sql};
use crate::ids::{GuildId, LossId, UserId};
use crate::questions::finding::{Scope, Shelf, Turn};
use crate::questions::model::Question;

use super::COLUMNS;

/// The columns with the table's name, for joins.
fn columns() -> String {
    let named = COLUMNS.split(", ").map(|column| format!("q.{column}"));
    named.collect::<Vec<_>>().join(", ")
}

/// The questions of a page and one more on the side to which one turns, newest first.
pub async fn page(
    db: &Db,
    guild: GuildId,
    viewer: UserId,
    shelf: &Shelf,
    turn: Turn,
    most: i64,
) -> Result<Vec<Question>, DbError> {
    let mut conditions = vec!["q.guild_id = $1".to_owned()];
    let mut from = "questions q".to_owned();
    let mut values: Vec<crate::db::Value> = vec![guild.get().into()];
    let mut bind = |value: crate::db::Value| {
        values.push(value);
        format!("${}", values.len())
    };
    match shelf.scope {
        Scope::All => conditions.push("q.state NOT IN ('merged', 'withdrawn')".into()),
        Scope::Waiting => conditions.push("q.state = 'open'".into()),
        Scope::Answered => conditions.push("q.state = 'answered'".into()),
        Scope::Resolved => conditions.push("q.state IN ('resolved', 'closed')".into()),
        Scope::Mine => {
            let viewer = bind(viewer.get().into());
            conditions.push(format!("q.asker_id = {viewer} AND q.state <> 'withdrawn'"));
        }
        Scope::Followed => {
            let viewer = bind(viewer.get().into());
            from = "question_follows f JOIN questions q ON q.id = f.question_id".into();
            conditions.push(format!(
                "f.user_id = {viewer} AND q.state NOT IN ('merged', 'withdrawn')"
            ));
        }
    }
    if let Some(topic) = &shelf.topic {
        let topic = bind(topic.as_str().into());
        conditions.push(format!("q.topic = {topic}"));
    }
    let order = match turn {
        Turn::Newest => "DESC",
        Turn::Before(number) => {
            let number = bind(number.into());
            conditions.push(format!("q.number < {number}"));
            "DESC"
        }
        Turn::After(number) => {
            let number = bind(number.into());
            conditions.push(format!("q.number > {number}"));
            "ASC"
        }
    };
    let limit = bind(most.into());
    let text = format!(
        "SELECT {} FROM {from} WHERE {} ORDER BY q.number {order} LIMIT {limit}",
        columns(),
        conditions.join(" AND ")
    );
    let statement: Sql = values.into_iter().fold(sql(text), Sql::bind);
    let mut found: Vec<Question> = db.all(statement).await?;
    if order == "ASC" {
        found.reverse();
    }
    Ok(found)
}

/// The questions that one loss has met, oldest first.
pub async fn of_loss(db: &Db, guild: GuildId, loss: LossId) -> Result<Vec<Question>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE loss_id = $1 AND guild_id = $2 ORDER BY id"
        ))
        .bind(loss.0)
        .bind(guild.get()),
    )
    .await
}

/// The questions that stand in a channel.
pub async fn in_channel(db: &Db, guild: GuildId, channel: i64) -> Result<Vec<Question>, DbError> {
    db.all(
        sql(format!(
            "SELECT {COLUMNS} FROM questions WHERE guild_id = $2 AND channel_id = $1 \
                 AND state NOT IN ('merged', 'withdrawn') ORDER BY id"
        ))
        .bind(channel)
        .bind(guild.get()),
    )
    .await
}

//! What somebody is given of what is kept about them: everything, as the [`ledger`](super::ledger)
//! lists it.

use serde_json::Value;

use super::ledger::{Purpose, TABLES};
use super::service::Members;
use crate::clock::Instant;
use crate::db::{DbError, ReadRow, Row, sql};
use crate::ids::UserId;

/// The rows of a table that are somebody's.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRows {
    pub table: &'static str,
    pub purpose: Purpose,
    /// Objects by column.
    pub rows: Vec<Value>,
}

/// Everything that is kept about somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnData {
    pub at: Instant,
    /// Tables that hold something, in the order of [`Purpose::ALL`].
    pub tables: Vec<OwnRows>,
}

impl OwnData {
    /// The first and the second half of the rows; `None` if there are not two.
    #[must_use]
    pub fn halves(&self) -> Option<[Self; 2]> {
        let all: usize = self.tables.iter().map(|own| own.rows.len()).sum();
        let mut left = all / 2;
        if left == 0 {
            return None;
        }
        let mut halves = [Vec::new(), Vec::new()];
        for own in &self.tables {
            let (first, second) = own.rows.split_at(left.min(own.rows.len()));
            left -= first.len();
            for (half, rows) in halves.iter_mut().zip([first, second]) {
                if !rows.is_empty() {
                    half.push(OwnRows {
                        rows: rows.to_vec(),
                        ..*own
                    });
                }
            }
        }
        Some(halves.map(|tables| Self {
            at: self.at,
            tables,
        }))
    }
}

struct Data(Value);

impl ReadRow for Data {
    const TABLE: &'static str = "data";

    fn read(row: &Row) -> Result<Self, DbError> {
        let text = row.text(Self::TABLE, "data")?;
        let value = serde_json::from_str(&text).map_err(|error| DbError::Unreadable {
            table: Self::TABLE,
            column: "data",
            found: error.to_string(),
        })?;
        Ok(Self(value))
    }
}

impl Members {
    /// Everything that is kept about somebody. It is read table by table beside all else: nobody
    /// who writes waits for it.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a row cannot be read.
    pub async fn own_data(&self, user: UserId) -> Result<OwnData, DbError> {
        let object = self.db.json_object();
        let at = self.clock.now();
        let mut tables = Vec::new();
        for table in TABLES.iter() {
            let Some(text) = table.own_rows(object) else {
                continue;
            };
            let rows: Vec<Data> = self.db.all(sql(text).bind(user.get())).await?;
            if !rows.is_empty() {
                tables.push(OwnRows {
                    table: table.name,
                    purpose: table.purpose,
                    rows: rows.into_iter().map(|data| data.0).collect(),
                });
            }
        }
        let place = |purpose| Purpose::ALL.iter().position(|known| *known == purpose);
        tables.sort_by_key(|own| place(own.purpose));
        Ok(OwnData { at, tables })
    }
}

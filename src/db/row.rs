//! Rows as either database returns them, read with errors that name table and column.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type};

use super::DbError;
use crate::clock::{Instant, from_millis};

/// A row of either database.
#[derive(Debug)]
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// What can be made of a row.
pub trait ReadRow: Sized {
    /// The table, for errors.
    const TABLE: &'static str;

    /// Reads the row.
    ///
    /// # Errors
    ///
    /// [`DbError::Unreadable`] with the column that does not fit.
    fn read(row: &Row) -> Result<Self, DbError>;
}

pub(super) fn read_all<R, T: ReadRow>(
    rows: Vec<R>,
    wrap: impl Fn(R) -> Row,
) -> Result<Vec<T>, DbError> {
    rows.into_iter().map(|row| T::read(&wrap(row))).collect()
}

impl Row {
    fn get<'r, V>(&'r self, table: &'static str, column: &'static str) -> Result<V, DbError>
    where
        V: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
        .map_err(|error| DbError::Unreadable {
            table,
            column,
            found: error.to_string(),
        })
    }

    /// A whole number.
    ///
    /// # Errors
    ///
    /// [`DbError::Unreadable`] if the column is absent, null or of another type; so do
    /// the others.
    pub fn int(&self, table: &'static str, column: &'static str) -> Result<i64, DbError> {
        self.get(table, column)
    }

    #[expect(clippy::missing_errors_doc, reason = "as `int`")]
    pub fn opt_int(
        &self,
        table: &'static str,
        column: &'static str,
    ) -> Result<Option<i64>, DbError> {
        self.get(table, column)
    }

    #[expect(clippy::missing_errors_doc, reason = "as `int`")]
    pub fn text(&self, table: &'static str, column: &'static str) -> Result<String, DbError> {
        self.get(table, column)
    }

    #[expect(clippy::missing_errors_doc, reason = "as `int`")]
    pub fn opt_text(
        &self,
        table: &'static str,
        column: &'static str,
    ) -> Result<Option<String>, DbError> {
        self.get(table, column)
    }

    #[expect(clippy::missing_errors_doc, reason = "as `int`")]
    pub fn instant(&self, table: &'static str, column: &'static str) -> Result<Instant, DbError> {
        self.int(table, column).map(from_millis)
    }

    #[expect(clippy::missing_errors_doc, reason = "as `int`")]
    pub fn opt_instant(
        &self,
        table: &'static str,
        column: &'static str,
    ) -> Result<Option<Instant>, DbError> {
        Ok(self.opt_int(table, column)?.map(from_millis))
    }

    /// A text that must be one of an enum's names.
    ///
    /// # Errors
    ///
    /// [`DbError::Unreadable`] with the text that no variant has.
    pub fn named<T>(
        &self,
        table: &'static str,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, DbError> {
        let text = self.text(table, column)?;
        parse(&text).ok_or(DbError::Unreadable {
            table,
            column,
            found: text,
        })
    }
}

/// A single number, in the column `n`.
impl ReadRow for i64 {
    const TABLE: &'static str = "(number)";

    fn read(row: &Row) -> Result<Self, DbError> {
        row.int(Self::TABLE, "n")
    }
}

/// A moment as `at`, where there may be none: the first of those that wait.
impl ReadRow for Option<Instant> {
    const TABLE: &'static str = "(moment)";

    fn read(row: &Row) -> Result<Self, DbError> {
        row.opt_instant(Self::TABLE, "at")
    }
}

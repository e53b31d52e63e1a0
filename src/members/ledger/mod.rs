//! What is kept: every table and column, whether it is about a person, and what for. What
//! somebody is given of their own data is made from this list, so that nothing is forgotten; a
//! column that is not listed fails a test.
//!
//! It names tables of all features, which no other part does: a person's rights reach across
//! them.

mod tables;

pub use tables::TABLES;

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// How the bot is set up in a server.
    Setup,
    /// How somebody is told things, and what they were told.
    Telling,
    Questions,
    /// Finding the right tutor, and the talk with them.
    Tutors,
    Courses,
    /// Doing what was decided on Discord.
    Delivery,
}

impl Purpose {
    /// All of them, in the order in which people are shown them.
    pub const ALL: [Self; 6] = [
        Self::Questions,
        Self::Tutors,
        Self::Courses,
        Self::Telling,
        Self::Setup,
        Self::Delivery,
    ];
}

/// Whose a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Nobody,
    /// Of everybody whose id stands in one of these columns.
    Columns(&'static [&'static str]),
    /// Of whoever (`$1`) meets this condition on a row `r`.
    When(&'static str),
    /// Of the person in a column of the row of another table to which one of its columns leads.
    Through {
        column: &'static str,
        table: &'static str,
        person: &'static str,
    },
}

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing about a person.
    Plain,
    /// Something that everybody knows to whom the row belongs.
    About,
    /// Who: the id of a person.
    Person,
    /// What the person in that column has written or chosen, or what is about them alone; nobody
    /// else is given it.
    Words(&'static str),
    /// What is between the people in these columns; nobody else is given it.
    Between(&'static [&'static str]),
}

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub purpose: Purpose,
    pub owner: Owner,
    /// Columns by their kind, with blanks between their names.
    pub columns: &'static [(Kind, &'static str)],
}

impl Table {
    /// Every column with its kind.
    pub fn all_columns(&self) -> impl Iterator<Item = (Kind, &'static str)> + '_ {
        let all = self.columns.iter();
        all.flat_map(|(kind, names)| names.split_whitespace().map(|name| (*kind, name)))
    }

    /// Whether it holds anything about a person.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.owner != Owner::Nobody
    }

    /// Selects, as one JSON object a row in a column `data`, what a person (`$1`) is given of
    /// theirs. `object` is the database's function for such an object. `None` if nothing in it is
    /// anybody's.
    #[must_use]
    pub fn own_rows(&self, object: &str) -> Option<String> {
        let name = self.name;
        let (of, condition) = match self.owner {
            Owner::Nobody => return None,
            Owner::Columns(columns) => {
                let is_one: Vec<String> = columns.iter().map(|c| format!("r.{c} = $1")).collect();
                (String::new(), is_one.join(" OR "))
            }
            Owner::When(condition) => (String::new(), condition.to_owned()),
            Owner::Through {
                column,
                table,
                person,
            } => (
                format!(" JOIN {table} o ON o.id = r.{column}"),
                format!("o.{person} = $1"),
            ),
        };
        let fields: Vec<String> = self
            .all_columns()
            .filter_map(|(kind, column)| {
                let value = match kind {
                    Kind::Plain => return None,
                    Kind::About => format!("r.{column}"),
                    // Who else it is about is theirs.
                    Kind::Person => format!(
                        "CASE WHEN r.{column} IS NULL THEN NULL \
                         WHEN r.{column} = $1 THEN 'me' ELSE 'somebody else' END"
                    ),
                    Kind::Words(by) => format!("CASE WHEN r.{by} = $1 THEN r.{column} END"),
                    Kind::Between(people) => {
                        let is_one: Vec<String> =
                            people.iter().map(|by| format!("r.{by} = $1")).collect();
                        format!("CASE WHEN {} THEN r.{column} END", is_one.join(" OR "))
                    }
                };
                Some(format!("'{column}', {value}"))
            })
            .collect();
        let fields = fields.join(", ");
        Some(format!(
            "SELECT CAST({object}({fields}) AS TEXT) AS data FROM {name} r{of} WHERE {condition}"
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_belongs_to_somebody_names_columns_that_are_there() {
        for table in &TABLES {
            let columns: BTreeSet<&str> = table.all_columns().map(|(_, name)| name).collect();
            let people: BTreeSet<&str> = table
                .all_columns()
                .filter(|(kind, _)| *kind == Kind::Person)
                .map(|(_, name)| name)
                .collect();
            if let Owner::Columns(owners) = table.owner {
                assert!(
                    owners.iter().all(|one| people.contains(one)),
                    "{}",
                    table.name
                );
            }
            if let Owner::Through { column, .. } = table.owner {
                assert!(columns.contains(column), "{}", table.name);
            }
            for (kind, column) in table.all_columns() {
                if let Kind::Words(by) = kind {
                    assert!(people.contains(by), "{}.{column}", table.name);
                }
                // Where a person's id stands, it is said so.
                let names_one = [
                    "user_id",
                    "_by",
                    "author_id",
                    "asker_id",
                    "member_id",
                    "tutor_id",
                ];
                let looks_so = names_one.iter().any(|end| column.ends_with(end));
                let is_word = ["last_word_by", "ended_by", "told_by"].contains(&column)
                    // There it is the row of a registration.
                    || table.name == "tutor_topics";
                assert!(
                    !looks_so || is_word || kind == Kind::Person,
                    "{}.{column}",
                    table.name
                );
            }
            let is_about_somebody = table
                .all_columns()
                .any(|(kind, _)| matches!(kind, Kind::Person | Kind::Words(_)));
            assert!(table.is_personal() || !is_about_somebody, "{}", table.name);
        }
    }
}

//! What is kept: every table and column, whether it is about a person, and what for. What
//! somebody is given of their own data, and what erasing it does, is made from this list, so that
//! nothing is forgotten; a column that is not listed fails a test.
//!
//! It names tables of all features, which no other part does: a person's rights reach across
//! them.

mod own;
mod tables;

use super::erasing::Extent;
use crate::ids::{GuildId, ProgrammeId, UserId};

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

/// Where a row belongs, so that what is kept for one server alone can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// To the server in its column `guild_id`.
    Here,
    /// To that of the row of another table to which one of its columns leads.
    Of(&'static str, &'static str),
    /// To all servers in which somebody is.
    Everywhere,
}

/// To which programme a row belongs, so that what is kept for a programme can go when it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InProgramme {
    /// To that of the row to which its home leads; to none where it stands for itself.
    AsItsHome,
    /// To the one in its column `programme_id`.
    Own,
    /// To that of the row of another table to which one of its columns leads.
    By(&'static str, &'static str),
    /// To the one (`$2`) with which a row `r` meets this condition.
    When(&'static str),
}

/// What becomes of a table when somebody's data is erased. Wherever their id is left by it, it is
/// replaced by a number that stands for nobody, so that counts stay true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// Nothing in it is anybody's, or it is what sees to the erasure.
    Stays,
    /// The rows that are theirs go.
    Goes,
    /// The rows on which a person (`$1`) meets this condition on a row `r` go.
    GoesWhen(&'static str),
    /// The rows stay without them. Where they stand in the first column, this is set.
    Nameless(&'static [(&'static str, &'static str)]),
}

/// What somebody has written or chosen and what stays without their name: what others count or
/// were given.
pub const WORDS_THAT_STAY: [(&str, &str); 14] = [
    // How many asked about what, and whether without a name.
    ("questions", "topic"),
    ("questions", "anonymous"),
    // It was given to somebody else.
    ("questions", "answer_text"),
    // How long people wait for a tutor, and about what.
    ("tutor_requests", "topic"),
    ("tutor_requests", "format"),
    ("tutor_requests", "waiting_since"),
    ("tutor_requests", "nobody_since"),
    ("tutor_requests", "promised_at"),
    ("tutor_feedback", "rating"),
    // How many came.
    ("attendances", "came"),
    ("attendances", "enrolled"),
    ("attendance_changes", "was"),
    ("attendance_changes", "became"),
    ("course_feedback", "satisfaction"),
];

/// How many days what is kept for a short time only is kept.
pub const SHORT_LIVED: [(&str, i64); 2] = [("drafts", 30), ("request_drafts", 30)];

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing about a person.
    Plain,
    /// Something that everybody knows to whom the row belongs.
    About,
    /// Who: the id of a person.
    Person,
    /// Their ids, as a JSON list.
    People,
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
    pub home: Home,
    pub owner: Owner,
    /// Columns by their kind, with blanks between their names.
    pub columns: &'static [(Kind, &'static str)],
    pub erasure: Erasure,
    pub programme: InProgramme,
}

const fn table(
    name: &'static str,
    purpose: Purpose,
    home: Home,
    owner: Owner,
    columns: &'static [(Kind, &'static str)],
    erasure: Erasure,
) -> Table {
    Table {
        name,
        purpose,
        home,
        owner,
        columns,
        erasure,
        programme: InProgramme::AsItsHome,
    }
}

impl Table {
    /// The same, where its rows belong to programmes by themselves.
    const fn in_programme(mut self, programme: InProgramme) -> Self {
        self.programme = programme;
        self
    }

    /// Every column with its kind.
    pub fn all_columns(&self) -> impl Iterator<Item = (Kind, &'static str)> + '_ {
        let all = self.columns.iter();
        all.flat_map(|(kind, names)| names.split_whitespace().map(|name| (*kind, name)))
    }

    /// After how many days its rows go by themselves; `None` for those that stay as long as
    /// somebody is there.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        let short = SHORT_LIVED.iter().find(|(name, _)| *name == self.name);
        short.map(|(_, days)| *days)
    }

    /// Whether it holds anything about a person.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.owner != Owner::Nobody
    }

    /// The condition on a row `r` by which it is a person's (`$1`).
    fn is_theirs(&self) -> Option<String> {
        Some(match self.owner {
            Owner::Nobody => return None,
            Owner::Columns(columns) => {
                let is_one: Vec<String> = columns.iter().map(|c| format!("r.{c} = $1")).collect();
                is_one.join(" OR ")
            }
            Owner::When(condition) => condition.to_owned(),
            Owner::Through {
                column,
                table,
                person,
            } => format!("r.{column} IN (SELECT id FROM {table} WHERE {person} = $1)"),
        })
    }

    /// The condition on a row `r` by which it belongs to a programme; `None` if it belongs to none.
    fn is_of_programme(&self, programme: ProgrammeId) -> Option<String> {
        let through = |column: &str, table: &str| {
            let parent = TABLES.iter().find(|known| known.name == table)?;
            let parents = parent.is_of_programme(programme)?;
            Some(format!(
                "r.{column} IN (SELECT r.id FROM {table} r WHERE {parents})"
            ))
        };
        match (self.programme, self.home) {
            (InProgramme::Own, _) => Some(format!("r.programme_id = {programme}")),
            (InProgramme::By(column, table), _)
            | (InProgramme::AsItsHome, Home::Of(column, table)) => through(column, table),
            (InProgramme::When(condition), _) => {
                Some(condition.replace("$2", &programme.to_string()))
            }
            (InProgramme::AsItsHome, Home::Here | Home::Everywhere) => None,
        }
    }

    fn is_within(&self, extent: Extent) -> Option<String> {
        match extent {
            Extent::Everything => None,
            Extent::Guild(guild) => self.is_of(guild),
            Extent::Programme(programme) => self.is_of_programme(programme),
        }
    }

    /// The condition on a row `r` by which it belongs to a server; `None` if it belongs to all.
    fn is_of(&self, guild: GuildId) -> Option<String> {
        match self.home {
            Home::Here => Some(format!("r.guild_id = {guild}")),
            Home::Of(column, table) => Some(format!(
                "r.{column} IN (SELECT id FROM {table} WHERE guild_id = {guild})"
            )),
            Home::Everywhere => None,
        }
    }

    /// Asks, column by column, for everybody whom it names in a server or a programme.
    #[must_use]
    pub fn people(&self, extent: Extent) -> Vec<String> {
        let (Some(here), name) = (self.is_within(extent), self.name) else {
            return Vec::new();
        };
        let people = self.all_columns().filter(|(kind, _)| *kind == Kind::Person);
        people
            .map(|(_, column)| {
                format!(
                    "SELECT DISTINCT r.{column} AS n FROM {name} r WHERE r.{column} > 0 AND {here}"
                )
            })
            .collect()
    }

    /// Asks whether it holds anything of a person (`$1`), or names them, as far as that goes.
    /// `None` if it names nobody, or belongs to nothing so small.
    #[must_use]
    pub fn holds(&self, extent: Extent) -> Option<String> {
        self.names_in(&self.scope(extent)?)
    }

    /// The same for all servers but one.
    #[must_use]
    pub fn holds_beside(&self, guild: GuildId) -> Option<String> {
        let here = self.is_of(guild)?;
        self.names_in(&format!(" AND NOT ({here})"))
    }

    fn names_in(&self, here: &str) -> Option<String> {
        let name = self.name;
        let named = self.all_columns().filter(|(kind, _)| *kind == Kind::Person);
        let named = named.map(|(_, column)| format!("r.{column} = $1"));
        let theirs: Vec<String> = self.is_theirs().into_iter().chain(named).collect();
        if theirs.is_empty() {
            return None;
        }
        let theirs = theirs.join(" OR ");
        Some(format!(
            "SELECT CAST(1 AS BIGINT) AS n FROM {name} r WHERE ({theirs}){here} LIMIT 1"
        ))
    }

    /// What is to be done, in this order, to erase a person (`$1`) from it, as far as that
    /// goes.
    #[must_use]
    pub fn erase(&self, extent: Extent, stand_in: UserId) -> Vec<String> {
        let Some(here) = self.scope(extent) else {
            return Vec::new();
        };
        let name = self.name;
        let mut steps = Vec::new();
        match self.erasure {
            Erasure::Stays => return steps,
            Erasure::Goes => {
                let theirs = self.is_theirs().into_iter();
                steps
                    .extend(theirs.map(|it| format!("DELETE FROM {name} AS r WHERE ({it}){here}")));
            }
            Erasure::GoesWhen(theirs) => {
                steps.push(format!("DELETE FROM {name} AS r WHERE ({theirs}){here}"));
            }
            Erasure::Nameless(set) => {
                steps.extend(set.iter().map(|(by, set)| {
                    format!("UPDATE {name} AS r SET {set} WHERE r.{by} = $1{here}")
                }));
            }
        }
        for (kind, column) in self.all_columns() {
            match kind {
                Kind::Person => steps.push(format!(
                    "UPDATE {name} AS r SET {column} = {stand_in} WHERE r.{column} = $1{here}"
                )),
                Kind::People => steps.push(format!(
                    "UPDATE {name} AS r \
                     SET {column} = REPLACE({column}, CAST($1 AS TEXT), '{stand_in}') \
                     WHERE r.{column} LIKE '%' || CAST($1 AS TEXT) || '%'{here}"
                )),
                _ => {}
            }
        }
        steps
    }

    /// `None` if it belongs to nothing so small.
    fn scope(&self, extent: Extent) -> Option<String> {
        match extent {
            Extent::Everything => Some(String::new()),
            _ => Some(format!(" AND {}", self.is_within(extent)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Whatever somebody wrote or chose goes, is emptied, or stays for a reason.
    #[test]
    fn words_go_or_stay_for_a_reason() {
        let mut staying: BTreeSet<(&str, &str)> = WORDS_THAT_STAY.into_iter().collect();
        for table in TABLES.iter() {
            let Erasure::Nameless(set) = table.erasure else {
                continue;
            };
            for (kind, column) in table.all_columns() {
                let Kind::Words(by) = kind else { continue };
                let is_set = set.iter().any(|(known, set)| {
                    *known == by
                        && set
                            .split(", ")
                            .any(|one| one.starts_with(&format!("{column} =")))
                });
                let stays = staying.remove(&(table.name, column));
                assert!(is_set != stays, "{}.{column}", table.name);
            }
        }
        assert!(staying.is_empty(), "{staying:?}");
    }

    /// What is personal belongs to a programme, or to none for a reason.
    #[test]
    fn what_belongs_to_no_programme_is_named() {
        let to_none = [
            // Not about anything that somebody did in it.
            "drafts",
            "request_drafts",
            "tutors",
            "tutor_topics",
            "tutor_rooms",
            "members",
            "consents",
            "newcomers",
            "interests",
            "leavings",
            "erasures",
            "erasure_traces",
            "member_roles",
            "guilds",
            "setting_changes",
            // It was said once, whatever becomes of what was done.
            "encouragements",
            // It is for everybody, and stays.
            "faq",
        ];
        let programme = ProgrammeId(3);
        let found: BTreeSet<&str> = TABLES
            .iter()
            .filter(|table| table.is_personal() && table.is_of_programme(programme).is_none())
            .map(|table| table.name)
            .collect();
        assert_eq!(found, to_none.into_iter().collect());
    }

    #[test]
    fn erasing_in_one_server_leaves_what_belongs_to_all() {
        let of = |name: &str, extent| {
            let table = TABLES.iter().find(|table| table.name == name).unwrap();
            table.erase(extent, UserId::stored(-3))
        };
        let guild = Extent::Guild(GuildId::new(5));
        assert_eq!(of("members", guild), Vec::<String>::new());
        assert_eq!(
            of("members", Extent::Everything)[0],
            "DELETE FROM members AS r WHERE (r.user_id = $1)"
        );
        assert_eq!(
            of("excuses", guild)[0],
            "DELETE FROM excuses AS r WHERE (r.user_id = $1) \
             AND r.session_id IN (SELECT id FROM sessions WHERE guild_id = 5)"
        );
        assert_eq!(
            of("faq", Extent::Everything),
            ["UPDATE faq AS r SET changed_by = -3 WHERE r.changed_by = $1"]
        );
    }

    #[test]
    fn what_belongs_to_somebody_names_columns_that_are_there() {
        for table in TABLES.iter() {
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
                    "by_hand",
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
            if let Owner::Nobody = table.owner {
                assert_eq!(table.erasure, Erasure::Stays, "{}", table.name);
            } else if !["erasures", "erasure_traces"].contains(&table.name) {
                assert_ne!(table.erasure, Erasure::Stays, "{}", table.name);
            }
            let is_about_somebody = table
                .all_columns()
                .any(|(kind, _)| matches!(kind, Kind::Person | Kind::Words(_)));
            assert!(table.is_personal() || !is_about_somebody, "{}", table.name);
        }
    }
}

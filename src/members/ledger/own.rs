//! What somebody is given of what is theirs.

use super::{Kind, Table};

/// A column, and the table whose number or title people know it by.
const LEADS: [(&str, &str, &str); 3] = [
    (
        "question_id",
        "question",
        "(SELECT n.number FROM questions n WHERE n.id = r.question_id)",
    ),
    (
        "request_id",
        "request",
        "(SELECT n.number FROM tutor_requests n WHERE n.id = r.request_id)",
    ),
    (
        "course_id",
        "course",
        "(SELECT n.title FROM courses n WHERE n.id = r.course_id)",
    ),
];

/// The same for a session: its course, and when it is.
const OF_SESSION: [(&str, &str); 2] = [
    (
        "course",
        "(SELECT n.title FROM sessions s JOIN courses n ON n.id = s.course_id WHERE s.id = r.session_id)",
    ),
    (
        "session_starts_at",
        "(SELECT s.starts_at FROM sessions s WHERE s.id = r.session_id)",
    ),
];

/// The same for a look, which leads to one of them.
const OF_LOOK: [(&str, &str); 3] = [
    (
        "question",
        "CASE WHEN r.kind = 'asker' \
         THEN (SELECT n.number FROM questions n WHERE n.id = r.about_id) END",
    ),
    (
        "request",
        "CASE WHEN r.kind IN ('excluded', 'about', 'request') \
         THEN (SELECT n.number FROM tutor_requests n WHERE n.id = r.about_id) END",
    ),
    (
        "course",
        "CASE r.kind \
         WHEN 'report' THEN (SELECT n.title FROM courses n WHERE n.id = r.about_id) \
         WHEN 'session' THEN (SELECT n.title FROM sessions s \
             JOIN courses n ON n.id = s.course_id WHERE s.id = r.about_id) END",
    ),
];

/// A value of a row `r` as far as a person (`$1`) is given it; `None` if nobody is.
fn given(kind: Kind, column: &str, value: &str) -> Option<String> {
    Some(match kind {
        // Of a list of others nobody is given who they are.
        Kind::Plain | Kind::People => return None,
        Kind::About => value.to_owned(),
        // Who else it is about is theirs.
        Kind::Person => format!(
            "CASE WHEN r.{column} IS NULL THEN NULL \
             WHEN r.{column} = $1 THEN 'me' ELSE 'somebody else' END"
        ),
        Kind::Words(by) => format!("CASE WHEN r.{by} = $1 THEN {value} END"),
        Kind::Between(people) => {
            let is_one: Vec<String> = people.iter().map(|by| format!("r.{by} = $1")).collect();
            format!("CASE WHEN {} THEN {value} END", is_one.join(" OR "))
        }
    })
}

impl Table {
    /// Selects, as one JSON object a row in a column `data`, what a person (`$1`) is given of
    /// theirs. `object` is the database's function for such an object. `None` if nothing in it is
    /// anybody's.
    #[must_use]
    pub fn own_rows(&self, object: &str) -> Option<String> {
        let name = self.name;
        let condition = self.is_theirs()?;
        let mut fields = Vec::new();
        let mut give = |key: &str, value: Option<String>| {
            fields.extend(value.map(|value| format!("'{key}', {value}")));
        };
        let leads_to_course = self.all_columns().any(|(_, column)| column == "course_id");
        for (kind, column) in self.all_columns() {
            give(column, given(kind, column, &format!("r.{column}")));
            // What it leads to is given as people know it, to whom it is given.
            for (_, key, value) in LEADS.iter().filter(|(leads, ..)| *leads == column) {
                give(key, given(kind, column, value));
            }
            if column == "session_id" {
                for (key, value) in OF_SESSION.into_iter().skip(usize::from(leads_to_course)) {
                    give(key, given(kind, column, value));
                }
            }
            if name == "looks" && column == "about_id" {
                for (key, value) in OF_LOOK {
                    give(key, Some(value.to_owned()));
                }
            }
        }
        let fields = fields.join(", ");
        Some(format!(
            "SELECT CAST({object}({fields}) AS TEXT) AS data FROM {name} r WHERE {condition}"
        ))
    }
}

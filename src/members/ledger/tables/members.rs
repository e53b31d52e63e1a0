//! What is kept of people beside what they do.

use crate::members::ledger::Erasure::{Goes, GoesWhen, Stays};
use crate::members::ledger::Home::{Everywhere, Here};
use crate::members::ledger::Kind::{About, Between, Person, Plain, Words};
use crate::members::ledger::Owner::{Columns, When};
use crate::members::ledger::Purpose::{Setup, Telling};
use crate::members::ledger::{InProgramme, Table, table};

pub const TABLES: [Table; 10] = [
    table(
        "looks",
        Telling,
        Here,
        Columns(&["user_id", "looked_by"]),
        &[
            (Plain, "id guild_id about_id"),
            (About, "kind looked_at"),
            (Person, "user_id looked_by"),
            (Between(&["user_id", "looked_by"]), "reason"),
        ],
        GoesWhen("r.user_id = $1"),
    )
    // A look tells whose it was.
    .in_programme(InProgramme::When(
        "(r.kind = 'asker' \
         AND r.about_id IN (SELECT id FROM questions WHERE programme_id = $2) \
         OR r.kind IN ('excluded', 'about', 'request') \
         AND r.about_id IN (SELECT id FROM tutor_requests WHERE programme_id = $2) \
         OR r.kind = 'report' \
         AND r.about_id IN (SELECT id FROM courses WHERE programme_id = $2) \
         OR r.kind = 'session' \
         AND r.about_id IN (SELECT s.id FROM sessions s JOIN courses c ON c.id = s.course_id \
             WHERE c.programme_id = $2))",
    )),
    table(
        "members",
        Telling,
        Everywhere,
        Columns(&["user_id"]),
        &[
            (
                About,
                "dm_channel_id dms_closed_at told_by told_nothing quiet_from quiet_to language",
            ),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "consents",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "guild_id"),
            (About, "agreed version answered_at"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "newcomers",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id"),
            (About, "joined_at nudge_at nudged_at"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "interests",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "guild_id"),
            (Person, "user_id"),
            (Words("user_id"), "topic"),
        ],
        Goes,
    ),
    // It is of no programme: it was said once, whatever becomes of what was done.
    table(
        "encouragements",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[(Plain, "guild_id"), (About, "kind"), (Person, "user_id")],
        Goes,
    ),
    table(
        "leavings",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "guild_id"),
            (About, "left_at erase_at"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    // It forgets by itself who it was, once it is done.
    table(
        "erasures",
        Telling,
        Everywhere,
        When("r.user_id = $1"),
        &[
            (
                Plain,
                "id guild_id programme_id incomplete step_at care_at continued_as",
            ),
            (About, "cause step begun_at dm_channel_id language"),
            (Person, "user_id"),
        ],
        Stays,
    ),
    table(
        "erasure_traces",
        Telling,
        Everywhere,
        When("r.erasure_id IN (SELECT id FROM erasures WHERE user_id = $1)"),
        &[
            (Plain, "id erasure_id guild_id before_id opened"),
            (About, "what channel_id message_id"),
        ],
        Stays,
    ),
    table(
        "member_roles",
        Setup,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id"),
            (About, "role_id held"),
            (Person, "user_id"),
        ],
        Goes,
    ),
];

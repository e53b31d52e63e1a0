//! What is kept of courses, and of who was there.

use crate::members::ledger::Erasure::{Goes, Nameless, Stays};
use crate::members::ledger::Home::{Here, Of};
use crate::members::ledger::Kind::{About, Person, Plain, Words};
use crate::members::ledger::Owner::{Columns, Nobody};
use crate::members::ledger::Purpose::{Courses, Telling};
use crate::members::ledger::{InProgramme, Table, table};

pub const TABLES: [Table; 11] = [
    table(
        "courses",
        Courses,
        Here,
        Columns(&["made_by"]),
        &[
            (
                Plain,
                "id guild_id form_id version description place link capacity deadline_at",
            ),
            (
                Plain,
                "role_id programme_id reminders with_code placed_at reworded_at care_at consent_version",
            ),
            (Plain, "channel_id card_id thread_id"),
            (
                About,
                "number title state made_at published_at cancelled_at",
            ),
            (Person, "made_by"),
        ],
        Nameless(&[]),
    )
    .in_programme(InProgramme::Own),
    table(
        "sessions",
        Courses,
        Here,
        Nobody,
        &[
            (
                Plain,
                "id guild_id course_id starts_at ends_at sequence planned_at was_starts_at",
            ),
            (
                Plain,
                "was_ends_at cancelled_at care_at code walk_ins viewers event_id roll_id",
            ),
            (Plain, "opened_for begun_for closed_for"),
        ],
        Stays,
    )
    .in_programme(InProgramme::By("course_id", "courses")),
    table(
        "enrolments",
        Courses,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id seat line"),
            (
                About,
                "course_id state since offered_until offers agreed_version",
            ),
            (Person, "user_id"),
        ],
        Nameless(&[]),
    )
    .in_programme(InProgramme::By("course_id", "courses")),
    table(
        "session_places",
        Courses,
        Of("session_id", "sessions"),
        Columns(&["user_id"]),
        &[(About, "session_id"), (Person, "user_id")],
        Nameless(&[]),
    ),
    table(
        "excuses",
        Courses,
        Of("session_id", "sessions"),
        Columns(&["user_id"]),
        &[(About, "session_id at"), (Person, "user_id")],
        Goes,
    ),
    table(
        "attendances",
        Courses,
        Of("session_id", "sessions"),
        Columns(&["user_id", "marked_by"]),
        &[
            (About, "session_id marked_at"),
            (Person, "user_id marked_by"),
            (Words("user_id"), "came enrolled"),
        ],
        Nameless(&[]),
    ),
    table(
        "attendance_changes",
        Courses,
        Of("session_id", "sessions"),
        Columns(&["user_id", "changed_by"]),
        &[
            (Plain, "id"),
            (About, "session_id what changed_at"),
            (Person, "user_id changed_by"),
            (Words("user_id"), "was became"),
        ],
        Nameless(&[]),
    ),
    table(
        "course_feedback",
        Courses,
        Of("session_id", "sessions"),
        Columns(&["user_id"]),
        &[
            (About, "session_id given_at"),
            (Person, "user_id"),
            (Words("user_id"), "satisfaction helped next released named"),
        ],
        Nameless(&[("user_id", "helped = '', next = '', released = 0, named = 0")]),
    ),
    table(
        "course_notices",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id occasion call_id channel_id message_id"),
            (About, "course_id session_id kind wanted_at passed_at"),
            (Person, "user_id"),
        ],
        Goes,
    )
    .in_programme(InProgramme::By("course_id", "courses")),
    table(
        "course_calls",
        Courses,
        Here,
        Nobody,
        &[(
            Plain,
            "id guild_id course_id session_id kind occasion people sealed",
        )],
        Stays,
    )
    .in_programme(InProgramme::By("course_id", "courses")),
    table(
        "course_tellings",
        Courses,
        Of("course_id", "courses"),
        Nobody,
        &[(
            Plain,
            "id course_id session_id kind occasion last_enrolment_id",
        )],
        Stays,
    ),
];

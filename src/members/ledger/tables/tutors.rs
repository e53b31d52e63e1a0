//! What is kept of tutors, requests and talks.

use crate::members::ledger::Erasure::{Goes, GoesWhen, Nameless, Stays};
use crate::members::ledger::Home::{Here, Of};
use crate::members::ledger::Kind::{About, Between, People, Person, Plain, Words};
use crate::members::ledger::Owner::{Columns, Nobody, Through, When};
use crate::members::ledger::Purpose::{Telling, Tutors};
use crate::members::ledger::{InProgramme, Table, table};

pub const TABLES: [Table; 11] = [
    table(
        "tutors",
        Tutors,
        Here,
        Columns(&["user_id", "decided_by"]),
        &[
            (
                Plain,
                "id guild_id version programme_id had_role staff_channel_id staff_message_id counted_from",
            ),
            (Person, "user_id decided_by"),
            (
                Words("user_id"),
                "state pause_cause paused_at resume_at week format places sentence",
            ),
        ],
        GoesWhen("r.user_id = $1"),
    ),
    table(
        "tutor_topics",
        Tutors,
        Of("tutor_id", "tutors"),
        Through {
            column: "tutor_id",
            table: "tutors",
            person: "user_id",
        },
        &[(Plain, "tutor_id"), (About, "topic level")],
        Goes,
    ),
    table(
        "tutor_requests",
        Tutors,
        Here,
        Columns(&["member_id", "made_by", "tutor_id", "closed_by"]),
        &[
            (
                Plain,
                "id guild_id form_id programme_id version promises matches turn thread_id",
            ),
            (
                Plain,
                "opening_id last_seen_id member_said_id tutor_said_id staff_channel_id",
            ),
            (Plain, "staff_message_id care_at"),
            (About, "number"),
            (
                Between(&["member_id", "tutor_id"]),
                "state requested_at matched_at last_word_at last_word_by ended_by ended_at closed_at",
            ),
            (Person, "member_id made_by tutor_id closed_by"),
            (
                Words("member_id"),
                "question_id topic about format week waiting_since nobody_since promised_at",
            ),
        ],
        // The id of the form is made of what was written in it.
        Nameless(&[(
            "member_id",
            "about = '', week = 0, question_id = NULL, form_id = -id",
        )]),
    )
    .in_programme(InProgramme::Own),
    table(
        "request_drafts",
        Tutors,
        Here,
        Columns(&["user_id", "member_id"]),
        &[
            (Plain, "guild_id"),
            (People, "excluded"),
            (About, "written_at"),
            (Person, "user_id member_id"),
            (Words("user_id"), "question_id topic about format week"),
        ],
        Goes,
    ),
    // Whom somebody does not want to talk to is theirs; who is meant does not hear of it.
    table(
        "request_exclusions",
        Tutors,
        Of("request_id", "tutor_requests"),
        Through {
            column: "request_id",
            table: "tutor_requests",
            person: "member_id",
        },
        &[(About, "request_id"), (Person, "user_id")],
        Goes,
    ),
    table(
        "request_marks",
        Tutors,
        Of("request_id", "tutor_requests"),
        Nobody,
        &[(Plain, "request_id kind occasion marked_at")],
        Stays,
    ),
    table(
        "tutor_offers",
        Tutors,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id"),
            (
                About,
                "request_id state offered_at expires_at answered_at why",
            ),
            (Person, "user_id by_hand"),
            (Words("user_id"), "reason"),
        ],
        Nameless(&[("user_id", "reason = ''")]),
    )
    .in_programme(InProgramme::By("request_id", "tutor_requests")),
    table(
        "tutor_feedback",
        Tutors,
        Here,
        When(
            "r.member_id = $1 OR (r.tutor_id = $1 AND (r.tutor_again IS NOT NULL OR r.memo <> ''))",
        ),
        &[
            (Plain, "guild_id"),
            (About, "request_id"),
            (Person, "member_id tutor_id"),
            (Words("member_id"), "rating word note member_again"),
            (Words("tutor_id"), "tutor_again memo"),
        ],
        Nameless(&[
            ("member_id", "word = '', note = '', member_again = NULL"),
            ("tutor_id", "memo = '', tutor_again = NULL"),
        ]),
    )
    .in_programme(InProgramme::By("request_id", "tutor_requests")),
    table(
        "tutor_notices",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id about_id occasion channel_id message_id"),
            (About, "kind noticed_at"),
            (Person, "user_id"),
        ],
        Goes,
    )
    // What they are about is told by their kind.
    .in_programme(InProgramme::When(
        "(r.kind = 'offer' AND r.about_id IN (SELECT o.id FROM tutor_offers o \
         JOIN tutor_requests q ON q.id = o.request_id WHERE q.programme_id = $2) \
         OR r.kind IN ('made', 'nobody', 'still', 'back', 'matched', 'closed', 'expired', \
         'form', 'thanks', 'note', 'taken') \
         AND r.about_id IN (SELECT id FROM tutor_requests WHERE programme_id = $2))",
    )),
    table(
        "tutor_rooms",
        Telling,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id version"),
            (About, "thread_id"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "matching_runs",
        Tutors,
        Here,
        Nobody,
        &[(Plain, "guild_id due_at")],
        Stays,
    ),
];

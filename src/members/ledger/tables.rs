//! The list.

use super::Erasure::{Goes, GoesWhen, Nameless, Stays};
use super::Home::{Everywhere, Here, Of};
use super::Kind::{About, Between, People, Person, Plain, Words};
use super::Owner::{Columns, Nobody, Through, When};
use super::Purpose::{Courses, Delivery, Questions, Setup, Telling, Tutors};
use super::{Erasure, Home, Kind, Owner, Purpose, Table};

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
    }
}

/// Every table.
pub const TABLES: [Table; 48] = [
    table(
        "questions",
        Questions,
        Here,
        Columns(&[
            "asker_id",
            "answered_by",
            "closed_by",
            "recorded_by",
            "last_helper_id",
            "answer_author_id",
            "assigned_to",
        ]),
        &[
            (
                Plain,
                "id guild_id request_id version channel_id card_id thread_id opening_id",
            ),
            (
                Plain,
                "last_seen_id forum programme_id source_message_id parts part1_id part2_id",
            ),
            (
                Plain,
                "turn answer_message_id merged_into loss_id staff_channel_id staff_message_id",
            ),
            (Plain, "care_at"),
            (
                About,
                "number state asked_at answered_at closed_at waiting_since last_word_at",
            ),
            (About, "last_word_by assigned_at"),
            (
                Person,
                "asker_id answered_by closed_by recorded_by last_helper_id",
            ),
            (Person, "answer_author_id assigned_to"),
            (Words("asker_id"), "topic title body anonymous"),
            (Words("answer_author_id"), "answer_text"),
        ],
        Nameless(&[
            ("asker_id", "title = '—', body = ''"),
            ("last_helper_id", "last_helper_id = NULL"),
            ("assigned_to", "assigned_to = NULL, assigned_at = NULL"),
        ]),
    ),
    table(
        "question_posts",
        Questions,
        Of("question_id", "questions"),
        Columns(&["author_id"]),
        &[
            (Plain, "id request_id message_id channel_id"),
            (About, "question_id voice posted_at"),
            (Person, "author_id"),
            (Words("author_id"), "content"),
        ],
        // What staff said for the programme was said to others.
        Nameless(&[(
            "author_id",
            "content = CASE WHEN voice = 'staff' THEN content ELSE '' END",
        )]),
    ),
    table(
        "question_copies",
        Questions,
        Of("question_id", "questions"),
        Columns(&["user_id"]),
        &[
            (Plain, "id message_id"),
            (About, "question_id"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "question_follows",
        Questions,
        Of("question_id", "questions"),
        Columns(&["user_id"]),
        &[
            (Plain, "id told_with"),
            (About, "question_id since hidden told_at"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "question_names",
        Questions,
        Of("question_id", "questions"),
        Columns(&["user_id"]),
        &[(About, "question_id"), (Person, "user_id")],
        Goes,
    ),
    table(
        "question_calls",
        Questions,
        Of("question_id", "questions"),
        Columns(&["user_id"]),
        &[
            (Plain, "occasion"),
            (About, "question_id called_at"),
            (Person, "user_id"),
        ],
        Goes,
    ),
    table(
        "question_losses",
        Questions,
        Here,
        Nobody,
        &[(Plain, "id guild_id what gone_id lost_at")],
        Stays,
    ),
    table(
        "question_marks",
        Questions,
        Of("question_id", "questions"),
        Nobody,
        &[(Plain, "question_id kind occasion marked_at")],
        Stays,
    ),
    table(
        "drafts",
        Questions,
        Here,
        Columns(&["user_id", "asker_id"]),
        &[
            (
                Plain,
                "guild_id source_message_id source_channel_id request_id",
            ),
            (About, "written_at"),
            (Person, "user_id asker_id"),
            (Words("user_id"), "anonymous topic title body"),
        ],
        Goes,
    ),
    table(
        "record_offers",
        Questions,
        Here,
        Columns(&["author_id"]),
        &[
            (Plain, "id guild_id channel_id message_id offer_id"),
            (About, "offered_at gone_at"),
            (Person, "author_id"),
        ],
        Goes,
    ),
    table(
        "faq",
        Questions,
        Here,
        Columns(&["changed_by"]),
        &[
            (
                Plain,
                "id guild_id place topic title answer question_id version retired_at",
            ),
            (About, "changed_at"),
            (Person, "changed_by"),
        ],
        Nameless(&[]),
    ),
    table(
        "search_changes",
        Questions,
        Here,
        Nobody,
        &[(Plain, "id guild_id kind subject_id")],
        Stays,
    ),
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
        Nameless(&[("member_id", "about = '', week = 0, question_id = NULL")]),
    ),
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
    ),
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
    ),
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
    ),
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
                "role_id programme_id reminders with_code placed_at reworded_at care_at",
            ),
            (Plain, "channel_id card_id thread_id"),
            (
                About,
                "number title state made_at published_at cancelled_at",
            ),
            (Person, "made_by"),
        ],
        Nameless(&[]),
    ),
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
    ),
    table(
        "enrolments",
        Courses,
        Here,
        Columns(&["user_id"]),
        &[
            (Plain, "id guild_id seat line"),
            (About, "course_id state since offered_until offers"),
            (Person, "user_id"),
        ],
        Nameless(&[]),
    ),
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
    ),
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
    ),
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
    ),
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
            (Plain, "id guild_id programme_id incomplete step_at care_at"),
            (About, "cause step begun_at dm_channel_id language"),
            (Person, "user_id"),
        ],
        Stays,
    ),
    table(
        "erasure_traces",
        Telling,
        Here,
        Nobody,
        &[(
            Plain,
            "id erasure_id guild_id channel_id what message_id before_id",
        )],
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
    table(
        "guilds",
        Setup,
        Here,
        Columns(&["owner_id", "invited_by"]),
        &[
            (
                Plain,
                "guild_id panel_channel_id question_channel_id staff_channel_id tutor_role_id",
            ),
            (
                Plain,
                "staff_role_id panel_message_id commands_hash next_question seen_at",
            ),
            (
                Plain,
                "question_forum tutor_channel_id course_channel_id member_role_id",
            ),
            (
                Plain,
                "first_channel_id invitation_channel_id invitation_message_id guide_step",
            ),
            (
                Plain,
                "welcomes_since welcomed_until welcome_channel_id name",
            ),
            (
                Plain,
                "told_faults panel_message_channel_id next_request next_course",
            ),
            (Person, "owner_id invited_by"),
        ],
        // Who owns it Discord tells anew.
        Nameless(&[
            ("owner_id", "owner_id = NULL"),
            ("invited_by", "invited_by = NULL"),
        ]),
    ),
    table(
        "made_places",
        Setup,
        Here,
        Nobody,
        &[(Plain, "id guild_id part name wanted_at made_id gone_at")],
        Stays,
    ),
    table(
        "programmes",
        Setup,
        Here,
        Nobody,
        &[
            (
                Plain,
                "id guild_id name municipality area first_day last_day role_id staff_role_id",
            ),
            (Plain, "version erase_on erase_told_at erased_at care_at"),
        ],
        Stays,
    ),
    table(
        "setting_changes",
        Setup,
        Here,
        Columns(&["changed_by"]),
        &[
            (Plain, "id guild_id revision settings takes_back"),
            (About, "part changed_at"),
            (Person, "changed_by"),
        ],
        Nameless(&[]),
    ),
    table(
        "outbox",
        Delivery,
        Here,
        Nobody,
        &[
            (
                Plain,
                "id kind guild_id subject subject_id part dedup_key nonce state due_at",
            ),
            (
                Plain,
                "expires_at attempts unsure_since lease_until fence result_id cause",
            ),
            (Plain, "created_at finished_at lane destination_id turn"),
        ],
        Stays,
    ),
];

//! What is kept of questions, and of the FAQ.

use crate::members::ledger::Erasure::{Goes, Nameless, Stays};
use crate::members::ledger::Home::{Here, Of};
use crate::members::ledger::Kind::{About, Person, Plain, Words};
use crate::members::ledger::Owner::{Columns, Nobody};
use crate::members::ledger::Purpose::Questions;
use crate::members::ledger::{InProgramme, Table, table};

pub const TABLES: [Table; 12] = [
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
            // The id of the form is made of what was written in it.
            ("asker_id", "title = '—', body = '', request_id = -id"),
            ("last_helper_id", "last_helper_id = NULL"),
            ("assigned_to", "assigned_to = NULL, assigned_at = NULL"),
        ]),
    )
    .in_programme(InProgramme::Own),
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
            "content = CASE WHEN voice = 'staff' THEN content ELSE '' END, request_id = -id",
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
    )
    .in_programme(InProgramme::When(
        "r.message_id IN (SELECT source_message_id FROM questions \
         WHERE programme_id = $2 AND source_message_id IS NOT NULL)",
    )),
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
];

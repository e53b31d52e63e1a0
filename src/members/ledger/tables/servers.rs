//! What is kept of servers, and of what is to be done there.

use crate::members::ledger::Erasure::{Nameless, Stays};
use crate::members::ledger::Home::Here;
use crate::members::ledger::Kind::{About, Person, Plain};
use crate::members::ledger::Owner::{Columns, Nobody};
use crate::members::ledger::Purpose::{Delivery, Setup};
use crate::members::ledger::{Table, table};

pub const TABLES: [Table; 6] = [
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
        "spoken_channels",
        Setup,
        Here,
        Nobody,
        &[(Plain, "guild_id channel_id names")],
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

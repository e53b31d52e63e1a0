//! How Discord says no: a status, a code and words, as its documentation lists them
//! under "Opcodes and Status Codes".

use serde_json::{Value, json};

/// A refusal with Discord's own status and error code.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub status: u16,
    pub body: Value,
}

impl Refusal {
    pub fn new(status: u16, code: u32, message: &str) -> Self {
        Self {
            status,
            body: json!({"message": message, "code": code}),
        }
    }

    /// 50035 with the fault at `path` (dots between keys), as Discord nests it.
    pub fn form(path: &str, code: &str, message: &str) -> Self {
        let mut errors = json!({"_errors": [{"code": code, "message": message}]});
        for key in path.rsplit('.').filter(|key| !key.is_empty()) {
            errors = json!({ key: errors });
        }
        Self {
            status: 400,
            body: json!({"message": "Invalid Form Body", "code": 50035, "errors": errors}),
        }
    }

    pub fn too_long(path: &str, limit: usize) -> Self {
        Self::form(
            path,
            "BASE_TYPE_MAX_LENGTH",
            &format!("Must be {limit} or fewer in length."),
        )
    }

    pub fn required(path: &str) -> Self {
        Self::form(path, "BASE_TYPE_REQUIRED", "This field is required")
    }

    pub fn unauthorized() -> Self {
        Self::new(401, 0, "401: Unauthorized")
    }

    pub fn not_found() -> Self {
        Self::new(404, 0, "404: Not Found")
    }

    pub fn invalid_json() -> Self {
        Self::new(400, 50109, "The request body contains invalid JSON.")
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $status:literal $code:literal $message:literal;)*) => {
        impl Refusal {
            $(pub fn $name() -> Self { Self::new($status, $code, $message) })*
        }
    };
}

refusals! {
    unknown_channel = 404 10003 "Unknown Channel";
    unknown_guild = 404 10004 "Unknown Guild";
    unknown_member = 404 10007 "Unknown Member";
    unknown_message = 404 10008 "Unknown Message";
    unknown_overwrite = 404 10009 "Unknown permission overwrite";
    unknown_role = 404 10011 "Unknown Role";
    unknown_user = 404 10013 "Unknown User";
    unknown_emoji = 400 10014 "Unknown Emoji";
    unknown_webhook = 404 10015 "Unknown Webhook";
    unknown_interaction = 404 10062 "Unknown interaction";
    unknown_command = 404 10063 "Unknown application command";
    unknown_event = 404 10070 "Unknown Guild Scheduled Event";
    too_many_events = 400 30038 "Maximum number of scheduled events reached (100)";
    already_answered = 400 40060 "Interaction has already been acknowledged.";
    missing_access = 403 50001 "Missing Access";
    wrong_channel_for_dm = 403 50003 "Cannot execute action on a DM channel";
    not_the_author = 403 50005 "Cannot edit a message authored by another user";
    empty_message = 400 50006 "Cannot send an empty message";
    closed_dm = 403 50007 "Cannot send messages to this user";
    not_a_text_channel = 400 50008 "Cannot send messages in a non-text channel";
    missing_permissions = 403 50013 "Missing Permissions";
    system_message = 403 50021 "Cannot execute action on a system message";
    wrong_channel_type = 400 50024 "Cannot execute action on this channel type";
    wrong_webhook_token = 401 50027 "Invalid Webhook Token";
    invalid_role = 400 50028 "Invalid Role";
    thread_archived = 400 50083 "Thread is archived";
    thread_exists = 400 160_004 "A thread has already been created for this message";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_fault_is_nested_as_discord_nests_it() {
        let refusal = Refusal::too_long("embeds.0.title", 256);
        assert_eq!(refusal.status, 400);
        assert_eq!(
            refusal.body["errors"]["embeds"]["0"]["title"]["_errors"][0]["code"],
            "BASE_TYPE_MAX_LENGTH"
        );
    }
}

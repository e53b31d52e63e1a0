//! Which requests share a limit.

/// A kind of route and its major parameter (the channel, guild or webhook).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    kind: String,
    major: String,
}

/// The kind of route by which a message is sent.
pub const SEND_MESSAGE: &str = "POST channels/_/messages";
/// The kind of route by which a conversation with somebody is opened.
pub const OPEN_CONVERSATION: &str = "POST users/@me/channels";

impl Route {
    /// The route of a method and a path behind `/api/v10/`, whose query does not count.
    #[must_use]
    pub fn of(method: &str, path: &str) -> Self {
        let path = path.split('?').next().unwrap_or_default();
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let top = segments.next().unwrap_or_default();
        let has_major = matches!(top, "channels" | "guilds" | "webhooks" | "interactions");
        let mut kind = format!("{method} {top}");
        let mut major = String::new();
        let mut majors = match top {
            // A webhook's id and its token.
            "webhooks" | "interactions" => 2,
            _ => usize::from(has_major),
        };
        for segment in segments {
            kind.push('/');
            if majors > 0 {
                majors -= 1;
                major.push_str(segment);
                kind.push('_');
            } else if segment.bytes().all(|byte| byte.is_ascii_digit()) || segment.contains('%') {
                kind.push('_');
            } else {
                kind.push_str(segment);
            }
        }
        Self { kind, major }
    }

    /// The method and the path without ids.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    #[must_use]
    pub fn major(&self) -> &str {
        &self.major
    }

    /// Answers to interactions are not bound by the limit over all routes.
    #[must_use]
    pub fn is_interaction(&self) -> bool {
        self.kind.starts_with("POST interactions/") || self.kind.contains(" webhooks/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_channel_splits_a_limit_and_the_message_does_not() {
        let edit = |path| Route::of("PATCH", path);
        let one = edit("channels/1/messages/2");
        assert_eq!(one.kind(), "PATCH channels/_/messages/_");
        assert_eq!(one, edit("channels/1/messages/3"));
        assert_ne!(one, edit("channels/9/messages/2"));
        assert_eq!(
            Route::of("POST", "channels/1/messages").kind(),
            SEND_MESSAGE
        );
        assert_eq!(
            Route::of("POST", "users/@me/channels").kind(),
            OPEN_CONVERSATION
        );
        let page = Route::of("GET", "channels/1/messages?limit=100&after=5");
        assert_eq!(page, Route::of("GET", "channels/1/messages"));
    }

    #[test]
    fn guilds_split_too_and_users_do_not() {
        let role = Route::of("PUT", "guilds/1/members/2/roles/3");
        assert_eq!(role.kind(), "PUT guilds/_/members/_/roles/_");
        assert_eq!(role.major(), "1");
        assert_eq!(Route::of("GET", "users/7").major(), "");
        assert!(Route::of("POST", "interactions/1/token/callback").is_interaction());
    }
}

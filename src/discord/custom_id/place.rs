//! In somebody's conversation with the bot Discord names no server: what is shown there carries it
//! in its ids, as `t1@server:name…`.

use serde_json::Value;

use super::{CustomId, ID_MOST, VERSION};
use crate::ids::GuildId;

/// Between the version and the server.
const AT: char = '@';

impl CustomId {
    /// The server that an encoded id names, if it names one. It is as untrusted as the id.
    #[must_use]
    pub fn place(text: &str) -> Option<GuildId> {
        let (version, _) = text.split_once(':')?;
        let guild = version.strip_prefix(VERSION)?.strip_prefix(AT)?;
        let guild: i64 = guild.parse().ok()?;
        (guild > 0).then(|| GuildId::stored(guild))
    }

    /// The same id without a server.
    #[must_use]
    pub fn without_place(text: &str) -> String {
        match text.split_once(':') {
            Some((_, rest)) if Self::place(text).is_some() => format!("{VERSION}:{rest}"),
            _ => text.to_owned(),
        }
    }
}

/// Lets every id of a message or form name a server, as far as Discord takes ids so long.
pub fn place(shown: &mut Value, guild: GuildId) {
    let Value::Object(fields) = shown else { return };
    if let Some(Value::String(id)) = fields.get_mut("custom_id")
        && let Some(rest) = id
            .strip_prefix(VERSION)
            .filter(|rest| rest.starts_with(':'))
    {
        let placed = format!("{VERSION}{AT}{guild}{rest}");
        if placed.chars().count() <= ID_MOST {
            *id = placed;
        }
    }
    if let Some(Value::Array(components)) = fields.get_mut("components") {
        for component in components {
            place(component, guild);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::discord::custom_id::{AskId, MemberIdent, Wish};

    #[test]
    fn an_id_carries_its_server_and_means_the_same() {
        let id = CustomId::Member(MemberIdent::Me);
        let guild = GuildId::new(81_384_788_765_712_384);
        let mut form = json!({
            "custom_id": id.encode(),
            "components": [
                {"type": 1, "components": [{"type": 4, "custom_id": "title"}]},
                {"type": 1, "components": [{"type": 2, "custom_id": id.encode()}]},
            ],
        });
        place(&mut form, guild);
        let placed = form["custom_id"].as_str().unwrap();
        assert_eq!(form["components"][1]["components"][0]["custom_id"], placed);
        assert_eq!(form["components"][0]["components"][0]["custom_id"], "title");
        assert_eq!(CustomId::decode(placed), Some(id.clone()));
        assert_eq!(CustomId::place(placed), Some(guild));
        assert_eq!(CustomId::without_place(placed), id.encode());
        assert_eq!(CustomId::place(&id.encode()), None);
        for odd in [
            "",
            "t1",
            "t1@:m.me",
            "t1@x:m.me",
            "t1@-4:m.me",
            "t2@4:m.me",
            "@4:m.me",
        ] {
            assert_eq!(CustomId::place(odd), None, "{odd}");
            assert_eq!(CustomId::without_place(odd), odd);
        }
    }

    /// Discord counts characters, and a topic has up to 50.
    #[test]
    fn the_longest_of_ours_has_room() {
        let guild = GuildId::new(9_223_372_036_854_775_807);
        let wish = Wish {
            source: None,
            anonymous: true,
        };
        let id = CustomId::Ask(AskId::Form(u32::MAX, wish, "題".repeat(50)));
        let mut form = json!({"custom_id": id.encode()});
        place(&mut form, guild);
        let placed = form["custom_id"].as_str().unwrap();
        assert_eq!(CustomId::place(placed), Some(guild));
        assert_eq!(CustomId::decode(placed), Some(id));
    }

    #[test]
    fn an_id_that_would_be_too_long_stays_as_it_is() {
        let long = format!("{VERSION}:{}", "x".repeat(ID_MOST - 5));
        let mut button = json!({"custom_id": long});
        place(&mut button, GuildId::new(81_384_788_765_712_384));
        assert_eq!(button["custom_id"], *long);
    }
}

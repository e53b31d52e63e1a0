//! The invitation to set a server up, and its button.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, SetupId};
use crate::discord::reply::{Caller, Reply, buttons};
use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::ids::{GuildId, UserId};

/// The message, with its one button.
#[must_use]
pub fn body(words: &Words, locale: Locale, guild: GuildId) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let begin = CustomId::Setup(SetupId::Begin(guild));
    json!({
        "embeds": [{
            "title": say(&Text::InvitationTitle),
            "description": say(&Text::InvitationText),
            "color": 0x0034_98DB,
        }],
        "components": [buttons(&[(say(&Text::InvitationButton), 1, begin)])],
        "allowed_mentions": {"parse": []},
    })
}

/// The button was pressed in a direct message, where Discord offers neither the channels nor
/// the roles of a server: the way leads into the server.
pub async fn begun_outside(caller: &Caller<'_>, guild: GuildId, user: UserId) -> Reply {
    let guilds = &caller.bot.guilds;
    match guilds.may_be_invited(guild, user).await {
        Ok(true) => {}
        Ok(false) => return Reply::words(&caller.say(&Text::InvitationGone)),
        Err(error) => return caller.our_fault(&error),
    }
    match guilds.invite_here(guild).await {
        Ok(Some(channel)) => {
            let text = Text::InvitationGo {
                channel: format!("<#{channel}>"),
            };
            let link = format!("https://discord.com/channels/{guild}/{channel}");
            Reply::Say(json!({
                "content": caller.say(&text),
                "components": [{"type": 1, "components": [{
                    "type": 2,
                    "style": 5,
                    "label": caller.say(&Text::InvitationGoButton),
                    "url": link,
                }]}],
            }))
        }
        Ok(None) => Reply::words(&caller.say(&Text::InvitationNowhere)),
        Err(error) => caller.our_fault(&error),
    }
}

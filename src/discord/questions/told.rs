//! How the asker hears that there is an answer.

use serde_json::{Value, json};

use crate::discord::custom_id::CustomId;
use crate::discord::reply::{Caller, Reply, buttons};
use crate::discord::text::{escape, one_line};
use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::ids::{ChannelId, GuildId};
use crate::questions::Question;

/// Most characters of the title that a notice repeats.
const TITLE: usize = 160;

/// The address of a thread.
#[must_use]
pub fn link(guild: GuildId, thread: ChannelId) -> String {
    format!("https://discord.com/channels/{guild}/{thread}")
}

/// The direct message, with a button that leads to the thread.
#[must_use]
pub fn direct(words: &Words, locale: Locale, question: &Question, link: &str) -> Value {
    let text = Text::ToldDirect {
        number: question.number,
        title: one_line(&escape(&question.title), TITLE),
    };
    let label = words.say(locale, &Text::ToldReadButton);
    json!({
        "content": words.say(locale, &text),
        "components": [{"type": 1, "components": [
            {"type": 2, "style": 5, "label": label, "url": link},
        ]}],
        "allowed_mentions": {"parse": []},
    })
}

/// The same in the thread, for somebody whose direct messages are closed, or where staff
/// have switched them off.
#[must_use]
pub fn here(words: &Words, locale: Locale, question: &Question, by_direct: bool) -> Value {
    let asker = format!("<@{}>", question.asker);
    if !by_direct {
        return json!({
            "content": words.say(locale, &Text::ToldOnlyHere { asker }),
            "allowed_mentions": {"parse": [], "users": [question.asker.to_string()]},
        });
    }
    let label = words.say(locale, &Text::ToldByDirectButton);
    json!({
        "content": words.say(locale, &Text::ToldHere { asker }),
        "components": [buttons(&[(label, 2, CustomId::DmsOpened)])],
        "allowed_mentions": {"parse": [], "users": [question.asker.to_string()]},
    })
}

/// Somebody says that their direct messages are open now.
pub async fn by_direct(caller: &Caller<'_>) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    match caller.bot.members.dms_opened(actor.user).await {
        Ok(()) => Reply::words(&caller.say(&Text::ToldByDirectDone)),
        Err(error) => caller.our_fault(&error),
    }
}

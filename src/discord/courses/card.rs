//! What is shown of a session. Bodies for Discord's HTTP API, rendered when they are sent.

use serde_json::{Value, json};

use crate::courses::Session;
use crate::discord::text::{escape, one_line};
use crate::guilds::Locale;
use crate::i18n::{Text, Words};

/// The announcement in the session's channel.
#[must_use]
pub fn card(words: &Words, locale: Locale, session: &Session) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let title = if session.cancelled_at.is_some() {
        say(&Text::SessionCancelled {
            title: escape(&session.title),
        })
    } else {
        escape(&session.title)
    };
    let (from, to) = (session.starts_at.timestamp(), session.ends_at.timestamp());
    let number = session.id.0;
    let mut embed = json!({
        "title": one_line(&title, 256),
        "fields": [
            {"name": say(&Text::SessionTime), "value": format!("<t:{from}:F> – <t:{to}:t>")},
            {"name": say(&Text::SessionPlace), "value": one_line(&escape(&session.place), 1024)},
        ],
        "footer": {"text": say(&Text::SessionNumber { number })},
    });
    if !session.description.is_empty() {
        embed["description"] = json!(escape(&session.description));
    }
    json!({"embeds": [embed], "allowed_mentions": {"parse": []}})
}

/// Discord's scheduled event of it; `mark` ends its description.
#[must_use]
pub fn event(session: &Session, mark: &str) -> Value {
    let description = if session.description.is_empty() {
        mark.to_owned()
    } else {
        format!("{}\n{mark}", session.description)
    };
    json!({
        "name": one_line(&session.title, 100),
        "description": description,
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": one_line(&session.place, 100)},
        "scheduled_start_time": session.starts_at.to_rfc3339(),
        "scheduled_end_time": session.ends_at.to_rfc3339(),
    })
}

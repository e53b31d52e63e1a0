//! The first word to somebody who is new, and the one that follows if nothing is heard of them.

use serde_json::{Value, json};

use crate::discord::custom_id::{AskId, CustomId, MemberIdent};
use crate::discord::deliver::Mark;
use crate::discord::reply::buttons;
use crate::discord::text::escape;
use crate::guilds::{Guild, Locale};
use crate::i18n::{MemberText, Text, Words};

fn row(words: &Words, locale: Locale, row: &[(MemberText, u8, MemberIdent)]) -> Value {
    let row: Vec<(String, u8, CustomId)> = row
        .iter()
        .map(|(text, style, id)| (words.say(locale, text), *style, CustomId::Member(*id)))
        .collect();
    buttons(&row)
}

/// The welcome, and by what it is known again.
#[must_use]
pub fn welcome(words: &Words, locale: Locale, guild: &Guild) -> (Value, Mark) {
    let server = escape(&guild.name);
    let body = json!({
        "content": words.say(locale, &MemberText::WelcomeWords { server }),
        "components": [row(words, locale, &[
            (MemberText::WelcomeProgrammesButton, 1, MemberIdent::Programmes),
            (MemberText::WelcomeInterestsButton, 1, MemberIdent::Interests),
            (MemberText::WelcomeHelpButton, 1, MemberIdent::Help),
        ])],
    });
    let id = CustomId::Member(MemberIdent::Programmes);
    (body, Mark::Component(id.encode()))
}

/// The word to somebody who has written to the bot itself, and the button by which it is known
/// again.
#[must_use]
pub fn nobody_reads(words: &Words, locale: Locale) -> (Value, CustomId) {
    let ask = CustomId::Ask(AskId::Start);
    let help = CustomId::Member(MemberIdent::Help);
    let body = json!({
        "content": words.say(locale, &MemberText::NobodyReadsWords),
        "components": [buttons(&[
            (words.say(locale, &Text::PanelAskButton), 1, ask.clone()),
            (words.say(locale, &MemberText::PanelHelpButton), 2, help),
        ])],
        "allowed_mentions": {"parse": [], "replied_user": false},
    });
    (body, ask)
}

/// The word to somebody of whom nothing was heard, and by what it is known again.
#[must_use]
pub fn nudge(words: &Words, locale: Locale, guild: &Guild) -> (Value, Mark) {
    let server = escape(&guild.name);
    let body = json!({
        "content": words.say(locale, &MemberText::NudgeWords { server }),
        "components": [row(words, locale, &[
            (MemberText::PanelHelpButton, 1, MemberIdent::Help),
            (MemberText::MeTellingButton, 2, MemberIdent::Tell),
        ])],
    });
    let id = CustomId::Member(MemberIdent::Tell);
    (body, Mark::Component(id.encode()))
}

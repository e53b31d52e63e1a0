//! The word that everything was erased.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::deliver::Mark;
use crate::discord::reply::buttons;
use crate::guilds::Locale;
use crate::i18n::{MemberText, Words};

/// What somebody is told, and by what it is known again.
#[must_use]
pub fn told(words: &Words, locale: Locale, incomplete: bool) -> (Value, Mark) {
    let text = if incomplete {
        MemberText::EraseToldIncomplete
    } else {
        MemberText::EraseTold
    };
    let help = CustomId::Member(MemberIdent::Help);
    let mark = Mark::Component(help.encode());
    let row = [(words.say(locale, &MemberText::PanelHelpButton), 2, help)];
    let body = json!({
        "content": words.say(locale, &text),
        "components": [buttons(&row)],
    });
    (body, mark)
}

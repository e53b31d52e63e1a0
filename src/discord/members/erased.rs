//! The word that everything was erased.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::deliver::Mark;
use crate::discord::reply::buttons;
use crate::erasing::Left;
use crate::guilds::Locale;
use crate::i18n::{MemberText, Words};

/// What somebody is told, and by what it is known again.
#[must_use]
pub fn told(words: &Words, locale: Locale, left: Left) -> (Value, Mark) {
    // Each has a button of its own: by it the one is known from the other.
    let (text, name, ident) = match left {
        Left::Nothing => (
            MemberText::EraseTold,
            MemberText::PanelHelpButton,
            MemberIdent::Help,
        ),
        Left::ForStaff => (
            MemberText::EraseToldIncomplete,
            MemberText::MeDataButton,
            MemberIdent::Data,
        ),
        Left::ForGood => (
            MemberText::EraseToldLeft,
            MemberText::PanelMeButton,
            MemberIdent::Me,
        ),
    };
    let id = CustomId::Member(ident);
    let mark = Mark::Component(id.encode());
    let row = [(words.say(locale, &name), 2, id)];
    let body = json!({
        "content": words.say(locale, &text),
        "components": [buttons(&row)],
    });
    (body, mark)
}

//! Presses and forms about oneself → what is done.

use poise::serenity_prelude as serenity;

use super::{choose, consent, data, erase, help, looks, me, tell};
use crate::discord::commands::field;
use crate::discord::custom_id::MemberIdent;
use crate::discord::reply::{Caller, Reply, Said};
use crate::i18n::Text;
use crate::members::Telling;

/// A button was pressed, or something chosen.
pub async fn pressed(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: MemberIdent,
    in_place: bool,
) -> Said {
    let values = match &press.data.kind {
        serenity::ComponentInteractionDataKind::StringSelect { values } => values.as_slice(),
        _ => &[],
    };
    match id {
        MemberIdent::Help => help::show(caller, in_place).await,
        MemberIdent::HelpPick => {
            let chosen = values.first().map_or("", String::as_str);
            help::picked(caller, chosen, in_place).await
        }
        MemberIdent::Me => me::show(caller, in_place).await,
        MemberIdent::Tell => tell::show(caller, in_place).await,
        MemberIdent::TellDirect => tell::chosen(caller, Some(Telling::Direct), in_place).await,
        MemberIdent::TellMention => tell::chosen(caller, Some(Telling::Mention), in_place).await,
        MemberIdent::TellNothing => tell::chosen(caller, None, in_place).await,
        MemberIdent::Quiet => tell::quiet_form(caller).await,
        MemberIdent::Data => data::show(caller, in_place).await,
        MemberIdent::DataFile => data::file(caller).await,
        MemberIdent::Looks => looks::show(caller, None, in_place).await,
        MemberIdent::Erase => erase::show(caller, in_place).await,
        MemberIdent::EraseSure => erase::sure(caller, in_place).await,
        MemberIdent::EraseYes => erase::begin(caller, in_place).await,
        MemberIdent::Consent => consent::show(caller, in_place).await,
        MemberIdent::Refuse => consent::refuse(caller, in_place).await,
        MemberIdent::Programmes => choose::programmes(caller, in_place).await,
        MemberIdent::ProgrammesSet => choose::set_programmes(caller, values, in_place).await,
        MemberIdent::Interests => choose::interests(caller, in_place).await,
        MemberIdent::InterestsSet => choose::set_interests(caller, values, in_place).await,
        MemberIdent::QuietOff => tell::set_quiet(caller, None, in_place).await,
    }
}

/// A form was sent.
pub async fn sent(
    caller: &Caller<'_>,
    form: &serenity::ModalInteraction,
    id: MemberIdent,
    in_place: bool,
) -> Said {
    match id {
        MemberIdent::Quiet => {
            let from = field(form, tell::FROM_FIELD);
            let to = field(form, tell::TO_FIELD);
            tell::quiet_sent(caller, &from, &to, in_place).await
        }
        _ => Err(Reply::words(&caller.say(&Text::StaleButton))),
    }
}

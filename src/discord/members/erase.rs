//! 「消してもらう」: what goes and what stays is said first, and it is asked twice.

use serde_json::json;

use super::consent;
use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::erasing::ToGo;
use crate::i18n::MemberText;

/// Blue, grey and red, as Discord numbers them.
const NEXT: u8 = 1;
const KEEP: u8 = 2;
const FOR_GOOD: u8 = 4;

fn page(
    caller: &Caller<'_>,
    lines: &[MemberText],
    row: &[(MemberText, u8, MemberIdent)],
    in_place: bool,
) -> Reply {
    let lines: Vec<String> = lines.iter().map(|line| caller.say(line)).collect();
    let row: Vec<(String, u8, CustomId)> = row
        .iter()
        .map(|(words, style, id)| (caller.say(words), *style, CustomId::Member(*id)))
        .collect();
    let page = json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [buttons(&row)],
    });
    caller.page(page, in_place)
}

/// Whether it has begun already, and what is said then.
async fn under_way(caller: &Caller<'_>, in_place: bool) -> Result<Option<Reply>, Reply> {
    let user = caller.actor()?.user;
    if !caller.ours(caller.bot.erasing.is_under_way(user).await)? {
        return Ok(None);
    }
    // Also for whoever has left.
    let row = [(MemberText::MeDataButton, KEEP, MemberIdent::Data)];
    let lines = [MemberText::EraseUnderWay];
    Ok(Some(page(caller, &lines, &row, in_place)))
}

/// Lets nobody begin anything while what they have is being erased: it would go with it.
pub async fn is_over(caller: &Caller<'_>) -> Result<(), Reply> {
    if caller.actor().is_err() {
        return Ok(());
    }
    match under_way(caller, false).await? {
        Some(under_way) => Err(under_way),
        None => Ok(()),
    }
}

/// What goes and what stays.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    if let Some(said) = under_way(caller, in_place).await? {
        return Ok(said);
    }
    let days = caller.bot.guilds.names().backup_days;
    let mut lines = vec![
        MemberText::EraseTitle,
        MemberText::EraseWords,
        MemberText::EraseGoes,
        MemberText::EraseStays,
        MemberText::EraseOwn,
        MemberText::EraseNotes,
        MemberText::EraseBackups { days },
        MemberText::EraseFileFirst,
    ];
    if consent::has_refused(caller).await? {
        let stays = lines
            .iter()
            .position(|line| *line == MemberText::EraseStays);
        lines.insert(stays.map_or(0, |at| at + 1), MemberText::EraseRefusal);
    }
    let row = [
        (MemberText::EraseNextButton, NEXT, MemberIdent::EraseSure),
        (MemberText::DataFileButton, KEEP, MemberIdent::DataFile),
        (MemberText::EraseKeepButton, KEEP, MemberIdent::Data),
    ];
    Ok(page(caller, &lines, &row, in_place))
}

/// Whether they are sure.
pub async fn sure(caller: &Caller<'_>, in_place: bool) -> Said {
    if let Some(said) = under_way(caller, in_place).await? {
        return Ok(said);
    }
    let lines = [MemberText::EraseSureTitle, MemberText::EraseSureWords];
    let row = [
        (MemberText::EraseYesButton, FOR_GOOD, MemberIdent::EraseYes),
        (MemberText::EraseKeepButton, KEEP, MemberIdent::Data),
    ];
    Ok(page(caller, &lines, &row, in_place))
}

/// It begins.
pub async fn begin(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let said = match caller.ours(caller.bot.erasing.ask(actor).await)? {
        ToGo::OnceMended => MemberText::EraseLeft,
        ToGo::Soon | ToGo::Nothing => MemberText::EraseBegun,
    };
    let page = json!({
        "content": caller.say(&said),
        "embeds": [],
        "components": [],
    });
    Ok(caller.page(page, in_place))
}

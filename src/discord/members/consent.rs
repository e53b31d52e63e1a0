//! Before anything about somebody who is new is kept they are asked, and go on with what they had
//! pressed.

use std::time::Duration;

use serde_json::{Value, json};

use super::erase;
use crate::clock::Instant;
use crate::db::DbError;
use crate::discord::Bot;
use crate::discord::bot::UnknownConsent;
use crate::discord::custom_id::{CustomId, Desk, MemberIdent, TutorIdent};
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::fault::Fault;
use crate::i18n::{MemberText, TutorText};
use crate::ids::{GuildId, UserId};
use crate::members::consent::{Asked, VERSION};
use crate::tutors::TutorState;

/// How long Discord may take to tell when somebody has joined: an answer is due after three seconds.
const LOOK_UP: Duration = Duration::from_millis(1500);

/// Why somebody must be asked before anything about them is kept; `None` if it may be. `joined_at`
/// is when they have joined the server, as far as it is known here.
///
/// # Errors
///
/// When the database does not answer.
pub async fn asked(
    bot: &Bot,
    guild: GuildId,
    user: UserId,
    joined_at: Option<Instant>,
) -> Result<Option<Asked>, DbError> {
    let Some(found) = bot.guilds.find(guild).await? else {
        return Ok(None);
    };
    let reception = found.reception();
    bot.members
        .must_ask(guild, user, joined_at, reception)
        .await
}

/// Why whoever acts must be asked.
async fn why(caller: &Caller<'_>) -> Result<Option<Asked>, Reply> {
    let Ok(actor) = caller.actor() else {
        return Ok(None);
    };
    let asked = asked(caller.bot, actor.guild, actor.user, caller.joined_at());
    caller.ours(asked.await)
}

/// Lets through what keeps nothing, and whoever has agreed; everybody else is asked, and goes on
/// with the button that they had pressed. What they had selected is not carried along.
pub async fn gate(caller: &Caller<'_>, id: &CustomId, is_button: bool) -> Result<(), Reply> {
    if !id.keeps() {
        return Ok(());
    }
    erase::is_over(caller).await?;
    match why(caller).await? {
        None => Ok(()),
        Some(Asked::First) if id.agrees() => Ok(()),
        Some(why) => {
            let then = is_button.then(|| id.clone());
            Err(ask(caller, why, then))
        }
    }
}

/// They are asked, and go on with a button, if there is one.
fn ask(caller: &Caller<'_>, why: Asked, then: Option<CustomId>) -> Reply {
    let then = then.map_or(CustomId::Agree(None), CustomId::after_agreeing);
    Reply::Say(page(caller, Some(why), then))
}

/// Lets on whoever has agreed, and asks everybody else; they go on with a button, if there is one.
pub async fn has_agreed(caller: &Caller<'_>, then: Option<CustomId>) -> Result<(), Reply> {
    erase::is_over(caller).await?;
    match why(caller).await? {
        None => Ok(()),
        Some(why) => Err(ask(caller, why, then)),
    }
}

/// The same for a form: whoever was let to open it, and is to be asked since only because the text
/// has changed, is asked before the next one, so that what they have written is not lost. Whoever
/// refused meanwhile is told that it was not sent.
pub async fn gate_form(caller: &Caller<'_>, id: &CustomId) -> Result<(), Reply> {
    if !id.keeps() {
        return Ok(());
    }
    erase::is_over(caller).await?;
    match why(caller).await? {
        None | Some(Asked::Changed) => Ok(()),
        Some(why) => {
            let mut page = page(caller, Some(why), CustomId::Agree(None));
            let asked = page["content"].as_str().unwrap_or_default();
            let words = caller.say(&MemberText::ConsentNotSent);
            page["content"] = format!("{words}\n{asked}").into();
            Err(Reply::Say(page))
        }
    }
}

/// Whether what somebody else wrote may be recorded; if not, whoever wants it to is told so.
pub async fn of_author(caller: &Caller<'_>, author: UserId, is_bot: bool) -> Result<(), Reply> {
    if is_bot || author == caller.actor()?.user || is_given_by(caller, author).await? {
        return Ok(());
    }
    Err(not_agreed(caller))
}

fn not_agreed(caller: &Caller<'_>) -> Reply {
    Reply::words(&caller.say(&MemberText::ConsentOfOther))
}

/// Of whom of these nothing may be kept.
pub async fn not_given_by(caller: &Caller<'_>, people: &[UserId]) -> Result<Vec<UserId>, Reply> {
    let guild = caller.actor()?.guild;
    let look = async {
        let mut others = Vec::new();
        for user in people {
            if !caller.bot.may_hear(guild, *user).await? {
                others.push(*user);
            }
        }
        Ok::<_, UnknownConsent>(others)
    };
    match tokio::time::timeout(LOOK_UP, look).await {
        Ok(Ok(others)) => Ok(others),
        Ok(Err(error)) => Err(caller.our_fault(&error)),
        Err(late) => Err(caller.our_fault(&late)),
    }
}

/// Whether something about somebody else may be kept.
pub async fn is_given_by(caller: &Caller<'_>, user: UserId) -> Result<bool, Reply> {
    Ok(not_given_by(caller, &[user]).await?.is_empty())
}

/// Lets nothing be begun for somebody who has left.
pub async fn is_there(caller: &Caller<'_>, user: UserId) -> Result<(), Reply> {
    let guild = caller.actor()?.guild;
    if caller.ours(caller.bot.erasing.has_left(guild, user).await)? {
        return Err(Reply::words(&caller.say(&MemberText::OtherHasLeft)));
    }
    Ok(())
}

/// Whether something about somebody else may be kept; if not, whoever wants it to is told so.
pub async fn of_other(caller: &Caller<'_>, user: UserId) -> Result<(), Reply> {
    let actor = caller.actor()?;
    is_there(caller, user).await?;
    if user == actor.user || is_given_by(caller, user).await? {
        return Ok(());
    }
    Err(not_agreed(caller))
}

/// They agree to the text as it is.
pub async fn agrees(caller: &Caller<'_>) -> Result<(), Reply> {
    let actor = caller.actor()?;
    let members = &caller.bot.members;
    caller.ours(members.answers(actor.guild, actor.user, true).await)
}

/// What is kept, and the answer to it.
fn page(caller: &Caller<'_>, why: Option<Asked>, agree: CustomId) -> Value {
    let lead = why.map(|why| match why {
        Asked::First => MemberText::ConsentFirst,
        Asked::Refused => MemberText::ConsentRefused,
        Asked::Changed => MemberText::ConsentChanged,
    });
    let mut lines = vec![MemberText::ConsentTitle];
    lines.extend(lead);
    lines.push(MemberText::ConsentWords);
    lines.push(MemberText::ConsentVersion { version: VERSION });
    let lines: Vec<String> = lines.iter().map(|line| caller.say(line)).collect();
    let say = |text: &MemberText| caller.say(text);
    let mut row = Vec::new();
    if why.is_some() {
        row.push((say(&MemberText::ConsentAgreeButton), 1, agree));
    }
    let refuse = match why {
        Some(_) => MemberText::ConsentRefuseButton,
        None => MemberText::ConsentTakeBackButton,
    };
    row.push((say(&refuse), 2, CustomId::Member(MemberIdent::Refuse)));
    if why.is_none() {
        let data = CustomId::Member(MemberIdent::Data);
        row.push((say(&MemberText::MeDataButton), 2, data));
    }
    json!({"content": lines.join("\n"), "embeds": [], "components": [buttons(&row)]})
}

/// What is kept, read again.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let why = why(caller).await?;
    Ok(caller.page(page(caller, why, CustomId::Agree(None)), in_place))
}

/// They agree, and went on with nothing.
pub async fn agreed(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let own = caller.bot.tutors.own(actor.guild, actor.user).await;
    let tutor = caller.ours(own)?.registration;
    let is_paused =
        tutor.is_some_and(|tutor| tutor.state == TutorState::Approved && tutor.pause.is_some());
    let id = CustomId::Member;
    let mut lines = vec![caller.say(&MemberText::ConsentAgreed)];
    let mut row = vec![
        (
            caller.say(&MemberText::PanelMeButton),
            2,
            id(MemberIdent::Me),
        ),
        (
            caller.say(&MemberText::PanelHelpButton),
            2,
            id(MemberIdent::Help),
        ),
    ];
    if is_paused {
        lines.push(caller.say(&MemberText::ConsentTutorStillPaused));
        let resume = CustomId::Tutor(TutorIdent::Desk(Desk::Resume));
        row.insert(0, (caller.say(&TutorText::JoinResumeButton), 1, resume));
    }
    let page = json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [buttons(&row)],
    });
    Ok(caller.page(page, in_place))
}

/// Whether somebody has refused.
pub async fn has_refused(caller: &Caller<'_>) -> Result<bool, Reply> {
    let actor = caller.actor()?;
    let known = caller.bot.members.consent(actor.guild, actor.user).await;
    Ok(caller.ours(known)?.is_some_and(|known| !known.agreed))
}

/// They do not agree.
pub async fn refuse(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let before = why(caller).await?;
    let is_paused = pause(caller).await?;
    let (guild, user) = (actor.guild, actor.user);
    let found = caller.ours(caller.bot.guilds.find(guild).await)?;
    let members = &caller.bot.members;
    if let Some(channel) = found.and_then(|guild| guild.places.welcome_channel) {
        caller.ours(members.take_welcome_back(guild, user, channel).await)?;
    }
    caller.ours(members.answers(guild, user, false).await)?;
    caller.bot.forget_language(actor.user);
    let id = CustomId::Member;
    let help = (MemberText::PanelHelpButton, id(MemberIdent::Help));
    let (text, row) = if let Some(Asked::First | Asked::Refused) = before {
        let data = (MemberText::MeDataButton, id(MemberIdent::Data));
        (MemberText::ConsentRefusedDone, vec![data, help])
    } else {
        // What they had begun stays until they say that it shall go.
        let agree = (MemberText::ConsentAgreeAgainButton, CustomId::Agree(None));
        let erase = (MemberText::EraseButton, id(MemberIdent::Erase));
        (MemberText::ConsentTakenBack, vec![agree, erase, help])
    };
    let paused = is_paused.then_some(MemberText::ConsentTutorPaused);
    let lines = [Some(text), paused].into_iter().flatten();
    let lines: Vec<String> = lines.map(|line| caller.say(&line)).collect();
    let row = row.into_iter();
    let row: Vec<(String, u8, CustomId)> =
        row.map(|(text, id)| (caller.say(&text), 2, id)).collect();
    let page = json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [buttons(&row)],
    });
    Ok(caller.page(page, in_place))
}

/// Whoever is a tutor is paused until they go on themselves: of what would be offered to them
/// something is kept. Whether they were one.
async fn pause(caller: &Caller<'_>) -> Result<bool, Reply> {
    let actor = caller.actor()?;
    match caller.bot.tutors.pause(actor, None).await {
        Ok(_) => Ok(true),
        Err(Fault::Refused(_)) => Ok(false),
        Err(Fault::Ours(error)) => Err(caller.our_fault(&error)),
    }
}

/// How somebody has answered, in a line; nothing if they were never asked.
pub async fn state(caller: &Caller<'_>) -> Result<Option<String>, Reply> {
    let actor = caller.actor()?;
    let known = caller.bot.members.consent(actor.guild, actor.user).await;
    Ok(caller.ours(known)?.map(|known| {
        caller.say(&if known.agreed {
            MemberText::ConsentStateAgreed {
                time: format!("<t:{}:D>", known.at.timestamp()),
                version: known.version,
            }
        } else {
            MemberText::ConsentStateRefused
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guilds::Locale;
    use crate::i18n::Words;

    /// To what people have agreed in each version.
    const TEXTS: [&str; 2] = [
        include_str!("../../../tests/data/consent-1.txt"),
        include_str!("../../../tests/data/consent-2.txt"),
    ];

    /// Whoever changes what people agree to gives it a new version, and its text a new file.
    #[test]
    fn the_text_is_that_of_its_version() {
        let words = Words::load().unwrap();
        let text = [Locale::Ja, Locale::En]
            .map(|locale| format!("{}\n", words.say(locale, &MemberText::ConsentWords)));
        let version = usize::try_from(VERSION).unwrap();
        assert_eq!(TEXTS.len(), version);
        assert_eq!(text.concat(), TEXTS[version - 1]);
    }
}

//! How somebody is told things, and when not: seen, and changed by a press.

use serde_json::json;

use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::escape;
use crate::discord::written;
use crate::hours::{Hours, TimeOfDay};
use crate::i18n::MemberText;
use crate::ids::UserId;
use crate::members::{Telling, Wishes};
use crate::tutors::TutorState;

/// The names of the form's fields.
pub const FROM_FIELD: &str = "from";
pub const TO_FIELD: &str = "to";
/// Most minutes of a quiet time: what is said must have a time to come.
const QUIET_MOST: u16 = 16 * 60;
/// Most characters of a time.
const TIME: usize = 10;

fn own(caller: &Caller<'_>) -> Result<UserId, Reply> {
    match caller.user() {
        Some(user) => Ok(user),
        None => caller.actor().map(|actor| actor.user),
    }
}

/// How somebody is told, in a line. Whose direct messages are closed is told as if they had chosen
/// mentions.
pub fn way(caller: &Caller<'_>, wishes: Wishes, dms_closed: bool) -> String {
    let way = caller.say(&match wishes {
        Wishes { nothing: true, .. } => MemberText::TellWayNothing,
        Wishes {
            telling: Telling::Direct,
            ..
        } if dms_closed => MemberText::TellWayClosed,
        Wishes {
            telling: Telling::Mention,
            ..
        } => MemberText::TellWayMention,
        Wishes { .. } => MemberText::TellWayDirect,
    });
    match wishes.quiet.filter(|_| !wishes.nothing) {
        Some(hours) => caller.say(&MemberText::TellWayQuiet {
            way,
            from: hours.from.to_string(),
            to: hours.to.to_string(),
        }),
        None => way,
    }
}

/// The page.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    show_with(caller, None, in_place).await
}

async fn show_with(caller: &Caller<'_>, word: Option<String>, in_place: bool) -> Said {
    let member = caller.ours(caller.bot.members.find(own(caller)?).await)?;
    let (wishes, dms_closed) = (member.wishes, member.reach.dms_closed);
    let say = |text: &MemberText| caller.say(text);
    let mut lines: Vec<String> = word.into_iter().collect();
    lines.push(format!("**{}**", say(&MemberText::TellTitle)));
    let plain = Wishes {
        quiet: None,
        ..wishes
    };
    lines.push(say(&MemberText::TellNow {
        way: way(caller, plain, dms_closed),
    }));
    lines.push(match wishes.quiet {
        Some(hours) => say(&MemberText::TellQuiet {
            from: hours.from.to_string(),
            to: hours.to.to_string(),
            way: match wishes.telling {
                _ if wishes.nothing => "nothing".to_owned(),
                Telling::Direct => "direct".to_owned(),
                Telling::Mention => "mention".to_owned(),
            },
        }),
        None => say(&MemberText::TellQuietNone),
    });
    if wishes.nothing {
        lines.push(say(&MemberText::TellNothingWords));
        if let Ok(actor) = caller.actor()
            && let own = caller.bot.tutors.own(actor.guild, actor.user).await
            && let tutor = caller.ours(own)?.registration
            && tutor.is_some_and(|tutor| tutor.state == TutorState::Approved)
        {
            lines.push(say(&MemberText::TellTutorWords));
        }
    }
    let is = |telling| !wishes.nothing && wishes.telling == telling;
    // What holds is the button that stands out.
    let style = |holds: bool| if holds { 1 } else { 2 };
    let id = CustomId::Member;
    let ways = [
        (
            say(&MemberText::TellDirectButton),
            style(is(Telling::Direct)),
            id(MemberIdent::TellDirect),
        ),
        (
            say(&MemberText::TellMentionButton),
            style(is(Telling::Mention)),
            id(MemberIdent::TellMention),
        ),
        (
            say(&MemberText::TellNothingButton),
            style(wishes.nothing),
            id(MemberIdent::TellNothing),
        ),
    ];
    let mut quiet = vec![(say(&MemberText::TellQuietButton), 2, id(MemberIdent::Quiet))];
    if wishes.quiet.is_some() {
        quiet.push((
            say(&MemberText::TellQuietOffButton),
            2,
            id(MemberIdent::QuietOff),
        ));
    }
    let home = [(say(&MemberText::PanelMeButton), 2, id(MemberIdent::Me))];
    let body = json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [buttons(&ways), buttons(&quiet), buttons(&home)],
    });
    Ok(caller.page(body, in_place))
}

/// A way was chosen.
pub async fn chosen(caller: &Caller<'_>, telling: Option<Telling>, in_place: bool) -> Said {
    let (user, members) = (own(caller)?, &caller.bot.members);
    let done = match telling {
        Some(telling) => members.set_telling(user, telling).await,
        None => members.set_nothing(user, true).await,
    };
    caller.ours(done)?;
    show(caller, in_place).await
}

/// The form of one's own quiet time.
pub async fn quiet_form(caller: &Caller<'_>) -> Said {
    let wishes = caller
        .ours(caller.bot.members.find(own(caller)?).await)?
        .wishes;
    let times = wishes.quiet.map(|hours| [hours.from, hours.to]);
    let fields = [
        (
            FROM_FIELD,
            MemberText::TellQuietFormFrom,
            MemberText::TellQuietFormFromExample,
        ),
        (
            TO_FIELD,
            MemberText::TellQuietFormTo,
            MemberText::TellQuietFormToExample,
        ),
    ];
    let rows = fields
        .into_iter()
        .enumerate()
        .map(|(at, (name, label, example))| {
            let (label, example) = (caller.say(&label), caller.say(&example));
            let mut shown = input(name, &label, Some(&example), false, TIME);
            shown["required"] = json!(true);
            if let Some(times) = times {
                fill(&mut shown, &times[at].to_string());
            }
            row(&shown)
        });
    Ok(Reply::Form(json!({
        "custom_id": CustomId::Member(MemberIdent::Quiet).encode(),
        "title": caller.say(&MemberText::TellQuietForm),
        "components": rows.collect::<Vec<_>>(),
    })))
}

/// Minutes.
fn length(hours: Hours) -> u16 {
    let (from, to) = (hours.from.minutes(), hours.to.minutes());
    if from < to {
        to - from
    } else {
        to + 24 * 60 - from
    }
}

/// It was sent.
pub async fn quiet_sent(caller: &Caller<'_>, from: &str, to: &str, in_place: bool) -> Said {
    let read = |text: &str| {
        written::time(text)
            .map(TimeOfDay::within_a_day)
            .map_err(|unread| match unread.0.trim() {
                "" => MemberText::TellQuietBlank,
                text => MemberText::TellQuietUnread { text: escape(text) },
            })
    };
    let hours = read(from).and_then(|from| {
        Ok(Hours {
            from,
            to: read(to)?,
        })
    });
    let hours = match hours {
        Ok(hours) if hours.from == hours.to => Err(MemberText::TellQuietSame),
        Ok(hours) if length(hours) > QUIET_MOST => Err(MemberText::TellQuietLong),
        other => other,
    };
    match hours {
        Ok(hours) => set_quiet(caller, Some(hours), in_place).await,
        Err(why) => {
            let word = format!("⚠️ {}", caller.say(&why));
            show_with(caller, Some(word), in_place).await
        }
    }
}

/// One's own quiet time, or none.
pub async fn set_quiet(caller: &Caller<'_>, quiet: Option<Hours>, in_place: bool) -> Said {
    let done = caller.bot.members.set_quiet(own(caller)?, quiet).await;
    caller.ours(done)?;
    show(caller, in_place).await
}

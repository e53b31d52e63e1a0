//! What staff have looked at of somebody, and why: for that person alone.

use serde_json::json;

use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::discord::text::{escape, mention, one_line};
use crate::i18n::MemberText;
use crate::ids::{LookId, UserId};
use crate::members::looks::{Look, LookedAt, REASON_MOST};

/// Most characters of the looks together: a message has 2,000.
const LOOKS_MOST: usize = 1700;

/// The page: the newest, or those before one.
pub async fn show(caller: &Caller<'_>, before: Option<LookId>, in_place: bool) -> Said {
    let user = caller.actor()?.user;
    let looks = caller.ours(caller.bot.members.looks(user, before).await)?;
    let mut lines = vec![caller.say(&MemberText::MyLooksTitle)];
    if looks.is_empty() {
        lines.push(caller.say(&MemberText::MyLooksNothing));
    }
    let mut room = LOOKS_MOST;
    let mut shown = None;
    for look in &looks {
        let line = line(caller, look).await?;
        room = room.saturating_sub(line.chars().count());
        if room == 0 {
            break;
        }
        lines.push(line);
        shown = Some(look.id);
    }
    let mut row = vec![(
        caller.say(&MemberText::MeDataButton),
        2,
        CustomId::Member(MemberIdent::Data),
    )];
    if let Some(last) = shown {
        let rest = caller.ours(caller.bot.members.looks(user, Some(last)).await)?;
        if !rest.is_empty() {
            let more = caller.say(&MemberText::MyLooksMoreButton);
            row.push((more, 2, CustomId::LooksBefore(last)));
        }
    }
    let page = json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [buttons(&row)],
    });
    Ok(caller.page(page, in_place))
}

/// Who looked: not their name once it is erased.
fn who(caller: &Caller<'_>, by: UserId) -> String {
    if by.is_erased() {
        return caller.say(&MemberText::MyLooksSomebody);
    }
    caller.say(&MemberText::MyLooksWho { who: mention(by) })
}

async fn line(caller: &Caller<'_>, look: &Look) -> Result<String, Reply> {
    let guild = look.guild;
    let time = format!("<t:{}:f>", look.at.timestamp());
    let Some(by) = look.by else {
        return Ok(caller.say(&MemberText::MyLooksExport { time }));
    };
    let who = who(caller, by);
    let reason = match &look.reason {
        Some(given) => escape(&one_line(given, REASON_MOST)),
        None => caller.say(&MemberText::MyLooksHandReason),
    };
    let request = async |id| {
        let found = caller.ours(caller.bot.tutors.find(guild, id).await)?;
        Ok::<_, Reply>(found.map_or(0, |request| request.number))
    };
    Ok(caller.say(&match look.what {
        LookedAt::Asker(id) => {
            let question = caller.ours(caller.bot.questions.find(guild, id).await)?;
            let number = question.map_or(0, |question| question.number);
            MemberText::MyLooksAsker {
                time,
                who,
                number,
                reason,
            }
        }
        LookedAt::Excluded(id) => MemberText::MyLooksExcluded {
            time,
            who,
            number: request(id).await?,
            reason,
        },
        LookedAt::About(id) => MemberText::MyLooksAbout {
            time,
            who,
            number: request(id).await?,
            reason,
        },
        LookedAt::Overview => MemberText::MyLooksOverview { time, who },
        LookedAt::Registration(_) => MemberText::MyLooksRegistration { time, who },
        LookedAt::Request(id) => MemberText::MyLooksRequest {
            time,
            who,
            number: request(id).await?,
        },
        LookedAt::Session(id) => {
            let found = caller.ours(caller.bot.courses.find_session(guild, id).await)?;
            let title = found.map(|(_, course, _)| course.details.title);
            let title = escape(&title.unwrap_or_default());
            MemberText::MyLooksSession { time, who, title }
        }
        LookedAt::Report(id) => {
            let found = caller.ours(caller.bot.courses.find(guild, id).await)?;
            let title = found.map(|(course, _)| course.details.title);
            let title = escape(&title.unwrap_or_default());
            MemberText::MyLooksReport { time, who, title }
        }
        LookedAt::Settings => MemberText::MyLooksSettings { time, who },
        LookedAt::Export => MemberText::MyLooksExport { time },
    }))
}

//! What staff have looked at of somebody, and why: for that person alone.

use serde_json::json;

use crate::discord::custom_id::{CustomId, MemberIdent};
use crate::discord::reply::{Caller, Said, buttons};
use crate::discord::text::{escape, mention, one_line};
use crate::i18n::MemberText;
use crate::members::looks::{Look, LookedAt, REASON_MOST};

/// Most characters of the looks together: a message has 2,000.
const LOOKS_MOST: usize = 1700;

/// The page.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let user = caller.actor()?.user;
    let looks = caller.ours(caller.bot.members.looks(user, None).await)?;
    let mut lines = vec![caller.say(&MemberText::MyLooksTitle)];
    if looks.is_empty() {
        lines.push(caller.say(&MemberText::MyLooksNothing));
    }
    let mut room = LOOKS_MOST;
    for look in &looks {
        let line = line(caller, look).await?;
        room = room.saturating_sub(line.chars().count());
        if room == 0 {
            lines.push(caller.say(&MemberText::MyLooksMore));
            break;
        }
        lines.push(line);
    }
    let back = (
        caller.say(&MemberText::MeDataButton),
        2,
        CustomId::Member(MemberIdent::Data),
    );
    let page = json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [buttons(&[back])],
    });
    Ok(caller.page(page, in_place))
}

async fn line(caller: &Caller<'_>, look: &Look) -> Result<String, crate::discord::reply::Reply> {
    let time = format!("<t:{}:f>", look.at.timestamp());
    let who = if look.by.is_erased() {
        caller.say(&MemberText::MyLooksSomebody)
    } else {
        caller.say(&MemberText::MyLooksWho {
            who: mention(look.by),
        })
    };
    let reason = one_line(&escape(&look.reason), REASON_MOST);
    Ok(caller.say(&match look.what {
        LookedAt::Asker(id) => {
            let question = caller.ours(caller.bot.questions.find(look.guild, id).await)?;
            MemberText::MyLooksAsker {
                time,
                who,
                number: question.map_or(0, |question| question.number),
                reason,
            }
        }
        LookedAt::Excluded(id) | LookedAt::About(id) => {
            let request = caller.ours(caller.bot.tutors.find(look.guild, id).await)?;
            let number = request.map_or(0, |request| request.number);
            if matches!(look.what, LookedAt::About(_)) {
                MemberText::MyLooksAbout {
                    time,
                    who,
                    number,
                    reason,
                }
            } else {
                MemberText::MyLooksExcluded {
                    time,
                    who,
                    number,
                    reason,
                }
            }
        }
    }))
}

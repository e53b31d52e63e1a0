//! 「質問として記録」: a message becomes a question, by the message menu or by the button under it.

use serde_json::{Value, json};

use crate::discord::members::consent;
use crate::fault::Fault;
use crate::guilds::Locale;
use crate::i18n::{MemberText, Text, Words};
use crate::ids::{ChannelId, MessageId, UserId};
use crate::questions::Question;
use crate::questions::asking::{RecordMessage, RecordRefusal, Source};

use super::super::custom_id::{AskId, CustomId, Wish};
use super::super::reply::{Caller, Reply, Said, buttons};
use super::super::text::{escape, one_line};
use super::ask::choose_topic;
use super::told::link;

/// A message as Discord gives it with an interaction.
#[derive(Clone, Debug)]
pub struct Target {
    pub message: MessageId,
    pub channel: ChannelId,
    pub author: UserId,
    pub is_bot: bool,
    pub content: String,
}

/// Most characters of the message that are shown again.
const SHOWN: usize = 100;

/// The message is taken up: its topic is chosen next.
pub async fn record(caller: &Caller<'_>, target: Option<Target>) -> Said {
    let actor = caller.actor()?;
    let Some(target) = target else {
        return Ok(Reply::words(&caller.say(&Text::RecordGone)));
    };
    // Whether whoever presses may, was asked before.
    let is_own = target.is_bot || target.author == actor.user;
    if !is_own {
        consent::is_there(caller, target.author).await?;
    }
    let may_keep = is_own || consent::is_given_by(caller, target.author).await?;
    let wish = RecordMessage {
        may_keep,
        actor: actor.clone(),
        source: Source {
            message: target.message,
            channel: target.channel,
        },
        author: target.author,
        is_bot: target.is_bot,
        content: target.content,
    };
    let draft = match caller.bot.questions.record(&wish).await {
        Ok(draft) => draft,
        Err(Fault::Refused(refusal)) => {
            return Ok(Reply::words(&refused(caller, refusal)));
        }
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
    };
    let settings = caller.ours(caller.bot.guilds.settings(actor.guild).await)?;
    let text = Text::RecordChooseTopic {
        title: one_line(&escape(&draft.title), SHOWN),
    };
    let wish = Wish {
        source: Some(target.message),
        anonymous: false,
    };
    Ok(Reply::Say(choose_topic(caller, &settings, &text, wish)))
}

fn refused(caller: &Caller<'_>, refusal: RecordRefusal) -> String {
    let text = match refusal {
        RecordRefusal::NotYours => Text::RecordNotYours,
        RecordRefusal::NotAgreed => return caller.say(&MemberText::ConsentOfOther),
        RecordRefusal::OfBot => Text::RecordOfBot,
        RecordRefusal::Empty => Text::RecordEmpty,
        RecordRefusal::Before(question) => return before(caller, &question),
    };
    caller.say(&text)
}

fn before(caller: &Caller<'_>, question: &Question) -> String {
    let number = question.number;
    caller.say(&match question.place_of_replies() {
        Some(thread) => Text::RecordBefore {
            number,
            link: link(question.guild, thread),
        },
        None => Text::RecordBeforeOnly { number },
    })
}

/// The word under a plain message, with its button.
#[must_use]
pub fn offer(words: &Words, locale: Locale, message: MessageId) -> Value {
    let label = words.say(locale, &Text::RecordButton);
    let id = CustomId::Ask(AskId::Record(message));
    json!({
        "content": words.say(locale, &Text::RecordOffer),
        "components": [buttons(&[(label, 1, id)])],
        "message_reference": {"message_id": message.to_string(), "fail_if_not_exists": true},
        "allowed_mentions": {"parse": [], "replied_user": false},
    })
}

//! Asking: button or command → topic → form → private answer.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};

use crate::fault::Fault;
use crate::guilds::Topic;
use crate::i18n::Text;
use crate::questions::model::{BODY_MOST, TITLE_MOST};
use crate::questions::{AskQuestion, AskRefusal, Draft, RequestId, TextFault};

use super::super::custom_id::CustomId;
use super::super::reply::{Caller, Reply, buttons};
use super::super::text::one_line;

/// The names of the form's fields.
pub const TITLE_FIELD: &str = "title";
pub const BODY_FIELD: &str = "body";

/// The panel's button: choose a topic.
pub async fn start(caller: &Caller<'_>) -> Reply {
    match topics(caller).await {
        Ok(topics) => Reply::Say(choose_topic(caller, &topics, &Text::AskChooseTopic)),
        Err(reply) => reply,
    }
}

/// The topics of the caller's guild.
async fn topics(caller: &Caller<'_>) -> Result<Vec<Topic>, Reply> {
    let guild = caller.actor()?.guild;
    let topics = caller.bot.guilds.topics(guild).await;
    topics.map_err(|error| caller.our_fault(&error))
}

fn choose_topic(caller: &Caller<'_>, topics: &[Topic], words: &Text) -> Value {
    let options: Vec<Value> = topics
        .iter()
        .map(|topic| json!({"label": topic.as_str(), "value": topic.as_str()}))
        .collect();
    json!({
        "content": caller.say(words),
        "components": [{"type": 1, "components": [{
            "type": 3,
            "custom_id": CustomId::AskTopic.encode(),
            "placeholder": caller.say(&Text::AskTopicPlaceholder),
            "options": options,
        }]}],
    })
}

/// `/ask`: with a topic the form opens at once, without one the topic is chosen first.
pub async fn command(caller: &Caller<'_>, topic: Option<&str>) -> Reply {
    match topic {
        Some(topic) => topic_chosen(caller, topic, false).await,
        None => start(caller).await,
    }
}

/// A topic was chosen: the form opens, with what was typed before and not sent.
///
/// `from_message` tells whether an existing private answer can be changed.
pub async fn topic_chosen(caller: &Caller<'_>, topic: &str, from_message: bool) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    let topics = match topics(caller).await {
        Ok(topics) => topics,
        Err(reply) => return reply,
    };
    let Some(topic) = find_topic(&topics, topic) else {
        let again = choose_topic(caller, &topics, &Text::AskUnknownTopic);
        return if from_message {
            Reply::Update(again)
        } else {
            Reply::Say(again)
        };
    };
    match caller.bot.questions.draft(actor.guild, actor.user).await {
        Ok(draft) => Reply::Form(form(caller, topic, draft.as_ref())),
        Err(error) => caller.our_fault(&error),
    }
}

/// The topic of that name, without regard to blanks around it.
fn find_topic<'a>(topics: &'a [Topic], name: &str) -> Option<&'a Topic> {
    topics.iter().find(|topic| topic.as_str() == name.trim())
}

/// 「もう一度書く」: the form opens with what was typed.
pub async fn again(caller: &Caller<'_>) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    let topics = match topics(caller).await {
        Ok(topics) => topics,
        Err(reply) => return reply,
    };
    match caller.bot.questions.draft(actor.guild, actor.user).await {
        Ok(Some(draft)) => match find_topic(&topics, draft.topic.as_str()) {
            Some(topic) => Reply::Form(form(caller, topic, Some(&draft))),
            None => Reply::Update(choose_topic(caller, &topics, &Text::AskUnknownTopic)),
        },
        // It was sent after all: there is nothing to go on with.
        Ok(None) => Reply::Update(choose_topic(caller, &topics, &Text::AskChooseTopic)),
        Err(error) => caller.our_fault(&error),
    }
}

fn form(caller: &Caller<'_>, topic: &Topic, draft: Option<&Draft>) -> Value {
    let mut title = json!({
        "type": 4,
        "custom_id": TITLE_FIELD,
        "style": 1,
        "label": caller.say(&Text::FormTitleLabel),
        "placeholder": caller.say(&Text::FormTitlePlaceholder),
        "required": false,
        "max_length": TITLE_MOST,
    });
    let mut body = json!({
        "type": 4,
        "custom_id": BODY_FIELD,
        "style": 2,
        "label": caller.say(&Text::FormBodyLabel),
        "placeholder": caller.say(&Text::FormBodyPlaceholder),
        "required": false,
        "max_length": BODY_MOST,
    });
    if let Some(draft) = draft {
        for (field, typed, most) in [
            (&mut title, &draft.title, TITLE_MOST),
            (&mut body, &draft.body, BODY_MOST),
        ] {
            if !typed.is_empty() {
                let kept: String = typed.chars().take(most).collect();
                field["value"] = json!(kept);
            }
        }
    }
    let heading = format!("{}｜{}", caller.say(&Text::FormTitle), topic);
    json!({
        "custom_id": CustomId::AskForm(caller.bot.chance.number(), topic.as_str().to_owned()).encode(),
        "title": one_line(&heading, 45),
        "components": [
            {"type": 1, "components": [title]},
            {"type": 1, "components": [body]},
        ],
    })
}

/// The same form with the same text is the same wish; a mended text is another.
fn request(form: u64, title: &str, body: &str) -> RequestId {
    let mut hasher = DefaultHasher::new();
    (form, title, body).hash(&mut hasher);
    RequestId(hasher.finish().cast_signed())
}

/// The form was sent. `form` is the number that it was opened with.
///
/// `from_message` tells whether it was opened from a private answer, which then changes.
pub async fn sent(
    caller: &Caller<'_>,
    form: u64,
    topic: String,
    title: String,
    body: String,
    from_message: bool,
) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor.clone(),
        Err(reply) => return reply,
    };
    let ask = AskQuestion {
        actor,
        request: request(form, &title, &body),
        topic,
        title,
        body,
    };
    let data = match caller.bot.questions.ask(&ask).await {
        Ok(done) => json!({
            "content": caller.say(&Text::AskReceived {
                number: done.question.number,
                channel: format!("<#{}>", done.question.channel),
            }),
            "components": [],
        }),
        Err(Fault::Refused(refusal)) => {
            let topics = match topics(caller).await {
                Ok(topics) => topics,
                Err(reply) => return reply,
            };
            refused(caller, refusal, &topics)
        }
        Err(Fault::Ours(error)) => return caller.our_fault(&error),
    };
    if from_message {
        Reply::Update(data)
    } else {
        Reply::Say(data)
    }
}

fn refused(caller: &Caller<'_>, refusal: AskRefusal, topics: &[Topic]) -> Value {
    let most = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    let words = match refusal {
        AskRefusal::Text(TextFault::Empty) => Text::AskEmpty,
        AskRefusal::Text(TextFault::TitleTooLong) => Text::AskTitleTooLong {
            most: most(TITLE_MOST),
        },
        AskRefusal::Text(TextFault::BodyTooLong) => Text::AskBodyTooLong {
            most: most(BODY_MOST),
        },
        AskRefusal::NoQuestionChannel => Text::AskNoChannel,
        AskRefusal::SwitchedOff => Text::AskSwitchedOff,
        AskRefusal::UnknownTopic => return choose_topic(caller, topics, &Text::AskUnknownTopic),
    };
    json!({
        "content": caller.say(&words),
        "components": [buttons(&[(caller.say(&Text::AskAgainButton), 1, CustomId::AskAgain)])],
    })
}

/// The topics that contain what was typed so far; at most 25.
pub fn complete_topic(topics: &[Topic], typed: &str) -> Vec<String> {
    let typed = typed.trim();
    topics
        .iter()
        .map(Topic::as_str)
        .filter(|topic| topic.contains(typed))
        .take(25)
        .map(str::to_owned)
        .collect()
}

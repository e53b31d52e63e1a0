//! Asking: button or command → topic → form → private answer.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};

use crate::fault::Fault;
use crate::guilds::Topic;
use crate::guilds::settings::Settings;
use crate::i18n::{MemberText, Text};
use crate::ids::{MessageId, UserId};
use crate::members::encouraging::First;
use crate::questions::search::{Answered, Related};
use crate::questions::text::{BODY_MOST, TITLE_MOST};
use crate::questions::{AskQuestion, AskRefusal, Asked, Draft, RequestId, TextFault};

use super::super::custom_id::{AskId, CustomId, Wish};
use super::super::members::choose::own_interests;
use super::super::members::encourage;
use super::super::reply::{Caller, Reply, Said, buttons, row};
use super::super::text::{escape, mention, one_line};
use super::card::state_words;
use super::told::link;

/// The names of the form's fields.
pub const TITLE_FIELD: &str = "title";
pub const BODY_FIELD: &str = "body";
/// Most characters of a form's title.
const HEADING: usize = 45;
/// Most characters of a related question's title.
const RELATED: usize = 60;

/// The panel's button: choose a topic.
pub async fn start(caller: &Caller<'_>) -> Said {
    let settings = settings(caller).await?;
    let page = choose_topic(caller, &settings, &Text::AskChooseTopic, Wish::default());
    Ok(Reply::Say(page))
}

/// The settings, with the topics in which whoever asks is interested first.
async fn settings(caller: &Caller<'_>) -> Result<Settings, Reply> {
    let actor = caller.actor()?;
    let mut settings = caller.ours(caller.bot.guilds.settings(actor.guild).await)?;
    let interests = own_interests(caller).await?;
    settings
        .topics
        .sort_by_key(|topic| !interests.contains(&topic.name));
    Ok(settings)
}

/// The select of topics, and where it is allowed the button for with or without one's name.
pub fn choose_topic(caller: &Caller<'_>, settings: &Settings, words: &Text, wish: Wish) -> Value {
    let options: Vec<Value> = settings
        .topics
        .iter()
        .map(|topic| json!({"label": topic.name.as_str(), "value": topic.name.as_str()}))
        .collect();
    let mut rows = vec![row(&json!({
        "type": 3,
        "custom_id": CustomId::Ask(AskId::Topic(wish)).encode(),
        "placeholder": caller.say(&Text::AskTopicPlaceholder),
        "options": options,
    }))];
    let mut content = caller.say(words);
    // Of a message that stands there already everybody knows whose it is.
    if settings.anonymous && wish.source.is_none() {
        let other = Wish {
            anonymous: !wish.anonymous,
            ..wish
        };
        let (now, label) = if wish.anonymous {
            (Text::AskHidden, Text::AskNamedButton)
        } else {
            (Text::AskNamed, Text::AskHiddenButton)
        };
        content.push('\n');
        content.push_str(&caller.say(&now));
        let button = (caller.say(&label), 2, CustomId::Ask(AskId::Name(other)));
        rows.push(buttons(&[button]));
    }
    json!({"content": content, "embeds": [], "components": rows})
}

/// With or without one's name: the choice of a topic is shown with it.
pub async fn named(caller: &Caller<'_>, wish: Wish) -> Said {
    let settings = settings(caller).await?;
    let page = choose_topic(caller, &settings, &Text::AskChooseTopic, wish);
    Ok(Reply::Update(page))
}

/// `/ask`: with a topic the form opens at once, without one the topic is chosen first.
pub async fn command(caller: &Caller<'_>, topic: Option<&str>, anonymous: bool) -> Said {
    let settings = settings(caller).await?;
    let wish = Wish {
        source: None,
        anonymous: anonymous && settings.anonymous,
    };
    if anonymous && !settings.anonymous {
        let page = choose_topic(caller, &settings, &Text::AskNotAnonymous, wish);
        return Ok(Reply::Say(page));
    }
    match topic {
        Some(topic) => topic_chosen(caller, topic, wish, false).await,
        None => Ok(Reply::Say(choose_topic(
            caller,
            &settings,
            &Text::AskChooseTopic,
            wish,
        ))),
    }
}

/// A topic was chosen: the form opens, with what was typed before and not sent.
///
/// `in_place` tells whether there is a private answer that can be changed.
pub async fn topic_chosen(caller: &Caller<'_>, topic: &str, wish: Wish, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let settings = settings(caller).await?;
    let Some(topic) = find_topic(&settings, topic) else {
        let again = choose_topic(caller, &settings, &Text::AskUnknownTopic, wish);
        return Ok(caller.page(again, in_place));
    };
    let questions = &caller.bot.questions;
    let draft = questions.draft(actor.guild, actor.user, wish.source).await;
    let draft = caller.ours(draft)?;
    if wish.source.is_some() && draft.is_none() {
        return Ok(caller.words_in_place(&Text::AskNoDraft, in_place));
    }
    Ok(Reply::Form(form(caller, topic, wish, draft.as_ref())))
}

/// The topic of that name, without regard to blanks around it.
fn find_topic<'a>(settings: &'a Settings, name: &str) -> Option<&'a Topic> {
    let names = settings.topics.iter().map(|topic| &topic.name);
    names
        .into_iter()
        .find(|topic| topic.as_str() == name.trim())
}

/// 「もう一度書く」: the form opens with what was typed.
pub async fn again(caller: &Caller<'_>, source: Option<MessageId>) -> Said {
    let actor = caller.actor()?;
    let settings = settings(caller).await?;
    let questions = &caller.bot.questions;
    let draft = caller.ours(questions.draft(actor.guild, actor.user, source).await)?;
    let wish = Wish {
        source,
        anonymous: settings.anonymous && draft.as_ref().is_some_and(|draft| draft.anonymous),
    };
    Ok(match draft {
        Some(draft) => match find_topic(&settings, draft.topic.as_str()) {
            Some(topic) => Reply::Form(form(caller, topic, wish, Some(&draft))),
            None => Reply::Update(choose_topic(
                caller,
                &settings,
                &Text::AskUnknownTopic,
                wish,
            )),
        },
        None if source.is_some() => caller.words_in_place(&Text::AskNoDraft, true),
        // It was sent after all: there is nothing to go on with.
        None => Reply::Update(choose_topic(caller, &settings, &Text::AskChooseTopic, wish)),
    })
}

/// A text field of a form, with what is in it.
pub fn input(name: &str, label: &str, example: Option<&str>, is_long: bool, most: usize) -> Value {
    let mut field = json!({
        "type": 4,
        "custom_id": name,
        "style": if is_long { 2 } else { 1 },
        "label": label,
        "required": false,
        "max_length": most,
    });
    if let Some(example) = example {
        field["placeholder"] = json!(example);
    }
    field
}

/// Puts a text into a field, as far as it fits.
pub fn fill(field: &mut Value, text: &str) {
    let most = field["max_length"].as_u64().unwrap_or(4000);
    let most = usize::try_from(most).unwrap_or(4000);
    if !text.is_empty() {
        let kept: String = text.chars().take(most).collect();
        field["value"] = json!(kept);
    }
}

/// The two fields of a question's text.
pub fn text_fields(caller: &Caller<'_>, title: &str, body: &str) -> [Value; 2] {
    let say = |text: &Text| caller.say(text);
    let mut title_field = input(
        TITLE_FIELD,
        &say(&Text::FormTitleLabel),
        Some(&say(&Text::FormTitlePlaceholder)),
        false,
        TITLE_MOST,
    );
    let mut body_field = input(
        BODY_FIELD,
        &say(&Text::FormBodyLabel),
        Some(&say(&Text::FormBodyPlaceholder)),
        true,
        BODY_MOST,
    );
    fill(&mut title_field, title);
    fill(&mut body_field, body);
    [title_field, body_field]
}

fn form(caller: &Caller<'_>, topic: &Topic, wish: Wish, draft: Option<&Draft>) -> Value {
    let (title, body) = draft.map_or(("", ""), |draft| (&draft.title, &draft.body));
    let heading = caller.say(&if wish.anonymous {
        Text::FormTitleHidden
    } else {
        Text::FormTitle
    });
    let heading = format!("{heading}｜{topic}");
    let number = u32::try_from(caller.bot.chance.number() >> 32).unwrap_or(0);
    let id = AskId::Form(number, wish, topic.as_str().to_owned());
    json!({
        "custom_id": CustomId::Ask(id).encode(),
        "title": one_line(&heading, HEADING),
        "components": text_fields(caller, title, body).map(|field| row(&field)),
    })
}

/// The same form with the same text is the same wish; a mended text is another.
pub fn request(form: u64, title: &str, body: &str) -> RequestId {
    let mut hasher = DefaultHasher::new();
    (form, title, body).hash(&mut hasher);
    RequestId(hasher.finish().cast_signed())
}

/// What was sent with the form.
pub struct Sent {
    pub form: u32,
    pub wish: Wish,
    pub topic: String,
    pub title: String,
    pub body: String,
}

/// The form was sent.
///
/// `in_place` tells whether it was opened from a private answer, which then changes.
pub async fn sent(caller: &Caller<'_>, sent: Sent, in_place: bool) -> Said {
    let ask = AskQuestion {
        actor: caller.actor()?.clone(),
        request: request(sent.form.into(), &sent.title, &sent.body),
        source: sent.wish.source,
        anonymous: sent.wish.anonymous,
        topic: sent.topic,
        title: sent.title,
        body: sent.body,
        anyway: false,
    };
    ask_and_say(caller, &ask, in_place).await
}

/// 「それでも質問する」: what was typed is asked although an answer was found.
pub async fn anyway(caller: &Caller<'_>, source: Option<MessageId>, wish: u64) -> Said {
    let actor = caller.actor()?.clone();
    let questions = &caller.bot.questions;
    let draft = questions.draft(actor.guild, actor.user, source).await;
    // One's text is the last that one has sent; an earlier one was written over.
    let request = RequestId(wish.cast_signed());
    let draft = caller.ours(draft)?;
    let draft = draft.filter(|draft| draft.request == request);
    let (topic, title, body, anonymous) = match draft {
        Some(draft) => (
            draft.topic.as_str().to_owned(),
            draft.title,
            draft.body,
            draft.anonymous,
        ),
        // It was asked already: the same request finds it.
        None => Default::default(),
    };
    let ask = AskQuestion {
        actor,
        request,
        source,
        anonymous,
        topic,
        title,
        body,
        anyway: true,
    };
    ask_and_say(caller, &ask, true).await
}

/// 「これで解決しました」.
pub async fn solved(caller: &Caller<'_>, source: Option<MessageId>) -> Said {
    let actor = caller.actor()?;
    caller.ours(caller.bot.questions.no_need_to_ask(actor, source).await)?;
    Ok(Reply::settled(&caller.say(&Text::AskSolved)))
}

async fn ask_and_say(caller: &Caller<'_>, ask: &AskQuestion, in_place: bool) -> Said {
    let data = match caller.bot.questions.ask(ask).await {
        Ok(asked) => {
            let user = ask.actor.user;
            let hears_nothing = caller
                .ours(caller.bot.members.find(user).await)?
                .wishes
                .nothing;
            let mut data = received(caller, user, &asked, hears_nothing);
            let (guild, user) = (ask.actor.guild, ask.actor.user);
            let is_own = asked.question.asker == user;
            if is_own && caller.ours(caller.bot.questions.is_first(guild, user).await)? {
                encourage(caller, &mut data, First::Question).await?;
            }
            data
        }
        Err(Fault::Refused(refusal)) => {
            let settings = settings(caller).await?;
            refused(caller, ask, refusal, &settings)
        }
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
    };
    Ok(caller.page(data, in_place))
}

fn received(caller: &Caller<'_>, actor: UserId, asked: &Asked, hears_nothing: bool) -> Value {
    let question = &asked.question;
    let number = question.number;
    let channel = format!("<#{}>", question.channel);
    let text = if question.asker != actor {
        Text::AskRecorded {
            number,
            channel,
            asker: mention(question.asker),
        }
    } else if question.anonymous {
        Text::AskReceivedHidden { number, channel }
    } else if hears_nothing {
        Text::AskReceivedUntold { number, channel }
    } else {
        Text::AskReceived { number, channel }
    };
    let mut content = caller.say(&text);
    if !asked.related.is_empty() {
        content.push_str("\n\n");
        content.push_str(&caller.say(&Text::AskRelated));
        for related in &asked.related {
            content.push('\n');
            content.push_str(&related_line(caller, related));
        }
    }
    json!({"content": content, "embeds": [], "components": []})
}

/// A related question with its link, or an entry of the FAQ with its name.
fn related_line(caller: &Caller<'_>, related: &Related) -> String {
    let found = &related.found;
    let title = one_line(&escape(&found.title), RELATED);
    let title = match found.number {
        Some(number) => format!("#{number} {title}"),
        None => title,
    };
    let title = match found.place {
        Some(place) => format!("[{title}]({})", link(place.guild, place.channel)),
        None => title,
    };
    let state = match related.state {
        Some(state) => caller.say(&state_words(state)),
        None => caller.say(&Text::FaqMark),
    };
    caller.say(&Text::AskRelatedLine { title, state })
}

fn refused(
    caller: &Caller<'_>,
    ask: &AskQuestion,
    refusal: AskRefusal,
    settings: &Settings,
) -> Value {
    let most = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    let wish = Wish {
        source: ask.source,
        anonymous: ask.anonymous && settings.anonymous,
    };
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
        AskRefusal::NotAnonymous => Text::AskNoLongerAnonymous,
        AskRefusal::UnknownTopic => {
            return choose_topic(caller, settings, &Text::AskUnknownTopic, wish);
        }
        AskRefusal::NotAgreed => {
            let content = caller.say(&MemberText::ConsentOfOther);
            return json!({"content": content, "embeds": [], "components": []});
        }
        AskRefusal::NoDraft => {
            let content = caller.say(&Text::AskNoDraft);
            return json!({"content": content, "embeds": [], "components": []});
        }
        AskRefusal::AnsweredBefore(answered) => {
            return answered_before(caller, ask, &answered);
        }
    };
    let again = CustomId::Ask(AskId::Again(ask.source));
    json!({
        "content": caller.say(&words),
        "embeds": [],
        "components": [buttons(&[(caller.say(&Text::AskAgainButton), 1, again)])],
    })
}

/// The answer that was given before, and the choice whether to ask all the same.
fn answered_before(caller: &Caller<'_>, ask: &AskQuestion, answered: &Answered) -> Value {
    let found = &answered.found;
    let title = one_line(&escape(&found.title), 250);
    let answer: String = answered.answer.chars().take(1900).collect();
    let mut embed = json!({
        "title": title,
        "description": escape(&answer),
        "color": 0x0034_98DB,
    });
    if let Some(place) = found.place {
        embed["url"] = json!(link(place.guild, place.channel));
    }
    let solved = CustomId::Ask(AskId::Solved(ask.source));
    let anyway = CustomId::Ask(AskId::Anyway(ask.source, ask.request.0.cast_unsigned()));
    json!({
        "content": caller.say(&Text::AskAnsweredBefore),
        "embeds": [embed],
        "components": [buttons(&[
            (caller.say(&Text::AskSolvedButton), 3, solved),
            (caller.say(&Text::AskAnywayButton), 2, anyway),
        ])],
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

//! What is shown of a question: its card, its thread, the opening message and the
//! parts of a long text. Bodies for Discord's HTTP API, rendered when they are sent.

use serde_json::{Value, json};

use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::ids::RoleId;
use crate::questions::model::text_parts;
use crate::questions::{Question, State};

use super::super::custom_id::CustomId;
use super::super::deliver::Mark;
use super::super::reply::buttons;
use super::super::text::{escape, one_line};

/// Yellow, green, blue and grey for those who see them; the words say the same.
fn colour(state: State) -> u32 {
    match state {
        State::Open => 0x00F1_C40F,
        State::Answered => 0x002E_CC71,
        State::Resolved => 0x0034_98DB,
        State::Withdrawn => 0x0095_A5A6,
    }
}

fn state_words(state: State) -> Text {
    match state {
        State::Open => Text::StateOpen,
        State::Answered => Text::StateAnswered,
        State::Resolved => Text::StateResolved,
        State::Withdrawn => Text::StateWithdrawn,
    }
}

/// The buttons that the state leaves: none once it is closed.
fn components(words: &Words, locale: Locale, question: &Question) -> Value {
    if question.state.is_closed() {
        return json!([]);
    }
    json!([buttons(&[
        (
            words.say(locale, &Text::ResolveButton),
            3,
            CustomId::Resolve(question.id)
        ),
        (
            words.say(locale, &Text::WithdrawButton),
            2,
            CustomId::Withdraw(question.id)
        ),
    ])])
}

/// The card in the question channel.
#[must_use]
pub fn card(words: &Words, locale: Locale, question: &Question) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let parts = text_parts(&question.body);
    let mut embed = json!({
        "title": title(words, locale, question),
        "color": colour(question.state),
        "fields": [
            {"name": say(&Text::CardState), "value": say(&state_words(question.state)), "inline": true},
            {"name": say(&Text::CardTopic), "value": escape(question.topic.as_str()), "inline": true},
            {"name": say(&Text::CardAsked), "value": format!("<@{}>", question.asker), "inline": true},
            {
                "name": say(&Text::CardTime),
                "value": format!("<t:{}:f>", question.asked_at.timestamp()),
                "inline": true,
            },
        ],
    });
    if question.state == State::Withdrawn {
        // The text of what was taken back is not shown any more.
    } else if parts.is_empty() {
        if !question.body.is_empty() {
            embed["description"] = json!(escape(&question.body));
        }
    } else {
        let beginning: String = question.body.chars().take(300).collect();
        embed["description"] = json!(format!("{}…", escape(&beginning)));
        embed["footer"] = json!({"text": say(&Text::CardMore)});
    }
    json!({
        "embeds": [embed],
        "components": components(words, locale, question),
        "allowed_mentions": {"parse": []},
    })
}

fn title(words: &Words, locale: Locale, question: &Question) -> String {
    let text = Text::CardTitle {
        number: question.number,
        title: escape(&question.title),
    };
    one_line(&words.say(locale, &text), 256)
}

/// By what the card is known again: its button, or once it is closed and has none, its
/// title, which carries the number.
#[must_use]
pub fn mark(words: &Words, locale: Locale, question: &Question) -> Mark {
    let button = Mark::Component(CustomId::Resolve(question.id).encode());
    let number = Mark::Title(title(words, locale, question));
    Mark::Either(Box::new(button), Box::new(number))
}

/// The post in a forum whose first message is the card.
#[must_use]
pub fn post(question: &Question, card: &Value) -> Value {
    let mut post = thread(question);
    post["message"] = card.clone();
    post
}

/// The thread on the card. Its name is plain text to Discord.
#[must_use]
pub fn thread(question: &Question) -> Value {
    let name = format!("#{} {}", question.number, question.title);
    json!({"name": one_line(&name, 100), "auto_archive_duration": 10080})
}

/// The first message in the thread. It mentions the asker, which brings them in, and calls
/// the role of the topic, if it has one.
#[must_use]
pub fn opening(words: &Words, locale: Locale, question: &Question, call: Option<RoleId>) -> Value {
    let asker = format!("<@{}>", question.asker);
    let text = match question.state {
        State::Open => Text::OpeningOpen { asker },
        State::Answered => Text::OpeningAnswered { asker },
        State::Resolved => Text::OpeningResolved,
        State::Withdrawn => Text::OpeningWithdrawn,
    };
    let mut content = words.say(locale, &text);
    let call = call.filter(|_| question.state == State::Open);
    if let Some(role) = call {
        let role = format!("<@&{role}>");
        content.push('\n');
        content.push_str(&words.say(locale, &Text::OpeningCall { role }));
    }
    let called: Vec<String> = call.iter().map(ToString::to_string).collect();
    json!({
        "content": content,
        "components": components(words, locale, question),
        "allowed_mentions": {
            "parse": [],
            "users": [question.asker.to_string()],
            "roles": called,
        },
    })
}

/// What stands in place of a part of a question that was taken back.
#[must_use]
pub fn emptied_part(words: &Words, locale: Locale) -> Value {
    json!({
        "content": words.say(locale, &Text::OpeningWithdrawn),
        "embeds": [],
        "allowed_mentions": {"parse": []},
    })
}

/// The mark by which a part of a long text is found again.
#[must_use]
pub fn part_mark(words: &Words, locale: Locale, question: &Question, part: u8) -> String {
    let parts = text_parts(&question.body).len();
    words.say(
        locale,
        &Text::TextPart {
            number: question.number,
            part: part.into(),
            parts: i64::try_from(parts).unwrap_or(2),
        },
    )
}

/// A part of a text that is too long for the card; `None` if there is no such part.
#[must_use]
pub fn text_part(words: &Words, locale: Locale, question: &Question, part: u8) -> Option<Value> {
    let parts = text_parts(&question.body);
    let text = parts.get(usize::from(part).checked_sub(1)?)?;
    Some(json!({
        "embeds": [{
            "description": escape(text),
            "footer": {"text": part_mark(words, locale, question, part)},
        }],
        "allowed_mentions": {"parse": []},
    }))
}

#[cfg(test)]
mod tests {
    use twilight_model::channel::message::{Component, Embed};
    use twilight_validate::message;

    use super::*;
    use crate::clock::from_millis;
    use crate::guilds::Topic;
    use crate::ids::{ChannelId, GuildId, MessageId, QuestionId, UserId};
    use crate::questions::model::{BODY_MOST, TITLE_MOST};

    fn question(title: &str, body: &str, state: State) -> Question {
        Question {
            id: QuestionId(i64::MAX),
            guild: GuildId::new(9),
            number: 1_234_567,
            asker: UserId::new(u64::MAX),
            topic: Topic::parse(&"*".repeat(50)).unwrap(),
            title: title.into(),
            body: body.into(),
            state,
            version: 1,
            asked_at: from_millis(0),
            answered_at: None,
            answered_by: None,
            closed_at: None,
            closed_by: None,
            channel: ChannelId::new(5),
            forum: false,
            programme: None,
            card: None,
            thread: None,
            opening: None,
            last_seen: MessageId::new(0),
        }
    }

    /// Holds a message body against the limits as another library knows them.
    fn fits(body: &Value) {
        let content = body["content"].as_str().unwrap_or_default();
        assert!(message::content(content).is_ok());
        let embeds: Vec<Embed> = body["embeds"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|embed| {
                let mut embed = embed.clone();
                embed["type"] = json!("rich");
                serde_json::from_value(embed).unwrap()
            })
            .collect();
        assert!(
            message::embeds(&embeds).is_ok(),
            "{:?}",
            message::embeds(&embeds)
        );
        let components: Vec<Component> = body["components"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|component| serde_json::from_value(component.clone()).unwrap())
            .collect();
        assert!(message::components(&components, false).is_ok());
    }

    #[test]
    fn the_longest_texts_fit_into_discords_limits() {
        let words = Words::load().unwrap();
        let nasty = ["*", "字", "😀", "\u{202E}", "@everyone "];
        for locale in [Locale::Ja, Locale::En] {
            for state in [
                State::Open,
                State::Answered,
                State::Resolved,
                State::Withdrawn,
            ] {
                for piece in nasty {
                    let cut =
                        |most: usize| piece.repeat(most).chars().take(most).collect::<String>();
                    for most in [0, 1, 600, 601, 2040, 2041, BODY_MOST] {
                        let question = question(&cut(TITLE_MOST), &cut(most), state);
                        fits(&card(&words, locale, &question));
                        fits(&opening(
                            &words,
                            locale,
                            &question,
                            Some(RoleId::new(u64::MAX)),
                        ));
                        for part in 1..=2 {
                            if let Some(body) = text_part(&words, locale, &question, part) {
                                fits(&body);
                            }
                        }
                        let name = thread(&question)["name"].as_str().unwrap().chars().count();
                        assert!((1..=100).contains(&name));
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_is_pinged_but_the_asker() {
        let words = Words::load().unwrap();
        let question = question("@everyone", "<@1> @here <@&2>", State::Open);
        let card = card(&words, Locale::Ja, &question);
        assert_eq!(card["allowed_mentions"], json!({"parse": []}));
        let opening = opening(&words, Locale::Ja, &question, None);
        assert_eq!(opening["allowed_mentions"]["parse"], json!([]));
        assert_eq!(
            opening["allowed_mentions"]["users"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }
}

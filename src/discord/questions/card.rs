//! What is shown of a question: its card, its thread, the opening message and the
//! parts of a long text. Bodies for Discord's HTTP API, rendered when they are sent.

use serde_json::{Value, json};

use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::ids::{QuestionId, RoleId};
use crate::questions::text::text_parts;
use crate::questions::{Question, State};

use super::super::custom_id::{Act, CustomId};
use super::super::deliver::Mark;
use super::super::reply::{buttons, called};
use super::super::text::{escape, mention, one_line};
use super::told::link;

/// Most characters of an answer on the card; escaped it fits into a field (1,024).
const ANSWER: usize = 450;
/// Most characters of a tag in a forum.
pub const TAG_MOST: usize = 20;

/// Yellow, green, blue and grey for those who see them; the words say the same.
#[must_use]
pub fn colour(state: State) -> u32 {
    match state {
        State::Open => 0x00F1_C40F,
        State::Answered => 0x002E_CC71,
        State::Resolved => 0x0034_98DB,
        State::Closed | State::Merged | State::Withdrawn => 0x0095_A5A6,
    }
}

#[must_use]
pub fn state_words(state: State) -> Text {
    match state {
        State::Open => Text::StateOpen,
        State::Answered => Text::StateAnswered,
        State::Resolved => Text::StateResolved,
        State::Closed => Text::StateClosed,
        State::Merged => Text::StateMerged,
        State::Withdrawn => Text::StateWithdrawn,
    }
}

/// The name of the state as a tag in a forum.
#[must_use]
pub fn state_tag(state: State) -> Text {
    match state {
        State::Open => Text::TagOpen,
        State::Answered => Text::TagAnswered,
        State::Resolved | State::Closed | State::Merged | State::Withdrawn => Text::TagResolved,
    }
}

/// Who asked, as everybody may know it.
#[must_use]
pub fn asker(words: &Words, locale: Locale, question: &Question) -> String {
    if question.anonymous {
        words.say(locale, &Text::AnonymousName)
    } else {
        mention(question.asker)
    }
}

fn act(act: Act, id: QuestionId) -> CustomId {
    CustomId::Question(act, id)
}

/// The buttons of the card that the state leaves.
fn card_buttons(words: &Words, locale: Locale, question: &Question) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let id = question.id;
    let menu = (say(&Text::MenuButton), 2, act(Act::Menu, id));
    match question.state {
        State::Open | State::Answered => json!([buttons(&[
            (say(&Text::ResolveButton), 3, act(Act::Resolve, id)),
            (say(&Text::FollowButton), 2, act(Act::Follow, id)),
            (say(&Text::WithdrawButton), 2, act(Act::Withdraw, id)),
            menu,
        ])]),
        State::Resolved | State::Closed if question.asker.is_erased() => {
            json!([buttons(&[menu])])
        }
        State::Resolved | State::Closed => json!([buttons(&[
            (say(&Text::ReopenButton), 2, act(Act::Reopen, id)),
            menu,
        ])]),
        State::Merged => json!([buttons(&[menu])]),
        State::Withdrawn => json!([]),
    }
}

/// The buttons of the opening message.
fn opening_buttons(words: &Words, locale: Locale, question: &Question) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let id = question.id;
    let mut row = match question.state {
        State::Open | State::Answered => {
            vec![(say(&Text::ResolveButton), 3, act(Act::Resolve, id))]
        }
        State::Resolved | State::Closed if !question.asker.is_erased() => {
            vec![(say(&Text::ReopenButton), 2, act(Act::Reopen, id))]
        }
        State::Resolved | State::Closed | State::Merged => Vec::new(),
        State::Withdrawn => return json!([]),
    };
    if question.anonymous && !question.state.is_gone() {
        row.push((say(&Text::SayButton), 2, act(Act::Say, id)));
    }
    row.push((say(&Text::MenuButton), 2, act(Act::Menu, id)));
    json!([buttons(&row)])
}

/// The card in the question channel. `into` is the question into which it was merged.
#[must_use]
pub fn card(words: &Words, locale: Locale, question: &Question, into: Option<&Question>) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let field = |name: &Text, value: String, inline: bool| json!({"name": say(name), "value": value, "inline": inline});
    let mut fields = vec![
        field(&Text::CardState, say(&state_words(question.state)), true),
        field(&Text::CardTopic, escape(question.topic.as_str()), true),
        field(&Text::CardAsked, asker(words, locale, question), true),
        field(
            &Text::CardTime,
            format!("<t:{}:f>", question.asked_at.timestamp()),
            true,
        ),
    ];
    if let Some((user, _)) = question.assigned.filter(|_| !question.state.is_closed()) {
        fields.push(field(&Text::CardAssigned, mention(user), true));
    }
    if let Some(answer) = &question.answer {
        let text = answer.text.chars().take(ANSWER).collect::<String>();
        let more = if answer.text.chars().count() > ANSWER {
            "…"
        } else {
            ""
        };
        let value = format!("{}{more}\n— {}", escape(&text), mention(answer.author));
        fields.push(field(&Text::CardAnswer, value, false));
    }
    if let Some(into) = into {
        fields.push(field(&Text::CardMerged, reference(into), false));
    }
    let mut embed = json!({
        "title": title(words, locale, question),
        "color": colour(question.state),
        "fields": fields,
    });
    let parts = text_parts(&question.body);
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
    if question.lost.is_some() {
        embed["footer"] = json!({"text": say(&Text::CardLost)});
    }
    json!({
        "embeds": [embed],
        "components": card_buttons(words, locale, question),
        "allowed_mentions": {"parse": []},
    })
}

/// A question in one line, with its link where it has one.
#[must_use]
pub fn reference(question: &Question) -> String {
    let title = one_line(&escape(&question.title), 100);
    let text = format!("#{} {title}", question.number);
    match question.place_of_replies() {
        Some(thread) => format!("[{text}]({})", link(question.guild, thread)),
        None => text,
    }
}

/// A question by its number, with its link: in words that stay when its text is taken back.
#[must_use]
pub fn numbered(question: &Question) -> String {
    let text = format!("#{}", question.number);
    match question.place_of_replies() {
        Some(thread) => format!("[{text}]({})", link(question.guild, thread)),
        None => text,
    }
}

fn title(words: &Words, locale: Locale, question: &Question) -> String {
    let number = question.number;
    let text = if question.state == State::Withdrawn {
        Text::CardTitleWithdrawn { number }
    } else {
        Text::CardTitle {
            number,
            title: escape(&question.title),
        }
    };
    one_line(&words.say(locale, &text), 256)
}

/// By what the card is known again: its button, or once it has none, its title, which
/// carries the number.
#[must_use]
pub fn mark(words: &Words, locale: Locale, question: &Question) -> Mark {
    let button = Mark::Component(act(Act::Menu, question.id).encode());
    let number = Mark::Title(title(words, locale, question));
    Mark::Either(Box::new(button), Box::new(number))
}

/// The name of the thread. It is plain text to Discord.
#[must_use]
pub fn thread_name(words: &Words, locale: Locale, question: &Question) -> String {
    let number = question.number;
    let name = if question.state == State::Withdrawn {
        words.say(locale, &Text::CardTitleWithdrawn { number })
    } else {
        format!("#{number} {}", question.title)
    };
    one_line(&name, 100)
}

/// The thread on the card.
#[must_use]
pub fn thread(words: &Words, locale: Locale, question: &Question) -> Value {
    json!({
        "name": thread_name(words, locale, question),
        "auto_archive_duration": 10080,
    })
}

/// The tags of its post in a forum: the topic and the state, as they are named there.
#[must_use]
pub fn tags(words: &Words, locale: Locale, question: &Question) -> Vec<String> {
    vec![
        words.say(locale, &state_tag(question.state)),
        one_line(question.topic.as_str(), TAG_MOST),
    ]
}

/// The first message in the thread. It mentions the asker, which brings them in (one whose
/// name nobody may know is not mentioned), and calls the role of the topic, if there is one.
#[must_use]
pub fn opening(words: &Words, locale: Locale, question: &Question, call: Option<RoleId>) -> Value {
    let asker_name = asker(words, locale, question);
    let text = match question.state {
        State::Open if question.anonymous => Text::OpeningHidden { asker: asker_name },
        State::Open => Text::OpeningOpen { asker: asker_name },
        State::Answered if question.anonymous => Text::OpeningAnsweredHidden { asker: asker_name },
        State::Answered => Text::OpeningAnswered { asker: asker_name },
        State::Resolved => Text::OpeningResolved,
        State::Closed => Text::OpeningClosed,
        State::Merged => Text::OpeningMerged,
        State::Withdrawn => Text::OpeningWithdrawn,
    };
    let mut content = words.say(locale, &text);
    let call = call.filter(|_| question.state == State::Open);
    if let Some(role) = call {
        let role = format!("<@&{role}>");
        content.push('\n');
        content.push_str(&words.say(locale, &Text::OpeningCall { role }));
    }
    if question.lost.is_some() {
        content.push('\n');
        content.push_str(&words.say(locale, &Text::OpeningLost));
    }
    let mentioned: Vec<String> = if question.anonymous {
        Vec::new()
    } else {
        called(&[question.asker])
    };
    json!({
        "content": content,
        "components": opening_buttons(words, locale, question),
        "allowed_mentions": {
            "parse": [],
            "users": mentioned,
            "roles": call.iter().map(ToString::to_string).collect::<Vec<_>>(),
        },
    })
}

/// What stands in place of a part of a question that was taken back.
#[must_use]
pub fn emptied(words: &Words, locale: Locale) -> Value {
    json!({
        "content": words.say(locale, &Text::TextGone),
        "embeds": [],
        "components": [],
        "allowed_mentions": {"parse": []},
    })
}

/// The mark by which a part of a long text is found again.
#[must_use]
pub fn part_mark(words: &Words, locale: Locale, question: &Question, part: u8) -> String {
    words.say(
        locale,
        &Text::TextPart {
            number: question.number,
            part: part.into(),
            parts: question.parts.into(),
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
mod tests;

//! What people are told about a question, directly or in its thread. Bodies for Discord's
//! HTTP API.

use serde_json::{Value, json};

use crate::discord::custom_id::{Act, CustomId};
use crate::discord::reply::{Caller, Reply, Said, buttons, calling};
use crate::discord::text::{escape, mention, one_line};
use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::ids::{ChannelId, GuildId, RoleId, UserId};
use crate::members::Telling;
use crate::questions::speaking::{Post, Voice};
use crate::questions::{Owes, Question, State};

use super::card::{asker, colour, numbered, reference, state_words};

/// Most characters of the title that a notice repeats.
const TITLE: usize = 160;
/// Most characters of the text that staff are shown.
const EXCERPT: usize = 300;
/// Discord's flag for a message that makes no sound.
pub const SILENT: u64 = 1 << 12;

/// The address of a thread.
#[must_use]
pub fn link(guild: GuildId, thread: ChannelId) -> String {
    format!("https://discord.com/channels/{guild}/{thread}")
}

fn title(question: &Question) -> String {
    one_line(&escape(&question.title), TITLE)
}

fn link_button(words: &Words, locale: Locale, label: &Text, link: &str) -> Value {
    json!({"type": 2, "style": 5, "label": words.say(locale, label), "url": link})
}

/// The asker is told directly that there is an answer.
#[must_use]
pub fn direct(words: &Words, locale: Locale, question: &Question, link: &str) -> Value {
    let text = Text::ToldDirect {
        number: question.number,
        title: title(question),
    };
    let read = link_button(words, locale, &Text::ToldReadButton, link);
    let row = json!([{"type": 1, "components": [read]}]);
    calling(&words.say(locale, &text), &row, &[])
}

/// Who is mentioned for the asker: nobody, if nobody may know who it is.
fn mentioned(question: &Question) -> Vec<UserId> {
    if question.anonymous {
        Vec::new()
    } else {
        vec![question.asker]
    }
}

/// How the asker is spoken to: with their name, or with none.
fn called(words: &Words, locale: Locale, question: &Question) -> String {
    if question.anonymous {
        words.say(locale, &Text::AnonymousCalled)
    } else {
        asker(words, locale, question)
    }
}

/// The same in the thread, for somebody whose direct messages are closed, or where they or
/// staff do not want them.
#[must_use]
pub fn here(words: &Words, locale: Locale, question: &Question, by_direct: bool) -> Value {
    let name = called(words, locale, question);
    let users = mentioned(question);
    if !by_direct || question.anonymous {
        let text = words.say(locale, &Text::ToldOnlyHere { asker: name });
        return calling(&text, &json!([]), &users);
    }
    let label = words.say(locale, &Text::ToldByDirectButton);
    let row = buttons(&[(label, 2, CustomId::DmsOpened)]);
    let text = words.say(locale, &Text::ToldHere { asker: name });
    calling(&text, &json!([row]), &users)
}

fn check_buttons(words: &Words, locale: Locale, question: &Question) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let act = |act| CustomId::Question(act, question.id);
    buttons(&[
        (say(&Text::ResolveButton), 3, act(Act::Resolve)),
        (say(&Text::ReopenButton), 2, act(Act::Reopen)),
    ])
}

/// The asker is asked directly whether it is resolved.
#[must_use]
pub fn check(words: &Words, locale: Locale, question: &Question, link: &str) -> Value {
    let text = Text::CheckDirect {
        number: question.number,
        title: title(question),
    };
    let mut row = check_buttons(words, locale, question);
    if let Some(row) = row["components"].as_array_mut() {
        row.push(link_button(words, locale, &Text::ToldReadButton, link));
    }
    calling(&words.say(locale, &text), &json!([row]), &[])
}

/// The same in the thread.
#[must_use]
pub fn check_here(words: &Words, locale: Locale, question: &Question) -> Value {
    let text = Text::CheckHere {
        asker: called(words, locale, question),
    };
    let row = check_buttons(words, locale, question);
    calling(
        &words.say(locale, &text),
        &json!([row]),
        &mentioned(question),
    )
}

/// Tutors are called in the thread: those with a role, or some by name.
#[must_use]
pub fn call(words: &Words, locale: Locale, role: Option<RoleId>, users: &[UserId]) -> Value {
    let names: Vec<String> = role
        .map(|role| format!("<@&{role}>"))
        .into_iter()
        .chain(users.iter().copied().map(mention))
        .collect();
    let text = Text::CallTutors {
        tutors: names.join(" "),
    };
    let mut body = calling(&words.say(locale, &text), &json!([]), users);
    body["allowed_mentions"]["roles"] =
        json!(role.iter().map(ToString::to_string).collect::<Vec<_>>());
    body
}

/// Whoever owes the next word is reminded in the thread.
#[must_use]
pub fn remind(words: &Words, locale: Locale, question: &Question, helper: UserId) -> Value {
    let helper_name = mention(helper);
    let text = if question.state == State::Open {
        Text::RemindAssigned {
            helper: helper_name,
        }
    } else {
        Text::RemindHelper {
            helper: helper_name,
        }
    };
    calling(&words.say(locale, &text), &json!([]), &[helper])
}

/// Whoever gave the answer is thanked in the thread.
#[must_use]
pub fn thanks(words: &Words, locale: Locale, author: UserId) -> Value {
    let text = Text::Thanks {
        helper: mention(author),
    };
    calling(&words.say(locale, &text), &json!([]), &[author])
}

/// Whoever is asked by staff to answer hears of it in the thread.
#[must_use]
pub fn assigned(words: &Words, locale: Locale, user: UserId) -> Value {
    let text = Text::AssignedHere {
        helper: mention(user),
    };
    calling(&words.say(locale, &text), &json!([]), &[user])
}

/// The thread of a merged question says where it goes on.
#[must_use]
pub fn merged(words: &Words, locale: Locale, into: &Question) -> Value {
    let text = Text::MergedHere {
        question: numbered(into),
    };
    calling(&words.say(locale, &text), &json!([]), &[])
}

/// A follower is told directly that it is resolved.
#[must_use]
pub fn follower(words: &Words, locale: Locale, question: &Question, link: &str) -> Value {
    let text = Text::FollowerDirect {
        number: question.number,
        title: title(question),
    };
    let read = link_button(words, locale, &Text::ToldReadButton, link);
    let row = json!([{"type": 1, "components": [read]}]);
    calling(&words.say(locale, &text), &row, &[])
}

/// Followers are told together in the thread.
#[must_use]
pub fn followers(words: &Words, locale: Locale, users: &[UserId]) -> Value {
    let names: Vec<String> = users.iter().copied().map(mention).collect();
    let text = Text::FollowersHere {
        followers: names.join(" "),
    };
    calling(&words.say(locale, &text), &json!([]), users)
}

/// By what a word that the bot writes for somebody is known again.
#[must_use]
pub fn post_mark(words: &Words, locale: Locale, question: &Question, post: i64) -> String {
    words.say(
        locale,
        &Text::PostNumber {
            number: question.number,
            post,
        },
    )
}

/// A word that the bot writes for somebody.
#[must_use]
pub fn post(words: &Words, locale: Locale, question: &Question, post: &Post) -> Value {
    let name = match post.voice {
        Voice::Asker if question.anonymous => words.say(locale, &Text::PostAskerHidden),
        Voice::Asker => words.say(locale, &Text::PostAsker),
        Voice::Staff => words.say(locale, &Text::PostStaff),
    };
    let by = match post.voice {
        Voice::Staff => format!("\n— {}", mention(post.author)),
        Voice::Asker => String::new(),
    };
    json!({
        "embeds": [{
            "author": {"name": name},
            "description": format!("{}{by}", escape(&post.content)),
            "footer": {"text": post_mark(words, locale, question, post.id)},
        }],
        "allowed_mentions": {"parse": []},
    })
}

/// Staff are told that a question waits; edited, it shows how it stands.
#[must_use]
pub fn staff(words: &Words, locale: Locale, question: &Question, into: Option<&Question>) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let waits = question.owes() == Owes::Helpers;
    let mut lines = vec![match question.state {
        State::Withdrawn => say(&Text::CardTitleWithdrawn {
            number: question.number,
        }),
        _ => reference(question),
    }];
    lines.push(say(&Text::StaffState {
        state: say(&state_words(question.state)),
        topic: escape(question.topic.as_str()),
        time: format!("<t:{}:R>", question.waiting_since.timestamp()),
    }));
    if waits && !question.body.is_empty() {
        let excerpt: String = question.body.chars().take(EXCERPT).collect();
        lines.push(escape(&excerpt));
    }
    if let Some((user, _)) = question.assigned {
        lines.push(say(&Text::StaffAssigned {
            helper: mention(user),
        }));
    }
    if let Some(into) = into {
        lines.push(reference(into));
    }
    let act = |act| CustomId::Question(act, question.id);
    // It stands as long as it can be known again, also when nothing is left to do.
    let row = if waits {
        buttons(&[
            (say(&Text::AssignButton), 1, act(Act::Assign)),
            (say(&Text::AnswerButton), 2, act(Act::Answer)),
            (say(&Text::MenuButton), 2, act(Act::Menu)),
        ])
    } else {
        buttons(&[(say(&Text::MenuButton), 2, act(Act::Menu))])
    };
    let heading = if waits {
        Text::StaffWaits
    } else {
        Text::StaffSettled
    };
    json!({
        "embeds": [{
            "title": say(&heading),
            "description": lines.join("\n"),
            "color": colour(question.state),
        }],
        "components": [row],
        "allowed_mentions": {"parse": []},
    })
}

/// Somebody says that their direct messages are open now, or that they want them again.
pub async fn by_direct(caller: &Caller<'_>) -> Said {
    let actor = caller.actor()?;
    let members = &caller.bot.members;
    caller.ours(members.set_telling(actor.user, Telling::Direct).await)?;
    Ok(Reply::words(&caller.say(&Text::ToldByDirectDone)))
}

/// Somebody wants a mention instead.
pub async fn by_mention(caller: &Caller<'_>) -> Said {
    let actor = caller.actor()?;
    let members = &caller.bot.members;
    caller.ours(members.set_telling(actor.user, Telling::Mention).await)?;
    Ok(Reply::words(&caller.say(&Text::ToldByMentionDone)))
}

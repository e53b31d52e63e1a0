use twilight_model::channel::message::{Component, Embed};
use twilight_validate::message;

use super::*;
use crate::clock::from_millis;
use crate::guilds::Topic;
use crate::ids::{MessageId, UserId};
use crate::questions::model::Answer;
use crate::questions::model::tests::question as plain;
use crate::questions::text::{BODY_MOST, TITLE_MOST, count_parts};

fn question(title: &str, body: &str, state: State) -> Question {
    let user = UserId::new(u64::MAX);
    Question {
        id: QuestionId(i64::MAX),
        number: 1_234_567,
        asker: user,
        topic: Topic::parse(&"*".repeat(50)).unwrap(),
        title: title.into(),
        body: body.into(),
        parts: count_parts(body),
        assigned: Some((user, from_millis(0))),
        answer: Some(Answer {
            text: body.into(),
            author: user,
            message: MessageId::new(1),
        }),
        ..plain(state)
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
        for (state, _) in State::ALL {
            for piece in nasty {
                let cut = |most: usize| piece.repeat(most).chars().take(most).collect::<String>();
                for most in [0, 1, 600, 601, 2040, 2041, BODY_MOST] {
                    let mut question = question(&cut(TITLE_MOST), &cut(most), state);
                    fits(&card(&words, locale, &question, Some(&question)));
                    for anonymous in [false, true] {
                        question.anonymous = anonymous;
                        let role = Some(RoleId::new(u64::MAX));
                        fits(&opening(&words, locale, &question, role));
                    }
                    for part in 1..=2 {
                        if let Some(body) = text_part(&words, locale, &question, part) {
                            fits(&body);
                        }
                    }
                    let name = thread(&words, locale, &question)["name"].clone();
                    let name = name.as_str().unwrap().chars().count();
                    assert!((1..=100).contains(&name));
                    let tags = tags(&words, locale, &question);
                    assert!(tags.iter().all(|tag| tag.chars().count() <= TAG_MOST));
                }
            }
        }
    }
}

#[test]
fn nobody_is_pinged_but_the_asker_and_nobody_at_all_by_an_anonymous_one() {
    let words = Words::load().unwrap();
    let mut question = question("@everyone", "<@1> @here <@&2>", State::Open);
    let none = json!({"parse": []});
    assert_eq!(
        card(&words, Locale::Ja, &question, None)["allowed_mentions"],
        none
    );
    let named = opening(&words, Locale::Ja, &question, None);
    assert_eq!(named["allowed_mentions"]["parse"], json!([]));
    let users = |body: &Value| body["allowed_mentions"]["users"].as_array().unwrap().len();
    assert_eq!(users(&named), 1);
    question.anonymous = true;
    question.asker = UserId::new(77_777_777);
    question.answer = None;
    question.assigned = None;
    let hidden = opening(&words, Locale::Ja, &question, None);
    assert_eq!(users(&hidden), 0);
    let id = question.asker.to_string();
    assert!(!hidden.to_string().contains(&id));
    assert!(
        !card(&words, Locale::Ja, &question, None)
            .to_string()
            .contains(&id)
    );
}

//! Asking for a tutor: topic → a page of choices that may stay as they are → form.

use poise::serenity_prelude as serenity;
use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, Desk, RequestAct, TutorIdent};
use crate::discord::members::{consent, encourage};
use crate::discord::questions::ask::{fill, input, request as request_key};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, mention, one_line};
use crate::fault::Fault;
use crate::guilds::settings::TopicSetting;
use crate::i18n::TutorText;
use crate::ids::{QuestionId, UserId};
use crate::members::encouraging::First;
use crate::tutors::model::{ABOUT_MOST, EXCLUDED_MOST, Format};
use crate::tutors::requesting::{Choice, Draft, RequestRefusal};
use crate::tutors::week::{DayPart, Group, Week};

use super::Speech;

/// The name of the form's field.
pub const ABOUT_FIELD: &str = "about";
/// The value of a select that stands for all of a week.
const ALWAYS: &str = "always";

fn desk(desk: Desk) -> CustomId {
    CustomId::Tutor(TutorIdent::Desk(desk))
}

impl Caller<'_> {
    /// The words of whoever reads the answer.
    pub fn speech(&self) -> Speech<'_> {
        Speech {
            words: &self.bot.words,
            locale: self.locale,
        }
    }
}

/// The choice of a topic, for somebody.
pub async fn begin(caller: &Caller<'_>, member: UserId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.begin(actor, member).await {
        Ok(draft) => choose_topic(caller, &draft, None, in_place).await,
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

/// `/tutor request`: with a topic the page of choices comes at once.
pub async fn command(caller: &Caller<'_>, topic: Option<&str>, member: Option<UserId>) -> Said {
    let actor = caller.actor()?;
    let member = member.unwrap_or(actor.user);
    let can = caller.ours(caller.bot.guilds.capabilities(actor).await)?;
    // Whoever may not ask for others learns nothing of them.
    if can.staff || !can.staff_of.is_empty() {
        consent::of_other(caller, member).await?;
    }
    let Some(topic) = topic else {
        return begin(caller, member, false).await;
    };
    if let Err(fault) = caller.bot.tutors.begin(actor, member).await {
        return refused(caller, fault, false).await;
    }
    choose(caller, Choice::Topic(topic.to_owned()), false).await
}

/// A question is taken to a tutor: its words stand in the form.
pub async fn from_question(caller: &Caller<'_>, id: QuestionId) -> Said {
    let actor = caller.actor()?;
    let question = caller.ours(caller.bot.questions.find(actor.guild, id).await)?;
    if let Some(question) = question {
        let rights = caller.ours(caller.bot.questions.rights(actor, &question).await)?;
        if rights.is_asker_or_staff() && !question.anonymous {
            consent::of_other(caller, question.asker).await?;
        }
    }
    match caller.bot.tutors.begin_from(actor, id).await {
        Ok(draft) => Ok(Reply::Say(page(caller, &draft))),
        Err(fault) => refused(caller, fault, false).await,
    }
}

async fn choose_topic(
    caller: &Caller<'_>,
    draft: &Draft,
    words: Option<TutorText>,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let settings = caller.ours(caller.bot.guilds.settings(actor.guild).await)?;
    let words = words.unwrap_or_else(|| {
        if draft.member == actor.user {
            TutorText::RequestChooseTopic
        } else {
            TutorText::RequestChooseTopicFor {
                member: mention(draft.member),
            }
        }
    });
    let select = json!({
        "type": 3,
        "custom_id": desk(Desk::Topic).encode(),
        "placeholder": caller.say(&TutorText::RequestTopicPlaceholder),
        "options": topic_options(&settings.topics, |_| false),
    });
    let page = json!({
        "content": caller.say(&words),
        "embeds": [],
        "components": [row(&select)],
    });
    Ok(caller.page(page, in_place))
}

/// Topics as options of a select.
pub fn topic_options(
    topics: &[TopicSetting],
    is_chosen: impl Fn(&TopicSetting) -> bool,
) -> Vec<Value> {
    topics
        .iter()
        .map(|topic| {
            let name = topic.name.as_str();
            json!({"label": name, "value": name, "default": is_chosen(topic)})
        })
        .collect()
}

/// The select of when it suits: the six groups of a week, and all of it.
pub fn when_select(
    speech: Speech<'_>,
    id: &CustomId,
    placeholder: &TutorText,
    week: Week,
) -> Value {
    let always = week == Week::ALWAYS;
    let mut options = vec![json!({
        "label": speech.say(&TutorText::WhenAlways),
        "value": ALWAYS,
        "default": always,
    })];
    options.extend(Group::ALL.iter().enumerate().map(|(at, group)| {
        json!({
            "label": speech.group(*group),
            "value": at.to_string(),
            "default": !always && week.holds(group.week()),
        })
    }));
    json!({
        "type": 3,
        "custom_id": id.encode(),
        "placeholder": speech.say(placeholder),
        "min_values": 1,
        "max_values": options.len(),
        "options": options,
    })
}

/// What was chosen in [`when_select`]; unknown values say nothing. Whoever had 「いつでも」
/// before and chooses parts of the week beside it means these; whoever adds it means all.
#[must_use]
pub fn week_of(values: &[String], before: bool) -> Week {
    let parts = values.iter().fold(Week::NEVER, |week, value| {
        let at = value.parse::<usize>().ok();
        let group = at.and_then(|at| Group::ALL.get(at));
        group.map_or(week, |group| week.or(group.week()))
    });
    let has_always = values.iter().any(|value| value == ALWAYS);
    if has_always && (!before || parts.is_never()) {
        Week::ALWAYS
    } else {
        parts
    }
}

/// Whether 「いつでも」 was chosen in a select before somebody chose.
#[must_use]
pub fn had_always(press: &serenity::ComponentInteraction) -> bool {
    let rows = press.message.components.iter();
    rows.flat_map(|row| &row.components)
        .filter_map(|component| match component {
            serenity::ActionRowComponent::SelectMenu(select) => Some(select),
            _ => None,
        })
        .filter(|select| select.custom_id.as_deref() == Some(press.data.custom_id.as_str()))
        .flat_map(|select| &select.options)
        .any(|option| option.value == ALWAYS && option.default)
}

/// The select of the parts of a week, day by day.
pub fn days_select(speech: Speech<'_>, id: &CustomId, week: Week) -> Value {
    let parts = (0..7).flat_map(|day| DayPart::ALL.map(|part| (day, part)));
    let options: Vec<Value> = parts
        .enumerate()
        .map(|(at, (day, part))| {
            json!({
                "label": speech.day_part(day, part),
                "value": at.to_string(),
                "default": week.has(day, part),
            })
        })
        .collect();
    json!({
        "type": 3,
        "custom_id": id.encode(),
        "placeholder": speech.say(&TutorText::RequestDaysButton),
        "min_values": 1,
        "max_values": options.len(),
        "options": options,
    })
}

/// What was chosen in [`days_select`].
#[must_use]
pub fn days_of(values: &[String]) -> Week {
    let parts = values.iter().filter_map(|value| value.parse::<u32>().ok());
    parts.fold(Week::NEVER, |week, at| {
        let part = DayPart::ALL.get(usize::try_from(at % 3).unwrap_or(0));
        part.map_or(week, |part| week.with(at / 3, *part))
    })
}

/// The select of how to talk.
pub fn how_select(speech: Speech<'_>, id: &CustomId, now: Format) -> Value {
    let options: Vec<Value> = Format::ALL
        .iter()
        .rev()
        .map(|format| {
            json!({
                "label": speech.format(*format),
                "value": format.name(),
                "default": *format == now,
            })
        })
        .collect();
    json!({
        "type": 3,
        "custom_id": id.encode(),
        "placeholder": speech.say(&TutorText::RequestHowPlaceholder),
        "options": options,
    })
}

/// The page of choices.
fn page(caller: &Caller<'_>, draft: &Draft) -> Value {
    let say = |text: &TutorText| caller.say(text);
    let speech = caller.speech();
    let topic = escape(draft.topic.as_str());
    let is_own = caller.user() == Some(draft.member);
    let mut lines = vec![say(&if is_own {
        TutorText::RequestPage { topic }
    } else {
        TutorText::RequestPageFor {
            member: mention(draft.member),
            topic,
        }
    })];
    lines.push(String::new());
    lines.push(say(&TutorText::RequestPageWhen {
        when: speech.when(draft.when),
    }));
    lines.push(say(&TutorText::RequestPageHow {
        format: speech.format(draft.format),
    }));
    if !draft.excluded.is_empty() {
        let people: Vec<String> = draft.excluded.iter().copied().map(mention).collect();
        lines.push(say(&TutorText::RequestPageExcluded {
            people: speech.list(&people),
        }));
    }
    let chosen: Vec<Value> = draft
        .excluded
        .iter()
        .map(|id| json!({"id": id.to_string(), "type": "user"}))
        .collect();
    let mut not = json!({
        "type": 5,
        "custom_id": desk(Desk::Not).encode(),
        "placeholder": say(&TutorText::RequestNotPlaceholder),
        "min_values": 0,
        "max_values": EXCLUDED_MOST,
    });
    if !chosen.is_empty() {
        not["default_values"] = json!(chosen);
    }
    let when = when_select(
        speech,
        &desk(Desk::When),
        &TutorText::RequestWhenPlaceholder,
        draft.when,
    );
    json!({
        "content": lines.join("\n"),
        "embeds": [],
        "components": [
            row(&when),
            row(&how_select(speech, &desk(Desk::How), draft.format)),
            row(&not),
            buttons(&[
                (say(&TutorText::RequestWriteButton), 1, desk(Desk::Write)),
                (say(&TutorText::RequestDaysButton), 2, desk(Desk::Days)),
                (say(&TutorText::RequestTopicButton), 2, desk(Desk::Other)),
            ]),
        ],
    })
}

/// Something was chosen: the page shows it.
pub async fn choose(caller: &Caller<'_>, choice: Choice, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.choose(actor, choice).await {
        Ok(draft) => Ok(caller.page(page(caller, &draft), in_place)),
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

async fn kept(caller: &Caller<'_>) -> Result<Draft, Reply> {
    let actor = caller.actor()?;
    let draft = caller.ours(caller.bot.tutors.draft(actor).await)?;
    let draft = draft.filter(|draft| !draft.topic.as_str().is_empty());
    draft.ok_or_else(|| caller.words_in_place(&TutorText::RequestNoDraft, true))
}

/// 「話題をかえる」: whom it is for and what was typed stay.
pub async fn other_topic(caller: &Caller<'_>, in_place: bool) -> Said {
    let draft = kept(caller).await?;
    choose_topic(caller, &draft, None, in_place).await
}

/// The page as it is.
pub async fn back(caller: &Caller<'_>) -> Said {
    let draft = kept(caller).await?;
    Ok(Reply::Update(page(caller, &draft)))
}

/// 「曜日ごとに選ぶ」.
pub async fn days(caller: &Caller<'_>) -> Said {
    let draft = kept(caller).await?;
    let select = days_select(caller.speech(), &desk(Desk::DaysSet), draft.when);
    let back = (
        caller.say(&TutorText::RequestBackButton),
        2,
        desk(Desk::Page),
    );
    Ok(Reply::Update(json!({
        "content": caller.say(&TutorText::RequestDays),
        "embeds": [],
        "components": [row(&select), buttons(&[back])],
    })))
}

/// 「内容を書く」: the form opens with what was typed before.
pub async fn write(caller: &Caller<'_>) -> Said {
    let draft = kept(caller).await?;
    let mut field = input(
        ABOUT_FIELD,
        &caller.say(&TutorText::RequestFormLabel),
        Some(&caller.say(&TutorText::RequestFormPlaceholder)),
        true,
        ABOUT_MOST,
    );
    fill(&mut field, &draft.about);
    let number = u32::try_from(caller.bot.chance.number() >> 32).unwrap_or(0);
    let heading = format!("{}｜{}", caller.say(&TutorText::RequestForm), draft.topic);
    Ok(Reply::Form(json!({
        "custom_id": CustomId::Tutor(TutorIdent::Form(number)).encode(),
        "title": one_line(&heading, 45),
        "components": [row(&field)],
    })))
}

/// The form was sent.
pub async fn sent(caller: &Caller<'_>, form: u32, about: &str, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let key = request_key(form.into(), "", about).0;
    // Whom it is for may have taken their consent back since it was begun.
    if let Some(draft) = caller.ours(caller.bot.tutors.draft(actor).await)? {
        consent::of_other(caller, draft.member).await?;
    }
    match caller.bot.tutors.request(actor, key, about).await {
        Ok(request) => {
            let number = request.number;
            let words = if request.member == actor.user {
                TutorText::RequestReceived {
                    number,
                    time: Speech::time(request.promised_at),
                }
            } else {
                TutorText::RequestReceivedFor {
                    member: mention(request.member),
                    number,
                }
            };
            let see = CustomId::Tutor(TutorIdent::Request(RequestAct::See, request.id));
            let button = (caller.say(&TutorText::RequestStatusButton), 2, see);
            let mut page = json!({
                "content": caller.say(&words),
                "embeds": [],
                "components": [buttons(&[button])],
            });
            let is_own = request.member == actor.user;
            let tutors = &caller.bot.tutors;
            if is_own && caller.ours(tutors.is_first(actor.guild, actor.user).await)? {
                encourage(caller, &mut page, First::Request).await?;
            }
            Ok(caller.page(page, in_place))
        }
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

/// Why it cannot be, with what to press next.
async fn refused(caller: &Caller<'_>, fault: Fault<RequestRefusal>, in_place: bool) -> Said {
    let most = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    let refusal = match fault {
        Fault::Ours(error) => return Err(caller.our_fault(&error)),
        Fault::Refused(refusal) => refusal,
    };
    let write = (
        caller.say(&TutorText::RequestWriteButton),
        1,
        desk(Desk::Write),
    );
    let (words, button) = match refusal {
        RequestRefusal::UnknownTopic => {
            let draft = caller.ours(caller.bot.tutors.draft(caller.actor()?).await)?;
            let words = Some(TutorText::RequestUnknownTopic);
            return match draft {
                Some(draft) => choose_topic(caller, &draft, words, in_place).await,
                None => Ok(caller.words_in_place(&TutorText::RequestNoDraft, in_place)),
            };
        }
        RequestRefusal::Empty => (TutorText::RequestEmpty, Some(write)),
        RequestRefusal::TooLong => {
            let most = most(ABOUT_MOST);
            (TutorText::RequestTooLong { most }, Some(write))
        }
        RequestRefusal::NoChannel => (TutorText::RequestNoChannel, Some(write)),
        RequestRefusal::Open(open) => {
            let see = CustomId::Tutor(TutorIdent::Request(RequestAct::See, open.id));
            let button = (caller.say(&TutorText::RequestStatusButton), 1, see);
            let other = (
                caller.say(&TutorText::RequestTopicButton),
                2,
                desk(Desk::Other),
            );
            let number = open.number;
            let words = TutorText::RequestOpenBefore { number };
            let page = json!({
                "content": caller.say(&words),
                "embeds": [],
                "components": [buttons(&[button, other])],
            });
            return Ok(caller.page(page, in_place));
        }
        RequestRefusal::TooManyExcluded => {
            let most = most(EXCLUDED_MOST);
            let button = (
                caller.say(&TutorText::RequestBackButton),
                2,
                desk(Desk::Page),
            );
            (TutorText::RequestTooManyExcluded { most }, Some(button))
        }
        RequestRefusal::NoTime => {
            let button = (
                caller.say(&TutorText::RequestBackButton),
                2,
                desk(Desk::Page),
            );
            (TutorText::RequestNoTime, Some(button))
        }
        RequestRefusal::NotStaff => (TutorText::RequestNotStaff, None),
        RequestRefusal::NoDraft => (TutorText::RequestNoDraft, None),
        RequestRefusal::SwitchedOff => (TutorText::RequestSwitchedOff, None),
        RequestRefusal::NotTheirQuestion => (TutorText::RequestNotTheirQuestion, None),
        RequestRefusal::Withdrawn => (TutorText::RequestQuestionWithdrawn, None),
        RequestRefusal::Anonymous => (TutorText::RequestAnonymous, None),
    };
    let rows: Vec<Value> = button
        .iter()
        .map(|button| buttons(std::slice::from_ref(button)))
        .collect();
    let page = json!({"content": caller.say(&words), "embeds": [], "components": rows});
    Ok(caller.page(page, in_place))
}

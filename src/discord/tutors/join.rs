//! Registering as a tutor, changing what one says of oneself, pausing.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, Desk, TutorIdent};
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::{escape, one_line};
use crate::discord::written;
use crate::fault::Fault;
use crate::guilds::settings::Settings;
use crate::i18n::TutorText;
use crate::tutors::joining::{JoinRefusal, ProfileChange};
use crate::tutors::model::{Lacks, Level, PLACES_MOST, PauseCause, SENTENCE_MOST};
use crate::tutors::{Tutor, TutorState};

use super::Speech;
use super::request::{days_select, how_select, topic_options, when_select};

/// The names of the forms' fields.
pub const PLACES_FIELD: &str = "places";
pub const SENTENCE_FIELD: &str = "sentence";
pub const UNTIL_FIELD: &str = "until";

fn desk(desk: Desk) -> CustomId {
    CustomId::Tutor(TutorIdent::Desk(desk))
}

/// One's registration: begun, if it was not, or as it is.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.begin_joining(actor).await {
        Ok(tutor) => Ok(caller.page(page(caller, &tutor, None).await?, in_place)),
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

/// `/tutor me`: one's requests, and for tutors their registration.
pub async fn me(caller: &Caller<'_>) -> Said {
    let actor = caller.actor()?;
    let known = caller
        .bot
        .tutors
        .registration(actor.guild, actor.user)
        .await;
    match caller.ours(known)? {
        Some(_) => show(caller, false).await,
        None => super::own::show(caller, false).await,
    }
}

/// What a tutor says of themselves, in lines.
pub fn lines(speech: Speech<'_>, tutor: &Tutor) -> Vec<String> {
    let say = |text: &TutorText| speech.say(text);
    let profile = &tutor.profile;
    let names = |only: Option<Level>| {
        let all = profile.topics.iter();
        let names = all.filter(|(_, level)| only.is_none_or(|only| **level == only));
        let names: Vec<String> = names.map(|(topic, _)| escape(topic.as_str())).collect();
        if names.is_empty() {
            say(&TutorText::JoinNothing)
        } else {
            speech.list(&names)
        }
    };
    let mut lines = vec![say(&TutorText::JoinTopics { list: names(None) })];
    lines.push(say(&TutorText::JoinStrong {
        list: names(Some(Level::Strong)),
    }));
    lines.push(say(&TutorText::JoinWhen {
        when: speech.when(profile.when),
    }));
    lines.push(say(&TutorText::JoinHow {
        format: speech.format(profile.format),
    }));
    lines.push(say(&TutorText::JoinPlaces {
        count: profile.places.into(),
    }));
    if !profile.sentence.is_empty() {
        lines.push(say(&TutorText::JoinSentence {
            text: one_line(&escape(&profile.sentence), SENTENCE_MOST * 2),
        }));
    }
    if let Some(pause) = tutor.pause {
        lines.push(say(&match (pause.cause, pause.until) {
            (PauseCause::Role | PauseCause::Left, _) => TutorText::JoinPausedRole,
            (_, Some(until)) => TutorText::JoinPausedUntil {
                time: Speech::time(until),
            },
            (_, None) => TutorText::JoinPaused,
        }));
    }
    lines
}

async fn page(caller: &Caller<'_>, tutor: &Tutor, word: Option<TutorText>) -> Result<Value, Reply> {
    let actor = caller.actor()?;
    let speech = caller.speech();
    let say = |text: &TutorText| caller.say(text);
    let settings = caller.ours(caller.bot.guilds.settings(actor.guild).await)?;
    let mut text: Vec<String> = word.iter().map(say).collect();
    text.push(format!("**{}**", say(&TutorText::JoinTitle)));
    text.push(say(&match tutor.state {
        TutorState::Drafted => TutorText::JoinPage,
        TutorState::Applied => TutorText::JoinPageApplied,
        TutorState::Approved => TutorText::JoinPageApproved,
        TutorState::Refused => TutorText::JoinPageRefused,
    }));
    text.push(String::new());
    text.extend(lines(speech, tutor));
    if tutor.state == TutorState::Approved {
        let own = caller.ours(caller.bot.tutors.own(actor.guild, actor.user).await)?;
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        text.push(say(&TutorText::JoinLoad {
            now: count(own.talks.len()),
        }));
        text.push(say(&TutorText::JoinHelped { count: own.helped }));
    }
    Ok(json!({
        "content": text.join("\n"),
        "embeds": [],
        "components": components(caller, tutor, &settings),
    }))
}

fn components(caller: &Caller<'_>, tutor: &Tutor, settings: &Settings) -> Vec<Value> {
    let speech = caller.speech();
    let say = |text: &TutorText| caller.say(text);
    let profile = &tutor.profile;
    let known = |topic: &crate::guilds::Topic| profile.topics.contains_key(topic);
    let all = topic_options(&settings.topics, |topic| known(&topic.name));
    let topics = json!({
        "type": 3,
        "custom_id": desk(Desk::Topics).encode(),
        "placeholder": say(&TutorText::JoinTopicsPlaceholder),
        "min_values": 1,
        "max_values": all.len(),
        "options": all,
    });
    let mut rows = vec![row(&topics)];
    let strong: Vec<Value> = profile
        .topics
        .iter()
        .take(25)
        .map(|(topic, level)| {
            let name = topic.as_str();
            json!({"label": name, "value": name, "default": *level == Level::Strong})
        })
        .collect();
    if !strong.is_empty() {
        rows.push(row(&json!({
            "type": 3,
            "custom_id": desk(Desk::Strong).encode(),
            "placeholder": say(&TutorText::JoinStrongPlaceholder),
            "min_values": 0,
            "max_values": strong.len(),
            "options": strong,
        })));
    }
    let when = &TutorText::JoinWhenPlaceholder;
    rows.push(row(&when_select(
        speech,
        &desk(Desk::Hours),
        when,
        profile.when,
    )));
    rows.push(row(&how_select(
        speech,
        &desk(Desk::Format),
        profile.format,
    )));
    let mut last = Vec::new();
    if matches!(tutor.state, TutorState::Drafted | TutorState::Refused) {
        last.push((say(&TutorText::JoinApplyButton), 3, desk(Desk::Apply)));
    }
    last.push((say(&TutorText::JoinSelfButton), 2, desk(Desk::Self_)));
    last.push((say(&TutorText::RequestDaysButton), 2, desk(Desk::HoursDays)));
    if tutor.state == TutorState::Approved {
        if tutor.pause.is_some() {
            last.push((say(&TutorText::JoinResumeButton), 1, desk(Desk::Resume)));
        } else {
            last.push((say(&TutorText::JoinPauseButton), 2, desk(Desk::Pause)));
        }
        last.push((say(&TutorText::OwnListButton), 2, desk(Desk::Own)));
    }
    rows.push(buttons(&last));
    rows
}

/// Something was chosen or sent.
pub async fn change(caller: &Caller<'_>, change: ProfileChange, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.change_profile(actor, change).await {
        Ok(tutor) => {
            let word = (tutor.state == TutorState::Approved).then_some(TutorText::JoinSaved);
            Ok(caller.page(page(caller, &tutor, word).await?, in_place))
        }
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

async fn own(caller: &Caller<'_>) -> Result<Tutor, Reply> {
    let actor = caller.actor()?;
    let known = caller
        .bot
        .tutors
        .registration(actor.guild, actor.user)
        .await;
    let known = caller.ours(known)?;
    known.ok_or_else(|| Reply::words(&caller.say(&TutorText::JoinUnknown)))
}

/// 「曜日ごとに選ぶ」.
pub async fn days(caller: &Caller<'_>) -> Said {
    let tutor = own(caller).await?;
    let id = desk(Desk::HoursSet);
    let select = days_select(caller.speech(), &id, tutor.profile.when);
    let back = (
        caller.say(&TutorText::RequestBackButton),
        2,
        desk(Desk::Join),
    );
    Ok(Reply::Update(json!({
        "content": caller.say(&TutorText::RequestDays),
        "embeds": [],
        "components": [row(&select), buttons(&[back])],
    })))
}

/// The form of how many people at a time, and the sentence.
pub async fn self_form(caller: &Caller<'_>) -> Said {
    let tutor = own(caller).await?;
    let say = |text: &TutorText| caller.say(text);
    let mut places = input(
        PLACES_FIELD,
        &say(&TutorText::JoinPlacesLabel),
        None,
        false,
        2,
    );
    fill(&mut places, &tutor.profile.places.to_string());
    let mut sentence = input(
        SENTENCE_FIELD,
        &say(&TutorText::JoinSentenceLabel),
        Some(&say(&TutorText::JoinSentencePlaceholder)),
        true,
        SENTENCE_MOST,
    );
    fill(&mut sentence, &tutor.profile.sentence);
    Ok(Reply::Form(json!({
        "custom_id": desk(Desk::Self_).encode(),
        "title": say(&TutorText::JoinSelfForm),
        "components": [row(&places), row(&sentence)],
    })))
}

/// That form was sent.
pub async fn self_sent(
    caller: &Caller<'_>,
    places: &str,
    sentence: String,
    in_place: bool,
) -> Said {
    // What is no number is no number of people.
    let places = written::figure(places).map_or(0, u32::from);
    let new = ProfileChange::Self_ { places, sentence };
    change(caller, new, in_place).await
}

/// 「登録を申し込む」.
pub async fn apply(caller: &Caller<'_>) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.apply(actor).await {
        Ok(_) => Ok(Reply::settled(&caller.say(&TutorText::JoinApplied))),
        Err(fault) => refused(caller, fault, true).await,
    }
}

/// The form of how long the break is.
pub async fn pause_form(caller: &Caller<'_>) -> Said {
    own(caller).await?;
    let say = |text: &TutorText| caller.say(text);
    let label = say(&TutorText::JoinPauseLabel);
    let example = say(&TutorText::JoinPauseExample);
    let field = input(UNTIL_FIELD, &label, Some(&example), false, 20);
    Ok(Reply::Form(json!({
        "custom_id": desk(Desk::Pause).encode(),
        "title": say(&TutorText::JoinPauseForm),
        "components": [row(&field)],
    })))
}

/// 「お休み」, until a day as people write it.
pub async fn pause(caller: &Caller<'_>, until: &str, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let guilds = &caller.bot.guilds;
    let until = if until.trim().is_empty() {
        None
    } else {
        let today = caller.ours(guilds.today(actor.guild).await)?;
        let Ok(date) = written::date(until, today) else {
            let text = one_line(&escape(until.trim()), 40);
            return Err(Reply::words(
                &caller.say(&TutorText::JoinDateUnread { text }),
            ));
        };
        // The day itself is one of rest.
        let back = date.succ_opt().unwrap_or(date);
        Some(caller.ours(guilds.morning_of(actor.guild, back).await)?)
    };
    match caller.bot.tutors.pause(actor, until).await {
        Ok(_) => {
            let words = match until {
                Some(until) => TutorText::JoinPausedUntilDone {
                    time: Speech::time(until),
                },
                None => TutorText::JoinPausedDone,
            };
            Ok(caller.words_in_place(&words, in_place))
        }
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

/// 「再開」.
pub async fn resume(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    match caller.bot.tutors.resume(actor).await {
        Ok(_) => Ok(caller.words_in_place(&TutorText::JoinResumedDone, in_place)),
        Err(fault) => refused(caller, fault, in_place).await,
    }
}

/// What a refusal is, in words.
pub fn refusal_words(refusal: JoinRefusal) -> TutorText {
    let most = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    match refusal {
        JoinRefusal::SwitchedOff => TutorText::JoinSwitchedOff,
        JoinRefusal::Unknown => TutorText::JoinUnknown,
        JoinRefusal::NotStaff => TutorText::TutorsForStaff,
        JoinRefusal::Lacks(Lacks::Topics) => TutorText::JoinLacksTopics,
        JoinRefusal::Lacks(Lacks::Hours) => TutorText::JoinLacksHours,
        JoinRefusal::Before(TutorState::Approved) => TutorText::JoinBeforeApproved,
        JoinRefusal::Before(_) => TutorText::JoinBeforeApplied,
        JoinRefusal::UnknownTopic => TutorText::JoinUnknownTopic,
        JoinRefusal::Places => TutorText::JoinPlacesUnfit {
            most: PLACES_MOST.into(),
        },
        JoinRefusal::TooLong => TutorText::JoinTooLong {
            most: most(SENTENCE_MOST),
        },
        JoinRefusal::Past => TutorText::JoinPast,
        JoinRefusal::NoTutor => TutorText::JoinNoTutor,
        JoinRefusal::NotPaused => TutorText::JoinNotPaused,
        JoinRefusal::NoRole => TutorText::JoinNoRole,
    }
}

/// Why it cannot be; the page stays, with the words above it.
async fn refused(caller: &Caller<'_>, fault: Fault<JoinRefusal>, in_place: bool) -> Said {
    let refusal = match fault {
        Fault::Ours(error) => return Err(caller.our_fault(&error)),
        Fault::Refused(refusal) => refusal,
    };
    let words = refusal_words(refusal);
    let actor = caller.actor()?;
    let known = caller
        .bot
        .tutors
        .registration(actor.guild, actor.user)
        .await;
    match caller.ours(known)? {
        Some(tutor) if refusal != JoinRefusal::SwitchedOff => {
            let page = page(caller, &tutor, Some(words)).await?;
            Ok(caller.page(page, in_place))
        }
        _ => Ok(caller.words_in_place(&words, in_place)),
    }
}

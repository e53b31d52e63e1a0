//! 「わたしのページ」: what is under way for somebody, what comes next, and where to change it.

use serde_json::{Value, json};

use super::help::my_questions;
use super::{choose, tell};
use crate::discord::courses;
use crate::discord::custom_id::{CourseDesk, CustomId, Desk, MemberIdent, TutorIdent};
use crate::discord::questions::card::{reference, state_words};
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::discord::text::{escape, one_line};
use crate::guilds::Topic;
use crate::i18n::MemberText;
use crate::questions::State;
use crate::questions::finding::{Scope, Shelf, Turn};
use crate::tutors::TutorState;

/// How many of each are shown line by line.
const LISTED: usize = 3;

fn count(all: usize) -> i64 {
    i64::try_from(all).unwrap_or(i64::MAX)
}

/// The heading of a part and its first lines.
fn part(caller: &Caller<'_>, heading: &MemberText, mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(LISTED);
    lines.truncate(LISTED);
    if more > 0 {
        lines.push(caller.say(&MemberText::MeMore { count: count(more) }));
    }
    lines.insert(0, caller.say(heading));
    lines
}

/// The page.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let mut lines = vec![format!("**{}**", caller.say(&MemberText::MeTitle))];
    lines.extend(questions(caller).await?);
    let tutors = &caller.bot.tutors;
    let mut own = caller.ours(tutors.own(actor.guild, actor.user).await)?;
    // Whoever has only looked at the form is no tutor.
    own.registration
        .take_if(|tutor| tutor.state == TutorState::Drafted);
    let speech = caller.speech();
    let asked = own.asked.iter().map(|request| {
        caller.say(&MemberText::MeRequest {
            number: request.number,
            topic: escape(request.topic.as_str()),
            state: speech.state(request),
        })
    });
    let heading = match own.asked.len() {
        0 => MemberText::MeRequestsNone,
        n => MemberText::MeRequests { count: count(n) },
    };
    lines.extend(part(caller, &heading, asked.collect()));
    lines.extend(joined(caller).await?);
    if let Some(tutor) = &own.registration {
        lines.push(caller.say(&MemberText::MeTutor {
            talks: count(own.talks.len()),
            places: tutor.profile.places.into(),
            offers: count(own.offered.len()),
        }));
        lines.push(caller.say(&MemberText::MeTutorHelped {
            helped: own.helped,
            thanks: own.thanks,
        }));
        lines.push(caller.say(&MemberText::MeTutorHours {
            when: speech.when(tutor.profile.when),
        }));
    }
    let guilds = &caller.bot.guilds;
    let belongs = caller.ours(guilds.capabilities(actor).await)?.programmes;
    let programmes = caller.ours(guilds.programmes(actor.guild).await)?;
    let theirs = programmes
        .iter()
        .filter(|programme| belongs.contains(&programme.id));
    if let Some(names) = choose::names(theirs.map(|programme| programme.name.as_str())) {
        lines.push(caller.say(&MemberText::MeProgrammes { names }));
    }
    let interests = choose::own_interests(caller).await?;
    if let Some(names) = choose::names(interests.iter().map(Topic::as_str)) {
        lines.push(caller.say(&MemberText::MeInterests { names }));
    }
    let wishes = caller
        .ours(caller.bot.members.find(actor.user).await)?
        .wishes;
    lines.push(caller.say(&MemberText::MeTelling {
        way: tell::way(caller, wishes),
    }));
    let body = json!({
        "content": courses::card::cut(&lines.join("\n"), 2000),
        "embeds": [],
        "components": doors(caller, own.registration.is_some()),
    });
    Ok(caller.page(body, in_place))
}

/// What can be opened from there.
fn doors(caller: &Caller<'_>, is_tutor: bool) -> [Value; 3] {
    let say = |text: &MemberText| caller.say(text);
    let desk = |desk| CustomId::Tutor(TutorIdent::Desk(desk));
    let own_things = [
        (say(&MemberText::MeQuestionsButton), 2, my_questions()),
        (say(&MemberText::MeRequestsButton), 2, desk(Desk::Own)),
        (
            say(&MemberText::MeCoursesButton),
            2,
            CustomId::course_desk(CourseDesk::Mine),
        ),
    ];
    let choices = [
        (
            say(&MemberText::MeProgrammesButton),
            2,
            CustomId::Member(MemberIdent::Programmes),
        ),
        (
            say(&MemberText::MeInterestsButton),
            2,
            CustomId::Member(MemberIdent::Interests),
        ),
    ];
    let mut others = vec![(
        say(&MemberText::MeTellingButton),
        2,
        CustomId::Member(MemberIdent::Tell),
    )];
    if is_tutor {
        others.push((say(&MemberText::MeTutorButton), 2, desk(Desk::Join)));
    }
    others.push((
        say(&MemberText::MeDataButton),
        2,
        CustomId::Member(MemberIdent::Data),
    ));
    others.push((
        say(&MemberText::PanelHelpButton),
        2,
        CustomId::Member(MemberIdent::Help),
    ));
    [buttons(&own_things), buttons(&choices), buttons(&others)]
}

/// The questions that are not settled.
async fn questions(caller: &Caller<'_>) -> Result<Vec<String>, Reply> {
    let actor = caller.actor()?;
    let own = Shelf {
        scope: Scope::Mine,
        topic: None,
    };
    let page = caller.bot.questions.page(actor, &own, Turn::Newest).await;
    let page = caller.ours(page)?;
    let open = |state| matches!(state, State::Open | State::Answered);
    let lines: Vec<String> = page
        .questions
        .iter()
        .filter(|question| open(question.state))
        .map(|question| {
            caller.say(&MemberText::MeQuestion {
                question: reference(question),
                state: caller.say(&state_words(question.state)),
            })
        })
        .collect();
    let heading = match lines.len() {
        0 => MemberText::MeQuestionsNone,
        n => MemberText::MeQuestions { count: count(n) },
    };
    Ok(part(caller, &heading, lines))
}

/// The courses that one has joined and that are still to come.
async fn joined(caller: &Caller<'_>) -> Result<Vec<String>, Reply> {
    let actor = caller.actor()?;
    let speech = courses::speech_for(caller).await?;
    let views = caller.ours(caller.bot.courses.mine(actor).await)?;
    let lines: Vec<String> = views
        .iter()
        .map(|view| {
            caller.say(&MemberText::MeCourse {
                title: one_line(&escape(&view.course.details.title), 60),
                when: courses::own::next(&view.sessions, &view.away, speech),
                standing: speech.standing(view.standing, view.position),
            })
        })
        .collect();
    let heading = match lines.len() {
        0 => MemberText::MeCoursesNone,
        n => MemberText::MeCourses { count: count(n) },
    };
    Ok(part(caller, &heading, lines))
}

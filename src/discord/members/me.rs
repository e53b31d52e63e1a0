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
use crate::tutors::TutorState;

/// How many of each are shown line by line.
const LISTED: usize = 3;

fn count(all: usize) -> i64 {
    i64::try_from(all).unwrap_or(i64::MAX)
}

/// The heading of a part and its first lines, of so many in all.
fn part(
    caller: &Caller<'_>,
    heading: &MemberText,
    mut lines: Vec<String>,
    all: i64,
) -> Vec<String> {
    lines.truncate(LISTED);
    let more = all - count(lines.len());
    if more > 0 {
        lines.push(caller.say(&MemberText::MeMore { count: more }));
    }
    lines.insert(0, caller.say(heading));
    lines
}

/// The way to it from elsewhere.
pub fn me_button(caller: &Caller<'_>) -> (String, u8, CustomId) {
    let me = CustomId::Member(MemberIdent::Me);
    (caller.say(&MemberText::PanelMeButton), 2, me)
}

/// The page.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let mut lines = vec![format!("**{}**", caller.say(&MemberText::MeTitle))];
    lines.extend(questions(caller).await?);
    let tutors = &caller.bot.tutors;
    let mut own = caller.ours(tutors.own(actor.guild, actor.user).await)?;
    // Whoever has only applied is no tutor.
    own.registration
        .take_if(|tutor| tutor.state != TutorState::Approved);
    let speech = caller.speech();
    let asked = own.asked.iter().map(|request| {
        caller.say(&MemberText::MeRequest {
            number: request.number,
            topic: escape(request.topic.as_str()),
            state: speech.state(request),
        })
    });
    let all = count(own.asked.len());
    let heading = match all {
        0 => MemberText::MeRequestsNone,
        count => MemberText::MeRequests { count },
    };
    lines.extend(part(caller, &heading, asked.collect(), all));
    lines.extend(joined(caller).await?);
    if let Some(tutor) = &own.registration {
        lines.push(caller.say(&MemberText::MeTutor {
            talks: count(own.talks.len()),
            places: tutor.profile.places.into(),
            offers: count(own.offered.len()),
        }));
        if tutor.pause.is_some() {
            lines.push(caller.say(&MemberText::MeTutorPaused));
        }
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
    lines.extend(choose::waits_for(caller).await?);
    let interests = choose::own_interests(caller).await?;
    if let Some(names) = choose::names(interests.iter().map(Topic::as_str)) {
        lines.push(caller.say(&MemberText::MeInterests { names }));
    }
    let member = caller.ours(caller.bot.members.find(actor.user).await)?;
    lines.push(caller.say(&MemberText::MeTelling {
        way: tell::way(caller, member.wishes, member.reach.dms_closed),
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
    let questions = &caller.bot.questions;
    let most = count(LISTED);
    let unsettled = questions.unsettled_of(actor.guild, actor.user, most).await;
    let (newest, all) = caller.ours(unsettled)?;
    let lines: Vec<String> = newest
        .iter()
        .map(|question| {
            caller.say(&MemberText::MeQuestion {
                question: reference(question),
                state: caller.say(&state_words(question.state)),
            })
        })
        .collect();
    let heading = match all {
        0 => MemberText::MeQuestionsNone,
        count => MemberText::MeQuestions { count },
    };
    Ok(part(caller, &heading, lines, all))
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
    let all = count(lines.len());
    let heading = match all {
        0 => MemberText::MeCoursesNone,
        count => MemberText::MeCourses { count },
    };
    Ok(part(caller, &heading, lines, all))
}

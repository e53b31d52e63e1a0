//! The figures of a course, and a draft of an article about it.

use serde_json::json;

use super::card::{act, cut};
use super::{CourseSpeech, faults, speech_for};
use crate::courses::feedback::{Quote, Results};
use crate::courses::reporting::{CourseReport, SessionReport, Totals};
use crate::discord::custom_id::CourseAct;
use crate::discord::reply::{Caller, Reply, Said, buttons};
use crate::discord::text::{escape, mention, one_line};
use crate::i18n::CourseText;
use crate::ids::{CourseId, UserId};

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Hundredths with their point: 4.33.
fn hundredths(number: usize) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// `/course report`
pub async fn numbered(caller: &Caller<'_>, number: i64) -> Said {
    let actor = caller.actor()?;
    let found = caller.ours(caller.bot.courses.numbered(actor, number).await)?;
    let Some(id) = found else {
        return Err(faults::with_list(caller, &CourseText::ReportUnknown));
    };
    show(caller, id).await
}

/// The figures, with the draft as a file.
pub async fn show(caller: &Caller<'_>, id: CourseId) -> Said {
    let actor = caller.actor()?;
    let report = caller.ours(caller.bot.courses.report(actor, id).await)?;
    let Some(report) = report else {
        return Err(Reply::words(&caller.say(&CourseText::PlanNotStaff)));
    };
    let speech = speech_for(caller).await?;
    let back = act(CourseAct::Page, &report.course);
    let row = [(caller.say(&CourseText::ManageButton), 2, back)];
    let number = report.course.number;
    let (article, named) = article(speech, &report);
    let mut text = figures(speech, &report);
    if !named.is_empty() {
        let named = named.iter().enumerate().map(|(at, user)| {
            caller.say(&CourseText::ReportNamedOne {
                number: whole(at + 1),
                person: mention(*user),
            })
        });
        let people = speech.list(&named.collect::<Vec<_>>());
        let line = caller.say(&CourseText::ReportNamed { people });
        text = format!("{line}\n{text}");
    }
    let data = json!({
        "content": cut(&text, 2000),
        "components": [buttons(&row)],
    });
    let name = caller.say(&CourseText::ReportFileName { number });
    Ok(Reply::file(data, name, article.into_bytes()))
}

fn figures(speech: CourseSpeech<'_>, report: &CourseReport) -> String {
    let say = |text: &CourseText| speech.say(text);
    let totals = Totals::of(report.sessions.iter());
    let mut lines = vec![
        format!(
            "**{}**",
            say(&CourseText::ReportTitle {
                number: report.course.number,
                title: escape(&report.course.details.title),
            })
        ),
        say(&CourseText::ReportPeople {
            people: whole(totals.people),
        }),
        say(&CourseText::ReportAttendances {
            count: totals.attendances,
            others: totals.walk_ins,
        }),
        say(&CourseText::ReportViewers {
            count: totals.viewers,
        }),
    ];
    lines.push(say(&CourseText::ReportDraftNote));
    let results = report.results();
    let (figures, words) = feedback(speech, &results);
    lines.extend(figures);
    lines.extend(report.sessions.iter().map(|one| session(speech, one)));
    lines.extend(words);
    lines.join("\n")
}

fn session(speech: CourseSpeech<'_>, report: &SessionReport) -> String {
    let tally = &report.tally;
    speech.say(&CourseText::ReportSession {
        span: speech.span(&report.session),
        signed: whole(tally.signed_up.len()),
        came: whole(tally.came.len()),
        absent: whole(tally.absent.len()),
        excused: whole(tally.excused.len()),
        unknown: whole(tally.unknown.len()),
        walked: whole(tally.walked_in.len()) + tally.walk_ins,
    })
}

/// The figures of what was said, and the words.
fn feedback(speech: CourseSpeech<'_>, results: &Results) -> (Vec<String>, Vec<String>) {
    let say = |text: &CourseText| speech.say(text);
    let Some((mean, rate)) = results.mean().zip(results.rate()) else {
        return (vec![say(&CourseText::ReportNoFeedback)], Vec::new());
    };
    let [one, two, three, four, five] = results.given.map(whole);
    let figures = vec![
        say(&CourseText::ReportFeedback {
            count: whole(results.count()),
            asked: whole(results.asked),
            rate: whole(rate),
            mean: hundredths(mean),
        }),
        say(&CourseText::ReportGiven {
            five,
            four,
            three,
            two,
            one,
        }),
    ];
    let mut lines = Vec::new();
    for (heading, quotes) in [
        (CourseText::ReportHelped, &results.helped),
        (CourseText::ReportNext, &results.next),
    ] {
        if !quotes.is_empty() {
            lines.push(format!("**{}**", say(&heading)));
            lines.extend(quotes.iter().map(|quote| {
                let text = one_line(&escape(&quote.text), 120);
                say(&match quote.by {
                    Some(by) => CourseText::ReportQuoteBy {
                        text,
                        by: mention(by),
                    },
                    None => CourseText::ReportQuote { text },
                })
            }));
        }
    }
    (figures, lines)
}

/// The draft of an article: what everybody may read.
/// With it those who may be named, by their numbers in it: a file shows no names.
fn article(speech: CourseSpeech<'_>, report: &CourseReport) -> (String, Vec<UserId>) {
    let say = |text: &CourseText| speech.say(text);
    let details = &report.course.details;
    let totals = Totals::of(report.sessions.iter());
    let results = report.results();
    let dates: Vec<String> = report
        .sessions
        .iter()
        .map(|one| speech.span(&one.session))
        .collect();
    let mut lines = vec![
        say(&CourseText::ArticleTitle {
            title: details.title.clone(),
        }),
        String::new(),
        say(&CourseText::ArticleWhen {
            dates: speech.list(&dates),
        }),
        say(&CourseText::ArticleWhere {
            place: details.place.clone(),
        }),
        String::new(),
        say(&CourseText::ArticleNumbers),
        String::new(),
        say(&CourseText::ArticlePeople {
            people: whole(totals.people),
        }),
        say(&CourseText::ArticleAttendances {
            count: totals.attendances,
        }),
    ];
    if totals.viewers > 0 {
        let count = totals.viewers;
        lines.push(say(&CourseText::ArticleViewers { count }));
    }
    if let Some(mean) = results.mean() {
        lines.push(say(&CourseText::ArticleSatisfaction {
            mean: hundredths(mean),
            count: whole(results.count()),
        }));
    }
    if !details.description.is_empty() {
        lines.push(String::new());
        lines.push(say(&CourseText::ArticleAbout));
        lines.push(String::new());
        lines.push(details.description.clone());
    }
    lines.push(String::new());
    lines.push(say(&CourseText::ArticleVoices));
    lines.push(String::new());
    let released = |quote: &&Quote| quote.released;
    let quotes: Vec<&Quote> = results
        .helped
        .iter()
        .chain(&results.next)
        .filter(released)
        .collect();
    if quotes.is_empty() {
        lines.push(say(&CourseText::ArticleNoVoices));
    }
    let mut named = Vec::new();
    for quote in quotes {
        let text = quote.text.replace('\n', " ");
        lines.push(say(&match quote.by {
            Some(by) => CourseText::ArticleQuoteBy {
                text,
                number: number_of(&mut named, by),
            },
            None => CourseText::ArticleQuote { text },
        }));
        lines.push(String::new());
    }
    let mut text = lines.join("\n");
    text.truncate(text.trim_end().len());
    text.push('\n');
    (text, named)
}

/// The number of somebody who may be named.
fn number_of(named: &mut Vec<UserId>, user: UserId) -> i64 {
    let known = named.iter().position(|known| *known == user);
    let at = known.unwrap_or_else(|| {
        named.push(user);
        named.len() - 1
    });
    whole(at + 1)
}

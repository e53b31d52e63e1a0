//! Planning: the forms of a course, and what is done when one was sent or something chosen.

use serde_json::{Value, json};

use super::card::cut;
use super::page::{self, CODE, NOBODY};
use super::{faults, speech_for};
use crate::courses::dates::people;
use crate::courses::model::{DESCRIPTION_MOST, Details, LINK_MOST, PLACE_MOST, TITLE_MOST};
use crate::courses::reminders::Before;
use crate::courses::times::Times;
use crate::courses::{Course, CourseState, dates};
use crate::discord::custom_id::{CourseAct, CourseDesk, CourseIdent, CustomId};
use crate::discord::questions::ask::{fill, input};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::escape;
use crate::i18n::CourseText;
use crate::ids::{CourseId, ProgrammeId, RoleId};

/// The names of the forms' fields.
pub const TITLE_FIELD: &str = "title";
pub const DESCRIPTION_FIELD: &str = "description";
pub const PLACE_FIELD: &str = "place";
pub const LINK_FIELD: &str = "link";
pub const CAPACITY_FIELD: &str = "capacity";
pub const UNTIL_FIELD: &str = "until";
pub const DATES_FIELD: &str = "dates";
pub const SERIES_FIELD: &str = "series";
pub const EXCEPT_FIELD: &str = "except";

/// Most characters of what was sent and could not be taken.
const SENT_MOST: usize = 900;
/// Most characters of a line in a form.
const LINE: usize = 100;
/// Most characters of all the dates.
const DATES: usize = 2000;

/// A field of a form: its name, label, example, whether it is long, most characters, what
/// stands in it.
struct Field<'a> {
    name: &'a str,
    label: CourseText,
    example: Option<CourseText>,
    long: bool,
    most: usize,
    value: &'a str,
    required: bool,
}

fn form(caller: &Caller<'_>, id: CourseIdent, title: &CourseText, fields: &[Field<'_>]) -> Reply {
    let rows: Vec<Value> = fields
        .iter()
        .map(|field| {
            let example = field.example.as_ref().map(|text| caller.say(text));
            let label = caller.say(&field.label);
            let mut shown = input(
                field.name,
                &label,
                example.as_deref(),
                field.long,
                field.most,
            );
            shown["required"] = json!(field.required);
            fill(&mut shown, field.value);
            row(&shown)
        })
        .collect();
    Reply::Form(json!({
        "custom_id": CustomId::Course(id).encode(),
        "title": caller.say(title),
        "components": rows,
    }))
}

fn about_fields<'a>(title: &'a str, description: &'a str) -> [Field<'a>; 2] {
    [
        Field {
            name: TITLE_FIELD,
            label: CourseText::PlanFormTitle,
            example: None,
            long: false,
            most: TITLE_MOST,
            value: title,
            required: true,
        },
        Field {
            name: DESCRIPTION_FIELD,
            label: CourseText::PlanFormDescription,
            example: None,
            long: true,
            most: DESCRIPTION_MOST,
            value: description,
            required: false,
        },
    ]
}

/// `/course create`: the form of a new course, for staff.
pub async fn begin_form(caller: &Caller<'_>, number: u32) -> Said {
    let actor = caller.actor()?;
    let may = caller.ours(caller.bot.guilds.capabilities(actor).await)?;
    if !may.staff && may.staff_of.is_empty() {
        return Err(Reply::words(&caller.say(&CourseText::PlanNotStaff)));
    }
    let fields = about_fields("", "");
    let id = CourseIdent::Form(number);
    Ok(form(caller, id, &CourseText::PlanForm, &fields))
}

/// That form was sent: the draft's page follows.
pub async fn begun(
    caller: &Caller<'_>,
    number: u32,
    title: &str,
    description: &str,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let begun = caller
        .bot
        .courses
        .begin(actor, number, title, description)
        .await;
    let course = faults::staff(caller, begun).await?;
    page::show(caller, course.id, in_place).await
}

/// A course, for those who see to it.
async fn of_staff(caller: &Caller<'_>, id: CourseId) -> Result<Course, Reply> {
    let actor = caller.actor()?;
    let view = caller.ours(caller.bot.courses.view(actor, id).await)?;
    match view {
        Some(view) if view.is_staff => Ok(view.course),
        Some(_) => Err(Reply::words(&caller.say(&CourseText::PlanNotStaff))),
        None => Err(faults::with_list(caller, &CourseText::PlanUnknown)),
    }
}

/// The form of title and text.
pub async fn about_form(caller: &Caller<'_>, id: CourseId) -> Said {
    let Course {
        details, version, ..
    } = of_staff(caller, id).await?;
    let fields = about_fields(&details.title, &details.description);
    let id = CourseIdent::Edit(CourseAct::About, id, version);
    Ok(form(caller, id, &CourseText::PlanForm, &fields))
}

/// The form of place, link and number of places.
pub async fn place_form(caller: &Caller<'_>, id: CourseId) -> Said {
    let Course {
        details, version, ..
    } = of_staff(caller, id).await?;
    let capacity = details.capacity.map(|most| most.to_string());
    let field = |name, label, example, most, value| Field {
        name,
        label,
        example,
        long: false,
        most,
        value,
        required: name == PLACE_FIELD,
    };
    let fields = [
        field(
            PLACE_FIELD,
            CourseText::PlanFormPlace,
            None,
            PLACE_MOST,
            details.place.as_str(),
        ),
        field(
            LINK_FIELD,
            CourseText::PlanFormLink,
            Some(CourseText::PlanFormLinkExample),
            LINK_MOST,
            details.link.as_deref().unwrap_or_default(),
        ),
        field(
            CAPACITY_FIELD,
            CourseText::PlanFormCapacity,
            None,
            10,
            capacity.as_deref().unwrap_or_default(),
        ),
    ];
    let id = CourseIdent::Edit(CourseAct::Place, id, version);
    Ok(form(caller, id, &CourseText::PlanFormPlaceTitle, &fields))
}

/// The form of until when one can sign up.
pub async fn until_form(caller: &Caller<'_>, id: CourseId) -> Said {
    let Course {
        details, version, ..
    } = of_staff(caller, id).await?;
    let zone = speech_for(caller).await?.zone;
    let value = details.deadline.map(|at| dates::print_until(at, zone));
    let fields = [Field {
        name: UNTIL_FIELD,
        label: CourseText::PlanFormUntil,
        example: Some(CourseText::PlanFormUntilExample),
        long: false,
        most: LINE,
        value: value.as_deref().unwrap_or_default(),
        required: false,
    }];
    let id = CourseIdent::Edit(CourseAct::Until, id, version);
    Ok(form(caller, id, &CourseText::PlanFormUntilTitle, &fields))
}

/// The form of a draft's sessions, with those that were read so far; of a published course that
/// of more.
pub async fn dates_form(caller: &Caller<'_>, id: CourseId) -> Said {
    let course = of_staff(caller, id).await?;
    let zone = speech_for(caller).await?.zone;
    let found = caller.ours(caller.bot.courses.find(course.guild, id).await)?;
    let sessions = found.map(|(_, sessions)| sessions).unwrap_or_default();
    let lines: Vec<String> = sessions
        .iter()
        .map(|session| {
            let span = dates::Span {
                starts_at: session.starts_at,
                ends_at: Some(session.ends_at),
            };
            dates::print_span(&span, zone)
        })
        .collect();
    let is_draft = course.state == CourseState::Draft;
    let value = if is_draft {
        lines.join("\n")
    } else {
        String::new()
    };
    let fields = [
        Field {
            name: DATES_FIELD,
            label: CourseText::PlanFormDates,
            example: Some(CourseText::PlanFormDatesExample),
            long: true,
            most: DATES,
            value: &value,
            required: true,
        },
        Field {
            name: SERIES_FIELD,
            label: CourseText::PlanFormSeries,
            example: Some(CourseText::PlanFormSeriesExample),
            long: false,
            most: LINE,
            value: "",
            required: false,
        },
        Field {
            name: EXCEPT_FIELD,
            label: CourseText::PlanFormExcept,
            example: Some(CourseText::PlanFormExceptExample),
            long: false,
            most: 4 * LINE,
            value: "",
            required: false,
        },
    ];
    let id = CourseIdent::Edit(CourseAct::Dates, id, course.version);
    let title = if is_draft {
        CourseText::PlanFormDatesTitle
    } else {
        CourseText::PageAddButton
    };
    Ok(form(caller, id, &title, &fields))
}

/// The page after a change, or, below why it was not made, as it was: what is there can be
/// pressed again.
async fn after<T>(
    caller: &Caller<'_>,
    id: CourseId,
    done: Result<T, crate::fault::Fault<crate::courses::planning::Refusal>>,
    sent: &str,
    in_place: bool,
) -> Said {
    use crate::courses::planning::Refusal;
    use crate::fault::Fault;
    let word = match done {
        Ok(_) => None,
        Err(Fault::Refused(why @ (Refusal::Unknown | Refusal::NotStaff))) => {
            return faults::staff::<Reply>(caller, Err(Fault::Refused(why))).await;
        }
        Err(Fault::Refused(why)) => {
            let speech = speech_for(caller).await?;
            let mut word = format!("⚠️ {}", caller.say(&faults::refusal(speech, &why)));
            if !sent.is_empty() {
                // Nobody writes it all again for one slip.
                let text = format!("```\n{}\n```", cut(&sent.replace('`', "'"), SENT_MOST));
                word = format!("{word}\n{}", caller.say(&CourseText::PlanSent { text }));
            }
            Some(word)
        }
        Err(Fault::Ours(error)) => return Err(caller.our_fault(&error)),
    };
    page::show_with(caller, id, word, in_place).await
}

/// Changes the details of a course, if it is still in this version, and shows its page.
async fn change_details(
    caller: &Caller<'_>,
    course: (CourseId, Option<i64>),
    change: impl FnOnce(&mut Details) + Send,
    sent: &str,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let done = caller.bot.courses.change(actor, course, change).await;
    after(caller, course.0, done, sent, in_place).await
}

/// Title and text were sent.
pub async fn about(
    caller: &Caller<'_>,
    (id, version): (CourseId, i64),
    title: String,
    description: String,
    in_place: bool,
) -> Said {
    let sent = format!("{title}\n{description}");
    let change = |details: &mut Details| {
        details.title = title;
        details.description = description;
    };
    change_details(caller, (id, Some(version)), change, &sent, in_place).await
}

/// Place, link and number of places were sent.
pub async fn place(
    caller: &Caller<'_>,
    (id, version): (CourseId, i64),
    place: String,
    link: String,
    capacity: &str,
    in_place: bool,
) -> Said {
    let sent = format!("{place}\n{link}\n{capacity}");
    // What is no number is 0, which no course takes.
    let capacity = people(capacity).map(|count| count.unwrap_or(0));
    let change = |details: &mut Details| {
        details.place = place;
        details.link = Some(link);
        details.capacity = capacity;
    };
    change_details(caller, (id, Some(version)), change, &sent, in_place).await
}

/// Until when one can sign up was sent.
pub async fn until(
    caller: &Caller<'_>,
    (id, version): (CourseId, i64),
    text: &str,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let done = caller
        .bot
        .courses
        .set_deadline(actor, (id, version), text)
        .await;
    after(caller, id, done, text.trim(), in_place).await
}

/// The sessions of a draft were sent, or more for a published course.
pub async fn dates(
    caller: &Caller<'_>,
    (id, version): (CourseId, i64),
    times: Times,
    in_place: bool,
) -> Said {
    let actor = caller.actor()?;
    let courses = &caller.bot.courses;
    let is_draft = of_staff(caller, id).await?.state == CourseState::Draft;
    let sent = [&times.dates, &times.series, &times.except].map(String::as_str);
    let sent = sent.join("\n");
    let done = match courses.read_times(actor, &times).await {
        Ok(spans) if is_draft => {
            let done = courses.set_sessions(actor, (id, Some(version)), &spans);
            done.await.map(|(course, _)| course)
        }
        Ok(spans) => courses.add_sessions(actor, (id, version), &spans).await,
        Err(fault) => Err(fault),
    };
    after(caller, id, done, sent.trim(), in_place).await
}

/// A role was chosen, or none.
pub async fn role(caller: &Caller<'_>, id: CourseId, role: Option<RoleId>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    // Everybody has the role with the server's own id.
    let role = role.filter(|role| role.get() != actor.guild.get());
    let change = |details: &mut Details| details.role = role;
    change_details(caller, (id, None), change, "", in_place).await
}

/// A programme was chosen, or all.
pub async fn programme(caller: &Caller<'_>, id: CourseId, chosen: &str, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let known = caller.ours(caller.bot.guilds.programmes(actor.guild).await)?;
    let programme = chosen.parse().ok().map(ProgrammeId);
    let programme = programme.filter(|id| known.iter().any(|programme| programme.id == *id));
    if programme.is_none() && chosen != NOBODY {
        return page::show(caller, id, in_place).await;
    }
    let change = |details: &mut Details| details.programme = programme;
    change_details(caller, (id, None), change, "", in_place).await
}

/// Reminders, and how attendance is noted, were chosen.
pub async fn remind(caller: &Caller<'_>, id: CourseId, chosen: &[String], in_place: bool) -> Said {
    let reminders: Vec<Before> = Before::ALL
        .iter()
        .filter(|(_, name)| chosen.iter().any(|one| one == name))
        .map(|(before, _)| *before)
        .collect();
    let with_code = chosen.iter().any(|one| one == CODE);
    let change = |details: &mut crate::courses::model::Details| {
        details.reminders = reminders;
        details.with_code = with_code;
    };
    change_details(caller, (id, None), change, "", in_place).await
}

/// 「公開する」
pub async fn publish(
    caller: &Caller<'_>,
    (id, version): (CourseId, Option<i64>),
    in_place: bool,
) -> Said {
    use crate::courses::planning::Refusal;
    use crate::fault::Fault;
    let actor = caller.actor()?;
    let before = of_staff(caller, id).await?;
    let now = caller.bot.courses.now();
    let course = (id, version);
    let done = caller.bot.courses.publish(actor, course, None, now).await;
    let course = match done {
        Ok(course) => course,
        Err(Fault::Refused(why)) if why != Refusal::Unknown => {
            let none: Result<(), _> = Err(Fault::Refused(why));
            return after(caller, id, none, "", in_place).await;
        }
        other => faults::staff(caller, other).await?,
    };
    let word = if before.state == crate::courses::CourseState::Draft {
        CourseText::Published {
            title: escape(&course.details.title),
            channel: course
                .channel
                .map(|id| format!("<#{id}>"))
                .unwrap_or_default(),
        }
    } else {
        CourseText::PublishAlready
    };
    page::show_with(caller, id, Some(caller.say(&word)), in_place).await
}

/// 「下書きを捨てる」: asks back.
pub async fn discard(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let course = of_staff(caller, id).await?;
    let title = escape(&course.details.title);
    let act = |act| CustomId::on_course(act, id);
    let yes = (&CourseText::DiscardYesButton, act(CourseAct::DiscardYes));
    let back = act(CourseAct::Page);
    let page = page::ask_back(caller, &CourseText::DiscardAsk { title }, yes, back);
    Ok(caller.page(page, in_place))
}

/// The draft goes.
pub async fn discarded(caller: &Caller<'_>, id: CourseId, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let done = caller.bot.courses.discard(actor, id).await;
    let course = faults::staff(caller, done).await?;
    let text = CourseText::Discarded {
        title: escape(&course.details.title),
    };
    let list = CustomId::course_desk(CourseDesk::List);
    let row = [(caller.say(&CourseText::CoursesButton), 2, list)];
    let page = json!({
        "content": caller.say(&text),
        "embeds": [],
        "components": [buttons(&row)],
    });
    Ok(caller.page(page, in_place))
}

/// 「複製する」
pub async fn copy(caller: &Caller<'_>, id: CourseId, form: u32) -> Said {
    let actor = caller.actor()?;
    let done = caller.bot.courses.duplicate(actor, id, form).await;
    let course = faults::staff(caller, done).await?;
    page::show(caller, course.id, false).await
}

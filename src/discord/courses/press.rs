//! What is pressed, selected or sent about courses → its handler.

use poise::serenity_prelude as serenity;
use serenity::ComponentInteractionDataKind as Kind;

use super::{attend, change, count, feedback, join, own, page, plan, report};
use crate::courses::times::Times;
use crate::discord::Bot;
use crate::discord::commands::field;
use crate::discord::custom_id::{CourseAct, CourseDesk, CourseIdent, CustomId, SessionAct};
use crate::discord::reply::{Caller, Reply, Said};
use crate::i18n::Text;
use crate::ids::{CourseId, RoleId, SessionId, UserId};

/// Lets the line know of presses of 「参加する」 in the order in which Discord tells of them: the
/// tasks in which they are handled come in any. What is lost here is only that order.
pub fn announce(context: &serenity::Context, bot: &Bot) {
    let courses = bot.courses.clone();
    let callback = move |event: &serenity::Event| {
        if let serenity::Event::InteractionCreate(event) = event
            && let serenity::Interaction::Component(press) = &event.interaction
            && press.guild_id.is_some()
            && let Some(id) = CustomId::decode(&press.data.custom_id)
            && id.agrees()
        {
            courses.join_announced(press.id.get());
        }
        true
    };
    let callback = serenity::CollectorCallback(Box::new(callback));
    context.shard.add_collector(callback);
}

fn stale(caller: &Caller<'_>) -> Reply {
    Reply::words(&caller.say(&Text::StaleButton))
}

fn values(press: &serenity::ComponentInteraction) -> &[String] {
    match &press.data.kind {
        Kind::StringSelect { values } => values,
        _ => &[],
    }
}

fn people(press: &serenity::ComponentInteraction) -> Vec<UserId> {
    match &press.data.kind {
        Kind::UserSelect { values } => values.iter().map(|id| UserId::new(id.get())).collect(),
        _ => Vec::new(),
    }
}

/// A button was pressed or something selected. `in_place` tells whether it stood in a private
/// answer.
pub async fn pressed(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: CourseIdent,
    in_place: bool,
) -> Said {
    let first = || values(press).first().cloned().unwrap_or_default();
    match id {
        CourseIdent::Desk(desk) => match desk {
            CourseDesk::List => own::list(caller, in_place).await,
            CourseDesk::Mine => own::mine(caller, in_place).await,
            CourseDesk::MineFile => own::my_file(caller).await,
            CourseDesk::New => own::new(caller).await,
            CourseDesk::Pick => match first().parse() {
                Ok(id) => own::see(caller, CourseId(id), in_place).await,
                Err(_) => Err(stale(caller)),
            },
        },
        CourseIdent::Course(act, id) => on_course(caller, press, act, id, in_place).await,
        CourseIdent::Session(act, id) => on_session(caller, press, act, id, in_place).await,
        CourseIdent::Copy(id, form) => plan::copy(caller, id, form).await,
        CourseIdent::Move(id, planned_at, from, to) => {
            change::moved(caller, (id, planned_at), from, to, in_place).await
        }
        CourseIdent::Edit(CourseAct::Publish, id, version) => {
            plan::publish(caller, (id, Some(version)), in_place).await
        }
        CourseIdent::Rate(id, rating) => feedback::rate(caller, id, rating).await,
        CourseIdent::Notice(id) => own::of_notice(caller, Some(id), None).await,
        CourseIdent::Call(id) => own::of_notice(caller, None, Some(id)).await,
        CourseIdent::Form(_) | CourseIdent::Edit(..) => Err(stale(caller)),
    }
}

async fn on_course(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    act: CourseAct,
    id: CourseId,
    in_place: bool,
) -> Said {
    match act {
        CourseAct::See => own::see(caller, id, in_place).await,
        CourseAct::Join => join::join(caller, id, press.id.get(), in_place).await,
        CourseAct::Leave => join::leave(caller, id, in_place).await,
        CourseAct::LeaveYes => join::left(caller, id, in_place).await,
        CourseAct::Decline => join::decline(caller, id).await,
        CourseAct::File => own::course_file(caller, id).await,
        CourseAct::Page => page::show(caller, id, in_place).await,
        CourseAct::About => plan::about_form(caller, id).await,
        CourseAct::Place => plan::place_form(caller, id).await,
        CourseAct::Dates => plan::dates_form(caller, id).await,
        CourseAct::Until => plan::until_form(caller, id).await,
        CourseAct::Role => {
            let chosen = match &press.data.kind {
                Kind::RoleSelect { values } => values.first().map(|id| RoleId::new(id.get())),
                _ => None,
            };
            plan::role(caller, id, chosen, in_place).await
        }
        CourseAct::Programme => {
            let chosen = values(press).first().cloned().unwrap_or_default();
            plan::programme(caller, id, &chosen, in_place).await
        }
        CourseAct::Remind => plan::remind(caller, id, values(press), in_place).await,
        CourseAct::Session => {
            let chosen = values(press).first().map_or("", String::as_str);
            let turn = chosen.strip_prefix(page::TURN).map(str::parse);
            match (chosen.parse(), turn) {
                (Ok(id), _) => count::show(caller, SessionId(id), in_place).await,
                (_, Some(Ok(from))) => page::show_from(caller, id, from, in_place).await,
                _ => Err(stale(caller)),
            }
        }
        CourseAct::Publish => plan::publish(caller, (id, None), in_place).await,
        CourseAct::Discard => plan::discard(caller, id, in_place).await,
        CourseAct::DiscardYes => plan::discarded(caller, id, in_place).await,
        CourseAct::Cancel => change::cancel(caller, id, in_place).await,
        CourseAct::CancelYes => change::cancelled(caller, id, in_place).await,
        CourseAct::Report => report::show(caller, id).await,
        CourseAct::Who => page::who(caller, id, in_place).await,
    }
}

async fn on_session(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    act: SessionAct,
    id: SessionId,
    in_place: bool,
) -> Said {
    match act {
        SessionAct::Skip => join::skip(caller, id).await,
        SessionAct::GiveUp => join::give_up(caller, id).await,
        SessionAct::Unskip => join::unskip(caller, id, in_place).await,
        SessionAct::Here => attend::here(caller, id).await,
        SessionAct::Link => own::link(caller, id).await,
        SessionAct::SessionFile => own::session_file(caller, id).await,
        SessionAct::Count => count::show(caller, id, in_place).await,
        SessionAct::Came => count::marked(caller, id, &people(press), true, in_place).await,
        SessionAct::Absent => count::marked(caller, id, &people(press), false, in_place).await,
        SessionAct::Rest => count::rest(caller, id, in_place).await,
        SessionAct::Numbers => count::numbers_form(caller, id).await,
        SessionAct::Move => change::move_form(caller, id).await,
        SessionAct::Off => change::off(caller, id, in_place).await,
        SessionAct::OffYes => change::off_done(caller, id, in_place).await,
        SessionAct::Say => feedback::form(caller, id).await,
        SessionAct::QuoteYes => feedback::released(caller, id, true, false, in_place).await,
        SessionAct::QuoteName => feedback::released(caller, id, true, true, in_place).await,
        SessionAct::QuoteNo => feedback::released(caller, id, false, false, in_place).await,
    }
}

/// A form was sent. `in_place` tells whether it was opened from a private answer.
pub async fn sent(
    caller: &Caller<'_>,
    form: &serenity::ModalInteraction,
    id: CourseIdent,
    in_place: bool,
) -> Said {
    let text = |name: &str| field(form, name);
    match id {
        CourseIdent::Form(number) => {
            let (title, description) = (text(plan::TITLE_FIELD), text(plan::DESCRIPTION_FIELD));
            plan::begun(caller, number, &title, &description, in_place).await
        }
        CourseIdent::Edit(CourseAct::About, id, version) => {
            let (title, description) = (text(plan::TITLE_FIELD), text(plan::DESCRIPTION_FIELD));
            plan::about(caller, (id, version), title, description, in_place).await
        }
        CourseIdent::Edit(CourseAct::Place, id, version) => {
            let (place, link) = (text(plan::PLACE_FIELD), text(plan::LINK_FIELD));
            let capacity = text(plan::CAPACITY_FIELD);
            plan::place(caller, (id, version), place, link, &capacity, in_place).await
        }
        CourseIdent::Edit(CourseAct::Dates, id, version) => {
            let times = Times {
                dates: text(plan::DATES_FIELD),
                series: text(plan::SERIES_FIELD),
                except: text(plan::EXCEPT_FIELD),
            };
            plan::dates(caller, (id, version), times, in_place).await
        }
        CourseIdent::Edit(CourseAct::Until, id, version) => {
            plan::until(caller, (id, version), &text(plan::UNTIL_FIELD), in_place).await
        }
        CourseIdent::Session(SessionAct::Here, id) => {
            attend::checked_in(caller, id, Some(&text(attend::CODE_FIELD))).await
        }
        CourseIdent::Session(SessionAct::Numbers, id) => {
            let (walk_ins, viewers) = (text(count::WALK_INS_FIELD), text(count::VIEWERS_FIELD));
            count::numbers(caller, id, &walk_ins, &viewers, in_place).await
        }
        CourseIdent::Session(SessionAct::Move, id) => {
            change::move_sent(caller, id, &text(plan::DATES_FIELD), in_place).await
        }
        CourseIdent::Session(SessionAct::Say, id) => {
            let (helped, next) = (text(feedback::HELPED_FIELD), text(feedback::NEXT_FIELD));
            feedback::said(caller, id, helped, next, in_place).await
        }
        _ => Err(stale(caller)),
    }
}

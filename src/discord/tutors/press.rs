//! What is pressed, selected or sent about tutors → its handler.

use std::collections::BTreeSet;

use poise::serenity_prelude as serenity;
use serenity::ComponentInteractionDataKind as Kind;

use crate::discord::commands::field;
use crate::discord::custom_id::{Desk, OfferAct, RequestAct, TutorAct, TutorIdent};
use crate::discord::reply::{Caller, Reply, Said};
use crate::i18n::{Text, TutorText};
use crate::ids::{ChannelId, RequestId, TutorId, UserId};
use crate::tutors::joining::ProfileChange;
use crate::tutors::model::Format;
use crate::tutors::overseeing::Hidden;
use crate::tutors::requesting::Choice;

use super::request::{days_of, had_always, week_of};
use super::{change, feedback, join, look, offer, own, request, status};

/// The values of a select of ours.
fn values(kind: &Kind) -> &[String] {
    match kind {
        Kind::StringSelect { values } => values,
        _ => &[],
    }
}

/// The people of a select; a bot is nobody.
fn people(press: &serenity::ComponentInteraction) -> Vec<UserId> {
    let Kind::UserSelect { values } = &press.data.kind else {
        return Vec::new();
    };
    let users = &press.data.resolved.users;
    values
        .iter()
        .filter(|id| users.get(id).is_none_or(|user| !user.bot))
        .map(|id| UserId::new(id.get()))
        .collect()
}

fn stale(caller: &Caller<'_>) -> Reply {
    Reply::words(&caller.say(&Text::StaleButton))
}

/// Something was pressed or selected.
pub async fn pressed(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: TutorIdent,
    in_place: bool,
) -> Said {
    match id {
        TutorIdent::Desk(desk) => at_desk(caller, press, desk, in_place).await,
        TutorIdent::Request(act, id) => acted(caller, press, act, id, in_place).await,
        TutorIdent::Rate(id, rating) => feedback::rated(caller, id, rating).await,
        TutorIdent::Offer(act, id) => match act {
            OfferAct::Accept => offer::accept(caller, id).await,
            OfferAct::Decline => offer::decline(caller, id).await,
            OfferAct::Reason => Ok(offer::reason_form(caller, id)),
        },
        TutorIdent::Tutor(act, id) => match act {
            TutorAct::See => status::tutor(caller, id, in_place).await,
            TutorAct::Approve => status::decide(caller, id, true).await,
            TutorAct::Refuse => status::decide(caller, id, false).await,
        },
        TutorIdent::Notice(id) => own::of_notice(caller, id).await,
        TutorIdent::From(id) => request::from_question(caller, id).await,
        TutorIdent::Form(_) => Err(stale(caller)),
    }
}

async fn at_desk(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    desk: Desk,
    in_place: bool,
) -> Said {
    let chosen = values(&press.data.kind);
    let first = || chosen.first().cloned().unwrap_or_default();
    let week = || week_of(chosen, had_always(press));
    match desk {
        Desk::Start => own::start(caller).await,
        Desk::New => request::begin(caller, caller.actor()?.user, in_place).await,
        Desk::Other => request::other_topic(caller, in_place).await,
        Desk::Topic => request::choose(caller, Choice::Topic(first()), in_place).await,
        Desk::Page => request::back(caller).await,
        Desk::When => request::choose(caller, Choice::When(week()), in_place).await,
        Desk::Days => request::days(caller).await,
        Desk::DaysSet => request::choose(caller, Choice::When(days_of(chosen)), in_place).await,
        Desk::How => match Format::from_name(&first()) {
            Some(format) => request::choose(caller, Choice::Format(format), in_place).await,
            None => Err(stale(caller)),
        },
        Desk::Not => {
            let people: BTreeSet<UserId> = people(press).into_iter().collect();
            request::choose(caller, Choice::Excluded(people), in_place).await
        }
        Desk::Write => request::write(caller).await,
        Desk::Own => own::show(caller, in_place).await,
        Desk::Pick => match first().parse() {
            Ok(id) => own::see(caller, RequestId(id), in_place).await,
            Err(_) => Err(stale(caller)),
        },
        Desk::Join => join::show(caller, in_place).await,
        Desk::Topics => {
            let topics = ProfileChange::Topics(chosen.to_vec());
            join::change(caller, topics, in_place).await
        }
        Desk::Strong => {
            let strong = ProfileChange::Strong(chosen.to_vec());
            join::change(caller, strong, in_place).await
        }
        Desk::Hours => join::change(caller, ProfileChange::When(week()), in_place).await,
        Desk::HoursDays => join::days(caller).await,
        Desk::HoursSet => {
            join::change(caller, ProfileChange::When(days_of(chosen)), in_place).await
        }
        Desk::Format => match Format::from_name(&first()) {
            Some(format) => join::change(caller, ProfileChange::Format(format), in_place).await,
            None => Err(stale(caller)),
        },
        Desk::Self_ => join::self_form(caller).await,
        Desk::Apply => join::apply(caller).await,
        Desk::Pause => join::pause_form(caller).await,
        Desk::Resume => join::resume(caller, in_place).await,
        Desk::Status => status::show(caller, in_place).await,
        Desk::PickTutor => match first().parse() {
            Ok(id) => status::tutor(caller, TutorId(id), in_place).await,
            Err(_) => Err(stale(caller)),
        },
    }
}

async fn acted(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    act: RequestAct,
    id: RequestId,
    in_place: bool,
) -> Said {
    match act {
        RequestAct::See => own::see(caller, id, in_place).await,
        RequestAct::Cancel => change::cancel(caller, id).await,
        RequestAct::CancelYes => change::cancelled(caller, id, false).await,
        RequestAct::CancelNo | RequestAct::BackNo => change::kept(caller, id).await,
        RequestAct::Close => change::close(caller, id).await,
        RequestAct::CloseYes => change::cancelled(caller, id, true).await,
        RequestAct::End | RequestAct::GoOn if is_left(caller, press, id, in_place).await? => {
            Err(Reply::words(&caller.say(&TutorText::TalkMoved)))
        }
        RequestAct::End => change::end(caller, id).await,
        RequestAct::GoOn => change::go_on(caller, id).await,
        RequestAct::Back => change::back(caller, id).await,
        RequestAct::BackYes => change::handed_back(caller, id, false).await,
        RequestAct::Free => change::handed_back(caller, id, true).await,
        RequestAct::Hand => change::hand(caller, id).await,
        RequestAct::HandTo => {
            let chosen = people(press).into_iter().next();
            change::handed(caller, id, chosen).await
        }
        RequestAct::AgainYes => feedback::again(caller, id, true).await,
        RequestAct::AgainNo => feedback::again(caller, id, false).await,
        RequestAct::Word => feedback::word_form(caller, id).await,
        RequestAct::KeepYes => feedback::keep(caller, id, true).await,
        RequestAct::KeepNo => feedback::keep(caller, id, false).await,
        RequestAct::Memo => feedback::memo_form(caller, id).await,
        RequestAct::Excluded => look::form(caller, id, Hidden::Excluded).await,
        RequestAct::About => look::form(caller, id, Hidden::About).await,
    }
}

/// Whether it was pressed in a room that the talk has left: what is said there is not about
/// the talk that goes on elsewhere.
async fn is_left(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: RequestId,
    in_place: bool,
) -> Result<bool, Reply> {
    if in_place {
        return Ok(false);
    }
    let guild = caller.actor()?.guild;
    let request = caller.ours(caller.bot.tutors.find(guild, id).await)?;
    let thread = request.and_then(|request| request.thread);
    Ok(thread.is_some_and(|thread| thread != ChannelId::new(press.channel_id.get())))
}

/// A form was sent. `in_place` tells whether it was opened from a private answer.
pub async fn sent(
    caller: &Caller<'_>,
    form: &serenity::ModalInteraction,
    id: TutorIdent,
    in_place: bool,
) -> Said {
    let text = |name: &str| field(form, name);
    match id {
        TutorIdent::Form(number) => {
            let about = text(request::ABOUT_FIELD);
            request::sent(caller, number, &about, in_place).await
        }
        TutorIdent::Offer(OfferAct::Reason, id) => {
            offer::reason_sent(caller, id, &text(offer::REASON_FIELD)).await
        }
        TutorIdent::Request(RequestAct::Word, id) => {
            let (word, note) = (text(feedback::WORD_FIELD), text(feedback::NOTE_FIELD));
            feedback::worded(caller, id, word, note, in_place).await
        }
        TutorIdent::Request(RequestAct::Memo, id) => {
            feedback::noted(caller, id, text(feedback::MEMO_FIELD)).await
        }
        TutorIdent::Request(RequestAct::Excluded, id) => {
            look::shown(caller, id, Hidden::Excluded, &text(look::REASON_FIELD)).await
        }
        TutorIdent::Request(RequestAct::About, id) => {
            look::shown(caller, id, Hidden::About, &text(look::REASON_FIELD)).await
        }
        TutorIdent::Desk(Desk::Self_) => {
            let (places, sentence) = (text(join::PLACES_FIELD), text(join::SENTENCE_FIELD));
            join::self_sent(caller, &places, sentence, in_place).await
        }
        TutorIdent::Desk(Desk::Pause) => {
            join::pause(caller, &text(join::UNTIL_FIELD), in_place).await
        }
        _ => Err(stale(caller)),
    }
}

//! What is pressed, selected or sent about questions → its handler.

use poise::serenity_prelude as serenity;
use serenity::ComponentInteractionDataKind as Kind;

use crate::i18n::Text;
use crate::ids::{ChannelId, FaqId, MessageId, QuestionId, UserId};
use crate::questions::speaking::Voice;

use super::super::commands::field;
use super::super::custom_id::{Act, AskId, CustomId, FaqIdent, ListId};
use super::super::reply::{Caller, Reply, Said};
use super::record::Target;
use super::{ask, change, faq, list, menu, record, speak};

/// A message as serenity gives it.
#[must_use]
pub fn target(message: &serenity::Message) -> Target {
    Target {
        message: MessageId::new(message.id.get()),
        channel: ChannelId::new(message.channel_id.get()),
        author: UserId::new(message.author.id.get()),
        is_bot: message.author.bot,
        content: message.content.clone(),
    }
}

/// The first value of a select of ours.
fn value(kind: &Kind) -> &str {
    match kind {
        Kind::StringSelect { values } => values.first().map_or("", String::as_str),
        _ => "",
    }
}

/// The person of a select, and whether it is a bot.
fn person(press: &serenity::ComponentInteraction) -> Option<(UserId, bool)> {
    let Kind::UserSelect { values } = &press.data.kind else {
        return None;
    };
    let id = values.first()?;
    let known = press.data.resolved.users.get(id);
    Some((UserId::new(id.get()), known.is_some_and(|user| user.bot)))
}

/// Something was pressed or selected.
pub async fn pressed(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: CustomId,
    in_place: bool,
) -> Said {
    let chosen = value(&press.data.kind);
    match id {
        CustomId::Ask(id) => asking(caller, press, id, chosen).await,
        CustomId::Question(act, id) => acted(caller, press, act, id, in_place).await,
        CustomId::List(ListId::Page(shelf, turn)) => {
            list::show(caller, &shelf, turn, in_place).await
        }
        CustomId::List(ListId::Scope(topic)) => {
            list::scope_chosen(caller, chosen, topic, in_place).await
        }
        CustomId::List(ListId::Pick) => match chosen.parse() {
            Ok(id) => menu::open(caller, QuestionId(id), false).await,
            Err(_) => Err(stale(caller)),
        },
        CustomId::List(ListId::Open) => list::command(caller, None, None).await,
        CustomId::Faq(id) => in_faq(caller, id, chosen, in_place).await,
        CustomId::RemakeAll(loss) => change::remake_all(caller, loss).await,
        CustomId::Speak(_)
        | CustomId::DmsOpened
        | CustomId::ByMention
        | CustomId::Setup(_)
        | CustomId::Tutor(_)
        | CustomId::Course(_)
        | CustomId::Member(_)
        | CustomId::LooksBefore(_)
        | CustomId::Agree(_) => Err(stale(caller)),
    }
}

fn stale(caller: &Caller<'_>) -> Reply {
    Reply::words(&caller.say(&Text::StaleButton))
}

async fn asking(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    id: AskId,
    chosen: &str,
) -> Said {
    match id {
        AskId::Start => ask::start(caller).await,
        AskId::Topic(wish) => ask::topic_chosen(caller, chosen, wish, true).await,
        AskId::Name(wish) => ask::named(caller, wish).await,
        AskId::Again(source) => ask::again(caller, source).await,
        AskId::Anyway(source, wish) => ask::anyway(caller, source, wish).await,
        AskId::Solved(source) => ask::solved(caller, source).await,
        AskId::Record(message) => {
            // Discord gives the message that ours answers, unless it is gone.
            let original = press.message.referenced_message.as_deref();
            let original = original.filter(|original| MessageId::new(original.id.get()) == message);
            record::record(caller, original.map(target)).await
        }
        AskId::Form(..) => Err(stale(caller)),
    }
}

async fn acted(
    caller: &Caller<'_>,
    press: &serenity::ComponentInteraction,
    act: Act,
    id: QuestionId,
    in_place: bool,
) -> Said {
    match act {
        Act::Resolve => change::resolve(caller, id).await,
        Act::Reopen => change::reopen(caller, id).await,
        Act::Withdraw => change::withdraw(caller, id).await,
        Act::WithdrawYes => change::withdraw_yes(caller, id).await,
        Act::WithdrawNo => change::withdraw_no(caller, id).await,
        Act::Follow => change::follow(caller, id).await,
        Act::Unfollow => change::unfollow(caller, id).await,
        Act::Menu => menu::open(caller, id, in_place).await,
        Act::Edit => change::edit(caller, id).await,
        Act::Assign => change::assign(caller, id).await,
        Act::AssignTo => change::assigned(caller, id, person(press)).await,
        Act::Move => change::choose_topic(caller, id).await,
        Act::MoveTo => change::moved(caller, id, value(&press.data.kind)).await,
        Act::Merge => change::choose_merge(caller, id).await,
        Act::Promote => faq::promote(caller, id).await,
        Act::Remake => change::remake(caller, id).await,
        Act::Looks => speak::looks(caller, id).await,
        Act::Say => speak::form(caller, id, Voice::Asker).await,
        Act::Answer => speak::form(caller, id, Voice::Staff).await,
    }
}

async fn in_faq(caller: &Caller<'_>, id: FaqIdent, chosen: &str, in_place: bool) -> Said {
    match id {
        FaqIdent::Open => faq::page(caller, 0, in_place).await,
        FaqIdent::Page(page) => faq::page(caller, page, in_place).await,
        FaqIdent::Pick => match chosen.parse() {
            Ok(id) => faq::entry(caller, FaqId(id), in_place).await,
            Err(_) => Err(stale(caller)),
        },
        FaqIdent::Search => Ok(faq::search_form(caller)),
        FaqIdent::Entry(id) => faq::entry(caller, id, in_place).await,
        FaqIdent::Edit(id, _) => faq::edit(caller, id).await,
        FaqIdent::Up(id) => faq::moved(caller, id, true, in_place).await,
        FaqIdent::Down(id) => faq::moved(caller, id, false, in_place).await,
        FaqIdent::Retire(id) => faq::retire(caller, id).await,
        FaqIdent::RetireYes(id) => faq::retired(caller, id).await,
    }
}

/// A form was sent. `in_place` tells whether it was opened from a private answer.
pub async fn sent(
    caller: &Caller<'_>,
    form: &serenity::ModalInteraction,
    id: CustomId,
    in_place: bool,
) -> Said {
    let text = |name: &str| field(form, name);
    match id {
        CustomId::Ask(AskId::Form(number, wish, topic)) => {
            let sent = ask::Sent {
                form: number,
                wish,
                topic,
                title: text(ask::TITLE_FIELD),
                body: text(ask::BODY_FIELD),
            };
            ask::sent(caller, sent, in_place).await
        }
        CustomId::Question(Act::Edit, id) => {
            let (title, body) = (text(ask::TITLE_FIELD), text(ask::BODY_FIELD));
            change::edited(caller, id, &title, &body).await
        }
        CustomId::Question(Act::Merge, id) => {
            change::merged(caller, id, &text(change::NUMBER_FIELD)).await
        }
        CustomId::Question(Act::Promote, id) => {
            let (title, answer) = (text(faq::TITLE_FIELD), text(faq::ANSWER_FIELD));
            faq::promoted(caller, id, &title, &answer).await
        }
        CustomId::Speak(speaks) => speak::spoken(caller, speaks, &text(speak::WORD_FIELD)).await,
        CustomId::Faq(FaqIdent::Search) => {
            faq::search(caller, text(faq::WORDS_FIELD).trim(), in_place).await
        }
        CustomId::Faq(FaqIdent::Edit(id, version)) => {
            let (title, answer) = (text(faq::TITLE_FIELD), text(faq::ANSWER_FIELD));
            faq::edited(caller, (id, version), &title, &answer, in_place).await
        }
        _ => Err(stale(caller)),
    }
}

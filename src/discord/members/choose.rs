//! Choosing one's programmes and interests.

use serde_json::{Value, json};

use super::consent;
use crate::discord::courses;
use crate::discord::custom_id::{CustomId, FaqIdent, MemberIdent};
use crate::discord::reply::{Caller, Reply, Said, buttons, row};
use crate::discord::text::escape;
use crate::guilds::Topic;
use crate::guilds::programmes::Programme;
use crate::i18n::{MemberText, Text};
use crate::ids::RoleId;
use crate::members::MemberRole;

/// The page with a select, if there is anything to select.
fn page(
    caller: &Caller<'_>,
    lines: &[String],
    id: MemberIdent,
    placeholder: &MemberText,
    options: &[Value],
) -> Value {
    let mut rows = Vec::new();
    if !options.is_empty() {
        rows.push(row(&json!({
            "type": 3,
            "custom_id": CustomId::Member(id).encode(),
            "placeholder": caller.say(placeholder),
            "min_values": 0,
            "max_values": options.len(),
            "options": options,
        })));
    }
    rows.push(buttons(&[
        (
            caller.say(&MemberText::PanelMeButton),
            2,
            CustomId::Member(MemberIdent::Me),
        ),
        (
            caller.say(&Text::PanelFaqButton),
            2,
            CustomId::Faq(FaqIdent::Open),
        ),
        (
            caller.say(&MemberText::PanelHelpButton),
            2,
            CustomId::Member(MemberIdent::Help),
        ),
    ]));
    json!({"content": lines.join("\n"), "embeds": [], "components": rows})
}

/// Most characters of the names of what somebody has chosen.
const NAMES_MOST: usize = 600;

/// Names in a line, as far as there is room for them; `None` without any.
pub fn names<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = names.map(escape).collect();
    (!names.is_empty()).then(|| courses::card::cut(&names.join("、"), NAMES_MOST))
}

/// The programmes that run now and can be chosen, each with the role of those who belong to it.
async fn open_programmes(caller: &Caller<'_>) -> Result<Vec<(Programme, RoleId)>, Reply> {
    let guild = caller.actor()?.guild;
    let guilds = &caller.bot.guilds;
    let running = caller.ours(guilds.running(guild).await)?;
    let found = caller.ours(guilds.find(guild).await)?;
    let places = found.map(|guild| guild.places).unwrap_or_default();
    // A role by which more is given is for staff to give.
    let gives_more = [places.staff_role, places.tutor_role];
    Ok(running
        .into_iter()
        .filter_map(|programme| programme.role.map(|role| (programme, role)))
        .filter(|(_, role)| !gives_more.contains(&Some(*role)))
        .collect())
}

/// The programmes, as they are chosen.
pub async fn programmes(caller: &Caller<'_>, in_place: bool) -> Said {
    let open = open_programmes(caller).await?;
    let roles = &caller.actor()?.roles;
    let is_theirs = |role: RoleId| roles.contains(&role);
    // There is nothing to leave, but something to join.
    if !open.is_empty() && !open.iter().any(|(_, role)| is_theirs(*role)) {
        let again = CustomId::Member(MemberIdent::Programmes);
        consent::has_agreed(caller, Some(again)).await?;
    }
    let waiting = waiting(caller, &open).await?;
    let page = programmes_page(caller, &open, (is_theirs, waiting), in_place);
    Ok(page)
}

/// The names of those that were chosen and whose role could not be given so far.
async fn waiting(
    caller: &Caller<'_>,
    open: &[(Programme, RoleId)],
) -> Result<Option<String>, Reply> {
    let actor = caller.actor()?;
    let wishes = caller.bot.members.wishes(actor.guild, actor.user).await;
    let wishes = caller.ours(wishes)?;
    let is_wanted = |role: RoleId| wishes.iter().any(|wish| wish.held && wish.role == role);
    let waiting = open
        .iter()
        .filter(|(_, role)| is_wanted(*role) && !actor.roles.contains(role));
    Ok(names(waiting.map(|(programme, _)| programme.name.as_str())))
}

/// The same in a line, for one's own page.
pub async fn waits_for(caller: &Caller<'_>) -> Result<Option<String>, Reply> {
    let open = open_programmes(caller).await?;
    let waiting = waiting(caller, &open).await?;
    Ok(waiting.map(|names| caller.say(&MemberText::ProgrammesWaiting { names })))
}

fn programmes_page(
    caller: &Caller<'_>,
    open: &[(Programme, RoleId)],
    (is_theirs, waiting): (impl Fn(RoleId) -> bool, Option<String>),
    in_place: bool,
) -> Reply {
    let options: Vec<Value> = open
        .iter()
        .map(|(programme, role)| {
            json!({
                "label": programme.name,
                "value": programme.id.to_string(),
                "default": is_theirs(*role),
            })
        })
        .collect();
    let chosen = open.iter().filter(|(_, role)| is_theirs(*role));
    let mut lines = vec![caller.say(&MemberText::ProgrammesTitle)];
    lines.push(caller.say(&match open {
        [] => MemberText::ProgrammesNone,
        _ => MemberText::ProgrammesWords,
    }));
    if !open.is_empty() {
        let names = names(chosen.map(|(programme, _)| programme.name.as_str()));
        lines.push(caller.say(&match names {
            Some(names) => MemberText::ProgrammesChosen { names },
            None => MemberText::ProgrammesChosenNone,
        }));
        lines.extend(waiting.map(|names| caller.say(&MemberText::ProgrammesWaiting { names })));
    }
    let placeholder = &MemberText::ProgrammesPlaceholder;
    let id = MemberIdent::ProgrammesSet;
    let page = page(caller, &lines, id, placeholder, &options);
    caller.page(page, in_place)
}

/// These were chosen, and no others.
pub async fn set_programmes(caller: &Caller<'_>, chosen: &[String], in_place: bool) -> Said {
    let open = open_programmes(caller).await?;
    let actor = caller.actor()?;
    let is_chosen = |programme: &Programme| chosen.contains(&programme.id.to_string());
    // What they chose a moment ago may still be on its way.
    let wanted = caller.bot.members.wishes(actor.guild, actor.user).await;
    let wanted = caller.ours(wanted)?;
    let has = |role: RoleId| {
        let last = wanted.iter().find(|wish| wish.role == role);
        last.map_or_else(|| actor.roles.contains(&role), |wish| wish.held)
            || actor.roles.contains(&role)
    };
    let wishes: Vec<MemberRole> = open
        .iter()
        .filter(|(programme, role)| has(*role) != is_chosen(programme))
        .map(|(programme, role)| MemberRole {
            guild: actor.guild,
            user: actor.user,
            role: *role,
            held: is_chosen(programme),
        })
        .collect();
    if wishes.iter().any(|wish| wish.held) {
        consent::has_agreed(caller, None).await?;
    }
    caller.ours(caller.bot.members.want_roles(&wishes).await)?;
    let theirs: Vec<RoleId> = open
        .iter()
        .filter(|(programme, _)| is_chosen(programme))
        .map(|(_, role)| *role)
        .collect();
    let is_theirs = |role| theirs.contains(&role);
    Ok(programmes_page(caller, &open, (is_theirs, None), in_place))
}

/// The topics of the server in which somebody is interested.
pub async fn own_interests(caller: &Caller<'_>) -> Result<Vec<Topic>, Reply> {
    let actor = caller.actor()?;
    let chosen = caller.bot.members.interests(actor.guild, actor.user).await;
    let chosen = caller.ours(chosen)?;
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    let topics = caller.ours(caller.bot.guilds.topics(actor.guild).await)?;
    let is_chosen = |topic: &Topic| chosen.iter().any(|name| name == topic.as_str());
    Ok(topics.into_iter().filter(is_chosen).collect())
}

/// The topics of the server, as they are chosen.
pub async fn interests(caller: &Caller<'_>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let topics = caller.ours(caller.bot.guilds.topics(actor.guild).await)?;
    let chosen = own_interests(caller).await?;
    let options: Vec<Value> = topics
        .iter()
        .map(|topic| {
            json!({
                "label": topic.as_str(),
                "value": topic.as_str(),
                "default": chosen.contains(topic),
            })
        })
        .collect();
    let now = names(chosen.iter().map(Topic::as_str));
    let lines = [
        MemberText::InterestsTitle,
        MemberText::InterestsWords,
        match now {
            Some(names) => MemberText::InterestsChosen { names },
            None => MemberText::InterestsChosenNone,
        },
    ];
    let lines = lines.map(|line| caller.say(&line));
    let placeholder = &MemberText::InterestsPlaceholder;
    let id = MemberIdent::InterestsSet;
    let page = page(caller, &lines, id, placeholder, &options);
    Ok(caller.page(page, in_place))
}

/// These were chosen, and no others; what the server does not know any more is left out.
pub async fn set_interests(caller: &Caller<'_>, chosen: &[String], in_place: bool) -> Said {
    let actor = caller.actor()?;
    let topics = caller.ours(caller.bot.guilds.topics(actor.guild).await)?;
    let names = topics.iter().map(|topic| topic.as_str().to_owned());
    let chosen: Vec<String> = names.filter(|name| chosen.contains(name)).collect();
    let members = &caller.bot.members;
    caller.ours(members.choose(actor.guild, actor.user, &chosen).await)?;
    interests(caller, in_place).await
}

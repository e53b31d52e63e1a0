//! What is wrong in a server, in words: the cause, and how to mend it.

use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use crate::config::Community;
use crate::discord::custom_id::{CustomId, SetupId};
use crate::discord::reply::buttons;
use crate::discord::text::{escape, one_line};
use crate::guilds::settings::{ChannelUse, RoleUse};
use crate::guilds::{GuildFault, Locale};
use crate::i18n::{Text, Words};

/// Most faults that are shown at once; when they are mended the others follow.
const MOST: usize = 6;

/// What a channel is for.
#[must_use]
pub fn channel_use(channel: ChannelUse) -> Text {
    match channel {
        ChannelUse::Panel => Text::UsePanel,
        ChannelUse::Questions => Text::UseQuestions,
        ChannelUse::Staff => Text::UseStaff,
        ChannelUse::Tutors => Text::UseTutors,
        ChannelUse::Courses => Text::UseCourses,
    }
}

/// What a role is for.
#[must_use]
pub fn role_use(role: RoleUse) -> Text {
    match role {
        RoleUse::Staff => Text::UseRoleStaff,
        RoleUse::Tutor => Text::UseRoleTutor,
        RoleUse::Member => Text::UseRoleMember,
    }
}

/// The permissions by the names that Discord shows.
#[must_use]
pub fn permissions(words: &Words, locale: Locale, lacking: Permissions) -> String {
    let known = [
        (Permissions::VIEW_CHANNEL, Text::PermissionViewChannel),
        (Permissions::SEND_MESSAGES, Text::PermissionSendMessages),
        (Permissions::EMBED_LINKS, Text::PermissionEmbedLinks),
        (
            Permissions::READ_MESSAGE_HISTORY,
            Text::PermissionReadHistory,
        ),
        (
            Permissions::CREATE_PUBLIC_THREADS,
            Text::PermissionCreateThreads,
        ),
        (
            Permissions::CREATE_PRIVATE_THREADS,
            Text::PermissionCreatePrivateThreads,
        ),
        (
            Permissions::SEND_MESSAGES_IN_THREADS,
            Text::PermissionSendInThreads,
        ),
        (Permissions::MANAGE_CHANNELS, Text::PermissionManageChannels),
        (Permissions::MANAGE_ROLES, Text::PermissionManageRoles),
    ];
    let names: Vec<String> = known
        .iter()
        .filter(|(permission, _)| lacking.contains(*permission))
        .map(|(_, text)| words.say(locale, text))
        .collect();
    names.join(&words.say(locale, &Text::ListSeparator))
}

/// One fault.
#[must_use]
pub fn fault(words: &Words, locale: Locale, names: &Community, fault: &GuildFault) -> String {
    let say = |text: &Text| words.say(locale, text);
    let of_channel = |channel: &ChannelUse| say(&channel_use(*channel));
    let of_role = |role: &RoleUse| say(&role_use(*role));
    say(&match fault {
        GuildFault::ChannelGone(channel) => Text::CheckChannelGone {
            purpose: of_channel(channel),
        },
        GuildFault::ChannelMissing(channel) => Text::CheckChannelMissing {
            name: escape(names.channel(*channel)),
        },
        GuildFault::ChannelUnfit(channel, id) => Text::CheckChannelUnfit {
            channel: format!("<#{id}>"),
            purpose: of_channel(channel),
        },
        GuildFault::Permissions(_, id, lacking) => Text::CheckPermissions {
            channel: format!("<#{id}>"),
            permissions: permissions(words, locale, *lacking),
        },
        GuildFault::MayNotDelete(id) => Text::CheckMayNotDelete {
            channel: format!("<#{id}>"),
        },
        GuildFault::StaffChannelOpen(id) => Text::CheckStaffOpen {
            channel: format!("<#{id}>"),
        },
        GuildFault::RoleGone(role) => Text::CheckRoleGone {
            purpose: of_role(role),
        },
        GuildFault::RoleUnfit(role, id) => Text::CheckRoleUnfit {
            role: format!("<@&{id}>"),
            purpose: of_role(role),
        },
        GuildFault::MayNotGiveRoles => Text::CheckMayNotGive,
        GuildFault::RoleAbove(id) => Text::CheckRoleAbove {
            role: format!("<@&{id}>"),
        },
        GuildFault::TopicRoleGone(topic) => Text::CheckTopicRole {
            topic: escape(topic.as_str()),
        },
        GuildFault::MayNotCall(topic, role) => Text::CheckMayNotCall {
            topic: escape(topic.as_str()),
            role: format!("<@&{role}>"),
        },
        GuildFault::ProgrammeRoleGone(_, name) => Text::CheckProgrammeRole {
            name: one_line(&escape(name), 100),
        },
    })
}

/// All of them, one below the other.
#[must_use]
pub fn list(words: &Words, locale: Locale, names: &Community, faults: &[GuildFault]) -> String {
    let shown = faults.iter().take(MOST);
    let lines: Vec<String> = shown
        .map(|one| format!("⚠️ {}", fault(words, locale, names, one)))
        .collect();
    lines.join("\n\n")
}

/// The buttons below faults: check again, and change what was chosen.
#[must_use]
pub fn remedies(words: &Words, locale: Locale) -> Value {
    let button = |text: &Text, style, id| (words.say(locale, text), style, CustomId::Setup(id));
    buttons(&[
        button(&Text::SetupRecheckButton, 1, SetupId::Check),
        button(&Text::SetupOpenButton, 2, SetupId::Open),
    ])
}

/// The word to staff about what has broken.
#[must_use]
pub fn notice(
    words: &Words,
    locale: Locale,
    names: &Community,
    faults: &[GuildFault],
    footer: &str,
) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let listed = list(words, locale, names, faults);
    json!({
        "embeds": [{
            "title": say(&Text::NoticeTitle),
            "description": format!("{}\n\n{listed}", say(&Text::CheckBroken)),
            "footer": {"text": footer},
        }],
        "components": [remedies(words, locale)],
        "allowed_mentions": {"parse": []},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::ids::{ChannelId, ProgrammeId, RoleId};

    #[test]
    fn the_longest_list_fits_into_an_embed_and_an_answer() {
        let words = Words::load().unwrap();
        let names = Config::load(None).unwrap().community;
        let lacking = Permissions::all();
        let id = ChannelId::stored(i64::MAX);
        let faults: Vec<GuildFault> = ChannelUse::ALL
            .into_iter()
            .map(|channel| GuildFault::Permissions(channel, id, lacking))
            .chain([
                GuildFault::StaffChannelOpen(id),
                GuildFault::RoleAbove(RoleId::stored(i64::MAX)),
                GuildFault::ProgrammeRoleGone(ProgrammeId(1), "*".repeat(50)),
            ])
            .collect();
        for locale in [Locale::Ja, Locale::En] {
            let listed = list(&words, locale, &names, &faults);
            let length = listed.chars().count();
            assert!(length < 3800, "{length}");
            assert!(!permissions(&words, locale, lacking).contains("permission"));
        }
    }
}

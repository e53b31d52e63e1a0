//! A word to staff about an effect that was not done: what happened, and which setting
//! to mend.

use serde_json::json;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::Operation;
use super::plan::Plan;
use crate::db::DbError;
use crate::guilds::GuildSettings;
use crate::i18n::Text;
use crate::ids::ChannelId;
use crate::outbox::{Claim, Effect, FailureKind, Outcome, Row};

/// The mark of a notice, and the number by which an operator finds the effect.
fn reference(id: i64) -> String {
    format!("T-{id}")
}

/// Where an effect shows, and the name of the setting that says so.
enum Place {
    Panel,
    Questions,
    Sessions,
    Roles,
    Elsewhere,
}

/// The kinds of places, for telling causes apart.
fn place(effect: Effect) -> Place {
    match effect {
        Effect::Panel => Place::Panel,
        Effect::Commands | Effect::StaffNotice | Effect::QuestionAnswered => Place::Elsewhere,
        Effect::MemberRole => Place::Roles,
        Effect::SessionCard | Effect::SessionEvent => Place::Sessions,
        _ => Place::Questions,
    }
}

impl DiscordDeliver {
    pub(super) async fn plan_notice(&self, claim: &Claim) -> Result<Plan, DbError> {
        let void = |cause| Ok(Plan::End(Outcome::Void(cause)));
        let Some(settings) = self.bot.guilds.settings(claim.guild).await? else {
            return void("the guild is unknown");
        };
        let Some(channel) = settings.places.staff_channel else {
            return void("there is no staff channel");
        };
        let Some(row) = self.bot.outbox.find(&self.bot.db, claim.subject_id).await? else {
            return void("the effect is gone");
        };
        let text = self.notice_text(&row, &settings);
        let say = |text: &Text| self.bot.words.say(self.bot.guilds.locale(), text);
        let mark = reference(claim.id);
        let body = json!({
            "embeds": [{
                "title": say(&Text::NoticeTitle),
                "description": say(&text),
                "footer": {"text": mark},
            }],
            "allowed_mentions": {"parse": []},
        });
        Ok(Plan::Do(Operation::Message {
            channel,
            body,
            mark: Mark::Footer(mark),
        }))
    }

    fn notice_text(&self, row: &Row, settings: &GuildSettings) -> Text {
        let cause = row.cause.clone().unwrap_or_default();
        let says = |code: &str| cause.ends_with(code);
        let reference = reference(row.id);
        let (channel, setting) = self.setting(row.effect, settings);
        let here = || {
            self.bot
                .words
                .say(self.bot.guilds.locale(), &Text::NoticeThisServer)
        };
        let named = channel.map(|channel| format!("<#{channel}>"));
        match FailureKind::of_cause(&cause) {
            Some(FailureKind::Guild) => match (named, place(row.effect)) {
                (_, Place::Roles) => Text::NoticeRole,
                (_, Place::Sessions) if row.effect == Effect::SessionEvent => Text::NoticeEvent,
                (Some(channel), _) if !says("10003") => Text::NoticePermission { channel },
                _ => Text::NoticeMissing { setting },
            },
            Some(FailureKind::Gone) => Text::NoticeGone {
                place: named.unwrap_or_else(here),
                reference,
            },
            Some(FailureKind::Undecided) => Text::NoticeUndecided {
                place: named.unwrap_or_else(here),
                reference,
            },
            Some(FailureKind::TooLate) => Text::NoticeTooLate { reference },
            _ => Text::NoticeGivenUp { reference },
        }
    }

    /// Where an effect shows in this guild, and what that place is called in the settings.
    fn setting(&self, effect: Effect, settings: &GuildSettings) -> (Option<ChannelId>, String) {
        let places = &settings.places;
        let names = self.bot.guilds.place_names();
        match place(effect) {
            Place::Panel => (places.panel_channel, names.panel_channel.clone()),
            Place::Questions => (places.question_channel, names.question_channel.clone()),
            Place::Sessions | Place::Roles | Place::Elsewhere => (None, String::new()),
        }
    }
}

/// What tells apart the causes that staff are told of once a day.
pub fn kind_of_place(effect: Effect) -> &'static str {
    match place(effect) {
        Place::Panel => "panel",
        Place::Questions => "questions",
        Place::Sessions => "sessions",
        Place::Roles => "roles",
        Place::Elsewhere => "elsewhere",
    }
}

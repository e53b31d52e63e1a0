//! A word to staff about an effect that was not done: what happened, and which setting
//! to mend.

use serde_json::json;

use super::DiscordDeliver;
use super::mark::Mark;
use super::operation::Operation;
use super::outcome::failed;
use super::plan::Plan;
use crate::db::DbError;
use crate::guilds::settings::ChannelUse;
use crate::guilds::{Guild, GuildFault};
use crate::i18n::Text;
use crate::ids::ChannelId;
use crate::members::TraceKind;
use crate::outbox::{Claim, Effect, FailureKind, Outcome, Row};

/// Where an effect shows.
enum Place {
    Panel,
    Questions,
    Tutors,
    Courses,
    Roles,
    Erasing,
    Elsewhere,
}

fn place(effect: Option<Effect>) -> Place {
    match effect {
        Some(Effect::Panel) => Place::Panel,
        Some(Effect::ErasureTrace) => Place::Erasing,
        Some(
            Effect::Commands
            | Effect::StaffNotice
            | Effect::SetupNotice
            | Effect::Invitation
            | Effect::InvitationHere
            | Effect::InvitationGone
            | Effect::PlaceMade(_)
            | Effect::PlaceGone(_)
            | Effect::QuestionAnswered
            | Effect::QuestionCheck
            | Effect::QuestionCopyGone
            | Effect::QuestionStaff
            | Effect::QuestionStaffEdit
            | Effect::QuestionLost
            | Effect::FollowerTold
            | Effect::TutorNotice
            | Effect::TutorNoticeEdit
            | Effect::RequestStaff
            | Effect::RequestStaffEdit
            | Effect::TutorStaff
            | Effect::TutorStaffEdit
            | Effect::TutorsLook
            | Effect::ErasureTold
            | Effect::Welcome
            | Effect::WelcomeHere
            | Effect::WelcomeGone
            | Effect::Nudge
            | Effect::NobodyReads
            | Effect::RetentionNotice,
        )
        | None => Place::Elsewhere,
        Some(effect) if DiscordDeliver::is_about_tutors(effect) => Place::Tutors,
        Some(Effect::MemberRole) => Place::Roles,
        Some(Effect::CourseNotice) => Place::Elsewhere,
        Some(effect) if DiscordDeliver::is_about_courses(effect) => Place::Courses,
        Some(_) => Place::Questions,
    }
}

impl DiscordDeliver {
    pub(super) async fn plan_notice(&self, claim: &Claim) -> Result<Plan, DbError> {
        let void = |cause| Ok(Plan::End(Outcome::Void(cause)));
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return void("the guild is unknown");
        };
        let Some(channel) = guild.places.staff_channel else {
            // There may be one some day.
            let outcome = failed(FailureKind::Guild, "there is no staff channel");
            return Ok(Plan::End(outcome));
        };
        let Some(row) = self.bot.outbox.find(&self.bot.db, claim.subject_id).await? else {
            return void("the effect is gone");
        };
        if self.is_told(&row).await? {
            return void("staff know what has broken");
        }
        let text = match row.effect {
            Some(Effect::ErasureTrace) => {
                let Some((trace, _)) = self.bot.erasing.trace(row.subject_id).await? else {
                    return void("the erasure is over");
                };
                self.notice_of_erasing(&row, &guild, trace.what)
            }
            _ => self.notice_text(&row, &guild),
        };
        let say = |text: &Text| self.bot.words.say(guild.settings.locale, text);
        // By this number an operator finds what was not done.
        let number = say(&Text::NoticeReference {
            reference: format!("T-{}", row.id),
        });
        let mark = say(&Text::NoticeNumber { number: claim.id });
        let body = json!({
            "embeds": [{
                "title": say(&Text::NoticeTitle),
                "description": format!("{}\n{number}", say(&text)),
                "footer": {"text": mark},
            }],
            "allowed_mentions": {"parse": []},
        });
        Ok(Plan::Do(Operation::Message {
            channel,
            body,
            mark: Mark::in_any_language(|locale| {
                let text = Text::NoticeNumber { number: claim.id };
                Mark::Footer(self.bot.words.say(locale, &text))
            }),
        }))
    }

    /// Of an erasure that waits for staff: where the bot is kept out, if it is that.
    fn notice_of_erasing(&self, row: &Row, guild: &Guild, trace: TraceKind) -> Text {
        let cause = row.cause.as_deref().unwrap_or_default();
        // 50001 and 50013: it may not see the channel, or not change what is there.
        let is_kept_out = ["50001", "50013"].iter().any(|code| cause.ends_with(code));
        // Where it is stands in front of that.
        let (before, _) = cause.rsplit_once(": ").unwrap_or_default();
        let has_place = !before.is_empty();
        let named = before.rsplit([':', ' ']).find_map(|part| part.parse().ok());
        match trace {
            TraceKind::Role(_) => {
                // As if it were not taken back for another reason.
                let mut row = row.clone();
                row.effect = Some(Effect::MemberRole);
                return self.notice_text(&row, guild);
            }
            // In a conversation there are no rights, and no place is named.
            TraceKind::In(..) | TraceKind::Message(..) if is_kept_out && has_place => {}
            _ => return self.notice_text(row, guild),
        }
        let places = &guild.places;
        let parents = [
            places.question_channel,
            places.tutor_channel,
            places.course_channel,
        ];
        // Of a thread that the bot does not see it is one of those with threads.
        let channels = match named.map(ChannelId::new) {
            Some(named) => vec![named],
            None => parents.into_iter().flatten().collect(),
        };
        let channels: Vec<String> = channels.iter().map(|id| format!("<#{id}>")).collect();
        Text::NoticeErasing {
            channel: channels.join(" "),
        }
    }

    /// Whether staff were told of the cause when it was noticed.
    async fn is_told(&self, row: &Row) -> Result<bool, DbError> {
        let cause = row.cause.as_deref().unwrap_or_default();
        let channel = match place(row.effect) {
            Place::Panel => ChannelUse::Panel,
            Place::Questions => ChannelUse::Questions,
            Place::Tutors => ChannelUse::Tutors,
            Place::Courses => ChannelUse::Courses,
            _ => return Ok(false),
        };
        if FailureKind::of_cause(cause) != Some(FailureKind::Guild) {
            return Ok(false);
        }
        let told = self.bot.guilds.told_faults(row.guild).await?;
        let is_it = |fault: &GuildFault| fault.keeps_from_writing() == Some(channel);
        Ok(told.iter().any(is_it))
    }

    fn notice_text(&self, row: &Row, guild: &Guild) -> Text {
        let cause = row.cause.clone().unwrap_or_default();
        let missing = cause.ends_with("10003");
        let (channel, setting) = self.shows_in(row, guild);
        let channel = channel.map(|channel| format!("<#{channel}>"));
        let here = || {
            let locale = guild.settings.locale;
            self.bot.words.say(locale, &Text::NoticeThisServer)
        };
        match FailureKind::of_cause(&cause) {
            Some(FailureKind::Guild) if cause.ends_with("/30038") => Text::NoticeEventsFull,
            Some(FailureKind::Guild) if row.effect == Some(Effect::SessionEvent) => {
                Text::NoticeEvent
            }
            Some(FailureKind::Guild) => match (place(row.effect), channel, setting) {
                (Place::Roles, ..) => Text::NoticeRole,
                (_, Some(channel), _) if !missing => Text::NoticePermission { channel },
                (_, _, Some(setting)) => Text::NoticeMissing { setting },
                _ => Text::NoticeNotDone,
            },
            Some(FailureKind::Gone) => Text::NoticeGone {
                place: channel.unwrap_or_else(here),
            },
            Some(FailureKind::Undecided) => Text::NoticeUndecided {
                place: channel.unwrap_or_else(here),
            },
            Some(FailureKind::TooLate) => Text::NoticeTooLate,
            _ => Text::NoticeGivenUp,
        }
    }

    /// Where an effect shows in this guild, and the name by which that place is set.
    fn shows_in(&self, row: &Row, guild: &Guild) -> (Option<ChannelId>, Option<String>) {
        let places = &guild.places;
        let names = self.bot.guilds.names();
        match place(row.effect) {
            Place::Panel => (places.panel_channel, Some(names.panel_channel.clone())),
            Place::Questions => (
                places.question_channel,
                Some(names.question_channel.clone()),
            ),
            Place::Tutors => (places.tutor_channel, Some(names.tutor_channel.clone())),
            Place::Courses => (places.course_channel, Some(names.course_channel.clone())),
            Place::Roles | Place::Erasing | Place::Elsewhere => (None, None),
        }
    }
}

/// What tells apart the causes that staff are told of once a day.
pub fn kind_of_place(effect: Effect) -> &'static str {
    match place(Some(effect)) {
        Place::Panel => "panel",
        Place::Questions => "questions",
        Place::Tutors => "tutors",
        Place::Courses => "courses",
        Place::Roles => "roles",
        Place::Erasing => "erasing",
        Place::Elsewhere => "elsewhere",
    }
}

//! What the effects of a guild ask of Discord: its panel, the invitation to set it up, the
//! word to staff about what has broken.

use serde_json::{Value, json};

use super::{Plan, void};
use crate::db::DbError;
use crate::discord::ApiError;
use crate::discord::custom_id::{AskId, CustomId, Desk, SetupId, TutorIdent};
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::Operation;
use crate::discord::deliver::outcome::{failed, outcome};
use crate::discord::panel::{self, panel};
use crate::discord::setup::programmes::{self, Goes};
use crate::discord::setup::{faults, invitation};
use crate::guilds::Guild;
use crate::guilds::panel::PanelContent;
use crate::guilds::settings::ChannelUse;
use crate::i18n::Text;
use crate::ids::{ChannelId, MessageId, ProgrammeId, UserId};
use crate::outbox::{Claim, Effect, FailureKind, Outcome};

/// Discord's number for "a bot was added" in the audit log.
const BOT_ADD: u32 = 28;

impl DiscordDeliver {
    /// The panel stands where it should and shows what it should.
    pub(super) async fn plan_panel(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let body = panel(&self.bot.words, &PanelContent::of(&guild));
        let ask = Mark::Component(CustomId::Ask(AskId::Start).encode());
        let join = CustomId::Tutor(TutorIdent::Desk(Desk::Join));
        let join = Mark::Component(join.encode());
        // Either may be switched off.
        let mark = Mark::Either(Box::new(ask), Box::new(join));
        if to_find {
            return Ok(match guild.panel_put_into {
                Some(channel) => Plan::Do(Operation::Message {
                    channel,
                    body,
                    mark,
                }),
                None => void("the panel was put nowhere"),
            });
        }
        if let Some((channel, message)) = guild.panel {
            let stays = Some(channel) == guild.places.panel_channel;
            match self.standing(claim, channel, message, stays).await? {
                Ok(Some(shown)) if panel::shows(&shown, &body) => {
                    return Ok(void("the panel is there"));
                }
                Ok(Some(_)) => {
                    return Ok(Plan::Do(Operation::Edit {
                        channel,
                        message,
                        body,
                    }));
                }
                Ok(None) => {}
                Err(error) => return Ok(Plan::End(outcome(Err(error)))),
            }
        }
        let Some(channel) = guild.places.panel_channel else {
            return Ok(void("there is no panel channel"));
        };
        if body["components"].as_array().is_none_or(Vec::is_empty) {
            return Ok(void("nothing is switched on"));
        }
        self.bot.guilds.puts_panel(guild.id, channel).await?;
        Ok(Plan::Do(Operation::Message {
            channel,
            body,
            mark,
        }))
    }

    /// The panel's message as it stands. One that does not stay where it is goes first.
    async fn standing(
        &self,
        claim: &Claim,
        channel: ChannelId,
        message: MessageId,
        stays: bool,
    ) -> Result<Result<Option<Value>, ApiError>, DbError> {
        let api = self.api(claim.effect);
        let path = format!("channels/{channel}/messages/{message}");
        let answer = if stays {
            api.get(&path).await
        } else {
            api.delete(&path).await.map(|_| Value::Null)
        };
        match answer {
            Ok(shown) if stays => return Ok(Ok(Some(shown))),
            // It is gone, or nobody can reach it any more.
            Ok(_) | Err(ApiError::Refused { code: 10_008, .. }) => {}
            Err(ApiError::Refused { .. }) if !stays => {}
            Err(error) => return Ok(Err(error)),
        }
        self.bot.guilds.panel_gone(claim.guild, message).await?;
        Ok(Ok(None))
    }

    /// A direct message to whoever brought the bot into the guild.
    pub(super) async fn plan_invitation(&self, claim: &Claim) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let user = match guild.invited_by {
            Some(user) => user,
            None => match self.who_invited(claim).await {
                Ok(Some(user)) => {
                    self.bot.guilds.invited_by(guild.id, user).await?;
                    user
                }
                Ok(None) => {
                    let cause = "nobody is known to have invited the bot";
                    return Ok(Plan::End(Outcome::Fallback(cause)));
                }
                Err(error) => return Ok(Plan::End(outcome(Err(error)))),
            },
        };
        let (body, mark) = self.invitation(&guild);
        let member = self.bot.members.find(user).await?;
        Ok(Plan::Do(Operation::Direct {
            member: member.into(),
            body,
            mark,
        }))
    }

    fn invitation(&self, guild: &Guild) -> (Value, Mark) {
        let body = invitation::body(&self.bot.words, guild.settings.locale, guild.id);
        let id = CustomId::Setup(SetupId::Begin(guild.id));
        (body, Mark::Component(id.encode()))
    }

    /// Discord's audit log tells who has added the bot to whoever may read it.
    async fn who_invited(&self, claim: &Claim) -> Result<Option<UserId>, ApiError> {
        let path = format!(
            "guilds/{}/audit-logs?action_type={BOT_ADD}&limit=100",
            claim.guild
        );
        let log = match self.api(claim.effect).get(&path).await {
            Ok(log) => log,
            Err(ApiError::Refused { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let entries = log["audit_log_entries"].as_array();
        let ours = entries.and_then(|entries| {
            entries
                .iter()
                .find(|entry| entry["target_id"] == *self.application)
        });
        let user = ours.and_then(|entry| entry["user_id"].as_str()?.parse().ok());
        Ok(user.map(UserId::new))
    }

    /// The invitation in a channel of the guild.
    pub(super) async fn plan_invitation_here(
        &self,
        claim: &Claim,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        if guild.invitation.is_some() {
            return Ok(void("it is there already"));
        }
        let Some(channel) = self.bot.guilds.first_channel(claim.guild).await? else {
            return Ok(void("there is no channel into which the bot may write"));
        };
        if !to_find {
            self.bot
                .guilds
                .puts_invitation(claim.guild, channel)
                .await?;
        }
        let (body, mark) = self.invitation(&guild);
        Ok(Plan::Do(Operation::Message {
            channel,
            body,
            mark,
        }))
    }

    pub(super) async fn plan_invitation_gone(&self, claim: &Claim) -> Result<Plan, DbError> {
        let guild = self.bot.guilds.find(claim.guild).await?;
        Ok(match guild.and_then(|guild| guild.invitation) {
            Some((channel, message)) => Plan::Do(Operation::MessageGone { channel, message }),
            None => void("there is no invitation"),
        })
    }

    /// What has broken, told in the staff channel; where that itself cannot be written to,
    /// to whoever brought the bot.
    pub(super) async fn plan_setup_notice(&self, claim: &Claim) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let told = self.bot.guilds.told_faults(claim.guild).await?;
        if told.is_empty() {
            return Ok(void("it is mended"));
        }
        let locale = guild.settings.locale;
        let mark = Mark::in_any_language(|locale| {
            let text = Text::NoticeNumber { number: claim.id };
            Mark::Footer(self.bot.words.say(locale, &text))
        });
        let number = Text::NoticeNumber { number: claim.id };
        let footer = self.bot.words.say(locale, &number);
        let names = self.bot.guilds.names();
        let body = faults::notice(&self.bot.words, locale, names, &told, &footer);
        let keeps = |fault: &crate::guilds::GuildFault| {
            fault.keeps_from_writing() == Some(ChannelUse::Staff)
        };
        let channel = guild
            .places
            .staff_channel
            .filter(|_| !told.iter().any(keeps));
        if let Some(channel) = channel {
            return Ok(Plan::Do(Operation::Message {
                channel,
                body,
                mark,
            }));
        }
        Ok(match self.bot.guilds.responsible(claim.guild).await? {
            Some(user) => {
                let member = self.bot.members.find(user).await?;
                Plan::Do(Operation::Direct {
                    member: member.into(),
                    body,
                    mark,
                })
            }
            None => void("nobody can be told"),
        })
    }

    /// What of a programme goes, and when, told in the staff channel.
    async fn plan_retention_notice(&self, claim: &Claim) -> Result<Plan, DbError> {
        let guild = self.bot.guilds.find(claim.guild).await?;
        let id = ProgrammeId(claim.subject_id);
        let programme = self.bot.guilds.programme(id).await?;
        let Some((guild, programme)) = guild.zip(programme) else {
            return Ok(void("the programme is unknown"));
        };
        if programme.erased_at.is_some() {
            return Ok(void("it has gone"));
        }
        let Some(channel) = guild.places.staff_channel else {
            let outcome = failed(FailureKind::Guild, "there is no staff channel");
            return Ok(Plan::End(outcome));
        };
        let goes = Goes {
            day: self.bot.erasing.goes_on(&programme).await?,
            kept: self.bot.erasing.kept_in(&programme).await?,
        };
        let (words, locale) = (&self.bot.words, guild.settings.locale);
        let number = Text::NoticeNumber { number: claim.id };
        let mut body = programmes::notice(words, locale, &programme, &goes);
        body["embeds"][0]["footer"] = json!({"text": words.say(locale, &number)});
        let mark = Mark::in_any_language(|locale| Mark::Footer(words.say(locale, &number)));
        Ok(Plan::Do(Operation::Message {
            channel,
            body,
            mark,
        }))
    }

    /// Whether an effect is about the guild itself.
    pub(super) fn is_of_guild(effect: Effect) -> bool {
        matches!(
            effect,
            Effect::Panel
                | Effect::Invitation
                | Effect::InvitationHere
                | Effect::InvitationGone
                | Effect::SetupNotice
                | Effect::RetentionNotice
                | Effect::PlaceMade(_)
                | Effect::PlaceGone(_)
        )
    }

    pub(super) async fn plan_guild(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        match claim.effect {
            Effect::Panel => self.plan_panel(claim, to_find).await,
            Effect::Invitation => self.plan_invitation(claim).await,
            Effect::InvitationHere => self.plan_invitation_here(claim, to_find).await,
            Effect::InvitationGone => self.plan_invitation_gone(claim).await,
            Effect::SetupNotice => self.plan_setup_notice(claim).await,
            Effect::RetentionNotice => self.plan_retention_notice(claim).await,
            Effect::PlaceMade(part) => self.plan_place(claim, part, to_find).await,
            Effect::PlaceGone(part) => self.plan_place_gone(claim, part).await,
            _ => Ok(void("not about a guild")),
        }
    }
}

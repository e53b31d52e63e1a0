//! What the effects around questions ask of Discord: followers, words for somebody, copies,
//! losses, offers to record.

use serde_json::json;

use super::{Plan, message_gone, void};
use crate::db::DbError;
use crate::discord::custom_id::{AskId, CustomId};
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::{Operation, behind};
use crate::discord::deliver::outcome::failed;
use crate::discord::deliver::wishes::own_locale;
use crate::discord::questions::card::{emptied, numbered};
use crate::discord::questions::{record, told};
use crate::discord::reply::buttons;
use crate::i18n::Text;
use crate::ids::{ChannelId, LossId, UserId};
use crate::outbox::{Claim, Effect, FailureKind};
use crate::questions::State;
use crate::questions::losing::Gone;

/// How many questions the word about a loss names.
const NAMED: usize = 10;

impl DiscordDeliver {
    /// Whether an effect's subject is something around a question.
    pub(in crate::discord::deliver) fn is_around_questions(effect: Effect) -> bool {
        matches!(
            effect,
            Effect::FollowerTold
                | Effect::FollowersTold
                | Effect::QuestionPost
                | Effect::QuestionPostGone
                | Effect::QuestionCopyGone
                | Effect::QuestionLost
                | Effect::QuestionOldCardGone
                | Effect::QuestionOldThreadClosed
                | Effect::RecordOffer
                | Effect::RecordOfferGone
        )
    }

    pub(super) async fn plan_around(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let id = claim.subject_id;
        match claim.effect {
            Effect::FollowerTold => self.plan_follower(claim, to_find).await,
            Effect::FollowersTold => self.plan_followers(claim, to_find).await,
            Effect::QuestionPost => self.plan_post(claim, to_find).await,
            Effect::QuestionPostGone => self.plan_post_gone(claim).await,
            Effect::QuestionCopyGone => self.plan_copy_gone(claim).await,
            Effect::QuestionLost => self.plan_lost(claim).await,
            Effect::QuestionOldCardGone => Ok(message_gone(claim)),
            Effect::QuestionOldThreadClosed => {
                let locale = self.bot.guilds.locale(claim.guild).await?;
                Ok(Plan::Do(Operation::Archive {
                    thread: ChannelId::stored(id),
                    renamed: Some(self.bot.words.say(locale, &Text::OldThread)),
                }))
            }
            Effect::RecordOffer => self.plan_offer(claim, to_find).await,
            Effect::RecordOfferGone => self.plan_offer_gone(claim).await,
            _ => Ok(void("not around a question")),
        }
    }

    /// A follower is told directly.
    async fn plan_follower(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let questions = &self.bot.questions;
        let found = questions.followed(claim.guild, claim.subject_id).await?;
        let Some((follow, question)) = found else {
            return Ok(void("nobody follows any more"));
        };
        if !to_find && !question.is_settled() {
            questions.told_another_time(&[follow]).await?;
            return Ok(void("it is open again"));
        }
        let Some(thread) = question.place_of_replies() else {
            return Ok(void("there is no thread"));
        };
        let link = told::link(question.guild, thread);
        let member = self.bot.members.find(follow.user).await?;
        let locale = own_locale(&member, self.bot.guilds.locale(claim.guild).await?);
        Ok(Plan::Do(Operation::Direct {
            member: member.into(),
            body: told::follower(&self.bot.words, locale, &question, &link),
            mark: Mark::Link(link),
        }))
    }

    /// Followers are told together in the thread.
    async fn plan_followers(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let questions = &self.bot.questions;
        let all = questions.told_together(claim.subject_id).await?;
        let Some(first) = all.first() else {
            return Ok(void("nobody follows any more"));
        };
        let question = questions.find(claim.guild, first.question).await?;
        if !to_find
            && question
                .as_ref()
                .is_some_and(|question| !question.is_settled())
        {
            questions.told_another_time(&all).await?;
            return Ok(void("it is open again"));
        }
        let Some(thread) = question.and_then(|question| question.place_of_replies()) else {
            return Ok(void("there is no thread"));
        };
        let users: Vec<UserId> = all.iter().map(|follow| follow.user).collect();
        let locale = self.bot.guilds.locale(claim.guild).await?;
        let words = &self.bot.words;
        Ok(Plan::Do(Operation::InThread {
            thread,
            body: told::followers(words, locale, &users),
            mark: Mark::in_any_language(|locale| {
                super::question::words_of(&told::followers(words, locale, &users))
            }),
        }))
    }

    /// A word that the bot writes for somebody.
    async fn plan_post(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let questions = &self.bot.questions;
        let Some((post, question)) = questions.post(claim.guild, claim.subject_id).await? else {
            return Ok(void("the word is gone"));
        };
        if post.content.is_empty() && !to_find {
            return Ok(void("it was taken back"));
        }
        let Some(thread) = question.thread else {
            return Ok(Plan::End(behind("there is no thread")));
        };
        let locale = self.bot.guilds.locale(claim.guild).await?;
        let words = &self.bot.words;
        Ok(Plan::Do(Operation::InThread {
            thread,
            body: told::post(words, locale, &question, &post),
            mark: Mark::in_any_language(|locale| {
                Mark::Footer(told::post_mark(words, locale, &question, post.id))
            }),
        }))
    }

    async fn plan_post_gone(&self, claim: &Claim) -> Result<Plan, DbError> {
        let questions = &self.bot.questions;
        let found = questions.post(claim.guild, claim.subject_id).await?;
        let locale = self.bot.guilds.locale(claim.guild).await?;
        let place = found.and_then(|(post, _)| post.place);
        Ok(match place {
            Some((channel, message)) => Plan::Do(Operation::Edit {
                channel,
                message,
                body: emptied(&self.bot.words, locale),
            }),
            None => void("it was never posted"),
        })
    }

    /// A direct message that repeats the title is emptied.
    async fn plan_copy_gone(&self, claim: &Claim) -> Result<Plan, DbError> {
        let Some(copy) = self.bot.questions.copy(claim.subject_id).await? else {
            return Ok(void("the copy is gone"));
        };
        let member = self.bot.members.find(copy.user).await?;
        let locale = own_locale(&member, self.bot.guilds.locale(claim.guild).await?);
        Ok(match member.reach.dm_channel {
            Some(channel) => Plan::Do(Operation::Edit {
                channel,
                message: copy.message,
                body: emptied(&self.bot.words, locale),
            }),
            None => void("there is no conversation"),
        })
    }

    /// Staff are told what was deleted by hand, with the button that makes it anew.
    async fn plan_lost(&self, claim: &Claim) -> Result<Plan, DbError> {
        let id = LossId(claim.subject_id);
        let Some((loss, met)) = self.bot.questions.loss(claim.guild, id).await? else {
            return Ok(void("nothing was lost"));
        };
        if met.is_empty() {
            return Ok(void("it was made anew"));
        }
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let Some(channel) = guild.places.staff_channel else {
            let outcome = failed(FailureKind::Guild, "there is no staff channel");
            return Ok(Plan::End(outcome));
        };
        let say = |text: &Text| self.bot.words.say(guild.settings.locale, text);
        // Without their titles: the word stands also after one was taken back.
        let named: Vec<String> = met.iter().take(NAMED).map(numbered).collect();
        let more = met.len().saturating_sub(NAMED);
        let mut text = vec![
            say(&match loss.what {
                Gone::Card => Text::LostCard,
                Gone::Thread => Text::LostThread,
                Gone::Channel => Text::LostChannel,
            }),
            named.join("\n"),
        ];
        if more > 0 {
            text.push(say(&Text::LostMore {
                count: i64::try_from(more).unwrap_or(i64::MAX),
            }));
        }
        text.push(say(&Text::LostRemedy));
        let remake = CustomId::RemakeAll(id);
        let open = met
            .iter()
            .any(|question| question.state != State::Withdrawn);
        let row = buttons(&[(say(&Text::RemakeButton), 1, remake.clone())]);
        let components = if open { json!([row]) } else { json!([]) };
        Ok(Plan::Do(Operation::Message {
            channel,
            body: json!({
                "embeds": [{
                    "title": say(&Text::NoticeTitle),
                    "description": text.join("\n"),
                }],
                "components": components,
                "allowed_mentions": {"parse": []},
            }),
            mark: Mark::Component(remake.encode()),
        }))
    }

    /// The word under a plain message.
    async fn plan_offer(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let questions = &self.bot.questions;
        let Some(offer) = questions
            .record_offer(claim.guild, claim.subject_id)
            .await?
        else {
            return Ok(void("the offer is gone"));
        };
        if offer.is_gone && !to_find {
            return Ok(void("it was recorded or deleted"));
        }
        let locale = self.bot.guilds.locale(claim.guild).await?;
        let button = CustomId::Ask(AskId::Record(offer.message)).encode();
        Ok(Plan::Do(Operation::Answer {
            channel: offer.channel,
            body: record::offer(&self.bot.words, locale, offer.message),
            mark: Mark::Component(button),
        }))
    }

    async fn plan_offer_gone(&self, claim: &Claim) -> Result<Plan, DbError> {
        let questions = &self.bot.questions;
        let offer = questions
            .record_offer(claim.guild, claim.subject_id)
            .await?;
        let place = offer.and_then(|offer| Some((offer.channel, offer.offer?)));
        Ok(match place {
            Some((channel, message)) => Plan::Do(Operation::MessageGone { channel, message }),
            None => void("it was never offered"),
        })
    }
}

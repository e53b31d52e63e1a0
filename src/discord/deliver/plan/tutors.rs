//! What the effects about tutors ask of Discord: notices and rooms, talks, words to staff.

use super::question::words_of;
use super::{Plan, Read, void};
use crate::db::DbError;
use crate::discord::custom_id::{self, CustomId, RequestAct, TutorIdent};
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::{Operation, behind};
use crate::discord::deliver::outcome::{failed, outcome};
use crate::discord::deliver::wishes::own_locale;
use crate::discord::tutors::{Speech, notices, offer, staff, talk};
use crate::guilds::{Guild, Locale};
use crate::i18n::TutorText;
use crate::ids::{ChannelId, GuildId, NoticeId, RequestId, TutorId, UserId};
use crate::members::Member;
use crate::outbox::{Claim, Effect, FailureKind};
use crate::tutors::model::Talk;
use crate::tutors::notices::{Notice, NoticeKind};
use crate::tutors::week::Week;
use crate::tutors::{Request, RequestState};

impl DiscordDeliver {
    /// Whether an effect is about tutors.
    pub(in crate::discord::deliver) fn is_about_tutors(effect: Effect) -> bool {
        let (kind, _, _) = effect.stored();
        ["tutor", "talk_", "request_staff"]
            .iter()
            .any(|start| kind.starts_with(start))
    }

    fn speech(&self, locale: Locale) -> Speech<'_> {
        Speech {
            words: &self.bot.words,
            locale,
        }
    }

    pub(super) async fn plan_tutors(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let subject = claim.subject_id;
        match claim.effect {
            Effect::TutorNotice => {
                self.plan_notice_to(&guild, NoticeId(subject), to_find)
                    .await
            }
            Effect::TutorNoticeEdit => self.plan_notice_edit(&guild, NoticeId(subject)).await,
            Effect::TutorNoticeHereEdit(id) => self.plan_notice_edit(&guild, NoticeId(id)).await,
            Effect::TutorNoticeHere(id) => {
                self.plan_notice_here(&guild, subject, NoticeId(id), to_find)
                    .await
            }
            Effect::TutorRoom | Effect::TutorRoomMember => {
                self.plan_room(claim.effect, &guild, subject, to_find).await
            }
            Effect::TutorStaff | Effect::TutorStaffEdit => {
                self.plan_application(claim.effect, &guild, TutorId(subject), to_find)
                    .await
            }
            Effect::TalkLeft => Ok(Plan::Do(Operation::Archive {
                thread: ChannelId::stored(subject),
                renamed: None,
            })),
            Effect::TutorsLook => Ok(Plan::Read(Read::Tutors)),
            effect => {
                let id = RequestId(subject);
                let Some(request) = self.bot.tutors.find(guild.id, id).await? else {
                    return Ok(Plan::End(failed(FailureKind::Ours, "the request is gone")));
                };
                match effect {
                    Effect::RequestStaff | Effect::RequestStaffEdit => {
                        self.plan_request_staff(claim, &guild, &request, to_find)
                            .await
                    }
                    Effect::TalkLook => Ok(Plan::Read(Read::Talk(Box::new(request)))),
                    effect => self.plan_talk(effect, &guild, &request, to_find).await,
                }
            }
        }
    }

    /// A notice as it is to be sent now; `None` if there is nothing to say any more.
    async fn notice_body(
        &self,
        guild: &Guild,
        notice: &Notice,
        member: &Member,
    ) -> Result<Option<serde_json::Value>, DbError> {
        let speech = self.speech(own_locale(member, guild.settings.locale));
        let tutors = &self.bot.tutors;
        let id = match notice.kind {
            NoticeKind::Offer(id) => {
                let Some((offer, request)) = tutors.offer(guild.id, id).await? else {
                    return Ok(None);
                };
                let tutor = tutors.registration(guild.id, notice.user).await?;
                let when = tutor.map_or(Week::NEVER, |tutor| tutor.profile.when);
                let see = notices::see(notice);
                return Ok(Some(offer::body(speech, &offer, &request, when, see)));
            }
            NoticeKind::Approved(_)
            | NoticeKind::Refused(_)
            | NoticeKind::Silent(_)
            | NoticeKind::RoleLost(_)
            | NoticeKind::Resumed(_) => return Ok(Some(notices::about_tutor(speech, notice))),
            NoticeKind::Made(id)
            | NoticeKind::Nobody(id)
            | NoticeKind::Still(id)
            | NoticeKind::Back(id)
            | NoticeKind::Matched(id)
            | NoticeKind::Closed(id)
            | NoticeKind::Expired(id)
            | NoticeKind::Form(id)
            | NoticeKind::Thanks(id)
            | NoticeKind::Note(id)
            | NoticeKind::Taken(id) => id,
        };
        let Some(request) = tutors.find(guild.id, id).await? else {
            return Ok(None);
        };
        let mut about = notices::About::default();
        match notice.kind {
            NoticeKind::Thanks(_) => {
                about.helped = tutors.helped(guild.id, notice.user).await?;
            }
            NoticeKind::Note(_) => about.note = tutors.note_of(id).await?,
            _ => {}
        }
        Ok(Some(notices::about_request(
            speech, notice, &request, &about,
        )))
    }

    /// Whether it is still of use to say it.
    async fn is_stale(&self, guild: GuildId, notice: &Notice) -> Result<bool, DbError> {
        let state = match notice.kind {
            NoticeKind::Nobody(id)
            | NoticeKind::Still(id)
            | NoticeKind::Back(id)
            | NoticeKind::Made(id)
            | NoticeKind::Matched(id) => self.bot.tutors.find(guild, id).await?,
            NoticeKind::Offer(id) => {
                let found = self.bot.tutors.offer(guild, id).await?;
                return Ok(
                    found.is_none_or(|(offer, _)| offer.state != crate::tutors::OfferState::Open)
                );
            }
            NoticeKind::Note(id) => return Ok(self.bot.tutors.note_of(id).await?.is_empty()),
            _ => return Ok(false),
        };
        Ok(state.is_none_or(|request| match notice.kind {
            NoticeKind::Matched(_) => request.state != RequestState::Matched,
            NoticeKind::Nobody(_) => request.nobody_since.is_none(),
            _ => !request.state.is_searching(),
        }))
    }

    /// By what a notice is known again, open or over.
    fn notice_mark(notice: &Notice) -> Mark {
        let see = Mark::Component(notices::see(notice).encode());
        match notice.kind {
            NoticeKind::Offer(id) => {
                let accept = Mark::Component(notices::accept(id).encode());
                Mark::Either(Box::new(accept), Box::new(see))
            }
            _ => see,
        }
    }

    async fn plan_notice_to(
        &self,
        guild: &Guild,
        id: NoticeId,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let Some(notice) = self.bot.tutors.notice(id).await? else {
            return Ok(void("the notice is gone"));
        };
        if !to_find && self.is_stale(guild.id, &notice).await? {
            return Ok(void("it is not true any more"));
        }
        let member = self.bot.members.find(notice.user).await?;
        Ok(match self.notice_body(guild, &notice, &member).await? {
            Some(body) => Plan::Do(Operation::Direct {
                member: member.into(),
                body,
                mark: Self::notice_mark(&notice),
            }),
            None => void("there is nothing to say"),
        })
    }

    async fn plan_notice_here(
        &self,
        guild: &Guild,
        room: i64,
        id: NoticeId,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let tutors = &self.bot.tutors;
        let Some((notice, room)) = tutors.notice(id).await?.zip(tutors.room(room).await?) else {
            return Ok(void("the notice is gone"));
        };
        if !to_find && self.is_stale(guild.id, &notice).await? {
            return Ok(void("it is not true any more"));
        }
        let Some(thread) = room.thread else {
            return Ok(Plan::End(behind("there is no room")));
        };
        let member = self.bot.members.find(notice.user).await?;
        Ok(match self.notice_body(guild, &notice, &member).await? {
            Some(body) => Plan::Do(Operation::InThread {
                thread,
                body: notices::called(body, &notice),
                mark: Self::notice_mark(&notice),
            }),
            None => void("there is nothing to say"),
        })
    }

    async fn plan_notice_edit(&self, guild: &Guild, id: NoticeId) -> Result<Plan, DbError> {
        let Some(notice) = self.bot.tutors.notice(id).await? else {
            return Ok(void("the notice is gone"));
        };
        let Some((channel, message)) = notice.place else {
            return Ok(void("it was not told"));
        };
        let member = self.bot.members.find(notice.user).await?;
        Ok(match self.notice_body(guild, &notice, &member).await? {
            Some(mut body) => {
                // It may stand in a conversation.
                custom_id::place(&mut body, notice.guild);
                Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body,
                })
            }
            None => void("there is nothing to say"),
        })
    }

    /// The channel for talks and rooms; without one staff are told to make one.
    fn tutor_channel(guild: &Guild) -> Result<ChannelId, Plan> {
        guild.places.tutor_channel.ok_or_else(|| {
            // There may be one some day.
            Plan::End(failed(FailureKind::Guild, "there is no tutor channel"))
        })
    }

    async fn plan_room(
        &self,
        effect: Effect,
        guild: &Guild,
        id: i64,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let Some(room) = self.bot.tutors.room(id).await? else {
            return Ok(void("the room is gone"));
        };
        if effect == Effect::TutorRoomMember {
            return Ok(match room.thread {
                Some(thread) => Plan::Do(Operation::ThreadMembers {
                    thread,
                    users: vec![room.user],
                }),
                None => Plan::End(behind("there is no room")),
            });
        }
        if room.thread.is_some() && !to_find {
            return Ok(void("the room is there"));
        }
        let speech = self.speech(guild.settings.locale);
        // Each room that is made anew has another number.
        let number = room.id * 100 + room.version;
        Ok(match Self::tutor_channel(guild) {
            Ok(channel) => Plan::Do(Operation::PrivateThread {
                channel,
                guild: guild.id,
                name: speech.say(&TutorText::RoomName { number }),
            }),
            Err(plan) => plan,
        })
    }

    async fn plan_talk(
        &self,
        effect: Effect,
        guild: &Guild,
        request: &Request,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let speech = self.speech(guild.settings.locale);
        let Some(of) = request.talk else {
            return Ok(void("there is no talk any more"));
        };
        let is_on = request.state == RequestState::Matched;
        if effect == Effect::TalkThread {
            if request.thread.is_some() && !to_find {
                return Ok(void("it has a thread"));
            }
            if !is_on && !to_find {
                return Ok(void("the talk is over"));
            }
            return Ok(match Self::tutor_channel(guild) {
                Ok(channel) => Plan::Do(Operation::PrivateThread {
                    channel,
                    guild: guild.id,
                    name: talk::name(speech, request),
                }),
                Err(plan) => plan,
            });
        }
        let Some(thread) = request.thread else {
            return Ok(if is_on {
                Plan::End(behind("there is no thread"))
            } else {
                void("there was no thread")
            });
        };
        let in_thread = |body: &dyn Fn(Speech<'_>) -> serde_json::Value,
                         button: Option<CustomId>| {
            let mark = button.map_or_else(
                || Mark::in_any_language(|locale| words_of(&body(self.speech(locale)))),
                |id| Mark::Component(id.encode()),
            );
            Plan::Do(Operation::InThread {
                thread,
                body: body(speech),
                mark,
            })
        };
        Ok(match effect {
            Effect::TalkMember(side) => Plan::Do(Operation::ThreadMembers {
                thread,
                users: vec![if side == 1 { request.member } else { of.tutor }],
            }),
            Effect::TalkStaff => self.plan_staff_members(guild, thread).await?,
            Effect::TalkOpening if request.opening.is_some() && !to_find => {
                void("it has its first message")
            }
            Effect::TalkOpening => {
                let body = self.opening(guild, request, &of).await?;
                let menu = Mark::Component(talk::menu(request).encode());
                Plan::Do(Operation::InThread {
                    thread,
                    body,
                    mark: menu,
                })
            }
            Effect::TalkOpeningEdit => match request.opening {
                Some(message) => Plan::Do(Operation::Edit {
                    channel: thread,
                    message,
                    body: self.opening(guild, request, &of).await?,
                }),
                None => void("there is no first message"),
            },
            Effect::TalkRemind if (!is_on || of.ended.is_some()) && !to_find => {
                void("nobody waits any more")
            }
            // Somebody wrote while it waited to be sent.
            Effect::TalkRemind if !to_find && !self.bot.tutors.is_silent(&of, &guild.settings) => {
                void("somebody has written")
            }
            Effect::TalkRemind => in_thread(&|speech| talk::remind(speech, request, &of), None),
            Effect::TalkAsk if (!is_on || of.ended.is_none()) && !to_find => void("it is answered"),
            Effect::TalkAsk => {
                let days = guild.settings.tutoring.confirm_days.into();
                let on = CustomId::Tutor(TutorIdent::Request(RequestAct::GoOn, request.id));
                in_thread(&|speech| talk::ask(speech, request, &of, days), Some(on))
            }
            Effect::TalkGoesOn => {
                in_thread(&|speech| talk::words(speech, &TutorText::TalkGoesOn), None)
            }
            Effect::TalkDone => {
                in_thread(&|speech| talk::words(speech, &TutorText::TalkDone), None)
            }
            Effect::TalkRest if is_on => void("the talk goes on"),
            Effect::TalkRest => Plan::Do(Operation::Archive {
                thread,
                renamed: None,
            }),
            _ => void("not about a talk"),
        })
    }

    async fn opening(
        &self,
        guild: &Guild,
        request: &Request,
        of: &Talk,
    ) -> Result<serde_json::Value, DbError> {
        let tutor = self.bot.tutors.registration(guild.id, of.tutor).await?;
        let sentence = tutor.map_or_else(String::new, |tutor| tutor.profile.sentence);
        Ok(talk::opening(
            self.speech(guild.settings.locale),
            request,
            of,
            &sentence,
            guild.settings.tutoring.staff_joins,
        ))
    }

    /// Everybody with the staff role comes into a talk.
    async fn plan_staff_members(&self, guild: &Guild, thread: ChannelId) -> Result<Plan, DbError> {
        let users: Vec<UserId> = match guild.places.staff_role {
            Some(role) => match self.holders(guild.id, role).await {
                Ok(users) => users,
                Err(error) => return Ok(Plan::End(outcome(Err(error)))),
            },
            None => Vec::new(),
        };
        Ok(Plan::Do(Operation::ThreadMembers { thread, users }))
    }

    fn staff_channel(guild: &Guild) -> Result<ChannelId, Plan> {
        guild.places.staff_channel.ok_or_else(|| {
            // There may be one some day.
            Plan::End(failed(FailureKind::Guild, "there is no staff channel"))
        })
    }

    /// The word to staff about a request, and how it stands.
    async fn plan_request_staff(
        &self,
        claim: &Claim,
        guild: &Guild,
        request: &Request,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let speech = self.speech(guild.settings.locale);
        let is_silent = request.talk.is_some_and(|talk| {
            let silent = chrono::Duration::days(guild.settings.tutoring.staff_days.into());
            self.bot.tutors.now() - talk.last_word_at >= silent
        });
        let why = match request.state {
            RequestState::Waiting => self.bot.tutors.why_nobody(request).await?,
            _ => Vec::new(),
        };
        let by_number = |locale| staff::mark(self.speech(locale), request, claim.id);
        if claim.effect == Effect::RequestStaffEdit {
            return Ok(match request.staff_note {
                Some((channel, message)) => Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body: staff::about_request(speech, request, &why, is_silent, None),
                }),
                None => void("staff were not told"),
            });
        }
        let is_of_use = match request.state {
            RequestState::Waiting => request.nobody_since.is_some(),
            RequestState::Matched => is_silent,
            _ => false,
        };
        if !is_of_use && !to_find {
            return Ok(void("it needs nobody any more"));
        }
        let mark = Some(by_number(guild.settings.locale));
        Ok(match Self::staff_channel(guild) {
            Ok(channel) => Plan::Do(Operation::Message {
                channel,
                body: staff::about_request(speech, request, &why, is_silent, mark),
                mark: Mark::in_any_language(|locale| Mark::Footer(by_number(locale))),
            }),
            Err(plan) => plan,
        })
    }

    /// The word to staff about somebody who wants to be a tutor.
    async fn plan_application(
        &self,
        effect: Effect,
        guild: &Guild,
        id: TutorId,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        use crate::tutors::TutorState;
        let Some(tutor) = self.bot.tutors.tutor(guild.id, id).await? else {
            return Ok(void("the registration is gone"));
        };
        let body = staff::about_tutor(self.speech(guild.settings.locale), &tutor);
        if effect == Effect::TutorStaffEdit {
            return Ok(match tutor.staff_note {
                Some((channel, message)) => Plan::Do(Operation::Edit {
                    channel,
                    message,
                    body,
                }),
                None => void("staff were not told"),
            });
        }
        if tutor.state != TutorState::Applied && !to_find {
            return Ok(void("it was decided"));
        }
        Ok(match Self::staff_channel(guild) {
            Ok(channel) => Plan::Do(Operation::Message {
                channel,
                body,
                mark: Mark::Component(staff::see(&tutor).encode()),
            }),
            Err(plan) => plan,
        })
    }
}

//! What the effects about courses ask of Discord: announcements, threads, events, notices.

use super::{Plan, void};
use crate::courses::model::Course;
use crate::courses::notices::{Call, Gathered, NoticeKind};
use crate::courses::reminders::Before;
use crate::courses::{CourseState, Session, Standing};
use crate::db::DbError;
use crate::discord::courses::card::{self, Shown};
use crate::discord::courses::notices::{self, About};
use crate::discord::courses::{CourseSpeech, programme_name};
use crate::discord::custom_id::{CourseIdent, CustomId, SessionAct};
use crate::discord::deliver::DiscordDeliver;
use crate::discord::deliver::mark::Mark;
use crate::discord::deliver::operation::{Operation, behind};
use crate::discord::deliver::outcome::failed;
use crate::discord::deliver::wishes::own_locale;
use crate::discord::questions::told::SILENT;
use crate::guilds::{Guild, Locale};
use crate::i18n::CourseText;
use crate::ids::{ChannelId, CourseId, NoticeId, SessionId, UserId};
use crate::outbox::{Claim, Effect, FailureKind, Outcome};

impl DiscordDeliver {
    /// Whether an effect is about courses.
    pub(in crate::discord::deliver) fn is_about_courses(effect: Effect) -> bool {
        let (kind, _, _) = effect.stored();
        ["course_", "session_"]
            .iter()
            .any(|start| kind.starts_with(start))
    }

    fn course_speech(&self, guild: &Guild) -> CourseSpeech<'_> {
        CourseSpeech {
            words: &self.bot.words,
            locale: guild.settings.locale,
            zone: guild.settings.time_zone,
            now: self.bot.courses.now(),
        }
    }

    pub(super) async fn plan_courses(&self, claim: &Claim, to_find: bool) -> Result<Plan, DbError> {
        let Some(guild) = self.bot.guilds.find(claim.guild).await? else {
            return Ok(void("the guild is unknown"));
        };
        let subject = claim.subject_id;
        match claim.effect {
            Effect::CourseNotice => {
                let id = NoticeId(subject);
                self.plan_course_notice(&guild, id).await
            }
            Effect::CourseCall => self.plan_course_call(&guild, claim).await,
            Effect::CourseCard | Effect::CourseThread => {
                self.plan_card(&guild, claim.effect, CourseId(subject), to_find)
                    .await
            }
            effect => {
                let id = SessionId(subject);
                let found = self.bot.courses.find_session(guild.id, id).await?;
                Ok(match found {
                    Some((session, course, _)) if effect == Effect::SessionEvent => {
                        self.plan_event(&guild, &course, &session, to_find)
                    }
                    Some((session, course, _)) => {
                        self.plan_roll(&guild, effect, &course, &session, to_find)
                    }
                    None => Plan::End(failed(FailureKind::Ours, "the session is gone")),
                })
            }
        }
    }

    async fn plan_card(
        &self,
        guild: &Guild,
        effect: Effect,
        id: CourseId,
        to_find: bool,
    ) -> Result<Plan, DbError> {
        let speech = self.course_speech(guild);
        let Some((course, sessions)) = self.bot.courses.find(guild.id, id).await? else {
            return Ok(Plan::End(failed(FailureKind::Ours, "the course is gone")));
        };
        let channel = match (course.channel, guild.places.course_channel) {
            (Some(channel), _) => channel,
            (None, _) if course.state == CourseState::Draft => {
                return Ok(void("it is not published"));
            }
            (None, Some(channel)) => {
                self.bot.courses.settle_channel(id, channel).await?;
                channel
            }
            (None, None) => {
                return Ok(nowhere());
            }
        };
        if effect == Effect::CourseThread {
            return Ok(match (course.card, course.thread) {
                (_, Some(_)) if !to_find => void("it has a thread"),
                (None, _) if course.state == CourseState::Cancelled => void("it was cancelled"),
                (None, _) => Plan::End(behind("the announcement is not there")),
                (Some(message), _) => Plan::Do(Operation::Thread {
                    channel,
                    message,
                    body: card::thread(speech, &course),
                }),
            });
        }
        let counts = self.bot.courses.counts(id).await?;
        let programme = programme_name(&self.bot, &course).await?;
        let shown = Shown {
            course: &course,
            sessions: &sessions,
            counts,
            programme: programme.as_deref(),
        };
        let body = card::card(speech, &shown);
        let number = course.number;
        let words = &self.bot.words;
        let is_off = course.state == CourseState::Cancelled;
        Ok(match course.card {
            None if is_off && !to_find => void("cancelled before it was announced"),
            None => Plan::Do(Operation::Message {
                channel,
                body,
                mark: Mark::in_any_language(|locale| {
                    Mark::Footer(words.say(locale, &CourseText::CardNumber { number }))
                }),
            }),
            Some(message) => Plan::Do(Operation::Edit {
                channel,
                message,
                body,
            }),
        })
    }

    fn plan_event(&self, guild: &Guild, course: &Course, session: &Session, to_find: bool) -> Plan {
        let speech = self.course_speech(guild);
        let number = session.id.0;
        let mark = |locale| {
            let text = CourseText::SessionNumber { number };
            self.bot.words.say(locale, &text)
        };
        let body = card::event(speech, course, session, &mark(guild.settings.locale));
        let guild = guild.id;
        let gone = session.is_cancelled();
        match session.event {
            None if gone && !to_find => void("cancelled before it had an event"),
            None if session.starts_at <= speech.now && !to_find => void("it has begun"),
            None => Plan::Do(Operation::Event {
                guild,
                body,
                marks: [Locale::Ja, Locale::En].map(mark).to_vec(),
            }),
            Some(event) if gone => Plan::Do(Operation::EventGone { guild, event }),
            Some(event) => Plan::Do(Operation::EventEdit { guild, event, body }),
        }
    }

    /// The word that asks who is there, in the thread or, without one, in the channel.
    fn plan_roll(
        &self,
        guild: &Guild,
        effect: Effect,
        course: &Course,
        session: &Session,
        to_find: bool,
    ) -> Plan {
        let speech = self.course_speech(guild);
        let Some(channel) = place_of(guild, course) else {
            return nowhere();
        };
        let is_open = session.is_open(speech.now);
        let is_off = session.is_cancelled() || course.state != CourseState::Published;
        match (effect, session.roll) {
            (Effect::SessionRoll, _) if (is_off || !is_open) && !to_find => {
                void("it is not the time to ask who is there")
            }
            (Effect::SessionRoll, _) => {
                let mut body = notices::roll(speech, course, session, true);
                if Self::quiet_until(&guild.settings, speech.now).is_some() {
                    body["flags"] = SILENT.into();
                }
                let here = CourseIdent::Session(SessionAct::Here, session.id);
                let mark = Mark::Component(CustomId::Course(here).encode());
                Plan::Do(message_in(course, channel, body, mark))
            }
            (_, None) => void("nobody was asked who is there"),
            (_, Some(message)) => Plan::Do(Operation::Edit {
                channel,
                message,
                body: notices::roll(speech, course, session, false),
            }),
        }
    }

    /// What a notice or call says now, and whom it concerns by now; `None` if that is nobody.
    async fn course_notice(
        &self,
        guild: &Guild,
        said: &Call,
        whose: &[UserId],
        see: CourseIdent,
        locale: Locale,
    ) -> Result<Option<(serde_json::Value, Course, Vec<UserId>)>, DbError> {
        let Call {
            course,
            session,
            kind,
            occasion,
            ..
        } = *said;
        let courses = &self.bot.courses;
        let Some((course, sessions)) = courses.find(guild.id, course).await? else {
            return Ok(None);
        };
        let session = session.and_then(|id| sessions.iter().find(|session| session.id == id));
        let mut people = Vec::new();
        let mut until = None;
        for user in whose {
            let standing = courses.standing(course.id, *user).await?;
            let concerns = match kind {
                NoticeKind::Before(_) => {
                    let is_away = match session {
                        Some(session) => courses.is_away(session.id, *user).await?,
                        None => true,
                    };
                    standing.is_some_and(Standing::is_going) && !is_away
                }
                NoticeKind::Offer => match standing {
                    Some(Standing::Offered { until: kept, .. }) => {
                        until = Some(kept);
                        true
                    }
                    _ => false,
                },
                NoticeKind::Relinked => standing.is_some_and(Standing::is_going),
                NoticeKind::Moved
                | NoticeKind::Changed
                | NoticeKind::Reworded
                | NoticeKind::Added => !matches!(standing, None | Some(Standing::Cancelled)),
                NoticeKind::Form | NoticeKind::FormAgain => match session {
                    Some(session) => courses.is_asked(session.id, *user).await?,
                    None => false,
                },
                // An offer may have run out by it.
                NoticeKind::SessionCancelled | NoticeKind::CourseCancelled | NoticeKind::Lapsed => {
                    true
                }
            };
            if concerns {
                people.push(*user);
            }
        }
        let about = About {
            course: &course,
            sessions: &sessions,
            session,
            kind,
            occasion,
            until,
            see,
        };
        let speech = CourseSpeech {
            locale,
            ..self.course_speech(guild)
        };
        let body = notices::body(speech, &about).filter(|_| !people.is_empty());
        Ok(body.map(|mut body| {
            // What comes in the quiet time makes no sound.
            if Self::quiet_until(&guild.settings, speech.now).is_some() {
                body["flags"] = SILENT.into();
            }
            (body, course, people)
        }))
    }

    /// What the bot says by itself and what has time waits until the quiet time is over: it was
    /// wanted before, and Discord was not to be reached.
    async fn until_people_wake(&self, guild: &Guild, said: &Call) -> Result<Option<Plan>, DbError> {
        let has_time = match said.kind {
            NoticeKind::Before(before) => before != Before::Hour,
            NoticeKind::Form | NoticeKind::FormAgain => true,
            _ => false,
        };
        let now = self.bot.courses.now();
        let Some(until) = Self::quiet_until(&guild.settings, now).filter(|_| has_time) else {
            return Ok(None);
        };
        let session = match said.session {
            Some(id) => self.bot.courses.find_session(guild.id, id).await?,
            None => None,
        };
        // A session in the night makes it necessary.
        let starts_at = session.map(|(session, ..)| session.starts_at);
        if starts_at.is_some_and(|at| now < at && at <= until) {
            return Ok(None);
        }
        Ok(Some(Plan::End(Outcome::Later {
            wait: until - now,
            destination: None,
        })))
    }

    async fn plan_course_notice(&self, guild: &Guild, id: NoticeId) -> Result<Plan, DbError> {
        let Some(notice) = self.bot.courses.notice(id).await? else {
            return Ok(void("the notice is gone"));
        };
        if let Some(later) = self.until_people_wake(guild, &notice.as_call()).await? {
            return Ok(later);
        }
        let see = CourseIdent::Notice(id);
        let member = self.bot.members.find(notice.user).await?;
        let locale = own_locale(&member, guild.settings.locale);
        let said = self
            .course_notice(guild, &notice.as_call(), &[notice.user], see, locale)
            .await?;
        Ok(match said {
            Some((body, ..)) => Plan::Do(Operation::Direct {
                member: member.into(),
                body,
                mark: Mark::Component(CustomId::Course(see).encode()),
            })
            .switched_off_with(notice.kind.is_news()),
            None => void("there is nothing to say any more"),
        })
    }

    async fn plan_course_call(&self, guild: &Guild, claim: &Claim) -> Result<Plan, DbError> {
        let id = claim.subject_id;
        // Before it is whole: until people wake others may have to be mentioned with them.
        if let Some(call) = self.bot.courses.find_call(id).await?
            && let Some(later) = self.until_people_wake(guild, &call).await?
        {
            return Ok(later);
        }
        let gathered = self.bot.courses.gathered(id, claim.expires_at).await?;
        let (call, members) = match gathered {
            Some(Gathered::Whole(call, members)) => (call, members),
            Some(Gathered::Wait(wait)) => {
                return Ok(Plan::End(Outcome::Later {
                    wait,
                    destination: None,
                }));
            }
            None => return Ok(void("the call is gone")),
        };
        let people: Vec<UserId> = members.iter().map(|notice| notice.user).collect();
        let see = CourseIdent::Call(id);
        let locale = guild.settings.locale;
        let said = self
            .course_notice(guild, &call, &people, see, locale)
            .await?;
        let Some((body, course, people)) = said else {
            return Ok(void("there is nothing to say any more"));
        };
        let Some(channel) = place_of(guild, &course) else {
            return Ok(nowhere());
        };
        let people: Vec<String> = people.iter().map(ToString::to_string).collect();
        let body = notices::calling(body, &people);
        let mark = Mark::Component(CustomId::Course(see).encode());
        let said = Plan::Do(message_in(&course, channel, body, mark));
        Ok(said.switched_off_with(call.kind.is_news()))
    }
}

/// Where things are said about a course: in its thread, or its channel. In a channel that was made
/// again its announcement may not stand yet.
fn place_of(guild: &Guild, course: &Course) -> Option<ChannelId> {
    let known = course.thread.or(course.channel);
    known.or(guild.places.course_channel)
}

/// A message in the thread of a course, or, without one, in its channel.
fn message_in(
    course: &Course,
    channel: ChannelId,
    body: serde_json::Value,
    mark: Mark,
) -> Operation {
    if course.thread == Some(channel) {
        Operation::InThread {
            thread: channel,
            body,
            mark,
        }
    } else {
        Operation::Message {
            channel,
            body,
            mark,
        }
    }
}

/// Staff see to it that there is a channel, and then it is tried again.
fn nowhere() -> Plan {
    Plan::End(failed(FailureKind::Guild, "there is no course channel"))
}

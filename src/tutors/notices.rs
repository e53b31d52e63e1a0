//! What people are told about tutors: by direct message, or where those are closed or not
//! wanted in a room of their own, a private thread with the bot.

use super::service::Tutors;
use super::store::notices as table;
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::{ChannelId, GuildId, MessageId, NoticeId, OfferId, RequestId, TutorId, UserId};
use crate::members::Telling;
use crate::outbox::{Effect, Wanted};

/// What somebody is told, and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// To a tutor: a request is offered to them.
    Offer(OfferId),
    /// To a member: staff have asked for a tutor in their place.
    Made(RequestId),
    /// To a member: nobody can be found at present.
    Nobody(RequestId),
    /// To a member: it still waits.
    Still(RequestId),
    /// To a member: the tutor cannot go on, and another is looked for.
    Back(RequestId),
    /// To a member: a tutor has taken it.
    Matched(RequestId),
    /// To a member: staff have closed it.
    Closed(RequestId),
    /// To a member: it has run out.
    Expired(RequestId),
    /// To a member: how did it go?
    Form(RequestId),
    /// To a tutor: it is over, with thanks.
    Thanks(RequestId),
    /// To a tutor: what the member wanted to say to them.
    Note(RequestId),
    /// To a tutor: the talk is no longer theirs.
    Taken(RequestId),
    /// To a tutor: staff have approved them.
    Approved(TutorId),
    /// To somebody who wanted to be one: staff have not.
    Refused(TutorId),
    /// To a tutor: several offers ran out, and they are paused.
    Silent(TutorId),
    /// To a tutor: they have lost the role, and are paused.
    RoleLost(TutorId),
    /// To a tutor: their pause is over.
    Resumed(TutorId),
}

impl NoticeKind {
    /// The name in the table and what it is about.
    #[must_use]
    pub fn stored(self) -> (&'static str, i64) {
        match self {
            Self::Offer(id) => ("offer", id.0),
            Self::Made(id) => ("made", id.0),
            Self::Nobody(id) => ("nobody", id.0),
            Self::Still(id) => ("still", id.0),
            Self::Back(id) => ("back", id.0),
            Self::Matched(id) => ("matched", id.0),
            Self::Closed(id) => ("closed", id.0),
            Self::Expired(id) => ("expired", id.0),
            Self::Form(id) => ("form", id.0),
            Self::Thanks(id) => ("thanks", id.0),
            Self::Note(id) => ("note", id.0),
            Self::Taken(id) => ("taken", id.0),
            Self::Approved(id) => ("approved", id.0),
            Self::Refused(id) => ("refused", id.0),
            Self::Silent(id) => ("silent", id.0),
            Self::RoleLost(id) => ("role_lost", id.0),
            Self::Resumed(id) => ("resumed", id.0),
        }
    }

    #[must_use]
    pub fn from_stored(name: &str, about: i64) -> Option<Self> {
        Some(match name {
            "offer" => Self::Offer(OfferId(about)),
            "made" => Self::Made(RequestId(about)),
            "nobody" => Self::Nobody(RequestId(about)),
            "still" => Self::Still(RequestId(about)),
            "back" => Self::Back(RequestId(about)),
            "matched" => Self::Matched(RequestId(about)),
            "closed" => Self::Closed(RequestId(about)),
            "expired" => Self::Expired(RequestId(about)),
            "form" => Self::Form(RequestId(about)),
            "thanks" => Self::Thanks(RequestId(about)),
            "note" => Self::Note(RequestId(about)),
            "taken" => Self::Taken(RequestId(about)),
            "approved" => Self::Approved(TutorId(about)),
            "refused" => Self::Refused(TutorId(about)),
            "silent" => Self::Silent(TutorId(about)),
            "role_lost" => Self::RoleLost(TutorId(about)),
            "resumed" => Self::Resumed(TutorId(about)),
            _ => return None,
        })
    }

    /// Whether it is said because of the time alone, and waits for the end of the quiet time.
    #[must_use]
    pub fn is_by_itself(self) -> bool {
        matches!(
            self,
            Self::Still(_) | Self::Expired(_) | Self::Silent(_) | Self::Resumed(_)
        )
    }
}

/// Something that somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub guild: GuildId,
    pub user: UserId,
    pub kind: NoticeKind,
    /// Where it stands, once it does.
    pub place: Option<(ChannelId, MessageId)>,
}

/// A private thread with somebody who is not told things by direct message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub id: i64,
    pub guild: GuildId,
    pub user: UserId,
    /// Grows when its thread was deleted and another is made.
    pub version: i64,
    pub thread: Option<ChannelId>,
}

impl Tutors {
    /// Wants somebody to be told, once for each occasion, in the way that they prefer.
    pub(super) async fn notify(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        (guild, user): (GuildId, UserId),
        kind: NoticeKind,
        occasion: i64,
    ) -> Result<(), DbError> {
        if user.is_erased() {
            return Ok(());
        }
        let now = self.clock.now();
        let notice = table::insert(tx, guild, user, kind, occasion, now).await?;
        let Some(notice) = notice else {
            return Ok(());
        };
        let wishes = self.members.find_in(tx, user).await?.wishes;
        if settings.direct_messages && wishes.telling == Telling::Direct {
            self.want(tx, guild, notice.id.0, Effect::TutorNotice, "")
                .await
        } else {
            let wanted = self.in_room(tx, &notice).await?;
            self.outbox.want(tx, &wanted).await
        }
    }

    /// A notice in the room of whom it is for; the room is wanted with it.
    async fn in_room(&self, tx: &mut Tx, notice: &Notice) -> Result<Wanted, DbError> {
        let (room, _) = table::room(tx, notice.guild, notice.user).await?;
        self.want_room(tx, &room).await?;
        let effect = Effect::TutorNoticeHere(notice.id.0);
        Ok(self.wanted(notice.guild, room.id, effect, ""))
    }

    async fn want_room(&self, tx: &mut Tx, room: &Room) -> Result<(), DbError> {
        let version = room.version.to_string();
        for effect in [Effect::TutorRoom, Effect::TutorRoomMember] {
            self.want(tx, room.guild, room.id, effect, &version).await?;
        }
        Ok(())
    }

    /// Somebody cannot be told directly: what is wanted instead.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn told_in_room(&self, tx: &mut Tx, id: NoticeId) -> Result<Option<Wanted>, DbError> {
        let Some(notice) = table::find_in(tx, id).await? else {
            return Ok(None);
        };
        self.members.dms_closed(tx, notice.user).await?;
        self.in_room(tx, &notice).await.map(Some)
    }

    /// What stands of a notice changes, wherever it stands.
    pub(super) async fn edit_notices(
        &self,
        tx: &mut Tx,
        kind: NoticeKind,
        occasion: i64,
    ) -> Result<(), DbError> {
        for notice in table::about(tx, kind).await? {
            let why = occasion.to_string();
            let id = notice.id.0;
            self.want(tx, notice.guild, id, Effect::TutorNoticeEdit, &why)
                .await?;
            if let Some(room) = table::room_of_in(tx, notice.guild, notice.user).await? {
                let effect = Effect::TutorNoticeHereEdit(id);
                self.want(tx, notice.guild, room.id, effect, &why).await?;
            }
        }
        Ok(())
    }

    /// A notice.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn notice(&self, id: NoticeId) -> Result<Option<Notice>, DbError> {
        table::find(&self.db, id).await
    }

    /// Records where a notice stands: in a room, or in the conversation with whom it is for.
    /// One that was found there may show what was true before.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn notice_told(
        &self,
        tx: &mut Tx,
        id: NoticeId,
        room: Option<i64>,
        message: MessageId,
        is_found: bool,
    ) -> Result<(), DbError> {
        let Some(notice) = table::find_in(tx, id).await? else {
            return Ok(());
        };
        let channel = match room {
            Some(room) => table::find_room_in(tx, room)
                .await?
                .and_then(|room| room.thread),
            None => {
                self.members
                    .find_in(tx, notice.user)
                    .await?
                    .reach
                    .dm_channel
            }
        };
        let Some(channel) = channel else {
            return Ok(());
        };
        table::placed(tx, id, channel, message).await?;
        if is_found {
            let effect = match room {
                Some(_) => Effect::TutorNoticeHereEdit(id.0),
                None => Effect::TutorNoticeEdit,
            };
            let subject = room.unwrap_or(id.0);
            self.want(tx, notice.guild, subject, effect, "found")
                .await?;
        }
        Ok(())
    }

    /// A room.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn room(&self, id: i64) -> Result<Option<Room>, DbError> {
        table::find_room(&self.db, id).await
    }

    /// Records the thread of a room.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn room_made(&self, tx: &mut Tx, id: i64, thread: ChannelId) -> Result<(), DbError> {
        table::room_made(tx, id, thread).await
    }

    /// The thread of a room was deleted: there will be another for what was not said in it.
    pub(super) async fn room_lost(
        &self,
        guild: GuildId,
        thread: ChannelId,
    ) -> Result<bool, DbError> {
        let mut tx = self.hold(guild).await?;
        let lost = table::room_lost(&mut tx, guild, thread).await?;
        if let Some(room) = &lost {
            self.want_room(&mut tx, room).await?;
        }
        self.commit(tx).await?;
        Ok(lost.is_some())
    }
}

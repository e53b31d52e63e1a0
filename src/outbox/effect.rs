//! Which effects there are, and how urgent each is.

/// An effect on Discord. What it makes is decided when it is sent
/// (`discord/deliver`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The guild's commands are those of this version.
    Commands,
    /// The standing message of the panel.
    Panel,
    /// A word to staff about an effect that failed; the subject is that effect.
    StaffNotice,
    /// Whoever brought the bot into a guild is invited to set it up.
    Invitation,
    /// The same in a channel of the guild.
    InvitationHere,
    /// The invitation in a channel goes, because somebody has begun.
    InvitationGone,
    /// A word to staff about what has broken in the guild.
    SetupNotice,
    /// A role or channel is made, by the number of its use.
    PlaceMade(u8),
    /// It is taken back.
    PlaceGone(u8),
    /// A question's card in the question channel.
    QuestionCard,
    /// The thread of the card.
    QuestionThread,
    /// The first message in the thread.
    QuestionOpening,
    /// A part of a text that is too long for the card, 1 or 2.
    QuestionText(u8),
    /// The card shows the question's state.
    QuestionCardEdit,
    /// So does the opening message.
    QuestionOpeningEdit,
    /// A part of a long text is emptied, because the question was taken back.
    QuestionTextGone(u8),
    /// The thread is read for replies that came while nobody listened.
    QuestionLook,
    /// The asker is told by direct message that there is an answer.
    QuestionAnswered,
    /// The same in the question's thread, because the asker's direct messages are closed.
    QuestionAnsweredHere,
    /// The name and the tags of a question's thread are as they should be.
    QuestionThreadEdit,
    /// A part of a long text is as it was written anew.
    QuestionTextEdit(u8),
    /// Its tutors are called in the thread.
    QuestionCall,
    /// Staff are told that it waits.
    QuestionStaff,
    /// The word to staff shows how it stands.
    QuestionStaffEdit,
    /// Whoever owes the next word is reminded.
    QuestionRemind,
    /// The asker is asked by direct message whether it is resolved.
    QuestionCheck,
    /// The same in the thread.
    QuestionCheckHere,
    /// The thread of a closed question is archived.
    QuestionRest,
    /// Whoever gave the answer is thanked.
    QuestionThanks,
    /// Whoever is asked by staff to answer hears of it.
    QuestionAssigned,
    /// The thread says into which question it was merged.
    QuestionMergedHere,
    /// The bot writes a word for somebody into the thread; the subject is the word.
    QuestionPost,
    /// Such a word is emptied.
    QuestionPostGone,
    /// A direct message that repeats the title is emptied; the subject is the copy.
    QuestionCopyGone,
    /// Staff are told what was deleted by hand; the subject is the loss.
    QuestionLost,
    /// What is left of a question that is made anew goes; the subject is its old card.
    QuestionOldCardGone,
    /// The thread that is left of it is archived; the subject is that thread.
    QuestionOldThreadClosed,
    /// A follower is told by direct message; the subject is the following.
    FollowerTold,
    /// Followers are told together in the thread; the subject is the first of them.
    FollowersTold,
    /// The bot offers to record a plain message; the subject is the offer.
    RecordOffer,
    /// That offer goes.
    RecordOfferGone,
    /// Somebody is told something about tutors by direct message; the subject is the notice.
    TutorNotice,
    /// What was told so shows how it stands.
    TutorNoticeEdit,
    /// A room for somebody whose direct messages are closed; the subject is the room.
    TutorRoom,
    /// They are in it.
    TutorRoomMember,
    /// A notice, by its number, in the room.
    TutorNoticeHere(i64),
    /// What was told there shows how it stands.
    TutorNoticeHereEdit(i64),
    /// The thread of a talk; the subject is the request, as of the next.
    TalkThread,
    /// The member (1) or the tutor (2) is in it.
    TalkMember(u8),
    /// Staff are in it.
    TalkStaff,
    /// The first message, which introduces both.
    TalkOpening,
    /// It shows how the talk stands.
    TalkOpeningEdit,
    /// Whoever's turn it is is reminded.
    TalkRemind,
    /// The other one is asked whether it is over.
    TalkAsk,
    /// It goes on.
    TalkGoesOn,
    /// It is over.
    TalkDone,
    /// The thread of a talk that is over is archived.
    TalkRest,
    /// The thread is read for words that came while nobody listened.
    TalkLook,
    /// A thread in which nothing more is said is archived; the subject is the thread.
    TalkLeft,
    /// Staff are told that a request has nobody, or that a talk is silent.
    RequestStaff,
    /// The word to staff shows how it stands.
    RequestStaffEdit,
    /// Staff are told that somebody wants to be a tutor; the subject is the registration.
    TutorStaff,
    /// The word to staff shows what was decided.
    TutorStaffEdit,
    /// It is looked at who is still there, and who has the tutor role.
    TutorsLook,
    /// A member has a role, or has it no longer.
    MemberRole,
    /// A course's announcement shows the course as it is.
    CourseCard,
    /// The thread of the announcement.
    CourseThread,
    /// Somebody is told something about a course by direct message; the subject is the notice.
    CourseNotice,
    /// Several people are told the same in the thread; the subject is the call.
    CourseCall,
    /// A session's scheduled event shows the session as it is.
    SessionEvent,
    /// Those on the spot are asked to say that they are there.
    SessionRoll,
    /// They cannot say so any more.
    SessionRollEdit,
    /// Somebody whose data is erased is taken out of messages; the subject is the trace.
    ErasureTrace,
    /// They are told that it is done; the subject is the erasure.
    ErasureTold,
    /// Somebody who comes new is welcomed; the subject is the newcomer.
    Welcome,
    /// The same where everybody sees it, because their direct messages are closed.
    WelcomeHere,
    /// It goes from there, because they do not agree; the subject is the message.
    WelcomeGone,
    /// Somebody of whom nothing was heard is spoken to once more.
    Nudge,
    /// Staff are told what of a programme goes, and when; the subject is the programme.
    RetentionNotice,
    /// Somebody has written to the bot itself, and is told where somebody reads; the subject is
    /// their message.
    NobodyReads,
}

/// How urgent an effect is: the lower lanes wait while something is due in an upper one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Somebody did something just now and waits for what follows.
    Person,
    /// It belongs to a moment.
    Timed,
    /// It is for many, and nobody waits for this one.
    Bulk,
}

impl Lane {
    pub const ALL: [Self; 3] = [Self::Person, Self::Timed, Self::Bulk];

    /// The number in the table, 0 to 2.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Person => 0,
            Self::Timed => 1,
            Self::Bulk => 2,
        }
    }

    /// The lane of a stored number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|lane| lane.number() == number)
    }
}

impl Effect {
    /// Kind, subject and part as the table stores them.
    #[must_use]
    pub fn stored(self) -> (&'static str, &'static str, i64) {
        match self {
            Self::Commands => ("commands", "commands", 0),
            Self::Panel => ("panel", "panel", 0),
            Self::StaffNotice => ("staff_notice", "staff_notice", 0),
            Self::Invitation => ("invitation", "invitation", 0),
            Self::InvitationHere => ("invitation_here", "invitation", 0),
            Self::InvitationGone => ("invitation_gone", "invitation", 0),
            Self::SetupNotice => ("setup_notice", "setup_notice", 0),
            Self::PlaceMade(part) => ("place_made", "places", i64::from(part)),
            Self::PlaceGone(part) => ("place_gone", "places", i64::from(part)),
            Self::QuestionCard => ("question_card", "question", 0),
            Self::QuestionThread => ("question_thread", "question", 0),
            Self::QuestionOpening => ("question_opening", "question", 0),
            Self::QuestionText(part) => ("question_text", "question", i64::from(part)),
            Self::QuestionCardEdit => ("question_card_edit", "question", 0),
            Self::QuestionOpeningEdit => ("question_opening_edit", "question", 0),
            Self::QuestionTextGone(part) => ("question_text_gone", "question", i64::from(part)),
            Self::QuestionLook => ("question_look", "question_look", 0),
            Self::QuestionAnswered => ("question_answered", "question_told", 0),
            Self::QuestionAnsweredHere => ("question_answered_here", "question_told", 0),
            Self::QuestionThreadEdit => ("question_thread_edit", "question", 0),
            Self::QuestionTextEdit(part) => ("question_text_edit", "question", i64::from(part)),
            Self::QuestionCall => ("question_call", "question_care", 0),
            Self::QuestionStaff => ("question_staff", "question_staff", 0),
            Self::QuestionStaffEdit => ("question_staff_edit", "question_staff", 0),
            Self::QuestionRemind => ("question_remind", "question_care", 0),
            Self::QuestionCheck => ("question_check", "question_told", 0),
            Self::QuestionCheckHere => ("question_check_here", "question_told", 0),
            Self::QuestionRest => ("question_rest", "question", 0),
            Self::QuestionThanks => ("question_thanks", "question_care", 0),
            Self::QuestionAssigned => ("question_assigned", "question_care", 0),
            Self::QuestionMergedHere => ("question_merged_here", "question_care", 0),
            Self::QuestionPost => ("question_post", "question_post", 0),
            Self::QuestionPostGone => ("question_post_gone", "question_post", 0),
            Self::QuestionCopyGone => ("question_copy_gone", "question_copy", 0),
            Self::QuestionLost => ("question_lost", "question_lost", 0),
            Self::QuestionOldCardGone => ("question_old_card_gone", "question_old_card", 0),
            Self::QuestionOldThreadClosed => {
                ("question_old_thread_closed", "question_old_thread", 0)
            }
            Self::FollowerTold => ("follower_told", "follower", 0),
            Self::FollowersTold => ("followers_told", "followers", 0),
            Self::RecordOffer => ("record_offer", "record_offer", 0),
            Self::RecordOfferGone => ("record_offer_gone", "record_offer", 0),
            Self::TutorNotice => ("tutor_notice", "tutor_notice", 0),
            Self::TutorNoticeEdit => ("tutor_notice_edit", "tutor_notice", 0),
            Self::TutorRoom => ("tutor_room", "tutor_room", 0),
            Self::TutorRoomMember => ("tutor_room_member", "tutor_room", 0),
            Self::TutorNoticeHere(notice) => ("tutor_notice_here", "tutor_room", notice),
            Self::TutorNoticeHereEdit(notice) => ("tutor_notice_here_edit", "tutor_room", notice),
            Self::TalkThread => ("talk_thread", "tutor_request", 0),
            Self::TalkMember(side) => ("talk_member", "tutor_request", i64::from(side)),
            Self::TalkStaff => ("talk_staff", "tutor_request", 0),
            Self::TalkOpening => ("talk_opening", "tutor_request", 0),
            Self::TalkOpeningEdit => ("talk_opening_edit", "tutor_request", 0),
            Self::TalkRemind => ("talk_remind", "tutor_request", 0),
            Self::TalkAsk => ("talk_ask", "tutor_request", 0),
            Self::TalkGoesOn => ("talk_goes_on", "tutor_request", 0),
            Self::TalkDone => ("talk_done", "tutor_request", 0),
            Self::TalkRest => ("talk_rest", "tutor_request", 0),
            Self::TalkLook => ("talk_look", "talk_look", 0),
            Self::TalkLeft => ("talk_left", "talk_left", 0),
            Self::RequestStaff => ("request_staff", "request_staff", 0),
            Self::RequestStaffEdit => ("request_staff_edit", "request_staff", 0),
            Self::TutorStaff => ("tutor_staff", "tutor_staff", 0),
            Self::TutorStaffEdit => ("tutor_staff_edit", "tutor_staff", 0),
            Self::TutorsLook => ("tutors_look", "tutors_look", 0),
            Self::MemberRole => ("member_role", "member_role", 0),
            Self::CourseCard => ("course_card", "course", 0),
            Self::CourseThread => ("course_thread", "course", 0),
            Self::CourseNotice => ("course_notice", "course_notice", 0),
            Self::CourseCall => ("course_call", "course_call", 0),
            Self::SessionEvent => ("session_event", "session_event", 0),
            Self::SessionRoll => ("session_roll", "session", 0),
            Self::SessionRollEdit => ("session_roll_edit", "session", 0),
            Self::ErasureTrace => ("erasure_trace", "erasure_trace", 0),
            Self::ErasureTold => ("erasure_told", "erasure", 0),
            Self::Welcome => ("welcome", "newcomer", 0),
            Self::WelcomeHere => ("welcome_here", "newcomer", 0),
            Self::WelcomeGone => ("welcome_gone", "welcome_gone", 0),
            Self::Nudge => ("nudge", "newcomer", 0),
            Self::RetentionNotice => ("retention_notice", "programme", 0),
            Self::NobodyReads => ("nobody_reads", "direct_message", 0),
        }
    }

    /// The effect that was stored.
    #[must_use]
    pub fn from_stored(kind: &str, part: i64) -> Option<Self> {
        let known = Self::ALL
            .into_iter()
            .find(|known| known.stored().0 == kind)?;
        Some(match known {
            Self::QuestionText(_) => Self::QuestionText(u8::try_from(part).ok()?),
            Self::QuestionTextGone(_) => Self::QuestionTextGone(u8::try_from(part).ok()?),
            Self::QuestionTextEdit(_) => Self::QuestionTextEdit(u8::try_from(part).ok()?),
            Self::TalkMember(_) => Self::TalkMember(u8::try_from(part).ok()?),
            Self::TutorNoticeHere(_) => Self::TutorNoticeHere(part),
            Self::TutorNoticeHereEdit(_) => Self::TutorNoticeHereEdit(part),
            Self::PlaceMade(_) => Self::PlaceMade(u8::try_from(part).ok()?),
            Self::PlaceGone(_) => Self::PlaceGone(u8::try_from(part).ok()?),
            other => other,
        })
    }

    /// Whether the effect brings something to a state rather than making something
    /// new: it may be wanted again as soon as it is under way.
    #[must_use]
    pub fn is_repeatable(self) -> bool {
        matches!(
            self,
            Self::Commands
                | Self::Panel
                | Self::SetupNotice
                | Self::InvitationGone
                | Self::PlaceMade(_)
                | Self::PlaceGone(_)
                | Self::QuestionLook
                | Self::QuestionThreadEdit
                | Self::TalkLook
                | Self::TutorsLook
                | Self::MemberRole
                | Self::CourseCard
                | Self::SessionEvent
        )
    }

    /// Whether staff hear of it when it fails.
    #[must_use]
    pub fn concerns_staff(self) -> bool {
        !matches!(self, Self::StaffNotice | Self::NobodyReads | Self::Nudge)
    }

    /// Whether the conversation is all by which it is known whom it is for: it is not kept
    /// longer than it takes.
    #[must_use]
    pub fn is_to_a_conversation(self) -> bool {
        self == Self::NobodyReads
    }

    /// Every effect, of those with parts the first.
    pub(super) const ALL: [Self; 80] = [
        Self::Commands,
        Self::Panel,
        Self::StaffNotice,
        Self::Invitation,
        Self::InvitationHere,
        Self::InvitationGone,
        Self::SetupNotice,
        Self::PlaceMade(1),
        Self::PlaceGone(1),
        Self::QuestionCard,
        Self::QuestionThread,
        Self::QuestionOpening,
        Self::QuestionText(1),
        Self::QuestionCardEdit,
        Self::QuestionOpeningEdit,
        Self::QuestionTextGone(1),
        Self::QuestionLook,
        Self::QuestionAnswered,
        Self::QuestionAnsweredHere,
        Self::QuestionThreadEdit,
        Self::QuestionTextEdit(1),
        Self::QuestionCall,
        Self::QuestionStaff,
        Self::QuestionStaffEdit,
        Self::QuestionRemind,
        Self::QuestionCheck,
        Self::QuestionCheckHere,
        Self::QuestionRest,
        Self::QuestionThanks,
        Self::QuestionAssigned,
        Self::QuestionMergedHere,
        Self::QuestionPost,
        Self::QuestionPostGone,
        Self::QuestionCopyGone,
        Self::QuestionLost,
        Self::QuestionOldCardGone,
        Self::QuestionOldThreadClosed,
        Self::FollowerTold,
        Self::FollowersTold,
        Self::RecordOffer,
        Self::RecordOfferGone,
        Self::TutorNotice,
        Self::TutorNoticeEdit,
        Self::TutorRoom,
        Self::TutorRoomMember,
        Self::TutorNoticeHere(1),
        Self::TutorNoticeHereEdit(1),
        Self::TalkThread,
        Self::TalkMember(1),
        Self::TalkStaff,
        Self::TalkOpening,
        Self::TalkOpeningEdit,
        Self::TalkRemind,
        Self::TalkAsk,
        Self::TalkGoesOn,
        Self::TalkDone,
        Self::TalkRest,
        Self::TalkLook,
        Self::TalkLeft,
        Self::RequestStaff,
        Self::RequestStaffEdit,
        Self::TutorStaff,
        Self::TutorStaffEdit,
        Self::TutorsLook,
        Self::MemberRole,
        Self::CourseCard,
        Self::CourseThread,
        Self::CourseNotice,
        Self::CourseCall,
        Self::SessionEvent,
        Self::SessionRoll,
        Self::SessionRollEdit,
        Self::ErasureTrace,
        Self::ErasureTold,
        Self::Welcome,
        Self::WelcomeHere,
        Self::WelcomeGone,
        Self::Nudge,
        Self::RetentionNotice,
        Self::NobodyReads,
    ];

    /// How urgent it is.
    #[must_use]
    pub fn lane(self) -> Lane {
        match self {
            Self::StaffNotice
            | Self::SetupNotice
            | Self::QuestionLook
            | Self::QuestionCall
            | Self::QuestionStaff
            | Self::QuestionRemind
            | Self::QuestionCheck
            | Self::QuestionCheckHere
            | Self::QuestionRest
            | Self::QuestionLost
            | Self::QuestionOldThreadClosed
            | Self::FollowerTold
            | Self::FollowersTold
            | Self::TalkRemind
            | Self::TalkRest
            | Self::TalkLook
            | Self::TalkLeft
            | Self::RequestStaff
            | Self::RequestStaffEdit
            | Self::TutorsLook
            | Self::CourseNotice
            | Self::CourseCall
            | Self::SessionEvent
            | Self::SessionRoll => Lane::Timed,
            Self::CourseCard
            | Self::ErasureTrace
            | Self::ErasureTold
            | Self::Welcome
            | Self::WelcomeHere
            | Self::Nudge
            | Self::RetentionNotice => Lane::Bulk,
            _ => Lane::Person,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_effect_is_read_back_as_it_was_stored() {
        let parts = [
            Effect::QuestionText(2),
            Effect::QuestionTextGone(2),
            Effect::TalkMember(2),
            Effect::TutorNoticeHere(1 << 40),
        ];
        for effect in Effect::ALL.into_iter().chain(parts) {
            let (kind, _, part) = effect.stored();
            assert_eq!(Effect::from_stored(kind, part), Some(effect));
        }
    }
}

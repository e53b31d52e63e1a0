//! Which of what people press has something kept about them.

use super::{
    Act, AskId, CourseAct, CourseDesk, CourseIdent, CustomId, Desk, FaqIdent, ID_MOST, MemberIdent,
    OfferAct, RequestAct, SessionAct, TutorIdent,
};

impl CustomId {
    /// Whether something new about whoever presses is kept for it: reading, looking around, ending
    /// what one had begun, being silent or not any more, and one's own data are free of that, and
    /// staff set the bot up in any case. Programmes can be left as well as joined: whoever joins one
    /// is asked there.
    #[must_use]
    pub fn keeps(&self) -> bool {
        match self {
            Self::Member(id) => matches!(
                id,
                MemberIdent::TellMention
                    | MemberIdent::Quiet
                    | MemberIdent::Interests
                    | MemberIdent::InterestsSet
            ),
            Self::Agree(_) | Self::Setup(_) | Self::List(_) | Self::LooksBefore(_) => false,
            Self::Faq(id) => !matches!(
                id,
                FaqIdent::Open
                    | FaqIdent::Page(_)
                    | FaqIdent::Pick
                    | FaqIdent::Search
                    | FaqIdent::Entry(_)
            ),
            Self::Question(act, _) => !matches!(
                act,
                Act::Menu
                    | Act::Unfollow
                    | Act::Resolve
                    | Act::Withdraw
                    | Act::WithdrawYes
                    | Act::WithdrawNo
            ),
            Self::Course(id) => !matches!(
                id,
                CourseIdent::Desk(
                    CourseDesk::List | CourseDesk::Mine | CourseDesk::MineFile | CourseDesk::Pick
                ) | CourseIdent::Course(
                    CourseAct::See
                        | CourseAct::File
                        | CourseAct::Leave
                        | CourseAct::LeaveYes
                        | CourseAct::Decline,
                    _
                ) | CourseIdent::Session(
                    SessionAct::GiveUp | SessionAct::SessionFile | SessionAct::Link,
                    _
                ) | CourseIdent::Notice(_)
                    | CourseIdent::Call(_)
            ),
            Self::Tutor(id) => !matches!(
                id,
                TutorIdent::Desk(Desk::Own | Desk::Pick | Desk::Pause)
                    | TutorIdent::Notice(_)
                    | TutorIdent::Offer(OfferAct::Decline, _)
                    | TutorIdent::Request(
                        RequestAct::See
                            | RequestAct::Cancel
                            | RequestAct::CancelYes
                            | RequestAct::CancelNo
                            | RequestAct::Close
                            | RequestAct::CloseYes
                            | RequestAct::End
                            | RequestAct::Back
                            | RequestAct::BackYes
                            | RequestAct::BackNo
                            | RequestAct::KeepNo,
                        _
                    )
            ),
            Self::Ask(_)
            | Self::Speak(_)
            | Self::RemakeAll(_)
            | Self::DmsOpened
            | Self::ByMention => true,
        }
    }

    /// Whether it is about how one is told things, which is the same in all servers.
    #[must_use]
    pub fn is_about_telling(&self) -> bool {
        matches!(
            self,
            Self::Member(
                MemberIdent::Tell
                    | MemberIdent::TellDirect
                    | MemberIdent::TellNothing
                    | MemberIdent::QuietOff
            )
        )
    }

    /// Whether it is about what is kept about oneself: one need not be there to see and erase it.
    #[must_use]
    pub fn is_about_own_data(&self) -> bool {
        matches!(
            self,
            Self::Member(
                MemberIdent::Data
                    | MemberIdent::DataFile
                    | MemberIdent::Looks
                    | MemberIdent::Erase
                    | MemberIdent::EraseSure
                    | MemberIdent::EraseYes
            ) | Self::LooksBefore(_)
        )
    }

    /// Whether pressing it is joining a course, which is agreeing to what is kept of that and to
    /// nothing else: the words beside the button say so.
    #[must_use]
    pub fn agrees(&self) -> bool {
        match self {
            Self::Course(CourseIdent::Course(CourseAct::Join, _)) => true,
            Self::Agree(Some(then)) => then.agrees(),
            _ => false,
        }
    }

    /// The button by which one agrees and goes on with this, where Discord takes an id so long.
    #[must_use]
    pub fn after_agreeing(self) -> Self {
        // It is about the message on which it was pressed.
        if let Self::Ask(AskId::Record(_)) = self {
            return Self::Agree(None);
        }
        let then = Self::Agree(Some(Box::new(self)));
        if then.encode().chars().count() <= ID_MOST {
            then
        } else {
            Self::Agree(None)
        }
    }
}

//! Which of what people press has something kept about them.

use super::{
    Act, CourseAct, CourseDesk, CourseIdent, CustomId, Desk, FaqIdent, MemberIdent, SessionAct,
    TutorIdent,
};

/// Discord takes no longer ids.
const ID_MOST: usize = 100;

impl CustomId {
    /// Whether something about whoever presses is kept for it: reading, looking around, and one's
    /// own data are free of that, and staff set the bot up in any case.
    #[must_use]
    pub fn keeps(&self) -> bool {
        match self {
            Self::Member(id) => matches!(
                id,
                MemberIdent::TellDirect
                    | MemberIdent::TellMention
                    | MemberIdent::TellNothing
                    | MemberIdent::Quiet
                    | MemberIdent::QuietOff
                    | MemberIdent::Programmes
                    | MemberIdent::ProgrammesSet
                    | MemberIdent::Interests
                    | MemberIdent::InterestsSet
            ),
            Self::Agree(_) | Self::Setup(_) | Self::List(_) => false,
            Self::Faq(id) => !matches!(
                id,
                FaqIdent::Open
                    | FaqIdent::Page(_)
                    | FaqIdent::Pick
                    | FaqIdent::Search
                    | FaqIdent::Entry(_)
            ),
            Self::Question(act, _) => !matches!(act, Act::Menu),
            Self::Course(id) => !matches!(
                id,
                CourseIdent::Desk(
                    CourseDesk::List | CourseDesk::Mine | CourseDesk::MineFile | CourseDesk::Pick
                ) | CourseIdent::Course(CourseAct::See | CourseAct::File, _)
                    | CourseIdent::Session(SessionAct::SessionFile, _)
            ),
            Self::Tutor(id) => !matches!(id, TutorIdent::Desk(Desk::Own | Desk::Pick)),
            Self::Ask(_)
            | Self::Speak(_)
            | Self::RemakeAll(_)
            | Self::DmsOpened
            | Self::ByMention => true,
        }
    }

    /// Whether pressing it is agreeing: what is said beside the button says so.
    #[must_use]
    pub fn agrees(&self) -> bool {
        matches!(self, Self::Course(CourseIdent::Course(CourseAct::Join, _)))
    }

    /// The button by which one agrees and goes on with this, where Discord takes an id so long.
    #[must_use]
    pub fn after_agreeing(self) -> Self {
        let then = Self::Agree(Some(Box::new(self)));
        if then.encode().len() <= ID_MOST {
            then
        } else {
            Self::Agree(None)
        }
    }
}

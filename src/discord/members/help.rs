//! 「つかいかた」: by situation, with the button that does it at once.

use serde_json::{Value, json};

use crate::discord::custom_id::{
    AskId, CourseDesk, CustomId, Desk, FaqIdent, ListId, MemberIdent, SetupId, TutorIdent,
};
use crate::discord::reply::{Caller, Said, buttons, row};
use crate::guilds::panel::{PanelButton, PanelContent};
use crate::i18n::{CourseText, MemberText, Text};
use crate::questions::finding::{Scope, Shelf, Turn};

/// What somebody may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Situation {
    Ask,
    MyQuestions,
    Faq,
    Tutor,
    Course,
    LeaveCourse,
    BecomeTutor,
    Notices,
    Data,
    Words,
    Setup,
}

impl Situation {
    /// All of them, in the order in which they are offered, with the values of the select.
    const ALL: [(Self, &'static str); 11] = [
        (Self::Ask, "ask"),
        (Self::MyQuestions, "mine"),
        (Self::Faq, "faq"),
        (Self::Tutor, "tutor"),
        (Self::Course, "course"),
        (Self::LeaveCourse, "leave"),
        (Self::BecomeTutor, "join"),
        (Self::Notices, "notices"),
        (Self::Data, "data"),
        (Self::Words, "words"),
        (Self::Setup, "setup"),
    ];

    /// What must be switched on for it.
    fn needs(self) -> Option<PanelButton> {
        match self {
            Self::Ask | Self::MyQuestions => Some(PanelButton::Ask),
            Self::Faq => Some(PanelButton::Faq),
            Self::Tutor => Some(PanelButton::Tutor),
            Self::BecomeTutor => Some(PanelButton::Join),
            Self::Course | Self::LeaveCourse => Some(PanelButton::Courses),
            Self::Notices | Self::Data | Self::Words | Self::Setup => None,
        }
    }

    fn texts(self) -> (MemberText, MemberText) {
        use MemberText as T;
        match self {
            Self::Ask => (T::HelpAsk, T::HelpAskWords),
            Self::MyQuestions => (T::HelpMine, T::HelpMineWords),
            Self::Faq => (T::HelpFaq, T::HelpFaqWords),
            Self::Tutor => (T::HelpTutor, T::HelpTutorWords),
            Self::Course => (T::HelpCourse, T::HelpCourseWords),
            Self::LeaveCourse => (T::HelpLeaveCourse, T::HelpLeaveCourseWords),
            Self::BecomeTutor => (T::HelpJoin, T::HelpJoinWords),
            Self::Notices => (T::HelpNotices, T::HelpNoticesWords),
            Self::Data => (T::HelpData, T::HelpDataWords),
            Self::Words => (T::HelpWords, T::HelpWordsWords),
            Self::Setup => (T::HelpSetup, T::HelpSetupWords),
        }
    }

    /// The button that does it: its label and what it does.
    fn door(self, caller: &Caller<'_>) -> Option<(String, CustomId)> {
        let tutors = |desk| CustomId::Tutor(TutorIdent::Desk(desk));
        let courses = CustomId::course_desk;
        Some(match self {
            Self::Ask => (
                caller.say(&Text::PanelAskButton),
                CustomId::Ask(AskId::Start),
            ),
            Self::MyQuestions => (caller.say(&MemberText::HelpMineButton), my_questions()),
            Self::Faq => (
                caller.say(&Text::PanelFaqButton),
                CustomId::Faq(FaqIdent::Open),
            ),
            Self::Tutor => (
                caller.say(&MemberText::HelpTutorButton),
                tutors(Desk::Start),
            ),
            Self::Course => (
                caller.say(&CourseText::PanelCoursesButton),
                courses(CourseDesk::List),
            ),
            Self::LeaveCourse => (
                caller.say(&MemberText::HelpCoursesButton),
                courses(CourseDesk::Mine),
            ),
            Self::BecomeTutor => (caller.say(&MemberText::HelpJoinButton), tutors(Desk::Join)),
            Self::Notices => (
                caller.say(&MemberText::MeTellingButton),
                CustomId::Member(MemberIdent::Tell),
            ),
            Self::Data => (
                caller.say(&MemberText::MeDataButton),
                CustomId::Member(MemberIdent::Data),
            ),
            Self::Words => return None,
            Self::Setup => (
                caller.say(&MemberText::HelpSetupButton),
                CustomId::Setup(SetupId::Open),
            ),
        })
    }
}

/// The list of one's own questions.
pub fn my_questions() -> CustomId {
    let own = Shelf {
        scope: Scope::Mine,
        topic: None,
    };
    CustomId::List(ListId::Page(own, Turn::Newest))
}

/// What can be done here, by situation.
pub async fn show(caller: &Caller<'_>, in_place: bool) -> Said {
    page(caller, None, in_place).await
}

/// One was chosen.
pub async fn picked(caller: &Caller<'_>, chosen: &str, in_place: bool) -> Said {
    let found = Situation::ALL.iter().find(|(_, value)| *value == chosen);
    page(caller, found.map(|(situation, _)| *situation), in_place).await
}

async fn page(caller: &Caller<'_>, chosen: Option<Situation>, in_place: bool) -> Said {
    let actor = caller.actor()?;
    let guilds = &caller.bot.guilds;
    let guild = caller.ours(guilds.find(actor.guild).await)?;
    let offered = guild.map_or_else(Vec::new, |guild| PanelContent::of(&guild).buttons);
    let is_staff = caller.ours(guilds.capabilities(actor).await)?.staff;
    let is_here = |situation: Situation| {
        let needed = situation.needs();
        let is_on = needed.is_none_or(|button| offered.contains(&button));
        is_on && (is_staff || situation != Situation::Setup)
    };
    let chosen = chosen.filter(|situation| is_here(*situation));
    let options: Vec<Value> = Situation::ALL
        .iter()
        .filter(|(situation, _)| is_here(*situation))
        .map(|(situation, value)| {
            let (label, _) = situation.texts();
            json!({
                "label": caller.say(&label),
                "value": value,
                "default": chosen == Some(*situation),
            })
        })
        .collect();
    let text = match chosen {
        Some(situation) => {
            let (title, words) = situation.texts();
            format!("**{}**\n{}", caller.say(&title), caller.say(&words))
        }
        None => format!(
            "**{}**\n{}",
            caller.say(&MemberText::HelpTitle),
            caller.say(&MemberText::HelpIntro)
        ),
    };
    let mut row_of_doors = Vec::new();
    if let Some((label, id)) = chosen.and_then(|situation| situation.door(caller)) {
        row_of_doors.push((label, 1, id));
    }
    let home = caller.say(&MemberText::PanelMeButton);
    row_of_doors.push((home, 2, CustomId::Member(MemberIdent::Me)));
    let select = row(&json!({
        "type": 3,
        "custom_id": CustomId::Member(MemberIdent::HelpPick).encode(),
        "placeholder": caller.say(&MemberText::HelpPlaceholder),
        "options": options,
    }));
    let body = json!({
        "content": text,
        "embeds": [],
        "components": [buttons(&row_of_doors), select],
    });
    Ok(caller.page(body, in_place))
}

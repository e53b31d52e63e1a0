//! The panel: the standing message whose buttons start everything.

use serde_json::{Value, json};

use crate::guilds::panel::{IN_A_ROW, PanelButton, PanelContent};
use crate::i18n::{CourseText, MemberText, Text, TutorText, Words};

use super::custom_id::{
    AskId, CourseDesk, CustomId, Desk, FaqIdent, ListId, MemberIdent, TutorIdent,
};
use super::reply::buttons;

/// The message.
#[must_use]
pub fn panel(words: &Words, content: &PanelContent) -> Value {
    let say = |text: &Text| words.say(content.locale, text);
    let own = |text: &MemberText| words.say(content.locale, text);
    let talk = |text: &TutorText| words.say(content.locale, text);
    let all: Vec<(String, u8, CustomId)> = content
        .buttons
        .iter()
        .map(|button| match button {
            PanelButton::Ask => {
                let id = CustomId::Ask(AskId::Start);
                (say(&Text::PanelAskButton), 1, id)
            }
            PanelButton::Questions => {
                let id = CustomId::List(ListId::Open);
                (say(&Text::PanelQuestionsButton), 2, id)
            }
            PanelButton::Faq => {
                let id = CustomId::Faq(FaqIdent::Open);
                (say(&Text::PanelFaqButton), 2, id)
            }
            PanelButton::Tutor => {
                let id = CustomId::Tutor(TutorIdent::Desk(Desk::Start));
                (talk(&TutorText::PanelTutorButton), 1, id)
            }
            PanelButton::Courses => {
                let id = CustomId::course_desk(CourseDesk::List);
                let label = CourseText::PanelCoursesButton;
                (words.say(content.locale, &label), 2, id)
            }
            PanelButton::Me => {
                let id = CustomId::Member(MemberIdent::Me);
                (own(&MemberText::PanelMeButton), 2, id)
            }
            PanelButton::Help => {
                let id = CustomId::Member(MemberIdent::Help);
                (own(&MemberText::PanelHelpButton), 2, id)
            }
            PanelButton::Join => {
                let id = CustomId::Tutor(TutorIdent::Desk(Desk::Join));
                (talk(&TutorText::PanelJoinButton), 2, id)
            }
        })
        .collect();
    let rows: Vec<Value> = all.chunks(IN_A_ROW).map(buttons).collect();
    let has = |button| content.buttons.contains(&button);
    let text = match (has(PanelButton::Ask), has(PanelButton::Tutor)) {
        (true, true) => talk(&TutorText::PanelTextBoth),
        (true, false) => say(&Text::PanelText),
        (false, true) => talk(&TutorText::PanelTextTutors),
        (false, false) if has(PanelButton::Courses) => {
            words.say(content.locale, &CourseText::PanelTextCourses)
        }
        (false, false) => say(&Text::PanelClosed),
    };
    json!({
        "embeds": [{
            "title": say(&Text::PanelTitle),
            "description": text,
            "color": 0x0034_98DB,
        }],
        "components": rows,
        "allowed_mentions": {"parse": []},
    })
}

/// Whether a message shows what it should.
#[must_use]
pub fn shows(message: &Value, body: &Value) -> bool {
    let words = |of: &Value| {
        let embed = &of["embeds"][0];
        (embed["title"].clone(), embed["description"].clone())
    };
    words(message) == words(body) && pressable(message) == pressable(body)
}

/// The labels and custom ids of a message's buttons, row by row.
fn pressable(message: &Value) -> Vec<Vec<(Value, Value)>> {
    let rows = message["components"].as_array().into_iter().flatten();
    rows.map(|row| {
        let buttons = row["components"].as_array().into_iter().flatten();
        buttons
            .map(|button| (button["label"].clone(), button["custom_id"].clone()))
            .collect()
    })
    .collect()
}

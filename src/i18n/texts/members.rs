//! The typed keys of what is said about members.

use super::{FluentValue, Parameter, Phrase, texts};

texts! {
    /// A text about members with its parameters.
    MemberText:
    PanelHelpButton => "panel-help-button";
    PanelMeButton => "panel-me-button";
    HelpTitle => "help-title";
    HelpIntro => "help-intro";
    HelpPlaceholder => "help-placeholder";
    HelpAsk => "help-ask";
    HelpAskWords => "help-ask-words";
    HelpMine => "help-mine";
    HelpMineWords => "help-mine-words";
    HelpFaq => "help-faq";
    HelpFaqWords => "help-faq-words";
    HelpTutor => "help-tutor";
    HelpTutorWords => "help-tutor-words";
    HelpCourse => "help-course";
    HelpCourseWords => "help-course-words";
    HelpLeaveCourse => "help-leave-course";
    HelpLeaveCourseWords => "help-leave-course-words";
    HelpJoin => "help-join";
    HelpJoinWords => "help-join-words";
    HelpNotices => "help-notices";
    HelpNoticesWords => "help-notices-words";
    HelpWords => "help-words";
    HelpWordsWords => "help-words-words";
    HelpSetup => "help-setup";
    HelpSetupWords => "help-setup-words";
    HelpMineButton => "help-mine-button";
    HelpCoursesButton => "help-courses-button";
    HelpTutorButton => "help-tutor-button";
    HelpJoinButton => "help-join-button";
    HelpSetupButton => "help-setup-button";
    MeTitle => "me-title";
    MeQuestions { count: i64 } => "me-questions";
    MeQuestionsNone => "me-questions-none";
    MeQuestion { question: String, state: String } => "me-question";
    MeRequests { count: i64 } => "me-requests";
    MeRequestsNone => "me-requests-none";
    MeRequest { number: i64, topic: String, state: String } => "me-request";
    MeCourses { count: i64 } => "me-courses";
    MeCoursesNone => "me-courses-none";
    MeCourse { title: String, when: String } => "me-course";
    MeProgrammes { names: String } => "me-programmes";
    MeTelling { way: String } => "me-telling";
    MeTutor { talks: i64, offers: i64, helped: i64 } => "me-tutor";
    MeMore { count: i64 } => "me-more";
    MeQuestionsButton => "me-questions-button";
    MeRequestsButton => "me-requests-button";
    MeCoursesButton => "me-courses-button";
    MeTellingButton => "me-telling-button";
    MeTutorButton => "me-tutor-button";
    TellTitle => "tell-title";
    TellNow { way: String } => "tell-now";
    TellWayDirect => "tell-way-direct";
    TellWayMention => "tell-way-mention";
    TellWayNothing => "tell-way-nothing";
    TellWayQuiet { way: String, from: String, to: String } => "tell-way-quiet";
    TellQuietNone => "tell-quiet-none";
    TellQuiet { from: String, to: String } => "tell-quiet";
    TellNothingWords => "tell-nothing-words";
    TellTutorWords => "tell-tutor-words";
    TellDirectButton => "tell-direct-button";
    TellMentionButton => "tell-mention-button";
    TellNothingButton => "tell-nothing-button";
    TellQuietButton => "tell-quiet-button";
    TellQuietOffButton => "tell-quiet-off-button";
    TellQuietForm => "tell-quiet-form";
    TellQuietFormFrom => "tell-quiet-form-from";
    TellQuietFormTo => "tell-quiet-form-to";
    TellQuietFormFromExample => "tell-quiet-form-from-example";
    TellQuietFormToExample => "tell-quiet-form-to-example";
    TellQuietUnread { text: String } => "tell-quiet-unread";
    TellQuietSame => "tell-quiet-same";
}

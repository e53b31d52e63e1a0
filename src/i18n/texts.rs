//! The typed keys of the catalogues: [`Text`], and [`TutorText`] for what is about tutors,
//! [`CourseText`] for what is about courses, [`MemberText`] for what is about members.

mod courses;
mod members;
mod tutors;

use fluent_bundle::FluentValue;

pub use courses::CourseText;
pub use members::MemberText;
pub use tutors::TutorText;

/// A text of the catalogues.
pub trait Phrase {
    /// Its key, and its parameters by their names.
    fn parts(&self) -> (&'static str, Vec<(&'static str, FluentValue<'static>)>);
}

/// Declares an enum of texts: a variant, its key and its typed parameters.
macro_rules! texts {
    ($(#[$doc:meta])* $of:ident: $($variant:ident $({ $($name:ident: $type:ty),* })? => $key:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $of {
            $($variant $({ $($name: $type),* })?,)*
        }

        impl $of {
            /// Every key with the names of its parameters.
            #[cfg(test)]
            pub fn all() -> Vec<(&'static str, Vec<&'static str>)> {
                vec![$(($key, vec![$($(stringify!($name)),*)?])),*]
            }

        }

        impl Phrase for $of {
            fn parts(&self) -> (&'static str, Vec<(&'static str, FluentValue<'static>)>) {
                match self {
                    $(Self::$variant $({ $($name),* })? => (
                        $key,
                        vec![$($((stringify!($name), $name.value())),*)?],
                    ),)*
                }
            }
        }
    };
}

use texts;

/// What a parameter can be.
trait Parameter {
    fn value(&self) -> FluentValue<'static>;
}

impl Parameter for String {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}

/// Numbers go in as text: Fluent would group or round them.
impl Parameter for i64 {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}

texts! {
    /// A text of the catalogues with its parameters.
    Text:
    CommandAskName => "command-ask-name";
    CommandAskDescription => "command-ask-description";
    CommandAskTopicName => "command-ask-topic-name";
    CommandAskTopicDescription => "command-ask-topic-description";

    PanelTitle => "panel-title";
    PanelText => "panel-text";
    PanelClosed => "panel-closed";
    PanelAskButton => "panel-ask-button";

    AskChooseTopic => "ask-choose-topic";
    AskTopicPlaceholder => "ask-topic-placeholder";
    FormTitle => "form-title";
    FormTitleLabel => "form-title-label";
    FormTitlePlaceholder => "form-title-placeholder";
    FormBodyLabel => "form-body-label";
    FormBodyPlaceholder => "form-body-placeholder";
    AskReceived { number: i64, channel: String } => "ask-received";
    AskEmpty => "ask-empty";
    AskTitleTooLong { most: i64 } => "ask-title-too-long";
    AskBodyTooLong { most: i64 } => "ask-body-too-long";
    AskUnknownTopic => "ask-unknown-topic";
    AskNoChannel => "ask-no-channel";
    AskSwitchedOff => "ask-switched-off";
    AskAgainButton => "ask-again-button";

    CardTitle { number: i64, title: String } => "card-title";
    CardTopic => "card-topic";
    CardState => "card-state";
    CardAsked => "card-asked";
    CardTime => "card-time";
    CardMore => "card-more";
    StateOpen => "state-open";
    StateAnswered => "state-answered";
    StateResolved => "state-resolved";
    StateWithdrawn => "state-withdrawn";
    ResolveButton => "resolve-button";
    WithdrawButton => "withdraw-button";
    OpeningOpen { asker: String } => "opening-open";
    OpeningCall { role: String } => "opening-call";
    OpeningAnswered { asker: String } => "opening-answered";
    OpeningResolved => "opening-resolved";
    OpeningWithdrawn => "opening-withdrawn";
    TextPart { number: i64, part: i64, parts: i64 } => "text-part";

    ResolvedDone { number: i64 } => "resolved-done";
    WithdrawConfirm { number: i64 } => "withdraw-confirm";
    WithdrawYesButton => "withdraw-yes-button";
    WithdrawNoButton => "withdraw-no-button";
    WithdrawnDone { number: i64 } => "withdrawn-done";
    WithdrawKept { number: i64 } => "withdraw-kept";
    QuestionUnknown => "question-unknown";
    QuestionNotYoursResolve => "question-not-yours-resolve";
    QuestionNotYoursWithdraw => "question-not-yours-withdraw";
    QuestionClosedResolved => "question-closed-resolved";
    QuestionClosedWithdrawn => "question-closed-withdrawn";

    ToldDirect { number: i64, title: String } => "told-direct";
    ToldReadButton => "told-read-button";
    ToldHere { asker: String } => "told-here";
    ToldOnlyHere { asker: String } => "told-only-here";
    ToldByDirectButton => "told-by-direct-button";
    ToldByDirectDone => "told-by-direct-done";

    CommandAskAnonymousName => "command-ask-anonymous-name";
    CommandAskAnonymousDescription => "command-ask-anonymous-description";
    CommandQuestionsName => "command-questions-name";
    CommandQuestionsDescription => "command-questions-description";
    CommandQuestionsShowName => "command-questions-show-name";
    CommandQuestionsShowDescription => "command-questions-show-description";
    CommandQuestionsTopicDescription => "command-questions-topic-description";
    CommandQuestionName => "command-question-name";
    CommandQuestionDescription => "command-question-description";
    CommandQuestionShowName => "command-question-show-name";
    CommandQuestionShowDescription => "command-question-show-description";
    CommandQuestionWhoName => "command-question-who-name";
    CommandQuestionWhoDescription => "command-question-who-description";
    CommandNumberName => "command-number-name";
    CommandNumberDescription => "command-number-description";
    CommandReasonName => "command-reason-name";
    CommandReasonDescription => "command-reason-description";
    CommandMeName => "command-me-name";
    CommandMeDescription => "command-me-description";
    CommandHelpName => "command-help-name";
    CommandHelpDescription => "command-help-description";
    CommandFaqName => "command-faq-name";
    CommandFaqDescription => "command-faq-description";
    CommandFaqQueryName => "command-faq-query-name";
    CommandFaqQueryDescription => "command-faq-query-description";
    MenuRecordName => "menu-record-name";
    MenuSolveName => "menu-solve-name";
    PanelQuestionsButton => "panel-questions-button";
    PanelFaqButton => "panel-faq-button";
    AskNamed => "ask-named";
    AskHidden => "ask-hidden";
    AskHiddenButton => "ask-hidden-button";
    AskNamedButton => "ask-named-button";
    AskNotAnonymous => "ask-not-anonymous";
    AskNoLongerAnonymous => "ask-no-longer-anonymous";
    FormTitleHidden => "form-title-hidden";
    AskReceivedHidden { number: i64, channel: String } => "ask-received-hidden";
    AskRecorded { number: i64, channel: String, asker: String } => "ask-recorded";
    AskRelated => "ask-related";
    AskRelatedLine { title: String, state: String } => "ask-related-line";
    AskAnsweredBefore => "ask-answered-before";
    AskSolvedButton => "ask-solved-button";
    AskAnywayButton => "ask-anyway-button";
    AskSolved => "ask-solved";
    AskNoDraft => "ask-no-draft";
    RecordOffer => "record-offer";
    RecordButton => "record-button";
    RecordChooseTopic { title: String } => "record-choose-topic";
    RecordNotYours => "record-not-yours";
    RecordOfBot => "record-of-bot";
    RecordEmpty => "record-empty";
    RecordBefore { number: i64, link: String } => "record-before";
    RecordBeforeOnly { number: i64 } => "record-before-only";
    RecordGone => "record-gone";
    StateClosed => "state-closed";
    StateMerged => "state-merged";
    AnonymousName => "anonymous-name";
    AnonymousCalled => "anonymous-called";
    CardTitleWithdrawn { number: i64 } => "card-title-withdrawn";
    CardAssigned => "card-assigned";
    CardAnswer => "card-answer";
    CardMerged => "card-merged";
    CardLost => "card-lost";
    TagOpen => "tag-open";
    TagAnswered => "tag-answered";
    TagResolved => "tag-resolved";
    FollowButton => "follow-button";
    ReopenButton => "reopen-button";
    MenuButton => "menu-button";
    SayButton => "say-button";
    OpeningHidden { asker: String } => "opening-hidden";
    OldThread => "old-thread";
    OpeningAnsweredHidden { asker: String } => "opening-answered-hidden";
    ReopenedDoneHidden { number: i64 } => "reopened-done-hidden";
    OpeningClosed => "opening-closed";
    OpeningMerged => "opening-merged";
    OpeningLost => "opening-lost";
    TextGone => "text-gone";
    ReopenedDone { number: i64 } => "reopened-done";
    MarkedDone { number: i64 } => "marked-done";
    QuestionNotYoursMark => "question-not-yours-mark";
    QuestionNotYoursReopen => "question-not-yours-reopen";
    QuestionNotYoursEdit => "question-not-yours-edit";
    QuestionNotYoursRemake => "question-not-yours-remake";
    QuestionForStaff => "question-for-staff";
    QuestionIsOpen => "question-is-open";
    QuestionNothingNew => "question-nothing-new";
    QuestionClosedMerged => "question-closed-merged";
    MarkNotInThread => "mark-not-in-thread";
    MarkNoAnswer => "mark-no-answer";
    EditForm { number: i64 } => "edit-form";
    EditButton => "edit-button";
    EditedDone { number: i64 } => "edited-done";
    EditEmpty => "edit-empty";
    EditTitleTooLong { most: i64 } => "edit-title-too-long";
    EditBodyTooLong { most: i64 } => "edit-body-too-long";
    FollowDone { number: i64 } => "follow-done";
    FollowAlready => "follow-already";
    FollowOwn => "follow-own";
    FollowClosed => "follow-closed";
    UnfollowButton => "unfollow-button";
    UnfollowDone => "unfollow-done";
    ByMentionButton => "by-mention-button";
    ToldByMentionDone => "told-by-mention-done";
    AssignButton => "assign-button";
    AssignWhom { number: i64 } => "assign-whom";
    AssignChoose => "assign-choose";
    AssignedDone { number: i64, helper: String } => "assigned-done";
    AssignIsAsker => "assign-is-asker";
    AssignIsBot => "assign-is-bot";
    MoveButton => "move-button";
    MoveWhere { number: i64 } => "move-where";
    MovedDone { number: i64, topic: String } => "moved-done";
    MergeButton => "merge-button";
    MergeForm { number: i64 } => "merge-form";
    MergeFormLabel => "merge-form-label";
    MergeFormExample => "merge-form-example";
    MergeUnknown => "merge-unknown";
    MergedDone { number: i64, into: i64 } => "merged-done";
    RemakeButton => "remake-button";
    RemadeDone { number: i64 } => "remade-done";
    RemadeAllDone { count: i64 } => "remade-all-done";
    RemadeNothing => "remade-nothing";
    CheckDirect { number: i64, title: String } => "check-direct";
    CheckHere { asker: String } => "check-here";
    CallTutors { tutors: String } => "call-tutors";
    RemindAssigned { helper: String } => "remind-assigned";
    RemindHelper { helper: String } => "remind-helper";
    Thanks { helper: String } => "thanks";
    AssignedHere { helper: String } => "assigned-here";
    MergedHere { question: String } => "merged-here";
    FollowerDirect { number: i64, title: String } => "follower-direct";
    FollowersHere { followers: String } => "followers-here";
    PostAsker => "post-asker";
    PostAskerHidden => "post-asker-hidden";
    PostStaff => "post-staff";
    PostNumber { number: i64, post: i64 } => "post-number";
    StaffWaits => "staff-waits";
    StaffSettled => "staff-settled";
    StaffState { state: String, topic: String, time: String } => "staff-state";
    StaffAssigned { helper: String } => "staff-assigned";
    AnswerButton => "answer-button";
    LostCard => "lost-card";
    LostThread => "lost-thread";
    LostChannel => "lost-channel";
    LostMore { count: i64 } => "lost-more";
    LostRemedy => "lost-remedy";
    MenuHead => "menu-head";
    MenuState { state: String, topic: String, asker: String, time: String } => "menu-state";
    MenuFollowers { count: i64 } => "menu-followers";
    MenuLost => "menu-lost";
    MenuMerged { question: String } => "menu-merged";
    MenuAnswer { helper: String } => "menu-answer";
    LooksButton => "looks-button";
    PromoteButton => "promote-button";
    PromoteAgainButton => "promote-again-button";
    ScopeAll => "scope-all";
    ScopeOpen => "scope-open";
    ScopeAnswered => "scope-answered";
    ScopeResolved => "scope-resolved";
    ScopeMine => "scope-mine";
    ScopeFollowed => "scope-followed";
    ListHead { scope: String } => "list-head";
    ListHeadTopic { scope: String, topic: String } => "list-head-topic";
    ListLine { question: String, state: String, topic: String } => "list-line";
    ListEmpty => "list-empty";
    ListPick => "list-pick";
    ListScope => "list-scope";
    ListNewerButton => "list-newer-button";
    ListOlderButton => "list-older-button";
    ListUnknownTopic => "list-unknown-topic";
    SayForm { number: i64 } => "say-form";
    SayFormLabel => "say-form-label";
    AnswerForm { number: i64 } => "answer-form";
    AnswerFormLabel => "answer-form-label";
    SaidHidden { number: i64 } => "said-hidden";
    Said { number: i64 } => "said";
    SayNotYours => "say-not-yours";
    SpeakEmpty => "speak-empty";
    SpeakTooLong { most: i64 } => "speak-too-long";
    SpeakNoThread => "speak-no-thread";
    WhoAnswer { number: i64, asker: String } => "who-answer";
    WhoOpen { number: i64, asker: String } => "who-open";
    WhoNoReason => "who-no-reason";
    LooksNone => "looks-none";
    LooksHead => "looks-head";
    LooksLine { time: String, who: String, reason: String } => "looks-line";
    FaqMark => "faq-mark";
    FaqTitle => "faq-title";
    FaqEmpty => "faq-empty";
    FaqLine { title: String, topic: String } => "faq-line";
    FaqPick => "faq-pick";
    FaqSearchButton => "faq-search-button";
    FaqSearchLabel => "faq-search-label";
    FaqSearchExample => "faq-search-example";
    FaqFound { words: String } => "faq-found";
    FaqNotFound { words: String } => "faq-not-found";
    FaqUnknown => "faq-unknown";
    FaqListButton => "faq-list-button";
    FaqQuestionButton => "faq-question-button";
    FaqBackButton => "faq-back-button";
    FaqNextButton => "faq-next-button";
    FaqEditButton => "faq-edit-button";
    FaqUpButton => "faq-up-button";
    FaqDownButton => "faq-down-button";
    FaqRetireButton => "faq-retire-button";
    FaqRetireConfirm => "faq-retire-confirm";
    FaqRetiredDone => "faq-retired-done";
    FaqMovedDone => "faq-moved-done";
    FaqAtTheEnd => "faq-at-the-end";
    FaqMeanwhile => "faq-meanwhile";
    FaqTextEmpty => "faq-text-empty";
    FaqAnswerTooLong { most: i64 } => "faq-answer-too-long";
    FaqForm => "faq-form";
    FaqTitleLabel => "faq-title-label";
    FaqAnswerLabel => "faq-answer-label";
    PromotedDone => "promoted-done";
    PromoteNotResolved => "promote-not-resolved";
    FaqExportTitle => "faq-export-title";
    FaqExportNumber => "faq-export-number";
    FaqExportTopic => "faq-export-topic";
    FaqExportQuestion => "faq-export-question";
    FaqExportAnswer => "faq-export-answer";
    SetupTutorsResolve { value: String } => "setup-tutors-resolve";
    SetupSynonyms { value: String } => "setup-synonyms";
    SetupTutorsResolveOnButton => "setup-tutors-resolve-on-button";
    SetupTutorsResolveOffButton => "setup-tutors-resolve-off-button";
    SetupSynonymsButton => "setup-synonyms-button";
    SetupTitleCare => "setup-title-care";
    SetupWhyCare => "setup-why-care";
    SetupWaiting { call: i64, tutors: i64, staff: i64, remind: i64 } => "setup-waiting";
    SetupClosing { ask: i64, close: i64, rest: i64 } => "setup-closing";
    SetupWaitingButton => "setup-waiting-button";
    SetupClosingButton => "setup-closing-button";
    SetupPartTutorsResolve => "setup-part-tutors-resolve";
    SetupPartWaiting => "setup-part-waiting";
    SetupPartClosing => "setup-part-closing";
    SetupPartSynonyms => "setup-part-synonyms";
    SetupSynonymsCount { count: i64 } => "setup-synonyms-count";
    SetupFormWaiting => "setup-form-waiting";
    SetupFormCall => "setup-form-call";
    SetupFormTutors => "setup-form-tutors";
    SetupFormStaff => "setup-form-staff";
    SetupFormRemind => "setup-form-remind";
    SetupFormClosing => "setup-form-closing";
    SetupFormAsk => "setup-form-ask";
    SetupFormClose => "setup-form-close";
    SetupFormRest => "setup-form-rest";
    SetupFormSynonyms => "setup-form-synonyms";
    SetupFormSynonymsLabel => "setup-form-synonyms-label";
    SetupFormSynonymsExample => "setup-form-synonyms-example";
    SetupFaultNumber { text: String } => "setup-fault-number";
    SetupFaultFigure { least: i64, most: i64 } => "setup-fault-figure";
    SetupFaultWords { most: i64 } => "setup-fault-words";
    SetupFaultGroups { most: i64, count: i64 } => "setup-fault-groups";


    CommandSetupName => "command-setup-name";
    CommandSetupDescription => "command-setup-description";
    CommandSetupShowName => "command-setup-show-name";
    CommandSetupShowDescription => "command-setup-show-description";
    CommandSetupShowHistory => "command-setup-show-history";
    CommandSetupShowProgrammes => "command-setup-show-programmes";
    CommandSetupShowCheck => "command-setup-show-check";
    InvitationTitle => "invitation-title";
    InvitationText => "invitation-text";
    InvitationButton => "invitation-button";
    InvitationGo { channel: String } => "invitation-go";
    InvitationGoButton => "invitation-go-button";
    InvitationNowhere => "invitation-nowhere";
    InvitationGone => "invitation-gone";
    SetupNotStaff => "setup-not-staff";
    SetupWait => "setup-wait";
    SetupStepTitle { number: i64, all: i64, title: String } => "setup-step-title";
    SetupNow { value: String } => "setup-now";
    SetupBackButton => "setup-back-button";
    SetupNextButton => "setup-next-button";
    SetupListButton => "setup-list-button";
    SetupSkipHint => "setup-skip-hint";
    SetupRecheckButton => "setup-recheck-button";
    SetupOpenButton => "setup-open-button";
    SetupSaved => "setup-saved";
    SetupOn => "setup-on";
    SetupOff => "setup-off";
    SetupNone => "setup-none";
    SetupUndecided => "setup-undecided";
    SetupByName { place: String } => "setup-by-name";
    SetupMissing { name: String } => "setup-missing";
    SetupDeleted => "setup-deleted";
    SetupTitleLanguage => "setup-title-language";
    SetupWhyLanguage => "setup-why-language";
    SetupLanguageJa => "setup-language-ja";
    SetupLanguageEn => "setup-language-en";
    SetupLanguageChoose => "setup-language-choose";
    SetupTitleMake => "setup-title-make";
    SetupWhyMake => "setup-why-make";
    SetupMakeMissing { list: String } => "setup-make-missing";
    SetupMakeComplete => "setup-make-complete";
    SetupMakeButton => "setup-make-button";
    SetupMakeDone { list: String } => "setup-make-done";
    SetupMakeMade { list: String } => "setup-make-made";
    SetupUnmakeButton => "setup-unmake-button";
    SetupUnmakeDone { list: String } => "setup-unmake-done";
    SetupMakeMayNot { permissions: String } => "setup-make-may-not";
    SetupMakeUnderWay => "setup-make-under-way";
    SetupMakeNothing => "setup-make-nothing";
    SetupTitleShared => "setup-title-shared";
    SetupWhyShared => "setup-why-shared";
    SetupTitleRooms => "setup-title-rooms";
    SetupWhyRooms => "setup-why-rooms";
    SetupTitleRoles => "setup-title-roles";
    SetupWhyRoles => "setup-why-roles";
    SetupLine { purpose: String, value: String } => "setup-line";
    SetupChooseChannel { purpose: String } => "setup-choose-channel";
    SetupChooseRole { purpose: String } => "setup-choose-role";
    SetupNotUsedButton { purpose: String } => "setup-not-used-button";
    UsePanel => "use-panel";
    UseQuestions => "use-questions";
    UseStaff => "use-staff";
    UseTutors => "use-tutors";
    UseCourses => "use-courses";
    UseRoleStaff => "use-role-staff";
    UseRoleTutor => "use-role-tutor";
    UseRoleMember => "use-role-member";
    SetupTitleWorking => "setup-title-working";
    SetupWhyWorking => "setup-why-working";
    SetupWorkingDays { value: String } => "setup-working-days";
    SetupWorkingHours { value: String } => "setup-working-hours";
    SetupHolidays { value: String } => "setup-holidays";
    SetupDaysOff { value: String } => "setup-days-off";
    SetupHolidaysOff => "setup-holidays-off";
    SetupHolidaysOn => "setup-holidays-on";
    SetupDaysChoose => "setup-days-choose";
    SetupHoursButton => "setup-hours-button";
    SetupHolidaysOffButton => "setup-holidays-off-button";
    SetupHolidaysOnButton => "setup-holidays-on-button";
    SetupDaysOffButton => "setup-days-off-button";
    SetupDay0 => "setup-day-0";
    SetupDay1 => "setup-day-1";
    SetupDay2 => "setup-day-2";
    SetupDay3 => "setup-day-3";
    SetupDay4 => "setup-day-4";
    SetupDay5 => "setup-day-5";
    SetupDay6 => "setup-day-6";
    SetupDaysMore { count: i64 } => "setup-days-more";
    SetupFormHours => "setup-form-hours";
    SetupFormFrom => "setup-form-from";
    SetupFormTo => "setup-form-to";
    SetupFormTimeExample => "setup-form-time-example";
    SetupFormDaysOff => "setup-form-days-off";
    SetupFormDaysOffLabel => "setup-form-days-off-label";
    SetupFormDaysOffExample => "setup-form-days-off-example";
    SetupTitleQuiet => "setup-title-quiet";
    SetupWhyQuiet => "setup-why-quiet";
    SetupFormQuiet => "setup-form-quiet";
    SetupQuietOffButton => "setup-quiet-off-button";
    SetupTitleTopics => "setup-title-topics";
    SetupWhyTopics => "setup-why-topics";
    SetupTopicsButton => "setup-topics-button";
    SetupFormTopics => "setup-form-topics";
    SetupFormTopicsLabel => "setup-form-topics-label";
    SetupTopicChoose => "setup-topic-choose";
    SetupTopicRole { topic: String } => "setup-topic-role";
    SetupTopicRoleNoneButton => "setup-topic-role-none-button";
    SetupTopicLine { topic: String } => "setup-topic-line";
    SetupTopicLineRole { topic: String, role: String } => "setup-topic-line-role";
    SetupTitleAsking => "setup-title-asking";
    SetupWhyAsking => "setup-why-asking";
    SetupAnonymous { value: String } => "setup-anonymous";
    SetupDirect { value: String } => "setup-direct";
    SetupAnonymousOnButton => "setup-anonymous-on-button";
    SetupAnonymousOffButton => "setup-anonymous-off-button";
    SetupDirectOnButton => "setup-direct-on-button";
    SetupDirectOffButton => "setup-direct-off-button";
    SetupTitleProgrammes => "setup-title-programmes";
    SetupWhyProgrammes => "setup-why-programmes";
    SetupTitleFinish => "setup-title-finish";
    SetupWhyFinish => "setup-why-finish";
    SetupAllWell => "setup-all-well";
    SetupFinishButton => "setup-finish-button";
    SetupFinished { panel: String } => "setup-finished";
    SetupFinishedPlain => "setup-finished-plain";
    SetupOverview => "setup-overview";
    SetupOverviewChoose => "setup-overview-choose";
    SetupOverviewGuideButton => "setup-overview-guide-button";
    SetupOverviewGoOnButton => "setup-overview-go-on-button";
    SetupOverviewHistoryButton => "setup-overview-history-button";
    SetupPartLanguage => "setup-part-language";
    SetupPartChannel { purpose: String } => "setup-part-channel";
    SetupPartRole { purpose: String } => "setup-part-role";
    SetupPartWorkingDays => "setup-part-working-days";
    SetupPartWorkingHours => "setup-part-working-hours";
    SetupPartHolidays => "setup-part-holidays";
    SetupPartDaysOff => "setup-part-days-off";
    SetupPartQuiet => "setup-part-quiet";
    SetupPartTopics => "setup-part-topics";
    SetupPartAnonymous => "setup-part-anonymous";
    SetupPartDirect => "setup-part-direct";
    SetupTopicsCount { count: i64, list: String } => "setup-topics-count";
    SetupHistory => "setup-history";
    SetupHistoryEmpty => "setup-history-empty";
    SetupHistoryLine { number: i64, time: String, who: String, part: String, before: String, after: String } => "setup-history-line";
    SetupHistoryBack { number: i64 } => "setup-history-back";
    SetupTakeBackButton { number: i64 } => "setup-take-back-button";
    SetupOlderButton => "setup-older-button";
    SetupTakenBack { part: String } => "setup-taken-back";
    SetupFaultMeanwhileForm { who: String, time: String, value: String } => "setup-fault-meanwhile-form";
    SetupFaultMeanwhile { who: String, time: String } => "setup-fault-meanwhile";
    SetupFaultChangedSince { number: i64 } => "setup-fault-changed-since";
    SetupFaultUnknownChange => "setup-fault-unknown-change";
    SetupFaultChannelTaken { purpose: String } => "setup-fault-channel-taken";
    SetupFaultRoleTaken { purpose: String } => "setup-fault-role-taken";
    SetupFaultNoDay => "setup-fault-no-day";
    SetupFaultHours => "setup-fault-hours";
    SetupFaultQuiet => "setup-fault-quiet";
    SetupFaultTime { text: String } => "setup-fault-time";
    SetupFaultDate { text: String } => "setup-fault-date";
    SetupFaultDaysMany { most: i64 } => "setup-fault-days-many";
    SetupFaultTopicNone => "setup-fault-topic-none";
    SetupFaultTopicMany { most: i64, count: i64 } => "setup-fault-topic-many";
    SetupFaultTopicLong { most: i64, text: String } => "setup-fault-topic-long";
    SetupFaultTopicTwice { text: String } => "setup-fault-topic-twice";
    SetupFaultTopicUnknown => "setup-fault-topic-unknown";
    SetupRewriteButton => "setup-rewrite-button";
    CheckChannelGone { purpose: String } => "check-channel-gone";
    CheckChannelMissing { name: String } => "check-channel-missing";
    CheckChannelUnfit { channel: String, purpose: String } => "check-channel-unfit";
    CheckPermissions { channel: String, permissions: String } => "check-permissions";
    CheckStaffOpen { channel: String } => "check-staff-open";
    CheckRoleGone { purpose: String } => "check-role-gone";
    CheckRoleUnfit { role: String, purpose: String } => "check-role-unfit";
    CheckMayNotGive => "check-may-not-give";
    CheckRoleAbove { role: String } => "check-role-above";
    CheckTopicRole { topic: String } => "check-topic-role";
    CheckMayNotCall { topic: String, role: String } => "check-may-not-call";
    CheckProgrammeRole { name: String } => "check-programme-role";
    CheckTitle => "check-title";
    CheckBroken => "check-broken";
    CheckMended => "check-mended";
    PermissionViewChannel => "permission-view-channel";
    PermissionSendMessages => "permission-send-messages";
    PermissionEmbedLinks => "permission-embed-links";
    PermissionReadHistory => "permission-read-history";
    PermissionCreateThreads => "permission-create-threads";
    PermissionCreatePrivateThreads => "permission-create-private-threads";
    PermissionSendInThreads => "permission-send-in-threads";
    PermissionManageChannels => "permission-manage-channels";
    PermissionManageRoles => "permission-manage-roles";
    ListSeparator => "list-separator";
    ProgrammeNone => "programme-none";
    ProgrammeLine { name: String, first: String, last: String } => "programme-line";
    ProgrammeNewButton => "programme-new-button";
    ProgrammeChoose => "programme-choose";
    ProgrammeForm => "programme-form";
    ProgrammeFormName => "programme-form-name";
    ProgrammeFormMunicipality => "programme-form-municipality";
    ProgrammeFormArea => "programme-form-area";
    ProgrammeFormFirst => "programme-form-first";
    ProgrammeFormLast => "programme-form-last";
    ProgrammeFormDateExample => "programme-form-date-example";
    ProgrammePage { name: String, municipality: String, area: String, first: String, last: String, role: String, staff: String } => "programme-page";
    ProgrammePageHint => "programme-page-hint";
    ProgrammeChooseRole => "programme-choose-role";
    ProgrammeChooseStaff => "programme-choose-staff";
    ProgrammeChoosePeople => "programme-choose-people";
    ProgrammeEditButton => "programme-edit-button";
    ProgrammeListButton => "programme-list-button";
    ProgrammeJoined { count: i64 } => "programme-joined";
    ProgrammeNotAgreed { name: String } => "programme-not-agreed";
    ProgrammeErase { day: String, people: i64, questions: i64, requests: i64, enrolments: i64 } => "programme-erase";
    ProgrammeErased => "programme-erased";
    ProgrammeEraseButton => "programme-erase-button";
    ProgrammeEraseForm => "programme-erase-form";
    ProgrammeFormErase => "programme-form-erase";
    ProgrammeOpenButton => "programme-open-button";
    ProgrammeFaultEarly => "programme-fault-early";
    ProgrammeFaultErased => "programme-fault-erased";
    RetentionNoticeTitle => "retention-notice-title";
    RetentionNotice { name: String, last: String } => "retention-notice";
    RetentionNoticeHow => "retention-notice-how";
    ProgrammeFaultName => "programme-fault-name";
    ProgrammeFaultLong { most: i64 } => "programme-fault-long";
    ProgrammeFaultPeriod => "programme-fault-period";
    ProgrammeFaultTaken => "programme-fault-taken";
    ProgrammeFaultMany => "programme-fault-many";
    ProgrammeFaultChanged => "programme-fault-changed";
    ProgrammeFaultRole => "programme-fault-role";
    ProgrammeFaultNoRole => "programme-fault-no-role";
    ProgrammeFaultUnknown => "programme-fault-unknown";

    StaleButton => "stale-button";
    OnlyInServer => "only-in-server";
    LeftServer => "left-server";
    OurFault { reference: String } => "our-fault";
    NoticeTitle => "notice-title";
    NoticePermission { channel: String } => "notice-permission";
    NoticeMissing { setting: String } => "notice-missing";
    NoticeRole => "notice-role";
    NoticeEvent => "notice-event";
    NoticeEventsFull => "notice-events-full";
    NoticeGone { place: String } => "notice-gone";
    NoticeUndecided { place: String } => "notice-undecided";
    NoticeTooLate => "notice-too-late";
    NoticeNotDone => "notice-not-done";
    NoticeErasing { channel: String } => "notice-erasing";
    NoticeReference { reference: String } => "notice-reference";
    NoticeNumber { number: i64 } => "notice-number";
    NoticeThisServer => "notice-this-server";
    NoticeGivenUp => "notice-given-up";

    SetupTitleTutoring => "setup-title-tutoring";
    SetupWhyTutoring => "setup-why-tutoring";
    SetupOffering { gather: i64, answer: i64, silent: i64, open: i64 } => "setup-offering";
    SetupTalking { promise: i64, expire: i64, remind: i64, staff: i64, confirm: i64 } => "setup-talking";
    SetupFitting { level: i64, hours: i64, format: i64, programme: i64, again: i64 } => "setup-fitting";
    SetupFairness { load: i64, waiting: i64 } => "setup-fairness";
    SetupStaffJoins { value: String } => "setup-staff-joins";
    SetupOfferingButton => "setup-offering-button";
    SetupTalkingButton => "setup-talking-button";
    SetupFittingButton => "setup-fitting-button";
    SetupFairnessButton => "setup-fairness-button";
    SetupStaffJoinsOnButton => "setup-staff-joins-on-button";
    SetupStaffJoinsOffButton => "setup-staff-joins-off-button";
    SetupPartOffering => "setup-part-offering";
    SetupPartTalking => "setup-part-talking";
    SetupPartFitting => "setup-part-fitting";
    SetupPartFairness => "setup-part-fairness";
    SetupPartStaffJoins => "setup-part-staff-joins";
    SetupFormOffering => "setup-form-offering";
    SetupFormGather => "setup-form-gather";
    SetupFormAnswer => "setup-form-answer";
    SetupFormSilent => "setup-form-silent";
    SetupFormOpen => "setup-form-open";
    SetupFormTalking => "setup-form-talking";
    SetupFormPromise => "setup-form-promise";
    SetupFormExpire => "setup-form-expire";
    SetupFormTalkRemind => "setup-form-talk-remind";
    SetupFormTalkStaff => "setup-form-talk-staff";
    SetupFormConfirm => "setup-form-confirm";
    SetupFormFitting => "setup-form-fitting";
    SetupFormLevel => "setup-form-level";
    SetupFormHoursWeight => "setup-form-hours-weight";
    SetupFormFormat => "setup-form-format";
    SetupFormProgramme => "setup-form-programme";
    SetupFormAgain => "setup-form-again";
    SetupFormFairness => "setup-form-fairness";
    SetupTitleWelcome => "setup-title-welcome";
    SetupWhyWelcome => "setup-why-welcome";
    SetupGreets { value: String } => "setup-greets";
    SetupAsksConsent { value: String } => "setup-asks-consent";
    SetupNudges { value: String } => "setup-nudges";
    SetupGreetsOnButton => "setup-greets-on-button";
    SetupGreetsOffButton => "setup-greets-off-button";
    SetupAsksConsentOnButton => "setup-asks-consent-on-button";
    SetupAsksConsentOffButton => "setup-asks-consent-off-button";
    SetupNudgesOnButton => "setup-nudges-on-button";
    SetupNudgesOffButton => "setup-nudges-off-button";
    SetupPartGreets => "setup-part-greets";
    SetupPartAsksConsent => "setup-part-asks-consent";
    SetupPartNudges => "setup-part-nudges";
    SetupTitleCourses => "setup-title-courses";
    SetupWhyCourses => "setup-why-courses";
    SetupCourses { offer: i64, again: i64 } => "setup-courses";
    SetupCoursesButton => "setup-courses-button";
    SetupPartCourses => "setup-part-courses";
    SetupFormCourses => "setup-form-courses";
    SetupFormOffer => "setup-form-offer";
    SetupFormFormAgain => "setup-form-form-again";
    SetupFormLoad => "setup-form-load";
    SetupFormWaitingWeight => "setup-form-waiting-weight";
    CommandCourseName => "command-course-name";
    CommandCourseDescription => "command-course-description";
    CommandCourseCreateName => "command-course-create-name";
    CommandCourseCreateDescription => "command-course-create-description";
    CommandCourseListName => "command-course-list-name";
    CommandCourseListDescription => "command-course-list-description";
    CommandCourseMineName => "command-course-mine-name";
    CommandCourseMineDescription => "command-course-mine-description";
    CommandCourseReportName => "command-course-report-name";
    CommandCourseReportDescription => "command-course-report-description";
    CommandCourseReportNumberName => "command-course-report-number-name";
    CommandCourseReportNumberDescription => "command-course-report-number-description";
    CommandTutorName => "command-tutor-name";
    CommandTutorDescription => "command-tutor-description";
    CommandTutorRequestName => "command-tutor-request-name";
    CommandTutorRequestDescription => "command-tutor-request-description";
    CommandTutorRequestTopicDescription => "command-tutor-request-topic-description";
    CommandTutorRequestMemberName => "command-tutor-request-member-name";
    CommandTutorRequestMemberDescription => "command-tutor-request-member-description";
    CommandTutorJoinName => "command-tutor-join-name";
    CommandTutorJoinDescription => "command-tutor-join-description";
    CommandTutorPauseName => "command-tutor-pause-name";
    CommandTutorPauseDescription => "command-tutor-pause-description";
    CommandTutorPauseUntilName => "command-tutor-pause-until-name";
    CommandTutorPauseUntilDescription => "command-tutor-pause-until-description";
    CommandTutorResumeName => "command-tutor-resume-name";
    CommandTutorResumeDescription => "command-tutor-resume-description";
    CommandTutorMeName => "command-tutor-me-name";
    CommandTutorMeDescription => "command-tutor-me-description";
    CommandTutorStatusName => "command-tutor-status-name";
    CommandTutorStatusDescription => "command-tutor-status-description";
}

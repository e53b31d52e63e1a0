//! The typed keys of the catalogues.

use fluent_bundle::FluentValue;

/// Declares [`Text`]: a variant, its key and its typed parameters.
macro_rules! texts {
    ($($variant:ident $({ $($name:ident: $type:ty),* })? => $key:literal;)*) => {
        /// A text of the catalogues with its parameters.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Text {
            $($variant $({ $($name: $type),* })?,)*
        }

        impl Text {
            /// Every key with the names of its parameters.
            #[cfg(test)]
            pub const ALL: &'static [(&'static str, &'static [&'static str])] =
                &[$(($key, &[$($(stringify!($name)),*)?])),*];

            pub(super) fn parts(&self) -> (&'static str, Vec<(&'static str, FluentValue<'static>)>) {
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

    SessionTime => "session-time";
    SessionPlace => "session-place";
    SessionCancelled { title: String } => "session-cancelled";
    SessionNumber { number: i64 } => "session-number";

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
    OurFault { reference: String } => "our-fault";
    NoticeTitle => "notice-title";
    NoticePermission { channel: String } => "notice-permission";
    NoticeMissing { setting: String } => "notice-missing";
    NoticeRole => "notice-role";
    NoticeEvent => "notice-event";
    NoticeGone { place: String } => "notice-gone";
    NoticeUndecided { place: String } => "notice-undecided";
    NoticeTooLate => "notice-too-late";
    NoticeNotDone => "notice-not-done";
    NoticeReference { reference: String } => "notice-reference";
    NoticeNumber { number: i64 } => "notice-number";
    NoticeThisServer => "notice-this-server";
    NoticeGivenUp => "notice-given-up";
}

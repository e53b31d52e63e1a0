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
    ToldByDirectButton => "told-by-direct-button";
    ToldByDirectDone => "told-by-direct-done";

    SessionTime => "session-time";
    SessionPlace => "session-place";
    SessionCancelled { title: String } => "session-cancelled";
    SessionNumber { number: i64 } => "session-number";

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

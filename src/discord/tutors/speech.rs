//! What is about tutors, in words.

use crate::clock::Instant;
use crate::discord::text::mention;
use crate::guilds::Locale;
use crate::i18n::{Phrase, Text, TutorText, Words};
use crate::tutors::model::{Format, Why};
use crate::tutors::week::{DayPart, Group, Week};
use crate::tutors::{OfferState, Request, RequestState};

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    pub words: &'a Words,
    pub locale: Locale,
}

/// How many parts of a week are named one by one.
const NAMED: usize = 6;

impl Speech<'_> {
    pub fn say(&self, text: &impl Phrase) -> String {
        self.words.say(self.locale, text)
    }

    /// A moment, as each reader's client writes it.
    #[must_use]
    pub fn time(at: Instant) -> String {
        format!("<t:{}:f>", at.timestamp())
    }

    pub fn list(&self, items: &[String]) -> String {
        items.join(&self.say(&Text::ListSeparator))
    }

    fn part(part: DayPart) -> TutorText {
        match part {
            DayPart::Morning => TutorText::WhenMorning,
            DayPart::Afternoon => TutorText::WhenAfternoon,
            DayPart::Evening => TutorText::WhenEvening,
        }
    }

    pub fn group(&self, group: Group) -> String {
        self.say(&match (group.is_weekend, group.part) {
            (false, DayPart::Morning) => TutorText::WhenWeekdayMorning,
            (false, DayPart::Afternoon) => TutorText::WhenWeekdayAfternoon,
            (false, DayPart::Evening) => TutorText::WhenWeekdayEvening,
            (true, DayPart::Morning) => TutorText::WhenWeekendMorning,
            (true, DayPart::Afternoon) => TutorText::WhenWeekendAfternoon,
            (true, DayPart::Evening) => TutorText::WhenWeekendEvening,
        })
    }

    /// A part of a day, 0 Monday to 6 Sunday.
    pub fn day_part(&self, day: u32, part: DayPart) -> String {
        let day = match day {
            0 => Text::SetupDay0,
            1 => Text::SetupDay1,
            2 => Text::SetupDay2,
            3 => Text::SetupDay3,
            4 => Text::SetupDay4,
            5 => Text::SetupDay5,
            _ => Text::SetupDay6,
        };
        self.say(&TutorText::WhenDayPart {
            day: self.say(&day),
            part: self.say(&Self::part(part)),
        })
    }

    /// When somebody has time.
    pub fn when(&self, week: Week) -> String {
        if week == Week::ALWAYS {
            return self.say(&TutorText::WhenAlways);
        }
        if week.is_never() {
            return self.say(&TutorText::JoinNothing);
        }
        let mut named = Vec::new();
        let mut rest = week;
        for group in Group::ALL {
            if week.holds(group.week()) {
                named.push(self.group(group));
                rest = rest.without(group.week());
            }
        }
        for day in 0..7 {
            let parts = DayPart::ALL.into_iter().filter(|part| rest.has(day, *part));
            named.extend(parts.map(|part| self.day_part(day, part)));
        }
        if named.len() <= NAMED {
            return self.list(&named);
        }
        self.say(&TutorText::WhenMany {
            list: self.list(&named[..NAMED]),
        })
    }

    pub fn format(&self, format: Format) -> String {
        self.say(&match format {
            Format::Chat => TutorText::FormatChat,
            Format::Voice => TutorText::FormatVoice,
            Format::Either => TutorText::FormatEither,
        })
    }

    /// How a request stands.
    pub fn state(&self, request: &Request) -> String {
        self.say(&match request.state {
            RequestState::Waiting => TutorText::StateWaiting,
            RequestState::Offered => TutorText::StateOffered,
            RequestState::Matched => TutorText::StateMatched {
                tutor: request.tutor().map_or_else(String::new, mention),
            },
            RequestState::Finished => TutorText::StateFinished,
            RequestState::Cancelled => TutorText::StateCancelled,
            RequestState::Expired => TutorText::StateExpired,
        })
    }

    /// How an offer stands.
    pub fn offer_state(&self, state: OfferState) -> String {
        self.say(&match state {
            OfferState::Open => TutorText::OfferStateOpen,
            OfferState::Accepted => TutorText::OfferStateAccepted,
            OfferState::Declined => TutorText::OfferStateDeclined,
            OfferState::Expired => TutorText::OfferStateExpired,
            OfferState::Withdrawn => TutorText::OfferStateWithdrawn,
            OfferState::HandedBack => TutorText::OfferStateHandedBack,
        })
    }

    /// Why an offer suits; `common` is when both have time.
    pub fn why(&self, all: &[Why], common: Week) -> String {
        let words = all.iter().filter_map(|why| {
            Some(self.say(&match why {
                Why::Again => TutorText::WhyAgain,
                Why::Strong => TutorText::WhyStrong,
                Why::Topic => TutorText::WhyTopic,
                Why::Hours => TutorText::WhyHours {
                    when: if common == Week::ALWAYS {
                        self.say(&TutorText::WhenAlways)
                    } else {
                        self.group(common.main_group()?)
                    },
                },
                Why::Format => TutorText::WhyFormat,
                Why::Programme => TutorText::WhyProgramme,
                Why::Room => TutorText::WhyRoom,
            }))
        });
        let words: Vec<String> = words.collect();
        words.join(&self.say(&TutorText::WhySeparator))
    }
}

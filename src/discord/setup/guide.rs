//! The pages of the guide. Every page says why it asks, what holds now, and what can be
//! chosen; going on without choosing changes nothing.

use serde_json::{Value, json};

use super::faults::{self, channel_use, role_use};
use super::shown::{Shown, hours};
use super::step::Step;
use crate::config::Community;
use crate::discord::custom_id::{CustomId, SetupId};
use crate::discord::reply::{buttons, row};
use crate::discord::text::{escape, one_line};
use crate::guilds::making::{Made, PlaceUse, missing};
use crate::guilds::programmes::Programme;
use crate::guilds::settings::{ChannelUse, Part, RoleUse};
use crate::guilds::{Guild, GuildFault, Locale, Topic};
use crate::i18n::Text;

/// What a page is drawn from.
pub struct Page<'a> {
    pub shown: Shown<'a>,
    pub guild: &'a Guild,
    pub names: &'a Community,
    pub faults: &'a [GuildFault],
    pub made: &'a [Made],
    pub programmes: &'a [Programme],
}

impl Page<'_> {
    fn say(&self, text: &Text) -> String {
        self.shown.say(text)
    }

    fn button(&self, text: &Text, style: u8, id: SetupId) -> (String, u8, CustomId) {
        (self.say(text), style, CustomId::Setup(id))
    }

    /// A step. `word` stands above it: that something was saved, or why it was not.
    pub fn step(&self, step: Step, word: Option<&str>) -> Value {
        let (title, why) = step.words();
        let heading = Text::SetupStepTitle {
            number: step.number(),
            all: i64::try_from(Step::ALL.len()).unwrap_or(0),
            title: self.say(&title),
        };
        let (lines, mut rows) = self.body(step);
        let mut text = Vec::new();
        text.extend(word.map(str::to_owned));
        text.push(format!("{}\n{}", self.say(&heading), self.say(&why)));
        text.extend(Some(lines).filter(|lines| !lines.is_empty()));
        let concerns = self.faults_of(step);
        if !concerns.is_empty() {
            let faults: Vec<GuildFault> = concerns.into_iter().cloned().collect();
            let Shown { words, locale } = self.shown;
            text.push(faults::list(words, locale, self.names, &faults));
        }
        rows.push(self.navigation(step));
        json!({
            "content": cut(&text.join("\n\n")),
            "embeds": [],
            "components": rows,
        })
    }

    /// What is wrong with what this step is about.
    fn faults_of(&self, step: Step) -> Vec<&GuildFault> {
        self.faults
            .iter()
            .filter(|fault| match step {
                Step::Finish => true,
                Step::Shared | Step::Rooms => {
                    let channel = match fault {
                        GuildFault::StaffChannelOpen(_) => Some(ChannelUse::Staff),
                        fault => fault.keeps_from_writing(),
                    };
                    channel.is_some_and(|channel| Step::of_part(Part::Channel(channel)) == step)
                }
                Step::Roles => matches!(
                    fault,
                    GuildFault::RoleGone(_)
                        | GuildFault::RoleUnfit(..)
                        | GuildFault::RoleAbove(_)
                        | GuildFault::MayNotGiveRoles
                ),
                Step::Topics => matches!(
                    fault,
                    GuildFault::TopicRoleGone(_) | GuildFault::MayNotCall(..)
                ),
                Step::Programmes => matches!(fault, GuildFault::ProgrammeRoleGone(..)),
                _ => false,
            })
            .collect()
    }

    fn navigation(&self, step: Step) -> Value {
        let mut row = Vec::new();
        if let Some(before) = step.before() {
            row.push(self.button(&Text::SetupBackButton, 2, SetupId::Step(before)));
        }
        match step.after() {
            Some(after) => row.push(self.button(&Text::SetupNextButton, 1, SetupId::Step(after))),
            None => row.push(self.button(&Text::SetupFinishButton, 3, SetupId::Finish)),
        }
        if !self.faults_of(step).is_empty() || step == Step::Make {
            row.push(self.button(&Text::SetupRecheckButton, 2, SetupId::Step(step)));
        }
        row.push(self.button(&Text::SetupListButton, 2, SetupId::Open));
        buttons(&row)
    }

    /// What holds now, and what can be chosen.
    fn body(&self, step: Step) -> (String, Vec<Value>) {
        match step {
            Step::Language => self.language(),
            Step::Make => self.make(),
            Step::Shared => self.channels(&[ChannelUse::Panel, ChannelUse::Questions]),
            Step::Rooms => {
                self.channels(&[ChannelUse::Staff, ChannelUse::Tutors, ChannelUse::Courses])
            }
            Step::Roles => self.roles(),
            Step::Working => self.working(),
            Step::Quiet => self.quiet(),
            Step::Topics => self.topics(),
            Step::Asking => self.asking(),
            Step::Care => self.care(),
            Step::Tutoring => self.tutoring(),
            Step::Courses => self.courses(),
            Step::Welcome => self.welcome(),
            Step::Programmes => self.programmes(),
            Step::Finish => self.finish(),
        }
    }

    fn now(&self, part: Part) -> String {
        self.say(&Text::SetupNow {
            value: self.shown.value(part, &self.guild.settings),
        })
    }

    fn choose(&self, part: Part) -> String {
        CustomId::Setup(SetupId::Choose(part, self.guild.revision)).encode()
    }

    fn language(&self) -> (String, Vec<Value>) {
        let options = [
            (Locale::Ja, Text::SetupLanguageJa),
            (Locale::En, Text::SetupLanguageEn),
        ]
        .map(|(locale, text)| {
            json!({
                "label": self.say(&text),
                "value": locale.code(),
                "default": locale == self.guild.settings.locale,
            })
        });
        let select = json!({
            "type": 3,
            "custom_id": self.choose(Part::Language),
            "placeholder": self.say(&Text::SetupLanguageChoose),
            "options": options,
        });
        let lines = format!(
            "{}\n{}",
            self.now(Part::Language),
            self.say(&Text::SetupSkipHint)
        );
        (lines, vec![row(&select)])
    }

    fn place_name(&self, place: PlaceUse) -> String {
        match place {
            PlaceUse::Role(role) => format!("@{}", escape(self.names.role(role))),
            PlaceUse::Channel(channel) => format!("#{}", escape(self.names.channel(channel))),
        }
    }

    /// Names, as one list.
    pub fn listed(&self, places: impl Iterator<Item = PlaceUse>) -> String {
        let names: Vec<String> = places.map(|place| self.place_name(place)).collect();
        names.join(&self.say(&Text::ListSeparator))
    }

    fn make(&self) -> (String, Vec<Value>) {
        let missing = missing(self.guild);
        let stand = self.made.iter();
        let stand: Vec<&Made> = stand
            .filter(|made| made.id.is_some() && !made.is_gone)
            .collect();
        let mut lines = Vec::new();
        let mut row = Vec::new();
        if missing.is_empty() {
            lines.push(self.say(&Text::SetupMakeComplete));
        } else {
            lines.push(self.say(&Text::SetupMakeMissing {
                list: self.listed(missing.into_iter()),
            }));
            row.push(self.button(&Text::SetupMakeButton, 3, SetupId::Make));
        }
        if !stand.is_empty() {
            lines.push(self.say(&Text::SetupMakeMade {
                list: self.listed(stand.iter().map(|made| made.place)),
            }));
            row.push(self.button(&Text::SetupUnmakeButton, 4, SetupId::Unmake));
        }
        let rows = (!row.is_empty())
            .then(|| buttons(&row))
            .into_iter()
            .collect();
        (lines.join("\n"), rows)
    }

    fn channels(&self, uses: &[ChannelUse]) -> (String, Vec<Value>) {
        let mut lines = Vec::new();
        let mut rows = Vec::new();
        let mut off = Vec::new();
        for channel in uses {
            let part = Part::Channel(*channel);
            let purpose = self.say(&channel_use(*channel));
            lines.push(
                self.say(&Text::SetupLine {
                    purpose: purpose.clone(),
                    value: self
                        .shown
                        .place(part, self.guild, self.names.channel(*channel)),
                }),
            );
            let kinds: &[u8] = match channel {
                ChannelUse::Questions => &[0, 15],
                _ => &[0],
            };
            let mut select = json!({
                "type": 8,
                "custom_id": self.choose(part),
                "channel_types": kinds,
                "placeholder": self.say(&Text::SetupChooseChannel { purpose: purpose.clone() }),
            });
            if let Some(found) = self.guild.places.channel(*channel) {
                select["default_values"] = json!([{"id": found.to_string(), "type": "channel"}]);
            }
            rows.push(row(&select));
            off.push(self.not_used(part, purpose));
        }
        rows.push(buttons(&off));
        (lines.join("\n"), rows)
    }

    fn not_used(&self, part: Part, purpose: String) -> (String, u8, CustomId) {
        let id = SetupId::Switch(part, self.guild.revision, false);
        self.button(&Text::SetupNotUsedButton { purpose }, 2, id)
    }

    fn roles(&self) -> (String, Vec<Value>) {
        let mut lines = Vec::new();
        let mut rows = Vec::new();
        let mut off = Vec::new();
        for role in RoleUse::ALL {
            let part = Part::Role(role);
            let purpose = self.say(&role_use(role));
            lines.push(self.say(&Text::SetupLine {
                purpose: purpose.clone(),
                value: self.shown.place(part, self.guild, self.names.role(role)),
            }));
            let mut select = json!({
                "type": 6,
                "custom_id": self.choose(part),
                "placeholder": self.say(&Text::SetupChooseRole { purpose: purpose.clone() }),
            });
            if let Some(found) = self.guild.places.role(role) {
                select["default_values"] = json!([{"id": found.to_string(), "type": "role"}]);
            }
            rows.push(row(&select));
            off.push(self.not_used(part, purpose));
        }
        rows.push(buttons(&off));
        (lines.join("\n"), rows)
    }

    fn form(&self, text: &Text, part: Part) -> (String, u8, CustomId) {
        self.button(text, 1, SetupId::Form(part, self.guild.revision))
    }

    fn switch(&self, part: Part, is_on: bool, on: &Text, off: &Text) -> (String, u8, CustomId) {
        let id = SetupId::Switch(part, self.guild.revision, !is_on);
        self.button(if is_on { off } else { on }, 2, id)
    }

    fn working(&self) -> (String, Vec<Value>) {
        let settings = &self.guild.settings;
        let value = |part| self.shown.value(part, settings);
        let lines = [
            Text::SetupWorkingDays {
                value: value(Part::WorkingDays),
            },
            Text::SetupWorkingHours {
                value: value(Part::WorkingHours),
            },
            Text::SetupHolidays {
                value: value(Part::Holidays),
            },
            Text::SetupDaysOff {
                value: value(Part::DaysOff),
            },
        ]
        .map(|text| self.say(&text));
        let options: Vec<Value> = (0..7)
            .map(|day| {
                json!({
                    "label": self.shown.day(day),
                    "value": day.to_string(),
                    "default": settings.working_days.contains(&day),
                })
            })
            .collect();
        let select = json!({
            "type": 3,
            "custom_id": self.choose(Part::WorkingDays),
            "placeholder": self.say(&Text::SetupDaysChoose),
            "min_values": 1,
            "max_values": 7,
            "options": options,
        });
        let more = buttons(&[
            self.form(&Text::SetupHoursButton, Part::WorkingHours),
            self.switch(
                Part::Holidays,
                settings.holidays_off,
                &Text::SetupHolidaysOffButton,
                &Text::SetupHolidaysOnButton,
            ),
            self.form(&Text::SetupDaysOffButton, Part::DaysOff),
        ]);
        (lines.join("\n"), vec![row(&select), more])
    }

    fn quiet(&self) -> (String, Vec<Value>) {
        let mut row = vec![self.form(&Text::SetupHoursButton, Part::Quiet)];
        if self.guild.settings.quiet.is_some() {
            let id = SetupId::Switch(Part::Quiet, self.guild.revision, false);
            row.push(self.button(&Text::SetupQuietOffButton, 2, id));
        }
        let value = self.guild.settings.quiet.map(hours);
        let value = value.unwrap_or_else(|| self.say(&Text::SetupOff));
        (self.say(&Text::SetupNow { value }), vec![buttons(&row)])
    }

    fn topics(&self) -> (String, Vec<Value>) {
        let topics = &self.guild.settings.topics;
        let lines: Vec<String> = topics
            .iter()
            .map(|topic| {
                let name = escape(topic.name.as_str());
                self.say(&match topic.role {
                    None => Text::SetupTopicLine { topic: name },
                    Some(role) => Text::SetupTopicLineRole {
                        topic: name,
                        role: format!("<@&{role}>"),
                    },
                })
            })
            .collect();
        let options: Vec<Value> = topics
            .iter()
            .enumerate()
            .map(|(at, topic)| json!({"label": topic.name.as_str(), "value": at.to_string()}))
            .collect();
        let select = json!({
            "type": 3,
            "custom_id": CustomId::Setup(SetupId::Topic(self.guild.revision)).encode(),
            "placeholder": self.say(&Text::SetupTopicChoose),
            "options": options,
        });
        let form = buttons(&[self.form(&Text::SetupTopicsButton, Part::Topics)]);
        (lines.join("\n"), vec![form, row(&select)])
    }

    /// The role of one topic, by its place in the list.
    pub fn topic(&self, at: usize, topic: &Topic) -> Value {
        let revision = self.guild.revision;
        let select = json!({
            "type": 6,
            "custom_id": CustomId::Setup(SetupId::TopicRole(revision, at)).encode(),
            "placeholder": self.say(&Text::SetupTopicChoose),
        });
        let text = Text::SetupTopicRole {
            topic: escape(topic.as_str()),
        };
        let none = SetupId::TopicRoleNone(revision, at);
        json!({
            "content": self.say(&text),
            "embeds": [],
            "components": [row(&select), buttons(&[
                self.button(&Text::SetupTopicRoleNoneButton, 2, none),
                self.button(&Text::SetupBackButton, 2, SetupId::Step(Step::Topics)),
            ])],
        })
    }

    fn asking(&self) -> (String, Vec<Value>) {
        let settings = &self.guild.settings;
        let lines = [
            Text::SetupAnonymous {
                value: self.shown.value(Part::Anonymous, settings),
            },
            Text::SetupDirect {
                value: self.shown.value(Part::DirectMessages, settings),
            },
            Text::SetupTutorsResolve {
                value: self.shown.value(Part::TutorsResolve, settings),
            },
            Text::SetupSynonyms {
                value: self.shown.value(Part::Synonyms, settings),
            },
        ]
        .map(|text| self.say(&text));
        let row = buttons(&[
            self.switch(
                Part::Anonymous,
                settings.anonymous,
                &Text::SetupAnonymousOnButton,
                &Text::SetupAnonymousOffButton,
            ),
            self.switch(
                Part::DirectMessages,
                settings.direct_messages,
                &Text::SetupDirectOnButton,
                &Text::SetupDirectOffButton,
            ),
        ]);
        let more = buttons(&[
            self.switch(
                Part::TutorsResolve,
                settings.tutors_resolve,
                &Text::SetupTutorsResolveOnButton,
                &Text::SetupTutorsResolveOffButton,
            ),
            self.form(&Text::SetupSynonymsButton, Part::Synonyms),
        ]);
        (lines.join("\n"), vec![row, more])
    }

    /// When questions that wait are looked after.
    fn care(&self) -> (String, Vec<Value>) {
        let value = |part| self.shown.value(part, &self.guild.settings);
        let lines = [value(Part::Waiting), value(Part::Closing)];
        let row = buttons(&[
            self.form(&Text::SetupWaitingButton, Part::Waiting),
            self.form(&Text::SetupClosingButton, Part::Closing),
        ]);
        (lines.join("\n"), vec![row])
    }

    /// How tutors are found, and talks looked after.
    fn tutoring(&self) -> (String, Vec<Value>) {
        let settings = &self.guild.settings;
        let value = |part| self.shown.value(part, settings);
        let joins = Text::SetupStaffJoins {
            value: value(Part::StaffJoins),
        };
        let lines = [
            value(Part::Offering),
            value(Part::Talking),
            value(Part::Fitting),
            value(Part::Fairness),
            self.say(&joins),
        ];
        let first = buttons(&[
            self.form(&Text::SetupOfferingButton, Part::Offering),
            self.form(&Text::SetupTalkingButton, Part::Talking),
        ]);
        let second = buttons(&[
            self.form(&Text::SetupFittingButton, Part::Fitting),
            self.form(&Text::SetupFairnessButton, Part::Fairness),
        ]);
        let third = buttons(&[self.switch(
            Part::StaffJoins,
            settings.tutoring.staff_joins,
            &Text::SetupStaffJoinsOnButton,
            &Text::SetupStaffJoinsOffButton,
        )]);
        (lines.join("\n"), vec![first, second, third])
    }

    /// When places in courses are offered, and people asked.
    fn courses(&self) -> (String, Vec<Value>) {
        let lines = self.shown.value(Part::Courses, &self.guild.settings);
        let row = buttons(&[self.form(&Text::SetupCoursesButton, Part::Courses)]);
        (lines, vec![row])
    }

    /// How newcomers are met.
    fn welcome(&self) -> (String, Vec<Value>) {
        let settings = &self.guild.settings;
        let value = |part| self.shown.value(part, settings);
        let lines = [
            Text::SetupGreets {
                value: value(Part::Greets),
            },
            Text::SetupAsksConsent {
                value: value(Part::AsksConsent),
            },
            Text::SetupNudges {
                value: value(Part::Nudges),
            },
        ];
        let lines = lines.map(|line| self.say(&line));
        let welcome = settings.welcome;
        let rows = [
            self.switch(
                Part::Greets,
                welcome.greets,
                &Text::SetupGreetsOnButton,
                &Text::SetupGreetsOffButton,
            ),
            self.switch(
                Part::AsksConsent,
                welcome.asks_consent,
                &Text::SetupAsksConsentOnButton,
                &Text::SetupAsksConsentOffButton,
            ),
            self.switch(
                Part::Nudges,
                welcome.nudges,
                &Text::SetupNudgesOnButton,
                &Text::SetupNudgesOffButton,
            ),
        ];
        (lines.join("\n"), vec![buttons(&rows)])
    }

    fn programmes(&self) -> (String, Vec<Value>) {
        super::programmes::list(&self.shown, self.programmes)
    }

    fn finish(&self) -> (String, Vec<Value>) {
        let lines = if self.faults.is_empty() {
            self.say(&Text::SetupAllWell)
        } else {
            String::new()
        };
        (lines, Vec::new())
    }
}

/// At most as many characters as a message takes.
pub fn cut(text: &str) -> String {
    if text.chars().count() <= 2000 {
        return text.to_owned();
    }
    let kept: String = text.chars().take(1999).collect();
    format!("{kept}…")
}

/// A label as a select's option takes it.
pub fn label(text: &str) -> String {
    one_line(text, 100)
}

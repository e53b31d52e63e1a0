//! The list of all settings, and the history of their changes.

use serde_json::{Value, json};

use super::faults;
use super::guide::{Page, cut, label};
use super::step::Step;
use crate::discord::custom_id::{CustomId, SetupId};
use crate::discord::reply::{buttons, row};
use crate::discord::text::{mention, one_line};
use crate::guilds::settings::Part;
use crate::guilds::setup::{Entry, HISTORY_PAGE};
use crate::i18n::Text;

/// Most characters of a value in the list.
const LINE_MOST: usize = 80;

impl Page<'_> {
    /// All settings, what is wrong with them, and the way to each.
    pub fn overview(&self, word: Option<&str>) -> Value {
        let say = |text: &Text| self.shown.say(text);
        let lines: Vec<String> = Part::ALL
            .into_iter()
            .map(|(part, _)| {
                let name = match part {
                    Part::Channel(channel) => self.names.channel(channel),
                    Part::Role(role) => self.names.role(role),
                    _ => "",
                };
                say(&Text::SetupLine {
                    purpose: self.shown.part(part),
                    value: one_line(&self.shown.place(part, self.guild, name), LINE_MOST),
                })
            })
            .collect();
        let options: Vec<Value> = Step::ALL
            .into_iter()
            .map(|step| json!({"label": label(&say(&step.words().0)), "value": step.name()}))
            .collect();
        let select = json!({
            "type": 3,
            "custom_id": CustomId::Setup(SetupId::Pick).encode(),
            "placeholder": say(&Text::SetupOverviewChoose),
            "options": options,
        });
        let button = |text: &Text, style, id| (say(text), style, CustomId::Setup(id));
        let mut guide = vec![button(
            &Text::SetupOverviewGuideButton,
            1,
            SetupId::Step(Step::ALL[0]),
        )];
        let reached = Step::of_number(self.guild.guide_step);
        if self.guild.guide_step > 1 && reached != Step::Finish {
            let text = Text::SetupOverviewGoOnButton;
            guide.insert(0, button(&text, 1, SetupId::Step(reached)));
        }
        guide.push(button(&Text::SetupRecheckButton, 2, SetupId::Check));
        guide.push(button(
            &Text::SetupOverviewHistoryButton,
            2,
            SetupId::History(i64::MAX),
        ));
        let mut text: Vec<String> = word.map(str::to_owned).into_iter().collect();
        text.push(say(&Text::SetupOverview));
        text.push(self.found());
        json!({
            "content": cut(&text.join("\n\n")),
            "embeds": [{"description": lines.join("\n"), "color": 0x0034_98DB}],
            "components": [row(&select), buttons(&guide)],
        })
    }

    /// What the check has found, in words.
    fn found(&self) -> String {
        let (words, locale) = (self.shown.words, self.shown.locale);
        if self.faults.is_empty() {
            self.shown.say(&Text::CheckMended)
        } else {
            faults::list(words, locale, self.names, self.faults)
        }
    }

    /// The check alone: everything that is wrong, with the buttons to go on.
    pub fn check(&self) -> Value {
        let (words, locale) = (self.shown.words, self.shown.locale);
        let title = self.shown.say(&Text::CheckTitle);
        json!({
            "content": cut(&format!("**{title}**\n\n{}", self.found())),
            "embeds": [],
            "components": [faults::remedies(words, locale)],
        })
    }

    /// The changes, newest first, each with the button that takes it back.
    pub fn history(&self, entries: &[Entry], word: Option<&str>) -> Value {
        let say = |text: &Text| self.shown.say(text);
        let mut text: Vec<String> = word.map(str::to_owned).into_iter().collect();
        text.push(say(&Text::SetupHistory));
        if entries.is_empty() {
            text.push(say(&Text::SetupHistoryEmpty));
        }
        text.extend(entries.iter().map(|entry| self.entry(entry)));
        let back: Vec<(String, u8, CustomId)> = entries
            .iter()
            .map(|entry| {
                let number = entry.revision;
                let id = SetupId::TakeBack(number);
                (
                    say(&Text::SetupTakeBackButton { number }),
                    2,
                    CustomId::Setup(id),
                )
            })
            .collect();
        let mut rows: Vec<Value> = Vec::new();
        if !back.is_empty() {
            rows.push(buttons(&back));
        }
        let mut ways = Vec::new();
        let oldest = entries.last().map_or(0, |entry| entry.revision);
        let is_whole = i64::try_from(entries.len()).unwrap_or(0) < HISTORY_PAGE;
        if oldest > 1 && !is_whole {
            let id = SetupId::History(oldest - 1);
            ways.push((say(&Text::SetupOlderButton), 2, CustomId::Setup(id)));
        }
        let open = CustomId::Setup(SetupId::Open);
        ways.push((say(&Text::SetupListButton), 2, open));
        rows.push(buttons(&ways));
        json!({"content": cut(&text.join("\n")), "embeds": [], "components": rows})
    }

    fn entry(&self, entry: &Entry) -> String {
        let value = |settings| one_line(&self.shown.value(entry.part, settings), 120);
        let mut line = self.shown.say(&Text::SetupHistoryLine {
            number: entry.revision,
            time: format!("<t:{}:f>", entry.at.timestamp()),
            who: mention(entry.by),
            part: self.shown.part(entry.part),
            before: value(&entry.before),
            after: value(&entry.after),
        });
        if let Some(number) = entry.takes_back {
            line.push_str(&self.shown.say(&Text::SetupHistoryBack { number }));
        }
        line
    }
}

//! What is pressed, selected or sent in the setup → a use case → the next page.

mod of_programmes;

use serde_json::Value;

use super::forms;
use super::guide::Page;
use super::shown::Shown;
use super::step::Step;
use super::{faults, invitation, programmes};
use crate::db::DbError;
use crate::discord::custom_id::SetupId;
use crate::discord::reply::{Caller, Reply};
use crate::discord::text::mention;
use crate::fault::Fault;
use crate::guilds::making::{Made, MakingRefusal};
use crate::guilds::programmes::Programme;
use crate::guilds::settings::{Change, Chosen, Part};
use crate::guilds::setup::SettingRefusal;
use crate::guilds::{Actor, Guild, GuildFault, Locale, Snapshot};
use crate::i18n::Text;
use crate::ids::RoleId;
use crate::members::looks::LookedAt;

/// What was selected.
#[derive(Clone, Debug)]
pub enum Picked {
    Nothing,
    /// Values of our own.
    Values(Vec<String>),
    /// Channels, roles or people.
    Ids(Vec<i64>),
}

impl Picked {
    fn value(&self) -> &str {
        match self {
            Self::Values(values) => values.first().map_or("", String::as_str),
            _ => "",
        }
    }

    fn id(&self) -> Option<i64> {
        match self {
            Self::Ids(ids) => ids.first().copied(),
            _ => None,
        }
    }
}

/// The message on which something was pressed.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Whether it is the person's own private answer, which then changes.
    pub is_private: bool,
    pub content: String,
}

/// One person at the setup.
struct Desk<'a> {
    caller: &'a Caller<'a>,
    actor: &'a Actor,
    snapshot: &'a Snapshot,
    in_place: bool,
}

/// What a page is drawn from.
struct Loaded {
    guild: Guild,
    faults: Vec<GuildFault>,
    made: Vec<Made>,
    programmes: Vec<Programme>,
}

/// What goes wrong on the way: words for the person, or a fault of ours.
enum Stop {
    Say(Box<Text>),
    Ours(DbError),
}

impl From<DbError> for Stop {
    fn from(error: DbError) -> Self {
        Self::Ours(error)
    }
}

type Done<T> = Result<T, Stop>;

/// `/setup`: the list of all settings, or what was asked for.
pub async fn command(caller: &Caller<'_>, snapshot: Option<&Snapshot>, show: &str) -> Reply {
    let opened = Opened {
        is_private: false,
        content: String::new(),
    };
    let id = match show {
        "history" => SetupId::History(i64::MAX),
        "programmes" => SetupId::Programmes,
        "check" => SetupId::Check,
        _ => SetupId::Open,
    };
    pressed(caller, snapshot, id, Picked::Nothing, opened).await
}

/// Something was pressed or selected.
pub async fn pressed(
    caller: &Caller<'_>,
    snapshot: Option<&Snapshot>,
    id: SetupId,
    picked: Picked,
    opened: Opened,
) -> Reply {
    if let (SetupId::Begin(guild), Err(_), Some(user)) = (&id, caller.actor(), caller.user()) {
        return invitation::begun_outside(caller, *guild, user).await;
    }
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    let Some(snapshot) = snapshot else {
        return not_yet(caller, actor).await;
    };
    let desk = Desk {
        caller,
        actor,
        snapshot,
        in_place: opened.is_private,
    };
    let done = desk.press(id, &picked, &opened.content).await;
    desk.ended(done)
}

/// The server is not known yet, which is told to those alone whom it concerns.
async fn not_yet(caller: &Caller<'_>, actor: &Actor) -> Reply {
    match caller.bot.guilds.capabilities(actor).await {
        Ok(can) if can.staff => Reply::words(&caller.say(&Text::SetupWait)),
        Ok(_) => Reply::words(&caller.say(&Text::SetupNotStaff)),
        Err(error) => caller.our_fault(&error),
    }
}

/// A form was sent; `field` gives the text of a field.
pub async fn sent(
    caller: &Caller<'_>,
    snapshot: Option<&Snapshot>,
    id: SetupId,
    field: impl Fn(&str) -> String,
    in_place: bool,
) -> Reply {
    let actor = match caller.actor() {
        Ok(actor) => actor,
        Err(reply) => return reply,
    };
    let Some(snapshot) = snapshot else {
        return not_yet(caller, actor).await;
    };
    let desk = Desk {
        caller,
        actor,
        snapshot,
        in_place,
    };
    let done = match id {
        SetupId::Form(part, base) => {
            let names = forms::field_names(part).iter();
            let typed: Vec<String> = names.map(|name| field(name)).collect();
            desk.part_sent(part, base, &typed).await
        }
        SetupId::ProgrammeNew | SetupId::ProgrammeForm(..) => {
            let typed = programmes::FIELDS.map(field);
            desk.programme_sent(id, &typed).await
        }
        SetupId::ProgrammeErase(programme, version) => {
            let typed = [field(programmes::DAY_FIELD)];
            desk.programme_erase_sent((programme, version), &typed)
                .await
        }
        _ => Err(say(Text::StaleButton)),
    };
    desk.ended(done)
}

/// Words that are all there is to say.
fn say(text: Text) -> Stop {
    Stop::Say(Box::new(text))
}

/// Why somebody cannot be at the setup at all.
fn refusal_of(refusal: &SettingRefusal) -> Stop {
    match refusal {
        SettingRefusal::UnknownGuild => say(Text::SetupWait),
        _ => say(Text::SetupNotStaff),
    }
}

impl Desk<'_> {
    fn shown(&self) -> Shown<'_> {
        Shown {
            words: &self.caller.bot.words,
            locale: self.caller.locale,
        }
    }

    fn reply(&self, page: Value) -> Reply {
        if self.in_place {
            Reply::Update(page)
        } else {
            Reply::Say(page)
        }
    }

    fn ended(&self, done: Done<Reply>) -> Reply {
        match done {
            Ok(reply) => reply,
            Err(Stop::Say(text)) => Reply::words(&self.caller.say(&*text)),
            Err(Stop::Ours(error)) => self.caller.our_fault(&error),
        }
    }

    /// Lets staff alone pass, and notes how far the guide was gone through.
    async fn open(&self, step: i64) -> Done<()> {
        let guilds = &self.caller.bot.guilds;
        match guilds.open_guide(self.actor, step).await {
            Ok(_) => Ok(()),
            Err(Fault::Refused(refusal)) => Err(refusal_of(&refusal)),
            Err(Fault::Ours(error)) => Err(Stop::Ours(error)),
        }
    }

    async fn load(&self) -> Done<Loaded> {
        let guilds = &self.caller.bot.guilds;
        let id = self.actor.guild;
        let guild = guilds.find(id).await?.ok_or(say(Text::SetupWait))?;
        Ok(Loaded {
            guild,
            faults: guilds.check(self.snapshot).await?,
            made: guilds.made_places(id).await?,
            programmes: guilds.programmes(id).await?,
        })
    }

    fn page<'b>(&'b self, loaded: &'b Loaded) -> Page<'b> {
        Page {
            shown: self.shown(),
            guild: &loaded.guild,
            names: self.caller.bot.guilds.names(),
            faults: &loaded.faults,
            made: &loaded.made,
            programmes: &loaded.programmes,
        }
    }

    async fn step(&self, step: Step, word: Option<&str>) -> Done<Reply> {
        let loaded = self.load().await?;
        Ok(self.reply(self.page(&loaded).step(step, word)))
    }

    async fn press(&self, id: SetupId, picked: &Picked, content: &str) -> Done<Reply> {
        let reached = match &id {
            SetupId::Begin(_) => Step::Language.number(),
            SetupId::Step(step) => step.number(),
            _ => 0,
        };
        self.open(reached).await?;
        match id {
            SetupId::Begin(_) => self.step(Step::Language, None).await,
            SetupId::Step(step) => self.step(step, None).await,
            SetupId::Pick => {
                let step = Step::from_name(picked.value()).ok_or(say(Text::StaleButton))?;
                self.step(step, None).await
            }
            SetupId::Programmes => self.step(Step::Programmes, None).await,
            SetupId::Open => {
                let loaded = self.load().await?;
                Ok(self.reply(self.page(&loaded).overview(None)))
            }
            SetupId::Check => {
                let loaded = self.load().await?;
                Ok(self.reply(self.page(&loaded).check()))
            }
            SetupId::Finish => self.finish().await,
            SetupId::Choose(part, base) => self.choose(part, base, picked).await,
            SetupId::Switch(part, base, on) => self.switch(part, base, on).await,
            SetupId::Form(part, base) => self.form(part, base, content).await,
            SetupId::Topic(_) => self.topic(picked).await,
            SetupId::TopicRole(base, at) => {
                let role = picked.id().map(RoleId::stored);
                let role = role.ok_or(say(Text::StaleButton))?;
                self.topic_role(base, at, Some(role)).await
            }
            SetupId::TopicRoleNone(base, at) => self.topic_role(base, at, None).await,
            SetupId::Make => self.make().await,
            SetupId::Unmake => self.unmake().await,
            SetupId::History(up_to) => self.history(up_to, None).await,
            SetupId::TakeBack(revision) => self.take_back(revision).await,
            id => self.programme(id, picked, content).await,
        }
    }

    // ---- parts ------------------------------------------------------------------------

    async fn choose(&self, part: Part, base: i64, picked: &Picked) -> Done<Reply> {
        let chosen = picked.id().map(Chosen::At);
        let change = match (part, chosen, picked) {
            (Part::Language, ..) => Locale::from_code(picked.value()).map(Change::Language),
            (Part::Channel(channel), Some(chosen), _) => Some(Change::Channel(channel, chosen)),
            (Part::Role(role), Some(chosen), _) => Some(Change::Role(role, chosen)),
            (Part::WorkingDays, _, Picked::Values(days)) => {
                let days = days.iter().filter_map(|day| day.parse().ok());
                Some(Change::WorkingDays(days.collect()))
            }
            _ => None,
        };
        let change = change.ok_or(say(Text::StaleButton))?;
        self.change(base, &change).await
    }

    async fn switch(&self, part: Part, base: i64, on: bool) -> Done<Reply> {
        let change = match part {
            Part::Channel(channel) if !on => Change::Channel(channel, Chosen::Nowhere),
            Part::Role(role) if !on => Change::Role(role, Chosen::Nowhere),
            Part::Holidays => Change::Holidays(on),
            Part::Quiet if !on => Change::Quiet(None),
            Part::Anonymous => Change::Anonymous(on),
            Part::DirectMessages => Change::DirectMessages(on),
            Part::TutorsResolve => Change::TutorsResolve(on),
            Part::StaffJoins => Change::StaffJoins(on),
            Part::Greets => Change::Greets(on),
            Part::AsksConsent => Change::AsksConsent(on),
            Part::Nudges => Change::Nudges(on),
            _ => return Err(say(Text::StaleButton)),
        };
        self.change(base, &change).await
    }

    /// Makes the change and shows its step, with what was said of it above.
    async fn change(&self, base: i64, change: &Change) -> Done<Reply> {
        let guilds = &self.caller.bot.guilds;
        let done = guilds.change(self.actor, base, change, self.snapshot).await;
        let word = match done {
            Ok(_) => {
                self.changed().await?;
                self.caller.say(&Text::SetupSaved)
            }
            Err(Fault::Refused(refusal)) => self.refusal_words(refusal)?,
            Err(Fault::Ours(error)) => return Err(Stop::Ours(error)),
        };
        self.step(Step::of_part(change.part()), Some(&word)).await
    }

    /// What follows from changed settings elsewhere.
    async fn changed(&self) -> Done<()> {
        let (bot, guild) = (self.caller.bot, Some(self.actor.guild));
        bot.questions.reconsider(guild).await?;
        bot.tutors.reconsider(guild).await?;
        Ok(bot.courses.reconsider(guild).await?)
    }

    /// Why the settings stay as they are: words above the page, or all there is to say.
    fn refusal_words(&self, refusal: SettingRefusal) -> Done<String> {
        let (words, locale) = (&self.caller.bot.words, self.caller.locale);
        let text = match refusal {
            SettingRefusal::NotStaff => return Err(say(Text::SetupNotStaff)),
            SettingRefusal::UnknownGuild => return Err(say(Text::SetupWait)),
            SettingRefusal::Unfit(fault) => forms::setting_fault(words, locale, &fault),
            SettingRefusal::Cannot(fault) => {
                let names = self.caller.bot.guilds.names();
                let said = faults::fault(words, locale, names, &fault);
                return Ok(format!("⚠️ {said}"));
            }
            SettingRefusal::Meanwhile { by, at } => Text::SetupFaultMeanwhile {
                who: mention(by),
                time: format!("<t:{}:R>", at.timestamp()),
            },
            SettingRefusal::UnknownChange => Text::SetupFaultUnknownChange,
            SettingRefusal::ChangedSince { revision } => {
                Text::SetupFaultChangedSince { number: revision }
            }
        };
        Ok(format!("⚠️ {}", self.caller.say(&text)))
    }

    /// Opens the form of a part, with what was typed before if the message tells it.
    async fn form(&self, part: Part, base: i64, content: &str) -> Done<Reply> {
        let loaded = self.load().await?;
        let typed = forms::typed_in(content);
        let settings = &loaded.guild.settings;
        // Whoever writes again has seen what holds by now.
        let base = if typed.is_empty() {
            base
        } else {
            loaded.guild.revision
        };
        let form = forms::of_part(&self.shown(), part, base, settings, &typed);
        form.map(Reply::Form).ok_or(say(Text::StaleButton))
    }

    async fn part_sent(&self, part: Part, base: i64, typed: &[String]) -> Done<Reply> {
        self.open(0).await?;
        let guilds = &self.caller.bot.guilds;
        let today = guilds.today(self.actor.guild).await?;
        let again = SetupId::Form(part, base);
        let refused =
            |why: &Text| self.reply(forms::refused(&self.shown(), why, typed, again.clone()));
        let change = match forms::read(part, typed, today) {
            None => return Err(say(Text::StaleButton)),
            Some(Err(fault)) => return Ok(refused(&forms::fault_text(fault))),
            Some(Ok(change)) => change,
        };
        match guilds
            .change(self.actor, base, &change, self.snapshot)
            .await
        {
            Err(Fault::Refused(SettingRefusal::Unfit(fault))) => {
                let (words, locale) = (&self.caller.bot.words, self.caller.locale);
                Ok(refused(&forms::setting_fault(words, locale, &fault)))
            }
            Err(Fault::Refused(SettingRefusal::Meanwhile { by, at })) => {
                let settings = guilds.settings(self.actor.guild).await?;
                Ok(refused(&Text::SetupFaultMeanwhileForm {
                    who: mention(by),
                    time: format!("<t:{}:R>", at.timestamp()),
                    value: self.shown().value(part, &settings),
                }))
            }
            Err(Fault::Refused(refusal)) => Err(refusal_of(&refusal)),
            Err(Fault::Ours(error)) => Err(Stop::Ours(error)),
            Ok(_) => {
                self.changed().await?;
                let word = self.caller.say(&Text::SetupSaved);
                self.step(Step::of_part(part), Some(&word)).await
            }
        }
    }

    async fn topic(&self, picked: &Picked) -> Done<Reply> {
        let loaded = self.load().await?;
        let at: Option<usize> = picked.value().parse().ok();
        let topic = at.and_then(|at| Some((at, loaded.guild.settings.topics.get(at)?)));
        if let Some((at, topic)) = topic {
            return Ok(self.reply(self.page(&loaded).topic(at, &topic.name)));
        }
        let word = self.caller.say(&Text::SetupFaultTopicUnknown);
        self.step(Step::Topics, Some(&word)).await
    }

    async fn topic_role(&self, base: i64, at: usize, role: Option<RoleId>) -> Done<Reply> {
        let guilds = &self.caller.bot.guilds;
        // The place in the list is that of the revision that was shown.
        let shown = guilds.settings_at(self.actor.guild, base).await?;
        match shown.topics.get(at) {
            Some(topic) => {
                let change = Change::TopicRole(topic.name.clone(), role);
                self.change(base, &change).await
            }
            None => Err(say(Text::SetupFaultTopicUnknown)),
        }
    }

    // ---- channels and roles that the bot makes ----------------------------------------

    async fn make(&self) -> Done<Reply> {
        let done = self
            .caller
            .bot
            .guilds
            .make_missing(self.actor, self.snapshot)
            .await;
        let done = done.map(|made| self.listed(&made, |list| Text::SetupMakeDone { list }));
        self.made(done).await
    }

    async fn unmake(&self) -> Done<Reply> {
        let done = self.caller.bot.guilds.take_places_back(self.actor).await;
        let done = done.map(|made| self.listed(&made, |list| Text::SetupUnmakeDone { list }));
        self.made(done).await
    }

    fn listed(&self, made: &[Made], text: impl Fn(String) -> Text) -> Text {
        let names: Vec<String> = made
            .iter()
            .map(|made| crate::discord::text::escape(&made.name))
            .collect();
        text(names.join(&self.caller.say(&Text::ListSeparator)))
    }

    async fn made(&self, done: Result<Text, Fault<MakingRefusal>>) -> Done<Reply> {
        let (words, locale) = (&self.caller.bot.words, self.caller.locale);
        let text = match done {
            Ok(text) => text,
            Err(Fault::Ours(error)) => return Err(Stop::Ours(error)),
            Err(Fault::Refused(refusal)) => match refusal {
                MakingRefusal::Settings(refusal) => return Err(refusal_of(&refusal)),
                MakingRefusal::NothingMissing => Text::SetupMakeComplete,
                MakingRefusal::UnderWay => Text::SetupMakeUnderWay,
                MakingRefusal::NothingMade => Text::SetupMakeNothing,
                MakingRefusal::MayNot(lacking) => Text::SetupMakeMayNot {
                    permissions: faults::permissions(words, locale, lacking),
                },
            },
        };
        self.step(Step::Make, Some(&self.caller.say(&text))).await
    }

    // ---- the end, and what came before ------------------------------------------------

    async fn finish(&self) -> Done<Reply> {
        let loaded = self.load().await?;
        let text = match loaded.guild.places.panel_channel {
            Some(panel) => Text::SetupFinished {
                panel: format!("<#{panel}>"),
            },
            None => Text::SetupFinishedPlain,
        };
        let said = self.caller.say(&text);
        Ok(if self.in_place {
            Reply::settled(&said)
        } else {
            Reply::words(&said)
        })
    }

    async fn history(&self, up_to: i64, word: Option<&str>) -> Done<Reply> {
        let entries = self.caller.bot.guilds.history(self.actor, up_to).await;
        let entries = entries.map_err(|fault| match fault {
            Fault::Refused(refusal) => refusal_of(&refusal),
            Fault::Ours(error) => Stop::Ours(error),
        })?;
        let who = entries.iter().map(|entry| entry.by);
        let (guild, by) = (self.actor.guild, Some(self.actor.user));
        let members = &self.caller.bot.members;
        members.seen(guild, who, LookedAt::Settings, by).await?;
        let loaded = self.load().await?;
        Ok(self.reply(self.page(&loaded).history(&entries, word)))
    }

    async fn take_back(&self, revision: i64) -> Done<Reply> {
        let guilds = &self.caller.bot.guilds;
        let done = guilds.take_back(self.actor, revision, self.snapshot).await;
        let word = match done {
            Ok(entry) => {
                self.changed().await?;
                self.caller.say(&Text::SetupTakenBack {
                    part: self.shown().part(entry.part),
                })
            }
            Err(Fault::Refused(refusal)) => self.refusal_words(refusal)?,
            Err(Fault::Ours(error)) => return Err(Stop::Ours(error)),
        };
        self.history(i64::MAX, Some(&word)).await
    }
}

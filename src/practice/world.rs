//! The state of the stand-in: what there is, and one way to change it.
//!
//! A handler changes things through [`World::put`] and [`World::remove`] and
//! tells the gateway through [`World::emit`]. [`World::commit`] writes the
//! changes to the journal; only then is anything answered.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::clock::{PracticeClock, iso};
use super::faults::{Faults, Rule};
use super::gateway::Sessions;
use super::journal::{Journal, JournalError};
use super::model::{
    Channel, Command, Event, Guild, Id, Interaction, Key, Message, Meta, Millis, Person, Record,
    Role,
};
use super::people::Waiting;
use super::ratelimit::RateLimits;
use super::refusal::Refusal;
use super::seed;

/// Discord's epoch, the first instant of 2015, in milliseconds since 1970.
const EPOCH: Millis = 1_420_070_400_000;

/// Everything behind one lock.
pub struct World {
    pub meta: Meta,
    pub guild: Guild,
    pub roles: BTreeMap<Id, Role>,
    pub people: BTreeMap<Id, Person>,
    pub channels: BTreeMap<Id, Channel>,
    pub commands: BTreeMap<Id, Command>,
    pub events: BTreeMap<Id, Event>,
    pub interactions: BTreeMap<Id, Interaction>,
    messages: BTreeMap<Id, Message>,
    by_channel: HashMap<Id, BTreeSet<Id>>,
    by_token: HashMap<String, Id>,
    pub clock: PracticeClock,
    pub sessions: Sessions,
    pub limits: RateLimits,
    pub faults: Faults,
    /// Who waits for the answer to an interaction.
    pub waiting: HashMap<Id, Waiting>,
    /// How many changes there have been; announced to whoever watches.
    pub revision: tokio::sync::watch::Sender<u64>,
    /// The uploaded files, as long as the program runs.
    pub uploads: HashMap<Id, axum::body::Bytes>,
    /// The base address, for URLs in answers.
    pub base: String,
    journal: Journal,
    /// Whether the journal holds what was deleted or changed since.
    has_overtaken: bool,
    changed: Vec<Record>,
}

impl World {
    /// Opens the community kept in `folder`, or founds a new one there.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        let (journal, records) = Journal::open(folder)?;
        let fresh = records.is_empty();
        let mut world = Self {
            meta: Meta {
                clock_offset: 0,
                application_id: Id(0),
                last_id: Id(0),
                members_intent: true,
                content_intent: true,
            },
            guild: Guild {
                id: Id(0),
                name: String::new(),
                owner_id: Id(0),
                locale: "ja".into(),
            },
            roles: BTreeMap::new(),
            people: BTreeMap::new(),
            channels: BTreeMap::new(),
            commands: BTreeMap::new(),
            events: BTreeMap::new(),
            interactions: BTreeMap::new(),
            messages: BTreeMap::new(),
            by_channel: HashMap::new(),
            by_token: HashMap::new(),
            clock: PracticeClock::new(0),
            sessions: Sessions::default(),
            limits: RateLimits::default(),
            faults: Faults::default(),
            waiting: HashMap::new(),
            revision: tokio::sync::watch::Sender::new(0),
            uploads: HashMap::new(),
            base: String::new(),
            journal,
            has_overtaken: false,
            changed: Vec::new(),
        };
        for record in records {
            world.apply(record);
        }
        if fresh {
            seed::found(&mut world);
        } else {
            world.clock = PracticeClock::new(world.meta.clock_offset);
        }
        // Greater than before a restart, so that whoever watches notices one.
        let now = u64::try_from(world.now()).unwrap_or_default();
        world.revision = tokio::sync::watch::Sender::new(now);
        let all: Vec<Record> = world.everything().collect();
        world.changed.clear();
        world
            .journal
            .rewrite(all.iter())
            .map_err(|source| JournalError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        Ok(world)
    }

    /// Writes what changed to the journal and announces it.
    ///
    /// # Errors
    ///
    /// When the journal cannot be written; then nothing may be confirmed to anybody.
    pub fn commit(&mut self) -> io::Result<()> {
        if self.changed.is_empty() {
            return Ok(());
        }
        let changed = std::mem::take(&mut self.changed);
        self.journal.append(changed.iter())?;
        self.revision.send_modify(|revision| *revision += 1);
        Ok(())
    }

    /// Writes the journal anew, if something in it was deleted or changed since: what Discord forgets
    /// is not to be found in it.
    ///
    /// # Errors
    ///
    /// When it cannot be written; the one of before stays.
    pub fn tidy(&mut self) -> io::Result<()> {
        if !self.has_overtaken {
            return Ok(());
        }
        let all: Vec<Record> = self.everything().collect();
        self.journal.rewrite(all.iter())?;
        self.has_overtaken = false;
        Ok(())
    }

    /// The rule that a request meets. Whoever waits for changes sees that it did.
    pub fn fault(&mut self, method: &str, path: &str) -> Option<Rule> {
        let rule = self.faults.take(method, path)?;
        self.revision.send_modify(|revision| *revision += 1);
        Some(rule)
    }

    /// Stores the new state of one thing.
    pub fn put(&mut self, record: Record) {
        self.has_overtaken |= match &record {
            Record::Gone(_) => true,
            Record::Message(message) => self.messages.contains_key(&message.id),
            _ => false,
        };
        self.apply(record.clone());
        self.changed.push(record);
    }

    /// Removes one thing.
    pub fn remove(&mut self, key: Key) {
        self.put(Record::Gone(key));
    }

    fn apply(&mut self, record: Record) {
        match record {
            Record::Meta(meta) => self.meta = meta,
            Record::Guild(guild) => self.guild = guild,
            Record::Role(role) => drop(self.roles.insert(role.id, role)),
            Record::Person(person) => drop(self.people.insert(person.id, person)),
            Record::Channel(channel) => drop(self.channels.insert(channel.id, channel)),
            Record::Command(command) => drop(self.commands.insert(command.id, command)),
            Record::Event(event) => drop(self.events.insert(event.id, event)),
            Record::Interaction(interaction) => {
                self.by_token
                    .insert(interaction.token.clone(), interaction.id);
                self.interactions.insert(interaction.id, interaction);
            }
            Record::Message(message) => {
                self.by_channel
                    .entry(message.channel_id)
                    .or_default()
                    .insert(message.id);
                self.messages.insert(message.id, *message);
            }
            Record::Gone(key) => self.forget(key),
        }
    }

    fn forget(&mut self, key: Key) {
        match key {
            Key::Role(id) => drop(self.roles.remove(&id)),
            Key::Person(id) => drop(self.people.remove(&id)),
            Key::Channel(id) => {
                self.channels.remove(&id);
                for message in self.by_channel.remove(&id).unwrap_or_default() {
                    self.messages.remove(&message);
                }
            }
            Key::Message(id) => {
                if let Some(message) = self.messages.remove(&id)
                    && let Some(ids) = self.by_channel.get_mut(&message.channel_id)
                {
                    ids.remove(&id);
                }
            }
            Key::Command(id) => drop(self.commands.remove(&id)),
            Key::Event(id) => drop(self.events.remove(&id)),
            Key::Interaction(id) => {
                if let Some(interaction) = self.interactions.remove(&id) {
                    self.by_token.remove(&interaction.token);
                }
            }
            Key::Meta | Key::Guild => {}
        }
    }

    /// The state as records. Of interactions only those whose token still works are kept.
    fn everything(&self) -> impl Iterator<Item = Record> + '_ {
        let old = self.now() - super::rest::interactions::TOKEN_LIFE;
        [
            Record::Meta(self.meta.clone()),
            Record::Guild(self.guild.clone()),
        ]
        .into_iter()
        .chain(self.roles.values().cloned().map(Record::Role))
        .chain(self.people.values().cloned().map(Record::Person))
        .chain(self.channels.values().cloned().map(Record::Channel))
        .chain(self.commands.values().cloned().map(Record::Command))
        .chain(self.events.values().cloned().map(Record::Event))
        .chain(
            self.interactions
                .values()
                .filter(move |i| i.created_at > old || i.modal.is_some())
                .cloned()
                .map(Record::Interaction),
        )
        .chain(
            self.messages
                .values()
                .cloned()
                .map(|m| Record::Message(Box::new(m))),
        )
    }

    /// Milliseconds since 1970 on the practice clock.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// A new snowflake, greater than any before.
    pub fn new_id(&mut self) -> Id {
        let by_time = u64::try_from(self.now() - EPOCH).unwrap_or_default() << 22;
        let id = Id(by_time.max(self.meta.last_id.0 + 1));
        self.meta.last_id = id;
        self.put(Record::Meta(self.meta.clone()));
        id
    }

    pub fn bot_id(&self) -> Id {
        self.meta.application_id
    }

    pub fn bot(&self) -> Result<&Person, Refusal> {
        self.person(self.bot_id())
    }

    pub fn person(&self, id: Id) -> Result<&Person, Refusal> {
        self.people.get(&id).ok_or_else(Refusal::unknown_user)
    }

    /// A person who is in the guild.
    pub fn member(&self, id: Id) -> Result<&Person, Refusal> {
        self.people
            .get(&id)
            .filter(|person| person.in_guild)
            .ok_or_else(Refusal::unknown_member)
    }

    pub fn role(&self, id: Id) -> Result<&Role, Refusal> {
        self.roles.get(&id).ok_or_else(Refusal::unknown_role)
    }

    pub fn channel(&self, id: Id) -> Result<&Channel, Refusal> {
        self.channels.get(&id).ok_or_else(Refusal::unknown_channel)
    }

    pub fn message(&self, id: Id) -> Result<&Message, Refusal> {
        self.messages.get(&id).ok_or_else(Refusal::unknown_message)
    }

    pub fn event(&self, id: Id) -> Result<&Event, Refusal> {
        self.events.get(&id).ok_or_else(Refusal::unknown_event)
    }

    /// A message of that channel; elsewhere it is unknown.
    pub fn message_in(&self, channel: Id, id: Id) -> Result<&Message, Refusal> {
        self.message(id)
            .ok()
            .filter(|message| message.channel_id == channel)
            .ok_or_else(Refusal::unknown_message)
    }

    /// The messages of a channel, oldest first.
    /// Every message.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.values()
    }

    pub fn messages_of(&self, channel: Id) -> impl DoubleEndedIterator<Item = &Message> {
        self.by_channel
            .get(&channel)
            .into_iter()
            .flatten()
            .filter_map(|id| self.messages.get(id))
    }

    pub fn interaction_by_token(&self, token: &str) -> Option<&Interaction> {
        self.by_token
            .get(token)
            .and_then(|id| self.interactions.get(id))
    }

    /// The thread that hangs on a message: Discord gives both the same id.
    pub fn thread_of(&self, message: Id) -> Option<&Channel> {
        self.channels
            .get(&message)
            .filter(|channel| channel.thread.is_some())
    }

    /// The direct conversation between the bot and a person, if it was opened.
    pub fn dm_with(&self, person: Id) -> Option<&Channel> {
        self.channels
            .values()
            .find(|channel| channel.recipient == Some(person))
    }

    /// Sends a gateway event to every session that should get it.
    #[expect(clippy::needless_pass_by_value, reason = "an event is made to be sent")]
    pub fn emit(&mut self, name: &'static str, data: Value) {
        let copies = self.faults.copies();
        let bot = self.bot_id();
        for _ in 0..copies {
            self.sessions.dispatch(name, &data, bot);
        }
    }

    /// Moves the clock forward to its new offset and remembers it.
    pub fn advance(&mut self, by: Millis) {
        self.clock.advance(by);
        self.meta.clock_offset = self.clock.offset();
        self.put(Record::Meta(self.meta.clone()));
    }

    /// The clock as `/practice/state` shows it.
    pub fn clock_json(&self) -> Value {
        json!({"now": iso(self.now()), "ahead_ms": self.clock.offset()})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_finds_what_the_first_one_left() {
        let folder = tempfile::tempdir().unwrap();
        let mut world = World::open(folder.path()).unwrap();
        let people: Vec<Id> = world.people.keys().copied().collect();
        let mut channel = world.channels.values().next().unwrap().clone();
        channel.topic = Some("変わりました".into());
        let id = channel.id;
        world.put(Record::Channel(channel));
        world.advance(60_000);
        world.commit().unwrap();
        let last = world.new_id();
        world.commit().unwrap();
        drop(world);
        let mut world = World::open(folder.path()).unwrap();
        assert_eq!(world.people.keys().copied().collect::<Vec<_>>(), people);
        assert_eq!(
            world.channel(id).unwrap().topic.as_deref(),
            Some("変わりました")
        );
        assert_eq!(world.clock.offset(), 60_000);
        assert!(world.new_id() > last);
    }
}

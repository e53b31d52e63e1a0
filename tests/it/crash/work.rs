//! What the program is given to do: questions in a channel and in a forum, answers, long
//! texts, roles, sessions; messages, edits, threads, posts, roles, direct messages and
//! scheduled events.

use chrono::Duration;
use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use tsunagari::clock::{Chance, Clock};
use tsunagari::courses::Courses;
use tsunagari::courses::dates::Span;
use tsunagari::courses::model::Details;
use tsunagari::db::{Db, Tx, sql};
use tsunagari::guilds::{Actor, Guilds, Snapshot};
use tsunagari::ids::{
    ChannelId, CourseId, GuildId, MessageId, QuestionId, RoleId, SessionId, UserId,
};
use tsunagari::members::{MemberRole, Members};
use tsunagari::outbox::Outbox;
use tsunagari::questions::{AskQuestion, Questions, RequestId, State};

use crate::harness::{Community, Program};

pub const FORUM: &str = "質問フォーラム";
/// Who has closed their direct messages.
pub const CLOSED: &str = "kenji";
/// Most sessions that are planned at once; a server has at most 100 events.
const SESSIONS_MOST: usize = 30;

/// No session begins while work is given.
const FAR: Duration = Duration::days(60);

/// Seconds.
pub const REMINDED_WITHIN: u64 = 65;

/// The title of a course, by its number in [`Work::planned`].
pub fn title(number: u32) -> String {
    format!("はじめての応募{number}")
}

/// The use cases on the program's own database, and what was asked of them.
pub struct Work {
    pub db: Db,
    pub outbox: Outbox,
    pub questions: Questions,
    pub courses: Courses,
    pub members: Members,
    guilds: [Guilds; 2],
    snapshot: Snapshot,
    topic: String,
    hash: String,
    clock: Clock,
    pub guild: GuildId,
    pub channel: ChannelId,
    pub tutor: UserId,
    pub askers: Vec<(String, UserId)>,
    pub role: RoleId,
    pub asked: Vec<QuestionId>,
    pub planned: Vec<(CourseId, SessionId)>,
    pub roles: Vec<MemberRole>,
    requests: i64,
    /// Up to which question threads were archived.
    archived: i64,
}

fn id(value: &Value) -> u64 {
    value["id"].as_str().unwrap().parse().unwrap()
}

fn find<'a>(list: &'a Value, key: &str, name: &str) -> &'a Value {
    let found = list
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item[key] == name || item["user"][key] == name);
    found.unwrap_or_else(|| panic!("there is no {name}"))
}

impl Work {
    pub async fn begin(community: &Community) -> Self {
        let ishida = community.person("ishida");
        ishida
            .act("create-channel", json!({"name": FORUM, "type": 15}))
            .await;
        community.person(CLOSED).act("close-dms", json!({})).await;
        // The program sees the guild once; its commands and panel are there.
        let bot = Program::bot(&community.config);
        community.panel().await;
        community.settled().await;
        assert!(bot.terminate().await.success());

        let state = community.state().await;
        let user = |name| UserId::new(id(&find(&state["members"], "username", name)["user"]));
        let channel = |name| ChannelId::new(id(find(&state["channels"], "name", name)));
        let guild = GuildId::new(id(&state["guild"]));
        let db = Db::open(&community.config.database).await.unwrap();
        let clock = community.clock();
        let outbox = Outbox::new(clock.clone(), Chance::seeded(7));
        let mut forum_config = community.config.community.clone();
        FORUM.clone_into(&mut forum_config.question_channel);
        let guilds = |config| Guilds::new(db.clone(), clock.clone(), outbox.clone(), config);
        let guilds = [
            guilds(community.config.community.clone()),
            guilds(forum_config),
        ];
        let known = guilds[0].find(guild).await.unwrap().unwrap();
        let topic = known.settings.topics[0].name.as_str().to_owned();
        let work = Self {
            questions: Questions::new(
                db.clone(),
                clock.clone(),
                outbox.clone(),
                guilds[0].clone(),
                Members::new(db.clone(), clock.clone(), outbox.clone()),
            ),
            courses: Courses::new(
                db.clone(),
                clock.clone(),
                Chance::system(),
                outbox.clone(),
                guilds[0].clone(),
                Members::new(db.clone(), clock.clone(), outbox.clone()),
            ),
            members: Members::new(db.clone(), clock.clone(), outbox.clone()),
            guilds,
            snapshot: community.snapshot().await,
            topic,
            hash: known.commands_hash.unwrap(),
            guild,
            channel: channel("質問"),
            tutor: user("sato"),
            askers: ["aiko", "hana", CLOSED]
                .map(|name| (name.to_owned(), user(name)))
                .to_vec(),
            role: RoleId::new(id(find(&state["roles"], "name", "チューター"))),
            asked: Vec::new(),
            planned: Vec::new(),
            roles: Vec::new(),
            requests: 0,
            archived: 0,
            db,
            outbox,
            clock,
        };
        work.open_the_wire(community).await;
        work
    }

    /// Limits are another matter; here they would only take time.
    pub async fn open_the_wire(&self, community: &Community) {
        let wide = json!({"limit": 10_000, "per": 1.0, "global": 10_000});
        community.faults(json!({"rate_limit": wide})).await;
    }

    /// Keeps everybody else from writing to the outbox until it is dropped.
    pub async fn lock(&self) -> Tx {
        let mut tx = self.db.begin().await.unwrap();
        if let Tx::Postgres(_) = tx {
            tx.execute(sql("LOCK TABLE outbox IN EXCLUSIVE MODE"))
                .await
                .unwrap();
        }
        tx
    }

    /// Two to four things more.
    pub async fn add(&mut self, chance: &mut StdRng) {
        for _ in 0..chance.random_range(2..5) {
            match chance.random_range(0..10) {
                0..2 => self.ask(chance).await,
                2..5 => self.answer(chance).await,
                5..7 => self.resolve(chance).await,
                7 => self.plan(FAR).await,
                8 => self.cancel(chance).await,
                _ => self.change_role(chance).await,
            }
        }
    }

    /// Threads of what is resolved fall asleep, as they do on Discord after a while.
    pub async fn archive(&mut self, community: &Community) {
        let text = "SELECT thread_id AS n FROM questions WHERE state = 'resolved' \
                    AND thread_id > $1 ORDER BY thread_id";
        let threads: Vec<i64> = self.db.all(sql(text).bind(self.archived)).await.unwrap();
        let ishida = community.person("ishida");
        for thread in threads {
            let body = json!({"channel": thread.to_string()});
            ishida.act("archive", body).await;
            self.archived = self.archived.max(thread);
        }
    }

    fn actor(&self, user: UserId) -> Actor {
        Actor {
            user,
            guild: self.guild,
            roles: Vec::new(),
            manages_guild: false,
        }
    }

    fn staff(&self) -> Actor {
        Actor {
            manages_guild: true,
            ..self.actor(self.tutor)
        }
    }

    async fn ask(&mut self, chance: &mut StdRng) {
        let place = chance.random_range(0..2);
        self.guilds[place]
            .seen(&self.snapshot, &self.hash)
            .await
            .unwrap();
        let (_, asker) = self.askers[chance.random_range(0..self.askers.len())];
        let long = chance.random_range(0..5) == 0;
        self.requests += 1;
        let title = format!("質問{}", self.requests);
        let body = if long {
            "長い話。".repeat(600)
        } else {
            String::new()
        };
        let request = RequestId(self.requests);
        let mut ask = AskQuestion::new(self.actor(asker), request, &self.topic, &title, &body);
        ask.anyway = true;
        let taken = self.questions.ask(&ask).await.unwrap();
        self.asked.push(taken.question.id);
    }

    /// The tutor writes in the thread of a question that has one. What Discord would tell
    /// the program is told to its use case.
    async fn answer(&mut self, chance: &mut StdRng) {
        let Some(question) = self.some_question(chance, State::Open).await else {
            return self.ask(chance).await;
        };
        let question = self.questions.find(self.guild, question).await.unwrap();
        if let Some(thread) = question.and_then(|question| question.thread) {
            let at = self.clock.now();
            // As Discord numbers messages: by their time.
            let message = MessageId::stored((at.timestamp_millis() - 1_420_070_400_000) << 22);
            self.questions
                .message_in_thread(self.guild, thread, message, self.tutor, at)
                .await
                .unwrap();
        }
    }

    async fn resolve(&mut self, chance: &mut StdRng) {
        let Some(id) = self.some_question(chance, State::Answered).await else {
            return self.ask(chance).await;
        };
        let question = self.questions.find(self.guild, id).await.unwrap().unwrap();
        let actor = self.actor(question.asker);
        assert!(self.questions.resolve(&actor, id).await.is_ok());
    }

    async fn some_question(&self, chance: &mut StdRng, state: State) -> Option<QuestionId> {
        let text = "SELECT id AS n FROM questions WHERE state = $1 ORDER BY id";
        let ids: Vec<i64> = self.db.all(sql(text).bind(state.name())).await.unwrap();
        (!ids.is_empty()).then(|| QuestionId(ids[chance.random_range(0..ids.len())]))
    }

    /// A session that the askers come to, of which the first reminder is due within
    /// [`REMINDED_WITHIN`]: sessions begin at whole minutes.
    pub async fn remind(&mut self) {
        let within = i64::try_from(REMINDED_WITHIN).unwrap();
        let week = Duration::days(7) + Duration::seconds(within);
        self.plan(week).await;
        let (course, _) = self.planned[self.planned.len() - 1];
        for (_, user) in self.askers.clone() {
            self.requests += 1;
            let order = u64::try_from(self.requests).unwrap();
            let joined = self.courses.join(&self.actor(user), course, order).await;
            assert!(joined.is_ok());
        }
    }

    async fn plan(&mut self, ahead: Duration) {
        if self.running_sessions().await.len() >= SESSIONS_MOST {
            return;
        }
        let starts_at = self.clock.now() + ahead;
        let staff = self.staff();
        let form = u32::try_from(self.planned.len()).unwrap();
        let begun = self
            .courses
            .begin(&staff, form, &title(form), "応募文を一緒に書きます")
            .await;
        let id = begun.unwrap().id;
        let place = |details: &mut Details| details.place = "公民館".into();
        self.courses
            .change(&staff, (id, None), place)
            .await
            .unwrap();
        let span = Span {
            starts_at,
            ends_at: Some(starts_at + Duration::hours(2)),
        };
        let set = self.courses.set_sessions(&staff, (id, None), &[span]).await;
        let session = set.unwrap().1[0].id;
        let now = self.clock.now();
        let published = self
            .courses
            .publish(&staff, (id, None), Some(self.channel), now)
            .await;
        published.unwrap();
        self.planned.push((id, session));
    }

    async fn running_sessions(&self) -> Vec<i64> {
        let text = "SELECT id AS n FROM courses WHERE state = 'published' ORDER BY id";
        self.db.all(sql(text)).await.unwrap()
    }

    async fn cancel(&mut self, chance: &mut StdRng) {
        let running = self.running_sessions().await;
        if running.is_empty() {
            return self.plan(FAR).await;
        }
        let id = CourseId(running[chance.random_range(0..running.len())]);
        self.courses.cancel(&self.staff(), id).await.unwrap();
    }

    async fn change_role(&mut self, chance: &mut StdRng) {
        let (_, user) = self.askers[chance.random_range(0..self.askers.len())];
        let wish = MemberRole {
            guild: self.guild,
            user,
            role: self.role,
            held: chance.random_range(0..2) == 0,
        };
        let mut tx = self.db.begin().await.unwrap();
        self.members.want_role(&mut tx, &wish).await.unwrap();
        tx.commit().await.unwrap();
        self.roles.retain(|known| known.user != user);
        self.roles.push(wish);
    }
}

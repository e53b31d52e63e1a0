//! A community for one test: a practice server, the real bot connected to it, and
//! people who act through the practice interface.

mod announcements;
mod browser;
mod database;
mod gateway;
mod people;
mod program;

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tsunagari::app::{self, AppError};
use tsunagari::clock::{Chance, Clock, Instant};
use tsunagari::config::{ApiBase, Config};
use tsunagari::db::{Db, sql};
use tsunagari::discord::snapshot_of_http;
use tsunagari::guilds::Snapshot;
use tsunagari::guilds::settings::Settings;
use tsunagari::outbox::{Filter, Outbox, State};
use tsunagari::practice::{Options, Practice, TOKEN};

pub use browser::Browser;
pub use database::Backend;
pub(crate) use database::on_both;
pub use gateway::Gateway;
pub use people::{Person, text_of};
pub use program::{Program, program_command, run_to_end};

/// The longest that anything in a story may take: more than the minute after which what waits
/// is looked at in any case.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A practice server and, unless a test brings its own, the bot.
pub struct Community {
    pub base: String,
    pub http: reqwest::Client,
    pub config: Config,
    /// Where the exchanges are recorded.
    pub traffic: PathBuf,
    practice: Option<Practice>,
    bot: Mutex<Option<Bot>>,
    folder: TempDir,
}

struct Bot {
    stop: CancellationToken,
    task: JoinHandle<Result<(), AppError>>,
}

/// Where the exchanges of a test are written, for the check against Discord's document.
pub fn traffic_file() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    // A benchmark keeps its own; what the tests wrote is removed when they start again.
    let is_test = env!("CARGO_CRATE_NAME") == "it";
    let name = if is_test { "traffic" } else { "traffic-bench" };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("target")
        .join(name);
    folder.join(format!("{process}-{number}.jsonl"))
}

impl Community {
    /// A practice server alone; its bot would use `backend`.
    pub async fn without_bot(backend: Backend) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let traffic = traffic_file();
        let practice = Practice::start(&Options {
            port: 0,
            data: folder.path().join("practice"),
            traffic: Some(traffic.clone()),
        })
        .await
        .unwrap();
        let base = practice.base();
        let mut config = Config::load(None).unwrap();
        config.discord.token = Some(SecretString::from(TOKEN));
        config.discord.api_base = ApiBase::parse(&base).unwrap();
        config.database.url = backend.new_database(folder.path()).await;
        config.database.connections = 3;
        let community = Self {
            base,
            http: reqwest::Client::new(),
            config,
            traffic,
            practice: Some(practice),
            bot: Mutex::new(None),
            folder,
        };
        // A story begins by day, whenever the test runs: at night the bot is quiet.
        community.clock_to(community.working_morning()).await;
        community
    }

    /// A practice server with the real bot, whose panel stands.
    pub async fn start(backend: Backend) -> Self {
        let community = Self::without_bot(backend).await;
        community.start_bot();
        community.panel().await;
        community
    }

    /// The practice clock.
    pub fn clock(&self) -> Clock {
        Clock::shifted(self.practice.as_ref().unwrap().clock_offset())
    }

    /// Connects the bot.
    pub fn start_bot(&self) {
        let clock = self.clock();
        let stop = CancellationToken::new();
        let task = tokio::spawn(app::run(self.config.clone(), clock, stop.clone()));
        *self.bot.lock().unwrap() = Some(Bot { stop, task });
    }

    /// Ends the bot as Ctrl-C does.
    pub async fn stop_bot(&self) {
        let bot = self.bot.lock().unwrap().take().unwrap();
        bot.stop.cancel();
        let ended = tokio::time::timeout(Duration::from_secs(5), bot.task).await;
        ended.expect("the bot ends within 5 s").unwrap().unwrap();
    }

    /// Waits for the bot to end by itself and returns why.
    pub async fn bot_ended(&self) -> Result<(), AppError> {
        let bot = self.bot.lock().unwrap().take().unwrap();
        let ended = tokio::time::timeout(PATIENCE, bot.task).await;
        ended.expect("the bot has ended").unwrap()
    }

    /// Ends the story: nothing may be left over, failed or in doubt, and the bot ends cleanly.
    pub async fn end(mut self) {
        self.all_is_done().await;
        let runs = self.bot.lock().unwrap().is_some();
        if runs {
            self.stop_bot().await;
        }
        self.practice.take().unwrap().stop().await;
    }

    /// Ends the story, and starts a practice server with what the one of the story has kept: it
    /// leaves out what was overtaken. What it holds, a record a line.
    pub async fn end_and_read(self) -> Vec<Value> {
        self.all_is_done().await;
        self.stop_bot().await;
        self.read_what_is_kept().await
    }

    /// The same with a bot that is a program.
    pub async fn end_with_and_read(self, program: Program) -> Vec<Value> {
        self.all_is_done().await;
        assert!(program.terminate().await.success());
        self.read_what_is_kept().await
    }

    /// The file in which the practice server keeps its community.
    pub fn practice_file(&self) -> PathBuf {
        self.folder.path().join("practice").join("practice.jsonl")
    }

    async fn read_what_is_kept(mut self) -> Vec<Value> {
        self.practice.take().unwrap().stop().await;
        let kept = self.practice_file();
        let again = Options {
            port: 0,
            data: self.folder.path().join("again"),
            traffic: None,
        };
        std::fs::create_dir(&again.data).unwrap();
        let copy = again.data.join("practice.jsonl");
        std::fs::copy(kept, &copy).unwrap();
        Practice::start(&again).await.unwrap().stop().await;
        let kept = std::fs::read_to_string(copy).unwrap();
        let lines = kept.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The same with a bot that is a program. What it wants while it is ended waits for the
    /// next one, so nothing is waited for once it is gone.
    pub async fn end_with(mut self, program: Program) {
        self.all_is_done().await;
        assert!(program.terminate().await.success());
        self.practice.take().unwrap().stop().await;
    }

    async fn all_is_done(&self) {
        self.settled().await;
        let left = self.outbox_rows(&[State::Failed, State::InDoubt]).await;
        assert_eq!(left, Vec::<String>::new(), "effects that were not done");
    }

    /// So many effects could not be done, as they should not; they are put away.
    pub async fn failed(&self, count: usize) {
        self.settled().await;
        let db = Db::open(&self.config.database).await.unwrap();
        let outbox = Outbox::new(Clock::system(), Chance::seeded(1));
        let rows = outbox.list(&db, State::Failed).await.unwrap();
        assert_eq!(rows.len(), count, "{rows:#?}");
        for row in rows {
            assert!(outbox.cancel(&db, row.id).await.unwrap());
        }
        db.close().await;
    }

    /// How many rows a table has, under a condition.
    pub async fn count(&self, what: &str) -> Option<i64> {
        let db = Db::open(&self.config.database).await.unwrap();
        let text = format!("SELECT COUNT(*) AS n FROM {what}");
        let count = db.one(sql(text).once(true)).await.unwrap();
        db.close().await;
        count
    }

    /// The outbox rows in these states, in words.
    pub async fn outbox_rows(&self, states: &[State]) -> Vec<String> {
        let db = Db::open(&self.config.database).await.unwrap();
        let outbox = Outbox::new(Clock::system(), Chance::seeded(1));
        // All at once: between two looks a row may go from one state to another.
        let rows = outbox.list(&db, Filter::default()).await.unwrap();
        db.close().await;
        let rows = rows.iter().filter(|row| states.contains(&row.state));
        rows.map(|row| format!("{row:?}")).collect()
    }

    /// Waits until the outbox has nothing more to do.
    pub async fn settled(&self) {
        let done = async {
            while !self
                .outbox_rows(&[State::Due, State::Claimed])
                .await
                .is_empty()
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let done = tokio::time::timeout(PATIENCE, done).await;
        if done.is_err() {
            let left = self.outbox_rows(&[State::Due, State::Claimed]).await;
            panic!("the outbox is not drained: {left:#?}");
        }
    }

    pub fn person<'a>(&'a self, name: &'a str) -> Person<'a> {
        Person::new(self, name)
    }

    pub async fn state(&self) -> Value {
        self.get("/practice/state").await
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self.http.get(format!("{}{path}", self.base)).send().await;
        answer.unwrap().json().await.unwrap()
    }

    /// Posts to the practice interface; the status and the answer.
    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}{path}", self.base);
        let answer = self.http.post(url).json(body).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or(Value::Null))
    }

    /// A request to Discord's API as the bot would send it; the status and the answer.
    pub async fn api(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let url = format!("{}/api/v10/{path}", self.base);
        let method = method.parse().unwrap();
        let mut request = self
            .http
            .request(method, url)
            .header("authorization", format!("Bot {TOKEN}"));
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or(Value::Null))
    }

    /// Tells the practice server to fail.
    pub async fn faults(&self, faults: Value) {
        let (status, answer) = self.post("/practice/faults", &faults).await;
        assert_eq!(status, 200, "{answer}");
    }

    /// Moves the practice clock.
    pub async fn advance(&self, seconds: u64) {
        let (status, _) = self
            .post("/practice/clock", &json!({"advance": seconds}))
            .await;
        assert_eq!(status, 200);
    }

    /// Moves the practice clock to an instant.
    pub async fn clock_to(&self, at: Instant) {
        let to = json!({"to": at.to_rfc3339()});
        let (status, answer) = self.post("/practice/clock", &to).await;
        assert_eq!(status, 200, "{answer}");
    }

    /// Ten in the morning of the next day on which, as on the three days after it, the
    /// programme works.
    pub fn working_morning(&self) -> Instant {
        let settings = Settings::defaults(&self.config.community);
        let (working, zone) = (settings.working_time(), settings.time_zone);
        let today = self.clock().now().with_timezone(&zone).date_naive();
        let all_work = |day: &NaiveDate| {
            day.iter_days()
                .take(4)
                .all(|day| working.is_working_day(day))
        };
        let day = today.iter_days().skip(1).find(all_work).unwrap();
        let ten = day.and_hms_opt(10, 0, 0).unwrap();
        ten.and_local_timezone(zone).unwrap().to_utc()
    }

    /// Waits, from change to change, until `look` finds something.
    pub async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let search = async {
            loop {
                let revision = self.get("/practice/changes").await["revision"].clone();
                if let Some(found) = look().await {
                    return found;
                }
                self.get(&format!("/practice/changes?since={revision}"))
                    .await;
            }
        };
        tokio::time::timeout(PATIENCE, search)
            .await
            .unwrap_or_else(|_| panic!("waited in vain: {what}"))
    }

    /// Waits until one bot is connected. Of a killed one see to it first that it is
    /// [`Self::disconnected`]: it might be taken for the one that comes.
    pub async fn connected(&self) {
        self.connections(1).await;
    }

    /// Waits until no bot is connected; of a killed one the connection ends by itself.
    pub async fn disconnected(&self) {
        self.connections(0).await;
    }

    async fn connections(&self, count: u64) {
        let connected = async {
            while self.state().await["bot"]["connections"] != count {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE * 2, connected)
            .await
            .unwrap_or_else(|_| panic!("so many bots are connected: {count}"));
    }

    /// The server as Discord describes it to the bot.
    pub async fn snapshot(&self) -> Snapshot {
        let state = self.state().await;
        let guild = state["guild"]["id"].as_str().unwrap();
        let bot = state["bot"]["id"].as_str().unwrap();
        let get = async |path: String| self.api("GET", &path, None).await.1;
        let described = get(format!("guilds/{guild}")).await;
        let channels = get(format!("guilds/{guild}/channels")).await;
        let me = get(format!("guilds/{guild}/members/{bot}")).await;
        snapshot_of_http(&described, &channels, &me).unwrap()
    }

    pub async fn channel(&self, name: &str) -> String {
        let state = self.state().await;
        let channel = state["channels"]
            .as_array()
            .unwrap()
            .iter()
            .find(|channel| channel["name"] == name);
        channel.unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// Waits until there is a channel of this name.
    pub async fn channel_made(&self, name: &str) {
        self.until(name, async || {
            let state = self.state().await;
            let channels = state["channels"].as_array().unwrap();
            let made = channels.iter().any(|channel| channel["name"] == name);
            made.then_some(())
        })
        .await;
    }

    /// The panel's message, once it stands.
    pub async fn panel(&self) -> Value {
        let aiko = self.person("aiko");
        self.until("the panel", async || {
            aiko.sees("受付")
                .await
                .into_iter()
                .find(|message| message["author"]["bot"] == true && message["flags"] == 0)
        })
        .await
    }

    /// The card of a question, once it and its thread are there.
    pub async fn card(&self, number: u32) -> Value {
        let aiko = self.person("aiko");
        let title = format!("#{number} ");
        self.until("the card with its thread", async || {
            aiko.sees("質問").await.into_iter().find(|message| {
                let is_card = message["embeds"][0]["title"]
                    .as_str()
                    .is_some_and(|text| text.starts_with(&title));
                is_card && message["thread"].is_object()
            })
        })
        .await
    }

    /// The card of a question, once it shows a word.
    pub async fn card_shows(&self, number: u32, word: &str) -> Value {
        let aiko = self.person("aiko");
        let title = format!("#{number} ");
        self.until(&format!("the card with {word}"), async || {
            aiko.sees("質問").await.into_iter().find(|message| {
                let embed = message["embeds"][0].to_string();
                embed.contains(&title) && embed.contains(word)
            })
        })
        .await
    }
}

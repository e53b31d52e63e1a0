//! The bot is killed between any two steps of the story, and the story ends the same.

use serde_json::Value;

use crate::harness::{Backend, Community, Person, Program, on_both, program_command, text_of};

on_both!(killed_between_any_two_steps);

/// The steps of the story. Each finds what it needs on the page, as a person would.
const STEPS: usize = 7;

struct Story {
    choice: Value,
    form: Value,
    card: Value,
}

async fn step(community: &Community, story: &mut Story, number: usize) {
    let aiko: Person<'_> = community.person("aiko");
    match number {
        0 => {
            story.choice =
                aiko.presses(&community.panel().await, "質問する").await["message"].clone();
        }
        1 => story.form = aiko.chooses(&story.choice, "報酬・手数料").await["modal"].clone(),
        2 => {
            let received = aiko.sends(&story.form, "手数料は何%ですか", "本文").await;
            assert!(text_of(&received["message"]).contains("#1"), "{received}");
        }
        3 => story.card = community.card(1).await,
        4 => drop(
            community
                .person("sato")
                .answers(&story.card, "20%です")
                .await,
        ),
        5 => {
            let card = community.card_shows(1, "回答あり").await;
            let done = aiko.presses(&card, "解決しました").await;
            assert!(
                text_of(&done["message"]).contains("「解決」にしました"),
                "{done}"
            );
        }
        _ => drop(community.card_shows(1, "✅ 解決").await),
    }
}

async fn killed_between_any_two_steps(backend: Backend) {
    for kill_after in 0..STEPS - 1 {
        let community = Community::without_bot(backend).await;
        let mut bot = Program::bot(&community.config);
        let mut story = Story {
            choice: Value::Null,
            form: Value::Null,
            card: Value::Null,
        };
        for number in 0..STEPS {
            step(&community, &mut story, number).await;
            if number == kill_after {
                bot.kill();
                community.disconnected().await;
                // A tutor who writes now is not heard by anybody.
                let writes_unheard = number == 3;
                if writes_unheard {
                    step(&community, &mut story, 4).await;
                }
                bot = Program::bot(&community.config);
                community.connected().await;
                if writes_unheard {
                    step(&community, &mut story, 5).await;
                    step(&community, &mut story, 6).await;
                    break;
                }
            }
        }
        community.settled().await;
        let aiko = community.person("aiko");
        let cards = aiko.sees("質問").await;
        let cards = cards.iter().filter(|m| m["embeds"][0].is_object()).count();
        assert_eq!(cards, 1, "killed after step {kill_after}");
        let thread = aiko.sees(story.card["id"].as_str().unwrap()).await;
        let own = thread.iter().filter(|m| m["author"]["bot"] == true).count();
        assert_eq!(own, 1, "killed after step {kill_after}");
        community.end_with(bot).await;
    }
}

/// The newcomer's program: practice server and bot in one process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_practice_program_is_killed_and_everything_is_still_there() {
    let community = Community::without_bot(Backend::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let port = free_port();
    let start = || {
        let mut command = program_command(&["practice", "--port", &port, "--data", &data]);
        command.stdout(std::process::Stdio::null());
        command.env("TSUNAGARI_LOG__LEVEL", "error");
        Program::start(command)
    };
    let mut here = Here(community);
    here.0.base = format!("http://127.0.0.1:{port}");
    let program = start();
    here.answers().await;
    let community = &here.0;
    community.person("aiko").asks("消えませんか", "").await;
    let card = community.card(1).await;
    program.kill();
    let program = start();
    here.answers().await;
    let community = &here.0;
    community.connected().await;
    let again = community.card(1).await;
    assert_eq!(again["id"], card["id"]);
    let done = community
        .person("aiko")
        .presses(&again, "解決しました")
        .await;
    assert!(text_of(&done["message"]).contains("「解決」にしました"));
    community.card_shows(1, "✅ 解決").await;
    let cards = community.person("aiko").sees("質問").await;
    assert_eq!(
        cards.iter().filter(|m| m["embeds"][0].is_object()).count(),
        1
    );
    assert!(program.terminate().await.success());
}

struct Here(Community);

impl Here {
    async fn answers(&self) {
        let up = async {
            let url = format!("{}/practice/clock", self.0.base);
            while self.0.http.get(&url).send().await.is_err() {
                tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), up)
            .await
            .expect("the program is up");
    }
}

fn free_port() -> String {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    socket.local_addr().unwrap().port().to_string()
}

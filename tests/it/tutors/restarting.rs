//! The bot is killed between any two steps of a talk's story, and the story ends the same.

use serde_json::Value;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, Program, on_both, text_of};

on_both!(killed_between_any_two_steps_of_a_talk);

/// The steps of the story. Each finds what it needs, as a person would.
const STEPS: usize = 8;

#[derive(Default)]
struct Story {
    page: Value,
    thread: String,
}

async fn step(community: &Community, story: &mut Story, number: usize) {
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    match number {
        0 => community.tutor("sato", &[TOPIC], &["always"], 2).await,
        1 => story.page = aiko.begins_request(TOPIC).await,
        2 => {
            let received = aiko.fills_request(&story.page, "相談したいです").await;
            assert!(text_of(&received).contains("相談 #1"), "{received}");
        }
        3 => {
            let offer = sato.is_told("相談のお願い（#1）").await;
            let done = sato.presses(&offer, "引き受けます").await;
            assert!(
                text_of(&done["message"]).contains("引き受けていただき"),
                "{done}"
            );
        }
        4 => {
            let talk = community.talk(1).await;
            talk["id"].as_str().unwrap().clone_into(&mut story.thread);
            community.says(&story.thread, "相談にのってくれます").await;
        }
        5 => {
            let opening = community.says(&story.thread, "相談にのってくれます").await;
            let ended = sato.presses(&opening, "終わりました").await;
            assert!(text_of(&ended["message"]).contains("聞きました"), "{ended}");
        }
        6 => {
            let ask = community
                .says(&story.thread, "終わりにしてよいですか")
                .await;
            let over = aiko.presses(&ask, "はい、終わりました").await;
            assert!(
                text_of(&over["message"]).contains("終わりにしました"),
                "{over}"
            );
        }
        _ => {
            aiko.is_told("どうでしたか").await;
            sato.is_told("力になってくださり").await;
        }
    }
}

async fn killed_between_any_two_steps_of_a_talk(backend: Backend) {
    for kill_after in 0..STEPS - 1 {
        let community = Community::without_bot(backend).await;
        let mut bot = Program::bot(&community.config);
        let mut story = Story::default();
        community.panel().await;
        community.settled().await;
        for number in 0..STEPS {
            step(&community, &mut story, number).await;
            if number == kill_after {
                bot.kill();
                community.disconnected().await;
                bot = Program::bot(&community.config);
                community.connected().await;
            }
        }
        community.settled().await;
        let aiko = community.person("aiko");
        let said = aiko.sees(&story.thread).await.into_iter();
        let own: Vec<String> = said
            .filter(|message| message["author"]["bot"] == true && message["flags"] == 0)
            // Discord's own notes are of other types.
            .filter(|message| message["type"] == 0)
            .map(|message| text_of(&message))
            .collect();
        assert_eq!(own.len(), 3, "killed after step {kill_after}: {own:#?}");
        for words in ["チューターが決まりました", "どうでしたか"] {
            assert_eq!(
                aiko.times_told(words).await,
                1,
                "killed after step {kill_after}"
            );
        }
        let sato = community.person("sato");
        for words in ["相談のお願い（#1）", "力になってくださり"] {
            assert_eq!(
                sato.times_told(words).await,
                1,
                "killed after step {kill_after}"
            );
        }
        let state = community.state().await;
        let threads = state["threads"].as_array().unwrap();
        assert_eq!(threads.len(), 1, "killed after step {kill_after}");
        community.end_with(bot).await;
    }
}

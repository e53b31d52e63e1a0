//! Questions in a forum: posts with the tags of their topic and state.

use serde_json::{Value, json};

use super::shared::SOLVE;
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    posts_carry_the_tags_of_topic_and_state,
    a_forum_whose_tags_cannot_be_made_takes_questions_all_the_same,
);

/// The names of a post's tags.
async fn tags(community: &Community, post: &str) -> Vec<String> {
    let state = community.state().await;
    let threads = state["threads"].as_array().unwrap();
    let thread = threads.iter().find(|thread| thread["id"] == post).unwrap();
    let forum = state["channels"]
        .as_array()
        .unwrap()
        .iter()
        .find(|channel| channel["id"] == thread["parent_id"])
        .unwrap();
    let name = |id: &Value| {
        let known = forum["available_tags"].as_array().unwrap().iter();
        let mut known = known.filter(|tag| tag["id"] == *id);
        known.next().unwrap()["name"].as_str().unwrap().to_owned()
    };
    let applied = thread["applied_tags"].as_array().into_iter().flatten();
    applied.map(name).collect()
}

async fn posts_carry_the_tags_of_topic_and_state(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let ishida = community.person("ishida");
    aiko.asks("チャンネルのままの質問", "").await;
    let old = community.card(1).await;
    community.settled().await;
    // Staff change to a forum: new questions go there, the old one stays where it is.
    let forum = json!({"name": "質問広場", "type": 15});
    let (_, forum) = ishida.act("create-channel", forum).await;
    let id = forum["id"].as_str().unwrap().to_owned();
    community
        .until("the forum is known", async || {
            let page = ishida.opens("shared").await;
            let page = ishida
                .goes(&page, "s.choose:question_channel", &[&id])
                .await;
            text_of(&page).contains("✅ 保存しました").then_some(())
        })
        .await;
    aiko.asks("広場の質問", "").await;
    let post = community
        .until("the post", async || {
            let state = community.state().await;
            let threads = state["threads"].as_array()?.clone();
            let post = threads
                .into_iter()
                .find(|thread| thread["parent_id"] == id)?;
            Some(post["id"].as_str()?.to_owned())
        })
        .await;
    community.settled().await;
    assert_eq!(tags(&community, &post).await, ["回答待ち", "報酬・手数料"]);
    let answer = sato.writes(&post, "こうです").await;
    community
        .until("the tag of an answer", async || {
            (tags(&community, &post).await[0] == "回答あり").then_some(())
        })
        .await;
    let menu = ishida.uses("question show", json!({"number": 2})).await["message"].clone();
    let select = ishida.presses(&menu, "話題を変える").await["message"].clone();
    ishida.picks(&select, "q.move.to", "そのほか").await;
    aiko.uses_menu(SOLVE, &answer).await;
    community
        .until("the tags of the end", async || {
            (tags(&community, &post).await == ["解決", "そのほか"]).then_some(())
        })
        .await;
    sato.answers(&old, "こちらはチャンネルで").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    let channel = community.channel("質問広場").await;
    let state = community.state().await;
    let forum = state["channels"].as_array().unwrap().iter();
    let forum = forum.clone().find(|c| c["id"] == channel).unwrap();
    let names: Vec<&str> = forum["available_tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].as_str().unwrap())
        .collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len(), "each tag once: {names:?}");
    community.end().await;
}

async fn a_forum_whose_tags_cannot_be_made_takes_questions_all_the_same(backend: Backend) {
    let mut community = Community::without_bot(backend).await;
    "質問広場".clone_into(&mut community.config.community.question_channel);
    let ishida = community.person("ishida");
    let forum = json!({"name": "質問広場", "type": 15});
    ishida.act("create-channel", forum).await;
    let bot = community.state().await["bot"]["id"].clone();
    // MANAGE_CHANNELS
    let deny = json!({"channel": "質問広場", "member": bot, "deny": "16"});
    ishida.act("overwrite", deny).await;
    community.start_bot();
    community.panel().await;
    community.person("aiko").asks("タグがなくても", "").await;
    let post = community
        .until("the post", async || {
            let threads = community.state().await["threads"].clone();
            Some(threads.as_array()?.first()?["id"].as_str()?.to_owned())
        })
        .await;
    community.settled().await;
    assert!(tags(&community, &post).await.is_empty());
    community.end().await;
}

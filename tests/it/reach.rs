//! The asker hears of an answer, also with closed direct messages; and staff hear, once,
//! of what could not be done.

use serde_json::{Value, json};

use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    the_asker_is_told_by_direct_message,
    closed_direct_messages_are_remembered_until_they_are_opened,
    questions_in_a_forum_are_posts,
    what_cannot_be_looked_for_is_left_to_staff,
);

async fn the_asker_is_told_by_direct_message(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    aiko.asks("手数料は？", "").await;
    let card = community.card(1).await;
    sato.answers(&card, "20%です").await;
    sato.answers(&card, "もう少し書きます").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    let told = community.person("aiko").direct_messages().await;
    assert_eq!(told.len(), 1, "only the first answer is news");
    assert!(text_of(&told[0]).contains("質問 #1 に返事がつきました"));
    let link = told[0]["components"][0]["components"][0]["url"]
        .as_str()
        .unwrap();
    assert!(link.ends_with(card["id"].as_str().unwrap()), "{link}");
    community.end().await;
}

/// The messages of the bot in the thread that say that there is an answer.
async fn told_here(community: &Community, card: &Value) -> Vec<Value> {
    let thread = community
        .person("kenji")
        .sees(card["id"].as_str().unwrap())
        .await;
    let told = thread
        .into_iter()
        .filter(|m| text_of(m).contains("返事がつきました。上に"));
    told.collect()
}

/// How often the bot tried to send into a conversation.
fn tries(community: &Community, status: u16) -> usize {
    let lines = std::fs::read_to_string(&community.traffic).unwrap();
    let exchanges = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    exchanges
        .filter(|e| e["status"] == status && e["response"]["code"] == 50007)
        .count()
}

async fn closed_direct_messages_are_remembered_until_they_are_opened(backend: Backend) {
    let community = Community::start(backend).await;
    let (kenji, sato) = (community.person("kenji"), community.person("sato"));
    kenji.act("close-dms", json!({})).await;
    for number in 1..=2_u32 {
        kenji.asks("聞こえますか", "").await;
        let card = community.card(number).await;
        sato.answers(&card, "はい").await;
        community.card_shows(number, "回答あり").await;
        community.settled().await;
        let told = told_here(&community, &card).await;
        assert_eq!(told.len(), 1);
        let mentions = told[0]["mentions"].as_array().unwrap();
        assert_eq!(mentions[0]["username"], "kenji");
    }
    assert_eq!(tries(&community, 403), 1, "the second time none is tried");

    // He opens them and says so.
    let card = community.card(2).await;
    let told = told_here(&community, &card).await;
    kenji.act("open-dms", json!({})).await;
    let reply = kenji.presses(&told[0], "DMで受け取る").await;
    assert!(text_of(&reply["message"]).contains("DM（ボットとあなただけの場所）でお知らせします"));
    kenji.asks("今度は？", "").await;
    let card = community.card(3).await;
    sato.answers(&card, "はい").await;
    community.card_shows(3, "回答あり").await;
    community.settled().await;
    assert!(told_here(&community, &card).await.is_empty());
    assert_eq!(community.person("kenji").direct_messages().await.len(), 1);

    // He closes them again, and opens them by writing to the bot.
    kenji.act("close-dms", json!({})).await;
    kenji.asks("閉じました", "").await;
    let card = community.card(4).await;
    sato.answers(&card, "はい").await;
    community.card_shows(4, "回答あり").await;
    community.settled().await;
    assert_eq!(told_here(&community, &card).await.len(), 1);
    assert_eq!(tries(&community, 403), 2);
    kenji.act("open-dms", json!({})).await;
    let dm = kenji.conversation().await.unwrap();
    kenji.writes(&dm, "こんにちは").await;
    kenji.asks("書きました", "").await;
    let card = community.card(5).await;
    sato.answers(&card, "はい").await;
    community.card_shows(5, "回答あり").await;
    community.settled().await;
    assert!(told_here(&community, &card).await.is_empty());
    community.end().await;
}

async fn questions_in_a_forum_are_posts(backend: Backend) {
    let mut community = Community::without_bot(backend).await;
    "質問フォーラム".clone_into(&mut community.config.community.question_channel);
    let ishida = community.person("ishida");
    let forum = json!({"name": "質問フォーラム", "type": 15});
    let (_, forum) = ishida.act("create-channel", forum).await;
    community.start_bot();
    community.panel().await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    aiko.asks("フォーラムでも聞けますか", "").await;
    let post = community
        .until("the post", async || {
            let threads = community.state().await["threads"].clone();
            let post = threads.as_array()?.first()?.clone();
            let id = post["id"].as_str()?.to_owned();
            (aiko.sees(&id).await.len() == 2).then_some(post)
        })
        .await;
    assert_eq!(post["parent_id"], forum["id"]);
    assert_eq!(post["name"], "#1 フォーラムでも聞けますか");
    let id = post["id"].as_str().unwrap();
    sato.writes(id, "聞けます").await;
    let shown = |word: &'static str| {
        let aiko = &aiko;
        async move || {
            let card = aiko.sees(id).await.pop()?;
            card["embeds"].to_string().contains(word).then_some(card)
        }
    };
    let card = community
        .until("the answer on the card", shown("回答あり"))
        .await;
    aiko.presses(&card, "解決しました").await;
    community
        .until("the end on the card", shown("✅ 解決"))
        .await;
    community.settled().await;
    assert_eq!(
        community.state().await["threads"].as_array().unwrap().len(),
        1
    );
    community.end().await;
}

/// A card was applied and never answered; then nobody may read the channel's history any
/// more, and Discord has forgotten the nonce.
/// How often staff were told of something that could not be decided.
async fn doubts(community: &Community) -> usize {
    let told = community.person("ishida").sees("運営").await;
    let doubts = told
        .iter()
        .filter(|m| text_of(m).contains("確かめられない"));
    doubts.count()
}

async fn what_cannot_be_looked_for_is_left_to_staff(backend: Backend) {
    let mut community = Community::without_bot(backend).await;
    community.config.outbox.lease = chrono::Duration::seconds(10);
    community.start_bot();
    community.panel().await;
    community.settled().await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let lost = json!({"path": "/messages", "method": "POST", "action": "drop_after"});
    community.faults(json!({"rest": [lost]})).await;
    aiko.asks("見えなくなります", "").await;
    community
        .until("the card that nobody knows of", async || {
            (!aiko.sees("質問").await.is_empty()).then_some(())
        })
        .await;
    community.stop_bot().await;
    let state = community.state().await;
    let bot = state["bot"]["id"].clone();
    // READ_MESSAGE_HISTORY
    let deny = json!({"channel": "質問", "member": bot, "deny": "65536"});
    ishida.act("overwrite", deny).await;
    community.faults(json!({"clear": true})).await;
    community.advance(3600).await;
    community.start_bot();
    community
        .until("the word to staff", async || {
            (doubts(&community).await > 0).then_some(())
        })
        .await;
    community.settled().await;
    assert_eq!(
        aiko.sees("質問").await.len(),
        1,
        "it is not sent in the dark"
    );
    assert_eq!(doubts(&community).await, 1);

    // The permission is given back: it is found, and the rest follows.
    let allow = json!({"channel": "質問", "member": state["bot"]["id"], "allow": "65536"});
    ishida.act("overwrite", allow).await;
    community.card(1).await;
    community.settled().await;
    assert_eq!(aiko.sees("質問").await.len(), 1);
    assert_eq!(doubts(&community).await, 1);
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_channel_is_told_once_with_its_name() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.settled().await;
    // The card is already on its way when the channel goes.
    let slow = json!({"path": "/messages", "method": "POST", "action": "delay",
        "delay_ms": 2000, "times": 2});
    community.faults(json!({"rest": [slow]})).await;
    let met = async || {
        community.get("/practice/faults").await["met"]
            .as_u64()
            .unwrap()
    };
    let before = met().await;
    aiko.asks("一つ目", "").await;
    aiko.asks("二つ目", "").await;
    community
        .until("both are on their way", async || {
            (met().await == before + 2).then_some(())
        })
        .await;
    ishida
        .act("delete-channel", json!({"channel": "質問"}))
        .await;
    let notice = community
        .until("the word to staff", async || {
            ishida.sees("運営").await.pop()
        })
        .await;
    assert!(
        text_of(&notice).contains("「質問」というチャンネルが見つかりません"),
        "{notice}"
    );
    community.settled().await;
    assert_eq!(ishida.sees("運営").await.len(), 1, "one cause is told once");
    // Nobody waits for these any more; the channel they were for is gone.
    let failed = community
        .outbox_rows(&[tsunagari::outbox::State::Failed])
        .await
        .len();
    community.failed(failed).await;
    community.end().await;
}

//! Anonymous means anonymous.

use chrono::Duration;
use serde_json::{Value, json};

use super::shared::{labels, thread_of};
use crate::harness::{Backend, Community, Person, on_both, text_of};

on_both!(
    many_looks_fit_into_a_message,
    nobody_learns_who_asks_without_a_name,
    an_anonymous_tutor_is_called_like_the_others_and_hears_every_answer,
    an_anonymous_duplicate_is_merged_without_a_name,
);

/// Asks by the panel without a name.
async fn asks_without_a_name(community: &Community, who: &Person<'_>, title: &str) -> Value {
    let choice = who.presses(&community.panel().await, "質問する").await["message"].clone();
    let choice = who.presses(&choice, "名前を出さずに質問する").await["message"].clone();
    assert!(
        text_of(&choice).contains("「匿名さん」と見えます"),
        "{choice}"
    );
    let form = who.chooses(&choice, "報酬・手数料").await;
    let heading = form["modal"]["title"].as_str().unwrap();
    assert!(heading.contains("匿名"), "{heading}");
    who.sends(&form["modal"], title, "だれにも言えませんでした。")
        .await
}

async fn nobody_learns_who_asks_without_a_name(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, sato) = (community.person("hana"), community.person("sato"));
    let (kenji, ishida) = (community.person("kenji"), community.person("ishida"));
    let choice = hana.presses(&community.panel().await, "質問する").await;
    assert!(
        labels(&choice["message"]).is_empty(),
        "not unless the guild allows it"
    );
    let refused = hana.uses("ask", json!({"anonymous": true})).await;
    assert!(text_of(&refused["message"]).contains("使えません"));
    community.switches("asking", "匿名の質問を使う").await;

    let received = asks_without_a_name(&community, &hana, "こっそり聞きます").await;
    assert!(
        text_of(&received["message"]).contains("「匿名さん」の質問として"),
        "{received}"
    );
    let card = community.card(1).await;
    assert!(text_of(&card).contains("匿名さん"));
    let thread = thread_of(&card);
    sato.writes(&thread, "お答えします").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    assert_eq!(hana.direct_messages().await.len(), 1, "she hears of it");

    // She writes in the thread without her name; nobody else can as her.
    let opening = community
        .said(&hana, &thread, "質問をありがとうございます")
        .await
        .remove(0);
    let refused = kenji.presses(&opening, "匿名で書く").await;
    assert!(text_of(&refused["message"]).contains("質問した人だけ"));
    let form = hana.presses(&opening, "匿名で書く").await;
    let word = json!({"word": "もう少し教えてください @everyone"});
    let (one, two) = tokio::join!(
        hana.submits(&form["modal"], word.clone()),
        hana.submits(&form["modal"], word.clone()),
    );
    assert!(text_of(&one["message"]).contains("匿名さんとして") || one["kind"] == "failed");
    drop(two);
    let said = community.says(&thread, "もう少し教えてください").await;
    assert!(said.to_string().contains("匿名さん（質問した人）"));
    assert_eq!(said["mention_everyone"], false);
    community.settled().await;
    let words = community
        .said(&hana, &thread, "もう少し教えてください")
        .await;
    assert_eq!(words.len(), 1, "sent twice, said once");

    // Her direct messages are closed: the word in the thread names nobody.
    hana.act("close-dms", json!({})).await;
    let menu = hana.uses("question show", json!({"number": 1})).await["message"].clone();
    hana.presses(&menu, "解決しました").await;
    let card = community.card_shows(1, "✅ 解決").await;
    hana.presses(&card, "まだ困っています").await;
    community.card_shows(1, "回答待ち").await;
    sato.writes(&thread, "もう一度お答えします").await;
    let here = community.says(&thread, "匿名 さん、返事がつきました").await;
    assert_eq!(here["mentions"], json!([]));

    // Nothing that others see holds her id: messages, thread members, buttons.
    let id = crate::setup::user(&community, "hana").await;
    let state = community.state().await;
    let threads = state["threads"].to_string();
    let members = state["threads"][0]["member_ids"].to_string();
    assert!(!members.contains(&id), "{members}");
    assert!(threads.contains("こっそり聞きます"));
    for channel in [thread.as_str(), "質問", "運営"] {
        for message in ishida.sees(channel).await {
            let mut seen = message.clone();
            // Who pressed something is told to that person alone.
            seen.as_object_mut().unwrap().remove("interaction_metadata");
            assert!(!seen.to_string().contains(&id), "{channel}: {seen}");
        }
    }

    // Staff may look, with a reason, and she sees that they did.
    let number = json!({"number": 1, "reason": "急ぎの連絡のため"});
    let refused = sato.uses("question who", number.clone()).await;
    assert!(text_of(&refused["message"]).contains("運営の人だけが使えます"));
    let menu = hana.uses("question show", json!({"number": 1})).await["message"].clone();
    let none = hana.presses(&menu, "名前を見た人").await;
    assert!(text_of(&none["message"]).contains("まだ、だれも"));
    let blank = json!({"number": 1, "reason": "　"});
    let refused = ishida.uses("question who", blank).await;
    assert!(text_of(&refused["message"]).contains("理由が書かれていません"));
    let who = ishida.uses("question who", number).await;
    assert!(text_of(&who["message"]).contains(&format!("<@{id}>")));
    let looks = hana.presses(&menu, "名前を見た人").await;
    let text = text_of(&looks["message"]);
    assert!(text.contains("急ぎの連絡のため"), "{text}");
    let other = kenji.uses("question show", json!({"number": 1})).await["message"].clone();
    assert!(!labels(&other).contains(&"名前を見た人".to_owned()));
    assert!(!other["embeds"].to_string().contains(&id));
    community.end().await;
}

async fn an_anonymous_duplicate_is_merged_without_a_name(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, hana) = (community.person("aiko"), community.person("hana"));
    let ishida = community.person("ishida");
    community.switches("asking", "匿名の質問を使う").await;
    aiko.asks("同じこと", "").await;
    let into = community.card(1).await;
    hana.act("close-dms", json!({})).await;
    let asked = asks_without_a_name(&community, &hana, "同じことです").await;
    assert!(text_of(&asked["message"]).contains("#2"), "{asked}");
    community.card(2).await;
    let menu = ishida.uses("question show", json!({"number": 2})).await["message"].clone();
    let form = ishida.presses(&menu, "ほかの質問にまとめる").await;
    ishida.submits(&form["modal"], json!({"number": "1"})).await;
    community.card_shows(2, "まとめました").await;
    aiko.presses(&into, "解決しました").await;
    community.card_shows(1, "✅ 解決").await;
    community.settled().await;
    let id = crate::setup::user(&community, "hana").await;
    for message in ishida.sees(&thread_of(&into)).await {
        assert!(!message.to_string().contains(&id), "{message}");
    }
    community.end().await;
}

async fn an_anonymous_tutor_is_called_like_the_others_and_hears_every_answer(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    community.switches("asking", "匿名の質問を使う").await;
    let morning = community.working_morning();
    community.clock_to(morning).await;
    asks_without_a_name(&community, &sato, "チューターにも聞きたいこと").await;
    let card = community.card(1).await;
    let thread = thread_of(&card);
    community.clock_to(morning + Duration::hours(5)).await;
    let call = community.says(&thread, "答えを待っています").await;
    let called = call["mentions"].as_array().unwrap();
    let is_called = |name: &str| called.iter().any(|user| user["username"] == *name);
    assert!(is_called("sato") && is_called("mori"), "{call}");

    // What they write under their own name counts for nothing.
    sato.writes(&thread, "私も気になります").await;
    community.settled().await;
    community.card_shows(1, "回答待ち").await;
    mori.writes(&thread, "お答えします").await;
    let card = community.card_shows(1, "回答あり").await;
    community.settled().await;
    assert_eq!(sato.direct_messages().await.len(), 1);
    let opening = community
        .said(&mori, &thread, "下に返事がつきました")
        .await
        .remove(0);
    assert!(text_of(&opening).contains("匿名で書く"), "{opening}");

    // They ask back, without a name, and hear of the second answer as well.
    let form = sato.presses(&opening, "匿名で書く").await;
    sato.submits(&form["modal"], json!({"word": "もう少し教えてください"}))
        .await;
    community.says(&thread, "もう少し教えてください").await;
    community.settled().await;
    mori.writes(&thread, "つまり、こうです").await;
    community
        .until("the second word", async || {
            (sato.direct_messages().await.len() == 2).then_some(())
        })
        .await;
    assert!(text_of(&card).contains("匿名さん"));
    community.end().await;
}

/// More looks with long reasons than a message holds: it opens, and says where the rest is.
async fn many_looks_fit_into_a_message(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.switches("asking", "匿名の質問を使う").await;
    asks_without_a_name(&community, &aiko, "税金のこと").await;
    community.card(1).await;
    let reason = "あ".repeat(200);
    for _ in 0..9 {
        let asked = json!({"number": 1, "reason": reason});
        let answer = ishida.uses("question who", asked).await;
        assert!(text_of(&answer["message"]).contains("記録され"), "{answer}");
    }
    let page = aiko.uses("me", json!({})).await;
    let data = aiko.presses(&page["message"], "わたしのデータ").await;
    let looks = aiko.presses(&data["message"], "運営が見た記録").await;
    let text = text_of(&looks["message"]);
    assert!(text.contains(&reason), "{looks}");
    assert!(
        looks["message"].to_string().contains("もっと前の記録"),
        "{looks}"
    );
    community.settled().await;
    community.end().await;
}

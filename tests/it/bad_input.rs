//! What bad input gets: kind words, and nothing half-written.

use serde_json::json;

use crate::harness::{Backend, Community, text_of};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_question_is_refused_kindly_and_keeps_what_was_typed() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    let refused = aiko.asks("", "").await;
    assert!(text_of(&refused["message"]).contains("まだ書かれていません"));
    let refused = aiko.asks(" 　", "\u{200B}\n").await;
    assert!(text_of(&refused["message"]).contains("まだ書かれていません"));
    let form = aiko.presses(&refused["message"], "もう一度書く").await;
    assert_eq!(form["kind"], "modal");
    assert_eq!(form["modal"]["title"], "質問する｜報酬・手数料");
    assert_eq!(
        form["modal"]["components"][0]["components"][0]["value"],
        " 　"
    );
    let received = aiko.sends(&form["modal"], "書きました", "").await;
    assert!(text_of(&received["message"]).contains("#1"));
    community.card(1).await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_over_the_limit_is_refused_by_the_form() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    let form = aiko.uses("ask", json!({"topic": "そのほか"})).await;
    let fields = json!({"title": "題", "body": "字".repeat(4001)});
    let (status, answer) = aiko
        .act("submit", json!({"modal": form["modal"], "fields": fields}))
        .await;
    assert_eq!(status, 400);
    let fault = &answer["errors"]["fields"]["body"]["_errors"][0]["code"];
    assert_eq!(fault, "BASE_TYPE_MAX_LENGTH");
    // The form is still open.
    let received = aiko.sends(&form["modal"], "題", "短くしました").await;
    assert!(text_of(&received["message"]).contains("#1"));
    community.card(1).await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strange_texts_are_stored_whole_shown_safely_and_ping_nobody() {
    let community = Community::start(Backend::Sqlite).await;
    let aiko = community.person("aiko");
    let texts = [
        ("😀".repeat(80), "😀".repeat(4000)),
        ("*".repeat(80), "`_*~|>#-".repeat(500)),
        (
            "@everyone 助けて".into(),
            "@everyone @here <@1> <@&2> ".repeat(10),
        ),
        ("\u{202E}逆さま".into(), "\u{202E}مرحبا שלום".into()),
        (
            "**太字**".into(),
            "[押して](https://evil.example) ```\ncode".into(),
        ),
    ];
    for (number, (title, body)) in (1..).zip(&texts) {
        let received = aiko.asks(title, body).await;
        assert!(text_of(&received["message"]).contains(&format!("#{number}")));
        let card = community.card(number).await;
        community.settled().await;
        let thread = aiko.sees(card["id"].as_str().unwrap()).await;
        let own: Vec<&serde_json::Value> = thread.iter().chain([&card]).collect();
        for message in &own {
            assert_eq!(message["mention_everyone"], false);
            assert_eq!(message["mention_roles"], json!([]));
            let pinged: Vec<&str> = message["mentions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|user| user["username"].as_str().unwrap())
                .collect();
            assert!(pinged.is_empty() || pinged == ["aiko"], "{pinged:?}");
        }
        // Whole: without the escapes the parts together are what was typed, but for what would turn
        // the writing around them.
        let mut parts: Vec<String> = own
            .iter()
            .rev()
            .filter_map(|message| message["embeds"][0]["description"].as_str())
            .map(unescaped)
            .collect();
        if parts.len() > 1 {
            parts.remove(0); // the card's beginning of it
        }
        let typed = body.replace('\u{202E}', "");
        assert_eq!(parts.concat(), typed.trim(), "question {number}");
    }
    community.end().await;
}

fn unescaped(text: &str) -> String {
    let mut whole = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        whole.push(if c == '\\' {
            characters.next().unwrap()
        } else {
            c
        });
    }
    whole
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_that_are_not_ours_any_more_are_answered_politely() {
    let community = Community::start(Backend::Sqlite).await;
    community.settled().await;
    let channel = community.channel("雑談").await;
    // A message of an older version of the bot, with buttons that mean nothing now.
    let buttons: Vec<serde_json::Value> = ["t0:ask", "t1:gone:5", "質問", "t1:q.resolve:999"]
        .iter()
        .map(|id| json!({"type": 2, "style": 1, "label": id, "custom_id": id}))
        .collect();
    let body = json!({"content": "むかしの", "components": [{"type": 1, "components": buttons}]});
    let path = format!("channels/{channel}/messages");
    let (status, message) = community.api("POST", &path, Some(&body)).await;
    assert_eq!(status, 200, "{message}");
    let aiko = community.person("aiko");
    for id in ["t0:ask", "t1:gone:5", "質問"] {
        let answer = aiko.presses_id(&message, id).await;
        assert!(
            text_of(&answer["message"]).contains("もう使えません"),
            "{answer}"
        );
    }
    let answer = aiko.presses_id(&message, "t1:q.resolve:999").await;
    assert!(text_of(&answer["message"]).contains("見つかりませんでした"));
    community.stop_bot().await;
    let silent = aiko.presses_id(&message, "t0:ask").await;
    assert_eq!(silent["kind"], "failed");
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_permission_is_told_to_staff_and_nothing_is_lost() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let deny = json!({"channel": "質問", "member": "tsunagari", "deny": (1u64 << 11).to_string()});
    ishida.act("overwrite", deny).await;
    let received = aiko.asks("届きますか", "").await;
    assert!(text_of(&received["message"]).contains("#1"));
    let notice = community
        .until("the notice to staff", async || {
            let messages = ishida.sees("運営").await;
            messages
                .into_iter()
                .find(|m| text_of(m).contains("足りない権限があります"))
        })
        .await;
    assert!(text_of(&notice).contains("メッセージを送信"));
    assert!(aiko.sees("質問").await.is_empty());

    // A second question with the same cause brings no second notice.
    aiko.asks("これもですか", "").await;
    community.settled().await;
    assert_eq!(ishida.sees("運営").await.len(), 1);

    let allow =
        json!({"channel": "質問", "member": "tsunagari", "allow": (1u64 << 11).to_string()});
    ishida.act("overwrite", allow).await;
    community.card(1).await;
    community.card(2).await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_question_channel_the_text_is_kept() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    ishida
        .act("delete-channel", json!({"channel": "質問"}))
        .await;
    let refused = community
        .until("the refusal", async || {
            let form = aiko.uses("ask", json!({"topic": "そのほか"})).await;
            let answer = aiko.sends(&form["modal"], "消えました", "本文").await;
            text_of(&answer["message"])
                .contains("今は質問を受け付けられません")
                .then_some(answer)
        })
        .await;
    ishida.act("create-channel", json!({"name": "質問"})).await;
    let received = community
        .until("the question", async || {
            let form = aiko.presses(&refused["message"], "もう一度書く").await;
            let typed = &form["modal"]["components"][1]["components"][0]["value"];
            assert_eq!(typed, "本文");
            let answer = aiko.sends(&form["modal"], "消えました", "本文").await;
            text_of(&answer["message"])
                .contains("受け付けました")
                .then_some(answer)
        })
        .await;
    assert!(text_of(&received["message"]).contains("#1"));
    community.card(1).await;
    community.end().await;
}

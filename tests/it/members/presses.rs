//! Whoever never types a command can do all that a member can do: by the panel, buttons and forms.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::{Value, json};

use super::newcomers::{AGREE, WELCOME, is_choice, said};
use crate::courses::hour_from;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::{role, user};

on_both!(
    a_member_needs_no_command,
    a_newcomer_needs_no_command,
    what_a_command_opens_a_press_opens_too,
);

const TOPIC: &str = "報酬・手数料";

async fn a_member_needs_no_command(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let (hana, mori) = (community.person("hana"), community.person("mori"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let start = community.working_morning() + Duration::days(9);
    community.course("応募文", &hour_from(start), "").await;
    let panel = community.panel().await;

    // A question: asked, seen again, resolved; another's is read.
    aiko.asks("報酬の税金について", "").await;
    let card = community.card(1).await;
    sato.answers(&card, "確定申告が要ります").await;
    community.card_shows(1, "回答あり").await;
    let me = aiko.presses(&panel, "わたしのページ").await;
    let list = aiko.presses(&me["message"], "自分の質問").await;
    let question = aiko.goes(&list["message"], "q.pick", &["1"]).await;
    let done = aiko.goes(&question, "q.resolve", &[]).await;
    assert!(text_of(&done).contains("「解決」にしました"), "{done}");
    let list = hana.presses(&panel, "みんなの質問").await;
    let question = hana.goes(&list["message"], "q.pick", &["1"]).await;
    assert!(text_of(&question).contains("報酬の税金"), "{question}");
    let answers = hana.presses(&panel, "よくある質問").await;
    assert_ne!(answers["kind"], "failed", "{answers}");

    // A tutor: asked for, seen, called off; and one becomes a tutor oneself.
    aiko.asks_for_a_tutor(TOPIC, "手数料を一緒に見てほしいです")
        .await;
    let me = aiko.presses(&panel, "わたしのページ").await;
    let own = aiko.presses(&me["message"], "チューター相談").await;
    let request = aiko.goes(&own["message"], "t.pick", &["1"]).await;
    let ask = aiko.goes(&request, "t.cancel", &[]).await;
    let gone = aiko.goes(&ask, "t.cancel.yes", &[]).await;
    assert!(text_of(&gone).contains("取り消しました"), "{gone}");
    let page = mori.presses(&panel, "チューターになる・休む").await["message"].clone();
    let page = mori.goes(&page, "t.topics", &[TOPIC]).await;
    let page = mori.goes(&page, "t.hours", &["2"]).await;
    let own = json!({"places": "1", "sentence": "ゆっくり話しましょう"});
    let page = mori.fills(&page, "t.self", own).await;
    let sent = mori.goes(&page, "t.apply", &[]).await;
    assert!(text_of(&sent).contains("申し込みました"), "{sent}");

    // A course: found, joined, put into the calendar, given up.
    let list = aiko.presses(&panel, "講座を見る").await;
    let course = aiko.goes(&list["message"], "c.pick", &["1"]).await;
    let joined = aiko.presses(&course, "参加する").await;
    let file = aiko.presses(&joined["message"], "カレンダーに入れる").await;
    assert!(
        file["message"]["attachments"][0]["filename"].is_string(),
        "{file}"
    );
    let me = aiko.presses(&panel, "わたしのページ").await;
    assert!(text_of(&me["message"]).contains("応募文"), "{me}");
    let mine = aiko.presses(&me["message"], "参加予定").await;
    let course = aiko.goes(&mine["message"], "c.pick", &["1"]).await;
    let left = aiko.presses(&course, "キャンセル").await;
    assert!(
        text_of(&left["message"]).contains("キャンセルしました"),
        "{left}"
    );

    // How one is told, what is kept, and what else there is.
    let me = aiko.presses(&panel, "わたしのページ").await;
    let tell = aiko.presses(&me["message"], "お知らせの受け取り方").await;
    let tell = aiko.presses(&tell["message"], "名前を呼んでもらう").await;
    let me = aiko.presses(&tell["message"], "わたしのページ").await;
    assert!(text_of(&me["message"]).contains("お名前を呼んで"), "{me}");
    let data = aiko.presses(&me["message"], "わたしのデータ").await;
    let file = aiko.presses(&data["message"], "ファイルで受け取る").await;
    assert!(
        file["message"]["attachments"][0]["url"].is_string(),
        "{file}"
    );
    let help = aiko.presses(&panel, "つかいかた").await;
    let page = aiko.goes(&help["message"], "m.help.pick", &["words"]).await;
    assert!(text_of(&page).contains("スレッド"), "{page}");
    community.settled().await;
    community.end().await;
}

async fn a_newcomer_needs_no_command(backend: Backend) {
    let community = Community::start(backend).await;
    let yuki = community.person("yuki");
    community.programme("緑町の在宅ワーク", "緑町").await;
    let panel = community.panel().await;
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;

    // They refuse, look around, and agree after all.
    let asked = yuki.presses(&panel, "質問する").await;
    let refused = yuki.presses(&asked["message"], "同意しない").await;
    assert!(said(&refused).contains("同意しない"), "{refused}");
    let help = yuki.presses(&refused["message"], "つかいかた").await;
    assert!(said(&help).contains("今したいこと"), "{help}");
    let asked = yuki.presses(&panel, "質問する").await;
    let choice = yuki.presses(&asked["message"], AGREE).await;
    assert!(is_choice(&choice), "{choice}");

    // Their programme and interests.
    let page = yuki.presses(&welcome, "参加する事業を選ぶ").await["message"].clone();
    yuki.goes(&page, "m.programmes.set", &["1"]).await;
    let green = role(&community, "緑町").await;
    community.has_role("yuki", &green, true).await;
    let page = yuki.presses(&welcome, "興味のあることを選ぶ").await["message"].clone();
    let page = yuki.goes(&page, "m.interests.set", &[TOPIC]).await;
    assert!(text_of(&page).contains("今の選択"), "{page}");

    // Another's question is followed, and their own taken back.
    community
        .person("aiko")
        .asks("報酬の税金について", "")
        .await;
    let card = community.card(1).await;
    let followed = yuki.presses(&card, "私も知りたい").await;
    assert_ne!(followed["kind"], "failed", "{followed}");
    yuki.asks("どこで探しますか", "").await;
    community.card(2).await;
    let me = yuki.presses(&panel, "わたしのページ").await;
    let list = yuki.presses(&me["message"], "自分の質問").await;
    let question = yuki.goes(&list["message"], "q.pick", &["2"]).await;
    let ask = yuki.goes(&question, "q.withdraw", &[]).await;
    yuki.goes(&ask, "q.withdraw.yes", &[]).await;
    community.card_shows(2, "取り下げ").await;

    // Quiet hours, and silence.
    let me = yuki.presses(&panel, "わたしのページ").await["message"].clone();
    let tell = yuki.presses(&me, "お知らせの受け取り方").await["message"].clone();
    let quiet = json!({"from": "21:00", "to": "8:00"});
    let tell = yuki.fills(&tell, "m.quiet", quiet).await;
    assert!(text_of(&tell).contains("21:00"), "{tell}");
    let tell = yuki.presses(&tell, "全部止める").await;
    assert!(said(&tell).contains("止めています"), "{tell}");

    // What staff looked at, and that all goes.
    let me = yuki.presses(&panel, "わたしのページ").await["message"].clone();
    let data = yuki.presses(&me, "わたしのデータ").await["message"].clone();
    let looks = yuki.presses(&data, "運営が見た記録").await;
    assert_ne!(looks["kind"], "failed", "{looks}");
    let me = yuki.presses(&panel, "わたしのページ").await["message"].clone();
    let data = yuki.presses(&me, "わたしのデータ").await["message"].clone();
    let page = yuki.presses(&data, "消してもらう").await["message"].clone();
    let page = yuki.presses(&page, "次へ").await["message"].clone();
    yuki.presses(&page, "はい、全部消す").await;
    community.erasure_is("done").await;
    let id = user(&community, "yuki").await;
    community.forgotten(&id).await;
    community.settled().await;
    community.end().await;
}

/// Commands for staff alone.
const STAFF: [&str; 5] = [
    "course create",
    "course report",
    "question who",
    "setup",
    "tutor status",
];

impl Community {
    /// The slash commands that the bot has registered, those of a group with its name.
    async fn slash_commands(&self) -> BTreeSet<String> {
        let state = self.state().await;
        // Discord's number 1 is a slash command, and also a part of a group.
        let slash = |of: &Value| {
            let all = of.as_array().cloned().unwrap_or_default();
            all.into_iter().filter(|one| one["type"] == 1)
        };
        let name = |of: &Value| of["name"].as_str().unwrap().to_owned();
        let mut names = BTreeSet::new();
        for command in slash(&state["commands"]) {
            let group = name(&command);
            let parts = slash(&command["options"]).map(|part| format!("{group} {}", name(&part)));
            let parts: Vec<String> = parts.collect();
            names.extend(if parts.is_empty() { vec![group] } else { parts });
        }
        names
    }
}

/// What opens, without the time at which it was opened.
fn opened(answer: &Value) -> (String, Vec<String>) {
    let ids = answer
        .pointer("/message/components")
        .or(answer.pointer("/modal/custom_id"));
    let ids = ids.map(Value::to_string).unwrap_or_default();
    let parts = ids.split("\"custom_id\":\"").skip(1);
    let kinds = parts.map(|part| part.split(['"', '#']).next().unwrap_or_default().to_owned());
    (said(answer), kinds.collect())
}

/// Each command of a member opens what a press opens, and no command is left out here.
async fn what_a_command_opens_a_press_opens_too(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let start = community.working_morning() + Duration::days(9);
    community.course("応募文", &hour_from(start), "").await;
    aiko.asks("報酬の税金について", "").await;
    community.card(1).await;
    community.settled().await;
    let panel = community.panel().await;
    let by_presses: [(&str, Value, &[&str]); 11] = [
        ("ask", json!({}), &["質問する"]),
        ("questions", json!({}), &["みんなの質問"]),
        (
            "question show",
            json!({"number": 1}),
            &["みんなの質問", "q.pick=1"],
        ),
        ("faq", json!({}), &["よくある質問"]),
        ("course list", json!({}), &["講座を見る"]),
        ("course mine", json!({}), &["わたしのページ", "参加予定"]),
        ("tutor request", json!({}), &["チューターに相談する"]),
        ("tutor join", json!({}), &["チューターになる・休む"]),
        ("tutor me", json!({}), &["チューターになる・休む"]),
        ("me", json!({}), &["わたしのページ"]),
        ("help", json!({}), &["つかいかた"]),
    ];
    for (command, options, path) in &by_presses {
        let by_command = sato.uses(command, options.clone()).await;
        let mut page = panel.clone();
        let mut last = Value::Null;
        for step in *path {
            last = match step.split_once('=') {
                Some((id, value)) => json!({"message": sato.goes(&page, id, &[value]).await}),
                None => sato.presses(&page, step).await,
            };
            page = last["message"].clone();
        }
        assert_eq!(
            opened(&by_command),
            opened(&last),
            "/{command} and {path:?}"
        );
    }
    // A pause begins and ends either way.
    let own_page = async || sato.presses(&panel, "チューターになる・休む").await["message"].clone();
    let paused = opened(&sato.uses("tutor pause", json!({})).await);
    let resumed = sato.goes(&own_page().await, "t.resume", &[]).await;
    let until = json!({"until": ""});
    let again = sato.fills(&own_page().await, "t.pause", until).await;
    assert_eq!(opened(&json!({"message": again})), paused);
    let back = sato.uses("tutor resume", json!({})).await;
    assert_eq!(opened(&back), opened(&json!({"message": resumed})));
    let known = by_presses.iter().map(|(command, ..)| *command);
    let known = known.chain(["tutor pause", "tutor resume"]);
    let known: BTreeSet<String> = known.chain(STAFF).map(str::to_owned).collect();
    assert_eq!(community.slash_commands().await, known);
    community.settled().await;
    community.end().await;
}

//! Whoever never types a command can do all that a member can do: by the panel, buttons and forms.

use chrono::Duration;
use serde_json::json;

use crate::courses::hour_from;
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(a_member_needs_no_command);

const TOPIC: &str = "報酬・手数料";

async fn a_member_needs_no_command(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let (hana, mori) = (community.person("hana"), community.person("mori"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let start = community.working_morning() + Duration::days(9);
    community.course("応募文", &hour_from(start), "").await;
    let panel = community.panel().await;

    // A question: asked, seen again, resolved, asked once more; another's is followed.
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
    let mine = aiko.presses(&me["message"], "申し込んだ講座").await;
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

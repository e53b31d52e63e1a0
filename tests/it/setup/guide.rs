//! The guide: every step, what cannot be taken, two at once, history, what breaks later.

use serde_json::{Value, json};

use super::shared::{component, role};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    whoever_brought_the_bot_is_invited_and_led_into_the_server,
    the_guide_is_gone_through_from_start_to_finish,
    a_restart_in_the_middle_loses_nothing,
    two_people_at_once_do_not_overwrite_each_other_unseen,
    a_change_is_shown_in_the_history_and_taken_back,
    what_breaks_later_is_told_once_and_checked_again,
);

async fn whoever_brought_the_bot_is_invited_and_led_into_the_server(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let invitation = community
        .until("the invitation", async || {
            ishida.direct_messages().await.pop()
        })
        .await;
    assert!(
        text_of(&invitation).contains("5分ほどで終わり"),
        "{invitation}"
    );
    let led = ishida.presses(&invitation, "設定をはじめる").await;
    let text = text_of(&led["message"]);
    assert!(text.contains("設定は、サーバーの中で進めます"), "{led}");
    let here = community
        .until("the button in the server", async || {
            let seen = ishida.sees("はじめに").await;
            seen.into_iter().find(|m| component(m, "s.begin").is_some())
        })
        .await;
    // A second press brings no second button; a member cannot begin.
    ishida.presses(&invitation, "設定をはじめる").await;
    community.settled().await;
    let seen = ishida.sees("はじめに").await;
    let buttons = seen.iter().filter(|m| component(m, "s.begin").is_some());
    assert_eq!(buttons.count(), 1);
    let refused = community.person("aiko").goes(&here, "s.begin", &[]).await;
    assert!(
        text_of(&refused).contains("設定できるのは、運営の人"),
        "{refused}"
    );
    let step = ishida.goes(&here, "s.begin", &[]).await;
    assert!(text_of(&step).contains("設定 1/15"), "{step}");
    assert_eq!(step["flags"], 64, "the guide is seen by nobody else");
    // The button in the server has done its work.
    community
        .until("the button is gone", async || {
            let seen = ishida.sees("はじめに").await;
            let gone = !seen.iter().any(|m| component(m, "s.begin").is_some());
            gone.then_some(())
        })
        .await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nobody_can_be_invited_directly_the_first_channel_is_taken() {
    for reason in ["close-dms", "audit"] {
        let community = Community::without_bot(Backend::Sqlite).await;
        let ishida = community.person("ishida");
        if reason == "audit" {
            let own = role(&community, "Tsunagari").await;
            let less = json!({"role": own, "permissions": "3072"});
            ishida.act("role-permissions", less).await;
        } else {
            ishida.act(reason, json!({})).await;
        }
        community.start_bot();
        community.panel().await;
        community
            .until("the button in the server", async || {
                let seen = ishida.sees("はじめに").await;
                let found = seen.iter().any(|m| component(m, "s.begin").is_some());
                found.then_some(())
            })
            .await;
        community.end().await;
    }
}

async fn guild_id(community: &Community) -> String {
    let state = community.state().await;
    state["guild"]["id"].as_str().unwrap().to_owned()
}

/// The word for each step that its page must carry.
const STEPS: [&str; 15] = [
    "ことば",
    "おまかせ",
    "みんなが使うチャンネル",
    "そのほかのチャンネル",
    "ロール（役割）",
    "運営の時間",
    "静かな時間",
    "話題",
    "質問と知らせ方",
    "質問を待たせないために",
    "チューター相談",
    "講座",
    "はじめての方",
    "事業",
    "確認",
];

async fn the_guide_is_gone_through_from_start_to_finish(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community.settled().await;
    let mut page = ishida.opens("language").await;
    for (at, title) in STEPS.iter().enumerate() {
        let heading = format!("設定 {}/15　{title}", at + 1);
        let text = text_of(&page);
        assert!(text.contains(&heading), "{heading}: {text}");
        if at + 1 < STEPS.len() {
            // Every step can be left without choosing anything.
            page = ishida.presses(&page, "つぎへ").await["message"].clone();
        }
    }
    assert!(text_of(&page).contains("すべて整っています"), "{page}");
    let end = ishida.goes(&page, "s.finish", &[]).await;
    assert!(text_of(&end).contains("設定はこれで終わりです"), "{end}");
    let history = ishida.uses("setup", json!({"show": "history"})).await;
    let text = text_of(&history["message"]);
    assert!(text.contains("まだ、だれも設定を変えていません"), "{text}");

    // Now everything is chosen.
    let talk = community.channel("雑談").await;
    let (_, forum) = ishida
        .act("create-channel", json!({"name": "質問広場", "type": 15}))
        .await;
    let forum = forum["id"].as_str().unwrap();
    let page = ishida.opens("shared").await;
    let page = ishida.works_on(&page, "question_channel", &[forum]).await;
    assert!(text_of(&page).contains("✅ 保存しました"), "{page}");
    assert!(
        text_of(&page).contains(&format!("質問：<#{forum}>")),
        "{page}"
    );
    let page = ishida.works_on(&page, "panel_channel", &[&talk]).await;
    assert!(text_of(&page).contains("✅ 保存しました"), "{page}");
    let page = ishida.opens("roles").await;
    let member = role(&community, "メンバー").await;
    let page = ishida.works_on(&page, "member_role", &[&member]).await;
    assert!(text_of(&page).contains("✅ 保存しました"), "{page}");

    let page = ishida.opens("working").await;
    let page = ishida
        .works_on(&page, "working_days", &["0", "2", "4"])
        .await;
    assert!(text_of(&page).contains("曜日：月、水、金"), "{page}");
    let page = ishida
        .fills_of(
            &page,
            "working_hours",
            json!({"from": "１０時", "to": "16:30"}),
        )
        .await;
    assert!(text_of(&page).contains("時間：10:00–16:30"), "{page}");
    let page = ishida.presses(&page, "祝日も休まない").await["message"].clone();
    assert!(text_of(&page).contains("祝日：休まない"), "{page}");
    let page = ishida
        .fills_of(&page, "days_off", json!({"list": "2026/12/29〜2027/1/3"}))
        .await;
    assert!(text_of(&page).contains("休みの日：2026/12/29、"), "{page}");

    let page = ishida.opens("quiet").await;
    let page = ishida.presses(&page, "静かな時間を使わない").await["message"].clone();
    assert!(text_of(&page).contains("いま：使わない"), "{page}");

    let page = ishida.opens("topics").await;
    let page = ishida
        .fills_of(&page, "topics", json!({"list": "内職\nパソコン\n"}))
        .await;
    assert!(text_of(&page).contains("・内職\n・パソコン"), "{page}");
    let page = ishida.goes(&page, "s.topic", &["1"]).await;
    let tutor = role(&community, "チューター").await;
    let page = ishida.goes(&page, "s.topic.role", &[&tutor]).await;
    let line = format!("・パソコン（<@&{tutor}> に知らせる）");
    assert!(text_of(&page).contains(&line), "{page}");

    // That role can be called by nobody yet, which the page says.
    assert!(text_of(&page).contains("に知らせられません"), "{page}");
    let (_, mentionable) = community
        .api(
            "PATCH",
            &format!("guilds/{}/roles/{tutor}", guild_id(&community).await),
            Some(&json!({"mentionable": true})),
        )
        .await;
    assert_eq!(mentionable["mentionable"], true);

    let page = ishida.opens("asking").await;
    let page = ishida.presses(&page, "DMを使わない").await["message"].clone();
    assert!(
        text_of(&page).contains("DM（直接のメッセージ）：使わない"),
        "{page}"
    );
    community.settled().await;

    // What was chosen holds: the panel has moved, the topics are these, questions are posts,
    // and the asker is told where it happened.
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let panel = community
        .until("the panel in its new channel", async || {
            let seen = aiko.sees("雑談").await;
            seen.into_iter().find(|m| component(m, "ask").is_some())
        })
        .await;
    assert!(aiko.sees("受付").await.is_empty(), "the old one is gone");
    let choice = aiko.presses(&panel, "質問する").await;
    let options = choice["message"]["components"][0]["components"][0]["options"].clone();
    assert_eq!(options.as_array().unwrap().len(), 2, "{options}");
    let opened = aiko.chooses(&choice["message"], "パソコン").await;
    // At night nobody is called.
    community.clock_to(community.working_morning()).await;
    aiko.sends(&opened["modal"], "封筒はりは？", "").await;
    let post = community
        .until("the post", async || {
            let threads = community.state().await["threads"].clone();
            let post = threads.as_array()?.first()?.clone();
            let id = post["id"].as_str()?.to_owned();
            (post["parent_id"] == *forum && aiko.sees(&id).await.len() == 2).then_some(id)
        })
        .await;
    let opening = aiko.sees(&post).await.swap_remove(0);
    assert!(
        text_of(&opening).contains(&format!("<@&{tutor}> の方へ")),
        "{opening}"
    );
    assert_eq!(opening["mention_roles"], json!([tutor]));
    sato.writes(&post, "あります").await;
    community
        .until("the word in the post", async || {
            let seen = aiko.sees(&post).await;
            seen.iter()
                .any(|m| text_of(m).ends_with("返事がつきました。上にあります。"))
                .then_some(())
        })
        .await;
    assert!(aiko.direct_messages().await.is_empty());
    community.end().await;
}

impl crate::harness::Person<'_> {
    /// Chooses values in the select of a part.
    pub async fn works_on(&self, page: &Value, part: &str, values: &[&str]) -> Value {
        self.goes(page, &format!("s.choose:{part}"), values).await
    }

    /// Fills the form of a part.
    async fn fills_of(&self, page: &Value, part: &str, fields: Value) -> Value {
        self.fills(page, &format!("s.form:{part}"), fields).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_taken_is_said_plainly_and_nothing_is_kept() {
    let community = Community::start(Backend::Sqlite).await;
    let ishida = community.person("ishida");
    community.settled().await;
    let shared = ishida.opens("shared").await;
    let staff = community.channel("運営").await;
    // The staff channel was found by its name; then it is chosen.
    let rooms = ishida.opens("rooms").await;
    ishida.works_on(&rooms, "staff_channel", &[&staff]).await;
    let page = ishida.works_on(&shared, "panel_channel", &[&staff]).await;
    assert!(text_of(&page).contains("「運営」に使っています"), "{page}");

    let roles = ishida.opens("roles").await;
    let everyone = community.state().await["guild"]["id"].clone();
    let own = role(&community, "Tsunagari").await;
    for unfit in [everyone.as_str().unwrap(), &own] {
        let page = ishida.works_on(&roles, "member_role", &[unfit]).await;
        assert!(text_of(&page).contains("人に付けられない"), "{page}");
    }
    let (_, above) = community
        .api(
            "POST",
            &format!("guilds/{}/roles", everyone.as_str().unwrap()),
            Some(&json!({"name": "下"})),
        )
        .await;
    let page = ishida
        .works_on(&roles, "member_role", &[above["id"].as_str().unwrap()])
        .await;
    assert!(text_of(&page).contains("✅ 保存しました"), "{page}");

    for (from, to, word) in [
        ("17:00", "9:00", "おわりの時刻を"),
        ("9:00", "9:00", "おわりの時刻を"),
        ("朝", "9:00", "時刻を読みとれませんでした：「朝」"),
        ("9:00", "24:30", "時刻を読みとれませんでした：「24:30」"),
    ] {
        let working = ishida.opens("working").await;
        let refused = ishida
            .fills_of(&working, "working_hours", json!({"from": from, "to": to}))
            .await;
        assert!(text_of(&refused).contains(word), "{refused}");
        // What was typed comes back in the form.
        let again = ishida.presses(&refused, "書き直す").await;
        let value = |at: usize| &again["modal"]["components"][at]["components"][0]["value"];
        assert_eq!((value(0), value(1)), (&json!(from), &json!(to)), "{again}");
    }
    let many: Vec<String> = (0..26).map(|n| format!("話題{n}")).collect();
    let long = "長".repeat(200);
    for (list, word) in [
        (many.join("\n"), "話題は25個までです（いま26個）"),
        (long, "話題の名前は50文字までです"),
        (
            "同じ\nちがう\n同じ".to_owned(),
            "同じ話題が2つあります：「同じ」",
        ),
        ("　\n \n".to_owned(), "話題をひとつ以上"),
    ] {
        let topics = ishida.opens("topics").await;
        let refused = ishida
            .fills_of(&topics, "topics", json!({"list": list}))
            .await;
        assert!(text_of(&refused).contains(word), "{refused}");
    }
    let working = ishida.opens("working").await;
    let refused = ishida
        .fills_of(&working, "days_off", json!({"list": "2/30"}))
        .await;
    assert!(text_of(&refused).contains("日付を読みとれませんでした：「2/30」"));
    // Nothing of it was kept.
    let history = ishida.uses("setup", json!({"show": "history"})).await;
    let text = text_of(&history["message"]);
    assert!(
        text.contains("**2.**") && !text.contains("**3.**"),
        "{text}"
    );
    community.end().await;
}

async fn a_restart_in_the_middle_loses_nothing(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let page = ishida.opens("language").await;
    let page = ishida.goes(&page, "s.choose:language", &["en"]).await;
    let page = ishida.presses(&page, "つぎへ").await["message"].clone();
    let page = ishida.presses(&page, "つぎへ").await["message"].clone();
    community.settled().await;
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    // The page that was open goes on, and the list knows how far they had come.
    let next = ishida.presses(&page, "つぎへ").await["message"].clone();
    assert!(text_of(&next).contains("設定 4/15"), "{next}");
    let list = ishida.uses("setup", json!({})).await["message"].clone();
    let on = ishida.presses(&list, "続きから").await["message"].clone();
    assert!(text_of(&on).contains("設定 4/15"), "{on}");
    // The panel speaks the language that was chosen.
    community
        .until("the panel in English", async || {
            let panel = community.panel().await;
            text_of(&panel).contains("Reception").then_some(())
        })
        .await;
    community.end().await;
}

async fn two_people_at_once_do_not_overwrite_each_other_unseen(backend: Backend) {
    let community = Community::start(backend).await;
    let (ishida, mori) = (community.person("ishida"), community.person("mori"));
    let staff = role(&community, "運営").await;
    let add = json!({"user": "mori", "add": [staff]});
    ishida.act("roles", add).await;
    community.settled().await;
    let one = ishida.opens("quiet").await;
    let other = mori.opens("quiet").await;
    let hours = |from: &str| json!({"from": from, "to": "7:00"});
    let page = mori.fills_of(&other, "quiet", hours("22:00")).await;
    assert!(text_of(&page).contains("いま：22:00–7:00"), "{page}");
    // It has changed under the hands of the first, who is told and keeps what was typed.
    let refused = ishida.fills_of(&one, "quiet", hours("20:00")).await;
    assert!(
        text_of(&refused).contains("同じところを変えました。いまは「22:00–7:00」です"),
        "{refused}"
    );
    let now = ishida.opens("quiet").await;
    assert!(text_of(&now).contains("いま：22:00–7:00"), "{now}");
    // Having seen it, they may.
    let page = ishida.fills_of(&refused, "quiet", hours("20:00")).await;
    assert!(text_of(&page).contains("いま：20:00–7:00"), "{page}");
    // Another part is nobody's business.
    let asking = mori.goes(&other, "s.open", &[]).await;
    let asking = mori.goes(&asking, "s.pick", &["asking"]).await;
    let page = mori.presses(&asking, "匿名の質問を使う").await["message"].clone();
    assert!(text_of(&page).contains("匿名の質問：使う"), "{page}");
    community.end().await;
}

async fn a_change_is_shown_in_the_history_and_taken_back(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    let page = ishida.opens("quiet").await;
    let hours = |from: &str| json!({"from": from, "to": "7:00"});
    let page = ishida.fills_of(&page, "quiet", hours("22:00")).await;
    ishida.fills_of(&page, "quiet", hours("23:00")).await;
    let asking = ishida.opens("asking").await;
    ishida.presses(&asking, "匿名の質問を使う").await;
    let history = ishida.uses("setup", json!({"show": "history"})).await["message"].clone();
    let text = text_of(&history);
    assert!(
        text.contains("静かな時間：21:00–8:00 → 22:00–7:00"),
        "{text}"
    );
    assert!(
        text.contains("静かな時間：22:00–7:00 → 23:00–7:00"),
        "{text}"
    );
    assert!(text.contains("匿名の質問：使わない → 使う"), "{text}");
    // The first change stands under the second.
    let refused = ishida.presses(&history, "1 を元にもどす").await["message"].clone();
    assert!(
        text_of(&refused).contains("先に 2 を元にもどしてください"),
        "{refused}"
    );
    let back = ishida.presses(&history, "2 を元にもどす").await["message"].clone();
    let text = text_of(&back);
    assert!(
        text.contains("✅ 「静かな時間」を元にもどしました"),
        "{text}"
    );
    assert!(text.contains("（2 を元にもどした）"), "{text}");
    let page = ishida.opens("quiet").await;
    assert!(text_of(&page).contains("いま：22:00–7:00"), "{page}");
    // Members see no history.
    let refused = community
        .person("aiko")
        .uses("setup", json!({"show": "history"}))
        .await;
    assert!(text_of(&refused["message"]).contains("設定できるのは"));
    community.end().await;
}

async fn what_breaks_later_is_told_once_and_checked_again(backend: Backend) {
    let community = Community::start(backend).await;
    let ishida = community.person("ishida");
    community.settled().await;
    assert!(ishida.sees("運営").await.is_empty());
    let send = |key: &str| json!({"channel": "質問", "member": "tsunagari", key: "2048"});
    ishida.act("overwrite", send("deny")).await;
    let notice = community
        .until("the word to staff", async || {
            ishida.sees("運営").await.pop()
        })
        .await;
    let text = text_of(&notice);
    assert!(
        text.contains("足りない権限があります：メッセージを送信"),
        "{text}"
    );
    // Another change of the server does not bring it again.
    ishida
        .act("create-channel", json!({"name": "別の話"}))
        .await;
    community.settled().await;
    assert_eq!(ishida.sees("運営").await.len(), 1);
    let still = ishida.goes(&notice, "s.check", &[]).await;
    assert!(text_of(&still).contains("メッセージを送信"), "{still}");
    ishida.act("overwrite", send("allow")).await;
    let well = community
        .until("all is well", async || {
            let checked = ishida.goes(&notice, "s.check", &[]).await;
            text_of(&checked)
                .contains("✅ すべて整っています")
                .then_some(checked)
        })
        .await;
    assert_eq!(well["flags"], 64);
    // When the staff channel itself is closed, whoever brought the bot is told.
    let before = ishida.direct_messages().await.len();
    let away = json!({"channel": "運営", "role": role(&community, "Tsunagari").await,
        "deny": "1024"});
    ishida.act("overwrite", away).await;
    community
        .until("the word to the owner", async || {
            let told = ishida.direct_messages().await;
            (told.len() == before + 1).then_some(())
        })
        .await;
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_permission_goes_between_two_presses() {
    let community = Community::start(Backend::Sqlite).await;
    let ishida = community.person("ishida");
    community.settled().await;
    let page = ishida.opens("rooms").await;
    let courses = community.channel("講座").await;
    let own = role(&community, "Tsunagari").await;
    let deny = json!({"channel": "講座", "role": own, "deny": "2048"});
    ishida.act("overwrite", deny).await;
    let page = community
        .until("the bot has heard of it", async || {
            let page = ishida
                .goes(&page, "s.choose:course_channel", &[&courses])
                .await;
            text_of(&page).contains("⚠️").then_some(page)
        })
        .await;
    let text = text_of(&page);
    assert!(
        text.contains("足りない権限があります：メッセージを送信"),
        "{text}"
    );
    let allow = json!({"channel": "講座", "role": own, "allow": "2048"});
    ishida.act("overwrite", allow).await;
    community
        .until("it is mended", async || {
            let page = ishida.opens("rooms").await;
            (!text_of(&page).contains("⚠️")).then_some(())
        })
        .await;
    // The channel goes while the page is open.
    ishida
        .act("delete-channel", json!({"channel": "講座"}))
        .await;
    let page = community
        .until("the deleted channel", async || {
            let page = ishida.opens("rooms").await;
            text_of(&page)
                .contains("のチャンネルが消されています")
                .then_some(page)
        })
        .await;
    assert!(text_of(&page).contains("「講座」のチャンネルが消されています"));
    community.end().await;
}

//! Who may press, send and type what: a table of everything against everybody. A command or
//! button without its row makes it fail.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tsunagari::discord::CUSTOM_ID_KINDS;

use super::shared::role;
use crate::harness::{Backend, Community, text_of};

/// Everybody, in the order of the columns.
const PEOPLE: [Who; 8] = [
    Who::Member,
    Who::Asker,
    Who::Tutor,
    Who::Staff,
    Who::OwnProgrammeStaff,
    Who::OtherProgrammeStaff,
    Who::Owner,
    Who::Stranger,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Member,
    /// Who asked the question.
    Asker,
    Tutor,
    Staff,
    /// Staff of the programme by which the question is counted.
    OwnProgrammeStaff,
    /// Staff of another programme.
    OtherProgrammeStaff,
    Owner,
    /// A member of another server.
    Stranger,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// It is done, or the next page comes.
    Yes,
    /// A polite word that this is for others.
    No,
    /// A polite word that there is nothing of the kind here.
    Unknown,
}

use Expected::{No, Unknown, Yes};

/// Everybody may.
const ALL: [Expected; 8] = [Yes; 8];
/// Staff of the server and its owner.
const STAFF: [Expected; 8] = [No, No, No, Yes, No, No, Yes, No];

/// Everybody of the server.
const HERE: [Expected; 8] = [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Unknown];
/// The asker alone.
const ASKER: [Expected; 8] = [No, Yes, No, No, No, No, No, Unknown];
/// Staff, also of the question's programme.
const FOR_STAFF: [Expected; 8] = [No, No, No, Yes, Yes, No, Yes, Unknown];
/// The asker and they.
const ASKER_OR_STAFF: [Expected; 8] = [No, Yes, No, Yes, Yes, No, Yes, Unknown];
/// There is nothing of the kind for anybody.
const NOTHING: [Expected; 8] = [Unknown; 8];
/// There is nothing of the kind, which staff alone are told.
const NOTHING_FOR_STAFF: [Expected; 8] = [No, No, No, Unknown, No, No, Unknown, No];

/// Staff, also of any programme.
const ANY_STAFF: [Expected; 8] = [No, No, No, Yes, Yes, Yes, Yes, No];
/// Who may see the request; for the others there is none.
const SEES: [Expected; 8] = [Unknown, Yes, Unknown, Yes, Yes, Unknown, Yes, Unknown];

/// Who has a place in the course.
const HAS_PLACE: [Expected; 8] = [
    Unknown, Yes, Unknown, Unknown, Unknown, Unknown, Unknown, Unknown,
];
/// Staff, also of the course's programme; the others hear no more than that.
const COUNTS: [Expected; 8] = [No, No, No, Yes, Yes, No, Yes, No];

/// Kind, what it carries behind its name, and what comes of it for each.
const TABLE: [(&str, &str, [Expected; 8]); 226] = [
    ("/course create", "", ANY_STAFF),
    ("/course list", "", ALL),
    ("/course mine", "", ALL),
    ("/course report", "", FOR_STAFF),
    ("/me", "", ALL),
    ("/help", "", ALL),
    ("m.help", "", ALL),
    ("m.help.pick", "", ALL),
    ("m.me", "", ALL),
    ("m.tell", "", ALL),
    ("m.tell.dm", "", ALL),
    ("m.tell.mention", "", ALL),
    ("m.tell.none", "", ALL),
    ("m.quiet", "", ALL),
    ("m.quiet.off", "", ALL),
    ("m.data", "", ALL),
    ("m.data.file", "", ALL),
    ("m.looks", "", ALL),
    ("m.looks.before", ":1", ALL),
    ("m.erase", "", ALL),
    ("m.erase.sure", "", ALL),
    ("m.consent", "", ALL),
    ("m.refuse", "", ALL),
    ("m.agree", "", ALL),
    ("m.programmes", "", ALL),
    ("m.programmes.set", "", ALL),
    ("m.interests", "", ALL),
    ("m.interests.set", "", ALL),
    ("c.list", "", ALL),
    ("c.mine", "", ALL),
    ("c.mine.file", "", ALL),
    ("c.pick", "", HERE),
    ("c.new", "", ANY_STAFF),
    ("c.form", "ff", ALL),
    ("c.see", "1", HERE),
    ("c.note", "9", NOTHING),
    ("c.call", "9", NOTHING),
    ("c.file", "1", HERE),
    ("c.join", "1", [No, Yes, No, No, No, No, No, Unknown]),
    ("c.decline", "2", NOTHING),
    ("c.link", "1", [No, Yes, No, No, No, No, No, Unknown]),
    ("c.session.file", "1", HERE),
    ("c.here", "1", HERE),
    ("c.skip", "1", HAS_PLACE),
    ("c.unskip", "1", HAS_PLACE),
    ("c.say", "1", ALL),
    ("c.rate", "1:5", [No, No, No, No, No, No, No, Unknown]),
    ("c.quote.yes", "1", [No, No, No, No, No, No, No, Unknown]),
    ("c.quote.name", "1", [No, No, No, No, No, No, No, Unknown]),
    ("c.quote.no", "1", [No, No, No, No, No, No, No, Unknown]),
    ("c.page", "1", FOR_STAFF),
    ("c.about", "1", FOR_STAFF),
    ("c.place", "1", FOR_STAFF),
    ("c.dates", "1", FOR_STAFF),
    ("c.until", "1", FOR_STAFF),
    ("c.role", "2", FOR_STAFF),
    ("c.programme", "1", FOR_STAFF),
    ("c.remind", "1", FOR_STAFF),
    ("c.session", "1", COUNTS),
    ("c.count", "1", COUNTS),
    ("c.came", "1", FOR_STAFF),
    ("c.absent", "1", FOR_STAFF),
    ("c.rest", "1", FOR_STAFF),
    ("c.numbers", "1", COUNTS),
    ("c.move", "1", FOR_STAFF),
    ("c.move.yes", "3:0:4000000000:4000003600", FOR_STAFF),
    ("c.off", "1", FOR_STAFF),
    ("c.off.yes", "4", FOR_STAFF),
    ("c.publish", "1", FOR_STAFF),
    ("c.who", "1", FOR_STAFF),
    ("c.discard", "1", FOR_STAFF),
    ("c.discard.yes", "1", FOR_STAFF),
    ("c.copy", "1:ff", FOR_STAFF),
    ("c.report", "1", COUNTS),
    ("c.cancel", "1", COUNTS),
    ("c.cancel.yes", "2", FOR_STAFF),
    ("c.leave", "1", HAS_PLACE),
    ("c.leave.yes", "1", HAS_PLACE),
    ("c.skip.all", "1", HAS_PLACE),
    ("/ask", "", ALL),
    ("/setup", "", STAFF),
    ("/questions", "", ALL),
    ("/faq", "", ALL),
    ("/question show", "", HERE),
    ("/question who", "", [No, No, No, Yes, Yes, No, Yes, No]),
    (
        "/Record as question",
        "",
        [No, No, Yes, Yes, Yes, Yes, Yes, No],
    ),
    ("ask.topic.as", "0:h", ALL),
    ("ask.name", "0:h", ALL),
    ("ask.form.as", "1:0:h:題", ALL),
    ("ask.again.of", "5", NOTHING),
    ("ask.solved", "0", ALL),
    ("record", "5", ALL),
    ("by.mention", "", ALL),
    ("q.follow", "1", HERE),
    ("q.unfollow", "1", ALL),
    ("q.menu", "1", HERE),
    ("q.edit", "1", ASKER),
    ("q.assign", "1", FOR_STAFF),
    ("q.assign.to", "1", FOR_STAFF),
    ("q.move", "1", FOR_STAFF),
    ("q.move.to", "1", FOR_STAFF),
    ("q.merge", "1", FOR_STAFF),
    ("q.promote", "1", STAFF),
    ("q.remake", "1", ASKER_OR_STAFF),
    ("q.remake.all", "1", [No, No, No, Yes, Yes, Yes, Yes, No]),
    ("q.looks", "1", ASKER),
    ("q.say", "1", ASKER),
    ("q.say.form", "1:ff", ALL),
    ("q.answer", "1", FOR_STAFF),
    ("q.answer.form", "1:ff", ALL),
    ("q.list", "all:n:", ALL),
    ("q.list.scope", "報酬・手数料", ALL),
    ("q.pick", "", HERE),
    ("q.lists", "", ALL),
    ("f.open", "", ALL),
    ("f.page", "0", ALL),
    ("f.pick", "", NOTHING),
    ("f.search", "", ALL),
    ("f.entry", "1", NOTHING),
    ("f.edit", "1:1", NOTHING_FOR_STAFF),
    ("f.up", "1", NOTHING_FOR_STAFF),
    ("f.down", "1", NOTHING_FOR_STAFF),
    ("f.retire", "1", STAFF),
    ("f.retire.yes", "1", NOTHING_FOR_STAFF),
    ("ask", "", ALL),
    ("ask.topic", "", ALL),
    ("ask.again", "", ALL),
    (
        "ask.form",
        "1:報酬・手数料",
        [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Unknown],
    ),
    ("ask.anyway", "0:ff", NOTHING),
    ("dms.opened", "", ALL),
    ("q.withdraw", "1", [No, Yes, No, No, No, No, No, Unknown]),
    (
        "q.withdraw.no",
        "1",
        [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Unknown],
    ),
    ("/This solved it", "", ASKER_OR_STAFF),
    ("q.resolve", "1", ASKER_OR_STAFF),
    ("q.reopen", "1", ASKER_OR_STAFF),
    (
        "q.withdraw.yes",
        "2",
        [No, Yes, No, No, No, No, No, Unknown],
    ),
    ("/tutor request", "", ALL),
    ("/tutor join", "", ALL),
    ("/tutor pause", "", NOTHING),
    ("/tutor resume", "", NOTHING),
    ("/tutor me", "", ALL),
    ("/tutor status", "", ANY_STAFF),
    ("t.start", "", ALL),
    ("t.new", "", ALL),
    ("t.other", "", ALL),
    ("t.topic", "", ALL),
    ("t.page", "", ALL),
    ("t.when", "", ALL),
    ("t.days", "", ALL),
    ("t.days.set", "", ALL),
    ("t.how", "", ALL),
    ("t.not", "", ALL),
    ("t.write", "", ALL),
    ("t.form", "1", ALL),
    ("t.own", "", ALL),
    ("t.pick", "", SEES),
    ("t.join", "", ALL),
    ("t.topics", "", ALL),
    ("t.strong", "", ALL),
    ("t.hours", "", ALL),
    ("t.hours.days", "", ALL),
    ("t.hours.set", "", ALL),
    ("t.format", "", ALL),
    ("t.self", "", ALL),
    ("t.apply", "", ALL),
    ("t.pause", "", ALL),
    ("t.resume", "", NOTHING),
    ("t.status", "", ANY_STAFF),
    ("t.pick.tutor", "", ANY_STAFF),
    ("t.see", "1", SEES),
    ("t.cancel", "1", ASKER_OR_STAFF),
    ("t.cancel.yes", "2", ASKER_OR_STAFF),
    ("t.cancel.no", "1", SEES),
    ("t.close", "1", FOR_STAFF),
    ("t.close.yes", "2", FOR_STAFF),
    ("t.end", "1", ASKER),
    ("t.on", "1", ASKER),
    ("t.back", "1", FOR_STAFF),
    ("t.back.yes", "1", FOR_STAFF),
    ("t.back.no", "1", SEES),
    ("t.free", "1", FOR_STAFF),
    (
        "t.excluded",
        "1",
        [Unknown, Unknown, Unknown, Yes, Yes, Unknown, Yes, Unknown],
    ),
    (
        "t.about",
        "1",
        [Unknown, Unknown, Unknown, Yes, Yes, Unknown, Yes, Unknown],
    ),
    ("t.hand", "1", FOR_STAFF),
    ("t.hand.to", "1", FOR_STAFF),
    ("t.again.yes", "1", ASKER),
    ("t.again.no", "1", ASKER),
    ("t.rate", "1:3", ASKER),
    (
        "t.word",
        "1",
        [Unknown, Yes, Unknown, No, No, Unknown, No, Unknown],
    ),
    ("t.keep.yes", "1", ASKER),
    ("t.keep.no", "1", ASKER),
    (
        "t.memo",
        "1",
        [Unknown, No, Unknown, No, No, Unknown, No, Unknown],
    ),
    ("t.accept", "1", NOTHING),
    ("t.decline", "1", NOTHING),
    ("t.reason", "1", ALL),
    ("t.tutor", "1", ANY_STAFF),
    ("t.approve", "1", [No, No, No, Yes, No, No, Yes, Unknown]),
    ("t.refuse", "1", [No, No, No, Yes, No, No, Yes, Unknown]),
    (
        "t.note",
        "1",
        [
            Unknown, Yes, Unknown, Unknown, Unknown, Unknown, Unknown, Unknown,
        ],
    ),
    ("t.from", "1", [No, Yes, No, Yes, Yes, No, Yes, No]),
    ("s.begin", "{guild}", STAFF),
    ("s.open", "", STAFF),
    ("s.pick", "", STAFF),
    ("s.step", "roles", STAFF),
    ("s.choose", "language:0", STAFF),
    ("s.switch", "anonymous:0:on", STAFF),
    ("s.form", "quiet:0", STAFF),
    ("s.topic", "0", STAFF),
    ("s.topic.role", "0:0", STAFF),
    ("s.topic.none", "0:0", STAFF),
    ("s.make", "", STAFF),
    ("s.unmake", "", STAFF),
    ("s.check", "", STAFF),
    ("s.finish", "", STAFF),
    ("s.history", "9", STAFF),
    ("s.back", "1", STAFF),
    ("s.programmes", "", STAFF),
    ("s.programme.pick", "", STAFF),
    ("s.programme.new", "", STAFF),
    ("s.programme", "1", STAFF),
    ("s.programme.form", "1:1", STAFF),
    ("s.programme.role", "1", STAFF),
    ("s.programme.staff", "1", STAFF),
    ("s.programme.people", "1", STAFF),
    ("s.programme.erase", "1:1", STAFF),
    // The last: nobody has anything left then.
    ("m.erase.yes", "", ALL),
];

/// What is selected where a select is meant.
fn values(kind: &str, member_role: &str) -> (u64, Vec<String>) {
    match kind {
        "ask.topic" | "ask.topic.as" | "q.move.to" | "t.topic" | "t.topics" | "t.strong"
        | "m.interests.set" => (3, vec!["報酬・手数料".into()]),
        "t.when" | "t.hours" => (3, vec!["always".into()]),
        "t.how" | "t.format" => (3, vec!["chat".into()]),
        "q.list.scope" => (3, vec!["open".into()]),
        "s.pick" => (3, vec!["quiet".into()]),
        "s.choose" => (3, vec!["ja".into()]),
        "s.topic" | "t.days.set" | "t.hours.set" => (3, vec!["0".into()]),
        "s.programme.pick" | "q.pick" | "f.pick" | "t.pick" | "t.pick.tutor" | "c.pick"
        | "c.programme" | "c.session" => (3, vec!["1".into()]),
        "c.remind" => (3, vec!["day".into()]),
        "s.topic.role" | "s.programme.role" | "s.programme.staff" | "c.role" => {
            (6, vec![member_role.to_owned()])
        }
        "s.programme.people" | "q.assign.to" | "t.not" | "t.hand.to" | "c.came" | "c.absent" => {
            (5, Vec::new())
        }
        _ => (2, Vec::new()),
    }
}

/// The words that say no.
const REFUSALS: [&str; 17] = [
    "これは運営の役目",
    "の方のためのものです",
    "感想は、参加した方に",
    "リンクは、参加を申し込んだ方だけ",
    "設定できるのは、運営の人",
    "質問した人だけが押せます",
    "書きなおせるのは、質問した人だけ",
    "質問した人と運営の人が押せます",
    "質問した人と運営の人が使えます",
    "これは、運営の人だけが使えます",
    "チューターと運営の人です",
    "この相談のふたりと運営の人",
    "相談した人と運営の人だけです",
    "この相談のチューターと運営の人",
    "相談した人だけに聞いています",
    "この相談のチューターだけ",
    "この質問を相談にできるのは",
];
const NOT_HERE: [&str; 15] = [
    "この講座は見つかりません",
    "この回は見つかりません",
    "この番号の講座は見つかりません",
    "この講座には申し込んでいません",
    "席のご案内は終わりました",
    "この質問は見つかりませんでした",
    "今は質問を受け付けられません",
    "この項目は、もうありません",
    "書きかけの文が見つかりませんでした",
    "質問のスレッド（話す場所）の中にありません",
    "この相談は見つかりませんでした",
    "このお願いは見つかりませんでした",
    "この登録は見つかりませんでした",
    "まだチューターに登録されていません",
    "まだ登録が始まっていません",
];

/// What an answer amounts to; `None` for words that a person should never read.
fn outcome(answer: &Value) -> Option<Expected> {
    let text = text_of(&answer["message"]);
    if answer["kind"] == "failed" || text.contains("うまくいきませんでした") {
        None
    } else if REFUSALS.iter().any(|words| text.contains(words)) {
        Some(No)
    } else if NOT_HERE.iter().any(|words| text.contains(words)) {
        Some(Unknown)
    } else {
        Some(Yes)
    }
}

#[test]
fn everything_that_can_be_pressed_has_its_row() {
    let rows: BTreeSet<&str> = TABLE.iter().map(|(kind, ..)| *kind).collect();
    let mut all: BTreeSet<&str> = CUSTOM_ID_KINDS.into_iter().collect();
    all.extend([
        "/ask",
        "/setup",
        "/questions",
        "/faq",
        "/question show",
        "/question who",
        "/Record as question",
        "/This solved it",
        "/tutor request",
        "/tutor join",
        "/tutor pause",
        "/tutor resume",
        "/tutor me",
        "/tutor status",
        "/course create",
        "/course list",
        "/course mine",
        "/course report",
        "/me",
        "/help",
    ]);
    assert_eq!(rows, all);
}

/// A server with two programmes and a question that is counted by the first.
async fn town() -> Community {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let guild = community.state().await["guild"]["id"].clone();
    let path = format!("guilds/{}/roles", guild.as_str().unwrap());
    for name in ["一", "一運営", "二", "二運営"] {
        community
            .api("POST", &path, Some(&json!({"name": name})))
            .await;
    }
    for name in ["一", "二"] {
        let form = json!({"name": name, "municipality": "緑町", "area": "",
            "first": "2026/4/1", "last": "2099/3/31"});
        let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
        let page = ishida.fills(&list, "s.programme.new", form).await;
        let own = role(&community, name).await;
        let staff = role(&community, &format!("{name}運営")).await;
        for (kind, role) in [("s.programme.role", &own), ("s.programme.staff", &staff)] {
            community
                .until("the role is known", async || {
                    let page = ishida.goes(&page, kind, &[role]).await;
                    text_of(&page).contains("✅").then_some(())
                })
                .await;
        }
    }
    let roles = [
        ("aiko", "一"),
        ("hana", "一運営"),
        ("kenji", "二運営"),
        ("mori", "運営"),
    ];
    for (who, name) in roles {
        let add = json!({"user": who, "add": [role(&community, name).await]});
        ishida.act("roles", add).await;
    }
    let (_, newcomer) = community
        .person("newcomer")
        .act("join", json!({"name": "新しい人"}))
        .await;
    assert!(newcomer.is_object() || newcomer.is_null());
    community.person("newcomer").agrees().await;
    aiko.asks("一つ目", "").await;
    aiko.asks("二つ目", "").await;
    community.card(2).await;
    for topic in ["報酬・手数料", "そのほか"] {
        aiko.asks_for_a_tutor(topic, "相談したいです").await;
    }
    aiko.is_told("相談 #2 に合うチューターを、まださがしています")
        .await;
    let start = community.working_morning() + chrono::Duration::days(9);
    for title in ["講座一", "講座二"] {
        let dates = crate::courses::hour_from(start);
        let page = ishida.drafts(title).await;
        let page = ishida.dates(&page, &dates, "毎週2回", "").await;
        let page = ishida.places(&page, "公民館", "", "9").await;
        let page = ishida.goes(&page, "c.programme", &["1"]).await;
        ishida.goes(&page, "c.publish", &[]).await;
        community.announced(title).await;
    }
    let card = community.announced("講座一").await;
    let joined = aiko.presses(&card, "参加する").await;
    assert!(
        text_of(&joined["message"]).contains("参加を受け付けました"),
        "{joined}"
    );
    community.settled().await;
    community
}

fn user_of(who: Who) -> &'static str {
    match who {
        Who::Member | Who::Stranger => "newcomer",
        Who::Asker => "aiko",
        Who::Tutor => "sato",
        Who::Staff => "mori",
        Who::OwnProgrammeStaff => "hana",
        Who::OtherProgrammeStaff => "kenji",
        Who::Owner => "ishida",
    }
}

/// One row for one person, on a message of the bot made for it: what a person could press
/// if they had it before them.
async fn tries(community: &Community, row: (&str, &str), who: Who) -> Option<Expected> {
    let (kind, carried) = row;
    let person = community.person(user_of(who));
    let foreign = (who == Who::Stranger).then_some("424242424242424242");
    if let Some(command) = kind.strip_prefix('/') {
        let channel = community.channel("雑談").await;
        let options = match command {
            "question show" | "course report" => json!({"number": 1}),
            "question who" => json!({"number": 1, "reason": "連絡のため"}),
            _ => json!({}),
        };
        let mut body = json!({"channel": channel, "command": command, "options": options});
        if command == "Record as question" {
            let visitor = community.person("visitor");
            visitor.act("join", json!({"name": "訪問者"})).await;
            let written = visitor.writes("雑談", "仕事はどこで探しますか").await;
            body["target"] = written["id"].clone();
        }
        if command == "This solved it" {
            let card = community.card(1).await;
            let written = community.person("sato").answers(&card, "はい").await;
            body["channel"] = card["id"].clone();
            body["target"] = written["id"].clone();
        }
        if let Some(guild) = foreign {
            body["guild"] = json!(guild);
        }
        return outcome(&person.act("command", body).await.1);
    }
    let guild = community.state().await["guild"]["id"].clone();
    let carried = carried.replace("{guild}", guild.as_str().unwrap());
    let mut id = format!("t1:{kind}");
    if !carried.is_empty() {
        id = format!("{id}:{carried}");
    }
    let member_role = role(community, "メンバー").await;
    let (component, mut chosen) = values(kind, &member_role);
    if component == 5 {
        let name = if kind == "q.assign.to" || kind == "t.hand.to" {
            "sato"
        } else {
            "aiko"
        };
        chosen.push(super::shared::user(community, name).await);
    }
    let mut wanted = json!({"type": component, "custom_id": id});
    match component {
        2 => {
            wanted["style"] = json!(2);
            wanted["label"] = json!("?");
        }
        3 => wanted["options"] = json!([{"label": "?", "value": chosen[0]}]),
        _ => {}
    }
    let talk = community.channel("雑談").await;
    let body = json!({"content": "?", "components": [{"type": 1, "components": [wanted]}]});
    let (_, message) = community
        .api("POST", &format!("channels/{talk}/messages"), Some(&body))
        .await;
    if kind == "ask.form" {
        // A form that was opened and is sent now.
        let mut press = json!({"channel": talk, "command": "ask",
            "options": {"topic": "報酬・手数料"}});
        let form = person.act("command", press.clone()).await.1["modal"].clone();
        let title = format!("{who:?} が聞きます");
        let mut body = json!({"modal": form, "fields": {"title": title, "body": ""}});
        if let Some(guild) = foreign {
            press["guild"] = json!(guild);
            body["guild"] = json!(guild);
        }
        return outcome(&person.act("submit", body).await.1);
    }
    let mut body = json!({"message": message["id"], "custom_id": id, "values": chosen});
    if component == 2 {
        body.as_object_mut().unwrap().remove("values");
    }
    if let Some(guild) = foreign {
        body["guild"] = json!(guild);
    }
    let (status, answer) = person.act("press", body).await;
    assert_eq!(status, 200, "{kind}: {answer}");
    outcome(&answer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_against_everything() {
    let community = town().await;
    // Our own messages come faster than the bot's may.
    community.faults(json!({"rate_limit": {"on": false}})).await;
    let mut wrong = Vec::new();
    for (kind, carried, expected) in TABLE {
        // Who may not is first, so that nothing is done before they have tried.
        let mut order: Vec<usize> = (0..PEOPLE.len()).collect();
        order.sort_by_key(|at| expected[*at] == Yes);
        for at in order {
            let who = PEOPLE[at];
            let found = tries(&community, (kind, carried), who).await;
            if found != Some(expected[at]) {
                wrong.push(format!(
                    "{kind} by {who:?}: {found:?}, not {:?}",
                    expected[at]
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_left_is_nobody_any_more() {
    let community = Community::start(Backend::Sqlite).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    aiko.asks("さようなら", "").await;
    let card = community.card(1).await;
    sato.answers(&card, "はい").await;
    community.card_shows(1, "回答あり").await;
    community.settled().await;
    aiko.act("leave", json!({})).await;
    // All that is left to them is the conversation with the bot.
    let said = aiko.direct_messages().await;
    assert_eq!(said.len(), 1, "{said:?}");
    let press = json!({"message": card["id"], "custom_id": card["components"][0]["components"][0]["custom_id"]});
    let (status, _) = aiko.act("press", press).await;
    assert_eq!(status, 403);
    let invitation = community
        .person("ishida")
        .direct_messages()
        .await
        .pop()
        .unwrap();
    let press = json!({"message": invitation["id"], "custom_id": invitation["components"][0]["components"][0]["custom_id"]});
    let (status, _) = aiko.act("press", press).await;
    assert!(status == 403 || status == 404);
    community.end().await;
}

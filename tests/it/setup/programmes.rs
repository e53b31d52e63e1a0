//! Programmes: several in one server, each with its period, role and staff.

use serde_json::{Value, json};
use tsunagari::db::{Db, sql};

use super::shared::{role, user};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(a_programme_counts_what_its_members_do);

fn form(name: &str, first: &str, last: &str) -> Value {
    json!({"name": name, "municipality": "緑町", "area": "", "first": first, "last": last})
}

async fn a_programme_counts_what_its_members_do(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    community.settled().await;
    let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    assert!(text_of(&list).contains("まだありません"), "{list}");
    let opened = ishida.works(&list, "s.programme.new", &[]).await;
    let value = |at: usize| opened["modal"]["components"][at]["components"][0]["value"].clone();
    // The fiscal year is offered.
    assert!(value(3).as_str().unwrap().ends_with("/4/1"), "{opened}");
    assert!(value(4).as_str().unwrap().ends_with("/3/31"), "{opened}");

    for (fields, word) in [
        (form("在宅", "2026/4/1", "2026/3/31"), "おわりの日を"),
        (
            form("在宅", "2月30日", "3/31"),
            "日付を読みとれませんでした：「2月30日」",
        ),
        (
            form(&"長".repeat(60), "2026/4/1", "2027/3/31"),
            "50文字までです",
        ),
    ] {
        let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
        let refused = ishida.fills(&list, "s.programme.new", fields).await;
        assert!(text_of(&refused).contains(word), "{refused}");
        let again = ishida.presses(&refused, "書き直す").await;
        assert_eq!(again["kind"], "modal", "{again}");
    }
    // A contract that ends on the 14th.
    let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let page = ishida
        .fills(
            &list,
            "s.programme.new",
            form("在宅ワーク推進", "令和8年4月1日", "2099/3/14"),
        )
        .await;
    assert!(
        text_of(&page).contains("期間：2026/4/1〜2099/3/14"),
        "{page}"
    );
    let list = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let twice = ishida
        .fills(
            &list,
            "s.programme.new",
            form("在宅ワーク推進", "2026/4/1", "2027/3/31"),
        )
        .await;
    assert!(text_of(&twice).contains("同じ名前の事業"), "{twice}");

    // Its role makes the members, its staff role the staff.
    let guild = community.state().await["guild"]["id"].clone();
    let path = format!("guilds/{}/roles", guild.as_str().unwrap());
    for name in ["推進", "推進運営"] {
        community
            .api("POST", &path, Some(&json!({"name": name})))
            .await;
    }
    let (members, staff) = (
        role(&community, "推進").await,
        role(&community, "推進運営").await,
    );
    let page = community
        .until("the bot knows the new role", async || {
            let page = ishida.goes(&page, "s.programme.role", &[&members]).await;
            text_of(&page).contains("✅ 保存しました").then_some(page)
        })
        .await;
    let refused = ishida.goes(&page, "s.programme.staff", &[&members]).await;
    assert!(
        text_of(&refused).contains("もう一方と重ならない"),
        "{refused}"
    );
    let page = community
        .until("the bot knows the other role", async || {
            let page = ishida.goes(&page, "s.programme.staff", &[&staff]).await;
            text_of(&page).contains("✅ 保存しました").then_some(page)
        })
        .await;
    let id = user(&community, "aiko").await;
    let page = ishida.goes(&page, "s.programme.people", &[&id]).await;
    assert!(
        text_of(&page).contains("1人に、ロールを付けています"),
        "{page}"
    );
    community.settled().await;
    let state = community.state().await;
    let found = state["members"].as_array().unwrap().iter();
    let mut found = found.filter(|m| m["user"]["username"] == "aiko");
    let held = found.next().unwrap()["roles"].to_string();
    assert!(held.contains(&members), "{held}");

    // What she asks is counted by it; what others ask is not.
    aiko.asks("事業の質問", "").await;
    community.person("kenji").asks("ほかの質問", "").await;
    community.card(2).await;
    let db = Db::open(&community.config.database).await.unwrap();
    let counted = "SELECT COUNT(*) AS n FROM questions WHERE programme_id IS NOT NULL";
    assert_eq!(db.one::<i64>(sql(counted)).await.unwrap(), Some(1));
    db.close().await;

    // The programme's own staff see to its questions, and to no others.
    ishida
        .act("roles", json!({"user": "mori", "add": [staff]}))
        .await;
    let mori = community.person("mori");
    let (first, second) = (community.card(1).await, community.card(2).await);
    let refused = mori.presses(&second, "解決しました").await;
    assert!(
        text_of(&refused["message"]).contains("質問した人と運営の人が"),
        "{refused}"
    );
    let done = mori.presses(&first, "解決しました").await;
    assert!(
        text_of(&done["message"]).contains("「解決」にしました"),
        "{done}"
    );
    let refused = mori.uses("setup", json!({})).await;
    assert!(
        text_of(&refused["message"]).contains("設定できるのは"),
        "{refused}"
    );

    // Two at once: the second sees what the first has made of it.
    let page = ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
    let one = ishida.goes(&page, "s.programme.pick", &["1"]).await;
    let opened = ishida.works(&one, "s.programme.form", &[]).await;
    ishida
        .fills(
            &one,
            "s.programme.form",
            form("推進事業", "2026/4/1", "2099/3/31"),
        )
        .await;
    let body =
        json!({"modal": opened["modal"], "fields": form("べつの名", "2026/4/1", "2099/3/31")});
    let (_, late) = ishida.act("submit", body).await;
    let text = text_of(&late["message"]);
    assert!(
        text.contains("ほかの人が、先に") && text.contains("推進事業"),
        "{text}"
    );
    community.end().await;
}

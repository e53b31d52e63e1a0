//! 「おまかせで作る」: what is missing is made in one press and taken back in one press.

use serde_json::{Value, json};

use super::shared::{component, role};
use crate::harness::{Backend, Community, on_both, text_of};

on_both!(
    what_is_missing_is_made_and_taken_back,
    what_somebody_uses_stays,
);

const CHANNELS: [&str; 5] = ["受付", "質問", "運営", "チューター相談", "講座"];
const ROLES: [&str; 3] = ["運営", "チューター", "メンバー"];

/// A server in which nothing of ours is there yet.
async fn bare(backend: Backend) -> Community {
    let community = Community::without_bot(backend).await;
    let ishida = community.person("ishida");
    for channel in CHANNELS {
        ishida
            .act("delete-channel", json!({"channel": channel}))
            .await;
    }
    let guild = community.state().await["guild"]["id"].clone();
    let guild = guild.as_str().unwrap().to_owned();
    for name in ROLES {
        let id = role(&community, name).await;
        let path = format!("guilds/{guild}/roles/{id}");
        assert_eq!(community.api("DELETE", &path, None).await.0, 204);
    }
    community.start_bot();
    community
        .until("the invitation", async || {
            ishida.direct_messages().await.pop()
        })
        .await;
    community.settled().await;
    community
}

async fn names(community: &Community, of: &str) -> Vec<String> {
    let state = community.state().await;
    let all = state[of].as_array().unwrap().iter();
    all.map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

/// The page of the step, drawn again until it shows what is waited for.
async fn page_with(community: &Community, page: &Value, word: &str) -> Value {
    let ishida = community.person("ishida");
    community
        .until(word, async || {
            let page = ishida.goes(page, "s.step:make", &[]).await;
            text_of(&page).contains(word).then_some(page)
        })
        .await
}

async fn what_is_missing_is_made_and_taken_back(backend: Backend) {
    let community = bare(backend).await;
    let ishida = community.person("ishida");
    let page = ishida.opens("make").await;
    let text = text_of(&page);
    assert!(text.contains("足りないもの：@運営、@チューター"), "{text}");
    let page = ishida.presses(&page, "おまかせで作る").await["message"].clone();
    assert!(text_of(&page).contains("作っています"), "{page}");
    // A second press makes nothing twice.
    if component(&page, "s.make").is_some() {
        let again = ishida.goes(&page, "s.make", &[]).await;
        let text = text_of(&again);
        assert!(
            text.contains("いま作っている") || text.contains("すべてそろって"),
            "{text}"
        );
    }
    let page = page_with(&community, &page, "すべてそろっています").await;
    community.settled().await;
    let channels = names(&community, "channels").await;
    let roles = names(&community, "roles").await;
    for name in CHANNELS {
        assert_eq!(
            channels.iter().filter(|known| *known == name).count(),
            1,
            "{name}"
        );
    }
    for name in ROLES {
        assert_eq!(
            roles.iter().filter(|known| *known == name).count(),
            1,
            "{name}"
        );
    }
    // Members see no staff channel and cannot write at the reception; the panel stands.
    let aiko = community.person("aiko");
    let staff = community.channel("運営").await;
    let (status, _) = aiko
        .act("messages", json!({"channel": staff, "content": "?"}))
        .await;
    assert_eq!(status, 403);
    let reception = community.channel("受付").await;
    let (status, _) = aiko
        .act("messages", json!({"channel": reception, "content": "?"}))
        .await;
    assert_eq!(status, 403);
    community.panel().await;
    let checked = ishida.uses("setup", json!({"show": "check"})).await;
    assert!(
        text_of(&checked["message"]).contains("✅ すべて整っています"),
        "{checked}"
    );

    // Nobody has written yet: it goes in one press.
    let page = ishida.presses(&page, "作ったものを取り消す").await["message"].clone();
    assert!(text_of(&page).contains("取り消しています"), "{page}");
    community
        .until("everything is gone", async || {
            let channels = names(&community, "channels").await;
            let roles = names(&community, "roles").await;
            let left = CHANNELS
                .iter()
                .any(|name| channels.iter().any(|known| known == name))
                || ROLES
                    .iter()
                    .any(|name| roles.iter().any(|known| known == name));
            (!left).then_some(())
        })
        .await;
    community.end().await;
}

async fn what_somebody_uses_stays(backend: Backend) {
    let community = bare(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let page = ishida.opens("make").await;
    let page = ishida.presses(&page, "おまかせで作る").await["message"].clone();
    let page = page_with(&community, &page, "すべてそろっています").await;
    community.settled().await;
    let tutors = community.channel("チューター相談").await;
    aiko.writes(&tutors, "ここに書きます").await;
    let member = role(&community, "メンバー").await;
    ishida
        .act("roles", json!({"user": "aiko", "add": [member]}))
        .await;
    ishida.presses(&page, "作ったものを取り消す").await;
    community
        .until("what nobody uses is gone", async || {
            let channels = names(&community, "channels").await;
            (!channels.iter().any(|name| name == "講座")).then_some(())
        })
        .await;
    community.settled().await;
    let channels = names(&community, "channels").await;
    assert!(
        channels.iter().any(|name| name == "チューター相談"),
        "{channels:?}"
    );
    let roles = names(&community, "roles").await;
    assert!(roles.iter().any(|name| name == "メンバー"), "{roles:?}");
    assert!(!roles.iter().any(|name| name == "チューター"), "{roles:?}");
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_permission_it_says_which_one() {
    let community = bare(Backend::Sqlite).await;
    let ishida = community.person("ishida");
    let own = role(&community, "Tsunagari").await;
    // Everything but "Manage Channels" and "Manage Roles".
    let less = json!({"role": own, "permissions": "117760"});
    ishida.act("role-permissions", less).await;
    let page = ishida.opens("make").await;
    let page = community
        .until("the bot has heard of it", async || {
            let page = ishida.goes(&page, "s.make", &[]).await;
            text_of(&page).contains("足りない権限").then_some(page)
        })
        .await;
    let text = text_of(&page);
    assert!(text.contains("チャンネルの管理、ロールの管理"), "{text}");
    community.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_never_comes_makes_nothing_twice() {
    let community = bare(Backend::Sqlite).await;
    let ishida = community.person("ishida");
    let page = ishida.opens("make").await;
    let lost =
        |path: &str| json!({"method": "POST", "path": path, "action": "drop_after", "times": 2});
    let guild = community.state().await["guild"]["id"].clone();
    let guild = guild.as_str().unwrap();
    let cut_off = [
        lost(&format!("guilds/{guild}/roles")),
        lost(&format!("guilds/{guild}/channels")),
    ];
    community.faults(json!({"rest": cut_off})).await;
    let page = ishida.presses(&page, "おまかせで作る").await["message"].clone();
    community
        .until("everything is there", async || {
            // Looking begins 20 s after a request that was cut off.
            community.advance(10).await;
            let page = ishida.goes(&page, "s.step:make", &[]).await;
            text_of(&page)
                .contains("すべてそろっています")
                .then_some(())
        })
        .await;
    community.settled().await;
    let channels = names(&community, "channels").await;
    for name in CHANNELS {
        assert_eq!(
            channels.iter().filter(|known| *known == name).count(),
            1,
            "{name}"
        );
    }
    let roles = names(&community, "roles").await;
    for name in ROLES {
        assert_eq!(
            roles.iter().filter(|known| *known == name).count(),
            1,
            "{name}"
        );
    }
    community.end().await;
}

//! Who leaves the server, and who comes back.

use chrono::Duration;
use serde_json::json;

use super::newcomers::WELCOME;
use crate::harness::{Backend, Community, Person, on_both, text_of};
use crate::setup::{role, user};
use crate::tutors::TOPIC;

on_both!(
    who_only_chose_how_they_are_told_is_forgotten_as_well,
    who_comes_back_has_their_roles_again,
    a_role_that_was_taken_does_not_come_back,
    a_role_that_was_taken_while_the_bot_was_away_can_be_chosen_again,
    who_had_a_break_has_it_still_when_they_are_back,
    what_was_chosen_and_cannot_be_given_waits_for_staff,
    a_talk_that_the_member_called_over_is_not_given_to_another,
);

impl Person<'_> {
    /// Belongs to the only programme from now on.
    async fn chooses_the_programme(&self) {
        let page = self.uses("me", json!({})).await["message"].clone();
        let page = self.goes(&page, "m.programmes", &[]).await;
        self.goes(&page, "m.programmes.set", &["1"]).await;
    }
}

async fn who_only_chose_how_they_are_told_is_forgotten_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, mori) = (community.person("hana"), community.person("mori"));
    let mut ids = Vec::new();
    for name in ["hana", "mori", "aiko"] {
        ids.push(user(&community, name).await);
        let page = community.person(name).uses("me", json!({})).await["message"].clone();
        let page = community.person(name).goes(&page, "m.tell", &[]).await;
        let page = community.person(name).goes(&page, "m.tell.none", &[]).await;
        assert!(text_of(&page).contains("今は：止めています"), "{page}");
    }
    hana.act("leave", json!({})).await;
    community.have_left(1).await;
    community.stop_bot().await;
    mori.act("leave", json!({})).await;
    community.start_bot();
    community.have_left(2).await;
    let later = community.clock().now() + Duration::days(31);
    community.clock_to(later).await;
    for gone in &ids[..2] {
        community.forgotten(gone).await;
    }
    community.settled().await;
    assert_eq!(community.tables_naming(&ids[2]).await, ["members"]);
    community.end().await;
}

async fn who_comes_back_has_their_roles_again(backend: Backend) {
    let community = Community::start(backend).await;
    let (yuki, hana) = (community.person("yuki"), community.person("hana"));
    community.programme("緑町の在宅ワーク", "緑町").await;
    yuki.joins().await;
    let welcome = yuki.is_told(WELCOME).await;
    yuki.agrees().await;
    let page = yuki.presses(&welcome, "参加する事業を選ぶ").await["message"].clone();
    yuki.goes(&page, "m.programmes.set", &["1"]).await;
    let green = role(&community, "緑町").await;
    community.has_role("yuki", &green, true).await;
    community.tutor("hana", &[TOPIC], &["always"], 2).await;
    let tutors = role(&community, "チューター").await;
    community.has_role("hana", &tutors, true).await;
    yuki.act("leave", json!({})).await;
    hana.act("leave", json!({})).await;
    community.have_left(2).await;
    let later = community.clock().now() + Duration::days(3);
    community.clock_to(later).await;
    yuki.act("join", json!({})).await;
    hana.act("join", json!({})).await;
    community.has_role("yuki", &green, true).await;
    community.has_role("hana", &tutors, true).await;
    community.settled().await;
    let page = hana.uses("me", json!({})).await["message"].clone();
    assert!(text_of(&page).contains("チューターとして"), "{page}");
    assert!(!text_of(&page).contains("お休み中"), "{page}");
    community.end().await;
}

async fn a_role_that_was_taken_does_not_come_back(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, ishida) = (community.person("hana"), community.person("ishida"));
    community.programme("緑町の在宅ワーク", "緑町").await;
    let green = role(&community, "緑町").await;
    hana.chooses_the_programme().await;
    community.has_role("hana", &green, true).await;
    community.tutor("hana", &[TOPIC], &["always"], 2).await;
    let tutors = role(&community, "チューター").await;
    community.has_role("hana", &tutors, true).await;
    community.settled().await;
    assert_eq!(community.count("member_roles").await, Some(2));
    let later = community.clock().now() + Duration::minutes(2);
    community.clock_to(later).await;
    let take = json!({"user": "hana", "remove": [tutors, green]});
    ishida.act("roles", take).await;
    hana.is_told("ロール（役割）がなくなった").await;
    assert_eq!(community.count("member_roles").await, Some(0));
    hana.act("leave", json!({})).await;
    community.have_left(1).await;
    hana.act("join", json!({})).await;
    community.have_left(0).await;
    community.settled().await;
    community.has_role("hana", &tutors, false).await;
    community.has_role("hana", &green, false).await;
    let page = hana.uses("me", json!({})).await["message"].clone();
    assert!(text_of(&page).contains("お休み中"), "{page}");
    community.end().await;
}

async fn a_talk_that_the_member_called_over_is_not_given_to_another(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    let talk = community.matched("aiko", "sato", 1).await;
    community.tutor("mori", &[TOPIC], &["always"], 2).await;
    let opening = community.says(&talk, "相談にのってくれます").await;
    aiko.presses(&opening, "終わりました").await;
    community.says(&talk, "終わりにしてよいですか").await;
    sato.act("leave", json!({})).await;
    aiko.is_told("相談は、どうでしたか").await;
    community.settled().await;
    let finished = "tutor_requests WHERE state = 'finished'";
    assert_eq!(community.count(finished).await, Some(1));
    assert_eq!(community.person("mori").times_told("相談のお願い").await, 0);
    community.end().await;
}

async fn who_had_a_break_has_it_still_when_they_are_back(backend: Backend) {
    let community = Community::start(backend).await;
    let hana = community.person("hana");
    community.tutor("hana", &[TOPIC], &["always"], 2).await;
    let tutors = role(&community, "チューター").await;
    let desk = hana.uses("tutor join", json!({})).await["message"].clone();
    let form = hana.presses(&desk, "お休みする").await;
    hana.submits(&form["modal"], json!({"until": ""})).await;
    hana.act("leave", json!({})).await;
    community.have_left(1).await;
    hana.act("join", json!({})).await;
    community.has_role("hana", &tutors, true).await;
    community.settled().await;
    let page = hana.uses("me", json!({})).await["message"].clone();
    assert!(text_of(&page).contains("お休み中"), "{page}");
    community.end().await;
}

async fn what_was_chosen_and_cannot_be_given_waits_for_staff(backend: Backend) {
    let community = Community::start(backend).await;
    let hana = community.person("hana");
    community.programme("緑町の在宅ワーク", "緑町").await;
    let green = role(&community, "緑町").await;
    let refused = json!({"method": "PUT", "path": "/roles/", "action": "status"});
    community.faults(json!({"rest": [refused]})).await;
    hana.chooses_the_programme().await;
    let waits = "参加の準備をしています（少しお待ちください）：緑町の在宅ワーク";
    for show in ["me", "m.programmes"] {
        let page = hana.uses("me", json!({})).await["message"].clone();
        let page = match show {
            "me" => page,
            door => hana.goes(&page, door, &[]).await,
        };
        assert!(text_of(&page).contains(waits), "{page}");
    }
    community.faults(json!({"clear": true})).await;
    let later = community.clock().now() + Duration::hours(2);
    community.clock_to(later).await;
    community.has_role("hana", &green, true).await;
    let page = hana.uses("me", json!({})).await["message"].clone();
    assert!(!text_of(&page).contains(waits), "{page}");
    community.settled().await;
    community.end().await;
}

async fn a_role_that_was_taken_while_the_bot_was_away_can_be_chosen_again(backend: Backend) {
    let community = Community::start(backend).await;
    let (hana, ishida) = (community.person("hana"), community.person("ishida"));
    community.programme("緑町の在宅ワーク", "緑町").await;
    let green = role(&community, "緑町").await;
    hana.chooses_the_programme().await;
    community.has_role("hana", &green, true).await;
    community.settled().await;
    community.stop_bot().await;
    let later = community.clock().now() + Duration::minutes(2);
    community.clock_to(later).await;
    ishida
        .act("roles", json!({"user": "hana", "remove": [green]}))
        .await;
    community.start_bot();
    community
        .until("it is seen", async || {
            (community.count("member_roles").await == Some(0)).then_some(())
        })
        .await;
    let page = hana.uses("me", json!({})).await["message"].clone();
    assert!(!text_of(&page).contains("緑町"), "{page}");
    let page = hana.goes(&page, "m.programmes", &[]).await;
    hana.goes(&page, "m.programmes.set", &["1"]).await;
    community.has_role("hana", &green, true).await;
    community.settled().await;
    community.end().await;
}
